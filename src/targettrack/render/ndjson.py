"""The items of an answer as JSON, one object a line, for streams and `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.render.json import items, written

if TYPE_CHECKING:
    from targettrack.render.look import Look
    from targettrack.views.answer import Answer


def render(answer: Answer, _look: Look) -> str:
    """One JSON object a line for each item of the answer; one line for an answer that is no list."""
    return "".join(f"{written(item)}\n" for item in items(answer))

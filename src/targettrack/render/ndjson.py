"""The items of an answer as JSON, one object a line, for streams and `grep`."""

from collections.abc import Iterator

from targettrack.render.json import written
from targettrack.render.look import Look
from targettrack.views.answer import Answer


def render(answer: Answer, look: Look) -> str:
    """One JSON object a line for each item of the answer."""
    return "".join(pieces(answer, look))


def pieces(answer: Answer, look: Look) -> Iterator[str]:
    """The same, a line each."""
    return (f"{written(item, look)}\n" for item in answer.data.each())

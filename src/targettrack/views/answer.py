"""The envelope of every answer: which command, of which day, whether whole, with every problem met on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from targettrack.errors import Severity

if TYPE_CHECKING:
    from datetime import date

    from targettrack.errors import Problem


class Answer(NamedTuple):
    """What a command found, before it has a format."""

    command: str
    as_of: date
    data: Any  # one of the views
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """`partial` where a file could not be read whole, else `ok`."""
        return "partial" if any(problem.severity is Severity.ERROR for problem in self.problems) else "ok"

"""The envelope of every answer, and what every view can do: the contract between views and renderers."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from targettrack.errors import Problem, Severity
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from targettrack.views.tally import Tally  # which marks its own fields here

_UNSAID: dict[type, frozenset[str]] = {}
Noun = TypeVar("Noun")


class View(Protocol):
    """What one answer is about. Its fields are the `data` of JSON, but for those that are marked as unsaid."""

    def each(self) -> Iterable[Any]:
        """What NDJSON has a line and CSV a row for."""


class ReportView(View, Protocol):
    """What one of the reports is about."""

    @property
    def total(self) -> "Tally":
        """The counts of all its targets."""

    @property
    def unreadable(self) -> int:
        """Record files that gave no target."""

    @property
    def is_quiet(self) -> bool:
        """Whether it calls for nobody."""


class Answer(NamedTuple):
    """What a command found, before it has a format."""

    command: str
    as_of: date
    data: View
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """`partial` where a file could not be read whole, else `ok`."""
        return "partial" if any(problem.severity is Severity.ERROR for problem in self.problems) else "ok"


def unsaid(*names: str) -> Callable[[type[Noun]], type[Noun]]:
    """Mark fields of a view that pages are drawn from and that JSON does not promise."""

    def mark(kind: type[Noun]) -> type[Noun]:
        _UNSAID[kind] = frozenset(names)
        return kind

    return mark


def is_said(kind: type, name: str) -> bool:
    """Whether JSON has a field of a view."""
    return name not in _UNSAID.get(kind, ())

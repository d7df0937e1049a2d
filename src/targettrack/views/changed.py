"""What happened since a day, as a part of the progress report: one list for each kind of happening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Goal
from targettrack.rating import since as happenings
from targettrack.rating.standing import Figure
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated
    from targettrack.rating.since import Difference

WEEK, MONTH = 7, 30
"""Days ahead in which a deadline is worth a line in a weekly report."""


class Turn(NamedTuple):
    """One target with its rating, light and reason on both days. `before` is as it was known on the first."""

    before: Row
    after: Row


class DeadlineMoved(NamedTuple):
    """A deadline that was moved, given, or put back. `reason` and `authority` are those of the last move."""

    target: Row
    old: date | None
    new: date | None
    reason: str
    authority: str


class GoalChanged(NamedTuple):
    """A goal that was changed, or a part of it filled in."""

    target: Row
    old: Goal
    new: Goal
    reason: str
    authority: str


class FigureReported(NamedTuple):
    """The newest figure before and after; None: there was none, or it was taken back."""

    target: Row
    old: Figure | None
    new: Figure | None


class OwnerChanged(NamedTuple):
    """A lead unit that was named or changed; "" for nobody."""

    target: Row
    old: str
    new: str


class Silence(NamedTuple):
    """A target of which nothing was heard for longer than its reporting cycle allows. `new`: since in between."""

    target: Row
    new: bool


class Changes(NamedTuple):
    """What happened after the day `since` up to the day of the report.

    A target that was finished or has become late is not among `lights` as well. `due_30` leaves out those of `due_7`.
    """

    since: date
    changed: int  # targets of which anything is said, but for those that only come due or stay silent
    finished: tuple[Turn, ...]
    late: tuple[Turn, ...]  # newly overdue, or found to be missed
    lights: tuple[Turn, ...]
    deadlines: tuple[DeadlineMoved, ...]
    goals: tuple[GoalChanged, ...]
    figures: tuple[FigureReported, ...]
    owners: tuple[OwnerChanged, ...]
    problems: tuple[Row, ...]  # a problem was reported
    added: tuple[Row, ...]  # recorded in between
    silent: tuple[Silence, ...]
    due_7: tuple[Row, ...]
    due_30: tuple[Row, ...]


def changed(ledger: Ledger, entries: Sequence[Rated], since: date) -> Changes:
    """What happened to some entries, which are of the day of the report, after the day `since`."""
    found = happenings.between(ledger, entries, since)
    return Changes(
        since=since,
        changed=sum(one.is_told for one in found),
        finished=_turns(one for one in found if one.is_finished),
        late=_turns(one for one in found if one.is_late),
        lights=_turns(one for one in found if one.has_turned),
        deadlines=tuple(
            DeadlineMoved(row(one.after), *one.deadlines, *_grounds(one, "deadline")) for one in found if one.deadlines
        ),
        goals=tuple(GoalChanged(row(one.after), *one.goals, *_grounds(one, "goal")) for one in found if one.goals),
        figures=tuple(FigureReported(row(one.after), *one.figures) for one in found if one.figures),
        owners=tuple(OwnerChanged(row(one.after), *one.owners) for one in found if one.owners),
        problems=tuple(row(one.after) for one in found if one.has_problem),
        added=tuple(row(one.after) for one in found if one.is_new),
        silent=tuple(Silence(row(one.after), not one.was_silent) for one in found if one.is_silent),
        due_7=_due(entries, 0, WEEK),
        due_30=_due(entries, WEEK + 1, MONTH),
    )


def _turns(found: Iterable[Difference]) -> tuple[Turn, ...]:
    return tuple(Turn(row(one.before), row(one.after)) for one in found)


def _grounds(one: Difference, name: str) -> tuple[str, str]:
    update = one.cause(name)
    return ("", "") if update is None else (update.reason or update.note or "", update.authority or "")


def _due(entries: Sequence[Rated], first: int, last: int) -> tuple[Row, ...]:
    due = [row(entry) for entry in entries if happenings.comes_due(entry, first, last)]
    return tuple(sorted(due, key=lambda one: (one.days_left or 0, one.id)))

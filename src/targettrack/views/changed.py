"""What happened since a day, as a part of the progress report: which targets, and how each stood before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from targettrack.ledger.names import natural
from targettrack.model import Goal, Ledger, Update
from targettrack.named import NamedTuple
from targettrack.rating import since as happenings
from targettrack.rating.ladder import Rated
from targettrack.rating.since import Difference, Moved
from targettrack.rating.standing import Figure
from targettrack.views.answer import unsaid
from targettrack.views.row import Before, Row, ids, row

WEEK, MONTH = 7, 30
"""Days ahead in which a deadline is worth a line in a weekly report."""


@unsaid("earlier")
class Changed(NamedTuple):
    """One target to which something happened, as it was known to stand before, and what was changed."""

    id: str
    before: Before | None  # None: it was not on record
    deadline: Moved[date | None] | None  # None: as before; without an old one it was ongoing
    goal: Moved[Goal] | None
    figure: Moved[Figure | None] | None  # the newest one; without a new one it was taken back
    owner: Moved[str] | None  # "" for nobody
    words: tuple[Update, ...]  # in which the unit told of progress, next step, forecast or claim
    earlier: Row


class Changes(NamedTuple):
    """What happened after the day `since` up to the day of the report; the lists are of ids.

    A target that was finished or has become late is not among `lights` as well. `due_30` leaves out those of `due_7`.
    """

    since: date
    changed: tuple[
        Changed, ...
    ]  # the targets of which anything is said, but for those that only come due or stay silent
    finished: tuple[str, ...]
    late: tuple[str, ...]  # newly overdue, or found to be missed
    lights: tuple[str, ...]
    deadlines: tuple[str, ...]
    goals: tuple[str, ...]
    figures: tuple[str, ...]
    owners: tuple[str, ...]
    words: tuple[str, ...]  # reported on in words, by lead unit
    requests: tuple[str, ...]  # an extension was asked for, and the office has not answered, by lead unit
    still_asked: tuple[str, ...]  # the same, since before that day
    problems: tuple[str, ...]  # a problem was reported
    added: tuple[str, ...]  # recorded in between
    fell_silent: tuple[str, ...]  # nothing was heard for longer than the reporting cycle allows
    still_silent: tuple[str, ...]  # the same, since before that day
    due_7: tuple[str, ...]
    due_30: tuple[str, ...]

    @property
    def sections(self) -> Mapping[str, Sequence[str]]:
        """The lists by name."""
        return {name: ids for name, ids in self._asdict().items() if name not in {"since", "changed"}}


def changed(ledger: Ledger, entries: Sequence[Rated], since: date) -> Changes:
    """What happened to some entries, which are of the day of the report, after the day `since`."""
    return changes(happenings.between(ledger, entries, since), entries, since)


def changes(found: Sequence[Difference], entries: Sequence[Rated], since: date) -> Changes:
    """The same of entries that were compared already."""

    def those(holds: Callable[[Difference], object]) -> tuple[str, ...]:
        return ids(one.after for one in found if holds(one))

    return Changes(
        since=since,
        changed=tuple(_changed(one) for one in found if one.is_told),
        finished=those(lambda one: one.is_finished),
        late=those(lambda one: one.is_late),
        lights=those(lambda one: one.has_turned),
        deadlines=those(lambda one: one.deadline),
        goals=those(lambda one: one.goal),
        figures=those(lambda one: one.figure),
        owners=those(lambda one: one.owner),
        words=_by_unit(one.after for one in found if one.words),
        requests=_by_unit(one.after for one in found if one.is_asked and not one.was_asked),
        still_asked=_by_unit(one.after for one in found if one.was_asked),
        problems=those(lambda one: one.has_problem),
        added=those(lambda one: one.is_new),
        fell_silent=those(lambda one: one.is_silent and not one.was_silent),
        still_silent=those(lambda one: one.is_silent and one.was_silent),
        due_7=_due(entries, 0, WEEK),
        due_30=_due(entries, WEEK + 1, MONTH),
    )


def _changed(one: Difference) -> Changed:
    was = None if one.is_new else Before.of(one.before)
    return Changed(one.after.target.id, was, one.deadline, one.goal, one.figure, one.owner, one.words, row(one.before))


def _by_unit(entries: Iterable[Rated]) -> tuple[str, ...]:
    return ids(sorted(entries, key=lambda one: (one.state.standing.owner, natural(one.target.id))))


def _due(entries: Iterable[Rated], first: int, last: int) -> tuple[str, ...]:
    due = [entry for entry in entries if happenings.comes_due(entry, first, last)]
    return ids(sorted(due, key=lambda one: (one.state.days_left or 0, one.target.id)))

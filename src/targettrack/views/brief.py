"""What `report --form brief` shows: five numbers, what changed, the ten worst, who is silent, what comes due, the year's end.

Each number stands in the progress report, too; beside it, what it was on the day of the last report.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from targettrack.ledger import selection
from targettrack.model import Forecast, Ledger
from targettrack.named import NamedTuple
from targettrack.rating import notice
from targettrack.rating import since as happenings
from targettrack.rating.counts import Rate
from targettrack.rating.ladder import Rated
from targettrack.rating.reason import Turn
from targettrack.rating.vocabulary import RATINGS, Light, RatingGroup
from targettrack.views import alert
from targettrack.views.alert import Advice
from targettrack.views.changed import MONTH, Changes, changes
from targettrack.views.row import PlanHead, Row, heads, ids, named, rows
from targettrack.views.tally import Tally, rate, tally
from targettrack.views.worst import MOST, attention, worst_first


class Headline(StrEnum):
    """The five numbers, in their order."""

    COMPLETED = "completed"  # 完成率: of all but the dropped
    ON_SCHEDULE = "on-schedule"  # 达序时率: of those with figures or settled
    RED = "red"  # of all
    YELLOW = "yellow"
    SILENT = "silent"


class Number(NamedTuple):
    """One of the five numbers, with its base."""

    name: Headline
    now: Rate
    before: Rate | None  # on the day of the last report, as it was known then; None: nothing was on record


class Called(NamedTuple):
    """One of the worst, and what is asked for."""

    id: str
    leader: str  # in charge of the target, else of its lead unit; ""
    advice: Advice | None  # None: it is settled, and nothing more is waited for
    turn: Turn | None  # whose turn it is to do that


class Silent(NamedTuple):
    """A lead unit that has not reported in time."""

    owner: str  # "" for targets that nobody leads
    targets: tuple[str, ...]  # ids


class DueDay(NamedTuple):
    """What comes due on one day."""

    day: date
    targets: tuple[str, ...]  # ids, the worst first


class Outlook(NamedTuple):
    """How the year will end for what is still open: what the lead units say, and apart from it what the figures say."""

    awaited: int  # targets that somebody still waits for: the base of both
    said: Mapping[str, int]  # by forecast of the lead unit: can hard cannot, and none
    on_course: int  # by its figure it is where it has to be, or beyond
    off_course: int  # by its figure, or its deadline, it is not
    unknown: int  # nothing to compare: no figure, an old one, or a word only
    contradicted: tuple[
        str, ...
    ]  # ids of those that are to be met by the unit's word, and are off course; the worst first


class Ahead(NamedTuple):
    """What a leader asks of the coming weeks, as the parts of a brief have it."""

    silent: tuple[Silent, ...]
    due: tuple[DueDay, ...]
    outlook: Outlook


class Whose(NamedTuple):
    """Whose brief it is; nothing: everybody's."""

    leaders: tuple[str, ...]
    units: tuple[str, ...]


class Brief(NamedTuple):
    """One page for a leader. `targets` has those that are named; the counts are of all `total.total`."""

    whose: Whose
    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    since: date  # the day of the last report
    total: Tally
    numbers: tuple[Number, ...]
    changes: Changes
    worst: tuple[Called, ...]  # ten at most of the red and yellow, the worst first
    attention: int  # how many red and yellow there are
    silent: tuple[Silent, ...]  # the unit with most of them first
    due: tuple[DueDay, ...]  # within 30 days, today included
    outlook: Outlook
    targets: Mapping[str, Row]  # by id, the worst first

    @property
    def is_quiet(self) -> bool:
        """Whether nothing changed and nothing comes due within a week."""
        return not (self.unreadable or self.changes.changed or self.changes.due_7)

    def each(self) -> list[dict[str, Any]]:
        """Every row that is named, with the parts that name it."""
        parts = {
            **{f"changes.{name}": members for name, members in self.changes.sections.items()},
            "worst": [one.id for one in self.worst],
            "silent": [id_ for one in self.silent for id_ in one.targets],
            "due": [id_ for one in self.due for id_ in one.targets],
            "outlook.contradicted": self.outlook.contradicted,
        }
        return named(self.targets, parts)


def brief(
    ledger: Ledger, entries: Sequence[Rated], since: date, *, leaders: Sequence[str] = (), units: Sequence[str] = ()
) -> Brief:
    """The brief of some entries against the day `since`; `leaders`, `units`: by whom the entries were chosen."""
    found = happenings.between(ledger, entries, since)
    total, then = tally("", entries), [one.before for one in found if not one.is_new]
    told, calling = changes(found, entries, since), attention(entries)
    silent, due, outlook = ahead(entries)
    worst = tuple(_called(entry, ledger) for entry in calling[:MOST])
    lists = (
        [one.id for one in worst],
        [one.id for one in told.changed],
        *(one.targets for one in silent),
        *(one.targets for one in due),
        *told.sections.values(),
        outlook.contradicted,
    )
    told_of = frozenset(chain.from_iterable(lists))
    return Brief(
        whose=Whose(tuple(leaders), tuple(units)),
        plans=heads(entries),
        unreadable=len(ledger.unreadable),
        since=since,
        total=total,
        numbers=_numbers(total, tally("", then) if then else None),
        changes=told,
        worst=worst,
        attention=len(calling),
        silent=silent,
        due=due,
        outlook=outlook,
        targets=rows(entry for entry in worst_first(entries) if entry.target.id in told_of),
    )


_HEADLINES: Mapping[Headline, Callable[[Tally], Rate]] = {
    Headline.COMPLETED: lambda one: one.completion,
    Headline.ON_SCHEDULE: lambda one: one.on_schedule,
    Headline.RED: lambda one: rate(one.by_light[Light.RED], one.total),
    Headline.YELLOW: lambda one: rate(one.by_light[Light.YELLOW], one.total),
    Headline.SILENT: lambda one: rate(one.by_group[RatingGroup.SILENT], one.total),
}


def _numbers(now: Tally, before: Tally | None) -> tuple[Number, ...]:
    return tuple(Number(name, of(now), None if before is None else of(before)) for name, of in _HEADLINES.items())


def _called(entry: Rated, ledger: Ledger) -> Called:
    days = max(notice.days(entry.plan, ledger.settings.rules), default=0)
    found = alert.alert(entry, days, ledger.units)
    leader = selection.leader_of(entry, ledger.units)
    return Called(entry.target.id, leader, found and found.advice, found and found.turn)


def ahead(entries: Sequence[Rated]) -> Ahead:
    """What needs no comparison with an earlier day: who is silent, what comes due, how the year will end."""
    return Ahead(_silent(entries), _due(entries), _outlook(entries))


def _silent(entries: Iterable[Rated]) -> tuple[Silent, ...]:
    silent = [entry for entry in worst_first(entries) if RATINGS[entry.state.rating].group is RatingGroup.SILENT]
    units = [Silent(owner, ids(members)) for owner, members in selection.group(silent, "owner").items()]
    return tuple(sorted(units, key=lambda one: (-len(one.targets), one.owner)))


def _due(entries: Iterable[Rated]) -> tuple[DueDay, ...]:
    days: dict[date, list[Rated]] = {}
    for entry in worst_first(entries):
        if entry.state.deadline is not None and happenings.comes_due(entry, 0, MONTH):
            days.setdefault(entry.state.deadline, []).append(entry)
    return tuple(DueDay(day, ids(members)) for day, members in sorted(days.items()))


def _outlook(entries: Iterable[Rated]) -> Outlook:
    """Of what is open. The trend is the rating itself: a target that is on schedule meets its goal if it goes on so."""
    awaited = [entry for entry in worst_first(entries) if RATINGS[entry.state.rating].is_open]
    said = [entry.state.standing.forecast for entry in awaited]
    courses = [RATINGS[entry.state.rating].on_schedule for entry in awaited]
    return Outlook(
        awaited=len(awaited),
        said={**{code.value: said.count(code) for code in Forecast}, "none": said.count(None)},
        on_course=courses.count(True),
        off_course=courses.count(False),
        unknown=courses.count(None),
        contradicted=ids(
            entry
            for entry, course in zip(awaited, courses, strict=True)
            if course is False and entry.state.standing.forecast is Forecast.CAN
        ),
    )

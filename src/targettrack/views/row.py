"""One target in a list: the record as it stands, its rating, and the reason; and the document it stands in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Self

from targettrack.model import Forecast, Goal, Kind, Level, Status, Strength, Update
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated, Stood
from targettrack.rating.reason import Basis, Reason
from targettrack.rating.vocabulary import RATINGS, Lamp, Light, Marker, Rating, RatingGroup
from targettrack.views.answer import unsaid


class PlanHead(NamedTuple):
    """The document that a target stands in."""

    id: str
    title: str
    issuer: str
    level: Level | None
    year: int | None
    fictional: bool  # an example: no such place


def heads(entries: Iterable[Rated]) -> tuple[PlanHead, ...]:
    """The plans that some entries belong to, in order of their ids."""
    plans = {entry.plan.id: entry.plan for entry in entries}
    return tuple(
        PlanHead(plan.id, plan.title, plan.issuer, plan.level, plan.year, plan.fictional)
        for _id, plan in sorted(plans.items())
    )


@unsaid("fictional", "as_of", "plan_year", "issuer", "level")  # JSON says them once, in the envelope and of the plans
class Row(NamedTuple):
    """One target on the day of the view. `deadline` and `goal` are those that hold now; `show` has the original."""

    id: str
    item: str  # the task of the office's list that it belongs to
    plan: str
    title: str
    owner: str  # the lead unit; "" while nobody leads
    leader: str  # in charge of it; "": that of the lead unit
    supporting: tuple[str, ...]
    status: Status  # as stated by people
    kind: Kind
    strength: Strength
    section: str
    tags: tuple[str, ...]
    assumed: tuple[str, ...]  # fields that the source does not state
    draft: bool  # not accepted yet
    fictional: bool  # of an example plan
    upper: str  # id of the same matter in the plan above
    previous: str  # and in last year's plan
    start: date
    deadline: date | None  # None: ongoing
    days_left: int | None  # to the deadline; below zero when it has passed
    goal: Goal
    rating: Rating
    light: Light
    outline: bool  # the light rests on a person's word, or waits for proof
    group: RatingGroup  # the one of the six that counts it
    basis: Basis  # what the rating rests on
    reason: Reason
    markers: tuple[Marker, ...]
    last: Stood | None  # how it stood on its last day, while what comes after that is awaited
    forecast: Forecast | None  # of the lead unit
    reported: date | None  # the last day that any word of the unit holds for
    missed_checkpoint: date | None  # the first that has passed without being reached
    as_of: date
    plan_year: int | None
    issuer: str
    level: Level | None
    note: str
    problem: str
    next: str
    reason_given: str  # with the last status: why, or what was noted
    authority: str  # with the last status: who allowed it
    assessed_for: str  # why the office judged it as it did last
    asked: date | None  # the deadline that the unit asks for, until the office answers
    asked_for: str  # and why it asks

    @property
    def lamp(self) -> Lamp:
        """The light as it is shown."""
        return Lamp(self.light, self.outline)


class Before(NamedTuple):
    """How a target stood before something happened to it."""

    rating: Rating
    light: Light
    outline: bool
    reason: Reason

    @classmethod
    def of(cls, entry: Rated) -> Self:
        """How an entry stands, for one that is compared with it."""
        return cls(entry.state.rating, entry.state.light, entry.state.outline, entry.state.reason)


_KNOWN = attrgetter(
    *("target.id", "state.standing.item", "target.plan", "target.title", "state.standing.owner"),
    *("state.standing.leader", "state.standing.supporting", "state.standing.status", "target.kind", "target.strength"),
    *("target.section", "target.tags", "target.assumed", "target.draft", "plan.fictional", "state.standing.upper"),
    *("state.standing.previous", "state.start", "state.standing.deadline", "state.days_left", "state.standing.goal"),
    *("state.rating", "state.light", "state.outline", "state.group", "state.reason.basis", "state.reason"),
    *("state.markers", "state.last", "state.standing.forecast", "state.standing.reported", "state.missed_checkpoint"),
    *("state.day", "plan.year", "plan.issuer", "plan.level"),
)
"""Where the fields of a row come from, in their order, up to the last words that were said."""


def row(entry: Rated) -> Row:
    """The row of an entry; note, problem and next step are the last ones said, of a year that is accounted for of that year."""
    standing = entry.state.standing
    said: Iterable[str] = _NO_WORDS
    if standing.updates:
        updates = _newest(entry)
        said = (next((word for u in updates if (word := say(u)) is not None), "") for say in _WORDS)
    stated, given = standing.returned or standing.stated, standing.assessment
    grounds = ("", "")
    if stated is not None:
        grounds = (stated.waive or stated.reason or stated.note or "", stated.authority or "")
    is_asked = standing.request is not None and RATINGS[entry.state.rating].is_open
    asks = (
        (standing.request.ask_deadline, standing.request.reason or "") if is_asked and standing.request else (None, "")
    )
    return Row._make((*_KNOWN(entry), *said, *grounds, "" if given is None else given.reason or "", *asks))


def lean(entry: Rated) -> Rated:
    """An entry without what no row says. Of 100,000 entries whole records would take 0.9 GB.

    Its row, counts, order and alerts are those of the entry; whether it is asked for is decided before.
    """
    standing, updates = entry.state.standing, _newest(entry)
    said = (next((update for update in updates if say(update) is not None), None) for say in _WORDS)
    kept = {update.key: update for update in said if update is not None}
    target = entry.target._replace(quotes=(), updates=(), checkpoints=())
    standing = standing._replace(
        target=target,
        figures=(),
        parts={},
        deadline_changes=(),
        nodes=(),
        ended_nodes=(),
        nodes_met=(),
        updates=tuple(update for update in standing.updates if update.key in kept),
    )
    return Rated(target, entry.plan, entry.state._replace(standing=standing))


def _newest(entry: Rated) -> list[Update]:
    """The updates whose words are said, the newest first: of a year that is accounted for, those of that year."""
    last = entry.state.day
    if entry.state.rating is Rating.ACCOUNTED and entry.plan.end is not None:
        last = entry.plan.end
    return [update for update in reversed(entry.state.standing.updates) if update.as_of <= last]


_WORDS = (attrgetter("note"), attrgetter("problem"), attrgetter("next"))
_NO_WORDS = ("", "", "")


def rows(entries: Iterable[Rated]) -> dict[str, Row]:
    """The rows of some entries by id, in their order: each target once, whatever else names it."""
    return {entry.target.id: row(entry) for entry in entries}


def ids(entries: Iterable[Rated]) -> tuple[str, ...]:
    """Entries as a view names them."""
    return tuple(entry.target.id for entry in entries)


def whole(row: Row, sections: Iterable[str] | None = None, **beside: Any) -> dict[str, Any]:
    """A row as a line of its own, with what else is to be said of it; of a report, `in` which sections it is named."""
    return {**row._asdict(), **beside, **({} if sections is None else {"in": list(sections)})}


def named(targets: Mapping[str, Row], sections: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Every row of a report as a line of its own, with the sections that name it."""
    return [whole(row, (name for name, ids in sections.items() if row.id in ids)) for row in targets.values()]

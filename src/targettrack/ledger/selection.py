"""Which targets are asked for, in which order and groups. Knows states; prints nothing."""

from __future__ import annotations

import sys
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from targettrack.ledger.names import natural
from targettrack.model import KINDS
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.vocabulary import RATINGS, Lamp, Rating, RatingGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Kind, Ledger, Level, Status, Target, Unit
    from targettrack.rating.reason import Why


class Bounds(NamedTuple):
    """Numbers between two ends, which belong to them unless they are `open_`. None: no end."""

    least: Decimal | None = None
    most: Decimal | None = None
    open_: bool = False  # neither end belongs to them

    def holds(self, value: Decimal | None) -> bool:
        """Whether a number lies between the ends."""
        if value is None or (self.open_ and value in {self.least, self.most}):
            return False
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Items(NamedTuple):
    """The items from one to another, with their parts: 72-1 is one of 72."""

    first: str
    last: str

    def holds(self, item: str) -> bool:
        """Whether an item, or the one that it is a part of, lies between the two."""
        own, last = natural(item), natural(self.last)
        return bool(own) and natural(self.first) <= own and own[: len(last)] <= last


class Selection(NamedTuple):
    """Which targets are asked for. Empty fields do not narrow; several values of one field widen it."""

    plans: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()  # full names; "" means not assigned
    units: tuple[str, ...] = ()  # full names, of lead or supporting units
    leaders: tuple[str, ...] = ()  # in charge of the target, or of its lead unit where the target names nobody
    ratings: tuple[str, ...] = ()  # or lights, lamps, markers
    groups: tuple[RatingGroup, ...] = ()
    whys: tuple[Why, ...] = ()
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sections: tuple[str, ...] = ()  # any part of the section's name
    tags: tuple[str, ...] = ()
    due_after: date | None = None  # inclusive
    due_before: date | None = None  # inclusive
    levels: tuple[Level, ...] = ()  # of the plan
    ids: frozenset[str] | None = None  # None: any
    items: tuple[Items, ...] = ()
    confidence: tuple[Bounds, ...] = ()  # of drafts
    text: str = ""  # any part of id, title, quote, owner, indicator or note
    listed: tuple[Unit, ...] = ()  # the units of the ledger, who know their leaders

    def holds(self, entry: Rated) -> bool:
        """Whether an entry is asked for."""
        target, standing = entry.target, entry.state.standing
        deadline = standing.deadline
        return (
            (self.ids is None or target.id in self.ids)
            and (not self.items or any(items.holds(standing.item) for items in self.items))
            and (not self.confidence or any(bounds.holds(target.confidence) for bounds in self.confidence))
            and _within(target.plan, self.plans)
            and _within(standing.owner, self.owners)
            and (not self.units or not {standing.owner, *standing.supporting}.isdisjoint(self.units))
            and (not self.leaders or leader_of(entry, self.listed) in self.leaders)
            and (not self.ratings or not said_of(entry).isdisjoint(self.ratings))
            and _within(RATINGS[entry.state.rating].group, self.groups)
            and _within(entry.state.reason.why, self.whys)
            and _within(standing.status, self.statuses)
            and _within(target.kind, self.kinds)
            and (not self.levels or entry.plan.level in self.levels)
            and (not self.sections or any(part in target.section for part in self.sections))
            and (not self.tags or any(tag in target.tags for tag in self.tags))
            and (self.due_after is None or (deadline is not None and deadline >= self.due_after))
            and (self.due_before is None or (deadline is not None and deadline <= self.due_before))
            and (not self.text or self.text.casefold() in _searchable(entry))
        )


def leader_of(entry: Rated, units: Iterable[Unit]) -> str:
    """Who is in charge of a target: by its record, else by its lead unit."""
    standing = entry.state.standing
    of_unit = (unit.leader for unit in units if unit.name == standing.owner)
    return standing.leader or next(of_unit, "")


_TOLD = 100
"""After so many targets it is told how far rating has come."""


def survey(
    ledger: Ledger,
    day: date,
    *,
    drafts: bool = False,
    discarded: bool = False,
    tell: Callable[[int, int], object] = lambda *_done: None,
) -> tuple[Rated, ...]:
    """Rate every accepted target of the ledger (or every draft, or every discarded one) on a day, in order of plan and id.

    `tell` hears how far it has come: targets done, of how many.
    """
    plans = {plan.id: plan for plan in ledger.plans}
    targets = {target.id: target for target in ledger.targets}
    rules, rated = ledger.settings.rules, []
    wanted = [t for t in ledger.targets if t.draft is (drafts or discarded) and t.discarded is discarded]
    for done, t in enumerate(wanted, 1):
        rated.append(Rated(t, plans[t.plan], evaluate(t, plans[t.plan], day, rules, targets.get(t.goal.of))))
        if done % _TOLD == 0 or done == len(wanted):
            tell(done, len(wanted))
    return tuple(rated)


def entry(ledger: Ledger, target: Target, day: date) -> Rated:
    """One target with its state on a day; a target that is about to be written need not be in the ledger yet."""
    plan = ledger.plan_of(target)
    return Rated(target, plan, evaluate(target, plan, day, ledger.settings.rules, ledger.followed(target)))


def related(ledger: Ledger, target: Target, day: date, *, whole: bool) -> tuple[Rated | None, tuple[Rated, ...] | None]:
    """The same matter in the plan above, and in the plans below: linked, never merged. None unless the ledger is `whole`."""
    above = ledger.find(target.upper) if target.upper else None
    upper = entry(ledger, above, day) if above else None
    lower = (entry(ledger, other, day) for other in ledger.targets if other.upper == target.id)
    return upper, tuple(lower) if whole else None


def select(entries: Iterable[Rated], selection: Selection) -> tuple[Rated, ...]:
    """The entries asked for, in their order."""
    return tuple(entry for entry in entries if selection.holds(entry))


_RATING_ORDER = {rating: i for i, rating in enumerate(Rating)}


def _gap(entry: Rated) -> Decimal | None:
    """Points of progress, or of a rate: pieces and amounts of several units have no common order."""
    reason = entry.state.reason
    return reason.points if reason.share_gap is None and KINDS[entry.target.kind].is_rate else reason.share_gap


def _gap_or_zero(entry: Rated) -> object:
    return _gap(entry) or 0


def _days_left(entry: Rated) -> int:
    """Below zero of what is late, so that the longest overdue comes first; what has no deadline is least pressing."""
    return sys.maxsize if entry.state.days_left is None else entry.state.days_left


SORTS: dict[str, Callable[[Rated], Any]] = {
    "id": lambda e: (e.target.plan, natural(e.target.id)),
    "deadline": lambda e: e.state.days_left,
    "rating": lambda e: (_RATING_ORDER[e.state.rating], _gap_or_zero(e), _days_left(e)),
    "owner": lambda e: e.state.standing.owner or None,
    "gap": _gap,
    "updated": lambda e: str(e.state.standing.reported or ""),  # the silent ones first
    "title": lambda e: e.target.title,
}
"""What a list can be sorted by; None, where an entry has no such thing."""


GROUPS: dict[str, Callable[[Rated], str]] = {
    "plan": lambda e: e.target.plan,
    "owner": lambda e: e.state.standing.owner,
    "rating": lambda e: e.state.rating,
    "status": lambda e: e.state.standing.status,
    "kind": lambda e: e.target.kind,
    "section": lambda e: e.target.section,
}


def sort(entries: Iterable[Rated], by: str, *, descending: bool = False) -> tuple[Rated, ...]:
    """Sort by one of SORTS; what is equal stays in order of id, what has no such thing stands last either way."""
    keyed = [(SORTS[by](entry), entry) for entry in sorted(entries, key=SORTS["id"])]
    known = sorted((pair for pair in keyed if pair[0] is not None), key=itemgetter(0), reverse=descending)
    return tuple(entry for _key, entry in (*known, *(pair for pair in keyed if pair[0] is None)))


def group(entries: Iterable[Rated], by: str) -> dict[str, tuple[Rated, ...]]:
    """Group by one of GROUPS; groups stand in order of their first entry, ratings in their own order."""
    groups: dict[str, list[Rated]] = {}
    for entry in entries:
        groups.setdefault(GROUPS[by](entry), []).append(entry)
    names: Sequence[str] = sorted(groups, key=list(Rating).index) if by == "rating" else list(groups)  # type: ignore[arg-type]  # the names of these groups are ratings
    return {name: tuple(groups[name]) for name in names}


def said_of(entry: Rated) -> set[str]:
    """The codes of a state: its rating, its light, the lamp that is shown, its markers."""
    state = entry.state
    return {state.rating, state.light, Lamp(state.light, state.outline).code, *state.markers}


def _within(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _searchable(entry: Rated) -> str:
    target = entry.target
    notes = (word for u in entry.state.standing.updates for word in (u.note, u.problem, u.next) if word)
    quotes = (quote.text for quote in target.quotes)
    parts = (target.id, target.title, entry.state.standing.owner, entry.state.standing.goal.indicator, *quotes, *notes)
    return "\n".join(parts).casefold()

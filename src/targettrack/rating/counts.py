"""Counts and rates over rated targets, in records or in items. Counts always sum to the total; a rate carries its base."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.model import Status, Strength
from targettrack.named import NamedTuple
from targettrack.rating import schedule
from targettrack.rating.compare import Comparison
from targettrack.rating.reason import Basis, per_cent
from targettrack.rating.schedule import ONE_DAY
from targettrack.rating.standing import is_report
from targettrack.rating.vocabulary import RATINGS, Marker, Rating, RatingGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from targettrack.model import Rules
    from targettrack.rating.ladder import Rated, State

_ORDER = {rating: place for place, rating in enumerate(Rating)}


class Rate(NamedTuple):
    """A share with its base. `percent` is rounded to 0.01; None where the base is empty."""

    part: int
    base: int
    percent: Decimal | None


class Counts(NamedTuple):
    """A number of targets by rating, group and basis, and their rates. An approved extension is a new last day."""

    total: int
    by_rating: Mapping[str, int]  # in the order in which reports list them
    by_group: Mapping[str, int]  # the six groups of ratings: settled claimed measured judged waiting silent
    by_basis: Mapping[str, int]  # by what the rating rests on
    overdue: int  # among the measured, beside them
    extended: int  # with a deadline that was moved to a later day
    completion: Rate  # 完成率: achieved over all but the dropped
    on_schedule: Rate  # 达序时率: achieved, ahead and on track over what is measured or settled by a figure
    advancing: Rate  # 按进度推进率: over what the office judged, a base of its own
    on_time: Rate  # 按期办结率: closed in time over what is due and does not wait


def rate(part: int, base: int) -> Rate:
    """`part` of `base`."""
    return Rate(part, base, per_cent(Fraction(part, base)) if base else None)


def count(states: Collection[State]) -> Counts:
    """Count some states of one day."""
    ratings = Counter(state.rating for state in states)
    groups = Counter(RATINGS[state.rating].group for state in states)
    bases = Counter(state.reason.basis for state in states)
    extended = sum(Marker.EXTENDED in state.markers for state in states)
    scheduled = [(meaning.on_schedule, ratings[rating]) for rating, meaning in RATINGS.items()]
    due = [state for state in states if _is_due(state)]
    timely = sum(state.rating is Rating.ACHIEVED and Marker.LATE not in state.markers for state in due)
    return Counts(
        total=len(states),
        by_rating={rating: ratings[rating] for rating in Rating},
        by_group={group: groups[group] for group in RatingGroup},
        by_basis={basis: bases[basis] for basis in Basis},
        overdue=ratings[Rating.OVERDUE],
        extended=extended,
        completion=rate(ratings[Rating.ACHIEVED], len(states) - ratings[Rating.DROPPED]),
        on_schedule=rate(
            sum(number for good, number in scheduled if good),
            sum(number for good, number in scheduled if good is not None),
        ),
        advancing=rate(ratings[Rating.ADVANCING], groups[RatingGroup.JUDGED]),
        on_time=rate(timely, len(due)),
    )


def items(entries: Iterable[Rated]) -> tuple[Rated, ...]:
    """One entry for each item of the office's list: its worst record. A record without an item is one by itself."""
    worst: dict[tuple[str, str, str], Rated] = {}
    for entry in entries:
        item = entry.state.standing.item
        key = (entry.target.plan, item, "" if item else entry.target.id)
        known = worst.get(key)
        if known is None or _ORDER[entry.state.rating] < _ORDER[known.state.rating]:
            worst[key] = entry
    return tuple(worst.values())


def by_strength(entries: Collection[Rated]) -> dict[Strength, Counts]:
    """Firm promises and endeavours, each with its own bases."""
    return {
        strength: count([entry.state for entry in entries if entry.target.strength is strength])
        for strength in Strength
    }


def feedback(entries: Iterable[Rated], rules: Rules) -> Rate:
    """按时反馈率: the reports that were entered by their reporting day, over those that were due."""
    found = [told for entry in entries for told in _reports(entry, rules)]
    return rate(sum(found), len(found))


def _is_due(state: State) -> bool:
    """Whether it should be closed by now: its last day has passed or it is achieved, and no result is waited for."""
    if state.rating in {Rating.DROPPED, Rating.SUSPENDED} or state.days_left is None:
        return False
    waits = RATINGS[state.rating].group is RatingGroup.WAITING
    return state.rating is Rating.ACHIEVED or (state.days_left < 0 and not waits)


def _reports(entry: Rated, rules: Rules) -> list[bool]:
    """For each whole cycle of a target whose reporting day has passed: whether it was reported in time.

    Cycles of three months end with a quarter, and so on. None is due before the target was recorded, or after it was done
    or set aside.
    """
    state, updates = entry.state, entry.state.standing.updates
    comparison = Comparison(state.standing, entry.plan, rules)
    ended = {Status.CLOSED, Status.DONE, Status.DROPPED, Status.SUSPENDED, Status.MISSED}
    stops = [update.as_of for update in updates if update.status in ended]
    last = min([state.day, *([state.deadline] if state.deadline else []), *stops])
    told = [update for update in updates if is_report(update)]
    found: list[bool] = []
    first = _cycle_start(max(comparison.start, entry.target.recorded.date()) - ONE_DAY, comparison.cycle)
    while (following := _cycle_start(first, comparison.cycle)) <= last + ONE_DAY:
        due = schedule.reporting_day(following - ONE_DAY, rules.reporting_day)
        if due < state.day:
            found.append(any(first <= update.as_of <= due and update.entered(state.day) <= due for update in told))
        first = following
    return found


def _cycle_start(day: date, months: int) -> date:
    """The first day after a day on which a cycle of so many months begins."""
    passed = (day.year * 12 + day.month - 1) % months
    return schedule.same_day_later(day.replace(day=1), months - passed)

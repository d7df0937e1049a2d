"""Counts and rates over targets. Counts always sum to the total; a rate always carries its base."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from targettrack.rating.ladder import points
from targettrack.rating.vocabulary import Light, Marker, Rating

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from targettrack.rating.ladder import Rated

ON_SCHEDULE = frozenset({Rating.ACHIEVED, Rating.AHEAD, Rating.ON_TRACK})
RATABLE = ON_SCHEDULE | {Rating.BEHIND, Rating.FAR_BEHIND, Rating.OVERDUE, Rating.MISSED}


class Rate(NamedTuple):
    """A share with its base. `percent` is rounded to 0.01; None where the base is empty."""

    part: int
    base: int
    percent: Decimal | None


class Tally(NamedTuple):
    """Counts of a group of targets by rating and by light, and three rates. No rule defines them: the bases are ours, and shown.

    completion 完成率: closed over all but the dropped. on_schedule 达序时率: achieved, ahead and on track over those that
    can be rated. on_time 按期办结率: closed by the deadline in force over those that are closed or whose
    deadline has passed, but for those whose figure is not due yet.
    """

    name: str  # an id, an owner's name, a section; "" for the whole, and for what has none
    total: int
    by_rating: Mapping[str, int]
    by_light: Mapping[str, int]
    completion: Rate
    on_schedule: Rate
    on_time: Rate


def rate(part: int, base: int) -> Rate:
    """`part` of `base`."""
    return Rate(part, base, points(Fraction(100 * part, base)) if base else None)


def tally(name: str, entries: Collection[Rated]) -> Tally:
    """Count a group of entries."""
    ratings = Counter(entry.state.rating for entry in entries)
    lights = Counter(entry.state.light for entry in entries)
    closed = ratings[Rating.ACHIEVED]
    due = [entry for entry in entries if _is_due(entry)]
    timely = sum(e.state.rating is Rating.ACHIEVED and Marker.LATE not in e.state.markers for e in due)
    return Tally(
        name=name,
        total=len(entries),
        by_rating={rating.value: ratings[rating] for rating in Rating},
        by_light={light.value: lights[light] for light in Light},
        completion=rate(closed, len(entries) - ratings[Rating.DROPPED]),
        on_schedule=rate(sum(ratings[r] for r in ON_SCHEDULE), sum(ratings[r] for r in RATABLE)),
        on_time=rate(timely, len(due)),
    )


def _is_due(entry: Rated) -> bool:
    rating, left = entry.state.rating, entry.state.days_left
    if rating in {Rating.DROPPED, Rating.SUSPENDED, Rating.AWAITING_RESULT} or left is None:
        return False
    return rating is Rating.ACHIEVED or left < 0

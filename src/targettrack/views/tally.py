"""Counts and rates over targets. Counts always sum to the total; a rate always carries its base."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from targettrack.ledger import selection
from targettrack.rating import vocabulary
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import LAMPS, RATINGS, Basis, Lamp, Light, Marker, Rating, RatingGroup
from targettrack.views.answer import unsaid


class Rate(NamedTuple):
    """A share with its base. `percent` is rounded to 0.01; None where the base is empty."""

    part: int
    base: int
    percent: Decimal | None


@unsaid("by_lamp")
class Tally(NamedTuple):
    """Counts of a group of targets, and three rates. No rule defines them: the bases are ours, and shown."""

    name: str  # an id, an owner's name, a section; "" for the whole, and for what has none
    total: int
    by_rating: Mapping[str, int]
    by_group: Mapping[str, int]  # the six groups of ratings: settled claimed measured judged waiting silent
    by_basis: Mapping[str, int]  # by what the rating rests on
    by_light: Mapping[str, int]  # outlines among them
    completion: Rate  # 完成率: closed over all but the dropped
    on_schedule: Rate  # 达序时率: achieved, ahead and on track over those that can be rated
    on_time: Rate  # 按期办结率: closed by the deadline in force over those that are closed, or due and not waiting
    by_lamp: Mapping[Lamp, int]


def rate(part: int, base: int) -> Rate:
    """`part` of `base`."""
    return Rate(part, base, vocabulary.hundredths(Fraction(100 * part, base)) if base else None)


def tally(name: str, entries: Collection[Rated]) -> Tally:
    """Count a group of entries."""
    states = [entry.state for entry in entries]
    ratings = Counter(state.rating for state in states)
    rated = [
        (RATINGS[rating].on_schedule, n) for rating, n in ratings.items() if RATINGS[rating].on_schedule is not None
    ]
    due = [entry for entry in entries if _is_due(entry)]
    timely = sum(e.state.rating is Rating.ACHIEVED and Marker.LATE not in e.state.markers for e in due)
    return Tally(
        name=name,
        total=len(states),
        by_rating=counted(Rating, (state.rating for state in states)),
        by_group=counted(RatingGroup, (vocabulary.group_of(state.rating, state.reason.why) for state in states)),
        by_basis=counted(Basis, (state.reason.basis for state in states)),
        by_light=counted(Light, (state.light for state in states)),
        completion=rate(ratings[Rating.ACHIEVED], len(states) - ratings[Rating.DROPPED]),
        on_schedule=rate(sum(n for is_on, n in rated if is_on), sum(n for _is_on, n in rated)),
        on_time=rate(timely, len(due)),
        by_lamp=by_lamp(entries),
    )


def tallies(entries: Iterable[Rated], by: str) -> tuple[Tally, ...]:
    """A count for each group of entries."""
    return tuple(tally(name, members) for name, members in selection.group(entries, by).items())


def counted(codes: type[StrEnum], found: Iterable[StrEnum]) -> dict[str, int]:
    """How often each code of a vocabulary was found, in its order."""
    counts = Counter(found)
    return {code.value: counts[code] for code in codes}


def by_lamp(entries: Iterable[Rated]) -> dict[Lamp, int]:
    """How many entries show each light."""
    counts = Counter(Lamp(entry.state.light, entry.state.outline) for entry in entries)
    return {lamp: counts[lamp] for lamp in LAMPS}


def _is_due(entry: Rated) -> bool:
    """Whether a target ought to be closed by now: it is, or its deadline is over and its figure is not waited for."""
    rating, left = entry.state.rating, entry.state.days_left
    meaning = RATINGS[rating]
    if left is None or (meaning.on_schedule is None and meaning.group is not RatingGroup.CLAIMED):
        return False
    return rating is Rating.ACHIEVED or left < 0

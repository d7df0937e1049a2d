"""Counts of lights, and of targets by group: what `rating.counts` says of entries, with a name. Counts sum to the total."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from targettrack.ledger import selection
from targettrack.model import Strength
from targettrack.named import NamedTuple
from targettrack.rating import counts
from targettrack.rating.counts import Counts, Rate
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import LAMPS, Lamp, Light
from targettrack.views.answer import unsaid

rate = counts.rate


@unsaid("by_lamp")
class Tally(NamedTuple):
    """Counts of a group of targets, and their rates. No rule defines these: the bases are ours, and shown."""

    name: str  # an id, an owner's name, a section; "" for the whole, and for what has none
    total: int
    by_rating: Mapping[str, int]  # in the order in which reports list them; of a part of all, only those that it has
    by_group: Mapping[str, int]  # the six groups of ratings: settled claimed measured judged waiting silent
    by_basis: Mapping[str, int]  # by what the rating rests on
    by_light: Mapping[str, int]  # outlines among them
    overdue: int  # among the measured, beside them
    extended: int  # with a deadline that was moved to a later day
    completion: Rate  # 完成率: achieved over all but the dropped
    on_schedule: Rate  # 达序时率: achieved, ahead and on track over what is measured or settled by a figure
    advancing: Rate  # 按进度推进率: over what the office judged, a base of its own
    on_time: Rate  # 按期办结率: closed by the deadline in force over what is due and does not wait
    by_lamp: Mapping[Lamp, int]


class Apart(NamedTuple):
    """The same counts in items, where each stands where its worst record stands, and of firm promises and endeavours."""

    items: Counts
    firm: Counts
    stretch: Counts


def tally(name: str, entries: Collection[Rated]) -> Tally:
    """Count a group of entries."""
    told = counts.count([entry.state for entry in entries])
    if name:
        told = told._replace(by_rating={rating: n for rating, n in told.by_rating.items() if n})
    return Tally(
        name=name,
        by_light=counted(Light, (entry.state.light for entry in entries)),
        by_lamp=by_lamp(entries),
        **told._asdict(),
    )


def apart(entries: Collection[Rated]) -> Apart:
    """Count some entries in items, and by the strength of the promise."""
    by_strength = counts.by_strength(entries)
    items = counts.count([entry.state for entry in counts.items(entries)])
    return Apart(items, by_strength[Strength.FIRM], by_strength[Strength.STRETCH])


def tallies(entries: Iterable[Rated], by: str) -> tuple[Tally, ...]:
    """A count for each group of entries."""
    return tuple(tally(name, members) for name, members in selection.group(entries, by).items())


def counted(codes: type[StrEnum], found: Iterable[StrEnum]) -> dict[str, int]:
    """How often each code of a vocabulary was found, in its order."""
    numbers = Counter(found)
    return {code.value: numbers[code] for code in codes}


def by_lamp(entries: Iterable[Rated]) -> dict[Lamp, int]:
    """How many entries show each light: as they are shown, while a result is awaited that of the last day."""
    found = Counter(Lamp(entry.state.light, entry.state.outline) for entry in entries)
    return {lamp: found[lamp] for lamp in LAMPS}

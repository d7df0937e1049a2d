"""What `report --form year-end` shows: 年度对账, how every promise ended, as promised and as it was changed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Goal
from targettrack.rating import ending
from targettrack.rating.ending import Outcome
from targettrack.views.head import PlanHead, heads
from targettrack.views.row import Row, row
from targettrack.views.tally import Rate, Tally, rate, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.model import Ledger
    from targettrack.rating.ending import Ending
    from targettrack.rating.ladder import Rated

DONE = (Outcome.MET, Outcome.LATE)
NOT_JUDGED = (Outcome.OPEN, Outcome.SET_ASIDE)


class Side(NamedTuple):
    """One goal and deadline, and how the target ended by them. `gap`: figure less goal in points, for rates only."""

    outcome: Outcome
    goal: Goal
    deadline: date | None
    gap: Decimal | None
    share: Decimal | None  # of the goal reached, in per cent


class Settled(NamedTuple):
    """One target at the end. The sides are equal where nothing was changed."""

    target: Row
    original: Side
    adjusted: Side
    changed: bool


class YearEnd(NamedTuple):
    """The account of a year. The counts of each side sum to `total.total`.

    Rates: met in time over all but those that are open or set aside, by either side.
    """

    plans: tuple[PlanHead, ...]
    unreadable: int
    total: Tally
    by_original: Mapping[str, int]
    by_adjusted: Mapping[str, int]
    met_original: Rate
    met_adjusted: Rate
    targets: tuple[Settled, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to account for."""
        return not self.targets and not self.unreadable


def year_end(ledger: Ledger, entries: Sequence[Rated]) -> YearEnd:
    """The account of some entries, on their day."""
    endings = ending.endings(ledger, entries)
    settled = tuple(_settled(entry, ending) for entry, ending in zip(entries, endings, strict=True))
    original, adjusted = _counts([one.original for one in settled]), _counts([one.adjusted for one in settled])
    return YearEnd(
        plans=heads(ledger, entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        by_original=original,
        by_adjusted=adjusted,
        met_original=_rate(original),
        met_adjusted=_rate(adjusted),
        targets=settled,
    )


def _settled(entry: Rated, ending: Ending) -> Settled:
    return Settled(row(entry), Side(*ending.original), Side(*ending.adjusted), ending.is_changed)


def _counts(sides: Sequence[Side]) -> dict[str, int]:
    counts = Counter(side.outcome for side in sides)
    return {one.value: counts[one] for one in Outcome}


def _rate(counts: Mapping[str, int]) -> Rate:
    return rate(counts[Outcome.MET], sum(counts.values()) - sum(counts[one] for one in NOT_JUDGED))

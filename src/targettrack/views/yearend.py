"""What `report --form year-end` shows: 年度对账, how every promise ended, as promised and as it was changed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from targettrack.model import Ledger
from targettrack.rating import ending
from targettrack.rating.counts import Rate, rate
from targettrack.rating.ending import Side
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import Outcome
from targettrack.views.row import PlanHead, Row, heads, rows, whole
from targettrack.views.tally import Apart, Tally, apart, counted, tally

NOT_JUDGED = (Outcome.NOT_DUE, Outcome.SUSPENDED, Outcome.DROPPED)
"""Classes of which nothing can be said yet, or nothing any more."""


class Ended(NamedTuple):
    """One target at the end. The sides are equal where nothing was changed."""

    id: str
    original: Side  # by the goal and deadline as promised
    adjusted: Side  # by those that hold now
    changed: bool  # whether these are others than promised


class YearEnd(NamedTuple):
    """The account of a year. The counts of each side sum to `total.total`."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    by_original: Mapping[str, int]  # outcomes as promised
    by_adjusted: Mapping[str, int]  # outcomes as changed
    met_original: Rate  # met in time over all but those that are open or set aside
    met_adjusted: Rate
    targets: Mapping[str, Row]  # by id
    endings: tuple[Ended, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to account for."""
        return not self.targets and not self.unreadable

    def items(self) -> list[dict[str, Any]]:
        """Every row with how it ended, and the parts of the account that name it."""
        sections = {one.id: [one.adjusted.outcome, *(["changed"] if one.changed else [])] for one in self.endings}
        return [
            whole(self.targets[one.id], sections[one.id], original=one.original, adjusted=one.adjusted)
            for one in self.endings
        ]


def year_end(ledger: Ledger, entries: Sequence[Rated]) -> YearEnd:
    """The account of some entries, on their day."""
    endings = ending.endings(ledger, entries)
    original = counted(Outcome, (one.original.outcome for one in endings))
    adjusted = counted(Outcome, (one.adjusted.outcome for one in endings))
    return YearEnd(
        plans=heads(entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        apart=apart(entries),
        by_original=original,
        by_adjusted=adjusted,
        met_original=_rate(original),
        met_adjusted=_rate(adjusted),
        targets=rows(entries),
        endings=tuple(Ended(e.target.id, *one, one.is_changed) for e, one in zip(entries, endings, strict=True)),
    )


def _rate(counts: Mapping[str, int]) -> Rate:
    return rate(counts[Outcome.DONE], sum(counts.values()) - sum(counts[one] for one in NOT_JUDGED))

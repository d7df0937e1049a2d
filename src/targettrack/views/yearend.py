"""What `report --form year-end` shows: 年度对账, how every promise of a plan ended, as promised and as it was changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from targettrack.model import Ledger, Strength
from targettrack.named import NamedTuple
from targettrack.rating import counts, ending
from targettrack.rating.counts import Rate, rate
from targettrack.rating.ending import Side
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import Outcome
from targettrack.views.row import PlanHead, Row, heads, rows, whole
from targettrack.views.tally import Apart, Tally, apart, counted, tally

NOT_ENDED = frozenset({Outcome.NOT_DUE, Outcome.SUSPENDED, Outcome.DROPPED})
"""Classes of which nothing can be said yet, or nothing any more: in no rate."""
ONGOING = frozenset({Outcome.ONGOING, Outcome.SLOW, Outcome.STALLED, Outcome.UNREPORTED})
"""Classes of what has no end, judged by the office: a rate of its own."""


class Ended(NamedTuple):
    """One target at the end. The sides are equal where nothing was changed."""

    id: str
    original: Side  # by the goal and deadline as promised
    adjusted: Side  # by those that hold now
    changed: bool  # whether these are others than promised


class Classes(NamedTuple):
    """How many promises are of each class. The counts sum to the promises read."""

    by_outcome: Mapping[str, int]
    in_time: Rate  # done in time, over what has ended
    done: Rate  # the same, and what was done late
    ongoing: Rate  # going on as it should, over what has no end


class Account(NamedTuple):
    """The account of one plan."""

    plan: PlanHead
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    original: Classes  # as promised
    adjusted: Classes  # as changed
    items: Classes  # as changed, in items, each where its worst record stands
    firm: Classes  # as changed
    stretch: Classes  # as changed
    endings: tuple[Ended, ...]


class YearEnd(NamedTuple):
    """The accounts of the plans that were asked for, one after the other. Each row stands once."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    targets: Mapping[str, Row]  # by id
    accounts: tuple[Account, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to account for."""
        return not self.targets and not self.unreadable

    def each(self) -> list[dict[str, Any]]:
        """Every row with how it ended, and the parts of the account that name it."""
        endings = [one for account in self.accounts for one in account.endings]
        sections = {one.id: [one.adjusted.outcome, *(["changed"] if one.changed else [])] for one in endings}
        return [
            whole(self.targets[one.id], sections[one.id], original=one.original, adjusted=one.adjusted)
            for one in endings
        ]


def year_end(ledger: Ledger, entries: Sequence[Rated]) -> YearEnd:
    """The account of each plan that some entries belong to, on their day."""
    plans = heads(entries)
    return YearEnd(
        plans=plans,
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        apart=apart(entries),
        targets=rows(entries),
        accounts=tuple(_account(ledger, plan, [e for e in entries if e.plan.id == plan.id]) for plan in plans),
    )


def _account(ledger: Ledger, plan: PlanHead, entries: Sequence[Rated]) -> Account:
    found = dict(zip((e.target.id for e in entries), ending.endings(ledger, entries), strict=True))
    adjusted = {id_: one.adjusted.outcome for id_, one in found.items()}

    def those(members: Iterable[Rated]) -> Classes:
        return _classes(adjusted[entry.target.id] for entry in members)

    return Account(
        plan=plan,
        total=tally(plan.id, entries),
        apart=apart(entries),
        original=_classes(one.original.outcome for one in found.values()),
        adjusted=_classes(adjusted.values()),
        items=those(counts.items(entries)),
        firm=those(entry for entry in entries if entry.target.strength is Strength.FIRM),
        stretch=those(entry for entry in entries if entry.target.strength is Strength.STRETCH),
        endings=tuple(Ended(id_, *one, one.is_changed) for id_, one in found.items()),
    )


def _classes(outcomes: Iterable[Outcome]) -> Classes:
    found = counted(Outcome, outcomes)
    ongoing = sum(found[outcome] for outcome in ONGOING)
    ended = sum(found.values()) - sum(found[outcome] for outcome in NOT_ENDED) - ongoing
    in_time = found[Outcome.DONE]
    return Classes(
        found,
        rate(in_time, ended),
        rate(in_time + found[Outcome.DONE_LATE], ended),
        rate(found[Outcome.ONGOING], ongoing),
    )

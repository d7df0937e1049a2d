"""What `report --by owner` shows: 单位清单, one page per lead unit with its targets, its blanks and its questions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from targettrack.ledger import selection
from targettrack.rating.goal import WORK
from targettrack.rating.vocabulary import Rating, Why
from targettrack.views import alert
from targettrack.views.alert import Cause
from targettrack.views.head import PlanHead, heads
from targettrack.views.row import Row, row
from targettrack.views.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated


class Blank(StrEnum):
    """What the unit is to fill in for a target that is not settled."""

    FIGURE = "figure"
    STAGE = "stage"
    PROBLEM = "problem"
    NEXT = "next"
    FORECAST = "forecast"
    EVIDENCE = "evidence"
    BASELINE = "baseline"
    GOAL = "goal"  # the part of the goal that is missing for any verdict


_LACKING = {Why.NO_BASELINE: Blank.BASELINE, Why.UNDECIDABLE: Blank.GOAL}


class Sheet(NamedTuple):
    """One target on the page of its unit. Both lists are empty where the target is settled."""

    target: Row
    blanks: tuple[Blank, ...]
    causes: tuple[Cause, ...]  # what it must answer, the gravest first


class UnitPage(NamedTuple):
    """The page of one unit; "" for the targets that nobody leads."""

    owner: str
    total: Tally
    targets: tuple[Sheet, ...]


class ByOwner(NamedTuple):
    """The pages of all units, in order of name; those without a unit stand first."""

    plans: tuple[PlanHead, ...]
    unreadable: int
    total: Tally
    units: tuple[UnitPage, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether no unit has anything to answer."""
        return not self.unreadable and not any(sheet.causes for unit in self.units for sheet in unit.targets)


def by_owner(ledger: Ledger, entries: Sequence[Rated], days: Callable[[Rated], int]) -> ByOwner:
    """The pages of some entries; «due soon» is a deadline within `days` of an entry."""
    groups = selection.group(selection.sort(entries, "id"), "owner")
    return ByOwner(
        plans=heads(ledger, entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        units=tuple(_page(owner, groups[owner], days) for owner in sorted(groups)),
    )


def _page(owner: str, entries: Sequence[Rated], days: Callable[[Rated], int]) -> UnitPage:
    sheets = tuple(Sheet(row(one), _blanks(one), alert.causes(one, days(one))) for one in entries)
    return UnitPage(owner, tally("", entries), sheets)


def _blanks(entry: Rated) -> tuple[Blank, ...]:
    """A figure where figures are counted, the stage of a work; the rest by state."""
    rating, kind = entry.state.rating, entry.target.kind
    if rating in alert.FINISHED:
        return ()
    if rating is Rating.UNVERIFIED:
        return (Blank.EVIDENCE,)
    lacking = _LACKING.get(entry.state.reason.why)
    first = Blank.STAGE if kind in WORK and entry.state.standing.goal.value is None else Blank.FIGURE
    return (*([lacking] if lacking else []), first, Blank.PROBLEM, Blank.NEXT, Blank.FORECAST)

"""What `report --by owner` shows: 单位清单, one page per lead unit with its targets, its blanks and its questions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from targettrack.ledger import selection
from targettrack.model import Ledger, Rules
from targettrack.named import NamedTuple
from targettrack.rating import counts
from targettrack.rating.counts import Rate
from targettrack.rating.goal import Yardstick
from targettrack.rating.ladder import Rated
from targettrack.rating.reason import Lack
from targettrack.rating.vocabulary import RATINGS, Rating
from targettrack.views import alert
from targettrack.views.alert import Cause
from targettrack.views.row import PlanHead, Row, heads, ids, rows, whole
from targettrack.views.tally import Apart, Tally, apart, tally


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


class Sheet(NamedTuple):
    """One target on the page of its unit. Both lists are empty where the target is settled."""

    id: str
    blanks: tuple[Blank, ...]  # to fill in
    causes: tuple[Cause, ...]  # what it must answer, the gravest first


class UnitPage(NamedTuple):
    """The page of one unit."""

    owner: str  # "" for the targets that nobody leads
    total: Tally
    reported: Rate  # 按时反馈率: reports entered by their reporting day, over those that were due
    sheets: tuple[Sheet, ...]  # of the targets that it leads
    supports: tuple[str, ...]  # ids of the targets in which it has a part


class ByOwner(NamedTuple):
    """The pages of all units, in order of name; those without a unit stand first."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    targets: Mapping[str, Row]  # by id
    units: tuple[UnitPage, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether no unit has anything to answer."""
        return not self.unreadable and not any(sheet.causes for unit in self.units for sheet in unit.sheets)

    def each(self) -> list[dict[str, Any]]:
        """Every row, unit by unit, with its sheet and the parts of the page that name it."""
        return [
            whole(
                self.targets[one.id],
                (name for name, said in (("causes", one.causes), ("blanks", one.blanks)) if said),
                blanks=one.blanks,
                causes=one.causes,
            )
            for unit in self.units
            for one in unit.sheets
        ]


def by_owner(
    ledger: Ledger, entries: Sequence[Rated], days: Callable[[Rated], int], *, only: Collection[str] = ()
) -> ByOwner:
    """The pages of some entries; «due soon» is a deadline within `days` of an entry. `only`: of these units."""
    ordered = selection.sort(entries, "id")
    groups = selection.group(ordered, "owner")
    parts: dict[str, list[Rated]] = {}
    for entry in ordered:
        for unit in entry.state.standing.supporting:
            parts.setdefault(unit, []).append(entry)
    rules = ledger.settings.rules
    return ByOwner(
        plans=heads(entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        apart=apart(entries),
        targets=rows(entries),
        units=tuple(
            _page(unit, groups.get(unit, ()), parts.get(unit, ()), days, rules)
            for unit in sorted({*groups, *parts})
            if not only or unit in only
        ),
    )


def _page(
    owner: str, entries: Sequence[Rated], parts: Sequence[Rated], days: Callable[[Rated], int], rules: Rules
) -> UnitPage:
    sheets = tuple(Sheet(one.target.id, _blanks(one), alert.causes(one, days(one))) for one in entries)
    return UnitPage(owner, tally("", entries), counts.feedback(entries, rules), sheets, ids(parts))


def _blanks(entry: Rated) -> tuple[Blank, ...]:
    """A figure where figures are counted, the stage of a work; the rest by state."""
    state = entry.state
    if state.rating is Rating.UNVERIFIED:
        return (Blank.EVIDENCE,)
    if not RATINGS[state.rating].is_open:
        return ()
    lacks = {Lack.BASELINE: Blank.BASELINE, None: None}
    lacking = lacks.get(state.reason.field, Blank.GOAL)
    is_work = Yardstick(entry.target.kind, state.standing.goal).in_per_cent
    first = Blank.STAGE if is_work else Blank.FIGURE
    return (*([lacking] if lacking else []), first, Blank.PROBLEM, Blank.NEXT, Blank.FORECAST)

"""What became of a promise in the end: judged by the goal and deadline as promised, and as they hold now. Pure.

Beside the `ladder`, which says where a target stands, this says how it ended, as the account of a year (年度对账) has to:
a report of results never says 未完成 (江门 2025 on its targets of 2024), so the verdict is computed.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import KINDS, Goal, Kind, Status
from targettrack.rating.compare import Comparison
from targettrack.rating.standing import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Ledger, Rules, Target
    from targettrack.rating.ladder import Rated
    from targettrack.rating.standing import Standing
    from targettrack.rating.vocabulary import Reason


class Outcome(StrEnum):
    """How a promise ended. Exactly one holds, so that counts sum to the targets."""

    MET = "met"  # closed, and no figure contradicts it
    LATE = "late"  # met, after the deadline
    UNVERIFIED = "unverified"  # by the figure or the unit's word, but not closed
    MISSED = "missed"
    NO_FIGURE = "no-figure"  # none of the end of the term is on record
    UNDECIDABLE = "undecidable"  # the promise has no number to judge by
    OPEN = "open"  # the deadline has not passed, or there is none, or the figure is due later
    SET_ASIDE = "set-aside"  # dropped or suspended


class Side(NamedTuple):
    """One goal and one deadline, and how the target ended by them."""

    outcome: Outcome
    goal: Goal
    deadline: date | None
    points: Decimal | None  # figure less goal, of rates only
    share: Decimal | None  # of the goal reached, in per cent, never clipped


class Ending(NamedTuple):
    """Both sides of one target. They are the same object where nothing was changed."""

    original: Side
    adjusted: Side

    @property
    def is_changed(self) -> bool:
        """Whether the goal or the deadline is another than promised."""
        return self.original is not self.adjusted


def endings(ledger: Ledger, entries: Iterable[Rated]) -> tuple[Ending, ...]:
    """How some entries ended, each on its day."""
    targets = {target.id: target for target in ledger.targets}
    return tuple(_ending(entry, ledger.settings.rules, targets.get(entry.target.goal.of)) for entry in entries)


def _ending(entry: Rated, rules: Rules, reference: Target | None) -> Ending:
    adjusted = _verdict(rules, entry, entry.target, entry.state.standing, reference, as_promised=False)
    promised = _as_promised(entry.target)
    if promised == entry.target:
        return Ending(adjusted, adjusted)
    standing = fold(promised, entry.state.day)
    if standing.goal == entry.state.standing.goal and standing.deadline == entry.state.standing.deadline:
        return Ending(adjusted, adjusted)
    as_promised = standing.goal != entry.state.standing.goal
    return Ending(_verdict(rules, entry, promised, standing, reference, as_promised=as_promised), adjusted)


def _as_promised(target: Target) -> Target:
    """The record without what softened it. What fills in a part that was left open stays, but for a tolerance of 左右."""
    updates = tuple(
        replace(
            update,
            deadline=None if target.deadline is not None else update.deadline,
            goal={name: new for name, new in update.goal.items() if _fills_in(target.goal, name)},
        )
        for update in target.updates
    )
    return replace(target, updates=updates) if updates != target.updates else target


def _fills_in(promised: Goal, name: str) -> bool:
    return name != "tolerance" and getattr(promised, name) in (None, "", {})


def _verdict(
    rules: Rules, entry: Rated, target: Target, standing: Standing, reference: Target | None, *, as_promised: bool
) -> Side:
    """`as_promised`: the goal was changed since, so what people stated of the new one says nothing about this one."""
    day = entry.state.day
    followed = None if reference is None else fold(reference, day)
    comparison = Comparison.of(standing, entry.state.start, rules, followed)
    term = _Term(standing, comparison, day, None if as_promised else standing.status)
    reason = comparison.reason(entry.state.reason.why)
    return Side(term.outcome(), standing.goal, standing.deadline, _points(target, reason), reason.actual)


def _points(target: Target, reason: Reason) -> Decimal | None:
    if not KINDS[target.kind].is_rate or reason.figure is None or reason.goal is None:
        return None
    return reason.figure - reason.goal


class _Term(NamedTuple):
    """One goal with one deadline. `stated` is None where the status speaks of another goal."""

    standing: Standing
    comparison: Comparison
    day: date
    stated: Status | None

    def outcome(self) -> Outcome:
        """The ladder, most specific first."""
        if self.standing.status.is_set_aside:
            return Outcome.SET_ASIDE
        if self.stated is Status.CLOSED:
            return self._closed()
        if self.stated is Status.MISSED:
            return Outcome.MISSED
        if self.stated is Status.DONE or self.comparison.is_met():
            return self._met()
        return self._unmet()

    def _closed(self) -> Outcome:
        """Closed by people; a figure of that day or later that fails the goal is stronger than their word."""
        on, newest = self.standing.status_on, self.comparison.newest
        if (
            newest is not None
            and on is not None
            and newest >= on
            and self._is_judged()
            and not self.comparison.is_satisfied()
        ):
            return Outcome.MISSED
        return Outcome.LATE if self._is_after_deadline(self._met_on() or on) else Outcome.MET

    def _met(self) -> Outcome:
        """By the figure, or by the unit's word; as good as closed where the goal that was closed is a softer one."""
        if self.standing.status is not Status.CLOSED:
            return Outcome.UNVERIFIED
        return Outcome.LATE if self._is_after_deadline(self._met_on()) else Outcome.MET

    def _unmet(self) -> Outcome:
        """Missed only by a figure of the end of the term, or by one that nothing can mend; an older figure decides nothing."""
        judged = self.comparison.newest is not None and self._is_judged()
        if judged and self._is_broken():
            return Outcome.MISSED
        deadline, due = self.standing.deadline, self.standing.goal.result_due
        waits = due is not None and self.day <= due and not self.comparison.is_final()
        if deadline is None or self.day <= deadline or waits:
            return Outcome.OPEN
        if self.comparison.lacking():
            return Outcome.UNDECIDABLE
        return Outcome.MISSED if judged and self.comparison.is_final() else Outcome.NO_FIGURE

    def _is_broken(self) -> bool:
        """A guard or a limit that was broken stays broken."""
        stick = self.comparison.yardstick
        lasting = stick.is_ceiling or stick.kind is Kind.GUARD
        return lasting and not self.comparison.is_satisfied()

    def _is_judged(self) -> bool:
        return not self.comparison.lacking() and self.comparison.goal is not None

    def _met_on(self) -> date | None:
        """The day of the figure that met the goal, the first where it is met for good; None where no figure says."""
        if not self._is_judged():
            return None
        if not KINDS[self.standing.target.kind].any_time:
            return self.comparison.newest if self.comparison.is_satisfied() else None
        stick = self.comparison.yardstick
        return next((figure.as_of for figure, value in self.comparison.measured if stick.satisfied_by(value)), None)

    def _is_after_deadline(self, on: date | None) -> bool:
        deadline = self.standing.deadline
        return on is not None and deadline is not None and on > deadline

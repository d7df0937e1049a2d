"""What became of a promise in the end: one class by the promise as made, one as it was adjusted. Pure.

The ladder says where a target stands; in the account of a year (年度对账) the same state is read as an outcome. The report
of the next year never says 未完成, so that has to be computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.model import KINDS, Goal, Status
from targettrack.named import NamedTuple
from targettrack.rating.goal import fills_in
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.vocabulary import Marker, Outcome, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Ledger, Rules, Target, Update

_ENDED = {
    Rating.BROKEN: Outcome.BROKEN,
    Rating.MISSED: Outcome.MISSED,
    Rating.OVERDUE: Outcome.MISSED,
    Rating.CLOSED_SHORT: Outcome.CLOSED_SHORT,
    Rating.UNVERIFIED: Outcome.UNVERIFIED,
    Rating.NO_RESULT: Outcome.NO_FINAL,
    Rating.NOT_MENTIONED: Outcome.NOT_MENTIONED,
    Rating.SUSPENDED: Outcome.SUSPENDED,
    Rating.DROPPED: Outcome.DROPPED,
}
"""Ratings that are an outcome whenever they are given."""


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
    return tuple(_ending(entry, ledger.settings.rules, ledger.followed(entry.target)) for entry in entries)


def outcome(entry: Rated) -> Outcome:
    """The class of a state in the account; exactly one holds on any day."""
    state = entry.state
    rating, is_over = state.rating, state.days_left is not None and state.days_left < 0
    if rating is Rating.ACHIEVED:
        return Outcome.DONE_LATE if Marker.LATE in state.markers else Outcome.DONE
    if rating is Rating.ACCOUNTED:
        return state.reason.outcome or Outcome.UNREPORTED
    if rating is Rating.UNDECIDED and is_over:
        return Outcome.UNDECIDABLE
    if rating is Rating.NOT_UPDATED and is_over:
        return Outcome.NO_FINAL
    return _ENDED.get(rating, Outcome.NOT_DUE)


def _ending(entry: Rated, rules: Rules, reference: Target | None) -> Ending:
    adjusted = _side(entry)
    promised = _as_promised(entry.target, softened=False)
    if promised == entry.target:
        return Ending(adjusted, adjusted)
    state = evaluate(promised, entry.plan, entry.state.day, rules, reference)
    if (state.standing.goal, state.deadline) == (adjusted.goal, adjusted.deadline):
        return Ending(adjusted, adjusted)
    if state.standing.goal == adjusted.goal:
        return Ending(_side(Rated(promised, entry.plan, state)), adjusted)
    # What people stated of the new goal says nothing of the one that was promised.
    unstated = _as_promised(entry.target, softened=True)
    original = _side(Rated(unstated, entry.plan, evaluate(unstated, entry.plan, entry.state.day, rules, reference)))
    is_closed = state.standing.status is Status.CLOSED and original.outcome is Outcome.UNVERIFIED
    return Ending(original._replace(outcome=adjusted.outcome) if is_closed else original, adjusted)


def _as_promised(target: Target, *, softened: bool) -> Target:
    """The record without what softened it. What fills in a part that was left open stays, but for a tolerance of 左右.

    `softened`: without what was stated of the softer goal, too.
    """
    updates = tuple(_unsoftened(target, update, softened=softened) for update in target.updates)
    return target._replace(updates=updates) if updates != target.updates else target


def _unsoftened(target: Target, update: Update, *, softened: bool) -> Update:
    goal = {name: new for name, new in update.goal.items() if fills_in(target, name)}
    judged = update.status in {Status.CLOSED, Status.MISSED, Status.DONE}
    return update._replace(
        deadline=None if target.deadline is not None else update.deadline,
        goal=goal,
        status=Status.ACTIVE if softened and judged else update.status,
    )


def _side(entry: Rated) -> Side:
    state, reason = entry.state, entry.state.reason
    points = reason.points if KINDS[entry.target.kind].is_rate else None
    return Side(outcome(entry), state.standing.goal, state.deadline, points, reason.actual)

"""What a target's record means on a day: one rating, its light, and the reason for it. Pure; stores and words nothing.

The first rung that applies decides.
"""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Forecast, Status
from targettrack.rating import workdays
from targettrack.rating.compare import Comparison
from targettrack.rating.schedule import months_later
from targettrack.rating.standing import fold
from targettrack.rating.vocabulary import RATINGS, Light, Marker, Rating, Reason, Why

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Plan, Rules, Target
    from targettrack.rating.compare import Verdict
    from targettrack.rating.standing import Standing

STATED = {
    Status.DROPPED: Rating.DROPPED,
    Status.SUSPENDED: Rating.SUSPENDED,
    Status.CLOSED: Rating.ACHIEVED,
    Status.MISSED: Rating.MISSED,
    Status.DONE: Rating.UNVERIFIED,
}
"""What people have stated decides before any figure."""


class State(NamedTuple):
    """One target on one day. `days_left` counts from `day` to the deadline, negative when it has passed."""

    rating: Rating
    light: Light
    outline: bool  # whether the light is an outline
    reason: Reason
    markers: tuple[Marker, ...]
    day: date
    start: date
    deadline: date | None
    days_left: int | None
    countdown: int | None  # the same as reminders count it: in working days where the rules say so
    missed_checkpoint: date | None  # the first that has passed without being reached
    standing: Standing


def evaluate(target: Target, plan: Plan, day: date, rules: Rules, reference: Target | None = None) -> State:
    """Rate a target on a day. `reference` is the target that a relative goal names. Total: any record has a state."""
    standing = fold(target, day)
    start = target.start or plan.start or target.recorded.date()
    comparison = Comparison.of(standing, start, rules, None if reference is None else fold(reference, day))
    case = _Evaluation(standing, start, day, rules, comparison, workdays.notice(plan, rules))
    rating, reason = case.rate()
    return State(
        rating=rating,
        light=RATINGS[rating].lamp.light,
        outline=RATINGS[rating].lamp.outline,
        reason=reason,
        markers=case.markers(rating),
        day=day,
        start=start,
        deadline=standing.deadline,
        days_left=None if standing.deadline is None else (standing.deadline - day).days,
        countdown=case.countdown(),
        missed_checkpoint=case.missed_checkpoint(),
        standing=standing,
    )


class Rated(NamedTuple):
    """A target with its plan and its state on the day asked for."""

    target: Target
    plan: Plan
    state: State


class _Evaluation(NamedTuple):
    """One evaluation. A rung gives its verdict, or None where it does not apply."""

    standing: Standing
    start: date
    day: date
    rules: Rules
    comparison: Comparison
    notice: tuple[int, ...]

    def rate(self) -> Verdict:
        """The ladder, most specific first."""
        return (
            self.stated()
            or self.met()
            or self.ended()
            or self.unopened()
            or self.missing()
            or self.warned()
            or self.comparison.verdict()
        )

    def stated(self) -> Verdict | None:
        """Rungs 1 to 4: people have said how it ended, or that it is done."""
        rating = STATED.get(self.standing.status)
        if rating is None:
            return None
        return rating, self.comparison.reason(Why.STATUS, on=self.standing.status_on)

    def met(self) -> Verdict | None:
        """Rung 4: the figure satisfies the goal, and nobody has closed it."""
        if not self.comparison.is_met():
            return None
        return Rating.UNVERIFIED, self.comparison.reason(Why.FIGURE_MEETS_GOAL)

    def ended(self) -> Verdict | None:
        """Rung 5: the last day is over; the figure of the end may still be due, unless it is there already."""
        deadline, due = self.standing.deadline, self.standing.goal.result_due
        if deadline is None or self.day <= deadline:
            return None
        if due is not None and self.day <= due and not self.comparison.is_final():
            return Rating.AWAITING_RESULT, self.comparison.reason(Why.RESULT_DUE, on=due)
        return Rating.OVERDUE, self.comparison.reason(Why.DEADLINE, on=deadline, field=self.comparison.lacking())

    def unopened(self) -> Verdict | None:
        """Rung 6: the window is not open yet."""
        if self.day >= self.start:
            return None
        return Rating.NOT_DUE, self.comparison.reason(Why.WINDOW, on=self.start)

    def missing(self) -> Verdict | None:
        """Rung 7: grey, because nobody leads it, nothing decides it, or nothing recent was said."""
        reported, newest, lacking = self.standing.reported, self.comparison.newest, self.comparison.lacking()
        if not self.standing.owner:
            reason = self.comparison.reason(Why.UNASSIGNED)
        elif lacking:
            reason = self.comparison.reason(Why.UNDECIDABLE, field=lacking)
        elif newest is not None and not self.is_stale(newest):
            return None
        elif reported is not None and not self.is_stale(reported):
            reason = self.comparison.reason(Why.UNMEASURED, on=reported)
        elif reported is None and not self.is_stale(max(self.start, self.standing.target.recorded.date())):
            reason = self.comparison.reason(Why.FIRST_REPORT)
        else:
            reason = self.comparison.reason(Why.NOT_UPDATED, on=reported)
        return Rating.NO_DATA, reason

    def is_stale(self, since: date) -> bool:
        """Whether more than 1.5 reporting cycles have gone since the end of a day."""
        cycle = self.rules.cycle_months[self.standing.target.kind]
        return self.day > months_later(since, cycle * Fraction(self.rules.stale_cycles))

    def warned(self) -> Verdict | None:
        """Rung 8: red before any comparison, by a checkpoint long missed or by the unit's own forecast."""
        missed = self.missed_checkpoint()
        if missed is not None and self.day > months_later(missed, Fraction(self.rules.checkpoint_months)):
            return Rating.FAR_BEHIND, self.comparison.reason(Why.CHECKPOINT, on=missed)
        if self.standing.forecast is Forecast.CANNOT:
            return Rating.FAR_BEHIND, self.comparison.reason(Why.FORECAST)
        return None

    def missed_checkpoint(self) -> date | None:
        """The first checkpoint that has passed and was not made good since."""
        if self.standing.status in STATED:
            return None
        value = self.comparison.decisive[1] if self.comparison.decisive else None
        stages = {figure.stage for figure in self.standing.figures}
        return self.comparison.trajectory.missed(self.day, value, stages)

    def markers(self, rating: Rating) -> tuple[Marker, ...]:
        """What stands beside the rating."""
        found = [marker for marker in (self._finish(rating), self._nearness(rating)) if marker]
        decisive = self.comparison.decisive
        if rating is Rating.ACHIEVED and decisive and self.comparison.yardstick.exceeded_by(decisive[1]):
            found.append(Marker.EXCEEDED)
        moves = self.standing.moves
        if moves:
            found.append(Marker.EXTENDED_LATE if any(move.late for move in moves) else Marker.EXTENDED)
        if self._is_adjusted():
            found.append(Marker.ADJUSTED)
        return tuple(found)

    def _is_adjusted(self) -> bool:
        """Whether a part of the goal that was promised is another now.

        Filling in what was left open is no change, but for a tolerance: 左右 is softened by every number given to it.
        """
        promised, now = self.standing.target.goal, self.standing.goal
        names = [field.name for field in fields(promised)]
        changed = {name for name in names if getattr(promised, name) != getattr(now, name)}
        return any(name == "tolerance" or getattr(promised, name) not in (None, "", {}) for name in changed)

    def _finish(self, rating: Rating) -> Marker | None:
        deadline, closed = self.standing.deadline, self.standing.status_on
        if rating is not Rating.ACHIEVED or deadline is None or closed is None or closed == deadline:
            return None
        return Marker.EARLY if closed < deadline else Marker.LATE

    def countdown(self) -> int | None:
        """Days to the deadline as reminders count them."""
        deadline = self.standing.deadline
        if deadline is None:
            return None
        return workdays.left(self.day, deadline) if self.rules.working_days else (deadline - self.day).days

    def _nearness(self, rating: Rating) -> Marker | None:
        deadline = self.standing.deadline
        if deadline is None or rating in STATED.values() or not self.start <= self.day <= deadline:
            return None
        left = self.countdown() or 0
        percent = Fraction(100 * (deadline - self.day).days, (deadline - self.start).days + 1)
        first, *later = self.notice or (0,)
        if percent <= Fraction(self.rules.imminent_share) or left <= max(later, default=0):
            return Marker.IMMINENT
        return Marker.NEAR if percent <= Fraction(self.rules.near_share) or left <= first else None

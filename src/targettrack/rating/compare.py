"""The newest figure of a target against its goal: whether it satisfies it, how far it is off, and the verdict on that.

Rungs 8 to 12 of the ladder in `state`. Knows the day of the figure; knows no today, no status, no deadline passed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from targettrack.model import KINDS, Comparator, Kind
from targettrack.rating import schedule
from targettrack.rating.goal import Yardstick
from targettrack.rating.schedule import Trajectory
from targettrack.rating.vocabulary import Rating, Reason, Why, hundredths, per_cent

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Rules
    from targettrack.rating.standing import Figure, Standing

Verdict: TypeAlias = tuple[Rating, Reason]
"""Where a target stands, and why."""


class Comparison(NamedTuple):
    """One target's figures with all that they are compared to."""

    standing: Standing
    start: date
    rules: Rules
    reference: Standing | None  # the target that a relative goal names; None: not known
    yardstick: Yardstick
    trajectory: Trajectory
    measured: tuple[tuple[Figure, Fraction], ...]  # the figures that stand for a number, by day, with that number

    @classmethod
    def of(cls, standing: Standing, start: date, rules: Rules, reference: Standing | None) -> Comparison:
        """Put together what there is to compare."""
        yardstick = Yardstick(standing.target.kind, standing.goal)
        trajectory = Trajectory(yardstick, standing.checkpoints)
        # A stage keeps its weight also when a new deadline has set the planned days aside.
        stages = Trajectory(yardstick, standing.target.checkpoints)
        numbers = ((figure, stages.value_of(figure)) for figure in standing.figures)
        measured = tuple((figure, value) for figure, value in numbers if value is not None)
        return cls(standing, start, rules, reference, yardstick, trajectory, measured)

    @property
    def newest(self) -> date | None:
        """The day of the newest figure that stands for a number."""
        return self.measured[-1][0].as_of if self.measured else None

    @property
    def decisive(self) -> tuple[Figure, Fraction] | None:
        """The figure to compare: the newest, but a guard that was broken in its window stays broken."""
        if self.yardstick.kind is Kind.GUARD:
            for figure, value in self.measured:
                if figure.as_of >= self.start and not self.yardstick.satisfied_by(value):
                    return figure, value
        return self.measured[-1] if self.measured else None

    @property
    def followed(self) -> Decimal | None:
        """What a relative goal is held against: the other target's figure for the same day, or its last before that."""
        if self.reference is None or self.newest is None:
            return None
        known = [f.value for f in self.reference.figures if f.as_of <= self.newest and f.value is not None]
        return known[-1] if known else None

    @property
    def goal(self) -> Decimal | None:
        """The number that the figure is held against in the end; a relative goal moves with the other target."""
        whole = self.yardstick.whole
        if self.yardstick.kind is not Kind.RELATIVE:
            return whole
        return None if self.followed is None or whole is None else self.followed + whole

    def lacking(self) -> str:
        """Which part of the goal is missing for any verdict; empty when none is."""
        if self.yardstick.kind is Kind.RELATIVE and self.reference is None:
            return "of"
        return self.yardstick.lacking()

    def is_met(self) -> bool:
        """Whether the goal is satisfied for good: at the end of the window, or before it where nothing can undo it."""
        upward = self.yardstick.comparator in {Comparator.AT_LEAST, Comparator.ABOVE}
        early = upward and KINDS[self.yardstick.kind].any_time
        return self.is_satisfied() and (early or self.is_final())

    def is_final(self) -> bool:
        """Whether the newest figure is one of the end of the window."""
        deadline = self.standing.deadline
        return deadline is not None and self.newest is not None and self.newest >= deadline

    def verdict(self) -> Verdict:
        """Rate by comparison, on the axis that the kind asks for. Without a figure or a goal there is none."""
        goal = self.goal
        if self.decisive is None:
            return Rating.NO_DATA, self.reason(Why.UNMEASURED, on=self.standing.reported)
        if goal is None:
            return Rating.NO_DATA, self.reason(Why.NO_REFERENCE)
        figure, value = self.decisive
        if self.yardstick.kind is Kind.GROWTH:
            planned = self.trajectory.latest(figure.as_of)
            return self._by_rate(value, goal if planned is None else planned)
        if self.yardstick.kind is Kind.RELATIVE:
            return self._by_rate(value, goal)
        if self.yardstick.kind is Kind.GUARD:
            return self._held(Rating.FAR_BEHIND)
        return self._by_share(figure, value)

    def expected(self, day: date) -> tuple[Fraction | None, str]:
        """E at a day, and how it was found: checkpoint, month or day."""
        deadline = self.standing.deadline
        planned = self.trajectory.expected(self.start, deadline, day)
        if planned is not None:
            return planned, "checkpoint"
        if deadline is None:
            return None, ""
        elapsed = schedule.elapsed_by_day if self.rules.method == "day" else schedule.elapsed_by_month
        return elapsed(schedule.Window(self.start, deadline), day), self.rules.method

    def reason(
        self,
        why: Why,
        *,
        on: date | None = None,
        field: str = "",
        goal: Decimal | None = None,
        share_gap: Fraction | None = None,
        points: Fraction | None = None,
        expected: Fraction | None = None,
        threshold: Fraction | None = None,
        method: str = "",
    ) -> Reason:
        """Give a reason with the figure in it. `expected` is a share of one; gaps and `threshold` are in points."""
        figure, value = self.decisive or (None, None)
        actual = None if value is None else self.yardstick.share(value)
        return Reason(
            why,
            figure=None if figure is None else figure.value,
            figure_on=None if figure is None else figure.as_of,
            stage="" if figure is None else figure.stage,
            goal=self.goal if goal is None else goal,
            unit=self.yardstick.unit,
            actual=None if actual is None else per_cent(actual),
            expected=None if expected is None else per_cent(expected),
            share_gap=None if share_gap is None else hundredths(share_gap),
            points=None if points is None else hundredths(points),
            threshold=None if threshold is None else hundredths(threshold),
            method=method,
            on=on,
            field=field,
        )

    def is_satisfied(self) -> bool:
        """Whether the newest figure holds against the goal today, final or not."""
        if self.decisive is None or self.lacking():
            return False
        value = self.decisive[1]
        if self.yardstick.kind is Kind.RELATIVE:
            return self.followed is not None and self.yardstick.satisfied_by(value - Fraction(self.followed))
        return self.yardstick.satisfied_by(value)

    def _by_rate(self, value: Fraction, goal: Decimal) -> Verdict:
        """Growth and relative goals, never prorated: below is behind; a fall where growth was promised, far behind."""
        gap = value - Fraction(goal)
        if self.yardstick.slack(gap) >= 0:
            rating = Rating.ON_TRACK
        elif self.yardstick.kind is Kind.GROWTH and value < 0 <= goal:
            rating = Rating.FAR_BEHIND
        else:
            rating = Rating.BEHIND
        return rating, self.reason(Why.RATE, goal=goal, points=gap, threshold=self.yardstick.bound(gap))

    def _by_share(self, figure: Figure, value: Fraction) -> Verdict:
        """Counts, amounts, levels, ranks, coverage, works: P against E at the figure's own date."""
        ceiling = self.yardstick.is_ceiling
        if ceiling and not self.is_satisfied():
            return Rating.FAR_BEHIND, self.reason(Why.LIMIT)
        actual = self.yardstick.share(value)
        expected, method = self.expected(figure.as_of)
        if actual is None or expected is None:
            return self._by_hold(figure, value)
        gap = 100 * (expected - actual if ceiling else actual - expected)
        rating, threshold = self._band(gap)
        return rating, self.reason(Why.SHARE, share_gap=gap, expected=expected, threshold=threshold, method=method)

    def _by_hold(self, figure: Figure, value: Fraction) -> Verdict:
        """A goal without a scale (T = b, T = 0, no baseline) or without an end: it holds on the day, or it does not."""
        stick = self.yardstick
        if self.is_satisfied() or (stick.share(value) is None and stick.base is not None):
            return self._held(Rating.BEHIND)
        if stick.base is not None:
            return Rating.NO_DATA, self.reason(Why.NO_WINDOW)
        planned = self.trajectory.latest(figure.as_of)
        if planned is None:
            return Rating.NO_DATA, self.reason(Why.NO_BASELINE, field="baseline")
        rating = Rating.ON_TRACK if self.trajectory.reaches(value, Fraction(planned)) else Rating.BEHIND
        return rating, self.reason(Why.HOLD, goal=planned, method="checkpoint")

    def _held(self, otherwise: Rating) -> Verdict:
        return (Rating.ON_TRACK if self.is_satisfied() else otherwise), self.reason(Why.HOLD)

    def _band(self, gap: Fraction) -> tuple[Rating, Fraction]:
        """Rungs 9 to 12, and the bound that a gap in percentage points has reached or failed."""
        ahead, behind = Fraction(self.rules.ahead), Fraction(self.rules.behind)
        if gap >= ahead:
            return Rating.AHEAD, ahead
        if gap >= 0:
            return Rating.ON_TRACK, Fraction(0)
        return (Rating.BEHIND if gap >= behind else Rating.FAR_BEHIND), behind

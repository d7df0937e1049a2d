"""The planned way to a goal: what its checkpoints ask for, by when, and which was missed. Knows no rating."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from targettrack.pace import ONE_DAY
from targettrack.yardstick import WORK

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Checkpoint
    from targettrack.standing import Figure
    from targettrack.yardstick import Yardstick


class Trajectory(NamedTuple):
    """The checkpoints of one target, in order of date, read in the numbers of its goal."""

    yardstick: Yardstick
    checkpoints: tuple[Checkpoint, ...]

    @property
    def numbers(self) -> tuple[Fraction | None, ...]:
        """What each checkpoint asks for: its own value; for a named stage of a work, an equal part of the whole.

        None for a stage on the way to a number, which says nothing about how much of it is reached.
        """
        whole = self.yardstick.whole if self.yardstick.kind in WORK else None
        parts = len(self.checkpoints)
        return tuple(
            Fraction(point.value)
            if point.value is not None
            else (None if whole is None else Fraction(whole) * step / parts)
            for step, point in enumerate(self.checkpoints, 1)
        )

    def value_of(self, figure: Figure) -> Fraction | None:
        """The number that a figure stands for: its own, or that of the stage it names. None: only words."""
        if figure.value is not None:
            return Fraction(figure.value)
        planned = zip(self.checkpoints, self.numbers, strict=True)
        return next((number for point, number in planned if point.stage and point.stage == figure.stage), None)

    def latest(self, day: date) -> Decimal | None:
        """The value of the last checkpoint that is due by a day and has one."""
        values = [point.value for point in self.checkpoints if point.date <= day and point.value is not None]
        return values[-1] if values else None

    def expected(self, start: date, end: date | None, day: date) -> Fraction | None:
        """E by straight lines from the start over the checkpoints to the goal. None: they have no numbers."""
        if not self.checkpoints:
            return None
        whole, base = self.yardstick.whole, self.yardstick.base
        planned = zip(self.checkpoints, self.numbers, strict=True)
        points = [(point.date, number) for point, number in planned if number is not None]
        if not points or whole is None or base is None:
            return None
        before = start - ONE_DAY
        if points[0][0] > before:
            points.insert(0, (before, Fraction(base)))
        if end is not None and points[-1][0] < end:
            points.append((end, Fraction(whole)))
        return self.yardstick.share(_interpolated(points, day))

    def missed(self, day: date, value: Fraction | None, stages: Collection[str]) -> date | None:
        """The first checkpoint that has passed and was not made good since, by the newest value and all stages named.

        A checkpoint that is reached makes those before it good. A ceiling has nothing to reach.
        """
        if self.yardstick.is_ceiling:
            return None
        missed = None
        for point, number in zip(self.checkpoints, self.numbers, strict=True):
            if point.date >= day:
                break
            by_number = number is not None and value is not None and self.reaches(value, number)
            reached = point.stage in stages if number is None else by_number
            missed = None if reached else missed or point.date
        return missed

    def reaches(self, value: Fraction, planned: Fraction) -> bool:
        """Whether a value is as good as a planned one."""
        return value <= planned if self.yardstick.is_downward else value >= planned


def _interpolated(points: list[tuple[date, Fraction]], day: date) -> Fraction:
    if day <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if left < day <= right:
            return low + (high - low) * Fraction((day - left).days, (right - left).days)
    return points[-1][1]

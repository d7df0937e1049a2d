"""序时: how much of a window has gone by, when a number of months is over, and the planned way with its nodes. Rates nothing.

By month gives 25 % at the end of March, 50 % of June and 91.7 % of November (宣城 verifies it three times); by day is the
other choice. Every month count starts from the end of a day, so that 30 June and 31 July are one month apart, as are 31
January and 28 February.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from targettrack.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from targettrack.model import Checkpoint
    from targettrack.rating.goal import Yardstick
    from targettrack.rating.standing import Figure

ONE_DAY = timedelta(days=1)


class Window(NamedTuple):
    """The days in which a target is to be reached, both inclusive; the end is not before the start."""

    start: date
    end: date


def whole_months(first: date, after: date) -> int:
    """Whole months from `first` to the day before `after`; from 1 January to 1 April they are three."""
    span = relativedelta(after, first)
    return int(span.years * 12 + span.months)


@lru_cache(maxsize=4096)  # most targets share their window and the days of their figures
def elapsed_by_month(window: Window, day: date) -> Fraction:
    """Whole months elapsed at the end of `day` over months in the window; a begun last month counts as a whole one."""
    if day >= window.end:
        return Fraction(1)
    if day < window.start:
        return Fraction(0)
    after_end = window.end + ONE_DAY
    months = whole_months(window.start, after_end)
    if window.start + relativedelta(months=months) < after_end:
        months += 1
    return Fraction(whole_months(window.start, day + ONE_DAY), months)


def elapsed_by_day(window: Window, day: date) -> Fraction:
    """Days elapsed at the end of `day` over days in the window, from 0 to 1."""
    total = (window.end - window.start).days + 1
    return min(Fraction(1), max(Fraction(0), Fraction((day - window.start).days + 1, total)))


def months_later(day: date, months: Fraction) -> date:
    """The last day of the term of so many months that begins when `day` ends; half a month is 15 days."""
    whole = int(months)
    first: date = day + ONE_DAY + relativedelta(months=whole)
    return first + timedelta(days=int((months - whole) * 30)) - ONE_DAY


class Trajectory(NamedTuple):
    """The checkpoints of one target, in order of date, read in the numbers of its goal."""

    yardstick: Yardstick
    checkpoints: tuple[Checkpoint, ...]

    @property
    def numbers(self) -> tuple[Fraction | None, ...]:
        """What each checkpoint asks for: its own value; for a named stage of a work, an equal part of the whole.

        None for a stage on the way to a number, which says nothing about how much of it is reached.
        """
        whole = self.yardstick.whole if KINDS[self.yardstick.kind].is_work else None
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

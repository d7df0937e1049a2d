"""序时: how much of a window has gone by, when a number of months is over, which reports are due. Rates nothing.

By month gives 25 % at the end of March, 50 % of June and 91.7 % of November (宣城 verifies it three times); by day is the
other choice. Every month count starts from the end of a day, so that 30 June and 31 July are one month apart, as are 31
January and 28 February.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from targettrack.model import Every
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.rating.standing import DeadlineChange

ONE_DAY = timedelta(days=1)
WHOLE_TERM = 3
"""A window of whole months is counted by months from so many of them on."""
YEAR = 12


class Window(NamedTuple):
    """The days in which a target is to be reached, both inclusive; the end is not before the start."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many whole months it is, if it begins on a first and ends on the last of a month; else none."""
        after = self.end + ONE_DAY
        return whole_months(self.start, after) if self.start.day == after.day == 1 else 0

    @property
    def is_long(self) -> bool:
        """Whether it is longer than a year."""
        return self.end >= same_day_later(self.start, YEAR)


def whole_months(first: date, after: date) -> int:
    """Whole months from `first` to the day before `after`; from 1 January to 1 April they are three."""
    span = relativedelta(after, first)
    return int(span.years * 12 + span.months)


@lru_cache(maxsize=4096)  # most targets share their window and the days of their figures
def elapsed(window: Window, day: date, method: str = "month") -> tuple[Fraction, str]:
    """E at the end of a day, from 0 to 1, and how it was counted: by whole months where the window has any, else by days."""
    by_month = method == "month" and window.months >= WHOLE_TERM
    share = elapsed_by_month(window, day) if by_month else elapsed_by_day(window, day)
    return share, "month" if by_month else "day"


def elapsed_by_month(window: Window, day: date) -> Fraction:
    """Whole months elapsed at the end of `day` over months in a window of whole months."""
    if day < window.start:
        return Fraction(0)
    return min(Fraction(1), Fraction(whole_months(window.start, day + ONE_DAY), window.months))


def elapsed_by_day(window: Window, day: date) -> Fraction:
    """Days elapsed at the end of `day` over days in the window, from 0 to 1."""
    total = (window.end - window.start).days + 1
    return min(Fraction(1), max(Fraction(0), Fraction((day - window.start).days + 1, total)))


@lru_cache(maxsize=4096)
def months_later(day: date, months: Fraction) -> date:
    """The last day of the term of so many months that begins when `day` ends; half a month is 15 days."""
    whole = int(months)
    first: date = day + ONE_DAY + relativedelta(months=whole)
    return first + timedelta(days=int((months - whole) * 30)) - ONE_DAY


@lru_cache(maxsize=4096)
def same_day_later(day: date, months: int) -> date:
    """The corresponding day so many months later, else the last of that month (Civil Code art. 202)."""
    later: date = day + relativedelta(months=months)
    return later


@lru_cache(maxsize=4096)
def reporting_day(day: date, of_month: int) -> date:
    """The first reporting day after a day, by which what happened up to it has been reported."""
    this: date = day.replace(day=of_month)
    return this if this > day else this + relativedelta(months=1)


@lru_cache(maxsize=4096)
def published_day(end: date, month_day: str) -> date:
    """The day of a calendar of results: of the next year, or as long after a term that ends earlier in a year."""
    months, of_month = (int(part) for part in month_day.split("-"))
    return end.replace(day=1) + relativedelta(months=months, day=of_month)


class Leg(NamedTuple):
    """A part of the expected way: a straight line from a share on the eve of its window to the whole on its last day."""

    since: date | None  # the day on which it was approved; None: as promised
    window: Window
    share: Fraction = Fraction(0)

    def expected(self, day: date, method: str) -> tuple[Fraction, str]:
        """E on a day of this part; one that is over before it begins expects the whole."""
        if self.window.end < self.window.start:
            return Fraction(1), "day"
        gone, counted = elapsed(self.window, day, method)
        return self.share + (1 - self.share) * gone if self.share else gone, counted


class Curve(NamedTuple):
    """The whole expected way: as promised, and from each new deadline on as then approved."""

    method: str  # month or day
    legs: tuple[Leg, ...]

    def moved(self, move: DeadlineChange, start: date, reached: Fraction) -> Curve:
        """A new deadline does not rewrite the past: it spreads the rest of the goal over the time that remains.

        The rest begins at the share reached when it was approved, or at the share then expected, whichever is less.
        """
        share = min(reached, self.expected(move.as_of)[0])
        leg = Leg(move.as_of, Window(max(start, move.as_of + ONE_DAY), move.new), share)
        return Curve(self.method, (*self.legs, leg))

    def expected(self, day: date) -> tuple[Fraction, str]:
        """E at the end of a day, and how it was counted. A later deadline never asks for more than the one before it."""
        found = self.legs[0].expected(day, self.method)
        for before, leg in pairwise(self.legs):
            if leg.since is not None and leg.since <= day:
                new = leg.expected(day, self.method)
                found = min(found, new, key=lambda pair: pair[0]) if leg.window.end > before.window.end else new
        return found


def periods(window: Window, every: Every) -> tuple[Window, ...]:
    """The whole weeks, months, quarters or half-years in a window, in order."""
    return tuple(period for period in _calendar(window.start, window.end, every) if period.end <= window.end)


def period_of(day: date, every: Every) -> date:
    """The first day of the period that a day lies in."""
    if every is Every.WEEK:
        return day - timedelta(days=day.weekday())
    length = _MONTHS[every]
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6}


def _calendar(start: date, end: date, every: Every) -> Iterator[Window]:
    step = relativedelta(weeks=1) if every is Every.WEEK else relativedelta(months=_MONTHS[every])
    first = period_of(start, every)
    if first < start:
        first += step
    while first <= end:
        after: date = first + step
        yield Window(first, after - ONE_DAY)
        first = after

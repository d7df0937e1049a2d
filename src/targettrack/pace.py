"""序时: how much of a window has gone by, and when a number of months is over. Knows days; knows no goals.

Sources: `../shared/domain.md` sections 3 and 9. By month gives 25 % at the end of March, 50 % of June and 91.7 % of
November; by day is the other choice. Every month count starts from the end of a day, so that 30 June and 31 July are
one month apart, as are 31 January and 28 February.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

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

"""How much of a window has gone by."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day
from targettrack.rating.schedule import Window, elapsed_by_day, elapsed_by_month, months_later, whole_months

YEAR = Window(day("2025-01-01"), day("2025-12-31"))
LEAP_YEAR = Window(day("2024-01-01"), day("2024-12-31"))
DAYS = st.dates(day("1900-01-01"), day("2199-12-31"))


@pytest.mark.parametrize(
    ("text", "per_cent"),
    [
        ("2024-12-31", 0),
        ("2025-01-01", 0),
        ("2025-01-30", 0),
        ("2025-01-31", Fraction(100, 12)),
        ("2025-03-31", 25),
        ("2025-06-29", Fraction(500, 12)),
        ("2025-06-30", 50),
        ("2025-09-30", 75),
        ("2025-11-30", Fraction(1100, 12)),
        ("2025-12-30", Fraction(1100, 12)),
        ("2025-12-31", 100),
        ("2026-03-31", 100),
    ],
)
def test_months_of_a_year(text: str, per_cent: Fraction | int) -> None:
    """The published shares: 25 % at the end of March, 50 % of June, 91.7 % of November; a month counts when it is over."""
    assert 100 * elapsed_by_month(YEAR, day(text)) == per_cent


@pytest.mark.parametrize(
    ("window", "text", "share"),
    [
        (YEAR, "2025-03-31", Fraction(90, 365)),
        (YEAR, "2025-01-01", Fraction(1, 365)),
        (YEAR, "2024-12-31", Fraction(0)),
        (YEAR, "2026-01-01", Fraction(1)),
        (LEAP_YEAR, "2024-02-29", Fraction(60, 366)),
        (LEAP_YEAR, "2024-03-31", Fraction(91, 366)),
    ],
)
def test_days_of_a_year(window: Window, text: str, share: Fraction) -> None:
    """The day itself counts as gone, and a leap year has 366 of them."""
    assert elapsed_by_day(window, day(text)) == share


@pytest.mark.parametrize(
    ("start", "end", "text", "share"),
    [
        ("2024-01-01", "2024-12-31", "2024-02-28", Fraction(1, 12)),
        ("2024-01-01", "2024-12-31", "2024-02-29", Fraction(2, 12)),
        ("2024-02-29", "2025-02-27", "2024-03-28", Fraction(1, 12)),
        ("2025-07-01", "2025-12-31", "2025-09-30", Fraction(3, 6)),
        ("2025-03-15", "2025-12-31", "2025-04-13", Fraction(0)),
        ("2025-03-15", "2025-12-31", "2025-04-14", Fraction(1, 10)),
        ("2025-01-01", "2025-06-15", "2025-05-31", Fraction(5, 6)),
        ("2025-01-01", "2027-12-31", "2026-06-30", Fraction(18, 36)),
        ("2025-06-30", "2025-06-30", "2025-06-29", Fraction(0)),
        ("2025-06-30", "2025-06-30", "2025-06-30", Fraction(1)),
    ],
)
def test_months_of_other_windows(start: str, end: str, text: str, share: Fraction) -> None:
    """Months count from the window's own first day; a begun last month is a whole one; 29 February ends its month."""
    assert elapsed_by_month(Window(day(start), day(end)), day(text)) == share


@pytest.mark.parametrize(
    ("text", "months", "last"),
    [
        ("2025-06-30", Fraction(3, 2), "2025-08-15"),
        ("2025-02-28", Fraction(3, 2), "2025-04-15"),
        ("2024-02-29", Fraction(12), "2025-02-28"),
        ("2025-02-28", Fraction(3), "2025-05-31"),
        ("2025-09-30", Fraction(3), "2025-12-31"),
        ("2025-11-30", Fraction(3), "2026-02-28"),
        ("2025-06-15", Fraction(3), "2025-09-15"),
        ("2025-06-15", Fraction(0), "2025-06-15"),
        ("2025-06-30", Fraction(9, 2), "2025-11-15"),
        ("2025-06-30", Fraction(97, 100), "2025-07-29"),
    ],
)
def test_a_number_of_months_later(text: str, months: Fraction, last: str) -> None:
    """From the end of a month to the end of a month; half a month is 15 days."""
    assert months_later(day(text), months) == day(last)


def test_whole_months() -> None:
    """From 1 January to 1 April they are three, to 31 March two."""
    assert whole_months(day("2025-01-01"), day("2025-04-01")) == 3
    assert whole_months(day("2025-01-01"), day("2025-03-31")) == 2


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS, DAYS)
def test_elapsed_is_a_share_and_never_falls(ends: list[date], one: date, other: date) -> None:
    """E lies in 0 to 1 by either method, never falls from one day to a later one, and is 1 at the end."""
    window = Window(*ends)
    for elapsed in (elapsed_by_month, elapsed_by_day):
        assert 0 <= elapsed(window, min(one, other)) <= elapsed(window, max(one, other)) <= 1
        assert elapsed(window, window.end) == 1


@given(DAYS, st.fractions(0, 120), st.fractions(0, 120))
def test_more_months_are_never_earlier(start: date, one: Fraction, other: Fraction) -> None:
    """A longer term never ends before a shorter one, and none ends before it begins."""
    assert start <= months_later(start, min(one, other)) <= months_later(start, max(one, other))

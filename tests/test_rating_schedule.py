"""How much of a window has gone by, which day is how many months later, which reports and periods are due."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day
from targettrack.model import Every
from targettrack.rating import schedule
from targettrack.rating.schedule import Curve, Leg, Window, elapsed, elapsed_by_day, elapsed_by_month
from targettrack.rating.standing import DeadlineChange

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
    ("start", "end", "text", "share", "method"),
    [
        ("2024-01-01", "2024-12-31", "2024-02-28", Fraction(1, 12), "month"),
        ("2024-01-01", "2024-12-31", "2024-02-29", Fraction(2, 12), "month"),
        ("2025-07-01", "2025-12-31", "2025-09-30", Fraction(3, 6), "month"),
        ("2025-10-01", "2025-12-31", "2025-10-31", Fraction(1, 3), "month"),
        ("2025-11-01", "2025-12-31", "2025-11-30", Fraction(30, 61), "day"),
        ("2025-03-15", "2025-12-31", "2025-04-13", Fraction(30, 292), "day"),
        ("2025-01-01", "2025-06-15", "2025-05-31", Fraction(151, 166), "day"),
        ("2025-01-01", "2027-12-31", "2026-06-30", Fraction(18, 36), "month"),
        ("2025-06-30", "2025-06-30", "2025-06-29", Fraction(0), "day"),
        ("2025-06-30", "2025-06-30", "2025-06-30", Fraction(1), "day"),
    ],
)
def test_months_only_in_windows_of_whole_months(start: str, end: str, text: str, share: Fraction, method: str) -> None:
    """A window from a first to the last of a month, of three months or more, is counted by months; others by days."""
    assert elapsed(Window(day(start), day(end)), day(text)) == (share, method)


def test_by_day_where_the_settings_say_so() -> None:
    """Days are counted in a window of whole months, too, if the settings ask for it."""
    assert elapsed(YEAR, day("2025-03-31"), "day") == (Fraction(90, 365), "day")


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
    assert schedule.months_later(day(text), months) == day(last)


@pytest.mark.parametrize(
    ("text", "later"), [("2025-09-30", "2025-12-30"), ("2025-11-30", "2026-02-28"), ("2025-03-31", "2025-06-30")]
)
def test_the_corresponding_day(text: str, later: str) -> None:
    """Three months later is the same day of the month, else its last (Civil Code art. 202)."""
    assert schedule.same_day_later(day(text), 3) == day(later)


@pytest.mark.parametrize(
    ("text", "due"), [("2025-12-31", "2026-01-10"), ("2025-12-09", "2025-12-10"), ("2025-12-10", "2026-01-10")]
)
def test_the_reporting_day(text: str, due: str) -> None:
    """The next tenth, not the day itself."""
    assert schedule.reporting_day(day(text), 10) == day(due)


@pytest.mark.parametrize(
    ("end", "calendar", "due"),
    [
        ("2025-12-31", "02-28", "2026-02-28"),
        ("2025-12-31", "09-30", "2026-09-30"),
        ("2023-12-31", "02-29", "2024-02-29"),
        ("2025-12-31", "02-29", "2026-02-28"),
        ("2025-06-30", "02-28", "2025-08-28"),
    ],
)
def test_the_day_of_a_result(end: str, calendar: str, due: str) -> None:
    """A day of the next year; for a term that ends in June, as long after its end."""
    assert schedule.published_day(day(end), calendar) == day(due)


def test_whole_months() -> None:
    """From 1 January to 1 April they are three, to 31 March two."""
    assert schedule.whole_months(day("2025-01-01"), day("2025-04-01")) == 3
    assert schedule.whole_months(day("2025-01-01"), day("2025-03-31")) == 2


@pytest.mark.parametrize(
    ("end", "is_long"), [("2025-12-31", False), ("2026-01-01", True), ("2027-12-31", True), ("2025-06-30", False)]
)
def test_a_long_term(end: str, is_long: bool) -> None:
    """Longer than twelve months."""
    assert Window(day("2025-01-01"), day(end)).is_long is is_long


@pytest.mark.parametrize(
    ("every", "start", "end", "count", "first", "last"),
    [
        (Every.MONTH, "2025-01-01", "2025-12-31", 12, "2025-01-01", "2025-12-31"),
        (Every.MONTH, "2025-02-26", "2025-12-15", 9, "2025-03-01", "2025-11-30"),
        (Every.QUARTER, "2025-02-26", "2025-12-31", 3, "2025-04-01", "2025-12-31"),
        (Every.HALF_YEAR, "2025-01-01", "2025-12-31", 2, "2025-01-01", "2025-12-31"),
        (Every.WEEK, "2025-01-01", "2025-01-31", 3, "2025-01-06", "2025-01-26"),
    ],
)
def test_whole_periods_in_a_window(every: Every, start: str, end: str, count: int, first: str, last: str) -> None:
    """The first is the first whole one, the last ends in the window; weeks begin on Monday."""
    found = schedule.periods(Window(day(start), day(end)), every)
    assert (len(found), found[0].start, found[-1].end) == (count, day(first), day(last))


def test_no_whole_period() -> None:
    """A window of a month has no quarter."""
    assert schedule.periods(Window(day("2025-01-01"), day("2025-01-31")), Every.QUARTER) == ()


def test_the_period_of_a_day() -> None:
    """14 May lies in the week of the 12th, in May, in the second quarter, in the first half."""
    found = [str(schedule.period_of(day("2025-05-14"), every)) for every in Every]
    assert found == ["2025-05-12", "2025-05-01", "2025-04-01", "2025-01-01"]


def moved(on: str, old: str, new: str) -> DeadlineChange:
    """A move of the deadline, approved on a day."""
    return DeadlineChange(day(on), day(old), day(new), "", "", late=False, as_of=day(on))


PROMISED = Curve("month", (Leg(None, YEAR),))
EXTENDED = moved("2025-09-30", "2025-12-31", "2026-06-30")


@pytest.mark.parametrize(
    ("reached", "text", "share"),
    [
        (Fraction(6, 10), "2025-06-30", Fraction(1, 2)),
        (Fraction(6, 10), "2025-09-29", Fraction(8, 12)),
        (Fraction(6, 10), "2025-09-30", Fraction(6, 10)),
        (Fraction(6, 10), "2025-12-31", Fraction(6, 10) + Fraction(4, 10) * Fraction(3, 9)),
        (Fraction(9, 10), "2025-09-30", Fraction(3, 4)),
        (Fraction(6, 10), "2026-06-30", Fraction(1)),
    ],
)
def test_an_extension_spreads_the_rest(reached: Fraction, text: str, share: Fraction) -> None:
    """Up to the approval the old way; from there the rest from what was reached or expected then, whichever is less."""
    curve = PROMISED.moved(EXTENDED, YEAR.start, reached)
    assert curve.expected(day(text))[0] == share


def test_a_deadline_put_back_before_its_approval() -> None:
    """Nothing is left to spread: the whole is expected."""
    curve = PROMISED.moved(moved("2025-09-30", "2025-12-31", "2025-08-31"), YEAR.start, Fraction(1, 10))
    assert curve.expected(day("2025-10-31"))[0] == 1


def test_a_term_of_one_day() -> None:
    """Nothing is expected on the day before, the whole on the day."""
    curve = Curve("month", (Leg(None, Window(day("2025-06-30"), day("2025-06-30"))),))
    assert [curve.expected(day(on))[0] for on in ("2025-06-29", "2025-06-30")] == [0, 1]


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS, DAYS, st.sampled_from(["month", "day"]))
def test_elapsed_is_a_share_and_never_falls(ends: list[date], one: date, other: date, method: str) -> None:
    """E lies in 0 to 1 by either method, never falls from one day to a later one, and is 1 at the end."""
    window = Window(*ends)
    early, late = (elapsed(window, on, method)[0] for on in sorted((one, other)))
    assert 0 <= early <= late <= 1
    assert elapsed(window, window.end, method)[0] == 1


@given(DAYS, st.fractions(0, 120), st.fractions(0, 120))
def test_more_months_are_never_earlier(start: date, one: Fraction, other: Fraction) -> None:
    """A longer term never ends before a shorter one, and none ends before it begins."""
    low, high = sorted((one, other))
    assert start <= schedule.months_later(start, low) <= schedule.months_later(start, high)


@given(DAYS, DAYS, DAYS, st.fractions(-1, 2))
def test_a_later_deadline_never_asks_for_more(on: date, new: date, asked: date, reached: Fraction) -> None:
    """On any day a moved curve expects at most what the promised one does, if it ends later."""
    move = moved(str(on), "2025-12-31", str(max(new, YEAR.end)))
    curve = PROMISED.moved(move, YEAR.start, reached)
    assert curve.expected(asked)[0] <= PROMISED.expected(asked)[0]

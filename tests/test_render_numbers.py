"""Numbers and days as readers expect them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day
from targettrack import i18n
from targettrack.render import numbers

ANY = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("940", "940"),
        ("5.13", "5.13"),
        ("5.10", "5.1"),
        ("5.00", "5"),
        ("100", "100"),
        ("-0.90", "-0.9"),
        ("0", "0"),
        ("0.00", "0"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain(number: str, shown: str) -> None:
    """No trailing zeros behind the point, all before it; never an exponent."""
    assert numbers.plain(Decimal(number)) == shown


@given(ANY)
def test_plain_keeps_the_number(number: Decimal) -> None:
    """What is shown reads back as the same number, in digits that everybody writes."""
    shown = numbers.plain(number)
    assert Decimal(shown) == number
    assert set(shown) <= set("-0123456789.")


def test_none_is_no_zero() -> None:
    """Where there is no number, none is shown."""
    assert (numbers.plain(None), numbers.percent(None), numbers.quantity(None, "个")) == ("", "–", "")
    assert numbers.day(None) == "–"


def test_percent() -> None:
    """Above a hundred as it is, without clipping."""
    assert numbers.percent(Decimal("128.25")) == "128.25%"
    assert numbers.percent(Decimal("53.30")) == "53.3%"


@pytest.mark.parametrize(("number", "shown"), [("21.70", "+21.7"), ("-21.70", "−21.7"), ("0.00", "0")])
def test_a_gap_has_its_sign(number: str, shown: str) -> None:
    """Plus, a true minus, or neither."""
    assert numbers.signed(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("940", "个", "940个"),
        ("6.1", "%", "6.1%"),
        ("4", "万人", "4万人"),
        ("12", "km", "12 km"),
        ("3", "", "3"),
        ("1.5", "℃", "1.5℃"),
    ],
)
def test_a_number_with_its_unit(number: str, unit: str, shown: str) -> None:
    """Chinese units and % follow at once, Latin letters after a space."""
    assert numbers.quantity(Decimal(number), unit) == shown


def test_days() -> None:
    """ISO 8601 in every language."""
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert numbers.day(day("2025-09-30")) == "2025-09-30"


def test_weekdays() -> None:
    """The seven days from Monday 29 September 2025, in both languages."""
    week = [day("2025-09-29"), *(day(f"2025-10-0{n}") for n in range(1, 6))]
    assert [numbers.weekday(one) for one in week] == ["Monday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    i18n.use("zh")
    assert [numbers.weekday(one)[-1] for one in week] == ["一", "三", "四", "五", "六", "日"]

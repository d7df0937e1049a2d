"""Units of one dimension are converted; others are not."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from factories import goal
from targettrack.acts import conversion
from targettrack.acts.conversion import converted
from targettrack.model import Quantity

HECTARES = goal(">=", "1546.67", unit="公顷", equivalent=Quantity(Decimal("2.32"), "万亩"))


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("0.5", "万人", "人", "5000"),
        ("500", "名", "人", "500"),
        ("26000", "万元", "亿元", "2.6"),
        ("26000", "万", "亿元", "2.6"),
        ("1.2", "亿", "万元", "12000"),
        ("1.5", "万亿元", "亿元", "15000"),
        ("1700", "万美元", "亿美元", "0.17"),
        ("3", "千米", "公里", "3"),
        ("3500", "米", "公里", "3.5"),
        ("2", "万个", "个", "20000"),
        ("3", "百家", "家", "300"),
        ("3000", "千瓦", "万千瓦", "0.3"),
        ("30", "兆瓦", "万千瓦", "3"),
        ("5", "万度", "千瓦时", "50000"),
        ("2", "平方公里", "公顷", "200"),
        ("20000", "m²", "公顷", "2"),
        ("3", "‰", "%", "0.3"),
        ("0.3", "个百分点", "百分点", "0.3"),
        ("201", "个行政村", "行政村", "201"),
        ("0.025", "毫克/立方米", "微克/立方米", "25"),
        ("25", "μg/m³", "微克/立方米", "25"),
        ("4", "吨/万元", "吨/万元", "4"),
        ("1", "吨", "公斤", "1000"),
    ],
)
def test_of_one_dimension(value: str, unit: str, wanted: str, expected: str) -> None:
    """The same in the unit of the goal, exactly."""
    assert str(converted(Decimal(value), unit, wanted, goal(unit=wanted))) == expected


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("人次", "人"),
        ("家", "个"),
        ("亩", "公顷"),
        ("%", "百分点"),
        ("元", "美元"),
        ("吨", "公里"),
        ("吨/日", "吨"),
        ("吨", "吨/日"),
        ("吨/日", "吨/年"),
        ("e3", "个"),
        ("万e3", "万个"),
        ("", "万人"),
    ],
)
def test_of_two(unit: str, wanted: str) -> None:
    """Visits are no people, points are no rate, an area is in 亩 only where the record states both."""
    assert converted(Decimal(1), unit, wanted, goal(unit=wanted)) is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("2.32", "万亩", "1546.67"), ("1.16", "万亩", "773.335"), ("23200", "亩", "1546.67"), ("10", "平方公里", "1000")],
)
def test_where_the_record_states_both(value: str, unit: str, expected: str) -> None:
    """The equality of the source holds, not that of the tables: 2.32万亩 reach the goal of 1546.67公顷."""
    assert str(converted(Decimal(value), unit, "公顷", HECTARES)) == expected


def test_the_equality_is_one_of_the_goal_s_unit() -> None:
    """It says nothing of what else is counted."""
    assert converted(Decimal(1), "万亩", "行政村", HECTARES) is None


def test_what_does_not_come_out_even() -> None:
    """Fifteen digits, which are the most that a record holds."""
    assert str(converted(Decimal(1), "亩", "公顷", HECTARES)) == "0.0666668103448276"


def test_a_unit_has_one_dimension() -> None:
    """No unit stands in two rows of the table."""
    names = list(chain.from_iterable(conversion._DIMENSIONS))
    assert len(names) == len(set(names))

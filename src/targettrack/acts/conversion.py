"""A number in one unit → the same in another one of its dimension. Knows units and scales; knows no target but its goal."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.record import MAX_DIGITS

if TYPE_CHECKING:
    from targettrack.model import Goal

_POWERS = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
}
"""Scales by their power of ten, those that begin with another one before it."""
_DIMENSIONS: tuple[dict[str, str], ...] = (
    {"元": "1", "元人民币": "1", "人民币": "1"},
    {"人": "1", "名": "1"},  # 人次 count visits, and are another dimension
    {"米": "1", "m": "1", "公里": "1000", "千米": "1000", "km": "1000", "厘米": "0.01", "毫米": "0.001"},
    {"亩": "1"},  # 15 to a hectare, which only a record that states both may say
    {
        "平方米": "1",
        "平米": "1",
        "m2": "1",
        "公顷": "10000",
        "平方公里": "1000000",
        "平方千米": "1000000",
        "km2": "1000000",
    },
    {"立方米": "1", "立方": "1", "方": "1", "m3": "1", "升": "0.001", "L": "0.001"},
    {"千克": "1", "公斤": "1", "kg": "1", "斤": "0.5", "吨": "1000", "克": "0.001", "g": "0.001"}
    | {"毫克": "0.000001", "mg": "0.000001", "微克": "0.000000001", "ug": "0.000000001", "μg": "0.000000001"},
    {"吨标准煤": "1", "吨标煤": "1"},
    {"千瓦": "1", "kW": "1", "兆瓦": "1000", "MW": "1000", "吉瓦": "1000000", "GW": "1000000", "瓦": "0.001"},
    {"千瓦时": "1", "kWh": "1", "度": "1", "度电": "1", "兆瓦时": "1000", "MWh": "1000"},
    {"千伏安": "1", "kVA": "1", "兆伏安": "1000", "MVA": "1000"},
    {"标箱": "1", "标准箱": "1", "TEU": "1"},
    {"%": "1", "‰": "0.1"},
    {"百分点": "1"},
)
"""Units that measure the same, by how many of the first one they are."""
_UNITS = {name: (next(iter(row)), Fraction(size)) for row in _DIMENSIONS for name, size in row.items()}


def converted(value: Decimal, unit: str, wanted: str, goal: Goal) -> Decimal | None:
    """A number of one unit in another one; None where they measure different things.

    Beside the table, the record's own words count: of 1546.67公顷(2.32万亩) 1.16万亩 are the half.
    """
    factor = _ratio(unit, wanted)
    same = goal.equivalent
    if factor is None and same is not None and same.value and goal.value is not None and wanted == goal.unit:
        of_same = _ratio(unit, same.unit)
        factor = None if of_same is None else of_same * Fraction(goal.value) / Fraction(same.value)
    return None if factor is None else _decimal(Fraction(value) * factor)


def is_known(unit: str) -> bool:
    """Whether it is a unit of the table, or a scale of one."""
    return all(_read(part)[0] in _UNITS for part in _normal(unit).split("/"))


def _ratio(unit: str, wanted: str) -> Fraction | None:
    """How many of the wanted unit one of the other is; both may be so much for so much: 微克/立方米."""
    above, below = (_normal(one).partition("/") for one in (unit, wanted))
    if above[1] != below[1]:
        return None
    factor = _factor(above[0], below[0])
    per = _factor(above[2], below[2]) if above[1] else Fraction(1)
    return None if factor is None or per is None else factor / per


def _factor(unit: str, wanted: str) -> Fraction | None:
    (base, size), (wanted_base, wanted_size) = _read(unit), _read(wanted)
    is_scale = not base and size != 1  # 26000万 for a goal in 亿元
    return size / wanted_size if base == wanted_base or is_scale else None


def _read(unit: str) -> tuple[str, Fraction]:
    """What a unit counts, and how many of it: 万人 is 10,000 人, but 千瓦 no thousand of 瓦, which the table has itself."""
    if unit in _UNITS:
        return _UNITS[unit]
    for name, power in _POWERS.items():
        if unit.startswith(name):
            base, factor = _UNITS.get(unit.removeprefix(name), (unit.removeprefix(name), Fraction(1)))
            return base, factor * 10**power
    return unit, Fraction(1)


def _normal(unit: str) -> str:
    """A unit as it is looked up: m² is m2, and 个行政村 are 行政村."""
    plain = "".join(unicodedata.normalize("NFKC", unit).split())
    return plain.removeprefix("个") or plain


def _decimal(number: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = MAX_DIGITS  # of a quotient that does not come out even
        return Decimal(number.numerator) / Decimal(number.denominator)

"""A number and its format → what a person sees in the cell: a day, a share, an amount with its unit. Knows no file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from targettrack.exchange.grid import Value

NOT_KEPT = "#CALC!"
"""What stands for a formula whose value was not kept: by programs that write workbooks and cannot calculate."""
UNKNOWN_VALUE = "#VALUE!"
"""What a cell shows whose number no day and no figure can be."""
# Excel counts days from here, with a 29 February 1900 that never was; where the first ones lie, nobody sets a deadline.
_FIRST, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SPURIOUS, _LAST = 60, (date.max - _FIRST).days
# ECMA-376 18.8.30 and its Chinese table: formats that files name by number alone.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy-m-d h:mm",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    32: "h:mm",
    33: "h:mm:ss",
    45: "mm:ss",
    46: "h:mm:ss",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    34: "h:mm",
    35: "h:mm:ss",
    36: "yyyy年m月",
    47: "mm:ss",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    55: "h:mm",
    56: "h:mm:ss",
    57: "yyyy年m月",
    58: "m月d日",
}
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}).*)?", re.ASCII)
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_UNIT = re.compile(r'(?:#,##)?[#0]*0(?:\.[0#]+)?(?:_.)?\s*((?:"[^"\d.,]+"|\\[^\d.,])+)(?:_.)?')


_BARE = re.compile(r'["\\\s]')


class _Look(NamedTuple):
    is_share: bool = False
    has_year: bool = False
    has_month: bool = False
    has_day: bool = False
    has_hour: bool = False
    unit: str = ""


@lru_cache(maxsize=1000)
def _look(code: str) -> _Look:
    first = code.split(";", maxsplit=1)[0]
    plain = _ASIDE.sub("", first).lower()
    if "general" in plain or plain == "@":
        return _Look()
    has_hour = "h" in plain or "s" in plain
    has_year, has_day = "y" in plain, "d" in plain
    has_month = "m" in plain and (has_year or has_day or not has_hour)
    unit = _UNIT.fullmatch(first)
    return _Look("%" in plain, has_year, has_month, has_day, has_hour, _BARE.sub("", unit[1]) if unit else "")


def number(text: str) -> Decimal | None:
    """A number as a cell shows it: without the noise behind the 15th digit of a binary fraction. None: it is none."""
    try:
        read = float(text)
    except ValueError:
        return None
    shown = Decimal(f"{read:.15g}")
    if not shown.is_finite():
        return None
    return Decimal(f"{shown:f}") if abs(shown.adjusted()) < 30 else shown  # noqa: PLR2004  # written out, not 1E+5


def seen(value: Decimal, code: str, *, since_1904: bool = False) -> Value:
    """What a cell with this number and this format code shows.

    A share is «53.3%», an amount whose format has a unit «310个», a month without a day «2025年6月».
    """
    look = _look(code)
    if look.is_share:
        share = number(str(value * 100))
        return UNKNOWN_VALUE if share is None else f"{share:f}%"
    if look.has_day or look.has_month or look.has_year or look.has_hour:
        return _moment(value, look, since_1904=since_1904)
    return f"{value:f}{look.unit}" if look.unit else value


def _moment(value: Decimal, look: _Look, *, since_1904: bool) -> Value:
    if value < 1 and not since_1904:
        return _hour(value) if value >= 0 and look.has_hour else UNKNOWN_VALUE if value < 0 else value
    day = serial(value, since_1904=since_1904)
    if day is None:
        return UNKNOWN_VALUE
    if not look.has_day and look.has_month:
        return f"{day.year}年{day.month}月"
    if look.has_year and not look.has_month:
        return f"{day.year}年"
    return f"{day} {_hour(value % 1)}" if look.has_hour and value % 1 else day


def iso(text: str) -> Value:
    """A day as ISO 8601 writes it, with its hour if it has one. Anything else stays what it is."""
    when = _ISO.fullmatch(text.strip())
    try:
        day = date.fromisoformat(when[1]) if when else None
    except ValueError:
        return UNKNOWN_VALUE
    if when is None or day is None:
        return text
    return day if when[2] in {None, "00:00"} else f"{day} {when[2]}"


def serial(value: Decimal, *, since_1904: bool = False) -> date | None:
    """The day that a number stands for in a spreadsheet, a part of a day left out. None: there is no such day."""
    days = int(value)
    if since_1904:
        return _FIRST_1904 + timedelta(days=days) if 0 <= days <= (date.max - _FIRST_1904).days else None
    return _FIRST + timedelta(days=days) if _SPURIOUS < days <= _LAST else None


def _hour(part: Decimal) -> str:
    minutes = min(round(part * 24 * 60), 24 * 60 - 1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

"""A cell as a person filled it in → the text that our own options take; or why not. Knows columns; knows no target.

Nothing is guessed: what has two meanings is refused with both, so that a person writes which.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.errors import UsageError
from targettrack.exchange import formats
from targettrack.exchange.columns import ANSWERS, Holds
from targettrack.model import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from targettrack.exchange.columns import Caption
    from targettrack.exchange.grid import Value

ERRORS = frozenset(
    ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA", "#BLOCKED!")
)
NOTHING = frozenset(("", "-", "--", "\u2013", "\u2014", "\u2014\u2014", "/", "\\"))
"""What stands where nothing is to stand."""
_NO_FIGURE = frozenset(
    ("无", "没有", "暂无", "暂无数据", "none", "未统计", "待统计", "未出数", "待出数", "不涉及", "不适用", "n/a")
)
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?!\d|,)")
_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?\s*([^\d\s.,()\[\]<>=;:、。]{0,12})", re.ASCII)
_SPAN = re.compile(
    r"[+-]?\d+(?:\.\d+)?[^\d\s.,()\[\]]{0,8}?\s*[~\u2013\u2014至到-]\s*[+-]?\d+(?:\.\d+)?[^\d\s.,()\[\]]{0,8}", re.ASCII
)
_ABOUT = re.compile(
    "^(?:约|大约|近|将近|接近|超|超过|逾|不足|不到|至少|预计|力争|[<>≥≤≈~])|(?:左右|上下|余|多|以上|以下|以内|几|\\+)"
)
_ANSWERS = {
    **dict.fromkeys(("true", "√", "✓", "✔", "☑", "对", "y", "1", "已完成", "完成"), ANSWERS[0]),
    **dict.fromkeys(("false", "×", "✗", "✘", "☒", "否", "n", "0", "未完成"), ANSWERS[1]),
}
"""What else is written for yes and no."""
# From 2000 to 2099: smaller numbers are amounts in the wrong column, larger ones days of no plan.
_SERIALS = range(36526, 73051)
_RUN_TOGETHER = re.compile(r"(20\d\d)(\d\d)(\d\d)", re.ASCII)
_WHOLE = re.compile(r"(20\d\d) ?[./年-] ?(\d{1,2}) ?[./月-] ?(\d{1,2}) ?[日号]?", re.ASCII)
_OF_TWO = re.compile(r"(\d{1,2})[./-](\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(20\d\d) ?[./-]? ?(0[1-9]|1[0-2]|(?<=[./ -])\d{1,2})", re.ASCII)
_HOUR = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_WEEKDAY = re.compile(r"[\s,(]*(?:星期|周)[一二三四五六日天][)]?$")
_MONTHS = 12


def text(value: Value, caption: Caption) -> str:
    """What a cell of a column says, as it may be typed; "" where it says nothing.

    UsageError, each with text: cell-error, cell-not-kept, cell-is-day (day), cell-note, cell-about, cell-no-figure,
    cell-two-days, bad-date (option).
    """
    if isinstance(value, str) and value.strip() in ERRORS:
        raise UsageError("cell-error", text=value.strip())
    if value == formats.NOT_KEPT:
        raise UsageError("cell-not-kept")
    if caption.holds is Holds.DAY:
        return day(value, caption.code)
    if isinstance(value, date):
        raise UsageError("cell-is-day", day=value.isoformat())
    if caption.holds is Holds.NUMBER:
        return number(value)
    plain = written(value)
    if caption.choices == ANSWERS:
        return _ANSWERS.get(plain.casefold(), plain)
    return plain


def number(value: Decimal | str | None) -> str:
    """A figure, perhaps with its unit or a range: 310, 310个, 1.2万, 53.3%, 5-8. UsageError cell-note, cell-about, cell-no-figure."""
    plain = _folded(value)
    if plain in NOTHING:
        return ""
    if plain.casefold() in _NO_FIGURE:
        raise UsageError("cell-no-figure", text=plain)
    bare = _GROUPS.sub(lambda found: found[0].replace(",", ""), plain)
    if _ABOUT.search(bare) and any(character.isdigit() for character in bare):
        raise UsageError("cell-about", text=plain)
    if _FIGURE.fullmatch(bare) or _SPAN.fullmatch(bare):
        return bare
    raise UsageError("cell-note", text=plain)


def day(value: Value, option: str = "") -> str:
    """A day or a period as dates are typed: 2025-06-30, 2025年6月, 6月30日, 上半年. UsageError cell-two-days, bad-date (option)."""
    if isinstance(value, date) and FIRST_YEAR <= value.year <= LAST_YEAR:
        return value.isoformat()
    plain = _WEEKDAY.sub("", _HOUR.sub("", _folded(value)))
    if plain in NOTHING:
        return ""
    if re.fullmatch(r"\d{5}", plain, re.ASCII):
        return _serial(plain, option)
    whole = _RUN_TOGETHER.fullmatch(plain) or _WHOLE.fullmatch(plain)
    if whole:
        return _real(*map(int, whole.groups()), option=option)
    month, short = _MONTH.fullmatch(plain), _OF_TWO.fullmatch(plain)
    if month:
        return _month(int(month[1]), month[2], value, option)
    return _month_and_day(int(short[1]), int(short[2]), value, plain) if short else plain


def _real(year: int, month: int, day: int, *, option: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise UsageError("bad-date", option=option, text=f"{year}-{month:02d}-{day:02d}") from None


def _serial(digits: str, option: str) -> str:
    """A day that lost its format: 45838."""
    found = formats.serial(Decimal(digits)) if int(digits) in _SERIALS else None
    if found is None:
        raise UsageError("bad-date", option=option, text=digits)
    return found.isoformat()


def _month(year: int, month: str, value: Value, option: str) -> str:
    """2025.6; but the number 2025.1 may have been typed as 2025.10."""
    if isinstance(value, Decimal) and month == "1":
        raise UsageError("cell-two-days", text=f"{value:f}", first=f"{year}年1月", second=f"{year}年10月")
    if not 1 <= int(month) <= _MONTHS:
        raise UsageError("bad-date", option=option, text=f"{year}.{month}")
    return f"{year}年{int(month)}月"


def _month_and_day(month: int, day: int, value: Value, plain: str) -> str:
    """6.30; but the number 6.3 may have been typed as 6.30."""
    if isinstance(value, Decimal) and day * 10 <= 30:  # noqa: PLR2004  # 6.1, 6.2 and 6.3 have a day that ends with 0
        raise UsageError("cell-two-days", text=plain, first=f"{month}月{day}日", second=f"{month}月{day * 10}日")
    return f"{month}月{day}日"


def written(value: Value) -> str:
    """What a cell reads, with the ends of its lines and blanks around it as we write them."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _folded(value: Value) -> str:
    """In plain digits and brackets, with single blanks."""
    plain = unicodedata.normalize("NFKC", written(value)).replace("\u2212", "-").replace("\u200b", "")
    return " ".join(plain.split())

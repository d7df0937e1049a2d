"""A cell means what the person who filled it in meant, or is refused with what it could mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targettrack.errors import UsageError
from targettrack.exchange import cells
from targettrack.exchange.columns import CAPTIONS
from targettrack.render.messages import MESSAGES


def meant(value: object, column: str) -> str:
    """What a cell of a column says, or the code that it is refused with, in brackets."""
    try:
        return cells.text(value, CAPTIONS[column])  # type: ignore[arg-type]  # values of a cell, of any kind
    except UsageError as error:
        return f"[{error.code}]" if error.code in MESSAGES else repr(error)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("　 ", ""),
        (Decimal(310), "310"),
        (Decimal("12.50"), "12.50"),
        ("310个", "310个"),
        ("310 个", "310 个"),
        ("1.2万", "1.2万"),
        ("53.3%", "53.3%"),
        ("５３．３％", "53.3%"),
        ("３１０", "310"),
        ("1,200", "1200"),
        ("1，234，567.8万元", "1234567.8万元"),
        ("25微克/立方米", "25微克/立方米"),
        ("-3.2%", "-3.2%"),
        ("−3.2%", "-3.2%"),
        ("5-8家", "5-8家"),
        ("5%-5.5%", "5%-5.5%"),
        ("0", "0"),
        ("—", ""),
        ("/", ""),
        ("－", ""),
        ("无", "[cell-no-figure]"),
        ("暂无", "[cell-no-figure]"),
        ("12,34", "[cell-note]"),
        ("310（预计）", "[cell-note]"),
        ("310个（其中公办200个）", "[cell-note]"),
        ("完成310个", "[cell-note]"),
        ("已完成", "[cell-note]"),
        ("1 200", "[cell-note]"),
        ("1.2.3", "[cell-note]"),
        ("约310", "[cell-about]"),
        ("310左右", "[cell-about]"),
        ("310余个", "[cell-about]"),
        ("超过310", "[cell-about]"),
        ("≥310", "[cell-about]"),
        ("#REF!", "[cell-error]"),
        ("#CALC!", "[cell-not-kept]"),
        (date(2025, 6, 30), "[cell-is-day]"),
    ],
)
def test_a_number_cell(value: object, text: str) -> None:
    """A figure with its unit; a note, an estimate or an error is no figure, and 无 could be two."""
    assert meant(value, "value") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (date(2025, 6, 30), "2025-06-30"),
        (Decimal(45838), "2025-06-30"),
        (Decimal(20250630), "2025-06-30"),
        (Decimal("2025.6"), "2025年6月"),
        (Decimal("2025.1"), "[cell-two-days]"),
        (Decimal("6.3"), "[cell-two-days]"),
        (Decimal("6.5"), "6月5日"),
        (Decimal(12345), "[bad-date]"),
        ("2025.6.30", "2025-06-30"),
        ("2025/6/30", "2025-06-30"),
        ("2025年6月30日", "2025-06-30"),
        ("２０２５．６．３０", "2025-06-30"),
        ("2025/6/30 0:00:00", "2025-06-30"),
        ("2025-06-30 15:30", "2025-06-30"),
        ("2025年6月30日 星期一", "2025-06-30"),
        ("20250630", "2025-06-30"),
        ("202506", "2025年6月"),
        ("2025-6", "2025年6月"),
        ("2025.10", "2025年10月"),
        ("45838", "2025-06-30"),
        ("6.30", "6月30日"),
        ("6/30", "6月30日"),
        ("6月30日", "6月30日"),
        ("6月底", "6月底"),
        ("上半年", "上半年"),
        ("—", ""),
        ("2025.2.30", "[bad-date]"),
        ("2025.13", "[bad-date]"),
        ("#N/A", "[cell-error]"),
    ],
)
def test_a_day_cell(value: object, text: str) -> None:
    """Days as people write them, and as spreadsheets mangle them; 2025.1 may have been typed as 2025.10."""
    assert meant(value, "as_of") == text


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (" 港口小学扩建完工 \r\n  验收中　", "note", "港口小学扩建完工\n  验收中"),
        (Decimal(45838), "note", "45838"),
        (date(2025, 3, 1), "item", "[cell-is-day]"),
        ("#VALUE!", "note", "[cell-error]"),
        ("=SUM", "note", "=SUM"),
        ("TRUE", "done", "yes"),
        ("√", "done", "yes"),
        ("FALSE", "done", "no"),
        ("是", "done", "是"),
        ("预计", "data", "预计"),
        ("县发改局、县统计局", "supporting", "县发改局、县统计局"),
    ],
)
def test_other_cells(value: object, column: str, text: str) -> None:
    """Text keeps its lines; what a spreadsheet took for a day is said, a tick is a yes."""
    assert meant(value, column) == text

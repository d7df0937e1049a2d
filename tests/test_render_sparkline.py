"""The course of the figures in one line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factories import day
from targettrack import i18n
from targettrack.rating.standing import Figure
from targettrack.render.sparkline import sparkline


def figures(*values: str) -> list[Figure]:
    """One figure a day from 1 January."""
    return [Figure(day(f"2025-01-{n:02d}"), Decimal(value), "") for n, value in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (("0", "50", "100"), "▁▅█"),
        (("5", "5", "5"), "▁▁▁"),
        (("10", "-4", "2"), "█▁▄"),
        (("96", "168", "402", "1599"), "▁▁▂█"),
    ],
)
def test_the_line(values: tuple[str, ...], line: str) -> None:
    """From the lowest figure to the highest in eight steps, whatever the sign."""
    assert sparkline(figures(*values), "个").split()[0] == line


def test_the_words() -> None:
    """First and last figure with their days, in both languages."""
    assert sparkline(figures("1", "2", "4"), "个") == "▁▃█  1个 → 4个 (2025-01-01 to 2025-01-03)"
    i18n.use("zh")
    assert sparkline(figures("1", "2", "4"), "个") == "▁▃█  1个 → 4个（2025年1月1日至2025年1月3日）"


def test_too_few_figures() -> None:
    """Two figures are no course, nor are stages without a number; of many, the last twenty-four are drawn."""
    assert sparkline(figures("1", "2"), "个") == ""
    assert sparkline([Figure(day("2025-01-01"), None, "动工")] * 5, "") == ""
    assert len(sparkline(figures(*map(str, range(1, 31))), "").split()[0]) == 24

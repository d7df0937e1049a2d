"""What the words of an indicator say: every row of every table has an example that needs it."""

from __future__ import annotations

import pytest

from targettrack.model import Kind
from targettrack.rating import indicators, unit
from targettrack.rating.indicators import WordRule

TABLES = {
    name: table
    for name, table in (vars(indicators) | vars(unit)).items()
    if isinstance(table, tuple) and table and isinstance(table[0], WordRule)
}


@pytest.mark.parametrize(
    ("name", "row"), [(name, row) for name, table in TABLES.items() for row in table], ids=lambda one: str(one)[:30]
)
def test_every_row_is_needed(name: str, row: WordRule) -> None:
    """With the row its example is read as it says; without it, otherwise."""
    table = TABLES[name]
    assert indicators.read(table, row.example) == row.says
    assert indicators.read(tuple(one for one in table if one is not row), row.example) != row.says


def test_five_tables_are_found() -> None:
    """The good side, flows, stages, what units are, the calendar."""
    assert sorted(TABLES) == ["GOOD_SIDE", "MEASURES", "NATURES", "PUBLISHED", "STAGES"]


@pytest.mark.parametrize(
    ("subject", "kind", "results", "due"),
    [
        ("地区生产总值", Kind.GROWTH, {}, "02-28"),
        ("全国千强镇排名", Kind.RANK, {}, "09-30"),
        ("居民人均可支配收入", Kind.GROWTH, {}, "05-31"),
        ("居民人均可支配收入", Kind.GROWTH, {"人均": "04-15"}, "04-15"),
        ("居民人均可支配收入", Kind.GROWTH, {"收入": "03-01", "可支配收入": "04-15"}, "04-15"),
        ("地区生产总值", Kind.GROWTH, {"growth": "03-20"}, "03-20"),
        ("居民人均可支配收入", Kind.GROWTH, {"growth": "03-20"}, "05-31"),
    ],
)
def test_when_a_figure_is_published(subject: str, kind: Kind, results: dict[str, str], due: str) -> None:
    """The office's words win, the longest first, then ours, then the kind."""
    assert indicators.published(subject, kind, results) == due

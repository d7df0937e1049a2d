"""Cells against what they said when they went out and what the ledger says: the four answers, and what counts as the same."""

from __future__ import annotations

import pytest

from targettrack import i18n
from targettrack.exchange.compare import Compared, Turn, compare, is_same

NOTHING = Compared((), ())


def one(exported: str | None, cell: str, now: str, field: str = "note") -> Compared:
    """One cell."""
    return compare({field: cell}, None if exported is None else {field: exported}, {field: now}, [field], is_same)


@pytest.mark.parametrize(
    ("exported", "cell", "now", "expected"),
    [
        ("甲", "甲", "甲", "same"),
        ("甲", "甲", "乙", "same"),  # changed in the ledger alone
        ("甲", "丙", "甲", "changed"),
        ("甲", "丙", "丙", "same"),  # taken over already
        ("甲", "丙", "乙", "conflict"),
        ("甲", "", "甲", "changed"),
        ("", "丙", "", "changed"),
        (None, "丙", "甲", "changed"),
        (None, "", "甲", "same"),
        (None, "甲", "甲", "same"),
    ],
)
def test_the_four_answers(exported: str | None, cell: str, now: str, expected: str) -> None:
    """Exported, cell, ledger: who changed what decides."""
    turn = Turn("note", exported, cell, now)
    answers = {"same": NOTHING, "changed": Compared((turn,), ()), "conflict": Compared((), (turn,))}
    assert one(exported, cell, now) == answers[expected]


@pytest.mark.parametrize(
    ("field", "first", "second", "same"),
    [
        ("value", "1,200", "1200", True),
        ("value", "1200.0", "1200", True),
        ("value", "1200个", "1200", False),
        ("value", "5-8", "5-8", True),
        ("forecast", "有困难", "hard", True),
        ("forecast", "difficult", "有困难", True),
        ("forecast", "能完成", "hard", False),
        ("done", "否", "", True),
        ("done", "no", "否", True),
        ("done", "是", "", False),
        ("supporting", "财政局、水利局", "水利局，财政局", True),
        ("supporting", "财政局", "财政局、水利局", False),
        ("note", "一 \n二", "一 二", True),
        ("note", "一二", "一 二", False),
    ],
)
def test_what_says_the_same(field: str, first: str, second: str, same: bool) -> None:
    """Numbers by value, words by code in either language, units in any order, texts but for their blanks."""
    for language in ("zh", "en"):
        i18n.use(language)
        assert is_same(field, first, second) is same
        assert is_same(field, second, first) is same


def test_a_column_that_is_not_there_changes_nothing() -> None:
    """A column that somebody took away is no blank."""
    assert compare({}, {"note": "甲"}, {"note": "甲"}, ["note"], is_same) == NOTHING

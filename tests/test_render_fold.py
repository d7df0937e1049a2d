"""Lines are folded by cells, as Chinese is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from targettrack.render.fold import fold
from targettrack.render.safe import safe


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("开平", 10, ["开平"]),
        ("新增义务教育学位", 8, ["新增义务", "教育学位"]),
        ("新增义务教育学位", 9, ["新增义务", "教育学位"]),
        ("投资12.5亿元", 8, ["投资12.5", "亿元"]),
        ("年投资1234567元", 8, ["年投资", "1234567", "元"]),
        ("新增学位，扩建", 8, ["新增学", "位，扩建"]),
        ("the goal is met", 8, ["the goal", "is met"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("一二三四五", 1, ["一", "二", "三", "四", "五"]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    """Between Chinese characters, not inside numbers and words, no stop at the beginning of a line."""
    assert fold(text, width) == lines


SIGNS = st.sampled_from([*"开平，。%） 　abc12.-", "e\u0301", "☎\ufe0f", "7\ufe0f\u20e3", "👍🏽", "🇨🇳", "ก็"])
TEXTS = st.lists(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda signs: safe("".join(signs)))


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    """Every line fits in cells; joined without the gaps at which they were broken, the lines are the text."""
    lines = fold(text, width)
    assert [line for line in lines if cell_len(line) > width] == []
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(
    st.text(st.sampled_from("新增学位，。；）》"), max_size=40).filter(lambda text: text[:1] not in tuple("，。；）》"))
)
def test_a_stop_stays_with_the_character_before_it(text: str) -> None:
    """Where a single stop follows a character, it does not begin a line."""
    single = text
    for stop in "，。；）》":
        for other in "，。；）》":
            single = single.replace(stop + other, stop)
    for line in fold(single, 10)[1:]:
        assert line[0] not in "，。；）》" or cell_len(single) <= 10

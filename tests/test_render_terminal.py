"""Documents on a screen: measured in cells, folded, coloured only beside a word."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from targettrack.render.document import Bar, Cell, Column, Document, Facts, Grid, Heading, Prose, text
from targettrack.render.look import Look
from targettrack.render.terminal import FIRST_ROWS, render


def shown(*blocks: object, width: int = 40, color: bool = False) -> list[str]:
    """The lines of a document."""
    document = Document("", blocks)  # type: ignore[arg-type]  # each is a block
    return render(document, Look(width, color)).split("\n")[:-1]


def table(*rows: tuple[str, ...], more: str = "") -> Grid:
    """A table of three columns: a name, a number, a text that grows."""
    columns = (Column("编号"), Column("数", right=True), Column("内容", grow=True))
    return Grid(columns, tuple(tuple(Cell(one) for one in row) for row in rows), more)


def test_columns_are_aligned_by_cells() -> None:
    """Chinese characters are two cells wide; numbers stand at the right; no blanks at the ends of lines."""
    assert shown(table(("KP-1", "9", "新增学位"), ("KP-22", "10", "abc"))) == [
        "编号   数  内容",
        "───────────────────",
        "KP-1    9  新增学位",
        "KP-22  10  abc",
    ]


def test_a_wide_column_is_folded_not_cut() -> None:
    """The widest text goes on in the next line of its column."""
    assert shown(table(("KP-1", "9", "新增义务教育学位九百四十个")), width=24) == [
        "编号  数  内容",
        "────────────────────────",
        "KP-1   9  新增义务教育学",
        "          位九百四十个",
    ]


def test_a_second_line_stands_under_its_cell() -> None:
    """The detail of a cell follows its text."""
    columns = (Column("状态", detail="备注"), Column("内容"))
    assert shown(Grid(columns, ((Cell("逾期", "red", "临期"), Cell("学位")),))) == [
        "状态  内容",
        "──────────",
        "逾期  学位",
        "临期",
    ]


def test_columns_that_go_under_the_growing_one() -> None:
    """On a screen, a column may stand below the widest one, before the detail there."""
    columns = (Column("编号"), Column("单位", under=True), Column("内容", grow=True, detail="原因"))
    rows = ((Cell("KP-1"), Cell("教育局"), Cell("学位", "", "未更新")),)
    assert shown(Grid(columns, rows)) == ["编号  内容", "─────────────────────", "KP-1  学位", "      教育局 · 未更新"]


def test_a_table_without_rows_is_not_shown() -> None:
    """No head without a body."""
    assert shown(table()) == []


def test_a_long_table_says_how_many_rows_it_leaves_out() -> None:
    """Twenty rows of twenty-five are shown where the page allows it, and the sentence that says so fits the screen."""
    rows = [(f"KP-{n}", "1", "学位") for n in range(25)]
    assert FIRST_ROWS == 20
    assert len(shown(table(*rows))) == 27
    lines = shown(table(*rows, more="… 还有{n}条：targettrack list --rating overdue --rating far-behind"))
    assert lines[21].startswith("KP-19")
    assert "".join(lines[22:]).replace(" ", "") == "…还有5条：targettracklist--ratingoverdue--ratingfar-behind"
    assert max(map(cell_len, lines)) <= 40


def test_facts() -> None:
    """Names in one column, values beside them, folded under each other."""
    assert shown(Facts((("牵头单位", Cell("开平市教育局")), ("目标", Cell("新增义务教育学位")))), width=20) == [
        "牵头单位  开平市教育",
        "          局",
        "目标      新增义务教",
        "          育学位",
    ]


def test_a_heading_has_air_above_it() -> None:
    """An empty line, then the words."""
    assert shown(Heading("总体情况")) == ["", "总体情况"]


@pytest.mark.parametrize(
    ("actual", "expected", "cells"),
    [
        ("0", "75", "─────────────────────────────┃──────────"),
        ("50", "75", "━━━━━━━━━━━━━━━━━━━━─────────┃──────────"),
        ("128.25", "75", "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┃━━━━━━━━━━"),
        ("-5", None, "────────────────────────────────────────"),
        ("100", "100", "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┃"),
        ("50", "0", "┃━━━━━━━━━━━━━━━━━━━────────────────────"),
    ],
)
def test_a_bar(actual: str, expected: str | None, cells: str) -> None:
    """Forty cells of the goal, the expected share marked; more than the whole fills it, the number says how much more."""
    bar = Bar("完成", Decimal(actual), Decimal(expected) if expected else None, "green")
    (line,) = shown(bar, width=80)
    assert line == f"完成  {cells}  {actual}% / {f'{expected}%' if expected else '–'}"


def test_a_bar_without_room() -> None:
    """On a narrow screen the bar is shorter, and gives way to its figures on a very narrow one."""
    bar = Bar("完成", Decimal(50), Decimal(75), "green")
    assert shown(bar, width=30) == ["完成  ━━━━━━───┃───  50% / 75%"]
    assert shown(bar, width=20) == ["完成  50% / 75%"]


def test_markup_is_shown_not_obeyed() -> None:
    """Rich's tags, emoji codes and links in data are letters."""
    data = "[red]x[/red] [/] [link=http://example.invalid]y :smile: [bold"
    for color in (False, True):
        assert data in _plain(shown(text(data), table(("a", "1", data)), width=200, color=color))[0]


def test_a_paragraph_keeps_its_tones_through_folding() -> None:
    """Each piece has its colour, also in the second line."""
    lines = shown(Prose((Cell("甲甲甲", "red"), Cell("乙乙乙", "green"))), width=20, color=True)
    assert lines == ["\x1b[1;31m甲甲甲\x1b[0m\x1b[32m乙乙乙\x1b[0m"]
    folded = shown(Prose((Cell("甲甲甲 甲甲甲甲", "red"), Cell("乙乙乙", "green"))), width=20, color=True)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in folded] == ["甲甲甲 甲甲甲甲乙乙", "乙"]
    assert folded[1] == "\x1b[32m乙\x1b[0m"


def test_colour_only_where_it_is_wanted() -> None:
    """Without colour there is no escape at all; with it, the text is the same."""
    blocks = (Heading("总体"), table(("KP-1", "9", "学位")), text(Cell("逾期", "red")))
    assert "\x1b" not in "".join(shown(*blocks))
    coloured = shown(*blocks, color=True)
    assert "\x1b[" in "".join(coloured)
    assert _plain(coloured) == shown(*blocks)


WORDS = st.text(st.sampled_from("学位，。abc 1\x1b\u202e\n[]") | st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.integers(40, 100))
def test_no_line_is_wider_than_the_screen(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever stands in the cells that can be folded, and no control or bidi character is raw."""
    columns = (Column("编号"), Column("内容", grow=True, detail="原因"), Column("备注", under=True))
    cells = tuple((Cell(a), Cell(b, "", c), Cell(c)) for a, b, c in rows)
    facts = Facts(tuple(("名称", Cell(a)) for a, _b, _c in rows))
    lines = shown(Grid(columns, cells), facts, *(text(a, b) for a, b, _c in rows), width=width)
    assert [line for line in lines if cell_len(line) > width] == []
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(lines))


def _plain(lines: list[str]) -> list[str]:
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]


def test_a_bar_in_a_cell() -> None:
    """Below the quieter line where the column has room for it; left out, figures and all, where it has not."""
    cell = Cell("外资", "", "完成53.3%", Bar("", Decimal("53.3"), Decimal(75), "yellow"))
    table = Grid((Column("编号"), Column("事项", grow=True)), ((Cell("1"), cell),))
    wide = render(Document("", (table._replace(rows=((Cell("1"), cell._replace(text="外" * 30)),)),)), Look(80))
    assert "┃" in wide
    assert "53.3% / 75%" in wide
    assert "┃" not in render(Document("", (table,)), Look(30))

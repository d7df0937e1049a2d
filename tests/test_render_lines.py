"""Plain lines for grep and awk: one record a line, cells parted by tabs, nothing cut or wrapped."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from targettrack.render.document import Bar, Cell, Column, Document, Facts, Grid, Heading, text
from targettrack.render.lines import render
from targettrack.render.look import Look

ANY = st.text(st.sampled_from("\t\n\r\x0b\x1c\x85\u2028学") | st.characters(exclude_categories=["Cs"]), max_size=30)


def lines(*blocks: object) -> list[str]:
    """The lines of a document."""
    return render(Document("题", blocks), Look()).split("\n")[:-1]  # type: ignore[arg-type]  # each is a block


def test_a_document() -> None:
    """Headings and column titles behind #; a cell's second line in a column of its own, also where it is empty."""
    columns = (Column("编号"), Column("内容", detail="原因"), Column("单位", under=True))
    rows = ((Cell("KP-1"), Cell("学位", "red", "未更新"), Cell("甲局")), (Cell("KP-2"), Cell("道路"), Cell("")))
    assert lines(Heading("总体"), text("共", Cell("2", "red"), "条"), Grid(columns, rows)) == [
        "# 总体",
        "共2条",
        "# 编号\t内容\t原因\t单位",
        "KP-1\t学位\t未更新\t甲局",
        "KP-2\t道路\t\t",
    ]


def test_facts_and_bars() -> None:
    """A name and its value; a bar is its two figures."""
    assert lines(Facts((("目标", Cell("940个")),)), Bar("完成", Decimal("53.30"), None, "")) == [
        "目标\t940个",
        "完成\t53.3%\t–",
    ]


def test_nothing_is_left_out_for_lack_of_room() -> None:
    """All of 500 rows and all of a long cell, whatever a screen would show."""
    rows = tuple((Cell(f"KP-{n}"), Cell("长" * 1000)) for n in range(500))
    shown = lines(Grid((Column("编号"), Column("内容")), rows, "还有{n}条"))
    assert len(shown) == 501
    assert shown[-1] == "KP-499\t" + "长" * 1000


@given(st.lists(st.tuples(ANY, ANY), max_size=4))
def test_a_row_is_a_line_and_a_cell_a_field(rows: list[tuple[str, str]]) -> None:
    """Tabs and line breaks of every sort in data neither part cells nor rows."""
    columns = (Column("编号"), Column("内容", detail="原因"))
    table = Grid(columns, tuple((Cell(a), Cell(b, "", a)) for a, b in rows))
    shown = render(Document("", (table,)), Look())
    assert len(shown.splitlines()) == 1 + len(rows)
    assert [line.count("\t") for line in shown.splitlines()] == [2] * (1 + len(rows))

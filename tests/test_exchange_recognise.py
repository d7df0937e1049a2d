"""In a workbook as people send it the heading is found, columns by their names, and all that is left out is named."""

from __future__ import annotations

from decimal import Decimal

from targettrack.exchange.columns import CAPTIONS, Form, captions
from targettrack.exchange.grid import Cell, Merged, Place, Sheet, Value
from targettrack.exchange.recognise import Left, Table, Tables, named, tables

_LIST = captions(Form.DIVISION)


def sheet(*rows: tuple[Value, ...], name: str = "任务分解表", merged: tuple[str, ...] = (), **more: object) -> Sheet:
    """A sheet as it is read; merged cells as «1,0-2,0», rows and columns from 0."""
    places = [tuple(Place(*map(int, end.split(","))) for end in area.split("-")) for area in merged]
    read = tuple(tuple(Cell(value) for value in row) for row in rows)
    return Sheet(name, read, merged=tuple(Merged(*pair) for pair in places), **more)  # type: ignore[arg-type]  # values of cells, of any kind


def read(*sheets: Sheet, told: dict[str, str] | None = None) -> Tables:
    """The tables of a list."""
    return tables(sheets, _LIST, ("title",), told)


def only(*sheets: Sheet, told: dict[str, str] | None = None) -> Table:
    """The one table of a list."""
    (table,) = read(*sheets, told=told).tables
    return table


HEADING = ("序号", "工作任务", "牵头单位")


def test_a_heading_below_titles() -> None:
    """Titles and a line about the unit stand above it; blank rows between rows are none."""
    table = only(
        sheet(("2025年任务分解表",), (), ("单位：办公室", None, "3月"), HEADING, (1, "甲", "教育局"), (), (2, "乙"))
    )
    assert (table.heading, table.columns) == (3, {"item": 0, "title": 1, "owner": 2})
    assert [(row.number, row.values) for row in table.rows] == [
        (4, {"item": 1, "title": "甲", "owner": "教育局"}),
        (6, {"item": 2, "title": "乙"}),
    ]


def test_a_heading_of_two_rows() -> None:
    """What stands above is merged down, or across the quarters; the lower row says which quarter."""
    table = only(
        sheet(
            ("序号", "工作任务", "季度节点", None, "牵头单位"),
            (None, None, "一季度", "二季度", None),
            ("1", "甲", "招标", "开工", "教育局"),
            merged=("0,0-1,0", "0,1-1,1", "0,2-0,3", "0,4-1,4"),
        )
    )
    assert table.columns == {"item": 0, "title": 1, "owner": 4, "q1": 2, "q2": 3}
    assert table.rows[0].values == {"item": "1", "title": "甲", "owner": "教育局", "q1": "招标", "q2": "开工"}


def test_names_that_offices_use() -> None:
    """Re-ordered, with line ends, remarks in brackets, or another name; one that is unknown is said, with its cells."""
    table = only(
        sheet(
            ("备注", "责任单位\n（第一个为牵头）", "完成\n时限", "★重点任务", "序 号"),
            ("急", "教育局", "年底", "甲", "1", "栏外"),
        )
    )
    assert table.columns == {"item": 4, "deadline": 2, "title": 3, "owner": 1}
    assert table.added == ("备注",)
    assert table.rows[0].added == {0: "急", 5: "栏外"}


def test_its_own_name_goes_before_another() -> None:
    """Of two columns that could be the deadline that one is it which says so."""
    headings = {0: ("完成时间",), 1: ("完成时限",)}
    assert named(headings, [CAPTIONS["deadline"]], {}) == {"deadline": 1}


def test_what_a_person_said_goes_before_all() -> None:
    """A heading that nobody knows is what it was called, and one that is known is left out where that was said."""
    rows = (("序号", "干什么", "谁来干", "牵头单位"), ("1", "甲", "教育局", "财政局"))
    assert read(sheet(*rows)).tables == ()
    table = only(sheet(*rows), told={"干什么": "title", "谁来干": "owner", "牵头单位": ""})
    assert table.columns == {"title": 1, "owner": 2, "item": 0}


def test_merged_cells_are_filled_down() -> None:
    """One task over several rows; but a number of a merged cell is that of its first row."""
    table = only(
        sheet(
            ("序号", "工作任务", "目标值"),
            ("1", "甲", Decimal(5)),
            (None, None, None, "x"),
            (None, None, Decimal(7)),
            merged=("1,0-3,0", "1,1-3,1", "1,2-2,2"),
        )
    )
    assert [row.values for row in table.rows] == [
        {"item": "1", "title": "甲", "goal_value": Decimal(5)},
        {"item": "1", "title": "甲"},
        {"item": "1", "title": "甲", "goal_value": Decimal(7)},
    ]


def test_sections_sums_and_notes() -> None:
    """A line across is the section of what follows; sums, notes and signatures are left out, each with the reason."""
    table = only(
        sheet(
            HEADING,
            ("一、工业（1项）",),
            ("1", "甲", "工信局"),
            HEADING,
            ("二、民生",),
            ("2", "乙", "教育局"),
            ("合 计", None, Decimal(2)),
            ("备注：排第一的为牵头单位。",),
            ("填表人：赵六", None, "电话：1"),
            (None, None, None, "印"),
            merged=("1,0-1,2", "4,0-4,2", "7,0-7,2"),
        )
    )
    assert [(row.values["title"], row.section) for row in table.rows] == [("甲", "一、工业（1项）"), ("乙", "二、民生")]
    assert table.left == (
        (6, Left.TOTAL, "合 计 2"),
        (7, Left.NOTE, "备注：排第一的为牵头单位。"),
        (8, Left.NOTE, "填表人：赵六 电话：1"),
        (9, Left.NOTE, "印"),
    )


def test_sheets() -> None:
    """A second list is read, too; what has no heading, and what is hidden, is named; our own hidden sheet is ours."""
    first, second = sheet(HEADING, ("1", "甲")), sheet(HEADING, ("1", "乙"), name="续")
    found = read(
        first,
        sheet(("请于三月底前反馈",), name="说明"),
        second,
        sheet(HEADING, name="旧", is_hidden=True),
        sheet(name="空"),
        sheet(("schema", "x"), name="_targettrack", is_hidden=True),
    )
    assert [table.sheet for table in found.tables] == ["任务分解表", "续"]
    assert found.unread == ("说明", "旧")


def test_hidden_rows() -> None:
    """They are read, and known as hidden."""
    table = only(sheet(HEADING, ("1", "甲"), ("2", "乙"), hidden_rows=frozenset({2})))
    assert [row.is_hidden for row in table.rows] == [False, True]


def test_no_heading_in_data() -> None:
    """Rows that happen to hold one name of a column are no heading."""
    assert read(sheet(("任务",), ("目标",), ("甲", "乙"))).tables == ()

"""An office's own list becomes drafts: its numbers as they stand, its words as a report is read, its rows each once."""

from __future__ import annotations

import random
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factories import day
from targettrack import i18n, record, store
from targettrack.exchange import newlist, read, recognise
from targettrack.exchange.carried import from_book
from targettrack.exchange.columns import Form
from targettrack.exchange.entry import COLUMNS, Source
from targettrack.exchange.forms import lines, made
from targettrack.exchange.forms.values import Occasion, values
from targettrack.exchange.newlist import NewList
from targettrack.exchange.write import book_bytes
from targettrack.ledger import selection
from targettrack.model import Checkpoint, Kind, Ledger, Level, Plan, Target
from targettrack.store import toml
from test_exchange_recognise import sheet
from test_sheets_laws import many

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = Plan("KP2025", "开平市政府工作报告", 2025, date(2025, 1, 1), date(2025, 12, 31), "开平市人民政府", Level.COUNTY)
NOW = datetime(2025, 3, 1, tzinfo=UTC)
HEADING = ("序号", "工作任务", "年度目标", "牵头单位", "配合单位", "完成时限", "牵头领导", "二季度", "四季度")


def listed(
    *rows: tuple[object, ...],
    heading: tuple[str, ...] = HEADING,
    merged: tuple[str, ...] = (),
    records: tuple[Target, ...] = (),
) -> NewList:
    """What comes of a list of rows."""
    found = recognise.tables([sheet(heading, *rows, merged=merged)], COLUMNS.values(), newlist.NEEDED)  # type: ignore[arg-type]  # values of cells, of any kind
    source = Source(PLAN, (), {"县教育局": "开平市教育局"}.get, NOW.date(), is_ours=False)
    return newlist.drafts(found.tables, source._replace(full=lambda name: source.full(name) or name), records)


def told(found: NewList) -> list[tuple[str, str]]:
    """What is named as not read: where, and the code."""
    return [(f"{one.path}:{one.line}" if one.line else one.path, one.code) for one in found.problems]


def goals(found: NewList) -> list[tuple[object, ...]]:
    """Item, title, comparator, value and unit of each draft."""
    return [
        (draft.item, draft.title, draft.goal.comparator, draft.goal.value, draft.goal.unit)
        for draft, _leader, _nodes in found.drafts
    ]


def test_a_row_with_a_number_of_its_own() -> None:
    """The number is that of its cell, the rest is read in the title; unit, leader, time and nodes are those of the row."""
    row = (Decimal(3), "新增义务教育学位", "940个", "县教育局、县财政局", "县住建局", "9月底前", "李四", "400", "验收")
    ((draft, leader, nodes),) = listed(row).drafts
    assert (draft.item, draft.title, draft.kind) == ("3", "新增义务教育学位", Kind.QUANTITY)
    assert (draft.goal.value, draft.goal.unit, draft.goal.comparator) == (Decimal(940), "个", ">=")
    assert (draft.owner, draft.supporting, leader) == ("开平市教育局", ("县财政局", "县住建局"), "李四")
    assert (draft.deadline, draft.assumed) == (date(2025, 9, 30), ("comparator",))
    assert (draft.quote, draft.line) == ("新增义务教育学位", 2)
    assert nodes == (Checkpoint(date(2025, 6, 30), Decimal(400)), Checkpoint(date(2025, 12, 31), stage="验收"))


@pytest.mark.parametrize(
    ("heading", "unit"), [("目标值（万元）", "万元"), ("目标值(单位：公里)", "公里"), ("目标值", "")]
)
def test_the_unit_of_a_heading(heading: str, unit: str) -> None:
    """A number without one is in that of its heading."""
    assert goals(listed(("1", "甲工程", Decimal(12)), heading=("序号", "工作任务", heading))) == [
        ("1", "甲工程", ">=", Decimal(12), unit)
    ]


def test_a_task_in_words() -> None:
    """Each number of its text is a draft of the item, in the order of the text; a goal that says more comes first."""
    both = listed(("1", "新增规上工业企业20家以上，规上工业增加值增长6%", "规上工业增加值增长6%"))
    assert goals(both) == [
        ("1", "新增规上工业企业20家以上", ">=", Decimal(20), "家"),
        ("1", "规上工业增加值增长6%", ">=", Decimal(6), "%"),
    ]
    assert [item.drafts for item in both.items] == [(1, 2)]
    assert goals(listed(("1", "农村公路建设", "新建改建农村公路100公里")))[0][3:] == (Decimal(100), "公里")


def test_a_soft_task() -> None:
    """A row is a task even where nobody can count it; a goal in words is its test, and what the title says is its title."""
    ((draft, _leader, nodes),) = listed(
        ("1", "港口小学扩建工程", "主体完工", "", "", "长期", "", "", "投入使用")
    ).drafts
    assert (draft.title, draft.kind, draft.goal.done_when) == ("港口小学扩建工程", Kind.QUALITATIVE, "主体完工")
    assert (draft.deadline, draft.assumed) == (None, ())
    assert nodes == (Checkpoint(date(2025, 12, 31), stage="投入使用"),)


def test_a_task_over_several_rows() -> None:
    """One item; each row has the draft of its own goal."""
    found = listed(
        ("2", "新建改建农村公路100公里，完成危桥改造5座", "新建改建农村公路100公里"),
        (None, None, "完成危桥改造5座"),
        merged=("1,0-2,0", "1,1-2,1"),
    )
    assert goals(found) == [
        ("2", "新建改建农村公路100公里", ">=", Decimal(100), "公里"),
        ("2", "完成危桥改造5座", ">=", Decimal(5), "座"),
    ]
    assert [(item.key, item.drafts) for item in found.items] == [("2", (1, 2))]


def test_numbers_that_begin_anew() -> None:
    """Behind the number of their section; a row without one goes on counting."""
    rows = (
        ("一、工业",),
        ("1", "甲"),
        ("2", "乙"),
        ("二、民生",),
        ("1", "丙"),
        ("", "丁"),
    )
    found = listed(*rows, merged=("1,0-1,8", "4,0-4,8"))
    assert [(draft.item, draft.section) for draft, *_more in found.drafts] == [
        ("一-1", "一、工业"),
        ("一-2", "一、工业"),
        ("二-1", "二、民生"),
        ("4", "二、民生"),
    ]


def test_what_is_not_read_is_named() -> None:
    """With its cell or row: an error, a day that was a number, a time that nobody understands, a column of no record."""
    found = listed(
        (date(2025, 3, 1), "甲", "#REF!", "", "", "待定", "", "", "", "栏外", "张三"),
        ("2", "", "940个"),
        heading=(*HEADING, "备注", "责任人"),
    )
    assert told(found) == [
        ("任务分解表", "column-not-read"),
        ("任务分解表", "column-not-kept"),
        ("任务分解表!C2", "cell-error"),
        ("任务分解表!A2", "cell-is-day"),
        ("任务分解表!F2", "time-not-read"),
        ("任务分解表:3", "row-without-task"),
    ]
    assert [(draft.item, draft.deadline) for draft, *_more in found.drafts] == [("1", None)]


def test_only_what_is_new() -> None:
    """The same list again adds nothing, also of a row that two drafts came of; one row more adds one."""
    rows = (("1", "新增学位940个，建成公园3个"), ("2", "甲"), ("3", "甲"))
    first = listed(*rows)
    records = newlist.targets(first, "KP2025", NOW)
    assert len(records) == 4
    again = listed(*rows, records=records)
    assert (again.drafts, again.known) == ((), 3)
    more = listed(*rows, ("4", "甲"), records=records)
    assert [draft.line for draft, *_more in more.drafts] == [5]


def apart(plan: Plan, ledger: Ledger, saved: Callable[[bytes], bytes]) -> tuple[int, list[tuple[str, str]]]:
    """How many rows of a plan's division came back as drafts, and the fields that differ then; `saved` is the way between."""
    i18n.use("zh")
    own = ledger._replace(targets=tuple(one for one in ledger.targets if one.plan == plan.id))
    occasion = Occasion(own, day("2025-07-01"))
    shown = lines.lines(Form.DIVISION, selection.survey(own, occasion.day), occasion)
    book = read.book(saved(book_bytes(made.book(Form.DIVISION, shown, occasion), occasion.day)), plan.id)
    tables = recognise.tables(book.sheets, COLUMNS.values(), newlist.NEEDED).tables
    source = Source(plan, (), str, occasion.day, is_ours=from_book(book) is not None)
    drafts = newlist.targets(newlist.drafts(tables, source, ()), plan.id, NOW)
    taken = tuple(one._replace(id=f"{plan.id}-{n}", draft=False) for n, one in enumerate(drafts))
    empty = Occasion(Ledger("/targets", (plan,), taken), occasion.day)
    states = {entry.target.id: entry for entry in selection.survey(empty.ledger, empty.day)}
    found = []
    for line, target in zip(shown, taken, strict=True):
        before, after = values(Form.DIVISION, line.entry, occasion), values(Form.DIVISION, states[target.id], empty)
        found += [(before["id"], code) for code in before if code in CARRIED and before[code] != after[code]]
    return len(taken), found


CARRIED = set(COLUMNS) - {"responsible", "contact"}
"""What the form of a division has of a record; contacts stand in units.toml."""
REAL = Path(__file__).parent.parent / "targets"


def test_an_own_sheet_comes_back_as_it_went_out() -> None:
    """Of every real record, what the form of the division shows is what the draft has."""
    ledger = store.load(REAL)
    found = [apart(plan, ledger, bytes) for plan in ledger.plans]
    assert (sum(count for count, _apart in found), [one for _count, own in found for one in own]) == (423, [])


@pytest.mark.tools
def test_five_thousand_own_rows() -> None:
    """The same of generated records of every kind."""
    ledger = many(5000)
    assert apart(ledger.plans[0], ledger, bytes) == (5000, [])


@pytest.mark.tools("soffice")
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_an_own_sheet_that_libreoffice_saved(form: str, tmp_path: Path) -> None:
    """The same of one plan, by way of a real program."""

    def saved(data: bytes) -> bytes:
        (tmp_path / "made.xlsx").write_bytes(data)
        convert = ("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form)
        subprocess.run(
            [*convert, "--outdir", tmp_path / "saved", tmp_path / "made.xlsx"], check=True, capture_output=True
        )
        return (tmp_path / "saved" / f"made.{form}").read_bytes()

    ledger = store.load(REAL, ("KP2025",))
    assert apart(ledger.plans[0], ledger, saved) == (112, [])


ODD = (
    *(
        None,
        "",
        "新增学位940个",
        "建成公园3个，改造学校5所",
        "增长5%左右",
        "#REF!",
        "#CALC!",
        "\x1b[2J",
        "\u202e反",
        "合计",
    ),
    *(
        "备注：x",
        "一、工业",
        "1",
        "3-1",
        "县教育局、、；",
        "牵头单位：",
        "配合",
        "9" * 400,
        "一" * 30_000,
        "8-5",
        "5-8家",
    ),
    *("2025-06-30=400；2025-99-99=5", "2025-02-30=x", "=1", "①完成；②建设", "\n\n", "6月底", "99999", "20259999", "-"),
    *(date(2025, 6, 30), date(1, 1, 1), date.max, Decimal("1E+300"), Decimal("0.1"), Decimal(-5)),
)


@pytest.mark.parametrize("seed", range(40))
def test_any_list_is_read_or_named(seed: int) -> None:
    """Whatever stands in whichever column, merged or not: no list breaks the reader, and every draft can be written."""
    chance = random.Random(seed)
    headings = [name for caption in COLUMNS.values() for name in caption.names] + ["备注", "", "工作任务", "工作任务"]
    width = chance.randint(2, 12)
    rows = [tuple(chance.choice(ODD) for _ in range(chance.randint(0, width + 2))) for _ in range(8)]
    corners = [(chance.randint(0, 8), chance.randint(0, width)) for _ in range(chance.randint(0, 3))]
    merged = tuple(f"{row},{column}-{row + 2},{column + chance.randint(0, 2)}" for row, column in corners)
    found = listed(*rows, heading=("工作任务", *(chance.choice(headings) for _ in range(width))), merged=merged)
    for n, target in enumerate(newlist.targets(found, "KP2025", NOW)):
        whole = target._replace(id=f"KP2025-{n}")
        text = toml.document(record.head_of(whole))
        read_back, problems = record.read_target(f"{text}\n[updates]\n", path="KP2025/x.toml", plan="KP2025")
        assert (read_back, [one.code for one in problems]) == (whole._replace(path="KP2025/x.toml"), [])


def test_numbered_lines_of_a_cell_are_steps() -> None:
    """Each line of a task is a draft with the time of its own, if it states one; none of them is lost."""
    task = "新县医院建成投用\n（1）6月底完成设备安装\n（2）8月底试运行\n（3）做好人员培训"
    found = listed(("1", task, "", "", "", "9月底", "", "", ""))
    assert [(draft.title, str(draft.deadline)) for draft, _leader, _nodes in found.drafts] == [
        ("新县医院建成投用", "2025-09-30"),
        ("6月底完成设备安装", "2025-06-30"),
        ("8月底试运行", "2025-08-31"),
        ("做好人员培训", "2025-09-30"),
    ]


def test_a_time_of_the_row_bounds_its_steps() -> None:
    """A step that names a later day than the row has the day of the row."""
    found = listed(("1", "县医院\n1、10月底完成设备安装\n2、6月底试运行", "", "", "", "9月底", "", "", ""))
    assert [str(one.draft.deadline) for one in found.drafts][-2:] == ["2025-09-30", "2025-06-30"]

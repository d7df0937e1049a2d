"""CSV for spreadsheets: everything is data, nothing a formula."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day, goal, plan, target, update
from running import DAY
from targettrack import i18n
from targettrack.exchange import feed
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.render.csv import render
from targettrack.render.json import render as json_of
from targettrack.render.look import Look
from targettrack.views.answer import Answer
from targettrack.views.exported import exported
from targettrack.views.listing import listing

if TYPE_CHECKING:
    from typing import Any

    from targettrack.model import Target

ON = day(DAY)


def listed(*records: Target) -> Answer:
    """The answer of `list` about records."""
    entries = selection.survey(Ledger("/targets", (plan(),), records), ON)
    return Answer("list", ON, listing(entries, read=len(entries), unreadable=0))


def rows(answer: Answer) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    text = render(answer, Look())
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_bytes_that_a_spreadsheet_wants() -> None:
    """A byte order mark, so that Excel reads UTF-8; lines end as RFC 4180 has them."""
    text = render(listed(target()), Look())
    assert text.startswith("\ufeffid,item,plan,title,owner,leader,")
    assert text.partition("\r\n")[0].endswith(
        ",as_of,plan_year,issuer,level,note,problem,next,reason_given,authority,assessed_for,asked,asked_for"
    )
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 2
    assert "\n" not in text.replace("\r\n", "")


def test_the_columns_are_the_keys_of_json() -> None:
    """Nested keys are joined by a point, numbers are bare, lists are joined, nothing is empty."""
    entry = target("quantity", None, update(DAY, value=501, note="封顶"), tags=("民生", "教育"))
    (row,) = rows(listed(entry))
    assert (row["id"], row["title"], row["rating"], row["deadline"]) == (
        "KP-001",
        "新增义务教育学位940个",
        "behind",
        "2025-12-31",
    )
    assert (row["goal.value"], row["goal.unit"], row["goal.to"]) == ("940", "个", "")
    assert (row["reason.share_gap"], row["reason.figure"], row["draft"]) == ("-21.7", "501", "false")
    assert (row["tags"], row["markers"], row["note"]) == ("民生; 教育", "due-soon", "封顶")


def table(answer: Answer, language: str) -> list[dict[str, str]]:
    """The table for people, as a spreadsheet reads it."""
    text = render(answer, Look(headers=language))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_for_people() -> None:
    """Columns and codes in Chinese whatever language is spoken, numbers as numbers, the state with its number, its reason."""
    entry = target("quantity", None, update(DAY, value=501, note="封顶"), tags=("民生", "教育"), assumed=("owner",))
    (row,) = table(listed(entry), "zh")
    assert (row["编号"], row["名称"], row["类型"], row["力度"]) == ("KP-001", "新增义务教育学位940个", "数量", "确定")
    assert (row["目标值"], row["目标单位"], row["比较符"], row["时限"]) == ("940", "个", "≥", "2025-12-31")
    assert (row["数据"], row["数据单位"], row["截至"], row["进展"]) == ("501", "个", "2025-09-30", "封顶")
    assert (row["状态"], row["亮灯"], row["与序时差（点）"], row["标签"]) == (
        "未达序时 −21.7",
        "黄灯",
        "-21.7",
        "民生、教育",
    )
    assert (row["推定"], row["备注"]) == ("牵头单位", "临期")
    assert row["理由"].startswith("完成年度目标的53.3%，低于序时21.7个百分点")
    assert [name for name in row if name.isascii()] == []
    assert ("草稿" in row, "允许幅度" in row) == (False, False)
    (english,) = table(listed(entry), "en")
    assert (english["id"], english["kind"], english["goal value"]) == ("KP-001", "quantity", "940")
    assert i18n.language() == "en"


def test_a_cell_for_people_is_no_formula() -> None:
    """What a person reads is escaped as what a program reads; a gap below zero stays a number."""
    (row,) = table(listed(target("quantity", None, update(DAY, value=1), title="=1+1")), "zh")
    assert (row["名称"], float(row["与序时差（点）"])) == ("'=1+1", -74.89)


def test_what_is_printed_for_people_is_read_by_update() -> None:
    """Every column of a figure, a goal and a field of a line has the name that `update --from` knows it by."""
    names = {
        "编号": ("id", "KP-001"),
        "数据": ("value", "501"),
        "截至": ("as_of", "2025-09-30"),
        "牵头单位": ("owner", "县教育局"),
        "时限": ("deadline", "2025-12-31"),
        "目标值": ("goal.value", "940"),
        "目标单位": ("goal.unit", "个"),
        "比较符": ("goal.comparator", "≥"),
        "进展": ("note", "封顶"),
    }
    (row,) = table(listed(target("quantity", None, update(DAY, value=501, note="封顶"), owner="县教育局")), "zh")
    assert {name: row[name] for name in names} == {name: said for name, (_field, said) in names.items()}
    text = ",".join(names) + "\n" + ",".join(row[name] for name in names) + "\n"
    (line,) = feed.lines(text, "x.csv")
    assert {"id": line.id, **line.said} == dict(names.values())


def test_a_table_without_rows() -> None:
    """No items, no columns: one empty line, and no crash."""
    assert render(listed(), Look()) == "\ufeff\r\n"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ('=HYPERLINK("http://example.invalid")', '\'=HYPERLINK("http://example.invalid")'),
        ("\t=1", "'\\x09=1"),
        ("\r=1", "'\\x0d=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("﹢1", "'﹢1"),
        ("﹣1", "'﹣1"),
        ("﹦1", "'﹦1"),
        ("﹫SUM(A1)", "'﹫SUM(A1)"),
        ("1=1", "1=1"),
        ("一、＋1", "一、＋1"),
    ],
)
def test_no_cell_is_a_formula(title: str, shown: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection), in whatever width its sign is."""
    (row,) = rows(listed(target(title=title)))
    assert row["title"] == shown


def test_a_list_that_begins_like_a_formula() -> None:
    """The joined cell is one text."""
    (row,) = rows(listed(target(tags=("=1", "-2"))))
    assert row["tags"] == "'=1; -2"


def test_the_name_of_a_part_is_a_cell_too() -> None:
    """A column is named by what a record says: its controls are written out."""
    parts = {"赤坎镇\x1b[31m": Decimal(300)}
    assert rows(listed(target("quantity", goal(">=", 940, parts=parts))))[0]["goal.parts.赤坎镇\\x1b[31m"] == "300"


def test_numbers_stay_numbers() -> None:
    """A gap below zero is a number, not a formula."""
    (row,) = rows(listed(target("quantity", None, update(DAY, value=1))))
    assert float(row["reason.share_gap"]) == -74.89


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_title_is_one_cell(title: str) -> None:
    """Quotes, commas and line breaks stay inside their cell; controls are written out."""
    (row,) = rows(listed(target(title=title)))
    assert row["id"] == "KP-001"
    assert not {character for character in row["title"] if ord(character) < 32 and character != "\n"}


def test_the_history_is_json_in_a_cell() -> None:
    """Updates inside an exported record read back as the JSON of `export` has them."""
    entry = target("quantity", None, update("2025-06-30", key="k1", value=310, note="第一行\n\x1b[31m", by="张三"))
    entries = selection.survey(Ledger("/targets", (plan(),), (entry,)), ON)
    answer = Answer("export", ON, exported(Ledger("/targets", (plan(),), (entry,)), entries))
    (row,) = rows(answer)
    found: list[dict[str, Any]] = json.loads(row["record.updates"])
    assert found == json.loads(json_of(answer, Look()))["data"]["records"]["KP-001"]["updates"]
    assert (found[0]["key"], found[0]["value"], found[0]["note"]) == ("k1", 310, "第一行\n\x1b[31m")
    assert "\x1b" not in row["record.updates"]

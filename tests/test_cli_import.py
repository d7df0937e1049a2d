"""`targettrack import`: sheets that came back, looked at first, written as one act or not at all."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Run
from office import tree
from returning import book, gone_out
from running import error
from targettrack import store
from targettrack.cli import world
from targettrack.exchange import read
from targettrack.exchange.columns import Form
from targettrack.exchange.grid import Book, Cell, Sheet
from targettrack.model import Assessment, Checkpoint, Status
from test_cli_extract import REPORT
from test_cli_schema import validate

if TYPE_CHECKING:
    from targettrack.model import Target

UNIT = "云山县水利局"
DAY = date(2025, 9, 30)


@pytest.fixture(autouse=True)
def _unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook in a file is the book itself: what reads and writes files has its own tests."""
    monkeypatch.setattr(read, "book", lambda data, _name: pickle.loads(data))


def target(root: Path, id_: str) -> Target:
    """A target as it is on disk."""
    return next(one for one in store.load(root).targets if one.id == id_)


def sheet(
    root: Path,
    form: Form,
    filled: dict[str, dict[str, str]],
    *,
    name: str = "回.xlsx",
    unit: str = "",
    ids: tuple[str, ...] = (),
    hidden: bool = True,
) -> Path:
    """A sheet that went out on DAY, and came back with some cells filled in."""
    ledger = store.load(root)
    keys = [(id_, "") for id_ in ids or filled]
    went = gone_out(form, ledger, keys, DAY, unit)
    path = root.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pickle.dumps(book(went, {(id_, ""): texts for id_, texts in filled.items()}, hidden=hidden)))
    return path


def rejections(found: Any) -> list[tuple[str, str, str]]:
    """The rows that were refused: which, where, why."""
    return [(one["row"]["id"], one["cell"], one["code"]) for one in found.data["rejected"]]


def counts(found: Any) -> list[tuple[int, int, int, int]]:
    """Of each file: rows, changed, the same, rejected."""
    return [(one["rows"], one["changed"], one["same"], one["rejected"]) for one in found.data["files"]]


def test_a_month_of_a_unit(run: Run, root: Path) -> None:
    """The preview writes nothing; --yes writes a line signed by the unit, with where it came from; once more adds nothing."""
    filled = {"YS2025-007": {"value": "12.5公里", "note": "东段完工", "done": "否"}, "YS2025-001": {}}
    sheet(root, Form.MONTH, filled, unit=UNIT)
    before = tree(root)
    seen = run("import", "回.xlsx", "-f", "json")
    assert (seen.code, tree(root), counts(seen)) == (0, before, [(2, 1, 1, 0)])
    (changed,) = seen.data["changed"]
    assert [(cell["field"], cell["cell"], cell["typed"]) for cell in changed["cells"]] == [
        ("value", "L2", "12.5公里"),
        ("note", "P2", "东段完工"),
    ]
    assert seen.data["files"][0]["blank_days"] == 1
    done = run("import", "回.xlsx", "--yes", "-f", "json")
    line = target(root, "YS2025-007").updates[-1]
    assert (done.code, done.data["applied"], done.data["changed"][0]["key"]) == (0, True, line.key)
    assert (line.value, line.note, line.by, line.as_of) == (Decimal("12.5"), "东段完工", UNIT, DAY)
    assert (line.via, line.status) == ("回.xlsx · 表 · 2", None)
    written = tree(root)
    again = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (again.code, counts(again), tree(root)) == (0, [(2, 0, 2, 0)], written)


def test_a_claim_and_a_request(run: Run, root: Path) -> None:
    """是否申报完成 with its day, and 申请延至 with the reason; the deadline itself stays."""
    filled = {
        "YS2025-007": {"done": "是", "completed": "2025-09-28", "as_of": "2025-09-30", "value": "20"},
        "YS2025-004": {"ask_deadline": "2025-12-31", "reason": "设备晚到", "forecast": "有困难", "stage": "完工"},
    }
    sheet(root, Form.MONTH, filled, unit=UNIT, ids=("YS2025-007",))
    sheet(root, Form.MONTH, {"YS2025-004": filled["YS2025-004"]}, unit="云山县教育局", name="教.xlsx")
    found = run("import", "回.xlsx", "教.xlsx", "--yes", "-f", "json")
    assert (found.code, counts(found)) == (0, [(1, 1, 0, 0), (1, 1, 0, 0)])
    claim, ask = target(root, "YS2025-007").updates[-1], target(root, "YS2025-004").updates[-1]
    assert (claim.status, claim.completed, claim.value) == (Status.DONE, date(2025, 9, 28), Decimal(20))
    assert (ask.ask_deadline, ask.reason, ask.deadline, ask.stage) == (date(2025, 12, 31), "设备晚到", None, "完工")


REJECTED: list[tuple[dict[str, str], str, str]] = [
    ({"value": "约310"}, "L2", "cell-about"),
    ({"value": "12.5吨"}, "L2", "wrong-unit"),
    ({"value": "12", "as_of": "2025-02-30"}, "M2", "bad-date"),
    ({"value": "12", "as_of": "2025-12-01"}, "", "future-date"),
    ({"value": "12", "data": "随便"}, "N2", "unknown-word"),
    ({"data": "预计"}, "", "figure-missing"),
    ({"reason": "下雨"}, "X2", "reason-alone"),
    ({"ask_deadline": "2025-01-31"}, "", "ask-not-later"),
    ({"note": "x", "completed": "2025-10-09"}, "", "completed-later"),
]


@pytest.mark.parametrize(("cells", "where", "code"), REJECTED, ids=[code for _cells, _where, code in REJECTED])
def test_a_bad_cell_rejects_its_row(run: Run, root: Path, cells: dict[str, str], where: str, code: str) -> None:
    """Named with sheet, row, cell and reason; the others are good, but are written only with --keep-going."""
    sheet(root, Form.MONTH, {"YS2025-007": cells}, unit=UNIT)
    sheet(root, Form.MONTH, {"YS2025-004": {"note": "设备到货"}}, unit="云山县教育局", name="教.xlsx")
    before = tree(root)
    seen = run("import", "回.xlsx", "教.xlsx", "-f", "json")
    assert (seen.code, rejections(seen), counts(seen)) == (
        1,
        [("YS2025-007", where, code)],
        [(1, 0, 0, 1), (1, 1, 0, 0)],
    )
    held = run("import", "回.xlsx", "教.xlsx", "--yes")
    assert (held.code, tree(root)) == (3, before)
    kept = run("import", "回.xlsx", "教.xlsx", "--yes", "--keep-going")
    assert (kept.code, target(root, "YS2025-004").updates[-1].note) == (1, "设备到货")
    assert target(root, "YS2025-007").updates[-1].by == "周七"


def test_rows_that_are_not_its_own(run: Run, root: Path) -> None:
    """A row pasted from another unit's sheet, an id that is none, no id, and one id twice: each named, none taken."""
    went = gone_out(Form.MONTH, store.load(root), [("YS2025-007", ""), ("YS2025-001", "")], DAY, UNIT)
    back = book(went, {("YS2025-007", ""): {"note": "甲"}})
    (first, *_hidden) = back.sheets
    head, seven, one = first.rows
    id_, note = 0, [cell.value for cell in head].index("note")

    def row(name: str | None, said: str) -> tuple[Cell, ...]:
        return tuple(Cell(name) if n == id_ else Cell(said) if n == note else Cell() for n in range(len(head)))

    rows = (
        head,
        seven,
        row("YS2025-004", "别家"),
        row("YS2025-999", "错"),
        row(None, "无号"),
        row("YS2025-007", "乙"),
        one,
    )
    path = root.parent / "回.xlsx"
    path.write_bytes(pickle.dumps(back._replace(sheets=(first._replace(rows=rows), *back.sheets[1:]))))
    found = run("import", "回.xlsx", "-f", "json")
    assert rejections(found) == [
        ("YS2025-007", "A2", "row-twice"),
        ("YS2025-004", "A3", "row-of-another"),
        ("YS2025-999", "A4", "row-unknown"),
        ("", "", "row-without-id"),
        ("YS2025-007", "A6", "row-twice"),
    ]
    assert counts(found) == [(6, 0, 1, 5)]


def test_the_same_row_twice_counts_once(run: Run, root: Path) -> None:
    """Two copies of one file: the second says nothing new, in the same run."""
    for name in ("甲.xlsx", "乙.xlsx"):
        sheet(root, Form.MONTH, {"YS2025-007": {"note": "甲"}}, unit=UNIT, name=name)
    assert counts(run("import", "甲.xlsx", "乙.xlsx", "--yes", "-f", "json")) == [(1, 1, 0, 0), (1, 0, 1, 0)]
    assert [line.note for line in target(root, "YS2025-007").updates] == [None, "甲"]


def test_a_supporting_unit_adds_words(run: Run, root: Path) -> None:
    """Its progress is taken; a figure of the whole target is for the lead unit."""
    run("update", "YS2025-007", "--supporting", "云山县教育局")
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "已移交"}}, unit="云山县教育局")
    assert run("import", "回.xlsx", "--yes").code == 0
    line = target(root, "YS2025-007").updates[-1]
    assert (line.note, line.by) == ("已移交", "云山县教育局")
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "x", "value": "13"}}, unit="云山县教育局")
    assert rejections(run("import", "回.xlsx", "-f", "json")) == [("YS2025-007", "L2", "figure-of-supporting")]


def test_a_conflict_is_never_overwritten(run: Run, root: Path) -> None:
    """What the office has recorded for the same day since the sheet went out stands; both are shown."""
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "12"}}, unit=UNIT)
    run("update", "YS2025-007", "--value", "11", "--as-of", "2025-09-30")
    before = tree(root)
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (found.code, tree(root), counts(found)) == (3, before, [(1, 0, 0, 1)])
    (conflict,) = found.data["conflicts"]
    assert [(one["field"], one["exported"], one["typed"], one["now"]) for one in conflict["cells"]] == [
        ("value", "", "12", "11")
    ]


def test_a_closed_plan(run: Run, root: Path) -> None:
    """Its rows are rejected with the reason."""
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "12"}}, unit=UNIT)
    plan = root / "YS2025/plan.toml"
    plan.write_text(plan.read_text() + "closed = 2025-10-01\n")
    assert rejections(run("import", "回.xlsx", "-f", "json")) == [("YS2025-007", "", "plan-closed")]


def test_an_assessment_in_a_units_sheet(run: Run, root: Path) -> None:
    """A column that a unit added, and that is the office's: refused by name."""
    went = gone_out(Form.MONTH, store.load(root), [("YS2025-007", "")], DAY, UNIT)
    back = book(went, {})
    first = back.sheets[0]
    rows = (*((*row, Cell(said)) for row, said in zip(first.rows, ("评定意见", "按进度推进"), strict=True)),)
    (root.parent / "回.xlsx").write_bytes(
        pickle.dumps(back._replace(sheets=(first._replace(rows=rows), *back.sheets[1:])))
    )
    found = run("import", "回.xlsx", "-f", "json")
    assert [code for _id, _cell, code in rejections(found)] == ["assess-from-unit"]


def test_the_offices_own_table(run: Run, root: Path) -> None:
    """Corrections of what an update may say; a figure with its day, units by short name; what is only shown is named."""
    filled = {
        "YS2025-007": {"value": "13", "state": "完成", "note": "中段完工", "supporting": "云山县教育局、教育局二"},
        "YS2025-003": {"as_of": "2025-10-01"},
        "YS2025-006": {"owner": "水利局", "deadline": "2025-12-31"},
    }
    sheet(root, Form.REGISTER, filled)
    found = run("import", "回.xlsx", "--yes", "--new-unit", "-f", "json")
    assert (found.code, counts(found)) == (0, [(3, 3, 0, 0)])
    assert [(one["field"], one["cells"]) for one in found.data["files"][0]["untaken"]] == [
        ("state", 1),
        ("deadline", 1),
    ]
    figure = target(root, "YS2025-007").updates[-1]
    assert (figure.value, figure.as_of, figure.note, figure.by) == (
        Decimal(13),
        date(2025, 8, 31),
        "中段完工",
        "测试员",
    )
    moved = target(root, "YS2025-003").updates[-1]
    assert (moved.value, moved.as_of) == (Decimal("6.1"), date(2025, 10, 1))
    filled_in = target(root, "YS2025-006").updates[-1]
    assert (filled_in.owner, filled_in.deadline) == ("水利局", None)


def test_a_deadline_takes_a_reason(run: Run, root: Path) -> None:
    """No form has columns for it and who allowed it: the row is rejected, or they are given with the command."""
    sheet(root, Form.DIVISION, {"YS2025-007": {"deadline": "2025-11-30"}})
    assert rejections(run("import", "回.xlsx", "-f", "json")) == [("YS2025-007", "M2", "without-warrant")]
    found = run("import", "回.xlsx", "--yes", "--reason", "汛期", "--authority", "县长办公会")
    line = target(root, "YS2025-007").updates[-1]
    assert (found.code, line.deadline, line.reason, line.authority) == (0, date(2025, 11, 30), "汛期", "县长办公会")


def test_a_blank_takes_nothing_back(run: Run, root: Path) -> None:
    """But a lead unit may be taken away."""
    sheet(root, Form.REGISTER, {"YS2025-007": {"value": ""}, "YS2025-003": {"owner": ""}})
    found = run("import", "回.xlsx", "--yes", "--keep-going", "-f", "json")
    assert (found.code, rejections(found)) == (1, [("YS2025-007", "J2", "blank-takes-nothing")])
    assert target(root, "YS2025-003").updates[-1].owner == ""


def test_a_division_that_comes_back(run: Run, root: Path) -> None:
    """Nodes of quarters become checkpoints and replace those of their quarter; opinions and people are listed."""
    run(
        "update",
        "YS2025-001",
        "--checkpoint",
        "2025-03-20=土方",
        "--checkpoint",
        "2025-03-31=60",
        "--as-of",
        "2025-09-01",
    )
    filled = {
        "YS2025-001": {
            "q1": "2025-03-20=基础；70",
            "q4": "300",
            "opinion": "建议与财政局共同牵头",
            "contact": "张三 123",
        },
        "YS2025-006": {"owner": "云山县水利局", "q4": "清淤完成"},
    }
    sheet(root, Form.DIVISION, filled)
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (found.code, counts(found)) == (0, [(2, 2, 0, 0)])
    assert target(root, "YS2025-001").updates[-1].checkpoint == (
        Checkpoint(date(2025, 3, 20), stage="基础"),
        Checkpoint(date(2025, 3, 31), Decimal(70)),
        Checkpoint(date(2025, 12, 31), Decimal(300)),
    )
    assert [(one["row"]["id"], one["text"]) for one in found.data["opinions"]] == [
        ("YS2025-001", "建议与财政局共同牵头"),
        ("YS2025-001", "张三 123"),
    ]
    assert found.data["files"][0]["untaken"] == []
    assert target(root, "YS2025-006").updates[-1].owner == "云山县水利局"
    sheet(root, Form.DIVISION, {"YS2025-001": {"q1": ""}})
    assert run("import", "回.xlsx", "--yes").code == 0
    assert target(root, "YS2025-001").updates[-1].checkpoint == (
        Checkpoint(date(2025, 3, 20)),
        Checkpoint(date(2025, 3, 31)),
    )


def test_a_division_of_a_unit(run: Run, root: Path) -> None:
    """It sets its nodes; what it would have otherwise in the office's columns is listed as its opinion."""
    filled = {"YS2025-007": {"q3": "15", "owner": "云山县教育局", "goal_value": "18", "title": "别的"}}
    sheet(root, Form.DIVISION, filled, unit=UNIT)
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    line = target(root, "YS2025-007").updates[-1]
    assert (found.code, line.checkpoint, line.owner, line.goal, line.by) == (
        0,
        (Checkpoint(date(2025, 9, 30), Decimal(15)),),
        None,
        {},
        UNIT,
    )
    assert [(one["field"], one["text"]) for one in found.data["opinions"]] == [
        ("goal_value", "18"),
        ("owner", "云山县教育局"),
    ]
    assert [(one["field"], one["cells"]) for one in found.data["files"][0]["untaken"]] == [("title", 1)]


def test_parts_of_a_goal(run: Run, root: Path) -> None:
    """A row of a part gives its figure; its words name it."""
    run("update", "YS2025-007", "--goal", "parts=赤坎镇=8 水口镇=12", "--as-of", "2025-09-01")
    keys = [("YS2025-007", part) for part in ("", "赤坎镇", "水口镇")]
    went = gone_out(Form.MONTH, store.load(root), keys, DAY, UNIT)
    filled = {keys[1]: {"value": "5", "as_of": "2025-09-20"}, keys[2]: {"note": "已进场"}}
    (root.parent / "回.xlsx").write_bytes(pickle.dumps(book(went, filled)))
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (found.code, counts(found)) == (0, [(3, 2, 1, 0)])
    figure, words = target(root, "YS2025-007").updates[-2:]
    assert (figure.part, figure.value, figure.as_of) == ("赤坎镇", Decimal(5), date(2025, 9, 20))
    assert (words.part, words.note, words.as_of) == (None, "水口镇：已进场", DAY)


def test_an_assessment(run: Run, root: Path) -> None:
    """A finding with its reason, of the sheet's day; one without a reason is rejected."""
    filled = {"YS2025-006": {"assess": "推进较慢", "reason": "进度不及半"}, "YS2025-004": {"assess": "停滞"}}
    sheet(root, Form.ASSESS, filled)
    found = run("import", "回.xlsx", "--yes", "--keep-going", "-f", "json")
    assert (found.code, rejections(found)) == (1, [("YS2025-004", "O3", "without-reason")])
    line = target(root, "YS2025-006").updates[-1]
    assert (line.assess, line.reason, line.as_of) == (Assessment.SLOW, "进度不及半", DAY)


def test_without_the_hidden_sheet(run: Run, root: Path) -> None:
    """Every filled cell is held against the ledger, and that is said; who imports it signs, or --by."""
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "12"}}, unit=UNIT, hidden=False)
    found = run("import", "回.xlsx", "--yes", "--by", UNIT, "-f", "json")
    assert (found.code, counts(found), found.data["files"][0]["against"]) == (0, [(1, 1, 0, 0)], "ledger")
    line = target(root, "YS2025-007").updates[-1]
    assert (line.value, line.as_of, line.by) == (Decimal(12), date(2025, 10, 10), UNIT)
    sheet(root, Form.REGISTER, {"YS2025-004": {"problem": "资金"}}, hidden=False)
    again = run("import", "回.xlsx", "-f", "json")
    assert [[cell["field"] for cell in one["cells"]] for one in again.data["changed"]] == [["problem"]]


def test_a_file_that_cannot_be_read(run: Run, root: Path) -> None:
    """Named, and nothing is written, unless --keep-going."""
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "甲"}}, unit=UNIT, name="夹/回.xlsx")
    (root.parent / "夹/坏.xlsx").write_bytes(pickle.dumps(Book((Sheet("表", ((Cell("别的"), Cell("东西")),)),))))
    (root.parent / "夹/~$回.xlsx").write_bytes(b"")
    found = run("import", "夹", "-f", "json")
    assert (found.code, [(one["file"], one["code"]) for one in found.data["files"]]) == (
        1,
        [("回.xlsx", ""), ("坏.xlsx", "no-table")],
    )
    assert run("import", "夹", "--yes").code == 3
    assert run("import", "夹", "--yes", "--keep-going").code == 1
    assert target(root, "YS2025-007").updates[-1].via == "回.xlsx · 表 · 2"


def test_somebody_at_a_terminal_is_asked(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes: no writes nothing, yes writes."""
    monkeypatch.setattr(world, "reads_terminal", lambda: True)
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "甲"}}, unit=UNIT)
    before = tree(root)
    left = run("import", "回.xlsx", stdin="n\n")
    assert (left.code, tree(root)) == (0, before)
    done = run("import", "回.xlsx", stdin="y\n")
    assert (done.code, target(root, "YS2025-007").updates[-1].note) == (0, "甲")
    assert "Written: 1 change." in done.said


def test_doubts_are_told(run: Run, root: Path) -> None:
    """What `update` would doubt stands with the row."""
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "100"}}, unit=UNIT)
    found = run("import", "回.xlsx", "-f", "json")
    assert [doubt["code"] for doubt in found.data["changed"][0]["doubts"]] == ["far-above"]


def test_a_page(run: Run, root: Path) -> None:
    """What a person reads, in Chinese."""
    filled = {"YS2025-007": {"value": "12.5公里", "note": "东段完工"}, "YS2025-001": {"note": "x"}}
    sheet(root, Form.MONTH, filled, unit=UNIT)
    found = run("import", "回.xlsx", "--lang", "zh")
    assert found.lines == [
        "# 文件\t表及单位\t行数\t改动\t未变\t退回",
        "回.xlsx\t进展月报表、云山县水利局\t2\t1\t0\t1",
        "1行未填截至日，按2025年9月30日计。",
        "# 改动（1）",
        "# 编号\t改动内容\t事项及存疑之处\t文件及行\t工作表",
        "YS2025-007\t数据 8公里 → 12.5公里；进展情况 东段完工\t新建碧道20公里\t回.xlsx 2\t表",
        "# 退回（1）",
        "# 事项\t标题\t退回原因\t文件及行\t工作表",
        "YS2025-001\t建成保障性住房300套\tYS2025-001 现已不由云山县水利局牵头或配合\t回.xlsx A3\t表",
        "共2行：改动1行，未变0行，退回1行。",
        "未写入。请改正退回的行，或用 --yes --keep-going 先写入其余各行。",
    ]


def test_its_json_holds_its_schema(run: Run, root: Path) -> None:
    """With a change, a rejection, a conflict, an opinion and a file that cannot be read; a line for each row that says something."""
    sheet(root, Form.DIVISION, {"YS2025-001": {"opinion": "由住建局牵头", "leader": "李四"}, "YS2025-003": {"q1": "x"}})
    run("update", "YS2025-003", "--checkpoint", "2025-03-31=5", "--as-of", "2025-09-01")
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "约3"}}, unit=UNIT, name="月.xlsx")
    (root.parent / "坏.xlsx").write_bytes(pickle.dumps(Book(())))
    found = run("import", "回.xlsx", "月.xlsx", "坏.xlsx", "-f", "json")
    assert validate(run("schema", "import").json, found.json) == []
    rows = [json.loads(line) for line in run("import", "回.xlsx", "月.xlsx", "坏.xlsx", "-f", "ndjson").lines]
    assert [(row["outcome"], row["id"]) for row in rows] == [
        ("changed", "YS2025-001"),
        ("conflict", "YS2025-003"),
        ("rejected", "YS2025-007"),
        ("opinion", "YS2025-001"),
    ]


def test_nothing_is_named(run: Run, root: Path) -> None:
    """No file, and a folder without a workbook."""
    assert run("import").said == error("no-file-named")
    (root.parent / "空").mkdir()
    assert run("import", "空").said == error("no-workbooks", path="空")
    missing = run("import", "没有.xlsx")
    assert (missing.code, missing.out, missing.said) == (
        3,
        b"",
        error("missing-document", path=str(root.parent / "没有.xlsx")),
    )


@pytest.fixture
def drafts(run: Run, root: Path) -> Path:
    """The fixture ledger with five drafts in a plan BG2026."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026").code == 0
    return root


BG = tuple(f"BG2026-00{n}" for n in range(1, 6))


def test_drafts_that_were_reviewed(run: Run, drafts: Path) -> None:
    """Accepted as corrected, merged into the one above, discarded, left: one act; the same file again adds nothing."""
    before = {id_: target(drafts, id_) for id_ in BG}
    filled = {
        BG[0]: {"act": "接受"},
        BG[1]: {"act": "接受", "title": "城镇新增就业6500人以上", "goal_value": "6500", "owner": "云山县人社局"},
        BG[2]: {"act": "修改", "kind": "数量", "deadline": "2026-11-30", "goal_unit": "个", "tags": "教育、民生"},
        BG[3]: {"act": "合并到上条"},
        BG[4]: {"act": "删除"},
    }
    sheet(drafts, Form.REVIEW, filled)
    seen = run("import", "回.xlsx", "--new-unit", "-f", "json")
    assert (seen.code, counts(seen)) == (0, [(5, 5, 0, 0)])
    assert {id_: target(drafts, id_) for id_ in BG} == before
    done = run("import", "回.xlsx", "--yes", "--new-unit", "-f", "json")
    assert (done.code, done.data["applied"]) == (0, True)
    first, second, third = (target(drafts, id_) for id_ in BG[:3])
    assert (first.draft, first.title) == (False, before[BG[0]].title)
    assert (second.draft, second.title, second.goal.value, second.owner) == (
        False,
        "城镇新增就业6500人以上",
        Decimal(6500),
        "云山县人社局",
    )
    assert (third.draft, third.deadline, third.tags) == (True, date(2026, 11, 30), ("教育", "民生"))
    assert {"deadline", "kind"}.isdisjoint(third.assumed)
    assert target(drafts, BG[4]).discarded
    written = tree(drafts)
    again = run("import", "回.xlsx", "--yes", "--new-unit", "-f", "json")
    assert (again.code, counts(again), tree(drafts)) == (0, [(5, 0, 5, 0)], written)


def test_what_a_review_leaves_blank(run: Run, drafts: Path) -> None:
    """It stays a draft, corrected where it is, and that is said; with --accept-rest it is accepted, but not 待定."""
    filled = {BG[0]: {"act": ""}, BG[1]: {"act": "", "title": "别的"}, BG[2]: {"act": "待定"}, BG[3]: {"act": "接受"}}
    sheet(drafts, Form.REVIEW, filled)
    done = run("import", "回.xlsx", "--yes")
    assert done.code == 0
    assert "2 rows do not say what to do and stay drafts; with --accept-rest they are accepted.\n" in done.said
    assert [(target(drafts, id_).draft, target(drafts, id_).title == "别的") for id_ in BG[:4]] == [
        (True, False),
        (True, True),
        (True, False),
        (False, False),
    ]
    done = run("import", "回.xlsx", "--accept-rest", "--yes", "-f", "json")
    assert (done.code, counts(done), done.said) == (0, [(4, 2, 2, 0)], "")
    assert [target(drafts, id_).draft for id_ in BG] == [False, False, True, False, True]
    written = tree(drafts)
    again = run("import", "回.xlsx", "--accept-rest", "--yes", "-f", "json")
    assert (again.code, counts(again), tree(drafts)) == (0, [(4, 0, 4, 0)], written)


def test_a_merge_keeps_the_quotes(run: Run, drafts: Path) -> None:
    """Two rows below one: the first keeps its id; what promises another number stays apart, and that is said."""
    before = {id_: target(drafts, id_) for id_ in BG}
    sheet(drafts, Form.REVIEW, {BG[2]: {}, BG[3]: {"act": "合并到上条"}, BG[4]: {"act": "合并到上条"}})
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert found.code == 0
    left = [one for one in store.load(drafts).targets if one.id in BG[2:]]
    assert {quote for one in left for quote in one.quotes} == {q for id_ in BG[2:] for q in before[id_].quotes}
    assert len({one.item for one in left}) == 1
    assert (len(left) > 1) == ("stay apart" in found.said)


def test_a_merge_that_was_stopped_is_completed(run: Run, drafts: Path) -> None:
    """Where the one merged away is still there, as after a power cut, the same sheet takes it away and changes nothing else."""
    sheet(drafts, Form.REVIEW, {BG[2]: {"act": "接受"}, BG[3]: {"act": "合并到上条"}})
    doubled = drafts / "BG2026" / f"{BG[3]}.toml"
    kept = doubled.read_bytes()
    assert run("import", "回.xlsx", "--yes").code == 0
    whole = tree(drafts)
    assert not doubled.exists()
    doubled.write_bytes(kept)
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (found.code, tree(drafts)) == (0, whole)


def test_a_merge_that_stayed_apart_says_nothing_new(run: Run, drafts: Path) -> None:
    """The same review once more is no refusal, though both drafts were accepted."""
    sheet(drafts, Form.REVIEW, {BG[0]: {"act": "接受"}, BG[1]: {"act": "合并到上条"}})
    assert run("import", "回.xlsx", "--yes").code == 0
    written = tree(drafts)
    again = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (again.code, counts(again), tree(drafts)) == (0, [(2, 0, 2, 0)], written)
    sheet(drafts, Form.REVIEW, {BG[0]: {"act": "接受"}, BG[1]: {"act": "删除"}})


def test_a_unit_that_nobody_knows_is_doubted(run: Run, drafts: Path) -> None:
    """It may be a short name; a usual unit by its short name is no doubt."""
    sheet(
        drafts, Form.REVIEW, {BG[0]: {"owner": "低空经济局", "act": "接受"}, BG[1]: {"owner": "财政局", "act": "接受"}}
    )
    found = run("import", "回.xlsx", "--new-unit", "-f", "json")
    assert ("unit-new", {"unit": "低空经济局"}) in [
        (one["code"], one["params"]) for row in found.data["changed"] for one in row["doubts"]
    ]


@pytest.mark.parametrize(
    ("filled", "code"),
    [
        ({BG[0]: {"act": "合并到上条"}}, "merge-into-nothing"),
        ({BG[0]: {"act": "删除"}, BG[1]: {"act": "合并到上条"}}, "merge-into-nothing"),
        ({BG[0]: {"act": "看看"}}, "unknown-word"),
        ({BG[0]: {"title": ""}}, "empty-value"),
        ({BG[0]: {"goal_value": "5000吨"}}, "wrong-unit"),
        ({BG[0]: {"owner": "人社科"}}, "new-owner"),
        ({BG[0]: {"deadline": "2026-02-30"}}, "bad-date"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_bad_row_of_a_review(run: Run, drafts: Path, filled: dict[str, dict[str, str]], code: str) -> None:
    """Named; nothing is written."""
    (drafts / "units.toml").write_text('[[unit]]\nname = "云山县人社局"\n', encoding="utf-8")
    sheet(drafts, Form.REVIEW, filled)
    before = tree(drafts)
    found = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (found.code, [why for _id, _cell, why in rejections(found)], tree(drafts)) == (3, [code], before)


def test_a_review_of_what_was_accepted_meanwhile(run: Run, drafts: Path) -> None:
    """Untouched rows say nothing; a correction is for `update`, and a merge or a discard comes too late."""
    filled = {BG[0]: {"act": "接受"}, BG[1]: {"title": "别的"}, BG[2]: {"act": "删除"}}
    sheet(drafts, Form.REVIEW, filled)
    assert run("review", *BG[:3], "--accept").code == 0
    found = run("import", "回.xlsx", "-f", "json")
    assert (rejections(found), counts(found)) == (
        [(BG[1], "", "accepted-already"), (BG[2], "", "accepted-already")],
        [(3, 0, 1, 2)],
    )


def test_a_division_of_drafts(run: Run, drafts: Path) -> None:
    """A division may go out before the review: its nodes, units and deadlines are the drafts' own."""
    sheet(drafts, Form.DIVISION, {BG[2]: {"q2": "300", "q4": "960", "leader": "李四", "deadline": "2026-12-30"}})
    assert run("import", "回.xlsx", "--yes", "-f", "json").code == 3  # the node of December lies behind the deadline
    sheet(drafts, Form.DIVISION, {BG[2]: {"q2": "300", "q4": "960", "leader": "李四"}})
    assert run("import", "回.xlsx", "--yes").code == 0
    draft = target(drafts, BG[2])
    nodes = (Checkpoint(date(2026, 6, 30), Decimal(300)), Checkpoint(date(2026, 12, 31), Decimal(960)))
    assert (draft.checkpoints, draft.leader, draft.draft) == (nodes, "李四", True)


def test_what_a_page_says_beside_the_changes(run: Run, root: Path) -> None:
    """Conflicts, opinions, what is not taken back, columns of their own, hidden rows, other sheets, files that are silent."""
    went = gone_out(Form.DIVISION, store.load(root), [("YS2025-001", ""), ("YS2025-003", "")], DAY)
    filled = {("YS2025-001", ""): {"opinion": "改由住建局牵头", "title": "x"}, ("YS2025-003", ""): {"q1": "6"}}
    first, *others = book(went, filled).sheets
    rows = (*((*row, Cell(said)) for row, said in zip(first.rows, ("备注", "无", None), strict=True)),)
    shown = first._replace(rows=rows, hidden_rows=frozenset({1}))
    notes = Sheet("说明", ((Cell("请"), Cell("填")),))
    (root.parent / "分.xlsx").write_bytes(pickle.dumps(Book((shown, notes, *others))))
    run("update", "YS2025-003", "--checkpoint", "2025-03-31=5", "--as-of", "2025-09-01")
    for n in range(5):
        sheet(root, Form.MONTH, {"YS2025-007": {}}, unit=UNIT, name=f"月{n}.xlsx")
    sheet(root, Form.REGISTER, {"YS2025-004": {"problem": "资金"}}, hidden=False, name="台.xlsx")
    names = [f"月{n}.xlsx" for n in range(5)]
    found = run("import", "分.xlsx", "台.xlsx", *names, "--lang", "zh")
    assert found.lines == [
        "# 文件\t表及单位\t行数\t改动\t未变\t退回",
        "分.xlsx\t任务分解表\t2\t0\t1\t1",
        "台.xlsx\t工作台账\t1\t1\t0\t0",
        "另有5份没有改动。",
        "交回空表：云山县水利局",
        "分.xlsx：“工作任务”不由表格收回（改动1处）",
        "分.xlsx：“备注”不是本系统的栏目，未读取（填写1处）",
        "分.xlsx：工作表“说明”没有本系统的表头，未读取",
        "分.xlsx：工作表“表”的隐藏行照常读取，行号：2",
        "台.xlsx 不带发出时的底稿：凡填写的单元格均与台账比对",
        "# 改动（1）",
        "# 编号\t改动内容\t事项及存疑之处\t文件及行\t工作表",
        (
            "YS2025-004\t存在问题 资金未到位 → 资金\t云山一中新校区主体工程完工并完成内部装修、设备采购、校园绿化等全部配套工程"
            "\t台.xlsx 2\t表"
        ),
        "# 冲突：表发出后台账已另有改动（1）",
        "# 事项\t标题\t栏目\t发出时\t表中\t台账现值\t文件及行\t工作表",
        "YS2025-003\t地区生产总值增长7%\t一季度节点\t–\t6\t5\t分.xlsx N3\t表",
        "# 反馈意见，由督查部门研究（1）",
        "# 事项\t标题\t单位\t意见\t文件及行\t工作表",
        "YS2025-001\t建成保障性住房300套\t云山县住房和城乡建设局\t改由住建局牵头\t分.xlsx 2\t表",
        "共8行：改动1行，未变6行，退回1行。",
        "未写入。请改正退回的行，或用 --yes --keep-going 先写入其余各行。",
    ]


@pytest.mark.parametrize(
    ("code", "typed", "twin"),
    [
        ("deadline", "11月底", "2025-11-30"),
        ("goal_value", "21公里", "21"),
        ("supporting", "教育局", "云山县教育局"),
        ("q3", "15公里；", "15"),
        ("owner", "教育局", "云山县教育局"),
    ],
)
def test_what_was_applied_says_nothing_new(run: Run, root: Path, code: str, typed: str, twin: str) -> None:
    """A day, figure, unit or node is compared by what it is entered as: the same table once more is no conflict."""
    sheet(root, Form.DIVISION, {"YS2025-007": {code: typed}})
    grounds = ("--reason", "汛期", "--authority", "县长办公会")
    done = run("import", "回.xlsx", "--yes", *grounds, "-f", "json")
    assert (done.code, counts(done)) == (0, [(1, 1, 0, 0)])
    written = tree(root)
    again = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (again.code, counts(again), tree(root)) == (0, [(1, 0, 1, 0)], written)
    sheet(root, Form.DIVISION, {"YS2025-007": {code: twin}})
    assert counts(run("import", "回.xlsx", "--yes", "-f", "json")) == [(1, 0, 1, 0)]


@pytest.mark.parametrize("order", [("月.xlsx", "台.xlsx"), ("台.xlsx", "月.xlsx")])
def test_two_tables_that_contradict_each_other(run: Run, root: Path, order: tuple[str, str]) -> None:
    """Two figures of one day: neither is taken, in whichever order, nor with --keep-going; of two days both are."""
    sheet(root, Form.MONTH, {"YS2025-007": {"value": "12"}}, unit=UNIT, name="月.xlsx")
    sheet(root, Form.REGISTER, {"YS2025-007": {"value": "13", "as_of": "9月30日"}}, name="台.xlsx")
    before = tree(root)
    found = run("import", *order, "--yes", "--keep-going", "-f", "json")
    assert (tree(root), sorted(code for _id, _cell, code in rejections(found))) == (before, ["said-twice"] * 2)
    page = "\n".join(run("import", *order, "--lang", "zh").lines)
    assert "数据：台.xlsx所填为“13”，两表不一致；请核实后改正其一" in page
    sheet(root, Form.REGISTER, {"YS2025-007": {"value": "11", "as_of": "9月10日"}}, name="台.xlsx")
    assert run("import", *order, "--yes").code == 0


def test_a_damaged_file_stops_no_other(run: Run, root: Path) -> None:
    """One whose hidden sheet was forged is refused by name; the others are read."""
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "甲"}}, unit=UNIT, name="a.xlsx")
    went = gone_out(Form.MONTH, store.load(root), [("YS2025-004", "")], DAY, "云山县教育局")
    forged = book(went._replace(made="x"), {("YS2025-004", ""): {"value": "1"}})
    (root.parent / "b.xlsx").write_bytes(pickle.dumps(forged))
    found = run("import", "a.xlsx", "b.xlsx", "--yes", "--keep-going", "-f", "json")
    assert [(one["file"], one["code"]) for one in found.data["files"]] == [
        ("a.xlsx", ""),
        ("b.xlsx", "carried-damaged"),
    ]
    assert target(root, "YS2025-007").updates[-1].note == "甲"


def test_who_is_silent(run: Run, root: Path) -> None:
    """Of a folder: whose sheet is blank, and who sent none; of files that are named one by one nobody is missed."""
    folder = root.parent / "月报"
    sheet(root, Form.MONTH, {"YS2025-007": {}}, unit=UNIT, name="月报/水利.xlsx")
    sheet(root, Form.MONTH, {"YS2025-004": {"note": "到货"}}, unit="云山县教育局", name="月报/教育.xlsx")
    found = run("import", "月报", "-f", "json")
    assert found.data["blank"] == [UNIT]
    assert "云山县住房和城乡建设局" in found.data["missing"]
    assert not {UNIT, "云山县教育局"} & {*found.data["missing"]}
    (folder / "云山县住房和城乡建设局.xlsx").write_bytes(pickle.dumps(Book(())))
    assert "云山县住房和城乡建设局" not in run("import", "月报", "-f", "json").data["missing"]
    assert run("import", "月报/水利.xlsx", "-f", "json").data["missing"] == []
    page = "\n".join(run("import", "月报", "--lang", "zh").lines)
    assert "交回空表：云山县水利局" in page


def test_a_claim_or_request_without_its_paper_is_doubted(run: Run, root: Path) -> None:
    """It is taken, and the preview says what it lacks, in the words of the cell."""
    sheet(root, Form.MONTH, {"YS2025-007": {"done": "是", "value": "20"}}, unit=UNIT)
    sheet(root, Form.MONTH, {"YS2025-004": {"ask_deadline": "12月底"}}, unit="云山县教育局", name="教.xlsx")
    claim, ask = run("import", "回.xlsx", "教.xlsx", "-f", "json").data["changed"]
    assert [one["code"] for one in claim["doubts"]] == ["claim-without-evidence", "claim-without-day"]
    assert [one["code"] for one in ask["doubts"]] == ["ask-without-reason"]
    assert [(one["field"], one["typed"]) for one in claim["cells"]] == [("value", "20"), ("done", "是")]


@pytest.mark.parametrize("text", ["无", "无意见", "同意。", "—", "没有意见"])
def test_no_opinion_is_none(run: Run, root: Path, text: str) -> None:
    """Nothing is listed to be decided on."""
    sheet(root, Form.DIVISION, {"YS2025-007": {"opinion": text}}, unit=UNIT)
    assert run("import", "回.xlsx", "-f", "json").data["opinions"] == []


def test_no_word_is_no_report(run: Run, root: Path) -> None:
    """A dash or 无 in a cell of words or of nodes says nothing; of a problem 无 says that there is none."""
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "无", "next": "—", "evidence": "/"}}, unit=UNIT)
    sheet(root, Form.DIVISION, {"YS2025-003": {"q1": "—", "q2": "无", "q4": "7"}}, name="分.xlsx")
    found = run("import", "回.xlsx", "分.xlsx", "--yes", "-f", "json")
    assert counts(found) == [(1, 0, 1, 0), (1, 1, 0, 0)]
    assert target(root, "YS2025-003").updates[-1].checkpoint == (Checkpoint(date(2025, 12, 31), Decimal(7)),)
    sheet(root, Form.MONTH, {"YS2025-007": {"problem": "无"}}, unit=UNIT)
    assert counts(run("import", "回.xlsx", "-f", "json")) == [(1, 1, 0, 0)]


def test_a_division_has_no_day_to_leave_blank(run: Run, root: Path) -> None:
    """Only a form with that column has rows without a day."""
    sheet(root, Form.DIVISION, {"YS2025-003": {"q4": "7"}})
    assert run("import", "回.xlsx", "-f", "json").data["files"][0]["blank_days"] == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"as_of": "31/6", "note": "x"}, "“31/6”"),
        ({"value": "1～2"}, "“1～2”"),
        ({"value": "约３１０"}, "“约３１０”"),
        ({"ask_deadline": "2024年13月", "reason": "x"}, "“2024年13月”"),
    ],
)
def test_a_reason_quotes_the_cell_as_it_reads(run: Run, root: Path, cells: dict[str, str], said: str) -> None:
    """And names its column, never an option."""
    sheet(root, Form.MONTH, {"YS2025-007": cells}, unit=UNIT)
    page = "\n".join(run("import", "回.xlsx", "--lang", "zh").lines)
    assert said in page
    assert "--set" not in page


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"deadline": "2024年13月"}, "完成时限"),
        ({"kind": "数"}, "类型："),
        ({"goal_value": "7000-6000"}, "目标值"),
        ({"goal_denominator": "-1"}, "总数"),
        ({"title": ""}, "工作任务"),
        ({"owner": "天外天管理局", "act": "接受"}, ""),
    ],
)
def test_a_fault_of_a_review_names_its_column(run: Run, drafts: Path, cells: dict[str, str], cell: str) -> None:
    """By what stands over it, with where it stands; never by an option or a code."""
    id_ = next(one.id for one in store.load(drafts).targets if one.draft)
    sheet(drafts, Form.REVIEW, {id_: cells})
    found = run("import", "回.xlsx", "-f", "json")
    page = "\n".join(run("import", "回.xlsx", "--lang", "zh").lines)
    if cell:
        (refused,) = found.data["rejected"]
        assert refused["cell"], refused
        assert cell in page
    assert "--set" not in page


def test_what_was_taken_back_is_not_written_again(run: Run, root: Path) -> None:
    """After an undo the same sheet is refused with who did it; a corrected cell is taken, and what was entered anew is the same."""
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "甲"}}, unit=UNIT)
    run("import", "回.xlsx", "--yes")
    run("undo", "YS2025-007", "--key", target(root, "YS2025-007").updates[-1].key)
    again = run("import", "回.xlsx", "--yes", "-f", "json")
    assert (again.code, [code for _id, _cell, code in rejections(again)]) == (3, ["taken-back"])
    sheet(root, Form.MONTH, {"YS2025-007": {"note": "乙"}}, unit=UNIT, name="改.xlsx")
    assert counts(run("import", "改.xlsx", "--yes", "-f", "json")) == [(1, 1, 0, 0)]
    run("undo", "YS2025-007", "--key", target(root, "YS2025-007").updates[-1].key)
    run("update", "YS2025-007", "--note", "乙", "--as-of", str(target(root, "YS2025-007").updates[-2].as_of))
    assert rejections(run("import", "改.xlsx", "-f", "json")) == []

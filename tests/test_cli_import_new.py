"""`targettrack import --new`: an office's own list, its columns confirmed once, its rows drafts for review."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

import hostile
from conftest import Run
from factories import day
from office import tree
from running import error
from targettrack import store
from targettrack.cli import world
from targettrack.exchange.grid import Book, Column, Value
from targettrack.exchange.write import book_bytes
from targettrack.render.json_schema import output_schema
from test_exchange_recognise import sheet

ROWS: tuple[tuple[Value, ...], ...] = (
    ("序号", "工作任务", "责任单位", "完成时限", "备注"),
    ("1", "新增义务教育学位940个，建成公园3个", "县教育局、县住建局", "9月底前", "急"),
    ("2", "优化营商环境", "县发改局", "长期"),
)
COLUMNS = {"序号": "item", "工作任务": "title", "责任单位": "owner", "完成时限": "deadline"}


def write(root: Path, *rows: tuple[Value, ...], name: str = "分工.xlsx") -> str:
    """A list beside the ledger."""
    columns = (Column(12),) * max(map(len, rows))
    (root.parent / name).write_bytes(book_bytes(Book((sheet(*rows, columns=columns),)), day("2025-03-01")))
    return name


@pytest.fixture
def plan(run: Run, root: Path) -> str:
    """A plan without records."""
    assert run("init", "--plan", "QX2026", "--title", "2026年清溪镇政府工作报告", "--year", "2026").code == 0
    return "QX2026"


def drafts(root: Path, plan: str) -> list[tuple[str, str, str, str]]:
    """Item, title, unit and last day of each draft of a plan."""
    return [
        (one.item, one.title, one.owner, str(one.deadline or ""))
        for one in store.load(root).targets
        if one.plan == plan and one.draft
    ]


KEPT = [
    ("1", "新增义务教育学位940个", "云山县教育局", "2026-09-30"),
    ("1", "建成公园3个", "云山县教育局", "2026-09-30"),
    ("2", "优化营商环境", "县发改局", ""),
]


def test_looked_at_first(run: Run, root: Path, plan: str) -> None:
    """Where nobody sits at a terminal, the drafts are shown and the columns said; nothing is written."""
    before = tree(root)
    found = run("import", "--new", write(root, *ROWS), "--plan", plan)
    assert found.code == 0
    assert "Columns: 序号; 工作任务; 责任单位 = Lead unit; 完成时限" not in found.said
    assert "责任单位 = Lead unit" in found.said
    assert "Not read: 备注" in found.said
    assert "3 drafts from 2 rows" in found.text
    assert "--yes keeps them" in found.text
    assert tree(root) == before


def test_kept(run: Run, root: Path, plan: str) -> None:
    """The drafts stand in the plan as any, and plan.toml has the columns, once; the same list again adds nothing."""
    name = write(root, *ROWS)
    found = run("import", "--new", name, "--plan", plan, "--yes", "--format", "json")
    assert found.code == 0
    assert found.data["written"] == ["QX2026-001", "QX2026-002", "QX2026-003"]
    jsonschema.validate(found.json, output_schema("import-new"))
    assert drafts(root, plan) == KEPT
    (kept,) = (one for one in store.load(root).plans if one.id == plan)
    assert kept.columns == COLUMNS
    before = tree(root)
    again = run("import", "--new", name, "--plan", plan, "--yes")
    assert (again.code, "Columns:" in again.said) == (0, False)
    assert "2 rows are in the plan already." in again.said
    assert tree(root) == before
    more = run("import", "--new", write(root, *ROWS, ("3", "建成第二水厂")), "--plan", plan, "--yes")
    assert more.code == 0
    assert [title for _item, title, *_more in drafts(root, plan)][3:] == ["建成第二水厂"]


def test_asked_at_a_terminal(run: Run, root: Path, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The columns are confirmed once, then the drafts; saying no to either writes nothing."""
    name = write(root, *ROWS)
    before = tree(root)
    monkeypatch.setattr(world, "reads_terminal", lambda: True)
    no = run("import", "--new", name, "--plan", plan, stdin="n\n")
    assert (no.code, no.said.endswith(error("columns-not-confirmed"))) == (2, True)
    assert run("import", "--new", name, "--plan", plan, stdin="\n\n").code == 0
    assert tree(root) == before
    yes = run("import", "--new", name, "--plan", plan, stdin="\n是\n")
    assert (yes.code, "QX2026-001 to QX2026-003" in yes.said) == (0, True)
    assert drafts(root, plan) == KEPT


def test_columns_that_a_person_names(run: Run, root: Path, plan: str) -> None:
    """A heading that nobody knows is said to be one of ours, by its word or code; a dash leaves a column out."""
    rows = (("事由", "由谁", "备注"), ("建成公园3个", "县住建局", "急"))
    name = write(root, *rows)
    refused = run("import", "--new", name, "--plan", plan)
    assert refused.said == error("no-list-found", path=name, column="Task")
    said = ("--columns", "事由=工作任务，由谁=owner", "--columns", "备注=-")
    assert run("import", "--new", name, "--plan", plan, *said, "--yes").code == 0
    assert drafts(root, plan) == [("1", "建成公园3个", "云山县住房和城乡建设局", "2026-12-31")]
    (kept,) = (one for one in store.load(root).plans if one.id == plan)
    assert kept.columns == {"事由": "title", "由谁": "owner", "备注": ""}


def test_a_plan_keeps_what_else_it_says(run: Run, root: Path, plan: str) -> None:
    """Columns are one line of plan.toml; remarks and order of the rest stay."""
    path = root / plan / "plan.toml"
    path.write_text(f"# 备忘\n{path.read_text(encoding='utf-8')}# 末行", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    run("import", "--new", write(root, *ROWS), "--plan", plan, "--yes")
    line = 'columns = { "序号" = "item", "工作任务" = "title", "责任单位" = "owner", "完成时限" = "deadline" }\n'
    assert path.read_text(encoding="utf-8") == f"{before}\n{line}"
    run("import", "--new", write(root, *ROWS), "--plan", plan, "--columns", "备注=-", "--yes")
    assert path.read_text(encoding="utf-8") == f'{before}\n{line[:-3]}, "备注" = "" }}\n'


def test_a_list_of_which_nothing_is_read_leaves_the_plan_as_it_is(run: Run, root: Path, plan: str) -> None:
    """Columns are kept with the drafts that were read by them."""
    before = (root / plan / "plan.toml").read_bytes()
    run("import", "--new", write(root, ROWS[0], ("1", "长" * 30_000, "县住建局", "12月底")), "--plan", plan, "--yes")
    assert drafts(root, plan) == []
    assert (root / plan / "plan.toml").read_bytes() == before


def test_a_sheet_of_our_own_is_called_one(run: Run, root: Path, plan: str) -> None:
    """What standing records have sent out is hardly a new list."""
    assert run("export", "--for", "register", "-o", "r.xlsx").code == 0
    assert "r.xlsx is a sheet that targettrack made" in run("import", "--new", "r.xlsx", "--plan", plan).said


def test_what_is_not_read_is_a_finding(run: Run, root: Path, plan: str) -> None:
    """A time that nobody understands is named with its cell; the draft is made, its deadline open."""
    name = write(root, ROWS[0], ("1", "建成公园3个", "县住建局", "待定"))
    found = run("import", "--new", name, "--plan", plan, "--yes")
    assert found.code == 1
    assert "任务分解表!D2: warning: «待定»" in found.said
    assert drafts(root, plan) == [("1", "建成公园3个", "云山县住房和城乡建设局", "")]


def test_a_list_as_csv(run: Run, root: Path, plan: str) -> None:
    """In the characters that an old program saves."""
    (root.parent / "分工.csv").write_bytes("序号,工作任务\r\n1,建成公园3个\r\n".encode("gb18030"))
    assert run("import", "--new", "分工.csv", "--plan", plan, "--yes").code == 0
    assert [title for _item, title, *_more in drafts(root, plan)] == ["建成公园3个"]


@pytest.mark.parametrize(
    ("argv", "code", "params"),
    [
        (("--new", "分工.xlsx", "分工.xlsx"), "one-list", {}),
        (("--new", "分工.xlsx", "--plan", "XX"), "no-such-plan", {"plan": "XX"}),
        (("--new", "分工.xlsx"), "missing-answer", {"option": "--plan"}),
        (("分工.xlsx", "--plan", "QX2026"), "only-with-new", {"option": "--plan"}),
        (("分工.xlsx", "--columns", "a=title"), "only-with-new", {"option": "--columns"}),
    ],
)
def test_refused(run: Run, root: Path, plan: str, argv: tuple[str, ...], code: str, params: dict[str, str]) -> None:
    """Before anything is read."""
    write(root, *ROWS)
    before = tree(root)
    found = run("import", *argv)
    assert (found.code, found.out, found.said) == (2, b"", error(code, **params))
    assert tree(root) == before


def test_no_column_of_ours(run: Run, root: Path, plan: str) -> None:
    """What is typed as a column has to be one; those that there are are named."""
    found = run("import", "--new", write(root, *ROWS), "--plan", plan, "--columns", "备注=什么")
    assert (found.code, "«备注=什么»" in found.said, "Supporting units" in found.said) == (2, True, True)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_is_no_workbook(run: Run, root: Path, plan: str, data: bytes) -> None:
    """Named by what it is; nothing changed."""
    (root.parent / "坏.xlsx").write_bytes(data)
    found = run("import", "--new", "坏.xlsx", "--plan", plan, "--yes")
    assert (found.code, found.out) == (3, b"")
    assert "坏.xlsx" in found.said


def test_broken_workbooks(run: Run, root: Path, plan: str) -> None:
    """Cut off, changed, doubled: each is read or refused in one line, and none leaves a part of itself behind."""
    whole = (root.parent / write(root, *ROWS)).read_bytes()
    before = tree(root)
    for data in hostile.mutations(whole, 40):
        (root.parent / "坏.xlsx").write_bytes(data)
        found = run("import", "--new", "坏.xlsx", "--plan", plan)
        assert found.code in {0, 1, 2, 3}
        assert "TARGETTRACK_DEBUG" not in found.said
        assert found.code < 2 or found.said.count("\n") == 1
    (root.parent / "坏.xlsx").unlink()
    assert tree(root) == before


def test_a_list_of_another_year(run: Run, root: Path) -> None:
    """Its title says 2027: refused where no plan is named, said where one is; of the plan's own year nothing is said."""
    before = tree(root)
    own, other = (write(root, (f"{year}年云山县重点任务分解表",), *ROWS, name=f"{year}.xlsx") for year in (2025, 2027))
    params = {"path": "2027.xlsx", "year": 2027, "plan": "YS2025", "plan_year": 2025}
    (root / "targettrack.toml").write_text('plan = "YS2025"\n')
    before = tree(root)
    assert run("import", "--new", other) == (2, b"", error("list-of-year", **params).encode())
    named = run("import", "--new", other, "--plan", "YS2025")
    assert (named.code, "2027.xlsx says 2027, but YS2025 is of 2025" in named.said) == (0, True)
    assert "is of 2025" not in run("import", "--new", own).said
    assert tree(root) == before

"""`targettrack extract`: from a report's text to drafts, and what a list leaves out."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from factories import plan, target
from running import error
from targettrack import store
from targettrack.acts.draft import keep
from targettrack.model import Create, Quote
from targettrack.render.json_schema import output_schema
from targettrack.store.text import LARGEST_DOCUMENT

REPORT = """2026年政府工作报告
一、2025年工作回顾
新增义务教育学位800个，建成污水管网20公里。
二、2026年主要目标
地区生产总值增长5%左右，城镇新增就业6000人以上。
三、重点工作
新增义务教育学位940个，年底前建成县第二水厂。
力争上半年完成30公里污水管网改造。
"""
DRAFT_KEYS = {
    "item",
    "title",
    "quote",
    "line",
    "section",
    "kind",
    "strength",
    "goal",
    "deadline",
    "owner",
    "assumed",
    "confidence",
    "duplicate_of",
}


@pytest.fixture
def report(root: Path) -> str:
    """A short report beside the ledger: five promises, and a review of the past that promises nothing."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    return "report.txt"


def test_a_report_gives_its_promises_and_nothing_of_the_past(run: Run, report: str) -> None:
    """Value, unit, comparator, strength, deadline and line of each promise; nothing of the review."""
    found = run("extract", report, "--format", "json")
    drafts = found.data["drafts"]
    assert found.code == 0
    assert [
        (d["line"], d["goal"]["value"], d["goal"]["unit"], d["goal"]["comparator"], d["deadline"]) for d in drafts
    ] == [
        (5, 5, "%", "~", "2026-12-31"),
        (5, 6000, "人", ">=", "2026-12-31"),
        (7, 940, "个", ">=", "2026-12-31"),
        (7, None, "", None, "2026-12-31"),
        (8, 30, "公里", ">=", "2026-06-30"),
    ]
    assert [d["strength"] for d in drafts] == ["firm", "firm", "firm", "firm", "stretch"]
    assert set(drafts[0]) >= DRAFT_KEYS
    assert found.data["written"] == []


def test_the_json_holds_its_schema(run: Run, report: str) -> None:
    """Drafts and coverage are both what `schema` says of them."""
    jsonschema.validate(run("extract", report, "--format", "json").json, output_schema("extract"))
    jsonschema.validate(
        run("extract", report, "--coverage", "--format", "json").json, output_schema("extract-coverage")
    )


def test_write_keeps_drafts_that_reports_leave_out(run: Run, root: Path, report: str) -> None:
    """`--write` makes the plan and its drafts; `list --draft` shows them, `report` counts and leaves them out."""
    assert run("extract", report, "--write", "--plan", "BG2026").code == 0
    ledger = store.load(root)
    drafts = [target for target in ledger.targets if target.plan == "BG2026"]
    assert [target.id for target in drafts] == [f"BG2026-{n:03d}" for n in range(1, 6)]
    assert all(target.draft for target in drafts)
    assert ledger.problems == ()
    assert run("list", "--draft", "--format", "json").data["total"]["total"] == 5
    shown = run("report", "--plan", "BG2026", "--format", "json").data
    assert (shown["total"]["total"], shown["drafts"]) == (0, 5)


def test_nothing_is_written_without_a_plan(run: Run, root: Path, report: str) -> None:
    """`--write` needs an id for the plan; a dry run makes none; to write and to look are two things."""
    assert run("extract", report, "--write") == (2, b"", error("missing-answer", option="--plan").encode())
    both = run("extract", report, "--write", "--plan", "BG2026", "--coverage")
    assert both == (2, b"", error("write-or-coverage").encode())
    assert run("extract", report, "--write", "--plan", "BG2026", "-f", "docxx").code == 2
    assert run("extract", report, "--write", "--plan", "BG2026", "-o", "nodir/r.json").code == 3
    assert run("extract", report, "--write", "--plan", "BG2026", "--dry-run").code == 0
    assert not (root / "BG2026").exists()


def test_a_second_time_adds_what_is_missing(run: Run, root: Path, report: str) -> None:
    """Nothing where all is there, accepted, corrected, merged or discarded; only what is gone, after an interruption."""
    argv = ("extract", report, "--write", "--plan", "BG2026", "--format", "json")
    assert run(*argv).data["written"] == [f"BG2026-{n:03d}" for n in range(1, 6)]
    run("review", "BG2026-001", "--accept")
    run("review", "BG2026-002", "--drop")
    run("review", "BG2026-003", "--set", "title=学位")
    run("review", "BG2026-005", "BG2026-004", "--merge")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert run(*argv).data["written"] == []
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before
    (root / "BG2026/BG2026-003.toml").unlink()
    run("review", "BG2026-002", "--purge", "--yes")
    assert len(run(*argv).data["written"]) == 2
    quotes = [quote.text for one in store.load(root).targets for quote in one.quotes if one.plan == "BG2026"]
    assert sorted(quotes).count("新增义务教育学位940个") == 1
    assert len(quotes) == 5


def test_a_second_time_says_what_is_new_and_what_is_gone(run: Run, root: Path, report: str) -> None:
    """With and without --write: the drafts that are known, and the records that quote what the text does not have."""
    run("extract", report, "--write", "--plan", "BG2026")
    run("review", "BG2026-002", "--drop")
    later = REPORT.replace("城镇新增就业6000人以上", "城镇新增就业7000人以上").replace(
        "新增义务教育学位940个", "新增义务教育学位 940个"
    )
    (root.parent / report).write_text(later + "新建公园3个。\n", encoding="utf-8")
    found = run("extract", report, "--plan", "BG2026", "--format", "json").data
    assert (found["known"], found["gone"], found["written"]) == ([1, 3, 4, 5], [], [])
    run("review", "BG2026-002", "--restore")
    shown = run("extract", report, "--plan", "BG2026", "--write", env={"TARGETTRACK_LANG": "zh"})
    assert shown.lines[3].split("\t")[5] == "城镇新增就业7000人以上"
    assert shown.lines[-3:] == [
        "其中新增 2 条；已有 4 条：BG2026 的记录已引用其原文。",
        "有 1 条记录所引的原文，本文中已没有：BG2026-002",
        "已写为草稿 BG2026-006 至 BG2026-007；请用 `targettrack review --plan BG2026` 逐条审核。",
    ]


def test_a_text_of_another_year_is_refused(run: Run, root: Path, report: str) -> None:
    """Its drafts would get the deadlines of the plan's year; who knows better says so."""
    run("extract", report, "--write", "--plan", "BG2026")
    (root.parent / "next.txt").write_text(REPORT.replace("2026", "2027").replace("6000人", "7000人"), encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*.*")}
    found = run("extract", "next.txt", "--write", "--plan", "BG2026")
    assert (found.code, found.out) == (2, b"")
    assert found.said.endswith(error("other-year", year="2027", plan="BG2026", wanted="2026"))
    assert {path: path.read_bytes() for path in root.rglob("*.*")} == before
    assert run("extract", "next.txt", "--write", "--plan", "BG2026", "--year", "2026").code == 0


def test_new_drafts_of_a_changed_text_name_no_line_of_the_old_one(run: Run, root: Path, report: str) -> None:
    """The text that the plan keeps stays as it is, and says so."""
    run("extract", report, "--write", "--plan", "BG2026")
    kept = (root / "BG2026/source.txt").read_bytes()
    (root.parent / report).write_text(f"{REPORT}新建公园3个。\n", encoding="utf-8")
    found = run("extract", report, "--write", "--plan", "BG2026", "--format", "json")
    assert "keeps an earlier text" in found.said
    (new,) = [one for one in store.load(root).targets if one.id in found.data["written"]]
    assert [(quote.text, quote.line) for quote in new.quotes] == [("新建公园3个", None)]
    assert (root / "BG2026/source.txt").read_bytes() == kept
    assert new.id not in run("check").text


def test_of_two_drafts_with_one_quote_both_are_kept(run: Run, root: Path) -> None:
    """A quote that holds two promises is known twice before a repeated `extract` takes it for known."""
    drafts = [Create(target()._replace(id="", quotes=(Quote("甲乙"),), title=title)) for title in ("甲", "乙")]
    first, second = (change.target for change in drafts)
    assert keep([first, second], plan(), [first], "") == (drafts[1],)
    assert keep([first, second], plan(), [first, second], "") == ()


def test_the_text_is_kept_beside_the_drafts(run: Run, root: Path, report: str) -> None:
    """As UTF-8 whatever the document is in; not where it is not wanted, too long, or there already."""
    (root.parent / report).write_bytes(REPORT.encode("gb18030"))
    assert run("extract", report, "--write", "--plan", "BG2026").code == 0
    assert (root / "BG2026/source.txt").read_bytes() == REPORT.encode()
    (root.parent / report).write_text(REPORT + "力争新建公园3个。\n", encoding="utf-8")
    assert run("extract", report, "--write", "--plan", "BG2026").code == 0
    assert (root / "BG2026/source.txt").read_bytes() == REPORT.encode()
    assert run("extract", report, "--write", "--plan", "CG2026", "--no-source").code == 0
    assert not (root / "CG2026/source.txt").exists()
    (root.parent / report).write_text(REPORT + "　" * 400_000, encoding="utf-8")
    found = run("extract", report, "--write", "--plan", "DG2026")
    assert (found.code, "The text is longer than 1 MiB, and is not kept beside the drafts.\n" in found.said) == (
        0,
        True,
    )
    assert (root / "DG2026/plan.toml").exists()
    assert not (root / "DG2026/source.txt").exists()


def test_coverage_marks_what_the_list_leaves_out(run: Run, report: str) -> None:
    """Of the four sentences that promise, the one whose record was dropped is marked; the rest name their records."""
    run("extract", report, "--write", "--plan", "BG2026")
    run("review", "BG2026-005", "--drop")
    found = run("extract", report, "--coverage", "--plan", "BG2026", "--format", "json").data
    left_out = [passage["text"] for passage in found["passages"] if passage["promise"] and not passage["covered"]]
    assert left_out == ["力争上半年完成30公里污水管网改造。"]
    assert (found["sentences"]["part"], found["sentences"]["base"]) == (2, 3)
    assert ["BG2026-001", "BG2026-002"] in [passage["ids"] for passage in found["passages"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(run: Run, root: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, GB18030 and UTF-16 give the same drafts."""
    (root.parent / "other.txt").write_bytes(REPORT.encode(encoding))
    drafts = run("extract", "other.txt", "--format", "json").data["drafts"]
    assert [draft["goal"]["value"] for draft in drafts] == [5, 6000, 940, None, 30]


def test_standard_input_is_read(run: Run) -> None:
    """`-` reads the report from a pipe."""
    found = run("extract", "-", "--format", "json", stdin=REPORT)
    assert (found.code, len(found.data["drafts"])) == (0, 5)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("missing.txt", None, "missing-document"),
        ("binary.bin", bytes(range(256)) * 20, "not-text"),
    ],
)
def test_what_is_no_report_is_refused(run: Run, root: Path, name: str, data: bytes | None, code: str) -> None:
    """One line and exit code 3; standard output stays empty."""
    if data is not None:
        (root.parent / name).write_bytes(data)
    found = run("extract", name)
    assert (found.code, found.out) == (3, b"")
    assert found.said == error(code, path=str(root.parent / name))


def test_a_novel_or_nothing_gives_no_drafts(run: Run, root: Path) -> None:
    """A text without promises ends in an empty list, not in an error."""
    (root.parent / "empty.txt").write_text("", encoding="utf-8")
    assert run("extract", "empty.txt", "--format", "json").data["drafts"] == []


def test_a_file_too_large_is_refused_by_its_size(run: Run, root: Path) -> None:
    """A file of a gigabyte is not read: it has no blocks on disk, only a size."""
    with (root.parent / "huge.txt").open("wb") as file:
        file.truncate(1 << 30)
    found = run("extract", "huge.txt")
    path = str(root.parent / "huge.txt")
    assert (found.code, found.said) == (
        3,
        error("document-too-large", path=path, size=1 << 30, limit=LARGEST_DOCUMENT),
    )

"""`targettrack review` in bulk: what the filters select, what is shown first, what is one act."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from running import error
from targettrack import store
from targettrack.cli import world
from targettrack.model import Target
from targettrack.render.json_schema import output_schema
from test_cli_extract import REPORT

GDP, JOBS, SCHOOL, WATER, PIPES = (f"BG2026-00{n}" for n in range(1, 6))


@pytest.fixture
def drafts(run: Run, root: Path) -> Path:
    """The fixture ledger with five drafts in a plan BG2026, whose issuer is Yunshan county."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    about = ("--issuer", "云山县人民政府", "--level", "县级")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026", *about).code == 0
    return root


def held(root: Path) -> dict[str, Target]:
    """The records of the plan by id."""
    return {one.id: one for one in store.load(root).targets if one.plan == "BG2026"}


def accepted(root: Path) -> list[str]:
    """The drafts that were accepted."""
    return [id_ for id_, one in held(root).items() if not one.draft]


@pytest.mark.parametrize(
    ("filters", "selected"),
    [
        (("--section", "主要目标"), [GDP, JOBS]),
        (("--kind", "增速"), [GDP]),
        (("--id", "BG2026-2..3"), [JOBS, SCHOOL]),
        (("--id", "bg2026-2..bg2026-3", "--id", "BG2026-005"), [JOBS, SCHOOL, PIPES]),
        (("--item", "1..2"), [GDP, JOBS]),
        (("--confidence", "<0.98"), [WATER]),
        (("--confidence", "98%"), [SCHOOL]),
        (("--confidence", "0.97..0.98"), [SCHOOL, WATER]),
        (("--confidence", ">=0.99"), [GDP, JOBS, PIPES]),
        (("--owner", "云山县教育局"), [SCHOOL]),
        (("--plan", "BG2026", "--item", "1"), [GDP]),
    ],
)
def test_what_the_filters_select(run: Run, drafts: Path, filters: tuple[str, ...], selected: list[str]) -> None:
    """The same drafts are listed and accepted."""
    assert run("list", "--draft", *filters, "--format", "json").data["order"] == selected
    assert run("review", *filters, "--accept").code == 0
    assert accepted(drafts) == selected


def test_by_a_text(run: Run, drafts: Path) -> None:
    """What `list` takes as a word, `review` takes as an option: its words are drafts."""
    assert run("list", "--draft", "污水", "--format", "json").data["order"] == [PIPES]
    assert run("review", "--text", "污水", "--accept").code == 0
    assert accepted(drafts) == [PIPES]


def test_a_range_of_ids_as_an_argument(run: Run, drafts: Path) -> None:
    """What lies between and is no draft any more is passed over; a range with nothing in it is refused."""
    run("review", JOBS, "--accept")
    assert run("review", "BG2026-1..3", "--accept").code == 0
    assert accepted(drafts) == [GDP, JOBS, SCHOOL]
    assert run("review", "BG2026-8..9", "--accept") == (2, b"", error("empty-range", text="BG2026-8..9").encode())
    assert run("review", "1..3", "--accept").code == 2


@pytest.mark.parametrize("typed", ["much", "1..0", "0.5..x", "<"])
def test_a_confidence_that_is_none(run: Run, drafts: Path, typed: str) -> None:
    """It is refused before anything is done."""
    found = run("review", "--confidence", typed, "--accept")
    assert found == (2, b"", error("bad-bounds", option="--confidence", text=typed).encode())
    assert accepted(drafts) == []


def test_several_changes_are_one_act(run: Run, drafts: Path) -> None:
    """They are all done for all that is selected, or for none."""
    assert run("review", "--item", "1..2", "--set", "owner=统计局", "--set", "leader=张三", "--accept").code == 0
    assert {(one.owner, one.leader) for one in held(drafts).values() if not one.draft} == {("云山县统计局", "张三")}
    refused = run("review", "--section", "重点工作", "--set", "value=3所", "--accept")
    assert refused.code == 2
    assert accepted(drafts) == [GDP, JOBS]


def test_sure_drafts_are_shown_and_then_accepted(run: Run, drafts: Path) -> None:
    """Off a terminal nothing is written without --yes; the setting says what is sure, 0.95 without it."""
    (drafts / "targettrack.toml").write_text("sure = 0.98\n", encoding="utf-8")
    shown = run("review", "--accept-sure", "--format", "json")
    assert (shown.code, accepted(drafts)) == (0, [])
    assert [one["id"] for one in shown.data["drafts"] if one["accepted"]] == [GDP, JOBS, SCHOOL, PIPES]
    assert shown.data["unchanged"] == 1
    jsonschema.validate(shown.json, output_schema("review-preview"))
    assert run("review", "--accept-sure", "--yes", "--dry-run").code == 0
    assert accepted(drafts) == []
    assert run("review", "--accept-sure", "--yes").code == 0
    assert accepted(drafts) == [GDP, JOBS, SCHOOL, PIPES]
    found = run("review", "--accept-sure", "--yes", env={"TARGETTRACK_LANG": "zh"})
    assert (found.code, found.text) == (0, "1 条不变\n")
    (drafts / "targettrack.toml").unlink()
    assert run("review", "--accept-sure", "--yes").code == 0
    assert accepted(drafts) == [GDP, JOBS, SCHOOL, WATER, PIPES]


@pytest.mark.parametrize(("answer", "done"), [("y", True), ("是", True), ("", False), ("n", False)])
def test_a_person_is_asked(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch, answer: str, done: bool) -> None:
    """What is shown at a terminal is done when the person says so."""
    monkeypatch.setattr(world, "reads_terminal", lambda: True)
    monkeypatch.setattr(world, "ask", lambda *_said, **_more: answer)
    assert run("review", "--accept-sure", "--item", "1").code == 0
    assert accepted(drafts) == ([GDP] if done else [])


def test_units_that_are_proposed(run: Run, drafts: Path) -> None:
    """As a person has assigned the like of it, with the reason; what was proposed stays assumed, what was said stays."""
    run("review", SCHOOL, "--set", "owner=云山县学位办", "--new-unit")
    run("review", WATER, "--set", "title=建成县第二小学")
    shown = run("review", "--propose", "--format", "json")
    last_year, assigned = shown.data["drafts"]
    assert (last_year["id"], last_year["owner"]) == (JOBS, "云山县发展和改革局")
    assert (last_year["proposed"]["why"], last_year["proposed"]["like"]) == ("last-year", "YS2025-002")
    assert (assigned["id"], assigned["owner"]) == (WATER, "云山县学位办")
    assert assigned["proposed"] == {
        "unit": "云山县学位办",
        "why": "assigned",
        "word": "小学",
        "like": SCHOOL,
        "by": "matter",
    }
    jsonschema.validate(shown.json, output_schema("review-preview"))
    assert run("review", "--propose", "--accept-sure", "--yes").code == 0
    found = held(drafts)
    assert (found[WATER].owner, "owner" in found[WATER].assumed, found[WATER].draft) == ("云山县学位办", True, False)
    assert (found[SCHOOL].owner, "owner" in found[SCHOOL].assumed) == ("云山县学位办", False)


@pytest.mark.parametrize(
    ("argv", "options"),
    [
        (("BG2026-001", "--section", "主要目标", "--accept"), "ID --section"),
        (("--item", "1", "--accept", "--accept-sure"), "--accept --accept-sure"),
        (("--item", "1", "--propose", "--drop"), "--propose --drop"),
    ],
)
def test_what_does_not_go_together(run: Run, drafts: Path, argv: tuple[str, ...], options: str) -> None:
    """It is refused, named, before anything is read."""
    assert run("review", *argv) == (2, b"", error("not-together", options=options).encode())


def test_the_reason_stands_on_a_narrow_screen(run: Run, drafts: Path) -> None:
    """What is proposed and why is read in eighty columns, in Chinese."""
    run("review", SCHOOL, "--set", "owner=云山县学位办", "--new-unit")
    run("review", WATER, "--set", "title=建成县第二小学")
    shown = run("review", "--propose", "--id", "BG2026-004", "-f", "table", env={"TARGETTRACK_LANG": "zh"})
    text = "".join(shown.text.split())
    assert "云山县学位办·按您刚才的分工，同BG2026-003（同类事项）" in text
    assert text.endswith("将为1条填入牵头单位")

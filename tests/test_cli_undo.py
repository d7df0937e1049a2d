"""`targettrack undo`: taken back by a new line; the old one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from running import DAY, error
from test_cli_extract import REPORT

FILE = "YS2025/YS2025-001.toml"


def test_the_last_word_of_the_caller(run: Run, root: Path) -> None:
    """Your own newest update that still stands, then the one before it; nobody else's."""
    before = (root / FILE).read_bytes()
    found = run("undo", "YS2025-001", "--by", "张三", "--format", "json")
    assert (found.code, found.json["command"]) == (0, "undo")
    assert (root / FILE).read_bytes().startswith(before)
    assert 'void = "20251008T020000-aaaaa2" }' in (root / FILE).read_text().splitlines()[-1]
    assert found.row["reason"]["figure"] == 120
    assert run("undo", "YS2025-001", "--by", "张三").code == 0
    assert 'void = "20250703T013000-aaaaa1" }' in (root / FILE).read_text().splitlines()[-1]
    assert run("undo", "YS2025-001", "--by", "张三") == (
        2,
        b"",
        error("nothing-to-undo", id="YS2025-001", by="张三").encode(),
    )


def test_the_caller_is_who_records(run: Run) -> None:
    """TARGETTRACK_BY names the caller, as with update."""
    assert run("undo", "YS2025-001").said == error("nothing-to-undo", id="YS2025-001", by="测试员")
    run("update", "YS2025-001", "--value", "200")
    assert run("undo", "YS2025-001").code == 0
    assert run("undo", "YS2025-001", env={"TARGETTRACK_BY": "张三"}).code == 0


@pytest.mark.parametrize("key", ["20250703T013000-aaaaa1", "aaaaa1"])
def test_an_update_by_its_key(run: Run, key: str) -> None:
    """Anybody's, by the whole key or by the part that `show` prints."""
    assert run("undo", "YS2025-001", "--key", key, "--format", "json").row["reason"]["figure"] == 160
    figures = run("show", "YS2025-001", "--format", "json").data["figures"]
    assert [figure["value"] for figure in figures] == [160]


def test_an_undo_can_be_undone(run: Run) -> None:
    """The figure is back when the line that took it back is taken back."""
    run("undo", "YS2025-001", "--by", "张三")
    history = run("show", "YS2025-001", "--format", "json").data["history"]
    void = history[-1]["update"]["key"]
    assert run("undo", "YS2025-001", "--key", void).code == 0
    found = run("show", "YS2025-001", "--as-of", DAY, "--format", "json")
    assert found.row["reason"]["figure"] == 160
    assert [line["voided"] for line in found.data["history"]] == [False, False, True, False]


def test_an_acceptance_that_nothing_came_after(run: Run, root: Path) -> None:
    """The record is a draft again as it was before, but for the confidence; a dry run leaves it; undone, there is no more."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    run("extract", "report.txt", "--write", "--plan", "BG2026")
    path = root / "BG2026/BG2026-003.toml"
    draft = path.read_bytes()
    assert run("review", "BG2026-003", "--accept").code == 0
    accepted = path.read_bytes()
    assert run("undo", "BG2026-003", "--dry-run").code == 0
    assert path.read_bytes() == accepted
    assert run("undo", "BG2026-003").code == 0
    known = [line for line in draft.splitlines() if not line.startswith(b"confidence")]
    assert (path.read_bytes().splitlines(), len(known)) == (known, len(draft.splitlines()) - 1)
    assert run("undo", "BG2026-003").said == error("nothing-to-undo", id="BG2026-003", by="测试员")


def test_an_acceptance_that_something_came_after(run: Run, root: Path) -> None:
    """The line is taken back, then there is nothing of the caller's: the head stands."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    run("extract", "report.txt", "--write", "--plan", "BG2026")
    run("review", "BG2026-003", "--accept")
    run("update", "BG2026-003", "--note", "x")
    assert run("undo", "BG2026-003").code == 0
    assert run("undo", "BG2026-003").code == 2
    assert "draft" not in (root / "BG2026/BG2026-003.toml").read_text()


def test_what_was_added_is_no_acceptance(run: Run) -> None:
    """A record that `add` has made is not made a draft."""
    run("add", "公厕", "--plan", "ys", "--kind", "定性", "--owner", "none", "--deadline", "none")
    assert run("undo", "YS2025-008").said == error("nothing-to-undo", id="YS2025-008", by="测试员")


def test_a_key_that_is_not_there(run: Run, root: Path) -> None:
    """Refused, with a word about where keys are listed; the file stays."""
    before = (root / FILE).read_bytes()
    assert run("undo", "YS2025-001", "--key", "zzz").said == error("unknown-update", id="YS2025-001", key="zzz")
    assert run("undo", "YS2025-404").code == 2
    assert run("undo").code == 2
    assert (root / FILE).read_bytes() == before


def test_dry_run(run: Run, root: Path) -> None:
    """The line is shown, not written."""
    before = (root / FILE).read_bytes()
    found = run("undo", "YS2025-001", "--by", "张三", "--dry-run", "--format", "json")
    assert (found.code, found.data["dry_run"]) == (0, True)
    assert "void = " in found.data["recorded"][0]["line"]
    assert (root / FILE).read_bytes() == before


def test_what_is_on_record_is_not_lost(run: Run) -> None:
    """The mistake and its correction both stand in the history, in both languages."""
    run("update", "YS2025-001", "--value", "299", "--note", "录错了")
    run("undo", "YS2025-001")
    for language in ("en", "zh"):
        text = run("show", "YS2025-001", env={"TARGETTRACK_LANG": language}).text
        assert "录错了" in text
        assert "299套" in text


def test_several_at_once(run: Run, root: Path) -> None:
    """Acceptances of several drafts are taken back in one act, or none is."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    run("extract", "report.txt", "--write", "--plan", "BG2026")
    run("review", "--plan", "BG2026", "--accept")
    run("update", "BG2026-002", "--note", "x", "--by", "张三")
    assert run("undo", "BG2026-1..3").said == error("nothing-to-undo", id="BG2026-002", by="测试员")
    assert run("list", "--draft", "--plan", "BG2026", "--format", "json").data["order"] == []
    assert run("undo", "BG2026-001", "BG2026-3..4").code == 0
    drafts = run("list", "--draft", "--plan", "BG2026", "--format", "json").data["order"]
    assert drafts == ["BG2026-001", "BG2026-003", "BG2026-004"]
    run("update", "BG2026-002", "--note", "y")
    assert run("undo", "BG2026-1..4").code == 0  # of a range, what is no draft


def test_a_key_is_of_one_target(run: Run) -> None:
    """With a key two targets are one too many."""
    found = run("undo", "YS2025-001", "YS2025-002", "--key", "aaaaa1")
    assert (found.code, found.out) == (2, b"")
    assert "YS2025-002" in found.said

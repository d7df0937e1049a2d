"""`targettrack review`: drafts become targets; only a draft may be rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from running import error
from targettrack import store
from targettrack.cli import world
from targettrack.errors import StoreError
from targettrack.model import Remove, Target
from test_cli_extract import REPORT

SCHOOL = "BG2026-003"


@pytest.fixture
def drafts(run: Run, root: Path) -> Path:
    """The fixture ledger with five drafts in a plan BG2026."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026").code == 0
    return root


def target(root: Path, identifier: str) -> Target:
    """One target of the ledger."""
    return next(one for one in store.load(root).targets if one.id == identifier)


def test_accepting_lets_the_head_stand(run: Run, drafts: Path) -> None:
    """An accepted draft is a target; it cannot be reviewed or dropped any more, and counts in reports."""
    assert run("review", SCHOOL, "BG2026-004", "--accept").code == 0
    assert target(drafts, SCHOOL).draft is False
    assert run("review", SCHOOL, "--drop") == (2, b"", error("accepted-already", id=SCHOOL).encode())
    assert run("report", "--plan", "BG2026", "--format", "json").data["total"]["total"] == 2


def test_a_draft_is_not_updated(run: Run, drafts: Path) -> None:
    """Changes are recorded from acceptance on."""
    assert run("update", SCHOOL, "--note", "x") == (2, b"", error("is-draft", id=SCHOOL).encode())


def test_correcting_fields(run: Run, drafts: Path) -> None:
    """`--set` changes fields by name; what a person has set is no longer assumed."""
    changes = ("title=新增学位1000个", "value=1000", "deadline=2026-09-01", "kind=数量", "tags=教育 民生")
    found = run("review", SCHOOL, *(word for change in changes for word in ("--set", change)))
    corrected = target(drafts, SCHOOL)
    assert found.code == 0
    assert (corrected.title, str(corrected.goal.value), str(corrected.deadline)) == (
        "新增学位1000个",
        "1000",
        "2026-09-01",
    )
    assert corrected.tags == ("教育", "民生")
    assert "deadline" not in corrected.assumed
    assert corrected.draft


def test_a_field_that_is_none_is_refused(run: Run, drafts: Path) -> None:
    """A slip in a field's name says which fields there are, and changes nothing."""
    before = (drafts / f"BG2026/{SCHOOL}.toml").read_bytes()
    found = run("review", SCHOOL, "--set", "titel=x")
    assert (found.code, found.out) == (2, b"")
    assert "titel=x" in found.said
    assert (drafts / f"BG2026/{SCHOOL}.toml").read_bytes() == before


def test_splitting_gives_new_ids(run: Run, drafts: Path) -> None:
    """The first keeps its id, the second gets the next one; both keep the quote."""
    assert run("review", "BG2026-004", "--split", "建成县第二水厂", "--split", "第二水厂通水").code == 0
    first, second = target(drafts, "BG2026-004"), target(drafts, "BG2026-006")
    assert (first.title, second.title) == ("建成县第二水厂", "第二水厂通水")
    assert first.quotes == second.quotes


def test_merging_keeps_every_quote(run: Run, drafts: Path) -> None:
    """The first keeps its id and takes the others' quotes; the others are gone and their ids are not used again."""
    quotes = [target(drafts, one).quotes[0].text for one in (SCHOOL, "BG2026-005")]
    assert run("review", SCHOOL, "BG2026-005", "--merge").code == 0
    assert [quote.text for quote in target(drafts, SCHOOL).quotes] == quotes
    assert not (drafts / "BG2026/BG2026-005.toml").exists()
    run("review", SCHOOL, "--split", "a", "--split", "b")
    assert (drafts / "BG2026/BG2026-006.toml").exists()


def test_dropping_removes_the_draft(run: Run, drafts: Path) -> None:
    """A dropped draft leaves no file; a dry run leaves it."""
    assert run("review", SCHOOL, "--drop", "--dry-run").code == 0
    assert (drafts / f"BG2026/{SCHOOL}.toml").exists()
    assert run("review", SCHOOL, "--drop").code == 0
    assert not (drafts / f"BG2026/{SCHOOL}.toml").exists()


def test_without_a_terminal_it_has_to_be_told(run: Run, drafts: Path) -> None:
    """No prompt where nobody sits; drafts without an action, or an action without drafts, are refused."""
    assert run("review", SCHOOL) == (2, b"", error("review-needs-terminal").encode())
    assert run("review", "--accept") == (2, b"", error("missing-answer", option="ID").encode())
    assert run("review", SCHOOL, "--merge") == (2, b"", error("merge-needs-two").encode())


def test_a_ledger_without_drafts(run: Run) -> None:
    """Nothing to review is said, not shown as an empty list."""
    assert run("review", "--plan", "YS2025", "--accept") == (2, b"", error("no-drafts").encode())


def test_one_by_one_on_a_terminal(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A accepts, c corrects and asks again, d drops, n goes on, q stops; what was done stays done."""
    monkeypatch.setattr(world, "reads_terminal", lambda: True)
    found = run("review", "--plan", "BG2026", stdin="a\nc\ntitle=就业6000人\na\nd\nn\nq\n")
    assert found.code == 0
    assert [target(drafts, f"BG2026-00{n}").draft for n in (1, 2, 4, 5)] == [False, False, True, True]
    assert target(drafts, "BG2026-002").title == "就业6000人"
    assert not (drafts / f"BG2026/{SCHOOL}.toml").exists()


def test_a_draft_changed_underneath_is_left_alone(drafts: Path) -> None:
    """Two reviewers: the second to write is told, and the first one's work stays."""
    seen = target(drafts, SCHOOL)
    path = drafts / seen.path
    path.write_text(path.read_text(encoding="utf-8").replace("940", "950"), encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        store.apply(drafts, [Remove(seen)])
    assert caught.value.code == "changed-underneath"
    assert path.exists()

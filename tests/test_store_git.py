"""What git is told about a ledger, and whether `check` notices when it is not told, or does not do so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import Run
from targettrack import store

ATTRIBUTES = ".gitattributes"


def codes(run: Run) -> list[tuple[str, str, str]]:
    """Code, file and value of every problem of a check; warnings, all of them."""
    found = run("check", "-f", "json")
    assert found.code == 0
    return [(one["code"], one["params"]["file"], one["params"]["value"]) for one in found.json["problems"]]


def begin(folder: Path) -> None:
    """Make a git repository."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)


@pytest.mark.parametrize("with_git", [False, True])
def test_a_new_ledger_is_as_it_has_to_be(run: Run, root: Path, with_git: bool) -> None:
    """Records by union, everything else as text: nothing to say, in a repository or out of one."""
    if with_git:
        begin(root.parent)
    assert codes(run) == []


@pytest.mark.parametrize(("with_git", "value"), [(False, "?"), (True, "unspecified")])
def test_attributes_that_are_not_there(run: Run, root: Path, with_git: bool, value: str) -> None:
    """Named with what to do; `targettrack init` puts them back, and nothing else."""
    if with_git:
        begin(root.parent)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root / ATTRIBUTES).unlink()
    first = "QX2025/QX2025-001.toml" if with_git else ATTRIBUTES
    assert codes(run) == [("attributes-missing", first, value)]
    assert "targettrack init" in run("check").text
    assert run("init").code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("with_git", [False, True])
def test_attributes_that_were_changed(run: Run, root: Path, with_git: bool) -> None:
    """A union for plan.toml, or none for records; a line of somebody's own beside ours is no fault."""
    if with_git:
        begin(root.parent)
    own = root / ATTRIBUTES
    text = own.read_text(encoding="utf-8")
    own.write_text(f"{text}*.pdf binary\n", encoding="utf-8")
    assert codes(run) == []
    own.write_text(text.replace("plan.toml merge=text\n", ""), encoding="utf-8")
    assert codes(run) == [
        ("attributes-changed", "QX2025/plan.toml" if with_git else ATTRIBUTES, "union" if with_git else "?")
    ]


def test_attributes_that_a_lower_file_overrules(run: Run, root: Path) -> None:
    """A .gitattributes in a plan's folder is suspect without git, and judged by what git says with it."""
    (root / "YS2025" / ATTRIBUTES).write_text("*.toml -merge\n", encoding="utf-8")
    assert codes(run) == [("attributes-overruled", "YS2025", "?")]
    begin(root.parent)
    assert codes(run) == [("attributes-overruled", "YS2025/YS2025-001.toml", "unset")]
    (root / "YS2025" / ATTRIBUTES).write_text("*.pdf binary\n", encoding="utf-8")
    assert codes(run) == []


def test_attributes_that_the_repository_overrules(run: Run, root: Path) -> None:
    """.git/info/attributes goes above every file: only git's own answer shows it."""
    begin(root.parent)
    info = root.parent / ".git/info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text("*.toml merge=binary\n", encoding="utf-8")
    assert codes(run) == [("attributes-overruled", "QX2025/QX2025-001.toml", "binary")]


def test_attributes_of_the_repository_that_do_what_ours_would(run: Run, root: Path) -> None:
    """Whoever keeps them at the top of the repository has told git what it needs to know."""
    begin(root.parent)
    shutil.move(root / ATTRIBUTES, root.parent / ATTRIBUTES)
    assert codes(run) == []


def test_a_git_that_is_broken_is_none(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file itself is read then."""
    begin(root.parent)
    (root.parent / ".git/config").write_text("[broken\n", encoding="utf-8")
    (root / ATTRIBUTES).write_text("", encoding="utf-8")
    assert [problem.code for problem in store.faults(root)] == ["attributes-missing"]

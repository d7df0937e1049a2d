"""`targettrack init`: a ledger, a plan, or the fictional example; never over anything that is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from conftest import Run
from running import error
from targettrack.store import sample

PLAN = ("--plan", "XX2026", "--title", "2026年某县政府工作报告", "--year", "2026")


def files(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_new_ledger(run: Run, tmp_path: Path) -> None:
    """The folder `targets` with its git settings; said on standard error, with nothing on standard output."""
    found = run("init", "new")
    assert found.code == 3  # there is no folder `new` yet
    (tmp_path / "new").mkdir()
    found = run("init", "new")
    assert (found.code, found.out) == (0, b"")
    assert str(tmp_path / "new/targets") in found.said
    assert files(tmp_path / "new") == ["targets/.gitattributes", "targets/.gitignore"]
    attributes = (tmp_path / "new/targets/.gitattributes").read_text().splitlines()
    assert "*.toml text eol=lf merge=union" in attributes
    assert "plan.toml merge=text" in attributes


def test_a_new_ledger_with_a_plan(run: Run, tmp_path: Path) -> None:
    """The plan covers its year; a target can be added at once."""
    (tmp_path / "new").mkdir()
    more = ("--issuer", "某县人民政府", "--level", "county", "--parent", "YY2026")
    assert run("init", "new", *PLAN, *more).code == 0
    plan = tomllib.loads((tmp_path / "new/targets/XX2026/plan.toml").read_text())
    assert {name: str(value) for name, value in plan.items()} == {
        "id": "XX2026",
        "title": "2026年某县政府工作报告",
        "issuer": "某县人民政府",
        "level": "county",
        "year": "2026",
        "start": "2026-01-01",
        "end": "2026-12-31",
        "parent": "YY2026",
    }
    argv = ("add", "甲", "--kind", "quantity", "--owner", "乙局", "--deadline", "年底", "--store", "new")
    data = run(*argv, "--format", "json").data
    assert (data["targets"][0]["target"]["id"], data["targets"][0]["target"]["deadline"]) == (
        "XX2026-001",
        "2026-12-31",
    )


def test_a_plan_in_an_old_ledger(run: Run, root: Path) -> None:
    """Nothing else is touched."""
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert run("init", *PLAN).code == 0
    after = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert set(after) - set(before) == {root / "XX2026/plan.toml"}
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize(
    ("argv", "code", "line"),
    [
        (("--plan", "YS2025", "--title", "x", "--year", "2025"), 3, error("plan-exists", plan="YS2025")),
        (("--plan", "ys2025", "--title", "x", "--year", "2025"), 3, error("plan-exists", plan="YS2025")),
        (("--plan", "../x", "--title", "x", "--year", "2025"), 2, error("bad-plan-id", plan="../x")),
        (("--plan", "计划", "--title", "x", "--year", "2025"), 2, error("bad-plan-id", plan="计划")),
        (("--plan", "XX2026", "--year", "2026"), 2, error("missing-answer", option="--title")),
        (("--plan", "XX2026", "--title", "x"), 2, error("missing-answer", option="--year")),
        (("--plan", "XX2026", "--title", "x", "--year", "26"), 2, None),
        (("--plan", "XX2026", "--title", "x", "--year", "2026", "--level", "state"), 2, None),
    ],
)
def test_a_plan_that_cannot_be_made(run: Run, root: Path, argv: tuple[str, ...], code: int, line: str | None) -> None:
    """Refused with one line; the ledger stays as it was, also where nothing would have been written."""
    before = files(root)
    for dry in ((), ("--dry-run",)):
        found = run("init", *argv, *dry)
        assert (found.code, found.out) == (code, b"")
        assert found.said == line or line is None
    assert [name for name in files(root) if name != ".lock"] == before


def test_never_over_a_ledger(run: Run, root: Path) -> None:
    """A complete one is refused, also from inside it; one that lacks its git settings gets them."""
    (root / ".gitattributes").unlink()
    assert run("init").code == 0
    assert (root / ".gitattributes").exists()
    again = run("init")
    assert (again.code, again.out, again.said) == (3, b"", error("store-exists", where=str(root)))
    assert run("init", "targets/YS2025").said == error("store-exists", where=str(root))


def test_the_example(run: Run, tmp_path: Path) -> None:
    """A whole ledger, clean, marked as fictional, in every rating on its day, which is said."""
    (tmp_path / "new").mkdir()
    found = run("init", "new", "--example")
    assert (found.code, found.out) == (0, b"")
    assert sample.DAY in found.said
    check = run("check", "--store", "new", "--format", "json")
    assert (check.code, check.data["errors"]) == (0, 0)
    data = run("report", "--store", "new", "--as-of", sample.DAY, "--format", "json").data
    assert all(plan["fictional"] for plan in data["plans"])
    assert [rating for rating, n in data["total"]["by_rating"].items() if not n] == []


@pytest.mark.parametrize("argv", [(), ("--example",), PLAN])
def test_dry_run(run: Run, tmp_path: Path, argv: tuple[str, ...]) -> None:
    """Nothing is made."""
    (tmp_path / "new").mkdir()
    found = run("init", "new", "--dry-run", *argv)
    assert (found.code, found.out) == (0, b"")
    assert files(tmp_path / "new") == []


def test_a_ledger_is_never_made_by_accident(run: Run, tmp_path: Path) -> None:
    """A command in a folder without a ledger makes nothing, and says how to make one."""
    (tmp_path / "targets").rename(tmp_path / "elsewhere")
    for argv in (("list",), ("report",), ("check",), ("update", "1", "--note", "x"), ("add", "x"), ("undo", "1")):
        assert run(*argv) == (3, b"", error("no-store", where=str(tmp_path)).encode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere"]

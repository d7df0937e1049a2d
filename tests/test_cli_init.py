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
    row = run(*argv, "--format", "json").row
    assert (row["id"], row["deadline"]) == ("XX2026-001", "2026-12-31")


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
    """A whole ledger, clean, marked as fictional, in nineteen ratings of all six groups on its day, which is said."""
    (tmp_path / "new").mkdir()
    found = run("init", "new", "--example")
    assert (found.code, found.out) == (0, b"")
    assert sample.DAY in found.said
    check = run("check", "--store", "new", "--format", "json")
    assert (check.code, check.data["errors"]) == (0, 0)
    data = run("report", "--store", "new", "--as-of", sample.DAY, "--format", "json").data
    assert all(plan["fictional"] for plan in data["plans"])
    assert sum(n > 0 for n in data["total"]["by_rating"].values()) == 19


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


@pytest.mark.parametrize(
    "link", ["targets/.gitattributes", "targets/.gitignore", "targets/EX2025", "targets/EX2025/EX2025-001.toml"]
)
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link_that_leads_out(run: Run, tmp_path: Path, link: str, dangling: bool) -> None:
    """A planted link is refused before anything is made, whether there is something at its end or not."""
    place, outside = tmp_path / "new" / link, tmp_path / "outside"
    place.parent.mkdir(parents=True)
    if not dangling:
        outside.mkdir() if link.endswith("EX2025") else outside.write_bytes(b"precious")
    place.symlink_to(outside)
    before = files(tmp_path)
    found = run("init", "new", "--example")
    assert found.code == 3
    assert "outside-store" in found.said or "leads out" in found.said
    assert files(tmp_path) == before
    assert list(outside.iterdir()) == [] if outside.is_dir() else dangling or outside.read_bytes() == b"precious"


def test_what_was_interrupted_is_completed(run: Run, tmp_path: Path) -> None:
    """A part of the example gets the rest of it, and is then as complete as one made at once; so is a bare ledger."""
    (tmp_path / "new").mkdir()
    (tmp_path / "whole").mkdir()
    assert run("init", "whole", "--example").code == 0
    whole = files(tmp_path / "whole")
    for kept in range(0, len(whole), 7):
        for number, name in enumerate(whole):
            place = tmp_path / "new" / name
            if number < kept:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes((tmp_path / "whole" / name).read_bytes())
            elif place.exists():
                place.unlink()
        assert run("init", "new", "--example").code == 0
        assert files(tmp_path / "new") == whole
    assert run("init", "new", "--example").said == error("store-exists", where=str(tmp_path / "new/targets"))


def test_the_example_does_not_come_among_other_records(run: Run, root: Path) -> None:
    """A ledger in use is refused, with and without its git settings, and stays as it was."""
    for name in (".gitattributes", ".gitignore"):
        (root / name).unlink(missing_ok=True)
        before = files(root)
        assert run("init", "--example").said == error("store-exists", where=str(root))
        assert files(root) == before


def test_a_plan_again_is_the_same_plan(run: Run, root: Path) -> None:
    """Typed again after an interruption, it is there; with another title it is refused."""
    assert run("init", *PLAN).code == 0
    before = (root / "XX2026/plan.toml").read_bytes()
    assert run("init", *PLAN).code == 0
    assert run("init", *PLAN[:2], "--title", "另一个", *PLAN[4:]).said == error("plan-exists", plan="XX2026")
    assert (root / "XX2026/plan.toml").read_bytes() == before

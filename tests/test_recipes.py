"""docs/recipes.md is run: every block with the real program that it is marked with, on the fixture ledger under git."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from running import DAY, Outcome, environment, in_shell

RECIPES = (Path(__file__).parent.parent / "docs" / "recipes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console (\S+)\n(.*?)^```$", RECIPES, re.DOTALL | re.MULTILINE)
CRON = re.findall(r"^```crontab\n(.*?)^```$", RECIPES, re.DOTALL | re.MULTILINE)


def run_of(program: str, folder: Path) -> list[Outcome]:
    """What each block of a program gives, in one folder."""
    env = environment()
    return [
        in_shell("set -eo pipefail\n" + re.sub(r"^\$ ", "", text, flags=re.MULTILINE), folder, env)
        for name, text in BLOCKS
        if name == program
    ]


def told(program: str, folder: Path) -> list[str]:
    """The same, all of which must have gone well."""
    found = run_of(program, folder)
    assert [one.code for one in found] == [0] * len(found), [one.said for one in found]
    return [one.text for one in found]


@pytest.mark.tools("jq")
def test_jq(root: Path) -> None:
    """What is red, and who entered how much."""
    red, entered = told("jq", root.parent)
    assert "YS2025-001\t" in red
    assert '"by":' in entered


@pytest.mark.tools("duckdb")
def test_duckdb(root: Path) -> None:
    """Two snapshots stacked by their day, what turned red, and many counties in one query."""
    stacked, _turned, counties = told("duckdb", root.parent)
    assert stacked.index(DAY) < stacked.index("2025-06-30")
    assert "云山县人民政府" in counties


@pytest.mark.tools("python3")
def test_pandas(root: Path) -> None:
    """The last counting word on each target; units and lights from Parquet."""
    (found,) = told("python3", root.parent)
    assert "YS2025-005" in found
    assert "red" in found


@pytest.mark.tools("sqlite-utils")
def test_sqlite_utils(root: Path) -> None:
    """Two tables that can be joined."""
    (found,) = told("sqlite-utils", root.parent)
    assert "云山县" in found


@pytest.mark.tools("mlr")
def test_miller(root: Path) -> None:
    """How often each status was stated of each target."""
    (found,) = told("mlr", root.parent)
    assert "YS2025-005" in found


@pytest.mark.tools("git")
def test_git(root: Path) -> None:
    """The lines of one target by who committed them."""
    for argv in (["init", "-q"], ["add", "."], ["-c", "user.name=甲", "-c", "user.email=a@b", "commit", "-qm", "六月"]):
        subprocess.run(["git", *argv], cwd=root.parent, check=True)
    (found,) = told("git", root.parent)
    assert "六月" in found
    assert "+[updates]" in found


@pytest.mark.tools("watch")
def test_watch(root: Path) -> None:
    """It draws the list, and would draw it again: it is stopped after the first time."""
    env = environment(TERM="xterm", LANG="C.UTF-8")
    text = next(text for name, text in BLOCKS if name == "watch").removeprefix("$ ")
    found = in_shell(f"timeout 15 {text}", root.parent, env)
    assert found.code == 124
    assert "YS2025-001" in found.text


@pytest.mark.tools("cron")
def test_cron(root: Path) -> None:
    """Both lines, with the sign that a crontab escapes, in the shell that cron uses."""
    folder = root.parent
    (folder / "weekly").mkdir()
    lines = [line.split(maxsplit=5) for line in CRON[0].splitlines()]
    assert [line[:5] for line in lines] == [["0", "7", "*", "*", "1"], ["5", "7", "*", "*", "1"]]
    for line in lines:
        command = line[5].replace("\\%", "%").replace("/srv/ledger", str(folder)).replace("/srv/www", str(folder))
        assert in_shell(f"sh -c {command!r}" if "'" in command else command, folder).code == 0
    assert len(list((folder / "weekly").glob("20??-??-??.parquet"))) == 1
    assert (folder / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_every_recipe_has_its_test() -> None:
    """The programs that the recipes are marked with are those that are tested here; each can be named on a command line."""
    own = Path(__file__).read_text(encoding="utf-8")
    assert {name for name, _text in BLOCKS} == {"jq", "duckdb", "python3", "sqlite-utils", "mlr", "git", "watch"}
    assert all(f'"{name}"' in own for name, _text in BLOCKS)

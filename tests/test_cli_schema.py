"""`targettrack schema`: what a program may rely on, and real output held to it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from conftest import DATA, Run
from running import DAY, error

COMMANDS = {
    "list": ("list", "--as-of", DAY, "--group", "owner"),
    "show": ("show", "YS2025-005", "--as-of", DAY),
    "report": ("report", "--as-of", DAY),
    "alerts": ("alerts", "--as-of", DAY),
    "check": ("check",),
    "export": ("export", "--as-of", DAY),
    "export-updates": ("export", "--table", "updates", "--as-of", DAY),
    "report-by-owner": ("report", "--by", "owner", "--as-of", DAY),
    "report-brief": ("report", "--form", "brief", "--all-plans", "--as-of", DAY),
    "report-bulletin": ("report", "--form", "bulletin", "--all-plans", "--as-of", DAY),
    "report-year-end": ("report", "--form", "year-end", "--all-plans", "--as-of", DAY),
    "report-changes": ("report", "--form", "changes", "--as-of", DAY),
    "add": ("add", "甲", "--plan", "ys", "--kind", "数量", "--owner", "none", "--deadline", "none"),
    "update": ("update", "YS2025-001", "YS2025-007", "--note", "x"),
    "undo": ("undo", "YS2025-001", "--by", "张三"),
}


def validate(schema: Any, data: Any) -> list[str]:
    """Every way in which data breaks a schema."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("broken", [False, True])
def test_real_output_holds_its_schema(run: Run, root: Path, name: str, *, broken: bool) -> None:
    """Every command's JSON, of a sound ledger and of one with a broken file, which only those miss that read it all."""
    if broken:
        (root / "QX2025/QX2025-002.toml").write_text("id = ")
        (root / "QX2025/QX2025-003.toml").write_bytes(b"")
    schema = run("schema", name).json
    found = run(*COMMANDS[name], "--format", "json")
    partial = broken and name not in {"add", "show", "update", "undo"}
    assert found.code == int(partial)
    assert validate(schema, found.json) == []
    assert found.json["status"] == ("partial" if partial else "ok")


def test_all_of_them_by_name(run: Run) -> None:
    """Without a name: an object with every schema, each the same as when asked for alone."""
    every = run("schema").json
    assert set(every) >= {*COMMANDS, "extract", "extract-coverage", "review", "record", "plan", "units", "settings"}
    for name in ("list", "record"):
        assert every[name] == run("schema", name).json


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.toml")), ids=lambda path: path.name)
def test_the_files_of_a_ledger_hold_theirs(run: Run, path: Path) -> None:
    """A record, a plan, the units and the settings, as an editor would check them."""
    names = {"plan.toml": "plan", "units.toml": "units", "targettrack.toml": "settings"}
    data = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=lambda one: one.isoformat()))
    assert validate(run("schema", names.get(path.name, "record")).json, data) == []


def test_a_name_that_is_none(run: Run) -> None:
    """Refused, with those that there are."""
    found = run("schema", "lists")
    choices = " ".join(run("schema").json)
    assert found == (2, b"", error("unknown-word", option="NAME", text="lists", choices=choices).encode())


def test_no_ledger_is_needed(run: Run, root: Path) -> None:
    """A program that only wants the contract gets it anywhere, or into a file."""
    root.rename(root.parent / "elsewhere")
    assert run("schema", "list", "-o", "list.schema.json").code == 0
    assert (root.parent / "list.schema.json").read_bytes() == run("schema", "list").out

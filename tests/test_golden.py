"""The pages as they are: every format of the four reading commands, as recorded in tests/golden and read by a person.

`pytest --update-golden` records them anew; the difference in git is what a change of words or layout did.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import Run
from running import DAY
from targettrack.cli import world

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "list": ("list",),
    "list-group": ("list", "--group", "rating", "--sort", "gap"),
    "report": ("report",),
    "alerts": ("alerts",),
    "show": ("show", "YS2025-005"),
    "show-figures": ("show", "YS2025-001"),
}
FORMATS = {"lines": "txt", "json": "json", "markdown": "md", "csv": "csv"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("name", COMMANDS)
def test_tables(run: Run, golden: Callable[[str, bytes], None], name: str, width: str, language: str) -> None:
    """A screen of 80 and of 120 cells, in both languages."""
    env = {"COLUMNS": width, "TARGETTRACK_LANG": language}
    found = run(*COMMANDS[name], "--as-of", DAY, "--format", "table", env=env)
    assert (found.code, found.err) == (0, b"")
    golden(f"{name}-{width}-{language}.table", found.out)


@pytest.mark.parametrize("name", ["list", "report", "alerts", "show"])
@pytest.mark.parametrize("form", FORMATS)
def test_formats(run: Run, golden: Callable[[str, bytes], None], name: str, form: str) -> None:
    """Every other format, in English."""
    found = run(*COMMANDS[name], "--as-of", DAY, "--format", form)
    assert (found.code, found.err) == (0, b"")
    # JSON is one line; in the file it has lines, so that a person can read it and git can compare it.
    shown = json.dumps(found.json, ensure_ascii=False, indent=1).encode() + b"\n" if form == "json" else found.out
    golden(f"{name}.{FORMATS[form]}", shown)


def test_colour(run: Run, golden: Callable[[str, bytes], None]) -> None:
    """A terminal with colour: every light beside its word."""
    found = run("list", "--as-of", DAY, terminal=True)
    golden("list-80-en.ansi", found.out)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_receipts(
    run: Run, golden: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """What is said after a write, with the keys that it was given."""
    keys = iter(f"20251010T010000-zzzzz{n}" for n in range(9))
    monkeypatch.setattr(world, "update_key", lambda _target: next(keys))
    steps = (
        ("update", "YS2025-001", "YS2025-007", "--value", "20", "--as-of", "2025-10-09", "--note", "现场核实"),
        ("undo", "YS2025-007"),
        ("update", "YS2025-007", "--deadline", "年底", "--reason", "汛期", "--authority", "县政府"),
        ("add", "新建公园", "--plan", "ys", "--kind", "milestone", "--owner", "none", "--deadline", "none"),
        ("update", "YS2025-003", "--value", "7.2", "--dry-run"),
    )
    found = [run(*step, env={"TARGETTRACK_LANG": language}) for step in steps]
    assert [one.code for one in found] == [0, 0, 0, 0, 0]
    golden(f"receipts-{language}.txt", b"".join(one.out + one.err for one in found))

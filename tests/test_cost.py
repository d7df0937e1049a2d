"""What a command costs, counted and not timed: the files that it opens, the folders that it lists, at two sizes of a ledger.

Each command runs in an interpreter of its own that writes down what it opens, as `benchmarks/table.py` measures the time.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import records
from running import environment, in_shell

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL, LARGE = 100, 2000
WATCHED = """
import os, sys
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
def watch(event, arguments):
    if event in {"open", "os.listdir", "os.scandir"}:
        os.write(log, f"{event}\\t{arguments[0]}\\n".encode(errors="replace"))
sys.addaudithook(watch)
from targettrack.__main__ import run
run()
"""
BY_ID = {
    "show": ("show", "AA2025-050"),
    "update": ("update", "AA2025-050", "--note", "第一次"),
    "add": tuple("add 修建公厕3座 --plan AA2025 --kind quantity --value 3座 --owner 云州市教育局 --deadline 2025-12-31".split()),
}


class Touched(NamedTuple):
    """What a command opened and listed, each by its path in the ledger."""

    opened: Counter[str]
    listed: Counter[str]

    @property
    def records(self) -> list[str]:
        """The records that were opened, each time that they were."""
        return sorted(path for path in self.opened.elements() if path.count("-"))


class Watch:
    """Runs commands on a ledger of a size, with a cache of its own."""

    def __init__(self, place: Path, size: int) -> None:
        """Make the ledger."""
        self.place, self.root = place, records.write(place, size)
        (place / "watched.py").write_text(WATCHED, encoding="utf-8")

    def __call__(self, *words: str, env: Mapping[str, str] | None = None) -> Touched:
        """What a command touches; it has to succeed."""
        log, line = self.place / "touched", " ".join(f"'{word}'" for word in words)
        kept = environment(XDG_CACHE_HOME=str(self.place / "cache"), **(env or {}))
        outcome = in_shell(f"{sys.executable} {self.place / 'watched.py'} {log} {line}", self.place, kept)
        assert outcome.code == 0, outcome.said
        touched = [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()]
        inside = f"{self.root}/"
        return Touched(
            Counter(path.removeprefix(inside) for event, path in touched if event == "open" and path.startswith(inside)),
            Counter(path for event, path in touched if event != "open" and f"{path}/".startswith(inside)),
        )


@pytest.fixture(scope="module")
def watches(tmp_path_factory: pytest.TempPathFactory) -> tuple[Watch, Watch]:
    """A small ledger and a large one."""
    return Watch(tmp_path_factory.mktemp("small"), SMALL), Watch(tmp_path_factory.mktemp("large"), LARGE)


@pytest.mark.parametrize("command", BY_ID)
def test_what_names_a_target_opens_the_same_files_at_any_size(watches: tuple[Watch, Watch], command: str) -> None:
    """A ledger twenty times as large, its plan ten times: the same files are opened."""
    small, large = (watch(*BY_ID[command]) for watch in watches)
    print(small, large)
    assert small == large

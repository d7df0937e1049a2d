"""What a command costs, counted and not timed: the files that it opens, the folders that it lists, at two sizes of a ledger.

Each command runs in an interpreter of its own that writes down what it opens, as `benchmarks/table.py` measures the time.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import records
from running import environment, in_shell

SMALL, LARGE = 100, 2000
WATCHED = """
import os, sys, time
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
def watch(event, arguments):
    if event == "open":
        event = "list" if arguments[2] & os.O_DIRECTORY else event
    if event in {"open", "list", "import"}:
        os.write(log, f"{event}\\t{arguments[0]}\\n".encode(errors="replace"))
sys.addaudithook(watch)
now = time.time_ns
time.time_ns = lambda: now() + 3_600_000_000_000  # an hour on: what has just been written has long been quiet
from targettrack.__main__ import run
run()
"""
LIST = "list --owner 云州市教育局 --as-of 2025-10-31"
BY_ID = ("show AA2025-0{n}", "update AA2025-0{n} --note 第{n}次", "undo AA2025-0{n}")


class Touched(NamedTuple):
    """What a command touched of the ledger, by path in it; and the modules that it loaded."""

    records: list[str]
    folders: Counter[str]
    modules: frozenset[str]


class Watch:
    """Runs commands on a ledger of a size, with a cache of its own."""

    def __init__(self, place: Path, size: int) -> None:
        """Make the ledger."""
        self.place, self.root = place, records.write(place, size)
        (place / "program").mkdir()  # a folder in which nothing else changes
        (place / "program" / "watched.py").write_text(WATCHED, encoding="utf-8")

    def __call__(self, words: str) -> Touched:
        """What a command touches; it has to succeed."""
        log = self.place / "touched"
        kept = environment(TARGETTRACK_CACHE=str(self.place / "cache"))
        outcome = in_shell(f"{sys.executable} {self.place / 'program' / 'watched.py'} {log} {words}", self.place, kept)
        assert outcome.code == 0, outcome.said
        touched: dict[str, list[str]] = {"open": [], "list": [], "import": []}
        for line in log.read_text(encoding="utf-8").splitlines():
            event, name = line.split("\t")
            if event == "import" or name.startswith(str(self.root)):
                touched[event].append(os.path.relpath(name, self.root) if event != "import" else name)
        opened = sorted(path for path in touched["open"] if "-" in path and "/." not in path)  # a plan.toml has no -
        return Touched(opened, Counter(touched["list"]), frozenset(touched["import"]))


@pytest.fixture(scope="module")
def watches(tmp_path_factory: pytest.TempPathFactory) -> tuple[Watch, Watch]:
    """A small ledger and a large one."""
    return Watch(tmp_path_factory.mktemp("small"), SMALL), Watch(tmp_path_factory.mktemp("large"), LARGE)


@pytest.mark.parametrize("command", BY_ID)
def test_what_names_a_target_costs_the_same_at_any_size(watches: tuple[Watch, Watch], command: str) -> None:
    """A ledger twenty times as large, its plan ten times: the same records are opened, the same folders listed."""
    for watch in watches:
        watch(command.format(n=40))  # learns the names
    small, large = (watch(command.format(n=50)) for watch in watches)
    assert small.records == large.records
    assert small.folders == large.folders


def test_the_same_question_is_answered_before_a_command_is_loaded(watches: tuple[Watch, Watch]) -> None:
    """Nothing is opened, and Typer is not loaded."""
    _small, watch = watches
    watch(LIST)
    again = watch(LIST)
    assert again.records == []
    assert again.modules.isdisjoint({"typer", "rich", "tomli", "targettrack.cli.app"})


@pytest.mark.parametrize("words", [LIST.replace("教育", "民政"), LIST.replace("10-31", "09-30"), "alerts", "report"])
def test_another_question_opens_no_record(watches: tuple[Watch, Watch], words: str) -> None:
    """Of another unit, of another day, by another command: what was read once is not read again."""
    _small, watch = watches
    watch(LIST)
    assert watch(words).records == []


def test_what_has_changed_is_read_again_and_nothing_else(watches: tuple[Watch, Watch]) -> None:
    """Three records of two thousand: three are opened, once each."""
    _small, watch = watches
    watch(LIST)
    changed = ["AA2025/AA2025-007.toml", "AA2025/AA2025-900.toml", "AB2025/AB2025-500.toml"]
    for path in changed:
        with (watch.root / path).open("a", encoding="utf-8") as file:
            file.write('own = { at = 2025-11-10T09:00:00+08:00, as_of = 2025-10-31, by = "县教育局", note = "开工" }\n')
    assert watch(LIST).records == changed

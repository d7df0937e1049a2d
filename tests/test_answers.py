"""An answer that was kept is given again only while it is true; then it is the same, byte for byte, on both streams."""

from __future__ import annotations

import os
import shutil
import sys
import time
from ast import literal_eval
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import chdir
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from zoneinfo import TZPATH

import pytest

from conftest import DATA
from running import environment, in_process, in_shell
from targettrack.cache import stamps
from targettrack.cli import memory, recording, streams
from walking import QUESTIONS, TICK, Walk

STRETCH = 50
"""Steps of one walk; the next one begins with a fresh ledger."""
WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event in {"open", "os.scandir", "os.listdir"} else None)
from targettrack.cli import main
code = main(sys.argv[1:])
print([int(code), [str(one) for one in opened], sorted(sys.modules)], file=sys.stderr)
"""


class Hits:
    """How many of the runs were answered from what was kept."""

    def __init__(self) -> None:
        """None yet."""
        self.count = 0
        self._recall = memory.recall

    def __call__(self, arguments: list[str], begin: Callable[[], object]) -> int | None:
        """As `memory.recall`, counted."""
        code = self._recall(arguments, begin)
        self.count += code is not None
        return code


@pytest.fixture
def hits(monkeypatch: pytest.MonkeyPatch) -> Hits:
    """Counts them."""
    found = Hits()
    monkeypatch.setattr(memory, "recall", found)
    return found


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """A reader at a fresh ledger, who keeps still."""
    return Walk(tmp_path, DATA, Random(0))


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that nobody has changed for two seconds; in `big`, of one with ten times the records."""
    folder = tmp_path_factory.mktemp("quiet")
    for name, copies in (("", 1), ("big", 10)):
        for copy in range(copies):
            for path in DATA.rglob("*.toml"):
                plan = path.parent.name
                place = folder / name / "targets" / path.relative_to(DATA)
                if plan != "targets" and copy:
                    place = place.parents[1] / f"{plan}{copy}" / path.name.replace(plan, f"{plan}{copy}")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(
                    path.read_bytes().replace(f'id = "{plan}'.encode(), f'id = "{place.parent.name}'.encode())
                )
    time.sleep(stamps.QUIET_NS / 1e9 + 0.1)
    return folder


def shell(line: str, folder: Path, **env: str) -> tuple[int, bytes, bytes]:
    """A line of bash with answers kept; the day is today."""
    return in_shell(line, folder, environment(TARGETTRACK_CACHE=str(folder / "kept"), **env))


def watched(folder: Path, *argv: str) -> tuple[int, list[str], set[str]]:
    """The exit code of a run in a process of its own, the files that it opened, and the modules that it loaded."""
    program = folder / "watched.py"
    program.write_text(WATCHED)
    said = shell(f"{sys.executable} {program} {' '.join(argv)} > /dev/null", folder)[2]
    code, opened, modules = literal_eval(said.splitlines()[-1].decode())
    return code, opened, set(modules)


def test_a_walk_finds_no_other_answer(tmp_path: Path, steps: int, hits: Hits) -> None:
    """A few hundred steps; `pytest tests/test_answers.py --steps 10000` goes further. A tenth of all runs are hits."""
    for seed in range(steps // STRETCH):
        walk = Walk(tmp_path / str(seed), DATA, Random(seed))
        for _ in range(STRETCH):
            walk.step()
    assert hits.count > steps // 10


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_twice(walk: Walk, question: str, hits: Hits) -> None:
    """The second time it is a hit, unless it was refused, or is `check`, or names two ledgers."""
    for seconds in (0, 5):
        walk.now = walk.now.replace(second=seconds)
        anew, files = walk.ask(f"{question} --no-cache"), walk.told()
        assert (walk.ask(question), walk.told()) == (anew, files)
        assert (walk.ask(question), walk.told()) == (anew, files)
    is_kept = anew.code in {0, 1} and not question.startswith("check") and "near" not in question
    assert hits.count == (3 if is_kept and "targets/told" not in question else 0)


def test_a_hit_opens_no_record_and_loads_nothing(quiet: Path) -> None:
    """One file is opened, that of the answer, however large the ledger is; folders are looked through."""
    for folder in (quiet, quiet / "big"):
        first = watched(folder, "list", "--as-of", "2025-09-30")
        assert sum(name.endswith(".toml") for name in first[1]) > 9
        code, opened, modules = watched(folder, "list", "--as-of", "2025-09-30")
        after = opened[max(place for place, name in enumerate(opened) if name.endswith((".py", ".pyc", ".so"))) + 1 :]
        files = [name for name in after if not name.isdigit() and not os.path.isdir(name)]
        assert (code, [Path(name).suffix for name in files]) == (first[0], [".thing"])
        assert not modules & {"typer", "typing", "pathlib", "datetime", "re", "enum", "hashlib", "pickle", "contextlib"}
        assert {name for name in modules if name.startswith("targettrack.")} == {
            *("targettrack.cli", "targettrack.cli.memory", "targettrack.cli.streams"),
            *("targettrack.cache", "targettrack.cache.answers", "targettrack.cache.shelf", "targettrack.cache.stamps"),
        }


@pytest.mark.parametrize("question", ["list", "report -f html", "show YS2025-005 --links -f table", "alerts -f csv"])
def test_an_answer_rests_on_what_is_looked_at(quiet: Path, question: str) -> None:
    """A run opens files of the ledger, of the program, of Python and its libraries; nothing else."""
    _code, opened, _modules = watched(quiet, *question.split(), "--no-cache")
    own = (str(quiet / "targets"), str(memory._OWN))
    known = (*own, *TZPATH, *sys.path[1:], sys.prefix, sys.base_prefix)
    beyond = {name for name in opened if not name.isdigit() and not os.path.realpath(name).startswith(known)}
    assert beyond <= {str(quiet / "watched.py"), str(quiet), "/dev/null"}


class Watched(MutableMapping[str, str]):
    """An environment that knows which of its variables were asked for."""

    def __init__(self, env: MutableMapping[str, str]) -> None:
        """Around another one."""
        self.env, self.asked = env, set[str]()

    def __getitem__(self, name: str) -> str:
        """Note the name."""
        self.asked.add(name)
        return self.env[name]

    def __setitem__(self, name: str, value: str) -> None:
        """Pass it on."""
        self.env[name] = value

    def __delitem__(self, name: str) -> None:
        """Pass it on."""
        del self.env[name]

    def __iter__(self) -> Iterator[str]:
        """Looking at all of them is what the question does."""
        return iter(self.env)

    def __len__(self) -> int:
        """So many."""
        return len(self.env)


@pytest.mark.parametrize("question", [one for one in QUESTIONS if not one.startswith("check")])
def test_every_variable_that_is_asked_for_is_part_of_the_question(walk: Walk, question: str) -> None:
    """Whoever lets an answer depend on another one learns it here."""
    environ = Watched(environment(TARGETTRACK_CACHE="off"))
    with mock.patch.object(os, "environ", environ), chdir(walk.folder):
        in_process(tuple(question.split()))
    beyond = {name for name in environ.asked if name not in memory._NAMES and not name.startswith(memory._PREFIXES)}
    assert beyond <= {"_TARGETTRACK_COMPLETE", "XDG_CACHE_HOME", "HOME"}  # whether, and where, anything is kept


def test_how_wide_signs_are_is_part_of_the_question(tmp_path: Path) -> None:
    """Rich asks for it once in a process, so that the test above does not see it."""
    shutil.copytree(DATA, tmp_path / "targets")
    path = tmp_path / "targets/YS2025/YS2025-005.toml"
    path.write_text(path.read_text().replace('title = "', 'title = "\N{MELTING FACE}', 1))
    time.sleep(stamps.QUIET_NS / 1e9 + 0.1)
    line = "targettrack list --id YS2025-005 -f table"
    wide = shell(line, tmp_path)
    narrow = shell(line, tmp_path, UNICODE_VERSION="4.1.0")
    assert narrow == shell(f"{line} --no-cache", tmp_path, UNICODE_VERSION="4.1.0") != wide


@pytest.mark.parametrize(
    "end",
    [
        *("> {file}", "> /dev/full", ">&-", "2>&-", "2> /dev/full", "> {file} 2>&1", "| cat"),
        *("> >(exec >&-; sleep 0.1)", "2>&1 > /dev/full"),
    ],
)
def test_a_hit_ends_as_a_run_does(quiet: Path, tmp_path: Path, end: str) -> None:
    """With a full disk, a reader who left, a closed stream: the same words, code and bytes."""
    file = tmp_path / "told"
    shell("targettrack alerts > /dev/null", quiet)
    found = []
    for option in ("", " --no-cache"):
        line = f"targettrack alerts{option} {end.format(file=file)}; echo $? >&2"
        found.append((shell(line, quiet), file.read_bytes() if file.exists() else b""))
        file.unlink(missing_ok=True)
    assert found[0] == found[1]


@pytest.mark.parametrize("question", ["list", "show YS2025-005"])
def test_what_has_just_changed_is_not_trusted(walk: Walk, question: str, hits: Hits) -> None:
    """For two seconds nothing is kept of it: another change could leave the same stamp."""
    walk.patience = 0
    time.sleep(stamps.QUIET_NS / 1e9 + 0.1)
    path = walk.root / "YS2025" / "YS2025-005.toml"
    path.write_bytes(path.read_bytes())
    for _ in range(3):
        walk.ask(question)
    assert hits.count == 0
    time.sleep(stamps.QUIET_NS / 1e9 + 0.1)
    for _ in range(3):
        walk.ask(question)
    assert hits.count == 2


@pytest.mark.parametrize("question", ["list", "show QX2025-002"])
def test_a_nearer_ledger_is_seen(walk: Walk, question: str, hits: Hits) -> None:
    """The answer rests on there being none between the reader and the one above."""
    walk.place = walk.folder / "near"
    above = walk.ask(question)
    assert walk.ask(question) == above
    assert hits.count == 1
    shutil.copytree(walk.root / "YS2025", walk.place / "targets" / "YS2025")
    assert walk.ask(question) == walk.ask(f"{question} --no-cache") != above
    assert hits.count == 1


@pytest.mark.parametrize("question", ["list", "list --plan YS2025", "show YS2025-005", "report"])
def test_a_ledger_whose_link_is_turned_while_it_is_read(
    walk: Walk, question: str, monkeypatch: pytest.MonkeyPatch, hits: Hits
) -> None:
    """What was read of the one is not kept as said of the other, which has long been quiet."""
    shutil.copytree(walk.root, walk.folder / "new" / "targets")
    path = walk.root / "YS2025" / "YS2025-005.toml"
    path.write_bytes(path.read_bytes().replace(b'title = "', b'title = "x'))
    (walk.folder / "turned").symlink_to(".")
    time.sleep(TICK)
    prove = recording._proof

    def turned(run: Any) -> Any:
        (walk.folder / "turned").unlink()
        (walk.folder / "turned").symlink_to("new")
        return prove(run)

    monkeypatch.setattr(recording, "_proof", turned)
    walk.ask(f"{question} --store turned")
    monkeypatch.setattr(recording, "_proof", prove)
    assert walk.ask(f"{question} --store turned") == walk.ask(f"{question} --store new")
    assert hits.count == 0


def test_what_is_damaged_is_worked_out_again(walk: Walk) -> None:
    """Wherever it is damaged."""
    whole = walk.ask("list -f json")
    for path in sorted((walk.folder / "kept").iterdir()):
        data = path.read_bytes()
        for place in range(0, len(data), max(1, len(data) // 20)):
            for damaged in (data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :], data[:place]):
                path.write_bytes(damaged)
                assert walk.ask("list -f json") == whole
    assert walk.ask("list -f json") == whole


def test_runs_side_by_side(quiet: Path) -> None:
    """Eight at once, with nothing kept before: one answer."""
    line = "for n in 1 2 3 4 5 6 7 8; do targettrack report -f markdown > told.$n & done; wait; cat told.*; rm told.*"
    one = shell("targettrack report -f markdown --no-cache", quiet)[1]
    assert shell(line, quiet)[1] == one * 8


@pytest.mark.parametrize(
    ("env", "folder"),
    [
        ({"HOME": "/home/x"}, "/home/x/.cache/targettrack"),
        ({"HOME": "/home/x", "XDG_CACHE_HOME": "/var/y"}, "/var/y/targettrack"),
        ({"HOME": "/home/x", "XDG_CACHE_HOME": "y"}, "/home/x/.cache/targettrack"),
        ({"HOME": "x"}, ""),
        ({}, ""),
        ({"HOME": "/home/x", "TARGETTRACK_CACHE": "off"}, ""),
        ({"HOME": "/home/x", "TARGETTRACK_CACHE": ""}, ""),
        ({"TARGETTRACK_CACHE": "/z"}, "/z"),
    ],
)
def test_where_answers_are_kept(env: dict[str, str], folder: str) -> None:
    """Where the system keeps such things, or where one says."""
    with mock.patch.dict(os.environ, env, clear=True):
        assert memory._folder() == folder


def test_no_cache_keeps_nothing(walk: Walk) -> None:
    """Neither an answer nor what answers are made from; nor does a ledger on a file server."""
    walk.ask("list --no-cache")
    with mock.patch.object(stamps, "is_near", return_value=False):
        walk.ask("list")
    assert not [path for path in walk.folder.glob("kept/*") if path.suffix == ".thing"]


def test_another_program_is_asked_anew(tmp_path: Path) -> None:
    """Who changes one of its files gets its answers, not those of the old one."""
    (tmp_path / "module.py").write_text("x = 1")
    with mock.patch.object(memory, "_OWN", str(tmp_path)):
        before = memory._version()
        assert memory._version() == before
        (tmp_path / "module.py").write_text("x = 2, 3")
        assert memory._version() != before


def test_what_moves_is_not_heard(capsys: pytest.CaptureFixture[str]) -> None:
    """A bar that shows how far the work is goes past who keeps the answer."""
    said: list[bytes | None] = []
    screen = streams.overheard(sys.__stdout__, said.append)
    assert streams.unheard(screen) is sys.__stdout__
    assert streams.unheard(sys.stderr) is sys.stderr

"""Understand everything, then write: every writing command with every kind of refusal leaves the tree as it was."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import time
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

import pytest
import typer.main

from office import LOCK, WRITERS, Office, copied
from targettrack.cli.app import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

PROGRAM = typer.main.get_command(build())
DRAFT, RECORD, OTHER = "BG2026-003", "KP2025-001", "KP2025-002"
UPDATE = ("update", RECORD)
ADD = ("add", "修建公厕10座", "--plan", "KP2025", "--kind", "quantity", "--owner", "none", "--deadline", "none")

# What no option takes: half a character, as a terminal in another encoding gives it, and more than a record may hold.
UNWRITABLE = ("\udcb3", "长" * 20_001)
BAD = {
    "--as-of": ("86400", "2025-02-30", "2099-01-01"),
    "add --value": ("many", "8-5", "5-8-9"),  # of a new record, any unit and any sign
    "add --goal": ("nonsense=1", "value=many"),
    "--ask-deadline": ("86400", "2025-02-30"),
    "--assess": ("nonsense", "slow"),
    "--baseline": ("many",),
    "--checkpoint": ("2025-06-30", "86400=1", "2025-02-28=", "2025-06-30=5-8"),
    "--checkpoint-file": ("nowhere", "report.txt", "targets"),
    "--comparator": ("=>",),
    "--completed": ("86400", "2025-02-30", "2025-10-11"),
    "--data": ("nonsense",),
    "--deadline": ("86400", "2025-02-30", "尽快"),
    "--denominator": ("many",),
    "--forecast": ("perhaps",),
    "--format": ("docxx", ""),
    "--goal": ("nonsense=1", "value=many", "value=1", "value=8-5", "value=900吨"),
    "--into": ("404", "3"),
    "--key": ("no id!", "../x"),
    "--kind": ("nonsense",),
    "--level": ("nonsense",),
    "--line": ("0", "many"),
    "--node-met": ("86400", "2025-02-30", "2025-06-30"),
    "--of": ("404",),
    "--output": ("r.docxx", "nowhere/r.json", "r", ""),
    "--owner": ("无此局", ""),
    "--plan": ("无此计划", "../x", "a b", ""),
    "--previous": ("404", "3"),
    "--published": ("86400", "2025-02-30"),
    "--reply-by": ("86400", "2025-02-30", "2025-10-31"),
    "--set": ("nonsense=1", "value=many", "deadline=86400", "owner=无此局", "kind=nonsense", "title"),
    "--split": ("", "长" * 20_001),
    "--start": ("86400", "2025-02-30"),
    "--status": ("nonsense",),
    "--strength": ("nonsense",),
    "--store": ("nowhere", "report.txt"),
    "--supporting": ("无此局",),
    "--upper": ("404", "3"),
    "--value": ("many", "1e5", "3吨", "-1", "5-8"),
    "--year": ("many", "99999"),
}
"""For each option that does not take any text, what it refuses."""


class Refusal(NamedTuple):
    """A command that is to be refused. `before` prepares the office; `during` holds while the command runs."""

    name: str
    argv: tuple[str, ...]
    before: Callable[[Office], object] = lambda _office: None
    during: Callable[[Office], AbstractContextManager[object]] = lambda _office: nullcontext()


def _write(path: str, data: bytes) -> Callable[[Office], object]:
    return lambda office: (office.folder / path).write_bytes(data)


def _job(office: Office) -> None:
    assert office.run(*UPDATE, "--note", "y", "--key", "job-1").code == 0


def _future_line(office: Office) -> None:
    line = '20990101T000000-aaaaaa = { at = 2099-01-01T08:00:00+08:00, as_of = 2025-10-09, by = "乙", note = "x" }\n'
    with (office.folder / f"targets/KP2025/{RECORD}.toml").open("a", encoding="utf-8") as file:
        file.write(line)


def _close_plan(office: Office) -> None:
    with (office.folder / "targets/KP2025/plan.toml").open("a", encoding="utf-8") as file:
        file.write("closed = 2025-10-01\n")


def _outside(office: Office) -> None:
    path = office.folder / f"targets/KP2025/{RECORD}.toml"
    path.rename(office.folder / "elsewhere.toml")
    path.symlink_to("../../elsewhere.toml")


@contextmanager
def _locked(office: Office) -> Iterator[None]:
    """Somebody else writes, and does not end; whoever looks at the clock finds that minutes went by."""
    minutes = count(0, 100.0)
    with (
        (office.folder / LOCK).open("a") as other,
        mock.patch.object(time, "monotonic", minutes.__next__),
        mock.patch.object(time, "sleep"),
    ):
        fcntl.flock(other, fcntl.LOCK_EX)
        yield


def _unwilling(number: int, *steps: str) -> Callable[[Office], AbstractContextManager[object]]:
    """A disk on which these steps of the system end with an error; opening, only where it would make or change a file."""

    @contextmanager
    def during(_office: Office) -> Iterator[None]:
        with ExitStack() as stack:
            for step in steps:
                stack.enter_context(mock.patch.object(os, step, _failing(step, number)))
            yield

    return during


def _failing(step: str, number: int) -> Callable[..., object]:
    real: Callable[..., object] = getattr(os, step)
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def fail(*arguments: object, **options: object) -> object:
        flags = arguments[1] if step == "open" else writing
        if isinstance(flags, int) and flags & writing:
            raise OSError(number, os.strerror(number), str(arguments[0]))
        return real(*arguments, **options)

    return fail


DISKS = {
    "a read-only disk": _unwilling(errno.EROFS, "open", "mkdir", "rename", "unlink"),
    "a folder that may not be written": _unwilling(errno.EACCES, "open", "mkdir", "rename", "unlink"),
    "a full disk": _unwilling(errno.ENOSPC, "fsync"),
    "a quota used up": _unwilling(errno.EDQUOT, "fsync"),
    "a failing disk": _unwilling(errno.EIO, "fsync"),
}


def _any_command(name: str, argv: tuple[str, ...]) -> Iterator[Refusal]:
    """What every writing command refuses."""
    command = PROGRAM.commands[argv[0]]  # type: ignore[attr-defined]  # the program is a group
    yield Refusal(f"{name}: unknown option", (*argv, "--nonsense"))
    yield Refusal(f"{name}: option without a value", (*argv, "--lang"))
    yield Refusal(f"{name}: unknown language", (*argv, "--lang", "xx"))
    for option in command.params:
        word = max(option.opts, key=len)
        if word in {"--help", "--lang"} or getattr(option, "is_flag", False) or not word.startswith("--"):
            continue
        for value in BAD.get(f"{argv[0]} {word}", BAD.get(word, UNWRITABLE)):
            yield Refusal(f"{name}: {word} {value[:20]!r}", (*argv, word, value))
    if any("--output" in option.opts for option in command.params):
        for place in ("targets", f"targets/KP2025/{RECORD}.toml", "targets/KP2025/plan.toml", "targets/KP2025/r.json"):
            yield Refusal(f"{name}: -o {place}", (*argv, "-f", "json", "-o", place))
    for disk, during in DISKS.items():
        yield Refusal(f"{name}: {disk}", argv, during=during)
    if argv[:2] != ("init", "new"):  # which makes a ledger where nobody can be writing
        yield Refusal(f"{name}: a ledger that somebody else is writing", argv, during=_locked)


def _targets(name: str, argv: tuple[str, ...]) -> Iterator[Refusal]:
    """What a command refuses that names targets."""
    ids = [word for word in argv if word in {RECORD, OTHER} or word.startswith("BG2026-")]
    for id_ in ids:
        unknown = tuple("404" if word == id_ else word for word in argv)
        yield Refusal(f"{name}: unknown id for {id_}", unknown)
        path = f"targets/{id_.partition('-')[0]}/{id_}.toml"
        yield Refusal(f"{name}: {id_} is broken", argv, _write(path, b"id = \n"))
        yield Refusal(f"{name}: {id_} is gone", argv, lambda office, path=path: (office.folder / path).unlink())  # type: ignore[misc]  # of this id
    if argv[0] != "undo":
        yield Refusal(f"{name}: one more, unknown", (*argv[:2], "404", *argv[2:]))
        wrong = RECORD if argv[0] == "review" else DRAFT
        if "--accept" not in argv:  # one that is accepted already is what an interrupted command left behind it
            yield Refusal(f"{name}: one more, of the other sort", (*argv[:2], wrong, *argv[2:]))


def _updates() -> Iterator[Refusal]:
    """What only `update` refuses."""
    yield Refusal("update: nothing is said", UPDATE)
    yield Refusal("update: a reason for nothing", (*UPDATE, "--reason", "x"))
    yield Refusal("update: a key with other content", (*UPDATE, "--note", "x", "--key", "job-1"), _job)
    yield Refusal("update: before the window", (*UPDATE, "--note", "x", "--as-of", "2024-01-01"))
    for option, value in (("--deadline", "2026-06-30"), ("--goal", "value=900"), ("--status", "dropped")):
        yield Refusal(f"update: {option} without a reason", (*UPDATE, option, value, "--authority", "x"))
        yield Refusal(f"update: {option} without an authority", (*UPDATE, option, value, "--reason", "x"))
    yield Refusal("update: an assessment without a reason", (*UPDATE, "--assess", "停滞"))
    yield Refusal("update: two reasons for a return", (*UPDATE, "--return", "x", "--reason", "x"))
    yield Refusal("update: the plan is closed", (*UPDATE, "--value", "500"), _close_plan)
    yield Refusal("update: nothing was claimed", (*UPDATE, "--return", "x"))
    yield Refusal("update: nothing is closed", (*UPDATE, "--reopen", "--reason", "x"))
    yield Refusal("update: closed without evidence", ("update", OTHER, "--status", "closed"))
    yield Refusal(
        "update: one of two is short of its goal", ("update", OTHER, RECORD, "--status", "closed", "--evidence", "x")
    )
    yield Refusal("update: a waiver of nothing", (*UPDATE, "--note", "x", "--waive", "x"))
    yield Refusal("update: a step without a target", ("update", "--stage", "主体完工"))
    listed = ("update", "--checkpoint-file", "nodes.txt")
    yield Refusal(
        "update: a list with a fault in its last line",
        listed,
        _write("nodes.txt", f"{RECORD} 年底=9\n{OTHER}\n".encode()),
    )
    yield Refusal(
        "update: a list with a node after the end",
        listed,
        _write("nodes.txt", f"{RECORD} 年底=9\n{OTHER} 年底=9".encode()),
    )
    yield Refusal("update: an empty list", listed, _write("nodes.txt", b"# \n"))
    yield Refusal("update: a unit that only the first target has", (*UPDATE, OTHER, "--value", "400个"))
    yield Refusal("update: more than the whole of the second", (*UPDATE, OTHER, "--value", "400"))
    yield Refusal("update: a line of the future is in force", (*UPDATE, "--note", "x"), _future_line)


def refusals() -> Iterator[Refusal]:
    """The whole table."""
    for name, argv in WRITERS.items():
        yield from _any_command(name, argv)
        if argv[0] in {"update", "undo", "review"}:
            yield from _targets(name, argv)
    yield Refusal("init: a ledger is there", ("init",))
    yield Refusal("init: inside a ledger", ("init", "targets/KP2025"))
    yield Refusal("init: in the place of a file", ("init", "report.txt"))
    yield Refusal("init: a plan that is there", ("init", "--plan", "kp2025", "--title", "x", "--year", "2025"))
    yield Refusal("init: a plan without a title", ("init", "--plan", "XJ2026", "--year", "2026"))
    yield Refusal("init: a plan without a year", ("init", "--plan", "XJ2026", "--title", "x"))
    yield Refusal("add: nothing is said, and nobody can be asked", ("add",))
    yield Refusal("add: no kind", ("add", "修建公厕10座", "--plan", "KP2025"))
    yield Refusal("add: an empty title", ("add", "", *ADD[2:]))
    yield Refusal("add: a title too long", ("add", "长" * 20_001, *ADD[2:]))
    yield Refusal("add: it ends before it starts", (*ADD, "--start", "2025-06-01", "--deadline", "2025-05-01"))
    yield from _updates()
    yield Refusal("undo: a line of the future is in force", ("undo", RECORD), _future_line)
    yield Refusal("update: the record lies outside the ledger", (*UPDATE, "--note", "x"), _outside)
    yield Refusal("undo: the record lies outside the ledger", ("undo", RECORD), _outside)
    yield Refusal("undo: nothing of this person", ("undo", OTHER))
    yield Refusal("undo: an unknown key", ("undo", RECORD, "--key", "20200101T000000-aaaaaa"))
    yield Refusal("extract: no plan", ("extract", "report.txt", "--write"))
    yield Refusal("extract: no such file", ("extract", "nowhere.txt", "--write", "--plan", "XJ2026"))
    yield Refusal(
        "extract: no text", ("extract", "x", "--write", "--plan", "XJ2026"), _write("x", bytes(range(256)) * 9)
    )
    yield Refusal(
        "extract: no year", ("extract", "x", "--write", "--plan", "XJ2026"), _write("x", "新增学位9个。".encode())
    )
    yield Refusal(
        "extract: written and only looked at", ("extract", "report.txt", "--write", "--plan", "XJ2026", "--coverage")
    )
    yield Refusal("review: no action, and nobody can be asked", ("review", DRAFT))
    yield Refusal("review: no draft is named", ("review", "--accept"))
    yield Refusal("review: one cannot be merged", ("review", DRAFT, "--merge"))
    yield Refusal("review: split into one", ("review", DRAFT, "--split", "一"))
    for actions in CONTRADICTIONS:
        yield Refusal(f"review: {' '.join(actions)}", ("review", DRAFT, "BG2026-004", *actions))


SPLIT = ("--split", "甲", "--split", "乙")
CONTRADICTIONS = (
    ("--accept", "--drop"),
    ("--merge", "--drop"),
    ("--merge", *SPLIT),
    (*SPLIT, "--drop"),
    ("--set", "title=x", "--drop"),
    ("--merge", "--accept", "--drop"),
    SPLIT,  # two drafts into the same two
    ("--merge", "--set", "nonsense=1"),
    (*SPLIT, "--set", "nonsense=1"),
    ("--accept", "--set", "nonsense=1"),
    ("--drop", "--set", "nonsense=1"),
)


@pytest.mark.parametrize("name", WRITERS)
def test_every_writing_command_writes(office: Office, name: str) -> None:
    """What is refused below would change the tree if it were not; so each refusal is one of something."""
    before = office.tree()
    found = office.run(*WRITERS[name])
    assert (found.code, office.tree() == before) == (0, False)


@pytest.mark.parametrize(
    "refusal",
    [pytest.param(refusal, id=refusal.name) for refusal in refusals()],
)
def test_what_is_refused_changes_no_byte(office: Office, refusal: Refusal) -> None:
    """Exit code 2 or 3, nothing on standard output, words but no traceback on standard error, the same tree."""
    refusal.before(office)
    before = office.tree()
    with refusal.during(office):
        found = office.run(*refusal.argv)
    assert office.tree() == before
    assert (found.code in {2, 3}, found.out) == (True, b"")
    assert found.said.strip()
    assert "Traceback" not in found.said
    assert "fault of targettrack" not in found.said


@pytest.fixture
def brimful(furnished: Path, tmp_path: Path) -> Iterator[Office]:
    """The office on a real file system on which no byte is free."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root may mount")
    office = copied(furnished, place / "office")
    (office.folder / LOCK).touch()
    with (place / "filler").open("wb", buffering=0) as filler:
        for size in (65_536, 4096, 1):
            try:
                while True:
                    filler.write(b"x" * size)
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017  # what fills a disk
    yield office
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("name", list(WRITERS))
def test_a_disk_that_is_really_full(brimful: Office, name: str) -> None:
    """Exit code 3, the same tree, and a word of the disk."""
    before = brimful.tree()
    found = brimful.run(*WRITERS[name])
    assert brimful.tree() == before
    assert (found.code, found.out) == (3, b"")
    assert "full" in found.said

"""A writer that is stopped at any step: nothing promised is lost, the same command completes it, and no word is untrue."""

from __future__ import annotations

import builtins
import errno
import os
import pickle
import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

import pytest

from office import WRITERS, Office, copied
from running import Outcome
from targettrack import store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STEPS = (
    *("open", "write", "pwrite", "ftruncate", "truncate", "fsync", "fdatasync"),
    *(
        "rename",
        "replace",
        "link",
        "symlink",
        "unlink",
        "remove",
        "mkdir",
        "rmdir",
        "chmod",
        "fchmod",
        "chown",
        "fchown",
    ),
)
"""What the system does for a writer, one step each; opening is one where it makes or changes a file."""
NOTHING = "Nothing was recorded."
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@contextmanager
def before_each_step(act: Callable[[str], None]) -> Iterator[None]:
    """Call `act` with the name of every step that changes the disk, before it."""

    def stepped(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            if name != "open" or _opens_to_write(arguments, options):
                act(name)
            return real(*arguments, **options)

        return step

    patches = [mock.patch.object(os, name, stepped(name, getattr(os, name))) for name in STEPS]
    patches.append(mock.patch.object(builtins, "open", stepped("open", open)))
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def _opens_to_write(arguments: tuple[object, ...], options: dict[str, object]) -> bool:
    """Of `os.open` by its flags; of `open` by its mode, where it is given a name and not what `os.open` has given."""
    how = arguments[1] if len(arguments) > 1 else options.get("mode", "r")
    if isinstance(how, int):
        return bool(how & _WRITING)
    return not isinstance(arguments[0], int) and bool(set(str(how)) & set("wax+"))


class Ran(NamedTuple):
    """A command that ran in a process of its own: the steps that it came to, and its outcome if it was not killed."""

    steps: int
    outcome: Outcome | None


def ran(office: Office, argv: tuple[str, ...], act: Callable[[int, str], None] = lambda _number, _name: None) -> Ran:
    """Run a command in a fork, with `act(number, name)` before each step; it may raise, or end the process."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            steps = 0

            def counted(name: str) -> None:
                nonlocal steps
                steps += 1
                act(steps, name)

            with before_each_step(counted):
                outcome = office.run(*argv)
            os.write(sending, pickle.dumps(Ran(steps, outcome)))
        finally:
            os._exit(0)
    os.close(sending)
    with open(receiving, "rb") as answer:
        data = answer.read()
    os.waitpid(child, 0)
    return pickle.loads(data) if data else Ran(0, None)


_TIMES = re.compile(rb"\b(at|recorded) = [0-9T:+-]+")
_KEYS = re.compile(rb'^[0-9]{8}T[0-9]{6}-[0-9a-z]{6} =|^key = "[0-9]{8}T[0-9]{6}-[0-9a-z]{6}"', re.MULTILINE)


def settled(tree: dict[str, bytes]) -> dict[str, bytes]:
    """A tree apart from the times of entry, and from keys, which are times and chance."""
    return {
        path: _KEYS.sub(b"KEY", _TIMES.sub(rb"\1 = NOW", data))
        for path, data in tree.items()
        if not path.endswith("/.lock")
    }


class Sheet:
    """One command at one office: the tree before, the tree after an undisturbed run, how many steps lie between."""

    def __init__(self, furnished: Path, place: Path, name: str) -> None:
        self.argv = WRITERS[name]
        self._furnished, self._place, self._used = furnished, place, 0
        office = self.fresh()
        self.before, self.promises = settled(office.tree()), promises(office)
        undisturbed = ran(office, self.argv)
        assert undisturbed.outcome is not None
        assert undisturbed.outcome.code == 0, undisturbed.outcome.said
        self.steps = undisturbed.steps
        self.after, self.kept = settled(office.tree()), self.promises & promises(office)

    def fresh(self) -> Office:
        """One more office, where nothing has happened yet."""
        self._used += 1
        return copied(self._furnished, self._place / str(self._used))

    def chosen(self, every: int) -> range:
        """Each step, or every so many; of a copy of many files, where one step is as another, a fortieth."""
        return range(1, self.steps + 1, max(every, self.steps * every // 40))

    def state(self, office: Office) -> str:
        """What the tree is, apart from scraps: as before, as after, or something in between."""
        tree = settled(office.tree())
        whole = {path: data for path, data in tree.items() if path not in self.scraps(tree)}
        return "before" if whole == self.before else "after" if whole == self.after else "between"

    def scraps(self, tree: dict[str, bytes]) -> set[str]:
        """The files that no undisturbed run leaves."""
        return tree.keys() - self.before.keys() - self.after.keys()

    def lost(self, office: Office) -> Iterator[str]:
        """What was promised before, is not taken away by the command, and cannot be read."""
        yield from (f"lost {promise}" for promise in self.kept - promises(office))

    def repeated(self, office: Office) -> Iterator[str]:
        """What is wrong if the command is typed again, a minute later: all should be done, or be called done already."""
        done = self.state(office) == "after"
        office.moment += timedelta(minutes=1)
        again = office.run(*self.argv)
        if self.state(office) != "after" or (again.code != 0 and not (done and again.code in {2, 3})):
            yield f"typed again: {again.code}, {self.state(office)}, {again.said}"
        if scraps := self.scraps(office.tree()):
            checked = office.run("check")
            said = checked.text + checked.said
            yield from (f"not named: {path}" for path in scraps if path.rpartition("/")[2] not in said)


def promises(office: Office) -> set[str]:
    """The titles and quotes of every record that can be read."""
    targets = store.load(office.folder / "targets").targets
    return {target.title for target in targets} | {quote.text for target in targets for quote in target.quotes}


@pytest.fixture
def sheet(furnished: Path, tmp_path: Path, name: str) -> Sheet:
    """The command of this test."""
    return Sheet(furnished, tmp_path, name)


TRUE = {0: ("after",), 2: (), 3: ("before",), 4: ("between", "after"), 130: ("before", "between", "after")}
"""What the tree may be after each exit code of a command that was rightly typed."""
CASES = [
    pytest.param(name, every, id=f"{name}, {steps}", marks=marks)
    for name in WRITERS
    for steps, every, marks in (("some", 9, []), ("all", 1, [pytest.mark.tools]))
]
"""Every writing command, stopped at every ninth step, and with the mark `tools` at each."""


@pytest.mark.parametrize(("name", "every"), CASES)
def test_a_killed_writer(sheet: Sheet, every: int) -> None:
    """Killed before any step, as by a power cut: every file is whole, nothing is lost, and the same command completes it."""
    assert sheet.steps > 3
    faults = []
    for last in sheet.chosen(every):
        office = sheet.fresh()
        assert ran(office, sheet.argv, _killed(last)).outcome is None
        faults += [(last, fault) for look in (sheet.lost, sheet.repeated) for fault in look(office)]
    assert faults == []


def _killed(last: int) -> Callable[[int, str], None]:
    def act(number: int, _name: str) -> None:
        if number == last:
            os._exit(1)

    return act


def _once(error: BaseException, at: int) -> Callable[[int, str], None]:
    def act(number: int, _name: str) -> None:
        if number == at:
            raise error

    return act


def _from_then_on(error: OSError, at: int) -> Callable[[int, str], None]:
    """A disk that is full, and on which removing still works."""

    def act(number: int, name: str) -> None:
        if number >= at and name in {"open", "write", "fsync", "fdatasync", "mkdir", "rename", "replace", "link"}:
            raise error

    return act


TROUBLES = {
    "full from then on": lambda at: _from_then_on(OSError(errno.ENOSPC, "as the disk says"), at),
    "failing once": lambda at: _once(OSError(errno.EIO, "as the disk says"), at),
    "Ctrl-C": lambda at: _once(KeyboardInterrupt(), at),
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize(("name", "every"), CASES)
def test_no_word_is_untrue(sheet: Sheet, trouble: str, every: int) -> None:
    """A disk that fails at any step, or Ctrl-C: 0 says that all is done, 3 that nothing is, 4 that something is."""
    faults = []
    for at in sheet.chosen(every):
        office = sheet.fresh()
        ended = ran(office, sheet.argv, TROUBLES[trouble](at)).outcome
        assert ended is not None
        state = sheet.state(office)
        if state not in TRUE[ended.code] or (state != "before" and ended.code and NOTHING in ended.said):
            faults.append((at, f"{ended.code}, {state}, {ended.said}"))
        if ended.out and ended.code not in {0, 4}:
            faults.append((at, f"{ended.code} with an answer: {ended.text}"))
        faults += [(at, fault) for look in (sheet.lost, sheet.repeated) for fault in look(office)]
    assert faults == []

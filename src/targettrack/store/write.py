"""Put bytes in the place of files, whole or not at all: the one function that writes. Knows paths and bytes; no TOML.

Temporary files beside the old ones → fsync → has nothing changed since it was read? → rename → fsync of the folders.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack.errors import Saved, StoreError
from targettrack.named import NamedTuple
from targettrack.store import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

told = partial(text.told, missing="no-folder", other="write-failed")
_PREFIX, _SUFFIX = ".targettrack-", ".tmp"
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Step(NamedTuple):
    """What one file is to become, and what it was when that was decided."""

    path: Path
    data: bytes | Iterable[bytes | memoryview] | None  # or its pieces, to be taken once; None: it is removed
    expect: bytes | None = None  # None: whatever stands there may go; b"": nothing may stand there
    mode: int | None = None  # of a new file; None: that of the umask


def replace(path: Path, data: bytes | Iterable[bytes | memoryview]) -> None:
    """Write one file: afterwards the old content or the new one is there, whole. StoreError: as `commit`.

    Pieces are written as they come, beside the old file.
    """
    commit([Step(path, data)], [])


def keep(path: Path, data: bytes) -> None:
    """As `replace`, for a file of the program's own; the folders above it are made. StoreError: as `commit`."""
    commit([Step(path, data)], [], folders=[folder for folder in reversed(path.parents) if not text.mode(folder)])


def replace_all(files: Mapping[Path, bytes], known: Mapping[Path, bytes], folders: Sequence[Path] = ()) -> None:
    """Write several files, first making the folders that are not there: all of them, or none before the first rename.

    `known`: what stood in their places when it was decided that they may go, b"" for nothing. StoreError: as `commit`.
    """
    commit([Step(path, data, known[path]) for path, data in files.items()], [], folders=folders)


def commit(steps: Sequence[Step], done: list[Step], *, folders: Sequence[Path] = ()) -> None:
    """Take several steps in their order, first making the folders that are not there.

    All bytes are on disk before the first rename, so a full disk leaves every old file in place. `done` gets each step
    that cannot be taken back any more: after an error, that many have been taken, and perhaps not for good.
    A link is followed, and stays. An old file's mode, owner and group are kept as far as this user may.
    StoreError, each with path and reason: changed-underneath, not-a-file, no-folder, disk-full, read-only,
    no-permission, write-failed.
    """
    places = [os.path.realpath(step.path) if step.data is not None else str(step.path) for step in steps]
    staged = list(zip(steps, places, map(_temporary, places), strict=True))
    made: list[Path] = []
    try:
        for folder in folders:
            _make_folder(folder, made)
        for step, place, temporary in staged:
            with told(str(step.path)):
                _stage(temporary, place, step)
        for step, place, _temporary_name in staged:
            with told(str(step.path)):
                _check_unchanged(place, step)
        with _unstopped():
            for step, place, temporary in staged:
                with told(str(step.path)):
                    os.unlink(place) if step.data is None else os.rename(temporary, place)
                done.append(step)
            for name in dict.fromkeys([*map(os.path.dirname, places), *(str(folder.parent) for folder in made)]):
                with told(name):
                    _sync_folder(name)
    finally:
        for _step, _place, temporary in staged:
            with suppress(OSError):  # those that were renamed are gone
                os.unlink(temporary)
        for folder in () if done else reversed(made):
            with suppress(OSError):
                os.rmdir(folder)


@contextmanager
def saving(steps: Sequence[Step], done: Sequence[Step], written: Callable[[], str]) -> Iterator[None]:
    """After the first step that cannot be taken back, an error does not mean that nothing was changed.

    `written` names what the steps done have written. Saved: saved-in-part, saved-not-durable (written, path, reason),
    saved-not-shown (written, reason), as after Ctrl-C, which waits until all is done.
    """
    try:
        yield
    except BaseException as error:
        if not done:
            raise
        if not isinstance(error, StoreError):
            raise Saved("saved-not-shown", written=written(), reason=type(error).__name__) from error
        code = "saved-not-durable" if len(done) == len(steps) else "saved-in-part"
        params = {name: error.params.get(name, "") for name in ("path", "reason")}
        raise Saved(code, written=written(), **params) from error


def scraps(folder: str | Path) -> list[str]:
    """The names of what stopped writers left in a folder; while one is at work, of its files, too."""
    with suppress(OSError):  # what is wrong with a folder is told by whoever reads or writes it
        return sorted(name for name in os.listdir(folder) if name.startswith(_PREFIX) and name.endswith(_SUFFIX))
    return []


def sweep(folders: Sequence[Path]) -> None:
    """Take the scraps away. Only for who holds the lock: nobody else's file is in use then."""
    for path in (folder / name for folder in folders for name in scraps(folder)):
        with suppress(OSError):
            os.unlink(path)


@contextmanager
def _unstopped() -> Iterator[None]:
    """Ctrl-C, and a polite end from outside, wait until what was begun is done: a few milliseconds."""
    came: list[int] = []
    usual = {number: signal.signal(number, lambda number, _frame: came.append(number)) for number in _STOPS}
    try:
        yield
    finally:
        for stop, handler in usual.items():
            signal.signal(stop, handler)
        for number in came:
            signal.raise_signal(number)


def _temporary(place: str) -> str:
    """A name in the same folder that readers and git ignore, and that is short however long the file's own is."""
    return os.path.join(os.path.dirname(place), f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder, as open to others as the one above it where that one hands on its group (setgid)."""
    with told(str(folder)), suppress(FileExistsError):
        os.mkdir(folder)
        made.append(folder)
        above = os.stat(folder.parent).st_mode
        if above & stat.S_ISGID:
            os.chmod(folder, stat.S_IMODE(above))


def _stage(temporary: str, place: str, step: Step) -> None:
    try:
        old = os.stat(place)
    except FileNotFoundError:
        old = None
    if old is not None:
        if not stat.S_ISREG(old.st_mode):
            raise StoreError("not-a-file", path=str(step.path))
        # A rename needs no right to write the file itself. Ask for it, so that a write-protected file stays as it is.
        os.close(os.open(place, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    if step.data is None:
        return
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with open(descriptor, "wb") as file:
        if old is not None:
            _keep_owner(descriptor, old)
        mode = step.mode if old is None else stat.S_IMODE(old.st_mode)
        if mode is not None:
            os.fchmod(descriptor, mode)
        file.writelines([step.data] if isinstance(step.data, bytes) else step.data)
        file.flush()
        os.fsync(descriptor)


def _keep_owner(descriptor: int, old: os.stat_result) -> None:
    """A weekly job that runs as root must not take the records from the staff; members keep the shared group."""
    try:
        os.fchown(descriptor, old.st_uid, old.st_gid)
    except PermissionError:
        with suppress(PermissionError):
            os.fchown(descriptor, -1, old.st_gid)


def _check_unchanged(place: str, step: Step) -> None:
    if step.expect is None:
        return
    try:
        with open(place, "rb") as file:
            present = file.read()
    except FileNotFoundError:
        present = b""
    if step.expect != present:
        raise StoreError("changed-underneath", path=str(step.path))


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems cannot do this
            raise
    finally:
        os.close(descriptor)

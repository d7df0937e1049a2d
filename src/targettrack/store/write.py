"""Put bytes in the place of files, whole or not at all: the one function that writes. Knows paths and bytes; no TOML.

Temporary files beside the old ones → fsync → has nothing changed since it was read? → rename → fsync of the folders.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from targettrack.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
}
_TEMPORARY, _SUFFIX = ".targettrack-", ".tmp"
_STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class Step(NamedTuple):
    """What one file is to become, and what it was when that was decided."""

    path: Path
    data: bytes | None  # None: it is removed
    expect: bytes | None = None  # None: whatever stands there may go; b"": nothing may stand there
    mode: int | None = None  # of a new file; None: that of the umask


def replace(path: Path, data: bytes, *, expect: bytes | None = None) -> None:
    """Write one file: afterwards the old content or the new one is there, whole, also after a power cut.

    A link is followed, and stays. The old file's mode, owner and group are kept as far as this user may; a new file has
    the mode of the umask. `expect`: refuse if the file does not hold these bytes any more; b"" stands for no file.
    StoreError, each with path: changed-underneath, not-a-file, no-folder, disk-full, read-only, no-permission,
    write-failed (reason: the system's name of the error, as in EIO).
    """
    commit([Step(path, data, expect)], [])


def commit(steps: Sequence[Step], done: list[Step], *, folders: Sequence[Path] = ()) -> None:
    """Take several steps in their order, first making the folders that are not there.

    All bytes are on disk before the first rename, so a full disk leaves every old file in place. `done` gets each step
    that cannot be taken back any more: after an error, that many have been taken, and perhaps not for good.
    StoreError: as `replace`.
    """
    places = [os.path.realpath(step.path) if step.data is not None else str(step.path) for step in steps]
    temporaries = [_temporary(place) for place in places]
    made: list[Path] = []
    try:
        for folder in folders:
            _make_folder(folder, made)
        for step, place, temporary in zip(steps, places, temporaries, strict=True):
            with told(str(step.path)):
                _stage(temporary, place, step)
        for step, place in zip(steps, places, strict=True):
            with told(str(step.path)):
                _check_unchanged(place, step)
        with _unstopped():
            for step, place, temporary in zip(steps, places, temporaries, strict=True):
                with told(str(step.path)):
                    os.unlink(place) if step.data is None else os.rename(temporary, place)
                done.append(step)
            for name in dict.fromkeys([*map(os.path.dirname, places), *(str(folder.parent) for folder in made)]):
                with told(name):
                    _sync_folder(name)
    finally:
        for temporary in temporaries:
            with suppress(OSError):  # those that were renamed are gone
                os.unlink(temporary)
        for folder in () if done else reversed(made):
            with suppress(OSError):
                os.rmdir(folder)


def probe(path: Path) -> None:
    """Try whether `path` could be written, and leave no trace. StoreError: as `replace`, but not-a-destination (path)."""
    place = os.path.realpath(path)
    temporary = _temporary(place)
    with told(str(path)):
        try:
            _stage(temporary, place, Step(path, b""))
        except StoreError:
            raise StoreError("not-a-destination", path=str(path)) from None
        os.unlink(temporary)


def sweep(folder: Path) -> None:
    """Take away what killed writers left in a folder. Only for who holds the lock: nobody else's file is in use then."""
    with suppress(OSError):  # the folder need not be there yet; what else is wrong with it is told by `commit`
        for name in os.listdir(folder):
            if name.startswith(_TEMPORARY) and name.endswith(_SUFFIX):
                os.unlink(folder / name)


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn the system's refusal to write `path` into a StoreError with a stable code."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "write-failed")
        raise StoreError(code, path=path, reason=errno.errorcode.get(error.errno or 0, "")) from error


@contextmanager
def _unstopped() -> Iterator[None]:
    """Ctrl-C, and a polite end from outside, wait until what was begun is done: a few milliseconds."""
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _temporary(place: str) -> str:
    """A name in the same folder that readers and git ignore, and that is short however long the file's own is."""
    return os.path.join(os.path.dirname(place), f"{_TEMPORARY}{os.urandom(8).hex()}{_SUFFIX}")


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder as open to others as the one above it is, where that one hands on its group (setgid)."""
    with told(str(folder)):
        try:
            os.mkdir(folder)
        except FileExistsError:
            return
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
        file.write(step.data)
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
    if present != step.expect:
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

"""Put bytes in the place of a file, whole or not at all: the one write function. Knows paths and bytes; knows no TOML.

Temporary file beside it with the old file's mode → fsync → has the file changed since it was read? → rename → fsync of
the folder.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from targettrack.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
}


class Change(NamedTuple):
    """What a file is to become, and what it was when that was decided."""

    path: Path
    data: bytes
    expect: bytes | None = None  # None: whatever stands there may go; b"": nothing may stand there


def replace(path: Path, data: bytes, *, expect: bytes | None = None) -> None:
    """Write one file: afterwards the old content or the new one is there, whole, also after a power cut.

    A link is followed, and stays. The old file's mode, owner and group are kept as far as this user may; a new file has
    the mode of the umask. `expect`: refuse if the file does not hold these bytes any more; b"" stands for no file.
    StoreError, each with path: changed-underneath, not-a-file, no-folder, disk-full, read-only, no-permission,
    write-failed (reason: the system's name of the error, as in EIO).
    """
    replace_all((Change(path, data, expect),))


def replace_all(changes: Sequence[Change]) -> None:
    """Write several files. All is on disk before the first rename, so a full disk leaves every old file in place.

    StoreError: as `replace`.
    """
    places = [os.path.realpath(change.path) for change in changes]
    steps = [(change, place, _temporary(place)) for change, place in zip(changes, places, strict=True)]
    try:
        for change, place, temporary in steps:
            with told(str(change.path)):
                _stage(temporary, place, change)
        for change, place, _ in steps:
            with told(str(change.path)):
                _check_unchanged(place, change)
        for change, place, temporary in steps:
            with told(str(change.path)):
                os.rename(temporary, place)
        for folder in {os.path.dirname(place) for place in places}:
            with told(folder):
                _sync_folder(folder)
    finally:
        for _, _, temporary in steps:
            with suppress(OSError):  # those that were renamed are gone
                os.unlink(temporary)


def remove(path: Path) -> None:
    """Remove a file for good. StoreError: as `replace`."""
    with told(str(path)):
        os.unlink(path)
        _sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there, for good. StoreError: as `replace`."""
    with told(str(path)):
        path.mkdir(exist_ok=True)
        _sync_folder(path.parent)


def probe(path: Path) -> None:
    """Try whether `path` could be written, and leave no trace. StoreError: as `replace`, but not-a-destination (path)."""
    place = os.path.realpath(path)
    temporary = _temporary(place)
    with told(str(path)):
        try:
            _stage(temporary, place, Change(path, b""))
        except StoreError:
            raise StoreError("not-a-destination", path=str(path)) from None
        os.unlink(temporary)


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn the system's refusal to write `path` into a StoreError with a stable code."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "write-failed")
        raise StoreError(code, path=path, reason=errno.errorcode.get(error.errno or 0, "")) from error


def _temporary(place: str) -> str:
    """A name in the same folder that readers and git ignore, and that is short however long the file's own is."""
    return os.path.join(os.path.dirname(place), f".targettrack-{os.urandom(8).hex()}.tmp")


def _stage(temporary: str, place: str, change: Change) -> None:
    try:
        old = os.stat(place)
    except FileNotFoundError:
        old = None
    if old is not None:
        if not stat.S_ISREG(old.st_mode):
            raise StoreError("not-a-file", path=str(change.path))
        # A rename needs no right to write the file itself. Ask for it, so that a write-protected file stays as it is.
        os.close(os.open(place, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with open(descriptor, "wb") as file:
        if old is not None:
            _keep_owner(descriptor, old)
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        file.write(change.data)
        file.flush()
        os.fsync(descriptor)


def _keep_owner(descriptor: int, old: os.stat_result) -> None:
    """A weekly job that runs as root must not take the records from the staff; members keep the shared group."""
    try:
        os.fchown(descriptor, old.st_uid, old.st_gid)
    except PermissionError:
        with suppress(PermissionError):
            os.fchown(descriptor, -1, old.st_gid)


def _check_unchanged(place: str, change: Change) -> None:
    if change.expect is None:
        return
    try:
        with open(place, "rb") as file:
            present = file.read()
    except FileNotFoundError:
        present = b""
    if present != change.expect:
        raise StoreError("changed-underneath", path=str(change.path))


def _sync_folder(folder: str | Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems cannot do this
            raise
    finally:
        os.close(descriptor)

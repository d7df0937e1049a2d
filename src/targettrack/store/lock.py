"""One writer at a time. Knows the lock file; knows no records."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from targettrack.errors import StoreError
from targettrack.store.write import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"
_PAUSE_SECONDS = 0.001  # between two looks; a write takes a few milliseconds
_ASIDE_SECONDS = 0.002  # after each write: longer than the pause, so that who writes on and on does not starve the rest


@contextmanager
def lock(root: Path, timeout_seconds: float = 60) -> Iterator[None]:
    """Hold the store for writing. Advisory; ends with the process at the latest. Not to be nested.

    The file is never deleted, and if somebody else deletes it, the folder, which is held too, keeps a second writer out
    (where the file system can: NFS locks no folders).
    StoreError: locked (holder, since in UTC), no-store (where), read-only, no-permission, write-failed (path).
    """
    end, path = time.monotonic() + timeout_seconds, root / NAME
    with ExitStack() as held:
        held.callback(time.sleep, _ASIDE_SECONDS)
        with told(str(path)):
            descriptor = _hold_file(path, held, end)
        with suppress(OSError):
            _acquire(_opened(root, os.O_RDONLY | os.O_DIRECTORY, held), end, descriptor)
        with suppress(OSError):  # not our file: then its owner has done this
            os.fchmod(descriptor, os.stat(root).st_mode & 0o666)  # whoever may write into the folder may lock it
        with suppress(OSError):  # the name is a courtesy; a full disk is reported where it matters
            # First the line, then the cut: whoever gives up just now reads a whole name.
            os.ftruncate(descriptor, os.pwrite(descriptor, f"{_holder()}\n".encode(errors="replace"), 0))
        yield


def _hold_file(path: Path, held: ExitStack, end: float) -> int:
    """The lock file, locked while it was still the one of that name."""
    while True:
        try:
            # O_NOFOLLOW: the holder's name is written into this file, so it must not be a link to another one.
            descriptor = _opened(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, held)
        except (FileNotFoundError, NotADirectoryError):
            raise StoreError("no-store", where=str(path.parent)) from None
        _acquire(descriptor, end, descriptor)
        with suppress(FileNotFoundError):  # taken away meanwhile
            if os.path.samestat(os.lstat(path), os.fstat(descriptor)):
                return descriptor


def _opened(path: Path, flags: int, held: ExitStack) -> int:
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o666)
    held.callback(os.close, descriptor)
    return descriptor


def _acquire(descriptor: int, end: float, signed: int) -> None:
    """Lock a file, or say who has signed the one that is held."""
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                holder = os.pread(signed, 200, 0).decode(errors="replace").partition("\n")[0]
                # The clock is read in `cli` only; the file has the time of the signature.
                since = datetime.fromtimestamp(os.fstat(signed).st_mtime, UTC).isoformat(timespec="seconds")
                raise StoreError("locked", holder=holder, since=since) from None
            time.sleep(_PAUSE_SECONDS)


def _holder() -> str:
    import pwd  # only writers need it

    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container without an entry for this user
        user = str(os.getuid())
    return f"{user}@{os.uname().nodename} (pid {os.getpid()})"

"""One writer at a time. Knows the lock file; knows no records."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from targettrack.errors import StoreError
from targettrack.store.write import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"
_PAUSE_SECONDS = 0.001  # between two looks; a write takes a few milliseconds
# Whoever writes on and on steps aside after each write, or starves the rest: of eight such writers on a busy machine
# one waited 4 s for a turn without this, and 1 s with it.
_ASIDE_SECONDS = 0.002


@contextmanager
def lock(root: Path, timeout_seconds: float = 10) -> Iterator[None]:
    """Hold the store for writing. Advisory; ends with the process at the latest.

    Not to be nested: `append`, `create` and `create_plan` take it themselves.
    The file is never deleted: two processes could else hold "the" lock on two different files.
    StoreError: locked (holder, since in UTC, seconds waited), no-store (where), read-only, no-permission, write-failed.
    """
    if not root.is_dir():
        raise StoreError("no-store", where=str(root))
    with told(str(root / NAME)):
        # O_NOFOLLOW: the holder's name is written into this file, so it must not be a link to another one.
        descriptor = os.open(root / NAME, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    try:
        with told(str(root / NAME)):
            _acquire(descriptor, timeout_seconds)
        with suppress(OSError):  # not our file: then its owner has done this
            os.fchmod(descriptor, root.stat().st_mode & 0o666)  # whoever may write into the folder may lock it
        with suppress(OSError):  # the name is a courtesy; a full disk is reported where it matters
            # First the line, then the cut: whoever gives up just now reads a whole name.
            os.ftruncate(descriptor, os.pwrite(descriptor, f"{_holder()}\n".encode(errors="replace"), 0))
        yield
    finally:
        os.close(descriptor)
        time.sleep(_ASIDE_SECONDS)


def _acquire(descriptor: int, timeout_seconds: float) -> None:
    end = time.monotonic() + timeout_seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                holder = os.pread(descriptor, 200, 0).decode(errors="replace").partition("\n")[0]
                since, seconds = _since(descriptor), round(timeout_seconds)
                raise StoreError("locked", holder=holder, since=since, seconds=seconds) from None
            time.sleep(_PAUSE_SECONDS)


def _since(descriptor: int) -> str:
    """When the holder signed. Taken from the file's time, because the clock is read in `cli` only."""
    return datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC).isoformat(timespec="seconds")


def _holder() -> str:
    # Both cost a few milliseconds to import, and only writers need them.
    import getpass
    import socket

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container without an entry for this user
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()} (pid {os.getpid()})"

"""One writer at a time. Knows the lock file; knows no records."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING

from targettrack.errors import StoreError
from targettrack.store.write import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"
# Whoever writes on and on steps aside after each write, or starves the rest: the system wakes who waits, but does not
# hand the lock over.
_ASIDE_SECONDS = 0.002


@contextmanager
def lock(root: Path, timeout_seconds: float = 60) -> Iterator[None]:
    """Hold the store for writing. Advisory; ends with the process at the latest. Not to be nested.

    Who waits is served in turn. The file is never deleted, and if somebody else deletes it, the folder, which is held
    too, keeps a second writer out (where the file system can: NFS locks no folders).
    StoreError: locked (holder, since in UTC, seconds waited), no-store (where), read-only, no-permission, write-failed.
    """
    end = time.monotonic() + timeout_seconds
    with ExitStack() as held:
        held.callback(time.sleep, _ASIDE_SECONDS)
        descriptor = _locked_file(root, held, end)
        with told(str(root)):
            folder = _opened(str(root), os.O_RDONLY | os.O_DIRECTORY, held)
            status = os.fstat(folder)
        with suppress(OSError):  # as NFS says
            _acquire(folder, end, descriptor)
        with suppress(OSError):  # not our file: then its owner has done this
            os.fchmod(descriptor, status.st_mode & 0o666)  # whoever may write into the folder may lock it
        with suppress(OSError):  # the name is a courtesy; a full disk is reported where it matters
            # First the line, then the cut: whoever gives up just now reads a whole name.
            os.ftruncate(descriptor, os.pwrite(descriptor, f"{_holder()}\n".encode(errors="replace"), 0))
        yield


def _locked_file(root: Path, held: ExitStack, end: float) -> int:
    """The lock file, locked while it was still the one of that name."""
    path = str(root / NAME)
    while True:
        try:
            with told(path):
                # O_NOFOLLOW: the holder's name is written into this file, so it must not be a link to another one.
                descriptor = _opened(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, held)
        except StoreError as error:
            raise (StoreError("no-store", where=str(root)) if error.code == "no-folder" else error) from None
        with told(path):
            _acquire(descriptor, end, descriptor)
        with suppress(FileNotFoundError):  # taken away meanwhile
            if os.path.samestat(os.lstat(path), os.fstat(descriptor)):
                return descriptor


def _opened(path: str, flags: int, held: ExitStack) -> int:
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o666)
    held.callback(_close, descriptor)
    return descriptor


def _close(descriptor: int) -> None:
    with suppress(OSError):  # what was written has been synced by now
        os.close(descriptor)


def _acquire(descriptor: int, end: float, signed: int) -> None:
    """Lock a file: at once, or by waiting in the system's queue, in a thread that can be left behind there."""
    try:
        return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        begin = time.monotonic()
    ended: list[OSError | None] = []
    waiting = Thread(target=_wait, args=(descriptor, ended), daemon=True)
    waiting.start()
    waiting.join(max(0, end - begin))
    if not ended:
        holder = os.pread(signed, 200, 0).decode(errors="replace").partition("\n")[0]
        raise StoreError("locked", holder=holder, since=_since(signed), seconds=round(time.monotonic() - begin))
    if ended[0] is not None:
        raise ended[0]
    return None


def _wait(descriptor: int, ended: list[OSError | None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        ended.append(None)
    except OSError as error:
        ended.append(error)


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

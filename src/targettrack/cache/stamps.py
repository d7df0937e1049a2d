"""By what a file is known to be the one that was read, without opening it. Knows folders and times; knows no ledger.

A stamp is compared as a whole. The time of change (ctime) is the system's own, no program can set it: a file that is
written again with the same size and the old mtime has another stamp. Only within a tick of the file system's clock two
writes leave the same one, so a stamp proves nothing until the file has been quiet for a while: `is_settled`.
"""

import os
import time

TYPE_CHECKING = False  # `typing` takes longer to load than a small ledger to look through
if TYPE_CHECKING:
    from collections.abc import Mapping

    Stamp = tuple[int, int, int, int]
    """mtime and ctime in nanoseconds, size in bytes, inode."""
    Look = tuple[Stamp, Mapping[str, Stamp], Mapping[str, Stamp], tuple[str, ...]]
    """A folder's own stamp, those of its files that were sought, those of the folders in it, and its links, by name."""

QUIET_NS = 2_000_000_000
"""How long a file must have been as it is when it is read: two seconds, the coarsest clock of a file system (FAT)."""
_MOUNTS = "/proc/self/mountinfo"
_NEAR = {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "bcachefs", "zfs", "jfs", "tmpfs", "ramfs", "overlay"}
_NEAR |= {"vfat", "exfat", "ntfs", "ntfs3", "iso9660", "squashfs", "erofs"}
"""File systems of this machine, which alone changes their files."""


def moment() -> int:
    """The present, in nanoseconds since 1970, as the file system's clock counts."""
    return time.time_ns()


def is_settled(stamp: "Stamp", read: int) -> bool:
    """Whether what was read at a `moment`, or later, is what the stamp stands for.

    A stamp from the future is not: some clock is wrong.
    """
    return stamp[1] < read - QUIET_NS


def is_near(path: str) -> bool:
    """Whether what the system says of a file is true now: on a file server's, it may be as it was a minute ago.

    Reading a file asks the server, looking at it does not. Where there is no list of file systems, they count as near.
    """
    try:
        found = os.stat(path).st_dev
        with open(_MOUNTS, encoding="utf-8", errors="surrogateescape") as mounts:
            kinds = {line.split()[2]: line.partition(" - ")[2].split()[0] for line in mounts}
    except FileNotFoundError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    # A part of btrfs has a number of its own, that is in no list.
    kind = kinds.get(f"{os.major(found)}:{os.minor(found)}", "btrfs" if "btrfs" in kinds.values() else "")
    return kind in _NEAR


def of(path: str) -> "Stamp | None":
    """The stamp of what stands at a path, links followed; None where nothing does, or nothing that can be looked at."""
    try:
        return _stamp(os.stat(path))
    except (OSError, ValueError):
        return None


def of_open(descriptor: int) -> "Stamp":
    """The stamp of an open file. Take it before reading: what is changed later has another one."""
    return _stamp(os.fstat(descriptor))


def of_seen(found: os.stat_result) -> "Stamp":
    """The stamp of what the system has just said."""
    return _stamp(found)


def look(folder: str, suffix: str) -> "Look | None":
    """One look at a folder: its files that end so, its folders and its links; names that begin with a point are passed over.

    A link stands in no mapping: what it leads to may change without a trace in the folder. None: no folder, or one that
    cannot be looked into. The folder's own stamp changes with every name in it, so the names are those of the stamp.
    2.3 µs a file, of which the system's stat takes two thirds.
    """
    files: dict[str, Stamp] = {}
    folders: dict[str, Stamp] = {}
    links: list[str] = []
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        own = _stamp(os.fstat(descriptor))
        with os.scandir(descriptor) as entries:  # by descriptor: the path is not walked again for each file
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                is_sought = name.endswith(suffix)
                if entry.is_symlink():
                    links.append(name)
                elif is_sought or entry.is_dir():
                    found = entry.stat()
                    stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
                    (files if is_sought else folders)[name] = stamp
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return own, files, folders, tuple(links)


def below(folder: str) -> "tuple[tuple[str, Stamp], ...]":
    """The stamps of all files of a program, by path; what Python makes of them itself is passed over."""
    found: list[tuple[str, Stamp]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                found.append((entry.path, _stamp(entry.stat())))
            elif entry.name != "__pycache__":
                found += below(entry.path)
    return tuple(found)


def _stamp(found: os.stat_result) -> "Stamp":
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)

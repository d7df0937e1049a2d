"""One file a thing in the user's cache folder: kept, and found again or not there. Knows bytes and names; no ledger, no answer.

Whatever is wrong — no folder, somebody else's, no room, a file that is cut off, changed, or of another version — means that
the thing is not there: nothing here raises, and nothing is said. A thing comes into its place by one rename, so that
programs that run side by side find the old one or the new one.
"""

import os
import struct
import time
import zlib

TYPE_CHECKING = False  # as in `stamps`
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOUND_BYTES = 1 << 30
"""The most that the folder may hold. A ledger of a thousand records keeps a few MB, the export of 100,000 alone 550."""
LARGEST_BYTES = BOUND_BYTES // 4 * 3
"""The most that one thing may be."""
KEPT_BYTES = BOUND_BYTES // 4 * 3
"""What is left when the folder was too full: what was used least lately goes first."""
STALE_SECONDS = 3600.0
"""A file that nobody has finished writing in an hour is left over from a run that was stopped."""
PIECE = 1 << 18
"""Bytes that are read at once, always into the same place: so they stay in the processor's cache, and memory is bounded."""
_SUFFIX = ".thing"
_MAGIC = b"targettrack 1\n\0\0"
_HEAD = struct.Struct("<16sIIQ")  # magic, checksum of all that follows, length of the label, length of the thing
_UNWANTED = 0o022
"""Nobody else may write into the folder."""


class Shelf:
    """The things of one version of the program. `folder`: an absolute path, "" for no cache at all."""

    def __init__(self, folder: str, version: str) -> None:
        """`version`: of the program, its own files and Python; things of another one are not there."""
        self._folder = folder
        self._version = version
        self._held = -1  # bytes in the folder as far as known; -1: not counted yet

    def __bool__(self) -> bool:
        """Whether anything can be kept at all."""
        return bool(self._folder)

    def find(self, name: str) -> "bytes | None":
        """The thing of this name; None where there is none that is whole."""
        opened = self._opened(name)
        if opened is None:
            return None
        descriptor, checksum, size = opened
        try:
            thing = os.read(descriptor, size) if size else b""
        except OSError:
            return None
        finally:
            os.close(descriptor)
        return thing if zlib.crc32(thing, zlib.crc32(self._label(name))) == checksum else None

    def keep(self, name: str, thing: "bytes | Iterable[bytes]") -> bool:
        """Put a thing, or what its pieces make, in the place of the one of this name. False where that cannot be."""
        draft = self.draft(name)
        if draft is None:
            return False
        for piece in [thing] if isinstance(thing, bytes) else thing:
            draft.add(piece)
        return draft.place()

    def open(self, name: str) -> "Opened | None":
        """The thing of this name, to be read in pieces: proved to be whole before the first of them."""
        opened = self._opened(name)
        if opened is None:
            return None
        descriptor, checksum, size = opened
        thing = Opened(descriptor, size)
        if thing.checksum(zlib.crc32(self._label(name))) != checksum:
            thing.close()
            return None
        return thing

    def draft(self, name: str) -> "Draft | None":
        """A thing that is still written, to be placed under this name; None where the folder cannot be used."""
        if not (self._folder and _is_usable(self._folder)):
            return None
        temporary = f"{self._folder}/.{os.getpid()}-{os.urandom(6).hex()}{_SUFFIX}"
        try:
            descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
        return Draft(self, descriptor, temporary, self._path(name), self._label(name))

    def drop(self, name: str) -> None:
        """Take a thing away."""
        _remove(self._path(name))

    def _opened(self, name: str) -> "tuple[int, int, int] | None":
        """The open file of a thing, at its first byte, the checksum that it should have, and its length."""
        if not self._folder:
            return None
        try:
            descriptor = os.open(self._path(name), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except (OSError, ValueError):
            return None
        checksum, size = _head(descriptor, self._label(name))
        if size < 0:
            os.close(descriptor)
            return None
        return descriptor, checksum, size

    def _path(self, name: str) -> str:
        # Two names that meet in one file only push each other out: the whole name stands in the file.
        key = name.encode(errors="surrogatepass")
        return f"{self._folder}/{zlib.crc32(key):08x}{zlib.adler32(key):08x}{_SUFFIX}"

    def _label(self, name: str) -> bytes:
        return f"{self._version}\0{name}".encode(errors="surrogatepass")

    def grown(self, size: int) -> None:
        """Count what came into the folder, and make room where it holds too much."""
        if self._held < 0:
            self._held = sum(held for _used, held, _path in _things(self._folder))
        else:
            self._held += size
        if self._held > BOUND_BYTES:
            self._held = _make_room(self._folder)


class Opened:
    """A thing that was found whole. To be closed."""

    def __init__(self, descriptor: int, size: int) -> None:
        """`size`: of the thing, which ends with the file."""
        self._descriptor = descriptor
        self._begin = os.fstat(descriptor).st_size - size
        self.size = size

    def pieces(self, begin: int, size: int) -> "Iterator[memoryview]":
        """So many bytes from there on; each piece is good until the next one is asked for."""
        return _pieces(self._descriptor, self._begin + begin, self._begin + begin + size)

    def part(self, begin: int, size: int) -> bytes:
        """So many bytes from there on, at once."""
        return b"".join(map(bytes, self.pieces(begin, size)))

    def checksum(self, before: int) -> int:
        """Of the whole thing, behind what has the checksum `before`; -1 where it cannot be read."""
        try:
            for piece in self.pieces(0, self.size):
                before = zlib.crc32(piece, before)
        except OSError:
            return -1
        return before

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


class Draft:
    """A thing on its way: pieces are added, then it is placed or dropped. A full disk shows at the end, as not placed."""

    def __init__(self, shelf: Shelf, descriptor: int, temporary: str, path: str, label: bytes) -> None:
        """Begin behind where the head will stand."""
        self._shelf, self._descriptor, self._temporary, self._path = shelf, descriptor, temporary, path
        self._label = label
        self._checksum = zlib.crc32(label)
        self._size = 0
        self._is_sound = True
        self._write(b"\0" * _HEAD.size + label)

    def add(self, piece: "bytes | memoryview") -> None:
        """The next bytes of the thing."""
        self._size += len(piece)
        self._is_sound = self._is_sound and self._size <= LARGEST_BYTES
        self._checksum = zlib.crc32(piece, self._checksum)
        self._write(piece)

    def place(self) -> bool:
        """Put the thing into its place. False, and nothing is changed, where something went wrong on the way."""
        head = _HEAD.pack(_MAGIC, self._checksum, len(self._label), self._size)
        try:
            if self._is_sound and os.pwrite(self._descriptor, head, 0) == len(head):
                os.rename(self._temporary, self._path)
            else:
                self._is_sound = False
        except OSError:
            self._is_sound = False
        self._end()
        if self._is_sound:
            self._shelf.grown(_HEAD.size + len(self._label) + self._size)
        return self._is_sound

    def drop(self) -> None:
        """Give the thing up."""
        self._is_sound = False
        self._end()

    def _write(self, data: "bytes | memoryview") -> None:
        try:
            while self._is_sound and data:
                data = data[os.write(self._descriptor, data) :]
        except OSError:
            self._is_sound = False

    def _end(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            if not self._is_sound:
                _remove(self._temporary)


def _head(descriptor: int, label: bytes) -> tuple[int, int]:
    """What the head of an open file says: the checksum, and the length of the thing, -1 where it is not ours."""
    try:
        status = os.fstat(descriptor)
        head = os.read(descriptor, _HEAD.size)
        if status.st_uid != os.geteuid() or len(head) != _HEAD.size:
            return 0, -1
        magic, checksum, extent, size = _HEAD.unpack(head)
        is_whole = magic == _MAGIC and extent == len(label) and status.st_size == _HEAD.size + extent + size
        if not is_whole or os.read(descriptor, extent) != label:
            return 0, -1
        now = time.time()
        if abs(now - status.st_mtime) > STALE_SECONDS:  # what is in use stays: see `_make_room`
            os.utime(descriptor, (now, now))
    except OSError:
        return 0, -1
    return checksum, size


def _pieces(descriptor: int, begin: int, end: int) -> "Iterator[memoryview]":
    """The bytes of an open file from one place to another; its own place in the file does not move."""
    room = memoryview(bytearray(min(end - begin, PIECE)))
    while begin < end and (count := os.preadv(descriptor, [room[: end - begin]], begin)):
        begin += count
        yield room[:count]


def _is_usable(folder: str) -> bool:
    """Whether the folder is there, or could be made, is this user's and nobody else may write into it."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.stat(folder)
    except (OSError, ValueError):
        return False
    return status.st_uid == os.geteuid() and not status.st_mode & _UNWANTED


def _things(folder: str) -> "list[tuple[float, int, str]]":
    """What lies in the folder, by when it was last used, with its bytes and its path. What was left over goes."""
    found = []
    now = time.time()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    if entry.name[0] == "." and now - status.st_mtime > STALE_SECONDS:
                        _remove(entry.path)
                    else:
                        found.append((status.st_mtime, status.st_size, entry.path))
    except OSError:
        return found
    return found


def _make_room(folder: str) -> int:
    """Take away what was used least lately, and give the bytes that are left."""
    things = sorted(_things(folder))
    held = sum(size for _used, size, _path in things)
    for _used, size, path in things:
        if held <= KEPT_BYTES:
            break
        _remove(path)
        held -= size
    return held


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except (OSError, ValueError):
        return

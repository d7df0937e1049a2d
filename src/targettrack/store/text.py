"""Get the bytes and the text of one file, whatever stands in its place. Knows paths; knows no TOML."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from targettrack.errors import Problem, Severity, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from targettrack.model import Plan

LIMIT_BYTES = 1_048_576  # a record of ten years is under 100 KB; what is larger is a mistake or an attack
LARGEST_DOCUMENT = 32 * LIMIT_BYTES
"""Bytes of the largest report that is read: 20 MB of text in UTF-8 or UTF-16, with room."""
_PIECE = 65_536

_CODES = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EISDIR: "not-a-file",
}


@contextmanager
def told(path: str, *, missing: str = "missing-file", other: str = "read-failed") -> Iterator[None]:
    """Turn the system's refusal of `path` into a StoreError with a stable code, and reason: its own name, as in EIO."""
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        code = missing if number in {errno.ENOENT, errno.ENOTDIR} else _CODES.get(number, other)
        raise StoreError(code, path=path, reason=errno.errorcode.get(number, "")) from error


def first_error(problems: Sequence[Problem]) -> Problem:
    """The problem that kept a file from being read."""
    return next(problem for problem in problems if problem.severity is Severity.ERROR)


def problem_of(error: StoreError) -> Problem:
    """The same fault, noted instead of raised."""
    params = dict(error.params)
    path, line = str(params.pop("path")), params.pop("line", None)
    return Problem(error.code, path, line if isinstance(line, int) else None, params=params)


def mode(place: str | Path) -> int:
    """The mode of what stands at a place, links followed; 0 for nothing. StoreError: no-permission, read-failed (path)."""
    with told(str(place)):
        try:
            return os.stat(place).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return 0


def resolve(root: str, path: str) -> str:
    """Follow all links of `path`, which is relative to the store. StoreError: outside-store."""
    place = os.path.realpath(os.path.join(root, path))
    if not place.startswith(os.path.realpath(root) + os.sep):
        raise StoreError("outside-store", path=path)
    return place


def read(root: str, path: str) -> bytes:
    """Give the bytes of an ordinary file of at most 1 MiB; `path` is relative to the store. Never waits for a writer.

    StoreError, each with path: missing-file, not-a-file, outside-store, no-permission, read-failed (reason), too-large.
    """
    with told(path):
        place = f"{root}/{path}"
        if stat.S_ISLNK(os.lstat(place).st_mode):
            place = resolve(root, path)
        data = _content(place, path, LIMIT_BYTES)
    check_size(data, path)
    return data


def read_if_present(root: str, path: str) -> bytes | None:
    """As `read`, but no link of the whole path leads out; None where nothing is."""
    resolve(root, path)
    try:
        return read(root, path)
    except StoreError as error:
        if error.code == "missing-file":
            return None
        raise


def document(path: Path) -> bytes:
    """The bytes of a report outside the ledger.

    StoreError, each with path: missing-document, not-a-file, document-too-large (limit), no-permission, read-failed.
    """
    with told(str(path), missing="missing-document"):
        data = _content(str(path), str(path), LARGEST_DOCUMENT)
    check_size(data, str(path), LARGEST_DOCUMENT, "document-too-large")
    return data


def listed(folder: Path, suffixes: tuple[str, ...]) -> list[Path] | None:
    """The files of a folder whose names end so, in order; None of what is no folder.

    What begins with «~$» or a point is what an office program or a system keeps there for itself.
    StoreError: missing-document (path), where nothing is; those of `mode`.
    """
    found = mode(folder)
    if not found:
        raise StoreError("missing-document", path=str(folder))
    if not stat.S_ISDIR(found):
        return None
    with told(str(folder)):
        names = sorted(os.listdir(folder))
    return [folder / name for name in names if name.lower().endswith(suffixes) and not name.startswith(("~$", "."))]


def documents(folder: Path, plans: Iterable[Plan]) -> dict[str, bytes]:
    """The documents of the plans by plan id, as far as they lie in `folder`. StoreError: no-folder; those of `document`."""
    if not stat.S_ISDIR(mode(folder)):
        raise StoreError("no-folder", path=str(folder))
    # The name comes from a file: only its last part counts, so that it cannot lead out of the folder.
    places = {plan.id: folder / os.path.basename(plan.document) for plan in plans if plan.document}
    return {plan: document(place) for plan, place in places.items() if mode(place)}


def _content(place: str, path: str, limit: int) -> bytes:
    # O_NONBLOCK: opening a pipe must not wait.
    number = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise StoreError("not-a-file", path=path)
        # What the file holds, then whatever else it turns out to hold: room for a whole `limit` costs 50 µs a file.
        data = os.read(number, min(found.st_size, limit) + 1)
        while len(data) != found.st_size and len(data) <= limit and (more := os.read(number, _PIECE)):
            data += more
    finally:
        os.close(number)
    return data


def check_size(data: bytes, path: str, limit: int = LIMIT_BYTES, code: str = "too-large") -> None:
    """Refuse what `read` would refuse. StoreError: `code` (path, limit in bytes)."""
    if len(data) > limit:
        raise StoreError(code, path=path, limit=limit)


def encode(text: str, path: str) -> bytes:
    """Give the bytes of a text.

    StoreError: would-break (path, reason) for half characters, as a terminal in another encoding gives them.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise StoreError("would-break", path=path, reason="not-utf8") from None


def decode(data: bytes, path: str) -> str:
    """Give the text of a file; a byte-order mark is no part of it.

    StoreError, each with path: empty-file (also all NUL, as some file systems leave it after a crash),
    not-utf8 (line; encoding: the one it can be read with, "" if unknown).
    """
    if not data.strip(b"\0 \t\r\n"):
        raise StoreError("empty-file", path=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        # UTF-8 that was cut off inside a character often passes for gb18030, too.
        encoding = "" if error.reason == "unexpected end of data" else _other_encoding(data)
        raise StoreError("not-utf8", path=path, line=line, encoding=encoding) from None


def _other_encoding(data: bytes) -> str:
    """Recognize what Notepad and WPS write on a Chinese Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "gb18030"

"""Get the bytes and the text of one file of the store, whatever stands in its place. Knows paths; knows no TOML."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from typing import TYPE_CHECKING

from targettrack.errors import Problem, Severity, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LIMIT_BYTES = 1_048_576  # a record of ten years is under 100 KB; what is larger is a mistake or an attack

_CODES = {
    errno.ENOENT: "missing-file",
    errno.ENOTDIR: "missing-file",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
}


def first_error(problems: Sequence[Problem]) -> Problem:
    """The problem that kept a file from being read."""
    return next(problem for problem in problems if problem.severity is Severity.ERROR)


def refused(error: OSError, path: str) -> StoreError:
    """Say why the system would not let a file or folder be read."""
    code = _CODES.get(error.errno or 0, "read-failed")
    return StoreError(code, path=path, reason=errno.errorcode.get(error.errno or 0, ""))


def problem_of(error: StoreError) -> Problem:
    """The same fault, noted instead of raised."""
    params = dict(error.params)
    path, line = str(params.pop("path")), params.pop("line", None)
    return Problem(error.code, path, line if isinstance(line, int) else None, params=params)


def mode(place: str | Path) -> int:
    """The mode of what stands at a place, links followed; 0 for nothing. StoreError: no-permission, read-failed (path)."""
    try:
        return os.stat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise refused(error, str(place)) from error


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
    place = f"{root}/{path}"
    try:
        status = os.lstat(place)
        if stat.S_ISLNK(status.st_mode):
            place = resolve(root, path)
            status = os.stat(place)
        if not stat.S_ISREG(status.st_mode):
            raise StoreError("not-a-file", path=path)
        # O_NONBLOCK: if a pipe has taken the file's place since, opening it must not wait.
        with open(os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise refused(error, path) from error
    check_size(data, path, status.st_size)
    return data


def read_if_present(root: str, path: str) -> bytes | None:
    """As `read`; None where nothing is."""
    try:
        return read(root, path)
    except StoreError as error:
        if error.code == "missing-file":
            return None
        raise


def check_size(data: bytes, path: str, size: int = 0) -> None:
    """Refuse what `read` would refuse. `size`: how many bytes there are, if `data` is only the beginning.

    StoreError: too-large (path; size and limit in bytes).
    """
    if len(data) > LIMIT_BYTES:
        raise StoreError("too-large", path=path, size=max(size, len(data)), limit=LIMIT_BYTES)


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

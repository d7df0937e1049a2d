"""Standard output and standard error as they are written: what a stream can bear, bytes that go out, an end that is gone."""

import codecs
import os
import sys
from io import BufferedIOBase, TextIOWrapper

TYPE_CHECKING = False  # as in `cache.stamps`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO, TypeGuard

FILE, ANSWER, CONVERSATION = 0, 1, 2
"""Which stream is which, as the system counts them; what goes into a file is on none."""


def is_text(stream: object) -> "TypeGuard[TextIOWrapper]":
    """Whether this is a stream as Python opens it; one that is closed is None."""
    return isinstance(stream, TextIOWrapper)


def prepare() -> None:
    """Make both streams bear any text: UTF-8 where they are plain ASCII (the C locale knows no better), escapes elsewhere."""
    for stream in (sys.stdout, sys.stderr):
        if is_text(stream):
            encoding = "utf-8" if codecs.lookup(stream.encoding).name == "ascii" else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def write_bytes(stream: object, data: "bytes | memoryview") -> None:
    """Put bytes out as they are, at once. OSError where they cannot be written."""
    assert is_text(stream)
    outlet: Any = stream.buffer
    left = memoryview(data)
    while left:  # an unbuffered stream takes what it can
        left = left[outlet.write(left) or 0 :]
    outlet.flush()


def leave_stdout() -> None:
    """After a closed pipe or a full disk: point standard output at nothing, so that the last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def overheard(stream: object, hear: "Callable[[bytes | None], object]") -> TextIOWrapper:
    """The same stream, of which every byte that goes out is heard, whoever writes it; None is heard where it could not."""
    assert is_text(stream)
    stream.flush()
    return TextIOWrapper(_Outlet(stream, hear), stream.encoding, stream.errors, write_through=True)  # type: ignore[arg-type]  # it only writes


def unheard(stream: "TextIO") -> "TextIO":
    """The stream itself: what moves on a screen while somebody waits is no part of an answer."""
    outlet = getattr(stream, "buffer", None)
    return outlet.stream if isinstance(outlet, _Outlet) else stream


class _Outlet(BufferedIOBase):
    """A stream's way out, overheard."""

    def __init__(self, stream: TextIOWrapper, hear: "Callable[[bytes | None], object]") -> None:
        self.stream, self._hear = stream, hear

    def write(self, data: bytes) -> int:  # type: ignore[override]  # a text stream gives bytes only
        try:
            write_bytes(self.stream, data)
        except OSError:
            self._hear(None)
            raise
        self._hear(data)
        return len(data)

    def flush(self) -> None:
        self.stream.buffer.flush()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()

"""The clock, the environment and the terminal: the only place that asks them. Everything else is told."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from shutil import get_terminal_size
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from targettrack.errors import StoreError
from targettrack.render.look import Look
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """A moment in the store's time zone, to the second. StoreError unknown-timezone."""
    try:
        return moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise StoreError("unknown-timezone", zone=zone) from None


def environment() -> Mapping[str, str]:
    """The environment variables."""
    return os.environ


def folder() -> str:
    """The working directory. StoreError no-folder if it was removed underneath."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise StoreError("no-folder", path=".") from None


def update_key(moment: datetime) -> str:
    """A new update's key: UTC time and six random base-32 characters (2³⁰ within one second)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}-" + "".join(secrets.choice(_BASE32) for _ in range(6))


def person() -> str:
    """Who types: TARGETTRACK_BY, else git's user.name, else the login name, else nobody."""
    named = os.environ.get("TARGETTRACK_BY")
    if named:
        return named
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False, timeout=5)  # noqa: S607  # the user's own git
        git_name = asked.stdout.decode(errors="replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        git_name = ""
    return git_name or os.environ.get("LOGNAME") or os.environ.get("USER") or ""


def reads_terminal() -> bool:
    """Whether somebody sits at standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


def writes_terminal() -> bool:
    """Whether standard output is a screen."""
    return sys.stdout is not None and sys.stdout.isatty()


def look() -> Look:
    """What the screen can show. NO_COLOR, and TERM=dumb, are respected."""
    colour = writes_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(width=get_terminal_size((80, 24)).columns, color=colour)


def write_out(text: str) -> None:
    """The answer, to standard output, at once. StoreError no-stdout; BrokenPipeError if the reader has left."""
    _write(sys.stdout, text)


def say(sentence: str) -> None:
    """A line of conversation, to standard error; made safe. Nobody listening is no fault."""
    try:
        _write(sys.stderr, f"{safe(sentence)}\n")
    except (StoreError, OSError):
        return


def _write(stream: TextIO | None, text: str) -> None:
    """UTF-8 where the stream is UTF-8 or plain ASCII (the C locale knows no better); else escapes for what it cannot show."""
    if stream is None:
        raise StoreError("no-stdout")
    encoding = (stream.encoding or "ascii").lower().replace("_", "-")
    if encoding in {"ascii", "us-ascii", "ansi-x3.4-1968", "646"}:
        encoding = "utf-8"
    stream.flush()
    stream.buffer.write(text.encode(encoding, "backslashreplace"))
    stream.flush()


def leave_stdout() -> None:
    """After a closed pipe: point standard output at nothing, so that the interpreter's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

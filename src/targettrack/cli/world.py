"""The clock, the environment and the terminal: the only place that asks them. Everything else is told."""

from __future__ import annotations

import codecs
import os
import signal
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from io import TextIOWrapper
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.cli import memory, streams
from targettrack.errors import StoreError
from targettrack.render.look import Look
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import TextIO

    from targettrack.model import Target

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The time of China as it is since 1991, when summer time ended: no table of zones has to be read for the present moment."""
LARGEST_INPUT = 32 * 1024 * 1024


class Abandoned(Exception):  # noqa: N818  # nobody erred
    """The person at the terminal ended the conversation before anything was recorded."""


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.fromtimestamp(memory.clock(), UTC)


def local(moment: datetime, zone: str) -> datetime:
    """A moment in the store's time zone, to the second. StoreError unknown-timezone."""
    if zone == CHINA.tzname(None):
        return moment.astimezone(CHINA).replace(microsecond=0)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # with what it loads, 3 ms

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


def update_key(target: Target) -> str:
    """A key for a new line of a target, and of none that it has: see `record.keys`.

    Many lines of one act fall into the same part of a second, where chance alone would soon give two of them one key.
    """
    taken = {line.key for line in target.updates}
    while (key := record.new_key(now(), _chance(record.PAIRS), target)) in taken:
        continue
    return key


def _chance(below: int) -> int:
    """A number below another one, from the source of `secrets`, which would load two libraries of digests: 4 ms."""
    return int.from_bytes(os.urandom(8)) % below


def person() -> str:
    """Who types: TARGETTRACK_BY, else git's user.name, else the login name, else nobody."""
    named = os.environ.get("TARGETTRACK_BY")
    if named:
        return named
    import subprocess  # 2 ms that only who is not named pays

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False, timeout=5)  # noqa: S607  # the user's own git
        git_name = asked.stdout.decode(errors="replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        git_name = ""
    return git_name or os.environ.get("LOGNAME") or os.environ.get("USER") or ""


def reads_terminal() -> bool:
    """Whether somebody sits at standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, words: Collection[str] = (), *, default: str | None = None, present: str = "") -> str:
    """What the person at the terminal answers, asked for on standard error; nothing means `default`, or is asked again.

    `words` are offered for completion; of a dict, what they stand for. `present`: what stands there already, to be
    changed; a plain terminal shows it, and there nothing leaves it and `none` takes it away.
    KeyboardInterrupt, EOFError if the person ends the conversation.
    """
    while True:
        answer = _typed(f"{safe(question)}: ", words, present).strip()
        if answer or default is not None:
            return answer or default or ""


def press() -> str:
    """The key that the person at the terminal presses: see `prompt.press`; a plain terminal gives a whole line.

    KeyboardInterrupt, EOFError if the person ends the conversation, or is gone.
    """
    if has_keys():
        from targettrack.cli import prompt  # as in `_typed`

        return prompt.press(_PROMPT)
    return _line(_PROMPT).strip()


_PROMPT = "› "


@contextmanager
def sitting() -> Iterator[None]:
    """A long conversation: keys may be pressed ahead of the questions, and a terminal that goes ends it as Ctrl-C does."""
    usual = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        if has_keys():
            from targettrack.cli import prompt  # as in `_typed`

            with prompt.unechoed():
                yield
        else:
            yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def has_keys() -> bool:
    """Whether single keys can be read and lines be edited."""
    return talks_to_terminal() and sys.stdin.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes; saying nothing is no."""
    from targettrack.render import words  # which a run that asks nobody need not load

    return words.answer(ask(question, default="n")) is True


def _typed(question: str, words: Collection[str], present: str) -> str:
    if has_keys():
        from targettrack.cli import prompt  # 0.1 s that only somebody who is asked pays

        return prompt.ask(
            question, words if isinstance(words, dict) else {word: word for word in words}, present=present
        )
    typed = _line(f"{question}[{safe(present)}] " if present else question)
    return typed if typed.strip() or not present else present


def _line(question: str) -> str:
    _write(sys.stderr, question)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def talks_to_terminal() -> bool:
    """Whether somebody sees standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def writes_terminal() -> bool:
    """Whether standard output is a screen."""
    return sys.stdout is not None and sys.stdout.isatty()


def look(*, conversation: bool = False) -> Look:
    """What the screen of the answer can show, or that of the conversation. NO_COLOR, and TERM=dumb, are respected."""
    colour = (
        (talks_to_terminal() if conversation else writes_terminal())
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
    utf8 = sys.stdout is None or codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    return Look(_cells("COLUMNS", 0, 80), colour, utf8, _cells("LINES", 1, 24))


def _cells(name: str, place: int, usual: int) -> int:
    """Columns or lines of the screen, as `shutil.get_terminal_size` finds them, which loads three ways to compress: 2 ms."""
    try:
        wish = int(os.environ[name])
    except (KeyError, ValueError):
        wish = 0
    if wish > 0:
        return wish
    try:
        return os.get_terminal_size(sys.__stdout__.fileno())[place] or usual  # type: ignore[union-attr]  # as below
    except (AttributeError, ValueError, OSError):  # closed, detached, or no terminal
        return usual


def write_out(text: str | Iterable[str], *, as_utf8: bool = False) -> None:
    """The answer, or its pieces, to standard output, each at once. StoreError no-stdout; reader-left, as after `| head`.

    `as_utf8`: in UTF-8 whatever the screen speaks, as a file is that names its encoding itself.
    """
    try:
        if as_utf8 and isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        for piece in [text] if isinstance(text, str) else text:
            _write(sys.stdout, piece)
    except BrokenPipeError:
        streams.leave_stdout()
        raise StoreError("reader-left") from None
    except OSError:
        streams.leave_stdout()
        raise


def read_in() -> bytes:
    """Standard input, whole. StoreError no-stdin, document-too-large."""
    if sys.stdin is None:
        raise StoreError("no-stdin")
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        raise StoreError("document-too-large", path="-", limit=LARGEST_INPUT)
    return data


class _Voice:
    is_hushed = False


@contextmanager
def hushed() -> Iterator[None]:
    """What is said meanwhile is not said: how a cell was understood is shown with its row."""
    _Voice.is_hushed = True
    try:
        yield
    finally:
        _Voice.is_hushed = False


def say(sentence: str) -> None:
    """A line of conversation, to standard error; made safe. Nobody listening is no fault."""
    if _Voice.is_hushed:
        return
    try:
        _write(sys.stderr, f"{safe(sentence)}\n")
    except (StoreError, OSError):
        return


def show(text: str) -> None:
    """Lines of conversation that were made safe already, in colour or not, to standard error."""
    with suppress(StoreError, OSError):  # as above
        _write(sys.stderr, text)


@contextmanager
def moving(label: str, *, long: bool) -> Iterator[Callable[[int, int], object]]:
    """A bar on standard error while `long` work goes on; it is told what is done, of how many. Nobody who sees it: nothing."""
    if not long or not talks_to_terminal():
        yield lambda *_done: None
        return
    import typer  # 60 ms that only somebody who waits pays

    with typer.progressbar(length=100, label=label, file=streams.unheard(sys.stderr)) as bar:
        yield lambda done, whole: bar.update(max(0, 100 * done // whole - bar.pos))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        raise StoreError("no-stdout")
    stream.write(text)
    stream.flush()

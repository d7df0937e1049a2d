"""Run a command as a user does: words in, bytes and an exit code out. Knows no command and no ledger."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from targettrack import cli, i18n
from targettrack.i18n import _
from targettrack.render.messages import sentence

NOW = datetime.fromisoformat("2025-10-10T09:00:00+08:00")
"""The moment at which every command of `run` begins: a Friday, the day after the fixture ledger's last entry."""
DAY = "2025-09-30"
"""The day that most tests look at: three quarters of the year are over."""
PLAIN = {"COLUMNS": "80", "TARGETTRACK_LANG": "en", "TARGETTRACK_BY": "测试员", "TARGETTRACK_CACHE": "off"}
"""The environment of a test, apart from what the machine needs: nothing of the person who runs it, nothing that is kept."""
_OURS = ("LANG", "LC_", "TARGETTRACK", "NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8", "TERM", "_TARGETTRACK")


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard output, which has to be UTF-8."""
        return self.out.decode()

    @property
    def said(self) -> str:
        """Standard error, which has to be UTF-8."""
        return self.err.decode()

    @property
    def lines(self) -> list[str]:
        """Standard output by line."""
        return self.text.splitlines()

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """What the JSON is about."""
        return self.json["data"]

    @property
    def rows(self) -> list[Any]:
        """The targets that the JSON is about, in its order."""
        return list(self.data["targets"].values())

    @property
    def row(self) -> Any:
        """The first of them: the one that `show` shows."""
        return self.rows[0]


class Screen(io.TextIOWrapper):
    """A standard stream that may claim to be a terminal."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False, encoding: str = "utf-8") -> None:
        """Hold `data` to be read, or nothing, to be written to."""
        super().__init__(io.BytesIO(data), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return self.terminal

    @property
    def written(self) -> bytes:
        """Everything that reached it."""
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


def environment(**changes: str) -> dict[str, str]:
    """The machine's environment without the reader's own wishes, with PLAIN and `changes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return kept | PLAIN | changes


def in_process(
    arguments: tuple[str, ...], stdin: str = "", *, terminal: bool = False, encoding: str = "utf-8"
) -> Outcome:
    """Call `main` with streams of its own; the two that it writes are in `encoding`."""
    before = sys.stdin, sys.stdout, sys.stderr
    source, out, err = Screen(stdin.encode()), Screen(terminal=terminal, encoding=encoding), Screen(encoding=encoding)
    sys.stdin, sys.stdout, sys.stderr = source, out, err
    try:
        code = cli.main(list(arguments))
    except SystemExit as ending:  # what the console script would end with
        code = int(ending.code or 0)
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    return Outcome(int(code), out.written, err.written)


def in_shell(command: str, folder: Path, env: dict[str, str] | None = None, stdin: bytes = b"") -> Outcome:
    """Run a line of bash in a folder, with `targettrack` on the path."""
    found = environment() if env is None else env
    path = f"{Path(sys.executable).parent}{os.pathsep}{found.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", command], input=stdin, capture_output=True, cwd=folder, env=found | {"PATH": path}, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def error(code: str, **params: str | int) -> str:
    """The line that a failing command says, by its code: the words may change, the code does not."""
    i18n.use("en")
    return _("Error: {message}").format(message=sentence(code, params)) + "\n"

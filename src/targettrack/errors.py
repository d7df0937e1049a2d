"""What can go wrong, as data: problems in users' files, errors that stop a command, exit codes. Knows no words."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ExitCode(IntEnum):
    """What a command's end tells the shell. Callers may rely on these numbers."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    SAVED = 4
    INTERRUPTED = 130


class Severity(StrEnum):
    """An error makes `check` fail and an answer partial; a warning is only worth a look.

    A record with an error in it is not read, only counted; the other errors are about places and names.
    """

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One fault in one file: a stable code with parameters; the sentence is made at the edge."""

    code: str
    path: str  # relative to the store, with forward slashes
    line: int | None = None  # 1-based; None: the whole file
    key: str | None = None  # dotted TOML key; None: not about one key
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = {}

    @property
    def sort_key(self) -> tuple[str, bool, int, str, str]:
        """Order by place, so that the same ledger always lists its problems alike; what counts others, last."""
        return (self.path, self.code == "more-faults", self.line or 0, self.code, self.key or "")


MAX_FAULTS = 100
"""Faults of one file that are named; of more of them only the number is."""


def more_faults(path: str, n: int, *, is_error: bool) -> Problem:
    """That a file has so many faults beside those that are named."""
    return Problem("more-faults", path, severity=Severity.ERROR if is_error else Severity.WARNING, params={"n": n})


def capped(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In order of place, of each file at most MAX_FAULTS and then the number of the others."""
    kept: list[Problem] = []
    for path, own in groupby(sorted(problems, key=lambda problem: problem.sort_key), key=lambda problem: problem.path):
        faults = list(own)
        named = [problem for problem in faults if problem.code != "more-faults"]
        more = sum(int(problem.params["n"]) for problem in faults if problem.code == "more-faults")
        more += len(named[MAX_FAULTS:])
        is_error = any(problem.severity is Severity.ERROR for problem in faults)
        kept += [*named[:MAX_FAULTS], *([more_faults(path, more, is_error=is_error)] if more else [])]
    return tuple(kept)


class TargettrackError(Exception):
    """The command cannot go on. Carries a code and parameters; `render.messages` has the words."""

    exit_code = ExitCode.FAILED

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class UsageError(TargettrackError):
    """What was asked for cannot be meant: an unknown id, an impossible date, an ambiguous name."""

    exit_code = ExitCode.USAGE


class StoreError(TargettrackError):
    """The disk said no, or a write was refused to keep a record whole."""


class Saved(TargettrackError):  # noqa: N818  # it says what was done, not what was not
    """The ledger was changed, and then something failed: do not repeat the command.

    `written`, among the parameters, names what is on disk: the `name` of each `Written`, parted by «, ».
    """

    exit_code = ExitCode.SAVED

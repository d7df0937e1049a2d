"""What a process costs, it and all that it starts: CPU time, user and system, and its largest memory. The one clock here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_FINE = {0, 1}  # 1 is an answer, too: findings, or nothing found


class Command(NamedTuple):
    """A program to run, where, and with nothing of the environment but this."""

    words: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str]


class Cost(NamedTuple):
    """What one run cost, or the medians of several."""

    cpu: float  # milliseconds
    memory: float  # megabytes; what is smaller than the process that measures looks as large as that one


Side = Callable[[int], Command]
"""What is run in a round; it may prepare something first, which is not measured."""


def cost(command: Command) -> Cost:
    """Run it. RuntimeError if it fails: what did not do its work has no cost."""
    started = subprocess.Popen(  # noqa: S603  # our own commands
        command.words,
        cwd=command.folder,
        env=command.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in _FINE:
        raise RuntimeError(f"{' '.join(map(str, command.words))}: {started.returncode}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1000)


def rounds(number: int, *sides: Side) -> list[list[Cost]]:
    """What each side cost in each round: all sides in turn, so that the machine's moods fall on all of them."""
    return [
        list(side) for side in zip(*([cost(side(count)) for side in sides] for count in range(number)), strict=True)
    ]


def middle(costs: Sequence[Cost]) -> Cost:
    """The median CPU time, and the largest memory."""
    return Cost(median(one.cpu for one in costs), max(one.memory for one in costs))


def ratio(costs: Sequence[Cost], others: Sequence[Cost]) -> float:
    """The median of the ratios of the rounds."""
    return median(one.cpu / other.cpu for one, other in zip(costs, others, strict=True))

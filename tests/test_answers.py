"""An answer that was kept is given again only while it is true; then it is the same, byte for byte, on both streams."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from unittest import mock

from conftest import DATA
from targettrack.cli import memory
from walking import Walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRETCH = 50
"""Steps of one walk; the next one begins with a fresh ledger."""


def test_a_walk_finds_no_other_answer(tmp_path: Path, steps: int) -> None:
    """A few hundred steps; `pytest tests/test_answers.py --steps 10000` goes further. A fifth of all runs are answered again."""
    again = 0
    recall = memory.recall

    def counted(arguments: list[str], begin: Callable[[], object]) -> int | None:
        nonlocal again
        code = recall(arguments, begin)
        again += code is not None
        return code

    with mock.patch.object(memory, "recall", counted):
        for seed in range(steps // STRETCH):
            walk = Walk(tmp_path / str(seed), DATA, Random(seed))
            for _ in range(STRETCH):
                walk.step()
    assert again > steps // 5

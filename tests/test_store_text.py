"""The bytes of one file: all of them, whatever the system said of its size, and room for no more than them."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from targettrack.errors import StoreError
from targettrack.store import text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("said", [0, 1, 70_000, 10**9])
def test_a_file_that_grew_or_shrank_meanwhile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: int) -> None:
    """What the system said of the size a moment ago decides nothing: the file is read to its end."""
    whole = os.urandom(200_000)
    (tmp_path / "a.toml").write_bytes(whole)
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda number: SimpleNamespace(st_mode=fstat(number).st_mode, st_size=said))
    assert text.read(str(tmp_path), "a.toml") == whole


def test_a_small_file_takes_little_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Room for the largest file was asked for each, which took longer than all else."""
    asked: list[int] = []
    read = os.read
    monkeypatch.setattr(os, "read", lambda number, count: asked.append(count) or read(number, count))
    (tmp_path / "a.toml").write_bytes(b"x" * 1000)
    assert text.read(str(tmp_path), "a.toml") == b"x" * 1000
    assert asked[0] == 1001
    assert max(asked) < 100_000


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """It is refused by its first megabyte."""
    with (tmp_path / "a.toml").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(StoreError) as caught:
        text.read(str(tmp_path), "a.toml")
    assert (caught.value.code, caught.value.params) == ("too-large", {"path": "a.toml", "limit": 1_048_576})

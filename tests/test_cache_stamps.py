"""`cache.stamps`: whatever is done to a file or a folder, its stamp says so."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from targettrack.cache import stamps

if TYPE_CHECKING:
    from collections.abc import Callable

TICK = 0.02
"""Seconds in which any file system here counts on."""


def _same_size_same_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"other")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(path: Path) -> None:
    new = path.with_name("new")
    new.write_bytes(path.read_bytes())
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda path: path.write_bytes(b"longer than before"),
    "written alike": lambda path: path.write_bytes(b"first"),
    "written with the old time and size": _same_size_same_time,
    "replaced by its copy": _replaced,
    "touched": lambda path: os.utime(path, (1, 1)),
    "closed": lambda path: path.chmod(0o200),
    "linked": lambda path: path.with_name("second").hardlink_to(path),
    "away": lambda path: path.unlink(),
    "renamed and back": lambda path: path.rename(path.with_name("x")).rename(path),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows(tmp_path: Path, change: str) -> None:
    """Also one that leaves size and time of writing as they were."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"first")
    before = stamps.of(str(path))
    assert before == stamps.of(str(path))
    time.sleep(TICK)
    CHANGES[change](path)
    assert stamps.of(str(path)) != before


def test_a_look_at_a_folder(tmp_path: Path) -> None:
    """Files that end so, folders, and links apart; what begins with a point is nothing."""
    (tmp_path / "a.toml").write_bytes(b"a")
    (tmp_path / "b.txt").write_bytes(b"b")
    (tmp_path / ".c.toml").write_bytes(b"c")
    (tmp_path / "plan").mkdir()
    (tmp_path / "away.toml").symlink_to("nowhere")
    (tmp_path / "link").symlink_to("plan")
    found = stamps.look(str(tmp_path), ".toml")
    assert found is not None
    own, files, folders, links = found
    assert own == stamps.of(str(tmp_path))
    assert files == {"a.toml": stamps.of(str(tmp_path / "a.toml"))}
    assert folders == {"plan": stamps.of(str(tmp_path / "plan"))}
    assert sorted(links) == ["away.toml", "link"]


@pytest.mark.parametrize("name", ["a.toml", "nowhere", "\0"])
def test_no_folder_gives_no_look(tmp_path: Path, name: str) -> None:
    """A file, nothing, a name that cannot be."""
    (tmp_path / "a.toml").write_bytes(b"a")
    assert stamps.look(f"{tmp_path}/{name}", ".toml") is None


def test_a_file_that_has_just_changed_is_not_settled(tmp_path: Path) -> None:
    """Two seconds later it is; one from the future never is."""
    path = tmp_path / "a"
    path.write_bytes(b"a")
    stamp = stamps.of(str(path))
    assert stamp is not None
    assert not stamps.is_settled(stamp, stamps.moment())
    assert not stamps.is_settled(stamp, stamp[1] + stamps.QUIET_NS)
    assert stamps.is_settled(stamp, stamp[1] + stamps.QUIET_NS + 1)
    assert not stamps.is_settled(stamp, stamp[1] - 3600 * 1_000_000_000)


def test_an_open_file_has_the_stamp_of_its_path(tmp_path: Path) -> None:
    """So that it can be taken before reading."""
    path = tmp_path / "a"
    path.write_bytes(b"a")
    with path.open("rb") as file:
        assert stamps.of_open(file.fileno()) == stamps.of(str(path))

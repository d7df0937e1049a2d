"""Names that a shelf remembers are those that a listing gives, whatever happens to the folders between two looks."""

from __future__ import annotations

import os
import random
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from targettrack.cache import stamps
from targettrack.cache.shelf import Shelf
from targettrack.errors import StoreError
from targettrack.store.listing import Index, index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from targettrack.errors import Problem

STEPS = 120
TICK = 0.01
"""Seconds after which the clock of the file system has gone on."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(str(tmp_path / "cache"), "1")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two plans."""
    for plan in ("A1", "B1"):
        (tmp_path / "targets" / plan).mkdir(parents=True)
        for name in ("plan", f"{plan}-001", f"{plan}-002", f"{plan}-72-1", "x"):
            (tmp_path / "targets" / plan / f"{name}.toml").touch()
    return tmp_path / "targets"


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are listed from here on."""
    names: list[str] = []
    scandir = os.scandir

    def noted(place: str) -> object:
        if os.path.basename(place) != "cache":
            names.append(os.path.basename(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", noted)
    return names


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The clock goes on."""
    real = stamps.moment()
    monkeypatch.setattr(stamps, "moment", lambda: real + int(seconds * 1e9))


def test_an_unchanged_folder_is_not_listed_again(
    store: Path, shelf: Shelf, listed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a store that nobody has touched only the root is listed; of one with a new record, its folder, too."""
    later(monkeypatch, 3)
    first = index(store, shelf)
    assert listed == ["targets", "A1", "B1"]
    listed.clear()
    assert index(store, shelf) == first
    assert listed == ["targets"]
    (store / "B1/B1-003.toml").touch()
    listed.clear()
    assert index(store, shelf).files["B1"] == (
        *("B1-001.toml", "B1-002.toml", "B1-003.toml", "B1-72-1.toml", "plan.toml", "x.toml"),
    )
    assert listed == ["targets", "B1"]


def test_a_folder_that_has_just_changed_is_listed_again(store: Path, shelf: Shelf, listed: list[str]) -> None:
    """Two names may come within one tick of the clock: so soon a stamp proves nothing."""
    index(store, shelf)
    listed.clear()
    index(store, shelf)
    assert listed == ["targets", "A1", "B1"]


def test_without_a_shelf_everything_is_listed(store: Path, listed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered where there is no folder to remember it in."""
    later(monkeypatch, 3)
    for _ in range(2):
        index(store)
        index(store, Shelf("", "1"))
    assert listed.count("A1") == 4


@pytest.mark.parametrize("thing", [b"", b"x", b"\xa9\x03abc", b"0", b"[\x01\x00\x00\x00N"])
def test_what_is_no_listing_is_none(store: Path, shelf: Shelf, thing: bytes) -> None:
    """Whatever lies in the place of the names does no harm."""
    shelf.keep(f"names {store}", thing)
    assert index(store, shelf) == index(store)


def test_a_walk(store: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names come, go and move, folders become links, cannot be read, and come back: a shelf never makes a difference."""
    draw = random.Random(6)
    outside = store.parent / "outside"
    outside.mkdir()

    def some() -> Path:
        folder = draw.choice(["A1", "B1", "C1", "a1"])
        return store / folder / f"{draw.choice([folder, 'A1', 'x'])}-{draw.choice(['001', '7', '007', '1000'])}.toml"

    def link(to: Path) -> None:
        shutil.rmtree(store / "C1", ignore_errors=True)
        (store / "C1").unlink(missing_ok=True)
        (store / "C1").symlink_to(to)

    deeds: list[Callable[[], object]] = [
        lambda: some().touch(),
        lambda: some().unlink(),
        lambda: some().rename(some()),
        lambda: os.mkdir(some().parent),
        lambda: link(outside),
        lambda: link(store / "A1"),
        lambda: link(store / "B1"),
        lambda: shutil.rmtree(store / "a1"),
        lambda: (store / "a1").rename(store / "C1"),
        lambda: os.utime(some().parent, ns=(1, 1)),
        lambda: os.mknod(os.fsencode(store / "A1") + b"/\xff.toml"),
        lambda: os.unlink(os.fsencode(store / "A1") + b"/\xff.toml"),
    ]
    moment = stamps.moment
    for _ in range(STEPS):
        try:
            draw.choice(deeds)()
        except OSError:
            continue
        ahead = draw.choice([0, 3_000_000_000])
        time.sleep(TICK)  # whoever looks three seconds later does not see what comes in the same tick
        monkeypatch.setattr(stamps, "moment", lambda ahead=ahead: moment() + ahead)
        assert said(store, shelf) == said(store, None)
        assert said(store, shelf) == said(store, None)


def said(store: Path, shelf: Shelf | None) -> Index | tuple[str, tuple[Problem, ...]]:
    """What a listing gives, or its error."""
    try:
        return index(store, shelf)
    except StoreError as error:
        return error.code, ()

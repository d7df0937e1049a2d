"""A ledger that is walked with a shelf is the ledger that is read: whatever happens to its files, and only those are opened."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from targettrack import store
from targettrack.cache import stamps
from targettrack.cache.shelf import Shelf
from targettrack.store import content, reading
from targettrack.store.text import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.model import Ledger

GOOD = Path(__file__).parent / "data/ledger/targets/YS2025"
STEPS = int(os.environ.get("TARGETTRACK_WALK_STEPS", "120"))
"""Steps of the random walk; `TARGETTRACK_WALK_STEPS=10000 pytest tests/test_store_whole.py` looks further."""
QUIET = 0.012
"""Seconds, of which the file system's clock needs some four thousandths to go on."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled sooner, and a pack is written for fewer."""
    monkeypatch.setattr(stamps, "QUIET_NS", int(QUIET * 0.8e9))
    monkeypatch.setattr(reading, "FEW", 2)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two plans of twelve records each."""
    root = tmp_path / "targets"
    for plan in ("AA2025", "BB2025"):
        (root / plan).mkdir(parents=True)
        head = (GOOD / "plan.toml").read_text(encoding="utf-8")
        (root / plan / "plan.toml").write_text(head.replace("YS2025", plan), encoding="utf-8")
        for number in range(1, 13):
            add(root, f"{plan}-{number:03d}")
    time.sleep(QUIET)
    return root


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf with nothing on it."""
    return Shelf(str(tmp_path / "cache"), "1")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the ledger that were opened."""
    found: list[str] = []

    def noted(root: str, path: str) -> bytes:
        found.append(path)
        return read(root, path)

    monkeypatch.setattr(content, "read", noted)
    return found


def add(root: Path, id_: str, **words: str) -> None:
    """Write a record."""
    text = (GOOD / "YS2025-007.toml").read_text(encoding="utf-8").replace("YS2025-007", id_)
    for old, new in words.items():
        text = text.replace(old, new)
    (root / id_.rpartition("-")[0] / f"{id_}.toml").write_text(text, encoding="utf-8")


def seen(found: Ledger) -> tuple[object, ...]:
    """All that a ledger says."""
    ids = [target.id for target in found.targets]
    assert len(found.targets) == len(ids)
    return (found.plans, tuple(found.targets), found.units, found.settings, found.problems, found.unreadable)


def test_unchanged_records_are_not_opened(ledger: Path, shelf: Shelf, opened: list[str]) -> None:
    """The first walk reads them, the second none; one that was changed is opened, and no other."""
    first = seen(store.walk(ledger, shelf=shelf))
    assert len(opened) == 26
    opened.clear()
    assert seen(store.walk(ledger, shelf=shelf)) == first
    assert opened == []
    add(ledger, "BB2025-003", 中学="小学")
    again = seen(store.walk(ledger, shelf=shelf))
    assert opened == ["BB2025/BB2025-003.toml"]
    assert again == seen(store.load(ledger))


def test_a_plan_alone_opens_no_other(ledger: Path, shelf: Shelf, opened: list[str]) -> None:
    """Its pack is used for it alone, and by the whole ledger afterwards."""
    assert len(store.walk(ledger, ("aa2025",), shelf=shelf).targets) == 12
    assert {path.partition("/")[0] for path in opened} == {"AA2025"}
    opened.clear()
    assert len(store.walk(ledger, shelf=shelf).targets) == 24
    assert {path.partition("/")[0] for path in opened} == {"BB2025"}


def test_what_was_just_changed_is_not_trusted(
    ledger: Path, shelf: Shelf, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of this second may change again without a trace, so it is read anew the next time."""
    monkeypatch.setattr(stamps, "QUIET_NS", 3_600_000_000_000)
    store.walk(ledger, shelf=shelf)
    opened.clear()
    store.walk(ledger, shelf=shelf)
    assert len(opened) == 26


def test_a_ledger_whose_link_is_turned_while_it_is_read(
    ledger: Path, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of the one is not kept for the files of the other, to which the link is turned back later."""
    shutil.copytree(ledger, tmp_path / "other")
    add(tmp_path / "other", "BB2025-003", 新建碧道="改建碧道")
    time.sleep(QUIET)
    link = tmp_path / "link"

    def turn(to: Path) -> None:
        link.unlink(missing_ok=True)
        link.symlink_to(to)

    def turned(root: str, path: str) -> bytes:
        if path == "BB2025/BB2025-001.toml":
            turn(tmp_path / "other")
        return read(root, path)

    turn(ledger)
    monkeypatch.setattr(content, "read", turned)
    store.walk(link, shelf=shelf)
    monkeypatch.setattr(content, "read", read)
    turn(ledger)
    assert seen(store.walk(link, shelf=shelf))[1:] == seen(store.load(ledger))[1:]


def test_what_cannot_be_read_is_looked_at_each_time(ledger: Path, shelf: Shelf) -> None:
    """A file that is empty, or no file at all, is a problem now; nothing of it is kept."""
    (ledger / "AA2025/AA2025-004.toml").write_bytes(b"")
    (ledger / "AA2025/AA2025-005.toml").unlink()
    (ledger / "AA2025/AA2025-005.toml").mkdir()
    time.sleep(QUIET)
    for _ in range(2):
        found = store.walk(ledger, shelf=shelf)
        assert [(one.path, one.code) for one in found.problems] == [
            ("AA2025/AA2025-004.toml", "empty-file"),
            ("AA2025/AA2025-005.toml", "not-a-file"),
        ]


def changed(root: Path, path: Path, dice: Random) -> None:
    """Another word of the same length: the size stays."""
    data = path.read_bytes()
    path.write_bytes(
        data.replace("中学".encode(), "小学".encode()) if dice.random() < 0.5 else data.replace(b"9", b"8")
    )


def same_time(root: Path, path: Path, dice: Random) -> None:
    """Changed, and the old time of change set again."""
    before = path.stat()
    changed(root, path, dice)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def broken(root: Path, path: Path, dice: Random) -> None:
    """Cut off somewhere."""
    data = path.read_bytes()
    path.write_bytes(data[: dice.randrange(len(data) + 1)])


def copied(root: Path, path: Path, dice: Random) -> None:
    """Two records of one id, in another plan or in other letters."""
    other = root / dice.choice(["AA2025", "BB2025"]) / dice.choice([path.name, path.name.lower()])
    if other != path and not other.is_symlink() and other.parent.exists():
        shutil.copy(path, other)


def linked(root: Path, path: Path, dice: Random) -> None:
    """A link in its place, to what it was, under a name that is no record's."""
    if not path.is_symlink():
        path.rename(path.with_suffix(".kept"))
        path.symlink_to(path.with_suffix(".kept"))


def renamed(root: Path, path: Path, dice: Random) -> None:
    """Under another number, which its id is not."""
    path.rename(path.with_name(f"{path.parent.name}-{dice.randrange(1, 40):03d}.toml"))


def swapped(root: Path, path: Path, dice: Random) -> None:
    """The plan's folder goes, and comes back at another time."""
    away = root.parent / path.parent.name
    if away.exists():
        return
    path.parent.rename(away)
    if dice.random() < 0.5:
        away.rename(path.parent)


def headless(root: Path, path: Path, dice: Random) -> None:
    """Its plan.toml says something else, or is gone."""
    head = path.parent / "plan.toml"
    if dice.random() < 0.3:
        head.unlink(missing_ok=True)
    elif head.exists():
        head.write_text(head.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    else:
        text = (GOOD / "plan.toml").read_text(encoding="utf-8")
        head.write_text(text.replace("YS2025", path.parent.name), encoding="utf-8")


def new(root: Path, path: Path, dice: Random) -> None:
    """One record more, or one that was there once, as it was."""
    add(root, f"{path.parent.name}-{dice.randrange(1, 40):03d}")


def gone(root: Path, path: Path, dice: Random) -> None:
    """One record less."""
    path.unlink()


DEEDS: tuple[Callable[[Path, Path, Random], None], ...] = (
    *(changed, same_time, broken, copied, linked, renamed, swapped, headless, new, new, new, gone),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_walk_of_changes_shows_what_reading_shows(ledger: Path, shelf: Shelf, tmp_path: Path, seed: int) -> None:
    """Files change, break, come, go, are linked, renamed and doubled; the cache is damaged; the ledger is always the same."""
    dice = Random(seed)  # a walk, no secret
    for _step in range(STEPS // 2):
        for away in ("AA2025", "BB2025"):
            if (tmp_path / away).exists() and dice.random() < 0.5:
                (tmp_path / away).rename(ledger / away)
        for _deed in range(dice.randrange(5)):
            paths = sorted(ledger.glob("*/*-*.toml")) or [ledger / "AA2025/none.toml"]
            if paths[0].exists():
                dice.choice(DEEDS)(ledger, dice.choice(paths), dice)
        things = sorted((tmp_path / "cache").glob("*.thing"))
        if things and dice.random() < 0.2:
            thing = dice.choice(things)
            thing.write_bytes(thing.read_bytes()[: dice.randrange(400)])
        if dice.random() < 0.7:
            time.sleep(QUIET)
        assert seen(store.walk(ledger, shelf=shelf)) == seen(store.load(ledger))

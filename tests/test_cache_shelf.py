"""`cache.shelf`: what was kept is found whole, or is not there; never an error, never more than the bound."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from targettrack.cache import shelf
from targettrack.cache.shelf import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a cache may be made."""
    return tmp_path / "home" / "cache"


@pytest.fixture
def things(folder: Path) -> Shelf:
    """An empty shelf."""
    return Shelf(str(folder), "1.0")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("thing", [b"x", b"\0" * 70_000, b"abc" * shelf.PIECE, b"abcdefg" * 100_000])
def test_what_is_kept_is_found(things: Shelf, thing: bytes) -> None:
    """Whole, at once and in pieces; another name finds nothing."""
    assert things.find("a") is None
    assert things.keep("a", thing)
    assert things.find("a") == thing
    opened = things.open("a")
    assert opened is not None
    assert (opened.size, b"".join(bytes(piece) for piece in opened.pieces(0, len(thing)))) == (len(thing), thing)
    assert opened.part(1, 2) == thing[1:3]
    opened.close()
    assert things.find("b") is None


def test_pieces_make_one_thing(things: Shelf) -> None:
    """A thing may be kept as it comes, and a later one takes its place."""
    assert things.keep("a", (str(n).encode() for n in range(5)))
    assert things.find("a") == b"01234"
    assert things.keep("a", b"new")
    assert things.find("a") == b"new"


def test_a_draft_is_nowhere_until_it_is_placed(things: Shelf, folder: Path) -> None:
    """What is given up leaves nothing behind."""
    draft = things.draft("a")
    assert draft is not None
    draft.add(b"half")
    assert things.find("a") is None
    draft.drop()
    assert _files(folder) == []


def test_names_that_meet_in_one_file_are_not_taken_for_each_other(
    things: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole name stands in the file."""
    monkeypatch.setattr(Shelf, "_path", lambda self, _name: f"{self._folder}/one.thing")
    things.keep("a", b"A")
    assert things.find("b") is None
    things.keep("b", b"B")
    assert (things.find("a"), things.find("b"), len(_files(folder))) == (None, b"B", 1)


def test_another_version_finds_nothing(things: Shelf, folder: Path) -> None:
    """Whatever the program, its files or Python have become."""
    things.keep("a", b"A")
    assert Shelf(str(folder), "1.1").find("a") is None


def test_only_this_user_may_look(things: Shelf, folder: Path) -> None:
    """The folder and its files are closed to everybody else."""
    things.keep("a", b"A")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in _files(folder)] == [0o600]


def test_a_folder_that_others_may_write_into_is_not_used(folder: Path, things: Shelf) -> None:
    """They could put their answers there."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert not things.keep("a", b"A")
    assert _files(folder) == []


def test_every_bit_that_changes_is_seen(things: Shelf, folder: Path) -> None:
    """At every byte of the file, at each end, and with one more or less: the thing is not there."""
    things.keep("a", b"a thing of some length")
    (path,) = _files(folder)
    whole = path.read_bytes()
    damaged = [bytes([*whole[:at], whole[at] ^ bit, *whole[at + 1 :]]) for at in range(len(whole)) for bit in (1, 128)]
    damaged += [whole[:length] for length in range(len(whole))] + [whole + b"\0", b"", b"\0" * len(whole)]
    for data in damaged:
        path.write_bytes(data)
        assert things.find("a") is None, data
        assert things.open("a") is None, data
    path.write_bytes(whole)
    assert things.find("a") == b"a thing of some length"


@pytest.mark.parametrize("place", ["", "/dev/null", "/dev/null/x", "/proc/nowhere", "/x\0y"])
def test_a_folder_that_cannot_be_is_no_cache(place: str) -> None:
    """No error, and nothing is found."""
    things = Shelf(place, "1.0")
    assert things.find("a") is None
    assert things.open("a") is None
    assert not things.keep("a", b"A")


def test_what_stands_in_the_way_is_no_thing(things: Shelf, folder: Path) -> None:
    """A folder, a pipe, a link under the name of a thing."""
    things.keep("a", b"A")
    (path,) = _files(folder)
    kept = path.rename(folder / "elsewhere")
    for obstacle in (path.mkdir, lambda: os.mkfifo(path), lambda: path.symlink_to(kept)):
        obstacle()
        assert things.find("a") is None
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_full_disk_keeps_nothing(things: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that was there stays."""
    things.keep("a", b"old")

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert not things.keep("a", b"new")
    assert things.find("a") == b"old"
    assert len(_files(folder)) == 1


def test_a_thing_that_is_too_large_is_not_kept(things: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it comes."""
    monkeypatch.setattr(shelf, "LARGEST_BYTES", 10)
    assert things.keep("a", b"0123456789")
    assert not things.keep("b", [b"012345", b"67890"])
    assert things.find("b") is None


def test_the_bound_holds_and_the_latest_used_stays(
    things: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was used least lately goes; what others have put there, and is no thing, stays."""
    monkeypatch.setattr(shelf, "BOUND_BYTES", 10_000)
    monkeypatch.setattr(shelf, "KEPT_BYTES", 7_500)
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_bytes(b"x" * 20_000)
    for number in range(30):
        assert things.keep(str(number), b"x" * 1000)
        for place in _files(folder):
            os.utime(place, (place.stat().st_atime, place.stat().st_mtime - 7200))
        assert things.find("0") is not None, number  # each time somebody asks for it
        held = [path.stat().st_size for path in _files(folder) if path.suffix == ".thing"]
        assert sum(held) <= 10_000
    assert things.find("29") is not None
    assert things.find("1") is None
    assert (folder / "mine.txt").exists()


def test_what_a_stopped_run_left_goes(things: Shelf, folder: Path) -> None:
    """After an hour; before, somebody may still be writing it."""
    draft = things.draft("a")
    assert draft is not None
    draft.add(b"half")
    Shelf(str(folder), "1.0").keep("b", b"B")
    assert len(_files(folder)) == 2
    (left,) = (path for path in _files(folder) if path.name.startswith("."))
    os.utime(left, (0, 0))
    Shelf(str(folder), "1.0").keep("c", b"C")
    assert not left.exists()
    assert not draft.place()


def test_runs_side_by_side_find_a_whole_thing(folder: Path) -> None:
    """Many write one name while others read it: what is found is what one of them wrote."""
    stop = threading.Event()
    wrong: list[bytes] = []

    def write(letter: bytes) -> None:
        while not stop.is_set():
            Shelf(str(folder), "1").keep("a", letter * 50)

    def read() -> None:
        for _ in range(50):
            found = Shelf(str(folder), "1").find("a")
            if found is not None and (len(found) != 50 or len(set(found)) != 1):
                wrong.append(found)

    writers = [threading.Thread(target=write, args=(letter,)) for letter in (b"A", b"B", b"C")]
    reader = threading.Thread(target=read)
    for thread in (*writers, reader):
        thread.start()
    reader.join()
    stop.set()
    for thread in writers:
        thread.join()
    assert wrong == []

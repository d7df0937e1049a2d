"""What may be written beside the ledger, and several files at once: all of them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from targettrack import store
from targettrack.errors import StoreError


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """An empty ledger, and a folder beside it."""
    (tmp_path / "out").mkdir()
    return store.init(tmp_path)


def test_what_stands_in_a_place_is_told(ledger: Path) -> None:
    """Nothing as b"", a file as it is."""
    folder = ledger.parent / "out"
    (folder / "a.xlsx").write_bytes(b"old")
    known = store.taken([folder / "a.xlsx", folder / "b.xlsx"], ledger, folder)
    assert known == {folder / "a.xlsx": b"old", folder / "b.xlsx": b""}


def test_a_folder_is_made_with_its_files(ledger: Path) -> None:
    """All that is in it comes at once."""
    folder = ledger.parent / "new"
    files = {folder / "a.xlsx": b"1", folder / "b.xlsx": b"2"}
    known = store.taken(files, ledger, folder)
    assert known == dict.fromkeys(files, b"")
    store.replace_all(files, known, [folder])
    assert {path: path.read_bytes() for path in folder.iterdir()} == files


def test_one_file_that_has_changed_meanwhile_keeps_all_back(ledger: Path) -> None:
    """Somebody has saved it since it was looked at."""
    folder = ledger.parent / "out"
    files = {folder / "a.xlsx": b"1", folder / "b.xlsx": b"2"}
    known = store.taken(files, ledger, folder)
    (folder / "b.xlsx").write_bytes(b"theirs")
    with pytest.raises(StoreError) as raised:
        store.replace_all(files, known, [folder])
    assert (raised.value.code, raised.value.params["path"]) == ("changed-underneath", str(folder / "b.xlsx"))
    assert [path.name for path in folder.iterdir()] == ["b.xlsx"]


@pytest.mark.parametrize("place", ["targets", "targets/out", "targets/x/y"])
def test_nothing_goes_into_the_ledger(ledger: Path, place: str) -> None:
    """Not beside its plans either, where a folder would be one."""
    folder = ledger.parent / place
    with pytest.raises(StoreError) as raised:
        store.taken([folder / "a.xlsx"], ledger, folder)
    assert raised.value.code in {"destination-in-ledger", "no-folder"}


def test_a_file_in_the_place_of_the_folder(ledger: Path) -> None:
    """It stays."""
    (ledger.parent / "file").write_bytes(b"mine")
    with pytest.raises(StoreError) as raised:
        store.taken([ledger.parent / "file" / "a.xlsx"], ledger, ledger.parent / "file")
    assert raised.value.code == "no-folder"
    assert (ledger.parent / "file").read_bytes() == b"mine"

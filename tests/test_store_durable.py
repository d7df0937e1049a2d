"""Writing survives a power cut, a stop, a deleted lock and a shared folder; each test sees one step of the writing left out."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factories import day, plan, target, update
from targettrack import store
from targettrack.errors import Saved, StoreError
from targettrack.model import Append, Create, NewPlan, Remove, Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.model import Target

NOW = datetime.fromisoformat("2025-10-10T09:00:00+08:00")
NEXT_YEAR = plan(id="KP2026", year=2026, start=day("2026-01-01"), end=day("2026-12-31"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with two targets and two drafts, made by the store itself."""
    root = store.init(tmp_path)
    drafts = [target()._replace(id=f"KP-{number}", draft=number > 2) for number in range(1, 5)]
    store.apply(root, [NewPlan(plan()), *(Create(draft) for draft in drafts)])
    return root


def of(root: Path, number: int) -> Target:
    """One target of the ledger."""
    return next(one for one in store.load(root).targets if one.id == f"KP-{number}")


def synced(monkeypatch: pytest.MonkeyPatch, fail: Callable[[str], int] = lambda _path: 0) -> list[tuple[str, int]]:
    """The files and folders that reach the disk from now on, in order, with the size of each; `fail` gives an error."""
    found: list[tuple[str, int]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if fail(path):
            raise OSError(fail(path), "as the disk says")
        found.append((path, os.fstat(descriptor).st_size))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    return found


def test_every_byte_is_there_when_the_file_is_synced(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is still in the program's own buffer at `fsync` would be lost in a power cut."""
    found = synced(monkeypatch)
    store.apply(root, [Append(of(root, 1), update("2025-09-30", at=NOW.isoformat(), value=400))])
    file, folder = found
    assert file[1] == (root / "KP/KP-1.toml").stat().st_size
    assert folder[0] == str(root / "KP")


def test_a_new_folder_s_name_is_synced_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a new plan, and the one in which its name stands."""
    found = synced(monkeypatch)
    store.apply(root, [NewPlan(NEXT_YEAR)])
    assert [path for path, _size in found][1:] == [str(root / "KP2026"), str(root)]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EIO, "saved-not-durable"), (errno.ENOSPC, "saved-not-durable"), (errno.EINVAL, ""), (errno.ENOTSUP, "")],
)
def test_a_folder_that_is_not_synced(root: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    """A disk that fails after the last rename: saved, and not certainly for good. A file system without it: saved."""
    entry = of(root, 1)
    synced(monkeypatch, lambda path: number if Path(path).is_dir() else 0)
    change = Append(entry, update("2025-09-30", at=NOW.isoformat(), value=400))
    if code:
        with pytest.raises(Saved) as caught:
            store.apply(root, [change])
        assert (caught.value.code, caught.value.params["path"]) == (code, str(root / "KP"))
    else:
        store.apply(root, [change])
    assert len(of(root, 1).updates) == 1


def test_a_folder_that_was_made_in_vain_is_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that cannot be written leaves no empty folder."""
    synced(monkeypatch, lambda _path: errno.ENOSPC)
    with pytest.raises(StoreError):
        store.apply(root, [NewPlan(NEXT_YEAR)])
    assert not (root / "KP2026").exists()


def test_new_comes_first_and_removing_last(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order of the changes: a plan, what is new, what is rewritten, what goes. A stop doubles, never loses."""
    steps: list[str] = []
    rename, unlink = os.rename, os.unlink

    def renamed(source: str, place: str) -> None:
        steps.append(place)
        rename(source, place)

    def unlinked(place: str) -> None:
        steps.extend([f"- {place}"] if place.endswith("4.toml") else [])
        unlink(place)

    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(os, "unlink", unlinked)
    draft = of(root, 3)
    new = target()._replace(id="", plan="KP2026")
    store.apply(
        root, [Remove(of(root, 4)), Rewrite(draft, draft._replace(title="学位")), NewPlan(NEXT_YEAR), Create(new)]
    )
    places = [path.replace(f"{root}/", "") for path in steps if not path.endswith(".ids")]
    assert places == ["KP2026/plan.toml", "KP2026/KP2026-001.toml", "KP/KP-3.toml", "- KP/KP-4.toml"]
    assert not (root / "KP/KP-4.toml").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_between_two_files_waits(root: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    """Ctrl-C, or a polite end, at the first of two renames: both files are written, and then it is told as saved."""
    rename, seen = os.rename, []
    entries = [Append(of(root, n), update("2025-09-30", at=NOW.isoformat(), note="例会")) for n in (1, 2)]

    def stopped(source: str, place: str) -> None:
        signal.raise_signal(number)  # to this thread, as a program without others gets it
        rename(source, place)

    def end(_number: int, _frame: object) -> None:
        seen.append(len(of(root, 2).updates))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", stopped)
    before = signal.signal(number, end)
    try:
        with pytest.raises(Saved) as caught:
            store.apply(root, entries)
    finally:
        signal.signal(number, before)
    assert caught.value.code == "saved-not-shown"
    assert seen == [1]
    assert [len(of(root, n).updates) for n in (1, 2)] == [1, 1]


def test_the_lock_is_the_one_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleted while somebody waits, it is taken anew: else two would hold one of two files. NFS locks no folders."""
    flock = fcntl.flock
    times: list[int] = []

    def without_folders(descriptor: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "as NFS says")
        flock(descriptor, how)
        times.append(descriptor)
        if len(times) == 1:
            (tmp_path / ".lock").unlink()

    monkeypatch.setattr(fcntl, "flock", without_folders)
    with store.lock(tmp_path), (tmp_path / ".lock").open() as file, pytest.raises(BlockingIOError):
        flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert len(times) == 2


def test_a_lock_that_is_deleted_lets_nobody_in(tmp_path: Path) -> None:
    """The folder is held as well: the second writer waits for the first, whatever became of the file."""
    with store.lock(tmp_path):
        (tmp_path / ".lock").unlink()
        with pytest.raises(StoreError) as caught, store.lock(tmp_path, timeout_seconds=0.05):
            pass
    assert caught.value.code == "locked"


def test_new_files_of_a_shared_folder_are_shared(root: Path) -> None:
    """In a folder that hands on its group (setgid), colleagues may write what one of them has made."""
    for folder in (root, root / "KP"):
        folder.chmod(0o2770)
    umask = os.umask(0o077)
    try:
        store.apply(
            root, [NewPlan(NEXT_YEAR), Create(target()._replace(id="")), Create(target()._replace(plan="KP2026"))]
        )
    finally:
        os.umask(umask)
    made = ("KP2026", "KP2026/plan.toml", "KP2026/KP-001.toml", "KP/KP-005.toml")
    assert [oct(stat.S_IMODE((root / path).stat().st_mode)) for path in made] == ["0o2770", "0o660", "0o660", "0o660"]


@pytest.mark.parametrize(("ahead", "at"), [(0, 1), (59, 60), (600, 601), (601, None)])
def test_how_far_a_clock_may_be_ahead(root: Path, ahead: int, at: int | None) -> None:
    """A second after the last line in force; from more than ten minutes ahead on nothing is written. In seconds from now."""
    last = update("2025-09-30", at=(NOW + timedelta(seconds=ahead)).isoformat(), note="甲", key="k-1", by="甲")
    store.apply(root, [Append(of(root, 1), last)])
    change = Append(of(root, 1), update("2025-09-30", at=NOW.isoformat(), note="乙", key="k-2", by="乙"))
    if at is None:
        with pytest.raises(StoreError) as caught:
            store.apply(root, [change])
        assert (caught.value.code, caught.value.params["key"], caught.value.params["by"]) == (
            "clock-ahead",
            "k-1",
            "甲",
        )
        store.apply(root, [Append(of(root, 1), update("2025-09-30", at=NOW.isoformat(), void="k-1", key="k-3"))])
        store.apply(root, [change])
        assert [line.key for line in of(root, 1).updates] == ["k-3", "k-2", "k-1"]
    else:
        store.apply(root, [change])
        assert of(root, 1).updates[-1].at == NOW + timedelta(seconds=at)


def test_scraps_are_swept_and_nothing_else(root: Path) -> None:
    """The next writer takes away what a stopped one has left; a file of somebody's own stays, whatever its name ends in."""
    ours, theirs = root / "KP/.targettrack-0123456789abcdef.tmp", root / "KP/notes.tmp"
    ours.write_bytes(b"half")
    theirs.write_bytes(b"whole")
    store.apply(root, [Append(of(root, 1), update("2025-09-30", at=NOW.isoformat(), note="x"))])
    assert (ours.exists(), theirs.exists()) == (False, True)


@pytest.mark.parametrize("what", ["rewrite", "remove"])
def test_only_drafts_are_rewritten_or_removed(root: Path, what: str) -> None:
    """An accepted head stands; only to be a draft again, and before anything was added, it may be written once more."""
    head = of(root, 1)
    back = Rewrite(head, head._replace(draft=True))
    change = Rewrite(head, head._replace(title="学位")) if what == "rewrite" else Remove(head)
    with pytest.raises(StoreError) as caught:
        store.apply(root, [change])
    assert caught.value.code == "not-a-draft"
    store.apply(root, [Append(head, update("2025-09-30", at=NOW.isoformat(), note="x"))])
    with pytest.raises(StoreError) as caught:
        store.apply(root, [back])
    assert caught.value.code == "not-a-draft"
    assert of(root, 1).draft is False
    other = of(root, 2)
    store.apply(root, [Rewrite(other, other._replace(draft=True))])
    assert of(root, 2).draft is True


def test_a_line_goes_to_the_commitment_that_was_read(root: Path) -> None:
    """Another commitment of that id stands in the file by now, as after a pull: the line is not for it."""
    read = of(root, 1)
    path = root / "KP/KP-1.toml"
    other = path.read_text(encoding="utf-8").replace("2025-02-26T09:00:00", "2025-02-27T09:00:00").replace("940", "90")
    path.write_text(other, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        store.apply(root, [Append(read, update("2025-09-30", at=NOW.isoformat(), value=400))])
    assert caught.value.code == "changed-underneath"
    assert path.read_text(encoding="utf-8") == other

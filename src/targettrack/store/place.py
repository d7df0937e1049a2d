"""Where a store is, how a new one begins, and what may be written beside it. Knows folder names; knows no records."""

from __future__ import annotations

import os
import stat
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack.errors import StoreError
from targettrack.store import sample
from targettrack.store.folder import SUFFIX
from targettrack.store.git import ATTRIBUTES_FILE, FILES
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, index
from targettrack.store.text import mode, read_if_present, told
from targettrack.store.write import Step, commit, saving, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "targets"


def find(start: Path, explicit: str | None) -> Path:
    """Give the folder `targets` at or above `start`, or the ledger that `explicit` is, by any name, or holds. Makes none.

    StoreError: no-store (where); no-permission, read-failed (path) where that cannot be known.
    """
    place = Path(os.path.abspath(start / (explicit or "")))
    for root in _candidates(place, explicit):
        # A folder `targets` with a plan.toml is a plan of that name.
        if stat.S_ISDIR(mode(root)) and not mode(root / PLAN_FILE):
            return root
    if explicit and stat.S_ISDIR(mode(place)) and (mode(place / SETTINGS_FILE) or index(place).plans):
        return place
    raise StoreError("no-store", where=str(place))


def _candidates(place: Path, explicit: str | None) -> Iterator[Path]:
    """Where a ledger is looked for, the nearest first."""
    for folder in [place] if explicit else [place, *place.parents]:
        yield from (root for root in (folder / FOLDER, folder) if root.name == FOLDER)


def passed(start: Path, explicit: str | None, root: Path) -> tuple[str, ...]:
    """What `find` has looked at, and found to be no ledger, before it gave `root`: another file there, another ledger."""
    place = Path(os.path.abspath(start / (explicit or "")))
    before = takewhile(lambda candidate: candidate != root, _candidates(place, explicit))
    return tuple(str(path) for candidate in before for path in (candidate, candidate / PLAN_FILE))


def init(place: Path, *, example: bool = False, may_exist: bool = False, dry_run: bool = False) -> Path:
    """Make the folder `targets` in `place`, or `place` itself if that is its name, and give it.

    Existing files are kept and what is missing is added, so an interrupted call can be repeated; nothing is written
    through a link that leads out. StoreError: store-exists (where) if nothing is missing and it must not exist, if
    `place` lies inside a store, or if the example would come among other records; outside-store (path); as `commit`.
    """
    place = Path(os.path.abspath(place))
    root = place if place.name == FOLDER else place / FOLDER
    for folder in root.parents:
        if folder.name == FOLDER and mode(folder / ATTRIBUTES_FILE):
            raise StoreError("store-exists", where=str(folder))
    paths = sorted(sample.FOLDER.rglob(f"*{SUFFIX}"))
    own = {path.relative_to(sample.FOLDER).as_posix(): path.read_bytes() for path in paths}
    wanted = {name: text.encode() for name, text in FILES.items()} | (own if example else {})
    missing = [
        Step(root / name, data, expect=b"") for name, data in wanted.items() if read_if_present(str(root), name) is None
    ]
    present = index(root).every if example and mode(root) else ()
    if not (missing or may_exist) or any(read_if_present(str(root), path) != own.get(path) for path in present):
        raise StoreError("store-exists", where=str(root))
    if not dry_run:
        folders = list(dict.fromkeys((root, *(step.path.parent for step in missing))))
        sweep(folders)
        done: list[Step] = []
        with saving(missing, done, lambda: str(root)):
            commit(missing, done, folders=folders)
    return root


def check_destination(path: Path) -> None:
    """Refuse a place that `-o` may not write, before anything else is written: any file in a plan's folder, the ledger's own.

    StoreError, each with path: destination-in-ledger, not-a-destination, no-folder, no-permission.
    """
    place = Path(os.path.realpath(path))
    in_plan = any(mode(folder / PLAN_FILE) for folder in place.parents)
    own = place.name.startswith(".") or place.suffix == SUFFIX
    if in_plan or (own and any(folder.name == FOLDER or mode(folder / SETTINGS_FILE) for folder in place.parents)):
        raise StoreError("destination-in-ledger", path=str(path))
    if not stat.S_ISDIR(mode(place.parent)):
        raise StoreError("no-folder", path=str(path))
    if mode(place) and not stat.S_ISREG(mode(place)):
        raise StoreError("not-a-destination", path=str(path))
    if not os.access(place if mode(place) else place.parent, os.W_OK, effective_ids=True):
        raise StoreError("no-permission", path=str(path))


def taken(paths: Iterable[Path], root: Path, folder: Path | None = None) -> dict[Path, bytes]:
    """What stands in places that are to be written, b"" for nothing; of a `folder` that is still to be made, nothing does.

    StoreError: those of `check_destination`, which hold of all of the ledger's folder `root` here; read-failed (path).
    """
    is_new = folder is not None and not mode(folder)
    known = dict.fromkeys(paths, b"")
    for path in [folder] if is_new and folder else known:
        check_destination(path)
        if os.path.realpath(path).startswith(f"{os.path.realpath(root)}{os.sep}"):
            raise StoreError("destination-in-ledger", path=str(path))
        if not is_new and mode(path):
            with told(str(path)):
                known[path] = path.read_bytes()
    return known

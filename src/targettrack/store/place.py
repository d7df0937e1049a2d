"""Where a store is, how a new one begins, and what may be written beside it. Knows folder names; knows no records."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from targettrack.errors import StoreError
from targettrack.store import sample
from targettrack.store.git import ATTRIBUTES_FILE, FILES
from targettrack.store.listing import PLAN_FILE, RECORD_SUFFIX, SETTINGS_FILE, index
from targettrack.store.text import mode, read_if_present, resolve
from targettrack.store.write import Step, commit, probe

FOLDER = "targets"


def find(start: Path, explicit: str | None) -> Path:
    """Give the folder `targets` at or above `start`, or the ledger that `explicit` is, by any name, or holds. Makes none.

    StoreError: no-store (where); no-permission, read-failed (path) where that cannot be known.
    """
    place = Path(os.path.abspath(start / (explicit or "")))
    for folder in [place] if explicit else [place, *place.parents]:
        for root in (folder / FOLDER, folder):
            if root.name == FOLDER and _is_store(root):
                return root
    if explicit and stat.S_ISDIR(mode(place)) and (mode(place / SETTINGS_FILE) or index(place).plans):
        return place
    raise StoreError("no-store", where=str(place))


def init(place: Path, *, example: bool = False, may_exist: bool = False, dry_run: bool = False) -> Path:
    """Make the folder `targets` in `place`, or `place` itself if that is its name, and give it.

    `example`: with the fictional county. Existing files are kept and what is missing is added, so an interrupted call can
    be repeated; nothing is written through a link that leads out.
    StoreError: store-exists (where) if nothing is missing, unless it may exist, if `place` lies inside a store, or if the
    example would come among other records; outside-store (path); those of `commit`.
    """
    place = Path(os.path.abspath(place))
    root = place if place.name == FOLDER else place / FOLDER
    for folder in root.parents:
        if folder.name == FOLDER and mode(folder / ATTRIBUTES_FILE):
            raise StoreError("store-exists", where=str(folder))
    wanted = {name: text.encode() for name, text in FILES.items()} | (sample.files() if example else {})
    present = {name: _present(root, name) for name in wanted}
    missing = [Step(root / name, data, expect=b"") for name, data in wanted.items() if present[name] is None]
    if not (missing or may_exist) or (example and not _is_part_of(root, wanted)):
        raise StoreError("store-exists", where=str(root))
    if not dry_run:
        commit(missing, [], folders=list(dict.fromkeys((root, *(step.path.parent for step in missing)))))
    return root


def check_destination(path: Path) -> None:
    """Refuse a place that `-o` may not write, before anything else is written: any file in a plan's folder, the ledger's own.

    StoreError, each with path: destination-in-ledger, not-a-destination, no-folder, read-only, no-permission, disk-full.
    """
    place = Path(os.path.realpath(path))
    in_plan = any(mode(folder / PLAN_FILE) for folder in place.parents)
    own = place.name.startswith(".") or place.suffix == RECORD_SUFFIX
    if in_plan or (own and any(folder.name == FOLDER or mode(folder / SETTINGS_FILE) for folder in place.parents)):
        raise StoreError("destination-in-ledger", path=str(path))
    probe(path)


def _is_store(root: Path) -> bool:
    """Whether this is a folder, and no plan's: a plan may be called `targets`, too."""
    return stat.S_ISDIR(mode(root)) and not mode(root / PLAN_FILE)


def _present(root: Path, name: str) -> bytes | None:
    resolve(str(root), name)
    return read_if_present(str(root), name)


def _is_part_of(root: Path, files: dict[str, bytes]) -> bool:
    """Whether all records and settings of a store are these files."""
    if not mode(root):
        return True
    listed = index(root)
    paths = (*listed.beside, *(f"{folder}/{name}" for folder, names in listed.files.items() for name in names))
    return not listed.unreadable and all(_present(root, path) == files.get(path) for path in paths)

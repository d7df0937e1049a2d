"""Where a store is, and how a new one begins. Knows folder names and git attributes; knows no records."""

from __future__ import annotations

import os
from pathlib import Path

from targettrack.errors import StoreError
from targettrack.store.ledger import PLAN_FILE, RECORD_SUFFIX
from targettrack.store.write import Change, make_folder, probe, replace_all

FOLDER = "targets"

_GIT_ATTRIBUTES = ".gitattributes"

# The union keeps both people's lines where their updates meet. The last three files do not hold one fact per line, so
# there git is to report a conflict as usual. `merge=text` says so; `-merge` would take one side whole.
_FILES = {
    _GIT_ATTRIBUTES: """\
*.toml text eol=lf merge=union
.ids text eol=lf merge=union
plan.toml merge=text
units.toml merge=text
targettrack.toml merge=text
""",
    ".gitignore": """\
.lock
.targettrack-*.tmp
""",
}


def find(start: Path, explicit: str | None) -> Path:
    """Give the folder `targets` at or above `start`, or the one that `explicit` is or holds. Never makes one.

    StoreError: no-store (where).
    """
    place = Path(os.path.abspath(start / (explicit or "")))
    for folder in [place] if explicit else [place, *place.parents]:
        for root in (folder / FOLDER, folder):
            # A folder `targets` with a plan.toml is a plan of that name.
            if root.name == FOLDER and os.path.isdir(root) and not os.path.exists(root / "plan.toml"):
                return root
    raise StoreError("no-store", where=str(place))


def init(place: Path, *, dry_run: bool = False) -> Path:
    """Make the folder `targets` in `place`, or `place` itself if that is its name, and give it.

    Existing files are kept and what is missing is added, so an interrupted call can be repeated.
    StoreError: store-exists (where) if nothing is missing, or if `place` lies inside a store; those of `replace`.
    """
    place = Path(os.path.abspath(place))
    root = place if place.name == FOLDER else place / FOLDER
    for folder in root.parents:
        if folder.name == FOLDER and (folder / _GIT_ATTRIBUTES).exists():
            raise StoreError("store-exists", where=str(folder))
    missing = [
        Change(root / name, text.encode(), expect=b"") for name, text in _FILES.items() if not (root / name).exists()
    ]
    if not missing:
        raise StoreError("store-exists", where=str(root))
    if not dry_run:
        make_folder(root)
        replace_all(missing)
    return root


def check_destination(path: Path) -> None:
    """Refuse a place that `-o` may not write, before anything else is written: any file in a plan's folder, the ledger's own.

    StoreError, each with path: destination-in-ledger, not-a-destination, no-folder, read-only, no-permission, disk-full.
    """
    place = Path(os.path.realpath(path))
    in_plan = any((folder / PLAN_FILE).is_file() for folder in place.parents)
    own = place.name.startswith(".") or place.suffix == RECORD_SUFFIX
    if in_plan or (own and any(folder.name == FOLDER for folder in place.parents)):
        raise StoreError("destination-in-ledger", path=str(path))
    probe(path)

"""Where a reviewer stopped and what was left for later, kept for the next time. Knows a place on disk and its few words.

It lies in the user's own folder, never in the ledger. A file that cannot be read is as good as none, and one that cannot
be written stops nobody.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.errors import StoreError
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targettrack.cli.sitting.desk import Key

_VERSION = 1


class Marks(NamedTuple):
    """The item that was looked at last, and the ids of the drafts that were skipped."""

    at: Key = ("", "")
    skipped: frozenset[str] = frozenset()


def place(root: Path, environment: Mapping[str, str]) -> Path:
    """The file for a ledger: under XDG_STATE_HOME, else in ~/.local/state."""
    home = environment.get("XDG_STATE_HOME") or ""
    # A relative one is to be ignored (XDG Base Directory Specification).
    state = Path(home) if home.startswith("/") else Path(environment.get("HOME") or "/", ".local", "state")
    return state / "targettrack" / f"review-{sha256(str(root).encode()).hexdigest()[:16]}.json"


def read(path: Path) -> Marks:
    """What was kept; nothing where there is nothing that can be read."""
    try:
        kept = json.loads(store.document(path))
        plan, item = map(str, kept["at"])
        return Marks((plan, item), frozenset(map(str, kept["skipped"])))
    except (StoreError, ValueError, TypeError, KeyError, RecursionError):
        return Marks()


def write(path: Path, marks: Marks) -> bool:
    """Keep it, durably; whether that could be done."""
    text = json.dumps({"version": _VERSION, "at": marks.at, "skipped": sorted(marks.skipped)}, ensure_ascii=False)
    try:
        store.keep(path, text.encode())
    except StoreError:
        return False
    return True

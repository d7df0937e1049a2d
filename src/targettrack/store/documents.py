"""Read what belongs to a ledger but is no record: its settings alone, and the source documents of its plans."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import StoreError
from targettrack.model import Settings
from targettrack.store.listing import SETTINGS_FILE
from targettrack.store.text import decode, mode, read, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Plan

LARGEST_DOCUMENT = 32 * 1024 * 1024
"""Bytes of the largest report that is read: 20 MB of text in UTF-8 or UTF-16, with room."""


def settings(root: Path) -> Settings:
    """The settings alone, without reading the ledger; the defaults where there are none that can be read."""
    try:
        text = decode(read(str(root), SETTINGS_FILE), SETTINGS_FILE)
    except StoreError:
        return Settings()
    return record.read_settings(text, path=SETTINGS_FILE)[0]


def document(path: Path) -> bytes:
    """The bytes of a report outside the ledger. StoreError: missing-document, not-a-file, document-too-large, read-failed (path)."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise StoreError("not-a-file", path=str(path))
        if status.st_size > LARGEST_DOCUMENT:
            raise StoreError("document-too-large", path=str(path), size=status.st_size, limit=LARGEST_DOCUMENT)
        return path.read_bytes()
    except FileNotFoundError:
        raise StoreError("missing-document", path=str(path)) from None
    except OSError as error:
        raise refused(error, str(path)) from error


def documents(folder: Path, plans: Iterable[Plan]) -> dict[str, bytes]:
    """The documents of the plans by plan id, as far as they lie in `folder`. StoreError: no-folder; those of `document`."""
    if not stat.S_ISDIR(mode(folder)):
        raise StoreError("no-folder", path=str(folder))
    names = {plan.id: plan.document for plan in plans if plan.document}
    # The name comes from a file: only its last part counts, so that it cannot lead out of the folder.
    places = {plan: folder / Path(name).name for plan, name in names.items()}
    return {plan: document(place) for plan, place in places.items() if mode(place)}

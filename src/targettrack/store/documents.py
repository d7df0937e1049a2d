"""Read what belongs to a ledger but is no record: its settings alone, and the source documents of its plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import schema
from targettrack.errors import StoreError
from targettrack.model import Settings
from targettrack.store.ledger import SETTINGS_FILE
from targettrack.store.text import decode, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Plan


def settings(root: Path) -> Settings:
    """The settings alone, without reading the ledger; the defaults where there are none that can be read."""
    try:
        text = decode(read(str(root), SETTINGS_FILE), SETTINGS_FILE)
    except StoreError:
        return Settings()
    return schema.read_settings(text, path=SETTINGS_FILE)[0]


def documents(folder: Path, plans: Iterable[Plan]) -> dict[str, bytes]:
    """The documents of the plans by plan id, as far as they lie in `folder`. StoreError no-folder."""
    if not folder.is_dir():
        raise StoreError("no-folder", path=str(folder))
    names = {plan.id: plan.document for plan in plans if plan.document}
    # The name comes from a file: only its last part counts, so that it cannot lead out of the folder.
    places = {plan: folder / Path(name).name for plan, name in names.items()}
    return {plan: place.read_bytes() for plan, place in places.items() if place.is_file()}

"""A small fictional county in every state there is: for a newcomer's first look, for pictures and for tests."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from targettrack.store.write import make_folder, replace

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

DAY = "2025-09-30"
"""The day on which the example shows every rating once or more."""


def write(root: Path) -> None:
    """Copy the example's files into a store; files that are there already are kept. StoreError: those of `store.replace`."""
    source = resources.files(__package__) / "example"
    for folder in sorted(source.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir():
            make_folder(root / folder.name)
            for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
                _copy(file, root / folder.name / file.name)
        else:
            _copy(folder, root / folder.name)


def _copy(file: Traversable, place: Path) -> None:
    if not place.exists():
        replace(place, file.read_bytes(), expect=b"")

"""A small fictional county in every state there is: for a newcomer's first look, for pictures and for tests."""

from __future__ import annotations

from pathlib import Path

DAY = "2025-09-30"
"""The day on which the example shows every rating once or more."""
FOLDER = Path(__file__).parent / "example"


def files() -> dict[str, bytes]:
    """The example's files by their paths in a store."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.toml"))}

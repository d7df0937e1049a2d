"""A small fictional county in every state there is: for a newcomer's first look, for pictures and for tests."""

from pathlib import Path

DAY = "2025-09-30"
"""The day on which the example shows every rating once or more."""
FOLDER = Path(__file__).parent / "example"

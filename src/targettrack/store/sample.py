"""A small fictional county in most states that figures give: for a newcomer's first look, for pictures and for tests."""

from pathlib import Path

DAY = "2025-09-30"
"""The day on which the example shows nineteen ratings, each once or more; nobody in it assesses, returns or waives."""
FOLDER = Path(__file__).parent / "example"

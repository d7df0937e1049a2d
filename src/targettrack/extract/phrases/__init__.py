"""Every word that `extract` listens for, in tables by subject, with the reason beside it. Knows no code but patterns.

The patterns are matched against the plain form of the text (Simplified, half-width, see `script`), one sentence or clause
at a time. None has a repetition inside a repetition, and every gap is bounded, so that each takes linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def words(table: str) -> tuple[str, ...]:
    """Read a table of words with spaces between them."""
    return tuple(table.split())


def members(table: str) -> frozenset[str]:
    """Read a table of words of which only is asked whether one is there."""
    return frozenset(table.split())


def either(table: Iterable[str]) -> str:
    """Return the pattern of any word of a table, the longest first where one begins another."""
    return "|".join(re.escape(word) for word in sorted(set(table), key=len, reverse=True))

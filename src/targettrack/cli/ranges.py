"""Ranges as people type them: of confidence, of items. Knows no ledger."""

from __future__ import annotations

from decimal import Decimal

from targettrack.cli import typed
from targettrack.errors import UsageError
from targettrack.ledger.selection import Bounds, Items
from targettrack.patterns import late

_SIDES = {"<": (False, True), "<=": (False, False), "≤": (False, False), ">": (True, True), ">=": (True, False)}
_SIDES["≥"] = _SIDES[">="]
"""What stands before one end: whether it is the lower one, and whether it is left out."""
_SIDE = late(r"(<=|>=|[<>≤≥])\s*(.+)")
_TWO = late(r"(.+?)\s*(?:\.\.+|…|~|至|(?<=[\d%])-)\s*(.+)")


def bounds(text: str, option: str) -> Bounds:
    """0.9..1, <0.5, >=0.9, 0.8: numbers, or per cent. UsageError bad-bounds."""
    if side := _SIDE.fullmatch(text.strip()):
        is_lower, is_open = _SIDES[side[1]]
        end = _share(side[2], text, option)
        return Bounds(end if is_lower else None, None if is_lower else end, is_open)
    two = _TWO.fullmatch(text.strip())
    low, high = (_share(end, text, option) for end in ((two[1], two[2]) if two else (text, text)))
    if high < low:
        raise UsageError("bad-bounds", option=option, text=text)
    return Bounds(low, high)


def _share(end: str, text: str, option: str) -> Decimal:
    try:
        value, unit = typed.number(end, option)
    except UsageError:
        raise UsageError("bad-bounds", option=option, text=text) from None
    if unit not in {"", "%"}:
        raise UsageError("bad-bounds", option=option, text=text)
    return value / 100 if unit else value


def items(text: str, known: frozenset[str]) -> Items:
    """3..7, 3-7, or one item; a word that is an item of the ledger, as 72-1, is that one."""
    two = None if text in known else _TWO.fullmatch(text.strip())
    return Items(two[1], two[2]) if two else Items(text, text)

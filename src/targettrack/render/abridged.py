"""A long text made to fit so many cells: what is marked stays, of the rest only what stands beside it."""

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

SIGN = "…"
LEAST = 8
"""Cells that are left of a piece which has to give way: two or three characters and the sign."""


def shortened(text: str, cells: int) -> str:
    """The beginning of a text, with a sign that there is more."""
    if cell_len(text) <= cells:
        return text
    return _head(text, cells - cell_len(SIGN)) + SIGN


def ended(text: str, cells: int) -> str:
    """The end of a text, with a sign that there is more."""
    return text if cell_len(text) <= cells else SIGN + _head(text[::-1], cells - cell_len(SIGN))[::-1]


def abridged(text: str, marks: Sequence[tuple[int, int]], cells: int) -> list[tuple[str, bool]]:
    """The pieces of a text, each with whether it is marked, in so many cells or a few more.

    Unmarked pieces give way first, the longest most; then the marked ones. `marks`: in order, none within another.
    """
    borders = [0, *(border for mark in marks for border in mark), len(text)]
    pieces = [(text[first:last], number % 2 == 1) for number, (first, last) in enumerate(pairwise(borders))]
    kept = [index for index, (piece, _marked) in enumerate(pieces) if piece]
    sizes = {index: cell_len(pieces[index][0]) for index in kept}
    said = sum(sizes[index] for index in kept if pieces[index][1])
    quiet = _shares({index: sizes[index] for index in kept if not pieces[index][1]}, cells - said)
    loud = _shares({index: sizes[index] for index in kept if pieces[index][1]}, cells - sum(quiet.values()))
    return [_fitted(pieces[index], (quiet | loud)[index], index == 0, index == len(pieces) - 1) for index in kept]


def _shares(sizes: dict[int, int], room: int) -> dict[int, int]:
    """What each piece gets of the room: its size, or an equal part of what the smaller ones leave, but never less than LEAST."""
    shares = {}
    for count, (index, size) in enumerate(sorted(sizes.items(), key=lambda pair: pair[1])):
        shares[index] = min(size, max(LEAST, room // (len(sizes) - count)))
        room -= shares[index]
    return shares


def _fitted(piece: tuple[str, bool], cells: int, is_first: bool, is_last: bool) -> tuple[str, bool]:  # noqa: FBT001  # where it stands
    """The end of the first piece, the beginning of the last, both of one in between."""
    text, marked = piece
    if cell_len(text) <= cells:
        return piece
    if is_first and not is_last:
        return ended(text, cells), marked
    if is_last:
        return shortened(text, cells), marked
    half = (cells - cell_len(SIGN)) // 2
    return _head(text, half) + SIGN + _head(text[::-1], half)[::-1], marked


def _head(text: str, cells: int) -> str:
    """As many characters as have room."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return text[:index]
    return text

"""A long text made to fit so many cells: what is marked stays, of the rest only what stands beside it."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

SIGN = "…"
Piece = tuple[str, bool]
"""A stretch of a text, and whether it is marked."""
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


def abridged(pieces: Sequence[Piece], cells: int) -> list[Piece]:
    """The pieces of a text, each with whether it is marked, in so many cells.

    Unmarked pieces give way first, the longest most; then the marked ones; of too many pieces the last ones go.
    """
    sizes = {index: cell_len(text) for index, (text, _marked) in enumerate(pieces)}
    said = sum(size for index, size in sizes.items() if pieces[index][1])
    quiet = _shares({index: size for index, size in sizes.items() if not pieces[index][1]}, cells - said)
    loud = _shares({index: size for index, size in sizes.items() if pieces[index][1]}, cells - sum(quiet.values()))
    last = len(pieces) - 1
    fitted = (_fitted(piece, (quiet | loud)[index], index == 0, index == last) for index, piece in enumerate(pieces))
    return list(_first(fitted, cells))


def _first(pieces: Iterable[Piece], cells: int) -> Iterator[Piece]:
    """As many pieces as have room, the last of them shortened."""
    for text, marked in pieces:
        if cells > 1:
            yield shortened(text, cells), marked
        cells -= cell_len(text)


def _shares(sizes: dict[int, int], room: int) -> dict[int, int]:
    """What each piece gets of the room: its size, or an equal part of what the smaller ones leave, but never less than LEAST."""
    shares = {}
    for count, (index, size) in enumerate(sorted(sizes.items(), key=lambda pair: pair[1])):
        shares[index] = min(size, max(LEAST, room // (len(sizes) - count)))
        room -= shares[index]
    return shares


def _fitted(piece: Piece, cells: int, is_first: bool, is_last: bool) -> Piece:  # noqa: FBT001  # where it stands
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

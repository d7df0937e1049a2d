"""Break lines by cells, as Chinese is set: between characters, but not inside numbers or words, nor before a stop."""

import re

from rich.cells import cell_len

_PIECES = re.compile("(?:[!-~]+|\\s+|.)\ufe0f*", re.DOTALL)  # a run of ASCII, a gap, or one other; ☎\ufe0f is two cells
_NEVER_LAST = frozenset("（《「『【〔“‘−([{«")
_CHARACTERS = re.compile(".\ufe0f*", re.DOTALL)
_NEVER_FIRST = frozenset("、，。；：？！）》」』】〉”’…％%·),.;:!?]}")


def fold(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells (at least 2); nothing is cut, and a word longer than a line is broken."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, max(width, 2)):
        size = cell_len(piece)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, width: int) -> list[str]:
    """What must not be broken: words, and characters together with the stops and brackets around them; longer than a line, it must."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        bound = pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST) and not pieces[-1].isspace()
        if bound and cell_len(pieces[-1] + piece) <= width:
            pieces[-1] += piece
        elif cell_len(piece) <= width:
            pieces.append(piece)
        else:
            pieces += _CHARACTERS.findall(piece)
    return pieces

"""Characters with their boxes → lines in the order in which a page is read, column by column. Knows no paragraphs.

Coordinates are points, from the lower left corner up.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Shares of a character's height: lines whose middles are nearer are one; a wider gap parts cells; a narrower one, words.
_SAME, _GAP, _WORD = 0.4, 1.6, 0.22
# A gutter is so wide, and this many lines have text on both sides of it, of so many characters on the middle one.
_GUTTER, _ROWS, _TEXT = 1.0, 5, 6
_SMALLER, _RAISED = 0.8, 0.15
# Heads and feet stand among the first and last lines of a page, on so many pages or on such a share of them.
_EDGE, _PAGES, _SHARE = 2, 2, 0.25
_NUMBER = re.compile(r"^[-—–―·\s]*第?\s*[\dIVXivx#]{1,5}\s*页?(?:\s*[/共]\s*共?\s*[\d#]{1,4}\s*页?)?[-—–―·\s]*$")
_DIGITS = re.compile(r"\d+")
_LETTERS = "\u2e80"  # of an alphabet: what comes before


class Char(NamedTuple):
    """A character and the box that its font gives it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False  # a space stands before it

    @property
    def height(self) -> float:
        """Of the box."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Of the box, from below."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A line that is drawn along an edge of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Page(NamedTuple):
    """What stands on a page."""

    number: int
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    height: float


class Line(NamedTuple):
    """A line of text, or a row of a table (`row` of `table`, from 1)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float  # of most of its characters, in points
    edges: tuple[float, float] = (0.0, 0.0)  # of its column
    table: int = 0
    row: int = 0


class Laid(NamedTuple):
    """The lines of a page in their order."""

    number: int
    lines: tuple[Line, ...]
    height: float


def lines(chars: Sequence[Char]) -> list[Line]:
    """The lines of a page, of columns one after the other."""
    rows = [_segments(row) for row in _rows(chars)]
    return list(_ordered(rows))


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters that stand at one height, from above."""
    out: list[list[Char]] = []
    middle = height = 0.0
    for char in sorted(chars, key=lambda char: (-char.middle, char.left)):
        if out and middle - char.middle < _SAME * max(height, char.height):
            out[-1].append(char)
        else:
            out.append([char])
            middle, height = char.middle, char.height
        if char.height > height:
            middle, height = char.middle, char.height
    return [sorted(row, key=lambda char: char.left) for row in out]


def _segments(row: list[Char]) -> list[list[Char]]:
    """A row cut at its wide gaps."""
    out = [[row[0]]]
    for before, char in pairwise(row):
        if char.left - before.right > _GAP * min(before.height, char.height):
            out.append([])
        out[-1].append(char)
    return out


def _ordered(rows: list[list[list[Char]]]) -> Iterator[Line]:
    """Rows in the order of reading: where a gutter parts them, first all of its left, then all of its right."""
    gutter = _gutter(rows)
    if gutter is None:
        yield from _plain(rows)
        return
    whole: list[list[list[Char]]] = []
    sides: tuple[list[list[list[Char]]], list[list[list[Char]]]] = ([], [])

    def flush() -> Iterator[Line]:
        yield from _plain(whole)
        whole.clear()
        for side in sides:
            yield from _ordered(side)
            side.clear()

    for row in rows:
        if any(part[0].left < gutter < part[-1].right for part in row):
            if sides[0] or sides[1]:
                yield from flush()
            whole.append(row)
            continue
        if whole:
            yield from flush()
        for side, parts in zip(sides, _sides(row, gutter), strict=True):
            if parts:
                side.append(parts)
    yield from flush()


def _sides(row: list[list[Char]], gutter: float) -> tuple[list[list[Char]], list[list[Char]]]:
    return [part for part in row if part[-1].right <= gutter], [part for part in row if part[0].left >= gutter]


def _gutter(rows: list[list[list[Char]]]) -> float | None:
    """Where most rows with a gap have one, with text on both sides; None: the page has one column."""
    gaps = [
        (before[-1].right, after[0].left)
        for row in rows
        for before, after in pairwise(row)
        if after[0].left - before[-1].right > _GUTTER * before[-1].height
    ]
    best, most = None, 0
    for left, right in gaps[:400]:
        for middle in ((left + right) / 2,):
            held = sum(1 for start, end in gaps if start < middle < end)
            if held > most:
                best, most = middle, held
    if best is None or most < _ROWS:
        return None
    crossed = sum(1 for row in rows if any(part[0].left < best < part[-1].right for part in row))
    sides = [_sides(row, best) for row in rows]
    both = [pair for pair in sides if pair[0] and pair[1]]
    if len(both) < _ROWS or crossed > len(both) * 2:
        return None
    lengths = [[sum(map(len, parts)) for parts in side] for side in zip(*both, strict=True)]
    return best if all(median(length) >= _TEXT for length in lengths) else None


def _plain(rows: list[list[list[Char]]]) -> Iterator[Line]:
    made = [_line([char for part in row for char in part], row) for row in rows]
    if not made:
        return
    edges = (min(line.left for line in made), max(line.right for line in made))
    for line in made:
        yield line._replace(edges=edges)


def _line(chars: list[Char], parts: Sequence[list[Char]]) -> Line:
    # Fonts give their letters boxes of any height; a Chinese character is as wide as its font is large.
    wide = [char.right - char.left for char in chars if char.text > _LETTERS]
    size = Counter(round(width, 1) for width in wide or [char.height for char in chars]).most_common(1)[0][0]
    text = "  ".join(said(part, median(char.height for char in chars)) for part in parts)
    bottom, top = min(char.bottom for char in chars), max(char.top for char in chars)
    return Line(text, chars[0].left, bottom, max(char.right for char in chars), top, size)


def said(chars: Sequence[Char], height: float) -> str:
    """Characters side by side as text: words of letters are parted; raised small digits are the number of a footnote."""
    out, raised, lowest = "", "", min(char.bottom for char in chars)
    before: Char | None = None
    for char in chars:
        is_raised = (
            char.height < height * _SMALLER
            and char.bottom > lowest + height * _RAISED
            and char.text in "0123456789[]〔〕"
        )
        if raised and not is_raised:
            out, raised = f"{out}{_noted(raised)}", ""
        if is_raised:
            raised += char.text
        else:
            gap = before is not None and char.left - before.right > _WORD * height
            if gap and before is not None and (char.spaced or (before.text + char.text).isascii()):
                out += " "
            out += char.text
        before = char
    return out + (_noted(raised) if raised else "")


def _noted(raised: str) -> str:
    return f"[{raised.strip('[]〔〕')}]"


def without_furniture(pages: Sequence[Laid]) -> list[Laid]:
    """Pages without what stands at the head or foot of several of them, and without their numbers."""
    seen: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        seen.update({(line.top > page.height / 2, _shape(line)) for line in _edge(page)})
    often = max(_PAGES, len(pages) * _SHARE)
    out = []
    for page in pages:
        edge = set(_edge(page))
        kept = (
            line
            for line in page.lines
            if line not in edge
            or not (_NUMBER.match(line.text) or seen[line.top > page.height / 2, _shape(line)] >= often)
        )
        out.append(page._replace(lines=tuple(kept)))
    return out


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _edge(page: Laid) -> Iterable[Line]:
    """The lines at the very top and bottom, tables aside."""
    free = sorted((line for line in page.lines if not line.table), key=lambda line: -line.top)
    return (*free[:_EDGE], *free[max(_EDGE, len(free) - _EDGE) :])

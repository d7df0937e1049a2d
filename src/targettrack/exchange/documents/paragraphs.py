"""Lines of pages → paragraphs, also those that go on in the next column or on the next page. Knows no boxes of characters.

A line ends its paragraph where the next one begins further in, stands apart, or could have begun on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from targettrack.exchange.documents.text import Block, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from targettrack.exchange.documents.layout import Laid, Line

# In heights of a character: a line that begins so far in opens a paragraph; lines further apart than others by so much do.
_INDENT, _APART, _OTHER = 1.2, 1.45, 0.12
# What cannot be parted at the end of a line, with the sign that must not begin one.
_TOKEN = re.compile(r"[A-Za-z0-9.,%％+\-/]*.?[，。、；：！？）》”’」』】%％]*")
_FULL, _TWO = 0.8, (1.5, 2.6)
_SMALL = 0.88
_NOTE = re.compile(r"^(?:[\[［〔(（]?\d{1,3}[\]］〕)）]?|[①-⑳]|注[:：]?)\s?\S")


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    text: str = ""
    places: list[tuple[int, Place]] = field(default_factory=list)
    last: Line | None = None


def blocks(pages: Sequence[Laid]) -> Iterator[Block]:
    """The paragraphs and rows of a document in their order; footnotes behind the paragraph that a page breaks over them."""
    body = _body(pages)
    edges, indented = _edges(pages, body), _is_indented(pages)
    now, waiting = _Open(), list[Block]()
    for page in pages:
        pitch = _pitch(page)
        number = 0
        notes = _notes(page, body)
        for line in page.lines[: len(page.lines) - len(notes)]:
            if line.table:
                yield from _closed(now, waiting)
                yield Block(line.text, ((0, Place(page.number, table=line.table, row=line.row)),))
                now.last = None
                continue
            goes_on = now.last is not None and _goes_on(now.last, line, pitch, edges, indented=indented)
            if not goes_on:
                yield from _closed(now, waiting)
            if not goes_on or now.last is None or now.places[-1][1].page != page.number:
                number += 1
                now.places.append((len(now.text), Place(page.number, number)))
            edge = now.text[-1:] + line.text[:1]
            now.text += " " * (len(edge) > 1 and edge.isascii() and edge.isalpha()) + line.text
            now.last = line
        for text in _joined(notes):
            number += 1
            waiting.append(Block(text, ((0, Place(page.number, number)),)))
    yield from _closed(now, waiting)


def _closed(now: _Open, waiting: list[Block]) -> Iterator[Block]:
    if now.text:
        yield Block(now.text, tuple(now.places))
    now.text, now.places = "", []
    yield from waiting
    waiting.clear()


def _body(pages: Sequence[Laid]) -> float:
    """The height of most characters."""
    sizes: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            if not line.table:
                sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _edges(pages: Sequence[Laid], body: float) -> dict[float, float]:
    """How far to the right the lines reach that begin near a left edge: on a short last page its own do not tell."""
    found: dict[float, list[float]] = {}
    for page in pages:
        for line in page.lines:
            if not line.table and line.size == body:
                found.setdefault(round(line.edges[0] / 20), []).append(line.edges[1])
    return {left: median(rights) for left, rights in found.items()}


def _is_indented(pages: Sequence[Laid]) -> bool:
    """Whether paragraphs begin two characters in, as an office writes them: then the width of a line tells little."""
    lines = [line for page in pages for line in page.lines if not line.table]
    opening = sum(1 for line in lines if _TWO[0] < (line.left - line.edges[0]) / max(line.size, 1.0) < _TWO[1])
    return opening * 12 > len(lines)


def _pitch(page: Laid) -> float:
    """The usual distance of a line from the one above."""
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(page.lines)
        if not above.table and not below.table and 0 < above.bottom - below.bottom < 4 * above.size
    ]
    return median(steps) if steps else 0.0


def _goes_on(last: Line, line: Line, pitch: float, edges: dict[float, float], *, indented: bool) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    size = max(last.size, line.size)
    if abs(last.size - line.size) > _OTHER * size:
        return False
    below = last.bottom - line.bottom  # negative: in the next column or on the next page
    if below > 0 and pitch and below > _APART * pitch:
        return False
    if line.left - line.edges[0] > _INDENT * size:
        return False
    right = max(last.edges[1], edges.get(round(last.edges[0] / 20), 0.0))
    if indented and last.right - last.edges[0] > _FULL * (right - last.edges[0]):
        return True
    token = _TOKEN.match(line.text)
    width = sum(size if char > "\u2e80" else size / 2 for char in token[0]) if token else size
    return last.right + width * 1.02 + size * 0.3 > right


def _notes(page: Laid, body: float) -> tuple[Line, ...]:
    """The lines in smaller letters at the foot of a page, from the first that has the number of a note."""
    count = 0
    for n, line in enumerate(reversed(page.lines), 1):
        if line.table or line.size > body * _SMALL:
            break
        if _NOTE.match(line.text):
            count = n
    return page.lines[len(page.lines) - count :] if count else ()


def _joined(notes: Sequence[Line]) -> Iterator[str]:
    text = ""
    for line in notes:
        if text and _NOTE.match(line.text):
            yield text
            text = ""
        text += line.text
    if text:
        yield text

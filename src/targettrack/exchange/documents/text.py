"""What was read of a document: lines of text, and where a person finds each of them in the original. Knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from targettrack.errors import Problem
    from targettrack.extract import Extraction
    from targettrack.model import Quote

LONGEST = 4 * 1024 * 1024
"""Characters of a document that are read: a report has 20,000, the largest plan of five years 200,000."""


class Place(NamedTuple):
    """Where something stands, each counted from 1; None: it has none."""

    page: int | None = None
    paragraph: int | None = None  # of the page, or of a document without pages
    table: int | None = None  # likewise
    row: int | None = None  # of the table


class Block(NamedTuple):
    """A paragraph, or a row of a table. `places`: the character from which each holds, the first from 0."""

    text: str
    places: tuple[tuple[int, Place], ...]


class Text(NamedTuple):
    """The text of a document as `extract` reads it, and the places of its lines; none for plain text, whose lines they are."""

    text: str
    places: tuple[tuple[tuple[int, Place], ...], ...] = ()  # of each line
    doubts: tuple[Problem, ...] = ()  # what could not be read

    def place(self, quote: Quote) -> Quote:
        """A quote with the place of its line in the original."""
        if quote.line is None or not 0 < quote.line <= len(self.places):
            return quote
        places = self.places[quote.line - 1]
        # The words of a line with several pages tell on which of them the quote begins.
        at = self.text.split("\n")[quote.line - 1].find(quote.text[:_TOLD]) if len(places) > 1 else 0
        found = next((place for start, place in reversed(places) if start <= at), places[0][1])
        return quote._replace(**found._asdict())


_TOLD = 12
"""Characters of a quote that are looked for: cleaning may have changed what stands behind them."""


def text_of(blocks: Iterable[Block], doubts: tuple[Problem, ...] = ()) -> Text:
    """The blocks in their order, each a line or, where it has line breaks, several."""
    lines: list[str] = []
    places: list[tuple[tuple[int, Place], ...]] = []
    for block in blocks:
        for start, line in _lines(block.text):
            held = [(max(0, at - start), place) for at, place in block.places if at < start + max(1, len(line))]
            first = max((n for n, (at, _place) in enumerate(held) if at == 0), default=0)
            lines.append(line)
            places.append(tuple(held[first:]))
    return Text("\n".join([*lines, ""]), tuple(places), doubts)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def placed(extraction: Extraction, read: Text) -> Extraction:
    """What was drafted, each quote with its place in the original."""
    if not read.places:
        return extraction
    drafts = (one._replace(quotes=tuple(map(read.place, one.quotes))) for one in extraction.drafts)
    return extraction._replace(drafts=tuple(drafts))

"""A quote → the sentences that it stands in, with their neighbours. Knows whole documents; reads no promise.

What a reviewer needs beside a draft: the promise as it was said, and what was said before and after it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from targettrack.extract import clauses, clean, script
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from targettrack.model import Quote

GAP = " … "
"""Between sentences that do not follow one another."""


class Passage(NamedTuple):
    """The sentences that some quotes stand in, and their neighbours."""

    before: str  # the sentence before them; ""
    text: str
    marks: tuple[tuple[int, int], ...]  # where the quotes stand in `text`: first character, and the one after the last
    after: str  # the sentence behind them; ""


class _Stretch(NamedTuple):
    """Characters of one paragraph."""

    paragraph: int
    start: int
    end: int


class Source:
    """A document by its sentences."""

    def __init__(self, text: str) -> None:
        """Take the text that was read. Takes time proportional to its length."""
        paragraphs = clean.paragraphs(script.kept(text))
        self._texts = [paragraph.text for paragraph in paragraphs]
        self._lines = [paragraph.breaks[0][1] for paragraph in paragraphs]
        self._sentences = [
            _Stretch(number, span.start, span.end)
            for number, paragraph in enumerate(paragraphs)
            for span in clauses.sentences(paragraph.plain, 0)
        ]

    def around(self, quotes: Iterable[Quote]) -> Passage | None:
        """The sentences of the quotes; None where the document has none of them."""
        found = [place for quote in quotes if (place := self._find(quote)) is not None]
        numbers = sorted({number for place in found for number in self._of(place)})
        if not numbers:
            return None
        text, starts = self._joined(numbers)
        marks = []
        for number in numbers:
            own = self._sentences[number]
            for place in found:
                first, last = max(own.start, place.start), min(own.end, place.end)
                if place.paragraph == own.paragraph and first < last:
                    marks.append((starts[number] + first - own.start, starts[number] + last - own.start))
        return Passage(self._text(numbers[0] - 1), text, tuple(_united(marks)), self._text(numbers[-1] + 1))

    def _find(self, quote: Quote) -> _Stretch | None:
        """Where a quote stands: in the paragraph of its line, else in the first one that holds it."""
        near = max(0, bisect_right(self._lines, quote.line or 0) - 1)
        wanted = "".join(quote.text.splitlines())  # one that runs over broken lines says so by having them itself
        for number in (*range(near, len(self._texts)), *range(near)):
            at = self._texts[number].find(wanted)
            if wanted and at >= 0:
                return _Stretch(number, at, at + len(wanted))
        return None

    def _of(self, place: _Stretch) -> Iterator[int]:
        """The numbers of the sentences that a place touches."""
        number = max(
            0, bisect_right(self._sentences, (place.paragraph, place.start, len(self._texts[place.paragraph]))) - 1
        )
        while number < len(self._sentences) and self._sentences[number] < (place.paragraph, place.end):
            if self._sentences[number].paragraph == place.paragraph and self._sentences[number].end > place.start:
                yield number
            number += 1

    def _text(self, number: int) -> str:
        if not 0 <= number < len(self._sentences):
            return ""
        sentence = self._sentences[number]
        return self._texts[sentence.paragraph][sentence.start : sentence.end]

    def _joined(self, numbers: list[int]) -> tuple[str, dict[int, int]]:
        """Sentences in one text, and where each begins in it."""
        text, starts = self._text(numbers[0]), {numbers[0]: 0}
        for previous, number in pairwise(numbers):
            text += "" if number == previous + 1 else GAP
            starts[number] = len(text)
            text += self._text(number)
        return text, starts


def _united(marks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks in order, those that meet as one."""
    first, last = -1, -1
    for start, end in sorted(marks):
        if start > last:
            if last >= 0:
                yield first, last
            first, last = start, end
        last = max(last, end)
    if last >= 0:
        yield first, last

"""How much of a report's promise part the records of a list cover. Knows quotes and sentences; knows no store.

Quotes may be raw (with the spaces, line breaks and pinyin of a damaged file) or cleaned: both are compared by the
characters that carry meaning, in Simplified form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from targettrack.extract import script, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from targettrack.extract.extraction import Sentence
    from targettrack.model import Quote

LINES_OF_A_QUOTE = 60
"""Lines that one sentence may be broken into: a narrow newspaper column has some ten characters a line."""
_MEANT = re.compile(r"[0-9A-Za-z%㐀-䶿一-鿿豈-﫿]+")


@dataclass(frozen=True, slots=True)
class Covered:
    """A sentence of the promise part with the records that quote from it."""

    sentence: Sentence
    characters: int  # that carry meaning
    covered: int  # of them
    ids: tuple[str, ...]


def bare(text: str, *, traditional: bool) -> str:
    """The characters of a text that carry meaning: no spaces, stops, signs or injected pinyin; half-width, Simplified."""
    return "".join(_MEANT.findall(script.plain(signs.without_pinyin(text), traditional=traditional)))


def begins_at(lines: Sequence[str], quote: Quote) -> bool:
    """Whether a quote from the cleaned text begins in the line that it names, and runs on as it says.

    `lines` are those of the raw file. Cleaning joins broken lines, so a quote may be longer than its line.
    """
    if quote.line is None or quote.line > len(lines):
        return False
    window = lines[quote.line - 1 : quote.line - 1 + LINES_OF_A_QUOTE]
    traditional = script.is_traditional("".join(lines))
    first = len(bare(window[0], traditional=traditional))
    at = bare("".join(window), traditional=traditional).find(bare(quote.text, traditional=traditional))
    return 0 <= at < first


def coverage(sentences: Sequence[Sentence], quotes: Iterable[tuple[str, Quote]]) -> tuple[Covered, ...]:
    """Each sentence with what of it is quoted, and by whom. `quotes` come with the id of their record."""
    traditional = script.is_traditional("".join(sentence.text for sentence in sentences))
    texts = [bare(sentence.text, traditional=traditional) for sentence in sentences]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    whole = "".join(texts)
    marked = bytearray(len(whole))
    ids: list[dict[str, None]] = [{} for _sentence in sentences]
    for name, quote in quotes:
        wanted = bare(quote.text, traditional=traditional)
        at = _place(whole, wanted, _offset(sentences, starts, quote.line))
        if not wanted or at < 0:
            continue
        marked[at : at + len(wanted)] = b"\x01" * len(wanted)
        for number, (first, last) in enumerate(pairwise(starts)):
            if first < at + len(wanted) and at < last:
                ids[number][name] = None
    return tuple(
        Covered(sentence, len(text), sum(marked[first : first + len(text)]), tuple(names))
        for sentence, text, first, names in zip(sentences, texts, starts, ids, strict=False)
    )


def _offset(sentences: Sequence[Sentence], starts: list[int], line: int | None) -> int:
    """Where in the joined sentences the line of a quote begins: the same words may stand in several places."""
    if line is None:
        return 0
    return next((starts[n] for n, sentence in enumerate(sentences) if sentence.line >= line), 0)


def _place(whole: str, wanted: str, near: int) -> int:
    after = whole.find(wanted, near)
    return after if after >= 0 else whole.find(wanted)

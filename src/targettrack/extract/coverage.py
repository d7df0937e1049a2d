"""How much of a report's promise part a list covers, and which figures it leaves out. Knows quotes and sentences; no store.

Quotes may be raw (with the spaces, line breaks and pinyin of a damaged file) or cleaned: both are compared by the
characters that carry meaning, in Simplified form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from targettrack.extract import clauses, figures, lines, script
from targettrack.model import Quote
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from targettrack.extract.extraction import Extraction, Sentence
    from targettrack.model import Goal, Target

LINES_OF_A_QUOTE = 60
"""Lines that one sentence may be broken into: a narrow newspaper column has some ten characters a line."""


class Quoted(NamedTuple):
    """What a record or an item quotes, and the numbers that its goal holds."""

    id: str
    quote: Quote
    numbers: frozenset[Decimal] = frozenset()


class Covered(NamedTuple):
    """A sentence of the promise part with the records that quote from it."""

    sentence: Sentence
    characters: int  # that carry meaning
    covered: int  # of them
    ids: tuple[str, ...]
    figures: tuple[str, ...]  # amounts in digits, as they stand there
    unread: tuple[str, ...]  # those of them that no record holds


def by_items(extraction: Extraction) -> list[Quoted]:
    """What the items of a document quote, by their keys."""
    whole = [
        Quoted(item.key, Quote(item.quote, item.line), _numbers(extraction.drafts[n - 1].goal for n in item.drafts))
        for item in extraction.items
    ]
    own = [Quoted(draft.item, quote, _numbers([draft.goal])) for draft in extraction.drafts for quote in draft.quotes]
    return whole + own


def by_records(extraction: Extraction, records: Iterable[Target]) -> list[Quoted]:
    """What records quote, by their ids; one that quotes a draft of the document stands for the whole item."""
    items = {item.key: item for item in extraction.items}
    found = {quote.text: items[draft.item] for draft in extraction.drafts for quote in draft.quotes}
    out = []
    for record in records:
        numbers = _numbers([record.goal])
        for quote in record.quotes:
            out.append(Quoted(record.id, quote, numbers))
            if item := found.get(quote.text):
                out.append(Quoted(record.id, Quote(item.quote, item.line), numbers))
    return out


def _numbers(goals: Iterable[Goal]) -> frozenset[Decimal]:
    several = (
        (goal.value, goal.to, goal.baseline, goal.denominator, goal.equivalent.value if goal.equivalent else None)
        for goal in goals
    )
    return frozenset(number for numbers in several for number in numbers if number is not None)


def bare(text: str, *, traditional: bool) -> str:
    """The characters of a text that carry meaning: no spaces, stops, signs or injected pinyin; half-width, Simplified."""
    read = script.plain(lines.without_pinyin(script.kept(text)), traditional=traditional)
    return "".join(filter(str.isalnum, read))


def begins_at(lines: Sequence[str], quote: Quote, *, traditional: bool) -> bool:
    """Whether a quote from the cleaned text begins in the line that it names, and runs on as it says.

    `lines` are those of the raw file, in `traditional` characters or not. Cleaning joins broken lines, so a quote may be
    longer than its line.
    """
    if quote.line is None or quote.line > len(lines):
        return False
    window = lines[quote.line - 1 : quote.line - 1 + LINES_OF_A_QUOTE]
    first = len(bare(window[0], traditional=traditional))
    at = bare("".join(window), traditional=traditional).find(bare(quote.text, traditional=traditional))
    return 0 <= at < first


def coverage(sentences: Sequence[Sentence], quoted: Iterable[Quoted]) -> tuple[Covered, ...]:
    """Each sentence with what of it is quoted, and by whom, and with the figures that none of those holds."""
    traditional = script.is_traditional("".join(sentence.text for sentence in sentences))
    texts = [bare(sentence.text, traditional=traditional) for sentence in sentences]
    starts = [0, *accumulate(map(len, texts))]
    whole = "".join(texts)
    marked = bytearray(len(whole))
    ids: list[dict[str, None]] = [{} for _sentence in sentences]
    held: list[set[Decimal]] = [set() for _sentence in sentences]
    for one in quoted:
        wanted = bare(one.quote.text, traditional=traditional)
        near = starts[bisect_left(sentences, one.quote.line or 0, key=lambda sentence: sentence.line)]
        at = whole.find(wanted, near)  # the same words may stand in several places
        at = whole.find(wanted) if at < 0 else at
        if not wanted or at < 0:
            continue
        marked[at : at + len(wanted)] = b"\x01" * len(wanted)
        for number in range(bisect_right(starts, at) - 1, bisect_left(starts, at + len(wanted))):
            ids[number][one.id] = None
            held[number] |= one.numbers
    out = []
    for index, sentence in enumerate(sentences):
        first, last = starts[index], starts[index + 1]
        found = _figures(sentence.text, traditional=traditional) if sentence.promise else []
        unread = tuple(said for said, number in found if number not in held[index])
        said = tuple(said for said, _number in found)
        out.append(Covered(sentence, last - first, sum(marked[first:last]), tuple(ids[index]), said, unread))
    return tuple(out)


def _figures(text: str, *, traditional: bool) -> list[tuple[str, Decimal]]:
    """The amounts in digits of a sentence, but for those in names."""
    plain = clauses.masked(script.plain(text, traditional=traditional))
    return [(text[one.start : one.end], one.value) for one in figures.numbers(plain) if not one.chinese]

"""What `extract --coverage` shows: how much of a document a list covers."""

from collections.abc import Sequence

from targettrack.extract import Covered
from targettrack.named import NamedTuple
from targettrack.rating.counts import Rate, rate

SLIGHT = 0.5
"""A sentence of which less than this share is quoted counts as left out."""


class CoveredSentence(NamedTuple):
    """One sentence of the promise part."""

    line: int  # of the document, from 1
    section: str  # the heading it stands under
    text: str
    promise: bool  # false: a heading or ceremony, for which nobody expects a record
    covered: bool  # at least half of it is quoted
    ids: tuple[str, ...]  # of the records that quote from it, or the keys of the items
    unread: tuple[str, ...]  # its figures that none of those holds, as they stand there


class Coverage(NamedTuple):
    """How much of the promise part is covered. Headings and ceremony are shown but not counted."""

    document: str
    plan: str  # whose records are held against it; "" for the document's own items
    characters: Rate  # that carry meaning
    sentences: Rate
    figures: Rate  # amounts in digits that a record or a draft holds
    passages: tuple[CoveredSentence, ...]  # in their order

    def each(self) -> tuple[CoveredSentence, ...]:
        """The sentences, those with a figure that was not read first."""
        return tuple(sorted(self.passages, key=lambda passage: not passage.unread))


def coverage(covered: Sequence[Covered], *, document: str, plan: str) -> Coverage:
    """What of a document's promise part is quoted."""
    passages = tuple(
        CoveredSentence(
            line=one.sentence.line,
            section=one.sentence.section,
            text=one.sentence.text,
            promise=one.sentence.promise,
            covered=one.covered >= SLIGHT * one.characters and one.covered > 0,
            ids=one.ids,
            unread=one.unread,
        )
        for one in covered
    )
    counted = [one for one in covered if one.sentence.promise]
    whole = [passage for passage in passages if passage.promise]
    figures = sum(len(one.figures) for one in counted)
    return Coverage(
        document=document,
        plan=plan,
        characters=rate(sum(one.covered for one in counted), sum(one.characters for one in counted)),
        sentences=rate(sum(passage.covered for passage in whole), len(whole)),
        figures=rate(figures - sum(len(one.unread) for one in counted), figures),
        passages=passages,
    )

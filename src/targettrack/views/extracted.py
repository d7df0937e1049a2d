"""What `extract` shows: the drafts of a document, or how much of it a list covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.extract import Draft
from targettrack.model import Level
from targettrack.views.tally import Rate, rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.extract import Covered, Extraction

SLIGHT = 0.5
"""A sentence of which less than this share is quoted counts as left out."""


class Extracted(NamedTuple):
    """The drafts of one document, and what the document says of itself. `written`: the ids given, if any were."""

    document: str
    plan: str
    title: str
    issuer: str
    level: Level | None
    year: int | None
    sentences: int  # of the promise part
    drafts: tuple[Draft, ...]
    written: tuple[str, ...]


class Passage(NamedTuple):
    """One sentence of the promise part. `ids` are of the records or the drafts (by number) that quote from it."""

    line: int
    section: str
    text: str
    promise: bool  # false: a heading or ceremony, for which nobody expects a record
    covered: bool
    ids: tuple[str, ...]


class Coverage(NamedTuple):
    """How much of the promise part is covered, by characters that carry meaning and by sentences."""

    document: str
    plan: str
    characters: Rate
    sentences: Rate
    passages: tuple[Passage, ...]


def extracted(extraction: Extraction, *, document: str, plan: str, written: Sequence[str] = ()) -> Extracted:
    """The drafts of a document."""
    return Extracted(
        document=document,
        plan=plan,
        title=extraction.title,
        issuer=extraction.issuer,
        level=extraction.level,
        year=extraction.year,
        sentences=sum(sentence.promise for sentence in extraction.promise),
        drafts=extraction.drafts,
        written=tuple(written),
    )


def coverage(covered: Sequence[Covered], *, document: str, plan: str) -> Coverage:
    """What of a document's promise part is quoted. Headings and ceremony are shown but not counted."""
    passages = tuple(
        Passage(
            line=one.sentence.line,
            section=one.sentence.section,
            text=one.sentence.text,
            promise=one.sentence.promise,
            covered=one.covered >= SLIGHT * one.characters and one.covered > 0,
            ids=one.ids,
        )
        for one in covered
    )
    counted = [one for one in covered if one.sentence.promise]
    whole = [passage for passage in passages if passage.promise]
    return Coverage(
        document=document,
        plan=plan,
        characters=rate(sum(one.covered for one in counted), sum(one.characters for one in counted)),
        sentences=rate(sum(passage.covered for passage in whole), len(whole)),
        passages=passages,
    )

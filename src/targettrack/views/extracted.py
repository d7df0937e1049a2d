"""What `extract` shows: the items of a document with their drafts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from targettrack.extract import Draft, Extraction, Item, Witness
from targettrack.model import Level
from targettrack.named import NamedTuple


class Extracted(NamedTuple):
    """The drafts of one document by its items, and what the document says of itself."""

    document: str
    plan: str  # that the drafts were written to; ""
    title: str
    issuer: str
    level: Level | None
    year: int | None
    witnesses: tuple[Witness, ...]  # of the year, those that were followed first; none where it was given
    share: Decimal | None  # of a work report's characters, those of its promise part
    sentences: int  # of the promise part
    items: tuple[Item, ...]  # the tasks of the document in its order; `drafts` of an item counts from 1
    drafts: tuple[Draft, ...]  # all of them, in the order of the document
    written: tuple[str, ...]  # the ids given, if the drafts were kept
    known: tuple[
        int, ...
    ]  # the drafts, counted from 1, that records of the plan quote already: they are not kept again
    gone: tuple[str, ...]  # ids of the records of the plan that quote nothing of this document

    def by_item(self) -> Iterator[tuple[Item, tuple[Draft, ...]]]:
        """Each item with its drafts."""
        return ((item, tuple(self.drafts[number - 1] for number in item.drafts)) for item in self.items)

    def each(self) -> list[dict[str, Any]]:
        """The drafts, each with the title of its item."""
        return [
            {"item": item.key, "item_title": item.title} | draft._asdict()
            for item, drafts in self.by_item()
            for draft in drafts
        ]


def extracted(extraction: Extraction, *, document: str, plan: str, written: Sequence[str] = ()) -> Extracted:
    """The items and drafts of a document that nothing is known of yet."""
    return Extracted(
        document=document,
        plan=plan,
        title=extraction.title,
        issuer=extraction.issuer,
        level=extraction.level,
        year=extraction.year,
        witnesses=extraction.witnesses,
        share=extraction.share,
        sentences=sum(sentence.promise for sentence in extraction.promise),
        items=extraction.items,
        drafts=extraction.drafts,
        written=tuple(written),
        known=(),
        gone=(),
    )

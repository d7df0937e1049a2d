"""What `extract` shows: the drafts of a document."""

from collections.abc import Sequence
from typing import NamedTuple

from targettrack.extract import Draft, Extraction
from targettrack.model import Level


class Extracted(NamedTuple):
    """The drafts of one document, and what the document says of itself."""

    document: str
    plan: str  # that the drafts were written to; ""
    title: str
    issuer: str
    level: Level | None
    year: int | None
    sentences: int  # of the promise part
    drafts: tuple[Draft, ...]  # all of them, in the order of the document
    written: tuple[str, ...]  # the ids given, if the drafts were kept

    def items(self) -> tuple[Draft, ...]:
        """The drafts."""
        return self.drafts


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

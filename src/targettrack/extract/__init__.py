"""Report text → draft targets. Pure: no disk, no clock, no model; every stage is a module named for what it makes.

    bytes ─script▶ text ─lines, clean▶ paragraphs ─tables▶ entries ─outline, stances▶ passages
          ─sentences, clauses, timing▶ clauses ─figures, quantities▶ promised figures ─goals, heads, titles▶ promises
          ─drafts▶ drafts ─units▶ drafts with units ─repeats, confidence▶ drafts

`collection` is the order of the stages from passages on, `work` what they know of each other, `document` what the text
says of itself.

The patterns that all stages listen for are rows in `rules`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.directory import directory
from targettrack.errors import Problem, Severity, TargettrackError
from targettrack.extract import clean, collection, confidence, document, outline, script, tables
from targettrack.extract.context import Passage, Source
from targettrack.extract.coverage import Covered, Quoted, begins_at, by_items, by_records, coverage
from targettrack.extract.extraction import Draft, Extraction, Item, Sentence, Witness, plan, targets
from targettrack.extract.rules import TITLES
from targettrack.extract.script import is_traditional, read_bytes
from targettrack.extract.units import usually_led
from targettrack.model import Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from targettrack.model import Level, Unit

__all__ = [
    "Covered",
    "Draft",
    "Extraction",
    "Item",
    "Passage",
    "Quote",
    "Quoted",
    "Sentence",
    "Source",
    "Witness",
    "begins_at",
    "by_items",
    "by_records",
    "coverage",
    "draft",
    "is_traditional",
    "plan",
    "read_bytes",
    "targets",
]

LEAST_PROMISED = Decimal("0.3")
"""Of a work report that promises less, parts were probably taken for a review."""
# What a document says of itself is told as it is read.
_SAID = ("title", "year", "published", "issuer", "level", "start", "end", "witnesses")
# 20 MB of UTF-8 are at most so many characters; more is no report.
LARGEST = 20 * 1024 * 1024


def draft(
    text: str,
    *,
    name: str = "",
    title: str = "",
    year: int | None = None,
    published: date | None = None,
    issuer: str = "",
    level: Level | None = None,
    units: tuple[Unit, ...] = (),
    tell: Callable[[int, int], object] = lambda *_done: None,
) -> Extraction:
    """Draft the targets of a report. What is given of title, year, day, issuer and level wins over what the text says.

    `name`: of the file, which often names the place and the year. `tell` hears how far reading has come: done, of how many.

    Takes time proportional to the length of the text. Raises TargettrackError("text-too-long") beyond 20 MB.
    """
    if len(text) > LARGEST:
        raise TargettrackError("text-too-long", size=len(text), limit=LARGEST)
    read = script.kept(text)
    paragraphs = clean.paragraphs(read)
    given = document.About(title, year, published, issuer, level, name=name)
    about = document.about(paragraphs, given, clean.front(read))
    if level is None and (known := _level_of(about.issuer, units)):
        about = about._replace(level=known)
    entries = tables.entries(paragraphs)
    passages = outline.passages(tuple(entry.paragraph for entry in entries), about)
    listed = directory(units, about.level, about.issuer)
    found, tasks, sentences, named = collection.collect(passages, entries, about, listed, tell)
    # Only now: what is one task is told by what the text and the office say, and not by who usually does it.
    usual = directory(units, about.level, about.issuer, in_use=tuple(named), year=about.year)
    share = outline.share(passages) if about.reports else None
    out = Extraction(
        usually_led([confidence.weighed(one) for one in found], tasks, usual),
        tuple(one._replace(promise=one.promise and not _is_title(one, about)) for one in sentences),
        items=tasks,
        units=named,
        share=share,
        doubts=tuple(_doubts(about, share)),
        **{name: getattr(about, name) for name in _SAID},
    )
    return out if read == text else _verbatim(out)


def _verbatim(found: Extraction) -> Extraction:
    """Quote a document whose characters are numbers as it is written."""
    said = [tuple(one._replace(text=script.verbatim(one.text)) for one in draft.quotes) for draft in found.drafts]
    drafts = tuple(
        one._replace(quote=quotes[0].text, quotes=quotes) for one, quotes in zip(found.drafts, said, strict=True)
    )
    promise = tuple(one._replace(text=script.verbatim(one.text)) for one in found.promise)
    items = tuple(one._replace(quote=script.verbatim(one.quote)) for one in found.items)
    return found._replace(drafts=drafts, promise=promise, items=items)


def _doubts(about: document.About, share: Decimal | None) -> Iterator[Problem]:
    """What makes the reading of the whole document doubtful: witnesses that disagree, a promise part that is very short."""
    if about.doubted:
        heard = " ".join(f"{one.source}={one.year}" for one in about.witnesses if one.source not in document.WEAK)
        params: dict[str, str | int] = {"year": about.year or 0, "witnesses": heard}
        yield Problem("years-disagree", about.name, key="year", severity=Severity.WARNING, params=params)
    if share is not None and share < LEAST_PROMISED:
        params = {"share": int(share * 100), "least": int(LEAST_PROMISED * 100)}
        yield Problem("little-promised", about.name, severity=Severity.WARNING, params=params)


def _is_title(sentence: Sentence, about: document.About) -> bool:
    """The title of a document promises nothing."""
    return about.title != "" and script.plain(sentence.text, traditional=False) == about.title


def _level_of(issuer: str, known: tuple[Unit, ...]) -> Level | None:
    """A county-level city calls itself 市 as well; its units say what it is."""
    place = issuer.removesuffix(TITLES.government.word)
    levels = [unit.level for unit in known if place and unit.name.startswith(place) and unit.level]
    return max(set(levels), key=lambda level: (levels.count(level), level), default=None)

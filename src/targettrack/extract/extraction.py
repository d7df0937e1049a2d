"""The nouns of `extract`: a draft, a sentence of the promise part, what came of a document, and the records of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from targettrack.errors import Problem
from targettrack.model import Goal, Kind, Level, Plan, Quote, Strength, Target
from targettrack.named import NamedTuple


class Draft(NamedTuple):
    """One target as a rule read it: for a person to accept, correct, split, merge or drop."""

    title: str  # Simplified
    quote: str  # verbatim from the cleaned text, in the script of the document
    line: int  # 1-based line of the file where the quote begins
    section: str  # the innermost heading, Simplified
    kind: Kind
    strength: Strength
    goal: Goal
    item: str = ""  # the task of the document that it belongs to; "": not numbered
    deadline: date | None = None  # last day, inclusive; None: ongoing
    start: date | None = None  # only where the text opens the window later than the plan
    owner: str = ""
    supporting: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()  # fields that the text does not state
    confidence: Decimal = Decimal("0.5")  # how often such drafts are right, see `confidence`
    signs: tuple[str, ...] = ()  # that make the confidence, each with its weight
    duplicate_of: str = ""  # quote of an earlier draft that may be the same target in other words
    quotes: tuple[Quote, ...] = ()  # every place that says it, the firmest first; the first is `quote`


class Item(NamedTuple):
    """A task as an office counts it: what one line of its list would hold."""

    key: str  # unique in the document: the number printed there, else a running one; 72-1 is a part that another unit leads
    title: str  # Simplified
    section: str  # the innermost heading, Simplified
    line: int  # 1-based line of the file where the quote begins
    quote: str  # the whole task, with the words that say how; in the script of the document
    drafts: tuple[int, ...]  # their places in the list of drafts, from 1


class Sentence(NamedTuple):
    """A sentence of the promise part, for the share of the document that the records cover."""

    text: str  # in the script of the document
    line: int
    section: str
    promise: bool = True  # False: headings and ceremony, which nobody expects a record for


class Witness(NamedTuple):
    """One place of a document, or its file's name, that says which year is planned."""

    source: str  # session, heading, anchor, title, name, review; weaker: opening, day, text
    year: int


class Extraction(NamedTuple):
    """What the text says of itself and what it promises. None and "" where it does not say."""

    drafts: tuple[Draft, ...] = ()
    promise: tuple[Sentence, ...] = ()
    title: str = ""
    year: int | None = None
    published: date | None = None
    issuer: str = ""
    level: Level | None = None
    start: date | None = None  # the plan's window
    end: date | None = None
    items: tuple[Item, ...] = ()  # in the order of the document; each draft belongs to one
    units: tuple[str, ...] = ()  # names of the units that the text itself names as leading
    witnesses: tuple[Witness, ...] = ()  # of the year, those that were followed first; none where it was given
    share: Decimal | None = None  # of a work report's characters, those of its promise part
    doubts: tuple[Problem, ...] = ()  # what the reader should look at before anything else


def targets(extraction: Extraction, plan: str, recorded: datetime) -> tuple[Target, ...]:
    """One draft record for each draft, in the order of the document; the store gives the ids."""
    shared = {*Draft._fields} & {*Target._fields}
    said = ({name: getattr(draft, name) for name in shared} for draft in extraction.drafts)
    return tuple(Target(id="", plan=plan, recorded=recorded, draft=True, **own) for own in said)


def plan(extraction: Extraction, identifier: str, *, document: str, sha256: str) -> Plan:
    """The plan of a document. The extraction has to know its year: a five-year plan brings its own window."""
    year = extraction.year
    assert year is not None
    return Plan(
        id=identifier,
        title=extraction.title or document,
        year=year,
        start=extraction.start or date(year, 1, 1),
        end=extraction.end or date(year, 12, 31),
        issuer=extraction.issuer,
        level=extraction.level,
        published=extraction.published,
        document=document,
        sha256=sha256,
    )

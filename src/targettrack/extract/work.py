"""The state of reading one document: what was drafted so far, and what holds for the next clause. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from targettrack.dates import Found
from targettrack.directory import Directory
from targettrack.extract.clauses import Span
from targettrack.extract.document import About
from targettrack.extract.extraction import Draft, Sentence
from targettrack.extract.goals import Promise
from targettrack.extract.outline import Passage
from targettrack.extract.rules import LISTS
from targettrack.extract.units import Assignment
from targettrack.model import Kind
from targettrack.named import NamedTuple


@dataclass(slots=True)
class Carried:
    """What earlier clauses of a sentence say for the later ones."""

    deadline: date | None = None
    start: date | None = None
    time_assumed: bool = False
    stretch: bool = False
    last: Promise | None = None  # whose subject a clause without one takes over
    verb: str = ""
    over: bool = False  # the period that they state has passed
    label: str = ""  # what the paragraph is about
    topic: str = ""  # what the clauses are about
    whose: str = ""  # the place whose headline figures they give


class Place(NamedTuple):
    """A clause where it stands."""

    passage: Passage
    sentence: Span
    span: Span
    text: str  # the clause, with the figures inside its quotation marks hidden
    ahead: str  # the sentence before the clause, hidden likewise
    times: tuple[Found, ...]  # those within the clause, their offsets in the sentence
    targets: bool  # it stands among the main targets of the year

    @property
    def first(self) -> int:
        """The offset of the clause in its sentence."""
        return self.span.start - self.sentence.start

    def quote(self, first: int) -> str:
        """The characters of the document from an offset of the paragraph to the end of the clause."""
        return self.passage.paragraph.text[first : self.span.end].strip("，、;；。 ")


class Reading(NamedTuple):
    """A sentence with the drafts that it gave: those numbered from `first` to before `last`."""

    passage: Passage
    span: Span
    first: int
    last: int
    targets: bool  # the main targets of the year
    number: str = ""  # printed in front of it, in a cell of its own
    quote: str = ""  # where its words are put together from several cells


@dataclass(slots=True)
class Group:
    """What came of a passage: drafts that wait for the unit that the text names after them, in lines of its own."""

    block: int = -1
    default: Assignment | None = None  # leads the drafts for which the text names nobody else
    named: bool = False
    readings: list[Reading] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # of each draft, the offset of its clause in the paragraph
    dated: set[int] = field(default_factory=set)  # drafts whose own clause names a time

    def is_soft(self, number: int, reading: Reading) -> bool:
        """Whether a draft is work without an end, and no bid; the first of a sentence may be dated by words ahead of it."""
        draft = self.drafts[number]
        is_dated = draft.deadline is not None and (number in self.dated or number == reading.first)
        return draft.kind is Kind.QUALITATIVE and not is_dated and LISTS.bids.match(draft.title) is None


@dataclass(slots=True)
class Work:
    """What holds in a document beyond a passage, and what came of the passage at hand."""

    about: About
    directory: Directory
    group: Group = field(default_factory=Group)
    sentences: list[Sentence] = field(default_factory=list)
    list_deadline: date | None = None  # 到2027年要实现以下目标：… holds for the list that follows
    list_block: int = -1
    targets_block: int = -1  # 主要预期目标是： and the list that follows
    label: str = ""  # what the sentences of a passage are about, by a short one in front of them
    label_of: Passage | None = None
    named: dict[str, None] = field(default_factory=dict)
    day: date | None = None  # the day that the news item at hand names

    def close(self, block: int, default: Assignment | None = None) -> Group:
        """Begin a new group and return the one that is done."""
        done, self.group = self.group, Group(block, default)
        return done

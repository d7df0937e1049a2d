"""The passages of a document → its drafts in order, each with its unit. Knows the order of the stages; no clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from targettrack import dates
from targettrack.directory import Directory
from targettrack.extract import drafts, items, sentences, units
from targettrack.extract.document import About
from targettrack.extract.extraction import Draft, Item, Sentence
from targettrack.extract.outline import Passage
from targettrack.extract.rules import table
from targettrack.extract.tables import Entry
from targettrack.extract.units import Assignment
from targettrack.extract.work import Work
from targettrack.model import Quote

WORDS = table("units", "words")
_LONGEST_LIST_OF_UNITS = 200
# Fewer characters are no task.
_NAME = 4


def collect(
    passages: tuple[Passage, ...],
    entries: list[Entry],
    about: About,
    directory: Directory,
    tell: Callable[[int, int], object],
) -> tuple[tuple[Draft, ...], tuple[Item, ...], tuple[Sentence, ...], tuple[str, ...]]:
    """Return the drafts in the document's order, the items, the sentences of the promise part, the units named.

    `tell` hears how many passages are read, and of how many.
    """
    work = Work(about, directory)
    assigned = {id(entry.paragraph): entry for entry in entries}
    for number, passage in enumerate(passages):
        tell(number, len(passages))
        entry = assigned[id(passage.paragraph)]
        if not passage.promises:
            work.close(passage.block)
            continue
        if work.group.block != passage.block:
            work.close(passage.block)
        if entry.row:
            _row(passage, entry, work)
        else:
            _passage(passage, work)
    return *items.items(work), tuple(work.sentences), tuple(work.named)


def _row(passage: Passage, entry: Entry, work: Work) -> None:
    """Read the task of a table's row; other cells of the row say whose it is."""
    first, read = len(work.drafts), len(work.readings)
    sentences.read(passage, passage.paragraph.plain, work)
    work.readings[read:] = [replace(one, number=entry.number, quote=entry.quote) for one in work.readings[read:]]
    if entry.assigned:
        _whole(first, read, work)
    if entry.quote:
        quotes = (Quote(entry.quote, passage.paragraph.line(0)),)
        work.drafts[first:] = [replace(draft, quote=entry.quote, quotes=quotes) for draft in work.drafts[first:]]
        work.sentences[-1] = replace(work.sentences[-1], text=entry.quote)
    if entry.assigned:
        _assign(work, first, entry.assigned)
    work.close(passage.block, work.group.default)


def _passage(passage: Passage, work: Work) -> None:
    text = passage.paragraph.plain[passage.start : passage.end]
    found = units.assignments(text) or _bare_list(text.strip("。 "), passage, work, len(text))
    only_names = bool(found) and _only_names(text, found)
    if found and passage.heading:
        work.close(passage.block, found[0])
    elif only_names:
        _label_lines(found, work)
    if only_names:
        return
    work.close(passage.block, work.group.default)
    _segments(passage, found, work)


def _bare_list(names: str, passage: Passage, work: Work, length: int) -> list[Assignment]:
    """A line of nothing but units, without a label, behind the item that they do or in a heading."""
    pending = passage.heading or len(work.drafts) > work.group.first or work.group.named
    if length < _LONGEST_LIST_OF_UNITS and pending and units.all_units(names):
        return [replace(units.listed(names), start=0, end=length)]
    return []


def _segments(passage: Passage, found: list[Assignment], work: Work) -> None:
    """Read a passage from one naming of units to the next: a change of unit inside an item is a border."""
    drafted, read = len(work.drafts), len(work.readings)
    sentences.read(passage, _blotted(passage, found), work)
    if len(work.readings) > read and items.is_entry(work.readings[read], work):
        _whole(drafted, read, work)
    if found:
        _assign_by_place(work, drafted, passage.start, found)
        work.group.named = True
    elif work.group.default:
        _assign(work, drafted, work.group.default)


def _whole(drafted: int, read: int, work: Work) -> None:
    """Draft an entry of which no clause was drafted."""
    if len(work.drafts) == drafted and len(work.readings) > read and len(work.readings[read].span.text) > _NAME:
        work.readings[read] = drafts.whole(work.readings[read], work)


def _only_names(text: str, found: list[Assignment]) -> bool:
    """Tell whether a passage says nothing but who does it."""
    out, at = [], 0
    for assignment in found:
        if assignment.start >= at:
            out.append(text[at : assignment.start])
            at = assignment.end
    rest = "".join((*out, text[at:]))
    return WORDS.search(rest) is None


def _blotted(passage: Passage, found: list[Assignment]) -> str:
    """The plain form of a passage's paragraph with a comma and blanks for what names units, so that offsets stay."""
    plain = passage.paragraph.plain
    pieces: list[str] = []
    at = 0
    for assignment in found:
        first, last = passage.start + assignment.start, passage.start + assignment.end
        if first >= at and last > first:
            pieces += (plain[at:first], "，", " " * (last - first - 1))
            at = last
    return "".join((*pieces, plain[at:]))


def _label_lines(found: list[Assignment], work: Work) -> None:
    """Lines that only name units belong to the item before them, or, right after a heading, to the whole section."""
    joined = units.joined(found)
    if work.group.first == len(work.drafts) and not work.group.named:
        work.group.default = work.group.default.joined(joined) if work.group.default else joined
        return
    _assign(work, work.group.first, joined)
    work.group.named = True


def _assign_by_place(work: Work, drafted: int, offset: int, found: list[Assignment]) -> None:
    """Give the drafts from `drafted` on to the units named beside them; `offset` is where their passage begins."""
    borders = [one for one in found if one.says]
    if not borders:
        return
    indexes = range(drafted, len(work.drafts))
    starts = [offset + border.start for border in borders]
    # 由市教育局牵头，新建…；由市卫健局牵头，建成…: the unit stands before its work; else behind it.
    leading = all(work.places[index] >= starts[0] for index in indexes)
    for index in indexes:
        at = bisect_right(starts, work.places[index])
        border = borders[at - 1] if leading else borders[min(at, len(borders) - 1)]
        work.drafts[index] = _owned(work.drafts[index], border, work)


def _assign(work: Work, first: int, assignment: Assignment) -> None:
    """Give the drafts from `first` on to one unit."""
    for index in range(first, len(work.drafts)):
        work.drafts[index] = _owned(work.drafts[index], assignment, work)


def _owned(draft: Draft, assignment: Assignment, work: Work) -> Draft:
    """What the text names wins over what was proposed, and joins what it named before."""
    owner, supporting, assumed = draft.owner, draft.supporting, draft.assumed
    stated = "owner" not in assumed
    helping = [work.directory.full(name) for name in assignment.supporting]
    if assignment.lead:
        name = work.directory.full(assignment.lead)
        work.named[name] = None
        if stated and owner and owner != name:
            # 责任单位 after 牵头单位: the lead stays, the others help.
            helping = [other for other in (*supporting, name, *helping) if other != owner]
        else:
            helping = [*supporting, *helping] if stated and owner else helping
            owner = name
        assumed = _less(assumed, "owner", "supporting")
    elif helping:
        helping = [*(supporting if stated else ()), *helping]
    if assignment.lead or helping:
        supporting = tuple(dict.fromkeys(helping))
    deadline = draft.deadline
    if assignment.deadline and (deadline is None or "deadline" in assumed):
        day, open_day = _deadline(assignment.deadline, work.about)
        if day:
            deadline, assumed = day, (*_less(assumed, "deadline"), *(["deadline"] if open_day else []))
    return replace(draft, owner=owner, supporting=supporting, deadline=deadline, assumed=assumed)


def _less(names: tuple[str, ...], *gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


def _deadline(words: str, about: About) -> tuple[date | None, bool]:
    """Return the day of 完成时限, and whether part of it is assumed."""
    found = dates.find(words, today=about.published, year=about.year)
    ends = [one for one in found if not about.start or one.period.last >= about.start]
    return (ends[-1].period.last, ends[-1].assumed) if ends else (None, False)

"""The passages of a document → its drafts in order, each with its unit. Knows the order of the stages; no clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date

from targettrack import dates
from targettrack.directory import Directory
from targettrack.extract import drafts, items, sentences, units
from targettrack.extract.document import About
from targettrack.extract.extraction import Draft, Item, Sentence
from targettrack.extract.outline import Passage
from targettrack.extract.rules import UNITS
from targettrack.extract.tables import Entry
from targettrack.extract.units import Assignment
from targettrack.extract.work import Group, Work
from targettrack.model import Quote

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
    found = items.items(_groups(passages, entries, work, tell), about)
    return *found, tuple(work.sentences), tuple(work.named)


def _groups(
    passages: tuple[Passage, ...], entries: list[Entry], work: Work, tell: Callable[[int, int], object]
) -> Iterator[Group]:
    """Read passage by passage, and give each group when no later line can change it."""
    rows = {id(entry.paragraph): entry for entry in entries if entry.row}
    for number, passage in enumerate(passages):
        tell(number, len(passages))
        if not passage.promises or work.group.block != passage.block:
            yield work.close(passage.block)
        if not passage.promises:
            continue
        text = passage.paragraph.plain[passage.start : passage.end]
        if entry := rows.get(id(passage.paragraph)):
            yield work.close(passage.block, work.group.default)
            _row(passage, text, entry, work)
            yield work.close(passage.block, work.group.default)
            continue
        found = units.assignments(text) or _bare_list(text, passage, work.group)
        only_names = bool(found) and UNITS.words.search(_without(text, found)) is None
        if only_names and not passage.heading:
            _label_lines(found, work)
            continue
        yield work.close(passage.block, found[0] if found and passage.heading else work.group.default)
        if not only_names:
            _passage(passage, text, found, work)
    yield work.group


def _row(passage: Passage, text: str, entry: Entry, work: Work) -> None:
    """Read the task of a table's row; other cells of the row say whose it is."""
    group = work.group
    sentences.read(passage, text, work)
    group.readings = [one._replace(number=entry.number, quote=entry.quote) for one in group.readings]
    if entry.assigned:
        _whole(work)
    if entry.quote and group.readings:
        quotes = (Quote(entry.quote, passage.paragraph.line(0)),)
        group.drafts = [draft._replace(quote=entry.quote, quotes=quotes) for draft in group.drafts]
        work.sentences[-1] = work.sentences[-1]._replace(text=entry.quote)
    if entry.assigned:
        _assign(work, entry.assigned)


def _passage(passage: Passage, text: str, found: list[Assignment], work: Work) -> None:
    """Read a passage from one naming of units to the next: a change of unit inside an item is a border."""
    group = work.group
    sentences.read(passage, _without(text, found, blank=True), work)
    if group.readings and items.is_entry(group.readings[0], work.about):
        _whole(work)
    if found:
        _assign_by_place(work, passage.start, found)
        group.named = True
    elif group.default:
        _assign(work, group.default)


def _bare_list(text: str, passage: Passage, group: Group) -> list[Assignment]:
    """A line of nothing but units, without a label, behind the item that they do or in a heading."""
    pending = passage.heading or group.drafts or group.named
    names = text.strip("。 ")
    if len(text) < _LONGEST_LIST_OF_UNITS and pending and units.all_units(names):
        return [units.listed(names)._replace(start=0, end=len(text))]
    return []


def _whole(work: Work) -> None:
    """Draft an entry of which no clause was drafted."""
    group = work.group
    if not group.drafts and group.readings and len(group.readings[0].span.text) > _NAME:
        group.readings[0] = drafts.whole(group.readings[0], work)


def _without(text: str, found: list[Assignment], *, blank: bool = False) -> str:
    """A passage without what names units, or with a comma and blanks in its place, so that offsets stay."""
    pieces: list[str] = []
    at = 0
    for one in found:
        if one.start >= at and one.end > one.start:
            pieces += (text[at : one.start], "，" + " " * (one.end - one.start - 1) if blank else "")
            at = one.end
    return "".join((*pieces, text[at:]))


def _label_lines(found: list[Assignment], work: Work) -> None:
    """Lines that only name units belong to the item before them, or, right after a heading, to the whole section."""
    group, joined = work.group, units.joined(found)
    if not group.drafts and not group.named:
        group.default = group.default.joined(joined) if group.default else joined
        return
    _assign(work, joined)
    group.named = True


def _assign_by_place(work: Work, offset: int, found: list[Assignment]) -> None:
    """Give the drafts of a passage that begins at `offset` to the units named beside them."""
    borders, group = [one for one in found if one.says], work.group
    if not borders:
        return
    starts = [offset + border.start for border in borders]
    # 由市教育局牵头，新建…；由市卫健局牵头，建成…: the unit stands before its work; else behind it.
    leading = all(place >= starts[0] for place in group.places)
    for index, place in enumerate(group.places):
        at = bisect_right(starts, place)
        border = borders[at - 1] if leading else borders[min(at, len(borders) - 1)]
        group.drafts[index] = _owned(group.drafts[index], border, work)


def _assign(work: Work, assignment: Assignment) -> None:
    """Give the drafts of a group to one unit."""
    work.group.drafts = [_owned(draft, assignment, work) for draft in work.group.drafts]


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
    return draft._replace(owner=owner, supporting=supporting, deadline=deadline, assumed=assumed)


def _less(names: tuple[str, ...], *gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


def _deadline(words: str, about: About) -> tuple[date | None, bool]:
    """Return the day of 完成时限, and whether part of it is assumed."""
    found = dates.find(words, today=about.published, year=about.year)
    ends = [one for one in found if not about.start or one.period.last >= about.start]
    return (ends[-1].period.last, ends[-1].assumed) if ends else (None, False)

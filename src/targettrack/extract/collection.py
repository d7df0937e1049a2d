"""The passages of a document → its drafts in order, each with its unit. Knows the order of the stages, no words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from targettrack.extract import drafts, items, ownership, sentences, units
from targettrack.extract.directory import Directory
from targettrack.extract.document import About
from targettrack.extract.extraction import Draft, Item, Sentence
from targettrack.extract.outline import Passage
from targettrack.extract.tables import Entry
from targettrack.extract.units import Assignment
from targettrack.extract.work import Work
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
        ownership.assign(work, first, entry.assigned)
    work.close(passage.block, work.group.default)


def _passage(passage: Passage, work: Work) -> None:
    text = passage.paragraph.plain[passage.start : passage.end]
    found = units.assignments(text) or _bare_list(text.strip("。 "), passage, work, len(text))
    only_names = bool(found) and ownership.only_names(text, found)
    if found and passage.heading:
        work.close(passage.block, found[0])
    elif only_names:
        ownership.label_lines(found, work)
    if only_names:
        return
    work.close(passage.block, work.group.default)
    _segments(passage, found, work)


def _bare_list(names: str, passage: Passage, work: Work, length: int) -> list[Assignment]:
    """A line of nothing but units, without a label, behind the item that they do or in a heading."""
    pending = passage.heading or len(work.drafts) > work.group.first or work.group.named
    if length < _LONGEST_LIST_OF_UNITS and pending and units.all_units(names):
        return [replace(units.listed(names, ""), start=0, end=length)]
    return []


def _segments(passage: Passage, found: list[Assignment], work: Work) -> None:
    """Read a passage from one naming of units to the next: a change of unit inside an item is a border."""
    drafted, read = len(work.drafts), len(work.readings)
    sentences.read(passage, ownership.blotted(passage, found), work)
    if len(work.readings) > read and items.is_entry(work.readings[read], work):
        _whole(drafted, read, work)
    if found:
        ownership.assign_by_place(work, drafted, passage.start, found)
        work.group.named = True
    elif work.group.default:
        ownership.assign(work, drafted, work.group.default)


def _whole(drafted: int, read: int, work: Work) -> None:
    """Draft an entry of which no clause was drafted."""
    if len(work.drafts) == drafted and len(work.readings) > read and len(work.readings[read].span.text) > _NAME:
        work.readings[read] = drafts.whole(work.readings[read], work)

"""Units that a text names → the drafts before or behind them. Knows no clauses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from targettrack import dates
from targettrack.extract.document import About
from targettrack.extract.extraction import Draft
from targettrack.extract.outline import Passage
from targettrack.extract.rules import table
from targettrack.extract.units import Assignment
from targettrack.extract.work import Work

WORDS = table("units", "words")


def only_names(text: str, found: list[Assignment]) -> bool:
    """Tell whether a passage says nothing but who does it."""
    out, at = [], 0
    for assignment in found:
        if assignment.start >= at:
            out.append(text[at : assignment.start])
            at = assignment.end
    rest = "".join((*out, text[at:]))
    return WORDS.search(rest) is None


def blotted(passage: Passage, found: list[Assignment]) -> str:
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


def label_lines(found: list[Assignment], work: Work) -> None:
    """Lines that only name units belong to the item before them, or, right after a heading, to the whole section."""
    joined = found[0]
    for more in found[1:]:
        joined = joined.joined(more)
    if work.group.first == len(work.drafts) and not work.group.named:
        work.group.default = work.group.default.joined(joined) if work.group.default else joined
        return
    assign(work, work.group.first, joined)
    work.group.named = True


def assign_by_place(work: Work, drafted: int, offset: int, found: list[Assignment]) -> None:
    """Give the drafts from `drafted` on to the units named beside them; `offset` is where their passage begins."""
    borders = [one for one in found if one.lead or one.supporting or one.deadline]
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


def assign(work: Work, first: int, assignment: Assignment) -> None:
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

"""Paragraphs → passages: under which heading each stands, whether it promises, how far it looks ahead. Knows no goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from targettrack.extract import stances
from targettrack.extract.clean import Paragraph
from targettrack.extract.document import About
from targettrack.extract.phrases import parts
from targettrack.extract.stances import Position

# More characters make a sentence; a heading without a number has at most so many.
_SENTENCE, _HEADING = 24, 34
# The level of 1., 2., …: a heading or an entry of a list; one level down, 一是, 第一， are entries only.
_NUMBERED = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paragraph with what its place in the document says about it. Offsets are the paragraph's."""

    paragraph: Paragraph
    start: int
    end: int
    section: str
    promises: bool
    heading: bool  # a heading's own words: they name matters, and rarely promise
    item: bool  # one numbered or dotted entry of a list
    end_year: int | None  # the last year of the section's window, where it is not the plan's
    block: int  # grows with every heading: units and times named for a list end at the next one
    targets: bool = False  # under 主要预期目标
    headings: tuple[str, ...] = ()  # that it stands under, from the highest down


_LEVELS = (
    (1, re.compile(r"^第[一二三四五六七八九十]{1,3}[部编章](?:分)?")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}、")),
    (3, re.compile(r"^[((][一二三四五六七八九十]{1,3}[))]|^第[一二三四五六七八九十]{1,3}节")),
    (4, re.compile(r"^\d{1,3}[.．、](?!\d)|^[((]?\d{1,3}[))]|^[①-⑳⑴-⒇]")),
    (5, re.compile(r"^[一二三四五六七八九十]{1,2}是|^第[一二三四五六七八九十]{1,2}[，,]")),
)
# The number of an entry is no part of its quote.
_SERIAL = re.compile(
    r"(?:\d{1,3}[.．、](?!\d)|[((]?\d{1,3}[)）]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,2}是(?=[\u4e00-\u9fff])"
    r"|第[一二三四五六七八九十]{1,2}[，,])\s?",
)
_STOP = re.compile("[。:;]")


def passages(paragraphs: tuple[Paragraph, ...], document: About) -> tuple[Passage, ...]:
    """Cut paragraphs at inner headings and give each piece its section and stance."""
    place = Position({}, {0: _first_stance(paragraphs, document)})
    out: list[Passage] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role == "number":
            continue
        place.following = paragraphs[index + 1].plain[:20] if index + 1 < len(paragraphs) else ""
        place.once = False
        bounds = [0, *(match.start() for match in parts.INNER.finditer(paragraph.plain)), len(paragraph.plain)]
        for start, end in pairwise(bounds):
            if start < end:
                found = _pieces(paragraph, start, end, place, document)
                out += [replace(passage, promises=True) for passage in found] if document.news else found
    return tuple(out)


def _first_stance(paragraphs: tuple[Paragraph, ...], document: About) -> bool:
    """Before any heading says so: a report that comes to its plans later begins with what was done."""
    for paragraph in paragraphs[:5000]:
        text = paragraph.plain[:60]
        if len(paragraph.plain) > _SENTENCE and "。" in paragraph.plain and not _level_of(paragraph, text):
            if re.search(parts.PAST_PARAGRAPH, text):
                return False
            if re.search(r"^今年|^(?:20\d\d)年[^，。]{0,20}目标", text):
                return True
            continue
        stance = stances.stance(text, document)
        if stance is not None and _level_of(paragraph, text):
            return True
    return True


def _level_of(paragraph: Paragraph, text: str) -> int:
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level
    if paragraph.role == "heading":
        return max(1, min(3, paragraph.depth - 1)) if paragraph.depth else 2
    return 0


def _same_level(text: str, level: int) -> bool:
    """Tell whether the next paragraph is the next item of the list, or names the unit of this one."""
    return (
        any(pattern.match(text) for number, pattern in _LEVELS if number == level)
        or re.match(r"(?:牵头|责任|配合|完成时)", text) is not None
    )


def _pieces(paragraph: Paragraph, start: int, end: int, place: Position, document: About) -> list[Passage]:
    text = paragraph.plain[start:end]
    level = _level_of(paragraph, text[:40]) if start == 0 or re.match(r"[((\d①-⒇一二三四五六七八九十]", text) else 0
    untitled = (
        paragraph.role == "text"
        and start == 0
        and len(text) <= _HEADING
        and not re.search("[。，;:]", text[:-1])
        and text != document.title
    )
    if not level and untitled and not re.search("报告$", text) and stances.sure_stance(text, document) is not None:
        level = 2  # 展望2025年: a heading without a number
    if not level:
        stances.paragraph_stance(text, place, document)
        return [_passage(paragraph, start, end, place, heading=False, item=paragraph.role in ("bullet", "row"))]
    return _headed(paragraph, start, end, level, place, document)


def _headed(paragraph: Paragraph, start: int, end: int, level: int, place: Position, document: About) -> list[Passage]:
    text = paragraph.plain[start:end]
    stop = _STOP.search(text)
    cut = min(stop.end() if stop else len(text), 80)
    title = text[:cut].rstrip("。:;")
    whole = not stop or stop.end() >= len(text)
    list_item = level >= _NUMBERED and (
        not whole
        or stop is not None
        or _same_level(place.following, level)
        or re.search(r"\d", re.sub(r"^[((]?\d{1,3}[.、))]?", "", title)) is not None
    )
    if level > _NUMBERED or list_item:
        stances.paragraph_stance(text, place, document)
        return [_passage(paragraph, start, end, place, heading=False, item=True)]
    for deeper in [known for known in place.titles if known >= level]:
        del place.titles[deeper]
    place.titles[level] = title[:60]
    place.block += 1
    inside = any(0 < known < level for known in place.stances)
    stance = stances.sure_stance(title, document) if inside else stances.stance(title, document)
    for deeper in [known for known in place.stances if known > level]:
        del place.stances[deeper]
    if stance is not None:
        place.stances[level] = stance
    elif level in place.stances and any(0 < known < level for known in place.stances):
        del place.stances[level]  # 存在的问题 is over; what the heading above announces holds again
    if level <= place.end_level:
        place.end_year, place.end_level = None, 9
    if (year := stances.horizon(title, document)) is not None:
        place.end_year, place.end_level = year, level
    first = _passage(paragraph, start, start + cut, place, heading=True, item=False)
    if start + cut >= end:
        return [first]
    stances.paragraph_stance(text[cut:], place, document)
    return [first, _passage(paragraph, start + cut, end, place, heading=False, item=False)]


def _passage(paragraph: Paragraph, start: int, end: int, place: Position, *, heading: bool, item: bool) -> Passage:
    if item and (serial := _SERIAL.match(paragraph.plain, start, end)):
        start = serial.end()
    numbered = [place.titles[level] for level in sorted(place.titles) if level <= _NUMBERED]
    section = numbered[-1] if numbered else ""
    targets = any(parts.TARGETS.search(title) for title in numbered[-2:])
    return Passage(
        paragraph,
        start,
        end,
        section,
        place.promises,
        heading,
        item,
        place.end_year,
        place.block,
        targets,
        tuple(numbered),
    )

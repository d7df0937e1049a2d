"""Paragraphs → passages: under which heading each stands, whether it promises, how far it looks ahead. Knows no goals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import chain, islice, pairwise

from targettrack.extract import document, stances
from targettrack.extract.clean import Paragraph
from targettrack.extract.document import About
from targettrack.extract.rules import table
from targettrack.extract.stances import PART, Position

# More characters make a sentence; a heading without a number has at most so many; a heading in a paragraph ends there.
_SENTENCE, _HEADING, _SLOGAN, _CUT, _SECTION = 24, 34, 6, 80, 60
# A glossary's or an annex's own line, and the part of a text that is looked at for either.
_LINE = 44
# The last words of a report stand so near the end of its last paragraph.
_LAST = 200
# The level of 1., 2., …: a heading or an entry of a list; one level down, 一是, 第一， are entries only.
_NUMBERED = 4
# A part's own words are weighed by at most so many paragraphs.
_WEIGHED = 400
# Of so few characters no share is told.
_FEW = 1000

LEVELS = tuple(
    (level, table("parts", name))
    for level, name in ((1, "part"), (2, "chapter"), (3, "section"), (4, "item"), (5, "entry"))
)
SERIAL, NUMBER, FIGURE = table("parts", "serial"), table("parts", "number"), table("parts", "figure")
STOP, INNER_STOP, INNER = table("parts", "stop"), table("parts", "inner_stop"), table("parts", "inner")
OWNER_LINE, BEGINS, REPORT_END = (
    table("parts", "owner_line"),
    table("parts", "begins_number"),
    table("parts", "report_end"),
)
TARGETS, BEGINS_PLAN = table("parts", "targets"), table("parts", "begins_plan")
GLOSSARY, NOTE, CLOSING = (table("parts", name) for name in ("glossary", "note", "closing"))
ANNEX, ANNEX_MARK = table("parts", "annex"), table("parts", "annex_mark")


Later = Callable[[], Iterator[Paragraph]]
"""The paragraphs behind the one at hand."""


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


def passages(paragraphs: tuple[Paragraph, ...], about: About) -> tuple[Passage, ...]:
    """Cut paragraphs at inner headings and give each piece its section and stance."""
    body = document.begins(paragraphs) or 0
    place = Position({0: _first_stance(paragraphs[body:], about)})
    out: list[Passage] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role == "number":
            continue
        place.following = paragraphs[index + 1].plain[:20] if index + 1 < len(paragraphs) else ""
        place.once = index < body
        _end(paragraph, place, about)
        if place.once or place.over:
            out.append(_passage(paragraph, 0, len(paragraph.plain), place, heading=False, item=False))
            continue
        later = partial(_after, paragraphs, index)
        bounds = [0, *(match.start() for match in INNER.finditer(paragraph.plain)), len(paragraph.plain)]
        for start, end in pairwise(bounds):
            if start < end:
                found = _pieces(paragraph, start, end, place, about, later)
                out += [replace(passage, promises=True) for passage in found] if about.news else found
        place.over = place.over or CLOSING.search(paragraph.plain, max(0, len(paragraph.plain) - _LAST)) is not None
    return tuple(out)


def _after(paragraphs: tuple[Paragraph, ...], index: int) -> Iterator[Paragraph]:
    return (paragraphs[n] for n in range(index + 1, min(len(paragraphs), index + 1 + _WEIGHED)))


def share(passages: tuple[Passage, ...]) -> Decimal | None:
    """The share of a text that promises, up to its last promise: notes behind it do not count. None for a few lines."""
    promised = total = last = 0
    for passage in passages:
        total += passage.end - passage.start
        if passage.promises:
            promised += passage.end - passage.start
            last = total
    return (Decimal(promised) / (last or total)).quantize(Decimal("0.001")) if total >= _FEW else None


def _end(paragraph: Paragraph, place: Position, about: About) -> None:
    """The text is over at 名词解释; an annex of works goes on; a footnote promises nothing wherever it stands."""
    text = paragraph.plain
    line = len(text) <= _LINE and not NOTE.match(text) and not INNER_STOP.search(text[:-1])
    if line and GLOSSARY.match(text):
        place.over, place.explains, place.annexed = True, True, False
    elif line and (place.over or place.annexed) and ANNEX.search(text):
        place.over = place.explains = place.annexed = False
        place.stances, place.titles, place.windows, place.both = {0: True, 1: True}, {1: text}, {}, False
    elif place.over and _numbered(text[:20]) in (1, PART) and (line or not place.explains):
        place.over = place.explains and stances.sure_stance(text, about) is not True
    elif line and ANNEX_MARK.match(text):
        place.annexed = True
    elif NOTE.match(text):
        place.once = True


def _first_stance(paragraphs: tuple[Paragraph, ...], about: About) -> bool:
    """Before any heading says so: a report that comes to its plans later begins with what was done."""
    for paragraph in islice(paragraphs, 5000):
        text = paragraph.plain[:60]
        if len(paragraph.plain) > _SENTENCE and "。" in paragraph.plain and not _level_of(paragraph, text):
            if stances.PAST.match(text):
                return False
            if BEGINS_PLAN.match(text):
                return True
            continue
        if stances.stance(text, about) is not None and _level_of(paragraph, text):
            return True
    return True


def _numbered(text: str) -> int:
    return next((level for level, number in LEVELS if number.match(text)), 0)


def _level_of(paragraph: Paragraph, text: str) -> int:
    if level := _numbered(text):
        return level
    if paragraph.role == "heading":
        return max(1, min(3, paragraph.depth - 1)) if paragraph.depth else PART
    return 0


def _pieces(paragraph: Paragraph, start: int, end: int, place: Position, about: About, later: Later) -> list[Passage]:
    text = paragraph.plain[start:end]
    level = _level_of(paragraph, text[:40]) if start == 0 or BEGINS.match(text) else 0
    untitled = paragraph.role == "text" and start == 0 and len(text) <= _HEADING and text != about.title
    said = _divides(text, place, about, later) if not level and untitled else None
    if said is not None:
        # 展望2025年: a heading without a number stands above numbered ones, unless one of them came first.
        level = PART if PART in place.titles and 1 not in place.titles else 1
    if not level:
        stances.paragraph_stance(text, place, about)
        return [_passage(paragraph, start, end, place, heading=False, item=paragraph.role in ("bullet", "row"))]
    return _headed(paragraph, start, end, level, place, about, later, said=said)


def _divides(text: str, place: Position, about: About, later: Later) -> bool | None:
    """Tell what a short line without a number announces, by its words or by what follows it; None: it is no heading."""
    if REPORT_END.search(text) or STOP.search(text[:-1]):
        return None
    if (said := stances.sure_stance(text, about)) is not None:
        return None if INNER_STOP.search(text[:-1]) else said
    slogan = len(text) >= _SLOGAN and not FIGURE.search(text) and not STOP.search(text)
    return not place.promises if slogan and stances.turns(_lines_below(later), promises=place.promises) else None


def _lines_below(later: Later) -> Iterator[str]:
    """The paragraphs up to the next short line."""
    for paragraph in later():
        text = paragraph.plain
        if len(text) <= _HEADING and not STOP.search(text) and _numbered(text) <= PART:
            return
        yield paragraph.plain


def _headed(
    paragraph: Paragraph,
    start: int,
    end: int,
    level: int,
    place: Position,
    about: About,
    later: Later,
    *,
    said: bool | None,
) -> list[Passage]:
    text = paragraph.plain[start:end]
    stop = STOP.search(text)
    cut = min(stop.end() if stop else len(text), _CUT)
    title = text[:cut].rstrip("。:;")
    whole = not stop or stop.end() >= len(text)
    list_item = level >= _NUMBERED and (
        not whole or stop is not None or _same_level(place.following, level) or _has_figure(title)
    )
    if level > _NUMBERED or list_item:
        stances.paragraph_stance(text, place, about)
        return [_passage(paragraph, start, end, place, heading=False, item=True)]
    _enter(title, level, place, about, chain((text[cut:],), _below(later, level)), said=said)
    first = _passage(paragraph, start, start + cut, place, heading=True, item=False)
    if start + cut >= end:
        return [first]
    stances.paragraph_stance(text[cut:], place, about)
    return [first, _passage(paragraph, start + cut, end, place, heading=False, item=False)]


def _enter(title: str, level: int, place: Position, about: About, texts: Iterable[str], *, said: bool | None) -> None:
    """Come to a heading: what it announces, and how far ahead, holds until one of its level or above."""
    for deeper in [known for known in place.titles if known >= level]:
        del place.titles[deeper]
    place.titles[level] = title[:_SECTION]
    place.block += 1
    inside = any(0 < known < level for known in place.stances)
    stance = said
    if said is None and inside:
        stance = stances.sure_stance(title, about)
    elif said is None:
        stance = stances.part_stance(title, about, texts) if level <= PART else stances.stance(title, about)
    for deeper in [known for known in place.stances if known > level]:
        del place.stances[deeper]
    if stance is not None:
        place.stances[level] = stance
    elif level in place.stances and inside:
        del place.stances[level]  # 存在的问题 is over; what the heading above announces holds again
    for inner in [known for known in place.windows if known >= level]:
        del place.windows[inner]
        place.both = False
    if (window := stances.horizon(title, about)) is not None:
        place.windows[level], place.both = window[0], window[1] or (place.both and level > PART)
    elif place.windows and stances.of_year(title, about):
        place.windows[level], place.both = None, False


def _below(later: Later, level: int) -> Iterator[str]:
    """The paragraphs under a heading."""
    for paragraph in later():
        if 0 < _level_of(paragraph, paragraph.plain[:40]) <= level or GLOSSARY.match(paragraph.plain[:_LINE]):
            return
        yield paragraph.plain


def _same_level(text: str, level: int) -> bool:
    """Tell whether the next paragraph is the next item of the list, or names the unit of this one."""
    return any(number == level and named.match(text) for number, named in LEVELS) or OWNER_LINE.match(text) is not None


def _has_figure(title: str) -> bool:
    return FIGURE.search(NUMBER.sub("", title)) is not None


def _passage(paragraph: Paragraph, start: int, end: int, place: Position, *, heading: bool, item: bool) -> Passage:
    if item and (serial := SERIAL.match(paragraph.plain, start, end)):
        start = serial.end()
    headings = tuple(place.titles[level] for level in sorted(place.titles) if level <= _NUMBERED)
    return Passage(
        paragraph,
        start,
        end,
        headings[-1] if headings else "",
        place.promises,
        heading,
        item,
        place.end_year,
        place.block,
        any(TARGETS.search(title) for title in headings[-2:]),
        headings,
    )

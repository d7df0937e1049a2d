"""Paragraphs → passages: under which heading each stands, whether it promises, how far it looks ahead. Knows no goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice, pairwise, takewhile

from targettrack.extract import document, stances
from targettrack.extract.document import About
from targettrack.extract.lines import Paragraph
from targettrack.extract.rules import PARTS
from targettrack.extract.stances import PART, Position
from targettrack.named import NamedTuple

# More characters make a sentence; a heading without a number has at most so many; a heading in a paragraph ends there.
_SENTENCE, _HEADING, _SLOGAN, _CUT, _SECTION = 24, 34, 6, 80, 60
# A glossary's or an annex's own line; the last words of a report stand so near the end of its last paragraph.
_LINE, _LAST = 44, 200
# The level of 1., 2., …: a heading or an entry of a list; one level down, 一是, 第一， are entries only.
_NUMBERED = 4
# A part's own words are weighed by at most so many paragraphs; of so few characters no share is told.
_WEIGHED, _FEW = 400, 1000
# A passage of more characters is read in pieces.
PIECE = 20_000

LEVELS = tuple(enumerate((PARTS.part, PARTS.chapter, PARTS.section, PARTS.item, PARTS.entry), 1))


class Passage(NamedTuple):
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
    place = Position(about, {0: _first_stance(paragraphs[body:], about)})
    out: list[Passage] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role == "number":
            continue
        place.paragraph, place.later = paragraph, paragraphs[index + 1 : index + 1 + _WEIGHED]
        place.once = index < body
        _end(place)
        bounds = [0, *(match.start() for match in PARTS.inner.finditer(paragraph.plain)), len(paragraph.plain)]
        if place.once or place.over:
            out.append(_passage(place, 0, bounds[-1]))
            continue
        for start, end in pairwise(bounds):
            if start < end:
                for passage in _pieces(place, start, end):
                    out += _cut(passage._replace(promises=True) if about.news else passage)
        place.over = place.over or PARTS.closing.search(paragraph.plain, max(0, bounds[-1] - _LAST)) is not None
    return tuple(out)


def _cut(passage: Passage) -> Iterator[Passage]:
    """What no office writes, 20 MB under one heading, in pieces, so that little is in memory at a time."""
    start = passage.start
    while passage.end - start > PIECE:
        end = passage.paragraph.plain.find("。", start + PIECE, start + 2 * PIECE) + 1 or start + 2 * PIECE
        yield passage._replace(start=start, end=min(end, passage.end))
        start = end
    if start < passage.end:
        yield passage._replace(start=start)


def share(passages: tuple[Passage, ...]) -> Decimal | None:
    """The share of a text that promises, up to its last promise: notes behind it do not count. None for a few lines."""
    promised = total = last = 0
    for passage in passages:
        total += passage.end - passage.start
        if passage.promises:
            promised += passage.end - passage.start
            last = total
    return (Decimal(promised) / (last or total)).quantize(Decimal("0.001")) if total >= _FEW else None


def _end(place: Position) -> None:
    """The text is over at 名词解释; an annex of works goes on; a footnote promises nothing wherever it stands."""
    text = place.paragraph.plain
    line = len(text) <= _LINE and not PARTS.note.match(text) and not PARTS.inner_stop.search(text[:-1])
    if line and PARTS.glossary.match(text):
        place.over, place.explains, place.annexed = True, True, False
    elif line and (place.over or place.annexed) and PARTS.annex.search(text):
        place.over = place.explains = place.annexed = False
        place.stances, place.titles, place.windows, place.both = {0: True, 1: True}, {1: text}, {}, False
    elif place.over and _numbered(text[:20]) in (1, PART) and (line or not place.explains):
        place.over = place.explains and stances.sure_stance(text, place.about) is not True
    elif line and PARTS.annex_mark.match(text):
        place.annexed = True
    elif PARTS.note.match(text):
        place.once = True


def _first_stance(paragraphs: tuple[Paragraph, ...], about: About) -> bool:
    """Before any heading says so: a report that comes to its plans later begins with what was done."""
    for paragraph in islice(paragraphs, 5000):
        text = paragraph.plain[:60]
        if _level_of(paragraph, text):
            if stances.stance(text, about) is not None:
                return True
        elif len(paragraph.plain) > _SENTENCE and "。" in paragraph.plain:
            if PARTS.past.match(text):
                return False
            if PARTS.begins_plan.match(text):
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


def _pieces(place: Position, start: int, end: int) -> list[Passage]:
    paragraph, text = place.paragraph, place.paragraph.plain[start:end]
    level = _level_of(paragraph, text[:40]) if start == 0 or PARTS.begins_number.match(text) else 0
    short = paragraph.role == "text" and start == 0 and len(text) <= _HEADING and text != place.about.title
    untitled = short and not text.endswith("。")  # 明年6月底前完成火车站改造。 is a sentence
    said = _divides(text, place) if not level and untitled else None
    if said is not None:
        # 展望2025年: a heading without a number stands above numbered ones, unless one of them came first.
        level = PART if PART in place.titles and 1 not in place.titles else 1
    stop = PARTS.stop.search(text)
    cut = min(stop.end() if stop else len(text), _CUT)
    title = text[:cut].rstrip("。:;")
    if not level or _is_entry(title, level, place, stopped=stop is not None):
        stances.paragraph_stance(text, place)
        return [_passage(place, start, end, item=level > 0 or paragraph.role in ("bullet", "row"))]
    _enter(title, level, place, chain((text[cut:],), _below(place, level)), said=said)
    first = _passage(place, start, start + cut, heading=True)
    if start + cut >= end:
        return [first]
    stances.paragraph_stance(text[cut:], place)
    return [first, _passage(place, start + cut, end)]


def _divides(text: str, place: Position) -> bool | None:
    """Tell what a short line without a number announces, by its words or by what follows it; None: it is no heading."""
    if PARTS.report_end.search(text) or PARTS.stop.search(text[:-1]):
        return None
    if (said := stances.sure_stance(text, place.about)) is not None:
        return None if PARTS.inner_stop.search(text[:-1]) else said
    slogan = len(text) >= _SLOGAN and not PARTS.figure.search(text) and not PARTS.stop.search(text)
    return not place.promises if slogan and stances.turns(_lines_below(place), promises=place.promises) else None


def _lines_below(place: Position) -> Iterator[str]:
    """The paragraphs up to the next short line."""
    texts = (paragraph.plain for paragraph in place.later)
    return takewhile(lambda text: len(text) > _HEADING or PARTS.stop.search(text) or _numbered(text) > PART, texts)


def _is_entry(title: str, level: int, place: Position, *, stopped: bool) -> bool:
    """Tell whether what a number stands in front of is an entry of a list; else it is a heading.

    The next paragraph is then the next entry, or names the unit of this one.
    """
    following = place.later[0].plain[:20] if place.later else ""
    in_list = (
        _numbered(following) == level
        or PARTS.owner_line.match(following)
        or PARTS.figure.search(PARTS.number.sub("", title))
    )
    return level > _NUMBERED or (level == _NUMBERED and (stopped or in_list is not None))


def _enter(title: str, level: int, place: Position, texts: Iterable[str], *, said: bool | None) -> None:
    """Come to a heading: what it announces, and how far ahead, holds until one of its level or above."""
    about = place.about
    place.titles = {known: above for known, above in place.titles.items() if known < level} | {level: title[:_SECTION]}
    place.block += 1
    inside = any(0 < known < level for known in place.stances)
    stance = said
    if said is None and inside:
        stance = stances.sure_stance(title, about)
    elif said is None:
        stance = stances.part_stance(title, about, texts) if level <= PART else stances.stance(title, about)
    # 存在的问题 is over where a heading of its level says nothing; what the one above announces holds again.
    lowest = level - 1 if inside else level
    place.stances = {known: held for known, held in place.stances.items() if known <= lowest}
    if stance is not None:
        place.stances[level] = stance
    windows = {known: last for known, last in place.windows.items() if known < level}
    place.both = place.both and len(windows) == len(place.windows)
    place.windows = windows
    if (window := stances.horizon(title, about)) is not None:
        place.windows[level], place.both = window[0], window[1] or (place.both and level > PART)
    elif place.windows and stances.of_year(title, about):
        place.windows[level], place.both = None, False


def _below(place: Position, level: int) -> Iterator[str]:
    """The paragraphs under a heading."""
    for paragraph in place.later:
        if 0 < _level_of(paragraph, paragraph.plain[:40]) <= level or PARTS.glossary.match(paragraph.plain[:_LINE]):
            return
        yield paragraph.plain


def _passage(place: Position, start: int, end: int, *, heading: bool = False, item: bool = False) -> Passage:
    if item and (serial := PARTS.serial.match(place.paragraph.plain, start, end)):
        start = serial.end()
    headings = tuple(title for level, title in sorted(place.titles.items()) if level <= _NUMBERED)
    section, targets = "".join(headings[-1:]), any(PARTS.targets.search(title) for title in headings[-2:])
    paragraph, promises, last, block = place.paragraph, place.promises, place.end_year, place.block
    return Passage(paragraph, start, end, section, promises, heading, item, last, block, targets, headings)

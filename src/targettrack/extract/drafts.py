"""Passages → drafts: sentence by sentence, with the times, strengths and units that hold for each clause.

Knows the order of the stages and what is carried from one clause to the next; the words are in `phrases`.
"""

# ruff: noqa: PLR2004 - lengths and windows are the rules of this file

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack import periods
from targettrack.extract import clauses, goals, outline, phrases, quantities, repeats, tables, units
from targettrack.extract.extraction import Draft, Sentence
from targettrack.model import Kind, Quote, Strength

if TYPE_CHECKING:
    from targettrack.extract.clauses import Span
    from targettrack.extract.goals import Promise
    from targettrack.extract.outline import About, Passage
    from targettrack.extract.units import Assignment, Directory

_TIME = re.compile(phrases.TIME)
_STRETCH = re.compile(phrases.STRETCH)
_CEREMONY = re.compile(phrases.CEREMONY)
_FORWARD = re.compile(phrases.FORWARD)
_DONE_ALREADY = re.compile(phrases.DONE_ALREADY)
_ACHIEVED = re.compile(phrases.ACHIEVED)
_WON = re.compile(phrases.WON)
_WON_AHEAD = re.compile(phrases.WON_AHEAD)
_PAST_OPENING = re.compile(phrases.PAST_OPENING)
_OPENS = re.compile(phrases.OPENS)
_TAGS = tuple((tag, re.compile(pattern)) for tag, pattern in phrases.TAGS)
_YEARS = re.compile(r"(?<![\d到至])(20\d\d)年")
# Kinds that a day can be set for where the text sets none (design.md: countable, dated or completable).
_DUE = frozenset(Kind) - {Kind.QUALITATIVE}


@dataclass(slots=True)
class _Group:
    """Drafts that wait for the unit that the text names after them; a new item or another unit is a border."""

    first: int = 0
    named: bool = False
    block: int = -1
    default: Assignment | None = None


@dataclass(slots=True)
class _Carried:
    """What earlier clauses of a sentence say for the later ones."""

    deadline: date | None = None
    start: date | None = None
    time_assumed: bool = False
    stretch: bool = False
    last: Promise | None = None  # whose subject a clause without one takes over
    verb: str = ""


@dataclass(slots=True)
class _Work:
    about: About
    directory: Directory
    drafts: list[Draft] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    list_deadline: date | None = None  # 到2027年要实现以下目标：… holds for the list that follows
    list_block: int = -1
    targets_block: int = -1  # 主要预期目标是： and the list that follows
    named: dict[str, None] = field(default_factory=dict)
    day: date | None = None  # the day that the news item at hand names
    places: dict[int, int] = field(default_factory=dict)  # draft → offset of its clause in the paragraph


def collect(
    entries: list[tables.Entry],
    about: About,
    directory: Directory,
) -> tuple[list[Draft], list[Sentence], tuple[str, ...]]:
    """Return the drafts in the document's order, repeats merged, the sentences of the promise part, the units named."""
    work = _Work(about, directory)
    assigned = {id(entry.paragraph): entry for entry in entries}
    for passage in outline.passages(tuple(entry.paragraph for entry in entries), about):
        entry = assigned[id(passage.paragraph)]
        if passage.promises:
            _passage(passage, entry, work)
        else:
            work.group = _Group(len(work.drafts), block=passage.block)
    return repeats.merged(work.drafts), work.sentences, tuple(work.named)


# --- one passage -------------------------------------------------------------------------------------------------------


def _passage(passage: Passage, entry: tables.Entry, work: _Work) -> None:
    plain = passage.paragraph.plain
    text = plain[passage.start : passage.end]
    if work.group.block != passage.block:
        work.group = _Group(len(work.drafts), block=passage.block)
    if entry.row:
        first = len(work.drafts)
        _sentences(passage, plain, work)
        if entry.assigned:
            _assign(work, first, entry.assigned)
        work.group = _Group(len(work.drafts), block=passage.block, default=work.group.default)
        return
    found = units.assignments(text)
    if (
        not found
        and units.all_units(text.strip("。 "))
        and len(text) < 200
        and (passage.heading or len(work.drafts) > work.group.first or work.group.named)
    ):
        found = [replace(units._listed(text.strip("。 "), ""), start=0, end=len(text))]  # noqa: SLF001
    bare = _without(text, found)
    only_names = bool(found) and not re.search(
        r"[\u4e00-\u9fff]{3}",
        re.sub(r"^[((]?[一二三四五六七八九十\d]{1,3}[)).、]", "", bare),
    )
    if (only_names and passage.heading) or (found and passage.heading):
        work.group = _Group(len(work.drafts), block=passage.block, default=found[0])
        if only_names:
            return
    if only_names:
        _label_lines(found, work)
        return
    if passage.item or work.group.named or not found or not passage.item:
        work.group = _Group(len(work.drafts), block=passage.block, default=work.group.default)
    _segments(passage, found, work)


def _label_lines(found: list[Assignment], work: _Work) -> None:
    """Lines that only name units belong to the item before them, or, right after a heading, to the whole section."""
    joined = found[0]
    for more in found[1:]:
        joined = joined.joined(more)
    if work.group.first == len(work.drafts) and not work.group.named:
        work.group.default = work.group.default.joined(joined) if work.group.default else joined
        return
    _assign(work, work.group.first, joined)
    work.group.named = True


def _segments(passage: Passage, found: list[Assignment], work: _Work) -> None:
    """Read a passage from one naming of units to the next: a change of unit inside an item is a border."""
    offset = passage.start
    plain = passage.paragraph.plain
    pieces: list[str] = []
    at = 0
    for assignment in found:
        first, last = offset + assignment.start, offset + assignment.end
        if first >= at and last > first:
            pieces += (plain[at:first], "，", " " * (last - first - 1))
            at = last
    masked = "".join((*pieces, plain[at:]))
    starts = [_Border(offset + assignment.start, assignment) for assignment in found]
    drafted = len(work.drafts)
    _sentences(passage, masked, work)
    if starts:
        _assign_by_place(work, drafted, starts)
        work.group.named = True
    elif work.group.default:
        _assign(work, drafted, work.group.default)


@dataclass(frozen=True, slots=True)
class _Border:
    at: int
    assignment: Assignment


def _assign_by_place(work: _Work, drafted: int, borders: list[_Border]) -> None:
    borders = [
        border
        for border in borders
        if border.assignment.lead or border.assignment.supporting or border.assignment.deadline
    ]
    if not borders:
        return
    indexes = range(drafted, len(work.drafts))
    ends = [border.at for border in borders]
    # 由市教育局牵头，新建…；由市卫健局牵头，建成…: the unit stands before its work; else behind it.
    leading = all(work.places.get(index, 0) >= ends[0] for index in indexes)
    for index in indexes:
        at = bisect_right(ends, work.places.get(index, 0))
        border = borders[at - 1] if leading else borders[min(at, len(borders) - 1)]
        work.drafts[index] = _owned(work.drafts[index], border.assignment, work)


def _assign(work: _Work, first: int, assignment: Assignment) -> None:
    for index in range(first, len(work.drafts)):
        work.drafts[index] = _owned(work.drafts[index], assignment, work)


def _owned(draft: Draft, assignment: Assignment, work: _Work) -> Draft:
    assumed = draft.assumed
    owner, supporting, deadline = draft.owner, draft.supporting, draft.deadline
    stated = "owner" not in assumed and owner
    if assignment.lead:
        name = work.directory.full(assignment.lead)
        work.named[name] = None
        rest = [work.directory.full(other) for other in assignment.supporting]
        if stated and owner != name:
            # 责任单位 after 牵头单位: the lead stays, the others help.
            rest = [other for other in (*supporting, name, *rest) if other != owner]
        else:
            owner = name
            rest = [*supporting, *rest] if stated else rest
        supporting = tuple(dict.fromkeys(rest))
        assumed = tuple(field for field in assumed if field not in ("owner", "supporting"))
    elif assignment.supporting:
        supporting = tuple(
            dict.fromkeys(
                [
                    *(supporting if "owner" not in assumed else ()),
                    *(work.directory.full(other) for other in assignment.supporting),
                ],
            ),
        )
    if assignment.deadline and (deadline is None or "deadline" in assumed) and draft.kind is not None:
        found = periods.find(assignment.deadline, today=work.about.published, year=work.about.year)
        ends = [one for one in found if not work.about.start or one.period.last >= work.about.start]
        if ends:
            deadline = ends[-1].period.last
            assumed = tuple(field for field in assumed if field != "deadline")
            if ends[-1].assumed:
                assumed = (*assumed, "deadline")
    return replace(draft, owner=owner, supporting=supporting, deadline=deadline, assumed=assumed)


def _without(text: str, found: list[Assignment]) -> str:
    out, at = [], 0
    for assignment in found:
        if assignment.start >= at:
            out.append(text[at : assignment.start])
            at = assignment.end
    out.append(text[at:])
    return "".join(out)


# --- one sentence ------------------------------------------------------------------------------------------------------


def _sentences(passage: Passage, plain: str, work: _Work) -> None:
    if work.list_block != passage.block:
        work.list_deadline = None
    for sentence in clauses.sentences(plain, passage.start, passage.end):
        paragraph = passage.paragraph
        ceremony = _CEREMONY.search(sentence.text[:200]) is not None and not re.search(
            "预期目标|主要目标",
            sentence.text,
        )
        raw = paragraph.text[sentence.start : sentence.end].rstrip()
        if _is_past(sentence.text, work.about):
            if work.about.news and _TIME.search(sentence.text):
                _times(sentence.text, work)
            continue
        work.sentences.append(
            Sentence(
                raw, paragraph.line(sentence.start), passage.section, promise=not ceremony and not passage.heading
            ),
        )
        if not ceremony:
            _sentence(passage, sentence, work)


def _is_past(text: str, about: About) -> bool:
    """A result already achieved is never a draft, wherever it stands."""
    forward = _FORWARD.search(text)
    if about.news:
        return forward is None or _news_past(text)
    if _PAST_OPENING.search(text) and not re.search(r"力争|下一步|今年(?!以来)", text):
        return True
    if about.year:
        years = [int(match[1]) for match in _YEARS.finditer(text[:24])]
        if (
            years
            and max(years) < about.year
            and re.match(r"(?:到|在|截至)?20\d\d年", text)
            and not re.search("规划|计划|年底前建成的", text[:30])
        ):
            return not re.search(r"力争|争取|确保|目标", text) or max(years) < about.year - 1
    if _DONE_ALREADY.search(text) and not re.search(r"力争|争取|确保|下一步|年底前|将(?!军)", text):
        return True
    if _WON.search(text) and not _WON_AHEAD.search(text):
        return True
    return _ACHIEVED.search(text) is not None and forward is None


def _news_past(text: str) -> bool:
    return re.search(r"力争|到20\d\d年|将(?!军|领|近)|未来|接下来|下一步|有望|计划(?!的)|为目标|目标进度", text) is None


def _sentence(passage: Passage, sentence: Span, work: _Work) -> None:
    text = clauses.masked(sentence.text)
    about = work.about
    times = _times(text, work) if _TIME.search(text) else []
    times = [found for found in times if not _is_name(text, found) and _is_due(found, about)]
    carried = _Carried(deadline=work.list_deadline)
    targets = passage.targets or _is_targets(passage, sentence, work)
    if targets:
        carried.stretch = False
    spans = clauses.clauses(sentence)
    previous: list[int] = []
    for index, span in enumerate(spans):
        first = span.start - sentence.start
        clause = text[first : first + len(span.text)]
        ahead = text[:first]
        own = [found for found in times if first <= found.start < first + len(clause)]
        if own and _only_time(clause, own):
            _carry(carried, own)
            continue
        if (
            own
            and (_OPENS.match(clause) or re.match(r"(?:其中，)?(?:到|至)", clause))
            and own[0].period.precision in ("span", "year")
        ):
            _carry(carried, own)
        if previous and goals.is_stage(clause) and _staged(work, previous[-1], span, clause, own, passage):
            continue
        clause_drafts = _clause(
            passage,
            sentence,
            span,
            clause,
            ahead,
            own,
            carried,
            spans[index - 1].text if index else "",
            targets=targets,
            work=work,
        )
        if not clause_drafts and previous and goals.is_effect(clause):
            _extend(work, previous, span, passage)
        elif clause_drafts:
            previous = clause_drafts
    if sentence.text.endswith(":") and carried.deadline and carried.deadline.year != about.year:
        work.list_deadline, work.list_block = carried.deadline, passage.block


def _times(text: str, work: _Work) -> list[periods.Found]:
    """Find the times of a sentence; in a digest of news, 三个月内 counts from the day that the item names."""
    about = work.about
    found = periods.find(text, today=work.day or about.published, year=about.year)
    if about.news and (days := [one for one in found if one.period.precision == "day"]):
        work.day = days[-1].period.last
        found = periods.find(text, today=work.day, year=about.year)
        return [one for one in found if one.period.precision != "day"]
    return list(found)


def _is_targets(passage: Passage, sentence: Span, work: _Work) -> bool:
    if re.search(
        r"预期目标|主要目标|发展目标(?:是|为|:)|目标是:|奋斗目标是|目标为|主要指标",
        sentence.text[:120],
    ) or re.match("是:", sentence.text):
        work.targets_block = passage.block
        return True
    return work.targets_block == passage.block and passage.item


def _is_name(text: str, found: periods.Found) -> bool:
    """2024-2030年规划 and 2000年底前建成的小区 are names of things."""
    if not re.search(r"\d|十[三四五六]五", found.phrase):
        return False
    after = text[found.end : found.end + 12]
    return re.match(
        r"(?:度)?(?:远景|规划|计划|行动|建成的|以前|之前建|实施的|启动的|引进的|开工的|的)",
        after,
    ) is not None and not re.match("的?(?:目标|任务)", after)


def _is_due(found: periods.Found, about: About) -> bool:
    return about.start is None or found.period.last >= about.start


_FILLER = re.compile(
    r"^[，、 ]*(?:力争|争取|确保|计划|预计|全市|全县|全镇|全省|全区|我们|要|将|实现以下目标|的?时候?|主要目标|左右|之前|前|为止)*+$",
)


def _only_time(clause: str, own: list[periods.Found]) -> bool:
    first = own[0]
    rest = clause.replace(first.phrase, "", 1)
    return _FILLER.match(rest) is not None


def _carry(carried: _Carried, own: list[periods.Found]) -> None:
    carried.deadline, carried.start, carried.time_assumed = own[-1].period.last, _opening(own[-1]), own[-1].assumed


def _opening(found: periods.Found) -> date | None:
    """下半年建成 opens the window on 1 July; 6月底前 does not open it in June."""
    if (
        found.period.precision in ("half", "quarter", "month")
        and not re.search(r"[前底末到至内]", found.phrase)
        and found.period.first.month > 1
    ):
        return found.period.first
    return None


# --- one clause --------------------------------------------------------------------------------------------------------


def _clause(
    passage: Passage,
    sentence: Span,
    span: Span,
    clause: str,
    ahead: str,
    own: list[periods.Found],
    carried: _Carried,
    before: str,
    *,
    targets: bool,
    work: _Work,
) -> list[int]:
    listed = targets or passage.item
    numbers = quantities.promised(clause, quantities.numbers(clause), listed=listed, before=ahead)
    # 审批时限缩短至40天以内 is an amount, not a day.
    first = span.start - sentence.start
    own = [
        found
        for found in own
        if not any(number.start < found.end - first and found.start - first < number.finish for number in numbers)
    ]
    if numbers:
        promises = goals.numeric(clause, numbers, before=carried.last)
    elif passage.heading or _is_label(passage, sentence):
        return []
    else:
        promises = goals.plain(clause, targets=targets)
        if promises and promises[0].kind is Kind.QUALITATIVE and goals.is_effect(clause) and before:
            promises = []
    if passage.heading:
        promises = [
            promise for promise in promises if promise.goal.value is not None and promise.sure >= Decimal("0.9")
        ]
    starts_stretch = _STRETCH.search(clause)
    if starts_stretch:
        carried.stretch = True
    elif goals.has_verb(clause) or ahead.endswith((";", "；")) or targets:
        carried.stretch = False
    if numbers:
        promises = [goals.carried(promise, carried.verb) for promise in promises]
        carried.verb = goals.leading_verb(clause) or ("" if goals.has_verb(clause) else carried.verb)
    elif promises:
        carried.verb = ""
    out = []
    for promise in promises:
        stretch = carried.stretch if not starts_stretch else _is_stretch(clause, promise)
        out.append(
            _draft(
                passage, span, promise, own, carried, stretch=stretch, targets=targets, sentence=sentence, work=work
            ),
        )
    carried.last = promises[-1] if promises else carried.last
    return out


def _is_label(passage: Passage, sentence: Span) -> bool:
    """加快镇街提能升级。 in front of the sentences that say how is a heading without a line of its own."""
    return (
        not passage.item
        and sentence.start <= passage.start + 2
        and len(sentence.text) <= 18
        and passage.end - sentence.end > 40
        and sentence.text.endswith("。")
        and "，" not in sentence.text
    )


def _is_stretch(clause: str, promise: Promise) -> bool:
    """力争 holds for what follows it: 增长5.5%、力争6% has one firm number and one endeavour."""
    match = _STRETCH.search(clause)
    return match is not None and (match.start() < promise.last)


def _draft(
    passage: Passage,
    span: Span,
    promise: Promise,
    own: list[periods.Found],
    carried: _Carried,
    *,
    stretch: bool,
    targets: bool,
    sentence: Span,
    work: _Work,
) -> int:
    about = work.about
    paragraph = passage.paragraph
    elliptic = promise.goal.value is not None and re.match(phrases.NO_SUBJECT + r"[\d超]", span.text) is not None
    first = span.start
    if elliptic and span.start > sentence.start and span.end - sentence.start <= 160:
        first = sentence.start
    quote = paragraph.text[first : span.end].strip("，、;；。 ")
    line = paragraph.line(first)
    deadline, start, assumed_time = _when(promise, own, carried, passage, about, targets=targets)
    text = span.text
    owner = work.directory.propose(promise.title + promise.goal.indicator, passage.section)
    assumed = [*promise.assumed]
    if owner:
        assumed.append("owner")
    if assumed_time and deadline:
        assumed.append("deadline")
    draft = Draft(
        title=clauses.shown(promise.title),
        quote=quote,
        line=line,
        section=passage.section,
        kind=promise.kind,
        strength=Strength.STRETCH if stretch else Strength.FIRM,
        goal=replace(promise.goal, indicator=clauses.shown(promise.goal.indicator)),
        deadline=deadline,
        start=start,
        owner=owner,
        tags=_tags(text, passage.section),
        assumed=tuple(dict.fromkeys(assumed)),
        confidence=promise.sure,
        quotes=(Quote(quote, line),),
    )
    work.drafts.append(draft)
    work.places[len(work.drafts) - 1] = span.start
    return len(work.drafts) - 1


def _when(
    promise: Promise,
    own: list[periods.Found],
    carried: _Carried,
    passage: Passage,
    about: About,
    *,
    targets: bool,
) -> tuple[date | None, date | None, bool]:
    """Return deadline, start, and whether the text leaves the deadline open."""
    mine = own
    if len(own) > 1 and promise.goal.value is not None:
        within = [found for found in own if found.start <= promise.last]
        mine = within or own
    if mine:
        found = mine[-1]
        return found.period.last, _opening(found), found.assumed
    if carried.deadline:
        return carried.deadline, carried.start, carried.time_assumed
    if promise.kind not in _DUE:
        return None, None, False
    if passage.end_year:
        return date(passage.end_year, 12, 31), None, False
    return about.end, None, not targets


def _extend(work: _Work, previous: list[int], span: Span, passage: Passage) -> None:
    """A clause that says what the one before is good for goes into its quote, not into a draft of its own."""
    for index in previous[-1:]:
        draft = work.drafts[index]
        if draft.goal.value is not None:
            continue
        place = work.places.get(index)
        if place is None or span.end - place > 160:
            continue
        quote = passage.paragraph.text[place : span.end].strip("，、;；。 ")
        work.drafts[index] = replace(draft, quote=quote, quotes=(Quote(quote, draft.line),))


def _staged(work: _Work, index: int, span: Span, clause: str, own: list[periods.Found], passage: Passage) -> bool:
    """启动污水处理厂建设，力争上半年动工: the second clause says by when the first one shows; one work, one draft."""
    draft, place = work.drafts[index], work.places.get(index)
    if draft.goal.value is not None or place is None or draft.kind not in (Kind.QUALITATIVE, Kind.MILESTONE):
        return False
    if draft.kind is Kind.MILESTONE and draft.deadline and "deadline" not in draft.assumed:
        return False
    quote = passage.paragraph.text[place : span.end].strip("，、;；。 ")
    deadline, assumed = (own[-1].period.last, ()) if own else (work.about.end, ("deadline",))
    work.drafts[index] = replace(
        draft,
        kind=Kind.MILESTONE,
        quote=quote,
        quotes=(Quote(quote, draft.line),),
        deadline=deadline,
        start=_opening(own[-1]) if own else None,
        strength=Strength.STRETCH if _STRETCH.search(clause) else draft.strength,
        title=goals.short(draft.title + "，" + clauses.shown(clause)),
        assumed=(*(field for field in draft.assumed if field != "deadline"), *assumed),
        confidence=Decimal("0.75"),
    )
    return True


def _tags(text: str, section: str) -> tuple[str, ...]:
    found = [tag for tag, pattern in _TAGS if pattern.search(text)]
    if not found:
        found = [tag for tag, pattern in _TAGS if pattern.search(section)]
    return tuple(found[:3])

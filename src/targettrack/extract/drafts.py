"""A promise with its place → a draft, or a part of the draft before it. Knows no neighbouring sentences."""

from __future__ import annotations

from targettrack.extract import clauses, timing, titles
from targettrack.extract.extraction import Draft
from targettrack.extract.goals import Promise
from targettrack.extract.rules import NAMES, TAGS, remembered
from targettrack.extract.work import Carried, Group, Place, Reading, Work
from targettrack.model import Goal, Kind, Quote, Strength

# A longer quote is no quote any more.
_LONGEST_QUOTE = 160


def add(place: Place, promise: Promise, carried: Carried, work: Work, *, stretch: bool) -> int:
    """Draft what a clause promises and return the number of the draft."""
    passage, span = place.passage, place.span
    first = span.start
    if (
        promise.goal.value is not None
        and span.end - place.sentence.start <= _LONGEST_QUOTE
        and NAMES.bare.match(span.text)
    ):
        first = place.sentence.start  # 力争达到6%: whose rate it is stands at the beginning of the sentence
    quote, line = place.quote(first), passage.paragraph.line(first)
    deadline, start, assumed_time = timing.when(place, promise, carried, work.about)
    owner = work.directory.propose(promise.title + promise.goal.indicator, passage.section)
    assumed = [*promise.assumed, *(["owner"] if owner else []), *(["deadline"] if assumed_time else [])]
    group, number = work.group, len(work.group.drafts)
    group.drafts.append(
        Draft(
            title=clauses.shown(promise.title),
            quote=quote,
            line=line,
            section=passage.section,
            kind=promise.kind,
            strength=Strength.STRETCH if stretch else Strength.FIRM,
            goal=promise.goal._replace(indicator=clauses.shown(promise.goal.indicator)),
            deadline=deadline,
            start=start,
            owner=owner,
            tags=tags(span.text) or tags(passage.section),
            assumed=tuple(dict.fromkeys(assumed)),
            quotes=(Quote(quote, line),),
        )
    )
    group.places.append(span.start)
    if any(place.first <= found.start < place.first + len(place.text) for found in place.times):
        group.dated.add(number)
    return number


def whole(reading: Reading, work: Work) -> Reading:
    """An entry of a list is a task even where no clause of it says a deed: 农村公路养护."""
    span = reading.span
    place = Place(reading.passage, span, span, span.text, "", (), targets=False)
    promise = Promise(titles.short(span.text), Kind.QUALITATIVE, Goal(), 0, len(span.text))
    number = add(place, promise, Carried(), work, stretch=False)
    return reading._replace(first=number, last=number + 1)


def extend(place: Place, number: int, group: Group) -> None:
    """A clause that says what the one before is good for goes into its quote, not into a draft of its own."""
    draft, first = group.drafts[number], group.places[number]
    if draft.goal.value is None and place.span.end - first <= _LONGEST_QUOTE:
        quote = place.quote(first)
        group.drafts[number] = draft._replace(quote=quote, quotes=(Quote(quote, draft.line),))


def staged(place: Place, number: int, work: Work) -> bool:
    """启动污水处理厂建设，力争上半年动工: the second clause says by when the first one shows; one work, one draft."""
    group, own = work.group, place.times
    draft = group.drafts[number]
    if draft.goal.value is not None or draft.kind not in (Kind.QUALITATIVE, Kind.MILESTONE):
        return False
    if draft.kind is Kind.MILESTONE and draft.deadline and "deadline" not in draft.assumed:
        if not own:
            return False
        # 二季度启动A，10月15日前投入使用: two days, two drafts of one work.
        number = len(group.drafts)
        group.drafts.append(draft)
        group.places.append(group.places[-1])
    quote = place.quote(group.places[number])
    deadline, assumed = (own[-1].period.last, ()) if own else (work.about.end, ("deadline",))
    group.drafts[number] = draft._replace(
        kind=Kind.MILESTONE,
        quote=quote,
        quotes=(Quote(quote, draft.line),),
        deadline=deadline,
        start=timing.opening(own[-1]) if own else None,
        strength=Strength.STRETCH if NAMES.stretch.search(place.text) else draft.strength,
        title=titles.short(draft.title + "，" + clauses.shown(place.text)),
        assumed=(*(name for name in draft.assumed if name != "deadline"), *assumed),
    )
    return True


@remembered
def tags(text: str) -> tuple[str, ...]:
    """The first three fields of government that a text names."""
    return tuple(row.value for row, _ in TAGS.tags.each(text))[:3]

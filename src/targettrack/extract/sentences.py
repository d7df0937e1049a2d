"""A passage → its sentences and clauses, each read with what earlier ones say for it. Knows no units of government."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from targettrack.extract import clauses, drafts, figures, goals, heads, quantities, stances, timing, wording
from targettrack.extract.clauses import Span
from targettrack.extract.extraction import Sentence
from targettrack.extract.goals import Promise
from targettrack.extract.outline import Passage
from targettrack.extract.rules import KINDS, LISTS, NAMES
from targettrack.extract.work import Carried, Place, Reading, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT_LABEL, _LONG_BODY = 18, 40
# Of the main targets of the year one in so many has a figure.
_FEW = 3
_SHORT_GAP = 8  # characters: a time, or who it is for


def read(passage: Passage, text: str, work: Work) -> None:
    """Draft what the sentences of a passage promise. `text` is its own, with the names of units blotted out."""
    if work.list_block != passage.block:
        work.list_deadline = None
    paragraph, group = passage.paragraph, work.group
    for sentence in clauses.sentences(text, passage.start):
        if stances.is_past(sentence.text, work.about):
            if work.about.news:
                timing.times(sentence.text, work)  # the day of the item
            continue
        ceremony = LISTS.ceremony.search(sentence.text[:200]) is not None and not LISTS.targets.search(sentence.text)
        raw = paragraph.text[sentence.start : sentence.end].rstrip()
        promise = not ceremony and not passage.heading
        work.sentences.append(Sentence(raw, paragraph.line(sentence.start), passage.section, promise=promise))
        if not ceremony:
            first = len(group.drafts)
            targets = _sentence(passage, sentence, work)
            group.readings.append(Reading(passage, sentence, first, len(group.drafts), targets))
            if targets and paragraph.role != "row":
                work.sentences[-1:] = _with_gaps(sentence, work.sentences[-1], set(group.places[first:]))


def _with_gaps(sentence: Span, told: Sentence, held: set[int]) -> Iterator[Sentence]:
    """A sentence of main targets, cut around the clauses without a draft, so that nobody takes them for covered."""
    borders = {0, len(told.text)}
    for span, following in zip_longest(spans := clauses.clauses(sentence), spans[1:]):
        if span.start not in held and len(span.text) > _SHORT_GAP and not KINDS.introduces.search(span.text):
            borders |= {span.start - sentence.start, following.start - sentence.start if following else len(told.text)}
    yield from (told._replace(text=told.text[first:last]) for first, last in pairwise(sorted(borders)))


def _sentence(passage: Passage, sentence: Span, work: Work) -> bool:
    """Draft what a sentence promises, and tell whether it gives the main targets of the year."""
    carried, drafted = Carried(deadline=work.list_deadline), work.group.drafts
    first = len(drafted)
    carried.label = carried.topic = work.label if sentence.start > passage.start and work.label_of is passage else ""
    previous: int | None = None
    places = _places(passage, sentence, work)
    for place in places:
        if stances.is_done(place.text):
            continue
        if place.times and timing.only_time(place):
            timing.carry(carried, place)
            continue
        if timing.opens(place):
            timing.carry(carried, place)
        if previous is not None and timing.dates_back(place, drafted[previous].deadline):
            drafts.extend(place, previous, work.group)
            continue
        if previous is not None and heads.is_stage(place.text) and drafts.staged(place, previous, work):
            continue
        last = _clause(place, carried, work)
        if last is not None:
            previous = last
    if sentence.text.endswith(":") and carried.deadline and carried.deadline.year != work.about.year:
        work.list_deadline, work.list_block = carried.deadline, passage.block
    made = drafted[first:]
    counted = sum(draft.goal.value is not None for draft in made)
    if len(sentence.text) <= _SHORT_LABEL and len(places) == 1 and not counted:
        work.label, work.label_of = wording.topic(sentence.text.rstrip("。")), passage
    listed = counted * _FEW > len(made)
    return listed and any(place.targets for place in places)


def _places(passage: Passage, sentence: Span, work: Work) -> list[Place]:
    """Cut a sentence into its clauses, each with the times that it names."""
    text = clauses.masked(sentence.text)
    times = timing.deadlines(text, work)
    targets = passage.targets or _is_targets(passage, sentence, work)
    out: list[Place] = []
    for span in clauses.clauses(sentence):
        first = span.start - sentence.start
        end = first + len(span.text)
        own = tuple(found for found in times if first <= found.start < end) if times else ()
        out.append(Place(passage, sentence, span, text[first:end], text[:first], own, targets))
    return timing.back(out)


def _is_targets(passage: Passage, sentence: Span, work: Work) -> bool:
    """主要预期目标是： opens a list of targets, and what follows in the list are targets too."""
    if LISTS.targets.search(sentence.text[:120]):
        work.targets_block = passage.block
        return True
    return work.targets_block == passage.block and passage.item


def _clause(place: Place, carried: Carried, work: Work) -> int | None:
    """Draft what a clause promises; return the number of its last draft."""
    numbers = quantities.promised(
        place.text,
        figures.numbers(place.text),
        listed=place.targets or place.passage.item,
        before=place.ahead,
    )
    if not numbers and (place.passage.heading or _is_label(place.passage, place.sentence)):
        return None
    topic = carried.label if carried.label and NAMES.whole.search(place.text) else carried.topic
    promises = (
        goals.numeric(place.text, numbers, before=carried.last, verb=carried.verb, topic=topic, whose=carried.whose)
        if numbers
        else _unnumbered(place, carried)
    )
    if place.passage.heading:
        promises = [one for one in promises if one.plain]
    stretch = NAMES.stretch.search(place.text)
    has_verb = wording.has_verb(place.text)
    if stretch:
        carried.stretch = True
    elif has_verb or place.targets or place.ahead.endswith((";", "；")):
        carried.stretch = False
    if numbers:
        carried.verb = wording.making(place.text) or ("" if has_verb else carried.verb)
    elif promises:
        carried.verb = ""
    place = timing.without(place, numbers)
    last = None
    for promise in promises:
        if timing.is_over(place, promise, carried, work.about):
            carried.over = True
            continue
        # 增长5.5%、力争6% has one firm number and one endeavour: 力争 holds for what follows it.
        strives = stretch.start() < promise.last if stretch else carried.stretch
        last = drafts.add(place, promise, carried, work, stretch=strives)
    carried.last = promises[-1] if promises else carried.last
    about = promises[-1].goal.indicator if numbers and promises else place.text if wording.has_verb(place.text) else ""
    carried.topic = wording.topic(about) or carried.topic
    if whose := NAMES.whose.match(place.text):
        carried.topic = carried.whose = whose["whose"]
    return last


def _unnumbered(place: Place, carried: Carried) -> list[Promise]:
    """What a clause without a promised number promises."""
    if multiple := goals.multiple(place.text):
        return [multiple]
    own = carried.topic if carried.topic != carried.label else ""
    return heads.plain(place.text, targets=place.targets, topic=own)


def _is_label(passage: Passage, sentence: Span) -> bool:
    """加快镇街提能升级。 in front of the sentences that say how is a heading without a line of its own."""
    return (
        not passage.item
        and sentence.start <= passage.start + 2
        and len(sentence.text) <= _SHORT_LABEL
        and passage.end - sentence.end > _LONG_BODY
        and sentence.text.endswith("。")
        and "，" not in sentence.text
    )

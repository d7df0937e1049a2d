"""Sentences with their drafts → items, the tasks that an office counts. Knows who leads; knows no figures and no units' names.

One item is: each indicator among the main targets; an entry of a list that is promised as a list; elsewhere a sentence
with something in it that can be counted, dated or completed; neighbouring soft sentences of a paragraph under one lead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain, count, pairwise, zip_longest
from typing import TYPE_CHECKING

from targettrack.extract import repeats
from targettrack.extract.drafts import tags
from targettrack.extract.extraction import Draft, Item
from targettrack.extract.rules import LISTS
from targettrack.model import Quote
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from targettrack.extract.document import About
    from targettrack.extract.work import Group, Reading

# More characters make a sentence, not the heading of an entry; titles of an item are joined up to so many.
_HEADING, _TITLE = 24, 36
# The numeral of a part stands within so many characters of its heading.
_PART = 6
# So many characters, without a comma, are a label of what follows.
_LABEL = 13
# Sentences of a soft item that its draft quotes.
_QUOTES = 8
# So many printed numbers are those of a list.
_LIST = 20


@dataclass(slots=True)
class Task:
    """An item that has no key yet."""

    title: str
    section: str
    line: int
    quote: str
    drafts: list[Draft]
    number: str = ""  # printed in front of it
    part: bool = False  # of the task before, led by another unit


class _Chunk(NamedTuple):
    """Readings that make one item, if they promise anything."""

    readings: tuple[Reading, ...]
    entry: bool = False  # of a list that is promised as a list
    label: str = ""  # 建设宜居城市。 in front of the sentences that say how


def items(groups: Iterable[Group], about: About) -> tuple[tuple[Draft, ...], tuple[Item, ...]]:
    """The drafts of a document, repeats merged and soft words gathered, and the items that they belong to."""
    merged = repeats.Merged()
    tasks: dict[int, Task] = {}
    every = (task for group, chunk in _chunks(groups, about) for task in _tasks(chunk, group))
    for index, task in enumerate(every):
        own = [merged.add(draft._replace(item=str(index))) for draft in task.drafts]
        if any(own):
            tasks[index] = task
        task.drafts.clear()
    held: dict[int, list[int]] = {index: [] for index in tasks}
    for number, draft in enumerate(merged.drafts, 1):
        held[int(draft.item)].append(number)
    kept = {index: task for index, task in tasks.items() if held[index]}
    keys = dict(zip(kept, _keys(list(kept.values())), strict=True))
    return (
        tuple(draft._replace(item=keys[int(draft.item)]) for draft in merged.drafts),
        tuple(
            Item(keys[index], task.title, task.section, task.line, task.quote, tuple(held[index]))
            for index, task in kept.items()
        ),
    )


def _chunks(groups: Iterable[Group], about: About) -> Iterator[tuple[Group, _Chunk]]:
    """Entries of lists whole, soft sentences that stand side by side under one lead together, all others alone."""
    told = (group for group in groups if group.readings)
    for group, following in pairwise(chain(told, (None,))):
        assert group is not None
        readings = tuple(group.readings)
        if (following and _introduces(group, following)) or _heads_list(readings[0]):
            continue
        is_bullet = readings[0].passage.paragraph.role in ("bullet", "row") and not readings[0].targets
        whole = is_bullet or is_entry(readings[0], about)
        for chunk in (_Chunk(readings, entry=True),) if whole else _labelled(group):
            yield group, chunk


def _labelled(group: Group) -> Iterator[_Chunk]:
    """Sentences and soft groups; a few soft words on their own in front of a whole sentence are its label, and no task."""
    label = ""
    waiting: list[Reading] = []
    for reading, following in zip_longest(group.readings, group.readings[1:]):
        if (
            following
            and len(reading.span.text) <= _LABEL < _HEADING < len(following.span.text)
            and _names(reading, group)
        ):
            yield from _under(label, waiting, group)
            label, waiting = reading.span.text.rstrip("。"), []
            continue
        waiting.append(reading)
    yield from _under(label, waiting, group)


def _under(label: str, readings: list[Reading], group: Group) -> Iterator[_Chunk]:
    """What stands under a label, the first with it."""
    for number, together in enumerate(_side_by_side(readings, group)):
        yield _Chunk(together, label="" if number else label)


def _names(reading: Reading, group: Group) -> bool:
    """Whether a sentence is soft, of one clause."""
    text = reading.span.text
    return "，" not in text and text.endswith("。") and not LISTS.nothing.match(text[:-1]) and _is_soft(reading, group)


def _heads_list(reading: Reading) -> bool:
    """十件民生实事 on a line of its own names the list, and is no task beside its entries."""
    words = reading.passage.paragraph.plain[reading.passage.start : reading.passage.end]
    return len(words) <= _HEADING and not words.endswith(("。", ";")) and LISTS.lists.search(words) is not None


def _introduces(group: Group, following: Group) -> bool:
    """Soft words between the heading of a part and the first heading in it set the tone, and nobody is given them."""
    passage, behind = group.readings[0].passage, following.readings[0].passage
    above = passage.headings
    inner = not passage.heading and behind.heading and behind.headings[: len(above)] == above != behind.headings
    return inner and all(_is_soft(reading, group) for reading in group.readings)


def is_entry(reading: Reading, about: About) -> bool:
    """Whether a passage is an entry of a list that is promised as a list."""
    passage = reading.passage
    if LISTS.field.match(passage.paragraph.plain, passage.start):
        return True
    is_list = any(LISTS.lists.search(heading) for heading in (about.title, *passage.headings))
    if not is_list or passage.heading or reading.targets:
        return False
    return passage.item or (bool(passage.headings) and LISTS.serial.match(passage.headings[-1]) is not None)


def _side_by_side(readings: list[Reading], group: Group) -> Iterator[tuple[Reading, ...]]:
    """Sentences, but soft ones under one lead together: one that does not tell whose it is goes with the one before."""
    soft: list[Reading] = []
    leads: list[tuple[str, tuple[str, ...]]] = []  # units and fields of government
    for reading in readings:
        if reading.first == reading.last or reading.targets or not _is_soft(reading, group):
            if soft:
                yield tuple(soft)
            yield (reading,)
            soft, leads = [], []
            continue
        own = (group.drafts[reading.first].owner, tags(reading.span.text))
        if any(_is_another(own, lead) for lead in leads):
            yield tuple(soft)
            soft, leads = [], []
        soft.append(reading)
        leads = [*leads[:1], own]
    if soft:
        yield tuple(soft)


def _is_another(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> bool:
    """Whether two sentences are for two units: by the units that are proposed, else by their first fields."""
    if one[0] and other[0]:
        return one[0] != other[0]
    return bool(one[1] and other[1]) and one[1][0] != other[1][0]


def _is_soft(reading: Reading, group: Group) -> bool:
    return all(group.is_soft(number, reading) for number in range(reading.first, reading.last))


def _tasks(chunk: _Chunk, group: Group) -> list[Task]:
    first, last = chunk.readings[0], chunk.readings[-1]
    drafts = group.drafts[first.first : last.last]
    if first.targets and not chunk.entry:
        return [_task([draft], draft.title, draft.quote, draft.line) for draft in drafts if not _is_nothing(draft)]
    paragraph = first.passage.paragraph
    quote = first.quote or paragraph.text[first.span.start : last.span.end].strip()
    line = paragraph.line(first.span.start)
    told = [
        group.drafts[number]
        for reading in chunk.readings
        for number in range(reading.first, reading.last)
        if not group.is_soft(number, reading) and not _is_nothing(group.drafts[number])
    ]
    heading = _heading(chunk)
    if not told:
        soft = [draft for reading in chunk.readings for draft in _telling(group.drafts[reading.first : reading.last])]
        idle = LISTS.conduct.search(first.passage.section) and not LISTS.deeds.search(quote)
        if (idle or not soft) and not (chunk.entry and drafts):
            return []
        draft = _gathered((soft or drafts)[0], chunk)
        draft = draft._replace(title=(chunk.entry and heading) or draft.title)
        task = _task([draft], draft.title, quote, line)
        task.number = _printed(first)
        return [task]
    head = drafts[0].title if len(told) > 1 and drafts[0] not in told and not _is_nothing(drafts[0]) else ""
    parts = [_task(part, _joined(part), quote, line) for part in _parts(told)]
    parts[0].title = heading or head or parts[0].title
    parts[0].number = _printed(first)
    for part in parts[1:]:
        part.part, part.quote, part.line = True, part.drafts[0].quote, part.drafts[0].line
    return parts


def _is_nothing(draft: Draft) -> bool:
    """Slogans, settings and effects, whatever kind their verb makes of them."""
    title = draft.title
    return draft.goal.value is None and bool(LISTS.nothing.match(title) or LISTS.empty.fullmatch(title))


def _telling(drafts: list[Draft]) -> list[Draft]:
    """The clauses of a sentence that say something, unless they are few among slogans; hollow ones decide nothing."""
    whole = [draft for draft in drafts if not LISTS.empty.fullmatch(draft.title)]
    told = [draft for draft in whole if not _is_nothing(draft)]
    return told if 3 * len(told) >= len(whole) else []


def _task(drafts: list[Draft], title: str, quote: str, line: int) -> Task:
    return Task(title, drafts[0].section, line, quote, drafts)


def _heading(chunk: _Chunk) -> str:
    """The heading of an entry: a first sentence that is short and has no figure, or the heading that it stands under."""
    first = chunk.readings[0]
    if not chunk.entry:
        return chunk.label
    words = first.span.text.rstrip("。:; ")
    named = LISTS.field.match(words + ":") is None
    if named and len(chunk.readings) > 1 and len(words) <= _HEADING and not any(char.isdecimal() for char in words):
        return words
    above = first.passage.headings[-1] if first.passage.headings and not first.passage.item else ""
    return LISTS.mark.sub("", above)


def _gathered(draft: Draft, chunk: _Chunk) -> Draft:
    """One draft of soft sentences, titled by the first, that quotes each of them."""
    quotes = []
    for reading in chunk.readings[:_QUOTES]:
        if reading.first < reading.last:
            paragraph = reading.passage.paragraph
            text = reading.quote or paragraph.text[reading.span.start : reading.span.end].strip("，、;；。 ")
            quotes.append(Quote(text, paragraph.line(reading.span.start)))
    end = chunk.readings[0].passage.end_year
    last = draft.deadline or (date(end, 12, 31) if end else None)
    return draft._replace(deadline=last, quote=quotes[0].text, line=quotes[0].line or draft.line, quotes=tuple(quotes))


def _joined(drafts: list[Draft]) -> str:
    """The titles of the drafts as far as they make one title."""
    title = drafts[0].title
    for draft in drafts[1:]:
        if len(title) + len(draft.title) >= _TITLE:
            break
        title += "，" + draft.title
    return title


def _parts(drafts: list[Draft]) -> list[list[Draft]]:
    """Drafts of a sentence by who leads them; one for which nobody is named goes with the one before."""
    parts: list[list[Draft]] = []
    lead = ""
    for draft in drafts:
        if not parts or (draft.owner and lead and draft.owner != lead):
            parts.append([])
        parts[-1].append(draft)
        lead = draft.owner or lead
    return parts


def _printed(reading: Reading) -> str:
    """The number that the document prints in front of an entry, with the numeral of its part: 二-3."""
    ahead = f"{reading.number}." if reading.number else reading.passage.paragraph.plain[: reading.passage.start]
    serial = LISTS.serial.fullmatch(ahead)
    number = "".join(char for char in serial[0] if char.isdecimal()) if serial else ""
    part = LISTS.part.search(reading.passage.section, 0, _PART)
    return f"{part[0] if part else ''}-{number}" if number else ""


def _keys(tasks: list[Task]) -> list[str]:
    """A key for each task: the number printed there, where a long list has its own, and running ones behind them."""
    whole = [task for task in tasks if not task.part]
    printed = [task.number.rpartition("-")[2] for task in whole]
    if len(set(printed)) < len(printed) and all(printed):
        printed = [task.number for task in whole]
    own = [number for number in printed if number]
    if len(set(own)) < len(own) or len(own) < min(len(whole), _LIST):
        own, printed = [], [""] * len(whole)
    free = count(max([int(number) for number in own if number.isdecimal()], default=0) + 1)
    numbers = iter([number or str(next(free)) for number in printed])
    out: list[str] = []
    key, parts = "", 0
    for task in tasks:
        if task.part and key:
            parts += 1
            out.append(f"{key}-{parts}")
        else:
            key, parts = next(numbers), 0
            out.append(key)
    return out

"""A clause and its promised numbers → goals: whose figure it is, of what kind, held how. Knows no times or units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from targettrack.extract import figures, measure, wording
from targettrack.extract.figures import Number
from targettrack.extract.phrases import kinds, lookalikes, moments
from targettrack.extract.rules import table
from targettrack.model import Comparator, Goal, Kind, Quantity


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing promised by a clause. `first` to `last` are its own characters within the clause."""

    title: str
    kind: Kind
    goal: Goal
    first: int
    last: int
    sure: Decimal  # how sure the rule is, see drafts.Draft.confidence
    assumed: tuple[str, ...] = ()


COMPARING = table("figures", "comparing")
TAIL_WORDS = re.compile(
    rf"(?:{kinds.REACH.split('|占')[0]}|为|在|到|至|实现|总数|分别|均|都|各|力争|争取|确保|以上|不少于|超|约|{kinds.GROWTH}){{1,6}}$",
)
_LINK_WORDS = re.compile(r"(?:达到|达|为|在|到|至|总数|分别|均|都|力争|争取|确保|以上|不少于|超|约){1,6}$")
_DELIM = re.compile("、|和|及|以及|与|并|，")


_BARE_FIGURE = re.compile(lookalikes.NO_SUBJECT + r"\d")
_MOVES = re.compile(f"{kinds.GROWTH}|{kinds.REACH}|总|突破|超|额")
_NO_NAME = re.compile(lookalikes.NO_SUBJECT + ".?")
_NOUN_COUNT = re.compile(
    r"^[^\d，;]{2,24}\d[\d.,]*(?:万|亿)?(?:个|家|所|座|条|件|项|处|名|人|台|辆|套|栋|户|间|支|场|张|部|人次|公里)$",
)


def numeric(clause: str, found: list[Number], *, before: Promise | None) -> list[Promise]:
    """Make one promise of each number. `before` is the last one of the sentence, whose indicator 力争达到6% takes over."""
    names = _distributed(clause, found)
    leading = wording.leading_verb(clause[: found[0].start])
    out: list[Promise] = []
    for index, (number, (first, last)) in enumerate(zip(found, _edges(clause, found), strict=True)):
        head, tail = (
            clause[first : number.start if number.since is None else number.since],
            clause[number.finish : last],
        )
        verb = leading if index and not names else ""
        indicator = names[index] if names else _indicator(head, tail, verb, number)
        kind = measure.kind(clause, head, tail, number)
        if out and kind is Kind.LEVEL and 0 <= clause.find("分别") < found[0].start and out[0].goal.unit == number.unit:
            kind, head = out[0].kind, clause[: found[0].start]
        previous, subject = (out[-1] if out else before), ""
        if previous and previous.goal.value is not None and (not indicator or _NO_NAME.fullmatch(indicator)):
            indicator = subject = _subject(previous.goal.indicator)
            if previous.goal.unit == number.unit and kind is Kind.LEVEL:
                kind, indicator = previous.kind, previous.goal.indicator
        if number.each and number.each not in indicator:
            indicator += f"({number.each})"
        held = measure.comparator(number, indicator, head, kind)
        title = _title(clause[first:last], verb, subject, names[index] if names else "", clause, number)
        goal = Goal(
            indicator=measure.named(indicator, kind, head, tail),
            comparator=held,
            value=number.value,
            unit=number.unit,
            to=number.upper,
            baseline=number.baseline,
            equivalent=Quantity(*number.equivalent) if number.equivalent else None,
            per=measure.per(clause, number) if kind == Kind.COVERAGE else "",
            every=measure.every(clause[first : number.start], kind),
            better=measure.better(indicator, head, held),
            denominator=number.value if kind == Kind.COVERAGE and measure.is_whole(clause, number) else None,
        )
        out.append(Promise(title, kind, goal, first, last, _sureness(number, indicator), _assumed(number, goal)))
    return out


def _subject(indicator: str) -> str:
    return indicator.removesuffix("增速").removesuffix("降幅")


def _edges(clause: str, found: list[Number]) -> list[tuple[int, int]]:
    """Give each number the words around it: up to the border between it and the next one."""
    borders = [0]
    for number, following in pairwise(found):
        between = clause[number.finish : following.start]
        marks = list(_DELIM.finditer(between))
        if not marks:
            borders.append(number.finish)
        elif marks[0].start() == 0:
            borders.append(number.finish + marks[0].end())
        else:
            borders.append(number.finish + marks[-1].end())
    borders.append(len(clause))
    out = []
    for index in range(len(found)):
        first, last = borders[index], borders[index + 1]
        while last > first and index + 1 < len(found) and clause[last - 1] in "、和及与并，以":
            last -= 1
        out.append((first, last))
    return out


def _distributed(clause: str, found: list[Number]) -> list[str]:
    """城镇和农村居民收入分别增长8%和9%: one name for each number, where their count agrees."""
    at = clause.find("分别")
    if at < 0 or len(found) <= 1:
        return []
    listed = [number for number in found if number.start > at]
    at = min([at, *(number.since for number in found if number.since is not None)])
    parts = [part for part in re.split("、|和|及|以及|与", wording.stripped(clause[:at])) if part]
    if len(listed) != len(found) or len(parts) != len(listed):
        return []
    last = parts[-1]
    if len(last) > len(parts[0]) and all(len(part) == len(parts[0]) for part in parts[:-1]):
        rest = last[len(parts[0]) :]
        return [part + rest for part in parts[:-1]] + [last]
    return parts


def _indicator(head: str, tail: str, verb: str, number: Number) -> str:
    name = wording.stripped(head.removeprefix("其中").removeprefix("并").lstrip("，"))
    name = COMPARING.sub("", name)
    name = moments.OWN_TIME.sub("", name)
    tail_words = (
        TAIL_WORDS
        if number.unit.startswith(("%", "个百分点", "百分点", "‰", ":1")) or kinds.REACH_NEAR.search(head)
        else _LINK_WORDS
    )
    name = tail_words.sub("", name)
    name = (
        re.sub(r"(?:力争|争取|确保|从|由)[^，]{0,10}$", "", name)
        if re.search(r"(?:从|由)[\d.]", head)
        else re.sub(r"(?:力争|争取|确保|预计|实现)", "", name)
    )
    rest = re.sub(r"^(?:的)?(?:左右|以上|以内|增长|增速|增幅|目标|任务|水平)", "", tail).strip("，、。;的以上")
    rest = re.split("[，;]", rest)[0]
    if number.unit.startswith(("%", "个百分点")) and len(name) > 1:
        rest = ""
    return (verb + name + rest).strip("，、的再 ")[:60]


def _title(own: str, verb: str, subject: str, name: str, clause: str, number: Number) -> str:
    text = own.strip("，、。; ")
    if name or (re.match(r"\d", text) and 0 <= clause.find("分别") < number.start):
        # 城乡居民收入分别增长6%和7.5%: the words before the first number hold for each.
        first = figures.numbers(clause)[0]
        word = clause[first.start - _word_before(clause, first) : first.start]
        figure = clause[number.start : number.finish]
        unit = "" if number.unit in figure else number.unit
        return wording.short((name or clause[: clause.find("分别")]) + word + figure + unit)
    bare = verb and not text.startswith(verb) and not wording.MAKE.match(wording.stripped(text))
    if bare and (re.match(r"[\d至不超约]", text) or figures.numbers(text[:6])):
        text = verb + text
    elif _BARE_FIGURE.match(text) and subject and subject not in text:
        text = subject + text
    return wording.short(text)


def _word_before(clause: str, number: Number) -> int:
    match = re.search(
        r"(?:增长|达到|达|提高到|提升到|突破|超过|超|不低于|不少于|下降|降低|控制在|稳定在|保持在|为){1,4}$",
        clause[max(0, number.start - 10) : number.start],
    )
    return len(match[0]) if match else 0


def multiple(clause: str) -> Promise | None:
    """县域数字经济规模翻一番: a level of a baseline that nobody has said; how often it is to be taken stays in words."""
    if not (found := measure.MULTIPLE.first(clause)):
        return None
    row, match = found
    name = TAIL_WORDS.sub("", wording.stripped(clause[: match.start()]))
    goal = Goal(indicator=name[:60], comparator=Comparator(row.value), done_when=match[0])
    return Promise(wording.short(clause), Kind.LEVEL, goal, 0, len(clause), Decimal("0.75"), ("baseline",))


def _assumed(number: Number, goal: Goal) -> tuple[str, ...]:
    """Name the fields that the text does not state as they stand: 500多人, an unknown measure word."""
    marks = {"comparator": number.about, "unit": number.odd, "better": goal.better is not None}
    return tuple(name for name, holds in marks.items() if holds)


def _sureness(number: Number, indicator: str) -> Decimal:
    if number.chinese or number.odd:
        return Decimal("0.6") if number.odd else Decimal("0.75")
    if not indicator:
        return Decimal("0.6")
    return Decimal("0.95") if number.stated or number.unit == "%" else Decimal("0.9")


def carried(promise: Promise, verb: str) -> Promise:
    """新增学位1620个，托位300个: the verb of the first holds for the second, which has none and only counts."""
    title = promise.title
    if not verb or not _NOUN_COUNT.match(title) or wording.has_verb(title):
        return promise
    if _MOVES.search(title):
        return promise
    return replace(promise, title=verb + title, goal=replace(promise.goal, indicator=verb + promise.goal.indicator))

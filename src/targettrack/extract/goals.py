"""A clause and its promised numbers → goals: whose figure it is, of what kind, held how. Knows no times or units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from targettrack.extract import figures, titles
from targettrack.extract.figures import Number
from targettrack.extract.phrases import amounts, comparisons, kinds, lookalikes, moments
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


_COMPARING = re.compile(
    "|".join(f"(?:{pattern})" for pattern, _ in comparisons.BEFORE if "约" not in pattern and "近" not in pattern)
    + "|大约|约|接近",
)
TAIL_WORDS = re.compile(
    rf"(?:{kinds.REACH.split('|占')[0]}|为|在|到|至|实现|总数|分别|均|都|各|力争|争取|确保|以上|不少于|超|约|{kinds.GROWTH}){{1,6}}$",
)
_LINK_WORDS = re.compile(r"(?:达到|达|为|在|到|至|总数|分别|均|都|力争|争取|确保|以上|不少于|超|约){1,6}$")
_GROWTH = re.compile(kinds.GROWTH)
_DELIM = re.compile("、|和|及|以及|与|并|，")


_BARE_FIGURE = re.compile(lookalikes.NO_SUBJECT + r"\d")
_NO_NAME = re.compile(lookalikes.NO_SUBJECT + ".?")
_SHARES = frozenset(("%", "‰", "个百分点", "百分点", "倍"))
_LEVELS = amounts.TIMES | {"岁", "分", "微克", "毫克", "分贝"}
# What is counted is delivered, or is a flow of the year.
_MADE = frozenset((Kind.QUANTITY, Kind.COVERAGE))
_PROCESSING = table("verbs", "processing")


def numeric(clause: str, found: list[Number], *, before: Promise | None, verb: str = "") -> list[Promise]:
    """Make one promise of each number.

    `before` is the last one of the sentence, whose indicator 力争达到6% takes over; `verb` is that of the clause before,
    for one that has none: 新增学位1620个，托位300个.
    """
    edges = _edges(clause, found)
    names = _distributed(clause, found)
    lead = titles.making(clause[: found[0].start]) or ("" if titles.has_verb(clause) else verb)
    shared = _shared_process(clause, found, edges)
    out: list[Promise] = []
    for index, (number, (first, last)) in enumerate(zip(found, edges, strict=True)):
        head, tail = clause[first : number.start], clause[number.finish : last]
        carried = "" if names or not _counts(head, tail, number) else lead
        noun = "" if names else _borrowed(clause, found, edges, index) or (shared if index + 1 < len(found) else "")
        indicator = names[index] if names else _indicator(head, tail + noun, carried, number)
        kind = _kind(clause, head, tail, number)
        if out and kind is Kind.LEVEL and 0 <= clause.find("分别") < found[0].start and out[0].goal.unit == number.unit:
            kind, head = out[0].kind, clause[: found[0].start]
        previous, subject, bare = (
            (out[-1] if out else before),
            "",
            _BARE_FIGURE.match(clause[first:last].strip("，、。; ")),
        )
        if previous and previous.goal.value is not None and (not indicator or _NO_NAME.fullmatch(indicator)):
            indicator = _subject(previous.goal.indicator)
            subject = indicator if bare else ""
            if previous.goal.unit == number.unit and kind is Kind.LEVEL:
                kind, indicator = previous.kind, previous.goal.indicator
        elif previous and not names and titles.measured(indicator) == indicator:
            subject = _thing(previous.goal.indicator)
            indicator = subject + indicator
        made = titles.measure(carried or titles.stripped(head)) if kind in _MADE else None
        goal = Goal(
            indicator=_named(indicator, kind, head, tail),
            comparator=_comparator(number, indicator, head, kind),
            value=number.value,
            unit=number.unit,
            to=number.upper,
            baseline=number.baseline,
            equivalent=Quantity(*number.equivalent) if number.equivalent else None,
            per=per(clause) if kind == Kind.COVERAGE else "",
            measure=made,
        )
        if names:
            title = _distributed_title(clause, found, names[index], number)
        else:
            first, last = _run_on(found, edges, index)
            title = titles.counted(clause[first:last], verb=carried, subject=subject, noun=noun)
        out.append(Promise(title, kind, goal, first, last, _sureness(number, indicator), ("measure",) if made else ()))
    return out


def _counts(head: str, tail: str, number: Number) -> bool:
    """Tell whether a figure counts things that a verb makes; 达到, 增长 and 就业 say themselves what happens."""
    words = head + tail
    return not (
        number.unit in _SHARES
        or (_LINK_WORDS.search(head) and not titles.making(head))
        or titles.is_full(words)
        or titles.has_verb(words.strip("，、"))
    )


def _thing(indicator: str) -> str:
    """What is measured: 粮食 of 粮食播种面积."""
    measure = titles.measured(indicator)
    return indicator.removesuffix(measure) if measure and indicator.endswith(measure) else ""


def _run_on(found: list[Number], edges: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """The whole of 认真抓好15个重点领域300个重大项目, which is one phrase though two are counted."""
    first = last = index
    while first and edges[first][0] == found[first - 1].finish:
        first -= 1
    while last + 1 < len(found) and edges[last + 1][0] == found[last].finish:
        last += 1
    return edges[first][0], edges[last][1]


def _borrowed(clause: str, found: list[Number], edges: list[tuple[int, int]], index: int) -> str:
    """The noun of a figure that has only a modifier: 20个省级 before 100个市级美丽乡村示范村."""
    first, last = edges[index]
    head, tail = clause[first : found[index].start], clause[found[index].finish : last]
    if (
        index + 1 == len(found)
        or titles.unlevelled(tail.strip("，、的"))
        or not titles.making(head) in ("", head.strip("，、"))
    ):
        return ""
    if not tail and head and not titles.making(head) == titles.stripped(head):
        return ""
    for later, (_, end) in zip(found[index + 1 :], edges[index + 1 :], strict=True):
        noun = titles.unlevelled(clause[later.finish : end].strip("，、。;的"))
        if noun and later.unit == found[index].unit:
            return noun
    return ""


def _shared_process(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> str:
    """What is done to all of 完成122家社区卫生服务中心、190家乡镇卫生院设施改造."""
    last = clause[found[-1].finish : edges[-1][1]].strip("，、。; ")
    done = titles.process(last)
    if len(found) == 1 or not done or done == last or not _PROCESSING.match(titles.stripped(clause)):
        return ""
    others = (
        clause[number.finish : end].strip("，、") for number, (_, end) in zip(found[:-1], edges[:-1], strict=True)
    )
    return done if all(other and not titles.process(other) for other in others) else ""


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
    parts = [part for part in _DELIM.split(titles.stripped(clause[:at])) if part]
    if len(listed) != len(found) or len(parts) != len(listed):
        return []
    first, last = parts[0], parts[-1]
    if thing := _thing(first):  # 粮食播种面积、产量
        return [first, *(thing + part if titles.measured(part) == part else part for part in parts[1:])]
    if (measure := titles.measured(last)) and len(last) > len(measure):  # 马铃薯、油菜种植面积
        return [*(part if titles.measured(part) else part + measure for part in parts[:-1]), last]
    if len(last) > len(first) and all(len(part) == len(first) for part in parts[:-1]):
        rest = last[len(first) :]
        return [part + rest for part in parts[:-1]] + [last]
    return parts


def _indicator(head: str, tail: str, verb: str, number: Number) -> str:
    name = titles.stripped(head.removeprefix("其中").removeprefix("并").lstrip("，"))
    name = _COMPARING.sub("", name)
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


def _distributed_title(clause: str, found: list[Number], name: str, number: Number) -> str:
    """城乡居民收入分别增长6%和7.5%: the words before the first number hold for each."""
    first = found[0]
    word = clause[first.start - _word_before(clause, first) : first.start]
    figure = clause[number.start : number.finish]
    return titles.short(name + word + figure + ("" if number.unit in figure else number.unit))


def _word_before(clause: str, number: Number) -> int:
    match = re.search(
        r"(?:增长|达到|达|提高到|提升到|突破|超过|超|不低于|不少于|下降|降低|控制在|稳定在|保持在|为){1,4}$",
        clause[max(0, number.start - 10) : number.start],
    )
    return len(match[0]) if match else 0


def _kind(clause: str, head: str, tail: str, number: Number) -> Kind:
    if number.rank or (number.base in ("位", "名") and kinds.RISES.search(clause)):
        return Kind.RANK
    if number.unit in _SHARES:
        return _kind_of_share(clause, head, tail, number)
    if number.unit == ":1" or "/" in number.unit or number.base in _LEVELS:
        return Kind.LEVEL
    if kinds.EVERY.search(head) and kinds.ALL_REACH.search(clause) and number.base in ("元", "%"):
        return Kind.COVERAGE
    return Kind.QUANTITY


def _kind_of_share(clause: str, head: str, tail: str, number: Number) -> Kind:
    """增长5% is a growth, 覆盖率达到95% a level, 所有行政村…100% a coverage."""
    near = head[-16:]
    if number.unit in ("个百分点", "百分点") and kinds.RELATIVE.search(clause):
        return Kind.RELATIVE
    if kinds.RATE.search(head) or kinds.RATE_BEHIND.match(tail):
        return Kind.GROWTH
    if kinds.REACH_NEAR.search(near) and not kinds.OF_A_RATE.search(near):
        return Kind.LEVEL
    if _GROWTH.search(head[-20:]):
        return Kind.GROWTH
    return Kind.COVERAGE if kinds.EVERY.search(clause) else Kind.LEVEL


def per(clause: str) -> str:
    """What a coverage counts: 行政村 of 所有行政村."""
    match = re.search(r"(?:所有|全部|各|每个)([\u4e00-\u9fff]{0,6}?(?:行政村|村|镇街|镇|社区|县|街道))", clause)
    return match[1] if match else ""


def _comparator(number: Number, indicator: str, head: str, kind: Kind) -> Comparator:
    if number.rank:
        return Comparator.AT_MOST
    if number.stated:
        # 压减30%以上 asks for at least; 压缩至3天以内 for at most. The words after the number are read already.
        return Comparator(number.comparator)
    reduces = re.search(r"(?:下降|降低|减少|压减|压缩|缩减|降)(?:了|约)?$", head[-8:])
    if kind in (Kind.LEVEL, Kind.GROWTH, Kind.QUANTITY) and comparisons.LOW_IS_GOOD.search(indicator) and not reduces:
        return Comparator.AT_MOST
    return Comparator(number.comparator)


def _named(indicator: str, kind: Kind, head: str, tail: str) -> str:
    if kind is not Kind.GROWTH:
        return indicator
    if re.search("增速|涨幅|增幅|降幅|率$|增长$", indicator):
        return indicator
    if kinds.DOWN.search(head[-16:]):
        return indicator + "降幅"
    return indicator + "增速" if re.search("增长|增速|递增|上涨|提高|提升", head[-16:] + tail[:6]) else indicator


def _sureness(number: Number, indicator: str) -> Decimal:
    if number.chinese:
        return Decimal("0.75")
    if not indicator:
        return Decimal("0.6")
    return Decimal("0.95") if number.stated or number.unit == "%" else Decimal("0.9")


def named(text: str) -> str:
    """The name of an indicator that stands in front of 高于, 与…同步."""
    return TAIL_WORDS.sub("", titles.stripped(text))

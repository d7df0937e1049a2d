"""A clause → its numbers with units, and how each is held against its goal. Knows no dates and no promises."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from targettrack.extract.phrases import amounts, comparisons, kinds


@dataclass(frozen=True, slots=True)
class Number:
    """One amount in a clause: `start` to `end` are its characters, comparator words not included."""

    value: Decimal
    upper: Decimal | None
    unit: str
    start: int
    end: int
    comparator: str
    stated: bool  # a word says how it is held against the goal
    chinese: bool
    baseline: Decimal | None = None
    equivalent: tuple[Decimal, str] | None = None
    rank: bool = False
    finish: int = 0  # after 以上, 左右 and the like

    @property
    def base(self) -> str:
        """The unit without its scale: 人 of 万人."""
        return _base(self.unit)


_KNOWN = frozenset(amounts.UNITS)


@lru_cache(maxsize=512)
def _base(unit: str) -> str:
    if unit in _KNOWN:
        return unit  # 千瓦 is no thousand of 瓦
    for scale in amounts.SCALES:
        if unit.startswith(scale) and len(unit) > len(scale):
            return unit[len(scale) :].split("/", maxsplit=1)[0]
    return unit.split("/", maxsplit=1)[0]


_UNIT = "|".join(re.escape(unit) for unit in sorted(set(amounts.UNITS), key=len, reverse=True))
_SCALE = "|".join(amounts.SCALES)
_PER = rf"(?:/(?:{_UNIT}|日|年|月|天|时|人|L|升)|每(?:日|天|年|立方米|平方公里))?"
_AMOUNT = re.compile(
    rf"(?P<ratio>(?<![\d.:])\d{{1,3}}(?:\.\d{{1,3}})?:1(?![\d:.]))"
    rf"|(?<![\dA-Za-z.+\-/\ue000-\ue0ff])(?P<first>{amounts.DIGITS})(?!\d)"
    rf"(?:(?P<mid>%|个百分点)?{amounts.RANGE}(?P<second>{amounts.DIGITS})(?!\d))?"
    rf"(?P<unit>(?:{_SCALE})?(?:多|余)?(?:{_UNIT})(?![a-zA-Z]){_PER}|(?:万亿|亿|万)(?=中小学生|老年人|农民|群众|居民|学生|妇女|职工"
    rf"|人口|农户|儿童)|(?:万亿|亿|万)(?![\u4e00-\u9fff](?<![元以左大的，、])))"
    rf"|(?<![第零一二两三四五六七八九十百千万亿几数多\ue000-\ue0ff\d.])(?P<words>{amounts.CHINESE})(?P<wunit>(?:万|亿)?(?:{_UNIT}))"
    rf"|(?P<rank>前(?P<place>\d{{1,4}}|[一二三四五六七八九十百]{{1,3}})(?:名|位|强|列)?(?![\d年月日个季])|第(?P<nth>\d{{1,4}}"
    rf"|[一二三四五六七八九十]{{1,3}})(?:位|名)|(?P<strong>\d{{2,4}}|百|千)强)",
)
# 600、800亿元: the first number borrows the unit of the second.
_BORROW = re.compile(
    rf"(?<![\dA-Za-z.+\-/\ue000-\ue0ff])({amounts.DIGITS})(?=(?:、|和|及)(?:{amounts.DIGITS})(?:(?:、|和"
    rf"|及)(?:{amounts.DIGITS}))?(?P<unit>(?:{_SCALE})?(?:{_UNIT})))",
)
_AFTER = [(re.compile(rf"^(?:{pattern})"), comparator) for pattern, comparator in comparisons.AFTER]
_BEFORE = [
    (re.compile(rf"(?:{pattern})(?:到|至|为|在|了|的)?$"), comparator) for pattern, comparator in comparisons.BEFORE
]
_STRIVES = re.compile(kinds.STRETCH + "|确保|达到|计划|增加至|提高至|提高到|增加到")
_CEILING = re.compile(comparisons.CEILING)
_FROM = re.compile(
    rf"(?:从|由)[^，;]{{0,14}}?({amounts.DIGITS})(?:{_SCALE})?(?:{_UNIT}|:1)?[^，;\d]{{0,8}}?(?:至|到|为|升|降|缩|提)[^，;\d]{{0,4}}$",
)
_FROM_HERE = re.compile(r"(?:从|由)[^，;\d]{0,14}$")
_MOVES_ON = re.compile(r"^[^，;\d]{0,8}?(?:至|到|为|提|降|缩|升|增|优化|调整)[^，;\d]{0,8}\d")
_EQUAL = re.compile(rf"^[((](?:折合|约|合|即|折)?({amounts.DIGITS})({'(?:' + _SCALE + ')'}?(?:{_UNIT}))[))]")
_DIGIT = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2, "〇": 0}


def chinese_value(words: str) -> Decimal | None:
    """Return what 三, 十二, 三百, 两千五百, 一万 count, or None for what is no number (千百)."""
    total, section, digit = 0, 0, 0
    scale = {"十": 10, "百": 100, "千": 1000}
    seen = 10_000
    for char in words:
        if char in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[char]
        elif char in scale:
            if scale[char] >= seen:
                return None
            seen = scale[char]
            section += (digit or 1) * scale[char]
            digit = 0
        elif char == "万":
            total, section, digit, seen = (section + digit or 1) * 10_000, 0, 0, 10_000
        else:
            return None
    return Decimal(total + section + digit)


def numbers(clause: str) -> list[Number]:
    """Find the amounts of a clause, in order."""
    out: list[Number] = []
    for match in _BORROW.finditer(clause):
        unit = match["unit"]
        out.append(
            _number(
                clause, match.start(1), match.end(1), Decimal(match[1].replace(",", "")), None, unit, chinese=False
            ),
        )
    taken = {number.start for number in out}
    for match in _AMOUNT.finditer(clause):
        found = _read(clause, match)
        if found and found.start not in taken and not _in_brackets(clause, found.start):
            out.append(found)
    out.sort(key=lambda number: number.start)
    return _shared(clause, _with_baselines(clause, out))


def _read(clause: str, match: re.Match[str]) -> Number | None:
    if match["ratio"]:
        return _number(clause, match.start(), match.end(), Decimal(match["ratio"][:-2]), None, ":1", chinese=False)
    if match["rank"]:
        return _ranked(match)
    if match["words"]:
        value = chinese_value(match["words"])
        return (
            None
            if value is None
            else _number(clause, match.start(), match.end(), value, None, match["wunit"], chinese=True)
        )
    unit = match["unit"]
    first = Decimal(match["first"].replace(",", ""))
    upper = Decimal(match["second"].replace(",", "")) if match["second"] else None
    if upper is not None and upper <= first:
        return None
    many = re.search("[多余]", unit)
    number = _number(clause, match.start(), match.end(), first, upper, re.sub("[多余]", "", unit), chinese=False)
    # 3800多人 counts what is there; a promise says 以上. Kept only where the clause strives for it.
    if many and many[0] == "多" and not _STRIVES.search(clause):
        return None
    return replace(number, comparator=">=", stated=True) if many else number


def _ranked(match: re.Match[str]) -> Number | None:
    place = match["place"] or match["nth"] or match["strong"]
    value = Decimal(place) if place.isdigit() else chinese_value(place)
    if value is None:
        return None
    unit = "位" if match["rank"].endswith("位") else "名"
    return Number(
        value, None, unit, match.start(), match.end(), "<=", stated=True, chinese=False, rank=True, finish=match.end()
    )


def _number(
    clause: str,
    start: int,
    end: int,
    value: Decimal,
    upper: Decimal | None,
    unit: str,
    *,
    chinese: bool,
) -> Number:
    comparator, stated, finish = _compare(clause, start, end)
    equivalent = None
    if same := _EQUAL.match(clause[finish : finish + 30]):
        equivalent = (Decimal(same[1].replace(",", "")), same[2])
        finish += same.end()
        if not stated:
            comparator, stated, more = _compare(clause, start, finish)
            finish = max(finish, more)
    return Number(value, upper, unit, start, end, comparator, stated, chinese, equivalent=equivalent, finish=finish)


def _compare(clause: str, start: int, end: int) -> tuple[str, bool, int]:
    """Return the comparator, whether a word states it, and where the words after the number end."""
    after = clause[end : end + 8]
    head = clause[max(0, start - 12) : start]
    for pattern, comparator in _AFTER:
        if match := pattern.match(after):
            return comparator, True, end + match.end()
    for pattern, comparator in _BEFORE:
        if pattern.search(head):
            return comparator, True, end
    # 控制在5%: the nearest number after the word.
    if (ceiling := _CEILING.search(head)) and not re.search(r"\d", head[ceiling.end() :]):
        return "<=", True, end
    return ">=", False, end


def _with_baselines(clause: str, found: list[Number]) -> list[Number]:
    """Drop 1.86 of 从1.86缩小至1.80 and give it to 1.80 as its baseline."""
    out: list[Number] = []
    for number in found:
        tail = clause[number.finish : number.finish + 30]
        if _FROM_HERE.search(clause[max(0, number.start - 18) : number.start]) and _MOVES_ON.match(tail):
            continue
        old = _FROM.search(clause[max(0, number.start - 50) : number.start])
        out.append(replace(number, baseline=Decimal(old[1].replace(",", ""))) if old else number)
    return out


def _shared(clause: str, found: list[Number]) -> list[Number]:
    """分别增长8%和10%以上: the word after the last number, or before the first, holds for all of them."""
    at = clause.find("分别")
    if at < 0 or len(found) <= 1:
        return found
    listed = [number for number in found if number.start > at]
    if len(listed) <= 1:
        return found
    last, first = listed[-1], listed[0]
    model = None
    if last.stated and not any(number.stated for number in listed[:-1]):
        model = last.comparator
    elif first.stated and not any(number.stated for number in listed[1:]) and first.finish == first.end:
        model = first.comparator
    return [
        replace(number, comparator=model, stated=True) if model and number in listed else number for number in found
    ]


def _in_brackets(clause: str, at: int) -> bool:
    opened = clause.rfind("(", max(0, at - 80), at)
    return opened >= 0 and clause.find(")", opened, at) < 0 and clause.find(")", at, at + 80) >= 0

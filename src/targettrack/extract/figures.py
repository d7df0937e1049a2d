"""A clause → its numbers with units, and how each is held against its goal. Knows no dates and no promises.

A figure is read whole or not at all: 1亿2000万元 is one number, and of what is no number nothing is read.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from re import Match

from targettrack.extract.rules import FIGURES, remembered
from targettrack.named import NamedTuple

_BETWEEN = frozenset("、和及与")
_SECTION, _NO_SCALE = Decimal(10_000), Decimal(10) ** 17
_TEN, _HUNDRED = 10, 100


class Number(NamedTuple):
    """One amount in a clause: `start` to `end` are its characters, comparator words not included."""

    value: Decimal
    upper: Decimal | None
    unit: str
    start: int
    end: int
    comparator: str = ">="
    stated: bool = False  # a word says how it is held against the goal
    chinese: bool = False
    baseline: Decimal | None = None
    since: int | None = None  # where the words of the baseline begin: 由每人每月143元提高到163元
    each: str = ""  # 每人每月 of them
    equivalent: tuple[Decimal, str] | None = None
    rank: bool = False
    finish: int = 0  # after 以上, 左右 and the like
    about: bool = False  # 500多人: the number itself is rounded
    odd: bool = False  # its measure word is in no table, or is not as it was written

    @property
    def base(self) -> str:
        """The unit without its scale and what it is counted on: 人 of 万人, 批次 of 批次/千人."""
        return _base(self.unit)


@remembered
def _base(unit: str) -> str:
    whole = unit.split("/", maxsplit=1)[0].split("(", maxsplit=1)[0]
    if FIGURES.unit.fullmatch(whole):
        return whole  # 千瓦 is no thousand of 瓦
    scale = FIGURES.scale.match(whole)
    return whole[scale.end() :] or whole if scale else whole


@remembered
def value_of(words: str) -> Decimal | None:
    """Return what 3,500, 三, 两千五百, 一万零三百, 十五点八, 1亿2000万 count, or None for what is no number (千百)."""
    whole, *fraction = FIGURES.point.split(words)
    total, section = Decimal(0), Decimal(0)
    digit: Decimal | None = None
    limit = seen = _NO_SCALE  # the scales only grow smaller
    filled = False  # 零 stands before the digit
    for piece in FIGURES.piece.regex.findall(whole):
        row = FIGURES.sign.row(piece)
        size = Decimal(row.value) if row else None
        if size == 0:
            filled = True
        elif size is None and not piece[0].isdecimal():
            return None
        elif size is None or size < _TEN:
            if digit is not None:
                return None
            digit = Decimal(piece.replace(",", "")) if size is None else size
        elif size < _SECTION:
            if size >= seen or (digit is None and section):
                return None
            section, digit, seen, filled = section + size * (1 if digit is None else digit), None, size, False
        else:
            if size >= limit:
                return None
            total += size * (section + (digit or 0) or 1)
            section, digit, limit, seen, filled = Decimal(0), None, size, _NO_SCALE, False
    if digit is not None and digit < _TEN and not filled and section + total and section % _HUNDRED == 0:
        return None  # 一百五, 3万5: of what is not said
    value = total + section + (digit or 0)
    decimals = "".join(row.value for sign in "".join(fraction) if (row := FIGURES.sign.row(sign)))
    return value + Decimal(f"0.{decimals}") if decimals else value


@remembered
def numbers(clause: str) -> tuple[Number, ...]:
    """Find the amounts of a clause, in order."""
    out = []
    for match in FIGURES.borrow.finditer(clause):  # 600、800亿元: the first number borrows the unit of the second
        value = value_of(match["first"]) or Decimal(0)
        out.append(_compared(clause, Number(value, None, match["unit"], match.start(), match.end("first"))))
    taken = {number.start for number in out}
    for match in FIGURES.amount.finditer(clause):
        found = _read(match)
        if found and found.start not in taken and not _in_brackets(clause, found.start):
            out.append(found if found.rank else _compared(clause, found))
    out.sort(key=lambda number: number.start)
    return tuple(_shared(clause, _with_baselines(clause, out)))


def _read(match: Match[str]) -> Number | None:
    """Read one amount by the row that matched, without the words around it."""
    groups = defaultdict(str, match.groupdict(default=""))
    start, end = match.span()
    if bare := groups["index"] or groups["ratio"]:
        return Number(Decimal(bare.removesuffix(":1")), None, bare[-2:] if groups["ratio"] else "", start, end)
    if groups["rank"]:
        return _rank(groups, start, end)
    if groups["of"]:
        return _share(groups, start, end)
    chinese = bool(groups["words"])
    first = groups["words"] or groups["lead"] + (groups["first"] or groups["count"]) + groups["more"]
    many = groups["many"] or groups["wmany"]
    unit = groups["wunit"] if chinese else groups["odd"] or many[:-1] + groups["unit"]
    second = groups["words_to"] or groups["second"]
    if chinese and FIGURES.top.match(first[-1]) and first[:-1] and not FIGURES.top.search(first[:-1]):
        first, unit = first[:-1], first[-1] + unit  # 十五亿元 is 15 亿元
    value, unit = _whole(first, unit)
    upper = value_of(second) if second else None
    if value is None or (second and (upper is None or upper <= value)):
        return None
    mid = groups["mid"]
    if mid and not (unit.startswith(mid) or unit.endswith(mid)):
        return None  # 3个到5公里
    return Number(
        value, upper, unit, start, end, chinese=chinese, stated=bool(many), about=bool(many), odd=bool(groups["odd"])
    )


def _rank(groups: dict[str, str], start: int, end: int) -> Number | None:
    value = value_of(groups["place"] or groups["nth"] or groups["strong"])
    if value is None:
        return None
    place = FIGURES.place.search(groups["rank"])
    unit = place[0] if place else FIGURES.place.rows[0].pattern
    return Number(value, None, unit, start, end, "<=", stated=True, rank=True, finish=end)


def _whole(words: str, unit: str) -> tuple[Decimal | None, str]:
    """Put 1亿2000 万元 together: 1.2 亿元. What has one scale only stays as it was written."""
    top = FIGURES.top.search(words)
    if top is None or (not words[0].isdecimal() and not words[-1].isdecimal()):
        return value_of(words), unit
    scale = None if FIGURES.unit.match(unit) else FIGURES.scale.match(unit)
    value = value_of(words + (scale[0] if scale else ""))
    size = value_of(top[0])
    return (value / size if value and size else None), top[0] + (unit[scale.end() :] if scale else unit)


def _share(groups: dict[str, str], start: int, end: int) -> Number | None:
    """百分之五点五 is 5.5 %, 三分之一 a third of a hundred."""
    base, part = value_of(groups["of"]), value_of(groups["part"])
    upper = value_of(groups["part_to"]) if groups["part_to"] else None
    row = FIGURES.parts.row(groups["of"])
    if not base or part is None:
        return None
    if row:
        return Number(part, upper, row.value, start, end)
    third = (part / base * 100).quantize(Decimal("0.01"))
    return Number(third, None, FIGURES.parts.rows[0].value, start, end, odd=True)


def _compared(clause: str, number: Number) -> Number:
    """Hold a number against its goal as the words around it say, and add what it is in another unit."""
    comparator, stated, finish = _compare(clause, number.start, number.end)
    equivalent = None
    if same := FIGURES.same.match(clause[finish : finish + 30]):
        equivalent = (value_of(same["same"]) or Decimal(0), same["in"])
        finish += same.end()
        if not stated:
            comparator, stated, more = _compare(clause, number.start, finish)
            finish = max(finish, more)
    if FIGURES.top.fullmatch(number.unit):
        money = FIGURES.sum.first(clause[: number.start]) if number.chinese else None
        if of := money or FIGURES.people.first(f"{clause[: number.start]}\n{clause[number.end :]}"):
            number = number._replace(unit=number.unit + of[0].value, odd=number.odd or of is money)
    if number.about and not stated:
        comparator, stated = ">=", True
    return number._replace(comparator=comparator, stated=stated, equivalent=equivalent, finish=finish)


def _compare(clause: str, start: int, end: int) -> tuple[str, bool, int]:
    """Return the comparator, whether a word states it, and where the words after the number end."""
    head = clause[max(0, start - 12) : start]
    if after := FIGURES.after.first(clause[end : end + 8]):
        return after[0].value, True, end + after[1].end()
    if before := FIGURES.before.first(head):
        return before[0].value, True, end
    # 控制在5%: the nearest number after the word.
    if (ceiling := FIGURES.ceiling.search(head)) and not any(char.isdecimal() for char in head[ceiling.end() :]):
        return "<=", True, end
    return ">=", False, end


def _with_baselines(clause: str, found: list[Number]) -> list[Number]:
    """Give 163 of 由143元提高到163元 its baseline and drop that; 从a、b分别提高到c、d has two."""
    out: list[Number] = []
    first = 0
    while first < len(found):
        last = first + 1
        while last < len(found) and clause[found[last - 1].finish : found[last].start] in _BETWEEN:
            last += 1
        old, new = found[first:last], found[last : 2 * last - first]
        begins = FIGURES.stood.search(clause, out[-1].finish if out else 0, old[0].start)
        tail = clause[old[-1].finish : new[0].start] if new else ""
        if new and (FIGURES.moves_to.match(tail) or (begins and FIGURES.moves.match(tail))):
            since = begins.start() if begins else old[0].start
            each = FIGURES.each.search(clause, since, old[0].start)
            out += [
                now._replace(baseline=_rescaled(before, now), since=since, each=each[0] if each else "")
                for before, now in zip(old, new, strict=False)
            ]
            last += len(new)
        else:
            out += old
        first = last
    return out


def _rescaled(before: Number, now: Number) -> Decimal | None:
    """由9800元提高到1.05万元: the baseline in the unit of the goal."""
    if before.base != now.base:
        return None
    scales = (number.unit[: number.unit.index(number.base)] for number in (before, now))
    one, other = (value_of(scale) if scale else Decimal(1) for scale in scales)
    return before.value * one / other if one and other else None


def _shared(clause: str, found: list[Number]) -> list[Number]:
    """分别增长8%和10%以上: the word after the last number, or before the first, holds for all of them."""
    each = FIGURES.respectively.search(clause)
    listed = [number for number in found if each and number.start > each.start()]
    if len(listed) <= 1:
        return found
    model, *others = [number for number in listed if number.stated] or listed
    is_first = model is listed[0] and model.finish == model.end
    if others or not (is_first or model is listed[-1]):
        return found
    same = {number.start for number in listed}
    return [
        number._replace(comparator=model.comparator, stated=True) if number.start in same else number
        for number in found
    ]


def _in_brackets(clause: str, at: int) -> bool:
    opened = clause.rfind("(", max(0, at - 80), at)
    return opened >= 0 and clause.find(")", opened, at) < 0 and clause.find(")", at, at + 80) >= 0

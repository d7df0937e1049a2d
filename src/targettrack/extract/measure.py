"""How a promised number is measured: its kind, comparator, period, set and good side. Knows no titles and no times."""

from __future__ import annotations

from targettrack.extract.figures import Number
from targettrack.extract.rules import Rules
from targettrack.model import Better, Comparator, Every, Kind

RULES = Rules("measures")


def kind(clause: str, head: str, tail: str, number: Number) -> Kind:
    """Tell the kind; `head` is what stands before the number and its baseline, `tail` what stands behind it."""
    near = clause[: number.start][-16:]
    if number.rank or (RULES.rank_unit.fullmatch(number.base) and RULES.rises.search(clause)):
        return Kind.RANK
    if RULES.each_of.search(clause[: number.start]) or is_whole(clause, number):
        return Kind.COVERAGE
    if RULES.rate_unit.fullmatch(number.unit):
        return _of_share(clause, head, near, tail, number)
    if RULES.all_reach.search(head) and RULES.reach.search(clause) and RULES.money_or_share.fullmatch(number.base):
        return Kind.COVERAGE
    fixed = (
        "/" in number.unit
        or RULES.limit.fullmatch(number.base)
        or number.baseline is not None
        or RULES.level_verb.search(near)
    )
    stock = RULES.level_noun.search(head) or (RULES.stock_unit.fullmatch(number.base) and RULES.stock.search(near))
    return Kind.LEVEL if fixed or (stock and not RULES.added.search(head)) else Kind.QUANTITY


def _of_share(clause: str, head: str, near: str, tail: str, number: Number) -> Kind:
    """增长5% is a growth, 覆盖率达到95% a level, 所有行政村…100% a coverage."""
    if RULES.point_unit.fullmatch(number.unit) and RULES.compared.search(clause):
        return Kind.RELATIVE
    if RULES.rate_behind.match(tail):
        return Kind.GROWTH
    if RULES.share_of.search(near) or (RULES.share_near.search(near) and not RULES.of_a_rate.search(near)):
        return Kind.LEVEL
    if RULES.growth.search(head[-20:]) or RULES.growth.search(near):
        return Kind.GROWTH
    return Kind.COVERAGE if RULES.all_reach.search(clause) else Kind.LEVEL


def is_whole(clause: str, number: Number) -> bool:
    """全部120个村: the number is how many there are, and all of them are meant."""
    if RULES.rate_unit.fullmatch(number.unit) or RULES.money_or_share.fullmatch(number.base):
        return False
    behind = clause[number.finish :]
    return RULES.all_of.search(clause[: number.start]) is not None or RULES.all_behind.match(behind) is not None


def per(clause: str, number: Number | None = None) -> str:
    """What a coverage counts: 行政村 of 所有行政村, 村 of 每村 and of 全部120个村."""
    if number is not None:
        places = (RULES.each_of.search(clause[: number.start]), RULES.set.match(clause[number.end :]))
        if named := next((match for match in places if match), None):
            return named["per"]
    match = RULES.per.search(clause)
    return match["per"] if match else ""


def every(head: str, of: Kind) -> Every | None:
    """The period that a count holds for: 每月至少2次. 每年 is the year of the plan, 每月780元 a standard."""
    found = RULES.every.first(head) if of in (Kind.QUANTITY, Kind.COVERAGE) else None
    return Every(found[0].value) if found else None


def comparator(number: Number, indicator: str, head: str, of: Kind) -> Comparator:
    """How the figure is held; a bare number of what is good when it is low is a ceiling, save where it says by how much."""
    if number.rank:
        return Comparator.AT_MOST
    # 压减30%以上 asks for at least; 压缩至3天以内 for at most. The words after the number are read already.
    if not number.stated and of in (Kind.LEVEL, Kind.GROWTH, Kind.QUANTITY) and _is_low(indicator, head):
        return Comparator.AT_MOST
    return Comparator(number.comparator)


def better(indicator: str, head: str, held: Comparator) -> Better | None:
    """Say that less is better where the comparator does not: 失业率5.5%左右."""
    return Better.LESS if held is Comparator.ABOUT and _is_low(indicator, head) else None


def _is_low(indicator: str, head: str) -> bool:
    return RULES.less.search(indicator) is not None and not RULES.down.search(head[-8:])


def named(indicator: str, of: Kind, head: str, tail: str, unit: str) -> str:
    """地区生产总值增长6% has the indicator 地区生产总值增速."""
    if RULES.point_unit.fullmatch(unit) and (points := RULES.by_points.first(head)):
        return indicator + points[0].value
    if of is not Kind.GROWTH or RULES.named_rate.search(indicator):
        return indicator
    found = RULES.down.first(head[-16:]) or RULES.up.first(head[-16:] + tail[:6])
    return indicator.removesuffix(found[0].value[0]) + found[0].value if found else indicator

"""How a promised number is measured: its kind, comparator, period, set and good side. Knows no titles and no times."""

from __future__ import annotations

from targettrack.extract.figures import Number
from targettrack.extract.rules import table
from targettrack.model import Better, Comparator, Every, Kind

LIMIT, RATE_UNIT, POINT_UNIT, RANK_UNIT = (
    table("measures", name) for name in ("limit", "rate_unit", "point_unit", "rank_unit")
)
RISES, LEVEL_NOUN, LEVEL_VERB, ADDED = (
    table("measures", name) for name in ("rises", "level_noun", "level_verb", "added")
)
SHARE_OF, SHARE_NEAR, RATE_BEHIND = (table("measures", name) for name in ("share_of", "share_near", "rate_behind"))
OF_A_RATE, GROWTH, DOWN, UP = (table("measures", name) for name in ("of_a_rate", "growth", "down", "up"))
BY_POINTS = table("measures", "by_points")
NAMED_RATE, COMPARED, LESS, EVERY = (table("measures", name) for name in ("named_rate", "compared", "less", "every"))
EACH_OF, ALL_OF, ALL_BEHIND, SET = (table("measures", name) for name in ("each_of", "all_of", "all_behind", "set"))
ALL_REACH, REACH, MONEY_OR_SHARE, PER = (
    table("measures", name) for name in ("all_reach", "reach", "money_or_share", "per")
)
STOCK_UNIT, STOCK = table("measures", "stock_unit"), table("measures", "stock")
MULTIPLE = table("measures", "multiple")


def kind(clause: str, head: str, tail: str, number: Number) -> Kind:
    """Tell the kind; `head` is what stands before the number and its baseline, `tail` what stands behind it."""
    near = clause[: number.start][-16:]
    if number.rank or (RANK_UNIT.fullmatch(number.base) and RISES.search(clause)):
        return Kind.RANK
    if EACH_OF.search(clause[: number.start]) or is_whole(clause, number):
        return Kind.COVERAGE
    if RATE_UNIT.fullmatch(number.unit):
        return _of_share(clause, head, near, tail, number)
    if ALL_REACH.search(head) and REACH.search(clause) and MONEY_OR_SHARE.fullmatch(number.base):
        return Kind.COVERAGE
    fixed = "/" in number.unit or LIMIT.fullmatch(number.base) or number.baseline is not None or LEVEL_VERB.search(near)
    stock = LEVEL_NOUN.search(head) or (STOCK_UNIT.fullmatch(number.base) and STOCK.search(near))
    return Kind.LEVEL if fixed or (stock and not ADDED.search(head)) else Kind.QUANTITY


def _of_share(clause: str, head: str, near: str, tail: str, number: Number) -> Kind:
    """增长5% is a growth, 覆盖率达到95% a level, 所有行政村…100% a coverage."""
    if POINT_UNIT.fullmatch(number.unit) and COMPARED.search(clause):
        return Kind.RELATIVE
    if RATE_BEHIND.match(tail):
        return Kind.GROWTH
    if SHARE_OF.search(near) or (SHARE_NEAR.search(near) and not OF_A_RATE.search(near)):
        return Kind.LEVEL
    if GROWTH.search(head[-20:]) or GROWTH.search(near):
        return Kind.GROWTH
    return Kind.COVERAGE if ALL_REACH.search(clause) else Kind.LEVEL


def is_whole(clause: str, number: Number) -> bool:
    """全部120个村: the number is how many there are, and all of them are meant."""
    if RATE_UNIT.fullmatch(number.unit) or MONEY_OR_SHARE.fullmatch(number.base):
        return False
    behind = clause[number.finish :]
    return ALL_OF.search(clause[: number.start]) is not None or ALL_BEHIND.match(behind) is not None


def per(clause: str, number: Number | None = None) -> str:
    """What a coverage counts: 行政村 of 所有行政村, 村 of 每村 and of 全部120个村."""
    if number is not None:
        places = (EACH_OF.search(clause[: number.start]), SET.match(clause[number.end :]))
        if named := next((match for match in places if match), None):
            return named["per"]
    match = PER.search(clause)
    return match["per"] if match else ""


def every(head: str, of: Kind) -> Every | None:
    """The period that a count holds for: 每月至少2次. 每年 is the year of the plan, 每月780元 a standard."""
    found = EVERY.first(head) if of in (Kind.QUANTITY, Kind.COVERAGE) else None
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
    return LESS.search(indicator) is not None and not DOWN.search(head[-8:])


def named(indicator: str, of: Kind, head: str, tail: str, unit: str) -> str:
    """地区生产总值增长6% has the indicator 地区生产总值增速."""
    if POINT_UNIT.fullmatch(unit) and (points := BY_POINTS.first(head)):
        return indicator + points[0].value
    if of is not Kind.GROWTH or NAMED_RATE.search(indicator):
        return indicator
    found = DOWN.first(head[-16:]) or UP.first(head[-16:] + tail[:6])
    return indicator.removesuffix(found[0].value[0]) + found[0].value if found else indicator

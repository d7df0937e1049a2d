"""A clause and its promised numbers → goals: whose figure it is, of what kind, held how. Knows no times or units."""

from __future__ import annotations

from targettrack.extract import titles, wording
from targettrack.extract.figures import Number
from targettrack.extract.rules import FIGURES, MEASURES, NAMES, TIMES
from targettrack.model import Better, Comparator, Every, Goal, Kind, Quantity
from targettrack.named import NamedTuple


class Promise(NamedTuple):
    """One thing promised by a clause. `first` to `last` are its own characters within the clause."""

    title: str
    kind: Kind
    goal: Goal
    first: int
    last: int
    assumed: tuple[str, ...] = ()
    plain: bool = False  # a figure in digits with its name and unit: a heading is read for no other


# What is counted is delivered, or is a flow of the year.
_MADE = frozenset((Kind.QUANTITY, Kind.COVERAGE))
_EDGES = "，、。;: "


def numeric(
    clause: str, found: list[Number], *, before: Promise | None, verb: str = "", topic: str = "", whose: str = ""
) -> list[Promise]:
    """Make one promise of each number.

    `before` is the last one of the sentence, whose indicator 力争达到6% takes over; `verb` is that of the clause before,
    for one that has none: 新增学位1620个，托位300个; `topic` what it is about, for 完成投资5亿元; `whose` the place
    whose headline figures these are.
    """
    out: list[Promise] = []
    for share in titles.shares(clause, found, verb):
        about = wording.topic(out[-1].goal.indicator) or topic if out else topic
        made = _promise(clause, share, out[-1] if out else before, out[0] if out else None, about)
        out.append(_of_place(made, whose) if whose else made)
    return out


def _promise(clause: str, share: titles.Share, previous: Promise | None, leader: Promise | None, topic: str) -> Promise:
    number, first, last = share.number, share.first, share.last
    head, tail = share.head[: None if number.since is None else number.since - number.start], share.tail
    kind, subject, inner = _kind(clause, head, tail, number), "", None
    if kind is Kind.RELATIVE and (held := MEASURES.compared.search(head)):
        indicator = named(head[: held.start()])
    elif share.name:
        indicator = share.name + _indicator(share.word, "", "", number)
        indicator += f"({each})" if (each := share.each(clause)) else ""
    else:
        indicator = _indicator(head, tail + share.noun, share.verb, number)
    if share.name and leader:
        kind = leader.kind if kind in (Kind.LEVEL, Kind.QUANTITY) and leader.goal.unit == number.unit else kind
    if previous and previous.goal.value is not None and not indicator:
        indicator = NAMES.rated.sub("", previous.goal.indicator)
        subject = indicator if NAMES.bare.match(clause[first:last].strip(_EDGES)) else ""
        if previous.goal.unit == number.unit and kind is Kind.LEVEL:
            kind, indicator = previous.kind, previous.goal.indicator
    elif not share.name and share.alone:
        subject, inner = _completed(
            clause[first:last], indicator, topic, previous if kind is Kind.LEVEL else None, number
        )
        indicator = indicator.removeprefix(share.verb) if subject else indicator
        indicator = subject + (indicator.replace(inner[0], "".join(inner), 1) if inner else indicator)
    if number.each and number.each not in indicator:
        indicator += f"({number.each})"
    goal = _goal(clause, share, indicator, kind, head)
    title = share.title(clause, subject, inner)
    return Promise(title, kind, goal, first, last, _assumed(number, goal), plain=_is_plain(number, indicator))


def _of_place(promise: Promise, whose: str) -> Promise:
    """地区生产总值增长9% after 支持曹妃甸高质量发展: a figure of that place, not of the whole."""
    goal = promise.goal
    if goal.value is None or not NAMES.headline.match(goal.indicator):
        return promise
    return promise._replace(
        title=titles.short(whose + promise.title), goal=goal._replace(indicator=whose + goal.indicator)
    )


def _completed(
    clause: str, indicator: str, topic: str, beside: Promise | None, number: Number
) -> tuple[str, tuple[str, str] | None]:
    """What an indicator lacks, from what was said before: whose it is; or the noun, the measure behind its own words."""
    if topic and topic not in indicator:
        if wording.lacks(indicator) or NAMES.of_these.match(clause):
            return topic.removesuffix(wording.stripped(indicator)), None
        if level := wording.level_of(indicator, topic):
            return "", level
    if beside and beside.goal.unit == number.unit and (rest := wording.likewise(indicator, beside.goal.indicator)):
        return "", (indicator, rest)
    return "", None


def _goal(clause: str, share: titles.Share, indicator: str, kind: Kind, head: str) -> Goal:
    number = share.number
    held = _comparator(number, indicator, head, kind)
    return Goal(
        indicator=_rated(indicator, kind, head, clause[number.finish : share.last], number.unit),
        comparator=held,
        value=number.value,
        unit=number.unit,
        to=number.upper,
        baseline=number.baseline,
        equivalent=Quantity(*number.equivalent) if number.equivalent else None,
        per=per(clause, number) if kind is Kind.COVERAGE else "",
        every=_every(clause[share.first : number.start], kind),
        better=Better.LESS if held is Comparator.ABOUT and _is_low(indicator, head) else None,  # 失业率5.5%左右
        measure=wording.measure(share.verb or wording.stripped(head)) if kind in _MADE else None,
        denominator=number.value if kind is Kind.COVERAGE and _is_whole(clause, number) else None,
    )


def _indicator(head: str, tail: str, verb: str, number: Number) -> str:
    """The words around a figure without those that hold it, move it or say when."""
    name = TIMES.own.sub("", FIGURES.comparing.sub("", wording.stripped(wording.unlinked(head))))
    is_share = MEASURES.rate_unit.fullmatch(number.unit) is not None
    reaching = NAMES.tail if is_share or MEASURES.share_near.search(head) else NAMES.tail_count
    name = NAMES.filling.sub("", reaching.sub("", name))
    rest = (
        ""
        if is_share and len(name) > 1 and not wording.has_verb(tail)
        else NAMES.behind.sub("", tail).strip("，、。;的以上")
    )
    return (verb + name + rest).strip("，、的 ").rstrip("再")[: titles.LONGEST]


def named(text: str) -> str:
    """The name of an indicator that stands in front of 高于, 与…同步, 翻一番."""
    return NAMES.tail.sub("", wording.stripped(text))[: titles.LONGEST]


def multiple(clause: str) -> Promise | None:
    """县域数字经济规模翻一番: a level of a baseline that nobody has said; how often it is to be taken stays in words."""
    if not (found := MEASURES.multiple.first(clause)):
        return None
    row, match = found
    goal = Goal(indicator=named(clause[: match.start()]), comparator=Comparator(row.value), done_when=match[0])
    return Promise(titles.short(clause), Kind.LEVEL, goal, 0, len(clause), ("baseline",))


def _assumed(number: Number, goal: Goal) -> tuple[str, ...]:
    """Name the fields that the text does not state as they stand: 500多人 and a bare 500人, an unknown measure word, work or flow."""
    marks = {
        "comparator": number.about or not (number.stated or number.rank),
        "unit": number.odd,
        "better": goal.better is not None,
        "measure": goal.measure is not None,
    }
    return tuple(name for name, holds in marks.items() if holds)


def _is_plain(number: Number, indicator: str) -> bool:
    return bool(indicator) and not (number.chinese or number.odd)


def _kind(clause: str, head: str, tail: str, number: Number) -> Kind:
    """Tell the kind; `head` is what stands before the number and its baseline, `tail` what stands behind it."""
    ahead = clause[: number.start]
    near = ahead[-16:]
    if number.rank or (MEASURES.rank_unit.fullmatch(number.base) and MEASURES.rises.search(clause)):
        return Kind.RANK
    if MEASURES.each_of.search(ahead) or _is_whole(clause, number):
        return Kind.COVERAGE
    if MEASURES.rate_unit.fullmatch(number.unit):
        return _of_share(clause, head, near, tail, number)
    if (
        MEASURES.all_reach.search(head)
        and MEASURES.reach.search(clause)
        and MEASURES.money_or_share.fullmatch(number.base)
    ):
        return Kind.COVERAGE
    if "/" in number.unit or number.baseline is not None:
        return Kind.LEVEL
    fixed = MEASURES.limit.fullmatch(number.base) or MEASURES.level_verb.search(near)
    stock = MEASURES.level_noun.search(head) or (
        MEASURES.stock_unit.fullmatch(number.base) and MEASURES.stock.search(near)
    )
    return Kind.LEVEL if fixed or (stock and not MEASURES.added.search(head)) else Kind.QUANTITY


def _of_share(clause: str, head: str, near: str, tail: str, number: Number) -> Kind:
    """增长5% is a growth, 覆盖率达到95% a level, 所有行政村…100% a coverage."""
    if MEASURES.point_unit.fullmatch(number.unit) and MEASURES.compared.search(clause):
        return Kind.RELATIVE
    if MEASURES.rate_behind.match(tail):
        return Kind.GROWTH
    if MEASURES.share_of.search(near) or (MEASURES.share_near.search(near) and not MEASURES.of_a_rate.search(near)):
        return Kind.LEVEL
    if MEASURES.growth.search(head[-20:]) or MEASURES.growth.search(near):
        return Kind.GROWTH
    return Kind.COVERAGE if MEASURES.all_reach.search(clause) else Kind.LEVEL


def _is_whole(clause: str, number: Number) -> bool:
    """全部120个村: the number is how many there are, and all of them are meant."""
    if MEASURES.rate_unit.fullmatch(number.unit) or MEASURES.money_or_share.fullmatch(number.base):
        return False
    behind = clause[number.finish :]
    return MEASURES.all_of.search(clause[: number.start]) is not None or MEASURES.all_behind.match(behind) is not None


def per(clause: str, number: Number | None = None) -> str:
    """What a coverage counts: 行政村 of 所有行政村, 村 of 每村 and of 全部120个村."""
    if number is not None:
        places = (MEASURES.each_of.search(clause[: number.start]), MEASURES.set.match(clause[number.end :]))
        if named := next((match for match in places if match), None):
            return named["per"]
    match = MEASURES.per.search(clause)
    return match["per"] if match else ""


def _every(head: str, of: Kind) -> Every | None:
    """The period that a count holds for: 每月至少2次. 每年 is the year of the plan, 每月780元 a standard."""
    found = MEASURES.every.first(head) if of in (Kind.QUANTITY, Kind.COVERAGE) else None
    return Every(found[0].value) if found else None


def _comparator(number: Number, indicator: str, head: str, of: Kind) -> Comparator:
    """How the figure is held; a bare number of what is good when it is low is a ceiling, save where it says by how much."""
    if number.rank:
        return Comparator.AT_MOST
    # 压减30%以上 asks for at least; 压缩至3天以内 for at most. The words after the number are read already.
    if not number.stated and of in (Kind.LEVEL, Kind.GROWTH, Kind.QUANTITY) and _is_low(indicator, head):
        return Comparator.AT_MOST
    return Comparator(number.comparator)


def _is_low(indicator: str, head: str) -> bool:
    return MEASURES.less.search(indicator) is not None and not MEASURES.down.search(head[-8:])


def _rated(indicator: str, of: Kind, head: str, tail: str, unit: str) -> str:
    """地区生产总值增长6% has the indicator 地区生产总值增速."""
    if MEASURES.point_unit.fullmatch(unit) and (points := MEASURES.by_points.first(head)):
        return indicator + points[0].value
    if of is not Kind.GROWTH or MEASURES.named_rate.search(indicator):
        return indicator
    found = MEASURES.down.first(head[-16:]) or MEASURES.up.first(head[-16:] + tail[:6])
    return indicator.removesuffix(found[0].value[0]) + found[0].value if found else indicator

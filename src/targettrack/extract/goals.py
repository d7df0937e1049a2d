"""A clause and its promised numbers → goals: whose figure it is, of what kind, held how. Knows no times or units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from targettrack.extract import measure, titles
from targettrack.extract.figures import Number
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
    sure: Decimal  # how sure the rule is: only a heading asks for it
    assumed: tuple[str, ...] = ()


_FILLING = table("names", "filling")
_TIME = table("times", "own")
_BEHIND = table("names", "behind")
_RATE_UNIT = table("measures", "rate_unit")
_NEAR_SHARE = table("measures", "share_near")
# What is counted is delivered, or is a flow of the year.
_MADE = frozenset((Kind.QUANTITY, Kind.COVERAGE))
_EDGES = "，、。;: "


def numeric(clause: str, found: list[Number], *, before: Promise | None, verb: str = "") -> list[Promise]:
    """Make one promise of each number.

    `before` is the last one of the sentence, whose indicator 力争达到6% takes over; `verb` is that of the clause before,
    for one that has none: 新增学位1620个，托位300个.
    """
    out: list[Promise] = []
    for share in titles.shares(clause, found, verb):
        out.append(_promise(clause, share, out[-1] if out else before, out[0] if out else None))
    return out


def _promise(clause: str, share: titles.Share, previous: Promise | None, leader: Promise | None) -> Promise:
    number, first, last = share.number, share.first, share.last
    head, tail = clause[first : number.start if number.since is None else number.since], clause[number.finish : last]
    indicator = share.name or _indicator(head, tail + share.noun, share.verb, number)
    kind, subject = measure.kind(clause, head, tail, number), ""
    if share.name and leader:
        head = share.leading
        kind = leader.kind if kind is Kind.LEVEL and leader.goal.unit == number.unit else kind
    if previous and previous.goal.value is not None and not indicator:
        indicator = titles.unrated(previous.goal.indicator)
        subject = indicator if titles.is_bare(clause[first:last].strip(_EDGES)) else ""
        if previous.goal.unit == number.unit and kind is Kind.LEVEL:
            kind, indicator = previous.kind, previous.goal.indicator
    elif leader and previous and not share.name and titles.measured(indicator) == indicator:
        subject = titles.thing(previous.goal.indicator)
        indicator = subject + indicator
    if number.each and number.each not in indicator:
        indicator += f"({number.each})"
    goal = _goal(clause, share, indicator, kind, head)
    title = share.title(clause, subject)
    return Promise(title, kind, goal, first, last, _sureness(number, indicator), _assumed(number, goal))


def _goal(clause: str, share: titles.Share, indicator: str, kind: Kind, head: str) -> Goal:
    number = share.number
    held = measure.comparator(number, indicator, head, kind)
    return Goal(
        indicator=measure.named(indicator, kind, head, clause[number.finish : share.last], number.unit),
        comparator=held,
        value=number.value,
        unit=number.unit,
        to=number.upper,
        baseline=number.baseline,
        equivalent=Quantity(*number.equivalent) if number.equivalent else None,
        per=measure.per(clause, number) if kind is Kind.COVERAGE else "",
        every=measure.every(clause[share.first : number.start], kind),
        better=measure.better(indicator, head, held),
        measure=titles.measure(share.verb or titles.stripped(head)) if kind in _MADE else None,
        denominator=number.value if kind is Kind.COVERAGE and measure.is_whole(clause, number) else None,
    )


def _indicator(head: str, tail: str, verb: str, number: Number) -> str:
    """The words around a figure without those that hold it, move it or say when."""
    name = _TIME.sub("", titles.held(titles.stripped(titles.unlinked(head))))
    is_share = _RATE_UNIT.fullmatch(number.unit) is not None
    name = titles.untailed(name) if is_share or _NEAR_SHARE.search(head) else titles.unlinked_behind(name)
    name = _FILLING.sub("", name)
    rest = "" if is_share and len(name) > 1 else _BEHIND.sub("", tail).strip("，、。;的以上")
    return (verb + name + rest).strip("，、的再 ")[: titles.LONGEST]


def named(text: str) -> str:
    """The name of an indicator that stands in front of 高于, 与…同步, 翻一番."""
    return titles.untailed(titles.stripped(text))[: titles.LONGEST]


def multiple(clause: str) -> Promise | None:
    """县域数字经济规模翻一番: a level of a baseline that nobody has said; how often it is to be taken stays in words."""
    if not (found := measure.RULES.multiple.first(clause)):
        return None
    row, match = found
    goal = Goal(indicator=named(clause[: match.start()]), comparator=Comparator(row.value), done_when=match[0])
    return Promise(titles.short(clause), Kind.LEVEL, goal, 0, len(clause), Decimal("0.75"), ("baseline",))


def _assumed(number: Number, goal: Goal) -> tuple[str, ...]:
    """Name the fields that the text does not state as they stand: 500多人 and a bare 500人, an unknown measure word, work or flow."""
    marks = {
        "comparator": number.about or not (number.stated or number.rank),
        "unit": number.odd,
        "better": goal.better is not None,
        "measure": goal.measure is not None,
    }
    return tuple(name for name, holds in marks.items() if holds)


def _sureness(number: Number, indicator: str) -> Decimal:
    if number.chinese or number.odd or not indicator:
        return Decimal("0.6")
    return Decimal("0.95") if number.stated or number.unit == "%" else Decimal("0.9")

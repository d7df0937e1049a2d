"""What happens to invented promises: reports of the units month by month, and what the office decides. By chance alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from promises import NEXT, NOTES, PROBLEMS, REASONS, Topic
from targettrack.model import KINDS, Kind

if TYPE_CHECKING:
    from random import Random

Plain = dict[str, Any]
"""A table of TOML as plain data, its keys in the order in which the program writes them."""
DAY = date(2025, 10, 31)
"""The day to look at: the last reports are of its month, and entered soon after it."""
YEAR, LAST = DAY.year, date(DAY.year, 12, 31)
ZONE = timezone(timedelta(hours=8))
_MONTH_ENDS = tuple(date(YEAR, month, 1) - timedelta(days=1) for month in range(3, DAY.month + 2))
_HALVES = sorted((*_MONTH_ENDS, *(date(YEAR, month, 15) for month in range(3, DAY.month + 1))))
_OFFICE = "政府办公室督查室"


def number_of(topic: Topic, count: int) -> float:
    """A number as people write it: 5.5, but 6."""
    return count / topic.parts if count % topic.parts else count // topic.parts


def said(chance: Random, topic: Topic, head: Plain, number: float | None, reports: int | None) -> list[Plain]:
    """What was reported and decided, in order of entry: so many reports, or by chance none to nine; then what the office says."""
    count = chance.choices(range(10), _REPORTS)[0] if reports is None else reports
    ends = sorted(chance.sample(_MONTH_ENDS if count <= len(_MONTH_ENDS) else _HALVES, count))
    pace = chance.uniform(0.5, 1.3)
    lines = [_report(chance, topic, head["owner"], number, end, pace) for end in ends]
    if lines and happens(chance, 30):
        lines.append(_decision(chance, topic, head, lines[-1]))
    return lines


_REPORTS = (10, 10, 12, 12, 12, 12, 10, 9, 7, 6)
"""How many of a hundred records have none, one, two … reports."""


def _report(chance: Random, topic: Topic, owner: str, number: float | None, end: date, pace: float) -> Plain:
    morning = datetime(end.year, end.month, end.day, 8, tzinfo=ZONE)
    entered = morning + timedelta(days=chance.randint(1, 9), seconds=chance.randrange(36000))
    line: Plain = {"at": entered, "as_of": end, "by": owner, "status": "active"}
    figure = _figure(topic, number, pace * (end.month / 12 if KINDS[topic.kind].any_time else chance.uniform(1, 1.1)))
    if figure is not None:
        line["value"] = figure
    if happens(chance, 70):
        line["note"] = chance.choice(NOTES).format(n=chance.randint(2, 30))
    if happens(chance, 8):
        line |= {"problem": chance.choice(PROBLEMS).format(n=chance.randint(2, 30)), "next": chance.choice(NEXT)}
    return line


def _figure(topic: Topic, number: float | None, share: float) -> float | None:
    """What a unit reports when it has a share of what was promised; None where the promise has no number."""
    match topic.kind:
        case Kind.QUALITATIVE:
            return None
        case Kind.GUARD:
            return 0
        case Kind.MILESTONE:
            return min(100, round(share * 100))
        case Kind.COVERAGE:
            return min(topic.denominator, int(share * topic.denominator))
        case Kind.GROWTH | Kind.LEVEL | Kind.RELATIVE:  # about what was promised, at any time
            return number_of(topic, round((number or 5) * (90 + 10 * share) / 100 * topic.parts))
        case _:
            return number_of(topic, round((number or 0) * share * topic.parts))


def _decision(chance: Random, topic: Topic, head: Plain, last: Plain) -> Plain:  # noqa: PLR0911  # one for each decision
    """What follows the last report: it is finished, or the office moves, judges, asks, sets aside or takes back."""
    line: Plain = {"at": last["at"] + timedelta(hours=chance.randint(1, 60)), "as_of": last["as_of"]}
    office = f"{head['owner'].removesuffix(topic.bureau)}{_OFFICE}"
    authority = {"reason": chance.choice(REASONS), "authority": f"政府常务会议第{chance.randint(3, 30)}次"}
    match chance.randrange(9):
        case 0 if "deadline" in head:
            return line | {"by": office, "deadline": head["deadline"] + timedelta(days=31), **authority}
        case 1 if topic.kind is Kind.QUALITATIVE:
            judged = chance.choice(("advancing", "slow", "stalled"))
            return line | {"by": office, "assess": judged, "reason": "现场查看"}
        case 2:
            return line | {"by": office, "notice": f"督办〔{YEAR}〕{chance.randint(1, 99)}号", "reply_by": LAST}
        case 3:
            return line | {"by": office, "status": chance.choice(("suspended", "dropped")), **authority}
        case 4:
            return line | {"by": office, "reason": "数据有误", "void": last}
        case 5 | 6:
            paper = f"验收备案〔{YEAR}〕{chance.randint(1, 99)}号"
            return line | {"by": office, "status": "closed", "evidence": paper, "waive": "由核查组现场确认"}
        case _:
            done = {"status": "done", "value": 100} if topic.kind is Kind.MILESTONE else {"status": "done"}
            return line | {"by": head["owner"], **done, "evidence": f"验收备案〔{YEAR}〕{chance.randint(1, 99)}号"}


def happens(chance: Random, per_cent: int) -> bool:
    """Whether something that happens so often happens now."""
    return chance.random() * 100 < per_cent

"""A clause without figures → what it promises: relative, set from above, guard, milestone, coverage or soft work.

Knows no numbers, times or units of government.
"""

from __future__ import annotations

from decimal import Decimal

from targettrack.extract import goals, measure, milestones, wording
from targettrack.extract.goals import Promise
from targettrack.extract.phrases import kinds, parts, soft
from targettrack.model import Comparator, Goal, Kind

# A guard's word stands among the first characters; a longer list of subjects is no list of targets.
_NEAR = 8
_MOST_SUBJECTS = 12
_SHORTEST_COURSE, _LONGEST_COURSE = 4, 40


def plain(clause: str, *, targets: bool) -> list[Promise]:
    """Read a clause without a promised number. `targets`: it stands among the main targets of the year."""
    text = clause.strip("，、。;: ")
    if parts.INTRODUCES.search(text):
        return []
    if kinds.EXTERNAL.search(text):
        return _external(text)
    body = wording.stripped(text)
    found = _relative(text) or _guard(text) or _milestone(text, body) or _coverage(text, body) or _soft(text, body)
    if not found and targets:
        found = _course(text)
    return [found] if found else []


def _relative(text: str) -> Promise | None:
    """居民收入增长与经济增长同步."""
    match = kinds.RELATIVE.search(text)
    if not match or soft.IN_STEP.search(text) or not soft.COMPARED.search(text):
        return None
    name = goals.TAIL_WORDS.sub("", wording.stripped(text[: match.start()]))
    if len(name) <= 1:
        return None
    goal = Goal(indicator=name[: wording.LONGEST], comparator=Comparator.AT_LEAST)
    return _promise(text, Kind.RELATIVE, goal, "0.85", ("comparator",))


def _guard(text: str) -> Promise | None:
    """坚决遏制重特大事故: the word stands at the beginning."""
    match = kinds.GUARD.search(text)
    return _promise(text, Kind.GUARD, Goal(), "0.8") if match and match.start() <= _NEAR else None


def _milestone(text: str, body: str) -> Promise | None:
    sure = milestones.milestone(text, body)
    return _promise(text, Kind.MILESTONE, Goal(), sure) if sure else None


def _coverage(text: str, body: str) -> Promise | None:
    """行政村5G网络全覆盖."""
    if len(text) > wording.LONGEST or not kinds.COVERAGE.search(text) or soft.NO_COVERAGE.match(body):
        return None
    return _promise(text, Kind.COVERAGE, Goal(per=measure.per(text)), "0.75")


def _soft(text: str, body: str) -> Promise | None:
    begins = wording.SOFT.match(text) or wording.SOFT.match(body) or wording.START.match(body)
    return _promise(text, Kind.QUALITATIVE, Goal(), "0.5") if begins else None


def _course(text: str) -> Promise | None:
    """物价总体稳定 among the targets of the year needs no verb."""
    if not _SHORTEST_COURSE <= len(text) <= _LONGEST_COURSE or not soft.COURSE.search(text):
        return None
    return _promise(text, Kind.QUALITATIVE, Goal(indicator=text[:20]), "0.6")


def _promise(text: str, kind: Kind, goal: Goal, sure: str, assumed: tuple[str, ...] = ()) -> Promise:
    return Promise(wording.short(text), kind, goal, 0, len(text), Decimal(sure), assumed)


def _external(text: str) -> list[Promise]:
    """粮食产量、空气质量均完成省下达任务 is a target for each of them."""
    for_each = kinds.FOR_EACH.search(text)
    if for_each:
        listed = kinds.SUBJECTS.split(wording.stripped(text[: for_each.start()]))
        subjects = [part for part in listed if len(part) > 1][:_MOST_SUBJECTS]
        if len(subjects) > 1:
            end = text[for_each.end() :]
            return [
                Promise(wording.short(part + end), *_set_from_above(part, text), 0, len(text), Decimal("0.85"))
                for part in subjects
            ]
    verb = kinds.MEETS.search(text)
    name = wording.stripped(text[: verb.start()]) if verb else ""
    return [_promise(text, *_set_from_above(name[: wording.LONGEST], text), "0.85")]


def _set_from_above(indicator: str, text: str) -> tuple[Kind, Goal]:
    """The figure comes later, from whoever the text names; a share or a concentration is a level."""
    kind = Kind.LEVEL if kinds.SHARE.search(indicator) else Kind.QUANTITY
    task = kinds.EXTERNAL.search(text)
    setter = kinds.SETTER.search(task[0]) if task else None
    return kind, Goal(indicator=indicator, set_by=setter[0] if setter else "上级")

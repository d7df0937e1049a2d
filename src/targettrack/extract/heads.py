"""A clause without figures → what its head verb promises: relative, set from above, guard, milestone, coverage or soft work.

Knows no numbers, times or units of government.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from targettrack.extract import goals, titles
from targettrack.extract.goals import Promise
from targettrack.extract.rules import table
from targettrack.model import Comparator, Goal, Kind

_ENDS = table("verbs", "ends")
_STARTS = table("verbs", "starts")
_COMPLETES = table("verbs", "completes")
_BUILDS = table("verbs", "builds")
_SETS = table("verbs", "sets")
_EVENTS = table("verbs", "events")
_PAPERS = table("verbs", "papers")
_FINAL = table("verbs", "final")
_INSIDE = table("verbs", "inside")
_MANNER_BEHIND = table("verbs", "manner_behind")
_STAGE_ONLY = table("verbs", "stage_only")
_VAGUE = table("verbs", "vague")
_SETTLED = table("verbs", "settled")
_HELPING = table("verbs", "helping_others")
_ENDLESS = table("verbs", "endless")
_WORKS = table("nouns", "works")
_ABSTRACT = table("nouns", "abstract_end")
_INDEFINITE = table("verbs", "indefinite")
_NO_SUBJECT = table("verbs", "no_subject")
_COMPLETABLE = table("nouns", "completable")
_ALL = table("nouns", "all_tasks")
_OCCASIONS = table("nouns", "occasions")
_PAPER = table("nouns", "papers")
_LASTING = table("nouns", "lasting")
_INTRODUCES = table("kinds", "introduces")
_RELATIVE = table("kinds", "relative")
_COMPARED = table("kinds", "compared")
_CEILING = table("kinds", "ceiling")
_GUARD = table("kinds", "guard")
_COVERAGE = table("kinds", "coverage")
_EXTERNAL = table("kinds", "external")
_SETTER = table("kinds", "setter")
_FOR_EACH = table("kinds", "for_each")
_COURSE = table("kinds", "course")
_SHARE = table("kinds", "share")
_AND = table("kinds", "subjects")
_BARELY = table("kinds", "barely")
_MEETS = table("kinds", "meets")
_TASK = table("kinds", "task")
_BOUNDED = (Kind.MILESTONE, Kind.COVERAGE)
# A longer list of subjects is no list of targets; so short an object names nothing.
_MOST_SUBJECTS, _SHORTEST_OBJECT = 12, 3
_SHORTEST_COURSE, _LONGEST_COURSE = 4, 40
_SURE, _UNSURE, _SOFT = Decimal("0.8"), Decimal("0.6"), Decimal("0.5")


def plain(clause: str, *, targets: bool, topic: str = "") -> list[Promise]:
    """Read a clause without a promised number. `targets`: it stands among the main targets of the year.

    `topic` is what the sentence is about, for 启动治理工作, 实现县域全覆盖.
    """
    text = clause.strip("，、。;: ")
    if _INTRODUCES.search(text):
        return []
    if _EXTERNAL.search(text):
        return _external(text, topic)
    body = titles.stripped(text)
    found = _relative(text, body) or _guard(text, body) or _coverage(text, body) or _milestone(text, body)
    if not found and titles.has_verb(text):
        found = _promise(text, Kind.QUALITATIVE, Goal(), _SOFT)
    if not found and targets and _SHORTEST_COURSE <= len(text) <= _LONGEST_COURSE and _COURSE.search(text):
        found = _promise(text, Kind.QUALITATIVE, Goal(indicator=text[:20]), _UNSURE)
    if found and found.kind in _BOUNDED and topic and topic not in text and titles.lacks(_BARELY.sub("", body)):
        found = replace(found, title=titles.short(topic + text))
    return [found] if found else []


def is_stage(clause: str) -> bool:
    """Tell whether a clause is nothing but a stage of the work named before it: 力争上半年动工建设."""
    return _STAGE_ONLY.fullmatch(titles.stripped(clause.strip("，、。;: "))) is not None


def _relative(text: str, body: str) -> Promise | None:
    """居民收入增长与经济增长同步."""
    match = _RELATIVE.search(text)
    if not match or _LASTING.match(body) or not _COMPARED.search(text):
        return None
    name = goals.named(text[: match.start()])
    if len(name) <= 1:
        return None
    held = Comparator.AT_MOST if _CEILING.match(match[0]) else Comparator.AT_LEAST
    goal = Goal(indicator=name[: titles.LONGEST], comparator=held)
    return _promise(text, Kind.RELATIVE, goal, _SURE, ("comparator",))


def _guard(text: str, body: str) -> Promise | None:
    """坚决遏制重特大事故: the head verb keeps an event from happening."""
    return _promise(text, Kind.GUARD, Goal(), _SURE) if _GUARD.match(body) or _GUARD.match(text) else None


def _milestone(text: str, body: str) -> Promise | None:
    if _INDEFINITE.search(text):
        return None
    if _ends(body) or _begins(text, body) or _SETTLED.search(text) or (not _HELPING.match(text) and _inside(body)):
        return _promise(text, Kind.MILESTONE, Goal(), _SURE)
    return None


def _ends(body: str) -> bool:
    """The order work, stage: 三埠港搬迁项目完工."""
    match = _FINAL.search(body)
    if not match or match.start() < _SHORTEST_OBJECT - 1 or _LASTING.match(body):
        return False
    subject = _MANNER_BEHIND.sub("", body[: match.start()])
    if not subject or _NO_SUBJECT.search(subject) or _ABSTRACT.search(subject):
        return False
    return not _VAGUE.fullmatch(match[0]) or _WORKS.search(subject) is not None


def _inside(body: str) -> bool:
    """The order place, stage, work: 湿地公园建成游客中心主体工程."""
    match = None if _LASTING.match(body) or titles.head(body) else _INSIDE.search(body)
    return match is not None and match.start() > 1 and not _ABSTRACT.search(body)


def _begins(text: str, body: str) -> bool:
    """The order stage, work: 建成国道改建工程."""
    verb = titles.head(body)
    rest = body[len(verb) :]
    if not verb or _HELPING.match(text) or len(rest) < _SHORTEST_OBJECT or _ENDLESS.match(rest):
        return False
    if _COMPLETES.fullmatch(verb):
        return _COMPLETABLE.search(rest) is not None and not _ALL.search(rest)
    if _STARTS.fullmatch(verb) or _BUILDS.fullmatch(verb) or (_PAPERS.fullmatch(verb) and _PAPER.search(rest)):
        return True
    named = ((_SETS, _WORKS), (_EVENTS, _OCCASIONS))
    ends = _ENDS.fullmatch(verb) or any(verbs.fullmatch(verb) and nouns.search(rest) for verbs, nouns in named)
    return bool(ends) and not _ABSTRACT.search(rest)


def _coverage(text: str, body: str) -> Promise | None:
    """行政村5G网络全覆盖: a closed set that is to be covered."""
    if len(text) > titles.LONGEST or not _COVERAGE.search(text) or _LASTING.match(body):
        return None
    return _promise(text, Kind.COVERAGE, Goal(per=goals.per(text)), _SURE)


def _promise(text: str, kind: Kind, goal: Goal, sure: Decimal, assumed: tuple[str, ...] = ()) -> Promise:
    return Promise(titles.short(text), kind, goal, 0, len(text), sure, assumed)


def _external(text: str, topic: str) -> list[Promise]:
    """粮食产量、空气质量均完成省下达任务 is a target for each of them."""
    for_each = _FOR_EACH.search(text)
    if for_each:
        listed = _AND.split(titles.stripped(text[: for_each.start()]))
        subjects = [part for part in listed if len(part) > 1][:_MOST_SUBJECTS]
        if len(subjects) > 1:
            end = text[for_each.end() :]
            return [
                Promise(titles.short(part + end), *_set_from_above(part, text), 0, len(text), _SURE)
                for part in subjects
            ]
    verb = _MEETS.search(text)
    name = goals.named(text[: verb.start()]) if verb else ""
    if verb and len(name) <= 1:
        name = _TASK.sub("", text[verb.end() :]) or topic
        text = text if name in text else topic + text
    return [_promise(text, *_set_from_above(name[: titles.LONGEST], text), _SURE)]


def _set_from_above(indicator: str, text: str) -> tuple[Kind, Goal]:
    """The figure comes later, from whoever the text names; a share or a concentration is a level."""
    kind = Kind.LEVEL if _SHARE.search(indicator) else Kind.QUANTITY
    task = _EXTERNAL.search(text)
    setter = _SETTER.search(task[0]) if task else None
    return kind, Goal(indicator=indicator, set_by=setter[0] if setter else "上级")

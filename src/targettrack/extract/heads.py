"""A clause without figures → what its head verb promises: relative, set from above, guard, milestone, coverage or soft work.

Knows no numbers, times or units of government.
"""

from __future__ import annotations

from targettrack.extract import goals, titles, wording
from targettrack.extract.goals import Promise
from targettrack.extract.rules import KINDS, NOUNS, VERBS
from targettrack.model import Comparator, Goal, Kind

_BOUNDED = (Kind.MILESTONE, Kind.COVERAGE)
# A longer list of subjects is no list of targets; so short an object names nothing.
_MOST_SUBJECTS, _SHORTEST_OBJECT = 12, 3
_SHORTEST_COURSE, _LONGEST_COURSE = 4, 40


def plain(clause: str, *, targets: bool, topic: str = "") -> list[Promise]:
    """Read a clause without a promised number. `targets`: it stands among the main targets of the year.

    `topic` is what the sentence is about, for 启动治理工作, 实现县域全覆盖.
    """
    text = clause.strip("，、。;: ")
    if KINDS.introduces.search(text):
        return []
    if KINDS.external.search(text):
        return _external(text, topic)
    body = wording.stripped(text)
    found = _relative(text, body) or _guard(text, body) or _coverage(text, body) or _milestone(text, body)
    if not found and wording.has_verb(text):
        found = _promise(text, Kind.QUALITATIVE, Goal())
    if not found and targets and _SHORTEST_COURSE <= len(text) <= _LONGEST_COURSE and KINDS.course.search(text):
        found = _promise(text, Kind.QUALITATIVE, Goal(indicator=text[:20]))
    if found and found.kind in _BOUNDED and topic and topic not in text and wording.lacks(KINDS.barely.sub("", body)):
        found = found._replace(title=titles.short(topic + text))
    return [found] if found else []


def is_stage(clause: str) -> bool:
    """Tell whether a clause is nothing but a stage of the work named before it: 力争上半年动工建设."""
    return VERBS.stage_only.fullmatch(wording.stripped(clause.strip("，、。;: "))) is not None


def _relative(text: str, body: str) -> Promise | None:
    """居民收入增长与经济增长同步."""
    match = KINDS.relative.search(text)
    if not match or NOUNS.lasting.match(body) or not KINDS.compared.search(text):
        return None
    name = goals.named(text[: match.start()])
    if len(name) <= 1:
        return None
    held = Comparator.AT_MOST if KINDS.ceiling.match(match[0]) else Comparator.AT_LEAST
    goal = Goal(indicator=name[: titles.LONGEST], comparator=held)
    return _promise(text, Kind.RELATIVE, goal, ("comparator",))


def _guard(text: str, body: str) -> Promise | None:
    """坚决遏制重特大事故: the head verb keeps an event from happening."""
    return _promise(text, Kind.GUARD, Goal()) if KINDS.guard.match(body) or KINDS.guard.match(text) else None


def _milestone(text: str, body: str) -> Promise | None:
    if VERBS.indefinite.search(text):
        return None
    if (
        _ends(body)
        or _begins(text, body)
        or VERBS.settled.search(text)
        or (not VERBS.helping_others.match(text) and _inside(body))
    ):
        return _promise(text, Kind.MILESTONE, Goal())
    return None


def _ends(body: str) -> bool:
    """The order work, stage: 三埠港搬迁项目完工."""
    match = VERBS.final.search(body)
    if not match or match.start() < _SHORTEST_OBJECT - 1 or NOUNS.lasting.match(body):
        return False
    subject = VERBS.manner_behind.sub("", body[: match.start()])
    if not subject or VERBS.no_subject.search(subject) or NOUNS.abstract_end.search(subject):
        return False
    return not VERBS.vague.fullmatch(match[0]) or NOUNS.works.search(subject) is not None


def _inside(body: str) -> bool:
    """The order place, stage, work: 湿地公园建成游客中心主体工程."""
    match = None if NOUNS.lasting.match(body) or wording.head(body) else VERBS.inside.search(body)
    return match is not None and match.start() > 1 and not NOUNS.abstract_end.search(body)


def _begins(text: str, body: str) -> bool:
    """The order stage, work: 建成国道改建工程."""
    verb = wording.head(body)
    rest = body[len(verb) :]
    if not verb or VERBS.helping_others.match(text) or len(rest) < _SHORTEST_OBJECT or VERBS.endless.match(rest):
        return False
    if VERBS.completes.fullmatch(verb):
        return NOUNS.completable.search(rest) is not None and not NOUNS.all_tasks.search(rest)
    if (
        VERBS.starts.fullmatch(verb)
        or VERBS.builds.fullmatch(verb)
        or (VERBS.papers.fullmatch(verb) and NOUNS.papers.search(rest))
    ):
        return True
    named = ((VERBS.sets, NOUNS.works), (VERBS.events, NOUNS.occasions))
    ends = VERBS.ends.fullmatch(verb) or any(verbs.fullmatch(verb) and nouns.search(rest) for verbs, nouns in named)
    return bool(ends) and not NOUNS.abstract_end.search(rest)


def _coverage(text: str, body: str) -> Promise | None:
    """行政村5G网络全覆盖: a closed set that is to be covered."""
    if len(text) > titles.LONGEST or not KINDS.coverage.search(text) or NOUNS.lasting.match(body):
        return None
    return _promise(text, Kind.COVERAGE, Goal(per=goals.per(text)))


def _promise(text: str, kind: Kind, goal: Goal, assumed: tuple[str, ...] = ()) -> Promise:
    return Promise(titles.short(text), kind, goal, 0, len(text), assumed)


def _external(text: str, topic: str) -> list[Promise]:
    """粮食产量、空气质量均完成省下达任务 is a target for each of them."""
    for_each = KINDS.for_each.search(text)
    if for_each:
        listed = KINDS.subjects.split(wording.stripped(text[: for_each.start()]))
        subjects = [part for part in listed if len(part) > 1][:_MOST_SUBJECTS]
        if len(subjects) > 1:
            end = text[for_each.end() :]
            return [Promise(titles.short(part + end), *_set_from_above(part, text), 0, len(text)) for part in subjects]
    verb = KINDS.meets.search(text)
    name = goals.named(text[: verb.start()]) if verb else ""
    if verb and (len(name) <= 1 or VERBS.manner.fullmatch(name)):
        name = KINDS.task.sub("", text[verb.end() :]) or topic
        text = text if name in text else f"{topic}，{text}"
    return [_promise(text, *_set_from_above(name[: titles.LONGEST], text))]


def _set_from_above(indicator: str, text: str) -> tuple[Kind, Goal]:
    """The figure comes later, from whoever the text names; a share or a concentration is a level."""
    kind = Kind.LEVEL if KINDS.share.search(indicator) else Kind.QUANTITY
    task = KINDS.external.search(text)
    setter = KINDS.setter.search(task[0]) if task else None
    return kind, Goal(indicator=indicator, set_by=setter[0] if setter else "上级")

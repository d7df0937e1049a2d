"""The words of a clause: its head verb, what time and manner leave of it, what it is about. Knows no figures and no kinds."""

from __future__ import annotations

from typing import Any

from targettrack.extract.rules import NAMES, NOUNS, TIMES, VERBS, remembered, table
from targettrack.model import Measure

_MEASURED = tuple(table("verbs", name) for name in ("ends", "builds", "starts", "sets", "events", "papers", "makes"))
_FEW = 2
TRIMMED = "，、。;:； "


@remembered
def stripped(text: str) -> str:
    """Drop time, strength and manner from the beginning of a clause, and whom it helps."""
    return _without(text, (VERBS.links, TIMES.own, VERBS.manner, VERBS.helping))


@remembered
def plain(text: str) -> str:
    """Drop time and manner only: 推动 and 支持 stay."""
    return _without(text, (VERBS.links, TIMES.own, VERBS.manner))


def _without(text: str, tables: tuple[Any, ...]) -> str:
    for _ in range(9):
        shorter = text
        for words in tables:
            found = None if NOUNS.no_head.match(shorter) else words.match(shorter)
            rest = shorter[found.end() :].lstrip("，、 前") if found else ""
            if rest and (words is not VERBS.manner or has_verb(rest) or not NAMES.adjective.match(shorter)):
                shorter = rest
        if shorter == text:
            break
        text = shorter
    return text


@remembered
def head(body: str) -> str:
    """The head verb of a clause whose time and manner are dropped; "" where it begins with a noun."""
    found = None if NOUNS.no_head.match(body) else VERBS.head.match(body)
    return found[0] if found else ""


@remembered
def making(text: str) -> str:
    """The verb, or verbs, at the beginning of a clause that make things: 新增, 新建、改扩建; else 推动, 支持."""
    body = stripped(text)
    if area := VERBS.area.match(body):
        body = stripped(body[area.end() :])
    found = None if NOUNS.no_head.match(body) else VERBS.makes.match(body)
    if not found:
        helping = VERBS.helping.match(plain(text))
        return helping[0] if helping else ""
    end = found.end()
    while (link := VERBS.joining.match(body, end)) and not NOUNS.no_head.match(body, link.end()):
        if not (more := VERBS.makes.match(body, link.end())):
            break
        end = more.end()
    return body[:end]


def measure(body: str) -> Measure | None:
    """Whether what the head verb makes can be delivered late, or is over with its year; None where its noun tells."""
    verb = head(body)
    rows = (verbs.row(verb) for verbs in _MEASURED)
    return next((Measure(row.value) for row in rows if row and row.value), None)


@remembered
def has_verb(clause: str) -> bool:
    """Tell whether a clause begins with a verb of its own or its manner, so that nothing is carried over to it."""
    text = unlinked(clause.strip(TRIMMED))
    if NOUNS.no_head.match(text):
        return False
    is_manner = VERBS.manner.match(text) and (plain(text) != text or not NAMES.adjective.match(text))
    if is_manner or VERBS.helping.match(text) or VERBS.soft.match(text):
        return True
    body = stripped(text)
    return head(body) != "" or (not NOUNS.no_head.match(body) and VERBS.soft.match(body) is not None)


@remembered
def measured(name: str) -> str:
    """The noun at the end of a name that says what is measured of a thing: 播种面积, 产量."""
    found = NOUNS.measures.search(name)
    return found[0] if found else ""


def thing(indicator: str) -> str:
    """What is measured: 粮食 of 完成粮食播种面积."""
    measure = measured(indicator)
    name = indicator.removesuffix(measure)
    return name.removeprefix(making(name)) if measure and name else ""


@remembered
def topic(text: str) -> str:
    """What words are about, for those after them that do not say: 老旧小区改造 of 推进老旧小区改造工作; "" where it is long."""
    name = _unverbed(text)
    name = NAMES.about.sub("", name.removesuffix(measured(name)))
    return name if NAMES.topic.fullmatch(name) else ""


def _unverbed(text: str) -> str:
    """Words without the verbs in front of them."""
    for _ in range(3):
        text = stripped(text)
        soft = None if NOUNS.no_head.match(text) else VERBS.soft.match(text)
        verb = making(text) or head(text) or (soft[0] if soft else "")
        text = text.removeprefix(verb) or text
    return text


def lacks(name: str) -> bool:
    """Tell whether words leave open whose they are: 完成投资, 竣工, 启动治理工作."""
    if NAMES.sufficient.search(name):
        return False
    body = _unverbed(name)
    return not body or making(body) == body or NAMES.lacking.fullmatch(body) is not None


def likewise(name: str, before: str) -> str:
    """What is measured of a name beside another one: 明厨亮灶率 of 民办学校, after 公办学校明厨亮灶率."""
    if len(name) < _FEW or measured(name) or NAMES.share_name.search(name) or before.startswith(name):
        return ""
    _, same, rest = before.partition(name[-_FEW:])
    share = NAMES.share_name.search(before)
    rest = rest if same else measured(before) or (share[0] if share else "")
    is_measure = rest not in name and (measured(rest) == rest or NAMES.share_name.search(rest))
    return rest if is_measure else ""


def level_of(name: str, topic: str) -> tuple[str, str] | None:
    """省级 of 培育省级, and the noun that it lacks: 龙头企业 of 国家级龙头企业."""
    level = NOUNS.levels.fullmatch(_unverbed(name))
    return (level[0], NOUNS.levels.sub("", topic)) if level and topic else None


def unlinked(text: str) -> str:
    """Words without 并, 其中 and the like in front."""
    while (link := VERBS.links.match(text)) and link.end() < len(text):
        text = text[link.end() :].lstrip(TRIMMED)
    return text

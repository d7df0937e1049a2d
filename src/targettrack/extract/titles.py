"""The wording of a clause: its head verb, its words without time and manner, its title. Knows no kinds.

A title is verb, own noun and figure as written; what it lacks it takes from the words that several figures share.
"""

from __future__ import annotations

import re

from typing import Any

from targettrack.extract.phrases import moments
from targettrack.extract.rules import remembered, table
from targettrack.model import Measure

# A title or an indicator of more characters is a sentence; of more than the first number it is shortened where it can be.
LONGEST = 60
_WANTED = 24
_LINKS = table("verbs", "links")
_MANNER = table("verbs", "manner")
_HELPING = table("verbs", "helping")
_HEAD = table("verbs", "head")
_MAKES = table("verbs", "makes")
_MEASURED = tuple(table("verbs", name) for name in ("ends", "builds", "starts", "sets", "events", "papers", "makes"))
_SOFT = table("verbs", "soft")
_EFFECT = table("verbs", "effect")
_NO_HEAD = table("nouns", "no_head")
_ATTRIBUTES = table("nouns", "attributes")
_LISTED = table("nouns", "listed")
_AREA = table("verbs", "area")
_JOINING = table("verbs", "joining")
_MEASURES = table("nouns", "measures")
_PROCESSES = table("nouns", "processes")
_FULL = table("nouns", "full")
_LEVELS = table("nouns", "levels")
_TRIMMED = "，、。;:； "


@remembered
def stripped(text: str) -> str:
    """Drop time, strength and manner from the beginning of a clause, and whom it helps."""
    return _without(text, (_LINKS, moments.OWN_TIME, _MANNER, _HELPING))


@remembered
def plain(text: str) -> str:
    """Drop time and manner only: 推动 and 支持 stay."""
    return _without(text, (_LINKS, moments.OWN_TIME, _MANNER))


def _without(text: str, tables: tuple[Any, ...]) -> str:
    for _ in range(9):
        shorter = text
        for words in tables:
            found = None if _NO_HEAD.match(shorter) else words.match(shorter)
            if found and (rest := shorter[found.end() :].lstrip("，、 前")):
                shorter = rest
        if shorter == text:
            break
        text = shorter
    return text


@remembered
def head(body: str) -> str:
    """The head verb of a clause whose time and manner are dropped; "" where it begins with a noun."""
    found = None if _NO_HEAD.match(body) else _HEAD.match(body)
    return found[0] if found else ""


@remembered
def making(text: str) -> str:
    """The verb, or verbs, at the beginning of a clause that make things: 新增, 新引进, 新建、改扩建."""
    body = stripped(text)
    if area := _AREA.match(body):
        body = stripped(body[area.end() :])
    found = None if _NO_HEAD.match(body) else _MAKES.match(body)
    if not found:
        return ""
    end = found.end()
    while (link := _JOINING.match(body, end)) and (more := _MAKES.match(body, link.end())):
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
    text = _without(clause.strip(_TRIMMED), (_LINKS, moments.OWN_TIME))
    if _NO_HEAD.match(text):
        return False
    return bool(_MANNER.match(text) or _HELPING.match(text) or _SOFT.match(text) or head(text))


def is_effect(clause: str) -> bool:
    """Tell whether a clause only says what the one before it is good for."""
    return _EFFECT.search(clause) is not None


def short(text: str) -> str:
    """Make a title of words: no linking words in front, no attributes, a long list by its first names."""
    text = text.strip(_TRIMMED)
    while (link := _LINKS.match(text)) and link.end() < len(text):
        text = text[link.end() :].lstrip(_TRIMMED)
    text = _ATTRIBUTES.sub("", text)
    if len(text) > _WANTED:
        text = plain(text)
    if len(text) > _WANTED + 12:
        text = re.sub(r"\([^()]*\)", "", text)
        text = _enumerated(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip("、，的和及") + "…"


def _enumerated(text: str) -> str:
    """A list of names as its first ones, 等 and what they are: 建成甲大桥、乙隧道等5个项目."""
    names = text.split("、")
    tail = _LISTED.search(names[-1]) if len(names) > 2 else None
    if not tail or not tail[0].strip("等"):
        return text
    kept = names[0]
    for name in names[1:-1]:
        if len(kept) + len(name) > _WANTED:
            break
        kept += "、" + name
    is_whole = kept.count("(") == kept.count(")") and kept.count("“") == kept.count("”")
    return kept + "等" + tail[0].removeprefix("等") if is_whole else text


def counted(own: str, *, verb: str = "", subject: str = "", noun: str = "") -> str:
    """The title of a figure: its own words, with the verb, the subject or the noun that it shares with its neighbours."""
    text = own.strip(_TRIMMED) + noun
    if subject and subject not in text:
        text = subject + text
    if verb and not has_verb(text):
        text = verb + text
    return short(text)


@remembered
def measured(name: str) -> str:
    """The noun at the end of a name that says what is measured of a thing: 播种面积, 产量."""
    found = _MEASURES.search(name)
    return found[0] if found else ""


@remembered
def process(text: str) -> str:
    """What is done at the end of a list to all that it counts: 设施改造和设备更新."""
    found = _PROCESSES.search(text)
    return found[0] if found else ""


def is_full(text: str) -> bool:
    """Tell whether a noun says by itself what happens, so that no verb is carried to it: 就业, 投资."""
    return _FULL.search(text) is not None


def unlevelled(text: str) -> str:
    """A noun without 省级, 市级 and the like in front."""
    found = _LEVELS.match(text)
    return text[found.end() :] if found else text

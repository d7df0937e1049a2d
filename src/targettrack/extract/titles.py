"""The wording of a clause: its head verb, its words without time and manner, its title. Knows no kinds.

A title is verb, own noun and figure as written; what it lacks it takes from the words that several figures share.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from targettrack.extract.figures import Number
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
_TIME = table("times", "own")
_SHARE_UNIT = table("measures", "rate_unit")
_PROCESSING = table("verbs", "processing")
_APART = table("names", "apart")
_BOTH = table("names", "both")
_JOINTS = table("names", "joints")
_ENDING = table("names", "ending")
_WORD = table("names", "word")
_MOVED = table("names", "moved")
_NOT_CARRIED = table("names", "not_carried")
_RATED = table("names", "rated")
_BARE = table("names", "bare")
_HELD = table("figures", "comparing")
_TAIL = table("names", "tail")
_TAIL_COUNT = table("names", "tail_count")
_BRACKET = table("names", "bracket")
_AND_SO_ON = table("names", "and_so_on")
_SHARE_NAME = table("names", "share_name")
_FEW, _LONGEST_VERB = 2, 4
_TRIMMED = "，、。;:； "


@remembered
def stripped(text: str) -> str:
    """Drop time, strength and manner from the beginning of a clause, and whom it helps."""
    return _without(text, (_LINKS, _TIME, _MANNER, _HELPING))


@remembered
def plain(text: str) -> str:
    """Drop time and manner only: 推动 and 支持 stay."""
    return _without(text, (_LINKS, _TIME, _MANNER))


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
    """The verb, or verbs, at the beginning of a clause that make things: 新增, 新建、改扩建; else 推动, 支持."""
    body = stripped(text)
    if area := _AREA.match(body):
        body = stripped(body[area.end() :])
    found = None if _NO_HEAD.match(body) else _MAKES.match(body)
    if not found:
        helping = _HELPING.match(plain(text))
        return helping[0] if helping else ""
    end = found.end()
    while (link := _JOINING.match(body, end)) and not _NO_HEAD.match(body, link.end()):
        if not (more := _MAKES.match(body, link.end())):
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
    text = unlinked(clause.strip(_TRIMMED))
    if _NO_HEAD.match(text):
        return False
    if _MANNER.match(text) or _HELPING.match(text) or _SOFT.match(text):
        return True
    body = stripped(text)
    return head(body) != "" or (not _NO_HEAD.match(body) and _SOFT.match(body) is not None)


def is_effect(clause: str) -> bool:
    """Tell whether a clause only says what the one before it is good for."""
    return _EFFECT.search(clause) is not None


def short(text: str) -> str:
    """Make a title of words: no linking words in front, no attributes, a long list by its first names."""
    text = text.strip(_TRIMMED)
    text = _ATTRIBUTES.sub("", unlinked(text))
    if len(text) > _WANTED and not (bare := plain(text))[:1].isdecimal():
        text = bare
    if len(text) > _WANTED + 12:
        text = _BRACKET.sub("", text)
        text = _enumerated(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip("、，的和及") + "…"


def _enumerated(text: str) -> str:
    """A list of names as its first ones, 等 and what they are: 建成甲大桥、乙隧道等5个项目."""
    *names, last = text.split("、")
    tail = _LISTED.search(last)
    if len(names) < _FEW or not tail:
        return text
    kept = names[0]
    for name in names[1:]:
        if len(kept) + len(name) > _WANTED:
            break
        kept += "、" + name
    is_whole = kept.count("(") == kept.count(")") and kept.count("“") == kept.count("”")
    return kept + _AND_SO_ON.word + tail[0].removeprefix(_AND_SO_ON.word) if is_whole else text


@remembered
def measured(name: str) -> str:
    """The noun at the end of a name that says what is measured of a thing: 播种面积, 产量."""
    found = _MEASURES.search(name)
    return found[0] if found else ""


def is_full(text: str) -> bool:
    """Tell whether a noun says by itself what happens, so that no verb is carried to it: 就业, 投资."""
    return _FULL.search(text) is not None


def unlevelled(text: str) -> str:
    """A noun without 省级, 市级 and the like in front."""
    found = _LEVELS.match(text)
    return text[found.end() :] if found else text


def thing(indicator: str) -> str:
    """What is measured: 粮食 of 完成粮食播种面积."""
    measure = measured(indicator)
    name = indicator.removesuffix(measure)
    return name.removeprefix(making(name)) if measure and name else ""


def unrated(indicator: str) -> str:
    """The indicator of a rate without 增速, 降幅."""
    return _RATED.sub("", indicator)


def unlinked(text: str) -> str:
    """Words without 并, 其中 and the like in front."""
    while (link := _LINKS.match(text)) and link.end() < len(text):
        text = text[link.end() :].lstrip(_TRIMMED)
    return text


def is_bare(text: str) -> bool:
    """Tell whether a text is a figure without a name: 力争达到6%."""
    return _BARE.match(text) is not None


def held(name: str) -> str:
    """A name without the words that hold a figure: 不低于, 超过."""
    return _HELD.sub("", name)


def untailed(name: str) -> str:
    """A name without the words of reaching and moving at its end: 达到, 增长."""
    return _TAIL.sub("", name)


def unlinked_behind(name: str) -> str:
    """A name without the words of reaching at its end."""
    return _TAIL_COUNT.sub("", name)


@dataclass(frozen=True, slots=True)
class Share:
    """A figure with its words in a clause, and what it shares with the figures beside it."""

    number: Number
    first: int  # its own words in the clause
    last: int
    leading: str = ""  # the words before the first of the figures
    verb: str = ""  # said once, before the first
    name: str = ""  # of several that stand in front: 城镇和农村居民收入分别…
    noun: str = ""  # said once, behind the last
    whole: tuple[int, int] = (0, 0)  # the words of all figures that are one phrase

    def title(self, clause: str, subject: str) -> str:
        """Its own words with the verb, the subject or the noun that it shares; figures as they are written."""
        number = self.number
        if self.name:
            word = _WORD.search(self.leading)
            figure = clause[number.start : number.finish]
            unit = "" if number.unit in figure else number.unit
            return short(self.name + (word[0] if word else "") + figure + unit)
        text = unlinked(clause[slice(*self.whole)].strip(_TRIMMED)) + self.noun
        if subject and subject not in text:
            text = subject + text
        if self.verb and not has_verb(text):
            text = self.verb + text
        return short(text)


def shares(clause: str, found: list[Number], verb: str) -> list[Share]:
    """Give each figure its own words and what it shares; `verb` is that of the clause before."""
    edges = _edges(clause, found)
    names = _names(clause, found, edges)
    lead = making(clause[: found[0].start]) or ("" if has_verb(clause) else verb)
    process = "" if names else _process(clause, found, edges)
    leading = clause[: found[0].start]
    out = []
    for index, (number, (first, last)) in enumerate(zip(found, edges, strict=True)):
        if names:
            out.append(Share(number, first, last, leading, name=names[index]))
            continue
        head, tail = clause[first : number.start], clause[number.finish : last]
        noun = _borrowed(clause, found, edges, index) or (process if index + 1 < len(found) else "")
        said = lead or ("" if head else _verb(leading))
        carried = said if said not in head and _counts(head, tail, number) else ""
        out.append(Share(number, first, last, leading, carried, "", noun, _run_on(found, edges, index)))
    return out


def _verb(head: str) -> str:
    """Any short word that alone stands before the first figure: 瞄准218个重点村和9916户重点户."""
    word = stripped(head)
    return word if 1 < len(word) <= _LONGEST_VERB and not (_AREA.match(word) or _MOVED.search(word)) else ""


def _edges(clause: str, found: list[Number]) -> list[tuple[int, int]]:
    """Give each number the words around it: up to the border between it and the next one."""
    borders = [0]
    for number, following in pairwise(found):
        marks = list(_JOINTS.finditer(clause[number.finish : following.start]))
        if not marks:
            borders.append(number.finish)
        else:
            borders.append(number.finish + (marks[0] if marks[0].start() == 0 else marks[-1]).end())
    borders.append(len(clause))
    out = []
    for index in range(len(found)):
        first, last = borders[index], borders[index + 1]
        if index + 1 < len(found):
            last = first + len(_ENDING.sub("", clause[first:last]))
        out.append((first, last))
    return out


def _names(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> list[str]:
    """城镇和农村居民收入分别增长8%和9%: one name for each number, where their count agrees."""
    apart = _APART.search(clause)
    at = apart.start() if apart else found[0].start
    later = zip(found[1:], edges[1:], strict=True)
    bare = all(not clause[first : number.start] and not clause[number.finish : last] for number, (first, last) in later)
    if len(found) == 1 or found[0].start < at or not (apart or bare):
        return []
    at = min([at, *(number.since for number in found if number.since is not None)])
    text = stripped(clause[:at])
    text = text if apart else untailed(held(text))
    parts = [part for part in _JOINTS.split(text) if part]
    if len(parts) == 1 and len(found) == len(_BOTH.rows) and (both := _BOTH.search(text)):
        return [text[: both.start()] + row.value + text[both.end() :] for row in _BOTH.rows]
    if len(parts) == 1 and apart and bare:
        return parts * len(found)
    return _completed(parts) if len(parts) == len(found) else []


def _completed(parts: list[str]) -> list[str]:
    """Names of which the first says what is measured, or the last how: 粮食播种面积、产量; 马铃薯、油菜种植面积."""
    first, last = parts[0], parts[-1]
    rate = _SHARE_NAME.search(first)
    if whose := thing(first) or (first[: rate.start()] if rate else ""):
        alone = (measured(part) == part or _SHARE_NAME.fullmatch(part) for part in parts[1:])
        return [first, *(whose + part if bare else part for part, bare in zip(parts[1:], alone, strict=True))]
    rest = measured(last)
    even = len(last) > len(first) and all(len(part) == len(first) for part in parts[:-1])
    if even and (not rest or last[len(first) - 1] == first[-1]):  # 引领型、支柱型产业集群营业收入
        rest = last[len(first) :]
    if not rest or rest == last:
        return parts
    return [*(part if measured(part) or is_full(part) else part + rest for part in parts[:-1]), last]


def _counts(head: str, tail: str, number: Number) -> bool:
    """Tell whether a figure counts things that a verb makes; 达到, 增长 and 就业 say themselves what happens."""
    words = unlinked(head + tail).strip(_TRIMMED)
    return not (
        _SHARE_UNIT.fullmatch(number.unit)
        or (_MOVED.search(head) and not making(head))
        or _NOT_CARRIED.match(words)
        or is_full(words)
        or has_verb(words)
    )


def _run_on(found: list[Number], edges: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """The whole of 认真抓好15个重点领域300个重大项目, which is one phrase though two are counted."""
    first = last = index
    while first and edges[first][0] == found[first - 1].finish:
        first -= 1
    while last + 1 < len(found) and edges[last + 1][0] == found[last].finish:
        last += 1
    return edges[first][0], edges[last][1]


def _borrowed(clause: str, found: list[Number], edges: list[tuple[int, int]], index: int) -> str:
    """The noun of a figure that has only a modifier: 20个省级 before 100个市级美丽乡村示范村."""
    first, last = edges[index]
    head, tail = clause[first : found[index].start], clause[found[index].finish : last].strip("，、的")
    if _run_on(found, edges, index) != edges[index]:
        return ""
    if index + 1 == len(found) or (tail and unlevelled(tail)) or stripped(head) != making(head):
        return ""
    for later, (_, end) in zip(found[index + 1 :], edges[index + 1 :], strict=True):
        noun = unlevelled(clause[later.finish : end].strip("，、。;的"))
        if noun and later.unit == found[index].unit:
            return noun
    return ""


def _process(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> str:
    """What is done to all of 完成122家社区卫生服务中心、190家乡镇卫生院设施改造."""
    last = clause[found[-1].finish : edges[-1][1]].strip(_TRIMMED)
    done = _PROCESSES.search(last)
    if len(found) == 1 or not done or done[0] == last or not _PROCESSING.match(stripped(clause)):
        return ""
    others = [
        clause[number.finish : end].strip("，、") for number, (_, end) in zip(found[:-1], edges[:-1], strict=True)
    ]
    return done[0] if all(other and not _PROCESSES.search(other) for other in others) else ""

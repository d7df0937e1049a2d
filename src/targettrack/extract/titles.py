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
_LINKS, _MANNER, _HELPING, _HEAD, _MAKES = (
    table("verbs", name) for name in ("links", "manner", "helping", "head", "makes")
)
_SOFT, _AREA, _JOINING, _PROCESSING = (table("verbs", name) for name in ("soft", "area", "joining", "processing"))
_LACKING, _ABOUT, _TOPIC, _ADJECTIVE = (table("names", name) for name in ("lacking", "about", "topic", "adjective"))
_EACH_END = table("names", "each_end")
_MEASURED = tuple(table("verbs", name) for name in ("ends", "builds", "starts", "sets", "events", "papers", "makes"))
_NO_HEAD, _ATTRIBUTES, _LISTED, _MEASURES, _PROCESSES, _FULL, _LEVELS = (
    table("nouns", name) for name in ("no_head", "attributes", "listed", "measures", "processes", "full", "levels")
)
_APART, _BOTH, _JOINTS, _ENDING, _WORD, _MOVED, _NOT_CARRIED = (
    table("names", name) for name in ("apart", "both", "joints", "ending", "word", "moved", "not_carried")
)
_TAIL, _BRACKET, _AND_SO_ON, _SHARE_NAME = (
    table("names", name) for name in ("tail", "bracket", "and_so_on", "share_name")
)
_TIME, _HELD, _SHARE_UNIT = table("times", "own"), table("figures", "comparing"), table("measures", "rate_unit")
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
            rest = shorter[found.end() :].lstrip("，、 前") if found else ""
            if rest and (words is not _MANNER or has_verb(rest) or not _ADJECTIVE.match(shorter)):
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


def short(text: str) -> str:
    """Make a title of words: no linking words in front, no attributes, a long list by its first names."""
    text = text.strip(_TRIMMED)
    text = _ATTRIBUTES.sub("", unlinked(text))
    if len(text) > _WANTED and has_verb(bare := plain(text)):
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


def thing(indicator: str) -> str:
    """What is measured: 粮食 of 完成粮食播种面积."""
    measure = measured(indicator)
    name = indicator.removesuffix(measure)
    return name.removeprefix(making(name)) if measure and name else ""


@remembered
def topic(text: str) -> str:
    """What words are about, for those after them that do not say: 老旧小区改造 of 推进老旧小区改造工作; "" where it is long."""
    name = _unverbed(text)
    name = _ABOUT.sub("", name.removesuffix(measured(name)))
    return name if _TOPIC.fullmatch(name) else ""


def _unverbed(text: str) -> str:
    """Words without the verbs in front of them."""
    for _ in range(3):
        text = stripped(text)
        soft = None if _NO_HEAD.match(text) else _SOFT.match(text)
        verb = making(text) or head(text) or (soft[0] if soft else "")
        text = text.removeprefix(verb) or text
    return text


def lacks(name: str) -> bool:
    """Tell whether words leave open whose they are: 完成投资, 竣工, 启动治理工作."""
    body = _unverbed(name)
    return not body or making(body) == body or _LACKING.fullmatch(body) is not None


def likewise(name: str, before: str) -> str:
    """What is measured of a name beside another one: 明厨亮灶率 of 民办学校, after 公办学校明厨亮灶率."""
    if len(name) < _FEW or measured(name) or _SHARE_NAME.search(name) or before.startswith(name):
        return ""
    _, same, rest = before.partition(name[-_FEW:])
    share = _SHARE_NAME.search(before)
    rest = rest if same else measured(before) or (share[0] if share else "")
    is_measure = rest not in name and (measured(rest) == rest or _SHARE_NAME.search(rest))
    return rest if is_measure else ""


def level_of(name: str, topic: str) -> tuple[str, str] | None:
    """省级 of 培育省级, and the noun that it lacks: 龙头企业 of 国家级龙头企业."""
    level = _LEVELS.fullmatch(_unverbed(name))
    return (level[0], _LEVELS.sub("", topic)) if level and topic else None


def unlinked(text: str) -> str:
    """Words without 并, 其中 and the like in front."""
    while (link := _LINKS.match(text)) and link.end() < len(text):
        text = text[link.end() :].lstrip(_TRIMMED)
    return text


@dataclass(frozen=True, slots=True)
class Share:
    """A figure with its words in a clause, and what it shares with the figures beside it."""

    number: Number
    first: int  # its own words in the clause
    last: int
    head: str  # the words before it and behind it, of all figures that are one phrase
    tail: str
    verb: str = ""  # said once, before the first
    name: str = ""  # of several that stand in front: 城镇和农村居民收入分别…
    noun: str = ""  # said once, behind the last
    alone: bool = True  # no phrase with others

    def title(self, clause: str, subject: str, inner: tuple[str, str] | None = None) -> str:
        """Its own words with the verb, the subject or the noun that it shares; figures as they are written.

        `inner` are own words and those that go behind them: 市级, 企业.
        """
        number = self.number
        figure = clause[number.start : number.finish]
        if self.name:
            unit = "" if number.unit in figure else number.unit
            return short(self.name + self.word + self.each(clause) + figure + unit)
        text = unlinked((self.head + figure + self.tail).strip(_TRIMMED)) + self.noun
        if inner:
            text = text.replace(inner[0], "".join(inner), 1)
        if subject and subject not in text:
            text = subject + text
        if self.verb and not subject and not has_verb(text):
            text = self.verb + text
        return short(text)

    @property
    def word(self) -> str:
        """How the figures behind several names are held."""
        apart = _APART.search(self.head)
        word = None if apart else _WORD.search(self.head)
        return _EACH_END.sub("", self.head[apart.end() :] if apart else word[0] if word else "")

    def each(self, clause: str) -> str:
        """What a figure behind several names is for: 每人每年."""
        own = _EACH_END.search(clause[self.first : self.number.start]) or _EACH_END.search(self.head)
        return own[0] if own else ""


def shares(clause: str, found: list[Number], verb: str) -> list[Share]:
    """Give each figure its own words and what it shares; `verb` is that of the clause before."""
    edges = _edges(clause, found)
    names = _names(clause, found, edges)
    leading = clause[: found[0].start]
    lead = making(leading) or ("" if has_verb(clause) else verb)
    process = "" if names else _process(clause, found, edges)
    out = []
    for index, (number, (first, last)) in enumerate(zip(found, edges, strict=True)):
        if names:
            out.append(Share(number, first, last, leading, clause[number.finish : last], name=names[index]))
            continue
        head, tail = _phrase(clause, found, edges, index)
        alone = (len(head), len(tail)) == (number.start - first, last - number.finish)
        noun = _borrowed(clause, found, edges, index) if alone else ""
        if process and not noun and index + 1 < len(found):
            done = _PROCESSES.search(process)
            noun = done[0] if done and (tail.strip("，、") or not _is_bare(head)) else process
        said = lead or ("" if head else _verb(leading))
        carried = said if said not in head and _counts(head, tail, number) else ""
        out.append(Share(number, first, last, head, tail, carried, "", noun, alone))
    return out


def _verb(head: str) -> str:
    """Any short word that alone stands before the first figure: 瞄准218个重点村和9916户重点户."""
    word = stripped(head)
    soft = _SOFT.match(word)
    is_pair = soft is not None and soft.end() < len(word)  # 完善提升
    moves = _AREA.match(word) or (_MOVED.search(word) and not is_pair)
    return word if 1 < len(word) <= _LONGEST_VERB and not moves else ""


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
    text = text if apart else _TAIL.sub("", _HELD.sub("", text))
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
    share = _SHARE_NAME.search(last)
    rest = measured(last) or (share[0] if share else "")
    even = len(last) > len(first) and all(len(part) == len(first) for part in parts[:-1])
    if even and (not rest or last[len(first) - 1] == first[-1]):  # 引领型、支柱型产业集群营业收入
        rest = last[len(first) :]
    if not rest or rest == last:
        return parts
    return [*(part if measured(part) or _FULL.search(part) else part + rest for part in parts[:-1]), last]


def _counts(head: str, tail: str, number: Number) -> bool:
    """Tell whether a figure counts things that a verb makes; 达到, 增长 and 就业 say themselves what happens."""
    words = unlinked(head + tail).strip(_TRIMMED)
    return not (
        _SHARE_UNIT.fullmatch(number.unit)
        or (_MOVED.search(head) and not making(head))
        or _NOT_CARRIED.match(words)
        or _FULL.search(words)
        or (has_verb(words) and (head or not _MANNER.match(words)))  # 66条重点产业链
    )


def _phrase(clause: str, found: list[Number], edges: list[tuple[int, int]], index: int) -> tuple[str, str]:
    """The words before and behind a figure, with those of the others in 完成4万户15.23万人搬迁."""
    first = last = index
    while first and edges[first][0] == found[first - 1].finish:
        first -= 1
    while last + 1 < len(found) and edges[last + 1][0] == found[last].finish:
        last += 1
    if all(found[at].finish == found[at + 1].start for at in range(first, last)):
        return clause[edges[first][0] : found[first].start], clause[found[last].finish : edges[last][1]]
    return clause[edges[first][0] : found[index].start], clause[found[index].finish : edges[last][1]]


def _borrowed(clause: str, found: list[Number], edges: list[tuple[int, int]], index: int) -> str:
    """The noun of a figure that has only a modifier: 20个省级 before 100个市级美丽乡村示范村."""
    first, last = edges[index]
    head, tail = clause[first : found[index].start], clause[found[index].finish : last].strip("，、的")
    if index + 1 == len(found) or (tail and not _LEVELS.fullmatch(tail)) or not _is_bare(head):
        return ""
    for later, (_, end) in zip(found[index + 1 :], edges[index + 1 :], strict=True):
        noun = clause[later.finish : end].strip("，、。;的")
        level = _LEVELS.match(noun)
        noun = noun[level.end() :].lstrip("的") if level else noun
        if noun and later.unit == found[index].unit:
            return noun
    return ""


def _is_bare(head: str) -> bool:
    """Tell whether words before a figure are a verb, or its manner, and nothing else: 新建, 重点加快."""
    body = stripped(head)
    return body == making(head) or _HELPING.fullmatch(body) is not None or _MANNER.fullmatch(body) is not None


def _process(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> str:
    """What is done to all of 完成122家社区卫生服务中心、190家乡镇卫生院设施改造, with the words of the last."""
    last = clause[found[-1].finish : edges[-1][1]].strip(_TRIMMED)
    done = _PROCESSES.search(last)
    if len(found) == 1 or not done or done[0] == last or not _PROCESSING.match(plain(clause)):
        return ""
    ends = (end for _, end in edges[:-1])
    others = [clause[number.finish : end].strip("，、") for number, end in zip(found[:-1], ends, strict=True)]
    return "" if any(_PROCESSES.search(other) for other in others) else last

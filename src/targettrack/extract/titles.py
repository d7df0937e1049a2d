"""Titles of figures and clauses. Knows no kinds.

A title is verb, own noun and figure as written; what it lacks it takes from the words that several figures share.
"""

from __future__ import annotations

from itertools import pairwise

from targettrack.extract import wording
from targettrack.extract.figures import Number
from targettrack.extract.rules import FIGURES, MEASURES, NAMES, NOUNS, VERBS
from targettrack.named import NamedTuple

# A title or an indicator of more characters is a sentence; of more than the first number it is shortened where it can be.
LONGEST = 60
_WANTED = 24
_FEW, _LONGEST_VERB = 2, 4


def short(text: str) -> str:
    """Make a title of words: no linking words in front, no attributes, a long list by its first names."""
    text = text.strip(wording.TRIMMED)
    text = NOUNS.attributes.sub("", wording.unlinked(text))
    if len(text) > _WANTED and wording.has_verb(bare := wording.plain(text)):
        text = bare
    if len(text) > _WANTED + 12:
        text = NAMES.bracket.sub("", text)
        text = _enumerated(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip("、，的和及") + "…"


def _enumerated(text: str) -> str:
    """A list of names as its first ones, 等 and what they are: 建成甲大桥、乙隧道等5个项目."""
    *names, last = text.split("、")
    tail = NOUNS.listed.search(last)
    if len(names) < _FEW or not tail:
        return text
    kept = names[0]
    for name in names[1:]:
        if len(kept) + len(name) > _WANTED:
            break
        kept += "、" + name
    is_whole = kept.count("(") == kept.count(")") and kept.count("“") == kept.count("”")
    return kept + NAMES.and_so_on.word + tail[0].removeprefix(NAMES.and_so_on.word) if is_whole else text


class Share(NamedTuple):
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
        text = wording.unlinked((self.head + figure + self.tail).strip(wording.TRIMMED)) + self.noun
        if inner:
            text = text.replace(inner[0], "".join(inner), 1)
        if subject and subject not in text:
            text = subject + text
        if self.verb and not subject and not wording.has_verb(text):
            text = self.verb + text
        return short(text)

    @property
    def word(self) -> str:
        """How the figures behind several names are held."""
        apart = NAMES.apart.search(self.head)
        word = None if apart else NAMES.word.search(self.head)
        return NAMES.each_end.sub("", self.head[apart.end() :] if apart else word[0] if word else "")

    def each(self, clause: str) -> str:
        """What a figure behind several names is for: 每人每年."""
        own = NAMES.each_end.search(clause[self.first : self.number.start]) or NAMES.each_end.search(self.head)
        return own[0] if own else ""


def shares(clause: str, found: list[Number], verb: str) -> list[Share]:
    """Give each figure its own words and what it shares; `verb` is that of the clause before."""
    edges = _edges(clause, found)
    names = _names(clause, found, edges)
    leading = clause[: found[0].start]
    lead = wording.making(leading) or ("" if wording.has_verb(clause) else verb)
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
            done = NOUNS.processes.search(process)
            noun = done[0] if done and (tail.strip("，、") or not _is_bare(head)) else process
        said = lead or ("" if head else _verb(leading))
        carried = said if said not in head and _counts(head, tail, number) else ""
        out.append(Share(number, first, last, head, tail, carried, "", noun, alone))
    return out


def _verb(head: str) -> str:
    """Any short word that alone stands before the first figure: 瞄准218个重点村和9916户重点户."""
    word = wording.stripped(head)
    soft = VERBS.soft.match(word)
    is_pair = soft is not None and soft.end() < len(word)  # 完善提升
    moves = VERBS.area.match(word) or (NAMES.moved.search(word) and not is_pair)
    return word if 1 < len(word) <= _LONGEST_VERB and not moves else ""


def _edges(clause: str, found: list[Number]) -> list[tuple[int, int]]:
    """Give each number the words around it: up to the border between it and the next one."""
    borders = [0]
    for number, following in pairwise(found):
        marks = list(NAMES.joints.finditer(clause[number.finish : following.start]))
        if not marks:
            borders.append(number.finish)
        else:
            borders.append(number.finish + (marks[0] if marks[0].start() == 0 else marks[-1]).end())
    borders.append(len(clause))
    out = []
    for index in range(len(found)):
        first, last = borders[index], borders[index + 1]
        if index + 1 < len(found):
            last = first + len(NAMES.ending.sub("", clause[first:last]))
        out.append((first, last))
    return out


def _names(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> list[str]:
    """城镇和农村居民收入分别增长8%和9%: one name for each number, where their count agrees."""
    apart = NAMES.apart.search(clause)
    at = apart.start() if apart else found[0].start
    later = zip(found[1:], edges[1:], strict=True)
    bare = all(not clause[first : number.start] and not clause[number.finish : last] for number, (first, last) in later)
    if len(found) == 1 or found[0].start < at or not (apart or bare):
        return []
    at = min([at, *(number.since for number in found if number.since is not None)])
    text = wording.stripped(clause[:at])
    text = text if apart else NAMES.tail.sub("", FIGURES.comparing.sub("", text))
    parts = [part for part in NAMES.joints.split(text) if part]
    if len(parts) == 1 and len(found) == len(NAMES.both.rows) and (both := NAMES.both.search(text)):
        return [text[: both.start()] + row.value + text[both.end() :] for row in NAMES.both.rows]
    if len(parts) == 1 and apart and bare:
        return parts * len(found)
    return _completed(parts) if len(parts) == len(found) else []


def _completed(parts: list[str]) -> list[str]:
    """Names of which the first says what is measured, or the last how: 粮食播种面积、产量; 马铃薯、油菜种植面积."""
    first, last = parts[0], parts[-1]
    rate = NAMES.share_name.search(first)
    if whose := wording.thing(first) or (first[: rate.start()] if rate else ""):
        alone = (wording.measured(part) == part or NAMES.share_name.fullmatch(part) for part in parts[1:])
        return [first, *(whose + part if bare else part for part, bare in zip(parts[1:], alone, strict=True))]
    share = NAMES.share_name.search(last)
    rest = wording.measured(last) or (share[0] if share else "")
    even = len(last) > len(first) and all(len(part) == len(first) for part in parts[:-1])
    if even and (not rest or last[len(first) - 1] == first[-1]):  # 引领型、支柱型产业集群营业收入
        rest = last[len(first) :]
    if not rest or rest == last:
        return parts
    return [*(part if wording.measured(part) or NOUNS.full.search(part) else part + rest for part in parts[:-1]), last]


def _counts(head: str, tail: str, number: Number) -> bool:
    """Tell whether a figure counts things that a verb makes; 达到, 增长 and 就业 say themselves what happens."""
    words = wording.unlinked(head + tail).strip(wording.TRIMMED)
    return not (
        MEASURES.rate_unit.fullmatch(number.unit)
        or (NAMES.moved.search(head) and not wording.making(head))
        or NAMES.not_carried.match(words)
        or NOUNS.full.search(words)
        or (wording.has_verb(words) and (head or not VERBS.manner.match(words)))  # 66条重点产业链
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
    if index + 1 == len(found) or (tail and not NOUNS.levels.fullmatch(tail)) or not _is_bare(head):
        return ""
    for later, (_, end) in zip(found[index + 1 :], edges[index + 1 :], strict=True):
        noun = clause[later.finish : end].strip("，、。;的")
        level = NOUNS.levels.match(noun)
        noun = noun[level.end() :].lstrip("的") if level else noun
        if noun and later.unit == found[index].unit:
            return noun
    return ""


def _is_bare(head: str) -> bool:
    """Tell whether words before a figure are a verb, or its manner, and nothing else: 新建, 重点加快."""
    head = NAMES.whose_end.sub("", head)
    body = wording.stripped(head)
    return (
        body == wording.making(head)
        or VERBS.helping.fullmatch(body) is not None
        or VERBS.manner.fullmatch(body) is not None
    )


def _process(clause: str, found: list[Number], edges: list[tuple[int, int]]) -> str:
    """What is done to all of 完成122家社区卫生服务中心、190家乡镇卫生院设施改造, with the words of the last."""
    last = clause[found[-1].finish : edges[-1][1]].strip(wording.TRIMMED)
    done = NOUNS.processes.search(last)
    if len(found) == 1 or not done or done[0] == last or not VERBS.processing.match(wording.plain(clause)):
        return ""
    ends = (end for _, end in edges[:-1])
    others = [clause[number.finish : end].strip("，、") for number, end in zip(found[:-1], ends, strict=True)]
    return "" if any(NOUNS.processes.search(other) for other in others) else last

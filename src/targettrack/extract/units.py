"""Which unit leads: named by the text in one of its usual forms, else proposed by the words that say who usually does.

Knows labels, brackets and lists of units; knows no goals.
"""

# ruff: noqa: PLR2004 - lengths and windows are the rules of this file

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from targettrack.extract import phrases

if TYPE_CHECKING:
    from targettrack.model import Level, Unit


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does it and by when, as one place of the text says; "" and () for what it does not say."""

    lead: str = ""
    supporting: tuple[str, ...] = ()
    deadline: str = ""  # the words of 完成时限, not yet read
    start: int = 0  # the characters that said so: not part of the promise
    end: int = 0

    def joined(self, other: Assignment) -> Assignment:
        """牵头单位 on one line and 配合单位 on the next are one assignment; the first that names a lead unit wins."""
        lead = self.lead or other.lead
        seen = dict.fromkeys(
            [*self.supporting, *other.supporting, *([other.lead] if self.lead and other.lead != self.lead else [])],
        )
        seen.pop("", None)
        seen.pop(lead, None)
        return Assignment(lead, tuple(seen), self.deadline or other.deadline, self.start, other.end)


_LABEL = re.compile(
    rf"(?P<lead>{phrases.LEAD_LABEL})|(?P<duty>{phrases.DUTY_LABEL})|(?P<help>{phrases.HELP_LABEL})|(?P<person>{phrases.PERSON_LABEL})|(?P<time>{phrases.TIME_LABEL})",
)
_LABELLED = re.compile(rf"[(]?(?:{_LABEL.pattern})[)]?\s?(?:及[^:，。]{{0,6}})?(?::|(?<=[)])(?=[\u4e00-\u9fff]))")
_BRACKET = re.compile(r"\((?:[^()]|\([^()]{0,40}\)){2,240}\)")
_CHARGED = re.compile(rf"(?:{phrases.CHARGE})$")
_HELPED = re.compile(rf"(?:{phrases.HELP})$")
_LEADS = re.compile(r"^(?:由)?(?P<lead>[^，;、。]{2,40}?)(?:[、，][^，;。]{2,120}?)?(?:牵头|负责牵头)")
_BY = re.compile(
    r"(?:^|[，。;.、])由(?P<lead>[^，;。]{2,60}?)(?:牵头负责|牵头|负责)(?:[，、]?(?:会同|联合)?(?P<help>[^。;]{2,120}?)(?:按职责分工|按职责|共同)?(?:配合|参与|协助|协同))?(?:落实|实施|推进|组织实施|抓好落实)?(?=[，。;]|$)",
)
_CLAUSE = re.compile(
    r"(?P<lead>[^，;。()]{2,60}?)牵头(?:负责|组织|实施|落实)?[，、;](?:会同)?(?P<help>[^。;()]{2,160}?)(?:按职责分工|按职责|共同|分别)?(?:配合|参与|协助|协同|负责)(?:落实|实施)?$",
)
# 区民政局：新建社区食堂12家。
_IN_FRONT = re.compile(r"(?:[((]?[一二三四五六七八九十\d]{1,3}[))、.]|-)?\s?(?P<units>[^:，。;\d]{2,40}):")
# 新增学位940个 市教育局: at the end of an item.
_BEHIND = re.compile(r"(?:——|—|\s)(?P<units>[^—\s。]{2,120})$")
_END = "|".join(re.escape(word) for word in sorted(set(phrases.UNIT_END), key=len, reverse=True))
_UNIT = re.compile(
    rf"^[\u4e00-\u9fffA-Za-z()·“”/\-]{{0,30}}?(?:{_END})(?:\([^()]{{0,30}}\))?(?:等(?:部门|单位|有关单位|相关单位)?)?$",
)
_NOT_UNIT = re.compile(
    r"推进|加快|实施|完成|建设(?!局|委|办|厅|管理|指挥|集团|中心|投资|发展|银行|和|公司)|新增|提升|实现|达到|增长|确保|力争|打造|项目|工程(?!局|中心|公司|部|处)|\d|不少于|以上|开展|做好|优化|按照|根据|以及其|一期|二期|三期|东区|西区|南区|北区|东片|西片|片区|校区|院区|含|其中|包括|不含|见附件|即|简称|指|新区$|改扩建|扩建|新建|主体|基地|专区|小区|街区|社区$",
)
# Without a label or 负责, only what cannot be anything else is taken for a unit: an office, or a body of the 市 or 县.
_SURE = re.compile(
    r"^(?:[\u4e00-\u9fff·“”]{1,14}?(?:局|委|办|厅|政府|管委会|委员会|办公室|办事处|街道办|集团|公司|总工会|团委|妇联|残联|工商联|供销社|指挥部|大队|支队|红十字会|检察院|法院)"
    r"|(?:各|有关|相关|其他)[\u4e00-\u9fff()、]{1,14}?(?:部门|单位|镇|街道|乡镇|县|区|市|园区|\))"
    r"|(?:市|县|区|省|州|团市|团县|国家)[\u4e00-\u9fff“”]{1,10}?(?:中心|会|院|站|所|处|部|联|社|台|行|园区|学校|医院|公司)"
    r"|[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|县|区))(?:\([^()]{0,30}\))?(?:等(?:部门|单位|镇|街道|乡镇)?)?$",
)
_VERBS = re.compile(
    r"^(?:全力|加快|推动|推进|加强|重点|引导|鼓励|支持|打造|创建|建设|深化|优化|完善|提升|实施|开展|积极|大力|做好|抓好|发展|落实|强化|争创|建立|健全|规范|培育|整合|改造|依托|围绕|聚焦|探索|统筹|服务|保障|巩固|拓展)",
)
_SPLIT = re.compile(r"[、，;,/\s]+|和(?=(?:市|县|区|省|各)[\u4e00-\u9fff])|及(?=(?:各|相关|有关)[\u4e00-\u9fff])")
_TRIM = re.compile(r"^(?:由|会同|联合|以及|和|及|与|等)|(?:等)$")


def split(text: str) -> list[str]:
    """Split a list of units at its commas, not inside brackets: 各镇（街道）, 县教育局(县体育局)."""
    out, depth, first = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif not depth and char in "、，;,/ \u3000\n":
            out.append(text[first:index])
            first = index + 1
    out.append(text[first:])
    names = [name for piece in out for name in (_JOINED.split(piece) if len(piece) < 60 else [piece])]
    return [name for name in (_name(one) for one in names) if name]


_JOINED = re.compile(r"(?<=[局委办厅会])(?:和|及|与)(?=[市县区省各镇州国团])")


def _name(text: str) -> str:
    """Take off what is no part of a unit's name: 由 … 牵头, 按职责分工负责, a lone bracket."""
    name = _TRIM.sub("", _CHARGED.sub("", _HELPED.sub("", text.strip(" 。.:"))))
    return name.strip(" 。.:" if name.count("(") == name.count(")") else " 。.:()").removesuffix("按职责分工")


def is_unit(name: str) -> bool:
    """Tell whether a name can be that of a unit of government, and not a remark such as 一期 or 含改扩建."""
    return 2 <= len(name) <= 32 and not _NOT_UNIT.search(name) and _UNIT.match(name) is not None


def is_sure(name: str) -> bool:
    """Tell whether a name can be nothing but that of a unit of government."""
    return len(name) <= 24 and is_unit(name) and _SURE.match(name) is not None and not _VERBS.match(name)


def all_units(text: str) -> bool:
    """Tell whether a text is nothing but names of units."""
    if len(text) > 300 or not text:
        return False
    names = split(text.strip("()。 "))
    return bool(names) and all(is_sure(name) for name in names)


def assignments(text: str) -> list[Assignment]:
    """Find the places of a passage that say who leads, in order."""
    out: list[Assignment] = []
    taken: list[tuple[int, int]] = []
    if (first := _IN_FRONT.match(text)) and all_units(first["units"]):
        out.append(_at(_listed(first["units"], ""), first.start("units"), first.end()))
        taken.append(first.span())
    if "(" in text:
        for match in _BRACKET.finditer(text):
            if found := _bracketed(match[0][1:-1]):
                out.append(_at(found, match.start(), match.end()))
                taken.append(match.span())
    if ":" in text:
        out += _labelled(text, taken)
        taken = sorted({(found.start, found.end) for found in out})
    if "牵头" in text or "负责" in text:
        for match in _BY.finditer(text):
            if not _overlaps(taken, match.span()) and is_unit(split(match["lead"])[0] if split(match["lead"]) else ""):
                start = match.start() + (1 if match[0][0] in "，。;.、" else 0)
                out.append(_at(_listed(match["lead"], match["help"] or ""), start, match.end()))
                insort(taken, match.span())
        out += _sentences(text, taken)
    tail = max(0, len(text) - 140)
    if (behind := _BEHIND.search(text, tail)) and all_units(behind["units"]) and not _overlaps(taken, behind.span()):
        out.append(_at(_listed(behind["units"], ""), behind.start(), behind.end()))
    return sorted(out, key=lambda found: found.start)


def _at(found: Assignment, start: int, end: int) -> Assignment:
    return Assignment(found.lead, found.supporting, found.deadline, start, end)


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Tell whether a place is taken. Both kinds are found in order, so that only neighbours can meet."""
    at = bisect_right(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, at - 2) : at + 2])


def _listed(lead: str, helping: str) -> Assignment:
    """The first unit of a list leads: 列第一位的责任单位为牵头单位 (杭州 2020; domain.md, section 2)."""
    leads, helpers = split(lead), split(helping)
    first = leads[0] if leads else (helpers[0] if helpers else "")
    rest = dict.fromkeys([*leads[1:], *helpers])
    rest.pop(first, None)
    return Assignment(first, tuple(rest))


def _bracketed(content: str) -> Assignment | None:
    """Read the inside of a bracket; None where it names no unit."""
    if ":" in content and (found := _labelled(content, [])):
        joined = found[0]
        for more in found[1:]:
            joined = joined.joined(more)
        return joined if joined.lead or joined.supporting or joined.deadline else None
    body = content.strip("。 ")
    if re.search("牵头", body):
        pieces = re.split(r"[，;]", body)
        lead = next((piece for piece in pieces if "牵头" in piece), "")
        at = pieces.index(lead)
        names = split(re.sub(r"牵头.*$", "", lead))
        before = [name for piece in pieces[:at] for name in split(piece)]
        after = [name for piece in pieces[at + 1 :] for name in split(piece) if is_unit(name)]
        if names and is_unit((before or names)[0]):
            all_leads = [*before, *names]
            return Assignment(all_leads[0], tuple(dict.fromkeys([*all_leads[1:], *after])))
    if (_CHARGED.search(body) or _HELPED.search(body) or "负责" in body) and len(body) < 200:
        names = [name for piece in re.split(r"[，;]", body) for name in split(piece)]
        names = [name for name in names if is_unit(name)]
        if names and is_unit(split(body)[0]):
            return Assignment(names[0], tuple(dict.fromkeys(names[1:])))
        return None
    if all_units(body) and not re.fullmatch(
        r"[街镇乡村区县市、]{1,8}|街道|镇街|乡镇|社区|市、区|市辖区|[市县区]+",
        body,
    ):
        return _listed(body, "")
    return None


def _labelled(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    found = [match for match in _LABELLED.finditer(text) if not _overlaps(taken, match.span())]
    out: list[Assignment] = []
    for index, match in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(text)
        limit = min(limit, match.end() + 400)
        body = text[match.end() : limit]
        stop = re.search(r"[。\n|]|;(?!\s?(?:市|县|区|省|各|镇))", body)
        cut = stop.start() if stop else len(body)
        content, end = body[:cut].strip(" ;，、(["), match.end() + cut
        label = _LABEL.search(match[0])
        if label is None or not content:
            continue
        assigned = _named(label, content)
        if assigned is None:
            continue
        current = _at(assigned, match.start(), end)
        if out and match.start() - out[-1].end <= 4:
            out[-1] = out[-1].joined(current)
        else:
            out.append(current)
    return out


def _named(label: re.Match[str], content: str) -> Assignment | None:
    if label["time"]:
        return Assignment(deadline=content[:40]) if re.search(phrases.TIME, content) else None
    if label["person"]:
        return Assignment()
    names = [name for name in split(content) if len(name) <= 40]
    if not names:
        return None
    if label["help"]:
        return Assignment(supporting=tuple(dict.fromkeys(names)))
    return Assignment(names[0], tuple(dict.fromkeys(names[1:])))


def _sentences(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    """A whole sentence (市教育局牵头，市财政局配合) that only says who does it."""
    out = []
    for match in re.finditer(r"[^。;\n]{4,200}", text):
        if _overlaps(taken, match.span()):
            continue
        sentence = match[0].strip()
        if clause := _CLAUSE.match(sentence):
            if is_unit(split(clause["lead"])[0] if split(clause["lead"]) else "") and not re.search(
                r"\d",
                clause["lead"],
            ):
                out.append(_at(_listed(clause["lead"], clause["help"]), match.start(), match.end()))
        elif re.search(r"(?:牵头负责|牵头落实|负责落实|分别负责|牵头|负责)$", sentence):
            names = [name for piece in re.split(r"[，]", sentence) for name in split(piece)]
            if names and all(is_sure(name) for name in names):
                out.append(_at(Assignment(names[0], tuple(dict.fromkeys(names[1:]))), match.start(), match.end()))
    return out


# --- names and proposals ---------------------------------------------------------------------------------------------


class Directory:
    """The units of `targets/units.toml`: full names for short ones, and who usually leads a matter."""

    def __init__(self, units: tuple[Unit, ...], level: Level | None, issuer: str = "") -> None:
        """Take the known units; only those of the issuer's own government, and of its level, are ever proposed."""
        place = issuer.removesuffix("人民政府")
        self._names = {name: unit.name for unit in units for name in (*unit.aliases, unit.name)}
        leading = [unit for unit in units if unit.level is None or level is None or unit.level == level]
        leading = [
            unit for unit in leading if place in unit.name or re.match("[市县区镇省州](?=[^市县区镇])", unit.name)
        ]
        self._leads = {word: unit.name for unit in reversed(leading) for word in unit.leads}
        words = sorted(self._leads, key=len, reverse=True)
        self._words = re.compile("|".join(re.escape(word) for word in words)) if words else None

    def full(self, name: str) -> str:
        """Return the official name of a unit that goes by `name`; the name as written if no unit does."""
        if name in self._names:
            return self._names[name]
        bare = re.sub(r"^(?:市|县|区|省|州|镇)", "", name)
        return self._names.get(bare, name)

    def propose(self, text: str, section: str) -> str:
        """Return the unit whose word is the longest in the clause, else in its heading; "" if none."""
        if self._words is None:
            return ""
        for place in (text, section):
            found = self._words.findall(place)
            if found:
                return self._leads[max(found, key=len)]
        return ""

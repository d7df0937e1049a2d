"""Which unit leads, as the text names it in one of its usual forms. Knows labels, brackets and lists; knows no goals."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import dataclass

from targettrack.extract.phrases import moments, offices

# Names of units: after a label, by their ending, and without either.
_LONGEST_LABELLED, _LONGEST, _LONGEST_SURE = 40, 32, 24
_LIST, _LONGEST_BRACKET, _LONGEST_LIST = 60, 200, 300
# Labels that follow one another so closely speak of one item.
_GAP = 4


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
    names = [name for piece in out for name in (offices.JOINED.split(piece) if len(piece) < _LIST else [piece])]
    return [name for name in (_name(one) for one in names) if name]


def _name(text: str) -> str:
    """Take off what is no part of a unit's name: 由 … 牵头, 按职责分工负责, a lone bracket."""
    name = offices.TRIM.sub("", offices.CHARGED.sub("", offices.HELPED.sub("", text.strip(" 。.:"))))
    return name.strip(" 。.:" if name.count("(") == name.count(")") else " 。.:()").removesuffix("按职责分工")


def is_unit(name: str) -> bool:
    """Tell whether a name can be that of a unit of government, and not a remark such as 一期 or 含改扩建."""
    return 1 < len(name) <= _LONGEST and not offices.NOT_UNIT.search(name) and offices.UNIT.match(name) is not None


def is_sure(name: str) -> bool:
    """Tell whether a name can be nothing but that of a unit of government."""
    return (
        len(name) <= _LONGEST_SURE
        and is_unit(name)
        and offices.SURE.match(name) is not None
        and not offices.VERBS.match(name)
    )


def all_units(text: str) -> bool:
    """Tell whether a text is nothing but names of units."""
    if len(text) > _LONGEST_LIST or not text:
        return False
    names = split(text.strip("()。 "))
    return bool(names) and all(is_sure(name) for name in names)


def assignments(text: str) -> list[Assignment]:
    """Find the places of a passage that say who leads, in order."""
    out: list[Assignment] = []
    taken: list[tuple[int, int]] = []
    if (first := offices.IN_FRONT.match(text)) and all_units(first["units"]):
        out.append(_at(listed(first["units"], ""), first.start("units"), first.end()))
        taken.append(first.span())
    if "(" in text:
        for match in offices.BRACKET.finditer(text):
            if found := _bracketed(match[0][1:-1]):
                out.append(_at(found, match.start(), match.end()))
                taken.append(match.span())
    if ":" in text:
        out += _labelled(text, taken)
        taken = sorted({(found.start, found.end) for found in out})
    if "牵头" in text or "负责" in text:
        for match in offices.BY.finditer(text):
            if not _overlaps(taken, match.span()) and is_unit(split(match["lead"])[0] if split(match["lead"]) else ""):
                start = match.start() + (1 if match[0][0] in "，。;.、" else 0)
                out.append(_at(listed(match["lead"], match["help"] or ""), start, match.end()))
                insort(taken, match.span())
        out += _sentences(text, taken)
    tail = max(0, len(text) - 140)
    if (
        (behind := offices.BEHIND.search(text, tail))
        and all_units(behind["units"])
        and not _overlaps(taken, behind.span())
    ):
        out.append(_at(listed(behind["units"], ""), behind.start(), behind.end()))
    return sorted(out, key=lambda found: found.start)


def _at(found: Assignment, start: int, end: int) -> Assignment:
    return Assignment(found.lead, found.supporting, found.deadline, start, end)


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Tell whether a place is taken. Both kinds are found in order, so that only neighbours can meet."""
    at = bisect_right(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, at - 2) : at + 2])


def listed(lead: str, helping: str) -> Assignment:
    """The first unit of a list leads: 列第一位的责任单位为牵头单位 (杭州市政府公报 2020)."""
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
    if (offices.CHARGED.search(body) or offices.HELPED.search(body) or "负责" in body) and len(body) < _LONGEST_BRACKET:
        names = [name for piece in re.split(r"[，;]", body) for name in split(piece)]
        names = [name for name in names if is_unit(name)]
        if names and is_unit(split(body)[0]):
            return Assignment(names[0], tuple(dict.fromkeys(names[1:])))
        return None
    if all_units(body) and not re.fullmatch(
        r"[街镇乡村区县市、]{1,8}|街道|镇街|乡镇|社区|市、区|市辖区|[市县区]+",
        body,
    ):
        return listed(body, "")
    return None


def _labelled(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    found = [match for match in offices.LABELLED.finditer(text) if not _overlaps(taken, match.span())]
    out: list[Assignment] = []
    for index, match in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(text)
        limit = min(limit, match.end() + 400)
        body = text[match.end() : limit]
        stop = re.search(r"[。\n|]|;(?!\s?(?:市|县|区|省|各|镇))", body)
        cut = stop.start() if stop else len(body)
        content, end = body[:cut].strip(" ;，、(["), match.end() + cut
        label = offices.LABEL.search(match[0])
        if label is None or not content:
            continue
        assigned = _named(label, content)
        if assigned is None:
            continue
        current = _at(assigned, match.start(), end)
        if out and match.start() - out[-1].end <= _GAP:
            out[-1] = out[-1].joined(current)
        else:
            out.append(current)
    return out


def _named(label: re.Match[str], content: str) -> Assignment | None:
    if label["time"]:
        return Assignment(deadline=content[:40]) if moments.TIME.search(content) else None
    if label["person"]:
        return Assignment()
    names = [name for name in split(content) if len(name) <= _LONGEST_LABELLED]
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
        if clause := offices.CLAUSE.match(sentence):
            if is_unit(split(clause["lead"])[0] if split(clause["lead"]) else "") and not re.search(
                r"\d",
                clause["lead"],
            ):
                out.append(_at(listed(clause["lead"], clause["help"]), match.start(), match.end()))
        elif re.search(r"(?:牵头负责|牵头落实|负责落实|分别负责|牵头|负责)$", sentence):
            names = [name for piece in re.split(r"[，]", sentence) for name in split(piece)]
            if names and all(is_sure(name) for name in names):
                out.append(_at(Assignment(names[0], tuple(dict.fromkeys(names[1:]))), match.start(), match.end()))
    return out

"""Which unit leads, as the text names it in one of its usual forms. Knows labels, brackets and lists; knows no goals."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, replace

from targettrack.extract.rules import table

LABEL, LABELLED, LABELLED_END = table("units", "label"), table("units", "labelled"), table("units", "labelled_end")
CHARGE, HELPED, SHARED, CHARGES = (table("units", name) for name in ("charge", "helped", "shared", "charges"))
LEADS, LEADS_ON, PIECE, BRACKET = (table("units", name) for name in ("leads", "leads_on", "piece", "bracket"))
BY, CLAUSE, SENTENCE = table("units", "by"), table("units", "clause"), table("units", "sentence")
IN_FRONT, BEHIND = table("units", "in_front"), table("units", "behind")
UNIT, NO_UNIT, SURE, VERBS = (table("units", name) for name in ("unit", "no_unit", "sure", "verbs"))
TRIM, JOINED, PLACES = table("units", "trim"), table("units", "joined"), table("units", "places")
TIME = table("times", "time")
_STOPS = " 。.:"
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
    names = [name for piece in out for name in (JOINED.split(piece) if len(piece) < _LIST else [piece])]
    return [name for name in (_name(one) for one in names) if name]


def _name(text: str) -> str:
    """Take off what is no part of a unit's name: 由 … 牵头, 按职责分工负责, a lone bracket."""
    name = TRIM.sub("", CHARGE.sub("", HELPED.sub("", text.strip(_STOPS))))
    return SHARED.sub("", name.strip(_STOPS if name.count("(") == name.count(")") else _STOPS + "()"))


def is_unit(name: str) -> bool:
    """Tell whether a name can be that of a unit of government, and not a remark such as 一期 or 含改扩建."""
    return 1 < len(name) <= _LONGEST and not NO_UNIT.search(name) and UNIT.match(name) is not None


def is_sure(name: str) -> bool:
    """Tell whether a name can be nothing but that of a unit of government."""
    return len(name) <= _LONGEST_SURE and is_unit(name) and SURE.match(name) is not None and not VERBS.match(name)


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
    if (first := IN_FRONT.match(text)) and all_units(first["units"]):
        out.append(_at(listed(first["units"], ""), first.start("units"), first.end()))
        taken.append(first.span())
    if "(" in text:
        for match in BRACKET.finditer(text):
            if found := _bracketed(match[0][1:-1]):
                out.append(_at(found, match.start(), match.end()))
                taken.append(match.span())
    if ":" in text:
        out += _labelled(text, taken)
        taken = sorted({(found.start, found.end) for found in out})
    if CHARGES.search(text):
        for match in BY.finditer(text):
            if not _overlaps(taken, match.span()) and is_unit(split(match["lead"])[0] if split(match["lead"]) else ""):
                start = match.start() + (1 if match[0][0] in "，。;.、" else 0)
                out.append(_at(listed(match["lead"], match["help"] or ""), start, match.end()))
                insort(taken, match.span())
        out += _sentences(text, taken)
    tail = max(0, len(text) - 140)
    if (behind := BEHIND.search(text, tail)) and all_units(behind["units"]) and not _overlaps(taken, behind.span()):
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
    pieces = PIECE.split(content.strip("。 "))
    time = next((piece for piece in pieces if TIME.search(piece) and not is_unit(_name(piece))), "")
    pieces = [piece for piece in pieces if piece != time]
    found_units = _in_pieces(pieces)
    return replace(found_units, deadline=time) if found_units else None


def _in_pieces(pieces: list[str]) -> Assignment | None:
    """市教育局牵头，市财政局配合; 市教育局负责; 市教育局、市财政局."""
    body = "，".join(pieces)
    lead = next((piece for piece in pieces if LEADS.search(piece)), "")
    if lead:
        at = pieces.index(lead)
        names = split(LEADS_ON.sub("", lead))
        before = [name for piece in pieces[:at] if not HELPED.search(piece) for name in split(piece)]
        helping = [piece for piece in pieces[:at] if HELPED.search(piece)] + pieces[at + 1 :]
        after = [name for piece in helping for name in split(piece) if is_unit(name)]
        if names and is_unit((before or names)[0]):
            all_leads = [*before, *names]
            return Assignment(all_leads[0], tuple(dict.fromkeys([*all_leads[1:], *after])))
    if (CHARGE.search(body) or HELPED.search(body) or CHARGES.search(body)) and len(body) < _LONGEST_BRACKET:
        names = [name for piece in pieces for name in split(piece) if is_unit(name)]
        if names and is_unit(split(body)[0]):
            return Assignment(names[0], tuple(dict.fromkeys(names[1:])))
        return None
    return listed(body, "") if all_units(body) and not PLACES.search(body) else None


def _labelled(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    found = [match for match in LABELLED.finditer(text) if not _overlaps(taken, match.span())]
    out: list[Assignment] = []
    for index, match in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(text)
        limit = min(limit, match.end() + 400)
        body = text[match.end() : limit]
        stop = LABELLED_END.search(body)
        cut = stop.start() if stop else len(body)
        content, end = body[:cut].strip(" ;，、(["), match.end() + cut
        label = LABEL.first(match[0])
        if label is None or not content:
            continue
        assigned = _named(label[0].value, content)
        if assigned is None:
            continue
        current = _at(assigned, match.start(), end)
        if out and match.start() - out[-1].end <= _GAP:
            out[-1] = out[-1].joined(current)
        else:
            out.append(current)
    return out


def _named(label: str, content: str) -> Assignment | None:
    if label == "time":
        return Assignment(deadline=content[:40]) if TIME.search(content) else None
    if label == "person":
        return Assignment()
    names = [name for name in split(content) if len(name) <= _LONGEST_LABELLED]
    if not names:
        return None
    if label == "help":
        return Assignment(supporting=tuple(dict.fromkeys(names)))
    return Assignment(names[0], tuple(dict.fromkeys(names[1:])))


def _sentences(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    """A whole sentence (市教育局牵头，市财政局配合) that only says who does it."""
    out = []
    for match in SENTENCE.finditer(text):
        if _overlaps(taken, match.span()):
            continue
        sentence = match[0].strip()
        if clause := CLAUSE.match(sentence):
            first = (split(clause["lead"]) or [""])[0]
            if is_unit(first) and not any(char.isdecimal() for char in clause["lead"]):
                out.append(_at(listed(clause["lead"], clause["help"]), match.start(), match.end()))
        elif CHARGE.search(sentence):
            names = [name for piece in PIECE.split(sentence) for name in split(piece)]
            if names and all(is_sure(name) for name in names):
                out.append(_at(Assignment(names[0], tuple(dict.fromkeys(names[1:]))), match.start(), match.end()))
    return out

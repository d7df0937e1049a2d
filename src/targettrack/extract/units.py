"""Which unit leads, as the text says in one of its usual forms.

Knows labels, brackets and lists; knows no goals.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from functools import reduce
from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from targettrack.extract.rules import TIMES, UNITS
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from targettrack.directory import Directory
    from targettrack.extract.extraction import Draft, Item

_STOPS = " 。.:"
# Names of units: after a label, by their ending, and without either.
_LONGEST_LABELLED, _LONGEST, _LONGEST_SURE = 40, 32, 24
_LIST, _LONGEST_BRACKET, _LONGEST_LIST = 60, 200, 300
# A label speaks of so many characters at most, and a time that it names is so long.
_REACH, _LONGEST_TIME = 400, 40
# Labels that follow one another so closely speak of one item.
_GAP = 4
# Units at the end of a text stand in so many of its last characters.
_TAIL = 140


class Assignment(NamedTuple):
    """Who does it and by when, as one place of the text says; "" and () for what it does not say."""

    lead: str = ""
    supporting: tuple[str, ...] = ()
    deadline: str = ""  # the words of 完成时限, not yet read
    start: int = 0  # the characters that said so: not part of the promise
    end: int = 0

    @property
    def says(self) -> bool:
        """Whether it names anybody or a time; a label before a person does not."""
        return bool(self.lead or self.supporting or self.deadline)

    def at(self, start: int, end: int) -> Assignment:
        """The same, said in these characters."""
        return self._replace(start=start, end=end)

    def joined(self, other: Assignment) -> Assignment:
        """牵头单位 on one line and 配合单位 on the next are one assignment; the first that names a lead unit wins."""
        names = [self.lead or other.lead, *self.supporting, *other.supporting, other.lead]
        return led(names, self.deadline or other.deadline).at(self.start, other.end)


def joined(found: list[Assignment]) -> Assignment:
    """Assignments that follow one another as one."""
    return reduce(Assignment.joined, found)


def led(names: list[str], deadline: str = "") -> Assignment:
    """The first unit of a list leads: 列第一位的责任单位为牵头单位 (杭州市政府公报 2020). "" leads where nobody is named."""
    lead = names[0] if names else ""
    return Assignment(lead, tuple(dict.fromkeys(name for name in names if name not in ("", lead))), deadline)


def listed(*texts: str | None) -> Assignment:
    """The units of lists, the first of which leads."""
    return led([name for text in texts for name in split(text or "")])


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
    names = [name for piece in out for name in (UNITS.joined.split(piece) if len(piece) < _LIST else [piece])]
    return [name for name in (_name(one) for one in names) if name]


def _name(text: str) -> str:
    """Take off what is no part of a unit's name: 由 … 牵头, 按职责分工负责, a lone bracket."""
    name = UNITS.trim.sub("", UNITS.charge.sub("", UNITS.helped.sub("", text.strip(_STOPS))))
    return UNITS.shared.sub("", name.strip(_STOPS if name.count("(") == name.count(")") else _STOPS + "()"))


def is_unit(name: str) -> bool:
    """Tell whether a name can be that of a unit of government, and not a remark such as 一期 or 含改扩建."""
    return 1 < len(name) <= _LONGEST and not UNITS.no_unit.search(name) and UNITS.unit.match(name) is not None


def is_sure(name: str) -> bool:
    """Tell whether a name can be nothing but that of a unit of government."""
    return (
        len(name) <= _LONGEST_SURE
        and is_unit(name)
        and UNITS.sure.match(name) is not None
        and not UNITS.verbs.match(name)
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
    if (first := UNITS.in_front.match(text)) and all_units(first["units"]):
        out.append(listed(first["units"]).at(first.start("units"), first.end()))
    for match in UNITS.bracket.finditer(text):
        if (found := _bracketed(match[0][1:-1])).says:
            _insert(out, found.at(*match.span()))
    if ":" in text:
        for found in _labelled(text, out):
            _insert(out, found)
    if UNITS.charges.search(text):
        _in_sentences(text, out)
    behind = UNITS.behind.search(text, max(0, len(text) - _TAIL))
    if behind and all_units(behind["units"]) and not _overlaps(out, behind):
        _insert(out, listed(behind["units"]).at(*behind.span()))
    return out


_START = attrgetter("start")


def _insert(out: list[Assignment], found: Assignment) -> None:
    insort(out, found, key=_START)


def _overlaps(out: list[Assignment], match: re.Match[str]) -> bool:
    """Tell whether a place is taken. Both kinds are found in order, so that only neighbours can meet."""
    start, end = match.span()
    at = bisect_right(out, start, key=_START)
    return any(one.start < end and start < one.end for one in out[max(0, at - 2) : at + 2])


def _bracketed(content: str) -> Assignment:
    """Read the inside of a bracket."""
    if ":" in content and (found := _labelled(content, [])):
        return joined(found)
    pieces = UNITS.piece.split(content.strip("。 "))
    time = next((piece for piece in pieces if TIMES.time.search(piece) and not is_unit(_name(piece))), "")
    found_units = _in_pieces([piece for piece in pieces if piece != time])
    return found_units._replace(deadline=time) if found_units.says else found_units


def _in_pieces(pieces: list[str]) -> Assignment:
    """市教育局牵头，市财政局配合; 市教育局负责; 市教育局、市财政局."""
    body = "，".join(pieces)
    leading = next((index for index, piece in enumerate(pieces) if UNITS.leads.search(piece)), None)
    if leading is not None:
        ahead = [piece for piece in pieces[:leading] if not UNITS.helped.search(piece)]
        helping = [piece for piece in pieces[:leading] if UNITS.helped.search(piece)] + pieces[leading + 1 :]
        leads = [name for piece in (*ahead, UNITS.leads_on.sub("", pieces[leading])) for name in split(piece)]
        if leads and is_unit(leads[0]):
            return led([*leads, *(name for piece in helping for name in split(piece) if is_unit(name))])
    if (UNITS.charge.search(body) or UNITS.helped.search(body) or UNITS.charges.search(body)) and len(
        body
    ) < _LONGEST_BRACKET:
        names = split(body)
        return led([name for name in names if is_unit(name)] if names and is_unit(names[0]) else [])
    return listed(body) if all_units(body) and not UNITS.places.search(body) else Assignment()


def _labelled(text: str, taken: list[Assignment]) -> list[Assignment]:
    found = [match for match in UNITS.labelled.finditer(text) if not _overlaps(taken, match)]
    out: list[Assignment] = []
    for match, following in zip_longest(found, found[1:]):
        limit = min(following.start() if following else len(text), match.end() + _REACH)
        stop = UNITS.labelled_end.search(text, match.end(), limit)
        end = stop.start() if stop else limit
        content = text[match.end() : end].strip(" ;，、([")
        label = UNITS.label.first(match[0])
        assigned = _named(label[0].value, content) if label and content else None
        if assigned is None:
            continue
        if out and match.start() - out[-1].end <= _GAP:
            out[-1] = out[-1].joined(assigned.at(match.start(), end))
        else:
            out.append(assigned.at(match.start(), end))
    return out


def _named(label: str, content: str) -> Assignment | None:
    if label == "time":
        return Assignment(deadline=content[:_LONGEST_TIME]) if TIMES.time.search(content) else None
    if label == "person":
        return Assignment()
    names = [name for name in split(content) if len(name) <= _LONGEST_LABELLED]
    return led(["", *names] if label == "help" else names) if names else None


def _in_sentences(text: str, out: list[Assignment]) -> None:
    """由市教育局牵头 inside a sentence, and whole sentences (市教育局牵头，市财政局配合) that only say who does it."""
    for match in UNITS.by.finditer(text):
        found = listed(match["lead"], match["help"])
        if is_unit(found.lead) and not _overlaps(out, match):
            _insert(out, found.at(match.start() + (match[0][0] in "，。;.、"), match.end()))
    for match in UNITS.sentence.finditer(text):
        sentence = match[0].strip()
        if clause := UNITS.clause.match(sentence):
            found = listed(clause["lead"], clause["help"])
            is_told = is_unit(found.lead) and not any(char.isdecimal() for char in clause["lead"])
        else:
            found = listed(sentence)
            is_told = UNITS.charge.search(sentence) is not None and all(map(is_sure, (found.lead, *found.supporting)))
        if is_told and not _overlaps(out, match):
            _insert(out, found.at(*match.span()))


def usually_led(drafts: Sequence[Draft], items: Iterable[Item], usual: Directory) -> tuple[Draft, ...]:
    """Propose the units that usually lead such matters, where nothing else says who does."""
    items_of = {number: f"{item.title}|{item.quote}" for item in items for number in item.drafts}
    return tuple(_usually_led(draft, items_of.get(number, ""), usual) for number, draft in enumerate(drafts, 1))


def _usually_led(draft: Draft, item: str, usual: Directory) -> Draft:
    if draft.owner:
        return draft
    # A soft draft quotes its whole item, which speaks of much besides; a heading names a field and not who works in it.
    around = (draft.quote, item) if draft.goal.value else ()
    leads = usual.usually(draft.title, *around)
    return draft._replace(owner=leads[0].unit, assumed=(*draft.assumed, "owner")) if leads else draft

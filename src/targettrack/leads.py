"""Whose matter a clause is, by the words that units have for what they lead.

Knows words and clauses; knows no places and no documents. Measured, see benchmarks/proposals.py.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple
from targettrack.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Unit

_WEAK = "~"
"""In front of a word that speaks for a unit only where no other does."""
_LISTED = late("(?P<members>.+)等(?![级待候教])(?P<head>.*)")
"""Things in a row, and what they are instances of."""
_MEMBERS = late("、|和|及|与")
_WHOLE = late("占.+?(?=比重|比例|的比|比达)")
"""What something is a share of: no matter of its own."""
_MOST = 0.5
"""So many of the things in a row have to be one unit's."""


class Lead(NamedTuple):
    """A unit that usually leads a matter, and the word that says so."""

    unit: str
    word: str


class Told(NamedTuple):
    """Words of units in a text, the longest first; weak ones tell where no strong one stands."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


class LeadWords:
    """The words of units, looked for together."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Take the words of each unit; the first unit that has a word is meant by it."""
        self._units: dict[str, str] = {}
        self._weak: set[str] = set()
        for unit in units:
            for lead in unit.leads:
                word = lead.removeprefix(_WEAK)
                self._units.setdefault(word, unit.name)
                self._weak |= {word} if lead != word else set()

    @cached_property
    def _words(self) -> re.Pattern[str]:
        longest_first = sorted(self._units, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def told(self, text: str) -> Told:
        """The words that a text has, without overlap, the longest first."""
        found = sorted(self._words.findall(text), key=len, reverse=True)
        strong = tuple(word for word in found if word not in self._weak)
        return Told(strong, tuple(word for word in found if word in self._weak))

    def leads(self, clause: str, *around: str) -> tuple[Lead, ...]:
        """The units that lead what a clause says, the likeliest first; () where its words do not tell.

        A wrong unit costs an office more than none. So a clause that has words decides, even where they disagree; only of
        one without any tells what stands around it, and that only where all of it speaks for one unit.
        """
        clause = _WHOLE.sub("", clause)
        told = self.told(clause)
        if told.strong or told.weak:
            listed = _LISTED.search(clause)
            leads = self._of_list(listed["members"], listed["head"]) if listed else self.told_of(clause)
            return leads if told.strong or len(leads) == 1 else ()
        return next(filter(None, map(self._agreed, around)), ())

    def told_of(self, text: str) -> tuple[Lead, ...]:
        """The units that words of a text speak for, each once, with the most telling of its words; the most telling first."""
        told = self.told(text)
        units: dict[str, str] = {}
        for word in (*told.strong, *told.weak):
            units.setdefault(self._units[word], word)
        return tuple(Lead(unit, word) for unit, word in units.items())

    def _of_list(self, members: str, head: str) -> tuple[Lead, ...]:
        """By what the things of a list are, else where most of them are one unit's."""
        if self.told(head).strong:
            return self.told_of(head)
        each = [self.told_of(member)[:1] for member in _MEMBERS.split(members)]
        of_units = Counter(lead.unit for leads in each for lead in leads)
        unit, count = next(iter(of_units.most_common(1)), ("", 0))
        sure = count > len(each) * _MOST or 1 < count == of_units.total()
        return tuple(lead for lead in self.told_of(members) if sure and lead.unit == unit)

    def _agreed(self, text: str) -> tuple[Lead, ...]:
        """The unit that all strong words of a text speak for, if there are several."""
        strong = self.told(text).strong
        units = {self._units[word]: word for word in reversed(strong)}
        return tuple(itertools.starmap(Lead, units.items())) if len(strong) > 1 == len(units) else ()


@lru_cache(maxsize=16)
def words(units: tuple[Unit, ...]) -> LeadWords:
    """The words of units: the same for every document of a place, and some hundred to take."""
    return LeadWords(units)

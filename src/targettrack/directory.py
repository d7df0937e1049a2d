"""Which units a government has: those that its office lists, then the usual ones of its place; who usually leads a matter.

Knows names, short names and words; knows no documents and no records. The usual ones stand in `directory.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Level, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STOCK = Path(__file__).with_suffix(".tsv")
GOVERNMENT = re.compile("(?:人民政府|政府|街道办事处|办事处|管理委员会|管委会)$")
_LEVELS = {
    **dict.fromkeys("省", Level.PROVINCE),
    **dict.fromkeys("市州盟", Level.CITY),
    **dict.fromkeys("县区旗", Level.COUNTY),
    **dict.fromkeys("镇乡道", Level.TOWN),
}
"""What the last character of a place says of its level; an autonomous region ends like a district."""
_SHORTEST = 2
"""Characters of a place: what is longer is known without its last one, too."""
_WEAK = "~"
"""In front of a word that speaks for a unit only where no other does."""
_REGION = "自治区"


class Lead(NamedTuple):
    """A unit that usually leads a matter, and the word that says so."""

    unit: str
    word: str


class Told(NamedTuple):
    """LeadWords of units in a text, the longest first; weak ones tell where no strong one stands."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


class Usual(NamedTuple):
    """A usual unit of a place, and the full names that it has elsewhere: 行政审批服务局 for 数据和政务服务局."""

    unit: Unit
    elsewhere: tuple[str, ...]


class Directory:
    """The units of a government: full names for short ones, and who usually leads a matter."""

    def __init__(
        self, listed: Iterable[Unit], level: Level | None, issuer: str = "", in_use: Iterable[str] = ()
    ) -> None:
        """Take the listed units: those of the issuer's own government, and only those of its level are ever proposed.

        `in_use`: names of units that lead something already; one that a usual unit has elsewhere takes its place.
        """
        self._place = GOVERNMENT.sub("", issuer)
        own = tuple(unit for unit in listed if self._is_own(unit))
        self.listed = tuple(unit for unit in own if unit.level is None or level is None or unit.level == level)
        self._in_use, self._stock = tuple(in_use), usual(self._place, level)
        self._names = {name: unit.name for unit in own for name in (*unit.aliases, unit.name)}
        self._leads, self._matters = words(self.listed), words(tuple(one.unit for one in self._stock))

    @cached_property
    def usual(self) -> tuple[Unit, ...]:
        """The usual units, by the names that they have here."""
        known = (*self.listed, *map(Unit, self._in_use))
        return tuple(_instead(known, self._stock, self._place) if known else (one.unit for one in self._stock))

    @cached_property
    def _usually(self) -> LeadWords:
        return words(self.usual)

    def full(self, name: str) -> str:
        """Return the name of a listed unit, which may lack its first character; the name as written if none has it."""
        return self._names.get(name) or self._names.get(name[1:], name)

    def propose(self, text: str, section: str) -> str:
        """Return the listed unit whose word is the longest in the clause, else in its heading; "" if none."""
        return next((lead.unit for lead in self.leads(text, section)), "")

    def leads(self, *texts: str) -> tuple[Lead, ...]:
        """The listed units that words of the first text speak for, the longest first; of the next where none does."""
        return next(filter(None, map(self._leads.leads, texts)), ())

    def usually(self, *texts: str) -> tuple[Lead, ...]:
        """`leads` by the words of the usual units."""
        return next(filter(None, map(self._usually.leads, texts)), ())

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """The units that may be meant by name, each with its other names: the listed ones, the usual ones, those elsewhere."""
        elsewhere = {name: shorter(self._place, name) for one in self._stock for name in one.elsewhere}
        return elsewhere | {unit.name: unit.aliases for unit in (*self.usual, *self.listed)}

    def matter(self, text: str) -> tuple[Lead, ...]:
        """Whose matter it would be among the usual units, whatever they are called here: a name for the matter itself."""
        return self._matters.leads(text)

    def words(self, text: str) -> Told:
        """The words of units that a text has: those of listed units, else of the usual ones."""
        listed, usual = self._leads.told(text), self._usually.told(text)
        return Told(listed.strong or usual.strong, listed.weak or usual.weak)

    def _is_own(self, unit: Unit) -> bool:
        # 开平市教育局, 江门市生态环境局开平分局, or 市教育局 without the place; another city's 市教育局 in the same ledger is
        # somebody else.
        bare = self._place[:-1] if len(self._place) > _SHORTEST else self._place
        return bare in unit.name or unit.name.startswith(self._place[-1:])


@lru_cache(maxsize=8)
def directory(listed: tuple[Unit, ...], level: Level | None, issuer: str, in_use: tuple[str, ...] = ()) -> Directory:
    """The units of a government, as `Directory` takes them; kept, because a list of tasks is read row by row."""
    return Directory(listed, level, issuer, in_use)


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

    def leads(self, text: str) -> tuple[Lead, ...]:
        """The units that words of a text speak for, each once, with the most telling of its words; the most telling first."""
        told = self.told(text)
        units: dict[str, str] = {}
        for word in (*told.strong, *told.weak):
            units.setdefault(self._units[word], word)
        return tuple(Lead(unit, word) for unit, word in units.items())


@lru_cache(maxsize=16)
def words(units: tuple[Unit, ...]) -> LeadWords:
    """The words of units: the same for every document of a place, and some hundred to take."""
    return LeadWords(units)


def level_of(place: str) -> Level | None:
    """The level that the name of a place says; 市 is taken for a city. None where it says none."""
    return Level.PROVINCE if place.endswith(_REGION) else _LEVELS.get(place[-1:])


@cache
def usual(place: str, level: Level | None) -> tuple[Usual, ...]:
    """The usual units of a place; none where the place or its level is not known."""
    level = level or level_of(place)
    if not place or level is None:
        return ()
    # 北京市教育局, not 北京市教育厅
    column = Level.CITY if level is Level.PROVINCE and place.endswith("市") else level
    rows = [row for row in _stock() if column in row[0]]
    known = {names[column] for names, _short, _leads in rows}
    units = []
    for names, short, leads in rows:
        # What another level calls it may be its name here, too: 市教育委员会. Of two rows the first has the name.
        other = tuple(name for name in dict.fromkeys(names.values()) if name not in known)
        known.update(other)
        units.append(_usual(place, level, names[column], (*short, *other), leads))
    return tuple(units)


def _usual(place: str, level: Level, name: str, others: tuple[str, ...], leads: tuple[str, ...]) -> Usual:
    full = name.format(place) if "{" in name else f"{place}{name}"
    others = tuple(dict.fromkeys(other for other in others if "{" not in other))
    short = [other for other in others if _abbreviates(other, name)]
    aliases = (alias for one in (name, *short) if "{" not in one for alias in shorter(place, f"{place}{one}"))
    return Usual(
        Unit(full, tuple(dict.fromkeys(aliases)), level, leads),
        tuple(f"{place}{other}" for other in others if other not in short),
    )


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of a short name stand in a name, in their order: 发改委 for 发展和改革委员会."""
    characters = iter(name)
    return all(character in characters for character in short)


def shorter(place: str, name: str) -> tuple[str, str]:
    """教育局 and 市教育局 for 开平市教育局."""
    bare = name.removeprefix(place)
    return bare, f"{place[-1]}{bare}"


@cache
def _stock() -> tuple[tuple[Mapping[Level, str], tuple[str, ...], tuple[str, ...]], ...]:
    """The rows of the stock list: the name by level, short names, lead words."""
    rows = (line.split("\t") for line in STOCK.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple((dict(_by_level(names)), tuple(short.split()), tuple(leads.split())) for names, short, leads in rows)


def _by_level(names: str) -> Iterator[tuple[Level, str]]:
    for entry in names.split():
        levels, _, name = entry.partition(":")
        yield from ((Level(level), name) for level in levels.split(","))


def _instead(known: tuple[Unit, ...], stock: tuple[Usual, ...], place: str) -> Iterator[Unit]:
    """The usual units, but where one is known by a name of a usual one, that with its words and its other names."""
    named = {name: unit for unit in reversed(known) for name in (unit.name, *unit.aliases)}
    for unit, elsewhere in stock:
        names = (unit.name, *unit.aliases, *(short for name in elsewhere for short in (name, *shorter(place, name))))
        own = next((named[name] for name in names if name in named), None)
        if own is not None:
            others = (name for name in (unit.name, *unit.aliases) if name not in named)
            yield Unit(own.name, (*own.aliases, *others), own.level, unit.leads)
        else:
            yield unit

"""Which units a government has: those that its office lists, then the usual ones of its place; who usually leads a matter.

Knows names, short names and words; knows no documents and no records. The usual ones stand in `directory.tsv`.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack.leads import Told, words
from targettrack.model import Level, Unit
from targettrack.named import NamedTuple
from targettrack.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from targettrack.leads import Lead, LeadWords

STOCK = Path(__file__).with_suffix(".tsv")
GOVERNMENT = late("(?:人民政府|政府|街道办事处|办事处|管理委员会|管委会)$")
_LEVELS = {
    **dict.fromkeys("省", Level.PROVINCE),
    **dict.fromkeys("市州盟", Level.CITY),
    **dict.fromkeys("县区旗", Level.COUNTY),
    **dict.fromkeys("镇乡道", Level.TOWN),
}
"""What the last character of a place says of its level; an autonomous region ends like a district."""
_SHORTEST = 2
"""Characters of a place: what is longer is known without its last one, too."""
_REGION = "自治区"


class Usual(NamedTuple):
    """A usual unit of a place, and the full names that it has elsewhere: 行政审批服务局 for 数据和政务服务局."""

    unit: Unit
    elsewhere: tuple[str, ...]


class Directory:
    """The units of a government: full names for short ones, and who usually leads a matter."""

    def __init__(
        self,
        listed: Iterable[Unit],
        level: Level | None,
        issuer: str = "",
        in_use: Iterable[str] = (),
        year: int | None = None,
    ) -> None:
        """Take the listed units: those of the issuer's own government, and only those of its level are ever proposed.

        `in_use`: names of units that lead something already; one that a usual unit has elsewhere takes its place.
        `year`: of the plan, because units had other names before a reform; None: of today.
        """
        self._place = GOVERNMENT.sub("", issuer)
        own = tuple(unit for unit in listed if self._is_own(unit))
        self.listed = tuple(unit for unit in own if unit.level is None or level is None or unit.level == level)
        self._in_use, self._stock = tuple(in_use), usual(self._place, level, year)
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
        return next((lead.unit for one in (text, section) for lead in self._leads.told_of(one)), "")

    def leads(self, clause: str, *around: str) -> tuple[Lead, ...]:
        """The listed units that lead what a clause says, the likeliest first; see `LeadWords.leads`."""
        return self._leads.leads(clause, *around)

    def usually(self, clause: str, *around: str) -> tuple[Lead, ...]:
        """`leads` by the words of the usual units."""
        return self._usually.leads(clause, *around)

    @cached_property
    def named(self) -> dict[str, tuple[str, ...]]:
        """The listed units and the usual ones, each with all its other names; a unit may have several rows of the stock list."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in (*self.listed, *self.usual):
            found[unit.name] = tuple(dict.fromkeys((*found.get(unit.name, ()), *unit.aliases)))
        return found

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """The units that may be meant by name, each with its other names: the listed ones, the usual ones, those elsewhere."""
        elsewhere = {name: shorter(self._place, name) for one in self._stock for name in one.elsewhere}
        return elsewhere | self.named

    def matter(self, text: str) -> tuple[Lead, ...]:
        """Whose matter it would be among the usual units, whatever they are called here: a name for the matter itself."""
        return self._matters.told_of(text)

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
def directory(
    listed: tuple[Unit, ...], level: Level | None, issuer: str, in_use: tuple[str, ...] = (), year: int | None = None
) -> Directory:
    """The units of a government, as `Directory` takes them; kept, because a list of tasks is read row by row."""
    return Directory(listed, level, issuer, in_use, year)


def level_of(place: str) -> Level | None:
    """The level that the name of a place says; 市 is taken for a city. None where it says none."""
    return Level.PROVINCE if place.endswith(_REGION) else _LEVELS.get(place[-1:])


@cache
def usual(place: str, level: Level | None, year: int | None = None) -> tuple[Usual, ...]:
    """The usual units of a place in a year, by default today; none where the place or its level is not known."""
    level = level or level_of(place)
    if not place or level is None:
        return ()
    # 北京市教育局, not 北京市教育厅
    column = Level.CITY if level is Level.PROVINCE and place.endswith("市") else level
    rows = [row for row in _stock() if column in row.levels]
    names = [row.name(column, year) for row in rows]
    known, units = set(names), []
    for name, row in zip(names, rows, strict=True):
        # What another level or another year calls it may be its name here, too: 市教育委员会. Of two rows the first has it.
        other = tuple(one for one in row.names if one not in known)
        known.update(other)
        units.append(_usual(place, level, name, (*row.short, *other), row.leads))
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


class _Row(NamedTuple):
    """A row of the stock list."""

    levels: Mapping[Level, tuple[tuple[int, str], ...]]  # names of a level, each with the year from which it holds
    short: tuple[str, ...]
    leads: tuple[str, ...]

    @property
    def names(self) -> Iterator[str]:
        """Each name of any level and year once."""
        return iter(dict.fromkeys(name for named in self.levels.values() for _since, name in named))

    def name(self, level: Level, year: int | None) -> str:
        """The name in a year; None: today."""
        return max(one for one in self.levels[level] if year is None or one[0] <= year)[1]


@cache
def _stock() -> tuple[_Row, ...]:
    rows = (line.split("\t") for line in STOCK.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(_Row(_by_level(names), tuple(short.split()), tuple(leads.split())) for names, short, leads in rows)


def _by_level(names: str) -> dict[Level, tuple[tuple[int, str], ...]]:
    out: dict[Level, tuple[tuple[int, str], ...]] = {}
    for entry in names.split():
        levels, _, named = entry.partition(":")
        name, _, since = named.partition("@")
        for level in map(Level, levels.split(",")):
            out[level] = (*out.get(level, ()), (int(since or 0), name))
    return out


def _instead(known: tuple[Unit, ...], stock: tuple[Usual, ...], place: str) -> Iterator[Unit]:
    """The usual units, but where one is known by a name of a usual one, that with its words and short names."""
    named = {name: unit for unit in reversed(known) for name in (unit.name, *unit.aliases)}
    instead: dict[str, Unit | None] = {}
    for unit, elsewhere in stock:
        names = (unit.name, *unit.aliases, *(short for name in elsewhere for short in (name, *shorter(place, name))))
        own = next((named[name] for name in names if name in named), None) or instead.get(unit.name)
        # What the first row of a unit is called here, the others are, too.
        instead.setdefault(unit.name, own)
        short = (name for name in unit.aliases if named.get(name, own) is own)
        yield (
            unit if own is None else Unit(own.name, tuple(dict.fromkeys((*own.aliases, *short))), own.level, unit.leads)
        )

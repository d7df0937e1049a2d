"""The known units: full names for short ones, and who usually leads a matter. Knows no texts beyond one clause."""

from __future__ import annotations

import re

from targettrack.extract import document
from targettrack.model import Level, Unit


class Directory:
    """The units of `targets/units.toml`: full names for short ones, and who usually leads a matter."""

    def __init__(self, units: tuple[Unit, ...], level: Level | None, issuer: str = "") -> None:
        """Take the known units: those of the issuer's own government, and only those of its level are ever proposed."""
        place = document.GOVERNMENT.sub("", issuer)
        # 开平市教育局, or 市教育局 without the place; another city's 市教育局 in the same ledger is somebody else.
        units = tuple(unit for unit in units if place in unit.name or unit.name.startswith(place[-1:]))
        self._names = {name: unit.name for unit in units for name in (*unit.aliases, unit.name)}
        leading = [unit for unit in units if unit.level is None or level is None or unit.level == level]
        self._leads = {word: unit.name for unit in reversed(leading) for word in unit.leads}
        words = sorted(self._leads, key=len, reverse=True)
        self._words = re.compile("|".join(re.escape(word) for word in words)) if words else None

    def full(self, name: str) -> str:
        """Return the official name of a unit that goes by `name`; the name as written if no unit does."""
        if name in self._names:
            return self._names[name]
        return self._names.get(name[1:], name)  # 教育局 of 市教育局

    def propose(self, text: str, section: str) -> str:
        """Return the unit whose word is the longest in the clause, else in its heading; "" if none."""
        if self._words is None:
            return ""
        for place in (text, section):
            found = self._words.findall(place)
            if found:
                return self._leads[max(found, key=len)]
        return ""

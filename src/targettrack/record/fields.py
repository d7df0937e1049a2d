"""Take typed fields out of one parsed table, and note every fault on the way. Knows types; knows no record."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from targettrack.errors import Problem, Severity
from targettrack.record.toml import MAX_DIGITS, line_of

MAX_TEXT = 20_000
"""Characters that one text may have."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a date may have: beyond them it is a slip of the pen (0205, 20225), and calendars run out."""
MAX_WHOLE = 10**9
MAX_DAYS = 3660
MAX_KEY = 80
"""Characters of a key, and of a wrong value, that a problem repeats."""
MAX_LOCATED = 100
"""Problems of one file that are searched for in its text; more of them are noted without a line."""
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", re.ASCII)

Day = TypeVar("Day", bound=date)
Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """One table of one file. Every getter gives the value, or a harmless default after noting a problem."""

    def __init__(
        self, data: dict[str, Any], *, path: str, text: str, table: str = "", nth: int = 0, inline: str = ""
    ) -> None:
        """Read `data`, which stands in the nth `[table]` of `text`, there under the key `inline` if it has one."""
        self.data = data
        self.path = path
        self.problems: list[Problem] = []
        self._text = text
        self._table = table
        self._nth = nth
        self._inline = inline
        self._asked: set[str] = set()

    def table(self, key: str) -> Fields:
        """Open the table below this one; empty where it is absent. Its problems are noted here."""
        return self._below(self._take(key, dict, "table") or {}, table=self.name(key))

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Open an array of tables; empty where it is absent. Their problems are noted here."""
        values = self._take(key, list, "array of tables") or []
        if any(not isinstance(value, dict) for value in values):
            self.fault("wrong-type", key, expected="array of tables")
            return ()
        return tuple(self._below(value, table=self.name(key), nth=nth) for nth, value in enumerate(values))

    def inline(self, key: str) -> Fields:
        """Open the inline table under `key`; its problems are noted here, on the line of that key."""
        return self._below(self._take(key, dict, "table") or {}, table=self._table, nth=self._nth, inline=key)

    def name(self, key: str) -> str:
        """Give the dotted name of a key, as problems show it."""
        return ".".join(filter(None, (self._table, self._inline, key)))

    def fault(self, code: str, key: str, severity: Severity = Severity.ERROR, **params: str | int) -> None:
        """Note a problem at a key."""
        line = None
        if len(self.problems) < MAX_LOCATED:
            line = line_of(self._text, self._table, self._inline or key, self._nth)
        self.problems.append(Problem(code, self.path, line, self.name(key[:MAX_KEY]), severity, params))

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; "" where it is absent."""
        value = self._take(key, str, "text", required=required)
        if value is None:
            return ""
        if len(value) > MAX_TEXT:
            self.fault("too-long", key, limit=MAX_TEXT, length=len(value))
        elif required and not value.strip():
            self.fault("empty-value", key)
        return str(value)

    def optional_text(self, key: str) -> str | None:
        """A text; None where it is absent, which differs from "" in an update."""
        self.asked(key)
        return self.text(key) if key in self.data else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is absent."""
        values = self._take(key, list, "list of texts") or []
        if any(not isinstance(value, str) for value in values):
            self.fault("wrong-type", key, expected="list of texts")
            return ()
        return tuple(values)

    def identifier(self, key: str, *, required: bool = False) -> str:
        """An id: ASCII letters, digits and hyphens; "" where it is absent."""
        value = self.text(key, required=required)
        if value and not IDENTIFIER.fullmatch(value):
            self.fault("bad-id", key, value=value[:MAX_KEY])
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date without a time; None where it is absent."""
        value: date | None = self._take(key, date, "date", required=required)
        if isinstance(value, datetime):
            self.fault("wrong-type", key, expected="date")
            return None
        return self._in_range(key, value)

    def moment(self, key: str) -> datetime | None:
        """A time with an offset; None after a problem."""
        value: datetime | None = self._take(key, datetime, "time with offset", required=True)
        if value is not None and value.tzinfo is None:
            self.fault("no-offset", key)
            return None
        return self._in_range(key, value)

    def number(
        self, key: str, *, required: bool = False, least: int | None = None, most: int = 10**MAX_DIGITS
    ) -> Decimal | None:
        """A finite number of at most MAX_DIGITS digits; None where it is absent. Bounds hold if `least` is given."""
        value = self._take(key, (int, Decimal), "number", required=required)
        if value is None:
            return None
        number = Decimal(value)
        if not number.is_finite():
            self.fault("wrong-type", key, expected="number")
            return None
        if abs(number.adjusted()) >= MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
            self.fault("too-many-digits", key, limit=MAX_DIGITS)
            return None
        if least is not None and not least <= number <= most:
            self.fault("out-of-range", key, least=least, most=most)
            return None
        return number

    def whole(self, key: str, default: int, *, least: int = 0, most: int = MAX_WHOLE) -> int:
        """A whole number within bounds."""
        value: int | None = self._take(key, int, "whole number")
        if value is None:
            return default
        if not least <= value <= most:
            self.fault("out-of-range", key, least=least, most=most)
            return default
        return value

    def days(self, key: str, default: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """A list of whole numbers of days; the default where it is absent or after a problem."""
        values = self._take(key, list, "list of whole numbers")
        if values is None:
            return default
        if any(type(value) is not int for value in values):
            self.fault("wrong-type", key, expected="list of whole numbers")
        elif any(not 0 <= value <= MAX_DAYS for value in values):
            self.fault("out-of-range", key, least=0, most=MAX_DAYS)
        else:
            return tuple(values)
        return default

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent."""
        return bool(self._take(key, bool, "true or false"))

    def choice(self, key: str, choices: type[Choice], *, required: bool = False) -> Choice | None:
        """One of the codes of an enumeration; None where it is absent or after a problem."""
        value = self._take(key, str, "text", required=required)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError:
            self.fault("unknown-choice", key, value=value[:MAX_KEY], choices=" ".join(choices))
            return None

    def asked(self, key: str) -> None:
        """Count a key as known that is read by other means."""
        self._asked.add(key)

    def warn_of_unknown(self) -> None:
        """Note the keys that nobody asked for: kept as they are, but perhaps a slip of the pen."""
        for key in self.data:
            if key in self._asked:
                continue
            few = len(self.problems) < MAX_LOCATED
            from difflib import get_close_matches  # only a slip of the pen pays for it

            near = get_close_matches(key[:MAX_KEY], sorted(self._asked), n=1) if few else []
            self.fault("unknown-key", key, Severity.WARNING, suggestion=near[0] if near else "")

    def _take(self, key: str, kinds: Any, expected: str, *, required: bool = False) -> Any:
        self._asked.add(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.fault("missing-key", key)
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            self.fault("wrong-type", key, expected=expected)
            return None
        return value

    def _in_range(self, key: str, value: Day | None) -> Day | None:
        if value is None or FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        self.fault("out-of-range", key, least=FIRST_YEAR, most=LAST_YEAR)
        return None

    def _below(self, data: dict[str, Any], *, table: str, nth: int = 0, inline: str = "") -> Fields:
        below = Fields(data, path=self.path, text=self._text, table=table, nth=nth, inline=inline)
        below.problems = self.problems
        return below

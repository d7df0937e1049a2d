"""Take the values of one file by the rows of its table, and note every fault with its line. Knows types; knows no record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from targettrack.errors import Problem, Severity, UsageError
from targettrack.record.table import FIRST_YEAR, LAST_YEAR, MANY, MAX_WHOLE, NAMED, REQUIRED, Field, Table, Type
from targettrack.record.toml import MAX_DIGITS, line_of

MAX_TEXT = 20_000
"""Characters that one text may have."""
MAX_KEY = 80
"""Characters of a key, and of a wrong value, that a problem repeats."""
MAX_FAULTS = 100
"""Faults of one file that are named; of more of them only the number is."""
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", re.ASCII)
MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)

Day = TypeVar("Day", bound=date)
Bounded = TypeVar("Bounded", int, Decimal)
Path = tuple[str | int, ...]
"""Where a value stands: keys from the top of the file, and places in lists."""


class Faults:
    """What is wrong with one file, found so far."""

    def __init__(self, text: str, path: str, problems: Iterable[Problem] = ()) -> None:
        self.has_errors = False
        self._text = text
        self._path = path
        self._problems: list[Problem] = []
        self._more = 0
        for problem in problems:
            self._keep(problem)

    @property
    def has_room(self) -> bool:
        """Whether one more fault would be named."""
        return len(self._problems) < MAX_FAULTS

    @property
    def problems(self) -> tuple[Problem, ...]:
        """At most MAX_FAULTS problems, then one that says how many more there are."""
        if not self._more:
            return tuple(self._problems)
        severity = Severity.ERROR if self.has_errors else Severity.WARNING
        return (*self._problems, Problem("more-faults", self._path, None, None, severity, {"n": self._more}))

    def note(self, code: str, place: Path, severity: Severity = Severity.ERROR, **params: str | int) -> None:
        """Note a fault of the value at a place."""
        key = ".".join(part[:MAX_KEY] for part in place if isinstance(part, str))
        line = line_of(self._text, place) if self.has_room else None
        self._keep(Problem(code, self._path, line, key, severity, params))

    def _keep(self, problem: Problem) -> None:
        self.has_errors |= problem.severity is Severity.ERROR
        if self.has_room:
            self._problems.append(problem)
        else:
            self._more += 1


def read(table: Table, data: dict[str, Any], faults: Faults, place: Path = ()) -> Any:
    """What the table makes of the values, without those that are absent or faulty. None if a required one is."""
    values = {}
    for key in (key for key in data if key in table.rows):
        found = _values(table.rows[key], data[key], faults, (*place, key))
        if found is not None:
            values[key] = found
    for key in sorted(table.required - data.keys()):
        faults.note("missing-key", (*place, key))
    for key in (key for key in data if key not in table.rows):
        _note_unknown(table, key, faults, place)
    return table.model(**values) if values.keys() >= table.required else None


def _note_unknown(table: Table, key: str, faults: Faults, place: Path) -> None:
    """A key of no row is kept as it is, but is perhaps a slip of the pen."""
    from difflib import get_close_matches  # only a slip of the pen pays for it

    near = get_close_matches(key[:MAX_KEY], table.rows, n=1) if faults.has_room else []
    faults.note("unknown-key", (*place, key), Severity.WARNING, suggestion=near[0] if near else "")


def _values(row: Field, value: Any, faults: Faults, place: Path) -> Any:
    """The value of a row, or all of them; None after a fault."""
    try:
        if NAMED in row.marks:
            one = row._replace(marks=row.marks & ~NAMED)
            named = {name: _values(one, each, faults, (*place, name)) for name, each in _as(Type.TABLE, value).items()}
            return {name: found for name, found in named.items() if found is not None}
        if MANY in row.marks:
            many = [_value(row, each, faults, (*place, nth)) for nth, each in enumerate(_as(Type.LIST, value))]
            return tuple(found for found in many if found is not None)
        return _value(row, value, faults, place)
    except UsageError as error:
        faults.note(error.code, place, Severity.ERROR, **error.params)
        return None


def checked(row: Field, value: Any) -> Any:
    """A plain value of a row. UsageError: what a fault of it would be called, without its key."""
    return _CHECKS[row.type](row, value) if isinstance(row.type, Type) else value


def _value(row: Field, value: Any, faults: Faults, place: Path) -> Any:
    kind = row.type
    if isinstance(kind, Table):
        return read(kind, _as(Type.TABLE, value), faults, place)
    if isinstance(kind, Type):
        return checked(row, _as(kind, value))
    if _as(Type.TEXT, value) not in tuple(kind):
        raise UsageError("unknown-choice", value=value[:MAX_KEY], choices=" ".join(kind))
    return value if isinstance(kind, tuple) else kind(value)


def _as(kind: Type, value: Any) -> Any:
    """The value, if it is of the kind; a bool is no number, and a date with a time is no date."""
    if type(value) not in _CLASSES[kind]:
        raise UsageError("wrong-type", expected=str(kind))
    return value


def _text(row: Field, value: str) -> str:
    if len(value) > MAX_TEXT:
        raise UsageError("too-long", limit=MAX_TEXT, length=len(value))
    if REQUIRED in row.marks and not value.strip():
        raise UsageError("empty-value")
    if row.type is Type.ID and value and not IDENTIFIER.fullmatch(value):
        raise UsageError("bad-id", value=value[:MAX_KEY])
    if row.type is Type.MONTH_DAY and not MONTH_DAY.fullmatch(value):
        raise UsageError("wrong-type", expected=str(row.type))
    return value


def _number(row: Field, value: int | Decimal) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise UsageError("wrong-type", expected=str(Type.NUMBER))
    if abs(number.adjusted()) >= MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
        raise UsageError("too-many-digits", limit=MAX_DIGITS)
    return _within(number, row, -(10**MAX_DIGITS), 10**MAX_DIGITS)


def _moment(_row: Field, value: datetime) -> datetime:
    if value.tzinfo is None:
        raise UsageError("no-offset")
    return _day(_row, value)


def _day(_row: Field, value: Day) -> Day:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise UsageError("out-of-range", least=FIRST_YEAR, most=LAST_YEAR)
    return value


def _whole(row: Field, value: int) -> int:
    return _within(value, row, 0, MAX_WHOLE)


def _within(value: Bounded, row: Field, least: int, most: int) -> Bounded:
    """The value, if it keeps to the bounds of its row, or to those of its type where the row has none."""
    least, most = least if row.least is None else row.least, most if row.most is None else row.most
    if not least <= value <= most:
        raise UsageError("out-of-range", least=least, most=most)
    return value


_CLASSES: dict[Type, tuple[type, ...]] = {
    Type.TEXT: (str,),
    Type.ID: (str,),
    Type.NUMBER: (int, Decimal),
    Type.WHOLE: (int,),
    Type.DAY: (date,),
    Type.MONTH_DAY: (str,),
    Type.MOMENT: (datetime,),
    Type.FLAG: (bool,),
    Type.LIST: (list,),
    Type.TABLE: (dict,),
}
_CHECKS: dict[Type, Callable[[Field, Any], Any]] = {
    Type.TEXT: _text,
    Type.ID: _text,
    Type.NUMBER: _number,
    Type.WHOLE: _whole,
    Type.DAY: _day,
    Type.MONTH_DAY: _text,
    Type.MOMENT: _moment,
    Type.FLAG: lambda _row, value: value,
}

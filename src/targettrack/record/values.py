"""Take the values of one file by the table of its keys, and note every fault with its line. Knows types; knows no record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from targettrack.errors import MAX_FAULTS, Problem, Severity, UsageError, more_faults
from targettrack.fields import Field, Mark, Table, Type
from targettrack.model import FIRST_YEAR, LAST_YEAR
from targettrack.record.toml import MAX_DIGITS, Path, line_of

MAX_TEXT = 20_000
"""Characters that one text may have."""
MAX_KEY = 80
"""Characters of a key, and of a wrong value, that a problem repeats."""
MAX_WHOLE = 10**9
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", re.ASCII)
MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)

Bounded = TypeVar("Bounded", int, Decimal)


class Faults:
    """What is wrong with one file: the first MAX_FAULTS, and how many more."""

    def __init__(self, text: str, path: str, problems: Sequence[Problem] = ()) -> None:
        """`problems`: what parsing has found already, warnings only."""
        self.has_errors = False
        self._text = text
        self._path = path
        self._problems = list(problems[:MAX_FAULTS])
        self._more = len(problems) - len(self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those that are named, then one that counts the others."""
        more = [more_faults(self._path, self._more, is_error=self.has_errors)] if self._more else []
        return (*self._problems, *more)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._problems)

    @property
    def is_full(self) -> bool:
        """Whether one more would only be counted."""
        return len(self._problems) == MAX_FAULTS

    def note(self, code: str, place: Path, severity: Severity = Severity.ERROR, **params: str | int) -> None:
        """Note a fault of the value at a place."""
        self.has_errors |= severity is Severity.ERROR
        if self.is_full:
            self._more += 1
            return
        key = ".".join(part[:MAX_KEY] for part in place if isinstance(part, str))
        self._problems.append(Problem(code, self._path, line_of(self._text, place), key, severity, params))


def read(table: Table, data: dict[str, Any], faults: Faults, place: Path = ()) -> Any:
    """What is made of the values of a table, without those that are absent or faulty. None if a required one is."""
    values: dict[str, Any] = {}
    unknown = []
    for key, value in data.items():
        row = table.rows.get(key)
        if row is None:
            unknown.append(key)
        elif (found := take(row, value, faults, place)) is not None:
            values[row.attribute] = found
    for key in sorted(table.required - data.keys()):
        faults.note("missing-key", (*place, key))
    for key in unknown:
        _note_unknown(table, key, faults, place)
    return table.model(**values) if values.keys() >= table.required else None


def checked(row: Field, value: Any) -> Any:
    """A plain value of a key. UsageError: what a fault of it would be called, without the key."""
    return _TYPES[row.type][1](row, value) if isinstance(row.type, Type) else value


def _note_unknown(table: Table, key: str, faults: Faults, place: Path) -> None:
    """A key of no row is kept as it is, but is perhaps a slip of the pen."""
    from difflib import get_close_matches  # only a slip of the pen pays for it

    near = [] if faults.is_full else get_close_matches(key[:MAX_KEY], table.rows, n=1)
    faults.note("unknown-key", (*place, key), Severity.WARNING, suggestion=near[0] if near else "")


def take(row: Field, value: Any, faults: Faults, place: Path, *under: str) -> Any:
    """The value of a key, or all of them; None after a fault. `place` is that of its table, `under` a free name below it."""
    try:
        if row.shape is Mark.NONE:
            return _value(row, value, faults, place, *under)
        if row.shape is Mark.MANY:
            many = [_value(row, each, faults, place, nth) for nth, each in enumerate(_as(Type.LIST, value))]
            return tuple(found for found in many if found is not None)
        one = row._replace(shape=Mark.NONE)
        named = {name: take(one, each, faults, place, name) for name, each in _as(Type.TABLE, value).items()}
        return {name: found for name, found in named.items() if found is not None}
    except UsageError as error:
        faults.note(error.code, (*place, row.name, *under), Severity.ERROR, **error.params)
        return None


def _value(row: Field, value: Any, faults: Faults, place: Path, *under: str | int) -> Any:
    kind = row.type
    if isinstance(kind, Type):
        classes, check = _TYPES[kind]
        return check(row, value) if type(value) in classes else _as(kind, value)
    if isinstance(kind, Table):
        return read(kind, _as(Type.TABLE, value), faults, (*place, row.name, *under))
    word = _as(Type.TEXT, value)
    try:
        return kind[kind.index(word)] if isinstance(kind, tuple) else kind(word)
    except ValueError:
        raise UsageError("unknown-choice", value=word[:MAX_KEY], choices=" ".join(kind)) from None


def _as(kind: Type, value: Any) -> Any:
    """The value, if it is of the type; a bool is no number, and a date with a time is no date."""
    if type(value) not in _TYPES[kind][0]:
        raise UsageError("wrong-type", expected=str(kind))
    return value


def _text(row: Field, value: str) -> str:
    if len(value) > MAX_TEXT:
        raise UsageError("too-long", limit=MAX_TEXT, length=len(value))
    if row.is_required and not value.strip():
        raise UsageError("empty-value")
    if row.type is Type.ID and value and not IDENTIFIER.fullmatch(value):
        raise UsageError("bad-id", value=value[:MAX_KEY])
    if row.type is Type.MONTH_DAY and not MONTH_DAY.fullmatch(value):
        raise UsageError("wrong-type", expected=str(row.type))
    return value


def _number(row: Field, value: int | Decimal) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise UsageError("wrong-type", expected=str(row.type))
    if abs(number.adjusted()) >= MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
        raise UsageError("too-many-digits", limit=MAX_DIGITS)
    return _within(row, number, -(10**MAX_DIGITS), 10**MAX_DIGITS)


def _whole(row: Field, value: int) -> int:
    return _within(row, value, 0, MAX_WHOLE)


def _day(_row: Field, value: date) -> date:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise UsageError("no-offset")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise UsageError("out-of-range", least=FIRST_YEAR, most=LAST_YEAR)
    return value


def _within(row: Field, value: Bounded, least: int, most: int) -> Bounded:
    """The value, if it keeps to the bounds of its key, or to those of its type where the key has none."""
    least, most = least if row.least is None else row.least, most if row.most is None else row.most
    if not least <= value <= most:
        raise UsageError("out-of-range", least=least, most=most)
    return value


def _any(_row: Field, value: Any) -> Any:
    return value


_TYPES: dict[Type, tuple[tuple[type, ...], Callable[[Field, Any], Any]]] = {
    Type.TEXT: ((str,), _text),
    Type.ID: ((str,), _text),
    Type.NUMBER: ((int, Decimal), _number),
    Type.WHOLE: ((int,), _whole),
    Type.DAY: ((date,), _day),
    Type.MONTH_DAY: ((str,), _text),
    Type.MOMENT: ((datetime,), _day),
    Type.FLAG: ((bool,), _any),
    Type.LIST: ((list,), _any),
    Type.TABLE: ((dict,), _any),
}
"""The classes of a type's values in parsed TOML, and what is checked of them."""

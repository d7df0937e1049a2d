"""A record in the form that the program writes it, statement by statement. Knows lines; asks others what a value means.

Records repeat each other («active», 2025-12-31, a unit's name), so a value is read once for each text that it has, by the
reader of any TOML, and known from then on. What is in another form, or may have a fault, is left to that reader whole.
"""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from targettrack.fields import Field, Mark, Table
from targettrack.record.table import FILES, HEAD
from targettrack.record.toml import parse
from targettrack.record.values import Faults, take

_CONTROL = r"\x00-\x08\x0a-\x1f\x7f"
_PLAIN = rf'"[^"\\{_CONTROL}]*"'
_TEXT = rf'"[^"\\{_CONTROL}]*(?:\\.[^"\\{_CONTROL}]*)*"'
_END = r"(?:\n|\Z)"
_REST = rf"^(?:#[^{_CONTROL}]*)?{_END}|([\s\S]+)"
# Both give: the table that begins, a key, its value where it is plain text, else its value, what is in no such form.
_STATEMENTS = re.compile(rf"^()([a-z0-9_]+) = (?:({_PLAIN})|(\[\n(?:    .*\n)*\]|.+)){_END}|{_REST}", re.MULTILINE)
_LINES = re.compile(
    rf"(?:^([A-Za-z0-9-]+) = {{ |(?<=, ))([a-z0-9_]+) = "
    rf"(?:({_PLAIN})|({_TEXT}|[0-9A-Za-z:.+-]+|\[(?:{_TEXT}(?:, {_TEXT})*)?\]))(?:, (?=[a-z])| }}{_END})|{_REST}",
    re.MULTILINE,
)
# Each line has another, so the reader of any TOML would be asked for each; it takes 11 µs, and this one.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:[0-5]\d", re.ASCII)
_OFFSET = -len("+08:00")
_MOST = 4096
"""Values that are known of one key. With more of them it begins anew: those of the next plan are others."""

_Rows = dict[str, tuple[str, dict[str, Any], Field]]


class _OtherFormError(Exception):
    """Not as the program writes it, or not without a fault."""


def _known(table: Table) -> _Rows:
    """The keys of a table with their attributes and the values that are known by their text; none of free names."""
    return {key: (row.attribute, {}, row) for key, row in table.rows.items() if row.shape is not Mark.NAMED}


_HEAD = _known(HEAD)
_BELOW = {
    f"{row.name}]": (row, row.type, _known(row.type))
    for row in FILES["record"].rows.values()
    if isinstance(row.type, Table) and row.name not in HEAD.rows
}


def read(text: str) -> dict[str, Any] | None:
    """The values of a record by attribute, as `values.read` gives them; None for another form, or where a fault may be."""
    head, *tables = text.removesuffix("\n").split("\n[")
    bodies = {name: body for name, _line_end, body in (table.partition("\n") for table in tables)}
    if len(bodies) < len(tables) or "updates]" not in bodies:
        return None
    faults = Faults("", "")
    try:
        values = _tables(HEAD.required, _HEAD, _STATEMENTS, head, faults)[""]
        for name, body in bodies.items():
            row, table, rows = _BELOW[name]
            if row.shape is Mark.NAMED:
                values[row.attribute] = _tables(table.required, rows, _LINES, body, faults)
            else:
                values[row.attribute] = table.model(**_tables(table.required, rows, _STATEMENTS, body, faults)[""])
    except (_OtherFormError, KeyError):
        return None
    return values


def _tables(
    required: frozenset[str], rows: _Rows, form: re.Pattern[str], body: str, faults: Faults
) -> dict[str, dict[str, Any]]:
    """The values of each table of a text, by its name. _OtherFormError, KeyError where it is not quite in this form."""
    tables: dict[str, dict[str, Any]] = {}
    for name, key, plain, other, rest in form.findall(body):
        if rest:
            raise _OtherFormError
        if not key:
            continue
        if name or not tables:
            if name in tables:
                raise _OtherFormError
            values = tables[name] = {}
        attribute, known, row = rows[key]
        value = known.get(plain or other)
        if value is None:
            value = _value(row, known, plain, other, faults)
        if attribute in values:
            raise _OtherFormError
        values[attribute] = value
    if not all(table.keys() >= required for table in tables.values()):
        raise _OtherFormError
    return tables


def _value(row: Field, known: dict[str, Any], plain: str, other: str, faults: Faults) -> Any:
    """What a key's value means, as the reader of any TOML says it."""
    if plain:
        value: Any = plain[1:-1]
    elif _MOMENT.fullmatch(other):
        try:
            value = datetime.fromisoformat(other[:_OFFSET]).replace(tzinfo=_zone(other[_OFFSET:]))
        except ValueError:
            raise _OtherFormError from None
    else:
        data, _problems = parse(f"value = {other}\n", "")
        if data is None or len(data) > 1:
            raise _OtherFormError
        value = data["value"]
    value = take(row, value, faults, ())
    if faults:
        raise _OtherFormError
    if len(known) >= _MOST:
        known.clear()
    known[plain or other] = value
    return value


@lru_cache(maxsize=64)
def _zone(offset: str) -> tzinfo | None:
    return datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo

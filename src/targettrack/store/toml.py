"""Plain data → TOML text, with nothing in it that moves a cursor. Knows TOML; knows no fields and no files."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targettrack.visible import Escapes

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_WHOLE_DIGITS = 18


def document(data: Mapping[str, Any]) -> str:
    """A whole file: plain values first, then a table for each mapping."""
    values = {key: value for key, value in data.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    return _visible(_entries(values) + "".join(f"\n[{_key(key)}]\n{_entries(table)}" for key, table in tables.items()))


def line(key: str, fields: Mapping[str, Any]) -> str:
    """`key = { … }` on one line, without the line ending."""
    return _visible(f"{_key(key)} = {_inline(fields)}")


def _entries(values: Mapping[str, Any]) -> str:
    return "".join(f"{_key(key)} = {_block(value)}\n" for key, value in values.items())


def _block(value: Any) -> str:
    """A value on one line, but for a list of tables: there one line each."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + "".join(f"    {_inline(element)},\n" for element in value) + "]"
    return _inline(value)


def _inline(value: Any) -> str:
    """A value on one line, which tomli-w would break: it takes a line for every element of a list."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(element) for element in value) + "]"
    if isinstance(value, datetime):
        return value.isoformat()  # with T, as everywhere else; tomli-w puts a space
    if isinstance(value, Decimal) and _is_whole(value):
        return str(int(value))  # 940 stays 940; tomli-w writes every Decimal with a point
    import tomli_w  # 7 ms; only writers need it

    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def _is_whole(value: Decimal) -> bool:
    """Written without a point, and small enough for TOML's integers of 64 bits."""
    return value.is_finite() and value.adjusted() < _MAX_WHOLE_DIGITS and "." not in f"{value:f}"


def _key(key: str) -> str:
    import tomli_w  # as above

    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _escaped(character: str) -> str:
    """An escape of TOML, which means the same inside a string. Line breaks stand between lines; a half of a pair has none."""
    code = ord(character)
    if character == "\n" or unicodedata.category(character) == "Cs":
        return character
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  # the basic plane


_ESCAPES = Escapes(_escaped)


def _visible(text: str) -> str:
    """A file in which nothing hides: tomli-w escapes C0 and DEL; all else that is hidden stands inside strings."""
    return _ESCAPES.write_out(text)

"""Rows of an export as Parquet, with typed columns, through DuckDB. Knows classes of rows; no ledger.

Every column is of the type that the class of the row names: a date is a DATE, a number a DECIMAL, a part of a row a STRUCT
with the same names as in NDJSON, so that one query reads both. DuckDB reads and writes files alone: both lie for a moment in
a folder of the user's own.
"""

from __future__ import annotations

import os
import tempfile
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from targettrack.errors import TargettrackError
from targettrack.render.json import said_fields, written
from targettrack.render.json_schema import hints

NUMBER = "DECIMAL(38,10)"
_TYPES: Mapping[Any, str] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    Decimal: NUMBER,
    date: "DATE",
    datetime: "TIMESTAMPTZ",
}
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}
"""Nothing is fetched from the network; one thread, since several write the same rows in other bytes."""


def ready() -> None:
    """Refuse before anything is read. TargettrackError data-missing."""
    try:
        import duckdb  # noqa: F401  # 190 ms, and an extra
    except ModuleNotFoundError:
        raise TargettrackError("data-missing") from None


def parquet_bytes(rows: Iterable[Any], kind: Any) -> bytes:
    """The file of some rows of a class."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="targettrack-") as folder:
        source, target = (os.path.join(folder, name) for name in ("rows.ndjson", "rows.parquet"))
        with open(source, "w", encoding="utf-8") as file:
            file.writelines(f"{written(row._asdict())}\n" for row in rows)
        with duckdb.connect(config=_CONFIG) as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_json({_quoted(source)}, format = 'newline_delimited', columns = {_columns(kind)}))"  # noqa: S608  # our own names
                f" TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)"
            )
        with open(target, "rb") as file:
            return file.read()


def _columns(kind: Any) -> str:
    types_of = hints(kind)
    return f"{{{', '.join(f'{_quoted(name)}: {_quoted(column_type(types_of[name]))}' for name in kind._fields)}}}"


def column_type(kind: Any) -> str:
    """What DuckDB calls a type of a row; what may be of several kinds is text, as JSON writes it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        said = [one for one in arguments if one is not types.NoneType]
        return column_type(said[0]) if len(said) == 1 else "VARCHAR"
    if origin is tuple:
        return f"{column_type(arguments[0])}[]"
    if origin in {dict, Mapping}:
        return f"MAP(VARCHAR, {column_type(arguments[1])})"
    names = said_fields(kind)
    if names:
        types_of = hints(kind)
        return "STRUCT(" + ", ".join(f'"{name}" {column_type(types_of[name])}' for name in names) + ")"
    return _TYPES.get(kind, "VARCHAR")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

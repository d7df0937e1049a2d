"""JSON Schemas (2020-12) of every output and file, made from the classes themselves, so that they cannot drift apart."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from targettrack import errors, model
from targettrack.rating import ending, standing, vocabulary
from targettrack.record.shapes import file_schemas
from targettrack.render.json import SCHEMA
from targettrack.views import (
    alert,
    bulletin,
    byowner,
    changed,
    checkup,
    detail,
    exported,
    extracted,
    head,
    listing,
    picture,
    progress,
    recorded,
    row,
    tally,
    yearend,
)

OUTPUTS = {
    "list": listing.Listing,
    "show": detail.Detail,
    "report": progress.Progress,
    "report-bulletin": bulletin.Bulletin,
    "report-by-owner": byowner.ByOwner,
    "report-year-end": yearend.YearEnd,
    "alerts": alert.Alerts,
    "check": checkup.Checkup,
    "add": recorded.Receipt,
    "update": recorded.Receipt,
    "undo": recorded.Receipt,
    "export": exported.Export,
    "extract": extracted.Extracted,
    "extract-coverage": extracted.Coverage,
    "review": recorded.Receipt,
}
_NAMES: dict[str, Any] = {"Mapping": Mapping, "date": date, "datetime": datetime, "Decimal": Decimal}
for _module in (
    errors,
    model,
    ending,
    vocabulary,
    standing,
    alert,
    bulletin,
    byowner,
    changed,
    checkup,
    detail,
    exported,
    extracted,
    head,
    listing,
    picture,
    progress,
    recorded,
    row,
    tally,
    yearend,
):
    _NAMES |= {name: value for name, value in vars(_module).items() if isinstance(value, type)}


def all_schemas() -> dict[str, Any]:
    """Every schema by name: the commands' outputs, then the files of a ledger."""
    return {name: output_schema(name) for name in OUTPUTS} | file_schemas()


def output_schema(name: str) -> dict[str, Any]:
    """The schema of a command's `--format json`; «extract-coverage» is that of `extract --coverage`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"targettrack {name}",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "command": {"const": name.partition("-")[0]},
            "as_of": {"type": "string", "format": "date"},
            "status": {"enum": ["ok", "partial"]},
            "data": _of(OUTPUTS[name]),
            "problems": {"type": "array", "items": _of(errors.Problem)},
        },
        "required": ["schema", "command", "as_of", "status", "data", "problems"],
        "additionalProperties": True,
    }


def _of(kind: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return {"anyOf": [_of(one) for one in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        hints = typing.get_type_hints(kind, _NAMES, _NAMES)
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
        # Fields are only ever added within a schema version, so a reader has to bear more than these.
        return {"type": "object", "properties": {name: _of(hints[name]) for name in names}, "required": list(names)}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return dict(_SCALARS[kind])


_SCALARS: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}

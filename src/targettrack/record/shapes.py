"""JSON Schemas of the files themselves, for editors that check TOML against one (taplo, Even Better TOML)."""

from __future__ import annotations

from typing import Any

from targettrack.fields import Field, Mark, Table, Type
from targettrack.record.table import FILES
from targettrack.record.values import IDENTIFIER, MAX_TEXT, MONTH_DAY

_TYPES: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string", "maxLength": MAX_TEXT},
    Type.ID: {"type": "string", "pattern": f"^({IDENTIFIER.pattern})?$"},
    Type.NUMBER: {"type": "number"},
    Type.WHOLE: {"type": "integer"},
    Type.DAY: {"type": "string", "format": "date"},
    Type.MONTH_DAY: {"type": "string", "pattern": f"^{MONTH_DAY.pattern}$"},
    Type.MOMENT: {"type": "string", "format": "date-time"},
    Type.FLAG: {"type": "boolean"},
}


def file_schemas() -> dict[str, Any]:
    """The schemas of a record, plan.toml, units.toml and targettrack.toml, by name."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | {"title": f"targettrack {name}"} | _table(table) for name, table in FILES.items()}


def _table(table: Table) -> dict[str, Any]:
    properties = {name: _row(row) for name, row in table.rows.items()}
    return {"type": "object", "properties": properties, "required": sorted(table.required)}


def _row(row: Field) -> dict[str, Any]:
    shape = _value(row)
    if Mark.MANY in row.marks:
        shape = {"type": "array", "items": shape}
    if Mark.NAMED in row.marks:
        shape = {"type": "object", "additionalProperties": shape}
    return shape | {"description": ": ".join(filter(None, (row.word, row.about)))}


def _value(row: Field) -> dict[str, Any]:
    if isinstance(row.type, Table):
        return _table(row.type)
    if not isinstance(row.type, Type):
        return {"enum": [str(code) for code in row.type]}
    bounds = {"minimum": row.least, "maximum": row.most}
    return _TYPES[row.type] | {name: bound for name, bound in bounds.items() if bound is not None}

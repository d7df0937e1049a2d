"""Model → plain data, in the order and the spelling of a record's TOML. Fields that say nothing are left out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from targettrack.fields import Field, Mark, Table
from targettrack.record.table import FILES, GOAL, HEAD, QUOTE, UPDATE

if TYPE_CHECKING:
    from targettrack.model import Plan, Target, Update


def head_of(target: Target) -> dict[str, Any]:
    """Give the head of a record: everything but its updates, its plan (the folder) and its path. The owner always stands."""
    first, *others = [_written(QUOTE, quote) for quote in target.quotes] or [{}]
    source = first | ({"also": others} if others else {})
    tables = {"goal": _written(GOAL, target.goal), "source": source}
    return _written(HEAD, target) | {name: value for name, value in tables.items() if value}


def plan_head(plan: Plan) -> dict[str, Any]:
    """Give the content of a plan.toml."""
    return _written(FILES["plan"], plan)


def fields_of(update: Update) -> dict[str, Any]:
    """One update line, flat; goal changes as `goal_value` and the like. None is left out, "" is kept: it clears."""
    changes = {f"goal_{name}": value for name, value in update.goal.items()}
    line = {name: changes[name] if name in changes else getattr(update, name, None) for name in UPDATE.rows}
    return {name: _plain(value, UPDATE.rows[name]) for name, value in line.items() if _is_said(value)}


def _written(table: Table, record: Any) -> dict[str, Any]:
    """What is not empty by default; an empty list where none would mean something else is written."""
    unsaid = record._field_defaults
    plain = {name: _plain(getattr(record, row.attribute), row) for name, row in table.rows.items()}
    return {
        name: value
        for name, value in plain.items()
        if _is_said(value)
        and (name == "owner" or value not in ("", [], {}) or unsaid.get(table.rows[name].attribute) is None)
    }


def _plain(value: Any, row: Field) -> Any:
    if isinstance(row.type, Table) and value is not None:
        return [_written(row.type, one) for one in value] if Mark.MANY in row.marks else _written(row.type, value)
    if type(value) is tuple:
        return list(value)
    return str(value) if isinstance(value, StrEnum) else value


def _is_said(value: Any) -> bool:
    return value is not None and value is not False

"""Model → plain data, in the order and the spelling of a record's TOML. Fields that say nothing are left out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from targettrack.record.table import GOAL, HEAD, MANY, NAMED, PLAN, UPDATE, Field, Table

if TYPE_CHECKING:
    from targettrack.model import Plan, Quote, Target, Update


def head_of(target: Target) -> dict[str, Any]:
    """Give the head of a record: everything but its updates, its plan (the folder) and its path. The owner always stands."""
    rows = {name: row for name, row in HEAD.rows.items() if name != "checkpoint"}
    head = {name: _plain(getattr(target, name), row) for name, row in rows.items()}
    head["goal"] = _written(GOAL, target.goal)
    head["source"] = _source(target.quotes)
    head["checkpoint"] = _plain(target.checkpoints, HEAD.rows["checkpoint"])
    return {name: value for name, value in head.items() if name == "owner" or _says(value)}


def plan_head(plan: Plan) -> dict[str, Any]:
    """Give the content of a plan.toml."""
    return _written(PLAN, plan)


def fields_of(update: Update) -> dict[str, Any]:
    """One update line, flat; goal changes as `goal_value` and the like. None is left out, "" is kept: it clears."""
    changes = {f"goal_{name}": value for name, value in update.goal.items()}
    line = {name: changes[name] if name in changes else getattr(update, name, None) for name in UPDATE.rows}
    return {name: _plain(value, UPDATE.rows[name]) for name, value in line.items() if _is_said(value)}


def _source(quotes: tuple[Quote, ...]) -> dict[str, Any]:
    written = [{"quote": quote.text, "line": quote.line, "page": quote.page} for quote in quotes]
    first, *others = [{name: value for name, value in quote.items() if _says(value)} for quote in written] or [{}]
    return first | ({"also": others} if others else {})


def _written(table: Table, record: Any) -> dict[str, Any]:
    plain = {name: _plain(getattr(record, name), row) for name, row in table.rows.items()}
    return {name: value for name, value in plain.items() if _says(value)}


def _plain(value: Any, row: Field) -> Any:
    if isinstance(row.type, Table) and value is not None:
        return [_written(row.type, one) for one in value] if MANY in row.marks else _written(row.type, value)
    if isinstance(value, StrEnum):
        return str(value)
    return list(value) if MANY in row.marks and value is not None else dict(value) if NAMED in row.marks else value


def _is_said(value: Any) -> bool:
    return value is not None and value is not False


def _says(value: Any) -> bool:
    return _is_said(value) and value not in ("", [], {})

"""Views as JSON, by the contract of `targettrack/1`: codes not sentences, every key present, the same bytes everywhere."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from targettrack.render.look import Look
    from targettrack.views.answer import Answer

SCHEMA = "targettrack/1"


def json_text(answer: Answer, _look: Look) -> str:
    """The whole answer as one indented JSON object."""
    return json.dumps(envelope(answer), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def ndjson_text(answer: Answer, _look: Look) -> str:
    """One JSON object a line for each item of the answer; one line for an answer that is no list."""
    lines = (json.dumps(item, ensure_ascii=False, allow_nan=False) + "\n" for item in items(answer.data))
    return "".join(lines)


def envelope(answer: Answer) -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "schema": SCHEMA,
        "command": answer.command,
        "as_of": answer.as_of.isoformat(),
        "status": answer.status,
        "data": plain(answer.data),
        "problems": [plain(problem) for problem in answer.problems],
    }


def items(view: Any) -> list[dict[str, Any]]:
    """The list that a view is about: its rows, alerts, records or lines; the view itself where it is not a list."""
    if hasattr(view, "groups"):
        return [plain(row) for group in view.groups for row in group.rows]
    for name in ("alerts", "targets", "attention"):
        members = getattr(view, name, None)
        if isinstance(members, tuple):
            return [plain(member) for member in members]
    return [plain(view)]


def plain(value: Any) -> Any:
    """Frozen data as what JSON knows. Numbers have at most 15 digits, so a double holds each of them exactly."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [plain(member) for member in value]
    return str(value) if isinstance(value, str) else value

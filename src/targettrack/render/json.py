"""Views as JSON, by the contract of `targettrack/1`: codes not sentences, every key present, the same bytes everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from targettrack.render.safe import UNSAFE

if TYPE_CHECKING:
    from targettrack.render.look import Look
    from targettrack.views.answer import Answer

SCHEMA = "targettrack/1"


def render(answer: Answer, _look: Look) -> str:
    """The whole answer as one JSON object on one line: written in a quarter of the time of an indented one."""
    return written(envelope(answer)) + "\n"


def written(data: Any) -> str:
    """JSON text in which nothing hides: what `safe` writes out stands as an escape of JSON, which means the same."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], text)


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


def items(answer: Answer) -> list[dict[str, Any]]:
    """The list that an answer is about: rows, alerts, records, the faults of a check; the view where it is no list."""
    view = answer.data
    if answer.command == "check":
        return [plain(problem) for problem in answer.problems]
    if hasattr(view, "groups"):
        return [plain(row) for group in view.groups for row in group.rows]
    if hasattr(view, "units"):
        return [plain(sheet) for unit in view.units for sheet in unit.targets]
    for name in ("alerts", "targets", "drafts", "passages", "attention"):
        members = getattr(view, name, None)
        if isinstance(members, tuple):
            return [plain(member) for member in members]
    return [plain(view)]


def plain(value: Any) -> Any:
    """Frozen data as what JSON knows. Numbers have at most 15 digits, so a double holds each of them exactly."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    names = _fields(kind)
    if names:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [plain(member) for member in value]
    return _scalar(value)


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of a record's or view's fields; none for what is neither."""
    names: tuple[str, ...] = getattr(kind, "_fields", ())
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else names


def _scalar(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)

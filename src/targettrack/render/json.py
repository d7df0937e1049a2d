"""Views as JSON, by the contract of `targettrack/1`: codes not sentences, the same keys always, the same bytes everywhere.

A goal and a reason have the keys of `ALWAYS` and those that say something: the others are seldom used, and were half of a
report.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from targettrack.model import Goal
from targettrack.rating.reason import Reason
from targettrack.render.look import Look
from targettrack.render.safe import visible_in_json
from targettrack.views.answer import Answer, is_said

SCHEMA = "targettrack/1"


def render(answer: Answer, look: Look) -> str:
    """The whole answer as one JSON object on one line, which is written in a quarter of the time of an indented one."""
    return written(envelope(answer), look) + "\n"


def written(data: Any, look: Look = Look()) -> str:  # noqa: B008  # frozen
    """JSON text in which nothing hides: what `safe` writes out stands as an escape of JSON, which means the same.

    Where the stream is not UTF-8, everything beyond ASCII is such an escape, so that it is JSON all the same.
    """
    text = json.dumps(data, ensure_ascii=not look.utf8, allow_nan=False, separators=(",", ":"))
    return visible_in_json(text)


def envelope(answer: Answer) -> dict[str, Any]:
    """The answer as plain data; an export, which is a copy of the ledger, with every key."""
    return {
        "schema": SCHEMA,
        "command": answer.command,
        "as_of": answer.as_of.isoformat(),
        "status": answer.status,
        "data": plain(answer.data, sparse=answer.command != "export"),
        "problems": [plain(problem) for problem in answer.problems],
    }


def items(answer: Answer) -> list[dict[str, Any]]:
    """The list that an answer is about, for formats that have a line for each: targets, drafts, sentences, faults."""
    return [plain(item) for item in answer.data.each()]


def plain(value: Any, *, sparse: bool = False) -> Any:
    """Frozen data as what JSON knows. Numbers have at most 15 digits, so a double holds each of them exactly.

    `sparse`: without what says nothing in a goal or a reason. The rows of a table have all their columns.
    """
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    names = said_fields(kind)
    if names:
        found = {name: plain(getattr(value, name), sparse=sparse) for name in names}
        kept = ALWAYS.get(kind, frozenset(names)) if sparse else frozenset(names)
        return {name: one for name, one in found.items() if name in kept or one not in _NOTHING}
    if isinstance(value, Mapping):
        return {str(key): plain(member, sparse=sparse) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [plain(member, sparse=sparse) for member in value]
    return _scalar(value)


ALWAYS: dict[type, frozenset[str]] = {
    Goal: frozenset({"indicator", "comparator", "value", "unit"}),
    Reason: frozenset(
        {"why", "figure", "figure_on", "goal", "unit", "actual", "expected", "share_gap", "points", "threshold", "on"}
    ),
}
"""What is there also where it says nothing; of other classes everything."""
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


@cache
def said_fields(kind: type) -> tuple[str, ...]:
    """The names of those fields of a record or a view that JSON has; none for what is neither."""
    if issubclass(kind, tuple) and kind is not tuple:
        names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # a named one: no other is made here
        return tuple(name for name in names if is_said(kind, name))
    return ()


def _scalar(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)

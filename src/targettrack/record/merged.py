"""What merges and the first edition leave in a record: a line twice, two commitments under one id, old forms."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targettrack.errors import Problem, Severity
from targettrack.record.table import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.record.toml import Path

_TABLE = re.compile(r"[ \t]*\[")
UPDATE = re.compile(r'[ \t]*"?([A-Za-z0-9-]+)"?[ \t]*=[ \t]*\{.*\}[ \t\r]*')
_ONCE = re.compile(r'^[ \t]*"?(id|title|recorded)"?[ \t]*=(.*)$', re.MULTILINE)
"""Lines of which a commitment has one each."""
_TABLES_OF_NODES = re.compile(r"^[ \t]*\[\[[ \t]*checkpoint[ \t]*\]\]", re.MULTILINE)


def once(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with each update line once, and a warning for each that stands there again, byte for byte.

    A line that was picked into two branches comes back so when they are merged. The other lines keep their numbers.
    """
    lines, seen, problems, inside = text.split("\n"), set(), [], False
    for number, line in enumerate(lines, 1):
        inside = "updates" in line if _TABLE.match(line) else inside
        found = UPDATE.fullmatch(line) if inside else None
        if found and line in seen:
            problems.append(Problem("repeated-update", path, number, f"updates.{found[1]}", Severity.WARNING))
            lines[number - 1] = ""
        seen.add(line)
    return "\n".join(lines), tuple(problems)


def has_two_heads(text: str) -> bool:
    """Whether a second id, title or time of recording stands in a text that is no TOML any more."""
    keys = [found[1] for found in _ONCE.finditer(text)]
    return len(keys) > len(set(keys))


def names_of_both(text: str, path: str, line: str = "") -> dict[str, str | int]:
    """The id and both titles of two commitments in one file; a line of the second one where it has no title of its own."""
    titles = [found[2].strip(" \t\r\"'") for found in _ONCE.finditer(text) if found[1] == "title"]
    first, second = [*titles, line, line][:2]
    return {"id": path.rpartition("/")[2].removesuffix(".toml"), "first": first, "second": second}


def may_hide(data: dict[str, Any]) -> bool:
    """Whether a head that reads without a fault may hold some of the `remains`."""
    return "checkpoint" in data or "parts" in data.get("goal", ())


def remains(data: dict[str, Any], text: str, path: str) -> list[tuple[str, Path, dict[str, str | int]]]:
    """What is none of this edition's records, with code, place and parameters; old forms are taken out of the data."""
    old = list(_old_forms(data, text))
    for place, value in _below_head(data):
        return [("two-commitments", place, names_of_both(text, path, f"{place[-1]} = {value}"))]
    return [(code, place, {"write": line}) for code, place, line in old]


def _below_head(table: dict[str, Any], place: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The keys of a head that stand in a table below it, where a merge by union leaves those of a second head."""
    for key, value in table.items():
        is_update = isinstance(value, dict) and (place == ("updates",) or "at" in value)
        if place and key in HEAD.rows and not is_update:
            yield (*place, key), value
        elif isinstance(value, dict) and not is_update:
            yield from _below_head(value, (*place, key))
        elif isinstance(value, list):
            for nth, element in enumerate(value):
                yield from _below_head(element, (*place, key, nth)) if isinstance(element, dict) else ()


def _old_forms(data: dict[str, Any], text: str) -> Iterator[tuple[str, Path, str]]:
    if data.get("kind") == "external":
        data["kind"] = "quantity"
        yield "old-kind", ("kind",), ""
    if _TABLES_OF_NODES.search(text) and isinstance(data.get("checkpoint"), list):
        yield "old-checkpoint", ("checkpoint",), f"checkpoint = [{', '.join(map(_inline, data['checkpoint']))}]"
    updates = data.get("updates")
    tables = {("updates", key): update for key, update in updates.items()} if isinstance(updates, dict) else {}
    for place, table in ({("goal",): data.get("goal")} | tables).items():
        old, new = ("upper", "to") if place == ("goal",) else ("goal_upper", "goal_to")
        if isinstance(table, dict) and isinstance(table.get(old), int | Decimal):
            yield "old-form", (*place, old), f"{new} = {table.pop(old)}"


def _inline(table: dict[str, Any]) -> str:
    quoted = {
        key: json.dumps(value, ensure_ascii=False) if type(value) is str else value for key, value in table.items()
    }
    return "{ " + ", ".join(f"{key} = {value}" for key, value in quoted.items()) + " }"

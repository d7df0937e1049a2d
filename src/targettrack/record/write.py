"""Model → plain data, in the order and the spelling of a record's TOML. Fields that say nothing are left out."""

from __future__ import annotations

from dataclasses import fields as fields_of_class
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from targettrack.model import Comparator

if TYPE_CHECKING:
    from targettrack.model import Checkpoint, Goal, Plan, Quote, Target, Update

PLAN_ORDER = (
    *("id", "title", "issuer", "level", "year", "start", "end"),
    *("published", "document", "sha256", "parent", "fictional", "remind_days"),
)
GOAL_ORDER = (
    *("indicator", "comparator", "value", "upper", "unit", "tolerance", "baseline", "baseline_date"),
    *("denominator", "per", "done_when", "of", "result_due"),
)


def head_of(target: Target) -> dict[str, Any]:
    """Give the head of a record: everything but its updates, its plan (the folder) and its path."""
    head: dict[str, Any] = {
        "id": target.id,
        "title": target.title,
        "owner": target.owner,
        "supporting": list(target.supporting),
        "start": target.start,
        "deadline": target.deadline,
        "status": str(target.status),
        "kind": str(target.kind),
        "strength": str(target.strength),
        "section": target.section,
        "tags": list(target.tags),
        "assumed": list(target.assumed),
        "draft": target.draft,
        "upper": target.upper,
        "recorded": target.recorded,
        "goal": _goal(target.goal),
        "source": _source(target.quotes),
        "checkpoint": [_checkpoint(point) for point in target.checkpoints],
    }
    return {"id": target.id, "title": target.title, "owner": target.owner} | _filled(head)


def plan_head(plan: Plan) -> dict[str, Any]:
    """Give the content of a plan.toml."""
    return _filled({name: _plain(getattr(plan, name)) for name in PLAN_ORDER})


def fields_of(update: Update) -> dict[str, Any]:
    """One update line, flat; goal changes as `goal_value` and the like. None is left out, "" is kept: it clears."""
    line = {name: getattr(update, name) for name in ("at", "as_of", "by")}
    rest = [field.name for field in fields_of_class(update) if field.name not in {"key", "goal", *line}]
    line |= {name: _plain(getattr(update, name)) for name in rest}
    line |= {f"goal_{name}": _plain(value) for name, value in update.goal.items()}
    return {name: value for name, value in line.items() if value is not None}


def _goal(goal: Goal) -> dict[str, Any]:
    data = _filled({name: _plain(getattr(goal, name)) for name in GOAL_ORDER})
    if goal.value is None and goal.comparator is Comparator.AT_LEAST:
        data.pop("comparator", None)
    if goal.equivalent is not None:
        data["equivalent"] = {"value": goal.equivalent.value, "unit": goal.equivalent.unit}
    return data


def _source(quotes: tuple[Quote, ...]) -> dict[str, Any]:
    if not quotes:
        return {}
    first, *others = (_filled({"quote": quote.text, "line": quote.line}) for quote in quotes)
    return first | _filled({"also": others})


def _checkpoint(point: Checkpoint) -> dict[str, Any]:
    return _filled({"date": point.date, "value": point.value, "stage": point.stage})


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {}) and value is not False}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    return list(value) if isinstance(value, tuple) else value

"""JSON Schemas of the files themselves, for editors that check TOML against one (taplo, Even Better TOML)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.model import Comparator, Forecast, Kind, Level, Status, Strength
from targettrack.record.fields import IDENTIFIER, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string", "maxLength": MAX_TEXT}
_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_NUMBER: dict[str, Any] = {"type": "number"}
_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
_LINE: dict[str, Any] = {"type": "integer", "minimum": 1}
_DAYS: dict[str, Any] = {"type": "array", "items": {"type": "integer", "minimum": 0}}
_ID: dict[str, Any] = {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"}


def file_schemas() -> dict[str, Any]:
    """The schemas of a record, plan.toml, units.toml and targettrack.toml, by name."""
    return {"record": _record(), "plan": _plan(), "units": _units(), "settings": _settings()}


def _record() -> dict[str, Any]:
    quote = {"quote": _TEXT, "line": _LINE}
    source = _object({**quote, "also": {"type": "array", "items": _object(quote)}})
    checkpoint = _object({"date": _DAY, "value": _NUMBER, "stage": _TEXT}, ["date"])
    head = {
        "id": _ID,
        "title": _TEXT,
        "owner": _TEXT,
        "supporting": _TEXTS,
        "start": _DAY,
        "deadline": _DAY,
        "status": _codes(Status),
        "kind": _codes(Kind),
        "strength": _codes(Strength),
        "section": _TEXT,
        "tags": _TEXTS,
        "assumed": _TEXTS,
        "draft": {"type": "boolean"},
        "upper": _ID,
        "recorded": _TIME,
        "goal": _goal(),
        "source": source,
        "checkpoint": {"type": "array", "items": checkpoint},
        "updates": {"type": "object", "additionalProperties": _update()},
    }
    return _file("record", head, ["id", "title", "kind", "recorded"])


def _goal() -> dict[str, Any]:
    numbers = dict.fromkeys(("value", "upper", "tolerance", "baseline", "denominator"), _NUMBER)
    texts = dict.fromkeys(("indicator", "unit", "per", "done_when"), _TEXT)
    days = dict.fromkeys(("baseline_date", "result_due"), _DAY)
    second = _object({"value": _NUMBER, "unit": _TEXT}, ["value"])
    return _object({**texts, **numbers, **days, "comparator": _codes(Comparator), "of": _ID, "equivalent": second})


def _update() -> dict[str, Any]:
    texts = "by stage note problem next evidence owner reason authority void goal_indicator goal_unit goal_per goal_done_when goal_of"
    numbers = "value goal_value goal_upper goal_tolerance goal_baseline goal_denominator"
    properties = {
        "at": _TIME,
        **dict.fromkeys(("as_of", "deadline", "goal_baseline_date", "goal_result_due"), _DAY),
        **dict.fromkeys(texts.split(), _TEXT),
        **dict.fromkeys(numbers.split(), _NUMBER),
        "status": _codes(Status),
        "forecast": _codes(Forecast),
        "supporting": _TEXTS,
        "goal_comparator": _codes(Comparator),
    }
    return _object(properties, ["at"])


def _plan() -> dict[str, Any]:
    properties = {
        **dict.fromkeys(("id", "parent"), _ID),
        **dict.fromkeys(("title", "issuer", "document", "sha256"), _TEXT),
        **dict.fromkeys(("start", "end", "published"), _DAY),
        "level": _codes(Level),
        "year": {"type": "integer", "minimum": 1900},
        "fictional": {"type": "boolean"},
        "remind_days": _DAYS,
    }
    return _file("plan.toml", properties, ["id", "title", "start", "end"])


def _units() -> dict[str, Any]:
    unit = _object({"name": _TEXT, "aliases": _TEXTS, "level": _codes(Level), "leads": _TEXTS}, ["name"])
    return _file("units.toml", {"unit": {"type": "array", "items": unit}}, [])


def _settings() -> dict[str, Any]:
    shares = dict.fromkeys(("ahead", "behind", "near_share", "imminent_share", "stale_cycles"), _NUMBER)
    months = {"type": "integer", "minimum": 0}
    reminders = {"remind_days": _DAYS, "working_days": {"type": "boolean"}}
    rules = _object({"method": {"enum": ["month", "day"]}, **shares, "checkpoint_months": months, **reminders})
    cycles = _object({kind.value: {"type": "integer", "minimum": 1} for kind in Kind})
    return _file("targettrack.toml", {"language": _TEXT, "timezone": _TEXT, "rules": rules, "cycle_months": cycles}, [])


def _file(title: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": f"targettrack {title}", **_object(properties, required)}


def _object(properties: dict[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _codes(codes: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [code.value for code in codes]}

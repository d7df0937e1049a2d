"""targettrack.toml and units.toml → settings and units. A fault costs one setting or unit, never the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targettrack.model import KINDS, Level, Rules, Settings, Unit
from targettrack.record.fields import MAX_KEY, Fields
from targettrack.record.toml import parse

if TYPE_CHECKING:
    from targettrack.errors import Problem

METHODS = ("month", "day")
MAX_POINTS = 1000
MAX_MONTHS = 120


def read_settings(text: str, *, path: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read targettrack.toml; what is absent or faulty keeps its default."""
    data, problems = parse(text, path)
    if data is None:
        return Settings(), problems
    fields = Fields(data, path=path, text=text)
    settings = Settings(
        language=fields.text("language"),
        timezone=fields.text("timezone") or Settings().timezone,
        rules=_rules(fields.table("rules"), fields.table("cycle_months")),
    )
    fields.warn_of_unknown()
    return settings, tuple(fields.problems)


def read_units(text: str, *, path: str) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """Read units.toml, an array of tables `unit`. A unit with a fault in its name is left out."""
    data, problems = parse(text, path)
    if data is None:
        return (), problems
    fields = Fields(data, path=path, text=text)
    units = tuple(_unit(entry) for entry in fields.tables("unit"))
    fields.warn_of_unknown()
    return tuple(unit for unit in units if unit.name.strip()), tuple(fields.problems)


def _unit(fields: Fields) -> Unit:
    unit = Unit(
        name=fields.text("name", required=True),
        aliases=fields.texts("aliases"),
        level=fields.choice("level", Level),
        leads=fields.texts("leads"),
    )
    fields.warn_of_unknown()
    return unit


def _rules(fields: Fields, cycles: Fields) -> Rules:
    rules = Rules()
    numbers = {
        "ahead": fields.number("ahead", least=0, most=MAX_POINTS),
        "behind": fields.number("behind", least=-MAX_POINTS, most=0),
        "near_share": fields.number("near_share", least=0, most=100),
        "imminent_share": fields.number("imminent_share", least=0, most=100),
        "stale_cycles": fields.number("stale_cycles", least=0, most=MAX_MONTHS),
    }
    rules = replace(
        rules,
        method=_method(fields) or rules.method,
        checkpoint_months=fields.whole("checkpoint_months", rules.checkpoint_months, most=MAX_MONTHS),
        remind_days=fields.days("remind_days", rules.remind_days) or (),
        working_days=fields.flag("working_days"),
        cycle_months={
            kind: cycles.whole(kind, nature.cycle, least=1, most=MAX_MONTHS) for kind, nature in KINDS.items()
        },
        **{key: number for key, number in numbers.items() if number is not None},
    )
    fields.warn_of_unknown()
    cycles.warn_of_unknown()
    return rules


def _method(fields: Fields) -> str:
    method = fields.text("method")
    if not method or method in METHODS:
        return method
    fields.fault("unknown-choice", "method", value=method[:MAX_KEY], choices=" ".join(METHODS))
    return ""

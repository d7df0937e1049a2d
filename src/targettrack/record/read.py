"""Parsed TOML → target, plan, units, settings. A record with any error gives none: it is counted, never half read."""

from __future__ import annotations

from typing import Any, TypeVar

from targettrack.errors import Problem, Severity
from targettrack.model import Goal, Plan, Quote, Rules, Settings, Target, Unit, Update
from targettrack.record.fields import IDENTIFIER, MAX_KEY, Faults, read
from targettrack.record.table import FILES, GOAL
from targettrack.record.toml import parse

Result = TypeVar("Result")
Read = tuple[Result | None, tuple[Problem, ...]]


def read_target(text: str, *, path: str, plan: str) -> Read[Target]:
    """Read one record. `plan` is the id of the folder that it stands in. None if any of the problems is an error."""
    data, problems = parse(text, path)
    faults = Faults(text, path, problems)
    if data is None:
        return None, problems
    values = read(FILES["record"], data, faults)
    if values is not None:
        _check(values, faults)
    if "updates" not in data:
        # Every record is written with this table at its end, so a file without it may have been cut off.
        faults.note("missing-updates", ("updates",), Severity.WARNING)
    if values is None or faults.has_errors:
        return None, faults.problems
    source = values.pop("source", {})
    quotes = [source, *source.pop("also", ())]
    updates = [_update(key, update) for key, update in values.pop("updates", {}).items()]
    target = Target(
        plan=plan,
        path=path,
        quotes=tuple(Quote(quote.pop("quote"), **quote) for quote in quotes if quote.get("quote")),
        checkpoints=tuple(sorted(values.pop("checkpoint", ()), key=lambda point: point.date)),
        **values,
        updates=tuple(sorted(updates, key=lambda update: update.order)),
    )
    return target, faults.problems


def read_plan(text: str, *, path: str, plan: str) -> Read[Plan]:
    """Read one plan.toml; `plan` is the name of its folder, which its id has to equal."""
    values, faults = _values("plan", text, path)
    if values and values["id"] != plan:
        faults.note("id-not-folder-name", ("id",), id=values["id"], folder=plan)
    if values and values["end"] < values["start"]:
        faults.note("end-before-start", ("end",))
    return None if values is None or faults.has_errors else Plan(**values), faults.problems


def read_units(text: str, *, path: str) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """Read units.toml, an array of tables `unit`. A unit with a fault in its name is left out."""
    values, faults = _values("units", text, path)
    return tuple(Unit(**unit) for unit in (values or {}).get("unit", ())), faults.problems


def read_settings(text: str, *, path: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read targettrack.toml; what is absent or faulty keeps its default, and costs no other setting."""
    values, faults = _values("settings", text, path)
    if not values:
        return Settings(), faults.problems
    rules = values.pop("rules", {}) | values.pop("conventions", {})
    rules |= {name: values.pop(name) for name in ("reporting_day", "results") if name in values}
    rules["cycle_months"] = {**Rules().cycle_months, **values.pop("cycle_months", {})}
    return Settings(
        **{name: value for name, value in values.items() if value != ""}, rules=Rules(**rules)
    ), faults.problems


def _values(name: str, text: str, path: str) -> tuple[dict[str, Any] | None, Faults]:
    data, problems = parse(text, path)
    faults = Faults(text, path, problems)
    return (None if data is None else read(FILES[name], data, faults)), faults


def _update(key: str, values: dict[str, Any]) -> Update:
    goal = {name: values.pop(f"goal_{name}") for name in GOAL.rows if f"goal_{name}" in values}
    return Update(key=key, goal=goal, as_of=values.pop("as_of", values["at"].date()), **values)


def _check(values: dict[str, Any], faults: Faults) -> None:
    """What the values say of each other."""
    goal: Goal = values.get("goal", Goal())
    if goal.to is not None and (goal.value is None or goal.to < goal.value):
        faults.note("bad-range", ("goal", "to"))
    for nth, point in enumerate(values.get("checkpoint", ())):
        if point.value is None and not point.stage:
            faults.note("missing-key", ("checkpoint", nth, "value"))
    start, deadline = values.get("start"), values.get("deadline")
    if start and deadline and deadline < start:
        faults.note("deadline-before-start", ("deadline",))
    updates = values.get("updates", {})
    for key, update in updates.items():
        if not IDENTIFIER.fullmatch(key):
            faults.note("bad-id", ("updates", key), value=key[:MAX_KEY])
        void = update.get("void")
        if void is not None and (void == key or void not in updates):
            faults.note("unknown-void", ("updates", key), value=void[:MAX_KEY])

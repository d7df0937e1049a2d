"""Parsed TOML → target, plan, units, settings. A record with any error gives none: it is counted, never half read."""

from __future__ import annotations

from typing import Any

from targettrack.errors import Problem, Severity
from targettrack.model import Goal, Plan, Rules, Settings, Target, Unit, Update
from targettrack.record import plain
from targettrack.record.table import FILES, GOAL
from targettrack.record.toml import parse
from targettrack.record.values import IDENTIFIER, MAX_KEY, Faults, read

_GOAL = {f"goal_{name}": name for name in GOAL.rows}
"""The keys of an update that change the goal, with its fields."""


def read_target(text: str, *, path: str, plan: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """Read one record. `plan` is the id of the folder that it stands in. None if any of the problems is an error."""
    values = plain.read(text)
    if values is not None:
        faults = Faults(text, path)
        _check(values, faults)
        if not faults:
            return _target(values, path, plan), ()
    return of_any_form(text, path=path, plan=plan)


def of_any_form(text: str, *, path: str, plan: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """`read_target` for a record in any form of TOML, with every problem. It gives what `plain` gives, slower."""
    from targettrack.record import merged  # 0.7 ms of every start, and needed for records of other forms only

    data, problems = parse(text, path)
    if data is None:
        return None, _of_both(problems[-1], text, path)
    faults = Faults(text, path, problems)
    values = read(FILES["record"], data, faults)
    if (faults or merged.may_hide(data)) and (found := tuple(merged.remains(data, text, path))):
        faults = Faults(text, path)
        for code, place, params in found:
            faults.note(code, place, Severity.ERROR, **params)
        values = None if code == "two-commitments" else read(FILES["record"], data, faults)
    if values is not None:
        _check(values, faults)
    if "updates" not in data:
        # Every record is written with this table at its end, so a file without it may have been cut off.
        faults.note("missing-updates", ("updates",), Severity.WARNING)
    if values is None or faults.has_errors:
        return None, faults.problems
    return _target(values, path, plan), faults.problems


def read_plan(text: str, *, path: str, plan: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read one plan.toml; `plan` is the name of its folder, which its id has to equal."""
    found, faults = _read("plan", text, path)
    if found and found.id != plan:
        faults.note("id-not-folder-name", ("id",), id=found.id, folder=plan)
    if found and found.end < found.start:
        faults.note("end-before-start", ("end",))
    return None if faults.has_errors else found, faults.problems


def read_units(text: str, *, path: str) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """Read units.toml, an array of tables `unit`. A unit with a fault in its name is left out."""
    found, faults = _read("units", text, path)
    return (found or {}).get("unit", ()), faults.problems


def read_settings(text: str, *, path: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read targettrack.toml; what is absent or faulty keeps its default, and costs no other setting."""
    found, faults = _read("settings", text, path)
    values = {name: value for name, value in (found or {}).items() if value != ""}
    tables = {name: values.pop(name) for name in ("conventions", "results") if name in values}
    cycles = {**Rules().cycle_months, **values.pop("cycle_months", {})}
    rules = values.pop("rules", Rules())._replace(cycle_months=cycles, **tables)
    return Settings(rules=rules, **values), faults.problems


def _read(name: str, text: str, path: str) -> tuple[Any, Faults]:
    data, problems = parse(text, path)
    faults = Faults(text, path, problems)
    return (None if data is None else read(FILES[name], data, faults)), faults


def _of_both(problem: Problem, text: str, path: str) -> tuple[Problem]:
    """What keeps a record from being parsed; where that is a second head among the first one, it is said so."""
    from targettrack.record import merged  # as above

    if problem.code not in {"duplicate-key", "toml-syntax"} or not merged.has_two_heads(text):
        return (problem,)
    return (problem._replace(code="two-commitments", params=merged.names_of_both(text, path)),)


def _target(values: dict[str, Any], path: str, plan: str) -> Target:
    points = sorted(values.pop("checkpoints", ()), key=lambda point: point.date)
    updates = [_update(key, update) for key, update in values.pop("updates", {}).items()]
    ordered = tuple(sorted(updates, key=lambda update: update.order))
    return Target(plan=plan, path=path, checkpoints=tuple(points), updates=ordered, **values)


def _update(key: str, values: dict[str, Any]) -> Update:
    goal = {}
    if not _GOAL.keys().isdisjoint(values):
        goal = {name: values.pop(change) for change, name in _GOAL.items() if change in values}
    return Update(key=key, goal=goal, as_of=values.pop("as_of", values["at"].date()), **values)


def _check(values: dict[str, Any], faults: Faults) -> None:
    """What the values say of each other."""
    goal: Goal = values.get("goal", Goal())
    if goal.to is not None and (goal.value is None or goal.to < goal.value):
        faults.note("bad-range", ("goal", "to"))
    for nth, point in enumerate(values.get("checkpoints", ())):
        if point.value is None and not point.stage:
            faults.note("missing-key", ("checkpoint", nth, "value"))
    if values.get("discarded") and not values.get("draft"):
        faults.note("discarded-and-accepted", ("discarded",))
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

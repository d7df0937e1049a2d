"""Parsed TOML → target and plan. A record with any error gives none: it is counted, never half read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.errors import Severity
from targettrack.model import (
    Checkpoint,
    Comparator,
    Forecast,
    Goal,
    Kind,
    Level,
    Plan,
    Quantity,
    Quote,
    Status,
    Strength,
    Target,
    Update,
)
from targettrack.record.fields import FIRST_YEAR, IDENTIFIER, LAST_YEAR, MAX_KEY, Fields
from targettrack.record.toml import parse

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targettrack.errors import Problem

ASSUMABLE = (
    *("owner", "supporting", "start", "deadline", "kind", "strength"),
    *("indicator", "comparator", "unit", "baseline", "denominator", "done_when"),
)
GOAL_NUMBERS = ("value", "upper", "tolerance", "baseline", "denominator")
LEAST = {"tolerance": 0, "denominator": 0}
GOAL_TEXTS = ("indicator", "unit", "per", "done_when")
GOAL_DAYS = ("baseline_date", "result_due")


def read_target(text: str, *, path: str, plan: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """Read one record. `plan` is the id of the folder that it stands in. None if any of the problems is an error."""
    data, problems = parse(text, path)
    if data is None:
        return None, problems
    fields = Fields(data, path=path, text=text)
    kind = fields.choice("kind", Kind, required=True)
    recorded = fields.moment("recorded")
    target = Target(
        id=fields.identifier("id", required=True),
        plan=plan,
        title=fields.text("title", required=True),
        kind=kind or Kind.QUALITATIVE,
        recorded=recorded,  # type: ignore[arg-type]  # None only together with an error, and then no target is given
        owner=fields.text("owner"),
        supporting=fields.texts("supporting"),
        start=fields.day("start"),
        deadline=fields.day("deadline"),
        status=fields.choice("status", Status) or Status.PENDING,
        strength=fields.choice("strength", Strength) or Strength.FIRM,
        section=fields.text("section"),
        tags=fields.texts("tags"),
        assumed=_assumed(fields),
        draft=fields.flag("draft"),
        upper=fields.identifier("upper"),
        goal=_goal(fields.table("goal")),
        quotes=_quotes(fields.table("source")),
        checkpoints=_checkpoints(fields),
        updates=_updates(fields.table("updates")),
        path=path,
    )
    _check_order(fields, target)
    if "updates" not in data:
        # Every record is written with this table at its end, so a file without it may have been cut off.
        fields.fault("missing-updates", "updates", Severity.WARNING)
    fields.warn_of_unknown()
    failed = any(problem.severity is Severity.ERROR for problem in fields.problems)
    return (None if failed else target), tuple(fields.problems)


def read_plan(text: str, *, path: str, plan: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read one plan.toml; `plan` is the name of its folder, which its id has to equal."""
    data, problems = parse(text, path)
    if data is None:
        return None, problems
    fields = Fields(data, path=path, text=text)
    result = Plan(
        id=fields.identifier("id", required=True),
        title=fields.text("title", required=True),
        year=fields.whole("year", 0, least=FIRST_YEAR, most=LAST_YEAR) or None,
        start=fields.day("start", required=True),
        end=fields.day("end", required=True),
        issuer=fields.text("issuer"),
        level=fields.choice("level", Level),
        published=fields.day("published"),
        document=fields.text("document"),
        sha256=fields.text("sha256"),
        parent=fields.identifier("parent"),
        fictional=fields.flag("fictional"),
        remind_days=fields.days("remind_days", None),
    )
    if result.id and result.id != plan:
        fields.fault("id-not-folder-name", "id", id=result.id, folder=plan)
    if result.start and result.end and result.end < result.start:
        fields.fault("end-before-start", "end")
    fields.warn_of_unknown()
    failed = any(problem.severity is Severity.ERROR for problem in fields.problems)
    return (None if failed else result), tuple(fields.problems)


def _assumed(fields: Fields) -> tuple[str, ...]:
    names = fields.texts("assumed")
    for name in names:
        if name not in ASSUMABLE:
            fields.fault("unknown-choice", "assumed", value=name[:MAX_KEY], choices=" ".join(ASSUMABLE))
    return names


def _goal(fields: Fields) -> Goal:
    numbers = {key: fields.number(key, least=LEAST.get(key)) for key in GOAL_NUMBERS}
    texts = {key: fields.text(key) for key in GOAL_TEXTS}
    days = {key: fields.day(key) for key in GOAL_DAYS}
    goal = Goal(
        **numbers,  # type: ignore[arg-type]
        **texts,  # type: ignore[arg-type]
        **days,  # type: ignore[arg-type]
        comparator=fields.choice("comparator", Comparator) or Comparator.AT_LEAST,
        of=fields.identifier("of"),
        equivalent=_quantity(fields.inline("equivalent")),
    )
    if goal.upper is not None and (goal.value is None or goal.upper < goal.value):
        fields.fault("bad-range", "upper")
    fields.warn_of_unknown()
    return goal


def _quantity(fields: Fields) -> Quantity | None:
    if not fields.data:
        return None
    value = fields.number("value", required=True)
    unit = fields.text("unit")
    fields.warn_of_unknown()
    return None if value is None else Quantity(value, unit)


def _quotes(fields: Fields) -> tuple[Quote, ...]:
    entries = (fields, *fields.tables("also"))
    quotes = [Quote(entry.text("quote"), _line(entry)) for entry in entries]
    for entry in entries:
        entry.warn_of_unknown()
    return tuple(quote for quote in quotes if quote.text)


def _line(fields: Fields) -> int | None:
    return fields.whole("line", 0, least=1) or None


def _checkpoints(fields: Fields) -> tuple[Checkpoint, ...]:
    points = []
    for entry in fields.tables("checkpoint"):
        day, value, stage = entry.day("date", required=True), entry.number("value"), entry.text("stage")
        if "value" not in entry.data and not stage:
            entry.fault("missing-key", "value")
        if day is not None:
            points.append(Checkpoint(day, value, stage))
        entry.warn_of_unknown()
    return tuple(sorted(points, key=lambda point: point.date))


def _updates(fields: Fields) -> tuple[Update, ...]:
    updates = []
    for key, entry in fields.data.items():
        fields.asked(key)
        if not isinstance(entry, dict):
            fields.fault("wrong-type", key, expected="table")
        elif not IDENTIFIER.fullmatch(key):
            fields.fault("bad-id", key, value=key[:MAX_KEY])
        else:
            update = _update(key, fields.inline(key))
            updates.extend([update] if update else [])
    for update in updates:
        if update.void is not None and (update.void == update.key or update.void not in fields.data):
            fields.fault("unknown-void", update.key, value=update.void[:MAX_KEY])
    return tuple(sorted(updates, key=lambda update: update.order))


def _update(key: str, fields: Fields) -> Update | None:
    at = fields.moment("at")
    changes = _goal_changes(fields)
    update = Update(
        key=key,
        at=at,  # type: ignore[arg-type]  # None only together with an error, and then no update is given
        as_of=fields.day("as_of") or (at.date() if at else None),  # type: ignore[arg-type]  # as above
        by=fields.text("by"),
        status=fields.choice("status", Status),
        value=fields.number("value"),
        stage=fields.optional_text("stage"),
        note=fields.optional_text("note"),
        problem=fields.optional_text("problem"),
        next=fields.optional_text("next"),
        evidence=fields.optional_text("evidence"),
        forecast=fields.choice("forecast", Forecast),
        owner=fields.optional_text("owner"),
        supporting=fields.texts("supporting") if "supporting" in fields.data else None,
        deadline=fields.day("deadline"),
        goal=changes,
        reason=fields.optional_text("reason"),
        authority=fields.optional_text("authority"),
        void=fields.optional_text("void"),
    )
    for optional in ("supporting", "goal_of"):
        fields.asked(optional)
    fields.warn_of_unknown()
    return update if at else None


def _goal_changes(fields: Fields) -> dict[str, Decimal | str | date]:
    found: dict[str, Decimal | str | date | None] = {
        key: fields.number(f"goal_{key}", least=LEAST.get(key)) for key in GOAL_NUMBERS
    }
    found |= {key: fields.optional_text(f"goal_{key}") for key in GOAL_TEXTS}
    found["of"] = fields.identifier("goal_of") if "goal_of" in fields.data else None
    found |= {key: fields.day(f"goal_{key}") for key in GOAL_DAYS}
    found["comparator"] = fields.choice("goal_comparator", Comparator)
    return {key: value for key, value in found.items() if value is not None}


def _check_order(fields: Fields, target: Target) -> None:
    if target.deadline and target.start and target.deadline < target.start:
        fields.fault("deadline-before-start", "deadline")

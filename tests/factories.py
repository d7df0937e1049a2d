"""Small builders for tests: a plan of 2025, targets, updates. Numbers are written as they read, dates as ISO text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from targettrack.model import (
    Assessment,
    Better,
    Checkpoint,
    Comparator,
    DataStatus,
    Every,
    Forecast,
    Goal,
    Kind,
    Ledger,
    Measure,
    Plan,
    Rules,
    Settings,
    Status,
    Strength,
    Target,
    Update,
)
from targettrack.rating.ladder import evaluate

if TYPE_CHECKING:
    from targettrack.rating.ladder import State

RULES = Rules()
_ENTRY = count()
_CODES: dict[str, Any] = {
    "status": Status,
    "forecast": Forecast,
    "assess": Assessment,
    "data": DataStatus,
    "comparator": Comparator,
    "every": Every,
    "better": Better,
    "measure": Measure,
    "strength": Strength,
}


_DAYS = {"deadline", "start", "end", "result_due", "baseline_date", "completed", "node_met", "published", "closed"}


def day(text: str) -> date:
    """2025-06-30 as a date."""
    return date.fromisoformat(text)


def plan(**changes: Any) -> Plan:
    """Give a plan for the whole of 2025."""
    made = Plan("KP", "开平市政府工作报告", 2025, day("2025-01-01"), day("2025-12-31"))
    return made._replace(**{name: _typed(name, entry) for name, entry in changes.items()})


def goal(comparator: str | None = ">=", value: float | str | None = None, **changes: Any) -> Goal:
    """Give a goal, with numbers as Decimal and days from ISO text."""
    found = {name: _typed(name, entry) for name, entry in changes.items()}
    return Goal(
        comparator=None if comparator is None else Comparator(comparator), value=_typed("value", value), **found
    )


def target(kind: str = "quantity", promise: Goal | None = None, *updates: Update, **changes: Any) -> Target:
    """Give a target that is led by somebody, recorded on 26 February 2025 and due on 31 December; 940 pieces if not said."""
    made = Target(
        id="KP-001",
        plan="KP",
        title="新增义务教育学位940个",
        kind=Kind(kind),
        recorded=datetime.fromisoformat("2025-02-26T09:00:00+08:00"),
        owner="开平市教育局",
        deadline=day("2025-12-31"),
        goal=promise or goal(">=", 940, unit="个"),
        updates=updates,
    )
    return made._replace(**{name: _typed(name, entry) for name, entry in changes.items()})


def update(as_of: str, *, at: str = "", key: str = "", **said: Any) -> Update:
    """Give an update, entered at ten on the day that it holds for; updates of one time keep the order of their making."""
    moment = datetime.fromisoformat(at or f"{as_of}T10:00:00+08:00")
    found = {name: _typed(name, entry) for name, entry in said.items()}
    found["goal"] = {name: _typed(name, entry) for name, entry in said.get("goal", {}).items()}
    return Update(key=key or f"u{next(_ENTRY):06d}", at=moment, as_of=day(as_of), **found)


def ledger(*targets: Target, rules: Rules = RULES, **changes: Any) -> Ledger:
    """Give a ledger of targets under the plan of 2025."""
    return Ledger("", (plan(**changes),), targets, settings=Settings(rules=rules))


def checkpoint(text: str, value: float | str | None = None, stage: str = "") -> Checkpoint:
    """Give a checkpoint."""
    return Checkpoint(day(text), _typed("value", value), stage)


def rate(entry: Target, text: str, *, rules: Rules = RULES, reference: Target | None = None, **changes: Any) -> State:
    """Rate a target on a day under the plan of 2025."""
    return evaluate(entry, plan(**changes), day(text), rules, reference)


def _typed(name: str, entry: Any) -> Any:
    if name in _CODES and isinstance(entry, str):
        return _CODES[name](entry)
    if name in _DAYS and isinstance(entry, str):
        return day(entry)
    if name in {"value", "to", "tolerance", "baseline", "denominator"} and entry is not None:
        return Decimal(str(entry))
    if name == "parts":
        return {part: Decimal(str(number)) for part, number in entry.items()}
    return entry

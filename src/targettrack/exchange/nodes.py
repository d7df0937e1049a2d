"""The nodes of four quarters as a division plans them: cells → checkpoints. Knows goals; knows no target."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from targettrack.acts import conversion
from targettrack.errors import UsageError
from targettrack.exchange import cells
from targettrack.model import FIRST_YEAR, LAST_YEAR, Checkpoint, Goal
from targettrack.record import MAX_DIGITS

QUARTERS = {"q1": (3, 31), "q2": (6, 30), "q3": (9, 30), "q4": (12, 31)}
"""The last day of each quarter, by its column."""
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(\D*)", re.ASCII)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})=(.+)", re.ASCII | re.DOTALL)


def nodes(planned: Mapping[str, str], year: int | None, goal: Goal, *, is_first: bool) -> tuple[Checkpoint, ...]:
    """What is planned for the end of each quarter, or for the days that a cell names itself (2025-05-31=400).

    A number in the goal's unit is a position on the way; all else is a step, which only the first of a row's targets gets.
    """
    found: dict[date, Checkpoint] = {}
    for code, (month, day) in QUARTERS.items():
        text = planned.get(code, "")
        dated = [_dated(part) for part in re.split("[；;]", text)]
        aims = [one for one in dated if one]
        if year is not None and text and len(aims) < len(dated):
            aims = [(date(year, month, day), text)]
        for on, aim in aims:
            node = _node(on, aim, goal)
            if node.value is not None or is_first:
                found[on] = node
    return tuple(found[on] for on in sorted(found))


def _dated(text: str) -> tuple[date, str] | None:
    """A node with its day, as we write those of other days than the last one of a quarter."""
    found = _DATED.fullmatch(text.strip())
    try:
        on = date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return (on, found[2]) if found and on and FIRST_YEAR <= on.year <= LAST_YEAR else None


def _node(on: date, aim: str, goal: Goal) -> Checkpoint:
    try:
        number = _NUMBER.fullmatch(cells.number(aim))
    except UsageError:
        number = None
    if number is not None and goal.value is not None and len(number[1]) <= MAX_DIGITS:
        unit = number[2].strip()
        value = conversion.converted(Decimal(number[1]), unit, goal.unit, goal) if unit else Decimal(number[1])
        if value is not None:
            return Checkpoint(on, value)
    return Checkpoint(on, stage=aim)

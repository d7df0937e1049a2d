"""A goal in signs and numbers, and any field of a record. Knows records; knows no state."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from targettrack.i18n import _
from targettrack.model import Checkpoint, Comparator, Goal, Kind, Quantity
from targettrack.render.numbers import plain, quantity, signed, spoken_day
from targettrack.render.words import word

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
    Comparator.ABOUT: "≈",
}


def shown(value: Any, unit: str = "") -> str:
    """The value of any field of a record; a checkpoint's number is in `unit`."""
    return next((show(value, unit) for kind, show in _SHOWN.items() if isinstance(value, kind)), str(value or ""))


_SHOWN: dict[Any, Callable[[Any, str], str]] = {
    Comparator: lambda value, _unit: _SIGNS[value],
    StrEnum: lambda value, _unit: word(value),
    bool: lambda value, _unit: _("yes") if value else "",
    Decimal: lambda value, _unit: plain(value),
    date: lambda value, _unit: spoken_day(value),
    Quantity: lambda value, _unit: quantity(value.value, value.unit),
    Checkpoint: lambda value, unit: " ".join(
        filter(None, (spoken_day(value.date), quantity(value.value, unit), value.stage))
    ),
    Mapping: lambda value, _unit: _(", ").join(f"{name} {shown(part)}" for name, part in value.items()),
    tuple: lambda value, unit: _(", ").join(shown(part, unit) for part in value),
}


def goal_phrase(goal: Goal, kind: Kind) -> str:
    """The goal in signs and numbers: «新增义务教育学位 ≥ 940个»."""
    sign = "" if goal.comparator is None else _SIGNS[goal.comparator]
    if kind is Kind.RELATIVE:
        return " ".join(filter(None, (goal.indicator, sign, goal.of, signed(goal.value) if goal.value else "")))
    if goal.value is None:
        return goal.indicator + _without_number(goal)
    number = quantity(goal.value, goal.unit)
    if goal.to is not None:
        sign, number = "", f"{plain(goal.value)}–{quantity(goal.to, goal.unit)}"
    if goal.equivalent is not None:
        number += _(" ({same})").format(same=quantity(goal.equivalent.value, goal.equivalent.unit))
    if goal.tolerance is not None:
        number += f" ±{plain(goal.tolerance)}"
    if goal.baseline is not None:
        number += _(" (from {baseline})").format(baseline=quantity(goal.baseline, goal.unit))
    if kind is Kind.COVERAGE and goal.denominator is not None:
        number += _(" (each of {n} {per})").format(n=plain(goal.denominator), per=goal.per)
    return " ".join(filter(None, (goal.indicator, sign, number)))


def _without_number(goal: Goal) -> str:
    """What can be said of a goal that has an indicator and no number: how many there are, or who sets the number."""
    if not goal.indicator:
        return ""
    if goal.denominator is not None:
        return _(" ({n} {per} in all)").format(n=plain(goal.denominator), per=goal.per)
    return _(" (number set by {by})").format(by=goal.set_by) if goal.set_by else ""

"""A goal in signs and numbers. Knows goals; knows no state."""

from __future__ import annotations

from targettrack.i18n import _
from targettrack.model import Comparator, Goal, Kind
from targettrack.render.numbers import plain, quantity, signed

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
    Comparator.ABOUT: "≈",
}


def goal_phrase(goal: Goal, kind: Kind) -> str:
    """The goal in signs and numbers: «新增义务教育学位 ≥ 940个»."""
    sign = _SIGNS[goal.comparator]
    if kind is Kind.RELATIVE:
        return " ".join(filter(None, (goal.indicator, sign, goal.of, signed(goal.value) if goal.value else "")))
    if goal.value is None:
        number = "" if goal.denominator is None else quantity(goal.denominator, goal.per)
        return _(", ").join(filter(None, (goal.indicator, number)))
    number = quantity(goal.value, goal.unit)
    if goal.upper is not None:
        sign, number = "", f"{plain(goal.value)}–{quantity(goal.upper, goal.unit)}"
    if goal.equivalent is not None:
        number += _(" ({same})").format(same=quantity(goal.equivalent.value, goal.equivalent.unit))
    if goal.tolerance is not None:
        number += f" ±{plain(goal.tolerance)}"
    if goal.baseline is not None:
        number += _(" (from {baseline})").format(baseline=quantity(goal.baseline, goal.unit))
    if kind is Kind.COVERAGE and goal.denominator is not None:
        number += " × " + quantity(goal.denominator, goal.per)
    return " ".join(filter(None, (goal.indicator, sign, number)))

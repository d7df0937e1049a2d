"""The unit of a figure, and what it says of the figure: points of a rate, pieces, a concentration. Knows no numbers.

Whoever reads, compares or shows a figure asks here for its unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.model import KINDS, Kind
from targettrack.rating.indicators import WordRule

if TYPE_CHECKING:
    from targettrack.model import Goal

NATURES = (
    WordRule("[%‰:：]|百分点|比例", "rate", "%"),
    WordRule("(?:微克|毫克|克|μg|ug|mg)/", "concentration", "微克/立方米"),
    WordRule("/(?:万元|元|公里|平方公里|千人|万人)", "ratio", "吨标准煤/万元"),
    WordRule("^(?:个(?!百分点)|[家项所座条支台套幢栋宗件辆艘架处户人名位间片批棵株头只张床班村镇])", "pieces", "家"),
)
"""What a unit is; any other one measures an amount."""


def in_per_cent(kind: Kind, goal: Goal) -> bool:
    """Whether figures are per cent of a work, which has no number of its own."""
    return KINDS[kind].is_work and goal.value is None


def of_figures(kind: Kind, goal: Goal) -> str:
    """The unit of a target's figures; of a coverage the units that are covered, each tested by the goal's own number."""
    if kind is Kind.COVERAGE:
        return goal.per
    return "%" if in_per_cent(kind, goal) else goal.unit

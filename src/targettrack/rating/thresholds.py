"""From which gap on a light is yellow, and from which it is red. The numbers are settings: `model.Rules` has the defaults.

No national rule exists. −30 points and three months after a node are those of 银川; +10 points is ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.rating import schedule
from targettrack.rating.reason import Convention, exact
from targettrack.rating.vocabulary import Rating

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Rules

MISSED_CYCLES = 3
"""Reports that have to be missed before a figure is read as if nothing had happened since."""


def band(gap: Fraction, piece: Fraction, rules: Rules) -> tuple[Rating, Fraction, Convention | None]:
    """The band of a gap in points, the bound that it has reached or failed, and the convention that kept it from red.

    Below zero is yellow, below `rules.behind` red; but where one piece is worth more points than `small_count`, the gap
    alone is never red.
    """
    ahead, behind = exact(rules.ahead), exact(rules.behind)
    if gap >= ahead:
        return Rating.AHEAD, ahead, None
    if gap >= 0:
        return Rating.ON_TRACK, Fraction(0), None
    if gap >= behind:
        return Rating.BEHIND, behind, None
    if piece > exact(rules.conventions.small_count):
        return Rating.BEHIND, behind, Convention.SMALL_COUNT
    return Rating.FAR_BEHIND, behind, None


def of_missed_node(node: date, day: date, rules: Rules) -> Rating:
    """Yellow, and red once the node was missed for more than so many months."""
    is_long_ago = day > schedule.same_day_later(node, rules.checkpoint_months)
    return Rating.FAR_BEHIND if is_long_ago else Rating.BEHIND

"""What the figures of one goal are held against: the whole, the beginning, the direction. Knows numbers; knows no days.

以上 and 以内 include the number, 超过 excludes it: Civil Code art. 1259.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import KINDS, Comparator, Kind

if TYPE_CHECKING:
    from targettrack.model import Goal

WHOLE_WORK = Decimal(100)
"""A figure on a milestone or a soft target without a number of its own is per cent of the work."""
NOTHING = Decimal(0)
DOWNWARD = frozenset({Comparator.AT_MOST, Comparator.BELOW})
STRICT = frozenset({Comparator.ABOVE, Comparator.BELOW})


class Yardstick(NamedTuple):
    """A kind and a goal, read together."""

    kind: Kind
    goal: Goal

    @property
    def in_per_cent(self) -> bool:
        """Whether figures are per cent of the work."""
        return KINDS[self.kind].is_work and self.goal.value is None

    @property
    def whole(self) -> Decimal | None:
        """T, the number that stands for all of it. None: nobody has said."""
        if self.kind is Kind.COVERAGE:
            return self.goal.denominator
        if self.in_per_cent:
            return WHOLE_WORK
        if self.goal.value is None and self.kind in {Kind.GUARD, Kind.RELATIVE}:
            return NOTHING  # no event; no lead over the target that it follows
        return self.goal.value

    @property
    def base(self) -> Decimal | None:
        """b, where the way begins: the baseline of levels, ranks and reductions, nothing for what is counted up."""
        if KINDS[self.kind].from_baseline or self.is_reduction:
            return self.goal.baseline
        return NOTHING

    @property
    def unit(self) -> str:
        """The unit of the figures: of the work per cent; of a coverage the units that its own number is the test of."""
        if self.kind is Kind.COVERAGE:
            return self.goal.per
        return "%" if self.in_per_cent else self.goal.unit

    @property
    def comparator(self) -> Comparator | None:
        """How figures are compared; None: nobody has said. The comparator of a coverage goal tests each unit; their number only rises."""
        if self.kind is Kind.COVERAGE or self.in_per_cent:
            return Comparator.AT_LEAST
        if self.kind is Kind.GUARD and self.goal.value is None:
            return Comparator.AT_MOST
        return self.goal.comparator

    @property
    def is_downward(self) -> bool:
        """Whether less is better."""
        return self.comparator in DOWNWARD

    @property
    def is_reduction(self) -> bool:
        """An amount to be brought down from a known one."""
        return self.is_downward and self.goal.baseline is not None

    @property
    def is_ceiling(self) -> bool:
        """A limit on what is counted up (控制在100起以内): there is nothing to reach, only something not to exceed."""
        nature = KINDS[self.kind]
        return self.is_downward and not self.is_reduction and nature.is_shared and not nature.from_baseline

    def lacking(self) -> str:
        """Which part of the goal is missing for any verdict; empty when none is."""
        goal = self.goal
        if self.kind is Kind.COVERAGE:
            return "" if goal.denominator is not None and goal.denominator > 0 else "denominator"
        if self.kind in {Kind.QUALITATIVE, Kind.GUARD} and goal.value is None:
            return "" if goal.done_when else "done_when"
        if self.whole is None:
            return "value"
        if self.comparator is None:
            return "comparator"
        return "tolerance" if self.comparator is Comparator.ABOUT and goal.tolerance is None else ""

    @property
    def tolerance(self) -> Fraction:
        """How far 左右 reaches; nothing where the goal is not «about» a number."""
        return Fraction(self.goal.tolerance or 0) if self.comparator is Comparator.ABOUT else Fraction(0)

    @property
    def is_two_sided(self) -> bool:
        """Whether too much is as bad as too little. Where a target follows another, more is never worse."""
        return self.comparator is Comparator.ABOUT and self.kind is not Kind.RELATIVE

    def bound(self, gap: Fraction) -> Fraction:
        """The end of the good side, on the side where a gap lies."""
        return self.tolerance if self.is_two_sided and gap > 0 else -self.tolerance

    def slack(self, gap: Fraction) -> Fraction:
        """How far on its good side a figure lies that is `gap` above the goal; below zero on the bad side."""
        if self.is_two_sided:
            return self.tolerance - abs(gap)
        return self.tolerance + (-gap if self.is_downward else gap)

    def satisfied_by(self, value: Fraction) -> bool:
        """The goal's comparison; a range is met at its lower end. 以上 includes the number, 超过 excludes it."""
        if self.whole is None or self.lacking():
            return False
        slack = self.slack(value - Fraction(self.whole))
        return slack > 0 if self.comparator in STRICT else slack >= 0

    def exceeded_by(self, value: Fraction) -> bool:
        """超额: better than was promised. Staying under a limit or near a number is no more than promised."""
        if self.whole is None or self.is_ceiling or self.kind in {Kind.GUARD, Kind.RELATIVE}:
            return False
        if self.comparator is Comparator.ABOUT:
            return False
        if self.is_downward:
            return value < Fraction(self.whole)
        upper = self.whole if self.kind is Kind.COVERAGE or self.goal.to is None else self.goal.to
        return value > Fraction(max(self.whole, upper))

    def share(self, value: Fraction) -> Fraction | None:
        """P of a figure, (x-b)/(T-b), never clipped. None where it has no meaning: no baseline, T = b, T = 0."""
        whole, base = self.whole, self.base
        if not KINDS[self.kind].is_shared or whole is None or base is None or whole == base:
            return None
        start = Fraction(base)
        return (value - start) / (Fraction(whole) - start) if start else value / Fraction(whole)

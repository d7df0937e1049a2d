"""What the figures of one goal are held against: the whole, the beginning, the good side. Knows numbers; knows no days."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.model import KINDS, Better, Comparator, Kind, Measure
from targettrack.rating import indicators, unit
from targettrack.rating.once import once
from targettrack.rating.reason import Convention, Lack, exact

if TYPE_CHECKING:
    from targettrack.model import Goal, Rules, Target

WHOLE_WORK = Decimal(100)
"""A figure on a milestone or a soft target without a number of its own is per cent of the work."""
NOTHING = Decimal(0)
DOWNWARD = frozenset({Comparator.AT_MOST, Comparator.BELOW})
STRICT = frozenset({Comparator.ABOVE, Comparator.BELOW})


def fills_in(target: Target, name: str) -> bool:
    """Whether giving a part of the goal changes no promise: it was left open.

    Of 左右 a convention has said how far it reaches, so another tolerance is another promise; of 基本 nobody has.
    """
    if name == "tolerance" and target.goal.comparator is Comparator.ABOUT and target.kind is not Kind.COVERAGE:
        return False
    return getattr(target.goal, name) in (None, "", {})


class Yardstick:
    """A kind and a goal, read together. What follows from them is worked out once.

    `is_bare`: the source gives a number only, and the comparator was assumed. `about`: what 左右 lets a rate fall short,
    in points. `is_long`: the term is longer than a year.
    """

    def __init__(
        self,
        kind: Kind,
        goal: Goal,
        title: str = "",
        *,
        is_bare: bool = False,
        about: Decimal = NOTHING,
        is_long: bool = False,
    ) -> None:
        self.kind, self.goal, self.title = kind, goal, title
        self.is_bare, self.about, self.is_long = is_bare, about, is_long

    @classmethod
    def of(cls, target: Target, goal: Goal, rules: Rules, *, is_long: bool = False) -> Yardstick:
        """Read a target's goal, which may be another by now than in its head."""
        is_bare, about = "comparator" in target.assumed, rules.conventions.about
        return cls(target.kind, goal, target.title, is_bare=is_bare, about=about, is_long=is_long)

    @once
    def subject(self) -> str:
        """The words that say what is measured."""
        return self.goal.indicator or self.title

    @once
    def in_per_cent(self) -> bool:
        """Whether figures are per cent of the work."""
        return unit.in_per_cent(self.kind, self.goal)

    @once
    def is_beginning(self) -> bool:
        """Whether the work is only to begin (动工, 启动): per cent of it say nothing."""
        text = f"{self.goal.indicator} {self.title}"
        return self.kind is Kind.MILESTONE and indicators.read(indicators.STAGES, text) == "start"

    @once
    def whole(self) -> Decimal | None:
        """T, the number that stands for all of it; of a range the end that is met first. None: nobody has said."""
        if self.kind is Kind.COVERAGE:
            return self.goal.denominator
        if self.in_per_cent:
            return WHOLE_WORK
        if self.goal.value is None and self.kind in {Kind.GUARD, Kind.RELATIVE}:
            return NOTHING  # no event; no lead over the target that it follows
        return self.goal.to if self.is_less and self.goal.to is not None else self.goal.value

    @once
    def base(self) -> Decimal:
        """b, where the way begins: the baseline of what is built up to the goal, else nothing.

        新增 counts from nothing whatever was there before, and so does a flow of the year.
        """
        baseline, whole = self.goal.baseline, self.whole
        if baseline is None or whole is None:
            return NOTHING
        if self.kind is not Kind.QUANTITY:
            return baseline
        if self.is_less:
            return baseline if self.is_reduction else NOTHING
        counted = baseline > whole or self.measure is Measure.FLOW or "新增" in self.subject
        return NOTHING if counted else baseline

    @once
    def unit(self) -> str:
        """The unit of the figures."""
        return unit.of_figures(self.kind, self.goal)

    @once
    def comparator(self) -> Comparator | None:
        """How figures are compared; None: nobody has said. The comparator of a coverage goal tests each of its units."""
        if self.kind is Kind.COVERAGE or self.in_per_cent:
            return Comparator.AT_LEAST
        if self.goal.value is None and self.kind is Kind.GUARD:
            return Comparator.AT_MOST
        if self.goal.value is None and self.kind is Kind.RELATIVE:
            return self.goal.comparator or Comparator.AT_LEAST
        return self.goal.comparator

    @once
    def is_less(self) -> bool:
        """Whether less is better: by the record, the comparator, or, where both are silent, the indicator's words."""
        if self.comparator in DOWNWARD or self.goal.better is Better.LESS or self.kind is Kind.RANK:
            return self.kind is not Kind.COVERAGE and not self.in_per_cent
        if self.goal.better is Better.MORE or not (self.is_bare or self.comparator is Comparator.ABOUT):
            return False
        if self.kind is Kind.GROWTH and self.goal.value is not None and self.goal.value < 0:
            return True  # 下降5%, typed as -5
        return indicators.read(indicators.GOOD_SIDE, self.subject) == Better.LESS

    @once
    def is_rate(self) -> bool:
        """Whether it is counted in points."""
        return KINDS[self.kind].is_rate or indicators.read(unit.NATURES, self.unit) == "rate"

    @once
    def is_held(self) -> bool:
        """Whether figures are held against the goal as they are: rates, ratios, concentrations, ranks.

        So is what stands there already and is to stay (稳定在), and a level of which no beginning is known.
        """
        if not KINDS[self.kind].is_shared:
            return True
        if self.whole is not None and self.base and self.reaches(exact(self.base), exact(self.whole)):
            return True
        return self.kind is Kind.LEVEL and (self.goal.baseline is None or self._is_index)

    @once
    def _is_index(self) -> bool:
        """A level that nothing is added up to: a rate, a ratio, a concentration, or a number without a unit."""
        said = indicators.read(unit.NATURES, self.unit)
        return self.kind is Kind.LEVEL and (not self.unit or said in {"rate", "concentration", "ratio"})

    @once
    def is_stock(self) -> bool:
        """A level that is built up over years: it needs a baseline, and is reported yearly."""
        return self.kind is Kind.LEVEL and self.is_long and not self._is_index

    @once
    def is_reduction(self) -> bool:
        """An amount to be brought down from a known one."""
        baseline, whole = self.goal.baseline, self.whole
        known = baseline is not None and whole is not None and baseline > whole
        return self.is_less and known and self.kind is Kind.QUANTITY

    @once
    def is_ceiling(self) -> bool:
        """A limit on what is counted up (控制在100起以内): there is nothing to reach, only something not to exceed."""
        return self.is_less and not self.is_reduction and KINDS[self.kind].is_shared and self.kind is not Kind.LEVEL

    @once
    def is_limit(self) -> bool:
        """A guard or a ceiling: an event breaks it for good."""
        return self.kind is Kind.GUARD or self.is_ceiling

    @once
    def is_statistic(self) -> bool:
        """Whether somebody publishes the figure: it is awaited, never overdue."""
        published = self.kind in {Kind.GROWTH, Kind.LEVEL, Kind.RELATIVE, Kind.RANK} or bool(self.goal.set_by)
        return published and self.kind is not Kind.GUARD

    @once
    def measure(self) -> Measure:
        """Whether what is unfinished at the end can still be delivered."""
        if self.goal.measure is not None:
            return self.goal.measure
        if self.goal.every is not None:
            return Measure.FLOW
        said = indicators.read(indicators.MEASURES, f"{self.subject} {self.goal.unit}")
        return Measure(said or Measure.WORK) if self.kind in {Kind.QUANTITY, Kind.COVERAGE} else Measure.WORK

    @once
    def is_finishable(self) -> bool:
        """Whether it can be finished for good before its end."""
        return KINDS[self.kind].any_time and not self.is_ceiling and self.goal.every is None

    @once
    def is_delivery(self) -> bool:
        """Whether what is unfinished at the end can still be delivered, late: 逾期, not 未完成."""
        return self.is_finishable and not self.is_statistic and self.measure is Measure.WORK

    @once
    def adds_up(self) -> bool:
        """Whether the whole is the sum of its parts: amounts, coverage, events; rates are only listed by part."""
        counted = KINDS[self.kind].is_shared or self.kind is Kind.GUARD
        return counted and self.goal.every is None and not self.in_per_cent and not (self.is_rate or self._is_index)

    def lacking(self, *, has_nodes: bool = False) -> Lack | None:
        """What is missing for any judgement; None when nothing is. `has_nodes`: steps stand in for a baseline."""
        goal = self.goal
        if self.kind is Kind.COVERAGE and not (goal.denominator and goal.denominator > 0):
            return Lack.TOTAL
        if self.whole is None:
            return Lack.VALUE
        if self._is_mostly and goal.tolerance is None:
            return Lack.SHARE
        if self.comparator is None:
            return Lack.COMPARATOR
        return Lack.BASELINE if self.is_stock and goal.baseline is None and not has_nodes else None

    @once
    def _is_mostly(self) -> bool:
        """基本完成N项: how many may be missing is for people to say."""
        if self.kind is Kind.COVERAGE and self.goal.comparator is Comparator.ABOUT and self.goal.value is None:
            return True
        return self.kind in {Kind.COVERAGE, Kind.QUANTITY} and "基本" in f"{self.goal.indicator} {self.title}"

    @once
    def tolerance(self) -> Fraction:
        """How far a figure may fall short and still hold: the record's own, else what 左右 means for a rate."""
        if self._is_mostly or self.comparator is Comparator.ABOUT:
            if self.goal.tolerance is not None:
                return exact(self.goal.tolerance)
            return exact(self.about) if self.is_rate and not self.is_less else Fraction(0)
        return Fraction(0)

    def convention(self, value: Fraction) -> Convention | None:
        """Which rule of reading a comparison with this figure rests on."""
        if self._is_mostly and self.goal.tolerance is not None:
            return Convention.TOLERANCE
        if self.comparator is not Comparator.ABOUT:
            is_exact = self.comparator in STRICT and self.whole is not None and value == exact(self.whole)
            return Convention.STRICT if is_exact else None
        if self.goal.tolerance is not None:
            return Convention.TOLERANCE
        more = Convention.ABOUT_RATE if self.is_rate else Convention.ABOUT_AMOUNT
        return Convention.ABOUT_LESS if self.is_less else more

    def reaches(self, value: Fraction, whole: Fraction) -> bool:
        """Whether a figure is as good as a number; 超过 excludes the number itself."""
        slack = self.tolerance + (whole - value if self.is_less else value - whole)
        return slack > 0 if self.comparator in STRICT else slack >= 0

    def satisfied_by(self, value: Fraction) -> bool:
        """The goal's comparison. More than promised is never a lag, also of 左右."""
        return self.whole is not None and not self.lacking() and self.reaches(value, exact(self.whole))

    def is_turned(self, value: Fraction) -> bool:
        """A fall where growth was promised, or a rise where a fall was."""
        if self.kind is not Kind.GROWTH or self.whole is None:
            return False
        return value > 0 > self.whole if self.is_less else value < 0 < self.whole

    def exceeded_by(self, value: Fraction) -> bool:
        """超额: better than was promised. Staying under a limit or near a number is no more than promised."""
        if self.whole is None or self.is_limit or self.kind is Kind.RELATIVE or self.comparator is Comparator.ABOUT:
            return False
        if self.is_less:
            return value < exact(self.goal.value if self.goal.value is not None else self.whole)
        upper = self.whole if self.kind is Kind.COVERAGE or self.goal.to is None else self.goal.to
        return value > exact(max(self.whole, upper))

    def share(self, value: Fraction) -> Fraction | None:
        """P of a figure, (x-b)/(T-b), never clipped. None where it has no meaning: what is held as it is, T = b."""
        if self._way is None:
            return None
        start, length = self._way
        return (value - start if start else value) / length  # most begin at nothing, and a Fraction's sum costs 3 µs

    @once
    def _way(self) -> tuple[Fraction, Fraction] | None:
        """Where the way begins and how long it is; None where no part of the goal can be done."""
        if self.is_held or self.is_limit or self.is_beginning or self.whole is None or self.whole == self.base:
            return None
        return exact(self.base), exact(self.whole) - exact(self.base)

    def piece(self) -> Fraction:
        """Points of progress that one piece is worth; nothing where it is not counted in pieces."""
        counted = self.kind is Kind.COVERAGE or indicators.read(unit.NATURES, self.unit) == "pieces"
        if not counted or self.whole is None or self.whole == self.base:
            return Fraction(0)
        return abs(100 / (exact(self.whole) - exact(self.base)))

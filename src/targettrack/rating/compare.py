"""The figures of a target beside its goal: whether they satisfy it, whether that is final, what was to be expected.

Knows the days that figures hold for; rates nothing.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from targettrack.model import DataStatus, Kind, Status
from targettrack.rating import figures, nodes, schedule
from targettrack.rating.goal import Yardstick
from targettrack.rating.once import once
from targettrack.rating.reason import Convention, Lack, Reason, Why, exact, hundredths, per_cent
from targettrack.rating.schedule import Curve, Leg, Window

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Checkpoint, Plan, Rules, Target
    from targettrack.rating.figures import KeptPeriod, Measured
    from targettrack.rating.nodes import NodeProgress
    from targettrack.rating.standing import Standing


def opening(target: Target, plan: Plan) -> date:
    """The first day of a target's window."""
    return target.start or plan.start or target.recorded.date()


@lru_cache(maxsize=4096)
def _fresh_until(on: date, cycle: int, stale_cycles: Decimal) -> date:
    return schedule.months_later(on, cycle * exact(stale_cycles))


class Comparison:
    """One target's figures with all that they are compared to. Whatever is asked of it is worked out once."""

    def __init__(self, standing: Standing, plan: Plan, rules: Rules, reference: Standing | None = None) -> None:
        """Put together what there is to compare; `reference` is what the goal follows, None: not known."""
        target = standing.target
        self.standing, self.rules, self.reference = standing, rules, reference
        self.start = opening(target, plan)
        moves = standing.moves
        self.promised = moves[0].old if moves else standing.deadline
        is_long = self.promised is not None and Window(self.start, self.promised).is_long
        self.yardstick = Yardstick.of(target, standing.goal, rules, is_long=is_long)
        own = standing.goal.cycle or (schedule.YEAR if self.yardstick.is_stock else None)
        self.cycle = own or rules.cycle_months[target.kind]
        self.measured = figures.measured(standing, self.yardstick, self.start, self.cycle)
        last = standing.deadline or plan.end
        first = self.start if plan.published is None else max(self.start, plan.published)
        self.term = None if last is None or last < first else Window(first, last)

    @property
    def newest(self) -> Measured | None:
        """The newest figure that can be compared."""
        return self.measured[-1] if self.measured else None

    def fresh_until(self, on: date) -> date:
        """The last day on which a word of a day is fresh."""
        return _fresh_until(on, self.cycle, self.rules.stale_cycles)

    def is_fresh(self, on: date | None, day: date) -> bool:
        """Whether a word of a day is still fresh on another."""
        return on is not None and day <= self.fresh_until(on)

    @once
    def followed(self) -> Decimal | None:
        """What a relative goal is held against: the other target's figure of the same day."""
        if self.reference is None or self.newest is None:
            return None
        known = (figure.value for figure in self.reference.figures if figure.as_of == self.newest.as_of)
        return next((value for value in known if value is not None), None)

    @once
    def goal(self) -> Decimal | None:
        """The number that the figure is held against in the end; a relative goal moves with the other target."""
        whole = self.yardstick.whole
        if self.yardstick.kind is not Kind.RELATIVE:
            return whole
        return None if self.followed is None or whole is None else self.followed + whole

    @once
    def lacking(self) -> Lack | None:
        """What is missing for any judgement; None when nothing is."""
        found = self.yardstick.lacking(has_nodes=bool(self.standing.nodes))
        is_relative = self.yardstick.kind is Kind.RELATIVE
        if found is None and is_relative and (self.reference is None or (self.newest and self.followed is None)):
            return Lack.REFERENCE
        return found

    @once
    def periods(self) -> tuple[KeptPeriod, ...]:
        """The periods of a goal that is set anew for each; none for the others, or while the goal is not known."""
        every = self.yardstick.goal.every
        if every is None or self.term is None or self.lacking:
            return ()
        return figures.kept(self.standing, self.yardstick, self.term, every)

    @property
    def kept(self) -> Fraction:
        """The share of the periods that were kept."""
        return Fraction(sum(period.is_kept for period in self.periods), len(self.periods))

    def by_period(self, day: date) -> dict[str, Any]:
        """What a reason says of the periods: how many were kept, and which are over and were not. Of a limit nothing."""
        if not self.periods or self.yardstick.is_limit:
            return {}
        judged = (period for period in self.periods if period.is_judged(day, self.rules))
        missing = tuple(period.window.start for period in judged if not period.is_kept)
        return {"actual": per_cent(self.kept), "missing": missing}

    def is_satisfied(self, one: Measured | None) -> bool:
        """Whether a figure holds against the goal, final or not."""
        if one is None or self.lacking:
            return False
        if self.yardstick.kind is Kind.RELATIVE:
            return self.followed is not None and self.yardstick.satisfied_by(one.value - exact(self.followed))
        return self.yardstick.satisfied_by(one.value)

    @property
    def is_told_in_words(self) -> bool:
        """Whether a figure is a report in words: per cent of what is to begin, or of a soft item without a last day."""
        is_soft = self.yardstick.kind is Kind.QUALITATIVE and self.standing.deadline is None
        return is_soft or self.yardstick.is_beginning

    def is_final(self, one: Measured | None) -> bool:
        """Whether a figure says how it ended: of the last day or later and no estimate; of a list, or 核定, on its day."""
        if one is None or one.data is DataStatus.ESTIMATE:
            return False
        deadline, stick = self.standing.deadline, self.yardstick
        if deadline is not None and one.as_of >= deadline:
            return True
        settled = stick.kind is Kind.RANK or (
            one.data is DataStatus.FINAL and not stick.is_limit and stick.goal.every is None
        )
        return settled and one.as_of >= self.start

    def is_met(self, day: date) -> bool:
        """Whether the goal is satisfied for good: at the end, or as soon as it is where nothing can undo it."""
        stick, newest = self.yardstick, self.newest
        if stick.goal.every is not None and not stick.is_less:
            found = self.periods
            return bool(found) and all(period.is_kept for period in found) and day >= found[-1].window.end
        if newest is None or self.is_told_in_words or not self.is_satisfied(newest):
            return False
        return self.is_final(newest) or (stick.is_finishable and newest.data is not DataStatus.ESTIMATE)

    def is_failed(self) -> bool:
        """Whether the final figure fails a goal with a number."""
        stick = self.yardstick
        if self.lacking or stick.in_per_cent or not self.is_final(self.newest):
            return False
        if stick.kind is Kind.GUARD:
            return False  # an event after the term is none of it
        if stick.goal.every is not None and not stick.is_less:
            return not all(period.is_kept for period in self.periods)
        return not self.is_satisfied(self.newest)

    def is_contradicted(self) -> bool:
        """Whether a figure on record says that what was stated as done is not.

        Per cent of a work are no number of the goal: only those of that day or later count.
        """
        newest, stated, stick = self.newest, self.standing.stated, self.yardstick
        if stated is None or newest is None or stick.is_beginning or self.lacking:
            return False
        if stick.goal.every is not None:
            return any(period.window.end <= stated.as_of and not period.is_kept for period in self.periods)
        if stick.in_per_cent and newest.as_of < stated.as_of:
            return False
        return not self.is_satisfied(newest)

    def has_claim(self) -> bool:
        """Whether the unit says that it is done, and may: no figure contradicts it, and it can be done before its end."""
        said = self.standing.status is Status.DONE and self.yardstick.is_finishable
        return said and not self.is_contradicted()

    def event(self) -> Measured | None:
        """The first figure within the term that broke a guard or a ceiling."""
        if not self.yardstick.is_limit or self.lacking:
            return None
        if self.yardstick.goal.every is not None:
            broken = [period.window for period in self.periods if period.value is not None and not period.is_kept]
            within = (one for one in self.measured if any(w.start <= one.as_of <= w.end for w in broken))
            return next(within, None)
        last = self.standing.deadline or (None if self.term is None else self.term.end)
        return next(
            (one for one in self.measured if (last is None or one.as_of <= last) and not self.is_satisfied(one)), None
        )

    def met_on(self) -> date | None:
        """The day of the figure that met the goal: the first where it stays met, else the newest. None: no figure says."""
        if not self.is_satisfied(self.newest):
            return None
        if not self.yardstick.is_finishable:
            return self.newest.as_of if self.newest else None
        return next(one.as_of for one in self.measured if self.is_satisfied(one))

    @once
    def curve(self) -> Curve | None:
        """The expected way; None without a deadline."""
        if self.promised is None:
            return None
        curve = Curve(self.rules.method, (Leg(None, Window(self.start, self.promised)),))
        for move in self.standing.moves:
            one = figures.latest_before(self.measured, move.as_of)
            curve = curve.moved(move, self.start, (None if one is None else self.share(one)) or Fraction(0))
        return curve

    def share(self, one: Measured) -> Fraction | None:
        """P of a figure; None where no part of the goal can be done, or where periods count."""
        return None if self.yardstick.goal.every is not None else self.yardstick.share(one.value)

    def expected(self, day: date) -> tuple[Fraction | None, str]:
        """E at a day, and how it was counted: by month or by day. None without a deadline."""
        return (None, "") if self.curve is None else self.curve.expected(day)

    def progress(self, day: date, points: tuple[Checkpoint, ...] | None = None) -> NodeProgress:
        """How the nodes stand on a day: those that hold, or others."""
        return nodes.progress(self, self.standing.nodes if points is None else points, day)

    def reason(self, why: Why, **said: Any) -> Reason:
        """Give a reason with the newest figure and the office's last judgement in it."""
        return Reason(why, **self._known | said)

    @once
    def _known(self) -> dict[str, Any]:
        """What any reason has beside why."""
        one, stick, given = self.newest, self.yardstick, self.standing.assessment
        goal = None if self.lacking or self.is_told_in_words else self.goal
        known: dict[str, Any] = {"goal": goal, "unit": stick.unit, "base": stick.base or None}
        if given is not None:
            known |= {"assessment": given.assess, "assessed_on": given.as_of}
        if self.standing.figures:
            named = (figure.stage for figure in reversed(self.standing.figures) if figure.stage)
            known["stage"] = next(named, "")
        if one is None:
            return known
        share, convention = self.share(one), None if self.lacking else stick.convention(one.value)
        known |= {"figure": one.figure, "figure_on": one.as_of, "data": one.data, "silent": one.silent}
        known |= {"actual": None if share is None else per_cent(share), "convention": convention}
        if convention not in {None, Convention.STRICT}:
            known["threshold"] = hundredths(stick.tolerance if stick.is_less else -stick.tolerance)
        if goal is not None and stick.goal.every is None:
            known["points"] = hundredths(one.value - exact(goal))
        return known

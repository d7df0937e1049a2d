"""The days on which a target's light may turn though nothing is entered, as the rules name them; until the next, it holds.

Deadline, result, account, opening, first report, end of freshness, a node with its report, its cycle and its three months,
a period with its report, and the day on which three missed reports make a figure red. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.rating import findings, schedule
from targettrack.rating.compare import Comparison, opening
from targettrack.rating.due import account_due, result_due
from targettrack.rating.schedule import ONE_DAY
from targettrack.rating.standing import effective, fold
from targettrack.rating.thresholds import MISSED_CYCLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.model import Plan, Rules, Target


def news(target: Target, reference: Target | None = None) -> tuple[date, ...]:
    """The days that something on record holds for; what is entered later for an earlier day is news of that day."""
    records = (target,) if reference is None else (target, reference)
    return tuple(sorted({update.as_of for record in records for update in effective(record, date.max)}))


def turning_days(target: Target, plan: Plan, rules: Rules, reference: Target | None = None) -> tuple[date, ...]:
    """Every day on which the light can be another than on the day before, news and the opening included, in order."""
    told = sorted({*news(target, reference), opening(target, plan)})
    found = set(told)
    for day, following in zip([None, *told], [*told, None], strict=True):
        known = day or (told[0] - ONE_DAY)
        followed = None if reference is None else fold(reference, known)
        comparison = Comparison(fold(target, known), plan, rules, followed)
        ticks = {one + ONE_DAY for one in _last_days(comparison, target, plan, rules)} | {account_due(plan, rules)}
        found |= {one for one in ticks if one and (not day or one > day) and (not following or one < following)}
    return tuple(sorted(found))


def _last_days(comparison: Comparison, target: Target, plan: Plan, rules: Rules) -> Iterator[date]:
    """The last days on which a state holds that began with the newest word."""
    standing, end = comparison.standing, comparison.standing.deadline or plan.end
    yield from filter(None, (standing.deadline, result_due(comparison), plan.end))
    given = standing.assessment
    heard = [standing.reported, None if given is None else given.as_of, standing.forecast_on, comparison.start]
    heard += [target.recorded.date(), *(one.as_of for one in comparison.measured[-1:])]
    heard += [figure.as_of for figure in standing.figures if figure.stage] + [
        update.as_of for update in standing.nodes_met
    ]
    yield from (comparison.fresh_until(on) for on in heard if on is not None)
    for node in standing.nodes:
        yield node.date
        yield schedule.reporting_day(node.date, rules.reporting_day)
        yield schedule.months_later(node.date, Fraction(comparison.cycle))
        yield schedule.same_day_later(node.date, rules.checkpoint_months)
    for period in comparison.periods:
        yield period.window.end - ONE_DAY
        yield schedule.reporting_day(period.window.end, rules.reporting_day)
    newest = comparison.newest
    if newest is not None and end is not None:
        given_up = schedule.months_later(newest.as_of, Fraction(MISSED_CYCLES * comparison.cycle))
        stale = comparison.fresh_until(newest.as_of)
        first = max(given_up, stale)
        steps = range(max(1, (end - first).days) + 1)
        yield (
            first
            + (bisect_left(steps, 1, lo=1, key=lambda step: _is_red(comparison, first + step * ONE_DAY)) - 1) * ONE_DAY
        )


def _is_red(comparison: Comparison, day: date) -> bool:
    """Whether the gap would be red if nothing had happened since the newest figure; it only grows."""
    one = comparison.newest
    gap = None if one is None else findings.share_gap(comparison, one, day)
    return gap is not None and gap < Fraction(comparison.rules.behind)

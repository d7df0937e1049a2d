"""What the figures of a target and the office's judgement say of it: the newest fresh word, and what a stale one has become.

Silence never improves a light: green becomes 未更新, yellow and red stay, and yellow turns red once its gap would be red
and three reports were missed. Knows a day up to which nodes, periods and freshness are judged; knows no status.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.model import KINDS, Assessment
from targettrack.named import NamedTuple
from targettrack.rating import schedule, thresholds
from targettrack.rating.reason import Turn, Why, exact, hundredths, per_cent
from targettrack.rating.vocabulary import RATINGS, Light, Rating

if TYPE_CHECKING:
    from datetime import date

    from targettrack.rating.compare import Comparison
    from targettrack.rating.figures import Measured
    from targettrack.rating.nodes import NodeProgress, Step
    from targettrack.rating.reason import Reason

_ASSESSED = {
    Assessment.ADVANCING: Rating.ADVANCING,
    Assessment.SLOW: Rating.SLOW,
    Assessment.STALLED: Rating.STALLED,
}


class Finding(NamedTuple):
    """A rating, why, and the day that what it rests on holds for."""

    rating: Rating
    reason: Reason
    on: date
    is_stale: bool = False

    @property
    def gravity(self) -> int:
        """How bad it is: red before yellow before anything else."""
        return {Light.RED: 2, Light.YELLOW: 1}.get(RATINGS[self.rating].lamp.light, 0)


def current(comparison: Comparison, day: date) -> Finding | None:
    """The finding that decides on a day: fresh, or stale and not good; None where only words or nothing is left."""
    found = last(comparison, day)
    if found is None or comparison.is_fresh(found.on, day):
        return found
    return _aged(comparison, found, day) if found.gravity else None


def last(comparison: Comparison, day: date) -> Finding | None:
    """The newest finding, fresh or not: of the figures or of the office.

    A figure goes before an assessment of its day, and before a later one that is no worse, while it is fresh. What the
    office found while a figure was fresh never makes that figure better by letting it age.
    """
    figure, said = by_figures(comparison, day), _by_assessment(comparison)
    if figure is None or said is None or figure.on >= said.on:
        return figure or said
    stale_on_that_day = not comparison.is_fresh(figure.on, said.on)
    gave_way = not comparison.is_fresh(figure.on, day) and said.gravity == figure.gravity
    return said if said.gravity > figure.gravity or stale_on_that_day or gave_way else figure


def by_figures(comparison: Comparison, day: date) -> Finding | None:
    """What the figures say; None where none can be rated. Of a missed node `missed_node` tells."""
    if comparison.lacking:
        return None
    progress = comparison.progress(day)
    if progress.steps:
        return _by_steps(comparison, progress)
    found = _by_newest(comparison, day)
    if found is not None and found.reason.silent and not found.gravity:
        found = found._replace(rating=Rating.NOT_UPDATED, reason=found.reason._replace(why=Why.PARTS, turn=Turn.UNIT))
    return _excused(comparison, found)


def missed_node(comparison: Comparison, day: date) -> Finding | None:
    """A node that was missed and not made good: red when that is more than three months ago. It does not age."""
    progress = comparison.progress(day)
    if not progress.steps:  # as of most targets
        return None
    first, measure = progress.first_missed, progress.measure
    if first is None or measure is None:
        return None
    rating = thresholds.of_missed_node(first.node.date, day, comparison.rules)
    return Finding(rating, _node_reason(comparison, measure), first.node.date)


def is_overtaken(comparison: Comparison, found: Finding) -> bool:
    """Whether the unit has sent words since the office judged it slow or stalled: the office has the next word."""
    given, reported = comparison.standing.assessment, comparison.standing.reported
    judged = found.reason.why is Why.ASSESSMENT and found.gravity > 0
    return judged and given is not None and reported is not None and reported > given.as_of


def _aged(comparison: Comparison, found: Finding, day: date) -> Finding:
    """What yellow or red has become by silence."""
    one = comparison.newest
    found = found._replace(is_stale=True)
    if one is None or found.reason.why is not Why.SHARE:
        return found
    gap = share_gap(comparison, one, day)
    reason = found.reason._replace(idle_gap=None if gap is None else hundredths(gap))
    given_up = schedule.months_later(one.as_of, Fraction(thresholds.MISSED_CYCLES * comparison.cycle))
    rating = thresholds.band(gap or Fraction(0), comparison.yardstick.piece(), comparison.rules)[0]
    if found.rating is Rating.BEHIND and rating is Rating.FAR_BEHIND and day > given_up:
        return found._replace(rating=rating, reason=reason._replace(why=Why.IDLE))
    return found._replace(reason=reason)


def _by_assessment(comparison: Comparison) -> Finding | None:
    given = comparison.standing.assessment
    if given is None or given.assess is None:
        return None
    return Finding(_ASSESSED[given.assess], comparison.reason(Why.ASSESSMENT, on=given.as_of), given.as_of)


def _by_newest(comparison: Comparison, day: date) -> Finding | None:
    one, stick = comparison.newest, comparison.yardstick
    if one is None or stick.is_beginning:
        return None
    if stick.is_limit:
        return Finding(Rating.ON_TRACK, comparison.reason(Why.LIMIT), one.as_of)
    if stick.goal.every is not None:
        return _by_periods(comparison, one, day)
    return _as_it_is(comparison, one) if stick.is_held else _by_share(comparison, one)


def _by_steps(comparison: Comparison, progress: NodeProgress) -> Finding | None:
    """Met, and perhaps the next one, too; up to the first node's day any figure or named stage is on the planned way."""
    measure, following = progress.measure, progress.next_step
    step = measure or following
    if step is None or progress.heard is None or progress.first_missed or progress.is_unconfirmed:
        return None
    is_ahead = measure is not None and following is not None and following.reached_on is not None
    return Finding(Rating.AHEAD if is_ahead else Rating.ON_TRACK, _node_reason(comparison, step), progress.heard)


def _node_reason(comparison: Comparison, step: Step) -> Reason:
    one, needed = comparison.newest, step.node.value
    points = None if one is None or needed is None else hundredths(one.value - exact(needed))
    reason = comparison.reason(Why.NODE, goal=needed, points=points, on=step.node.date)
    return reason._replace(stage=step.node.stage or reason.stage)


def _excused(comparison: Comparison, found: Finding | None) -> Finding | None:
    """What was up to its nodes when a new deadline ended them is not behind by that."""
    for ended in comparison.standing.ended_nodes[-1:]:
        before = _by_steps(comparison, comparison.progress(ended.until, ended.nodes))
        one = comparison.newest
        if before is None or (one is not None and one.as_of > before.on):
            continue
        if found is None or found.gravity > before.gravity:
            return before
    return found


def _as_it_is(comparison: Comparison, one: Measured) -> Finding:
    """Growth, relative goals, ratios, ranks: never prorated, never ahead. A fall where growth was promised is red."""
    stick = comparison.yardstick
    why = Why.RATE if KINDS[stick.kind].is_rate else Why.HOLD
    rating = Rating.ON_TRACK
    if not comparison.is_satisfied(one):
        rating = Rating.FAR_BEHIND if stick.is_turned(one.value) else Rating.BEHIND
    bound = hundredths(stick.tolerance if stick.is_less else -stick.tolerance)
    return Finding(rating, comparison.reason(why, threshold=bound), one.as_of)


def _by_share(comparison: Comparison, one: Measured) -> Finding | None:
    """Counts, amounts, stocks, coverage, works: P against E at the figure's own date."""
    gap = share_gap(comparison, one, one.as_of)
    expected, method = comparison.expected(one.as_of)
    if gap is None or expected is None:
        return None
    rating, threshold, convention = thresholds.band(gap, comparison.yardstick.piece(), comparison.rules)
    reason = comparison.reason(Why.SHARE, expected=per_cent(expected), share_gap=hundredths(gap), method=method)
    convention = convention or reason.convention
    return Finding(rating, reason._replace(threshold=hundredths(threshold), convention=convention), one.as_of)


def share_gap(comparison: Comparison, one: Measured, day: date) -> Fraction | None:
    """P of a figure less E of a day, in points."""
    actual, expected = comparison.share(one), comparison.expected(day)[0]
    return None if actual is None or expected is None else 100 * (actual - expected)


def _by_periods(comparison: Comparison, one: Measured, day: date) -> Finding | None:
    """Periods kept of all; none can be kept before its time, so nothing is ahead."""
    periods = comparison.periods
    if not periods:
        return None
    expected = Fraction(sum(period.is_judged(day, comparison.rules) for period in periods), len(periods))
    gap = 100 * (comparison.kept - expected)
    rating, threshold, convention = thresholds.band(gap, Fraction(100, len(periods)), comparison.rules)
    reason = comparison.reason(
        Why.PERIODS,
        expected=per_cent(expected),
        share_gap=hundredths(gap),
        threshold=hundredths(threshold),
        convention=convention,
        **comparison.by_period(day),
    )
    return Finding(Rating.ON_TRACK if rating is Rating.AHEAD else rating, reason, one.as_of)

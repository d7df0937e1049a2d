"""What stands beside a rating: when it was finished, how near its last day is, what was changed, whose word it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.model import Status, Strength
from targettrack.rating import notice
from targettrack.rating.findings import is_overtaken
from targettrack.rating.goal import fills_in
from targettrack.rating.reason import exact
from targettrack.rating.vocabulary import RATINGS, Marker, Rating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from targettrack.model import Goal, Plan, Rules, Target
    from targettrack.rating.compare import Comparison
    from targettrack.rating.findings import Finding
    from targettrack.rating.standing import Standing


def markers(comparison: Comparison, rating: Rating, found: Finding | None, plan: Plan, day: date) -> tuple[Marker, ...]:
    """The markers beside a rating, in their order."""
    told = [*_of_record(comparison, rating), *_of_end(comparison, rating)]
    if RATINGS[rating].is_open:
        told += [*_of_words(comparison, rating, found, day), *_of_time(comparison, plan, day)]
    return tuple(sorted(told, key=_ORDER.index))


_ORDER = tuple(Marker)


def completion(comparison: Comparison) -> date | None:
    """The day of completion: as stated, else of the figure that met the goal, else of the claim or the closing."""
    standing = comparison.standing
    stated = standing.stated if standing.status in {Status.DONE, Status.CLOSED} else None
    named = (update.completed for update in reversed(standing.updates) if standing.rates(update.order))
    by_figure = next(filter(None, named), None) or comparison.met_on()
    return by_figure or _claimed_on(standing) or (None if stated is None else stated.as_of)


def _claimed_on(standing: Standing) -> date | None:
    """The day of the claim that still stands: the first since it was sent back, reopened or said to be going on."""
    claimed = None
    for update in reversed(standing.updates):
        if (
            update.reopened
            or not standing.rates(update.order)
            or update.status not in {None, Status.DONE, Status.CLOSED}
        ):
            break
        if update.status is Status.DONE:
            claimed = update.as_of
    return claimed


def countdown(deadline: date | None, day: date, rules: Rules) -> int | None:
    """Days to a deadline as reminders count them."""
    if deadline is None:
        return None
    return notice.left(day, deadline) if rules.working_days else (deadline - day).days


def _of_record(comparison: Comparison, rating: Rating) -> Iterator[Marker]:
    standing = comparison.standing
    target = standing.target
    if not standing.owner and RATINGS[rating].is_open:
        yield Marker.NO_OWNER
    if target.strength is Strength.STRETCH:
        yield Marker.STRETCH
    if standing.extensions:
        yield Marker.EXTENDED
    if standing.request is not None and RATINGS[rating].is_open:
        yield Marker.EXTENSION_ASKED
    if is_adjusted(target, standing.goal):
        yield Marker.ADJUSTED
    if standing.into:
        yield Marker.CARRIED
    if standing.is_reopened:
        yield Marker.REVERSED


def is_adjusted(target: Target, now: Goal) -> bool:
    """Whether a part of the goal that was promised is another now."""
    if now is target.goal:  # as of most
        return False
    names = (name for name in now._fields if getattr(target.goal, name) != getattr(now, name))
    return any(not fills_in(target, name) for name in names)


def _of_end(comparison: Comparison, rating: Rating) -> Iterator[Marker]:
    """How it was finished: before, on or after the last day, with more than was promised, without proof."""
    if rating not in {Rating.ACHIEVED, Rating.UNVERIFIED, Rating.CLOSED_SHORT}:
        return
    deadline, on = comparison.standing.deadline, completion(comparison)
    if rating is not Rating.CLOSED_SHORT and deadline is not None and on is not None:
        if on > deadline:
            yield Marker.LATE
        elif on < deadline and rating is Rating.ACHIEVED:
            yield Marker.EARLY
    newest, closing = comparison.newest, comparison.standing.stated
    if rating is Rating.ACHIEVED and newest is not None and comparison.yardstick.exceeded_by(newest.value):
        yield Marker.EXCEEDED
    if rating is not Rating.UNVERIFIED and closing is not None and closing.waive:
        yield Marker.WAIVED


def _of_words(comparison: Comparison, rating: Rating, found: Finding | None, day: date) -> Iterator[Marker]:
    """Whether what it rests on is old, contradicted, or overtaken by newer words."""
    standing = comparison.standing
    overtaken = found is not None and is_overtaken(comparison, found)
    if overtaken and found is not None and found.rating is rating:
        yield Marker.REASSESS
    old = found is not None and found.is_stale and not (overtaken and comparison.is_fresh(standing.reported, day))
    if old or (rating is Rating.AT_RISK and not comparison.is_fresh(standing.forecast_on, day)):
        yield Marker.STALE
    if standing.status is Status.DONE and comparison.is_contradicted():
        yield Marker.CLAIM_CONTRADICTED


def _of_time(comparison: Comparison, plan: Plan, day: date) -> Iterator[Marker]:
    """What is used up too soon, what was reached after its day, what is due."""
    newest, deadline, rules = comparison.newest, comparison.standing.deadline, comparison.rules
    stick = comparison.yardstick
    if newest is not None and stick.is_ceiling and stick.whole and stick.goal.every is None:
        used, gone = newest.value / exact(stick.whole), comparison.expected(newest.as_of)[0]
        if gone is not None and used > gone and 100 * used >= exact(rules.conventions.early_warning):
            yield Marker.EARLY_WARNING
    if comparison.progress(day).is_late:
        yield Marker.NODE_LATE
    if deadline is None or not comparison.start <= day <= deadline:
        return
    ahead, whole = (deadline - day).days, (deadline - comparison.start).days + 1
    left, noticed = countdown(deadline, day, rules) or 0, notice.days(plan, rules)
    if 100 * ahead <= rules.near_share * whole or left <= max(noticed, default=0):
        yield Marker.DUE_SOON

"""What a target's record means on a day: one rating, its light, and the reason for it. Pure; stores and words nothing.

The first rung that applies decides. Once the term is over the state of its last day stays as it was beside what is awaited.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from targettrack.model import Forecast, Status
from targettrack.named import NamedTuple
from targettrack.rating import findings
from targettrack.rating.compare import Comparison
from targettrack.rating.due import account_due, result_due
from targettrack.rating.markers import completion, countdown, markers
from targettrack.rating.once import once
from targettrack.rating.reason import Lack, Reason, Turn, Why, exact, hundredths
from targettrack.rating.standing import fold
from targettrack.rating.vocabulary import RATINGS, Lamp, Light, Marker, Outcome, Rating

if TYPE_CHECKING:
    from targettrack.model import Plan, Rules, Target
    from targettrack.rating.findings import Finding
    from targettrack.rating.standing import Standing
    from targettrack.rating.vocabulary import RatingGroup

Verdict = tuple[Rating, Reason]


class Stood(NamedTuple):
    """A rating and its reason, as of the last day of a term."""

    rating: Rating
    reason: Reason


class State(NamedTuple):
    """One target on one day. `days_left` counts from `day` to the deadline, negative when it has passed."""

    rating: Rating
    light: Light
    outline: bool
    reason: Reason
    markers: tuple[Marker, ...]
    last: Stood | None  # of the last day of the term, while its result is awaited
    day: date
    start: date
    deadline: date | None
    days_left: int | None
    countdown: int | None  # the same as reminders count it: in working days where the rules say so
    missed_checkpoint: date | None  # the first that has passed without being reached
    standing: Standing

    @property
    def group(self) -> RatingGroup:
        """The one of the six groups that counts it."""
        return RATINGS[self.rating].group


class Rated(NamedTuple):
    """A target with its plan and its state on the day asked for."""

    target: Target
    plan: Plan
    state: State


def evaluate(target: Target, plan: Plan, day: date, rules: Rules, reference: Target | None = None) -> State:
    """Rate a target on a day. `reference` is the target that a relative goal names. Total: any record has a state."""
    case = _Case(target, plan, day, rules, reference)
    rating, reason = case.rate()
    standing, deadline = case.standing, case.standing.deadline
    lamp, is_open = case.lamp(rating), RATINGS[rating].is_open
    return State(
        rating=rating,
        light=lamp.light,
        outline=lamp.outline,
        reason=reason,
        markers=markers(case.comparison, rating, case.found if is_open else None, plan, day),
        last=Stood(*case.last) if rating in _AWAITED and case.is_over else None,
        day=day,
        start=case.comparison.start,
        deadline=deadline,
        days_left=None if deadline is None else (deadline - day).days,
        countdown=countdown(deadline, day, rules),
        missed_checkpoint=case.node.on if is_open and case.node else None,
        standing=standing,
    )


_AWAITED = frozenset({Rating.AWAITING_RESULT, Rating.NO_RESULT, Rating.NOT_UPDATED, Rating.UNDECIDED})
"""Beside these the state of the last day is shown; silence takes no warning back."""


class _Case:
    """One evaluation. A rung gives its verdict, or None where it does not apply."""

    def __init__(self, target: Target, plan: Plan, day: date, rules: Rules, reference: Target | None) -> None:
        self.target, self.plan, self.day, self.rules = target, plan, day, rules
        self.standing = fold(target, day)
        followed = None if reference is None else fold(reference, day)
        self.comparison = Comparison(self.standing, plan, rules, followed)
        self.deadline = self.standing.deadline
        end = self.deadline or plan.end
        self.clock = day if end is None else min(day, end)
        # What is said after the year of an ongoing target is none of that year.
        is_past = self.deadline is None and self.clock < day
        self.year = Comparison(fold(target, self.clock), plan, rules, followed) if is_past else self.comparison

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.deadline is not None and self.day > self.deadline

    @once
    def is_accounted(self) -> bool:
        """Whether the target is ongoing, and the year of its plan has been accounted for."""
        due = account_due(self.plan, self.rules)
        return self.deadline is None and due is not None and self.day >= due

    @once
    def last(self) -> Verdict:
        """Rungs 9 to 13 on the day, or on the last day of a term that is over."""
        return self._forecast() or self._unopened() or self._rated() or self._silent()

    @once
    def found(self) -> Finding | None:
        """What the figures and the office say, or a node that was missed, whichever is worse."""
        found = findings.current(self.year, self.clock)
        return self.node if self.node and (found is None or self.node.gravity >= found.gravity) else found

    @once
    def node(self) -> Finding | None:
        """A node that was missed and not made good."""
        return findings.missed_node(self.year, self.clock)

    def rate(self) -> Verdict:
        """The ladder, most specific first."""
        return (
            self._set_aside()
            or self._broken()
            or self._closed()
            or self._missed()
            or self._claimed()
            or self._accounted()
            or self._undecided()
            or self._ended()
            or self.last
        )

    def lamp(self, rating: Rating) -> Lamp:
        """The light: while a result is awaited, that of the last day if it was a warning."""
        own = RATINGS[rating].lamp
        if rating not in _AWAITED or not self.is_over:
            return own
        before = RATINGS[self.last[0]].lamp
        return before if before.light.is_warning else own

    def _set_aside(self) -> Verdict | None:
        """Rung 1: people have ended or suspended it."""
        rating = {Status.DROPPED: Rating.DROPPED, Status.SUSPENDED: Rating.SUSPENDED}.get(self.standing.status)
        return None if rating is None else (rating, self._reason(Why.STATUS, None, on=self.standing.status_on))

    def _broken(self) -> Verdict | None:
        """Rung 2: an event is final, also after the target was closed."""
        event = self.comparison.event()
        if event is None:
            return None
        reason = self._reason(
            Why.LIMIT, None, figure=event.figure, figure_on=event.as_of, data=event.data, on=event.as_of
        )
        over = None if reason.goal is None else hundredths(event.value - exact(reason.goal))
        return Rating.BROKEN, reason._replace(points=over)

    def _closed(self) -> Verdict | None:
        """Rung 3: closed; by its own figure short of the goal, it is completed in no count."""
        if self.standing.status is not Status.CLOSED:
            return None
        if self.comparison.is_contradicted():  # closed, not completed: the day is that of the closing
            return Rating.CLOSED_SHORT, self._reason(Why.STATUS, None, on=self.standing.status_on)
        return Rating.ACHIEVED, self._reason(Why.STATUS, None, on=completion(self.comparison))

    def _missed(self) -> Verdict | None:
        """Rung 4: stated, or shown by the final figure of what cannot be made good."""
        if self.standing.status is Status.MISSED:
            return Rating.MISSED, self._reason(Why.STATUS, None, on=self.standing.status_on)
        if self.is_over and self.comparison.is_failed() and not self.comparison.yardstick.is_delivery:
            return Rating.MISSED, self._reason(Why.FINAL, None, on=self.deadline)
        return None

    def _claimed(self) -> Verdict | None:
        """Rung 5: done by the figure or by the unit's word; or sent back while there is time."""
        if self.standing.returned is not None and not self.is_over and not self.is_accounted:
            return Rating.RETURNED, self._reason(Why.STATUS, Turn.UNIT, on=self.standing.returned.as_of)
        by_figure = self.comparison.is_met(self.clock)
        if not by_figure and not self.comparison.has_claim():
            return None
        on = completion(self.comparison)
        late = None if on is None or self.deadline is None or on <= self.deadline else (on - self.deadline).days
        why = Why.FIGURE_MEETS_GOAL if by_figure else Why.CLAIM
        return Rating.UNVERIFIED, self._reason(why, Turn.OFFICE, on=on, days=late)

    def _accounted(self) -> Verdict | None:
        """Rung 6: an ongoing target, by the last finding of its year."""
        if not self.is_accounted:
            return None
        return Rating.ACCOUNTED, self.year.reason(Why.ACCOUNT, on=self.plan.end, outcome=self._outcome())

    def _outcome(self) -> Outcome:
        found = findings.last(self.year, self.clock)
        gravity = max((one.gravity for one in (found, self.node) if one is not None), default=0)
        forecast = self.year.standing.forecast
        if gravity > 1 or forecast is Forecast.CANNOT:
            return Outcome.STALLED
        if gravity or forecast is Forecast.HARD:
            return Outcome.SLOW
        if found is not None and found.reason.why in {Why.RATE, Why.HOLD, Why.LIMIT}:
            return Outcome.DONE
        heard = found is not None or self.year.standing.reported is not None
        return Outcome.ONGOING if heard else Outcome.UNREPORTED

    def _undecided(self) -> Verdict | None:
        """Rung 7: a figure is there or the term is over, and nothing can be judged by it."""
        lacking = self.comparison.lacking
        if lacking is None or not (self.standing.has_figures or self.is_over):
            return None
        setter = Turn.SETTER if self.standing.goal.set_by else Turn.OFFICE
        turn = {Lack.VALUE: setter, Lack.REFERENCE: Turn.REFERENCE}.get(lacking, Turn.OFFICE)
        return Rating.UNDECIDED, self._reason(Why.UNDECIDABLE, turn, field=lacking)

    def _ended(self) -> Verdict | None:
        """Rung 8: the last day is over; the figure of the end may still be due, unless it is there already."""
        deadline, due = self.deadline, result_due(self.comparison)
        if deadline is None or due is None or not self.is_over:
            return None
        unmentioned, stick = self.standing.unmentioned, self.comparison.yardstick
        if unmentioned is not None and unmentioned.as_of > deadline:
            return Rating.NOT_MENTIONED, self._reason(Why.UNMENTIONED, Turn.OFFICE, on=unmentioned.as_of)
        why, turn = (Why.RESULT, Turn.STATISTICS) if stick.is_statistic else (Why.LAST_REPORT, Turn.UNIT)
        is_told = self.comparison.is_final(self.comparison.newest) or self.standing.returned is not None
        if self.day <= due and not (is_told and stick.is_delivery):
            return Rating.AWAITING_RESULT, self._reason(why, turn, on=due)
        if stick.is_statistic:
            return Rating.NO_RESULT, self._reason(why, turn, on=due, days=(self.day - due).days)
        if stick.is_limit:
            return Rating.NOT_UPDATED, self._reason(why, turn, on=due)
        return Rating.OVERDUE, self._reason(Why.DEADLINE, Turn.UNIT, on=deadline, days=(self.day - deadline).days)

    def _forecast(self) -> Verdict | None:
        """Rung 9, and what is left of a returned claim when the term is over."""
        if self.standing.returned is not None and self.is_over:
            return Rating.RETURNED, self._reason(Why.STATUS, Turn.UNIT, on=self.standing.returned.as_of)
        standing = self.year.standing
        if standing.forecast is Forecast.CANNOT:
            return Rating.UNLIKELY, self._reason(Why.FORECAST, Turn.UNIT, on=standing.forecast_on)
        return None

    def _unopened(self) -> Verdict | None:
        """Rung 10: the window is not open yet, and nothing was reported."""
        if self.clock >= self.comparison.start or self.year.standing.reported or self.found:
            return None
        return Rating.NOT_DUE, self._reason(Why.WINDOW, None, on=self.comparison.start)

    def _rated(self) -> Verdict | None:
        """Rung 11: a missed node, a figure or an assessment; never better than yellow where the unit sees difficulties."""
        found, standing = self.found, self.year.standing
        if standing.forecast is Forecast.HARD and (found is None or not found.gravity):
            return Rating.AT_RISK, self._reason(Why.FORECAST, Turn.UNIT, on=standing.forecast_on)
        if found is None:
            return None
        turn = Turn.OFFICE if findings.is_overtaken(self.year, found) else Turn.UNIT
        return found.rating, found.reason._replace(turn=turn) if found.gravity else found.reason

    def _silent(self) -> Verdict:
        """Rungs 12 and 13: grey, and whose turn it is."""
        reported = self.year.standing.reported
        progress = self.year.progress(self.clock)
        if progress.is_unconfirmed and progress.measure is not None:
            node = progress.measure.node
            return Rating.NODE_UNCONFIRMED, self._reason(Why.NODE, Turn.UNIT, on=node.date, stage=node.stage)
        if reported is not None and self.year.is_fresh(reported, self.clock):
            return Rating.REPORTED, self._reason(Why.WORDS, Turn.OFFICE, on=reported)
        first = max(self.comparison.start, self.target.recorded.date())
        if reported is None and self.year.is_fresh(first, self.clock):
            return Rating.FIRST_REPORT, self._reason(Why.FIRST_REPORT, Turn.UNIT, on=first)
        if not self.standing.owner:
            return Rating.UNASSIGNED, self._reason(Why.UNASSIGNED, Turn.OFFICE)
        return Rating.NOT_UPDATED, self._reason(Why.SILENCE, Turn.UNIT, on=reported)

    def _reason(self, why: Why, turn: Turn | None, **said: object) -> Reason:
        periods = self.comparison.by_period(self.day) if self.is_over else {}
        return self.comparison.reason(why, turn=turn, **periods | said)

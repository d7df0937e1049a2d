"""What `alerts` shows: who has to be reminded, warned or called, over what, whose turn it is, and what fits."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from targettrack.ledger.selection import leader_of
from targettrack.model import Unit
from targettrack.named import NamedTuple
from targettrack.rating.goal import Yardstick
from targettrack.rating.ladder import Rated
from targettrack.rating.reason import Turn, Why
from targettrack.rating.vocabulary import RATINGS, Marker, Rating
from targettrack.views.row import Row, rows, whole
from targettrack.views.tally import counted


class AlertLevel(StrEnum):
    """How urgent, in rising order: 提醒 before the deadline, 预警 behind, 逾期."""

    REMINDER = "reminder"
    WARNING = "warning"
    OVERDUE = "overdue"

    def reaches(self, threshold: "AlertLevel") -> bool:
        """Whether it is at or above a threshold."""
        order = list(AlertLevel)
        return order.index(self) >= order.index(threshold)


class Cause(StrEnum):
    """Why a target is in the list. One target may have several causes; the first is the gravest."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    FAR_BEHIND = "far-behind"
    UNLIKELY = "unlikely"
    STALLED = "stalled"
    BEHIND = "behind"
    AT_RISK = "at-risk"
    SLOW = "slow"
    CHECKPOINT_MISSED = "checkpoint-missed"
    EARLY_WARNING = "early-warning"
    EXTENSION_ASKED = "extension-asked"
    RETURNED = "returned"
    DUE_SOON = "due-soon"
    NO_RESULT = "no-result"
    NOT_UPDATED = "not-updated"
    NODE_UNCONFIRMED = "node-unconfirmed"
    UNASSIGNED = "unassigned"
    UNDECIDED = "undecided"
    NOT_MENTIONED = "not-mentioned"
    LAST_REPORT = "last-report"  # the term is over, and the unit's report on its end is due
    REPORTED = "reported"  # in words that the office has not assessed
    UNVERIFIED = "unverified"

    @property
    def level(self) -> AlertLevel:
        """How urgent it is."""
        if self in {Cause.BROKEN, Cause.OVERDUE}:
            return AlertLevel.OVERDUE
        lags = _PLACES[self] <= _PLACES[Cause.EARLY_WARNING]
        return AlertLevel.WARNING if lags else AlertLevel.REMINDER


_PLACES = {cause: place for place, cause in enumerate(Cause)}


class Advice(StrEnum):
    """What fits: the one next step for a target."""

    CORRECT = "correct"  # say what happened and how it is put right
    FINISH = "finish"  # finish and close it, or ask for a new deadline
    LAST_FIGURE = "last-figure"  # report the figure of the end
    CATCH_UP = "catch-up"  # cause, measures, forecast
    RAISE = "raise"  # analyse why the figure is below; neither catching up by share nor a new deadline means anything
    REACH_NODE = "reach-node"  # when the missed node will be reached
    NEW_FIGURE = "new-figure"  # the figure is old
    DECIDE = "decide"  # coordinate, or change goal or deadline by the proper way
    COORDINATE = "coordinate"  # settle what is in the way
    PRESS = "press"  # a note of supervision: what is in the way, what comes next
    REASSESS = "reassess"  # the office judges again what was reported since
    ANSWER = "answer"  # grant the extension that the unit asks for, or send the request back
    REDO = "redo"  # mend what was sent back, and claim it again
    SPARE = "spare"  # slow down what is used up too soon
    CONFIRM = "confirm"  # that the deadline will be kept
    FETCH = "fetch"  # ask who publishes the figure
    REPORT = "report"  # ask the lead unit for a report
    REPORT_PARTS = "report-parts"  # ask the silent parts
    CONFIRM_NODE = "confirm-node"  # whether the node was reached
    ASSIGN = "assign"  # name a lead unit
    COMPLETE_GOAL = "complete-goal"  # the office fills in what is missing
    ASK_SETTER = "ask-setter"  # who sets the number
    ASK_REFERENCE = "ask-reference"  # the figure of the target that it follows
    FIND_OUT = "find-out"  # how it ended, since the later report is silent
    ASSESS = "assess"  # judge what was reported in words
    VERIFY = "verify"  # check the evidence, then close it or send it back


ADVICE: tuple[tuple[Cause, Why | None, Turn | None, Advice], ...] = (
    (Cause.BROKEN, None, None, Advice.CORRECT),
    (Cause.OVERDUE, None, None, Advice.FINISH),
    (Cause.UNLIKELY, None, None, Advice.DECIDE),
    (Cause.STALLED, None, Turn.OFFICE, Advice.REASSESS),
    (Cause.STALLED, None, None, Advice.PRESS),
    (Cause.SLOW, None, Turn.OFFICE, Advice.REASSESS),
    (Cause.SLOW, None, None, Advice.PRESS),
    (Cause.AT_RISK, None, None, Advice.COORDINATE),
    (Cause.FAR_BEHIND, Why.NODE, None, Advice.REACH_NODE),
    (Cause.BEHIND, Why.NODE, None, Advice.REACH_NODE),
    (Cause.FAR_BEHIND, Why.RATE, None, Advice.RAISE),
    (Cause.BEHIND, Why.RATE, None, Advice.RAISE),
    (Cause.FAR_BEHIND, Why.HOLD, None, Advice.RAISE),
    (Cause.BEHIND, Why.HOLD, None, Advice.RAISE),
    (Cause.FAR_BEHIND, Why.IDLE, None, Advice.NEW_FIGURE),
    (Cause.FAR_BEHIND, None, None, Advice.CATCH_UP),
    (Cause.BEHIND, None, None, Advice.CATCH_UP),
    (Cause.CHECKPOINT_MISSED, None, None, Advice.REACH_NODE),
    (Cause.EARLY_WARNING, None, None, Advice.SPARE),
    (Cause.EXTENSION_ASKED, None, None, Advice.ANSWER),
    (Cause.RETURNED, None, None, Advice.REDO),
    (Cause.NO_RESULT, None, None, Advice.FETCH),
    (Cause.NOT_UPDATED, Why.LAST_REPORT, None, Advice.LAST_FIGURE),
    (Cause.NOT_UPDATED, Why.PARTS, None, Advice.REPORT_PARTS),
    (Cause.NOT_UPDATED, None, None, Advice.REPORT),
    (Cause.NODE_UNCONFIRMED, None, None, Advice.CONFIRM_NODE),
    (Cause.UNASSIGNED, None, None, Advice.ASSIGN),
    (Cause.UNDECIDED, None, Turn.SETTER, Advice.ASK_SETTER),
    (Cause.UNDECIDED, None, Turn.REFERENCE, Advice.ASK_REFERENCE),
    (Cause.UNDECIDED, None, None, Advice.COMPLETE_GOAL),
    (Cause.NOT_MENTIONED, None, None, Advice.FIND_OUT),
    (Cause.LAST_REPORT, None, None, Advice.LAST_FIGURE),
    (Cause.REPORTED, None, None, Advice.ASSESS),
    (Cause.UNVERIFIED, None, None, Advice.VERIFY),
    (Cause.DUE_SOON, None, None, Advice.CONFIRM),
)
"""What fits, by the gravest cause, why the target stands where it does, and whose turn it is; None: whichever. The first row counts."""
_OFFICE = {Advice.DECIDE, Advice.COORDINATE, Advice.REASSESS, Advice.ASSIGN, Advice.COMPLETE_GOAL, Advice.FIND_OUT}
_OFFICE |= {Advice.ASSESS, Advice.VERIFY, Advice.ANSWER}
_TURNS = {
    **dict.fromkeys(_OFFICE, Turn.OFFICE),
    Advice.FETCH: Turn.STATISTICS,
    Advice.ASK_SETTER: Turn.SETTER,
    Advice.ASK_REFERENCE: Turn.REFERENCE,
}
"""Who takes a step, where it is not the lead unit."""


class Alert(NamedTuple):
    """One target that calls for something."""

    id: str
    level: AlertLevel  # of the gravest cause
    causes: tuple[Cause, ...]  # the gravest first
    advice: Advice  # what fits
    turn: Turn  # whose turn it is to do that
    leader: str  # in charge of the target, else of its lead unit; ""


class Alerts(NamedTuple):
    """The alerts of a day."""

    days: int  # «due soon» means within so many days
    days_by_plan: Mapping[str, int]  # for the plans that have their own number
    working_days: bool  # whether these are working days
    read: int  # targets that were looked at
    unreadable: int  # record files that gave none
    by_level: Mapping[str, int]
    by_cause: Mapping[str, int]  # a target may have several
    by_turn: Mapping[str, int]
    targets: Mapping[str, Row]  # those that call for something, by id
    alerts: tuple[Alert, ...]  # the gravest first

    def each(self) -> list[dict[str, Any]]:
        """Every row with its alert."""
        return [
            whole(self.targets[one.id], alert=one.level, causes=one.causes, advice=one.advice, turn=one.turn)
            for one in self.alerts
        ]


def alerts(
    entries: Iterable[Rated],
    *,
    days: int,
    unreadable: int,
    days_by_plan: Mapping[str, int] | None = None,
    working_days: bool = False,
    level: AlertLevel | None = None,
    units: Iterable[Unit] = (),
) -> Alerts:
    """Find the causes of every entry; «due soon» is a deadline within `days` days, today included. `level`: only this one."""
    entries, own, units = tuple(entries), days_by_plan or {}, tuple(units)
    called = [(entry, alert(entry, own.get(entry.target.plan, days), units)) for entry in entries]
    found = [(entry, one) for entry, one in called if one and level in {None, one.level}]
    found.sort(key=lambda pair: (_PLACES[pair[1].causes[0]], *_by_deadline(pair[0])))
    listed = tuple(one for _entry, one in found)
    return Alerts(
        days=days,
        days_by_plan=own,
        working_days=working_days,
        read=len(entries),
        unreadable=unreadable,
        by_level=counted(AlertLevel, (one.level for one in listed)),
        by_cause=counted(Cause, (cause for one in listed for cause in one.causes)),
        by_turn=counted(Turn, (one.turn for one in listed)),
        targets=rows(entry for entry, _one in found),
        alerts=listed,
    )


def _by_deadline(entry: Rated) -> tuple[bool, int]:
    return entry.state.days_left is None, entry.state.days_left or 0


def alert(entry: Rated, days: int, units: Iterable[Unit]) -> Alert | None:
    """What a target calls for, and of whom; None where it calls for nothing."""
    found = causes(entry, days)
    if not found:
        return None
    fits = advice(entry, found[0])
    leader = leader_of(entry, units)
    return Alert(entry.target.id, found[0].level, found, fits, _TURNS.get(fits, Turn.UNIT), leader)


def advice(entry: Rated, cause: Cause) -> Advice:
    """What fits: by the table, but that what cannot be delivered late has nothing to finish after its last day.

    While a unit waits for an answer to its request, the office has the next step, whatever else is wrong.
    """
    if Marker.EXTENSION_ASKED in entry.state.markers:
        return Advice.ANSWER
    reason = entry.state.reason
    fits = next(
        step
        for of, why, turn, step in ADVICE
        if of is cause and why in {None, reason.why} and turn in {None, reason.turn}
    )
    late = (
        fits is Advice.FINISH
        and not Yardstick(entry.target.kind, entry.state.standing.goal, entry.target.title).is_delivery
    )
    return Advice.LAST_FIGURE if late else fits


def causes(entry: Rated, days: int) -> tuple[Cause, ...]:
    """What a target calls for, the gravest first; «due soon» is a deadline within `days` days, as reminders count them."""
    state = entry.state
    if entry.target.draft:
        return ()
    if not RATINGS[state.rating].is_open and state.rating is not Rating.UNVERIFIED:
        is_news = state.rating is Rating.BROKEN and (state.days_left is None or state.days_left >= 0)
        return (Cause.BROKEN,) if is_news else ()
    holds = {
        Cause.CHECKPOINT_MISSED: state.missed_checkpoint is not None,
        Cause.EXTENSION_ASKED: Marker.EXTENSION_ASKED in state.markers,
        Cause.EARLY_WARNING: Marker.EARLY_WARNING in state.markers,
        Cause.DUE_SOON: RATINGS[state.rating].is_open and state.countdown is not None and 0 <= state.countdown <= days,
        Cause.UNASSIGNED: Marker.NO_OWNER in state.markers,
        Cause.LAST_REPORT: state.rating is Rating.AWAITING_RESULT and state.reason.turn is Turn.UNIT,
        _BY_RATING.get(state.rating.value): True,
    }
    return tuple(cause for cause in _PLACES if holds.get(cause))


_BY_RATING = {cause.value: cause for cause in Cause}
"""What a rating of the same name calls for; most ratings have one."""

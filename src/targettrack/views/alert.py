"""What `alerts` shows: who has to be reminded, warned or called, and over what."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import RATINGS, Rating, Why
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

    OVERDUE = "overdue"
    FAR_BEHIND = "far-behind"
    BEHIND = "behind"
    CHECKPOINT_MISSED = "checkpoint-missed"
    DUE_SOON = "due-soon"
    NOT_UPDATED = "not-updated"
    UNASSIGNED = "unassigned"
    UNDECIDABLE = "undecidable"
    UNVERIFIED = "unverified"

    @property
    def level(self) -> AlertLevel:
        """How urgent it is."""
        if self is Cause.OVERDUE:
            return AlertLevel.OVERDUE
        lags = self in {Cause.FAR_BEHIND, Cause.BEHIND, Cause.CHECKPOINT_MISSED}
        return AlertLevel.WARNING if lags else AlertLevel.REMINDER


class Alert(NamedTuple):
    """One target that calls for something."""

    id: str
    level: AlertLevel  # of the gravest cause
    causes: tuple[Cause, ...]  # the gravest first


class Alerts(NamedTuple):
    """The alerts of a day."""

    days: int  # «due soon» means within so many days
    days_by_plan: Mapping[str, int]  # for the plans that have their own number
    working_days: bool  # whether these are working days
    read: int  # targets that were looked at
    unreadable: int  # record files that gave none
    by_level: Mapping[str, int]
    by_cause: Mapping[str, int]  # a target may have several
    targets: Mapping[str, Row]  # those that call for something, by id
    alerts: tuple[Alert, ...]  # the gravest first

    def items(self) -> list[dict[str, Any]]:
        """Every row with its alert."""
        return [whole(self.targets[one.id], alert=one.level, causes=one.causes) for one in self.alerts]


def alerts(
    entries: Iterable[Rated],
    *,
    days: int,
    unreadable: int,
    days_by_plan: Mapping[str, int] | None = None,
    working_days: bool = False,
    level: AlertLevel | None = None,
) -> Alerts:
    """Find the causes of every entry; «due soon» is a deadline within `days` days, today included. `level`: only this one."""
    entries, own = tuple(entries), days_by_plan or {}
    called = [(entry, causes(entry, own.get(entry.target.plan, days))) for entry in entries]
    found = [(entry, why) for entry, why in called if why and level in {None, why[0].level}]
    found.sort(key=lambda one: (list(Cause).index(one[1][0]), one[0].state.days_left is None, one[0].state.days_left))
    listed = tuple(Alert(entry.target.id, why[0].level, why) for entry, why in found)
    return Alerts(
        days=days,
        days_by_plan=own,
        working_days=working_days,
        read=len(entries),
        unreadable=unreadable,
        by_level=counted(AlertLevel, (one.level for one in listed)),
        by_cause=counted(Cause, (cause for one in listed for cause in one.causes)),
        targets=rows(entry for entry, _why in found),
        alerts=listed,
    )


def causes(entry: Rated, days: int) -> tuple[Cause, ...]:
    """What a target calls for, the gravest first; «due soon» is a deadline within `days` days, as reminders count them."""
    state = entry.state
    if RATINGS[state.rating].is_settled or entry.target.draft:
        return ()
    holds = {
        Cause.OVERDUE: state.rating is Rating.OVERDUE,
        Cause.FAR_BEHIND: state.rating is Rating.FAR_BEHIND,
        Cause.BEHIND: state.rating is Rating.BEHIND,
        Cause.CHECKPOINT_MISSED: state.missed_checkpoint is not None,
        Cause.DUE_SOON: RATINGS[state.rating].is_open and state.countdown is not None and 0 <= state.countdown <= days,
        Cause.NOT_UPDATED: state.reason.why is Why.NOT_UPDATED,
        Cause.UNASSIGNED: not state.standing.owner,
        Cause.UNDECIDABLE: state.reason.why is Why.UNDECIDABLE,
        Cause.UNVERIFIED: state.rating is Rating.UNVERIFIED,
    }
    return tuple(cause for cause in Cause if holds[cause])

"""What `alerts` shows: who has to be reminded, warned or called, and over what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from targettrack.rating.vocabulary import Rating, Why
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from targettrack.rating.ladder import Rated


class AlertLevel(StrEnum):
    """How urgent, in rising order: 提醒 before the deadline, 预警 behind, 逾期."""

    REMINDER = "reminder"
    WARNING = "warning"
    OVERDUE = "overdue"


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


LEVELS = {
    Cause.OVERDUE: AlertLevel.OVERDUE,
    Cause.FAR_BEHIND: AlertLevel.WARNING,
    Cause.BEHIND: AlertLevel.WARNING,
    Cause.CHECKPOINT_MISSED: AlertLevel.WARNING,
    Cause.DUE_SOON: AlertLevel.REMINDER,
    Cause.NOT_UPDATED: AlertLevel.REMINDER,
    Cause.UNASSIGNED: AlertLevel.REMINDER,
    Cause.UNDECIDABLE: AlertLevel.REMINDER,
    Cause.UNVERIFIED: AlertLevel.REMINDER,
}
FINISHED = frozenset({Rating.ACHIEVED, Rating.MISSED, Rating.DROPPED, Rating.SUSPENDED})


class Alert(NamedTuple):
    """One target that calls for something. `level` is that of the gravest cause."""

    level: AlertLevel
    causes: tuple[Cause, ...]
    target: Row


class Alerts(NamedTuple):
    """The alerts of a day, the gravest first."""

    days: int  # «due soon» means within so many days
    days_by_plan: Mapping[str, int]  # for the plans that have their own number
    working_days: bool  # whether these are working days
    read: int
    unreadable: int
    by_level: dict[str, int]
    by_cause: dict[str, int]
    alerts: tuple[Alert, ...]


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
    found = [Alert(LEVELS[why[0]], why, row(entry)) for entry, why in called if why]
    found = [alert for alert in found if level is None or alert.level is level]
    order = list(Cause)
    found.sort(key=lambda a: (order.index(a.causes[0]), _days(a.target)))
    return Alerts(
        days=days,
        days_by_plan=own,
        working_days=working_days,
        read=len(entries),
        unreadable=unreadable,
        by_level={level.value: sum(a.level is level for a in found) for level in AlertLevel},
        by_cause={cause.value: sum(cause in a.causes for a in found) for cause in Cause},
        alerts=tuple(found),
    )


def reaches(level: AlertLevel, threshold: AlertLevel) -> bool:
    """Whether a level is at or above a threshold."""
    order = list(AlertLevel)
    return order.index(level) >= order.index(threshold)


def causes(entry: Rated, days: int) -> tuple[Cause, ...]:
    """What a target calls for, the gravest first; «due soon» is a deadline within `days` days, as reminders count them."""
    state = entry.state
    if state.rating in FINISHED or entry.target.draft:
        return ()
    holds = {
        Cause.OVERDUE: state.rating is Rating.OVERDUE,
        Cause.FAR_BEHIND: state.rating is Rating.FAR_BEHIND,
        Cause.BEHIND: state.rating is Rating.BEHIND,
        Cause.CHECKPOINT_MISSED: state.missed_checkpoint is not None,
        Cause.DUE_SOON: state.rating is not Rating.UNVERIFIED
        and state.countdown is not None
        and 0 <= state.countdown <= days,
        Cause.NOT_UPDATED: state.reason.why is Why.NOT_UPDATED,
        Cause.UNASSIGNED: not state.standing.owner,
        Cause.UNDECIDABLE: state.reason.why is Why.UNDECIDABLE,
        Cause.UNVERIFIED: state.rating is Rating.UNVERIFIED,
    }
    return tuple(cause for cause in Cause if holds[cause])


def _days(target: Row) -> int:
    return 10**6 if target.days_left is None else target.days_left

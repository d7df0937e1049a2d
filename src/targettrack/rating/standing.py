"""What holds on a day: a target's head folded with its updates. Pure; rates nothing (that is `ladder`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import KINDS, voided

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Checkpoint, Forecast, Goal, Kind, Status, Target, Update


class Figure(NamedTuple):
    """One reported number or stage, and the day that it holds for."""

    as_of: date
    value: Decimal | None  # None: only a stage was named
    stage: str  # "": only a number was given


class DeadlineChange(NamedTuple):
    """One move of the deadline. `late`: entered after the old deadline had passed (延期 is asked for before: a tax bureau's rule)."""

    on: date
    old: date | None
    new: date
    reason: str
    authority: str
    late: bool


class Standing(NamedTuple):
    """A target as it stands on a day. The record itself stays as `target`; the original promise is read there."""

    target: Target
    status: Status
    status_on: date | None  # the day that the status holds from; None: as recorded
    owner: str
    supporting: tuple[str, ...]
    deadline: date | None
    goal: Goal
    figures: tuple[Figure, ...]  # by day, the latest word for each day
    forecast: Forecast | None
    reported: date | None  # the last day that any word from the unit holds for
    deadline_changes: tuple[DeadlineChange, ...]
    updates: tuple[Update, ...]  # those that count, in order of entry

    @property
    def moves(self) -> tuple[DeadlineChange, ...]:
        """The changes that moved a deadline; giving one to an ongoing target moves none."""
        return tuple(change for change in self.deadline_changes if change.old not in {None, change.new})

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The planned way that still holds. A new deadline sets the old one's aside: E is a straight line again."""
        return () if self.moves else self.target.checkpoints

    @property
    def figure(self) -> Figure | None:
        """The newest figure by the day it holds for, not by the day it was entered."""
        return self.figures[-1] if self.figures else None


def effective(target: Target, day: date) -> tuple[Update, ...]:
    """The updates that hold on a day, in order of entry.

    An update counts from the day that its fact holds for, so that the figures of 30 June, entered in July, are in the
    report as of 30 June. A void corrects a mistake and therefore counts for every day.
    """
    gone = voided(target.updates)
    return tuple(u for u in target.updates if u.void is None and u.key not in gone and u.as_of <= day)


def fold(target: Target, day: date) -> Standing:
    """Fold the updates up to and including `day` into the head, in order of entry."""
    status, status_on = target.status, None
    owner, supporting, deadline, goal = target.owner, target.supporting, target.deadline, target.goal
    forecast = None
    moves: list[DeadlineChange] = []
    updates = effective(target, day)
    for update in updates:
        if update.status is not None:
            status, status_on = update.status, update.as_of
        owner = owner if update.owner is None else update.owner
        supporting = supporting if update.supporting is None else update.supporting
        forecast = update.forecast or forecast
        if update.deadline is not None:
            moves.append(_move(update, deadline, update.deadline, day))
            deadline = update.deadline
        if update.goal:
            goal = replace(goal, **update.goal)  # type: ignore[arg-type]  # schema has checked each field's type
    return Standing(
        target=target,
        status=status,
        status_on=status_on,
        owner=owner,
        supporting=supporting,
        deadline=deadline,
        goal=goal,
        figures=_figures(target.kind, updates),
        forecast=forecast,
        reported=max((u.as_of for u in updates if _is_report(u)), default=None),
        deadline_changes=tuple(moves),
        updates=updates,
    )


def last_word(target: Target, by: str) -> Update | None:
    """The last update of a person that still stands: what their `undo` takes back."""
    gone = voided(target.updates)
    own = (u for u in reversed(target.updates) if u.by == by and u.void is None and u.key not in gone)
    return next(own, None)


def _move(update: Update, old: date | None, new: date, day: date) -> DeadlineChange:
    on = update.entered(day)
    late = old is not None and on > old
    return DeadlineChange(on, old, new, update.reason or "", update.authority or "", late)


def _figures(kind: Kind, updates: tuple[Update, ...]) -> tuple[Figure, ...]:
    """By day, the latest word for each. The stage of a work is its figure; elsewhere it stands beside the number."""
    by_day: dict[date, Figure] = {}
    for update in updates:
        if update.value is None and update.stage is None:
            continue
        before = by_day.get(update.as_of)
        if before is None or KINDS[kind].is_work:
            before = Figure(update.as_of, None, "")
        value = before.value if update.value is None else update.value
        stage = before.stage if update.stage is None else update.stage
        by_day[update.as_of] = Figure(update.as_of, value, stage)
    return tuple(by_day[day] for day in sorted(by_day))


def _is_report(update: Update) -> bool:
    """Whether the update says how the work stands, rather than who does it or until when."""
    said = (update.status, update.value, update.stage, update.note, update.problem, update.next, update.forecast)
    return any(word is not None for word in said)

"""What holds on a day: a target's head folded with its updates. Pure; rates nothing."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from targettrack.model import Status, voided
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from targettrack.model import Checkpoint, DataStatus, Forecast, Goal, Target, Update


class Figure(NamedTuple):
    """One reported number or stage, and the day that it holds for."""

    as_of: date
    value: Decimal | None  # None: only a stage was named
    stage: str  # "": only a number was given
    data: DataStatus | None = None  # None: final, but not marked so
    order: tuple[datetime, str] | None = None  # of the entry that gave the number
    total: bool = False  # a running total, where the goal expects the value of a period


class DeadlineChange(NamedTuple):
    """One move of the deadline. `late`: entered after the old deadline had passed; an extension is asked for before it."""

    on: date
    old: date | None
    new: date
    reason: str
    authority: str
    late: bool
    as_of: date  # the day from which it holds


class EndedNodes(NamedTuple):
    """The nodes that a new deadline has ended, and the day that it was approved."""

    until: date
    nodes: tuple[Checkpoint, ...]


class Standing(NamedTuple):
    """A target as it stands on a day. The record itself stays as `target`; the original promise is read there."""

    target: Target
    status: Status
    status_on: date | None  # the day that the status holds from; None: as recorded
    owner: str
    supporting: tuple[str, ...]
    leader: str
    item: str
    upper: str
    previous: str
    into: str  # id in the next plan
    deadline: date | None
    goal: Goal
    figures: tuple[Figure, ...]  # of the whole, by day, the latest word for each day
    parts: dict[str, tuple[Figure, ...]]  # the same for each part that was reported
    forecast: Forecast | None
    forecast_on: date | None
    assessment: Update | None  # the office's last one
    reported: date | None  # the last day that any word from the unit holds for
    deadline_changes: tuple[DeadlineChange, ...]
    request: Update | None  # the unit asks for a later deadline, and the office has not answered
    nodes: tuple[Checkpoint, ...]  # the planned way that still holds, by day
    ended_nodes: tuple[EndedNodes, ...]
    nodes_met: tuple[Update, ...]  # in which the office holds a node for met
    stated: Update | None  # the last word on its status, with what was said beside it
    returned: Update | None  # the claim was sent back, and nothing came since
    rated_from: tuple[datetime, str] | None  # figures entered before a return rate nothing
    is_reopened: bool
    unmentioned: Update | None  # the later report says nothing of it, and nothing came since
    updates: tuple[Update, ...]  # those that count, in order of entry

    @property
    def moves(self) -> tuple[DeadlineChange, ...]:
        """The changes that moved a deadline; giving one to an ongoing target moves none."""
        return self.deadline_changes and tuple(
            change for change in self.deadline_changes if change.old not in {None, change.new}
        )

    @property
    def extensions(self) -> tuple[DeadlineChange, ...]:
        """The moves to a later day."""
        return tuple(move for move in self.moves if move.old is not None and move.new > move.old)

    @property
    def figure(self) -> Figure | None:
        """The newest figure by the day it holds for, not by the day it was entered."""
        return self.figures[-1] if self.figures else None

    def rates(self, order: tuple[datetime, str] | None) -> bool:
        """Whether an entry came after the last return: what a refused claim rested on rates nothing."""
        return self.rated_from is None or (order is not None and order > self.rated_from)

    @property
    def has_figures(self) -> bool:
        """Whether any number is on record."""
        return any(figure.value is not None for figure in self.figures) or bool(self.parts)


_TEXTS = ("owner", "supporting", "leader", "item", "upper", "previous")


def effective(target: Target, day: date) -> tuple[Update, ...]:
    """The updates that hold on a day, in order of entry.

    An update counts from the day that its fact holds for, so that the figures of 30 June, entered in July, are in the
    report as of 30 June. A void corrects a mistake and therefore counts for every day.
    """
    gone = voided(target.updates) if target.updates else frozenset()
    return tuple(u for u in target.updates if u.void is None and u.key not in gone and u.as_of <= day)


def fold(target: Target, day: date) -> Standing:
    """Fold the updates up to and including `day` into the head, in order of entry."""
    updates = effective(target, day)
    head = dict(zip(_FROM_HEAD, _HEAD(target), strict=True))
    if not updates:
        return Standing(target=target, **head, **_UNSAID, **_UNREPORTED)
    now: dict[str, Any] = head | _UNSAID
    for update in updates:
        if _SELDOM(update) != _SELDOM_SAID:
            _fold_texts(now, update)
            _fold_plan(now, update, day)
        _fold_status(now, update)
    return Standing(
        target=target,
        figures=_figures(update for update in updates if update.part is None),
        parts={
            part: _figures(update for update in updates if update.part == part)
            for part in dict.fromkeys(update.part for update in updates if update.part)
        },
        reported=_reported(updates),
        nodes_met=tuple(update for update in updates if update.node_met is not None),
        updates=updates,
        **now,
    )


_FROM_HEAD = (*_TEXTS, "goal", "deadline", "status", "nodes")
_HEAD = attrgetter(*_TEXTS, "goal", "deadline", "status", "checkpoints")
_UNSAID: dict[str, Any] = {
    "into": "",
    **dict.fromkeys(
        (
            "request",
            "status_on",
            "forecast",
            "forecast_on",
            "assessment",
            "stated",
            "returned",
            "rated_from",
            "unmentioned",
        )
    ),
    "is_reopened": False,
    "ended_nodes": (),
    "deadline_changes": (),
}
_UNREPORTED: dict[str, Any] = {"figures": (), "parts": {}, "reported": None, "nodes_met": (), "updates": ()}
"""What a head says, and what only updates do."""
_SELDOM = attrgetter(*_TEXTS, "into", "forecast", "assess", "deadline", "checkpoint", "goal")
_SELDOM_SAID: tuple[Any, ...] = (*[None] * (len(_TEXTS) + 5), {})
"""What most lines say nothing of: asked for at once, since a target may have hundreds of them."""


def last_word(target: Target, by: str) -> Update | None:
    """The last update of a person that still stands: what their `undo` takes back."""
    gone = voided(target.updates)
    own = (u for u in reversed(target.updates) if u.by == by and u.void is None and u.key not in gone)
    return next(own, None)


def is_report(update: Update) -> bool:
    """Whether the unit says how the work stands, rather than the office what it decided or found."""
    if update.assess or update.returned or update.reopened or update.notice or update.unmentioned:
        return False
    if update.status in _DECIDED:
        return update.value is not None
    return any(word is not None for word in _REPORTED(update))


_DECIDED = frozenset({Status.CLOSED, Status.MISSED, Status.SUSPENDED, Status.DROPPED})
_REPORTED = attrgetter("status", "value", "stage", "note", "problem", "next", "forecast", "evidence")


def _reported(updates: tuple[Update, ...]) -> date | None:
    """The last day that any word from the unit holds for. The newest lines speak of the latest days: few are looked at."""
    last = None
    for update in reversed(updates):
        if (last is None or update.as_of > last) and is_report(update):
            last = update.as_of
    return last


def _fold_texts(now: dict[str, Any], update: Update) -> None:
    for name in (*_TEXTS, "into"):
        said = getattr(update, name)
        now[name] = now[name] if said is None else said
    if update.forecast is not None:
        now["forecast"], now["forecast_on"] = update.forecast, update.as_of
    if update.assess is not None:
        now["assessment"] = update


def _fold_plan(now: dict[str, Any], update: Update, day: date) -> None:
    """Goal, deadline and nodes. A new deadline ends the nodes before it; those of the same line are already new."""
    if update.goal:
        now["goal"] = now["goal"]._replace(**update.goal)
    old = now["deadline"]
    if update.deadline is not None:
        on = update.entered(day)
        late = old is not None and on > old
        said = (update.reason or "", update.authority or "")
        now["deadline_changes"] += (DeadlineChange(on, old, update.deadline, *said, late, update.as_of),)
        if old is not None and update.deadline > old and now["nodes"]:
            now["ended_nodes"] += (EndedNodes(update.as_of, now["nodes"]),)
            now["nodes"] = ()
        now["deadline"], now["request"] = update.deadline, None
    if update.checkpoint is not None:
        named = {point.date for point in update.checkpoint}
        kept = [point for point in now["nodes"] if point.date not in named]
        new = [point for point in update.checkpoint if point.value is not None or point.stage]
        now["nodes"] = tuple(sorted((*kept, *new), key=lambda point: point.date))


def _fold_status(now: dict[str, Any], update: Update) -> None:
    """What was stated, claimed, asked for, sent back or reopened. A later figure or claim answers a return and a silence."""
    if update.value is not None or update.status is Status.DONE:
        now["returned"] = now["unmentioned"] = None
    if update.status is not None:
        now |= {"status": update.status, "status_on": update.as_of, "stated": update}
        now["is_reopened"] &= update.status is not Status.CLOSED
    if update.status in _ENDS:
        now["request"] = None
    if update.unmentioned:
        now["unmentioned"] = update
    if update.reopened and now["status"] is Status.CLOSED:
        now |= {"status": Status.ACTIVE, "status_on": update.as_of, "stated": update, "is_reopened": True}
    if update.returned and now["request"] is not None and now["status"] is not Status.DONE:
        now["request"] = None  # it is the request that is sent back; figures rate as before
    elif update.returned and now["status"] is not Status.CLOSED:
        now |= {"returned": update, "rated_from": update.order}
        if now["status"] is Status.DONE:
            now |= {"status": Status.ACTIVE, "status_on": update.as_of, "stated": update}
    if update.ask_deadline is not None:
        now["request"] = update


_ENDS = frozenset({Status.DONE, Status.CLOSED, Status.MISSED, Status.DROPPED})
"""What leaves nothing to be extended."""


def _figures(updates: Iterable[Update]) -> tuple[Figure, ...]:
    """By day, the latest word for each: a number and a stage of one day stand side by side."""
    by_day: dict[date, Figure] = {}
    for update in updates:
        if update.value is None and update.stage is None:
            continue
        figure = by_day.get(update.as_of) or Figure(update.as_of, None, "")
        stage = figure.stage if update.stage is None else update.stage
        if update.value is None:
            figure = figure._replace(stage=stage)
        else:
            figure = Figure(update.as_of, update.value, stage, update.data, update.order, update.total)
        by_day[update.as_of] = figure
    return tuple(by_day[day] for day in sorted(by_day))

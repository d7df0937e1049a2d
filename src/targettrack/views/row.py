"""One target in a list: the record as it stands, its rating, and the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Forecast, Goal, Kind, Status, Strength
from targettrack.rating.vocabulary import Light, Marker, Rating, Reason

if TYPE_CHECKING:
    from targettrack.rating.ladder import Rated


class Row(NamedTuple):
    """One target on the day of the view. `deadline` and `goal` are those that hold now; `show` has the original."""

    id: str
    plan: str
    item: str  # the task of the office's list that it belongs to
    title: str
    owner: str
    supporting: tuple[str, ...]
    leader: str  # "": that of the lead unit
    status: Status
    kind: Kind
    strength: Strength
    section: str
    tags: tuple[str, ...]
    assumed: tuple[str, ...]
    draft: bool
    fictional: bool  # of an example plan
    upper: str  # id of the same matter in the plan above
    previous: str  # and in last year's plan
    start: date
    deadline: date | None
    days_left: int | None
    goal: Goal
    rating: Rating
    light: Light
    reason: Reason
    markers: tuple[Marker, ...]
    forecast: Forecast | None
    reported: date | None
    missed_checkpoint: date | None
    note: str
    problem: str
    next: str
    reason_given: str  # with the last status: why, or what was noted
    authority: str  # with the last status: who allowed it


def row(entry: Rated) -> Row:
    """The row of an entry; note, problem and next step are the last ones said."""
    target, state = entry.target, entry.state
    standing = state.standing
    stated = next((update for update in reversed(standing.updates) if update.status is not None), None)
    return Row(
        id=target.id,
        plan=target.plan,
        item=target.item,
        title=target.title,
        owner=standing.owner,
        supporting=standing.supporting,
        leader=target.leader,
        status=standing.status,
        kind=target.kind,
        strength=target.strength,
        section=target.section,
        tags=target.tags,
        assumed=target.assumed,
        draft=target.draft,
        fictional=entry.plan.fictional,
        upper=target.upper,
        previous=target.previous,
        start=state.start,
        deadline=standing.deadline,
        days_left=state.days_left,
        goal=standing.goal,
        rating=state.rating,
        light=state.light,
        reason=state.reason,
        markers=state.markers,
        forecast=standing.forecast,
        reported=standing.reported,
        missed_checkpoint=state.missed_checkpoint,
        note=_last(entry, "note"),
        problem=_last(entry, "problem"),
        next=_last(entry, "next"),
        reason_given="" if stated is None else stated.reason or stated.note or "",
        authority="" if stated is None else stated.authority or "",
    )


def _last(entry: Rated, name: str) -> str:
    said = (getattr(update, name) for update in reversed(entry.state.standing.updates))
    return next((word for word in said if word is not None), "")

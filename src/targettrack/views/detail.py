"""What `show` shows: the record, its state and why, the promise as it was made, and everything since."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Checkpoint, Goal, Quote, Status, Update, voided
from targettrack.rating.standing import DeadlineChange, Figure
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.rating.ladder import Rated


class Original(NamedTuple):
    """The commitment as it was made, before any update."""

    owner: str
    deadline: date | None
    status: Status
    goal: Goal
    recorded: datetime


class Line(NamedTuple):
    """One update of the history. `voided`: taken back later. `counts`: part of the state on the day of the view."""

    update: Update
    voided: bool
    counts: bool


class Detail(NamedTuple):
    """One target whole."""

    target: Row
    original: Original
    plan_title: str
    document: str
    quotes: tuple[Quote, ...]
    checkpoints: tuple[Checkpoint, ...]
    figures: tuple[Figure, ...]
    deadline_changes: tuple[DeadlineChange, ...]
    share: Decimal | None  # P in per cent at the newest figure's date
    expected: Decimal | None  # E in per cent at the same date
    history: tuple[Line, ...]  # in order of entry
    upper: Row | None  # the same matter in the plan above
    lower: tuple[Row, ...]  # and in the plans below
    path: str


def detail(entry: Rated, upper: Rated | None = None, lower: Sequence[Rated] = ()) -> Detail:
    """Everything about one entry, with the entries that it is linked to."""
    target, state = entry.target, entry.state
    gone = voided(target.updates)
    counting = {update.key for update in state.standing.updates}
    return Detail(
        target=row(entry),
        original=Original(target.owner, target.deadline, target.status, target.goal, target.recorded),
        plan_title=entry.plan.title,
        document=entry.plan.document,
        quotes=target.quotes,
        checkpoints=target.checkpoints,
        figures=state.standing.figures,
        deadline_changes=state.standing.deadline_changes,
        share=state.reason.actual,
        expected=state.reason.expected,
        history=tuple(Line(u, u.key in gone, u.key in counting) for u in target.updates),
        upper=None if upper is None else row(upper),
        lower=tuple(row(one) for one in lower),
        path=target.path,
    )

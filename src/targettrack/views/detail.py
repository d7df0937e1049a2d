"""What `show` shows: the record, its state and why, the promise as it was made, and everything since."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from targettrack.model import Checkpoint, Goal, Quote, Status, Update, voided
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.rating.standing import DeadlineChange, Figure
from targettrack.views.row import Row, ids, rows, whole


class Original(NamedTuple):
    """The commitment as it was made, before any update."""

    owner: str
    deadline: date | None
    status: Status
    goal: Goal
    recorded: datetime


class HistoryLine(NamedTuple):
    """One update of the history."""

    update: Update
    voided: bool  # taken back later
    counts: bool  # part of the state on the day of the view


class Detail(NamedTuple):
    """One target whole, with those that it is linked to."""

    id: str
    targets: Mapping[str, Row]  # the target itself, then those that it is linked to, by id
    original: Original
    plan_title: str
    document: str  # that it was read from; ""
    quotes: tuple[Quote, ...]
    checkpoints: tuple[Checkpoint, ...]
    figures: tuple[Figure, ...]
    deadline_changes: tuple[DeadlineChange, ...]
    history: tuple[HistoryLine, ...]  # in order of entry
    upper: str  # id of the same matter in the plan above; ""
    lower: tuple[str, ...] | None  # and in the plans below; None: not looked for (--links)
    path: str  # of the record, relative to the store

    @property
    def target(self) -> Row:
        """The row of the target itself."""
        return self.targets[self.id]

    def each(self) -> list[dict[str, Any]]:
        """The target, with everything about it."""
        return [whole(self.target, **{k: v for k, v in self._asdict().items() if k not in {"id", "targets", "upper"}})]


def detail(entry: Rated, upper: Rated | None = None, lower: Sequence[Rated] | None = None) -> Detail:
    """Everything about one entry, with the entries that it is linked to."""
    target, state = entry.target, entry.state
    above = () if upper is None else (upper,)
    return Detail(
        id=target.id,
        targets=rows((entry, *above, *(lower or ()))),
        original=Original(target.owner, target.deadline, target.status, target.goal, target.recorded),
        plan_title=entry.plan.title,
        document=entry.plan.document,
        quotes=target.quotes,
        checkpoints=target.checkpoints,
        figures=state.standing.figures,
        deadline_changes=state.standing.deadline_changes,
        history=history(entry),
        upper="".join(ids(above)),
        lower=None if lower is None else ids(lower),
        path=target.path,
    )


def history(entry: Rated) -> tuple[HistoryLine, ...]:
    """Every update of an entry in order of entry, with what it is worth on the day of the view."""
    updates = entry.target.updates
    gone = voided(updates) if updates else frozenset()
    counting = {update.key for update in entry.state.standing.updates}
    return tuple(HistoryLine(one, one.key in gone, one.key in counting) for one in updates)

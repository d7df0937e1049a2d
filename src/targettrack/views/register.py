"""What `report --form changes` shows: 调整台账, every change of deadline, goal, owner or course, apart from progress."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from targettrack.model import Goal, Ledger, Status, Update
from targettrack.named import NamedTuple
from targettrack.rating.goal import fills_in
from targettrack.rating.ladder import Rated
from targettrack.rating.since import Moved
from targettrack.views.row import PlanHead, Row, heads, rows, whole
from targettrack.views.tally import Apart, Tally, apart, counted, tally


class Adjustment(StrEnum):
    """What was changed."""

    DEADLINE = "deadline"
    GOAL = "goal"
    OWNER = "owner"
    COURSE = "course"  # suspended, dropped, taken up again, reopened after it was closed


class RegisterLine(NamedTuple):
    """One change, with its grounds. One of the four is there; filling in what was left open is no change."""

    id: str
    change: Adjustment
    on: date  # entered
    as_of: date  # the day from which it holds
    by: str
    deadline: Moved[date | None] | None
    goal: Moved[Goal] | None
    owner: Moved[str] | None  # "" for nobody
    course: Moved[Status] | None

    @property
    def moved(self) -> Moved[Any]:
        """What was, what is, and on what grounds."""
        return next(moved for moved in (self.deadline, self.goal, self.owner, self.course) if moved is not None)


class Register(NamedTuple):
    """The register of changes up to a day, in order of entry. Changes that were taken back are not in it."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally  # of the targets that were looked at
    apart: Apart  # the same in items, and of firm promises and endeavours
    by_change: Mapping[str, int]  # a target may have several
    targets: Mapping[str, Row]  # those that were changed, by id
    changes: tuple[RegisterLine, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was changed."""
        return not self.changes and not self.unreadable

    def each(self) -> list[dict[str, Any]]:
        """Every change with the row of its target."""
        return [
            whole(self.targets[one.id], change=one.change, on=one.on, moved=one.moved, entered_by=one.by)
            for one in self.changes
        ]


def register(ledger: Ledger, entries: Sequence[Rated]) -> Register:
    """The register of some entries."""
    found = sorted((one for entry in entries for one in _changes(entry)), key=lambda one: (one.on, one.id))
    changed = {one.id for one in found}
    return Register(
        plans=heads(entries),
        unreadable=len(ledger.unreadable),
        total=tally("", entries),
        apart=apart(entries),
        by_change=counted(Adjustment, (one.change for one in found)),
        targets=rows(entry for entry in entries if entry.target.id in changed),
        changes=tuple(found),
    )


def _changes(entry: Rated) -> Iterator[RegisterLine]:
    """The changes of one record, each beside what held before it."""
    target, state = entry.target, entry.state
    deadline, goal, owner, status = target.deadline, target.goal, target.owner, target.status
    for update in state.standing.updates:
        said: Mapping[str, Any] = update.goal
        course = _course(status, update)
        moves: dict[Adjustment, tuple[Any, Any]] = {
            Adjustment.DEADLINE: (deadline, update.deadline or deadline),
            Adjustment.GOAL: (goal, goal._replace(**said)),
            Adjustment.OWNER: (owner, owner if update.owner is None else update.owner),
            Adjustment.COURSE: (status, status if course is None else course),
        }
        filled = {
            Adjustment.DEADLINE: deadline is None,
            Adjustment.GOAL: all(fills_in(target, name) for name in update.goal),
            Adjustment.OWNER: not owner,
        }
        for change, (old, new) in moves.items():
            if old != new and not filled.get(change, False):
                yield _entered(
                    entry, update, change, Moved(old, new, update.reason or update.note or "", update.authority or "")
                )
        deadline, goal, owner = (
            moves[change][1] for change in (Adjustment.DEADLINE, Adjustment.GOAL, Adjustment.OWNER)
        )
        status = course or update.status or status


def _course(status: Status, update: Update) -> Status | None:
    """What a line makes of a target's course; None where it only tells how the work stands."""
    aside = {Status.SUSPENDED, Status.DROPPED}
    if update.reopened:
        return Status.ACTIVE
    return update.status if update.status in aside or (update.status and status in aside) else None


def _entered(entry: Rated, update: Update, change: Adjustment, moved: Moved[Any]) -> RegisterLine:
    sides = {one.value: moved if one is change else None for one in Adjustment}
    return RegisterLine(entry.target.id, change, update.entered(entry.state.day), update.as_of, update.by, **sides)

"""What `export --table updates` gives: every update as a flat row, with whose it is and whether it counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from targettrack.model import Assessment, Checkpoint, DataStatus, Forecast, Kind, Level, Plan, Quantity, Status
from targettrack.named import NamedTuple
from targettrack.views.answer import unsaid
from targettrack.views.detail import history

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from targettrack.model import Ledger, Update
    from targettrack.rating.ladder import Rated


@unsaid("fictional", "as_of", "plan_year", "issuer", "level")  # as in a row of targets
class UpdateRow(NamedTuple):
    """One update. What it does not say is null; `as_of` is the day of the export, as in every table, so that exports stack."""

    target: str  # id of the target
    plan: str
    title: str  # of the target
    owner: str  # the lead unit of the target on the day of the export
    kind: Kind  # of the target
    indicator: str  # of its goal on the day of the export
    unit: str  # that the value is in
    voided: bool  # taken back later
    counts: bool  # part of the state on the day of the export
    key: str  # which no other update of the ledger has
    at: datetime  # when it was entered
    holds_for: date  # the day of the fact: `as_of` of the record
    by: str  # who entered it
    status: Status | None  # what people state of it
    value: Decimal | None  # the figure
    stage: str | None  # the step that is reached
    note: str | None  # progress in words
    problem: str | None  # what stands in the way
    next: str | None  # next step
    evidence: str | None  # proof: a paper's number, a path, an address
    forecast: Forecast | None  # what the lead unit expects of the full term
    assess: Assessment | None  # the office's own judgement
    data: DataStatus | None  # how final the figure is; null: final
    part: str | None  # the part that the value is of
    total: bool  # a running total, where the goal expects the value of a period
    completed: date | None  # the day the work was finished
    waive: str | None  # why it is closed without evidence, or below the goal
    returned: bool  # the claim or the request is sent back
    reopened: bool  # the closing is taken back
    checkpoint: tuple[Checkpoint, ...] | None  # new nodes; a day alone: taken away
    node_met: date | None  # the node that the office holds for met
    new_owner: str | None  # the new lead unit: `owner` of the record
    supporting: tuple[str, ...] | None  # the new supporting units
    leader: str | None  # who is in charge from now on
    item: str | None  # the new item of the office's list
    upper: str | None  # the same matter in the plan above
    previous: str | None  # and in last year's plan
    into: str | None  # id in the next plan
    deadline: date | None  # the new last day
    ask_deadline: date | None  # the one that the unit asks for
    notice: str | None  # a letter of supervision that was sent
    reply_by: date | None  # the day by which it is to be answered
    unmentioned: bool  # the later report says nothing of it
    via: str | None  # file, sheet and row of an import, or the later report
    reason: str | None  # why something is changed
    authority: str | None  # who allowed a change
    void: str | None  # key of the update that it takes back
    goal: Mapping[str, Decimal | int | str | date | Quantity | Mapping[str, Decimal]]  # changed fields of the goal
    fictional: bool  # of an example plan
    as_of: date  # the day of the export
    plan_year: int | None
    issuer: str
    level: Level | None


class Updates(NamedTuple):
    """All that happened to some targets, by target and in order of entry."""

    plans: tuple[Plan, ...]  # those with a target in it
    updates: tuple[UpdateRow, ...]

    def each(self) -> list[dict[str, Any]]:
        """Every update, whole."""
        return [row._asdict() for row in self.updates]


def updates(ledger: Ledger, entries: Sequence[Rated]) -> Updates:
    """The updates of some entries, each entry's in order of entry."""
    used = {entry.target.plan for entry in entries}
    plans = tuple(plan for plan in ledger.plans if plan.id in used)
    return Updates(plans, tuple(row for entry in entries for row in _rows(entry)))


def _rows(entry: Rated) -> Iterable[UpdateRow]:
    target, plan, standing = entry.target, entry.plan, entry.state.standing
    whose = (target.id, target.plan, target.title, standing.owner, target.kind)
    measured = (standing.goal.indicator, standing.goal.unit)
    where = (plan.fictional, entry.state.day, plan.year, plan.issuer, plan.level)
    for line in history(entry):
        update: Update = line.update
        yield UpdateRow._make((*whose, *measured, line.voided, line.counts, *update, *where))

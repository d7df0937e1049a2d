"""Why an update is refused before it is written: a list of checks, each of one rule. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.errors import UsageError
from targettrack.model import Kind, Status
from targettrack.named import NamedTuple
from targettrack.rating.compare import Comparison
from targettrack.rating.goal import fills_in
from targettrack.rating.standing import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from targettrack.model import Checkpoint, Ledger, Plan, Target, Update

_FRAME = frozenset({"key", "at", "as_of", "by", "via", "reason", "authority"})
"""Fields that say nothing of a target by themselves."""
CLEARED_BY_NOTHING = ("owner", "leader", "item", "upper", "previous", "into")
"""Fields that an empty text takes away."""
_AFTER_THE_ACCOUNT = frozenset({"note", "evidence", "completed"})
"""What is still added, without a word why, once the plan was closed."""
_OF_A_FIGURE = ("data", "part", "total")


class Case(NamedTuple):
    """An update that somebody wants to record, and the target without it and with it, on the day of entry."""

    update: Update
    before: Comparison
    after: Comparison
    plan: Plan
    today: date
    is_correction: bool = False  # of what was entered before the plan was closed

    @classmethod
    def of(cls, ledger: Ledger, target: Target, update: Update, *, is_correction: bool = False) -> Case:
        """Put an update beside its target. `ledger`: with the plan, the settings and what a relative goal follows."""
        plan, rules, today = ledger.plan_of(target), ledger.settings.rules, update.at.date()
        of = target.goal.of
        followed = next((fold(other, today) for other in ledger.targets if other.id == of), None) if of else None
        before, after = (
            Comparison(fold(target._replace(updates=updates), today), plan, rules, followed)
            for updates in (target.updates, (*target.updates, update))
        )
        return cls(update, before, after, plan, today, is_correction)

    @property
    def target(self) -> Target:
        """The target as it is on record."""
        return self.before.standing.target

    @property
    def said(self) -> set[str]:
        """The fields that say something of the target."""
        values = self.update._asdict()
        said = {name for name, value in values.items() if value is not False and value not in (None, {}, "")}
        return (said | {name for name in CLEARED_BY_NOTHING if values[name] == ""}) - _FRAME

    @property
    def start(self) -> date:
        """The first day of the target's window."""
        return self.before.start

    @property
    def has_deadline(self) -> bool:
        """Whether a last day is in force."""
        return self.before.standing.deadline is not None

    def error(self, code: str, **params: object) -> UsageError:
        """A refusal, with the target's id."""
        return UsageError(code, id=self.target.id, **{name: str(value) for name, value in params.items()})


def refusal(case: Case) -> UsageError | None:
    """Why an update is refused; None if it is not. The first check that finds something says it.

    UsageError, all with `id`: the codes of the checks below.
    """
    return next(filter(None, (check(case) for check in CHECKS)), None)


def _is_empty(case: Case) -> UsageError | None:
    return None if case.said else case.error("nothing-to-record")


def _comes_after_the_account(case: Case) -> UsageError | None:
    """Once the year was accounted for and the plan closed, what it rests on changes by a correction only."""
    closed = case.plan.closed
    is_open = closed is None or case.today <= closed or case.is_correction or case.said <= _AFTER_THE_ACCOUNT
    return None if is_open else case.error("plan-closed", plan=case.plan.id, day=closed)


def _is_out_of_time(case: Case) -> UsageError | None:
    as_of, completed = case.update.as_of, case.update.completed
    if as_of > case.today:
        return case.error("future-date", day=as_of)
    if as_of < min(case.start, case.target.recorded.date()):
        return case.error("before-window", day=as_of)
    if completed is not None and completed > as_of:
        return case.error("completed-later", day=completed, as_of=as_of)
    if completed is not None and completed < min(case.start, case.target.recorded.date()):
        return case.error("before-window", day=completed)
    return None


def _lacks_figure(case: Case) -> UsageError | None:
    """What is said of a figure needs one; a part has to be one of those that the goal has, if it has any."""
    update, goal = case.update, case.after.standing.goal
    said = [f"--{name}" for name in _OF_A_FIGURE if getattr(update, name)]
    if said and update.value is None:
        return case.error("figure-missing", options=" ".join(said))
    if update.total and goal.every is None:
        return case.error("total-without-period")
    if update.part and goal.parts and update.part not in goal.parts:
        return case.error("unknown-part", part=update.part, choices=_listed(goal.parts))
    return None


def _lacks_reason(case: Case) -> UsageError | None:
    update = case.update
    needs = {"--assess": update.assess, "--return": update.returned, "--reopen": update.reopened}
    option = next((option for option, said in needs.items() if said), None)
    return case.error("without-reason", option=option) if option and not update.reason else None


def _lacks_warrant(case: Case) -> UsageError | None:
    """Changing a target is a legal act; what was left open is filled in freely."""
    update, standing = case.update, case.before.standing
    now = case.target._replace(goal=standing.goal)
    changes = {
        "--deadline": case.has_deadline and update.deadline is not None,
        "--goal": not all(fills_in(now, name) for name in update.goal),
        "--status": update.status in {Status.SUSPENDED, Status.DROPPED},
    }
    option = next((option for option, is_change in changes.items() if is_change), None)
    missing = [f"--{name}" for name in ("reason", "authority") if not getattr(update, name)]
    return case.error("without-warrant", option=option, missing=" ".join(missing)) if option and missing else None


def _moves_nothing(case: Case) -> UsageError | None:
    """A deadline or a goal that is so already, or that cannot be."""
    update, standing, goal = case.update, case.before.standing, case.after.standing.goal
    if update.deadline is not None and update.deadline == standing.deadline:
        return case.error("deadline-unchanged", deadline=update.deadline)
    if update.deadline is not None and update.deadline < case.start:
        return case.error("deadline-before-window", deadline=update.deadline)
    asked = update.ask_deadline
    if asked is not None and (standing.deadline is None or asked <= standing.deadline):
        return case.error("ask-not-later", deadline=standing.deadline or "–")
    if update.goal and goal == standing.goal:
        return case.error("goal-unchanged")
    if update.goal and goal.to is not None and (goal.value is None or goal.to < goal.value):
        return case.error("goal-range", value="–" if goal.value is None else f"{goal.value:f}", to=f"{goal.to:f}")
    return None


def misplaced(nodes: Iterable[Checkpoint], start: date, last: date | None) -> tuple[str, dict[str, str]] | None:
    """Why planned nodes cannot stand: node-twice (day), node-outside (day, start, end). None if they can."""
    seen: set[date] = set()
    for node in nodes:
        if node.date in seen:
            return "node-twice", {"day": str(node.date)}
        if not is_removal(node) and (node.date < start or (last is not None and node.date > last)):
            return "node-outside", {"day": str(node.date), "start": str(start), "end": str(last or "…")}
        seen.add(node.date)
    return None


def is_removal(node: Checkpoint) -> bool:
    """Whether a node of an update takes the one of its day away."""
    return node.value is None and not node.stage


def _has_no_such_node(case: Case) -> UsageError | None:
    """Nodes lie within the term, each on its own day; one is taken away or met only where it is."""
    points, met = case.update.checkpoint or (), case.update.node_met
    found = misplaced(points, case.start, case.after.standing.deadline)
    if found is not None:
        return case.error(found[0], **found[1])
    old, new = ([node.date for node in standing.nodes] for standing in (case.before.standing, case.after.standing))
    gone = next((point.date for point in points if is_removal(point) and point.date not in old), None)
    if gone is not None:
        return case.error("unknown-node", day=gone, choices=_listed(old))
    return case.error("unknown-node", day=met, choices=_listed(new)) if met is not None and met not in new else None


def _answers_nothing(case: Case) -> UsageError | None:
    """A notice before a day to answer it by; the later report by name where it is silent."""
    update, standing = case.update, case.after.standing
    if update.reply_by is not None and not any(line.notice for line in standing.updates):
        return case.error("reply-without-notice")
    if update.reply_by is not None and update.reply_by < update.as_of:
        return case.error("reply-too-early", day=update.reply_by, as_of=update.as_of)
    if update.unmentioned and not update.via:
        return case.error("unmentioned-without-report")
    return None


def _links_to_itself(case: Case) -> UsageError | None:
    """The same matter in another plan is another record."""
    option = next(
        (name for name in ("upper", "previous", "into") if getattr(case.update, name) == case.target.id), None
    )
    return case.error("linked-to-itself", option=f"--{option}") if option else None


def _undoes_nothing(case: Case) -> UsageError | None:
    """What is closed is reopened first; only what is closed is reopened, only what is claimed is sent back."""
    update, before = case.update, case.before
    is_closed = before.standing.status is Status.CLOSED
    if update.reopened and not is_closed:
        return case.error("not-closed")
    moves = update.returned or update.status not in {None, Status.CLOSED}
    if is_closed and moves and not update.reopened:
        return case.error("is-closed")
    is_claimed = before.standing.status is Status.DONE or before.is_satisfied(before.newest)
    is_claimed |= before.standing.request is not None
    return case.error("nothing-to-return") if update.returned and not is_claimed else None


def _lacks_evidence(case: Case) -> UsageError | None:
    """A closing names its proof, or somebody waives it."""
    update = case.update
    if update.status is not Status.CLOSED:
        return case.error("waive-without-closing") if update.waive else None
    return None if update.waive or has_evidence(case) else case.error("close-without-evidence")


def _closes_short(case: Case) -> UsageError | None:
    """A goal with a number is closed by a figure that meets it for good, unless somebody waives that, too."""
    update, after = case.update, case.after
    if update.status is not Status.CLOSED or update.waive:
        return None
    newest, stick = after.newest, after.yardstick
    is_counted = stick.whole is not None and not stick.in_per_cent
    is_counted &= stick.kind is not Kind.GUARD or stick.goal.value is not None
    if is_counted and (newest is None or after.lacking):
        return case.error("close-without-figure")
    if newest is None or (not is_counted and not after.is_contradicted()):
        return None
    figure = {"figure": f"{newest.figure:f}{stick.unit}", "day": newest.as_of}
    if not after.is_satisfied(newest):
        return case.error("close-below-goal", **figure, goal=f"{after.goal or 0:f}{stick.unit}")
    return None if after.is_met(case.today) else case.error("close-too-early", **figure)


def has_evidence(case: Case) -> bool:
    """Whether proof is named now, or was with the claim or with the figure that it rests on."""
    standing, newest = case.after.standing, case.after.newest
    last = None if newest is None else newest.as_of
    return any(
        line is case.update or line.status is Status.DONE or (line.value is not None and line.as_of == last)
        for line in standing.updates
        if line.evidence and standing.rates(line.order)
    )


CHECKS = (
    _is_empty,
    _comes_after_the_account,
    _is_out_of_time,
    _lacks_figure,
    _lacks_reason,
    _lacks_warrant,
    _moves_nothing,
    _has_no_such_node,
    _answers_nothing,
    _links_to_itself,
    _undoes_nothing,
    _lacks_evidence,
    _closes_short,
)


def _listed(names: Iterable[object]) -> str:
    return " ".join(map(str, names)) or "–"

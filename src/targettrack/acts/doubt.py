"""What is recorded and yet looks like a slip: a figure far above its goal, a total that falls, a claim against its figure. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.acts.refusals import Case, has_evidence
from targettrack.model import Kind, Status
from targettrack.named import NamedTuple
from targettrack.rating import figures
from targettrack.rating.findings import share_gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from targettrack.model import Append, Ledger
    from targettrack.rating.compare import Comparison
    from targettrack.rating.standing import Figure

FAR_ABOVE = 3
"""A figure of more than so many times its goal is perhaps that of another target. A convention of ours."""


class Doubt(NamedTuple):
    """What may be wrong with a line: a code with parameters; the sentence is made at the edge."""

    code: str
    params: Mapping[str, str]


def doubts(ledger: Ledger, change: Append) -> tuple[Doubt, ...]:
    """What may be wrong with a line that is recorded nevertheless; nothing with one that is on record already."""
    if change.update in change.target.updates:
        return ()
    return doubts_of(Case.of(ledger, change.target, change.update))


def doubts_of(case: Case) -> tuple[Doubt, ...]:
    """What may be wrong with a new line."""
    found = (*_of_figure(case), *_of_day(case), *_of_claim(case), *_of_paper(case), *_of_stage(case))
    return tuple(Doubt(code, {name: str(value) for name, value in params.items()}) for code, params in found)


def fitting(ledger: Ledger, change: Append) -> str:
    """The id of the target of the same plan whose goal a figure that is far above its own would fit; "" if none is.

    The same unit, not finished, not less than was reported there, and the nearest to what was to be expected by then.
    """
    case = Case.of(ledger, change.target, change.update)
    nearest: list[tuple[Fraction, str]] = []
    for other in ledger.targets:
        if other.draft or other.plan != change.target.plan or other.id == change.target.id:
            continue
        against = Case.of(ledger, other, change.update).before
        gap = _distance(against, case)
        if gap is not None:
            nearest.append((gap, other.id))
    return min(nearest, default=(Fraction(0), ""))[1]


def _distance(other: Comparison, case: Case) -> Fraction | None:
    """How far a figure would lie from the expected share of another target; None where it does not fit at all."""
    update, stick = case.update, other.yardstick
    if update.value is None or other.lacking or stick.whole is None or stick.unit != case.after.yardstick.unit:
        return None
    newest, value = other.newest, Fraction(update.value)
    if other.standing.status is Status.CLOSED or not Fraction(stick.base) <= value <= Fraction(stick.whole):
        return None
    if newest is not None and (newest.value > value or other.is_satisfied(newest)):
        return None
    gap = share_gap(other, figures.Measured(update.as_of, update.value), update.as_of)
    return None if gap is None else abs(gap)


_Found = tuple[str, dict[str, object]]


def _of_figure(case: Case) -> Iterator[_Found]:
    """A figure beside its goal, the figures before and after it, and the sum of the parts."""
    update, after = case.update, case.after
    stick, value = after.yardstick, update.value
    if value is None:
        return
    whole = after.standing.goal.parts.get(update.part or "", stick.whole)
    if whole and abs(value) > FAR_ABOVE * abs(whole) and not update.total:
        yield "far-above", {"figure": _number(value, stick.unit), "goal": _number(whole, stick.unit)}
    other = _fallen(case)
    if other is not None:
        shown = {"figure": _number(value, stick.unit), "other": _number(other.value, stick.unit), "day": other.as_of}
        yield "total-falls", shown
    summed = _sum_of_parts(after, update.as_of)
    if update.part is None and summed is not None and summed != value:
        yield "not-the-sum", {"figure": _number(value, stick.unit), "sum": _number(summed, stick.unit)}


def _fallen(case: Case) -> Figure | None:
    """The nearest figure that a running total contradicts: more on an earlier day, or less on a later one."""
    update, stick, standing = case.update, case.after.yardstick, case.after.standing
    is_total = update.total or (stick.goal.every is None and (stick.adds_up or stick.in_per_cent))
    if not is_total or stick.kind is Kind.GUARD or stick.is_reduction or update.value is None:
        return None
    own = standing.parts.get(update.part or "", ()) if update.part else standing.figures
    known = [one for one in own if one.value is not None and one.total is update.total and standing.rates(one.order)]
    before = [one for one in known if one.as_of < update.as_of and one.value > update.value]  # type: ignore[operator]  # known has numbers only
    behind = [one for one in known if one.as_of > update.as_of and one.value < update.value]  # type: ignore[operator]  # as above
    return next(iter((*before[::-1], *behind)), None)


def _sum_of_parts(comparison: Comparison, day: date) -> Decimal | None:
    """What the parts of a day add up to, where they add up and every part that reports has a figure."""
    parts = comparison.standing._replace(figures=())
    found = figures.measured(parts, comparison.yardstick, comparison.start, comparison.cycle)
    return next((one.figure for one in found if one.as_of == day and not one.silent), None)


def _of_day(case: Case) -> Iterator[_Found]:
    """Progress that is dated after the end: entered in January, it mostly holds for the last day of the year."""
    update, standing = case.update, case.after.standing
    ends = [end for end in (case.plan.end, standing.deadline) if end is not None]
    is_progress = update.value is not None or update.stage or (update.status is Status.DONE and not update.completed)
    if is_progress and ends and update.as_of > max(ends):
        yield "after-the-end", {"day": update.as_of, "end": max(ends)}


def _of_claim(case: Case) -> Iterator[_Found]:
    """A claim that a figure contradicts, or that cannot be made before the term is over: the figure rates."""
    update, after = case.update, case.after
    if update.status is not Status.DONE or after.has_claim() or after.is_met(case.today):
        return
    stick, newest = after.yardstick, after.newest
    if after.is_contradicted() and newest is not None:
        goal = "–" if after.goal is None else _number(after.goal, stick.unit)
        yield "claim-contradicted", {"figure": _number(newest.figure, stick.unit), "day": newest.as_of, "goal": goal}
    elif not stick.is_finishable:
        yield "claim-too-early", {"end": after.standing.deadline or "–"}


def _of_paper(case: Case) -> Iterator[_Found]:
    """A claim or a request that lacks what it is decided by."""
    update = case.update
    if update.status is Status.DONE and not has_evidence(case):
        yield "claim-without-evidence", {}
    if update.status is Status.DONE and update.completed is None:
        yield "claim-without-day", {}
    if update.ask_deadline is not None and not update.reason:
        yield "ask-without-reason", {"day": update.ask_deadline}


def _of_stage(case: Case) -> Iterator[_Found]:
    """A step that no node is called by."""
    stages = [node.stage for node in case.after.standing.nodes if node.stage]
    if case.update.stage and stages and case.update.stage not in stages:
        yield "unknown-stage", {"stage": case.update.stage, "choices": " ".join(stages)}


def _number(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else f"{value:f}{unit}"

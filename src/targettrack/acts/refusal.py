"""What an update may not say. Pure: a code for the first thing that cannot be meant, or none."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Plan, Update
    from targettrack.rating.standing import Standing

_FRAME = frozenset({"key", "at", "as_of", "by"})


def refusal(update: Update, standing: Standing, plan: Plan, today: date) -> str:
    """Why an update is refused before it is written; "" if it is not.

    A deadline moves only with a reason, a goal only with an authority (domain.md, section 2: changing a target is a legal act).
    """
    target = standing.target
    start = target.start or plan.start or target.recorded.date()
    earliest = min(start, target.recorded.date())
    values = {f.name: getattr(update, f.name) for f in fields(update) if f.name not in _FRAME}
    said = [
        name for name, value in values.items() if value is not None and value is not False and value not in ({}, "")
    ]
    said += ["owner"] if update.owner == "" else []
    refusals = {
        "nothing-to-record": not set(said) - {"reason", "authority"},
        "future-date": update.as_of > today,
        "before-window": update.as_of < earliest,
        "deadline-without-reason": update.deadline is not None and not update.reason,
        "deadline-unchanged": update.deadline is not None and update.deadline == standing.deadline,
        "deadline-before-window": update.deadline is not None and update.deadline < start,
        "goal-without-authority": bool(update.goal) and not update.authority,
    }
    return next((code for code, applies in refusals.items() if applies), "")

"""What is recorded about an accepted target: a line, or one that takes a line back. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from targettrack.errors import UsageError
from targettrack.model import Append, Rewrite, voided
from targettrack.rating.standing import fold, last_word

if TYPE_CHECKING:
    from datetime import date, datetime

    from targettrack.model import Plan, Target, Update
    from targettrack.rating.standing import Standing

REPEATED_WITHIN = timedelta(minutes=10)
"""For so long the same words of the same person are the same act: a retry, a second press of Enter."""
_FRAME = frozenset({"key", "at", "as_of", "by", "reason", "authority"})
"""Fields that say nothing of a target by themselves."""
_CLEARED_BY_NOTHING = ("owner", "leader", "item", "upper", "previous", "into")


def append(target: Target, update: Update, plan: Plan, *, again: bool = False) -> Append:
    """The line that records an update, or the line that did so before; the store leaves that one as it is.

    A key that is there already makes a retry: with the times of the first try, the same words make the same line, and
    other words are for the store to refuse. `again`: the same words are meant a second time.
    UsageError is-draft, is-discarded (id), and the codes of `refusal` (id, day, deadline).
    """
    if target.draft:
        raise UsageError("is-discarded" if target.discarded else "is-draft", id=target.id)
    first = next((line for line in target.updates if line.key == update.key), None)
    if first is not None:
        as_of = first.as_of if update.as_of == update.at.date() else update.as_of
        return Append(target, replace(update, at=first.at, as_of=as_of))
    twin = None if again else _twin(target, update)
    if twin is not None:
        return Append(target, twin)
    today = update.at.date()
    code = refusal(update, fold(target, today), plan, today)
    if code:
        raise UsageError(code, id=target.id, day=str(update.as_of), deadline=str(update.deadline))
    return Append(target, update)


def undo(target: Target, void: Update, key: str | None = None) -> Append | Rewrite:
    """Take back a person's last line, or the one of this key; where nothing was added since, the acceptance.

    `void`: a line with its time and its person that takes nothing back yet. `key`: whole, or the part that `show` prints.
    Where that was taken back already, the line that did so; the store leaves it as it is.
    UsageError nothing-to-undo (id, by), unknown-update (id, key).
    """
    if key is None and is_bare(target):
        return Rewrite(target, replace(target, draft=True))
    if key is None:
        line = last_word(target, void.by)
        if line is None:
            raise UsageError("nothing-to-undo", id=target.id, by=void.by)
    else:
        line = next((one for one in target.updates if key in {one.key, one.key.rpartition("-")[2]}), None)
        if line is None:
            raise UsageError("unknown-update", id=target.id, key=key)
    gone = voided(target.updates)
    taken_back = next((one for one in target.updates if one.void == line.key and one.key not in gone), None)
    return Append(target, taken_back or replace(void, void=line.key))


def is_bare(target: Target) -> bool:
    """Whether it is an accepted draft to which nothing was added since, so that its acceptance can be taken back."""
    return not (target.draft or target.updates or target.key)


def is_recent(moment: datetime, now: datetime) -> bool:
    """Whether something was entered so shortly before that saying it once more is a retry."""
    return abs(now - moment) <= REPEATED_WITHIN


def refusal(update: Update, standing: Standing, plan: Plan, today: date) -> str:
    """Why an update is refused before it is written; "" if it is not.

    A deadline moves only with a reason, a goal only with an authority: changing a target is a legal act.
    """
    target = standing.target
    start = target.start or plan.start or target.recorded.date()
    earliest = min(start, target.recorded.date())
    values = {field.name: getattr(update, field.name) for field in fields(update)}
    said = {name for name, value in values.items() if value is not False and value not in (None, {}, "")}
    said |= {name for name in _CLEARED_BY_NOTHING if values[name] == ""}
    refusals = {
        "nothing-to-record": said <= _FRAME,
        "future-date": update.as_of > today,
        "before-window": update.as_of < earliest,
        "deadline-without-reason": update.deadline is not None and not update.reason,
        "deadline-unchanged": update.deadline is not None and update.deadline == standing.deadline,
        "deadline-before-window": update.deadline is not None and update.deadline < start,
        "goal-without-authority": bool(update.goal) and not update.authority,
    }
    return next((code for code, applies in refusals.items() if applies), "")


def _twin(target: Target, update: Update) -> Update | None:
    """The same person's last line, if it says the same, was entered just now and still stands."""
    own = [line for line in target.updates if line.by == update.by]
    last = own[-1] if own else None
    if last is None or last.key in voided(target.updates) or not is_recent(last.at, update.at):
        return None
    return last if replace(last, key=update.key, at=update.at) == update else None

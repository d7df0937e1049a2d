"""What is recorded about an accepted target: a line, or one that takes a line back. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from targettrack.acts.refusals import Case, refusal
from targettrack.errors import UsageError
from targettrack.model import Append, Rewrite, voided
from targettrack.rating.standing import last_word

if TYPE_CHECKING:
    from datetime import datetime

    from targettrack.model import Ledger, Target, Update

REPEATED_WITHIN = timedelta(minutes=10)
"""For so long the same words of the same person are the same act: a retry, a second press of Enter."""


def append(
    ledger: Ledger, target: Target, update: Update, *, again: bool = False, is_correction: bool = False
) -> Append:
    """The line that records an update, or the line that did so before; the store leaves that one as it is.

    A key that is there already makes a retry: with the times of the first try, the same words make the same line, and
    other words are for the store to refuse. `again`: the same words are meant a second time. `is_correction`: it corrects
    what was entered before the plan was closed. `ledger`: with the plan, the settings and what a relative goal follows.
    UsageError is-draft, is-discarded (id), and those of `refusals`.
    """
    known = on_record(target, update, again=again)
    return known or accepted(Case.of(ledger, target, update, is_correction=is_correction))


def on_record(target: Target, update: Update, *, again: bool) -> Append | None:
    """The line that records an update already, by its key or just now, as `append` gives it. UsageError is-draft, is-discarded."""
    if target.draft:
        raise UsageError("is-discarded" if target.discarded else "is-draft", id=target.id)
    first = next((line for line in target.updates if line.key == update.key), None)
    if first is not None:
        as_of = first.as_of if update.as_of == update.at.date() else update.as_of
        return Append(target, update._replace(at=first.at, as_of=as_of))
    twin = None if again else _twin(target, update)
    return None if twin is None else Append(target, twin)


def accepted(case: Case) -> Append:
    """The line of a case that nothing speaks against. UsageError: those of `refusals`."""
    error = refusal(case)
    if error is not None:
        raise error
    return Append(case.target, case.update)


def undo(target: Target, void: Update, key: str | None = None) -> Append | Rewrite:
    """Take back a person's last line, or the one of this key; where nothing was added since, the acceptance.

    `void`: a line with its time and its person that takes nothing back yet. `key`: whole, or the part that `show` prints.
    Where that was taken back already, the line that did so; the store leaves it as it is.
    UsageError nothing-to-undo (id, by), unknown-update (id, key).
    """
    if key is None and is_bare(target):
        return Rewrite(target, target._replace(draft=True))
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
    return Append(target, taken_back or void._replace(void=line.key))


def is_bare(target: Target) -> bool:
    """Whether it is an accepted draft to which nothing was added since, so that its acceptance can be taken back."""
    return not (target.draft or target.updates or target.key)


def is_recent(moment: datetime, now: datetime) -> bool:
    """Whether something was entered so shortly before that saying it once more is a retry."""
    return abs(now - moment) <= REPEATED_WITHIN


def _twin(target: Target, update: Update) -> Update | None:
    """The same person's last line, if it says the same, was entered just now and still stands."""
    own = [line for line in target.updates if line.by == update.by]
    last = own[-1] if own else None
    if last is None or last.key in voided(target.updates) or not is_recent(last.at, update.at):
        return None
    return last if last._replace(key=update.key, at=update.at) == update else None

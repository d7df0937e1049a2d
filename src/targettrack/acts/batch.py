"""Many lines in one act, each judged as if those before it stood already. Pure, but for what it remembers of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from targettrack.acts.doubt import doubts_of
from targettrack.acts.refusals import Case
from targettrack.acts.update import accepted, is_recent, on_record
from targettrack.errors import StoreError, UsageError
from targettrack.model import voided

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.acts.doubt import Doubt
    from targettrack.model import Append, Ledger, Target, Update

_SECOND = timedelta(seconds=1)
MOST_LINES = 500
"""Of one target in one act. Each comes a second after the one before it, and the store holds what lies ten minutes ahead of
the clock for the word of a wrong one."""


class Batch:
    """The targets of a ledger with the lines that an act has added to them so far."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin with the ledger as it was read. `changes`: the lines of the act, in order; known ones stand among them."""
        self.changes: list[Append] = []
        self._ledger = ledger
        self._now: dict[str, Target] = {}
        self._before = {target.id: {line.key for line in target.updates} for target in ledger.targets}
        self._cases: dict[str, Case] = {}
        self._last: dict[tuple[str, str], Append] = {}  # by target and person
        self._known: dict[
            str, set[str]
        ] = {}  # keys of lines that were there before, and have answered a line of the act

    def standing(self, target: Target) -> Target:
        """A target with the lines that the act has added to it."""
        return self._now.get(target.id, target)

    def is_known(self, change: Append) -> bool:
        """Whether the line of a change stood before the act, so that nothing is written for it."""
        return change.update.key in self._before.get(change.target.id, ())

    def doubts(self, change: Append) -> tuple[Doubt, ...]:
        """What may be wrong with the line of a change; nothing with one that stood before."""
        case = self._cases.get(change.update.key)
        return () if case is None else doubts_of(case)

    def add(self, target: Target, update: Update, *, again: bool = False, is_correction: bool = False) -> Append:
        """The line that records an update, or the one that did so just before this act, or as the person's last one of it.

        UsageError: those of `append`, too-many-lines (id, limit); StoreError key-taken (path, key), by a line that says
        something else.
        """
        return self._taken(target, update, None if again else is_recent, is_correction=is_correction)

    def add_unless_on_record(self, target: Target, update: Update) -> Append:
        """The same, but a line that says the same and still stands is enough, whoever entered it and whenever it came."""
        return self._taken(target, update, lambda *_moments: True)

    def _taken(
        self,
        target: Target,
        update: Update,
        is_near: Callable[..., bool] | None,
        *,
        is_correction: bool = False,
    ) -> Append:
        twin = None if is_near is None else self._twin(target, update, is_near)
        last = self._last.get((target.id, update.by))
        said = last and last.update._replace(key=update.key, at=update.at, via=update.via)
        if is_near and last and not twin and said == update:
            return last
        now = self.standing(target)
        found = on_record(now, twin or self._after(now, update), again=True)
        if found is None:
            case = Case.of(self._ledger, now, self._after(now, update), is_correction=is_correction)
            found = accepted(case)
            self._cases[update.key] = case
        if found.update not in now.updates:
            if found.update.key in {line.key for line in now.updates}:
                raise StoreError("key-taken", path=target.path, key=found.update.key)
            if len(now.updates) - len(target.updates) >= MOST_LINES:
                raise UsageError("too-many-lines", id=target.id, limit=MOST_LINES)
            self._now[target.id] = now._replace(updates=(*now.updates, found.update))
        self._last[target.id, update.by] = found
        self.changes.append(found)
        return found

    def _twin(self, target: Target, update: Update, is_near: Callable[..., bool]) -> Update | None:
        """A line of before that says the same, and has not answered another line of this act."""
        answered, gone = self._known.setdefault(target.id, set()), voided(target.updates)
        for line in reversed(target.updates):
            same = line._replace(key=update.key, at=update.at, via=update.via) == update
            if same and line.key not in gone | answered and is_near(line.at, update.at):
                answered.add(line.key)
                return line
        return None

    def _after(self, target: Target, update: Update) -> Update:
        """A line of the same second comes a second after the one before it, as the store will enter it."""
        last = max((line.at for line in target.updates), default=update.at)
        return update._replace(at=max(update.at, last + _SECOND)) if target.id in self._now else update

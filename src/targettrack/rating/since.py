"""What happened between two days: each target as it was known on the first, beside what it is on the second.

Pure; knows no words. The first day is read as it was known then: an update that was entered later is not in it, even if
it speaks of an earlier day. So a weekly report picks up where the one before it ended, and the figures of June that are
entered in July are news in July. The second day is the one that the rest of the report is about.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from targettrack.model import Goal, Status
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.standing import is_report
from targettrack.rating.vocabulary import RATINGS, Marker, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Ledger, Target, Update
    from targettrack.rating.standing import Figure

Thing = TypeVar("Thing")


WORDS = ("note", "next", "forecast", "evidence")
"""What a report says beside its figure, stage and problem, which are told apart, by the fields of a line."""


class Moved(NamedTuple, Generic[Thing]):
    """Something that is another than before, and the grounds that were given for it last."""

    old: Thing
    new: Thing
    reason: str  # or what was noted; ""
    authority: str  # who allowed it; ""


class Difference(NamedTuple):
    """One target on both days, and the updates that were entered in between and count on the second."""

    before: Rated
    after: Rated
    entered: tuple[Update, ...]
    is_new: bool  # recorded in between; of days before it was entered at all it is none of the news

    @property
    def is_finished(self) -> bool:
        """Whether it was closed in between."""
        return self.after.state.rating is Rating.ACHIEVED is not self.before.state.rating

    @property
    def is_late(self) -> bool:
        """Whether it has become overdue, or was found to be missed."""
        is_late = RATINGS[self.after.state.rating].is_late
        return is_late and self.after.state.rating is not self.before.state.rating

    @property
    def has_turned(self) -> bool:
        """Whether it has another light, without being finished or late now."""
        is_told = self.is_finished or self.is_late
        before, after = self.before.state, self.after.state
        return not is_told and (before.light, before.outline) != (after.light, after.outline)

    @property
    def deadline(self) -> Moved[date | None] | None:
        """The deadline, where it was moved; one that was put back is moved, too."""
        return self._moved("deadline", self.before.state.deadline, self.after.state.deadline)

    @property
    def goal(self) -> Moved[Goal] | None:
        """The goal, where it was changed."""
        return self._moved("goal", self.before.state.standing.goal, self.after.state.standing.goal)

    @property
    def figure(self) -> Moved[Figure | None] | None:
        """The newest figure, where it is another."""
        return self._moved("value", self.before.state.standing.figure, self.after.state.standing.figure)

    @property
    def owner(self) -> Moved[str] | None:
        """The lead unit, where it is another."""
        return self._moved("owner", self.before.state.standing.owner, self.after.state.standing.owner)

    @property
    def words(self) -> tuple[Update, ...]:
        """The lines in between in which the unit said something beside figures and problems; none that was taken back."""
        counting = {update.key for update in self.after.state.standing.updates}
        lines = (update for update in self.entered if update.key in counting and is_report(update))
        return tuple(update for update in lines if any(getattr(update, name) for name in WORDS) or _is_claim(update))

    @property
    def is_asked(self) -> bool:
        """Whether an extension is asked for that the office has not answered."""
        return Marker.EXTENSION_ASKED in self.after.state.markers

    @property
    def was_asked(self) -> bool:
        """Whether the same was asked for on the first day already."""
        return self.is_asked and self.after.state.standing.request not in self.entered

    @property
    def has_problem(self) -> bool:
        """Whether a problem was reported in between."""
        return any(update.problem for update in self.entered)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was heard for longer than the reporting cycle allows."""
        return self.after.state.rating is Rating.NOT_UPDATED

    @property
    def was_silent(self) -> bool:
        """Whether that was so on the first day already."""
        return self.before.state.rating is Rating.NOT_UPDATED

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say about it at all."""
        said = (self.deadline, self.goal, self.figure, self.owner)
        turned = self.is_finished or self.is_late or self.has_turned
        silent = self.is_silent and not self.was_silent
        worded = self.words or self.has_problem or (self.is_asked and not self.was_asked)
        return bool(turned or silent or self.is_new or worded) or any(one is not None for one in said)

    def _moved(self, name: str, old: Thing, new: Thing) -> Moved[Thing] | None:
        if old == new:
            return None
        cause = self._cause(name)
        return Moved(
            old, new, *(("", "") if cause is None else (cause.reason or cause.note or "", cause.authority or ""))
        )

    def _cause(self, name: str) -> Update | None:
        """The last update in between that speaks of a field, or that took one back which did."""
        voids = {u.key: u for u in self.after.target.updates}
        for update in reversed(self.entered):
            spoken = voids.get(update.void, update) if update.void else update
            if getattr(spoken, name) not in (None, {}):
                return update
        return None


def _is_claim(update: Update) -> bool:
    return update.status is Status.DONE


def between(ledger: Ledger, entries: Iterable[Rated], since: date) -> tuple[Difference, ...]:
    """Each entry, which is of the later day, beside its state on the day `since` as it was known at the end of it."""
    return tuple(_difference(ledger, entry, ledger.followed(entry.target), since) for entry in entries)


def comes_due(entry: Rated, first: int, last: int) -> bool:
    """Whether a deadline that somebody still waits for lies so many days ahead, both included."""
    left = entry.state.days_left
    return RATINGS[entry.state.rating].is_open and left is not None and first <= left <= last


def last_monday(day: date) -> date:
    """The last Monday before a day: when the weekly report before this one was due."""
    return day - timedelta(days=day.weekday() or 7)


def _difference(ledger: Ledger, after: Rated, reference: Target | None, since: date) -> Difference:
    target, plan, day = after.target, after.plan, after.state.day
    known = None if reference is None else _as_known(reference, since, day)
    before = evaluate(_as_known(target, since, day), plan, since, ledger.settings.rules, known)
    counting = {update.key for update in after.state.standing.updates}
    entered = tuple(
        update for update in target.updates if update.entered(day) > since and (update.key in counting or update.void)
    )
    return Difference(Rated(target, plan, before), after, entered, since < target.recorded.date() <= day)


def _as_known(target: Target, since: date, day: date) -> Target:
    """The record as it stood in its file at the end of the day `since`, seen on a later day."""
    known = tuple(update for update in target.updates if update.entered(day) <= since)
    return target if len(known) == len(target.updates) else target._replace(updates=known)

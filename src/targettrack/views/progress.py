"""What `report` shows: totals, the same by plan, owner and section, then what needs attention."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from targettrack.ledger import selection
from targettrack.rating.vocabulary import Rating, Why
from targettrack.views.changed import Changes, changed
from targettrack.views.head import PlanHead, heads
from targettrack.views.picture import Picture, picture
from targettrack.views.row import Row, row
from targettrack.views.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated

ATTENTION = frozenset({Rating.OVERDUE, Rating.MISSED, Rating.FAR_BEHIND, Rating.BEHIND})
SILENT = frozenset({Why.NOT_UPDATED, Why.UNASSIGNED, Why.UNDECIDABLE, Why.NO_BASELINE, Why.NO_REFERENCE})
"""Grey that somebody can mend; the other grey targets are counted by reason."""


class Progress(NamedTuple):
    """The progress report. `total.total` plus `unreadable` is every record file that was found, drafts apart."""

    plans: tuple[PlanHead, ...]
    unreadable: int
    drafts: int
    total: Tally
    by_plan: tuple[Tally, ...]
    by_owner: tuple[Tally, ...]
    by_section: tuple[Tally, ...]
    attention: tuple[Row, ...]  # red and yellow, the worst first
    silent: tuple[Row, ...]  # grey that somebody can mend
    grey: Mapping[str, int]  # all grey targets without data, by reason
    picture: Picture
    changes: Changes | None  # what happened since a day; None: nobody asked

    @property
    def is_quiet(self) -> bool:
        """Whether nothing calls for a reader: nothing changed and nothing comes due within a week, or nothing is late or silent."""
        if self.unreadable:
            return False
        if self.changes is not None:
            return not self.changes.changed and not self.changes.due_7
        return not self.attention and not self.silent


def progress(ledger: Ledger, entries: Sequence[Rated], since: date | None = None) -> Progress:
    """The report of some entries of a ledger; with `since`, also what happened after that day."""
    plans = heads(ledger, entries)
    late = selection.sort((e for e in entries if e.state.rating in ATTENTION), "rating")
    silent = selection.sort((e for e in entries if _is_silent(e)), "deadline")
    return Progress(
        plans=plans,
        unreadable=len(ledger.unreadable),
        drafts=sum(target.awaits_review for target in ledger.targets),
        total=tally("", entries),
        by_plan=_tallies(entries, "plan"),
        by_owner=_tallies(selection.sort(entries, "owner"), "owner"),
        by_section=tuple(tally for plan in plans for tally in _sections(entries, plan, several=len(plans) > 1)),
        attention=tuple(row(entry) for entry in late),
        silent=tuple(row(entry) for entry in silent),
        grey=_grey(entries),
        picture=picture(ledger, entries),
        changes=None if since is None else changed(ledger, entries, since),
    )


def _tallies(entries: Sequence[Rated], by: str) -> tuple[Tally, ...]:
    return tuple(tally(name, members) for name, members in selection.group(entries, by).items())


def _sections(entries: Sequence[Rated], plan: PlanHead, *, several: bool) -> list[Tally]:
    """Tallies by section; in a report of several plans a section is named with its plan, since headings recur."""
    groups = selection.group((entry for entry in entries if entry.target.plan == plan.id), "section")
    return [tally(f"{plan.id} {name}".strip() if several else name, members) for name, members in groups.items()]


def _grey(entries: Sequence[Rated]) -> dict[str, int]:
    counts = Counter(e.state.reason.why for e in entries if e.state.rating is Rating.NO_DATA)
    return {why.value: counts[why] for why in Why if counts[why]}


def _is_silent(entry: Rated) -> bool:
    return entry.state.rating is Rating.NO_DATA and entry.state.reason.why in SILENT

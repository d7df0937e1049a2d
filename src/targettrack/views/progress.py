"""What `report` shows: totals, the same by plan, owner and section, then what needs attention."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from targettrack import query
from targettrack.model import Level
from targettrack.rating import Rating, Why
from targettrack.views.picture import Picture, picture
from targettrack.views.row import Row, row
from targettrack.views.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.model import Ledger
    from targettrack.query import Entry

ATTENTION = frozenset({Rating.OVERDUE, Rating.MISSED, Rating.FAR_BEHIND, Rating.BEHIND})
SILENT = frozenset({Why.NOT_UPDATED, Why.UNASSIGNED, Why.UNDECIDABLE, Why.NO_BASELINE, Why.NO_REFERENCE})
"""Grey that somebody can mend; the other grey targets are counted by reason."""


class PlanHead(NamedTuple):
    """Which document a report is about."""

    id: str
    title: str
    issuer: str
    level: Level | None
    year: int | None
    fictional: bool


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


def progress(ledger: Ledger, entries: Sequence[Entry]) -> Progress:
    """The report of some entries of a ledger."""
    used = {entry.target.plan for entry in entries}
    heads = [
        PlanHead(plan.id, plan.title, plan.issuer, plan.level, plan.year, plan.fictional)
        for plan in ledger.plans
        if plan.id in used
    ]
    late = query.sort((e for e in entries if e.state.rating in ATTENTION), "rating")
    silent = query.sort((e for e in entries if _is_silent(e)), "deadline")
    return Progress(
        plans=tuple(heads),
        unreadable=len(ledger.unreadable),
        drafts=sum(target.draft for target in ledger.targets),
        total=tally("", entries),
        by_plan=_tallies(entries, "plan"),
        by_owner=_tallies(query.sort(entries, "owner"), "owner"),
        by_section=tuple(tally for plan in heads for tally in _sections(entries, plan, several=len(heads) > 1)),
        attention=tuple(row(entry) for entry in late),
        silent=tuple(row(entry) for entry in silent),
        grey=_grey(entries),
        picture=picture(ledger, entries),
    )


def _tallies(entries: Sequence[Entry], by: str) -> tuple[Tally, ...]:
    return tuple(tally(name, members) for name, members in query.group(entries, by).items())


def _sections(entries: Sequence[Entry], plan: PlanHead, *, several: bool) -> list[Tally]:
    """Tallies by section; in a report of several plans a section is named with its plan, since headings recur."""
    groups = query.group((entry for entry in entries if entry.target.plan == plan.id), "section")
    return [tally(f"{plan.id} {name}".strip() if several else name, members) for name, members in groups.items()]


def _grey(entries: Sequence[Entry]) -> dict[str, int]:
    counts = Counter(e.state.reason.why for e in entries if e.state.rating is Rating.NO_DATA)
    return {why.value: counts[why] for why in Why if counts[why]}


def _is_silent(entry: Entry) -> bool:
    return entry.state.rating is Rating.NO_DATA and entry.state.reason.why in SILENT

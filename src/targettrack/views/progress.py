"""What `report` shows: totals, the same by plan, owner and section, then what needs attention."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import RATINGS, Rating, RatingGroup
from targettrack.record.traits import DRAFT
from targettrack.store import records
from targettrack.views.answer import unsaid
from targettrack.views.changed import Changes, changed
from targettrack.views.picture import Picture, picture
from targettrack.views.row import PlanHead, Row, heads, ids, named, rows
from targettrack.views.tally import Apart, Tally, apart, tallies, tally
from targettrack.views.worst import attention, worst_first

if TYPE_CHECKING:
    from targettrack.views.brief import Ahead


@unsaid("draw", "ahead")
class Progress(NamedTuple):
    """The progress report. `total.total` plus `unreadable` is every record file that was found, drafts apart."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    drafts: int  # left out
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    by_plan: tuple[Tally, ...]
    by_owner: tuple[Tally, ...]
    by_section: tuple[Tally, ...]  # where there are several plans, named with them
    targets: Mapping[str, Row]  # by id, the worst first
    attention: tuple[str, ...]  # ids of the red and yellow, the worst first
    claimed: tuple[str, ...]  # ids of those that are said or shown to be done, and wait for a person's word
    waiting: tuple[str, ...]  # ids of those that cannot be rated until somebody does something
    silent: tuple[str, ...]  # ids of those that nothing was heard of for longer than the reporting cycle allows
    changes: Changes | None  # what happened since a day; None: nobody asked
    draw: Callable[[], Picture]  # what charts are drawn from, made where there are any
    ahead: Callable[[], "Ahead"]  # what a page says of the coming weeks

    @property
    def is_quiet(self) -> bool:
        """Whether nothing calls for a reader: nothing changed and nothing comes due within a week, or nothing is late or silent."""
        if self.unreadable:
            return False
        if self.changes is not None:
            return not self.changes.changed and not self.changes.due_7
        return not (self.attention or self.claimed or self.waiting or self.silent)

    @property
    def sections(self) -> Mapping[str, Sequence[str]]:
        """The lists by name. No target is in two of them."""
        return {name: getattr(self, name) for name in ("attention", "claimed", "waiting", "silent")}

    def each(self) -> list[dict[str, Any]]:
        """Every row with the sections that name it."""
        told = self.changes.sections if self.changes else {}
        changes = {f"changes.{name}": ids for name, ids in told.items()}
        return named(self.targets, {**self.sections, **changes})


def progress(ledger: Ledger, entries: Sequence[Rated], since: date | None = None) -> Progress:
    """The report of some entries of a ledger; with `since`, also what happened after that day."""
    plans, worst = heads(entries), worst_first(entries)
    return Progress(
        plans=plans,
        unreadable=len(ledger.unreadable),
        drafts=records.count(ledger.targets, DRAFT),
        total=tally("", entries),
        apart=apart(entries),
        by_plan=tallies(entries, "plan"),
        by_owner=tallies(selection.sort(entries, "owner"), "owner"),
        by_section=tuple(tally for plan in plans for tally in _sections(entries, plan, several=len(plans) > 1)),
        targets=rows(worst),
        attention=ids(attention(entries)),
        claimed=ids(entry for entry in worst if entry.state.rating is Rating.UNVERIFIED),
        waiting=ids(entry for entry in worst if _waits(entry)),
        silent=ids(entry for entry in worst if _is_silent(entry)),
        changes=None if since is None else changed(ledger, entries, since),
        draw=lambda: picture(ledger, entries),
        ahead=lambda: _ahead(entries),
    )


def _ahead(entries: Sequence[Rated]) -> "Ahead":
    from targettrack.views.brief import ahead  # which only a page needs

    return ahead(entries)


def _waits(entry: Rated) -> bool:
    """Whether it waits, in grey, for something that somebody has to do; a warning stands among the others."""
    meaning = RATINGS[entry.state.rating]
    nothing_to_do = entry.state.rating in {Rating.NOT_DUE, Rating.FIRST_REPORT, Rating.AWAITING_RESULT}
    return meaning.group is RatingGroup.WAITING and not nothing_to_do and not entry.state.light.is_warning


def _is_silent(entry: Rated) -> bool:
    return entry.state.rating is Rating.NOT_UPDATED and not entry.state.light.is_warning


def _sections(entries: Sequence[Rated], plan: PlanHead, *, several: bool) -> list[Tally]:
    """Tallies by section; in a report of several plans a section is named with its plan, since headings recur."""
    found = tallies((entry for entry in entries if entry.target.plan == plan.id), "section")
    return [one._replace(name=f"{plan.id} {one.name}".strip()) if several else one for one in found]

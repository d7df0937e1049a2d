"""What `report` shows: totals, the same by plan, owner and section, then what needs attention."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import RATINGS, WHYS, Rating, Why
from targettrack.views.answer import unsaid
from targettrack.views.changed import Changes, changed
from targettrack.views.picture import Picture, picture
from targettrack.views.row import PlanHead, Row, heads, ids, named, rows
from targettrack.views.tally import Tally, counted, tallies, tally


@unsaid("draw")
class Progress(NamedTuple):
    """The progress report. `total.total` plus `unreadable` is every record file that was found, drafts apart."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    drafts: int  # left out
    total: Tally
    by_plan: tuple[Tally, ...]
    by_owner: tuple[Tally, ...]
    by_section: tuple[Tally, ...]  # where there are several plans, named with them
    targets: Mapping[str, Row]  # by id, the worst first
    attention: tuple[str, ...]  # ids of the red and yellow, the worst first
    silent: tuple[str, ...]  # ids of the grey that somebody can mend
    grey: Mapping[str, int]  # all grey targets without data, by reason
    changes: Changes | None  # what happened since a day; None: nobody asked
    draw: Callable[[], Picture]  # what charts are drawn from, made where there are any

    @property
    def is_quiet(self) -> bool:
        """Whether nothing calls for a reader: nothing changed and nothing comes due within a week, or nothing is late or silent."""
        if self.unreadable:
            return False
        if self.changes is not None:
            return not self.changes.changed and not self.changes.due_7
        return not self.attention and not self.silent

    def items(self) -> list[dict[str, Any]]:
        """Every row with the sections that name it."""
        told = self.changes.sections if self.changes else {}
        changes = {f"changes.{name}": ids for name, ids in told.items()}
        return named(self.targets, {"attention": self.attention, "silent": self.silent, **changes})


def progress(ledger: Ledger, entries: Sequence[Rated], since: date | None = None) -> Progress:
    """The report of some entries of a ledger; with `since`, also what happened after that day."""
    plans, worst = heads(entries), selection.sort(entries, "rating")
    without_data = [entry for entry in entries if entry.state.rating is Rating.NO_DATA]
    silent = [entry for entry in without_data if WHYS[entry.state.reason.why].is_mendable]
    return Progress(
        plans=plans,
        unreadable=len(ledger.unreadable),
        drafts=sum(target.awaits_review for target in ledger.targets),
        total=tally("", entries),
        by_plan=tallies(entries, "plan"),
        by_owner=tallies(selection.sort(entries, "owner"), "owner"),
        by_section=tuple(tally for plan in plans for tally in _sections(entries, plan, several=len(plans) > 1)),
        targets=rows(worst),
        attention=ids(entry for entry in worst if RATINGS[entry.state.rating].needs_attention),
        silent=ids(selection.sort(silent, "deadline")),
        grey={why: n for why, n in counted(Why, (entry.state.reason.why for entry in without_data)).items() if n},
        changes=None if since is None else changed(ledger, entries, since),
        draw=lambda: picture(ledger, entries),
    )


def _sections(entries: Sequence[Rated], plan: PlanHead, *, several: bool) -> list[Tally]:
    """Tallies by section; in a report of several plans a section is named with its plan, since headings recur."""
    found = tallies((entry for entry in entries if entry.target.plan == plan.id), "section")
    return [one._replace(name=f"{plan.id} {one.name}".strip()) if several else one for one in found]

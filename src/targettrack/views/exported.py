"""What `export` gives: every plan, and every record whole with its state on the day."""

from collections.abc import Mapping, Sequence
from typing import Any

from targettrack.model import Ledger, Plan, Target
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.views.row import Row, rows, whole


class Export(NamedTuple):
    """The ledger, drafts included."""

    plans: tuple[Plan, ...]  # those with a target in it
    targets: Mapping[str, Row]  # how each target stands, by id
    records: Mapping[str, Target]  # each record as it is in its file, by id

    def each(self) -> list[dict[str, Any]]:
        """Every row with its record."""
        return [whole(row, record=self.records[id_]) for id_, row in self.targets.items()]


def exported(ledger: Ledger, entries: Sequence[Rated]) -> Export:
    """Everything about some entries and their plans."""
    used = {entry.target.plan for entry in entries}
    plans = tuple(plan for plan in ledger.plans if plan.id in used)
    return Export(plans, rows(entries), {entry.target.id: entry.target for entry in entries})

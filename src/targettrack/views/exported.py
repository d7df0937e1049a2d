"""What `export` gives: every plan, and every record whole with its state on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Plan, Target
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated


class Exported(NamedTuple):
    """One target: the record as it is in its file, and how it stands."""

    record: Target
    state: Row


class Export(NamedTuple):
    """The ledger, drafts included."""

    plans: tuple[Plan, ...]
    targets: tuple[Exported, ...]


def exported(ledger: Ledger, entries: Sequence[Rated]) -> Export:
    """Everything about some entries and their plans."""
    used = {entry.target.plan for entry in entries}
    plans = tuple(plan for plan in ledger.plans if plan.id in used)
    return Export(plans, tuple(Exported(entry.target, row(entry)) for entry in entries))

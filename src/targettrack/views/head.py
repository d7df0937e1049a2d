"""Which documents a report is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated


class PlanHead(NamedTuple):
    """Which document a report is about."""

    id: str
    title: str
    issuer: str
    level: Level | None
    year: int | None
    fictional: bool


def heads(ledger: Ledger, entries: Iterable[Rated]) -> tuple[PlanHead, ...]:
    """The plans that some entries belong to, in order of the ledger."""
    used = {entry.target.plan for entry in entries}
    return tuple(
        PlanHead(plan.id, plan.title, plan.issuer, plan.level, plan.year, plan.fictional)
        for plan in ledger.plans
        if plan.id in used
    )

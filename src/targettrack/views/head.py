"""Which documents a report is about."""

from collections.abc import Iterable
from typing import NamedTuple

from targettrack.model import Level
from targettrack.rating.ladder import Rated


class PlanHead(NamedTuple):
    """Which document a report is about."""

    id: str
    title: str
    issuer: str
    level: Level | None
    year: int | None
    fictional: bool  # an example: no such place


def heads(entries: Iterable[Rated]) -> tuple[PlanHead, ...]:
    """The plans that some entries belong to, in order of their ids."""
    plans = {entry.plan.id: entry.plan for entry in entries}
    return tuple(
        PlanHead(plan.id, plan.title, plan.issuer, plan.level, plan.year, plan.fictional)
        for _id, plan in sorted(plans.items())
    )

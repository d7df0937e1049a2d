"""A new commitment, unless the same words have just made it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.acts.refusals import misplaced
from targettrack.acts.update import is_recent
from targettrack.errors import UsageError
from targettrack.model import Create, Target
from targettrack.rating.compare import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Plan


def add(target: Target, plan: Plan, records: Iterable[Target], *, again: bool = False) -> Create | Target:
    """The record to be made, or the one that the same act made before: by its key, or by title, quote and goal just now.

    `records`: those of the plan. `again`: the same is meant a second time. UsageError key-of-another (id, key), and those
    of `misplaced` (id: the title).
    """
    for record in records:
        same = (record.title, record.quotes, record.goal) == (target.title, target.quotes, target.goal)
        if record.key == target.key and not same:
            raise UsageError("key-of-another", id=record.id, key=target.key)
        if same and (
            record.key == target.key or (record.key and not again and is_recent(record.recorded, target.recorded))
        ):
            return record
    fault = misplaced(target.checkpoints, opening(target, plan), target.deadline)
    if fault is not None:
        raise UsageError(fault[0], id=target.title, **fault[1])
    return Create(target)

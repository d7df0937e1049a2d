"""A new commitment, unless the same words have just made it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.acts.update import is_recent
from targettrack.errors import UsageError
from targettrack.model import Create, Target

if TYPE_CHECKING:
    from collections.abc import Iterable


def add(target: Target, records: Iterable[Target], *, again: bool = False) -> Create | Target:
    """The record to be made, or the one that the same act made before: by its key, or by title, quote and goal just now.

    `records`: those of the plan. `again`: the same is meant a second time. UsageError key-of-another (id, key).
    """
    for record in records:
        same = (record.title, record.quotes, record.goal) == (target.title, target.quotes, target.goal)
        if record.key == target.key and not same:
            raise UsageError("key-of-another", id=record.id, key=target.key)
        if same and (
            record.key == target.key or (record.key and not again and is_recent(record.recorded, target.recorded))
        ):
            return record
    return Create(target)

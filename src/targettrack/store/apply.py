"""Apply an act's changes, in the order create, rewrite, remove: a stop between two can double a promise, never lose one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targettrack.model import Append, Create, NewPlan, Remove, Rewrite, Written
from targettrack.store.drafts import drop, rewrite
from targettrack.store.records import create, create_plan
from targettrack.store.updates import append

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.model import Change, Target


def apply(root: Path, changes: Sequence[Change], *, dry_run: bool = False) -> tuple[Written, ...]:
    """Write the changes and give what became of each, in their order. StoreError: those of the kinds of change."""
    made: dict[int, Written] = {}
    for place, change in enumerate(changes):
        if isinstance(change, NewPlan):
            create_plan(root, change.plan, dry_run=dry_run)
            made[place] = Written(None, id=change.plan.id)
    creates = [(place, change) for place, change in enumerate(changes) if isinstance(change, Create)]
    for plan in dict.fromkeys(change.target.plan for _, change in creates):
        own = [(place, change.target) for place, change in creates if change.target.plan == plan]
        targets = create(root, plan, [target for _, target in own], dry_run=dry_run)
        made |= {place: Written(target, id=target.id) for (place, _), target in zip(own, targets, strict=True)}
    appends = [(place, change) for place, change in enumerate(changes) if isinstance(change, Append)]
    lines = append(root, [(change.target, change.update) for _, change in appends], dry_run=dry_run)
    made |= {
        place: Written(_with(change), line, change.target.id)
        for (place, change), line in zip(appends, lines, strict=True)
    }
    rewrites = [(place, change) for place, change in enumerate(changes) if isinstance(change, Rewrite)]
    rewrite(root, [(change.old, change.new) for _, change in rewrites], dry_run=dry_run)
    made |= {place: Written(change.new, id=change.new.id) for place, change in rewrites}
    removes = [(place, change) for place, change in enumerate(changes) if isinstance(change, Remove)]
    drop(root, [change.target for _, change in removes], dry_run=dry_run)
    made |= {place: Written(None, id=change.target.id) for place, change in removes}
    return tuple(made[place] for place in range(len(changes)))


def _with(change: Append) -> Target:
    others = tuple(one for one in change.target.updates if one.key != change.update.key)
    return replace(change.target, updates=tuple(sorted((*others, change.update), key=lambda one: one.order)))

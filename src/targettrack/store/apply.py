"""The one way to write a ledger: understand every change, then take them all. Knows locks and order; knows no TOML."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from targettrack.store.compose import Composition
from targettrack.store.listing import PLAN_FILE
from targettrack.store.lock import lock
from targettrack.store.write import commit, saving, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.cache.shelf import Shelf
    from targettrack.model import Change, Written
    from targettrack.store.write import Step


def apply(
    root: Path, changes: Sequence[Change], *, dry_run: bool = False, shelf: Shelf | None = None
) -> tuple[Written, ...]:
    """Write the changes, all or none, and give what became of each, in their order. `shelf`: see `index`.

    Everything is composed, proved and on disk before the first rename. The order is create, rewrite, remove, so that a
    power cut between two can double a promise, never lose one. What is there already is left alone, so that a call can
    be repeated after any end: a plan with the same content, a record with the same id and content, an update with the
    same key and content but for `at`. `at` may become later: see `compose`.

    UsageError: no-such-plan (plan). StoreError, nothing changed: plan-exists (plan); record-broken (path, line, reason),
    key-taken (path, key), updates-not-last, not-a-draft, changed-underneath (path), would-break (path, reason),
    clock-ahead (path, id, key, by, at); those of `text.read`, `text.decode`, `lock` and `commit`.
    Saved, when it is too late for those: see `saving`.
    """
    steps: list[Step] = []
    done: list[Step] = []
    written: list[Written] = []
    with saving(steps, done, lambda: _names(done, written)), nullcontext() if dry_run else lock(root):
        composition = Composition(root, shelf)
        written += [composition.take(change) for change in changes]
        steps += composition.steps()
        if not dry_run:
            folders = list(dict.fromkeys(step.path.parent for step in steps))
            sweep(folders)
            commit(steps, done, folders=folders)
    return tuple(written)


def _names(done: Sequence[Step], written: Sequence[Written]) -> str:
    """What is on disk of what was to be written."""
    files = {step.path.parent.name if step.path.name == PLAN_FILE else step.path.stem for step in done}
    return ", ".join(one.name for one in written if one.id in files)

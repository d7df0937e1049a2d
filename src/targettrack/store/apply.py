"""The one way to write a ledger: understand every change, then take them all. Knows locks and order; knows no TOML."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from targettrack.errors import Saved, StoreError
from targettrack.store.compose import Composition
from targettrack.store.listing import PLAN_FILE
from targettrack.store.lock import lock
from targettrack.store.write import commit, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.model import Change, Written
    from targettrack.store.write import Step


def apply(root: Path, changes: Sequence[Change], *, dry_run: bool = False) -> tuple[Written, ...]:
    """Write the changes, all or none, and give what became of each, in their order.

    Everything is composed, proved and on disk before the first rename. The order is create, rewrite, remove, so that a
    power cut between two can double a promise, never lose one. What is there already is left alone, so that a call can
    be repeated after any end: a plan with the same content, a record with the same id and content, an update with the
    same key and content but for `at`. `at` may become later: see `compose`.

    UsageError: no-such-plan (plan). StoreError, nothing changed: plan-exists (plan); record-broken (path, line, reason),
    key-taken (path, key), updates-not-last, not-a-draft, changed-underneath (path), would-break (path, reason),
    clock-ahead (path, id, key, by, at); those of `text.read`, `text.decode`, `lock` and `commit`.
    Saved (written), when it is too late for those: saved-in-part, saved-not-durable (path, reason), saved-not-shown.
    """
    done: list[Step] = []
    steps: list[Step] = []
    written: tuple[Written, ...] = ()
    try:
        with nullcontext() if dry_run else lock(root):
            composition = Composition(root)
            written = tuple(composition.take(change) for change in changes)
            if not dry_run:
                steps = composition.steps
                folders = dict.fromkeys(step.path.parent for step in steps)
                for folder in folders:
                    sweep(folder)
                commit(steps, done, folders=list(folders))
    except BaseException as error:
        if done:
            raise _saved(error, steps, done, written) from error
        raise
    return written


def _saved(error: BaseException, steps: list[Step], done: list[Step], written: tuple[Written, ...]) -> Saved:
    """What to say of an error that came after the first rename: what is on disk, and what is not."""
    files = {step.path.parent.name if step.path.name == PLAN_FILE else step.path.stem for step in done}
    params = {"written": ", ".join(one.name for one in written if one.id in files)}
    if not isinstance(error, StoreError):  # Ctrl-C, which waited until all was done
        return Saved("saved-not-shown", reason=type(error).__name__, **params)
    code = "saved-not-durable" if len(done) == len(steps) else "saved-in-part"
    return Saved(code, path=error.params["path"], reason=error.params.get("reason", ""), **params)

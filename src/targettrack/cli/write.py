"""The short arrow back: apply an act, and show each target's line, its state before and its state now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targettrack.cli import world
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.model import Append
from targettrack.views.recorded import receipt, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.output import Run
    from targettrack.errors import ExitCode
    from targettrack.model import Change, Target


def write(run: Run, changes: Sequence[Change], *, also: Sequence[Target] = ()) -> ExitCode:
    """Write an act and answer with a receipt of every target in it; `also` are those that it left as they are."""
    for change in changes:
        if isinstance(change, Append) and change.update in change.target.updates:
            say_known(change.target.id, change.update.key)
    session, written = run.session, run.apply(changes)
    assert session is not None
    after = {one.target.id: one.target for one in written if one.target is not None}
    whole = {target.id: target for target in session.ledger.targets} | after
    changed = replace(session.ledger, targets=tuple(whole.values()))
    receipts = [recorded(selection.entry(changed, target, session.day)) for target in also]
    for change, one in zip(changes, written, strict=True):
        if one.target is not None:
            before = selection.entry(session.ledger, change.target, session.day) if isinstance(change, Append) else None
            receipts.append(recorded(selection.entry(changed, one.target, session.day), line=one.line, before=before))
    return run.answer(receipt(receipts, dry_run=run.dry_run))


def say_known(identifier: str, key: str) -> None:
    """Tell that the same is on record already, under which key."""
    world.say(_("{id}: recorded already (key {key})").format(id=identifier, key=key))


def say_apart(left: Sequence[Target]) -> None:
    """Tell that a merge has left more than one draft, and why."""
    if len(left) > 1:
        ids = " ".join(target.id for target in left)
        world.say(
            _("{ids} promise different numbers: they stay apart, in item {item}").format(ids=ids, item=left[0].item)
        )

"""The short arrow back: append updates, read again, show what changed. Shared by `update` and `undo`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cli.session import format_name
from targettrack.ledger import selection
from targettrack.views.recorded import receipt, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.session import Session
    from targettrack.errors import ExitCode
    from targettrack.model import Target, Update


def record(
    session: Session,
    command: str,
    entries: Sequence[tuple[Target, Update]],
    format_: str | None,
    output: str | None,
    *,
    dry_run: bool,
) -> ExitCode:
    """Append, then answer with each target's line, its state before and its state now."""
    format_name(format_, output)  # what cannot be answered is not recorded either
    lines = store.append(session.root, entries, dry_run=dry_run)
    after = [_with(target, update) for target, update in entries]
    targets = {target.id: target for target in (*session.ledger.targets, *after)}
    changed = replace(session.ledger, targets=tuple(targets.values()))
    receipts = tuple(
        recorded(
            selection.entry(changed, new, session.day),
            line=line,
            before=selection.entry(session.ledger, old, session.day),
        )
        for (old, _update), new, line in zip(entries, after, lines, strict=True)
    )
    return session.answer(command, receipt(receipts, dry_run=dry_run), format_, output)


def _with(target: Target, update: Update) -> Target:
    others = tuple(one for one in target.updates if one.key != update.key)
    return replace(target, updates=tuple(sorted((*others, update), key=lambda one: one.order)))

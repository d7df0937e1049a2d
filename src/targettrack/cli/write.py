"""The short arrow back: append updates, read again, show what changed. Shared by `update` and `undo`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targettrack.ledger import selection
from targettrack.model import Append
from targettrack.views.recorded import Receipt, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.errors import ExitCode
    from targettrack.model import Target, Update


def record(run: Run, session: Session, entries: Sequence[tuple[Target, Update]]) -> ExitCode:
    """Append, then answer with each target's line, its state before and its state now."""
    written = run.apply(session.root, [Append(target, update) for target, update in entries])
    after = [one.target for one in written if one.target is not None]
    targets = {target.id: target for target in (*session.ledger.targets, *after)}
    changed = replace(session.ledger, targets=tuple(targets.values()))
    receipts = tuple(
        recorded(
            selection.entry(changed, new, session.day),
            line=one.line,
            before=selection.entry(session.ledger, old, session.day),
        )
        for (old, _update), new, one in zip(entries, after, written, strict=True)
    )
    return run.answer(Receipt(run.dry_run, receipts), session.day, session.ledger.problems)

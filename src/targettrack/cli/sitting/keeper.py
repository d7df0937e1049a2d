"""The ledger of a sitting as it becomes: each deed is written at once, and what is on disk afterwards is known.

Knows changes and the store; knows no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack import store
from targettrack.acts import draft as acts
from targettrack.cli.sitting import deeds
from targettrack.cli.sitting.desk import Deed
from targettrack.model import Create

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.model import Change, Target


class Keeper:
    """Who writes for a sitting, and what the ledger holds by now."""

    def __init__(self, run: Run, session: Session) -> None:
        """Begin with the ledger as it was read."""
        self._run, self.session = run, session

    @property
    def is_dry(self) -> bool:
        """Whether deeds are only proved."""
        return self._run.dry_run

    def do(self, name: str, before: tuple[Target, ...], after: tuple[Target, ...]) -> Deed:
        """Write what drafts become, and give it with the ids of those that were made. StoreError, Saved: of `store.apply`."""
        changes = acts.changes(before, after, self.session.ledger.targets)
        written = self._run.apply(changes)
        made = [one.target for change, one in zip(changes, written, strict=True) if isinstance(change, Create)]
        deed = Deed(name, before, tuple(draft if draft.id else made.pop(0) or draft for draft in after))
        self._become(before, deed.after)
        return deed

    def undo(self, deed: Deed) -> None:
        """Write what drafts were before a deed. StoreError, Saved: of `store.apply`; nothing else has happened to them."""
        changes: tuple[Change, ...] = deeds.back(deed.before, deed.after)
        self._run.apply(changes)
        self._become(deed.after, deed.before)

    def on_disk(self, drafts: Iterable[Target]) -> tuple[Target, ...]:
        """What stands on disk of some drafts now, after somebody else or half a deed may have changed them."""
        ids = [draft.id for draft in drafts if draft.id]
        found = deeds.found(store.load_only(self.session.root, ids).targets, ids)
        self._become(tuple(drafts), found)
        return found

    def _become(self, before: Sequence[Target], after: Sequence[Target]) -> None:
        if self.is_dry:
            return
        ledger = self.session.ledger
        records = {target.id: target for target in ledger.targets}
        for draft in before:
            records.pop(draft.id, None)
        records |= {draft.id: draft for draft in after}
        self.session = self.session._replace(ledger=ledger._replace(targets=tuple(records.values())))

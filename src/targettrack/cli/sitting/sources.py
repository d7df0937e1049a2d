"""The reports that the plans of a sitting were read from, as far as they are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import extract, store
from targettrack.acts.draft import SOURCE
from targettrack.cli import world
from targettrack.errors import TargettrackError
from targettrack.exchange import documents

if TYPE_CHECKING:
    from targettrack.extract import Passage
    from targettrack.model import Target


class Sources:
    """The text of each plan, read when it is first asked for."""

    def __init__(self, root: Path, given: str | None) -> None:
        """Look in the plan's folder. `given`: the file of the report instead. Errors: of `store.document`, `documents.read`."""
        self._root, self._read = root, dict[str, extract.Source | None]()
        self._given = extract.Source(_document(Path(world.folder(), given))) if given else None

    def around(self, drafts: tuple[Target, ...]) -> Passage | None:
        """Where the drafts of an item were said; None where that is not known."""
        source = self._given or self._of(drafts[0].plan)
        return source.around(quote for draft in drafts for quote in draft.quotes) if source else None

    def _of(self, plan: str) -> extract.Source | None:
        if plan not in self._read:
            try:
                self._read[plan] = extract.Source(_text(self._root / plan / SOURCE))
            except TargettrackError:  # it is only to be looked at; that it is not at hand is said with each item
                self._read[plan] = None
        return self._read[plan]


def _document(path: Path) -> str:
    return documents.read(store.document(path), path.name).text


def _text(path: Path) -> str:
    return extract.read_bytes(store.document(path))

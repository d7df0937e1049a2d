"""Replace and remove drafts: the only records whose head may be written twice. Knows files; knows no fields."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import StoreError
from targettrack.store.lock import lock
from targettrack.store.records import composed
from targettrack.store.text import decode, read, resolve
from targettrack.store.write import Change, remove, replace_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.model import Target


def rewrite(root: Path, changes: Sequence[tuple[Target, Target]], *, dry_run: bool = False) -> None:
    """Put new heads in the place of drafts, all or none; with `draft` false a head stands from then on.

    `changes`: each draft as it was read, and as it is to be. StoreError: not-a-draft (path) if what lies there is accepted
    already, changed-underneath (path) if it is another draft by now; those of `lock` and `replace`.
    """
    with nullcontext() if dry_run else lock(root):
        files = [Change(root / old.path, composed(new), _draft_bytes(root, old)) for old, new in changes]
        if not dry_run:
            replace_all(files)


def drop(root: Path, drafts: Sequence[Target], *, dry_run: bool = False) -> None:
    """Remove drafts. Their ids are not given out again. StoreError: as `rewrite`."""
    with nullcontext() if dry_run else lock(root):
        for draft in drafts:
            _draft_bytes(root, draft)
        for draft in drafts if not dry_run else ():
            remove(root / draft.path)


def _draft_bytes(root: Path, draft: Target) -> bytes:
    resolve(str(root), draft.path)
    data = read(str(root), draft.path)
    found, _problems = record.read_target(decode(data, draft.path), path=draft.path, plan=draft.plan)
    if found is None or not found.draft:
        raise StoreError("not-a-draft", path=draft.path)
    if found != draft:
        raise StoreError("changed-underneath", path=draft.path)
    return data

"""Make new records and plans: give out ids, write heads. Knows ids and files; knows no fields."""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import StoreError, UsageError
from targettrack.store import toml
from targettrack.store.ledger import PLAN_FILE, RECORD_SUFFIX
from targettrack.store.lock import lock
from targettrack.store.text import check_size, encode, first_error, read_if_present, resolve
from targettrack.store.write import Change, make_folder, replace, replace_all, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.errors import Problem
    from targettrack.model import Plan, Target

_COMMENT = (
    "# The commitment as it was made. What happened since stands under [updates], one line each, "
    "appended by targettrack.\n"
)
_IDS_FILE = ".ids"


def create(root: Path, plan: str, drafts: Sequence[Target], *, dry_run: bool = False) -> tuple[Target, ...]:
    """Write one new record per draft and give the targets as written: with the plan's next ids and their paths.

    An id that was given out once is never given again, also if its file is gone: `<plan>/.ids` remembers.
    UsageError: no-such-plan (plan). StoreError: would-break (path, reason) if a draft would not read back as it is;
    outside-store, too-large; those of `lock` and `replace`.
    """
    with nullcontext() if dry_run else lock(root):
        if "/" in plan or not os.path.isfile(root / plan / PLAN_FILE):
            raise UsageError("no-such-plan", plan=plan)
        resolve(str(root), plan)
        given = _ids_given(root, plan)
        first = _highest_number(root, plan, given) + 1
        targets = tuple(_numbered(draft, plan, number) for number, draft in enumerate(drafts, first))
        changes = [Change(root / target.path, composed(target), expect=b"") for target in targets]
        if changes and not dry_run:
            # The ids first: a crash in between wastes some, but gives none twice.
            ids = given + b"".join(f"{target.id}\n".encode() for target in targets)
            replace(root / plan / _IDS_FILE, ids)
            replace_all(changes)
    return targets


def create_with_plan(root: Path, plan: Plan, drafts: Sequence[Target], *, dry_run: bool = False) -> tuple[Target, ...]:
    """Make a plan and its first records. StoreError: those of `create_plan` and `create`."""
    create_plan(root, plan, dry_run=dry_run)
    if dry_run:
        return tuple(_numbered(draft, plan.id, number) for number, draft in enumerate(drafts, 1))
    return create(root, plan.id, drafts)


def create_plan(root: Path, plan: Plan, *, dry_run: bool = False) -> None:
    """Make the folder of a plan, with its plan.toml. Records that stand there without one are kept.

    StoreError: plan-exists (plan, as it is written there); would-break (path, reason); those of `lock` and `replace`.
    """
    path = f"{plan.id}/{PLAN_FILE}"
    text = toml.document(record.plan_head(plan))
    found, problems = record.read_plan(text, path=path, plan=plan.id)
    _require_same(found, plan, path, problems)
    with nullcontext() if dry_run else lock(root):
        with told(str(root)):
            names = os.listdir(root)
        for name in names:
            if name.casefold() == plan.id.casefold() and (name != plan.id or os.path.exists(root / path)):
                raise StoreError("plan-exists", plan=name)
        if not dry_run:
            make_folder(root / plan.id)
            replace(root / path, encode(text, path), expect=b"")


def _ids_given(root: Path, plan: str) -> bytes:
    given = read_if_present(str(root), f"{plan}/{_IDS_FILE}") or b""
    return given if given.endswith(b"\n") or not given else given + b"\n"


def _highest_number(root: Path, plan: str, given: bytes) -> int:
    """The highest number of a plan's ids, given out by `create` or taken by a file in whatever folder."""
    numbered = re.compile(rf"{re.escape(plan)}-([0-9]{{1,9}})", re.IGNORECASE | re.ASCII)
    ids = given.decode(errors="replace").split() + [path.stem for path in root.glob(f"*/*{RECORD_SUFFIX}")]
    return max((int(found[1]) for id_ in ids if (found := numbered.fullmatch(id_))), default=0)


def _numbered(draft: Target, plan: str, number: int) -> Target:
    id_ = f"{plan}-{number:03d}"
    return changed(draft, id=id_, plan=plan, path=f"{plan}/{id_}{RECORD_SUFFIX}")


def composed(target: Target) -> bytes:
    """The whole file of a target, proved to read back as the same. StoreError: would-break (path, reason), too-large."""
    updates = "".join(f"{toml.line(update.key, record.fields_of(update))}\n" for update in target.updates)
    text = f"{_COMMENT}{toml.document(record.head_of(target))}\n[updates]\n{updates}"
    found, problems = record.read_target(text, path=target.path, plan=target.plan)
    _require_same(found, target, target.path, problems)
    data = encode(text, target.path)
    check_size(data, target.path)
    return data


def _require_same(found: Target | Plan | None, written: Target | Plan, path: str, problems: Sequence[Problem]) -> None:
    if found is None:
        raise StoreError("would-break", path=path, reason=first_error(problems).code)
    if found != written:
        raise StoreError("would-break", path=path, reason="differs")

"""Append update lines to records. Knows where a line goes and proves that nothing else changed; knows no meanings."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import StoreError
from targettrack.store import toml
from targettrack.store.lock import lock
from targettrack.store.text import check_size, decode, encode, first_error, read, resolve
from targettrack.store.write import Change, replace_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from targettrack.model import Target, Update


def append(root: Path, entries: Sequence[tuple[Target, Update]], *, dry_run: bool = False) -> tuple[str, ...]:
    """Append each update to its target's file and give the lines, one per entry.

    All are proved before the first file is touched. An update that is there already, with the same key and content, is
    left alone, so a call can be repeated after any error.
    StoreError: record-broken (path, line, reason), key-taken (path, key), updates-not-last (path), would-break (path,
    reason); missing-file, not-utf8 and the others of `text.read` and `text.decode`; those of `lock` and `replace`.
    """
    lines = []
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    with nullcontext() if dry_run else lock(root):
        for target, update in entries:
            path = target.path
            if path not in before:
                before[path] = after[path] = _read(root, target)
            line = toml.line(update.key, record.fields_of(update))
            after[path] = _add(after[path], line, target, update)
            lines.append(line)
        if not dry_run:
            replace_all([Change(root / path, after[path], old) for path, old in before.items() if old != after[path]])
    return tuple(lines)


def _read(root: Path, target: Target) -> bytes:
    resolve(str(root), target.path)
    data = read(str(root), target.path)
    found, problems = record.read_target(decode(data, target.path), path=target.path, plan=target.plan)
    if found is None:
        problem = first_error(problems)
        raise StoreError("record-broken", path=target.path, line=problem.line or 0, reason=problem.code)
    return data


def _add(data: bytes, line: str, target: Target, update: Update) -> bytes:
    old = record.parse(decode(data, target.path), target.path)[0] or {}
    present = old.get("updates", {}).get(update.key)
    if present is not None:
        if present != record.fields_of(update):
            raise StoreError("key-taken", path=target.path, key=update.key)
        return data
    header = "" if "updates" in old else "\n[updates]\n"
    repair = "" if data.endswith(b"\n") else "\n"
    tail = f"{repair}{header}{line}\n"
    if b"\r\n" in data:
        tail = tail.replace("\n", "\r\n")
    new = data + encode(tail, target.path)
    check_size(new, target.path)
    _prove(new, old, target, update)
    return new


def _prove(new: bytes, old: dict[str, object], target: Target, update: Update) -> None:
    """Refuse a text that is not the old data plus exactly this update, or that no target can be read from."""
    text = decode(new, target.path)
    data, problems = record.parse(text, target.path)
    if data is None:
        raise StoreError("would-break", path=target.path, reason=first_error(problems).code)
    updates = data.get("updates", {})
    if update.key not in updates:
        raise StoreError("updates-not-last", path=target.path)
    added = updates.pop(update.key)
    if "updates" not in old:
        del data["updates"]
    # repr, because a NaN under a key that we do not know differs from itself.
    if added != record.fields_of(update) or repr(data) != repr(old):
        raise StoreError("would-break", path=target.path, reason="differs")
    found, problems = record.read_target(text, path=target.path, plan=target.plan)
    if found is None:
        raise StoreError("would-break", path=target.path, reason=first_error(problems).code)

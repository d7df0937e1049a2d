"""From changes to the bytes of files, each proved by reading it back before any is written. Knows ids; knows no fields."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import StoreError, UsageError
from targettrack.model import Append, Create, NewFile, NewPlan, Plan, Remove, Replan, Rewrite, Target, Written, voided
from targettrack.patterns import late
from targettrack.store import toml
from targettrack.store.content import parsed
from targettrack.store.folder import SUFFIX
from targettrack.store.listing import PLAN_FILE, Index, index
from targettrack.store.text import check_size, decode, encode, first_error, mode, read, read_if_present, resolve
from targettrack.store.write import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from targettrack.cache.shelf import Shelf
    from targettrack.errors import Problem
    from targettrack.model import Change, Update

_COMMENT = (
    "# The commitment as it was made. What happened since stands under [updates], one line each, "
    "appended by targettrack.\n"
)
_COLUMNS = late(r"^columns *=.*\n?|^\[columns\] *\n(?:(?!\[).*\n?)*", re.MULTILINE)
_IDS_FILE = ".ids"  # of removed drafts
_FAST = timedelta(minutes=10)
"""How far ahead of the clock the last line of a record may lie: beyond that, some clock is wrong, not only fast."""
_SECOND = timedelta(seconds=1)


class Composition:
    """What files are to become. Each change sees what those before it have made of them."""

    def __init__(self, root: Path, shelf: Shelf | None = None) -> None:
        """Begin with the files as they are; nothing here writes one. `shelf`: may know the names in unchanged folders."""
        self.root, self._shelf = root, shelf
        self._before: dict[str, bytes] = {}
        self._after: dict[str, bytes] = {}  # b"", before and after: no file
        self._numbers: dict[str, int] = {}  # the highest number that an id of a plan has
        self._appended: dict[str, Target] = {}  # what files with new lines have to read back as; not proved yet

    def take(self, change: Change) -> Written:  # noqa: PLR0911  # one for each kind of change
        """Compose one more change. The errors are those of `store.apply`."""
        match change:
            case NewPlan(plan):
                return self._new_plan(plan)
            case Replan(plan, columns):
                return self._replan(plan, columns)
            case Create(target):
                return self._create(target)
            case Append(target, update):
                return self._append(target, update)
            case Rewrite(old, new):
                return self._rewrite(old, new)
            case Remove(target):
                return self._remove(target)
            case NewFile(path, text):
                self._after[path] = self._content(path) or encode(text, path)
                return Written(None, id=path)

    def steps(self) -> list[Step]:
        """The files that change: a plan.toml, then what is new, what is rewritten, what goes. StoreError: as `take`."""
        for path in [*self._appended]:
            self._prove(path)
        changed = [path for path, data in self._after.items() if data != self._before[path]]
        return [self._step(path) for path in sorted(changed, key=self._phase)]

    def _phase(self, path: str) -> int:
        if not self._after[path]:
            return 3
        return 2 if self._before[path] else 1 if not path.endswith(PLAN_FILE) else 0

    def _step(self, path: str) -> Step:
        place = self.root / path
        above = mode(place.parent) or mode(self.root)  # a plan's folder may have to be made yet
        return Step(place, self._after[path] or None, self._before[path], above & 0o666)

    def _listed(self) -> Index:
        return index(self.root, self._shelf) if mode(self.root) else Index({}, (), ())

    def _content(self, path: str) -> bytes:
        """What a file is so far; b"" where there is none."""
        if path not in self._after:
            self._before[path] = self._after[path] = read_if_present(str(self.root), path) or b""
        return self._after[path]

    def _record(self, path: str) -> tuple[Target, tuple[Problem, ...]]:
        """A record as it is so far, with what `check` would say of it."""
        self._prove(path)
        if path not in self._after:
            resolve(str(self.root), path)
            self._before[path] = self._after[path] = read(str(self.root), path)
        found, problems = parsed(decode(self._after[path], path), path)
        if found is None:
            problem = first_error(problems)
            raise StoreError("record-broken", path=path, line=problem.line or 0, reason=problem.code)
        return found, problems

    def _new_plan(self, plan: Plan) -> Written:
        path = f"{plan.id}/{PLAN_FILE}"
        text = toml.document(record.plan_head(plan))
        _require_same(record.read_plan(text, path=path, plan=plan.id), plan, path)
        data = encode(text, path)
        for folder in self._listed().folders:
            if folder.casefold() == plan.id.casefold() and (
                folder != plan.id or self._content(path) not in {b"", data}
            ):
                raise StoreError("plan-exists", plan=folder)
        self._content(path)
        self._after[path] = data
        return Written(None, id=plan.id)

    def _replan(self, plan: Plan, columns: Mapping[str, str]) -> Written:
        """A plan.toml with other columns: one line of it, so that remarks and order stay."""
        path = f"{plan.id}/{PLAN_FILE}"
        text = decode(self._content(path), path)
        found, _problems = record.read_plan(text, path=path, plan=plan.id)
        if found != plan:
            raise StoreError("changed-underneath", path=path)
        line = f"{toml.line('columns', columns)}\n"
        new = _COLUMNS.sub(lambda _old: line, text) if _COLUMNS.search(text) else f"{text.rstrip()}\n{line}"
        _require_same(record.read_plan(new, path=path, plan=plan.id), plan._replace(columns=columns), path)
        self._after[path] = encode(new, path)
        return Written(None, id=plan.id)

    def _create(self, target: Target) -> Written:
        plan = target.plan
        if not record.IDENTIFIER.fullmatch(plan) or not self._content(f"{plan}/{PLAN_FILE}"):
            raise UsageError("no-such-plan", plan=plan)
        id_ = target.id or self._next_id(plan)
        new = target._replace(id=id_, path=f"{plan}/{id_}{SUFFIX}")
        data = _whole(new)
        if self._content(new.path) not in {b"", data}:
            raise StoreError("changed-underneath", path=new.path)
        self._after[new.path] = data
        return Written(new, id=id_)

    def _next_id(self, plan: str) -> str:
        """One more than any file is named after, in whatever folder, or the program has removed."""
        if plan not in self._numbers:
            numbered = re.compile(rf"{re.escape(plan)}-([0-9]{{1,9}})", re.IGNORECASE | re.ASCII)
            ids = (*self._content(f"{plan}/{_IDS_FILE}").decode(errors="replace").split(), *self._listed().latest())
            self._numbers[plan] = max((int(found[1]) for id_ in ids if (found := numbered.fullmatch(id_))), default=0)
        self._numbers[plan] += 1
        return f"{plan}-{self._numbers[plan]:03d}"

    def _append(self, target: Target, update: Update) -> Written:
        path = target.path
        problems: tuple[Problem, ...] = ()
        # Many lines of one record are proved together: one by one, 450 of them took 5 s.
        found = self._appended.get(path)
        if found is None:
            found, problems = self._record(path)
        if (found.recorded, found.quotes) != (target.recorded, target.quotes):
            raise StoreError("changed-underneath", path=path)
        present = next((one for one in found.updates if one.key == update.key), None)
        if present is not None:
            if present._replace(at=update.at) != update:
                raise StoreError("key-taken", path=path, key=update.key)
            return Written(found, _line(present), found.id)
        update = update._replace(at=_moment(found, update))
        data = self._after[path]
        header = "\n[updates]\n" if any(problem.code == "missing-updates" for problem in problems) else ""
        repair = "" if data.endswith(b"\n") else "\n"
        tail = f"{repair}{header}{_line(update)}\n"
        new = data + encode(tail.replace("\n", "\r\n") if b"\r\n" in data else tail, path)
        check_size(new, path)
        self._after[path] = new
        updates = tuple(sorted((*found.updates, update), key=lambda one: one.order))
        self._appended[path] = written = found._replace(updates=updates)
        return Written(written, _line(update), written.id)

    def _prove(self, path: str) -> None:
        """That a file with new lines reads back as the record with exactly these. StoreError: updates-not-last, would-break."""
        whole = self._appended.pop(path, None)
        if whole is None:
            return
        new, problems = parsed(decode(self._after[path], path), path)
        if new is not None and not {one.key for one in whole.updates} <= {one.key for one in new.updates}:
            raise StoreError("updates-not-last", path=path)
        _require_same((new, problems), whole, path)

    def _rewrite(self, old: Target, new: Target) -> Written:
        found, _problems = self._record(old.path)
        if found == new:
            return Written(new, id=new.id)
        _require_draft(found, old, may_stand=not found.updates and new.draft)
        self._after[new.path] = _whole(new)
        return Written(new, id=new.id)

    def _remove(self, draft: Target) -> Written:
        found, _problems = self._record(draft.path)
        _require_draft(found, draft, may_stand=False)
        ids = f"{draft.plan}/{_IDS_FILE}"
        given = self._content(ids)
        if draft.id.encode() not in given.split():
            self._after[ids] = given.rstrip(b"\n") + (b"\n" if given else b"") + f"{draft.id}\n".encode()
        self._after[draft.path] = b""
        return Written(None, id=draft.id)


def _line(update: Update) -> str:
    return toml.line(update.key, record.fields_of(update))


def _whole(target: Target) -> bytes:
    """The whole file of a target, proved to read back as the same. StoreError: would-break (path, reason), too-large."""
    updates = "".join(f"{_line(update)}\n" for update in target.updates)
    text = f"{_COMMENT}{toml.document(record.head_of(target))}\n[updates]\n{updates}"
    _require_same(record.read_target(text, path=target.path, plan=target.plan), target, target.path)
    data = encode(text, target.path)
    check_size(data, target.path)
    return data


def _moment(found: Target, update: Update) -> datetime:
    """When an update is entered: now, or a second after the last line in force, so that the last word is the last.

    Where that line lies too far ahead, one of two clocks is wrong; it has to be taken back first, and can be.
    StoreError clock-ahead (path, id, key, by, at).
    """
    gone = voided(found.updates)
    standing = [one for one in found.updates if one.key not in gone]
    ahead = [one for one in standing if one.at > update.at + _FAST]
    if ahead and update.void not in {one.key for one in ahead}:
        last = max(ahead, key=lambda one: one.order)
        params = {"id": found.id, "key": last.key, "by": last.by, "at": last.at.isoformat()}
        raise StoreError("clock-ahead", path=found.path, **params)
    latest = max((one.at for one in standing if one not in ahead), default=update.at - _SECOND)
    return max(update.at, (latest + _SECOND).replace(microsecond=0).astimezone(update.at.tzinfo))


def _require_same(read: tuple[Target | Plan | None, Sequence[Problem]], written: Target | Plan, path: str) -> None:
    found, problems = read
    if found is None:
        error = first_error(problems)
        raise StoreError("would-break", path=path, reason=error.code, key=error.key or "")
    if found != written:
        raise StoreError("would-break", path=path, reason="differs")


def _require_draft(found: Target, read: Target, *, may_stand: bool) -> None:
    """Refuse to change a head that stands, or another than was read. StoreError: not-a-draft, changed-underneath (path)."""
    if not (found.draft or may_stand):
        raise StoreError("not-a-draft", path=read.path)
    if found != read:
        raise StoreError("changed-underneath", path=read.path)

"""Read the store, whole or in part. Knows which files belong together; knows no TOML. Never writes."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from targettrack import record
from targettrack.errors import Problem, StoreError, UsageError
from targettrack.model import Ledger, Plan, Settings, Target
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, UNITS_FILE, Index, id_of, index
from targettrack.store.text import decode, problem_of, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

LOOKS = 5
"""How often the store is read at most while its files come and go, as they do while git checks out another branch."""
_PAUSE_SECONDS = 0.02
_FLEETING = frozenset({"missing-file", "empty-file"})
"""What is found where a file is just being replaced by a program that does not rename."""


_TOLD = 100
"""After so many files it is told how far reading has come."""


def load(
    root: Path, plans: tuple[str, ...] | None = None, tell: Callable[[int, int], object] = lambda *_done: None
) -> Ledger:
    """Read all plans and records, or those of the named plans (in any case of letters). A bad file is a Problem.

    `tell` hears how far reading has come: files done, of how many.

    A record that is not named after its id is none; of two with one id, in any case of letters, the first by path stays.
    StoreError: no-store (where); no-permission, read-failed (path) for the root. UsageError: no-such-plan (plan).
    """
    reader = _Reader(str(root))
    seen: dict[str, None] = {}
    for look in range(LOOKS):
        listed = index(root)
        folders, files = _meant(listed, plans), listed.folders
        reader.read([f"{one}/{name}" for one in folders if one and one in files for name in files[one].every], tell)
        if look:  # what is away may stay away for longer than two looks take
            time.sleep(_PAUSE_SECONDS)
        if not reader.is_fleeting and index(root) == listed:
            break
        seen |= dict.fromkeys(reader.files)
    reader.read(dict.fromkeys((*reader.files, *seen)))  # what was there at first, and is gone, is named
    names = {*folders, *listed.beside}
    reader.problems = [problem for problem in listed.problems if problem.path.partition("/")[0] in names]
    reader.unreadable = [problem.path for problem in reader.problems]
    return reader.ledger(listed)


def load_only(root: Path, ids: Iterable[str], plans: Iterable[str] = (), listed: Index | None = None) -> Ledger:
    """Read the records of some ids, what they link to, the plan.toml of all these and of `plans`, units and settings.

    An id that no file is named after is passed over. `listed`: the names, where they were listed just before.
    StoreError: as `load`.
    """
    reader = _Reader(str(root))
    listed = listed or index(root)
    for look in range(LOOKS):
        if look:
            time.sleep(_PAUSE_SECONDS)
            listed = index(root)
        reader.read_linked(listed, ids, plans)
        if not reader.is_fleeting:
            break
    return reader.ledger(listed)


def settings(root: Path) -> Settings:
    """The settings alone; the defaults where there are none that can be read."""
    found: Settings | None = _Reader(str(root)).content(SETTINGS_FILE)[0]
    return found or Settings()


@lru_cache(maxsize=64)
def parsed(text: str, path: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """A record from its text. A writer reads it before it locks the store, and again after: mostly the same text."""
    return record.read_target(text, path=path, plan=path.partition("/")[0])


def _meant(listed: Index, plans: tuple[str, ...] | None) -> list[str]:
    """The folders of some plans, or all; also those that cannot be looked into."""
    names = (*listed.folders, *(problem.path for problem in listed.problems if "/" not in problem.path))
    folders = {folder.casefold(): folder for folder in names}
    for plan in plans or ():
        if plan.casefold() not in folders:
            raise UsageError("no-such-plan", plan=plan)
    return [folders[plan.casefold()] for plan in (folders if plans is None else plans)]


class _Reader:
    """What has been read so far, by path: its content, or None, and the problems."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, tuple[Any, tuple[Problem, ...]]] = {}
        self.problems: list[Problem] = []
        self.unreadable: list[str] = []

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(_is_fleeting(problems) for _content, problems in self.files.values())

    def read(self, paths: Iterable[str], tell: Callable[[int, int], object] = lambda *_done: None) -> None:
        """Read these files, but for those that were read before, and forget all others."""
        files, every = {}, tuple(paths)
        for done, path in enumerate(every, 1):
            files[path] = self.content(path)
            if done % _TOLD == 0 or done == len(every):
                tell(done, len(every))
        self.files = files

    def read_linked(self, listed: Index, ids: Iterable[str], plans: Iterable[str]) -> None:
        """Read the records of some ids, then those that they link to, and so on, with the plans of them all."""
        records = set[str]()
        wanted = {*ids}
        while wanted:
            found = [path for path in listed.holding(wanted) if path not in records]
            records |= {*found}
            self.files |= {path: self.content(path) for path in found}
            targets = (self.files[path][0] for path in found)
            wanted = {id_ for target in targets if target is not None for id_ in _links(target) if id_}
        folders = {*plans, *(path.partition("/")[0] for path in records)}
        heads = (f"{folder}/{PLAN_FILE}" for folder in folders if listed.has_plan(folder))
        self.read(sorted((*heads, *records), key=lambda path: path.partition("/")))

    def content(self, path: str) -> tuple[Any, tuple[Problem, ...]]:
        """What a file holds: plan, record, units or settings; None where that cannot be said."""
        if path in self.files and not _is_fleeting(self.files[path][1]):
            return self.files[path]
        try:
            text = decode(read(self.root, path), path)
        except StoreError as error:
            return None, (problem_of(error),)
        folder, _slash, name = path.rpartition("/")
        if not folder:
            return (record.read_units if name == UNITS_FILE else record.read_settings)(text, path=path)
        if name == PLAN_FILE:
            return record.read_plan(text, path=path, plan=folder)
        target, problems = parsed(text, path)
        if target is None or target.id == id_of(path):
            return target, problems
        return None, (*problems, Problem("id-not-file-name", path, key="id", params={"id": target.id}))

    def ledger(self, listed: Index) -> Ledger:
        """What was read, as a ledger."""
        beside = {name: self.content(name) for name in (UNITS_FILE, SETTINGS_FILE) if name in listed.beside}
        plans = tuple(self._plan(folder) for folder in dict.fromkeys(path.partition("/")[0] for path in self.files))
        targets = tuple(self._targets())
        found = (problem for _content, problems in (*self.files.values(), *beside.values()) for problem in problems)
        return Ledger(
            root=self.root,
            plans=plans,
            targets=targets,
            units=beside.get(UNITS_FILE, (None,))[0] or (),
            settings=beside.get(SETTINGS_FILE, (None,))[0] or Settings(),
            problems=tuple(sorted((*self.problems, *found), key=lambda problem: problem.sort_key)),
            unreadable=tuple(sorted(self.unreadable)),
        )

    def _plan(self, folder: str) -> Plan:
        """The plan of a folder; one without days where it has no plan.toml that can be read."""
        path = f"{folder}/{PLAN_FILE}"
        if path not in self.files:
            self.problems.append(Problem("plan-missing", path))
        plan: Plan | None = self.files.get(path, (None,))[0]
        return plan or Plan(id=folder, title=folder)

    def _targets(self) -> Iterator[Target]:
        """The records, one for each id."""
        owners: dict[str, str] = {}
        for path, (target, _problems) in self.files.items():
            if path.endswith(f"/{PLAN_FILE}"):
                continue
            owner = path if target is None else owners.setdefault(target.id.casefold(), path)
            if owner != path:
                params = {"id": target.id, "other": owner}
                self.problems.append(Problem("duplicate-id", path, key="id", params=params))
            if owner != path or target is None:
                self.unreadable.append(path)
            else:
                yield target


def _is_fleeting(problems: tuple[Problem, ...]) -> bool:
    return any(problem.code in _FLEETING for problem in problems)


def _links(target: Target) -> Iterator[str]:
    """The ids that a record names as the same matter, or as what it follows, from its head or since."""
    yield from (target.goal.of, target.upper, target.previous)
    for update in target.updates:
        yield from (str(update.goal.get("of", "")), update.upper or "", update.previous or "", update.into or "")

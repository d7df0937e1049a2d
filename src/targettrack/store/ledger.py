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
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LOOKS = 5
"""How often the store is read at most while its files come and go, as they do while git checks out another branch."""
_PAUSE_SECONDS = 0.02
_FLEETING = frozenset({"missing-file", "empty-file"})
"""What is found where a file is just being replaced by a program that does not rename."""


def load(root: Path, plans: tuple[str, ...] | None = None) -> Ledger:
    """Read all plans and records, or those of the named plans (in any case of letters). A bad file is a Problem.

    Of two records with one id the one named after it stays, else the first by path; seen among the plans that are read.
    StoreError: no-store (where); no-permission, read-failed (path) for the root. UsageError: no-such-plan (plan).
    """
    reader = _Reader(root)
    for _ in range(LOOKS):
        listed = index(root)
        folders = _meant(listed, plans)
        reader.read([f"{folder}/{name}" for folder in folders for name in listed.files.get(folder, ())])
        if not reader.is_fleeting and index(root) == listed:
            break
        time.sleep(_PAUSE_SECONDS)
    reader.note(listed, folders)
    return reader.ledger(listed)


def load_only(root: Path, ids: Iterable[str]) -> Ledger:
    """Read the records of some ids, their plans, what they link to, units and settings, and no other file.

    An id that no file is named after is passed over. StoreError: as `load`.
    """
    reader = _Reader(root)
    for _ in range(LOOKS):
        listed = index(root)
        reader.read_linked(listed, ids)
        if not reader.is_fleeting:
            break
        time.sleep(_PAUSE_SECONDS)
    return reader.ledger(listed)


@lru_cache(maxsize=64)
def parsed(text: str, path: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """A record from its text. A writer reads it before it locks the store, and again after: mostly the same text."""
    return record.read_target(text, path=path, plan=path.partition("/")[0])


def _meant(listed: Index, plans: tuple[str, ...] | None) -> list[str]:
    """The folders of some plans, or all; also those that cannot be looked into."""
    folders = [*listed.files, *(path for path in listed.unreadable if "/" not in path and path not in listed.beside)]
    if plans is None:
        return folders
    names = {folder.casefold(): folder for folder in folders}
    for plan in plans:
        if plan.casefold() not in names:
            raise UsageError("no-such-plan", plan=plan)
    return [names[plan.casefold()] for plan in plans]


class _Reader:
    """What has been read so far, by path: its content, or None, and the problems."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.files: dict[str, tuple[Any, tuple[Problem, ...]]] = {}
        self.problems: list[Problem] = []
        self.unreadable: list[str] = []

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(problem.code in _FLEETING for _content, problems in self.files.values() for problem in problems)

    def read(self, paths: Iterable[str]) -> None:
        """Read these files, but for those that were read before, and forget all others."""
        self.files = {path: self._content(path) for path in paths}

    def read_linked(self, listed: Index, ids: Iterable[str]) -> None:
        """Read the records of some ids, then those that they link to, and so on, with the plans of them all."""
        records: dict[str, None] = {}
        wanted = {id_.casefold() for id_ in ids}
        while wanted:
            found = [path for id_ in sorted(wanted) for path in listed.paths.get(id_, ()) if path not in records]
            records |= dict.fromkeys(found)
            self.files |= {path: self._content(path) for path in found}
            targets = (self.files[path][0] for path in found)
            wanted = {id_.casefold() for target in targets if target is not None for id_ in _links(target)}
        folders = {path.partition("/")[0] for path in records}
        plans = (f"{folder}/{PLAN_FILE}" for folder in folders if PLAN_FILE in listed.files[folder])
        self.read(sorted((*plans, *records), key=lambda path: path.partition("/")))

    def note(self, listed: Index, folders: list[str]) -> None:
        """Take over what was wrong with some folders, and with the root."""
        mine = {*folders, *listed.beside}
        self.problems += [problem for problem in listed.problems if problem.path.partition("/")[0] in mine]
        self.unreadable += [path for path in listed.unreadable if path.partition("/")[0] in mine]

    def ledger(self, listed: Index) -> Ledger:
        """What was read, as a ledger."""
        units, settings = (self._beside(name, listed) for name in (UNITS_FILE, SETTINGS_FILE))
        folders = dict.fromkeys(path.partition("/")[0] for path in self.files)
        plans = tuple(self._plan(folder) for folder in folders)
        targets = tuple(self._targets())
        problems = (*self.problems, *(problem for _content, found in self.files.values() for problem in found))
        return Ledger(
            root=self.root,
            plans=plans,
            targets=targets,
            units=units or (),
            settings=settings or Settings(),
            problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
            unreadable=tuple(sorted(self.unreadable)),
        )

    def _content(self, path: str) -> tuple[Any, tuple[Problem, ...]]:
        content, problems = self.files.get(path, (None, ()))
        if content is not None or (problems and not _FLEETING.intersection(problem.code for problem in problems)):
            return content, problems
        try:
            text = decode(read(self.root, path), path)
        except StoreError as error:
            return None, (problem_of(error),)
        folder, _slash, name = path.rpartition("/")
        if not folder:
            return (record.read_units if name == UNITS_FILE else record.read_settings)(text, path=path)
        return record.read_plan(text, path=path, plan=folder) if name == PLAN_FILE else parsed(text, path)

    def _beside(self, name: str, listed: Index) -> Any:
        content, problems = self._content(name) if name in listed.beside else (None, ())
        self.problems += problems
        return content

    def _plan(self, folder: str) -> Plan:
        """The plan of a folder; one without days where it has no plan.toml that can be read."""
        path = f"{folder}/{PLAN_FILE}"
        if path not in self.files:
            self.problems.append(Problem("plan-missing", path))
        plan: Plan | None = self.files.get(path, (None,))[0]
        return plan or Plan(id=folder, title=folder)

    def _targets(self) -> Iterator[Target]:
        """The records, one for each id; those that are not named after theirs are faulted."""
        owners: dict[str, str] = {}
        found = {
            path: content for path, (content, _problems) in self.files.items() if not path.endswith(f"/{PLAN_FILE}")
        }
        self.unreadable += [path for path, target in found.items() if target is None]
        targets = [target for target in found.values() if target is not None]
        for target in sorted(targets, key=lambda target: (id_of(target.path) != target.id, target.path)):
            owner = owners.setdefault(target.id.casefold(), target.path)
            if id_of(target.path) != target.id:
                self.problems.append(Problem("id-not-file-name", target.path, key="id", params={"id": target.id}))
            if owner != target.path:
                params = {"id": target.id, "other": owner}
                self.problems.append(Problem("duplicate-id", target.path, key="id", params=params))
                self.unreadable.append(target.path)
        kept = set(owners.values())
        yield from (target for target in targets if target.path in kept)


def _links(target: Target) -> Iterator[str]:
    """The ids that a record names as the same matter, or as what it follows, from its head or since."""
    yield from (target.goal.of, target.upper)
    yield from (str(update.goal["of"]) for update in target.updates if "of" in update.goal)

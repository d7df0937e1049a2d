"""Read a store whole, or whole plans of it, plan by plan. Knows which files belong together and which did not change."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from targettrack.errors import Problem, UsageError
from targettrack.model import Ledger, Plan, Settings
from targettrack.store.content import content, text_of
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, UNITS_FILE, id_of, index
from targettrack.store.reading import Reading
from targettrack.store.records import Folder, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from targettrack.cache.shelf import Shelf
    from targettrack.store.content import Content
    from targettrack.store.folder import Names
    from targettrack.store.listing import Index

    Tell = Callable[[int, int], object]

LOOKS = 5
"""How often the store is read at most while its files come and go, as they do while git checks out another branch."""
PAUSE_SECONDS = 0.02
_TOLD = 100
"""After so many files it is told how far reading has come."""


def load(root: Path, plans: tuple[str, ...] | None = None, tell: Tell = lambda *_done: None) -> Ledger:
    """Read all plans and records, or those of the named plans (in any case of letters). A bad file is a Problem.

    `tell` hears how far reading has come: files done, of how many.

    A record that is not named after its id is none; of two with one id, in any case of letters, the first by path stays.
    StoreError: no-store (where); no-permission, read-failed (path) for the root. UsageError: no-such-plan (plan).
    """
    ledger = walk(root, plans, tell)
    return ledger._replace(targets=tuple(ledger.targets))


def walk(
    root: Path,
    plans: tuple[str, ...] | None = None,
    tell: Tell = lambda *_done: None,
    shelf: Shelf | None = None,
    listed: Index | None = None,
) -> Ledger:
    """As `load`, for who only reads: the targets are `Records`, and unchanged files of which the shelf knows are not opened.

    `listed`: the names, where they were listed just before.
    """
    whole = Whole(str(root), shelf)
    listed = listed or index(root, shelf)
    seen: dict[str, None] = {}
    for look in range(LOOKS):
        listed = index(root, shelf) if look else listed
        folders = [folder for folder in _meant(listed, plans) if folder]
        whole.read({folder: listed.folders[folder] for folder in folders if folder in listed.folders}, tell)
        if look:  # what is away may stay away for longer than two looks take
            time.sleep(PAUSE_SECONDS)
        if not whole.is_fleeting and index(root, shelf) == listed:
            break
        seen |= dict.fromkeys(whole.paths)
    whole.add(seen)  # what was there at first, and is gone, is named
    names = {*folders, *listed.beside}
    problems = [problem for problem in listed.problems if problem.path.partition("/")[0] in names]
    return whole.ledger(listed, problems)


def _meant(listed: Index, plans: tuple[str, ...] | None) -> list[str]:
    """The folders of some plans, or all; also those that cannot be looked into."""
    names = (*listed.folders, *(problem.path for problem in listed.problems if "/" not in problem.path))
    folders = {folder.casefold(): folder for folder in names}
    for plan in plans or ():
        if plan.casefold() not in folders:
            raise UsageError("no-such-plan", plan=plan)
    return [folders[plan.casefold()] for plan in (folders if plans is None else plans)]


class Whole:
    """What has been read so far, by folder."""

    def __init__(self, root: str, shelf: Shelf | None = None) -> None:
        """Nothing yet."""
        self.root, self.shelf = root, shelf or None
        self.folders: dict[str, Reading] = {}

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(reading.is_fleeting for reading in self.folders.values())

    @property
    def paths(self) -> Iterator[str]:
        """All files that were read, or need not be."""
        return (f"{name}/{file}" for name, one in self.folders.items() for file in (*one.held, *one.fresh))

    def read(self, files: Mapping[str, Names], tell: Tell) -> None:
        """Read these files by folder, but for those that were read before or that the shelf holds, and forget all others."""
        before, self.folders = self.folders, {}
        done, every = 0, sum(names.size for names in files.values())
        for folder, names in files.items():
            reading = self.folders[folder] = Reading(self.root, folder)
            if self.shelf is not None:
                reading.find(self.shelf, names)
            done += len(reading.held)
            for name in () if reading.is_unchanged else names.every:
                if name not in reading.held:
                    reading.read(name, before.get(folder))
                    done += 1
                    if done % _TOLD == 0:
                        tell(done, every)
            tell(done, every)
            if self.shelf is not None:
                reading.keep(self.shelf)

    def add(self, paths: Iterable[str]) -> None:
        """Read these files, too, where they are not known."""
        for path in paths:
            folder, _slash, name = path.partition("/")
            reading = self.folders.setdefault(folder, Reading(self.root, folder))
            if name not in reading.held and name not in reading.fresh:
                reading.read(name)

    def content(self, path: str) -> Content:
        """What a file holds; it is read where it is not known."""
        self.add([path])
        folder, _slash, name = path.partition("/")
        return self.folders[folder].fresh[name]

    def ledger(self, listed: Index, problems: Iterable[Problem] = ()) -> Ledger:
        """What was read, as a ledger, with what the names alone say."""
        problems = list(problems)
        unreadable = [problem.path for problem in problems]
        names = listed.beside
        beside = {
            name: content(text_of(self.root, name), name) for name in (UNITS_FILE, SETTINGS_FILE) if name in names
        }
        noted = {name: reading.notes for name, reading in self.folders.items()}
        plans = tuple(_plan(name, notes, problems) for name, notes in noted.items())
        records = self._records(problems, unreadable)
        for folder, notes in noted.items():
            unreadable += [
                f"{folder}/{name}" for name, (what, _) in notes.items() if what is None and name != PLAN_FILE
            ]
        contents = (*(found for notes in noted.values() for found in notes.values()), *beside.values())
        problems += (problem for _content, found in contents for problem in found)
        return Ledger(
            root=self.root,
            plans=plans,
            targets=records,
            units=beside.get(UNITS_FILE, (None,))[0] or (),
            settings=beside.get(SETTINGS_FILE, (None,))[0] or Settings(),
            problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
            unreadable=tuple(sorted(unreadable)),
        )

    def _records(self, problems: list[Problem], unreadable: list[str]) -> Records:
        """The records, one for each id in any case of letters: the first by path."""
        owners: dict[str, Folder] = {}
        folders = []
        for reading in self.folders.values():
            held = (reading.pack, reading.gone, self._again)
            folder = Folder(reading.name, reading.targets, self.shelf, *held, is_plan_held=PLAN_FILE in reading.held)
            folded = dict.fromkeys(map(str.casefold, folder.names), folder)
            if len(folded) < len(folder) or not owners.keys().isdisjoint(folded):
                self._drop_doubles(folder, owners, problems, unreadable)
                folded = {name: folder for name, folder in folded.items() if name not in owners}
            owners.update(folded)
            folders.append(folder)
        looks = {name: reading.look for name, reading in self.folders.items() if reading.look}
        return Records(folders, looks)

    @staticmethod
    def _drop_doubles(
        folder: Folder, owners: Mapping[str, Folder], problems: list[Problem], unreadable: list[str]
    ) -> None:
        """Take away the records of a folder whose ids others have, in it or in the folders before; that is noted."""
        own: dict[str, str] = {}
        for name in folder.names:
            folded = name.casefold()
            owner, path = owners.get(folded), f"{folder.name}/{name}"
            first = (
                next((f"{owner.name}/{other}" for other in owner.names if other.casefold() == folded), "")
                if owner
                else ""
            )
            other = first or own.setdefault(folded, path)
            if other != path:
                problems.append(Problem("duplicate-id", path, key="id", params={"id": id_of(name), "other": other}))
                unreadable.append(path)
                folder.drop(name)

    def _again(self, path: str) -> Any:
        """The record in a file, read again."""
        return content(text_of(self.root, path), path)[0]


def _plan(folder: str, notes: Mapping[str, Content], problems: list[Problem]) -> Plan:
    """The plan of a folder; one without days where it has no plan.toml that can be read."""
    if PLAN_FILE not in notes:
        problems.append(Problem("plan-missing", f"{folder}/{PLAN_FILE}"))
    plan: Plan | None = notes.get(PLAN_FILE, (None,))[0]
    return plan or Plan(id=folder, title=folder)

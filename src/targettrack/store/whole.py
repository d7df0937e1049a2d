"""Read a store whole, or whole plans of it, plan by plan. Knows which files belong together and which did not change."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from targettrack.cache import answers, stamps
from targettrack.errors import Problem, StoreError, UsageError
from targettrack.model import Ledger, Plan, Settings
from targettrack.record import flat
from targettrack.store import pack as packs
from targettrack.store.content import content, is_fleeting, text_of
from targettrack.store.folder import SUFFIX
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, UNITS_FILE, id_of, index
from targettrack.store.records import Folder, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from targettrack.cache.shelf import Shelf
    from targettrack.cache.stamps import Look, Stamp
    from targettrack.model import Target
    from targettrack.store.content import Content
    from targettrack.store.listing import Index
    from targettrack.store.pack import Pack

    Tell = Callable[[int, int], object]

LOOKS = 5
"""How often the store is read at most while its files come and go, as they do while git checks out another branch."""
PAUSE_SECONDS = 0.02
_TOLD = 100
"""After so many files it is told how far reading has come."""
FEW, SHARE = 16, 64
"""So many changed files, or such a part of a plan's, are read again each time: to write the plan's pack anew costs as much."""


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
        whole.read({folder: listed.folders[folder].every for folder in folders if folder in listed.folders}, tell)
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


class _Reading:
    """A plan's folder: what a pack still holds of it, and what was read of its files just now."""

    def __init__(self, name: str, at: str) -> None:
        self.name, self.at = name, at
        self.pack: Pack | None = None
        self.held: Mapping[str, Stamp] = {}  # the files that the pack still holds for
        self.fresh: dict[str, Content] = {}  # by the names of the files
        self.unread: set[str] = set()  # of these, those whose text could not be had
        self.is_unchanged = False  # whether the pack holds for all files, and there are no others
        self.look: Look | None = None
        self.moment = 0  # when the folder was looked at

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(is_fleeting(problems) for _content, problems in self.fresh.values())

    @property
    def notes(self) -> dict[str, Content]:
        """What plan.toml gave, and the files that have problems or are no targets."""
        packed = self.pack.notes.items() if self.pack else ()
        held = {name: flat.revived(note) for name, note in packed if name in self.held}
        return held | {name: found for name, found in self.fresh.items() if _is_noted(name, found)}

    @property
    def targets(self) -> dict[str, Target]:
        """Those that were read just now."""
        return {name: target for name, (target, _problems) in self.fresh.items() if _is_record(name, target)}

    def gone(self) -> list[int]:
        """The places of the pack that hold no more."""
        names = () if self.pack is None or self.is_unchanged else self.pack.names
        return [place for place, name in enumerate(names) if name not in self.held]


def _is_record(name: str, target: object) -> bool:
    return target is not None and name != PLAN_FILE


def _is_noted(name: str, found: Content) -> bool:
    return name == PLAN_FILE or found[0] is None or bool(found[1])


def _note(name: str, found: Content) -> bytes:
    """What is kept of it: of a target only that it was one."""
    return flat.flat((True, found[1]) if _is_record(name, found[0]) else found)


class Whole:
    """What has been read so far, by folder."""

    def __init__(self, root: str, shelf: Shelf | None = None) -> None:
        """Nothing yet."""
        self.root, self.shelf = root, shelf or None
        self.folders: dict[str, _Reading] = {}

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(reading.is_fleeting for reading in self.folders.values())

    @property
    def paths(self) -> Iterator[str]:
        """All files that were read, or need not be."""
        return (f"{name}/{file}" for name, one in self.folders.items() for file in (*one.held, *one.fresh))

    def read(self, files: Mapping[str, Iterable[str]], tell: Tell) -> None:
        """Read these files by folder, but for those that were read before or that the shelf holds, and forget all others."""
        before, self.folders = self.folders, {}
        done, every = 0, sum(len(tuple(names)) for names in files.values())
        for folder, names in files.items():
            reading = self.folders[folder] = _Reading(folder, f"{self.root}\0{folder}")
            known = before.get(folder)
            self._unchanged(reading, names)
            for name in names:
                done += 1
                if done % _TOLD == 0 or done == every:
                    tell(done, every)
                if name not in reading.held:
                    found = known.fresh.get(name) if known else None
                    if found is None or is_fleeting(found[1]):
                        self._read(reading, name)
                    else:
                        reading.fresh[name] = found
            self._pack(reading)

    def add(self, paths: Iterable[str]) -> None:
        """Read these files, too, where they are not known."""
        for path in paths:
            folder, _slash, name = path.partition("/")
            reading = self.folders.setdefault(folder, _Reading(folder, f"{self.root}\0{folder}"))
            if name not in reading.held and name not in reading.fresh:
                self._read(reading, name)

    def content(self, path: str) -> Content:
        """What a file holds; it is read where it is not known."""
        self.add([path])
        folder, _slash, name = path.partition("/")
        return self.folders[folder].fresh[name]

    def _read(self, reading: _Reading, name: str) -> None:
        path = f"{reading.name}/{name}"
        text = text_of(self.root, path)
        if isinstance(text, StoreError):  # the next time it may be there, or somebody may read it who may
            reading.unread.add(name)
        reading.fresh[name] = content(text, path)

    def _unchanged(self, reading: _Reading, names: Iterable[str]) -> None:
        """Look at a folder, find its pack, and what the pack still holds for."""
        if self.shelf is None:
            return
        reading.moment = stamps.moment()
        reading.look = stamps.look(f"{self.root}/{reading.name}", SUFFIX)
        reading.pack = packs.find(self.shelf, reading.at) if reading.look else None
        if reading.look is None or reading.pack is None:
            return
        now, listed = reading.look[1], {*names}
        reading.is_unchanged = now.keys() == listed and answers.digest(now) == reading.pack.mark
        if reading.is_unchanged:
            reading.held = now
            return
        known = reading.pack.stamps(self.shelf)
        reading.held = {name: stamp for name, stamp in now.items() if name in listed and known.get(name) == stamp}

    def _pack(self, reading: _Reading) -> None:
        """Write the pack of a folder anew where too much of it was read again."""
        few = max(FEW, len(reading.held) // SHARE)
        if self.shelf is None or reading.look is None or len(reading.fresh) <= few or reading.is_fleeting:
            return
        now = {name: one for name, one in reading.look[1].items() if stamps.is_settled(one, reading.moment)}
        new = {name: found for name, found in reading.fresh.items() if name in now and name not in reading.unread}
        old = reading.pack.records(self.shelf, {*reading.gone()}) if reading.pack else []
        if old is None or len(new) <= few:
            return
        notes = {
            name: note for name, note in (reading.pack.notes if reading.pack else {}).items() if name in reading.held
        }
        notes |= {name: _note(name, found) for name, found in new.items() if _is_noted(name, found)}
        kept = [packs.Kept.of(name, target) for name, (target, _) in new.items() if _is_record(name, target)]
        held = {name: one for name, one in reading.look[1].items() if name in reading.held or name in new}
        pack = packs.keep(self.shelf, reading.at, held, notes, (*old, *kept))
        if pack is not None:
            reading.pack, reading.held = pack, held
            reading.fresh = {name: found for name, found in reading.fresh.items() if name not in new}

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
            held = (reading.pack, reading.gone(), self._again)
            folder = Folder(reading.name, reading.targets, self.shelf, *held, is_plan_held=PLAN_FILE in reading.held)
            folded = dict.fromkeys(map(str.casefold, folder.names), folder)
            if len(folded) < len(folder) or not owners.keys().isdisjoint(folded):
                self._drop_doubles(folder, owners, problems, unreadable)
            owners = folded | owners
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

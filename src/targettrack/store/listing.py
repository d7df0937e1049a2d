"""Which files a store has, by their names alone. Knows folders and suffixes; opens no file."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from typing import TYPE_CHECKING

from targettrack.errors import Problem, StoreError
from targettrack.named import NamedTuple
from targettrack.store.folder import SUFFIX, Names, numbers_of
from targettrack.store.remembered import Remembered
from targettrack.store.text import problem_of, resolve, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from targettrack.cache.shelf import Shelf

PLAN_FILE, UNITS_FILE, SETTINGS_FILE = "plan.toml", "units.toml", "targettrack.toml"


class Index(NamedTuple):
    """What the names of a store's files say, in order."""

    folders: Mapping[str, Names]  # each that has a TOML file; "" is the root
    problems: tuple[Problem, ...]  # each at a folder or a file that cannot be read
    changed: tuple[int, ...]  # when the names in each folder last changed, as the system counts

    @property
    def files(self) -> dict[str, tuple[str, ...]]:
        """The names of the TOML files in each folder that has one."""
        return {folder: names.every for folder, names in self.folders.items()}

    @property
    def beside(self) -> tuple[str, ...]:
        """Those of the root."""
        return self.folders[""].every if "" in self.folders else ()

    @property
    def size(self) -> int:
        """How many TOML files lie in the folders of plans."""
        return sum(names.size for folder, names in self.folders.items() if folder)

    def has_plan(self, folder: str) -> bool:
        """Whether a folder holds a plan."""
        return folder in self.folders and PLAN_FILE in self.folders[folder].others

    @property
    def plans(self) -> tuple[str, ...]:
        """The folders that hold a plan."""
        return tuple(folder for folder in self.folders if folder and self.has_plan(folder))

    @property
    def every(self) -> tuple[str, ...]:
        """The paths of all these files."""
        return tuple(os.path.join(folder, name) for folder, names in self.folders.items() for name in names.every)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of the records."""
        return tuple(path for path in self.every if "/" in path and not path.endswith(f"/{PLAN_FILE}"))

    @property
    def ids(self) -> tuple[str, ...]:
        """What the records are named after, each once."""
        return _ids(self.paths)

    def like(self, word: str) -> tuple[str, ...]:
        """Of these ids, in their order, all that a typed word may mean, be it an id or its number alone, and perhaps others."""
        return self._ending(lambda _names: numbers_of(word))

    def latest(self) -> tuple[str, ...]:
        """Of these ids, in their order, those with the highest number of each folder, and perhaps others."""
        return self._ending(lambda names: (names.last,))

    def holding(self, ids: Iterable[str]) -> list[str]:
        """The paths of the records that are named after some ids, in any case of letters."""
        wanted = {id_.casefold() for id_ in ids}
        numbers = defaultdict[str, list[int]](list)
        for id_ in wanted:
            numbers[id_.rpartition("-")[0]] += numbers_of(id_)
        paths = self._paths(lambda names: numbers.get(names.folder.casefold(), ()))
        return [path for path in paths if id_of(path).casefold() in wanted]

    def _ending(self, numbers: Callable[[Names], Iterable[int]]) -> tuple[str, ...]:
        return _ids(self._paths(numbers))

    def _paths(self, numbers: Callable[[Names], Iterable[int]]) -> list[str]:
        """The paths of the records of some numbers of each folder, and of all that are not named as the program names them."""
        folders = (names for folder, names in self.folders.items() if folder)
        every = (f"{one.folder}/{name}" for one in folders for name in sorted(one.ending(numbers(one))))
        return [path for path in every if not path.endswith(f"/{PLAN_FILE}")]


def _ids(paths: Sequence[str]) -> tuple[str, ...]:
    """What records are named after, each once: the first of those that differ in the case of letters only."""
    return tuple({id_of(path).casefold(): id_of(path) for path in reversed(paths)}.values())[::-1]


def id_of(path: str) -> str:
    """The id that a record's file is named after."""
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def index(root: Path, shelf: Shelf | None = None) -> Index:
    """List a store without reading it. `shelf`: may know the names in folders that have not changed.

    StoreError: no-store (where); no-permission, read-failed (path) for the root.
    """
    remembered = Remembered(str(root), shelf)
    folders: dict[str, Names] = {}
    problems: list[Problem] = []
    place = str(root)
    try:
        changed = [_look(place, "").st_mtime_ns]
        files, below = _top(place, problems)
    except StoreError as error:
        raise (StoreError("no-store", where=place) if error.code == "missing-file" else error) from None
    folders |= {"": Names.of("", files)} if files else {}
    problems += [Problem("misplaced-file", name) for name in files if name not in {UNITS_FILE, SETTINGS_FILE}]
    for folder in below:
        try:
            seen = _look(place, folder)
            changed.append(seen.st_mtime_ns)
            names = remembered.names(folder, seen) or _within(place, folder, problems, remembered, seen)
        except StoreError as error:
            problems.append(problem_of(error))
            continue
        folders |= {folder: names} if names.size else {}
    remembered.keep()
    return Index(folders, tuple(problems), tuple(changed))


def _look(root: str, folder: str) -> os.stat_result:
    """What the system says of a folder in the store, or of the root. StoreError outside-store, if it is a link that leads out."""
    place = os.path.join(root, folder)
    with told(folder or root):
        found = os.lstat(place) if folder else os.stat(place)
        if not stat.S_ISLNK(found.st_mode):
            return found
        resolve(root, folder)
        return os.stat(place)


def _top(root: str, problems: list[Problem]) -> tuple[list[str], list[str]]:
    """The TOML files of the root and the folders in it, which may be plans; what is wrong with a name is noted."""
    with told(root), os.scandir(root) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    names: dict[bool, list[str]] = {True: [], False: []}  # files, folders
    for entry in found:
        is_file = entry.name.endswith(SUFFIX)
        if entry.name.startswith("."):
            continue
        try:
            with told(entry.name):
                if (is_file or _is_folder(entry)) and not _is_unshowable(entry.name, problems):
                    names[is_file].append(entry.name)
        except StoreError as error:
            problems.append(problem_of(error))
    return names[True], names[False]


def _within(root: str, folder: str, problems: list[Problem], remembered: Remembered, seen: os.stat_result) -> Names:
    """The TOML files of a plan's folder; what is wrong with a name is noted, and the folder is listed again the next time."""
    with told(folder), os.scandir(f"{root}/{folder}") as entries:
        names = [name for name in (entry.name for entry in entries) if name.endswith(SUFFIX) and name[0] != "."]
    shown = sorted(names) if not "".join(names).isascii() else names
    shown = [name for name in shown if name.isascii() or not _is_unshowable(f"{folder}/{name}", problems)]
    found = Names.of(folder, shown)
    if len(shown) == len(names):
        remembered.note(found, seen)
    return found


def _is_unshowable(path: str, problems: list[Problem]) -> bool:
    """Whether a name is in another encoding, so that it cannot be shown, compared or written as JSON; that is noted."""
    try:
        path.encode()
    except UnicodeEncodeError:
        problems.append(Problem("name-not-utf8", os.fsencode(path).decode(errors="backslashreplace")))
        return True
    return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether this is a folder; an error that `DirEntry` would keep to itself, as that of a dangling link, is raised."""
    return stat.S_ISDIR(entry.stat().st_mode) if entry.is_symlink() else entry.is_dir()

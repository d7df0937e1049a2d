"""Which files a store has, by their names alone. Knows folders and suffixes; opens no file."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from targettrack.errors import Problem, StoreError
from targettrack.named import NamedTuple
from targettrack.store.text import problem_of, resolve, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PLAN_FILE, UNITS_FILE, SETTINGS_FILE = "plan.toml", "units.toml", "targettrack.toml"
SUFFIX = ".toml"


class Index(NamedTuple):
    """What the names of a store's files say, in order."""

    files: Mapping[str, tuple[str, ...]]  # the names of the TOML files in each folder that has one; "" is the root
    problems: tuple[Problem, ...]  # each at a folder or a file that cannot be read
    changed: tuple[int, ...]  # when the names in each folder last changed, as the system counts

    @property
    def plans(self) -> tuple[str, ...]:
        """The folders that hold a plan."""
        return tuple(folder for folder, names in self.files.items() if folder and PLAN_FILE in names)

    @property
    def every(self) -> tuple[str, ...]:
        """The paths of all these files."""
        return tuple(os.path.join(folder, name) for folder, names in self.files.items() for name in names)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of the records."""
        return tuple(path for path in self.every if "/" in path and not path.endswith(f"/{PLAN_FILE}"))

    @property
    def ids(self) -> tuple[str, ...]:
        """What the records are named after, each once."""
        return tuple({id_of(path).casefold(): id_of(path) for path in reversed(self.paths)}.values())[::-1]


def id_of(path: str) -> str:
    """The id that a record's file is named after."""
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def index(root: Path) -> Index:
    """List a store without reading it. StoreError: no-store (where); no-permission, read-failed (path) for the root."""
    files: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    changed: list[int] = []
    try:
        folders = _list(str(root), "", files, problems, changed)
    except StoreError as error:
        raise (StoreError("no-store", where=str(root)) if error.code == "missing-file" else error) from None
    misplaced = (name for name in files.get("", ()) if name not in {UNITS_FILE, SETTINGS_FILE})
    problems += [Problem("misplaced-file", name) for name in misplaced]
    for folder in folders:
        try:
            _list(str(root), folder, files, problems, changed)
        except StoreError as error:
            problems.append(problem_of(error))
    return Index(files, tuple(problems), tuple(changed))


def _list(
    root: str, folder: str, files: dict[str, tuple[str, ...]], problems: list[Problem], changed: list[int]
) -> list[str]:
    """Note the TOML files of a folder, and what is wrong with a name; give the folders in the root, which may be plans."""
    place = os.path.join(root, folder)
    with told(folder or root):
        if folder and stat.S_ISLNK(os.lstat(place).st_mode):
            resolve(root, folder)
        changed.append(os.stat(place).st_mtime_ns)
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    names: dict[bool, list[str]] = {True: [], False: []}  # files, folders
    for entry in found:
        is_file = entry.name.endswith(SUFFIX)
        if entry.name.startswith(".") or (folder and not is_file):
            continue
        path = os.path.join(folder, entry.name)
        try:
            with told(path):
                if is_file or _is_folder(entry):
                    entry.name.encode()
                    names[is_file].append(entry.name)
        except StoreError as error:
            problems.append(problem_of(error))
        except UnicodeEncodeError:  # a name in another encoding cannot be shown, compared or written as JSON
            problems.append(Problem("name-not-utf8", os.fsencode(path).decode(errors="backslashreplace")))
    if names[True]:
        files[folder] = tuple(names[True])
    return names[False]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether this is a folder; an error that `DirEntry` would keep to itself, as that of a dangling link, is raised."""
    return stat.S_ISDIR(entry.stat().st_mode) if entry.is_symlink() else entry.is_dir()

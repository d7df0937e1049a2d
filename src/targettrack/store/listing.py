"""Which files a store has, by their names alone. Knows folders and suffixes; opens no file."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from targettrack.errors import Problem, StoreError
from targettrack.store.text import problem_of, refused, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PLAN_FILE = "plan.toml"
UNITS_FILE = "units.toml"
SETTINGS_FILE = "targettrack.toml"
RECORD_SUFFIX = ".toml"


class Listing(NamedTuple):
    """What is read of one folder: the names of the folders in it (at the root only) and of its TOML files, sorted."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    unreadable: tuple[str, ...]


class Index(NamedTuple):
    """What the names of a store's files say, in order of their paths."""

    files: Mapping[str, tuple[str, ...]]  # the TOML files of every folder that has one
    paths: Mapping[str, tuple[str, ...]]  # of the records by id in small letters; several are a fault
    beside: tuple[str, ...]  # the TOML files of the root
    problems: tuple[Problem, ...]
    unreadable: tuple[str, ...]  # folders that cannot be looked into, records where none belongs

    @property
    def plans(self) -> tuple[str, ...]:
        """The folders that hold a plan."""
        return tuple(folder for folder, names in self.files.items() if PLAN_FILE in names)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids as they are written, each once."""
        return tuple(id_of(paths[0]) for paths in self.paths.values())


def index(root: Path) -> Index:
    """List a store without reading it. StoreError: no-store (where); no-permission, read-failed (path) for the root."""
    top = list_root(str(root))
    files: dict[str, tuple[str, ...]] = {}
    paths: dict[str, tuple[str, ...]] = {}
    problems, unreadable = [*top.problems], [*top.unreadable]
    for folder in top.folders:
        try:
            found = list_folder(str(root), folder)
        except StoreError as error:
            problems.append(problem_of(error))
            unreadable.append(folder)
            continue
        problems += found.problems
        unreadable += found.unreadable
        if found.files:
            files[folder] = found.files
        for path in (f"{folder}/{name}" for name in found.files if name != PLAN_FILE):
            id_ = id_of(path).casefold()
            paths[id_] = (*paths.get(id_, ()), path)
    return Index(files, paths, top.files, tuple(problems), tuple(unreadable))


def id_of(path: str) -> str:
    """The id that a record's file is named after."""
    return path.rpartition("/")[2].removesuffix(RECORD_SUFFIX)


def list_root(root: str) -> Listing:
    """The folders of the root, which may be plans, and its files. A record that lies here by mistake is named."""
    try:
        found = list_folder(root, "")
    except StoreError as error:
        raise (StoreError("no-store", where=root) if error.code == "missing-file" else error) from None
    misplaced = tuple(name for name in found.files if name not in {UNITS_FILE, SETTINGS_FILE})
    problems = (*found.problems, *(Problem("misplaced-file", name) for name in misplaced))
    return found._replace(problems=problems, unreadable=(*found.unreadable, *misplaced))


def list_folder(root: str, folder: str) -> Listing:
    """A plan's folder, or the root as "". StoreError: outside-store, missing-file, no-permission, read-failed (path)."""
    place = os.path.join(root, folder)
    try:
        if folder and stat.S_ISLNK(os.lstat(place).st_mode):
            resolve(root, folder)
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise refused(error, folder or root) from error
    folders: list[str] = []
    files: list[str] = []
    problems: list[Problem] = []
    for entry in found:
        is_record = entry.name.endswith(RECORD_SUFFIX)
        if entry.name.startswith(".") or (folder and not is_record):
            continue
        path = os.path.join(folder, entry.name)
        try:
            if is_record or _is_folder(entry):
                entry.name.encode()
                (files if is_record else folders).append(entry.name)
        except OSError as error:
            problems.append(problem_of(refused(error, path)))
        except UnicodeEncodeError:  # a name in another encoding cannot be shown, compared or written as JSON
            problems.append(Problem("name-not-utf8", os.fsencode(path).decode(errors="backslashreplace")))
    return Listing(tuple(folders), tuple(files), tuple(problems), tuple(problem.path for problem in problems))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether this is a folder; an error that `DirEntry` would keep to itself, as that of a dangling link, is raised."""
    return stat.S_ISDIR(entry.stat().st_mode) if entry.is_symlink() else entry.is_dir()

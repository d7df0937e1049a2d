"""Read the whole store. Knows which files there are and which belong together; knows no TOML. Never writes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from targettrack import record
from targettrack.errors import Problem, Severity, StoreError, UsageError
from targettrack.model import Ledger, Plan, Settings, Target, Unit
from targettrack.store.text import decode, read, refused, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PLAN_FILE = "plan.toml"
UNITS_FILE = "units.toml"
SETTINGS_FILE = "targettrack.toml"
RECORD_SUFFIX = ".toml"

Result = TypeVar("Result")


def load(root: Path, plans: tuple[str, ...] | None = None) -> Ledger:
    """Read all plans and records, or those of the named plans (in any case of letters). A bad file is a Problem.

    Of two records with one id the one named after it stays, else the first by path; seen among the plans that are read.
    StoreError: no-store (where); no-permission, read-failed (path) for the root. UsageError: no-such-plan (plan).
    """
    reader = _Reader(str(root))
    folders, files = reader.list_root()
    wanted = None if plans is None else {plan.casefold() for plan in plans}
    for folder in folders:
        if wanted is None or folder.casefold() in wanted:
            reader.read_folder(folder)
    found = {plan.id.casefold() for plan in reader.plans}
    for plan in plans or ():
        if plan.casefold() not in found:
            raise UsageError("no-such-plan", plan=plan)
    reader.drop_duplicates()
    return Ledger(
        root=str(root),
        plans=tuple(reader.plans),
        targets=tuple(reader.targets),
        units=reader.units() if UNITS_FILE in files else (),
        settings=reader.settings() if SETTINGS_FILE in files else Settings(),
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.sort_key)),
        unreadable=tuple(sorted(reader.unreadable)),
    )


def plan_names(root: Path) -> tuple[str, ...]:
    """The folders that hold a plan, without reading any. StoreError: as `load`."""
    return tuple(name for name in _Reader(str(root)).list_root()[0] if os.path.isfile(f"{root}/{name}/{PLAN_FILE}"))


def size(root: Path) -> int:
    """How many TOML files the plans hold, by their names alone. StoreError: as `load`."""
    folders, _files = _Reader(str(root)).list_root()
    total = 0
    for folder in folders:
        with suppress(OSError):  # `load` says which folder cannot be listed
            total += sum(name.endswith(RECORD_SUFFIX) for name in os.listdir(root / folder))
    return total


class _Reader:
    """What has been read so far. Every method notes problems instead of raising, but for the root folder itself."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.plans: list[Plan] = []
        self.targets: list[Target] = []
        self.problems: list[Problem] = []
        self.unreadable: list[str] = []

    def list_root(self) -> tuple[list[str], list[str]]:
        """The folders and the TOML files of the root. A record that lies here by mistake is named, not passed over."""
        if not os.path.isdir(self.root):
            raise StoreError("no-store", where=self.root)
        folders, files = self._list("")
        for name in files:
            if name not in {UNITS_FILE, SETTINGS_FILE}:
                self.problems.append(Problem("misplaced-file", name))
                self.unreadable.append(name)
        return folders, files

    def read_folder(self, folder: str) -> None:
        """One plan with its records; nothing if the folder holds no TOML file."""
        try:
            if os.path.islink(os.path.join(self.root, folder)):
                resolve(self.root, folder)
            _, files = self._list(folder)
        except StoreError as error:
            self.problems.append(_problem(error))
            return
        if files:
            self.plans.append(self._plan(folder, present=PLAN_FILE in files))
        for name in files:
            if name != PLAN_FILE:
                self._record(folder, f"{folder}/{name}")

    def drop_duplicates(self) -> None:
        """Keep one record per id, and fault those that are not named after theirs."""
        owners: dict[str, str] = {}
        for target in sorted(self.targets, key=lambda target: (not _named_after_id(target), target.path)):
            owner = owners.setdefault(target.id.casefold(), target.path)
            if not _named_after_id(target):
                self.problems.append(
                    Problem("id-not-file-name", target.path, None, "id", Severity.ERROR, {"id": target.id})
                )
            if owner != target.path:
                params = {"id": target.id, "other": owner}
                self.problems.append(Problem("duplicate-id", target.path, key="id", params=params))
                self.unreadable.append(target.path)
        kept = set(owners.values())
        self.targets = [target for target in self.targets if target.path in kept]

    def units(self) -> tuple[Unit, ...]:
        """The units; none where there is no readable file of them."""
        text = self._text(UNITS_FILE)
        return () if text is None else self._noted(record.read_units(text, path=UNITS_FILE))

    def settings(self) -> Settings:
        """The settings; the defaults where there is no readable file of them."""
        text = self._text(SETTINGS_FILE)
        return Settings() if text is None else self._noted(record.read_settings(text, path=SETTINGS_FILE))

    def _list(self, folder: str) -> tuple[list[str], list[str]]:
        """The names of the folders and of the TOML files; a name that is not UTF-8 is a problem instead."""
        place = os.path.join(self.root, folder)
        try:
            names = sorted(os.listdir(place))
        except OSError as error:
            raise refused(error, folder or self.root) from error
        folders: list[str] = []
        files: list[str] = []
        for name in names:
            is_file = name.endswith(RECORD_SUFFIX)
            if name.startswith(".") or not (is_file or os.path.isdir(os.path.join(place, name))):
                continue
            if _is_utf8(name):
                (files if is_file else folders).append(name)
                continue
            shown = os.fsencode(os.path.join(folder, name)).decode(errors="backslashreplace")
            self.problems.append(Problem("name-not-utf8", shown))
            if is_file:
                self.unreadable.append(shown)
        return folders, files

    def _plan(self, folder: str, *, present: bool) -> Plan:
        path = f"{folder}/{PLAN_FILE}"
        plan = None
        if not present:
            self.problems.append(Problem("plan-missing", path))
        elif (text := self._text(path)) is not None:
            plan = self._noted(record.read_plan(text, path=path, plan=folder))
        return plan or Plan(id=folder, title=folder)

    def _record(self, folder: str, path: str) -> None:
        text = self._text(path)
        target = None if text is None else self._noted(record.read_target(text, path=path, plan=folder))
        if target is None:
            self.unreadable.append(path)
        else:
            self.targets.append(target)

    def _text(self, path: str) -> str | None:
        try:
            return decode(read(self.root, path), path)
        except StoreError as error:
            self.problems.append(_problem(error))
            return None

    def _noted(self, result: tuple[Result, Iterable[Problem]]) -> Result:
        self.problems.extend(result[1])
        return result[0]


def _problem(error: StoreError) -> Problem:
    params = dict(error.params)
    path, line = str(params.pop("path")), params.pop("line", None)
    return Problem(error.code, path, line if isinstance(line, int) else None, params=params)


def _named_after_id(target: Target) -> bool:
    return target.path.endswith(f"/{target.id}{RECORD_SUFFIX}")


def _is_utf8(name: str) -> bool:
    """A name in another encoding cannot be shown, compared or written as JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

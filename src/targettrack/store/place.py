"""Where a store is, how a new one begins, and what stands around its records. Knows folder names and git attributes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from targettrack.errors import Problem, Severity, StoreError
from targettrack.store import sample
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, SUFFIX, UNITS_FILE, Index, index
from targettrack.store.text import mode, read_if_present
from targettrack.store.write import Step, commit, scraps, sweep

FOLDER = "targets"
ATTRIBUTES_FILE = ".gitattributes"
# The union keeps both people's lines where their updates meet. The last three files do not hold one fact per line, so
# there git is to report a conflict as usual. `merge=text` says so; `-merge` would take one side whole.
FILES = {
    ATTRIBUTES_FILE: """\
*.toml text eol=lf merge=union
.ids text eol=lf merge=union
plan.toml merge=text
units.toml merge=text
targettrack.toml merge=text
""",
    ".gitignore": ".lock\n.targettrack-*.tmp\n",
}
_GIT_SECONDS = 10


def find(start: Path, explicit: str | None) -> Path:
    """Give the folder `targets` at or above `start`, or the ledger that `explicit` is, by any name, or holds. Makes none.

    StoreError: no-store (where); no-permission, read-failed (path) where that cannot be known.
    """
    place = Path(os.path.abspath(start / (explicit or "")))
    for folder in [place] if explicit else [place, *place.parents]:
        for root in (folder / FOLDER, folder):
            # A folder `targets` with a plan.toml is a plan of that name.
            if root.name == FOLDER and stat.S_ISDIR(mode(root)) and not mode(root / PLAN_FILE):
                return root
    if explicit and stat.S_ISDIR(mode(place)) and (mode(place / SETTINGS_FILE) or index(place).plans):
        return place
    raise StoreError("no-store", where=str(place))


def init(place: Path, *, example: bool = False, may_exist: bool = False, dry_run: bool = False) -> Path:
    """Make the folder `targets` in `place`, or `place` itself if that is its name, and give it.

    Existing files are kept and what is missing is added, so an interrupted call can be repeated; nothing is written
    through a link that leads out. StoreError: store-exists (where) if nothing is missing and it must not exist, if
    `place` lies inside a store, or if the example would come among other records; outside-store (path); as `commit`.
    """
    place = Path(os.path.abspath(place))
    root = place if place.name == FOLDER else place / FOLDER
    for folder in root.parents:
        if folder.name == FOLDER and mode(folder / ATTRIBUTES_FILE):
            raise StoreError("store-exists", where=str(folder))
    paths = sorted(sample.FOLDER.rglob(f"*{SUFFIX}"))
    own = {path.relative_to(sample.FOLDER).as_posix(): path.read_bytes() for path in paths}
    wanted = {name: text.encode() for name, text in FILES.items()} | (own if example else {})
    missing = [
        Step(root / name, data, expect=b"") for name, data in wanted.items() if read_if_present(str(root), name) is None
    ]
    present = _files(index(root)) if example and mode(root) else ()
    if not (missing or may_exist) or any(read_if_present(str(root), path) != own.get(path) for path in present):
        raise StoreError("store-exists", where=str(root))
    if not dry_run:
        folders = list(dict.fromkeys((root, *(step.path.parent for step in missing))))
        sweep(folders)
        commit(missing, [], folders=folders)
    return root


def check_destination(path: Path) -> None:
    """Refuse a place that `-o` may not write, before anything else is written: any file in a plan's folder, the ledger's own.

    StoreError, each with path: destination-in-ledger, not-a-destination, no-folder, no-permission.
    """
    place = Path(os.path.realpath(path))
    in_plan = any(mode(folder / PLAN_FILE) for folder in place.parents)
    own = place.name.startswith(".") or place.suffix == SUFFIX
    if in_plan or (own and any(folder.name == FOLDER or mode(folder / SETTINGS_FILE) for folder in place.parents)):
        raise StoreError("destination-in-ledger", path=str(path))
    if not stat.S_ISDIR(mode(place.parent)):
        raise StoreError("no-folder", path=str(path))
    if mode(place) and not stat.S_ISREG(mode(place)):
        raise StoreError("not-a-destination", path=str(path))
    if not os.access(place if mode(place) else place.parent, os.W_OK, effective_ids=True):
        raise StoreError("no-permission", path=str(path))


def faults(root: Path) -> tuple[Problem, ...]:
    """Warnings: files that a stopped writer left behind, and attributes by which git would not merge as it has to.

    Where git gives its own answer, that counts; else .gitattributes is read. StoreError: as `index` and `text.read`.
    """
    listed = index(root)
    own = (read_if_present(str(root), ATTRIBUTES_FILE) or b"").decode(errors="replace").splitlines()
    is_whole = all(line in own for line in FILES[ATTRIBUTES_FILE].splitlines())
    answer = _git_answer(root, _files(listed))
    if answer is None:
        lower = [name for name in listed.files if name and read_if_present(str(root), f"{name}/{ATTRIBUTES_FILE}")]
        answer = dict.fromkeys(lower or ([] if is_whole else [ATTRIBUTES_FILE]), "?")
    left = [os.path.join(folder, name) for folder in ("", *listed.files) for name in scraps(root / folder)]
    found = [Problem("left-over", path, severity=Severity.WARNING) for path in left]
    plain = {PLAN_FILE, UNITS_FILE, SETTINGS_FILE}
    wrong = [file for file in answer if (answer[file] == "union") is (os.path.basename(file) in plain)]
    if wrong:
        code = "attributes-missing" if not own else "attributes-overruled" if is_whole else "attributes-changed"
        params = {"file": wrong[0], "value": answer[wrong[0]]}
        found.append(Problem(code, ATTRIBUTES_FILE, severity=Severity.WARNING, params=params))
    return tuple(found)


def _files(listed: Index) -> tuple[str, ...]:
    return tuple(os.path.join(folder, name) for folder, names in listed.files.items() for name in names)


def _git_answer(root: Path, files: tuple[str, ...]) -> dict[str, str] | None:
    """How git would merge each file; None where there is no git, or no work tree."""
    import subprocess  # 8 ms that only `check` pays

    asked = ["git", "-C", str(root), "check-attr", "--stdin", "-z", "merge"]
    try:
        ended = subprocess.run(  # noqa: S603  # the user's own git, in the ledger that they named
            asked, input="\0".join(files), capture_output=True, text=True, timeout=_GIT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    words = ended.stdout.split("\0")
    return dict(zip(words[::3], words[2::3], strict=False))

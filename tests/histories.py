"""Two people, two branches, one ledger: random work, brought together by git, and what the ledger should then hold.

What should hold is a three-way merge of what the program read at both tips: every line of both, every head with the fields
that either changed. Where the two contradict each other, or git or the ledger cannot bear both, somebody has to say so.
"""

from __future__ import annotations

import os
import random
import secrets
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from office import Office, copied
from running import NOW
from targettrack import store
from targettrack.model import Target

HOW = ("merge", "rebase", "cherry-pick, then merge", "criss-cross")
_PLAIN = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_EDITOR": "true", "LC_ALL": "C"}
_NAMES = {f"GIT_{role}_{part}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
_FAST = ("-c", "gc.auto=0", "-c", "core.fsync=none", "-c", "advice.detachedHead=false")

Facts = dict[str, Target]
"""What the program reads of a tree, by id."""


class Finding(NamedTuple):
    """A commitment or a line that is not as it should be after two branches met, and that nobody names."""

    id: str
    what: str


class Signal(NamedTuple):
    """What was said when two branches met: the paths that git left in conflict, and what `check` said."""

    conflicts: tuple[str, ...]
    checked: str  # "" where it found no error

    def names(self, id_: str) -> bool:
        """Whether a person who reads what was said is led to this record."""
        return id_ in self.checked or any(id_ in path for path in self.conflicts)


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run git apart from this user's configuration."""
    return subprocess.run(
        ["git", *_FAST, *words],
        cwd=folder,
        env=os.environ | _PLAIN | _NAMES,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=check,
    )


def repository(furnished: Path, place: Path) -> Path:
    """The office's folder, as the first commit of a repository."""
    office = copied(furnished, place)
    git(place, "init", "-q", "-b", "main")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "start")
    return office.folder


def read(folder: Path) -> Facts:
    """Every record that the program reads."""
    return {target.id: target for target in store.load(folder / "targets").targets}


class History:
    """One ledger and the work of two people on it, all by chance from one number."""

    def __init__(self, template: Path, folder: Path, number: int) -> None:
        """Begin with the template; history `number` is the same in every run."""
        self.chance = random.Random(number)
        self.office: Office = copied(template, folder)
        self.how = HOW[number % len(HOW)]
        self.findings: list[Finding] = []
        self.met = self.clean = 0  # how often branches met, and how often without a word
        self._clocks = {name: NOW + timedelta(minutes=self.chance.choice([0, 0, 5, 90])) for name in ("main", "other")}

    def play(self) -> History:
        """Work on both branches and bring them together."""
        self._work("main", self.chance.randint(0, 2))
        base = read(self.office.folder)
        self._git("branch", "other")
        for name in ("main", "other"):
            self._work(name, self.chance.randint(1, 4))
        if self.how == "criss-cross":
            self._criss_cross(base)
        else:
            self._meet(base, self.how)
        return self

    def _meet(self, base: Facts, how: str) -> bool:
        """Bring `other` into `main`, or `main` under `other`; false where git has left a conflict."""
        tips = {name: self._facts(name) for name in ("other", "main")}
        if how == "rebase":
            self._git("checkout", "-q", "other")
            done = self._git("rebase", "-q", "main", check=False).returncode == 0
            if not done:  # half way, no tree stands for both
                self._git("rebase", "--abort")
                self.met += 1
                return False
        else:
            if how == "cherry-pick, then merge":
                picked = self.chance.choice(self._git("rev-list", "main..other").stdout.split())
                if self._git("cherry-pick", picked, check=False).returncode != 0:
                    self._git("cherry-pick", "--abort")
            done = self._git("merge", "-q", "-m", "merge", "other", check=False).returncode == 0
        conflicts = tuple(self._git("diff", "--name-only", "--diff-filter=U").stdout.split())
        checked = self.office.run("check")
        self._compare(
            base, tips["main"], tips["other"], Signal(conflicts, checked.text + checked.said if checked.code else "")
        )
        return done

    def _compare(self, base: Facts, one: Facts, other: Facts, signal: Signal) -> None:
        self.met += 1
        self.clean += not signal.conflicts and not signal.checked
        found = read(self.office.folder)
        for id_ in base.keys() | one.keys() | other.keys() | found.keys():
            wrong = difference(merged(base.get(id_), one.get(id_), other.get(id_)), found.get(id_))
            if wrong and not signal.names(id_):
                self.findings.append(Finding(id_, wrong))

    def _criss_cross(self, base: Facts) -> None:
        """Each takes the other's work, both go on, and then they meet."""
        self._git("branch", "before", "main")
        if not self._meet(base, "merge"):
            return
        middle = read(self.office.folder)
        self._git("checkout", "-q", "other")
        if self._git("merge", "-q", "-m", "merge", "before", check=False).returncode != 0:
            return
        if difference_of_all(middle, read(self.office.folder)):
            return  # what contradicts itself was named at the first meeting
        for name in ("main", "other"):
            self._work(name, self.chance.randint(1, 3))
        self._meet(middle, "merge")

    def _facts(self, branch: str) -> Facts:
        self._git("checkout", "-q", branch)
        return read(self.office.folder)

    def _work(self, branch: str, times: int) -> None:
        """Type commands, and commit what each has changed; what is refused changes nothing."""
        self._git("checkout", "-q", branch)
        for _ in range(times):
            self._clocks[branch] += timedelta(seconds=self.chance.choice([0, 1, 600]))
            self.office.moment = self._clocks[branch]
            with mock.patch.object(secrets, "choice", self.chance.choice):
                self.office.run(*self._command(), by=f"{branch} person")
            self._git("add", ".")
            self._git("commit", "-q", "--allow-empty", "-m", branch)

    def _command(self) -> tuple[str, ...]:
        chance = self.chance
        id_ = f"KP2025-00{chance.randint(1, 3)}"
        drafts = sorted(id_ for id_, target in read(self.office.folder).items() if target.draft) or ["BG2026-001"]
        draft, word = chance.choice(drafts), f"第{chance.randint(1, 99)}次"
        day = f"2026-0{chance.randint(1, 9)}-15"
        add = (
            "add",
            f"修建公厕{chance.randint(1, 30)}座",
            "--plan",
            "KP2025",
            "--kind",
            "quantity",
            "--owner",
            "水利局",
        )
        return chance.choice(
            [
                ("update", id_, "--note", word),
                ("update", id_, "--status", "active", "--note", word),
                ("update", "KP2025-001", "--value", str(chance.randint(311, 900))),
                ("update", "KP2025-001", "KP2025-002", "--note", word),
                ("update", id_, "--deadline", day, "--reason", word, "--authority", "市人大常委会"),
                ("update", id_, "--owner", chance.choice(["教育局", "水利局"]), "--reason", word),
                (
                    "update",
                    "KP2025-001",
                    "--goal",
                    f"value={chance.randint(800, 999)}",
                    "--reason",
                    word,
                    "--authority",
                    "x",
                ),
                (*add, "--deadline", day),
                (*add, "--deadline", "none", "--quote", f"修建公厕，{word}。"),
                (*add, "--deadline", day, "--value", f"{chance.randint(1, 30)}座"),
                (*add, "--deadline", day, "--value", f"{chance.randint(1, 30)}座", "--quote", f"修建公厕，{word}。"),
                ("undo", id_),
                ("review", draft, "--accept"),
                ("review", draft, "--set", f"title=优化服务{word}"),
                ("review", draft, "--set", f"deadline={day}", "--set", "owner=教育局", "--accept"),
                ("review", draft, "--drop"),
                ("review", draft, "--split", f"甲{word}", "--split", f"乙{word}"),
                ("review", *dict.fromkeys([draft, chance.choice(drafts)]), "--merge"),
            ]
        )

    def _git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return git(self.office.folder, *words, check=check)


def merged(base: Target | None, one: Target | None, other: Target | None) -> Target | str | None:
    """The record that holds what both did; or why there is none, and somebody has to say so."""
    if one == base:
        return other
    if other in (one, base):
        return one
    if one is None or other is None:
        return "taken away here, changed there"
    return _both(base, one, other)


def _both(base: Target | None, one: Target, other: Target) -> Target | str:
    if base is None and one._replace(updates=()) != other._replace(updates=()):
        return "two commitments have one id"
    base = base or one
    lines = {update.key: update for update in one.updates}
    for update in other.updates:
        if lines.setdefault(update.key, update) != update:
            return f"two lines have the key {update.key}"
    changes = {}
    for name in (name for name in Target._fields if name != "updates"):
        before, here, there = getattr(base, name), getattr(one, name), getattr(other, name)
        if here != there and before not in (here, there):
            return f"two ways to change {name}"
        changes[name] = there if here == before else here
    return one._replace(**changes, updates=tuple(sorted(lines.values(), key=lambda update: update.order)))


def difference(expected: Target | str | None, found: Target | None) -> str:
    """What is wrong with a record; "" if nothing is."""
    if isinstance(expected, str):
        return expected
    if expected is None or found is None:
        return "" if expected is found else "it is gone" if found is None else "it is back"
    names = [name for name in Target._fields if getattr(expected, name) != getattr(found, name)]
    lost = [update.key for update in expected.updates if update not in found.updates]
    return f"{' '.join(names)} {' '.join(lost)}" if names else ""


def difference_of_all(one: Facts, other: Facts) -> bool:
    """Whether two trees say different things."""
    return any(difference(one.get(id_), other.get(id_)) for id_ in one.keys() | other.keys())

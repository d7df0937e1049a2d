"""A random walk over a ledger and its reader: whatever happens between two runs, what was kept changes no answer.

Each step does something to the files, to the clock or to the reader's screen, then asks something twice: of the program as
it runs, and with `--no-cache`. Knows no cache but by that option.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import ExitStack, chdir, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from running import NOW, Outcome, environment, in_process
from targettrack.cache import stamps
from targettrack.cli import memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TICK = 0.008
"""Seconds in which the file system's clock here has moved on: within one tick nobody can tell two changes apart."""
PATIENCE = 3 * stamps.QUIET_NS // 2
"""So much later the program believes to run, so that what was changed just now may be kept."""
QUESTIONS: tuple[str, ...] = (
    *(
        "list",
        "list --plan ys2025",
        "list --plan 清溪",
        "list --plan YS2025 --plan QX2025",
        "list --draft",
        "list 学位",
    ),
    *("list --owner 教育局", "list --owner none", "list --rating overdue", "list --sort -gap --group owner"),
    *("list -f json", "list -f table", "list -f csv --headers zh", "list -f html --plan QX2025", "list --lang zh"),
    *("list --as-of 6月底", "list --store .", "list --store targets", "list --store near --store targets"),
    *("list --store targets --store near", "list --due-before 2025-12-31 -f ndjson", "list --tag 民生", "list -o -"),
    *("show 5", "show YS2025-005", "show ys2025-001 -f json", "show QX2025-002 --links", "show YS2025-003 -f markdown"),
    *("show QX2025-001 --as-of 2025-07-01", "show 1", "show YS2025-00", "show X-1", "show QX2025-003 -f table"),
    *("report", "report -f json --since 7d", "report -f html", "report -f markdown --since last", "report --by owner"),
    *("report --form bulletin", "report --form year-end", "report --form changes", "report --plan ys2025"),
    *("report --summary", "report --quiet-if-empty --since 1d", "report --level county"),
    *("alerts", "alerts --fail-on overdue", "alerts -f json --days 60", "alerts --level reminder", "alerts -f csv"),
    *("export", "export -f csv", "export -f ndjson --plan YS2025", "export -f csv --headers en"),
    *(
        "list -o told.txt",
        "report -o told.html",
        "alerts -o ../told.csv",
        "show 5 -o told.json",
        "export -o told.ndjson",
    ),
    *("report --summary -o told.md", "list -o told.nonsense", "list -o targets/told.txt", "list -o YS2025/told.txt"),
    *("list --nonsense", "list --rating nonsense", "list --plan NONE", "check", "check -f json"),
)
LANGUAGES = (
    {"TARGETTRACK_LANG": "en"},
    {"TARGETTRACK_LANG": "zh"},
    {"TARGETTRACK_LANG": "", "LC_ALL": "zh_CN.UTF-8"},
    {},
)
SETTINGS = (
    'timezone = "Asia/Shanghai"\n',
    'timezone = "America/New_York"\nlanguage = "zh"\n',
    'timezone = "Pacific/Kiritimati"\n',
    'timezone = "Nowhere/Land"\n',
    'plan = "YS2025"\n[rules]\nahead = 20\nremind_days = [60, 7]\n',
    "[rules]\nworking_days = true\nstale_cycles = 0.5\n",
    "timezone = \n",
)
GOOD, BROKEN = b'title = "', b"title = '"


class Walk:
    """A reader in a folder with the ledger `targets` and a smaller one, `near/targets`; `kept` is where answers are kept."""

    def __init__(self, folder: Path, data: Path, random: Random) -> None:
        """Copy the fixture ledger."""
        self.folder, self.root, self.random = folder, folder / "targets", random
        shutil.copytree(data, self.root)
        self.original = {path.relative_to(self.root): path.read_bytes() for path in self.root.rglob("*.toml")}
        (folder / "near").mkdir()
        self.place = folder
        self.now = NOW
        self.env: dict[str, str] = {}
        self.terminal, self.encoding, self.patience = False, "utf-8", PATIENCE
        self.asked: list[str] = []
        self.trace: list[str] = []

    def step(self) -> None:
        """Something happens, or nothing; then something is asked, often again."""
        if self.random.random() < 0.45:
            happening = self.random.choice(HAPPENINGS)
            time.sleep(TICK)
            with suppress(OSError, ValueError):  # what cannot happen to such a ledger does not
                self.trace.append(happening.__name__)
                happening(self)
        again = self.asked and self.random.random() < 0.75
        question = self.random.choice(self.asked[-3:] if again else QUESTIONS)
        self.asked.append(question)
        kept, anew = ((self.ask(words), self.told()) for words in (question, f"{question} --no-cache"))
        assert kept == anew, (question, self.trace[-30:], self.env)

    def ask(self, question: str) -> Outcome:
        """Type a command."""
        told = environment(**{"TARGETTRACK_CACHE": str(self.folder / "kept")} | self.env)
        with ExitStack() as stack:
            stack.enter_context(chdir(self.place))
            stack.enter_context(mock.patch.dict(os.environ, told, clear=True))
            stack.enter_context(mock.patch.object(memory, "clock", self.now.timestamp))
            stack.enter_context(mock.patch.object(os, "fsync"))  # no power is cut here, and a busy disk takes its time
            now = time.time_ns() + self.patience
            stack.enter_context(mock.patch.object(stamps, "moment", return_value=now))
            return in_process(tuple(question.split()), terminal=self.terminal, encoding=self.encoding)

    def told(self) -> dict[str, bytes]:
        """The files that were written for the reader, by path; they are taken away."""
        found = {str(path): path.read_bytes() for path in self.folder.rglob("told.*")}
        for path in found:
            os.unlink(path)
        return found

    def some(self, pattern: str = "*/*-*.toml") -> Path:
        """A file of the ledger."""
        return self.random.choice(sorted(self.root.glob(pattern)) or [self.root / "QX2025" / "QX2025-001.toml"])


def _written(path: Path, data: bytes, *, as_before: bool = False) -> None:
    """In its place, or by a rename; with the old time if that is wished for."""
    before = path.stat() if path.exists() else None
    path.write_bytes(data)
    if as_before and before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def retitled(walk: Walk) -> None:
    """A title gets one other sign, as long as the one before; size and time of writing stay."""
    path, sign = walk.some(), walk.random.choice("甲乙丙丁")
    text = path.read_text(encoding="utf-8")
    begin = text.index('title = "') + 9
    _written(path, f"{text[:begin]}{sign}{text[begin + 1 :]}".encode(), as_before=walk.random.random() < 0.7)


def figured(walk: Walk) -> None:
    """A line is added by hand."""
    path, number = walk.some(), walk.random.randrange(10_000)
    key, at = f"job-{number}-{len(walk.trace)}", walk.now.isoformat(timespec="seconds")
    words = walk.random.choice(('note = "走访"', 'status = "done"', 'status = "closed"\nevidence = "x"', "value = 3"))
    line = f'{key} = {{ at = {at}, as_of = {walk.now.date()}, by = "测试员", {words.replace(chr(10), ", ")} }}\n'
    _written(path, path.read_bytes() + line.encode())


def updated(walk: Walk) -> None:
    """A line is added by the program."""
    walk.ask(f"update {walk.some().stem} --note 例会{walk.random.randrange(99)} --as-of {walk.now.date()}")


def broken(walk: Walk) -> None:
    """A file is cut off, empty, no TOML, no UTF-8, or has a conflict in it."""
    path = walk.some("**/*.toml")
    data = path.read_bytes()
    kinds = (data[: len(data) // 2], b"", data.replace(GOOD, BROKEN), data + b"\xff\xfe", b"<<<<<<< ours\n" + data)
    _written(path, walk.random.choice(kinds), as_before=walk.random.random() < 0.3)


def restored(walk: Walk) -> None:
    """Everything is as it was at first, but for the times."""
    for name, data in walk.original.items():
        path = walk.root / name
        path.parent.mkdir(exist_ok=True)
        if path.is_symlink():
            path.unlink()
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def added(walk: Walk) -> None:
    """A record more: a copy of another one, under the next name or one that only differs in its letters."""
    path = walk.some()
    id_ = walk.random.choice((f"{path.parent.name}-{walk.random.randrange(8, 12):03d}", path.stem.lower()))
    _written(path.with_name(f"{id_}.toml"), path.read_bytes().replace(path.stem.encode(), id_.encode()))


def removed(walk: Walk) -> None:
    """A file less."""
    walk.some("**/*.toml").unlink()


def renamed(walk: Walk) -> None:
    """A record goes under another name, into another folder, or a whole plan does."""
    path = walk.some()
    other = walk.random.choice(("YS2025", "QX2025", "ZZ2025"))
    places = (path.with_name(f"{path.stem}x.toml"), walk.root / other / path.name)
    if walk.random.random() < 0.3:
        path.parent.rename(walk.root / other)
    else:
        path.rename(walk.random.choice(places))


def there_and_back(walk: Walk) -> None:
    """A record is away and there again: nothing has happened."""
    path = walk.some()
    path.rename(path.with_suffix(".off"))
    path.with_suffix(".off").rename(path)


def relinked(walk: Walk) -> None:
    """A record becomes a link to another, out of the ledger, or to nothing; or a second name of another."""
    path, other = walk.some(), walk.some()
    if path != other and not path.is_symlink():
        path.unlink()
        if walk.random.random() < 0.3:
            path.hardlink_to(other)
        else:
            path.symlink_to(walk.random.choice((other.name, "../../away.toml", "nowhere.toml")))


def behind_a_link(walk: Walk) -> None:
    """What a link leads to changes, out of sight of the folder."""
    (walk.folder / "away.toml").write_bytes(walk.some().read_bytes())


def led_aside(walk: Walk) -> None:
    """A file becomes a link to a hidden one beside it, which may change without a trace in the folder."""
    path = walk.random.choice((walk.some(), walk.some("*.toml")))
    if path.exists() and not path.is_symlink():
        path.rename(path.with_name(f".{path.name}"))
        path.symlink_to(f".{path.name}")


def touched(walk: Walk) -> None:
    """Only a time is another one."""
    os.utime(walk.some("**/*.toml"), (walk.random.randrange(2_000_000_000),) * 2)


def copied_over(walk: Walk) -> None:
    """One record over another, with its times, as `cp -p` and a backup do."""
    path, other = walk.some(), walk.some()
    if path != other:
        shutil.copy2(path, other)


def swapped(walk: Walk) -> None:
    """Two records of one size change places; each keeps its times."""
    path, other = walk.some(), walk.some()
    path.rename(path.with_suffix(".x"))
    other.rename(path)
    path.with_suffix(".x").rename(other)


def planned(walk: Walk) -> None:
    """A plan has another title or end, or none that can be read."""
    path = walk.some("*/plan.toml")
    data = path.read_bytes()
    new = walk.random.choice(
        (data.replace("清溪".encode(), "清河".encode()), data.replace(b"12-31", b"11-30"), data[:30])
    )
    _written(path, new, as_before=walk.random.random() < 0.5)


def united(walk: Walk) -> None:
    """Units have other names, or there is no such file."""
    path = walk.root / "units.toml"
    data = walk.original[Path("units.toml")]
    new = walk.random.choice((data, data.replace("教育局".encode(), "体育局".encode()), data[:100], b"leader = 3\n"))
    _written(path, new, as_before=True)


def set_up(walk: Walk) -> None:
    """The settings are others: the zone, the language, the rules."""
    _written(walk.root / "targettrack.toml", walk.random.choice(SETTINGS).encode())


def moved_on(walk: Walk) -> None:
    """Time passes: seconds, a day, a month; or the clock is put back; or it is about midnight somewhere."""
    steps = (timedelta(seconds=5), timedelta(hours=7), timedelta(days=1), timedelta(days=30), -timedelta(days=2))
    midnight = datetime.combine(walk.now.date(), datetime.min.time(), walk.now.tzinfo)
    near = midnight + timedelta(hours=walk.random.randrange(24), seconds=walk.random.choice((-1, 0, 1)))
    walk.now = near if walk.random.random() < 0.3 else walk.now + walk.random.choice(steps)
    if abs(walk.now - NOW) > timedelta(days=400):
        walk.now = NOW


def at_another_screen(walk: Walk) -> None:
    """Another language, width or colour, another encoding, a terminal or none: mostly one of them at a time."""
    kept = {name: value for name, value in walk.env.items() if name == "TARGETTRACK_STORE"}
    if walk.random.random() < 0.7:
        walk.env = kept | {"COLUMNS": walk.random.choice(("80", "120", "40"))} | walk.random.choice(LANGUAGES)
        walk.env |= walk.random.choice(({}, {}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "xterm"}))
    else:
        walk.terminal = walk.random.random() < 0.3
        walk.encoding = walk.random.choice(("utf-8", "utf-8", "gb18030", "ascii", "latin-1"))


def elsewhere(walk: Walk) -> None:
    """Another folder, or another ledger that is named."""
    walk.place = walk.random.choice((walk.folder, walk.root, walk.root / "QX2025", walk.folder / "near"))
    if not walk.place.is_dir():
        walk.place = walk.folder
    walk.env.pop("TARGETTRACK_STORE", None)
    if walk.random.random() < 0.2:
        walk.env["TARGETTRACK_STORE"] = str(walk.random.choice((walk.root, walk.folder / "near", "targets")))


def nearer(walk: Walk) -> None:
    """A ledger comes between the reader and the one above, or a file, or a plan of that name; or goes."""
    place = walk.folder / "near" / "targets"
    if place.is_dir():
        shutil.rmtree(place)
    elif place.exists():
        place.unlink()
    elif walk.random.random() < 0.6:
        shutil.copytree(walk.root / "QX2025", place / "QX2025")
        shutil.copy2(walk.root / "targettrack.toml", place)
        if walk.random.random() < 0.2:
            (place / "plan.toml").write_bytes(b'id = "targets"\n')
    else:
        place.write_bytes(b"")


def exchanged(walk: Walk) -> None:
    """Another ledger in the place of this one, with the same names, sizes and times; then this one again."""
    other = walk.folder / "other"
    if not other.exists():
        shutil.copytree(walk.root, other, symlinks=True)
    walk.root.rename(walk.folder / "this")
    other.rename(walk.root)
    (walk.folder / "this").rename(other)


def damaged(walk: Walk) -> None:
    """What was kept is cut off, changed, or gone."""
    kept = sorted((walk.folder / "kept").glob("*"))
    for path in walk.random.sample(kept, min(len(kept), 3)):
        data = path.read_bytes()
        at = walk.random.randrange(len(data) or 1)
        path.write_bytes(walk.random.choice((data[:at], data[:at] + b"#" + data[at + 1 :], b"")))


HAPPENINGS: tuple[Callable[[Walk], object], ...] = (
    *(
        retitled,
        retitled,
        figured,
        updated,
        broken,
        restored,
        restored,
        added,
        removed,
        renamed,
        there_and_back,
        relinked,
    ),
    *(
        behind_a_link,
        led_aside,
        touched,
        copied_over,
        swapped,
        planned,
        united,
        set_up,
        moved_on,
        moved_on,
        at_another_screen,
    ),
    *(at_another_screen, at_another_screen, elsewhere, nearer, exchanged, damaged),
)

"""What has to stand before anything is measured: the program installed, ledgers, the peers with the same records.

All in one temporary folder, with a home and a cache of its own; made when it is first asked for. Knows no figures.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import peers
import records
from cost import Command
from promises import BUREAUS, TOPICS
from reports import DAY, YEAR, ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
REAL, FORM = "real", "form"
"""The five real ledgers; 2,000 records with ten reports each, of some sixty units. Any other ledger is called by its size."""
TAB = "⇥"
_FORM_SIZE, _FORM_PLAN, _FORM_REPORTS = 2000, 500, 10
_HELLO = "import typer\n\ndef main(name: str = 'x'):\n    print('hello', name)\n\ntyper.run(main)\n"
_SETTLED = 2.5  # seconds after which a cache may trust what has not changed
_CHANGED = 100
_CHARACTERS = 20_000
_WORDS_COLUMN = re.compile(rb'<c r="(N\d+)" s="(\d+)"/>')  # of a unit's sheet: progress in words, while it is blank
_FILLED = r'<c r="\1" s="\2" t="inlineStr"><is><t>按计划推进</t></is></c>'


class Setting:
    """A folder in which everything is made and run."""

    def __init__(self, place: Path) -> None:
        """Install the program into a virtual environment of its own, not editable, so that its bytecode is there."""
        self.place, self.kept = place, place / "cache"
        self._programs = place / "venv" / "bin"
        self._own = {
            "PATH": os.environ["PATH"],
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "TARGETTRACK_LANG": "en",
            "TARGETTRACK_BY": "督查室",
            "TASKRC": os.devnull,
            "XDG_STATE_HOME": str(place / "state"),
        }
        (place / "hello.py").write_text(_HELLO, encoding="utf-8")
        self._install(place / "venv", f"{HERE.parent}[office]")

    def forget(self) -> None:
        """Empty the cache."""
        shutil.rmtree(self.kept, ignore_errors=True)

    def command(self, words: str, ledger: str, turn: int, *, kept: bool = True) -> Command:
        """A command line of ours, of the hello world or of a peer, in its turn: `{n}` and the like differ in each."""
        count = int(ledger) if ledger.isdecimal() else 0
        said = words.format(n=turn, **changing(turn, count))
        environment = self._own | {"TARGETTRACK_CACHE": str(self.kept) if kept else "off"}
        if said.startswith("hello"):
            return Command([self._programs / "python", self.place / "hello.py"], self.place, environment)
        if said.startswith(("task", "hledger", "todo ")):
            return self._peer(shlex.split(said), count, environment)
        if said.startswith("floor"):
            return Command([self.floor or "", *said.split()[1:], "targets"], self.ledger(ledger), environment)
        if said.endswith(TAB):
            line = f"targettrack {said.removesuffix(TAB)}"
            environment |= {"_TARGETTRACK_COMPLETE": "complete_bash", "COMP_WORDS": line}
            return self._ours([], ledger, environment | {"COMP_CWORD": str(len(line.split(" ")) - 1)})
        return self._ours(shlex.split(said), ledger, environment)

    def _ours(self, words: Sequence[str], ledger: str, environment: Mapping[str, str]) -> Command:
        return Command([self._programs / "targettrack", *words], self.ledger(ledger), environment)

    def _peer(self, words: list[str], count: int, environment: Mapping[str, str]) -> Command:
        folder = self.peer(count)
        found = self.has(words[0])
        more = ["--config", str(folder / "todoman.py")] if words[0] == "todo" else []
        return Command([found or "", *more, *words[1:]], folder, {**environment, "TASKRC": str(folder / "taskrc")})

    @cache  # noqa: B019  # there is one setting, and it lives as long as the process
    def ledger(self, name: str) -> Path:
        """The folder in which a ledger's `targets` lies, old enough to be trusted."""
        folder = self.place / f"ledger-{name}"
        if name == REAL:
            shutil.copytree(HERE.parent / "targets", folder / "targets")
        elif name == FORM:
            records.write(folder, _FORM_SIZE, per_plan=_FORM_PLAN, reports=_FORM_REPORTS)
            (folder / "report.txt").write_text(_report(folder), encoding="utf-8")
            self._send(folder)
            _fill(folder / "month")
        else:
            records.write(folder, int(name))
        time.sleep(_SETTLED)
        return folder

    def _send(self, folder: Path) -> None:
        """Write the units' sheets."""
        store, month = folder / "targets", folder / "month"
        words = ("export", "--by", "owner", "-o", month, "--as-of", str(DAY), "--store", store)
        _run(self._programs / "targettrack", *words, environment=self._own)

    @cache  # noqa: B019  # as above
    def peer(self, count: int) -> Path:
        """The folder with the same records for the peers; taskwarrior has imported them."""
        folder = self.place / f"peers-{count}"
        peers.write(folder, count)
        (folder / "task").mkdir()
        if task := self.has("task"):
            environment = self._own | {"TASKRC": str(folder / "taskrc")}
            _run(task, "import", folder / "tasks.json", environment=environment)
        return folder

    @cache  # noqa: B019  # as above
    def has(self, program: str) -> str | None:
        """Where a peer is; None where it is absent. todoman comes from PyPI, where that can be reached."""
        if program != "todo":
            return shutil.which(program)
        try:
            self._install(self.place / "todoman", "todoman")
        except subprocess.CalledProcessError:
            return None
        return str(self.place / "todoman" / "bin" / "todo")

    @cached_property
    def floor(self) -> Path | None:
        """The compiled floor; None without a compiler."""
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler:
            _run(compiler, "-O2", "-o", self.place / "floor", HERE / "floor.c")
        return self.place / "floor" if compiler else None

    def change(self, ledger: str, turn: int) -> None:
        """Put one line more into a hundred records, spread over the ledger."""
        paths = sorted((self.ledger(ledger) / "targets").glob("*/*-*.toml"))
        for path in paths[turn % (len(paths) // _CHANGED) :: len(paths) // _CHANGED][:_CHANGED]:
            with path.open("a", encoding="utf-8") as file:
                moment = datetime(YEAR, 11, 10, 9, tzinfo=ZONE) + timedelta(minutes=turn)
                file.write(
                    f'change-{turn} = {{ at = {moment.isoformat()}, as_of = {DAY}, by = "督查室", note = "第{turn}次" }}\n'
                )

    def settle(self) -> None:
        """Wait until what has changed is old enough to be trusted."""
        time.sleep(_SETTLED)

    def versions(self) -> str:
        """What is measured and on what."""
        python = f"Python {sys.version.split()[0]}"
        typer = _said(self._programs / "python", "-c", "import typer; print(f'Typer {typer.__version__}')")
        task = [f"taskwarrior {_said(path, '--version')}" for path in [self.has("task")] if path]
        others = [_said(path, "--version") for name in ("hledger", "todo") if (path := self.has(name))]
        return " · ".join([f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", python, typer, *task, *others])

    def _install(self, folder: Path, what: str) -> None:
        _run(sys.executable, "-m", "venv", folder)
        _run(folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", what)


def changing(turn: int, count: int) -> dict[str, str]:
    """What differs from turn to turn: another day, unit, tag, record."""
    counties = range(1 + (count - 1) // records.PER_PLAN)
    owners = [f"{records.place_of(county)}{bureau}" for bureau in BUREAUS for county in counties] or [""]
    tags = sorted({tag for topic in TOPICS for tag in topic.tags.split()})
    return {
        "day": str(DAY - timedelta(days=turn % 240)),
        "owner": owners[turn % len(owners)],
        "tag": tags[turn % len(tags)],
        "id": f"{records.FIRST_PLAN}-{turn * 7 % max(1, min(count, records.PER_PLAN)) + 1:03d}",
        "real": f"KP2025-{turn % 112 + 1:03d}",
        "number": str(turn * 7 % max(1, count) + 1),
    }


def _fill(folder: Path) -> None:
    """A word in each row of every unit's sheet in a folder, as the units would."""
    for path in sorted(folder.glob("*.xlsx")):
        filled = path.with_suffix(".filled")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                data = old.read(part)
                is_sheet = part.filename == "xl/worksheets/sheet1.xml"
                new.writestr(part, _WORDS_COLUMN.sub(_FILLED.encode(), data) if is_sheet else data)
        filled.replace(path)


def _report(folder: Path) -> str:
    """A report of some 20,000 characters, of what the records quote: paragraphs of sentences under headings."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "targets").glob("*/*-*.toml"))]
    quotes = [found[1] for text in texts if (found := re.search('^quote = "(.*)"$', text, re.MULTILINE))]
    lines, length = [f"{YEAR}年云州市政府工作报告", "", f"二、{YEAR}年工作安排"], 0
    for start in range(0, len(quotes), 6):
        if start % 60 == 0:
            lines.append(f"（{'一二三四五六七八九十'[start // 60 % 10]}）统筹推进各项事业")
        lines.append("。".join("，".join(quotes[at : at + 2]) for at in range(start, start + 6, 2)) + "。")
        length += len(lines[-1])
        if length > _CHARACTERS:
            break
    return "\n".join(lines)


def _run(*words: str | Path, environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)  # noqa: S603  # our own


def _said(*words: str | Path) -> str:
    found = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    return found.stdout.split("\n", maxsplit=1)[0]

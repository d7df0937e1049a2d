"""A small office at its ledger: a folder, a clock, and words typed in it. Knows every writing command; knows no store."""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from running import NOW, Outcome, environment, in_process
from targettrack.cli import memory

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT = """2026年政府工作报告
一、2025年工作回顾
新增义务教育学位800个，建成污水管网20公里。
二、2026年主要目标
地区生产总值增长5%左右，城镇新增就业6000人以上。
三、重点工作
新增义务教育学位960个，年底前建成县第二水厂。
力争上半年完成30公里污水管网改造。
"""
"""Five promises: BG2026-001 to 005 once they are drafts."""
UNITS = """[[unit]]
name = "开平市教育局"
aliases = ["教育局"]

[[unit]]
name = "开平市水利局"
"""
NODES = """KP2025-001 2025-11-30=900
KP2025-002 2025-09-15=主体完工
"""
KEY = "20251010T010000-k7f3q9"
LOCK = "targets/.lock"

WRITERS: Mapping[str, tuple[str, ...]] = {
    "init": ("init", "new"),
    "init plan": ("init", "--plan", "XJ2026", "--title", "新", "--year", "2026"),
    "init example": ("init", "new", "--example"),
    "add": ("add", "修建公厕10座", "--plan", "KP2025", "--kind", "quantity", "--owner", "none", "--deadline", "none"),
    "add with a key": (
        "add",
        "修建公厕9座",
        "--plan",
        "KP2025",
        "--kind",
        "quantity",
        "--owner",
        "none",
        "--deadline",
        "none",
        "--key",
        KEY,
    ),
    "update": ("update", "KP2025-001", "--value", "400", "--key", KEY),
    "update two": ("update", "KP2025-001", "KP2025-002", "--note", "例会听取汇报", "--key", KEY),
    "update from a list": ("update", "--checkpoint-file", "nodes.txt", "--key", KEY),
    "update close": ("update", "KP2025-002", "--status", "closed", "--evidence", "验收备案〔2025〕12号", "--key", KEY),
    "undo": ("undo", "KP2025-001", "--key", "job-0"),
    "extract": ("extract", "report.txt", "--write", "--plan", "XJ2026"),
    "review accept": ("review", "BG2026-001", "BG2026-002", "--accept"),
    "review set": ("review", "BG2026-003", "--set", "title=新增学位"),
    "review split": ("review", "BG2026-004", "--split", "建成县第二水厂", "--split", "铺设供水管网3公里"),
    "review merge": ("review", "BG2026-004", "BG2026-005", "--merge"),
    "review drop": ("review", "BG2026-001", "BG2026-002", "--drop"),
    "review correct and accept": ("review", "BG2026-003", "--set", "title=新增学位", "--accept"),
}
"""Each changes the office's ledger, or makes one in `new`; that it does is a test of its own."""


class Office:
    """A folder with the ledger `targets` and a report; every command begins a millisecond after the one before."""

    def __init__(self, folder: Path, now: datetime = NOW) -> None:
        """Sit down in a folder; `now`: when the first command begins."""
        self.folder = folder
        self.moment = now.astimezone(UTC)

    def run(self, *argv: str, stdin: str = "", terminal: bool = False, by: str = "测试员") -> Outcome:
        """Type a command."""
        with (
            chdir(self.folder),
            mock.patch.dict(os.environ, environment(TARGETTRACK_BY=by), clear=True),
            mock.patch.object(memory, "clock", self._clock),
        ):
            return in_process(argv, stdin, terminal=terminal)

    def _clock(self) -> float:
        self.moment += timedelta(milliseconds=1)
        return self.moment.timestamp()

    def tree(self) -> dict[str, bytes]:
        """Everything in the folder but the lock: files with their bytes, folders with none, links with where they lead."""
        return {path: data for path, data in tree(self.folder).items() if path != LOCK}


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by path: files with their bytes, folders with none, links with where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = b"-> " + os.readlink(path).encode()
        else:
            found[f"{name}/" if path.is_dir() else name] = b"" if path.is_dir() else path.read_bytes()
    return found


def furnish(folder: Path) -> Path:
    """Make the office's ledger by commands, the day before: a plan of three targets, one of five drafts."""
    office = Office(folder, NOW - timedelta(days=1))
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "nodes.txt").write_text(NODES, encoding="utf-8")
    (folder / "new").mkdir()
    plan = ("--plan", "KP2025")
    for argv in (
        ("init", *plan, "--title", "开平市政府工作报告", "--year", "2025"),
        *(
            ("add", title, *plan, "--kind", kind, "--owner", owner, "--deadline", deadline, *more)
            for title, kind, owner, deadline, *more in (
                ("新增义务教育学位940个", "quantity", "开平市教育局", "2025-12-31", "--value", "940个"),
                ("建成第二水厂", "milestone", "开平市水利局", "2025-09-30"),
                ("优化营商环境", "qualitative", "none", "none", "--quote", "持续优化营商环境。"),
            )
        ),
        ("update", "KP2025-001", "--value", "310", "--as-of", "2025-06-30"),
        ("update", "KP2025-001", "--note", "港口小学扩建完工", "--key", "job-0"),
        ("extract", "report.txt", "--write", "--plan", "BG2026"),
    ):
        found = office.run(*argv)
        assert found.code == 0, (argv, found.said)
        (folder / "targets/units.toml").write_text(UNITS, encoding="utf-8")
    return folder


def copied(office: Path, place: Path) -> Office:
    """A fresh office, as another one stands."""
    shutil.copytree(office, place, symlinks=True)
    return Office(place)

"""`targettrack add`: a new commitment; asked for on a terminal, named and refused elsewhere."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
import tomllib
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from conftest import Run
from running import NOW, environment, error
from targettrack import store
from targettrack.cli import world

FULL = ("add", "新增公办学位600个", "--plan", "ys", "--kind", "数量", "--owner", "教育", "--deadline", "年底")


def head(root: Path, id_: str) -> dict[str, object]:
    """The new record as TOML."""
    return tomllib.loads((root / id_.partition("-")[0] / f"{id_}.toml").read_text(encoding="utf-8"))


def test_a_target_with_everything(run: Run, root: Path) -> None:
    """Every option has its place in the record; words are codes there, units their full names."""
    options = {
        "--value": "600个",
        "--comparator": ">",
        "--indicator": "公办学位",
        "--baseline": "120个",
        "--done-when": "秋季开学投入使用",
        "--supporting": "住建局",
        "--start": "2025-03-01",
        "--section": "一、保民生",
        "--tag": "教育",
        "--quote": "新增公办学位600个",
        "--line": "5",
    }
    argv = [word for pair in options.items() for word in pair]
    found = run(*FULL, *argv, "--stretch", "--key", "job-1", "--format", "json")
    assert found.code == 0
    assert found.row["id"] == "YS2025-008"
    record = head(root, "YS2025-008")
    assert record["updates"] == {}
    assert record["goal"] == {
        "indicator": "公办学位",
        "comparator": ">",
        "value": 600,
        "unit": "个",
        "baseline": 120,
        "done_when": "秋季开学投入使用",
    }
    assert record["source"] == {"quote": "新增公办学位600个", "line": 5}
    rest = {name: str(value) for name, value in record.items() if name not in {"goal", "source", "updates"}}
    assert rest == {
        "id": "YS2025-008",
        "title": "新增公办学位600个",
        "owner": "云山县教育局",
        "supporting": "['云山县住房和城乡建设局']",
        "start": "2025-03-01",
        "deadline": "2025-12-31",
        "status": "pending",
        "kind": "quantity",
        "strength": "stretch",
        "section": "一、保民生",
        "tags": "['教育']",
        "recorded": "2025-10-10 09:00:00+08:00",
        "key": "job-1",
    }


def later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """Let the clock go on."""
    monkeypatch.setattr(world, "now", lambda: NOW.astimezone(UTC) + timedelta(minutes=minutes))


def test_every_record_that_is_added_has_a_key(run: Run, root: Path) -> None:
    """Its own, of the time, by which a retry is known and an accepted draft told from it."""
    assert run(*FULL).code == 0
    assert re.fullmatch(r"20251010T010000-[0189][a-z2-7]{5}", str(head(root, "YS2025-008")["key"]))


def test_a_retry_by_its_key_adds_nothing(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key gives the same record, also a day later; with other words it is refused."""
    assert run(*FULL, "--key", "job-1").code == 0
    later(monkeypatch, 24 * 60)
    again = run(*FULL, "--key", "job-1", "--format", "json")
    assert (again.code, list(again.data["targets"])) == (0, ["YS2025-008"])
    assert "YS2025-008: recorded already (key job-1)\n" in again.said
    other = run("add", "另一件", *FULL[2:], "--key", "job-1")
    assert other.code == 2
    assert other.said.endswith(error("key-of-another", key="job-1", id="YS2025-008"))
    assert not (root / "YS2025/YS2025-009.toml").exists()


@pytest.mark.parametrize(
    ("more", "minutes", "count"),
    [
        ((), 0, 1),
        ((), 10, 1),
        ((), 11, 2),
        (("--again",), 0, 2),
        (("--quote", "新增公办学位600个"), 0, 2),
        (("--value", "600个"), 0, 2),
        (("--section", "一、保民生"), 0, 1),
    ],
)
def test_the_same_once_more(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], minutes: int, count: int
) -> None:
    """Title, quote and goal of ten minutes ago are a second press of Enter, unless --again says that they are meant."""
    assert run(*FULL).code == 0
    later(monkeypatch, minutes)
    found = run(*FULL, *more)
    assert found.code == 0
    assert len(list((root / "YS2025").glob("YS2025-*.toml"))) == 7 + count
    assert ("recorded already (key 2025" in found.said) is (count == 1)


@pytest.mark.parametrize("key", ["no id!", "../x", "é", "a" * 100])
def test_a_key_that_is_none(run: Run, root: Path, key: str) -> None:
    """A key that no update could have is refused."""
    found = run(*FULL, "--key", key)
    assert (found.code, found.out) == (2, b"")
    assert found.said.endswith(error("bad-key", key=key))
    assert not (root / "YS2025/YS2025-008.toml").exists()


def test_what_is_added_is_read_back(run: Run) -> None:
    """The new target is in the list at once, rated, and nothing is wrong with the ledger."""
    assert run(*FULL).code == 0
    assert run("show", "YS2025-8", "--format", "json").row["title"] == "新增公办学位600个"
    assert run("check").code == 0


def test_ids_are_never_given_twice(run: Run, root: Path) -> None:
    """008, then 009: one more than any file is named after, whether it can be read or not."""
    run(*FULL)
    (root / "YS2025/YS2025-008.toml").write_bytes(b"")
    found = run(*FULL, "--format", "json")
    assert found.row["id"] == "YS2025-009"


def test_a_coverage_goal(run: Run, root: Path) -> None:
    """所有: the number of units, with what they are, so that a figure of them can be recorded."""
    argv = ("add", "所有行政村通光纤", "--plan", "qx", "--kind", "coverage", "--denominator", "15个行政村")
    assert run(*argv, "--owner", "none", "--deadline", "none").code == 0
    assert head(root, "QX2025-004")["goal"] == {"denominator": 15, "per": "个行政村"}
    assert run("update", "QX2025-004", "--value", "16").said == error("above-whole", text="16", whole="15")
    assert run("update", "QX2025-004", "--value", "12个行政村").code == 0


def test_a_relative_goal_names_its_reference(run: Run, root: Path) -> None:
    """--of takes a short id and keeps the whole one."""
    argv = ("add", "收入与经济增长同步", "--plan", "ys", "--kind", "relative", "--of", "3", "--value", "0%")
    assert run(*argv, "--owner", "发改局", "--deadline", "年底").code == 2
    assert run(*argv, "--of", "ys2025-3", "--owner", "发改局", "--deadline", "年底").code == 0
    assert head(root, "YS2025-008")["goal"] == {"comparator": ">=", "value": 0, "unit": "%", "of": "YS2025-003"}


def test_an_ongoing_target_without_a_unit(run: Run, root: Path) -> None:
    """None and 持续推进: no deadline; none and 未分工: nobody yet."""
    argv = ("add", "持续优化服务", "--plan", "qx", "--kind", "定性")
    assert run(*argv, "--owner", "none", "--deadline", "持续推进").code == 0
    record = head(root, "QX2025-004")
    assert record["owner"] == ""
    assert "deadline" not in record


@pytest.mark.parametrize(
    ("without", "option"),
    [("--plan", "--plan"), ("--kind", "--kind"), ("--owner", "--owner"), ("--deadline", "--deadline")],
)
def test_what_is_missing_is_named_off_a_terminal(run: Run, root: Path, without: str, option: str) -> None:
    """Exit code 2, the option, no question, nothing written."""
    at = FULL.index(without)
    found = run(*FULL[:at], *FULL[at + 2 :], stdin="ys\nquantity\n")
    assert (found.code, found.out, found.said) == (2, b"", error("missing-answer", option=option))
    assert not (root / "YS2025/.ids").exists()


def test_the_only_plan_need_not_be_named(run: Run, root: Path) -> None:
    """Where there is one plan, it is meant."""
    for path in (root / "QX2025").iterdir():
        path.unlink()
    (root / "QX2025").rmdir()
    assert run(*FULL[:2], *FULL[4:]).code == 0
    assert (root / "YS2025/YS2025-008.toml").exists()


def test_a_ledger_without_a_plan(run: Run, root: Path) -> None:
    """The way to make one is in the line."""
    for path in [*root.glob("*/*"), *root.glob("*2025")]:
        path.rmdir() if path.is_dir() else path.unlink()
    assert run(*FULL) == (2, b"", error("no-plan").encode())


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("--deadline", "86400"), error("bad-date", option="--deadline", text="86400")),
        (("--deadline", ""), error("bad-date", option="--deadline", text="")),
        (("--start", "2月30日"), error("bad-date", option="--start", text="2月30日")),
        (("--value", "六百"), error("bad-number", option="--value", text="六百")),
        (("--value", ""), error("bad-number", option="--value", text="")),
        (("--value", "85%", "--baseline", "80个"), error("wrong-unit", text="80个", unit="个", wanted="%")),
        (("--of", "YS2025-404"), None),
        (("--kind", "count"), None),
        (("--comparator", "="), None),
        (("--line", "0"), None),
        (("--plan", "XX"), error("unknown-plan", plan="XX", candidates="QX2025 YS2025")),
        (("--owner", "教肓局"), None),
        (("--format", "docx"), None),
    ],
)
def test_nonsense_is_refused(run: Run, root: Path, argv: tuple[str, ...], line: str | None) -> None:
    """Exit code 2, one line, no id given out, no file made."""
    found = run(*FULL, *argv)
    assert (found.code, found.out) == (2, b"")
    assert found.said.splitlines(keepends=True)[-1] == line or line is None
    assert not (root / "YS2025/YS2025-008.toml").exists()
    assert not (root / "YS2025/.ids").exists()


@pytest.mark.parametrize("argv", [("--deadline", "2024-12-31", "--start", "2025-01-01"), ("--section", "长" * 20_001)])
def test_what_would_not_read_back_is_refused(run: Run, root: Path, argv: tuple[str, ...]) -> None:
    """A record that `check` would find faulty is not written."""
    found = run(*FULL, *argv)
    assert found.code in {2, 3}
    assert found.out == b""
    assert not (root / "YS2025/YS2025-008.toml").exists()


def test_dry_run(run: Run, root: Path) -> None:
    """The id that would be given out, and no trace of it."""
    found = run(*FULL, "--dry-run", "--format", "json")
    assert (found.code, found.data["dry_run"]) == (0, True)
    assert found.row["id"] == "YS2025-008"
    assert not (root / "YS2025/YS2025-008.toml").exists()
    assert not (root / "YS2025/.ids").exists()


def test_hostile_words_are_kept_as_text(run: Run, root: Path) -> None:
    """Quotes, line breaks and escapes in a title come back as they were typed."""
    title = 'a"\nowner = "x" \x1b[31m\u202e\\ 学'
    assert run("add", title, *FULL[2:]).code == 0
    assert head(root, "YS2025-008")["title"] == title
    assert store.load(root).targets[-1].title == title
    assert b"\x1b" not in (root / "YS2025/YS2025-008.toml").read_bytes()


class Terminal:
    """A command at a pseudo-terminal, read and answered as by a person."""

    def __init__(self, folder: Path, *argv: str, term: str = "", **env: str) -> None:
        """Start it; standard output is a pipe, so that only the conversation is on the screen."""
        self.screen, inside = pty.openpty()
        command = [sys.executable, "-m", "targettrack", *argv]
        self.process = subprocess.Popen(
            command,
            stdin=inside,
            stderr=inside,
            stdout=subprocess.PIPE,
            cwd=folder,
            env=environment(TERM=term, **env),
        )
        os.close(inside)

    def read_until(self, text: str) -> str:
        """Everything on the screen up to a text."""
        shown, end = b"", time.monotonic() + 20
        while text.encode() not in shown:
            assert time.monotonic() < end, shown.decode(errors="replace")
            if select.select([self.screen], [], [], 0.2)[0]:
                shown += os.read(self.screen, 1000)
        return shown.decode(errors="ignore")  # the last character may be half read

    def type(self, words: str) -> None:
        """Type a line."""
        self.send(f"{words}\n")

    def send(self, keys: str) -> None:
        """Type keys as they are."""
        os.write(self.screen, keys.encode())

    def end(self) -> tuple[int, str]:
        """Exit code and standard output."""
        with self.process, os.fdopen(self.screen, "rb", buffering=0):
            out, _ = self.process.communicate(timeout=20)
        return self.process.returncode, out.decode()


def test_a_person_is_asked(root: Path) -> None:
    """On a terminal each missing answer is asked for on standard error; the answer of the command is on standard output."""
    terminal = Terminal(root.parent, "add", "--deadline", "年底", "--format", "json")
    for answer in ("YS2025", "修建公厕10座", "数量", "", "住建局"):
        assert terminal.read_until(": ")
        terminal.type(answer)
    code, out = terminal.end()
    assert code == 0
    assert '"id":"YS2025-008"' in out
    record = head(root, "YS2025-008")
    assert (record["title"], record["kind"], record["owner"]) == ("修建公厕10座", "quantity", "云山县住房和城乡建设局")


@pytest.mark.parametrize("key", ["Ctrl-D", "Ctrl-C"])
def test_a_person_who_stops(root: Path, key: str) -> None:
    """At a question: 130, a word, nothing written, nothing on standard output."""
    terminal = Terminal(root.parent, "add", "--plan", "ys")
    terminal.read_until(": ")
    if key == "Ctrl-D":
        os.write(terminal.screen, b"\x04")
    else:
        terminal.process.send_signal(signal.SIGINT)
    assert terminal.read_until("\n")
    assert terminal.end() == (130, "")
    assert not (root / "YS2025/.ids").exists()


def test_an_empty_answer_is_no_answer(root: Path) -> None:
    """Enter alone asks again."""
    terminal = Terminal(root.parent, "add", "--plan", "ys", "--kind", "定性", "--owner", "none", "--deadline", "none")
    terminal.read_until(": ")
    terminal.type("")
    terminal.read_until(": ")
    terminal.type("优化服务")
    assert terminal.end()[0] == 0
    assert head(root, "YS2025-008")["title"] == "优化服务"

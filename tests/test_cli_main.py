"""The boundary: exit codes, streams, signals; one line for every failure and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import Run
from running import DAY, environment, error, in_shell
from targettrack import __version__, store
from targettrack.cli import world
from targettrack.errors import ExitCode
from targettrack.render.messages import sentence

if TYPE_CHECKING:
    from pathlib import Path


def test_the_exit_codes_are_a_promise() -> None:
    """0 fine, 1 findings, 2 usage, 3 could not, 4 saved but not told, 130 interrupted."""
    assert {code.name: int(code) for code in ExitCode} == {
        "OK": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "FAILED": 3,
        "SAVED": 4,
        "INTERRUPTED": 130,
    }


def test_version(run: Run) -> None:
    """The name and the number, on standard output."""
    assert run("--version") == (0, f"targettrack {__version__}\n".encode(), b"")


def test_no_words_at_all_is_a_question_for_help(run: Run) -> None:
    """The page that --help shows."""
    assert run() == run("--help")
    assert run().code == 0


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("list", "--as-of", DAY), 0),
        (("alerts", "--as-of", DAY, "--fail-on", "overdue"), 1),
        (("show", "YS2025-404"), 2),
        (("list", "--as-of", "86400"), 2),
        (("nonsense",), 2),
        (("list", "--store", "nowhere"), 3),
    ],
)
def test_exit_codes(run: Run, argv: tuple[str, ...], code: int) -> None:
    """Each sort of ending has its number."""
    assert run(*argv).code == code


@pytest.mark.parametrize(
    "argv",
    [
        ("show", "YS2025-404", "--format", "json"),
        ("list", "--as-of", "2月30日", "--format", "json"),
        ("list", "--store", "nowhere", "--format", "json"),
        ("list", "--format", "docx"),
        ("list", "-o", "report.docx"),
        ("list", "--nonsense"),
        ("update", "YS2025-001", "--as-of", "2999-01-01", "--value", "1"),
        ("update", "YS2025-001", "YS2025-404", "--note", "x"),
    ],
)
def test_standard_output_is_empty_after_a_failure(run: Run, argv: tuple[str, ...]) -> None:
    """One line on standard error says what is wrong; nothing half-written reaches a program."""
    found = run(*argv)
    assert found.code in {2, 3}
    assert found.out == b""
    assert found.said.count("\n") == 1
    assert found.said.endswith("\n")


def test_a_fault_of_the_program_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw asks for a report; the traceback comes only with TARGETTRACK_DEBUG=1."""
    monkeypatch.setattr(store, "walk", lambda *_arguments: 1 / 0)
    found = run("list")
    assert (found.code, found.out) == (3, b"")
    assert found.said == error("bug", reason="ZeroDivisionError: division by zero")
    loud = run("list", env={"TARGETTRACK_DEBUG": "1"})
    assert (loud.code, loud.out) == (3, b"")
    assert "Traceback (most recent call last):" in loud.said
    assert loud.said.endswith(error("bug", reason="ZeroDivisionError: division by zero"))


def test_a_refusal_of_the_system_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OSError that the store does not name is told in the system's own words."""

    def fail(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(store, "walk", fail)
    assert run("list") == (3, b"", error("system", reason="[Errno 5] Input/output error").encode())


def test_ctrl_c_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """130, a word, and nothing on standard output."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "walk", interrupt)
    found = run("list")
    assert (found.code, found.out) == (130, b"")
    assert found.said.count("\n") == 1


def test_ctrl_c_in_a_process(root: Path) -> None:
    """SIGINT while a command waits ends it with 130 and without a traceback."""
    (root / "YS2025/YS2025-001.toml").unlink()
    waits = "import targettrack.store as s, time; s.walk = lambda *a: (print('ready', flush=True), time.sleep(60))"
    program = f"{waits}\nimport sys\nfrom targettrack.cli import main\nsys.exit(main(['list']))"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root.parent,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert said.count(b"\n") == 1


def test_python_dash_m(root: Path) -> None:
    """`python -m targettrack` is the same program."""
    found = in_shell(f"{sys.executable} -m targettrack list --as-of {DAY} | grep -c ^YS2025", root.parent)
    assert (found.code, found.out.strip()) == (0, b"7")


@pytest.mark.parametrize("command", [f"list --as-of {DAY}", "export", "--help", "list --help", "--version"])
def test_a_reader_who_leaves(root: Path, command: str) -> None:
    """Whoever has seen enough, as `head` has, gets 0 and silence."""
    found = in_shell(f"(sleep 0.1; targettrack {command}; echo $? >&2) | true", root.parent)
    assert found.said == "0\n"


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("| true", "reader-left"),
        (">&-", "no-stdout"),
        pytest.param(
            "> /dev/full", "", marks=pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk")
        ),
    ],
)
def test_what_is_saved_and_not_shown_is_said_to_be_saved(root: Path, where: str, reason: str) -> None:
    """Exit code 4 and the key of the line, whatever becomes of the answer; the line is there."""
    found = in_shell(f"(sleep 0.1; targettrack update YS2025-007 --note x; echo $? >&2) {where}", root.parent)
    key = (root / "YS2025/YS2025-007.toml").read_text().splitlines()[-1].partition(" ")[0]
    said, code = found.said.splitlines()
    assert code == "4"
    assert said.startswith(f"Recorded (YS2025-007 key {key}), but ")
    assert sentence(reason, {}) in said if reason else "No space left" in said


@pytest.mark.parametrize(
    ("argv", "names"),
    [
        (("update", "YS2025-001", "YS2025-007", "--note", "x"), "YS2025-001 key K1, YS2025-007 key K2"),
        (("undo", "YS2025-001", "--by", "张三"), "YS2025-001 key K1"),
        (("add", "公厕", "--plan", "ys", "--kind", "定性", "--owner", "none", "--deadline", "none"), "YS2025-008"),
    ],
)
@pytest.mark.parametrize("trouble", [OSError(28, "full"), ZeroDivisionError("x"), KeyboardInterrupt()])
def test_every_trouble_after_a_change_is_told_as_saved(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], names: str, trouble: BaseException
) -> None:
    """A disk that is full behind -o, a fault of ours, Ctrl-C: 4, and each key that is on disk."""

    def fail(*_arguments: object) -> None:
        raise trouble

    keys = iter(["K1", "K2"])
    monkeypatch.setattr(world, "update_key", lambda _target: next(keys))
    monkeypatch.setattr(store, "replace", fail)
    found = run(*argv, "-o", "receipt.json")
    assert (found.code, found.out) == (4, b"")
    assert found.said.startswith(f"Recorded ({names}), but ")
    assert found.said.count("\n") == 1
    assert not (root.parent / "receipt.json").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not there to stand for a full disk")
def test_a_full_disk_behind_standard_output(root: Path) -> None:
    """One line, exit code 3, and no complaint of the interpreter at its end."""
    found = in_shell(f"targettrack list --as-of {DAY} > /dev/full", root.parent)
    assert (found.code, found.said) == (3, error("system", reason="[Errno 28] No space left on device"))


def test_a_closed_standard_output(root: Path) -> None:
    """Nowhere to write is a failure, not a silent success."""
    found = in_shell("targettrack list >&-", root.parent)
    assert (found.code, found.said) == (3, error("no-stdout"))


def test_a_closed_standard_input(root: Path) -> None:
    """A report that is to be read from nowhere is no fault of the program."""
    found = in_shell("targettrack extract - <&-", root.parent)
    assert (found.code, found.out, found.said) == (3, b"", error("no-stdin"))


def test_closed_standard_input_and_error(root: Path) -> None:
    """A cron job without either gets its answer, and a failure its number."""
    found = in_shell(f"targettrack list --as-of {DAY} <&- 2>&- | grep -c ^YS2025", root.parent)
    assert (found.code, found.out.strip()) == (0, b"7")
    assert in_shell("targettrack show 404 <&- 2>&-", root.parent).code == 2


COMMANDS = (("list", "--as-of", DAY), ("report", "--as-of", DAY, "--format", "table"), ("update", "--help"))


@pytest.mark.parametrize("argv", COMMANDS)
def test_utf8_where_the_encoding_knows_no_better(run: Run, argv: tuple[str, ...]) -> None:
    """Plain ASCII stands for a cron job, not for a screen without Chinese: the bytes are those of UTF-8."""
    assert run(*argv, encoding="ascii") == run(*argv)


@pytest.mark.parametrize("locale", ["LC_ALL=C", "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0", "LC_ALL=zh_CN.GBK"])
def test_utf8_in_the_c_locale(run: Run, root: Path, locale: str) -> None:
    """The same in a process, whatever Python makes of the locale, known to the machine or not."""
    found = in_shell(f"env {locale} targettrack list --as-of {DAY}", root.parent)
    assert found == run("list", "--as-of", DAY)


@pytest.mark.parametrize("argv", COMMANDS)
@pytest.mark.parametrize("encoding", ["latin-1", "cp437"])
def test_escapes_where_the_encoding_has_no_chinese(run: Run, encoding: str, argv: tuple[str, ...]) -> None:
    """What cannot be shown is a visible escape; nothing crashes and nothing is lost."""
    found = run(*argv, encoding=encoding)
    assert (found.code, found.err) == (0, b"")
    shown = found.out.decode(encoding)
    assert "\\u" in shown
    assert len(shown.splitlines()) == len(run(*argv).lines)


def test_escapes_in_a_process(root: Path) -> None:
    """PYTHONIOENCODING=latin-1 is respected, without a crash."""
    found = in_shell(f"targettrack list --as-of {DAY}", root.parent, environment(PYTHONIOENCODING="latin-1"))
    assert (found.code, found.err) == (0, b"")
    assert "\\u5efa\\u6210\\u4fdd\\u969c\\u6027\\u4f4f\\u623f300\\u5957" in found.out.decode("latin-1")


def test_gbk_where_it_was_asked_for(run: Run) -> None:
    """A terminal in GBK gets GBK; what GBK lacks is an escape."""
    found = run("list", "--as-of", DAY, "--format", "table", encoding="gbk")
    assert (found.code, found.err) == (0, b"")
    shown = [line.replace("\\u2212", "−") for line in found.out.decode("gbk").splitlines()]
    assert shown == run("list", "--as-of", DAY, "--format", "table").lines


def test_an_error_in_an_encoding_without_chinese(run: Run) -> None:
    """Standard error bears any text, too."""
    found = run("show", "没有", encoding="latin-1")
    assert (found.code, found.out) == (2, b"")
    assert found.err.decode("latin-1") == error("unknown-id", id="\\u6ca1\\u6709")


def test_a_name_that_is_no_utf8(root: Path) -> None:
    """Bytes of another encoding on the command line are refused or looked for, with one line."""
    found = in_shell("targettrack show $'\\xb7\\xf1'; targettrack list $'\\xb7\\xf1' | wc -l", root.parent)
    assert found.out.strip() == b"1"
    assert b"Traceback" not in found.err


def test_a_folder_that_was_removed(root: Path) -> None:
    """A shell that stands in a folder that is gone gets one line."""
    found = in_shell("mkdir gone; cd gone; rmdir ../gone; targettrack list", root.parent)
    assert (found.code, found.said) == (3, error("no-folder", path="."))

"""Cron is a mode: no terminal, no locale, any folder; one line for a mail, a file replaced whole, exit codes that tell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Run
from running import DAY, Outcome

PROGRAM = f"{sys.executable} -m targettrack"
REPORT = ("report", "--as-of", DAY, "--since", "7d")


def bare(*argv: str, folder: str = "/") -> Outcome:
    """Run as cron does: an empty environment, another folder, no terminal, standard input closed."""
    command = ["env", "-i", sys.executable, "-m", "targettrack", *argv]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, cwd=folder, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


def test_the_weekly_report_in_a_bare_environment(root: Path, tmp_path: Path) -> None:
    """`env -i`, no LANG, in /: the file is UTF-8 Chinese, one line on standard output, nothing on standard error."""
    target = tmp_path / "weekly.html"
    found = bare(*REPORT, "--store", str(root), "--lang", "zh", "-o", str(target), "--summary")
    assert (found.code, found.err) == (0, b"")
    assert (
        found.text
        == "督查台账2025-09-30：事项10条、未完成 1、逾期 1、严重滞后 1、未达序时 2、待核验 1、已完成 1；"
        + found.text.partition("；")[2]
    )
    assert found.text.count("\n") == 1
    assert "未达序时" in target.read_text(encoding="utf-8")
    assert list(tmp_path.glob(".targettrack-*")) == []


def test_the_store_may_stand_in_the_environment(root: Path) -> None:
    """A crontab has lines such as TARGETTRACK_STORE=…; English where nothing says otherwise."""
    env = {"TARGETTRACK_STORE": str(root)}
    command = [sys.executable, "-m", "targettrack", "report", "--as-of", DAY, "--summary"]
    done = subprocess.run(command, capture_output=True, cwd="/", env=env, check=False)
    assert (
        done.stdout.decode()
        == "Targets 2025-09-30: 10 targets, missed 1, overdue 1, far behind 1, behind 2, to be verified 1, achieved 1\n"
    )


@pytest.mark.tools
def test_the_same_file_in_any_zone_locale_umask_and_hash_seed(root: Path, tmp_path: Path) -> None:
    """Same --as-of: byte-identical files."""
    found = []
    for number, env in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "LANG": "zh_CN.GBK", "PYTHONHASHSEED": "1"},
            {"TZ": "Pacific/Midway", "LC_ALL": "C", "PYTHONHASHSEED": "2", "COLUMNS": "200"},
        )
    ):
        for suffix in ("html", "md", "json", "txt"):
            path = tmp_path / f"{number}.{suffix}"
            argv = [sys.executable, "-m", "targettrack", *REPORT, "--store", str(root), "--lang", "zh", "-o", str(path)]
            os.umask(0o077 if number else 0o022)
            subprocess.run(argv, capture_output=True, env=env, check=True)
            os.umask(0o022)
            found.append(path.read_bytes())
    assert found[:4] == found[4:]


def test_a_failure_keeps_the_report_before(root: Path, tmp_path: Path) -> None:
    """No ledger, or a folder that cannot be written: exit code 3, no line on standard output, the old file as it was."""
    target = tmp_path / "weekly.html"
    target.write_text("old", encoding="utf-8")
    found = bare(*REPORT, "--store", "/nowhere", "-o", str(target), "--summary")
    assert (found.code, found.out) == (3, b"")
    assert found.said
    found = bare(*REPORT, "--store", str(root), "-o", str(tmp_path / "none" / "weekly.html"), "--summary")
    assert (found.code, found.out) == (3, b"")
    found = bare(*REPORT, "--store", str(root), "--since", "上回", "-o", str(target), "--summary")
    assert (found.code, found.out) == (2, b"")
    assert target.read_text(encoding="utf-8") == "old"


def test_one_broken_record_is_a_finding(root: Path, tmp_path: Path) -> None:
    """Nine are reported, one is counted in the line and named on standard error; exit code 1, not 3."""
    (root / "YS2025/YS2025-001.toml").write_bytes(b"id = \n")
    target = tmp_path / "weekly.md"
    found = bare(*REPORT, "--store", str(root), "--lang", "en", "-o", str(target), "--summary", "--quiet-if-empty")
    assert found.code == 1
    assert "9 targets" in found.text
    assert "1 file not readable" in found.text
    assert "YS2025/YS2025-001.toml:1" in found.said
    assert "YS2025-003" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("summary", [(), ("--summary",)])
def test_quiet_if_nothing_changed(run: Run, root: Path, summary: tuple[str, ...]) -> None:
    """On a day without news: nothing on either stream, the file written all the same; with news, the line."""
    quiet = ("report", "--since", "1d", "--quiet-if-empty", *summary)
    found = run(*quiet, "--as-of", "2025-03-20", "-o", "weekly.md")
    assert (found.code, found.out, found.err) == (0, b"", b"")
    assert "2025-03-20" in (root.parent / "weekly.md").read_text(encoding="utf-8")
    assert run(*quiet, "--as-of", "2025-03-20").out == b""
    assert run(*quiet, "--as-of", DAY).out != b""


def test_quiet_without_since(run: Run) -> None:
    """Without a day to compare with, quiet means that nothing is late and nothing is silent."""
    quiet = ("report", "--quiet-if-empty", "--as-of", DAY)
    assert run(*quiet, "--section", "民生").out != b""
    assert run(*quiet, "--plan", "qx", "--section", "民生").out == b""
    for argv in (("--form", "bulletin", "--all-plans"), ("--form", "year-end", "--all-plans"), ("--by", "owner")):
        assert run(*quiet, "--plan", "qx", "--section", "民生", *argv).out == b""
        assert run(*quiet, *argv).out != b""


@pytest.mark.parametrize(
    "argv",
    [
        ("--since", "1m"),
        ("--form", "bulletin", "--all-plans"),
        ("--form", "year-end", "--all-plans"),
        ("--by", "owner"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_line_for_a_mail(run: Run, root: Path, argv: tuple[str, ...], language: str) -> None:
    """One line without control characters, whatever the form; a hostile record cannot break it."""
    path = root / "YS2025/plan.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('title = "', 'title = "\\u001b\\nBcc: x '), encoding="utf-8"
    )
    found = run("report", "--as-of", DAY, "--summary", *argv, env={"TARGETTRACK_LANG": language})
    assert found.text.endswith("\n")
    assert (found.text.count("\n"), found.text.rstrip("\n").isprintable()) == (1, True)


@pytest.mark.tools("cron")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give cron a table")
def test_under_real_cron(root: Path, tmp_path: Path) -> None:
    """A line in /etc/cron.d, as in the README: within two minutes cron has made the report and the line."""
    table = Path("/etc/cron.d/targettrack-test")
    report, line = tmp_path / "weekly.html", tmp_path / "subject.txt"
    words = f"report --since 7d --as-of {DAY} --store {root} --lang zh --summary -o {report}"
    table.write_text(f"* * * * * root {PROGRAM} {words} >{line}.part 2>&1; mv {line}.part {line}\n", encoding="utf-8")
    table.chmod(0o644)
    leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []  # it must not outlive a killed test
    daemon = subprocess.Popen([*leash, "cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 130
        while not line.exists() and time.monotonic() < end:
            time.sleep(1)
        assert line.read_text(encoding="utf-8").startswith("督查台账2025-09-30：事项10条、未完成 1、逾期 1")
        assert "督查" in report.read_text(encoding="utf-8") or "进展" in report.read_text(encoding="utf-8")
    finally:
        table.unlink()
        daemon.terminate()
        daemon.wait(10)


README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def _here(text: str, root: Path, tmp_path: Path) -> str:
    """A recipe of the README with the places of this test, at a day with news."""
    places = {
        "/opt/targettrack/bin/targettrack": PROGRAM,
        "$(targettrack": f"$({PROGRAM}",
        "/srv/ledger/targets": str(root),
        "/srv/www": str(tmp_path),
        "/tmp/weekly": f"{tmp_path}/weekly",
        "--since last": f"--since last --as-of {DAY}",
    }
    return re.sub("|".join(map(re.escape, places)), lambda found: places[found[0]], text)


def test_the_crontab_lines_of_the_readme(root: Path, tmp_path: Path) -> None:
    """Both, without the five fields of time, run by sh in an empty environment: one line, a report."""
    lines = [line for block in _blocks("crontab") for line in block.splitlines()]
    assert len(lines) == 2
    for line in lines:
        minute, hour, day, month, weekday, command = line.split(maxsplit=5)
        assert (minute, hour, day, month, weekday) == ("0", "8", "*", "*", "1")
        assert "%" not in command  # which cron would read as the end of the line
        script = ["env", "-i", "sh", "-c", _here(command, root, tmp_path)]
        done = subprocess.run(script, capture_output=True, cwd="/", check=False)
        assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)
        assert (tmp_path / "weekly.html").stat().st_size > 1000


def test_the_mail_recipe_of_the_readme(root: Path, tmp_path: Path) -> None:
    """With a `mail` that writes down what it is given: the subject is the line, the body the report; once per language."""
    (tmp_path / "bin").mkdir()
    mail = tmp_path / "bin" / "mail"
    mail.write_text(f'#!/bin/sh\nprintf "%s\\n" "$2" >>{tmp_path}/subjects\ncat >>{tmp_path}/body\n', encoding="utf-8")
    mail.chmod(0o755)
    recipes = [block for block in _blocks("sh") if "mail -s" in block]
    assert len(recipes) == 2
    for recipe in recipes:
        script = ["env", "-i", f"PATH={tmp_path}/bin:/usr/bin:/bin", "sh", "-c", _here(recipe, root, tmp_path)]
        subprocess.run(script, capture_output=True, cwd="/", check=True)
    chinese, english = (tmp_path / "subjects").read_text(encoding="utf-8").splitlines()
    assert chinese.startswith("督查台账2025-09-30：")
    assert english.startswith("Targets 2025-09-30: ")
    assert "# 工作报告目标任务进展" in (tmp_path / "body").read_text(encoding="utf-8")


def test_the_systemd_units_of_the_readme(root: Path, tmp_path: Path) -> None:
    """The service runs one command, which works; a partial read is no failure of the unit; the timer has a calendar."""
    service, timer = _blocks("ini")
    (command,) = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    done = subprocess.run(
        ["env", "-i", "sh", "-c", _here(command, root, tmp_path)], capture_output=True, cwd="/", check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "SuccessExitStatus=1" in service
    assert re.search(r"^OnCalendar=Mon 08:00 Asia/Shanghai$", timer, re.MULTILINE)

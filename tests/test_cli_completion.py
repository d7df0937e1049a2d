"""Tab: ids with titles, units, statuses and the rest from the live ledger, by Typer's own protocol."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from running import environment, in_shell


def offered(run: Run, line: str, shell: str = "bash", **env: str) -> list[str]:
    """What Tab offers at the end of a line; it says nothing on standard error and ends with 0."""
    asked = {
        "_TARGETTRACK_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    found = run(env=asked | env)
    assert (found.code, found.err) == (0, b"")
    return [line for line in found.lines if line]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("targettrack sh", ["show"]),
        ("targettrack al", ["alerts"]),
        ("targettrack show QX", ["QX2025-001", "QX2025-002", "QX2025-003"]),
        ("targettrack show ys2025-00", [f"ys2025-00{n}" for n in range(1, 8)]),
        ("targettrack undo 7", ["7"]),
        ("targettrack undo 00", ["004", "005", "006", "007"]),
        ("targettrack update 1", []),
        ("targettrack update YS2025-001 --owner 云山县教", ["云山县教育局"]),
        ("targettrack list --owner 住", ["住建局"]),
        ("targettrack list --plan q", ["qX2025"]),
        ("targettrack update 1 --status a", ["active"]),
        ("targettrack update 1 --status 推", ["推进中"]),
        ("targettrack list --rating over", ["overdue"]),
        ("targettrack list --rating 逾", ["逾期", "逾期完成"]),
        ("targettrack list --kind gro", ["growth"]),
        ("targettrack list --sort dead", ["deadline"]),
        ("targettrack list --group sec", ["section"]),
        ("targettrack report --format js", ["json"]),
        ("targettrack export --format cs", ["csv"]),
        ("targettrack list --due-b", ["--due-before"]),
        ("targettrack show zzz", []),
    ],
)
def test_bash(run: Run, line: str, words: list[str]) -> None:
    """A word a line that goes on from what was typed."""
    assert offered(run, line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("targettrack update YS2025-005 --stage ", ["主体验收", "通车"]),
        ("targettrack update ys2025-5 --stage 通", ["通车"]),
        ("targettrack update YS2025-001 --stage ", []),
        ("targettrack update YS2025-404 --stage ", []),
        ("targettrack update YS2025-005 --node-met 2025-11", ["2025-11-10", "2025-11-20"]),
        ("targettrack update YS2025-007 --part 甲", ["甲镇"]),
        ("targettrack update 1 --assess 停", ["停滞"]),
        ("targettrack update 1 --data es", ["estimate"]),
    ],
)
def test_what_the_targets_on_the_line_have(run: Run, line: str, words: list[str]) -> None:
    """Steps and days of their checkpoints, parts of their goals."""
    nodes = ("--checkpoint", "2025-11-10=主体验收", "--checkpoint", "2025-11-20=通车")
    assert run("update", "YS2025-005", *nodes).code == 0
    assert run("update", "YS2025-007", "--goal", "parts=甲镇=12、乙镇=8").code == 0
    assert offered(run, line) == words


def test_all_that_there_is(run: Run) -> None:
    """Before anything is typed: every id, every lead unit, every code."""
    assert len(offered(run, "targettrack show ")) == 10
    assert offered(run, "targettrack list --plan ") == ["QX2025", "YS2025"]
    assert "云山县教育局" in offered(run, "targettrack list --owner ")
    assert offered(run, "targettrack update 1 --status ") == [
        *("pending", "active", "done", "closed", "missed", "suspended", "dropped"),
    ]


def test_ids_come_with_titles_where_the_shell_shows_them(run: Run) -> None:
    """Zsh and fish: the id and the title of the target, the plan and its title."""
    for shell in ("zsh", "fish"):
        text = "\n".join(offered(run, "targettrack show YS2025-001", shell))
        assert "YS2025-001" in text
        assert "建成保障性住房300套" in text
        assert "2025年清溪镇政府工作报告" in "\n".join(offered(run, "targettrack list --plan Q", shell))


@pytest.mark.parametrize("title", ["[red]红[/red]", "[/red] 红", "[bold", "\\[x]"])
def test_markup_in_a_title_is_shown(run: Run, root: Path, title: str) -> None:
    """Typer reads help texts as Rich's markup; a title is none, and an unclosed tag in it breaks no Tab."""
    path = root / "YS2025/YS2025-001.toml"
    path.write_text(path.read_text().replace('title = "建成保障性住房300套"', f"title = '{title}'"))
    for shell in ("zsh", "fish"):
        assert title in "\n".join(offered(run, "targettrack show YS2025-001", shell))


def test_titles_are_shown_safely(run: Run, root: Path) -> None:
    """A title with an escape or a line break does not reach the shell raw."""
    path = root / "YS2025/YS2025-001.toml"
    path.write_text(path.read_text().replace("建成保障性住房300套", "\\u001B[31m红\\n`x`$(x)", 1))
    for shell in ("bash", "zsh", "fish"):
        text = "\n".join(offered(run, "targettrack show YS2025-001", shell))
        assert "\x1b" not in text
        assert len(text.splitlines()) == len("\n".join(offered(run, "targettrack show YS2025-007", shell)).splitlines())


def test_nothing_is_offered_where_there_is_no_ledger(run: Run, root: Path) -> None:
    """Tab elsewhere says nothing and breaks nothing."""
    root.rename(root.parent / "elsewhere")
    assert offered(run, "targettrack show ") == []
    assert offered(run, "targettrack list --owner ") == []
    assert offered(run, "targettrack list --rating over") == ["overdue"]


def test_a_ledger_named_by_environment_or_option(run: Run, root: Path) -> None:
    """--store on the line, or TARGETTRACK_STORE, is where Tab looks."""
    (root.parent / "deep").mkdir()
    root.rename(root.parent / "deep/targets")
    assert offered(run, "targettrack show YS2025-00", TARGETTRACK_STORE="deep") != []
    assert offered(run, "targettrack show --store deep YS2025-007") == ["YS2025-007"]


def test_broken_files_do_not_disturb(run: Run, root: Path) -> None:
    """The others are offered, without a word."""
    (root / "YS2025/YS2025-001.toml").write_bytes(b"\xff")
    assert offered(run, "targettrack show ys2025-00") == [f"ys2025-00{n}" for n in range(2, 8)]


@pytest.mark.tools("bash")
def test_in_a_shell(root: Path) -> None:
    """Bash itself: the script of --show-completion, a line half typed, and what Tab would make of it."""
    script = """
    eval "$(targettrack --show-completion bash)"
    COMP_WORDS=(targettrack show YS2025-00) COMP_CWORD=2
    "$(complete -p targettrack | sed 's/.*-F \\([^ ]*\\).*/\\1/')" targettrack YS2025-00 show
    echo "${COMPREPLY[@]}"
    """
    found = in_shell(script, root.parent, environment(SHELL="/bin/bash"))
    assert found.out.split() == [f"YS2025-00{n}".encode() for n in range(1, 8)]

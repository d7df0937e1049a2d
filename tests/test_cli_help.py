"""Help pages: in both languages, by cells, with everything that there is."""

from __future__ import annotations

import re

import pytest
import typer.main
from rich.cells import cell_len

from conftest import Run
from targettrack import i18n
from targettrack.cli.app import build

HAN = re.compile("[一-鿿]")
PROGRAM = typer.main.get_command(build())
COMMANDS = ("", *PROGRAM.commands)  # type: ignore[attr-defined]  # the program is a group
SPOKEN = [language for language in i18n.LANGUAGES if language == "en" or any(i18n.LOCALE.rglob("*.mo"))]


def test_the_commands(run: Run) -> None:
    """The verbs of the ledger, in the order in which one meets them, each in the list of the program's page."""
    verbs = ["init", "add", "list", "show", "update", "undo", "report", "alerts", "check", "export", "schema"]
    assert [name for name in COMMANDS if name in verbs] == verbs
    page = run("--help").text
    assert [name for name in COMMANDS if not re.search(rf"(?m)^  {name} ", f"{page} ") and name] == []


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_of_80_cells(run: Run, command: str, language: str) -> None:
    """No line is wider; usage first, then what it does, then every option with what it means."""
    found = run(*command.split(), "--help", env={"TARGETTRACK_LANG": language})
    assert (found.code, found.err) == (0, b"")
    assert [line for line in found.lines if cell_len(line) > 80] == []
    assert f"targettrack {command}".strip() in found.lines[0]
    assert "[[" not in found.lines[0]
    known = PROGRAM.commands[command].params if command else PROGRAM.params  # type: ignore[attr-defined]  # as above
    for param in known:
        for option in param.opts if param.param_type_name == "option" else ():
            assert re.search(rf"(?m)^  .*{re.escape(option)}\b", found.text), option
    assert bool(HAN.search(found.lines[2])) is (language == "zh")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_chinese_page_is_chinese(run: Run, command: str) -> None:
    """Every paragraph and every option is explained in Chinese; no English sentence is left."""
    text = run(*command.split(), "--help", env={"TARGETTRACK_LANG": "zh"}).text
    assert HAN.search(text.split("\n\n")[1])
    sentences = re.findall(r"(?:[A-Za-z]+[ ,]+){3,}[A-Za-z]+[.;]", text)
    assert [one for one in sentences if not re.match(r"[a-z ]+$", one.rstrip(".;"))] == []
    plain, foreign = run(*command.split(), "--help").text, text
    same = {line for line in plain.splitlines() if len(line.split()) > 3} & set(foreign.splitlines())
    assert same == set()


@pytest.mark.parametrize("width", ["40", "60", "200"])
def test_pages_follow_the_screen(run: Run, width: str) -> None:
    """A narrow screen gets narrow lines, a very wide one lines that can still be read."""
    for language in SPOKEN:
        env = {"TARGETTRACK_LANG": language, "COLUMNS": width}
        widest = max(cell_len(line) for line in run("update", "--help", env=env).lines)
        assert widest <= min(max(int(width), 50), 100)


def test_dash_h(run: Run) -> None:
    """-h is --help."""
    assert run("list", "-h") == run("list", "--help")


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_help_before_a_command_is_the_page_of_that_command(run: Run, command: str) -> None:
    """`--help list`, in whatever company, shows what `list --help` shows; `--help` alone lists every command."""
    page = run(command, "--help")
    assert run("--help", command) == run("-h", command) == run("--lang", "en", "--help", command) == page
    assert page.lines[0].startswith(f"Usage: targettrack {command} ")

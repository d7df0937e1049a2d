"""What a command loads beyond a Typer «hello world», each in a clean interpreter: cost is held by names, not by a clock."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from running import DAY, in_shell

READING = {"targettrack", "tomli", "dateutil"}
"""The packages that a reading command may load beyond Typer's own; tomli's compiled part has a name of its own."""
COSTLY = {
    *("dateutil.parser", "dateutil.tz", "dateutil.rrule", "rich.console", "rich.table", "rich.markdown", "rich.syntax"),
    *(
        "tomli_w",
        "secrets",
        "subprocess",
        "getpass",
        "socket",
        "ssl",
        "email",
        "asyncio",
        "difflib",
        "tempfile",
        "html",
    ),
    "targettrack.record.merged",
    *("hypothesis", "pytest", "jsonschema", "babel", "tzdata", "openpyxl", "urllib.request", "http.client"),
}
HELLO = """
import sys, typer
app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
@app.command()
def hello(name: str = "you") -> None:
    print("hello", name)
app(["--name", "x"], standalone_mode=False)
"""
TARGETTRACK = """
import sys
from targettrack.cli import main
main(sys.argv[1:])
"""


def _modules(program: str, folder: Path, *argv: str) -> set[str]:
    path = folder / "program.py"
    path.write_text(f'{program}\nprint(*sorted(sys.modules), sep="\\n", file=sys.stderr)\n')
    found = in_shell(f"{sys.executable} {path} {' '.join(argv)} | cat > /dev/null", folder)
    return {line for line in found.said.splitlines() if " " not in line}


@pytest.fixture(scope="module")
def hello(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the smallest Typer program with an option loads."""
    return _modules(HELLO, tmp_path_factory.mktemp("hello"))


@pytest.mark.parametrize("argv", [("list", "--plan", "YS2025"), ("alerts", "-f", "json"), ("report",)], ids=" ".join)
def test_text_loads_no_pydantic(root: Path, argv: tuple[str, ...]) -> None:
    """Typer loads it to make a value of what is typed; text is one already, and a third of a run is spared."""
    assert "pydantic" not in _modules(TARGETTRACK, root.parent, *argv)


def beyond(hello: set[str], root: Path, *argv: str) -> set[str]:
    """What a command loads that the smallest program does not."""
    found = _modules(TARGETTRACK, root.parent, *argv)
    assert "targettrack.cli" in found
    return found - hello


def packages(modules: set[str]) -> set[str]:
    """The packages of some modules, without those of the standard library."""
    names = {name.partition(".")[0] for name in modules if not name.endswith("__mypyc")}
    return names - sys.stdlib_module_names


def test_json_loads_what_json_needs(hello: set[str], root: Path) -> None:
    """`list --format json` on a pipe: no Rich, no tomli-w, no page, no other command, no other format, no test tool."""
    modules = beyond(hello, root, "list", "--as-of", DAY, "--format", "json")
    assert packages(modules) <= READING
    assert modules & COSTLY == set()
    assert {name for name in modules if name.startswith("targettrack.render.pages")} == set()
    formats = ("terminal", "lines", "html", "markdown", "csv", "ndjson", "json_schema")
    commands = ("add", "update", "undo", "init", "check", "schema", "report")
    assert modules & {f"targettrack.render.{name}" for name in formats} == set()
    assert modules & {f"targettrack.cli.{name}" for name in commands} == set()


@pytest.mark.parametrize("command", ["list", "report", "check", "show YS2025-005"])
def test_lines_load_no_rich(hello: set[str], root: Path, command: str) -> None:
    """A pipe gets lines without any of Rich, and without what only writing needs."""
    modules = beyond(hello, root, *command.split())
    assert packages(modules) <= READING
    assert modules & COSTLY == set()


def test_a_screen_without_colour_loads_no_console(hello: set[str], root: Path) -> None:
    """A table needs Rich's text and its widths; only colour needs its console."""
    modules = beyond(hello, root, "list", "--format", "table")
    assert packages(modules) <= {*READING, "rich"}
    assert modules & COSTLY == set()


def test_a_writer_loads_what_writing_needs(hello: set[str], root: Path) -> None:
    """`update` writes with tomli-w, shows lines, and loads no screen."""
    modules = beyond(hello, root, "update", "YS2025-001", "--note", "x", "--by", "me")
    assert "tomli_w" in modules
    assert packages(modules) <= {*READING, "tomli_w"}


def test_a_review_by_ids_loads_no_sitting(hello: set[str], root: Path) -> None:
    """Neither the reader of reports nor what asks at a terminal: only who sits there pays for them."""
    modules = beyond(hello, root, "review", "YS2025-001", "--accept")
    assert "targettrack.cli.review" in modules
    assert not modules & {"prompt_toolkit", "targettrack.cli.prompt", "targettrack.cli.sitting", "targettrack.extract"}


def test_nothing_reaches_for_the_network(hello: set[str], root: Path) -> None:
    """Neither the help page of the whole program, which loads every command, nor an export."""
    network = {"urllib.request", "http.client", "ssl", "ftplib", "smtplib", "requests", "xmlrpc"}
    for argv in (("--help",), ("export",)):
        assert beyond(hello, root, *argv) & network == set()

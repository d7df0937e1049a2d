"""What a command loads beyond a Typer «hello world», each in a clean interpreter: cost is held by names, not by a clock."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from running import DAY, in_shell
from targettrack.cli import coercion, commands

READING = {"targettrack", "tomli", "dateutil"}
"""The packages that a reading command may load beyond Typer's own; tomli's compiled part has a name of its own."""
TYPER = {"typer", "annotated_doc", "pydantic", "shellingham"}
"""Typer with what it loads: 60 ms, and 60 more for Pydantic."""
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
    *("inspect", "dataclasses", "zoneinfo", "shutil", "hashlib", "importlib.resources", "traceback"),
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


@pytest.mark.parametrize(
    "words",
    [
        *("list --plan YS2025", "report", "alerts -f json", "show YS2025-005", "check", "export", "-h", "list --help"),
        *("update YS2025-001 --note x --by me", "undo YS2025-007 --by me", "--lang zh list", "init --dry-run"),
    ],
)
def test_a_plain_line_loads_no_typer(root: Path, words: str) -> None:
    """Known options with their values need nobody to say what is wrong with them."""
    assert packages(_modules(TARGETTRACK, root.parent, *words.split())) & TYPER == set()


@pytest.mark.parametrize("words", ["list -fjson", "report --plan=YS2025 --nonsense"])
def test_text_loads_no_pydantic(root: Path, words: str) -> None:
    """Typer loads it to make a value of what is typed; text is one already."""
    found = packages(_modules(TARGETTRACK, root.parent, *words.split()))
    assert found & {"typer", "pydantic"} == {"typer"}


def test_another_typer_does_its_own_work(root: Path) -> None:
    """The private name of Typer is used with the one version that was looked at; installed is that one."""
    other = TARGETTRACK.replace("import sys\n", 'import sys, typer\ntyper.__version__ = "0.29.3"\n')
    assert "pydantic" in packages(_modules(other, root.parent, "list", "-fjson"))
    assert version("typer") == coercion.KNOWN


def test_the_version_is_said_before_anything_is_built(root: Path) -> None:
    """`--version` loads no command, no ledger, no words; it loads what finds an answer again, and that is little."""
    found = _modules(TARGETTRACK, root.parent, "--version")
    assert found & {"typing", "enum", "re", "targettrack.cli.work", "targettrack.errors", "targettrack.i18n"} == set()
    assert sum(name.startswith("targettrack") for name in found) <= 8


@pytest.mark.parametrize("typed", ["update YS2025-00", "update --st", "update YS2025-001 --status ", "update "])
def test_tab_builds_the_command_that_is_completed(root: Path, typed: str) -> None:
    """Whatever is offered for a command, no other one is loaded; and no Pydantic."""
    asked = f"os.environ.update(_TARGETTRACK_COMPLETE='complete_zsh', _TYPER_COMPLETE_ARGS='targettrack {typed}')"
    found = _modules(TARGETTRACK.replace("import sys\n", f"import os, sys\n{asked}\n"), root.parent)
    names = {name.removeprefix("targettrack.cli.") for name in found}
    assert names & {*commands.NAMES, "import_"} == {"update"}
    assert packages(found) & {"pydantic", "rich"} == set()


MOST = {"list": 108, "show YS2025-005": 110, "report": 115, "update YS2025-001 --note x --by me": 114}
"""The modules of our own that a command loads at most: each is a quarter of a millisecond."""


@pytest.mark.parametrize("words", MOST)
def test_a_command_loads_few_modules(root: Path, words: str) -> None:
    """What only other commands need is loaded by them."""
    found = {name for name in _modules(TARGETTRACK, root.parent, *words.split()) if name.startswith("targettrack")}
    assert len(found) <= MOST[words], sorted(found)


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

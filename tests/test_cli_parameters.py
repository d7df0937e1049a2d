"""The lines that are read without Typer are read as Typer reads them, and all others are left to it."""

from __future__ import annotations

import os
from functools import cache
from typing import Any
from unittest import mock

import pytest
import typer.core
import typer.main
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from targettrack.cli import app, commands, parameters
from targettrack.cli.parameters import HELP, Parameter

WORDS = (
    "",
    "-",
    "--",
    "a",
    "KP2025-061",
    "市教育局",
    "-5",
    "--x=y",
    "=",
    "-=",
    "0",
    "7",
    "007",
    "+7",
    "７",
    "-v",
    "1e3",
)
"""What is typed where a value or an argument stands, or where it does not."""


def _said(**given: Any) -> Any:
    return given


@cache
def _by_typer(name: str, kind: type[typer.core.TyperCommand]) -> Any:
    """A command of Typer's making that gives what it was given."""
    command = commands.load(name)
    program = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
    program.command(name, cls=kind, context_settings={"help_option_names": [*HELP.flags]})(
        app.as_typer_reads(command._replace(run=_said))
    )
    return typer.main.get_command(program)


def _typed(name: str, words: list[str], kind: type[typer.core.TyperCommand] = typer.core.TyperCommand) -> Any:
    """What Typer makes of a line; what it says, where it refuses it. Of its own kind of command, with its own coercion."""
    with mock.patch.dict(os.environ, clear=True):
        try:
            return _by_typer(name, kind).main(args=[*words], prog_name=name, standalone_mode=False)
        except typer.TyperException as error:
            return str(error)


def _pieces(one: Parameter) -> st.SearchStrategy[list[str]]:
    """A parameter as it may be typed, rightly or not."""
    value = st.sampled_from(WORDS) | st.text(max_size=4)
    if not one.flags:
        return value.map(lambda text: [text])
    flag = st.sampled_from([flag for flags in one.flags for flag in flags.split("/")])
    if one.is_flag:
        return flag.map(lambda text: [text]) | flag.map(lambda text: [f"{text}=x"])
    return (
        st.tuples(flag, value).map(list)
        | st.tuples(flag, value).map(lambda pair: ["=".join(pair)])
        | st.tuples(flag, value).map(lambda pair: ["".join(pair)])
        | flag.map(lambda text: [text])
    )


def _lines(name: str) -> st.SearchStrategy[list[str]]:
    pieces = st.one_of([_pieces(one) for one in (*commands.load(name).parameters, HELP)])
    return st.lists(pieces, max_size=5).map(lambda several: [word for piece in several for word in piece])


@pytest.mark.parametrize("name", commands.NAMES)
def test_a_line_is_read_as_typer_reads_it(name: str) -> None:
    """Of any line of any command's options: what is read here is, value by value and type by type, what Typer reads.

    Where Typer reads it, it gives or says the same with our coercion as with its own.
    """

    @given(_lines(name))
    def compare(words: list[str]) -> None:
        found, by_typer = parameters.read(commands.load(name).parameters, words), _typed(name, words)
        if found == {"help": True}:
            assert by_typer == 0, "Typer shows its page"
        elif found is not None:
            assert _as_seen(found) == _as_seen(by_typer)
        assert repr(_typed(name, words, app.Command)) == repr(by_typer), "with the coercion of `cli.coercion`"

    compare()


@pytest.mark.parametrize("name", commands.NAMES)
def test_every_option_alone(name: str) -> None:
    """Each option with a plain value, and each flag, is read here, and as Typer reads it."""
    every = commands.load(name).parameters
    needed = ["KP2025-061" for one in every if not one.flags and one.default is ...]
    for one in every:
        for flag in (flag for flag in one.flags if "/" not in flag):
            words = [*needed, flag, *([] if one.is_flag else ["7"])]
            found = parameters.read(every, words)
            assert found is not None, words
            assert _as_seen(found) == _as_seen(_typed(name, words))
            assert found != parameters.read(every, needed)


def _as_seen(found: Any) -> Any:
    """Values with their types: none is taken for another one that is equal to it. No list is as good as an empty one."""
    assert isinstance(found, dict), found
    return {name: (type(value), value) for name, value in found.items()}


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["--nonsense", "--help"],
        ["--help=yes"],
        ["--group"],
        ["--draft=yes"],
        ["-fjson"],
        ["-f=json"],
        ["two", "words"],
        ["--as-o", "2025-06-30"],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    """Slips, joined letters and words that are too many: Typer says what they are."""
    assert parameters.read(commands.load("list").parameters, words) is None


@pytest.mark.parametrize(
    ("command", "words"), [("list", ["-h"]), ("show", ["--help"]), ("list", ["a", "-h", "b", "c"])]
)
def test_help_is_asked_for_in_any_line_of_known_options(command: str, words: list[str]) -> None:
    """Whatever else is missing or too much; a word that an option takes asks for nothing."""
    assert parameters.read(commands.load(command).parameters, words) == {"help": True}
    assert parameters.read(commands.load("list").parameters, ["--tag", "--help"]) != {"help": True}


def test_a_line_that_typer_reads_runs_the_same_command(run: Run) -> None:
    """A letter and its value in one word: the answer is the same, also with what the command itself loads."""
    assert run("list", "-ftable") == run("list", "-f", "table")
    assert run("list", "-ftable").code == 0


@pytest.mark.parametrize("number", ["0", "007", "+7", "７", "1_0", " 7", "7.0", "many", "9999999999"])
def test_a_number_that_is_not_plain_is_left_to_typer(number: str) -> None:
    """A whole number is read here where there is one way to write it, and it is not too small."""
    assert parameters.read(commands.load("report").parameters, ["--issue", number]) is None

"""The commands by name, in the order in which the help page lists them."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.options import Command

NAMES = (
    "init",
    "add",
    "list",
    "show",
    "update",
    "undo",
    "report",
    "alerts",
    "check",
    "export",
    "import",
    "schema",
    "extract",
    "review",
)
HELP = ["--help", "-h"]


def load(name: str) -> Command:
    """The command of a name. A run imports that of one: all their views together cost as much as Typer itself."""
    # A word of Python cannot be the name of a module that is imported by it.
    command: Command = import_module(f"targettrack.cli.{name}{'_' * iskeyword(name)}").command
    return command


def ordered(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before the command's name, and the name with those behind it: `--help list` asks for list's page."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--lang" else 1
    own, rest = list(arguments[:place]), list(arguments[place:])
    if not rest:
        return own, rest
    rest[1:1] = [word for word in own if word in HELP]
    return [word for word in own if word not in HELP], rest

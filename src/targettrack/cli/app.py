"""The program and its commands, in the order in which the help page lists them."""

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated

import typer

from targettrack import __version__
from targettrack.cli import options, world
from targettrack.cli.help import Command, Group

COMMANDS = (
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


def ordered(arguments: Sequence[str]) -> tuple[list[str], str]:
    """The arguments as Typer takes them, and the command's name, "" if none is named: `--help list` asks for list's page."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--lang" else 1
    own, rest = list(arguments[:place]), list(arguments[place:])
    if not rest:
        return own, ""
    rest[1:1] = [word for word in own if word in HELP]
    return [word for word in own if word not in HELP] + rest, rest[0]


def build(name: str = "") -> typer.Typer:
    """The program with the command of this name, or with all of them where there is none.

    Loading every command's views costs as much as Typer itself; a run needs one command, the help page and the
    suggestion for a slip need all. Plain help and no exception art: `help` writes the pages, `main` the errors.
    """
    app = typer.Typer(
        cls=Group,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": HELP},
    )
    app.callback()(program)
    for command in [name] if name in COMMANDS else COMMANDS:
        # A word of Python cannot be the name of a module that is imported by it.
        module = import_module(f"targettrack.cli.{command}{'_' * iskeyword(command)}")
        app.command(command, cls=Command)(module.command)
    return app


def _version(asked: bool) -> None:
    if asked:
        world.write_out(f"targettrack {__version__}\n")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version)
]


def program(version: Version = False, lang: options.Lang = None) -> None:
    """The ledger that a government office keeps of its promises."""
    del version, lang  # both are settled before a command runs

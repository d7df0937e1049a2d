"""The program and its commands, in the order in which the help page lists them."""

from collections.abc import Sequence
from importlib import import_module
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
    "schema",
    "extract",
    "review",
)


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """The program with the commands that the arguments name, or with all of them where they name none.

    Loading every command's views costs as much as Typer itself; a run needs one command, the help page all.
    Plain help and no exception art: `help` writes the pages, `main` the errors.
    """
    app = typer.Typer(
        cls=Group,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(program)
    for name in [name for name in COMMANDS if name in arguments] or COMMANDS:
        module = import_module(f"targettrack.cli.{name}")
        app.command(name, cls=Command)(module.command)
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

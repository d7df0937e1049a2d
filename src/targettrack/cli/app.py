"""The commands, in the order in which the help page lists them."""

from __future__ import annotations

from collections.abc import Callable

import typer

from targettrack import __version__
from targettrack.cli import world
from targettrack.cli.add import add
from targettrack.cli.alerts import alerts
from targettrack.cli.check import check
from targettrack.cli.export import export
from targettrack.cli.help import Command, Group
from targettrack.cli.init import init
from targettrack.cli.list import list_
from targettrack.cli.report import report
from targettrack.cli.schema import schema
from targettrack.cli.show import show
from targettrack.cli.undo import undo
from targettrack.cli.update import update
from targettrack.errors import ExitCode

COMMANDS: dict[str, Callable[..., ExitCode]] = {
    "init": init,
    "add": add,
    "list": list_,
    "show": show,
    "update": update,
    "undo": undo,
    "report": report,
    "alerts": alerts,
    "check": check,
    "export": export,
    "schema": schema,
}


def build() -> typer.Typer:
    """The program. Plain help and no exception art: `help` writes the pages, `main` the errors."""
    app = typer.Typer(
        cls=Group,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(program)
    for name, function in COMMANDS.items():
        app.command(name, cls=Command)(function)
    return app


def program(
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version and exit.",
        is_eager=True,
        callback=lambda asked: _version(asked=asked),
    ),  # Typer reads flags so
) -> None:
    """The ledger that a government office keeps of its promises."""
    del version


def _version(*, asked: bool) -> None:
    if asked:
        world.write_out(f"targettrack {__version__}\n")
        raise typer.Exit

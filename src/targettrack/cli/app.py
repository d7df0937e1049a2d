"""The program as Typer has it, for the lines that `parameters` leaves to it: help, slips, what Tab offers."""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from targettrack import __version__
from targettrack.cli import commands, options, world
from targettrack.cli import help as pages
from targettrack.cli.coercion import keep_as_typed
from targettrack.cli.parameters import Parameter, declared
from targettrack.cli.usage import explain
from targettrack.errors import ExitCode

PROGRAM = "targettrack"


class Command(typer.core.TyperCommand):
    """A command whose help page is ours."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]  # Typer's own takes its vendored context
        """As Typer's own; what is typed stays as it is."""
        return keep_as_typed(super().get_params(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own takes its vendored context
        """Write the page and end: Typer's own writer takes a reader who left for a failure."""
        del ctx
        raise _written(pages.of_command(str(self.name)))


class Group(typer.core.TyperGroup):
    """The program, whose help page is ours."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]  # Typer's own takes its vendored context
        """As those of a command."""
        return keep_as_typed(super().get_params(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own takes its vendored context
        """As that of a command."""
        del ctx
        raise _written(pages.of_program())


def _written(page: str) -> typer.Exit:
    world.write_out(page)
    return typer.Exit()


def run(arguments: list[str], completion: str) -> int:
    """Let Typer read a line, and say in our words what is wrong with it."""
    try:
        command = typer.main.get_command(build(_named(arguments, completion)))
        with _without_rich() if completion in world.environment() else nullcontext():
            ending = command.main(args=arguments, prog_name=PROGRAM, complete_var=completion, standalone_mode=False)
    except typer.Abort:
        raise world.Abandoned from None
    except SystemExit as ending:  # with what Tab offers
        return int(ending.code or ExitCode.OK)
    except typer.TyperException as error:
        world.say(explain(error))
        return ExitCode.USAGE
    return int(ending or ExitCode.OK)


@contextmanager
def _without_rich() -> Iterator[None]:
    """Hide Rich from Typer, which would load it to take markup out of what Tab offers: 50 ms, and there is none."""
    loaded = sys.modules.get("rich")
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's own way to say that a module is not there
    try:
        yield
    finally:
        del sys.modules["rich"]
        if loaded is not None:
            sys.modules["rich"] = loaded


def _named(arguments: list[str], completion: str) -> str:
    """The command that a line is about, or that Tab was pressed behind; "" if there is none."""
    if completion not in world.environment():
        return "".join(commands.ordered(arguments)[1][:1])
    typed = world.environment().get("_TYPER_COMPLETE_ARGS") or world.environment().get("COMP_WORDS", "")
    _program, *before = f"{typed}.".split()  # the dot stands for what goes on; Tab behind a name is about the name
    return "".join(commands.ordered(before[:-1])[1][:1])


def build(name: str = "") -> typer.Typer:
    """The program with the command of this name, or with all of them where there is none.

    Loading every command's views costs as much as Typer itself; completion needs one command, the help page and the
    suggestion for a slip need all. Plain help and no exception art: `help` writes the pages, `main` the errors.
    """
    app = typer.Typer(
        cls=Group,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": commands.HELP},
    )
    app.callback()(_program())
    for each in [name] if name in commands.NAMES else commands.NAMES:
        app.command(each, cls=Command)(as_typer_reads(commands.load(each)))
    return app


def as_typer_reads(command: options.Command) -> Any:
    """A function with the signature from which Typer makes its own parameters."""

    def function(**given: Any) -> int:
        return command.run(**given)

    function.__doc__ = command.about
    return _signed(function, *map(_parameter, command.parameters))


def _program() -> Any:
    """What stands before a command: both options are settled before one runs."""

    def function(version: bool, lang: str | None) -> None:
        del version, lang

    function.__doc__ = pages.ABOUT
    version = typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version)
    lang = _parameter(declared("lang", options.Lang, None))
    return _signed(function, lang.replace(name="version", default=False, annotation=Annotated[bool, version]), lang)


def _signed(function: Any, *parameters: inspect.Parameter) -> Any:
    function.__signature__ = inspect.Signature(parameters)
    function.__annotations__ = {}
    return function


def _parameter(one: Parameter) -> inspect.Parameter:
    said = {"metavar": one.metavar, "help": one.help, "min": one.min, "autocompletion": _offer(one)}
    info = typer.Option(*one.flags, **said) if one.flags else typer.Argument(**said)
    default = inspect.Parameter.empty if one.default is ... else one.default
    return inspect.Parameter(
        one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[one.kind, info]
    )


def _offer(one: Parameter) -> Any:
    """What Tab offers, with the annotations by which Typer knows what to hand in."""
    offered: Any = one.autocompletion

    def complete(ctx: typer.Context, incomplete: str) -> Any:
        return offered(ctx, incomplete)

    return complete if offered else None


def _version(asked: bool) -> None:
    if asked:
        world.write_out(f"targettrack {__version__}\n")
        raise typer.Exit

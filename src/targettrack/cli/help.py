"""The help pages: translated, and folded by cells, which Typer's plain formatter does not do for Chinese.

They are written without Typer, from what a command takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from targettrack.cli import commands, options, world
from targettrack.cli.parameters import HELP, Parameter, declared, option
from targettrack.i18n import N_, _
from targettrack.model import Assessment, DataStatus, Forecast, Kind, Level, Status, Strength
from targettrack.rating.vocabulary import Rating

GUTTER = 2
WIDEST_NAME = 26
"""Cells of an option beside which its meaning still stands on the same line."""
WIDEST = 100
"""Cells of a line that can still be read."""

WORDS: Mapping[str, type[StrEnum] | str] = {
    "DATE": N_("2025-06-30, 6月底, 上半年, 第三季度, 年底"),
    "UNIT": N_("a part of its name, or another name of it; none: nobody"),
    "STATUS": Status,
    "RATING": Rating,
    "KIND": Kind,
    "LEVEL": Level,
    "FORECAST": Forecast,
    "ASSESS": Assessment,
    "DATA": DataStatus,
    "STRENGTH": Strength,
    "COMPARATOR": N_(">= > <= < ~ (about)"),
}
"""What may be typed where an option names one of these."""


ABOUT = N_("The ledger that a government office keeps of its promises.")
OWN = (
    option("--version", help=N_("Show the version and exit."))._replace(kind=bool),
    declared("lang", options.Lang),
    option("--install-completion", help=N_("Install completion for the current shell."))._replace(kind=bool),
    option(
        "--show-completion",
        help=N_("Show completion for the current shell, to copy it or customize the installation."),
    )._replace(kind=bool),
)
"""What stands before a command."""


def of_program() -> str:
    """The help page of the program: what it is, its commands, and what stands before one."""
    every = [(name, commands.load(name).about) for name in commands.NAMES]
    return _page("targettrack COMMAND", ABOUT, OWN, {_("Commands"): every})


def of_command(name: str) -> str:
    """The help page of a command: usage, what it does, and a table of each sort of words."""
    command = commands.load(name)
    arguments = [one for one in command.parameters if not one.flags]
    usage = " ".join(["targettrack", name, *map(_placed, arguments)])
    tables = {_("Arguments"): [(str(one.metavar), one.help) for one in arguments]}
    return _page(usage, command.about, command.parameters, tables)


def _page(usage: str, about: str, parameters: Sequence[Parameter], tables: dict[str, list[tuple[str, str]]]) -> str:
    from targettrack.render.fold import fold  # Rich's widths, which only a help page needs here

    known = [one for one in (*parameters, HELP) if one.flags]
    spoken = dict.fromkeys(one.metavar for one in known if one.metavar in WORDS)
    tables |= {
        _("Options"): [(_named(one), one.help) for one in known],
        _("Words"): [(name, _spoken(WORDS[name])) for name in spoken if name],
    }
    width = min(world.look().width, WIDEST)
    first = _("Usage: {usage} [OPTIONS]").format(usage=usage)
    said = "\n".join(fold(_translated(about), width))
    return "\n\n".join([first, said, *(_table(title, rows, width) for title, rows in tables.items() if rows)]) + "\n"


def _placed(argument: Parameter) -> str:
    name = str(argument.metavar)
    return name if argument.default is ... or name.startswith("[") else f"[{name}]"


def _named(one: Parameter) -> str:
    metavar = "" if one.is_flag else f" {one.metavar or 'TEXT'}"
    return ", ".join(flags.partition("/")[0] for flags in reversed(one.flags)) + metavar


def _spoken(words_: type[StrEnum] | str) -> str:
    """What may be typed: words as they are printed, but codes in the place of those that have blanks."""
    from targettrack.render import words  # as above

    if isinstance(words_, str):
        return words_
    return " ".join(code if " " in (word := words.word(code)) else word for code in words_)


def _translated(help_: str) -> str:
    """A help text in the language in use: the docstring or the option's words, on one line, are the catalogue's key."""
    key = " ".join(help_.split())
    return _(key) if key else ""


def _table(title: str, rows: Sequence[tuple[str, str]], width: int) -> str:
    from rich.cells import cell_len  # as above

    from targettrack.render.fold import fold  # as above

    left = min(max(cell_len(name) for name, _help in rows), WIDEST_NAME) + GUTTER
    lines = [_("{title}:").format(title=title)]
    for name, help_ in rows:
        first, *rest = fold(_translated(help_), width - left - 2) or [""]
        space = left - cell_len(name)
        beside = space >= GUTTER
        lines += [f"  {name}{' ' * space}{first}".rstrip()] if beside else [f"  {name}", " " * (left + 2) + first]
        lines += [" " * (left + 2) + line for line in rest]
    return "\n".join(lines)

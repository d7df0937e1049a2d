"""The help pages: translated, and folded by cells, which Typer's plain formatter does not do for Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import typer
import typer.core

from targettrack.cli import world
from targettrack.cli.coercion import keep_as_typed
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


class Command(typer.core.TyperCommand):
    """A command whose help page is ours."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]  # Typer's own takes its vendored context
        """As Typer's own; what is typed stays as it is."""
        return keep_as_typed(super().get_params(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own takes its vendored context
        """Write the page and end: Typer's own writer takes a reader who left for a failure."""
        raise _written(self, ctx)


class Group(typer.core.TyperGroup):
    """The program, whose help page is ours."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]  # Typer's own takes its vendored context
        """As those of a command."""
        return keep_as_typed(super().get_params(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own takes its vendored context
        """As that of a command."""
        raise _written(self, ctx)


def _written(command: Any, ctx: typer.Context) -> typer.Exit:
    world.write_out(f"{page(command, ctx)}\n")
    return typer.Exit()


def page(command: Any, ctx: typer.Context) -> str:
    """The help page of a command or of the program: usage, what it does, and a table of each sort of words."""
    from targettrack.render.fold import fold  # Rich's widths, which only a help page needs here

    commands = getattr(command, "commands", {})
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option" and not param.hidden]
    usage = [ctx.command_path, *(["COMMAND"] if commands else []), *(_placed(param) for param in arguments)]
    tables = {
        _("Arguments"): [(param.metavar or param.human_readable_name, param.help) for param in arguments],
        _("Commands"): [(name, each.help) for name, each in commands.items()],
        _("Options"): [(_named(param), param.help) for param in options],
        _("Words"): [
            (name, _spoken(WORDS[name])) for name in dict.fromkeys(p.metavar for p in options) if name in WORDS
        ],
    }
    width = min(world.look().width, WIDEST)
    first = _("Usage: {usage} [OPTIONS]").format(usage=" ".join(usage))
    about = "\n".join(fold(_translated(command.help), width))
    return "\n\n".join([first, about, *(_table(title, rows, width) for title, rows in tables.items() if rows)])


def _placed(param: Any) -> str:
    name = param.metavar or param.human_readable_name
    return name if param.required or name.startswith("[") else f"[{name}]"


def _named(param: Any) -> str:
    metavar = "" if param.is_flag else f" {param.metavar or 'TEXT'}"
    return ", ".join(reversed(param.opts)) + metavar


def _spoken(words_: type[StrEnum] | str) -> str:
    """What may be typed: words as they are printed, but codes in the place of those that have blanks."""
    from targettrack.render import words  # as above

    if isinstance(words_, str):
        return words_
    return " ".join(code if " " in (word := words.word(code)) else word for code in words_)


def _translated(help_: str | None) -> str:
    """A help text in the language in use: the docstring or the option's words, on one line, are the catalogue's key."""
    key = " ".join((help_ or "").split())
    return _(key) if key else ""


def _table(title: str, rows: list[tuple[str, str | None]], width: int) -> str:
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

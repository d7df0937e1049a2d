"""The help pages: translated, and folded by cells, which Typer's plain formatter does not do for Chinese."""

from __future__ import annotations

from typing import Any

import typer
import typer.core

from targettrack.cli import world
from targettrack.i18n import _

GUTTER = 2


class Command(typer.core.TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Write the page of one command and end: Typer's own writer takes a reader who left for a failure."""
        raise _written(page(self, ctx))


class Group(typer.core.TyperGroup):
    """The program, whose help page is ours."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Write the page of the program, its commands in order, and end."""
        raise _written(page(self, ctx))


def _written(page_: str) -> typer.Exit:
    world.write_out(f"{page_}\n")
    return typer.Exit()


def page(command: Any, ctx: typer.Context) -> str:
    """The help page of a command or of the program."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option" and not p.hidden]
    usage = " ".join(
        [ctx.command_path, *(["COMMAND"] if hasattr(command, "commands") else []), *(_usage(p) for p in arguments)]
    )
    parts = [_("Usage: {usage} [OPTIONS]").format(usage=usage), _paragraph(translated(command.help))]
    if arguments:
        parts.append(_section(_("Arguments"), [(p.metavar or p.human_readable_name, p.help) for p in arguments]))
    if hasattr(command, "commands"):
        parts.append(_section(_("Commands"), [(n, c.help) for n, c in command.commands.items()]))
    parts.append(_section(_("Options"), [(_names(p), p.help) for p in options]))
    return "\n\n".join(parts)


def _usage(param: Any) -> str:
    name = param.metavar or param.human_readable_name
    return name if param.required or name.startswith("[") else f"[{name}]"


def _names(param: Any) -> str:
    metavar = "" if param.is_flag else f" {param.metavar or 'TEXT'}"
    return ", ".join(reversed(param.opts)) + metavar


def translated(help_: str | None) -> str:
    """A help text in the language in use: the docstring or the option's words, on one line, are the catalogue's key."""
    key = " ".join((help_ or "").split())
    return _(key) if key else ""


def _paragraph(text: str) -> str:
    from targettrack.render.fold import fold  # as above

    return "\n".join(fold(text, _width()))


def _width() -> int:
    return min(world.look().width, 100)


def _section(title: str, rows: list[tuple[str, str | None]]) -> str:
    from rich.cells import cell_len  # Rich, which only a help page needs here

    from targettrack.render.fold import fold  # as above

    left = min(max(cell_len(name) for name, _help in rows), 26) + GUTTER
    lines = [_("{title}:").format(title=title)]
    for name, help_ in rows:
        text = fold(translated(help_), _width() - left - 2)
        head = f"  {name}" + " " * (left - cell_len(name))
        if cell_len(name) > left - GUTTER:
            lines.append(f"  {name}")
            head = " " * (left + 2)
        lines.append((head + (text[0] if text else "")).rstrip())
        lines += [" " * (left + 2) + line for line in text[1:]]
    return "\n".join(lines)

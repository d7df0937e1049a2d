"""Typer's own complaints, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from targettrack.i18n import N_, _

if TYPE_CHECKING:
    import typer

_KNOWN = (
    (
        r"No such option: (?P<what>.+?)(?: Did you mean (?P<near>.+)\?| \(Possible options: (?P<near2>.+)\))?",
        N_("there is no option {what}"),
    ),
    (r"No such command '(?P<what>.+?)'\.(?: Did you mean (?P<near>.+)\?)?", N_("there is no command {what}")),
    (r"Missing argument '?(?P<what>.+?)'?\.", N_("{what} is missing")),
    (r"Missing option '?(?P<what>.+?)'?\.", N_("{what} is missing")),
    (r"Missing command\.", N_("a command is missing")),
    (r"Option '?(?P<what>.+?)'? requires an argument\.", N_("{what} needs a value")),
    (r"Option '?(?P<what>.+?)'? does not take a value\.?", N_("{what} takes no value")),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((?P<what>.+)\)", N_("too many words: {what}")),
    (r"Invalid value for '?(?P<what>.+?)'?: .*", N_("{what} has a value that cannot be read")),
)


def explain(error: typer.TyperException) -> str:
    """One line: what is wrong, and where to look next."""
    message = str(error.format_message() if hasattr(error, "format_message") else error)
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "targettrack"
    return _("Error: {message}; see `{command} --help`").format(message=_translated(message), command=path)


def _translated(message: str) -> str:
    for pattern, words in _KNOWN:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            near = found.groupdict().get("near") or found.groupdict().get("near2")
            said = _(words).format(**found.groupdict())
            return _("{said}; did you mean {near}?").format(said=said, near=near.replace("'", "")) if near else said
    return message.rstrip(".")

"""Text from the command line stays text: Typer would load Pydantic for it, 60 ms of what Tab costs. Knows no command."""

from __future__ import annotations

from typing import Any

import typer

KNOWN = "0.29.2"
"""The version of Typer whose private name is used here; any other one does its own work."""


class _AsTyped:
    """What a parameter makes of its words, in the place where Typer keeps its own: only numbers need more than the words."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The words as they were typed, or Typer's answer where it is to make more of them."""
        is_many = param.multiple or param.nargs == -1
        if value is None:
            return () if is_many else None
        if param.type_descriptor.annotation in (str, list[str]):
            return list(value) if is_many else value
        param._runtime_param = None  # noqa: SLF001  # Typer builds its own where there is none
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def keep_as_typed(params: list[Any]) -> list[Any]:
    """Spare these parameters the adapters that Typer builds for each, given or not.

    The one place that knows a private name of Typer: with another version it costs time and changes nothing.
    """
    for param in params if typer.__version__ == KNOWN else ():
        param._runtime_param = _AsTyped()  # noqa: SLF001  # as above
    return params

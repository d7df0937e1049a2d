"""What a command takes: its options and arguments as data, and a reader of the lines that leave nothing to ask.

Typer is 60 ms of a run. It reads the lines that are wrong, or unusual, or ask for help or for what Tab offers, and is built
from the same parameters; a line that holds nothing but known options with their values is read here, as Typer would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_type_hints

from targettrack.named import NamedTuple

MOST_DIGITS = 9
"""Of a whole number that is read here."""


class Parameter(NamedTuple):
    """One option, or one argument if it has no flags."""

    flags: tuple[str, ...]
    metavar: str | None
    help: str
    autocompletion: Callable[..., Any] | None = None
    min: int | None = None
    name: str = ""  # of the function's own parameter
    kind: Any = str  # str, bool, int, list[str], or one of them or None
    default: Any = ...  # ...: it has to be given

    @property
    def is_many(self) -> bool:
        """Whether it may be given several times."""
        return self.kind in (list[str], list[str] | None)

    @property
    def is_flag(self) -> bool:
        """Whether it takes no value."""
        return self.kind in (bool, bool | None)


def option(
    *flags: str,
    help: str,  # noqa: A002  # as Typer calls it
    metavar: str | None = None,
    autocompletion: Callable[..., Any] | None = None,
    min: int | None = None,  # noqa: A002  # as above
) -> Parameter:
    """An option, for the annotation of a function's parameter. The words are keys of the catalogue."""
    return Parameter(flags, metavar, help, autocompletion, min)


def argument(*, metavar: str, help: str, autocompletion: Callable[..., Any] | None = None) -> Parameter:  # noqa: A002  # as above
    """An argument, for the annotation of a function's parameter."""
    return Parameter((), metavar, help, autocompletion)


HELP = Parameter(("--help", "-h"), None, "Show this message and exit.", name="help", kind=bool, default=False)
"""What every command has; its words are Typer's, and so in the catalogues."""


def declared(name: str, annotation: Any, default: Any = ...) -> Parameter:
    """The parameter of a function that is annotated with one."""
    parameter: Parameter = annotation.__metadata__[0]
    return parameter._replace(name=name, kind=annotation.__origin__, default=default)


def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Those of a command's function, behind the first, which is its run."""
    _run, *hints = get_type_hints(function, include_extras=True).items()
    defaults = function.__defaults__ or ()  # of the last ones
    own = [one for one in hints if one[0] != "return"]
    every = [*[...] * (len(own) - len(defaults)), *defaults]
    return tuple(declared(name, annotation, default) for (name, annotation), default in zip(own, every, strict=True))


class _Unusual(Exception):  # noqa: N818  # it is Typer's to say whether it is an error
    """A line that has to be read by Typer."""


def read(parameters: Sequence[Parameter], words: Sequence[str]) -> Mapping[str, Any] | None:
    """What each parameter is given by the words behind a command's name; only HELP where that is asked for.

    None if Typer is to read them.
    """
    options = {flag: one for one in (*parameters, HELP) for flag in one.flags}
    given: dict[str, list[str]] = {}
    try:
        placed = _options(options, list(words), given)
        if HELP.name in given:
            return {HELP.name: True}
        placed = _arguments([one for one in parameters if not one.flags], placed, given)
        return None if placed else {one.name: _value(one, given.get(one.name)) for one in parameters}
    except _Unusual:
        return None


def _options(options: Mapping[str, Parameter], words: list[str], given: dict[str, list[str]]) -> list[str]:
    """Take the options and their values; give the words that are neither."""
    placed: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*placed, *rest]
        if not word.startswith("-") or word == "-":
            placed.append(word)
            continue
        flag, equals, value = word.partition("=")
        found = options.get(flag)
        if found is None or (equals and (found.is_flag or not flag.startswith("--"))):
            raise _Unusual
        if not found.is_flag and not equals:
            value = next(rest, None)  # type: ignore[assignment]  # None is unusual
            if value is None:
                raise _Unusual
        given.setdefault(found.name, []).append(value)
    return placed


def _arguments(arguments: Sequence[Parameter], placed: list[str], given: dict[str, list[str]]) -> list[str]:
    """Take the arguments; give the words that are too many."""
    for one in arguments:
        if one.is_many:
            given[one.name], placed = placed, []
        elif placed:
            given[one.name], placed = placed[:1], placed[1:]
    return placed


def _value(one: Parameter, given: list[str] | None) -> Any:
    """What the function gets for the words of a parameter; the last one counts where it takes one."""
    if not given:
        if one.default is ...:
            raise _Unusual
        return one.default
    if one.is_flag:
        return True
    if one.is_many:
        return given
    if one.kind in (int, int | None):
        return _whole(given[-1], one.min)
    return given[-1]


def _whole(text: str, least: int | None) -> int:
    is_plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and str(int(text)) == text
    if not is_plain or (least is not None and int(text) < least):
        raise _Unusual
    return int(text)

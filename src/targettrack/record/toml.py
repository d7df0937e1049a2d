"""TOML text → plain data, and where a key stands in the text. Knows TOML; knows no fields."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, Decimal, InvalidOperation
from typing import Any

import tomli

from targettrack.errors import Problem

MAX_DIGITS = 15
"""Decimal digits that a number may have: as many as every reader of our JSON can hold exactly (IEEE 754 double)."""
MAX_DEPTH = 32
"""Tables and lists inside each other; a record needs four."""
MAX_BITS = 13_000
"""Binary digits that a whole number may have anywhere: Python neither reads nor writes one of over 4300 decimals."""

Path = tuple[str | int, ...]
"""Where a value stands: keys from the top of the file, and places in lists."""

_MARKER = re.compile(r"^(?:<{7}|>{7})(?:[ \r]|$)", re.MULTILINE)
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate", "Cannot mutate")
_LONG_NUMBER = re.compile(r"[0-9A-Fa-f_]{3000}")
_NEXT_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_KEY = re.compile(r'[ \t\[]*"?([A-Za-z0-9_.-]{1,64})"?[ \t]*[=\]]')


def parse(text: str, path: str) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """Parse a file's text; numbers with a point become Decimal. A fault gives None and one problem with its line.

    The work is bounded: tomli refuses what would hang or overflow the standard library's parser, such as keys of very
    many parts, and what it lets pass of nesting is counted here, because `repr` and comparison descend it again.
    """
    found = _MARKER.search(text)
    if found:
        return None, (Problem("conflict-markers", path, line_at(text, found.start())),)
    try:
        data = tomli.loads(text, parse_float=_decimal)
    except tomli.TOMLDecodeError as error:
        from targettrack.record.merged import once  # 0.7 ms of every start, and needed after a fault only

        rest, repeated = once(text, path)
        whole, problems = parse(rest, path) if repeated else (None, (_syntax_problem(error, text, path),))
        return whole, (*repeated, *problems)
    except RecursionError:
        return None, (Problem("too-deep", path),)
    except ValueError:  # the only one left: too many digits
        return None, (_digits_problem(text, path),)
    excess = _excess(data, text, path)
    return (None, (excess,)) if excess else (data, ())


def line_at(text: str, offset: int) -> int:
    """Count the 1-based line of a character offset."""
    return text.count("\n", 0, offset) + 1


def line_of(text: str, place: Path) -> int | None:
    """Find the 1-based line of a value: of its key, else of the table or the inline value that it stands in.

    `place`: keys from the top of the file, and places in lists. Good for the plain layout of records; None where a file is
    written in another way.
    """
    names = [part for part in place if isinstance(part, str)]
    for depth in range(len(names), -1, -1):
        headers = list(_header(".".join(names[:depth])).finditer(text)) if depth else []
        if depth and not headers:
            continue
        start = headers[min(_nth(place, depth), len(headers) - 1)].end() if depth else 0
        if depth == len(names):
            return line_at(text, start)
        following = _NEXT_HEADER.search(text, start)
        key = re.compile(rf'^[ \t]*"?{re.escape(names[depth])}"?[ \t]*[=.]', re.MULTILINE)
        found = key.search(text, start, following.start() if following else len(text))
        if found or depth:
            return line_at(text, found.start() if found else start)
    return None


def _nth(place: Path, depth: int) -> int:
    """Which of the tables of one name is meant: the number behind its last key."""
    keys = [position for position, part in enumerate(place) if isinstance(part, str)]
    after = place[keys[depth - 1] + 1 : keys[depth - 1] + 2]
    return next((part for part in after if isinstance(part, int)), 0)


def _header(table: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*\[\[?[ \t]*{re.escape(table)}[ \t]*\]", re.MULTILINE)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent that not even Decimal has; the field's check on digits names it
        return Decimal((0, (1,), MAX_EMAX))


def _syntax_problem(error: tomli.TOMLDecodeError, text: str, path: str) -> Problem:
    from targettrack.record.merged import UPDATE  # as above

    params: dict[str, str | int] = {"detail": error.msg}
    if not error.msg.startswith(_TWICE):
        return Problem("toml-syntax", path, error.lineno, params=params)
    line = text.split("\n")[error.lineno - 1]
    key = _KEY.match(line)
    is_update = UPDATE.fullmatch(line) and text.startswith("\n[updates]", text.rfind("\n[", 0, error.pos))
    code = "duplicate-update" if is_update and error.msg.startswith("Cannot overwrite") else "duplicate-key"
    return Problem(code, path, error.lineno, key[1] if key else None, params=params)


def _digits_problem(text: str, path: str) -> Problem:
    found = _LONG_NUMBER.search(text)
    line = None if found is None else line_at(text, found.start())
    return Problem("too-many-digits", path, line, params={"limit": MAX_DIGITS})


def _excess(data: dict[str, Any], text: str, path: str) -> Problem | None:
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        values = [value for outer in level for value in (outer.values() if isinstance(outer, dict) else outer)]
        if any(isinstance(value, int) and value.bit_length() > MAX_BITS for value in values):
            return _digits_problem(text, path)
        level = [value for value in values if isinstance(value, dict | list)]
        if not level:
            return None
    return Problem("too-deep", path)

"""What a key of a file is: its type, its words, its bounds, who may set it. Knows no keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Flag, StrEnum, auto
from typing import Any, TypeVar, cast

from targettrack.named import MISSING, NamedTuple, Noted, notes

Value = TypeVar("Value")


class Type(StrEnum):
    """What a value is in a file; the code is what a fault calls it, a key of the catalogues."""

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    WHOLE = "whole number"
    DAY = "date"
    MONTH_DAY = "month and day"  # 02-28
    MOMENT = "time with offset"
    FLAG = "true or false"
    LIST = "list"
    TABLE = "table"


class Mark(Flag):
    """What else holds for a key."""

    NONE = 0
    REQUIRED = auto()
    SET = auto()  # a person may set it: by `review --set`, and a field of a goal by `--goal`
    ASSUMED = auto()  # may be named in `assumed`
    MANY = auto()  # a list of such values
    NAMED = auto()  # such values under names that are free


_SHAPES = Mark.MANY | Mark.NAMED


class Field(NamedTuple):
    """One key. `word` names it on a page, `about` says the rest in the schema; both are keys of the catalogues."""

    name: str
    attribute: str  # of the model
    type: Type | type[StrEnum] | tuple[str, ...] | Table  # a tuple: one of these words
    word: str
    about: str = ""
    marks: Mark = Mark.NONE
    least: int | None = None
    most: int | None = None
    shape: Mark = Mark.NONE  # MANY or NAMED, of the marks
    is_required: bool = False


class Table(NamedTuple):
    """The keys of a table by name, in the order in which they are written, and what is made of their values."""

    rows: Mapping[str, Field]
    required: frozenset[str]
    model: Callable[..., Any]


def table(*rows: Field, model: Callable[..., Any] = dict) -> Table:
    """Put rows together. What is asked of the marks for each value that is read is worked out here, once."""
    named = {row.name: row._replace(shape=row.marks & _SHAPES, is_required=Mark.REQUIRED in row.marks) for row in rows}
    return Table(named, frozenset(name for name, row in named.items() if row.is_required), model)


def table_of(model: type[Any]) -> Table:
    """The table that a class is read from: its attributes that are keys."""
    return table(*(_named(attribute, **row) for attribute, row in notes(model).items()), model=model)


def stored(default: Value, type_: Any, word: str, about: str = "", marks: Mark = Mark.NONE, **others: Any) -> Value:
    """An attribute that is a key of a file, with its value where it is absent: a row of `Field` without the names.

    `type_` may be the class of a table. `name`: another one than the attribute's; `least` and `most`: bounds.
    """
    return cast("Value", Noted(default, {"type": type_, "word": word, "about": about, "marks": marks, **others}))


def required(*row: Any, **others: Any) -> Any:
    """An attribute that is a key of a file and that every record has. The row is that of `stored`."""
    return stored(MISSING, *row, **others)


def _named(attribute: str, name: str = "", **row: Any) -> Field:
    if notes(row["type"]):
        row["type"] = table_of(row["type"])
    return Field(name or attribute, attribute, **row)

"""A workbook as both ways know it: sheets of rows of cells. Knows no file format, and no target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from targettrack.named import NamedTuple

Value = str | Decimal | date | None
"""What stands in a cell. A number is never a binary float; a truth value is its word; None: an empty cell."""


class Style(StrEnum):
    """What a cell is for; the writer decides how that looks."""

    TEXT = auto()
    TITLE = auto()  # of the sheet
    NOTE = auto()  # how it is filled in, until when
    HEADING = auto()  # of a column
    REPEATED = auto()  # the same as above: said, in grey, where others merge cells
    INPUT = auto()  # to be filled in: tinted, not locked
    BLUE = auto()  # lights
    GREEN = auto()
    YELLOW = auto()
    RED = auto()
    GREY = auto()


class Cell(NamedTuple):
    """A value and what it is for."""

    value: Value = None
    style: Style = Style.TEXT
    unit: str = ""  # shown behind a number, which stays one; as read, it stands in the value


class Column(NamedTuple):
    """How a column looks and what may be chosen in it."""

    width: int  # in characters of Latin text; a Chinese one takes two
    choices: tuple[str, ...] = ()  # offered as a drop-down list
    is_centred: bool = False


class Place(NamedTuple):
    """Where a cell stands: both count from 0."""

    row: int
    column: int


class Merged(NamedTuple):
    """Cells that were made one; only the first has a value. Both ends belong to it."""

    first: Place
    last: Place


class Sheet(NamedTuple):
    """One sheet, from its first row and its first column on. Read sheets have no styles and no columns."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...] = ()
    headed: int = (
        0  # rows above the first of data: they stay in sight, and the last of them stands on each printed page
    )
    fixed: int = 0  # columns that stay in sight
    is_hidden: bool = False
    is_protected: bool = False  # without a password; cells of style INPUT stay open
    merged: tuple[Merged, ...] = ()  # as read; ours has none
    hidden_rows: frozenset[int] = frozenset()  # as read


class Book(NamedTuple):
    """A workbook."""

    sheets: tuple[Sheet, ...]

"""A report in words, before it has a shape: headings, sentences, facts, tables, bars. Each format renders these."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text with a tone: a light's code, "strong", "muted" or "" for none. The text need not be safe yet."""

    text: str
    tone: str = ""
    detail: str = ""  # a second, quieter line; its column says what it is


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. `right` aligns numbers; `grow` takes the width that is left."""

    title: str
    right: bool = False
    grow: bool = False
    detail: str = ""  # the title of the cells' second lines; "" where they have none


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, in one or several tones."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; the first column names the row. A table without rows is not shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""  # where a screen may show the first rows only: the sentence that says so, with {n} for the rest


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of the goal beside the share to be expected, both in per cent; None where there is none."""

    label: str
    actual: Decimal | None
    expected: Decimal | None
    tone: str


Block = Heading | Paragraph | Facts | Table | Bar


@dataclass(frozen=True, slots=True)
class Document:
    """What a view says, in the language in use."""

    title: str
    blocks: tuple[Block, ...]


def text(*parts: str | Cell) -> Paragraph:
    """A paragraph of plain texts and cells."""
    return Paragraph(tuple(part if isinstance(part, Cell) else Cell(part) for part in parts))

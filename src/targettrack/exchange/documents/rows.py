"""Tables of a document → the rows that `extract` reads: | cell | cell |. Knows cells that are merged; no format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What a merged cell says of several rows is a unit, a kind or a time; longer words are the task itself, and are said once.
_REPEATED = 30
MOST_COLUMNS = 64
"""Columns of a table that are read; a sheet of an office has a dozen."""


class Cell(NamedTuple):
    """A cell of a table: its paragraphs; `goes_on`: it belongs to the one above; `columns` that it covers."""

    paragraphs: tuple[str, ...] = ()
    goes_on: bool = False
    columns: int = 1


def lines(table: Iterable[Sequence[Cell]]) -> list[str]:
    """One line a row. What a merged cell says holds for each of its rows; a number, or a task, is said in the first."""
    above: dict[int, str] = {}
    out = []
    for row in table:
        cells: list[str] = []
        for cell in row:
            column = len(cells)
            said = above.get(column, "") if cell.goes_on else joined(cell.paragraphs)
            cells += [said, *[""] * (min(cell.columns, MOST_COLUMNS) - 1)]
            above[column] = said if len(said) <= _REPEATED and not said.strip("().、（）").isdecimal() else ""
        del cells[MOST_COLUMNS:]
        out.append(f"| {' | '.join(cells)} |" if any(cells) else "")
    return out


def joined(paragraphs: Sequence[str]) -> str:
    """The paragraphs of a cell as one text: units parted by a sign, words that the cell's width has broken by nothing."""
    from targettrack.extract import units  # its patterns cost 90 ms

    said = [" ".join(text.replace("|", "｜").split()) for whole in paragraphs for text in whole.split("\n")]
    said = [text for text in said if text]
    if len(said) > 1 and all(units.all_units(text.rstrip("、，,；;")) for text in said):
        return "、".join(text.rstrip("、，,；;") for text in said)
    out = ""
    for text in said:
        edge = out[-1:] + text[:1]
        out += " " * (len(edge) > 1 and edge.isascii() and edge.isalnum()) + text
    return out


def is_layout(table: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is only a frame around text: it has one column."""
    return all(sum(cell.columns for cell in row) <= 1 for row in table)

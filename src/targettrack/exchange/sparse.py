"""A sheet while it is read: the cells that hold something, within bounds. Knows no file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targettrack.errors import TargettrackError
from targettrack.exchange.grid import Cell, Merged, Place, Sheet

if TYPE_CHECKING:
    from targettrack.exchange.grid import Value

MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
"""Where the last cell with a value may stand; further out lie slips of the keyboard, and traps."""
MOST_CELLS = 300_000
MOST_CHARACTERS = 16_000_000
LONGEST_CELL = 100_000
"""Characters; Excel itself takes 32,767."""
MOST_SPACE = 4_000_000
"""Cells from each row's first column to its last value."""
MOST_MERGED = 100_000


@dataclass(slots=True)
class Limits:
    """How much a whole workbook has had so far. TargettrackError workbook-too-large, with path and limit."""

    path: str
    cells: int = 0
    characters: int = 0
    space: int = 0
    merged: int = 0

    def check(self) -> None:
        """Refuse what is more than people fill in."""
        if self.cells > MOST_CELLS:
            raise self._error(MOST_CELLS)
        if self.characters > MOST_CHARACTERS:
            raise self._error(MOST_CHARACTERS)
        if self.space > MOST_SPACE:
            raise self._error(MOST_SPACE)
        if self.merged > MOST_MERGED:
            raise self._error(MOST_MERGED)

    def _error(self, limit: int) -> TargettrackError:
        return TargettrackError("workbook-too-large", path=self.path, limit=limit)


@dataclass(slots=True)
class Sparse:
    """One sheet. TargettrackError cell-too-far (path, sheet, cell), and those of Limits."""

    name: str
    limits: Limits
    is_hidden: bool = False
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, value: Value) -> None:
        """Keep what stands in a cell; blanks of whatever width are nothing."""
        if value is None or (isinstance(value, str) and not value.strip(_BLANKS)):
            return
        if not (0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS):
            raise TargettrackError("cell-too-far", path=self.limits.path, sheet=self.name, cell=reference(row, column))
        self.rows.setdefault(row, {})[column] = value
        self.limits.cells += 1
        self.limits.characters += len(value) if isinstance(value, str) else 0
        self.limits.check()

    def merge(self, first: Place, last: Place) -> None:
        """Keep that cells were made one."""
        self.limits.merged += 1
        self.limits.check()
        self.merged.append(Merged(first, last))

    def hide(self, row: int) -> None:
        """Keep that a row is not shown."""
        if row < MOST_ROWS:
            self.hidden_rows.add(row)

    def sheet(self) -> Sheet:
        """As both ways know it: each row up to its last value."""
        height, width = max(self.rows, default=0), max((max(row) for row in self.rows.values()), default=0)
        merged = (
            max(0, min(last.row, height) - first.row + 1) * max(0, min(last.column, width) - first.column + 1)
            for first, last in self.merged
        )
        self.limits.space += height + sum(max(row) for row in self.rows.values()) + sum(merged)
        self.limits.check()
        rows = tuple(self._row(self.rows.get(n)) for n in range(max(self.rows, default=-1) + 1))
        hidden = frozenset(row for row in self.hidden_rows if row < len(rows))
        return Sheet(self.name, rows, is_hidden=self.is_hidden, merged=tuple(self.merged), hidden_rows=hidden)

    @staticmethod
    def _row(values: dict[int, Value] | None) -> tuple[Cell, ...]:
        if not values:
            return ()
        return tuple(Cell(values[n]) if n in values else _EMPTY for n in range(max(values) + 1))


_EMPTY = Cell()
_BLANKS = " \t\r\n\v\f\u00a0\u1680\u200b\u200c\u200d\u2060\u3000\ufeff\u202f\u205f" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def reference(row: int, column: int) -> str:
    """B4, for the second column of the fourth row; both count from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"

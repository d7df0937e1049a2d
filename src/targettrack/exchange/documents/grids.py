"""Ruled lines and the characters between them → tables: cells, merged or not, row by row. Knows no text outside of tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from targettrack.exchange.documents import layout, rows
from targettrack.exchange.documents.layout import Char, Laid, Line, Page, Rule
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Points: rules that are nearer meet, or are one. Shorter ones are dashes and boxes to tick.
_NEAR, _SHORT = 3.0, 8.0
_MOST_LINES = 400


class _Grid(NamedTuple):
    """Where the rules of one table run: `across` (y, left, right) and `down` (x, bottom, top)."""

    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]

    @property
    def columns(self) -> list[float]:
        return _merged(x for x, _bottom, _top in self.down)

    @property
    def heights(self) -> list[float]:
        return _merged(y for y, _left, _right in self.across)[::-1]


def taken(page: Page) -> Laid:
    """The lines of a page, its tables where they stand."""
    made: list[Line] = []
    chars: Sequence[Char] = page.chars
    for number, grid in enumerate(_grids(page.rules), 1):
        xs, ys = grid.columns, grid.heights
        inside = [
            char for char in chars if xs[0] <= (char.left + char.right) / 2 <= xs[-1] and ys[-1] <= char.middle <= ys[0]
        ]
        if len(xs) < 3 or len(ys) < 3 or not inside:  # noqa: PLR2004  # one row or one column is a frame
            continue
        held = set(map(id, inside))
        chars = [char for char in chars if id(char) not in held]
        made += _rows(grid, inside, number)
    return Laid(page.number, tuple(_between(layout.lines(chars) if chars else [], made)), page.height)


def _between(text: list[Line], tables: list[Line]) -> list[Line]:
    """The rows of each table behind the lines that stand above it."""
    out = list(text)
    for number in sorted({line.table for line in tables}):
        own = [line for line in tables if line.table == number]
        top = max(line.top for line in own)
        at = max((n + 1 for n, line in enumerate(out) if line.bottom >= top - _NEAR), default=0)
        out[at:at] = own
    return out


def _merged(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """Rules that meet, directly or by others, are one table."""
    across = [(rule.bottom, rule.left, rule.right) for rule in rules if rule.right - rule.left > _SHORT]
    down = [(rule.left, rule.bottom, rule.top) for rule in rules if rule.top - rule.bottom > _SHORT]
    across, down = _united(across)[:_MOST_LINES], _united(down)[:_MOST_LINES]
    group = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = n = group[group[n]]
        return n

    for i, (y, left, right) in enumerate(across):
        for j, (x, bottom, top) in enumerate(down):
            if left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR:
                group[root(i)] = root(len(across) + j)
    out = []
    for own in {root(n) for n in range(len(group))}:
        grid = _Grid(
            tuple(line for n, line in enumerate(across) if root(n) == own),
            tuple(line for n, line in enumerate(down) if root(len(across) + n) == own),
        )
        if len(grid.across) > 1 and len(grid.down) > 1:
            out.append(grid)
    return sorted(out, key=lambda grid: -grid.heights[0])


def _united(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pieces of one line as one."""
    out: list[tuple[float, float, float]] = []
    for at, first, last in sorted((round(at / _NEAR) * _NEAR, first, last) for at, first, last in lines):
        if out and out[-1][0] == at and first <= out[-1][2] + _NEAR:
            out[-1] = (at, out[-1][1], max(out[-1][2], last))
        else:
            out.append((at, first, last))
    return out


def _rows(grid: _Grid, chars: list[Char], number: int) -> list[Line]:
    xs, ys = grid.columns, grid.heights
    cells: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        x, y = (char.left + char.right) / 2, char.middle
        column = sum(1 for edge in xs[1:-1] if edge <= x)
        row = sum(1 for edge in ys[1:-1] if edge >= y)
        cells.setdefault((row, column), []).append(char)
    table = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        out: list[rows.Cell] = []
        middle = (top + bottom) / 2
        for column, (left, right) in enumerate(pairwise(xs)):
            wall = column == 0 or any(abs(x - left) <= _NEAR and low <= middle <= high for x, low, high in grid.down)
            if not wall and out:
                cells.setdefault((row, column - out[-1].columns), []).extend(cells.pop((row, column), []))
                out[-1] = out[-1]._replace(columns=out[-1].columns + 1)
                continue
            x = (left + right) / 2
            roof = row == 0 or any(abs(y - top) <= _NEAR and start <= x <= end for y, start, end in grid.across)
            out.append(rows.Cell(goes_on=not roof))
        table.append(out)
    return _said(table, cells, xs, ys, number)


def _said(
    table: list[list[rows.Cell]],
    cells: dict[tuple[int, int], list[Char]],
    xs: list[float],
    ys: list[float],
    number: int,
) -> list[Line]:
    """The rows with their words; those of a cell that reaches over several rows stand in its first."""
    first: dict[int, int] = {}
    for row, line in enumerate(table):
        column = 0
        for cell in line:
            if not cell.goes_on:
                first[column] = row
            elif (row, column) in cells:
                cells.setdefault((first.get(column, 0), column), []).extend(cells.pop((row, column)))
            column += cell.columns
    filled = []
    for row, line in enumerate(table):
        column, out = 0, []
        for cell in line:
            own = cells.get((row, column), [])
            out.append(cell._replace(paragraphs=tuple(one.text for one in layout.lines(own)) if own else ()))
            column += cell.columns
        filled.append(out)
    return [
        Line(text, xs[0], ys[row + 1], xs[-1], ys[row], 0.0, (xs[0], xs[-1]), number, row + 1)
        for row, text in enumerate(rows.lines(filled))
        if text
    ]

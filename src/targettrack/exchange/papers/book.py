"""A paper → a workbook: its text on the first sheet, each of its tables on one of its own. Knows no file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.exchange.grid import Book, Cell, Column, Sheet, Style
from targettrack.exchange.papers.paper import spread
from targettrack.i18n import _
from targettrack.render.document import Facts, Grid, Heading, Prose

if TYPE_CHECKING:
    from targettrack.exchange.papers.paper import Paper
    from targettrack.render.document import Block

_TEXT_WIDTH, _MOST, _LEAST = 90, 40, 8
"""Latin characters: of the column of the text, and between which those of a table are."""


def book(paper: Paper) -> Book:
    """The workbook of a paper."""
    head = () if paper.head is None else (f"{paper.head.name} {paper.head.number}", paper.head.sender)
    lines = [(Cell(paper.title, Style.TITLE),)]
    lines += [(Cell(said, Style.NOTE),) for said in (*head, paper.addressed) if said]
    lines += [(cell,) for block in paper.blocks for cell in _said(block)]
    lines += [(Cell(said, Style.NOTE),) for said in paper.signed if said]
    text = Sheet(_("Text"), tuple(lines), (Column(_TEXT_WIDTH),))
    own = [(_heading(paper.blocks, n), block) for n, block in enumerate(paper.blocks) if isinstance(block, Grid)]
    named = [(heading or paper.title, block) for heading, block in own]
    for annex in paper.annexes:
        named += [
            (_heading(annex.blocks, n) or annex.title, block)
            for n, block in enumerate(annex.blocks)
            if isinstance(block, Grid)
        ]
    return Book((text, *(_sheet(name, grid) for name, grid in named if grid.rows)))


def _said(block: Block) -> list[Cell]:
    match block:
        case Heading():
            return [Cell(block.text, Style.HEADING)]
        case Prose():
            return [Cell("".join(cell.text for cell in block.cells))]
        case Facts():
            return [Cell(_("{name}: {value}.").format(name=name, value=cell.text)) for name, cell in block.pairs]
        case _:
            return []


def _heading(blocks: tuple[Block, ...], place: int) -> str:
    """The heading that a table stands under; "" for none."""
    return next((block.text for block in reversed(blocks[:place]) if isinstance(block, Heading)), "")


def _sheet(name: str, grid: Grid) -> Sheet:
    whole = spread(grid)
    rows = tuple(tuple(Cell(cell.text) for cell in row) for row in whole.rows)
    heading = tuple(Cell(column.title, Style.HEADING) for column in whole.columns)
    columns = tuple(
        Column(min(_MOST, max(_LEAST, *(2 * len(row[n].text) for row in whole.rows), 2 * len(column.title) + 2)))
        for n, column in enumerate(whole.columns)
    )
    return Sheet(name, (heading, *rows), columns, headed=1)

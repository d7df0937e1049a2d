"""Documents as plain lines for grep, awk and logs: cells parted by tabs, nothing cut or wrapped, headings behind #."""

from collections.abc import Iterator

from targettrack.render.document import Bar, Block, Cell, Column, Document, Facts, Grid, Heading, Prose
from targettrack.render.look import Look
from targettrack.render.numbers import percent
from targettrack.render.safe import safe


def render(document: Document, _look: Look) -> str:
    """The document, a line each."""
    return "".join(f"{line}\n" for block in document.blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"# {safe(block.text)}"
        case Prose():
            yield "".join(safe(cell.text) for cell in block.cells)
        case Facts():
            yield from (f"{safe(name)}\t{safe(cell.text + cell.detail)}" for name, cell in block.pairs)
        case Grid():
            yield "# " + "\t".join(safe(title) for column in block.columns for title in _titles(column))
            yield from ("\t".join(_cells(block.columns, row)) for row in block.rows)
        case Bar():
            yield f"{safe(block.label)}\t{percent(block.actual)}\t{percent(block.expected)}"


def _titles(column: Column) -> tuple[str, ...]:
    return (column.title, column.detail) if column.detail else (column.title,)


def _cells(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        yield safe(cell.text)
        if column.detail:
            yield safe(cell.detail)

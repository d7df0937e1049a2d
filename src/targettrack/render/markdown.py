"""Documents as Markdown that pastes well into a word processor. Data is escaped, never obeyed."""

import re

from targettrack.render.document import Bar, Block, Cell, Document, Facts, Grid, Heading, Prose
from targettrack.render.look import Look
from targettrack.render.numbers import percent
from targettrack.render.safe import safe

_OPENING = re.compile(r"^(\d*)([-=.])")  # would make a list or a line of a paragraph
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+|~!])")


def render(document: Document, _look: Look) -> str:
    """The document, with its title as the first heading."""
    blocks = "\n\n".join(_markdown(block) for block in document.blocks)
    head = "" if document.is_titled else f"# {escape(document.title)}\n\n"
    return f"{head}{blocks}\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no table cell broken."""
    shown = safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", shown)


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Prose():
            return _OPENING.sub(r"\1\\\2", "".join(escape(cell.text) for cell in block.cells).lstrip())
        case Facts():
            return "\n".join(f"- {escape(name)}: {escape(cell.text + cell.detail)}" for name, cell in block.pairs)
        case Grid():
            head = "| " + " | ".join(escape(column.title) for column in block.columns) + " |"
            rule = "|" + "|".join(" ---: " if column.right else " --- " for column in block.columns) + "|"
            rows = ("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in block.rows)
            return "\n".join((head, rule, *rows))
        case Bar():
            return f"{escape(block.label)}: {percent(block.actual)} / {percent(block.expected)}"


def _cell(cell: Cell) -> str:
    return f"{escape(cell.text)}<br>{escape(cell.detail)}" if cell.detail else escape(cell.text)

"""A Word document → its paragraphs and tables in order, as a reader sees them. Knows no targets.

Running heads and page numbers lie in parts of their own, and are not read. Numbers of lists and headings come from styles;
footnotes stand at the end, as 注释. There are no pages: where they end, each printer decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targettrack.exchange.documents.numbering import Counter
from targettrack.exchange.documents.rows import Cell, is_layout, lines
from targettrack.exchange.documents.styles import Lists, Style, Styles
from targettrack.exchange.documents.text import Block, Place, Text, text_of
from targettrack.exchange.documents.word import Body, Paragraph, Table, WordCell
from targettrack.exchange.package import Codes, Package

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = "word/document.xml"
CODES = Codes("docx-damaged", "docx-encrypted", "docx-too-large")
_STYLES, _LISTS = "word/styles.xml", "word/numbering.xml"
_NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_NOTES_ARE = "注释"
# A longer paragraph is no heading, whatever its style says; Markdown has six levels, the first is the title's.
_HEADING, _LOWEST = 60, 6


def read(package: Package) -> Text:
    """The text of a Word document. TargettrackError docx-damaged (part), docx-encrypted, docx-too-large (limit)."""
    styles, lists, body = Styles(), Lists(), Body(package)
    for part, listener in ((_STYLES, styles), (_LISTS, lists)):
        if part in package.parts:
            package.tell(part, listener)
    package.tell(DOCUMENT, body)
    writer = _Writer(styles, Counter(lists.levels()))
    writer.write(body.content)
    if body.referred:
        writer.say(_NOTES_ARE)
    notes = {kind: _notes(package, part) for kind, part in _NOTES.items()}
    for number, (kind, key) in enumerate(body.referred, 1):
        said = "".join(writer.plain(notes[kind].get(key, [])))
        writer.say(f"[{number}]{said}")
    return text_of(writer.blocks)


def _notes(package: Package, part: str) -> dict[str, list[Paragraph | Table]]:
    body = Body(package)
    if part in package.parts:
        package.tell(part, body)
    return body.notes


@dataclass(slots=True)
class _Writer:
    """Paragraphs and rows in their order, counted as a reader counts them: those that say nothing do not count."""

    styles: Styles
    counter: Counter
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def write(self, content: list[Paragraph | Table]) -> None:
        """What stands in a body, a cell or a frame."""
        for one in content:
            if isinstance(one, Table):
                self._table(one)
                continue
            self.say(self._line(one))
            for frame in one.boxes:
                self.write(frame)

    def say(self, text: str) -> None:
        """A paragraph."""
        if text.strip():
            self.paragraphs += 1
            self.blocks.append(Block(text, ((0, Place(paragraph=self.paragraphs)),)))

    def plain(self, content: list[Paragraph | Table]) -> Iterator[str]:
        """The paragraphs of a cell or a note."""
        for one in content:
            if isinstance(one, Table):
                for row in one.rows:
                    for cell in row:
                        yield from self.plain(cell.content)
            else:
                yield self._line(one)
                for frame in one.boxes:
                    yield from self.plain(frame)

    def _table(self, table: Table) -> None:
        cells = [[self._cell(cell) for cell in row] for row in table.rows]
        nested = any(isinstance(one, Table) for row in table.rows for cell in row for one in cell.content)
        if nested or is_layout(cells):
            for row in table.rows:
                for cell in row:
                    self.write(cell.content)
            return
        self.tables += 1
        for number, line in enumerate(lines(cells), 1):
            if line:
                self.blocks.append(Block(line, ((0, Place(table=self.tables, row=number)),)))

    def _cell(self, cell: WordCell) -> Cell:
        return Cell(tuple(self.plain(cell.content)), goes_on=cell.goes_on, columns=cell.columns)

    def _line(self, paragraph: Paragraph) -> str:
        """A paragraph with its number; a heading with the signs of Markdown."""
        style = self.styles.of(paragraph.style) if paragraph.style else Style()
        text = "".join(paragraph.text)
        if style.name.startswith("toc "):
            return ""  # the contents name each heading before it comes
        outline = paragraph.outline if paragraph.outline is not None else style.outline
        key = paragraph.list_id or style.list_id
        depth = next((depth for depth in (paragraph.depth, style.depth) if depth is not None), 0)
        number = self.counter.next(key, depth) if key and text.strip() else ""
        if outline is not None and outline < _LOWEST - 1 and len(text) <= _HEADING and "。" not in text:
            return f"{'#' * (outline + 2)} {number}{text.strip()}"
        return number + text

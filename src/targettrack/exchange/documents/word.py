"""The body of a Word document as it is told tag by tag → paragraphs and tables, one in the other. Knows no styles.

What was deleted or is hidden is left out, what was inserted stands; a frame's text hangs on the paragraph that holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targettrack.exchange.documents.styles import whole
from targettrack.exchange.documents.text import LONGEST

if TYPE_CHECKING:
    from targettrack.exchange.package import Package

_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "rt", "sdtPr", "sectPr", "tblPr", "instrText"))
MOST_PARAGRAPHS = 300_000
"""Paragraphs that are read, those of cells too, and empty ones."""
_CONTENTS = "Table of Contents"
_SUPERSCRIPT = "superscript"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Paragraph:
    """A paragraph with what tells its number and its heading."""

    text: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    list_id: str = ""
    depth: int | None = None
    boxes: list[list[Paragraph | Table]] = field(default_factory=list)  # text frames that hang on it


@dataclass(slots=True)
class Table:
    """The rows of a table."""

    rows: list[list[WordCell]] = field(default_factory=list)


@dataclass(slots=True)
class WordCell:
    """A cell, which may hold anything."""

    content: list[Paragraph | Table] = field(default_factory=list)
    goes_on: bool = False
    columns: int = 1


class Body:
    """Hears a part with paragraphs; `notes` are those of the footnotes by id."""

    def __init__(self, package: Package) -> None:
        self.content: list[Paragraph | Table] = []
        self.notes: dict[str, list[Paragraph | Table]] = {}
        self.referred: list[tuple[str, str]] = []  # the notes in order of their references: kind and id
        self._package = package
        self._into = [self.content]  # where the next paragraph goes
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._skipped = self._size = self._counted = 0
        self._hears = self._hidden = self._raised = self._in_properties = self._is_contents = False
        self._contents: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag == "docPartGallery" and attributes.get("w:val") == _CONTENTS and self._contents:
            self._contents[-1] = 1
        if self._skipped or tag in _LEFT_OUT:
            self._skipped += 1
            return
        opens = _OPENS.get(tag)
        if opens:
            opens(self, attributes)
        elif self._paragraphs:
            self._property(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if self._skipped:
            self._skipped -= 1
        elif closes := _CLOSES.get(tag):
            closes(self)

    def text(self, text: str) -> None:
        """Text, perhaps in several pieces."""
        if self._hears and not (self._skipped or self._hidden) and self._paragraphs:
            self._size += len(text)
            if self._size > LONGEST:
                raise self._package.too_large(LONGEST)
            raised = self._raised and text.strip().isdecimal()
            self._paragraphs[-1].text.append(f"[{text.strip()}]" if raised else text)

    def _property(self, tag: str, attributes: dict[str, str]) -> None:
        paragraph, value = self._paragraphs[-1], attributes.get("w:val", "")
        is_on = value not in {"0", "false", "off", "none"}
        if tag == "pStyle":
            paragraph.style = value
        elif tag == "outlineLvl":
            paragraph.outline = whole(value)
        elif tag == "numId":
            paragraph.list_id = value
        elif tag == "ilvl":
            paragraph.depth = whole(value)
        elif tag == "vanish" and not self._in_properties:
            self._hidden = is_on
        elif tag == "vertAlign":
            self._raised = value == _SUPERSCRIPT
        elif not self._in_properties and (sign := _SIGNS.get(tag)) is not None:
            paragraph.text.append(sign)
        elif tag in {"footnoteReference", "endnoteReference"}:
            self.referred.append((tag.removesuffix("Reference"), attributes.get("w:id", "")))
            paragraph.text.append(f"[{len(self.referred)}]")

    def open_paragraph(self, _attributes: dict[str, str]) -> None:
        """A paragraph begins."""
        self._counted += 1
        if self._counted > MOST_PARAGRAPHS:
            raise self._package.too_large(MOST_PARAGRAPHS)
        paragraph = Paragraph()
        self._paragraphs.append(paragraph)
        self._into[-1].append(paragraph)

    def close_paragraph(self) -> None:
        """A paragraph is over."""
        if self._paragraphs:
            self._paragraphs.pop()

    def open_run(self, _attributes: dict[str, str]) -> None:
        """Letters of one look begin."""
        self._hidden = self._raised = False

    def open_text(self, _attributes: dict[str, str]) -> None:
        """What follows is text."""
        self._hears = True

    def close_text(self) -> None:
        """What follows is none."""
        self._hears = False

    def open_properties(self, _attributes: dict[str, str]) -> None:
        """What follows tells how the paragraph looks."""
        self._in_properties = True

    def close_properties(self) -> None:
        """What follows is the paragraph itself."""
        self._in_properties = False

    def open_table(self, _attributes: dict[str, str]) -> None:
        """A table begins, perhaps in a cell."""
        table = Table()
        self._into[-1].append(table)
        self._tables.append(table)

    def close_table(self) -> None:
        """A table is over."""
        self._tables.pop()

    def open_row(self, _attributes: dict[str, str]) -> None:
        """A row begins."""
        if self._tables:
            self._tables[-1].rows.append([])

    def open_cell(self, _attributes: dict[str, str]) -> None:
        """A cell begins, which takes what follows."""
        cell = WordCell()
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)
        self._into.append(cell.content)

    def close_cell(self) -> None:
        """What follows goes where it went before."""
        self._into.pop()

    def _cell(self) -> WordCell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def merge(self, attributes: dict[str, str]) -> None:
        """The cell belongs to the one above, unless it is the first of them."""
        if cell := self._cell():
            cell.goes_on = attributes.get("w:val", "continue") == "continue"

    def span(self, attributes: dict[str, str]) -> None:
        """The cell takes several columns."""
        if cell := self._cell():
            cell.columns = max(1, whole(attributes.get("w:val", "")) or 1)

    def open_frame(self, _attributes: dict[str, str]) -> None:
        """A frame begins, which hangs on the paragraph."""
        content: list[Paragraph | Table] = []
        if self._paragraphs:
            self._paragraphs[-1].boxes.append(content)
        self._into.append(content)

    def open_note(self, attributes: dict[str, str]) -> None:
        """A footnote begins."""
        content = self.notes.setdefault(attributes.get("w:id", ""), [])
        self._into.append(content)

    def open_part(self, _attributes: dict[str, str]) -> None:
        """A part begins that a control holds, as the contents are."""
        self._contents.append(0)
        self._into.append([])

    def close_part(self) -> None:
        """It is over; of the contents nothing is kept."""
        content = self._into.pop()
        if not self._contents.pop():
            self._into[-1] += content


_OPENS: dict[str, Callable[[Body, dict[str, str]], None]] = {
    "p": Body.open_paragraph,
    "r": Body.open_run,
    "t": Body.open_text,
    "pPr": Body.open_properties,
    "tbl": Body.open_table,
    "tr": Body.open_row,
    "tc": Body.open_cell,
    "vMerge": Body.merge,
    "gridSpan": Body.span,
    "txbxContent": Body.open_frame,
    "footnote": Body.open_note,
    "endnote": Body.open_note,
    "sdt": Body.open_part,
}
_CLOSES: dict[str, Callable[[Body], None]] = {
    "p": Body.close_paragraph,
    "t": Body.close_text,
    "pPr": Body.close_properties,
    "tbl": Body.close_table,
    "tc": Body.close_cell,
    "txbxContent": Body.close_cell,
    "footnote": Body.close_cell,
    "endnote": Body.close_cell,
    "sdt": Body.close_part,
}

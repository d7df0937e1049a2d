"""A paper → the bytes of a .docx file, the same for the same paper, in our form or in that of an office's template.

By python-docx (lxml), which keeps all of a template that it does not know. A template comes from anywhere: `package` counts
and reads it before.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from targettrack.errors import TargettrackError
from targettrack.exchange import seal
from targettrack.exchange.package import Package
from targettrack.exchange.papers import form
from targettrack.i18n import _
from targettrack.render.document import Bar, Cell, Facts, Grid, Heading, Prose
from targettrack.render.pages.notice import RULE
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.table import Table

    from targettrack.exchange.papers.paper import Annex, Head, Paper
    from targettrack.render.document import Block, Column

MOST_BYTES = 20 * 1024 * 1024
"""Of a template, as it lies on disk."""
_DOCUMENT = "word/document.xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr>'
    "</property></Properties>"
)
_EMU = 36_000
"""Of a millimetre."""
_SIGN = 0.62 * form.TABLE * 25.4 / 72
"""Millimetres of a Latin character in a table."""
_PADDING = 4.5
_FORM, _NAMES, _TO_WRITE = 2, 0.27, 12
"""Columns of a form to be filled in, the share of its names, and millimetres of what is written by hand."""
_KEPT = 2
"""Paragraphs of text that stand with those who sign, at least."""


class _Quiet:
    """What hears the parts of a template: `package` counts while they are told."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def text(self, text: str) -> None:
        """Text."""


def paper_bytes(paper: Paper, made: date, template: tuple[str, bytes] | None = None) -> bytes:
    """The file, dated with the day that it speaks of. `template`: its path and its bytes.

    TargettrackError office-missing-to-write, bad-template (path), and those of `package.Package`.
    """
    document = _opened(template)
    if paper.head is not None:
        _head(document, paper.head)
    document.add_paragraph(safe(paper.title), style="Title")
    document.add_paragraph()
    if paper.addressed:
        document.add_paragraph(safe(paper.addressed), style="Normal")
    room = _room(document.sections[-1])
    for block in paper.blocks:
        _put(document, block, room)
    _end(document, paper)
    if paper.annexes:
        _annexes(document, paper.annexes)
    return _saved(document, paper.title, made)


def checked(path: str, data: bytes) -> None:
    """Refuse a template that is no Word file, or one made to harm. Raises what `paper_bytes` says."""
    if len(data) > MOST_BYTES:
        raise TargettrackError("bad-template", path=path)
    package = Package(data, path)
    if _DOCUMENT not in package.parts:
        raise TargettrackError("bad-template", path=path)
    for name in package.parts:
        if name.endswith((".xml", ".rels")):
            package.tell(name, _Quiet())
        elif not name.endswith("/"):
            package.read(name)


def _opened(template: tuple[str, bytes] | None) -> WordDocument:
    try:
        import docx  # 120 ms with lxml, and an extra, that only who writes a paper pays
    except ModuleNotFoundError:
        raise TargettrackError("office-missing-to-write") from None
    if template is None:
        document = docx.Document()
        form.lay(document)
        return document
    path, data = template
    checked(path, data)
    try:
        document = docx.Document(io.BytesIO(data))
        body: Any = document.element.body
        for child in list(body)[:-1] if body.sectPr is not None else list(body):
            body.remove(child)
        if not document.sections:
            raise ValueError  # noqa: TRY301  # a file without a page is none either
        form.complete(document)
    except Exception:  # noqa: BLE001  # whatever python-docx stumbles over, the template is what is wrong
        raise TargettrackError("bad-template", path=path) from None
    return document


def _head(document: WordDocument, head: Head) -> None:
    """Name and number of the series, then sender and day over a line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.add_paragraph(safe(head.name), style="Paper Name")
    document.add_paragraph(head.number, style="Normal").alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = document.add_paragraph(f"{safe(head.sender)}\t{head.day}", style="Normal")
    line.paragraph_format.tab_stops.add_tab_stop(int(_room(document.sections[-1]) * _EMU), WD_TAB_ALIGNMENT.RIGHT)
    border, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "C00000")):
        below.set(qn(f"w:{name}"), value)
    border.append(below)
    properties: Any = line._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no word for borders
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    document.add_paragraph()


def _put(document: WordDocument, block: Block, room: float) -> None:
    match block:
        case Heading():
            document.add_paragraph(safe(block.text), style=f"Heading {min(3, max(1, block.level - 1))}")
        case Prose():
            paragraph = document.add_paragraph(style="Paper Text")
            for cell in block.cells:
                paragraph.add_run(safe(cell.text)).bold = cell.tone == "strong" or None
        case Facts():
            for name, cell in block.pairs:
                said = _("{name}: {value}.").format(name=name, value=cell.text)
                document.add_paragraph(safe(said), style="Paper Text")
        case Grid():
            if block.rows:
                _table(document, block, room)
        case Bar():
            pass  # its figures stand in the text


def _end(document: WordDocument, paper: Paper) -> None:
    """The list of annexes, then who signs it and when, at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if paper.annexes:
        document.add_paragraph()
    for n, annex in enumerate(paper.annexes, 1):
        said = _("Annex {n}: {title}") if len(paper.annexes) > 1 else _("Annex: {title}")
        said = said.format(n=n, title=annex.title)
        document.add_paragraph(safe(said), style="Paper Text")
    document.add_paragraph()
    signed = [words for words in paper.signed if words]
    for words in signed:
        paragraph = document.add_paragraph(safe(words), style="Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(2 * form.BODY)
    for paragraph in document.paragraphs[
        -(_KEPT + len(signed) + len(paper.annexes) + 2) : -1
    ]:  # nobody signs an empty page
        paragraph.paragraph_format.keep_with_next = True


def _annexes(document: WordDocument, annexes: Sequence[Annex]) -> None:
    """A section that lies across, each annex on a new page."""
    section = document.add_section()
    _without_empty_line(document)
    form.across(section)
    room = _room(section)
    for n, annex in enumerate(annexes, 1):
        label = document.add_paragraph(
            _("Annex {n}").format(n=n) if len(annexes) > 1 else _("Annex"), style="Heading 1"
        )
        label.paragraph_format.first_line_indent = 0
        label.paragraph_format.page_break_before = n > 1
        document.add_paragraph(safe(annex.title), style="Title").paragraph_format.keep_with_next = True
        for block in annex.blocks:
            _put(document, block, room)
    from docx.shared import Pt

    last = document.add_paragraph(style="Paper Cell")  # Word asks for one behind a table: too low to begin a page
    last.paragraph_format.line_spacing = Pt(1)


def _without_empty_line(document: WordDocument) -> None:
    """Let the last line of the text end its section: one of its own could stand alone on a page."""
    body: Any = document.element.body
    ending, before = body[-2], body[-3]
    before.get_or_add_pPr().append(ending.pPr.sectPr)
    body.remove(ending)


def _room(section: Section) -> float:
    """Millimetres between the margins."""
    width = (section.page_width or form.WIDE * _EMU) - (section.left_margin or 0) - (section.right_margin or 0)
    return max(60.0, width / _EMU)


def _table(document: WordDocument, grid: Grid, room: float) -> None:
    """Ruled, as wide as the text; its headings on each page, no row over two pages."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(grid.columns))
    _rule(table)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    widths = [int(width * _EMU) for width in widths_of(grid, room)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    lines = [tuple(Cell(column.title) for column in grid.columns), *grid.rows]
    text = "Paper Form" if len(grid.columns) == _FORM else "Paper Cell"
    for n, cells in enumerate(lines):
        row: Any = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no word for these
        if any(cell.text == RULE for cell in cells):
            row.height = Mm(_TO_WRITE)
        marks = ["w:cantSplit"] + (["w:tblHeader"] if n == 0 else [])
        for mark in marks:
            properties.append(OxmlElement(mark))
        for cell, column, place, width in zip(cells, grid.columns, row._tr.tc_lst, widths, strict=True):  # noqa: SLF001  # `cells` is quadratic
            _fill(document, place, cell, column, "Paper Column" if n == 0 else text)
            place.width = width
            place.get_or_add_tcPr().append(_middle(OxmlElement, qn))


def _middle(element: Any, qn: Any) -> Any:
    found = element("w:vAlign")
    found.set(qn("w:val"), "center")
    return found


def _fill(document: WordDocument, place: Any, cell: Cell, column: Column, style: str) -> None:
    """One cell: its words, and a second line in it where the column has no name for that."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(place.p_lst[0], document._body)  # noqa: SLF001  # as above
    is_first = style == "Paper Column"
    paragraph.style = document.styles[style]
    run = paragraph.add_run(safe(cell.text))
    run.bold = True if cell.tone in {"strong", "red"} and not is_first else None
    if column.right and not is_first:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if cell.detail:
        run.add_break()
        paragraph.add_run(safe(cell.detail))


def _rule(table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties: Any = table._tbl.tblPr  # noqa: SLF001  # as above
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def widths_of(grid: Grid, room: float) -> list[float]:
    """Millimetres of the columns: short ones as they need, no narrower than their words, the long ones share the rest."""
    if len(grid.columns) == _FORM:
        return [_NAMES * room, (1 - _NAMES) * room]
    texts = [[column.title, *(row[n].text for row in grid.rows)] for n, column in enumerate(grid.columns)]
    longest = [max(map(_signs, column)) for column in texts]
    least = [max(_signs(column[0]), *(_word(text) for text in column)) * _SIGN + _PADDING for column in texts]
    short = [min(own, _SHORT) * _SIGN + _PADDING for own in longest]
    floors = [max(low, size) for low, size in zip(least, short, strict=True)]
    wishes = [max(0, own - _SHORT) ** 0.5 for own in longest]
    if sum(floors) > room:  # what is short gives way first, the words last
        floors = [min(low, _WIDEST_WORD) for low in least]
    left = room - sum(floors)
    if left < 0:
        return [room * floor / sum(floors) for floor in floors]
    whole = sum(wishes)
    if not whole:
        return [floor + left / len(floors) for floor in floors]
    return [floor + left * wish / whole for floor, wish in zip(floors, wishes, strict=True)]


_SHORT = 11
"""Latin characters up to which a column gets what it needs."""
_WIDEST_WORD = 27.0
"""Millimetres that a column may claim for its widest word where there is not room for all."""


def _signs(text: str) -> int:
    """Width in Latin characters."""
    return sum(2 if character > "‐" else 1 for character in text)


def _word(text: str) -> int:
    """The widest piece that does not break, as an id or a date."""
    widest = run = 0
    for character in text:
        run = run + 1 if "!" <= character <= "~" else 0
        widest = max(widest, run)
    return min(widest, 24)


def _saved(document: WordDocument, title: str, made: date) -> bytes:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = safe(title)[:255], "", "", ""
    core.created = core.modified = datetime.combine(made, time())
    core.revision = 1
    package: Any = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == _RELATION:
            del package.rels[key]
    content = _PROPERTIES.format(name=seal.PROPERTY, value=seal.UNSEALED).encode()
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM, content, package), _RELATION)
    out = io.BytesIO()
    document.save(out)
    return seal.sealed(out.getvalue())

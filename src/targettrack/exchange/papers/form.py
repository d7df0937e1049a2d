"""The form of official papers (GB/T 9704—2012): page, grid, fonts and sizes, as styles of a Word file. Knows no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

WIDE, HIGH = 210, 297
"""Millimetres of A4."""
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
FOOTER = 25
"""Millimetres from the edge to the number of the page, 7 mm below the text."""
LINES, SIGNS = 22, 28
LINE = 28.95
"""Points of a line: 22 fill the 225 mm of the text."""
PITCH, SPACE = 579, -849
"""Of the grid: twips of a line, and 4096ths of a point that a sign of 16 points is narrower, so that 28 fill 156 mm."""
NARROWER = -5
"""Twips that signs of the text are set closer. They keep off the grid, which LibreOffice gives one and a half cells a sign."""
LATIN = "Times New Roman"
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
BODY, TABLE, NOTE = 16.0, 10.5, 14.0
"""Points: 3号, 五号, 4号."""


class Look(NamedTuple):
    """How paragraphs of a style look."""

    font: str
    size: float
    line: float  # points, exactly
    is_centred: bool = False
    is_indented: bool = False  # by two signs


STYLES = {
    "Normal": Look(FANG, BODY, LINE),
    "Title": Look(SONG, 22, 33, is_centred=True),
    "Heading 1": Look(HEI, BODY, LINE, is_indented=True),
    "Heading 2": Look(KAI, BODY, LINE, is_indented=True),
    "Heading 3": Look(FANG, BODY, LINE, is_indented=True),
    "Paper Name": Look(SONG, 36, 48, is_centred=True),
    "Paper Text": Look(FANG, BODY, LINE, is_indented=True),
    "Paper Cell": Look(FANG, TABLE, 15),
    "Paper Form": Look(FANG, 12, 20),
    "Paper Column": Look(HEI, TABLE, 15, is_centred=True),
}
"""Those of a paper by name; the first five every template of Word and WPS has, and these keep its look."""


def lay(document: WordDocument) -> None:
    """Give a file of our own the styles and the page of the standard."""
    for name in STYLES:
        shape(document, name)
    section = document.sections[0]
    upright(section)
    number(section)


def complete(document: WordDocument) -> None:
    """Give a template the styles that it lacks; what it has stays as it is."""
    known = {style.name for style in document.styles}
    for name in STYLES:
        if name not in known:
            shape(document, name)


def shape(document: WordDocument, name: str) -> None:
    """Make one style, or make it over."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    look = STYLES[name]
    known = {style.name for style in document.styles}
    style: Any = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    _font(style, look)
    paragraph = style.paragraph_format
    paragraph.space_before = paragraph.space_after = Pt(0)
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    centred = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.alignment = centred if look.is_centred else None
    if look.is_indented:
        indent(style.element.get_or_add_pPr())
    free = OxmlElement("w:snapToGrid")
    free.set(_name("w:val"), "0")
    style.element.pPr.insert_element_before(free, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    border = style.element.pPr.find(_name("w:pBdr")) if style.element.pPr is not None else None
    if border is not None:
        style.element.pPr.remove(border)


def indent(properties: Any) -> None:
    """Two signs at the beginning of a paragraph, whatever their size."""
    from docx.oxml.ns import qn

    found = properties.get_or_add_ind()
    found.set(qn("w:firstLineChars"), "200")
    found.set(qn("w:firstLine"), str(int(BODY * 2 * 20)))


def _font(style: ParagraphStyle, look: Look) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt, RGBColor

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(_name(f"w:{kind}"), LATIN)
    fonts.set(_name("w:eastAsia"), look.font)
    font = style.font
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), False, False, RGBColor(0, 0, 0)
    properties = style.element.rPr
    for tag in ("w:spacing", "w:kern"):
        found = properties.find(_name(tag))
        if found is not None:
            properties.remove(found)
    if look.size == BODY:
        closer = OxmlElement("w:spacing")
        closer.set(_name("w:val"), str(NARROWER))
        properties.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def upright(section: Section) -> None:
    """A4 with the margins and the grid of the standard."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(FOOTER)
    _grid(section, "linesAndChars", PITCH, SPACE)


def across(section: Section) -> None:
    """The same sheet turned: what was above is at the left, as it is bound; without a grid, for tables have small type."""
    from docx.enum.section import WD_ORIENT

    top, right, bottom, left = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    width, height = section.page_width, section.page_height
    if width is not None and height is not None and width < height:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, height, width
        section.left_margin, section.top_margin = top, right
        section.right_margin, section.bottom_margin = bottom, left
        section.footer_distance = None if left is None else int(left * 0.6)  # EMU
    _grid(section, "default", PITCH, 0)


def _grid(section: Section, kind: str, pitch: int, space: int) -> None:
    from docx.oxml import OxmlElement

    element = section._sectPr  # noqa: SLF001  # python-docx has no word for the grid
    for found in element.findall(_name("w:docGrid")):
        element.remove(found)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", kind), ("linePitch", pitch), ("charSpace", space)):
        grid.set(_name(f"w:{name}"), str(value))
    element.append(grid)


def number(section: Section) -> None:
    """«— 1 —» below each page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(NOTE + 4)
    for piece in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if piece == "PAGE" else piece)
        run.font.size, run.font.name = Pt(NOTE), "宋体"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(_name("w:eastAsia"), "宋体")  # noqa: SLF001  # as above
        if piece == "PAGE":
            for kind in ("begin", piece, "end"):
                if kind == piece:
                    part = OxmlElement("w:instrText")
                    part.text = piece
                else:
                    part = OxmlElement("w:fldChar")
                    part.set(_name("w:fldCharType"), kind)
                run._element.append(part)  # noqa: SLF001  # as above


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(tag)
    return found

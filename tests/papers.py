"""Documents as offices send them, made in code: Word, a web page, a PDF with a text layer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

TITLE = "某县2026年政府工作报告"
LINES = (
    TITLE,
    "一、2025年工作回顾",
    "新增义务教育学位800个。",
    "二、2026年重点工作",
    "新增义务教育学位940个，年底前建成县第二水厂，力争上半年完成30公里污水管网改造。",
)


def word(body: str, **parts: str) -> bytes:
    """A .docx with the body and, by their names, other parts."""
    out = io.BytesIO()
    head = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{1}</w:{0}>'
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", head.format("document", f"<w:body>{body}</w:body>"))
        for name, said in parts.items():
            archive.writestr(f"word/{name}.xml", head.format(roots[name], said))
    return out.getvalue()


def para(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]], properties: Mapping[tuple[int, int], str] | None = None) -> str:
    """A table of Word; `properties` of cells by row and column, from 0."""
    known = properties or {}
    cells = [
        "".join(f"<w:tc><w:tcPr>{known.get((r, c), '')}</w:tcPr>{para(cell)}</w:tc>" for c, cell in enumerate(row))
        for r, row in enumerate(rows)
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]], rules: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """A PDF of A4 pages in 16 points: texts by the place of their first character; `rules` are drawn on every page."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
            "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>"
        ),
    ]
    drawn = "".join(f"{x0} {y0} m {x1} {y1} l S " for x0, y0, x1, y1 in rules)
    for number, page in enumerate(pages):
        said = "".join(f"BT /F 16 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET " for x, y, text in page)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {6 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn + said)}>>stream\n{drawn}{said}\nendstream")
    out = b"%PDF-1.7\n"
    for number, one in enumerate(objects, 1):
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n0\n%%EOF".encode()

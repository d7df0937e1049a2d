"""A PDF with a text layer → its paragraphs and tables in the order in which they are read. Knows no targets.

pypdfium2 gives characters with their boxes, and ruled lines; `layout` makes lines and columns of them, `grids` tables,
`paragraphs` joins lines over columns and pages.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from targettrack.errors import Problem, Severity, TargettrackError
from targettrack.exchange.documents import grids, layout, paragraphs
from targettrack.exchange.documents.layout import Char, Page, Rule
from targettrack.exchange.documents.text import LONGEST, Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 1_000
"""Pages that are read; a report has forty."""
_MOST_RULES, _MOST_OBJECTS = 4_000, 20_000  # of a page
# Fewer characters on a page with pictures are a stamp or a page number.
_FEW = 12
_PASSWORD = 4
_QUARTER, _TURNED = 1.5708, 0.2  # radians: what stands askew is a watermark
_NO_SIGNS = frozenset((0xA0, 0x3000, 0xFFFD, 0xFFFE, 0xFFFF))
_THIN = 3.0  # points: a filled box so thin is a line
_NAMED_PAGES = 12


def read(data: bytes, name: str) -> Text:
    """The text of a PDF. TargettrackError documents-missing, pdf-damaged, pdf-encrypted, pdf-too-large (limit), pdf-without-text."""
    try:
        import pypdfium2
    except ImportError:
        raise TargettrackError("documents-missing", path=name) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).casefold()
        raise TargettrackError("pdf-encrypted" if is_locked else "pdf-damaged", path=name) from None
    try:
        return _read(document, name, pypdfium2)
    finally:
        document.close()


def _read(document: Any, name: str, pypdfium2: Any) -> Text:
    if len(document) > MOST_PAGES:
        raise TargettrackError("pdf-too-large", path=name, limit=MOST_PAGES)
    pages, silent, size = [], [], 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            raise TargettrackError("pdf-damaged", path=name) from None
        found = _page(page, number, LONGEST - size, pypdfium2.raw)
        if found is None:
            raise TargettrackError("pdf-too-large", path=name, limit=LONGEST)
        size += len(found.chars)
        if len(found.chars) < _FEW and _has_picture(page, pypdfium2.raw):
            silent.append(number)
        pages.append(found)
        page.close()
    if not size or len(silent) == len(pages):
        raise TargettrackError("pdf-without-text", path=name)
    tabled = [grids.taken(page) for page in pages]
    return text_of(paragraphs.blocks(layout.without_furniture(tabled)), _doubts(silent, name))


def _doubts(silent: list[int], name: str) -> tuple[Problem, ...]:
    if not silent:
        return ()
    more = f"… (+{len(silent) - _NAMED_PAGES})" if len(silent) > _NAMED_PAGES else ""
    pages = "、".join(map(str, silent[:_NAMED_PAGES])) + more
    return (Problem("pages-without-text", name, severity=Severity.ERROR, params={"pages": pages}),)


def _page(page: Any, number: int, most: int, raw: Any) -> Page | None:
    """The characters and rules of a page, upright; None: there are more than `most`."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > most:
        return None
    chars, angles = [], dict[int, int]()
    box = raw.FS_RECTF()
    spaced = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code <= ord(" ") or code in _NO_SIGNS:
            spaced = raw.FPDFText_IsGenerated(textpage, index) != 1
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            continue
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        quarter = round(angle / _QUARTER)
        if abs(angle - quarter * _QUARTER) > _TURNED:
            continue
        angles[quarter % 4] = angles.get(quarter % 4, 0) + 1
        chars.append((quarter % 4, chr(code), spaced, box.left, box.bottom, box.right, box.top))
        spaced = False
    textpage.close()
    upright = max(angles, key=lambda quarter: angles[quarter], default=0)
    turned = (Char(text, *_turned(upright, *edges), gap) for quarter, text, gap, *edges in chars if quarter == upright)
    rules = tuple(Rule(*_turned(upright, *edges)) for edges in _rules(page, raw))
    height = page.get_width() if upright % 2 else page.get_height()
    return Page(number, tuple(char for char in turned if char.right > char.left), rules, float(height))


def _turned(quarter: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """A box as it lies on a page that is turned so that its text is upright."""
    if quarter == 0:
        return left, bottom, right, top
    if quarter == 1:
        return -top, left, -bottom, right
    if quarter == 2:  # noqa: PLR2004  # upside down
        return -right, -top, -left, -bottom
    return bottom, -right, top, -left


def _objects(page: Any, kinds: tuple[int, ...]) -> Iterator[Any]:
    for index, one in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if index >= _MOST_OBJECTS:
            return
        yield one


def _has_picture(page: Any, raw: Any) -> bool:
    return next(_objects(page, (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)), None) is not None


def _rules(page: Any, raw: Any) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a page that run along its edges: strokes, sides of boxes, boxes that are as thin as lines."""
    left = _MOST_RULES
    x, y = ctypes.c_float(), ctypes.c_float()
    for one in _objects(page, (raw.FPDF_PAGEOBJ_PATH,)):
        matrix = one.get_matrix()
        points: list[tuple[float, float]] = []
        edges: list[tuple[float, float, float, float]] = []
        for index in range(min(raw.FPDFPath_CountSegments(one), left)):
            segment = raw.FPDFPath_GetPathSegment(one, index)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = matrix.on_point(x.value, y.value)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                points = []
            elif points:
                edges.append((*points[-1], *point))
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
                edges.append((*point, *points[0]))
        for x0, y0, x1, y1 in edges:
            if left and (abs(x0 - x1) <= _THIN) != (abs(y0 - y1) <= _THIN):
                left -= 1
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if not left:
            return

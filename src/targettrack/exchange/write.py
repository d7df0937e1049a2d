"""A workbook → the bytes of an .xlsx file, the same for the same workbook: looks, widths, heights, print. Knows no target.

By XlsxWriter, which writes drop-down lists, protection and print settings, and can neither calculate nor read. Rows are
as high as their text needs: no program fits the heights of a file that it opens.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from targettrack.errors import TargettrackError
from targettrack.exchange import seal
from targettrack.exchange.grid import Book, Cell, Column, Place, Sheet, Style
from targettrack.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters of a cell, as UTF-16 counts them (ECMA-376 18.18; Excel drops the file otherwise)."""
LONGEST_NAME = 31
"""Characters of the name of a sheet."""
LONGEST_LIST = 255
"""Characters of a list of choices that stands in the cell's own rule; longer ones stand in a hidden sheet."""
MOST_DIGITS = 15
"""Digits of a number that spreadsheets keep; more are written as text."""
CHOICES = "_choices"
FORMULA_STARTS = frozenset("=+-@\t\r\n")
LONGEST_FILE = 200
"""Bytes of the name of a file, without its suffix; systems take 255."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORBIDDEN_IN_FILES = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f]|^[.~]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""What Windows keeps for devices."""
_FONT = {"font_name": "宋体", "font_size": 10}
_LINE, _PADDING, _HIGHEST = 14.25, 4.5, 408.75
"""Points: a line of ten points, what a row needs beside, the most that there is. Spreadsheets keep quarters of three."""
_UNIT, _LATIN, _IDEOGRAPH = 7.0, 6.7, 13.4
"""Pixels: what widths are counted in, a Latin and a Chinese character of ten points."""
_TOKENS = re.compile(r"[!-~]+ ?|.")
_CLOSING = frozenset("。，、；：？！）》」』】〕”’…%％")
_CELL = {**_FONT, "border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "vcenter"}
_LOOKS: Mapping[Style, Mapping[str, Any]] = {
    Style.TEXT: _CELL,
    Style.TITLE: {"font_name": "黑体", "font_size": 16, "bold": True, "valign": "vcenter"},
    Style.NOTE: {**_FONT, "font_color": "#595959", "valign": "vcenter"},
    Style.HEADING: {**_CELL, "font_name": "黑体", "bold": True, "align": "center", "bg_color": "#D9E1F2"},
    Style.REPEATED: {**_CELL, "font_color": "#A6A6A6"},
    Style.INPUT: {**_CELL, "bg_color": "#FFF8DC", "locked": False},
    Style.BLUE: {**_CELL, "bg_color": "#BDD7EE", "align": "center"},
    Style.GREEN: {**_CELL, "bg_color": "#C6E0B4", "align": "center"},
    Style.YELLOW: {**_CELL, "bg_color": "#FFE699", "align": "center"},
    Style.RED: {**_CELL, "bg_color": "#F8A5A5", "align": "center"},
    Style.GREY: {**_CELL, "bg_color": "#E0E0E0", "align": "center"},
}
_FREE = frozenset({Style.TITLE, Style.NOTE})
"""Styles of lines that run over the columns to their right."""


def book_bytes(book: Book, made: date) -> bytes:
    """The file, dated with the day that it speaks of. TargettrackError office-missing-to-write.

    Texts that are longer than a cell can be are cut, with «…» at their end.
    """
    try:
        from xlsxwriter import Workbook  # 60 ms, and an extra, that only who writes a workbook pays
    except ModuleNotFoundError:
        raise TargettrackError("office-missing-to-write") from None
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.combine(made, time())})
        workbook.set_custom_property(seal.PROPERTY, seal.UNSEALED)
        looks = _Looks(workbook)
        lists: list[tuple[str, ...]] = []
        for sheet, name in zip(book.sheets, sheet_names([sheet.name for sheet in book.sheets]), strict=True):
            worksheet = workbook.add_worksheet(name)
            if sheet.is_hidden:
                _lay_plain(worksheet, sheet)
            else:
                _lay(worksheet, sheet, looks)
                _offer(worksheet, sheet, lists)
        if lists:
            _list_choices(workbook.add_worksheet(CHOICES), lists)
    return seal.sealed(out.getvalue())


def fitting(text: str) -> str:
    """A text that a cell can hold; line breaks of other systems are ours."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if len(plain) * 2 <= LONGEST_TEXT or len(plain.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return plain
    return f"{plain.encode('utf-16-le')[: 2 * (LONGEST_TEXT - 1)].decode('utf-16-le', 'ignore')}…"


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that sheets may have, each once: short enough, without forbidden characters, told apart by numbers."""
    return _apart([_FORBIDDEN.sub("_", name).strip("' ")[:LONGEST_NAME] or "_" for name in wanted], LONGEST_NAME)


def file_names(wanted: Sequence[str]) -> list[str]:
    """Names that files may have on any system, each once in any case of letters, without what follows the last point."""
    plain = (_FORBIDDEN_IN_FILES.sub("_", name).strip(" .") or "_" for name in wanted)
    short = (name.encode()[:LONGEST_FILE].decode(errors="ignore").rstrip(" .") for name in plain)
    return _apart([f"_{name}" if _RESERVED.fullmatch(name) else name for name in short], LONGEST_FILE)


def _apart(names: Iterable[str], longest: int) -> list[str]:
    given: dict[str, str] = {}
    for name in names:
        unique, number = name, 2
        while unique.casefold() in given:
            unique = f"{name[: longest - len(str(number)) - 1]}-{number}"
            number += 1
        given[unique.casefold()] = unique
    return list(given.values())


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Any, ...], Format] = {}

    def of(self, cell: Cell, *, is_centred: bool = False) -> Format:
        """How a cell looks, by its style and by what stands in it; in the middle where its column says so."""
        value = cell.value
        more: dict[str, Any] = {"align": "center"} if is_centred and cell.style not in _FREE else {}
        if isinstance(value, Decimal):
            more = {"align": "right", **more, "num_format": _number_format(value, cell.unit)}
        elif isinstance(value, date):
            more = {"num_format": "yyyy-mm-dd", "align": "center"}
        elif isinstance(value, str) and unicodedata.normalize("NFKC", value[:1]) in FORMULA_STARTS:
            more |= {"quote_prefix": True}
        key = (cell.style, *more.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_LOOKS[cell.style], **more})
        return self._made[key]


def _number_format(value: Decimal, unit: str) -> str:
    places = max(0, -int(value.as_tuple().exponent))
    quoted = unit.replace('"', '""')
    return "0" + (f".{'0' * places}" if places else "") + (f'"{quoted}"' if unit else "")


def _lay_plain(worksheet: Worksheet, sheet: Sheet) -> None:
    """A sheet for programs."""
    worksheet.hide()
    for nth, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if cell.value:
                worksheet.write_string(nth, column, fitting(str(cell.value)))


def _lay(worksheet: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    """A sheet for people."""
    widths = [_wide_enough(sheet, nth, column) for nth, column in enumerate(sheet.columns)]
    for nth, width in enumerate(widths):
        worksheet.set_column(nth, nth, width)
    for nth, row in enumerate(sheet.rows):
        worksheet.set_row(nth, _height(row, widths))
        for column, cell in enumerate(row):
            _put(worksheet, Place(nth, column), cell, looks.of(cell, is_centred=sheet.columns[column].is_centred))
    _print(worksheet, sheet)
    if sheet.is_protected:
        worksheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _put(worksheet: Worksheet, place: Place, cell: Cell, look: Format) -> None:
    value, (row, column) = cell.value, place
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= MOST_DIGITS:
        worksheet.write_number(row, column, value, look)  # a Decimal goes into the file as it is written
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, datetime.combine(value, time()), look)
    elif value is None or value == "":
        if cell.style not in _FREE:  # an empty cell would cut the line to its left
            worksheet.write_blank(row, column, None, look)
    else:
        worksheet.write_string(
            row, column, fitting(f"{value:f}{cell.unit}" if isinstance(value, Decimal) else value), look
        )


def _print(worksheet: Worksheet, sheet: Sheet) -> None:
    """A4 across, one page wide, the heading on each page, «page n of m» below; the heading stays in sight on a screen."""
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    page = _("Page {page} of {pages}").format(page="&P", pages="&N")
    worksheet.set_footer(f"&C&9{page}")
    last, columns = len(sheet.rows) - 1, len(sheet.columns)
    worksheet.print_area(0, 0, max(last, 0), max(columns - 1, 0))
    if not sheet.headed:
        return
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{_letter(max(columns - 1, 0))}{last + 1}"})
    worksheet.set_landscape()
    worksheet.hide_gridlines(2)
    worksheet.repeat_rows(sheet.headed - 1)
    worksheet.freeze_panes(sheet.headed, sheet.fixed)
    worksheet.autofilter(sheet.headed - 1, 0, max(last, sheet.headed - 1), columns - 1)


def _offer(worksheet: Worksheet, sheet: Sheet, lists: list[tuple[str, ...]]) -> None:
    """Drop-down lists. Another word is asked about and not refused: a code, a synonym, a new unit may be meant."""
    last = len(sheet.rows) - 1
    for nth, column in enumerate(sheet.columns):
        if not column.choices or last < sheet.headed:
            continue
        source: object = list(column.choices)
        if len(",".join(column.choices)) > LONGEST_LIST or any("," in choice for choice in column.choices):
            if column.choices not in lists:
                lists.append(column.choices)
            letter = _letter(lists.index(column.choices))
            source = f"='{CHOICES}'!${letter}$1:${letter}${len(column.choices)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        rule |= {
            "error_title": _("Not in the list"),
            "error_message": _("This is none of the words of the list. Keep it?"),
        }
        worksheet.data_validation(sheet.headed, nth, last, nth, rule)


def _list_choices(worksheet: Worksheet, lists: Sequence[tuple[str, ...]]) -> None:
    worksheet.hide()
    for column, choices in enumerate(lists):
        worksheet.write_column(0, column, choices)


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(column)
    return name


def _wide_enough(sheet: Sheet, nth: int, column: Column) -> int:
    """The width of a column, or more where a number of its would show as ####."""
    numbers = (row[nth] for row in sheet.rows[sheet.headed :] if nth < len(row) and isinstance(row[nth].value, Decimal))
    return max([column.width, *(_measure(f"{cell.value:f}{cell.unit}") + 2 for cell in numbers)])


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that a row needs."""
    if row and row[0].style in _FREE:
        return 27.0 if row[0].style is Style.TITLE else _LINE + _PADDING
    texts = ((cell.value, width) for cell, width in zip(row, widths, strict=False) if isinstance(cell.value, str))
    most = max((_lines(text, width) for text, width in texts), default=1)
    return min(_HIGHEST, most * _LINE + _PADDING)


@lru_cache(maxsize=4096)  # units, headings and items repeat in every row
def _lines(text: str, width: int) -> int:
    """Lines that a text breaks into: Latin words stay whole, and a mark that may not begin a line takes its neighbour along."""
    room, count = width * _UNIT, 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for token in _TOKENS.findall(paragraph):
            needed = _size(token)
            if used + needed <= room:
                used += needed
            elif needed > room:  # longer than a line: broken where it ends
                count += int((used + needed) // room)
                used = (used + needed) % room
            else:
                count, used = count + 1, needed * (2 if token in _CLOSING else 1)
    return count


def _size(token: str) -> float:
    return len(token) * (_LATIN if token.isascii() else _IDEOGRAPH)


def _measure(text: str) -> int:
    """Width of a text in Latin characters; what Chinese fonts draw wide is two."""
    return sum(2 if character > "‐" else 1 for character in text)

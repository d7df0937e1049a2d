"""Workbooks of Excel before 2007, and the .et of WPS → sheets. Knows xlrd, not what a sheet is for.

xlrd and not python-calamine: it alone gives number formats, merged cells and hidden rows of such a file, and keeps a sheet
by its rows, not as an array up to the last cell. It is given the records that cells need and no others: it counts out the
area of a link cell by cell, and works out names, so that a small file takes all memory.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

from targettrack.errors import TargettrackError
from targettrack.exchange import compound, formats
from targettrack.exchange.grid import Place
from targettrack.exchange.sparse import MOST_SPACE, Limits, Sparse

if TYPE_CHECKING:
    from targettrack.exchange.grid import Sheet, Value

LARGEST, MOST_RECORDS = 16 * 1024 * 1024, 1_000_000
"""Bytes and records of a workbook; 65,536 rows of 10 columns have about as many."""
MOST_SHEETS, MOST_EMPTY = 60, 200_000
"""Of rows without value, which cost as much as others here."""
_STREAMS = ("workbook", "book")
# [MS-XLS] 2.3: beginnings and ends, the list of sheets, code page and first year, password, texts, formats and styles; cells
# with their formulas' values; rows and merged cells.
_NEEDED = frozenset(
    (0x0809, 0x000A, 0x0085, 0x0042, 0x0022, 0x002F, 0x00FC, 0x003C, 0x001E, 0x041E, 0x00E0, 0x0031)
) | {
    *(0x0231, 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0206, 0x0406, 0x0207, 0x0205, 0x0208, 0x00E5),
    *(0x0293, 0x0200, 0x008C),
}
_NUMBERS = 0x00BD  # the record with several cells, of six bytes each
_BLANK = (0, 6)  # kinds of cells without a value, as xlrd numbers them
_HEAD = 4  # bytes of a record before its own: which one, how long
_NOTHING = b"\xff\x0f"  # a number that no record has


def sheets(data: bytes, path: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones too.

    TargettrackError office-missing, workbook-damaged, workbook-encrypted, workbook-too-large; those of Sparse.
    """
    try:
        import xlrd  # 15 ms and an extra that only such a file needs
    except ImportError:
        raise TargettrackError("office-missing", path=path) from None
    try:
        book = xlrd.open_workbook(
            file_contents=_needed(compound.stream(data, _STREAMS, LARGEST), path),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
        return _sheets(book, path)
    except TargettrackError:
        raise
    except Exception as error:  # noqa: BLE001  # it checks nothing before it reads: a broken file raises whatever comes
        is_locked = isinstance(error, xlrd.biffh.XLRDError) and "encrypted" in str(error).lower()
        code = "workbook-encrypted" if is_locked else "workbook-damaged"
        raise TargettrackError(code, path=path, part="xls") from None


def _needed(stream: bytes, path: str) -> bytes:
    """The stream with every record that cells do not need made one of no meaning; each stays where it is."""
    kept, at, count = bytearray(stream), 0, 0
    while at + _HEAD <= len(kept):
        kind, length = struct.unpack_from("<HH", kept, at)
        if kind not in _NEEDED:
            kept[at : at + 2] = _NOTHING
        at += _HEAD + length
        count += length // 6 if kind == _NUMBERS else 1
        if count > MOST_RECORDS:
            raise TargettrackError("workbook-too-large", path=path, limit=MOST_RECORDS)
    return bytes(kept)


def _sheets(book: Any, path: str) -> tuple[Sheet, ...]:
    if book.nsheets > MOST_SHEETS:
        raise TargettrackError("workbook-too-large", path=path, limit=MOST_SHEETS)
    limits, rows, read = Limits(path), 0, []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        rows += sheet.nrows
        if rows > MOST_EMPTY:
            raise TargettrackError("workbook-too-large", path=path, limit=MOST_EMPTY)
        read.append(_sheet(book, sheet, limits).sheet())
        book.unload_sheet(number)
    return tuple(read)


def _sheet(book: Any, sheet: Any, limits: Limits) -> Sparse:
    kept = Sparse(sheet.name, limits, is_hidden=sheet.visibility != 0)
    if sum(map(sheet.row_len, range(sheet.nrows))) > MOST_SPACE:
        raise TargettrackError("workbook-too-large", path=limits.path, limit=MOST_SPACE)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in _BLANK:
                kept.put(row, column, _value(book, sheet.cell(row, column)))
    for first_row, end_row, first_column, end_column in sheet.merged_cells:
        kept.merge(Place(first_row, first_column), Place(end_row - 1, end_column - 1))
    for row, looks in sheet.rowinfo_map.items():
        if looks.hidden:
            kept.hide(row)
    return kept


def _value(book: Any, cell: Any) -> Value:
    import xlrd  # see `sheets`

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, formats.UNKNOWN_VALUE))
    if cell.ctype not in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return None
    read = formats.number(repr(cell.value))
    if read is None:
        return formats.UNKNOWN_VALUE
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return formats.seen(read, code, since_1904=book.datemode == 1)

"""Workbooks of LibreOffice and of WPS in the open format → sheets. Knows XML, not what a sheet is for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.errors import TargettrackError
from targettrack.exchange import formats
from targettrack.exchange.grid import Place
from targettrack.exchange.sparse import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Limits, Sparse

if TYPE_CHECKING:
    from targettrack.exchange.grid import Sheet, Value
    from targettrack.exchange.package import Package

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MONTH = re.compile(r"(\d{4})[年./-](\d{1,2})月?", re.ASCII)
_NUMBER_SHOWN = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*([^\d.,\s]+)", re.ASCII)
_TRUTHS = frozenset({"TRUE", "FALSE"})  # LibreOffice keeps them as numbers
_BREAKS = {"tab": "\t", "line-break": "\n"}


def sheets(package: Package) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones too. TargettrackError: those of Package and Sparse."""
    if _MANIFEST.lower() in package.parts and b"encryption-data" in package.read(_MANIFEST):
        raise TargettrackError("workbook-encrypted", path=package.path)
    content = _Content(package.path)
    package.tell(_CONTENT, content)
    return tuple(sheet.sheet() for sheet in content.sheets)


class _Content:
    """All sheets, which are one part. A cell or a row may stand for many equal ones, which are written once."""

    def __init__(self, path: str) -> None:
        self.sheets: list[Sparse] = []
        self._limits = Limits(path)
        self._hiding: set[str] = set()  # styles of sheets that are not shown
        self._style = ""
        self._row = self._column = 0
        self._rows = self._columns = 1  # how many equal ones the present row and cell stand for
        self._cell: dict[str, str] | None = None
        self._kept: list[tuple[int, int, Value]] = []  # column, how many, value: of the present row
        self._paragraphs: list[list[str]] = []
        self._notes = self._length = 0  # how deep in a remark on the cell

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a sheet, a row, a cell or a line of its text."""
        if tag in {"table-cell", "covered-table-cell"}:
            self._cell = _bare(attributes)
            self._columns = _count(self._cell, "number-columns-repeated")
            self._paragraphs, self._length = [], 0
        elif tag == "table-row":
            bare = _bare(attributes)
            self._rows, self._column, self._kept = _count(bare, "number-rows-repeated"), 0, []
            if self.sheets and bare.get("visibility", "visible") != "visible":
                for row in range(self._row, min(self._row + self._rows, MOST_ROWS)):
                    self.sheets[-1].hide(row)
        elif tag == "annotation":
            self._notes += 1
        elif self._cell is not None and not self._notes:
            self._begin_text(tag, _bare(attributes))
        elif tag == "table":
            bare = _bare(attributes)
            self.sheets.append(Sparse(bare.get("name", ""), self._limits, bare.get("style-name") in self._hiding))
            self._row = 0
        elif tag == "style":
            self._style = _bare(attributes).get("name", "")
        elif tag == "table-properties" and _bare(attributes).get("display") == "false":
            self._hiding.add(self._style)

    def end(self, tag: str) -> None:
        """A cell is whole: keep its value; a row is: put it as often as it stands there."""
        if tag == "annotation":
            self._notes -= 1
        elif tag in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._finish_cell(self._cell)
            self._cell = None
        elif tag == "table-row" and self.sheets:
            for row in range(self._row, self._row + self._rows) if self._kept else ():
                for column, count, value in self._kept:
                    for n in range(column, column + count):
                        self.sheets[-1].put(row, n, value)
            self._row += self._rows

    def text(self, text: str) -> None:
        """Text of the present cell."""
        if self._paragraphs and not self._notes:
            self._add(text)

    def _begin_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._paragraphs.append([])
        elif tag == "s" and self._paragraphs:
            self._add(" " * min(_count(attributes, "c"), LONGEST_CELL))
        elif tag in _BREAKS and self._paragraphs:
            self._add(_BREAKS[tag])

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_CELL:
            raise TargettrackError("workbook-too-large", path=self._limits.path, limit=LONGEST_CELL)
        self._paragraphs[-1].append(text)

    def _finish_cell(self, cell: dict[str, str]) -> None:
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs)
        self._paragraphs = []
        value = _value(cell, shown)
        if value is not None and value != "":
            self._kept.append((self._column, self._columns, value))
        wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if self.sheets and wide * high > 1:
            first = Place(self._row, self._column)
            self.sheets[-1].merge(first, Place(first.row + high - 1, first.column + wide - 1))
        self._column += self._columns


def _bare(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without their prefixes; where one is there twice, that of the standard comes first."""
    bare: dict[str, str] = {}
    for name, value in attributes.items():
        bare.setdefault(name.rpartition(":")[2], value)
    return bare


def _count(attributes: dict[str, str], name: str) -> int:
    """How often something stands there; more than any sheet has is as much as none can have."""
    return max(1, min(int(attributes.get(name, "1")), MOST_ROWS * MOST_COLUMNS))


def _value(cell: dict[str, str], shown: str) -> Value:
    kind = cell.get("value-type", "")
    if kind in {"float", "currency"}:
        read = formats.number(cell.get("value", ""))
        return shown if read is None or shown.startswith("#") or shown in _TRUTHS else _with_unit(read, shown)
    if kind == "percentage":
        read = formats.number(cell.get("value", ""))
        return shown if read is None else formats.seen(read, "0%")
    if kind == "date":
        month = _MONTH.fullmatch(shown.strip())
        return f"{month[1]}年{int(month[2])}月" if month else formats.iso(cell.get("date-value", shown))
    if kind == "boolean":
        return cell.get("boolean-value", "").upper()
    return shown or cell.get("string-value")


def _with_unit(number: Decimal, shown: str) -> Value:
    """A number with the unit that its format shows behind it: 310个. A format that also divides says nothing of the unit."""
    seen = _NUMBER_SHOWN.fullmatch(shown.strip())
    if seen is None:
        return number
    rounded = Decimal(seen[1].replace(",", ""))
    is_same = abs(number - rounded) * 2 <= Decimal(1).scaleb(int(rounded.as_tuple().exponent))
    return f"{number:f}{seen[2]}" if is_same else number

"""Workbooks of Excel since 2007, and what WPS and LibreOffice write in their stead → sheets. Knows XML, not what a sheet is for.

By expat and not by a library: python-calamine gives no number formats (53.3% arrives as 0.533, 2025年6月 as its first day),
no hidden rows, binary floats, and an array from the first cell to the last, which one far cell makes gigabytes.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from targettrack.errors import TargettrackError
from targettrack.exchange import formats
from targettrack.exchange.grid import Place
from targettrack.exchange.sparse import LONGEST_CELL, Limits, Sparse

if TYPE_CHECKING:
    from targettrack.exchange.grid import Sheet, Value
    from targettrack.exchange.package import Package

MOST_SHEETS = 300
_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_ROOT = "_rels/.rels"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)


def sheets(package: Package) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones too. TargettrackError: those of Package and Sparse."""
    book = _Book(package)
    limits = Limits(package.path)
    read = []
    for name, part, is_hidden in book.sheets():
        listener = _Worksheet(Sparse(name, limits, is_hidden), book)
        package.tell(part, listener)
        read.append(listener.sheet.sheet())
    return tuple(read)


class _Quiet:
    """Hears everything, and does nothing with it."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Nothing."""

    def end(self, tag: str) -> None:
        """Nothing."""

    def text(self, text: str) -> None:
        """Nothing."""


class _Relations(_Quiet):
    """Which part a part means by an id, and which kind of thing that is."""

    def __init__(self, package: Package, part: str) -> None:
        self.folder = posixpath.dirname(part)
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        where = _ROOT if not part else f"{self.folder}/_rels/{posixpath.basename(part)}.rels"
        if where.lstrip("/").lower() in package.parts:
            package.tell(where, self)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "").replace("\\", "/")
        if tag == "Relationship" and target and attributes.get("TargetMode") != "External":
            whole = target if target.startswith("/") else posixpath.join(self.folder, target)
            key = attributes.get("Id", "")
            self.targets[key] = posixpath.normpath(whole).lstrip("/")
            self.kinds[key] = attributes.get("Type", "").rpartition("/")[2]

    def of(self, kind: str) -> str:
        """The first part of a kind; "": there is none."""
        return next((self.targets[key] for key, known in self.kinds.items() if known == kind), "")


class _Book(_Quiet):
    """What all sheets share: their names, texts and number formats, and the year that days are counted from."""

    def __init__(self, package: Package) -> None:
        self.package = package
        part = _Relations(package, "").of("officeDocument") or "xl/workbook.xml"
        self.relations = _Relations(package, part)
        self.since_1904 = False
        self._listed: list[tuple[str, str, bool]] = []
        package.tell(part, self)
        strings, styles = _Strings(package.path), _Styles()
        if shared := self.relations.of("sharedStrings"):
            package.tell(shared, strings)
        if styled := self.relations.of("styles"):
            package.tell(styled, styles)
        self.texts, self.codes = strings.texts, styles.codes()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            self._listed.append((attributes.get("name", ""), key, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}

    def sheets(self) -> list[tuple[str, str, bool]]:
        """Name, part and whether it is hidden, of each that has cells. One without a part is a damage."""
        if len(self._listed) > MOST_SHEETS:
            raise self.package.too_large(MOST_SHEETS)
        found = []
        for name, key, is_hidden in self._listed:
            if self.relations.kinds.get(key, "worksheet") != "worksheet":
                continue  # a chart, a macro, a dialogue
            found.append((name, self.relations.targets.get(key, f"sheet «{name}»"), is_hidden))
        return found


class _Strings(_Quiet):
    """The texts that cells name by their number; how they are pronounced is left out."""

    def __init__(self, path: str) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] | None = None
        self._is_aside = self._is_text = False
        self._length = 0
        self._path = path

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # a listener's
        if tag == "si":
            self._pieces, self._length = [], 0
        elif tag == "rPh":
            self._is_aside = True
        self._is_text = tag == "t" and not self._is_aside

    def end(self, tag: str) -> None:
        self._is_text = False
        if tag == "rPh":
            self._is_aside = False
        elif tag == "si" and self._pieces is not None:
            self.texts.append(_unescaped("".join(self._pieces)))
            self._pieces = None

    def text(self, text: str) -> None:
        if self._is_text and self._pieces is not None:
            self._length += len(text)
            _check_length(self._length, self._path)
            self._pieces.append(text)


class _Styles(_Quiet):
    """The format of numbers, for each style of cell."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._numbers: list[str] = []
        self._is_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._is_cell = True
        elif tag == "xf" and self._is_cell:
            self._numbers.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_cell = False

    def codes(self) -> list[str]:
        """Format codes by number of style; "": shown as it is."""
        built_in = {str(key): code for key, code in formats.BUILT_IN.items()}
        return [self._own.get(key, built_in.get(key, "")) for key in self._numbers]


class _Worksheet(_Quiet):
    """The cells of one sheet."""

    def __init__(self, sheet: Sparse, book: _Book) -> None:
        self.sheet, self._book = sheet, book
        self._row, self._column = -1, -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._is_heard = self._is_formula = self._is_aside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._at(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._pieces, self._length, self._is_formula = [], 0, False
        elif tag == "v" or (tag == "t" and not self._is_aside):
            self._is_heard = True
        elif tag == "f":
            self._is_formula = True
        elif tag == "rPh":
            self._is_aside = True
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.sheet.hide(self._row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        self._is_heard = False
        if tag == "c":
            self.sheet.put(self._row, self._column, self._value("".join(self._pieces)))
        elif tag == "rPh":
            self._is_aside = False

    def text(self, text: str) -> None:
        if self._is_heard:
            self._length += len(text)
            _check_length(self._length, self._book.package.path)
            self._pieces.append(text)

    def _at(self, where: str) -> None:
        place = _REFERENCE.fullmatch(where)
        if place is None:
            self._column += 1  # a cell that does not say where it stands follows the one before
        else:
            self._row, self._column = int(place[2]) - 1, column_of(place[1])

    def _merge(self, ref: str) -> None:
        ends = [_REFERENCE.fullmatch(end) for end in ref.split(":")]
        places = [Place(int(end[2]) - 1, column_of(end[1])) for end in ends if end]
        if len(places) > 1 and places[0].row <= places[1].row and places[0].column <= places[1].column:
            self.sheet.merge(places[0], places[1])

    def _value(self, text: str) -> Value:
        if self._kind == "s":
            return self._book.texts[int(text)] if text else None  # IndexError and ValueError: the part is damaged
        if self._kind in {"str", "inlineStr", "e"}:
            return _unescaped(text)
        if not text:
            return formats.NOT_KEPT if self._is_formula else None
        if self._kind in {"b", "d"}:
            return formats.iso(text) if self._kind == "d" else _TRUTH.get(text.strip(), text)
        read = formats.number(text)
        if read is None:
            return formats.UNKNOWN_VALUE
        style = int(self._style)
        code = self._book.codes[style] if style < len(self._book.codes) else ""
        return formats.seen(read, code, since_1904=self._book.since_1904) if code else read


def column_of(letters: str) -> int:
    """A is 0; none is further out than three letters say."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(text: str) -> str:
    """Characters that XML does not take are written _x000D_."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return found[0] if "\ud800" <= character <= "\udfff" else character


def _check_length(length: int, path: str) -> None:
    if length > LONGEST_CELL:
        raise TargettrackError("workbook-too-large", path=path, limit=LONGEST_CELL)

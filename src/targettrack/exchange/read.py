"""The bytes of a file → a workbook, whatever program wrote it; or why not. Knows no target.

Files are known by their first bytes, not by their names: a web page is often called .xls, and a Word file .xlsx.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from targettrack.errors import TargettrackError
from targettrack.exchange import compound
from targettrack.exchange.grid import Book
from targettrack.exchange.sparse import LONGEST_CELL, Limits, Sparse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.exchange.grid import Sheet

NAMES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""How the names of files end that are looked for in a folder."""
_ZIP = b"PK\x03\x04"
_KNOWN = (
    (re.compile(rb"%PDF-"), "workbook-is-pdf"),
    (re.compile(rb"\{\\rtf"), "workbook-is-word"),
    (
        re.compile(
            rb"(?:MIME-Version:|From:|<(?:!doctype\s+html|html|head|body|meta|table|div|style)\b)", re.IGNORECASE
        ),
        "workbook-is-page",
    ),
    (re.compile(rb"<\?xml\b(?s:.){0,2000}<(?:[a-z]+:)?html\b", re.IGNORECASE), "workbook-is-page"),
    (re.compile(rb"<\?xml\b"), "workbook-is-xml"),
)
_PARTS = (
    ("xl/workbook.bin", "workbook-is-xlsb"),
    ("word/document.xml", "workbook-is-word"),
    ("ppt/presentation.xml", "workbook-is-slides"),
    ("index/document.iwa", "workbook-is-numbers"),
)
_STREAMS = (
    ("EncryptedPackage", "workbook-encrypted"),
    ("WordDocument", "workbook-is-word"),
    ("PowerPoint Document", "workbook-is-slides"),
)
_SEPARATORS, _SAMPLE = "\t,;，", 8192


def book(data: bytes, name: str) -> Book:
    """What a file holds: .xlsx, .xls and .ods of any program, .csv in UTF-8, GB18030 or UTF-16.

    `name` is said in errors. TargettrackError, each with path: not-a-workbook; workbook-is-… another kind of file;
    workbook-encrypted; workbook-damaged (part); workbook-too-large (limit); cell-too-far (sheet, cell); office-missing.
    """
    return Book(_sheets(data, name))


def _sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    if data.startswith(_ZIP):
        return _zipped(data, name)
    if data.startswith(compound.SIGNATURE):
        _refuse((code for stream, code in _STREAMS if stream.encode("utf-16-le") in data), name)
        from targettrack.exchange import xls

        return xls.sheets(data, name)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    _refuse((code for pattern, code in _KNOWN if pattern.match(start)), name)
    return (_table(data, name),)


def _refuse(codes: Iterator[str], name: str) -> None:
    """Say what a file is that is no workbook."""
    for code in codes:
        raise TargettrackError(code, path=name)


def _zipped(data: bytes, name: str) -> tuple[Sheet, ...]:
    from targettrack.exchange import ods, xlsx  # with the parser of XML, 10 ms
    from targettrack.exchange.package import Package

    package = Package(data, name)
    _refuse((code for part, code in _PARTS if part in package.parts), name)
    if "content.xml" in package.parts:
        return ods.sheets(package)
    if "xl/workbook.xml" in package.parts or "[content_types].xml" in package.parts:
        return xlsx.sheets(package)
    raise TargettrackError("not-a-workbook", path=name)


def _table(data: bytes, name: str) -> Sheet:
    """A table as text: its cells are texts."""
    from targettrack.extract import script  # its patterns cost 90 ms

    text = ""
    with suppress(TargettrackError):
        text = script.read_bytes(data)
    if not text.strip() or "\0" in text:
        raise TargettrackError("not-a-workbook", path=name)
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()]
    separator = max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
    kept = Sparse(name, Limits(name))
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            for column, value in enumerate(row):
                if len(value) > LONGEST_CELL:
                    raise TargettrackError("workbook-too-large", path=name, limit=LONGEST_CELL)
                kept.put(number, column, value)
    except csv.Error:
        raise TargettrackError("workbook-damaged", path=name, part="csv") from None
    return kept.sheet()

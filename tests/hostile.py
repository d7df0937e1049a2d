"""Workbooks that were made to harm, and those that only look so: each with the code that it is refused with."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row>'


def workbook(
    rows: str | bytes = PLAIN, *, strings: str = "", sheets: int = 1, part: str = "worksheets/s.xml", before: str = ""
) -> bytes:
    """A workbook of as many sheets, all of the same rows. `before`: what stands before the root of the sheet."""
    data = rows if isinstance(rows, bytes) else rows.encode()
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    linked = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}/worksheet" Target="{part}"/>' for n in range(1, sheets + 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND}"><sheets>{listed}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_LINKS}">{linked}'
            f'<Relationship Id="s" Type="{_KIND}/sharedStrings" Target="strings.xml"/></Relationships>'
        ).encode(),
        "xl/strings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>'.encode(),
        "xl/worksheets/s.xml": b"%s<worksheet><sheetData>%s</sheetData></worksheet>" % (before.encode(), data),
    }
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _listed_twice(count: int) -> bytes:
    return zipped({f"p{n}": b"" for n in range(count)})


def _lying(data: bytes) -> bytes:
    """A zip whose directory says that each part is one byte long."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data = data[: at + 24] + struct.pack("<I", 1) + data[at + 28 :]
        at = data.find(b"PK\x01\x02", at + 4)
    return data


def _open_document(rows: str) -> bytes:
    names = "".join(f'xmlns:{name}="{name}" ' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {names}><table:table table:name="s">{rows}</table:table></office:document-content>'
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of blanks": (lambda: workbook(b" " * 70_000_000), "workbook-too-large"),
    "a bomb of tags": (lambda: workbook(b"<c/>" * 4_500_000), "workbook-too-large"),
    "one long text": (lambda: workbook(f'<c t="str"><v>{"a" * 400_000}</v></c>'), "workbook-too-large"),
    "many attributes": (
        lambda: workbook("<row " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>"),
        "workbook-too-large",
    ),
    "deep": (lambda: workbook("<a>" * 100_000), "workbook-damaged"),
    "one part as many sheets": (lambda: workbook(b"<c/>" + b"<!---->" * 300_000, sheets=300), "workbook-too-large"),
    "too many sheets": (lambda: workbook(sheets=301), "workbook-too-large"),
    "a text that many cells name": (
        lambda: workbook(
            ("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 10, strings=f"<si><t>{'长' * 30_000}</t></si>"
        ),
        "workbook-too-large",
    ),
    "a cell in pieces": (lambda: workbook(f'<c t="str">{"<v>a</v>" * 300_000}</c>'), "workbook-too-large"),
    "far cell": (lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "cell-too-far"),
    "far column in each row": (
        lambda: workbook("".join(f'<row r="{n}"><c r="ALL{n}"><v>1</v></c></row>' for n in range(1, 20_000))),
        "workbook-too-large",
    ),
    "cells beyond number": (
        lambda: workbook(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 4_000),
        "workbook-too-large",
    ),
    "entities": (lambda: workbook("<c>&i;</c>", before=_LAUGHS + "]>"), "workbook-damaged"),
    "a file from outside": (
        lambda: workbook("<c>&x;</c>", before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "workbook-damaged",
    ),
    "a sheet that is the book": (lambda: workbook(part="missing.xml"), "workbook-damaged"),
    "no such text": (lambda: workbook('<c t="s"><v>7</v></c>'), "workbook-damaged"),
    "no such row": (lambda: workbook('<row r="x"/>'), "workbook-damaged"),
    "not closed": (lambda: workbook("<c>"), "workbook-damaged"),
    "many parts": (lambda: _listed_twice(6_000), "workbook-too-large"),
    "a lying directory": (lambda: _lying(workbook(PLAIN * 200)), "workbook-damaged"),
    "a zip in a zip": (lambda: zipped({"a.zip": workbook()}), "not-a-workbook"),
    "a repeated cell": (
        lambda: _open_document(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"'
            ' office:value-type="float" office:value="1"/></table:table-row>'
        ),
        "cell-too-far",
    ),
    "a locked open document": (
        lambda: zipped({"content.xml": b"\x01\x02", "META-INF/manifest.xml": b"<x><encryption-data/></x>"}),
        "workbook-encrypted",
    ),
    "a locked workbook": (lambda: _OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
    "an old Word file": (lambda: _OLE + bytes(1000) + "WordDocument".encode("utf-16-le"), "workbook-is-word"),
    "an old workbook without its streams": (lambda: _OLE + bytes(1000), "workbook-damaged"),
    "a Word file": (lambda: zipped({"word/document.xml": b"<w/>"}), "workbook-is-word"),
    "a binary workbook": (lambda: zipped({"xl/workbook.bin": b""}), "workbook-is-xlsb"),
    "a presentation": (lambda: zipped({"ppt/presentation.xml": b"<p/>"}), "workbook-is-slides"),
    "a PDF": (lambda: b"%PDF-1.7\n...", "workbook-is-pdf"),
    "a web page": (lambda: "<html><table><tr><td>编号</td></tr></table></html>".encode("gbk"), "workbook-is-page"),
    "a table of a web page": (lambda: b"\xef\xbb\xbf \n<TABLE border=1><tr><td>1", "workbook-is-page"),
    "XML of 2003": (
        lambda: b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "workbook-is-xml",
    ),
    "a flat open document": (
        lambda: (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
        ),
        "workbook-is-xml",
    ),
    "a page in XML": (lambda: b'<?xml version="1.0"?>\n<html xmlns="x"><table/></html>', "workbook-is-page"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not-a-workbook"),
    "nothing": (lambda: b"", "not-a-workbook"),
}
"""What is refused: how it is made, and with which code."""


def bitten_tail(data: bytes) -> bytes:
    """A compound file in which every sector is followed by itself."""
    (table,) = struct.unpack_from("<I", data, 76)
    at = (table + 1) * 512
    return data[:at] + struct.pack("<128I", *range(128)) + data[at + 512 :]


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def old_workbook(cells: bytes, sheets: int = 1) -> bytes:
    """The stream of an old workbook as many of whose sheets are one and the same run of records."""
    looks = b"".join(
        _record(0x31, struct.pack("<HHHHHBBBBBB5s", 200, 0, 0, 400, 0, 0, 0, 0, 0, 5, 0, b"Arial")) for _ in range(4)
    )
    looks += b"".join(_record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 1 if n else 0xFFF5, *(0,) * 7)) for n in range(21))
    begun = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + looks
    at = len(begun) + sheets * len(_record(0x85, bytes(9))) + 4
    listed = _record(0x85, struct.pack("<IBBBBs", at, 0, 0, 1, 0, b"s")) * sheets + _record(0x0A)
    return begun + listed + _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A)


def number(row: int, column: int) -> bytes:
    """A cell of an old workbook."""
    return _record(0x203, struct.pack("<HHHd", row, column, 15, 1.0))


OLD_REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "every row as wide as can be": (
        lambda: old_workbook(b"".join(number(row, 255) for row in range(20_000))),
        "workbook-too-large",
    ),
    "a far row in each of many sheets": (lambda: old_workbook(number(65_535, 0), 60), "workbook-too-large"),
    "more sheets than are read": (lambda: old_workbook(number(0, 0), 61), "workbook-too-large"),
    "a column that is none": (lambda: old_workbook(number(0, 65_535)), "workbook-damaged"),
    "records without end": (lambda: old_workbook(_record(0x3C) * 1_000_001), "workbook-too-large"),
    "links to every cell": (
        lambda: old_workbook(
            _record(0x1B8, struct.pack("<HHHH", 0, 65_535, 0, 255) + bytes(40)) * 1_000 + number(0, 0)
        ),
        "",
    ),
}
"""Streams of old workbooks: how each is made, and what it is refused with; "": it is read."""


def mutations(data: bytes, seeds: int) -> Iterator[bytes]:
    """Broken copies: cut off, with bytes changed, with a stretch doubled or left out; the same ones in every run."""
    for seed in range(seeds):
        chance = random.Random(seed)
        cut, at = bytearray(data), chance.randrange(len(data))
        match seed % 4:
            case 0:
                del cut[at:]
            case 1:
                for _ in range(chance.randint(1, 12)):
                    cut[chance.randrange(len(cut))] = chance.randrange(256)
            case 2:
                del cut[at : at + chance.randint(1, 200)]
            case _:
                cut[at:at] = cut[at : at + chance.randint(1, 200)]
        yield bytes(cut)

"""Documents that offices send → the text that `extract` reads, and where each line stands in the original. Knows no targets.

What a file is, its first bytes tell, and not its name: a page is often called .doc, and a Word document .txt.
"""

from __future__ import annotations

import re

from targettrack.errors import TargettrackError
from targettrack.exchange import compound
from targettrack.exchange.documents.text import Place, Text, placed

__all__ = ["NAMES", "Place", "Text", "placed", "read"]

NAMES = (".docx", ".pdf", ".html", ".htm", ".md", ".txt")
"""How the names of documents end that are read."""
_ZIP = b"PK\x03\x04"
_PDF = re.compile(rb"[\s\S]{0,1024}?%PDF-")
_RTF = re.compile(rb"\s*\{\\rtf")
_ARCHIVED = re.compile(rb"\s*(?:MIME-Version|From|Date|Subject|Content-Type):", re.IGNORECASE)
_PAGE = re.compile(
    rb"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE,
)
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_START = 4096
_PARTS = (
    ("xl/workbook.xml", "document-is-workbook"),
    ("xl/workbook.bin", "document-is-workbook"),
    ("ppt/presentation.xml", "document-is-slides"),
    ("content.xml", "document-is-odt"),
)
_STREAMS = (
    ("EncryptedPackage", "docx-encrypted"),
    ("WordDocument", "document-is-doc"),
    ("Workbook", "document-is-workbook"),
    ("PowerPoint Document", "document-is-slides"),
)


def read(data: bytes, name: str) -> Text:
    """The text of a document: .docx, .pdf with a text layer, a web page, Markdown, or text in any encoding of an office.

    `name` is said in errors. TargettrackError, each with path: document-is-… another kind of file, with the way to read it;
    docx-… and pdf-… damaged (part), encrypted, too-large (limit); pdf-without-text; html-too-large (limit);
    documents-missing; and not-text.
    """
    start = data[:_START].removeprefix(b"\xef\xbb\xbf")
    if data.startswith(_ZIP):
        return _zipped(data, name)
    if data.startswith(compound.SIGNATURE):
        for stream, code in _STREAMS:
            if stream.encode("utf-16-le") in data:
                raise TargettrackError(code, path=name)
    if _RTF.match(start):
        raise TargettrackError("document-is-rtf", path=name)
    if _PDF.match(start):
        from targettrack.exchange.documents import pdf

        return pdf.read(data, name)
    if _ARCHIVED.match(start) and b"multipart/related" in start:
        raise TargettrackError("document-is-archive", path=name)
    if _PAGE.match(start.replace(b"\0", b"")) or name.lower().endswith(_PAGES):
        from targettrack.exchange.documents import html

        return html.read(data, name)
    from targettrack.extract import script  # its patterns cost 90 ms

    return Text(script.read_bytes(data))


def _zipped(data: bytes, name: str) -> Text:
    from targettrack.exchange.documents import docx  # with the parser of XML, 10 ms
    from targettrack.exchange.package import Package

    package = Package(data, name, docx.CODES)
    if docx.DOCUMENT in package.parts:
        return docx.read(package)
    for part, code in _PARTS:
        if part in package.parts:
            raise TargettrackError(code, path=name)
    raise TargettrackError("not-text")

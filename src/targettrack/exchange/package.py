"""A file that is a zip of XML parts, as workbooks and Word documents are: each part whole, or refused. Knows no sheet.

Whoever sends one may have made it to harm, so nothing is believed that the file says of itself: parts are unpacked
up to a bound, no entity is read, and what costs memory before it means anything (parts, tags, depth) is counted first.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Protocol
from xml.parsers import expat  # expands nothing here: a document type is refused where it begins

from targettrack.errors import TargettrackError
from targettrack.named import NamedTuple

MOST_PARTS = 5_000
LARGEST_PART = 64 * 1024 * 1024
"""Bytes that a part may have when it is unpacked; 60,000 rows of 20 columns have about 50 MB."""
LARGEST_WHOLE = 160 * 1024 * 1024
"""Bytes of all parts that are read, one that is named twice counted twice."""
MOST_TAGS = 4_000_000
"""Tags of all parts that are read: a million empty rows pass, ten million empty cells do not."""
DEEPEST = 60
_LONGEST_TAG = 512 * 1024
_ENTRY = b"PK\x01\x02"
_DAMAGES = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, expat.ExpatError),
    *(EOFError, OSError, RuntimeError, ValueError, LookupError, OverflowError),
)


class Listener(Protocol):
    """What hears the tags and the text of a part, in their order."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def text(self, text: str) -> None:
        """Text, perhaps in several pieces."""


class Codes(NamedTuple):
    """What the faults of a package are called."""

    damaged: str = "workbook-damaged"
    encrypted: str = "workbook-encrypted"
    too_large: str = "workbook-too-large"


class Package:
    """The parts of one file.

    TargettrackError, each with path: workbook-damaged (part), workbook-encrypted, workbook-too-large (limit); of a Word
    document docx-damaged, docx-encrypted, docx-too-large.
    """

    def __init__(self, data: bytes, path: str, codes: Codes | None = None) -> None:
        """Look at the list of parts; nothing is unpacked yet. `codes`: of its errors, those of a workbook by default."""
        self.path, self._codes = path, codes or Codes()
        self._tags = self._bytes = 0
        if data.count(_ENTRY) > MOST_PARTS:
            raise self.too_large(MOST_PARTS)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            parts = {_plain(part.filename): part for part in self._archive.infolist()}
        except _DAMAGES:
            raise self.damaged("zip") from None
        self.parts = parts

    def damaged(self, part: str) -> TargettrackError:
        """That a part is not what it has to be."""
        return TargettrackError(self._codes.damaged, path=self.path, part=part)

    def too_large(self, limit: int) -> TargettrackError:
        """That there is more than a file of an office has."""
        return TargettrackError(self._codes.too_large, path=self.path, limit=limit)

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        found = self.parts.get(_plain(part))
        if found is None:
            raise self.damaged(part)
        if found.flag_bits & 1:
            raise TargettrackError(self._codes.encrypted, path=self.path)
        if found.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.damaged(part)  # other ways may take any memory; no program packs workbooks so
        try:
            with self._archive.open(found) as opened:
                data = opened.read(LARGEST_PART + 1)
        except _DAMAGES:
            raise self.damaged(part) from None
        self._bytes += len(data)
        if len(data) > LARGEST_PART or self._bytes > LARGEST_WHOLE:
            raise self.too_large(LARGEST_PART)
        return data

    def tell(self, part: str, listener: Listener) -> None:
        """Read a part as XML, and tell its tags without their prefixes."""
        data = self.read(part)
        self._tags += data.count(b"<")
        if self._tags > MOST_TAGS:
            raise self.too_large(MOST_TAGS)
        # Each piece of this length has a tag in it, so none is longer than two: a tag of 64 MB would be millions of attributes.
        starts = range(0, len(data) - _LONGEST_TAG, _LONGEST_TAG)
        if any(data.find(b"<", start, start + _LONGEST_TAG) < 0 for start in starts):
            raise self.too_large(_LONGEST_TAG)
        try:
            # In one go: older expats read a tag that comes in pieces from its beginning, each time.
            self._parser(part, listener).Parse(data, True)  # noqa: FBT003  # that it is the last piece
        except _DAMAGES:
            raise self.damaged(part) from None

    def _parser(self, part: str, listener: Listener) -> expat.XMLParserType:
        parser, depth = expat.ParserCreate(), 0
        start, end = listener.start, listener.end

        def opens(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise self.damaged(part)
            start(tag.rpartition(":")[2], attributes)

        def closes(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag.rpartition(":")[2])

        def refuse(*_declared: object) -> None:
            raise self.damaged(part)

        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = opens, closes
        parser.CharacterDataHandler = listener.text
        parser.StartDoctypeDeclHandler = refuse
        return parser


def _plain(name: str) -> str:
    """Some writers take a backslash, or letters of another case than they name the part by."""
    return name.replace("\\", "/").lstrip("/").lower()

"""Whether a workbook or a paper is still as the program wrote it, so that nobody's entries are overwritten. Knows zip files only.

A digest of its parts stands among its own properties (File › Info › Custom in Excel): it travels with the file, needs no
list of what was written when, and no program that saves the workbook again keeps the parts as they were.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

PROPERTY = "targettrack"
UNSEALED = "0" * 64
"""What stands in the place of the digest until it is known."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part, the first that zip files know: the same content has the same bytes on any day."""
_PART = "docProps/custom.xml"
_DIGEST = re.compile(rf'name="{PROPERTY}"><vt:lpwstr>([0-9a-f]{{64}})</vt:lpwstr>'.encode())
_LARGEST = 64 * 1024


def sealed(data: bytes) -> bytes:
    """A workbook or paper that was just made, with its digest in the place of UNSEALED."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(out, "w") as whole:
        digest = _digest(made).encode()
        for part in made.infolist():
            content = made.read(part)
            part.date_time = FIRST_DAY
            if part.filename == _PART:
                content = content.replace(UNSEALED.encode(), digest)
            whole.writestr(part, content, ZIP_DEFLATED)
    return out.getvalue()


def is_untouched(data: bytes) -> bool:
    """Whether a file is one as `sealed` left it."""
    try:
        with ZipFile(io.BytesIO(data)) as found:
            if found.getinfo(_PART).file_size > _LARGEST:
                return False
            digest = _DIGEST.search(found.read(_PART))
            return digest is not None and digest[1].decode() == _digest(found)
    except (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return False


def _digest(found: ZipFile) -> str:
    """Of the names, sizes and checksums of all other parts, in their order."""
    parts = (f"{part.filename}\0{part.file_size}\0{part.CRC}\n" for part in found.infolist() if part.filename != _PART)
    return hashlib.sha256("".join(parts).encode()).hexdigest()

"""Bytes → text: which of the encodings of Chinese offices they are in. Knows no lines and no words."""

from __future__ import annotations

from targettrack.errors import TargettrackError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# So much is enough to tell an encoding, and keeps the guess cheap for a file of 20 MB.
_SAMPLE = 4096
# Fewer bytes do not tell.
_FEW = 4


def read_bytes(data: bytes) -> str:
    """Return the text of a file: UTF-8, GB18030 or UTF-16 of either order, with or without a byte order mark.

    Raises TargettrackError("not-text") for anything else: a picture, a PDF, a Word file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if encoding := _sixteen(data[:_SAMPLE]):
        return _decoded(data, encoding)
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise TargettrackError("not-text")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text)
    raise TargettrackError("not-text")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise TargettrackError("not-text") from error


def _checked(text: str) -> str:
    """Refuse what decodes only by chance: more than one control character in twenty is no text."""
    sample = text[:_SAMPLE]
    strange = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1b") or "\ue000" <= char <= "\uf8ff")
    if strange * 20 > len(sample):
        raise TargettrackError("not-text")
    return text.removeprefix("\ufeff")


def _sixteen(sample: bytes) -> str:
    """UTF-16 without a mark: Chinese text has line ends and digits, so every other byte is often zero, always the same one."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 50 < len(sample) or len(sample) < _FEW:
        return ""
    if min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"

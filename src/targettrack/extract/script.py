"""Bytes → text in any encoding of a Chinese office → its plain form, that is matched.

The plain form has the text's length: Simplified, half-width, one kind of quotation mark. A numeric entity of a web page
becomes one sign that stands for it, so that quotes can be given as they were written. Knows no lines and no meaning.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import cache
from itertools import chain, cycle, islice
from re import Match

from targettrack.errors import TargettrackError
from targettrack.extract.rules import SCRIPT, remembered

# An entity is kept as a sign of private use in one of the two planes that no text uses: its number in the first as a
# decimal, in the second in hexadecimal.
_DECIMAL, _HEX = 0xF0000, 0x100000
_PLANE = 0xFFFE
_FULL_COMMA = "\uff0c"
_BLANKS = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200C)))
_KANGXI, _COMPATIBLE = range(0x2F00, 0x2FD6), range(0xF900, 0xFADA)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# So much is enough to tell an encoding, and keeps the guess cheap for a file of 20 MB; fewer bytes do not tell.
_SAMPLE, _FEW = 4096, 4


def read_bytes(data: bytes) -> str:
    """Return the text of a file: UTF-8, GB18030 or UTF-16 of either order, with or without a byte order mark.

    Raises TargettrackError("not-text") for anything else: a picture, a PDF, a Word file.
    """
    known = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or _sixteen(data[:_SAMPLE])
    if known or not data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        for encoding in known or ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return _checked(data.decode(encoding))
    raise TargettrackError("not-text")


def _checked(text: str) -> str:
    """Refuse what decodes only by chance: more than one control character in twenty is no text."""
    sample = text[:_SAMPLE]
    strange = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1b") or "\ue000" <= char <= "\uf8ff")
    if strange * 20 > len(sample):
        raise TargettrackError("not-text")
    return text.removeprefix("\ufeff")


def _sixteen(sample: bytes) -> list[str]:
    """UTF-16 without a mark: Chinese text has line ends and digits, so every other byte is often zero, always the same one."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    often = len(sample) >= _FEW and max(even, odd) * 50 >= len(sample)
    if not often or min(even, odd) * 8 > max(even, odd):
        return []
    return ["utf-16-be" if even > odd else "utf-16-le"]


def plain(text: str, *, traditional: bool) -> str:
    """Return the form that is matched: Simplified, half-width digits and brackets, curly quotation marks, one comma."""
    if not text.isascii() and max(text) >= "\U000f0000":
        text = "".join(chr(ord(char) & 0xFFFF) if char >= "\U000f0000" else char for char in text)
    out = SCRIPT.point.sub(".", text.translate(_signs("")))
    if "," in out:
        out = SCRIPT.comma.sub(_FULL_COMMA, out)
    out = SCRIPT.thousands.sub(lambda match: match[0].replace(_FULL_COMMA, ","), out)
    if '"' in out:
        # Every other mark closes; the last piece has none behind it.
        out = "".join(chain.from_iterable(zip(out.split('"'), cycle("\u201c\u201d"), strict=False)))[:-1]
    return simplified(out) if traditional else out


@remembered
def _signs(_all: str) -> dict[int, str]:
    """Every sign that is read as another one."""
    rows = {ord(sign): read for row in SCRIPT.sign.rows for sign, read in zip(row.pattern, row.value, strict=True)}
    return _compatible() | rows


@cache
def _compatible() -> dict[int, str]:
    """Radicals and compatibility characters, as the ones that they look like."""
    return {code: unicodedata.normalize("NFKC", chr(code)) for codes in (_KANGXI, _COMPATIBLE) for code in codes}


def kept(text: str) -> str:
    """Put one sign in the place of each numeric entity; a blank for that of a blank."""
    return SCRIPT.entity.sub(_kept, text) if "&#" in text else text


def _kept(match: Match[str]) -> str:
    code = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
    if code in _BLANKS:
        return " "
    return match[0] if code >= _PLANE else chr((_DECIMAL if match["decimal"] else _HEX) + code)


def verbatim(text: str) -> str:
    """Take `kept` back: the characters as the file has them."""
    if text.isascii() or max(text) < "\U000f0000":
        return text
    return "".join(_written(ord(char)) if char >= "\U000f0000" else char for char in text)


def _written(code: int) -> str:
    return f"&#x{code - _HEX:X};" if code >= _HEX else f"&#{code - _DECIMAL};"


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: five of the commonest ones that Simplified does not use."""
    return next(islice(SCRIPT.traditional.finditer(text), 4, None), None) is not None


_SIMPLE: dict[int, str] = {}


def simplified(text: str) -> str:
    """Turn Traditional characters into Simplified ones, one for one, so that offsets stay."""
    unknown = {char for char in set(text) if char >= "\u2e80" and ord(char) not in _SIMPLE}
    if unknown:
        # Loaded only for a Traditional text: 15 ms, and its phrase tables are not needed to find numbers and verbs.
        from opencc import OpenCC  # type: ignore[import-untyped]  # it has no types

        converter = OpenCC("t2s")
        for char in unknown:
            simple = converter.convert(char)
            _SIMPLE[ord(char)] = simple if len(simple) == 1 else char
    return text.translate(_SIMPLE)

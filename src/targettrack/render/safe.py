"""The one function that makes text from elsewhere safe to show."""

from __future__ import annotations

import re

# C0 and C1 controls, line and paragraph separators, bidi embeddings, overrides, isolates and marks, zero-width and
# invisible formatting characters, lone surrogates, tag characters. All can hide, reorder or inject text (UTR 36, CVE-2021-42574).
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def safe(text: str) -> str:
    r"""Text with every control, bidi and invisible character written out, as in «\x1b» or «\u202e»; a line break as ⏎."""
    return UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\n":
        return "⏎"
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004  # Latin-1 fits two hex digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  # the basic plane

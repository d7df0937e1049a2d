"""Which characters may be shown as they are, by Unicode category. Knows no screen and no file.

What reaches a terminal, a file of JSON or a record passes here, each with its own way to write a character out: all that
controls, formats, reorders or hides (UTR 36, CVE-2021-42574), and what is no character at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats, halves of pairs, private and unassigned characters, separators of lines and paragraphs."""
_FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that show nothing: joiners, fillers of Hangul and Braille, selectors of variants."""
IDEOGRAPHS = range(0x20000, 0x40000)
"""Two planes for rare characters of names, of which each edition of Unicode assigns more; none hides anything."""
# ASCII, Latin, and what most of a Chinese text consists of: looked at once for all, so that a long text costs little.
_UNSURE = re.compile("[^ -~¡-¬®-ÿ‐-‧‰-⁞←-⋿─-◿　-〿ㄅ-ㄩ一-鿿！-ﾝ￠-￦]+")


def is_hidden(character: str) -> bool:
    """Whether a character must be written out to be seen."""
    if ord(character) in IDEOGRAPHS:
        return False
    return unicodedata.category(character) in HIDDEN or _FILLERS.match(character) is not None


class Escapes(dict[int, str]):
    """One way to write hidden characters out: a table for `str.translate` that is filled as characters come."""

    def __init__(self, escape: Callable[[str], str]) -> None:
        """Write each hidden character as `escape` does."""
        super().__init__()
        self._escape = escape

    def __missing__(self, code: int) -> str:
        """Decide on a character when it comes for the first time."""
        character = chr(code)
        self[code] = shown = self._escape(character) if is_hidden(character) else character
        return shown

    def write_out(self, text: str) -> str:
        """A text with its hidden characters written out."""
        # Of most texts two looks at C's pace know that nothing hides, three times as fast as the search for what may.
        if text.isprintable() and not _FILLERS.search(text):
            return text
        return _UNSURE.sub(self._of, text)

    def _of(self, found: re.Match[str]) -> str:
        return found[0].translate(self)

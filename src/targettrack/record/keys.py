"""Keys of lines: when one was made, and for which commitment. Pure; is told the moment and the chance.

«20250704T021500-0fk7p2»: UTC time; two characters for the part of the second; two at random; two that check `recorded`
and `[source]` of the head, which are never corrected by hand. The first of the six is 0, 1, 8 or 9, which no key had
before there were checks; a key of any other form is somebody's own, and is not judged.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING
from zlib import crc32

from targettrack.patterns import late

if TYPE_CHECKING:
    from datetime import datetime

    from targettrack.model import Target

_MARKS = "0189"
_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"  # in order of ASCII, so that keys sort as their numbers do
PAIRS = len(_SIGNS) ** 2
"""How many pairs of signs there are."""
_PARTS = len(_MARKS) * len(_SIGNS)
_CHECKED = late(rf"\d{{8}}T\d{{6}}-[{_MARKS}][{_SIGNS}]{{3}}([{_SIGNS}]{{2}})", re.ASCII)


def new_key(moment: datetime, chance: int, target: Target) -> str:
    """The key of a line for a target, made at a moment. `chance`: a number below PAIRS."""
    mark, sign = divmod(moment.microsecond * _PARTS // 1_000_000, len(_SIGNS))
    made = f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}-{_MARKS[mark]}{_SIGNS[sign]}"
    return f"{made}{_pair(chance)}{_check(target)}"


def fits(key: str, target: Target) -> bool:
    """Whether a line with this key was made for this target, as far as its key says."""
    found = _CHECKED.fullmatch(key)
    return found is None or found[1] == _check(target)


def _check(target: Target) -> str:
    source = "".join(f"\n{quote.page or ''} {quote.line or ''} {quote.text}" for quote in target.quotes)
    head = f"{target.recorded.astimezone(UTC).isoformat()}{source}"
    return _pair(crc32(head.encode(errors="replace")) % PAIRS)


def _pair(number: int) -> str:
    first, second = divmod(number, len(_SIGNS))
    return _SIGNS[first] + _SIGNS[second]

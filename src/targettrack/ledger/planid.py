"""An id for a new plan, of the letters of its place and its year: 开平市, 2025 → KP2025. A proposal, for a person to change."""

from __future__ import annotations

import re
from bisect import bisect_right
from string import ascii_uppercase
from typing import TYPE_CHECKING

from targettrack.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection

_FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
"""The first character of each letter: GB 2312 has its 3,755 usual characters in the order of their pinyin."""
_STARTS = [character.encode("gb2312") for character in _FIRSTS]
_END = "座".encode("gb2312")
_MOST_LETTERS = 4
_PLACE = late("[^省市州盟县区旗镇乡]+?(?:街道|[省市州盟县区旗镇乡])")
_BARE = 2
"""Characters of a place whose last one is not left away: 某县."""


def proposed(issuer: str, year: int, taken: Collection[str]) -> str:
    """An id that is not `taken`; "" where no letter of the issuer is known. A usual second reading may be wrong: 厦 is X."""
    name = issuer.removesuffix("人民政府")
    place = (_PLACE.findall(name) or [name])[-1]
    place = place if len(place) <= _BARE else re.sub("(?:街道|.)$", "", place) if _PLACE.fullmatch(place) else place
    letters = "".join(map(_letter, place))[:_MOST_LETTERS]
    if not letters:
        return ""
    used = {id_.casefold() for id_ in taken}
    ids = (f"{letters}{year}{more}" for more in ("", *ascii_uppercase[1:]))
    return next((id_ for id_ in ids if id_.casefold() not in used), "")


def _letter(character: str) -> str:
    if character.isascii():
        return character.upper() if character.isalnum() else ""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code <= _END else ""

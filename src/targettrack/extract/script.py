"""Text → the plain form that is matched, character for character: Simplified, half-width, one kind of quotation mark.

Knows no lines and no meaning.
"""

from __future__ import annotations

import re
from itertools import islice

_HALF = {
    ord(full): half
    for full, half in zip(
        "０１２３４５６７８９％．（）：；～〜－–−‐‑＋／＜＞〔〕【】［］﹪∶！？",
        "0123456789%.():;~~-----+/<>()()()%:!?",
        strict=True,
    )
}
_LATIN = {0xFF21 + i: chr(0x41 + i) for i in range(26)} | {0xFF41 + i: chr(0x61 + i) for i in range(26)}
_QUOTES = {
    ord("「"): "“",
    ord("」"): "”",
    ord("『"): "“",
    ord("』"): "”",
    ord("﹁"): "“",
    ord("﹂"): "”",
    ord("〞"): "”",
    ord("〝"): "“",
}
_TABLE = (
    _HALF
    | _LATIN
    | _QUOTES
    | {ord("︰"): ":", ord("﹔"): ";", ord("﹐"): "，", ord("､"): "、", ord("｡"): "。", ord("["): "(", ord("]"): ")"}
)
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")


def plain(text: str, *, traditional: bool) -> str:
    """Return the form that is matched: Simplified, half-width digits and brackets, curly quotation marks, one comma."""
    out = text.translate(_TABLE)
    if "," in out:
        out = _COMMA.sub("，", out)
    if '"' in out:
        out = _curly(out)
    return simplified(out) if traditional else out


def _curly(text: str) -> str:
    pieces = text.split('"')
    out = [pieces[0]]
    for index, piece in enumerate(pieces[1:]):
        out += ("“" if index % 2 == 0 else "”", piece)
    return "".join(out)


_TRADITIONAL = re.compile(
    "[經濟發產業萬億國會學習貫徹實現們個來對為區縣鎮鄉費資開關運動電長門間與無從這後時義農歲創單頭責務總規劃設環應強進達標過還號]",
)


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: five of the commonest ones that Simplified does not use."""
    return next(islice(_TRADITIONAL.finditer(text), 4, None), None) is not None


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

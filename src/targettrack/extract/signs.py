"""Signs within one line: unseen ones, markup, injected pinyin and spaces are taken off. Knows no neighbouring lines."""

from __future__ import annotations

import re
from typing import Literal

_HEADING = 300
# So few gaps are accidents, whatever the length of the text.
_FEW = 3

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Signs that no reader sees: controls, escape sequences' ESC, zero-width and direction marks, private use.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ue000-\uf8ff]",
)
_ANSI = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")
_BLANKS = re.compile("[\t\x0b \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FOOTNOTE = re.compile(r"(?<=[^\s\d(（])[\[［〔]\d{1,3}[\]］〕]")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,12}(?: [^<>]{0,200})?/?>")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_STRONG = re.compile(r"\*{1,3}|__|`+|~~")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
# 規(guī)劃: pinyin after a character, put there by a copy guard. With a tone mark it can be nothing else.
PINYIN = re.compile(
    rf"(?<=[{_HAN}])[((（] ?[a-z]{{0,5}}[{_TONES}][a-z{_TONES}]{{0,5}} ?[)）]|(?<=[{_HAN}])\?[a-z]{{0,5}}[{_TONES}][a-z]{{0,4}}[)）]",
)
# 的(de): syllables without a tone; only where the text is full of the others.
TONELESS = re.compile(rf"(?<=[{_HAN}])[(（](?:de|le|zhe|ge|me|men|zi|di|ma|ne|ba|er|tou|shang|xia|li|bian|guo)[)）]")
_MARKDOWN = re.compile(r"^(#{1,6})\s*(.{0,300})$", re.DOTALL)
_BULLET = re.compile(r"^(?:[-*+•·●○■□◆◇▪►▶★☆✦✔√]|——|—|--)\s*(?=\S)")
Role = Literal["text", "heading", "bullet", "row", "number"]


def unmarked(piece: str) -> str:
    """Drop escape sequences, unseen signs, tags, entities, links and the numbers of footnotes."""
    if "\x1b" in piece:
        piece = _ANSI.sub("", piece)
    piece = _UNSEEN.sub("", piece)
    if "<" in piece:
        piece = _TAG.sub("", piece)
    if "&" in piece:
        piece = _ENTITY.sub(" ", piece)
    if "](" in piece:
        piece = _LINK.sub(r"\1", piece)
    return _FOOTNOTE.sub("", piece)


def role(text: str) -> tuple[str, Role, int]:
    """Take Markdown's signs off a line and tell what they say it is, with the depth of a heading."""
    role: Role = "text"
    depth = 0
    if len(text) < _HEADING and (heading := _MARKDOWN.match(text)):
        depth, text, role = len(heading[1]), heading[2], "heading"
    text = text.removeprefix(">").strip()
    bullet = _BULLET.match(text) if role == "text" and not text.startswith("**") else None
    if bullet and not re.match(r"(?:-|—{1,2}|--)\s*\d{4}年", text):  # ——2025年2月26日在…会议上 is no entry of a list
        text, role = text[bullet.end() :], "bullet"
    elif bullet and bullet[0].strip() != "-":
        text = text[bullet.end() :]
    return _STRONG.sub("", text).strip(), role, depth


def is_spaced(raw: str) -> bool:
    """OCR that breaks words by spaces does so once in a few dozen characters; a clean text only in its headings."""
    sample = raw[:200_000]
    spaces = len(re.findall(rf"(?<=[{_HAN}，、]) (?=[{_HAN}])", sample))
    return spaces >= _FEW and spaces * 150 > len(sample)


_WORD_GAP = re.compile(r"(?<=[A-Za-z])[\t \u00a0\u3000]+(?=[A-Za-z])")
_HAN_GAP = re.compile(rf"(?<=[{_HAN}”》)）])[\t \u00a0\u3000]+(?=[{_HAN}“《(（])")


def despaced(text: str, *, spaced: bool) -> str:
    """Drop the spaces that no Chinese text has; keep those between words, and between phrases of a heading."""
    if not _BLANKS.search(text):
        return text
    keep = not spaced and "。" not in text
    text = _WORD_GAP.sub("\x01", text)
    if keep:
        text = _HAN_GAP.sub("\x01", text)
    return _BLANKS.sub("", text).replace("\x01", " ")


def without_pinyin(text: str) -> str:
    """Drop the pinyin that a copy guard has put behind characters."""
    return TONELESS.sub("", PINYIN.sub("", text)) if PINYIN.search(text) else text

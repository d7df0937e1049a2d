"""Signs within one line: unseen ones, markup, injected pinyin and spaces are taken off. Knows no neighbouring lines."""

from __future__ import annotations

from typing import Literal

from targettrack.extract.rules import table

_HEADING = 300
# So few gaps are accidents, whatever the length of the text.
_FEW = 3

UNSEEN, ANSI, BLANK, FOOTNOTE = (table("furniture", name) for name in ("unseen", "ansi", "blank", "footnote"))
TAG, ENTITY, LINK, STRONG = (table("furniture", name) for name in ("tag", "entity", "link", "strong"))
PINYIN, TONELESS = table("furniture", "pinyin"), table("furniture", "toneless")
HEADING, BULLET, DASH_DATE = (table("furniture", name) for name in ("heading", "bullet", "dash_date"))
SPACED, WORD_GAP, HAN_GAP = (table("furniture", name) for name in ("spaced", "word_gap", "han_gap"))
Role = Literal["text", "heading", "bullet", "row", "number"]


def unmarked(piece: str) -> str:
    """Drop escape sequences, unseen signs, tags, entities, links and the numbers of footnotes."""
    if "\x1b" in piece:
        piece = ANSI.sub("", piece)
    piece = UNSEEN.sub("", piece)
    if "<" in piece:
        piece = TAG.sub("", piece)
    if "&" in piece:
        piece = ENTITY.sub(" ", piece)
    if "](" in piece:
        piece = LINK.sub(lambda link: link[1], piece)
    return FOOTNOTE.sub("", piece)


def role(text: str) -> tuple[str, Role, int]:
    """Take Markdown's signs off a line and tell what they say it is, with the depth of a heading."""
    role: Role = "text"
    depth = 0
    if len(text) < _HEADING and (heading := HEADING.match(text)):
        depth, text, role = len(heading[1]), heading[2], "heading"
    text = text.removeprefix(">").strip()
    bullet = BULLET.match(text) if role == "text" and not text.startswith("**") else None
    if bullet and not DASH_DATE.match(text):  # ——2025年2月26日在…会议上 is no entry of a list
        text, role = text[bullet.end() :], "bullet"
    elif bullet and bullet[0].strip() != "-":
        text = text[bullet.end() :]
    return STRONG.sub("", text).strip(), role, depth


def is_spaced(raw: str) -> bool:
    """OCR that breaks words by spaces does so once in a few dozen characters; a clean text only in its headings."""
    sample = raw[:200_000]
    spaces = sum(1 for _ in SPACED.finditer(sample))
    return spaces >= _FEW and spaces * 150 > len(sample)


def despaced(text: str, *, spaced: bool) -> str:
    """Drop the spaces that no Chinese text has; keep those between words, and between phrases of a heading."""
    if not BLANK.search(text):
        return text
    keep = not spaced and "。" not in text
    text = WORD_GAP.sub("\x01", text)
    if keep:
        text = HAN_GAP.sub("\x01", text)
    return BLANK.sub("", text).replace("\x01", " ")


def without_pinyin(text: str) -> str:
    """Drop the pinyin that a copy guard has put behind characters."""
    return TONELESS.sub("", PINYIN.sub("", text)) if PINYIN.search(text) else text

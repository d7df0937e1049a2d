"""Raw text → lines of text, rows and page numbers, with their numbers in the file.

Page furniture, repeats, markup, injected pinyin and spaces are taken off. Knows how wide lines are, and what a paragraph is that is
made of them; joins none.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from targettrack.extract.rules import FURNITURE
from targettrack.named import NamedTuple

# Longer lines are no rules, rows, headings or furniture of a page; fewer cells are words with a gap.
_SHORT, _HEADING, _FURNITURE, _CELLS = 400, 300, 120, 3
# Fewer lines tell nothing about the width of a page or column, which has so many characters; nor fewer pieces.
_FEW_LINES, _NARROWEST, _WIDEST, _MANY_PIECES = 6, 15, 60, 10
# So long a line does not stand in a text twice by intention.
_UNIQUE = 30
# So few gaps are accidents, whatever the length of the text.
_FEW_GAPS = 3

Role = Literal["text", "heading", "bullet", "row", "number"]


@dataclass(slots=True)
class Line:
    """One line of the file, or one piece of it, without its markup."""

    text: str
    number: int
    role: Role
    depth: int = 0
    wide: bool = False  # as long as those broken for the width of a page, or one of many pieces: its sentence may go on


class Paragraph(NamedTuple):
    """One paragraph of the cleaned text. `breaks` are (offset, line of the file), the first at offset 0."""

    text: str
    plain: str
    breaks: tuple[tuple[int, int], ...]
    role: Role = "text"
    depth: int = 0  # number of # before a Markdown heading

    def line(self, offset: int) -> int:
        """Return the 1-based line of the file that the character at `offset` stands in."""
        return self.breaks[max(0, bisect_right(self.breaks, (offset, 1 << 60)) - 1)][1]


def lines(raw: str) -> list[Line]:
    """Return the lines of a text that say something, in order."""
    pinyin = FURNITURE.pinyin.search(raw) is not None
    spaced = is_spaced(raw)
    out: list[Line] = []
    head = FURNITURE.front.match(raw)
    first = len(FURNITURE.line.split(head[0])) if head else 1
    for number, whole in enumerate(FURNITURE.line.split(raw), 1):
        for piece in FURNITURE.line_end.split(whole) if number >= first else ():
            line = _line(piece, number, pinyin=pinyin, spaced=spaced)
            if line is not None:
                out.append(line)
    width = _width(out)
    broken = _in_fragments(out)
    for line in out:
        if broken and line.role == "number":
            line.role = "text"
        line.wide = (broken and line.role == "text") or 0 < width <= len(line.text)
    return out


def _line(piece: str, number: int, *, pinyin: bool, spaced: bool) -> Line | None:
    """Read one line without its markup; None for a blank one, a rule or page furniture."""
    if "](" in piece and FURNITURE.only_links.match(piece):
        return None
    text = unmarked(piece).strip()
    if text.endswith("|") and text.count("|") == 1:
        text = text.rstrip("| ")  # a cell that a web page has put on a line of its own
    if not text or FURNITURE.rule.match(text[:_SHORT]) or (len(text) < _SHORT and FURNITURE.rule_row.match(text)):
        return None
    text, role, depth = unsigned(text)
    if pinyin:
        text = without_pinyin(text)
    text = FURNITURE.twice.sub("", text)
    if text.count("|") > 1:
        # One border on each side: an empty first or last cell is a cell.
        return Line(despaced(text.removeprefix("|").removesuffix("|").strip(), spaced=True), number, "row")
    if len(text) < _FURNITURE and FURNITURE.furniture.match(text):
        return Line(text, number, "number") if FURNITURE.number_only.match(text) else None
    if role == "text" and len(text) < _SHORT and "。" not in text:
        cells = [cell for cell in FURNITURE.cell_gap.split(text) if cell]
        if len(cells) >= _CELLS:
            return Line(" | ".join(despaced(cell, spaced=True) for cell in cells), number, "row")
    return Line(despaced(text, spaced=spaced), number, role, depth) if text else None


def _width(lines: list[Line]) -> int:
    """The length from which a line was probably broken for want of room; 0 where lines are whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines if line.role in ("text", "bullet", "heading"))
    top = lengths[(len(lengths) * 9) // 10] if len(lengths) >= _FEW_LINES else 0
    if not _NARROWEST <= top <= _WIDEST:
        return 0
    near = sum(1 for length in lengths if top * 0.8 <= length <= top * 1.2)
    return int(top * 0.8) if near * 4 >= len(lengths) else 0


def _in_fragments(lines: list[Line]) -> bool:
    """Some converters begin a line wherever the font changes: at every figure. Lines then begin with a sign or a unit."""
    texts = [line for line in lines if line.role in ("text", "number")]
    inside = sum(1 for line in texts if FURNITURE.inside.match(line.text))
    return len(texts) >= _MANY_PIECES and inside * 10 >= len(texts)


def unrepeated(lines: list[Line]) -> list[Line]:
    """A paragraph that stands there again word by word is an accident of the copy; a short line may be a table's cell."""
    seen: set[str] = set()
    out = []
    for line in lines:
        long = len(line.text) >= _UNIQUE and line.role != "row"
        if not (long and line.text in seen):
            out.append(line)
        if long:
            seen.add(line.text)
    return out


def unmarked(piece: str) -> str:
    """Drop escape sequences, unseen signs, tags, entities, links and the numbers of footnotes."""
    for sign, markup, by in (
        ("\x1b", FURNITURE.ansi, ""),
        ("", FURNITURE.unseen, ""),
        ("<", FURNITURE.tag, ""),
        ("&", FURNITURE.entity, " "),
    ):
        if sign in piece:
            piece = markup.sub(by, piece)
    if "](" in piece:
        piece = FURNITURE.link.sub(lambda link: link[1], piece)
    return FURNITURE.footnote.sub("", piece)


def unsigned(text: str) -> tuple[str, Role, int]:
    """Take Markdown's signs off a line and tell what they say it is, with the depth of a heading."""
    role: Role = "text"
    depth = 0
    if len(text) < _HEADING and (heading := FURNITURE.heading.match(text)):
        depth, text, role = len(heading[1]), heading[2], "heading"
    text = text.removeprefix(">").strip()
    bullet = FURNITURE.bullet.match(text) if role == "text" and not text.startswith("**") else None
    if bullet and not FURNITURE.dash_date.match(text):  # ——2025年2月26日在…会议上 is no entry of a list
        text, role = text[bullet.end() :], "bullet"
    elif bullet and bullet[0].strip() != "-":
        text = text[bullet.end() :]
    return FURNITURE.strong.sub("", text).strip(), role, depth


def is_spaced(raw: str) -> bool:
    """OCR that breaks words by spaces does so once in a few dozen characters; a clean text only in its headings."""
    sample = raw[:200_000]
    spaces = sum(1 for _ in FURNITURE.spaced.finditer(sample))
    return spaces >= _FEW_GAPS and spaces * 150 > len(sample)


def despaced(text: str, *, spaced: bool) -> str:
    """Drop the spaces that no Chinese text has; keep those between words, and between phrases of a heading."""
    if not FURNITURE.blank.search(text):
        return text
    text = FURNITURE.word_gap.sub("\x01", text)
    if not spaced and "。" not in text:
        text = FURNITURE.han_gap.sub("\x01", text)
    return FURNITURE.blank.sub("", text).replace("\x01", " ")


def without_pinyin(text: str) -> str:
    """Drop the pinyin that a copy guard has put behind characters."""
    return FURNITURE.toneless.sub("", FURNITURE.pinyin.sub("", text)) if FURNITURE.pinyin.search(text) else text

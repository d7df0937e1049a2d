"""Raw text → lines of text, rows and page numbers, with their numbers in the file; page furniture and repeats gone.

Knows what one line is and how wide lines are; knows no paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from targettrack.extract import signs
from targettrack.extract.rules import table

# Longer lines are no rules, rows or furniture of a page; fewer cells are words with a gap.
_SHORT, _FURNITURE = 400, 120
_CELLS = 3
# Fewer lines tell nothing about the width of a page or column, which has so many characters.
_FEW_LINES = 6
_NARROWEST, _WIDEST = 15, 60
_MANY_PIECES = 10
# So long a line does not stand in a text twice by intention.
_UNIQUE = 30


@dataclass(slots=True)
class Line:
    """One line of the file, or one piece of it, without its markup."""

    text: str
    number: int
    role: signs.Role
    depth: int = 0
    broken: bool = False  # one of many pieces: it goes on unless its sentence is finished
    wide: bool = False  # as long as the lines that were broken for the width of a page or column


FRONT, LINE, LINE_END, CELL_GAP = (table("furniture", name) for name in ("front", "line", "line_end", "cell_gap"))
RULE, RULE_ROW, NUMBER_ONLY = (table("furniture", name) for name in ("rule", "rule_row", "number_only"))
FURNITURE, ONLY_LINKS, TWICE = (table("furniture", name) for name in ("furniture", "only_links", "twice"))
INSIDE = table("furniture", "inside")


def lines(raw: str) -> list[Line]:
    """Return the lines of a text that say something, in order."""
    pinyin = signs.PINYIN.search(raw) is not None
    spaced = signs.is_spaced(raw)
    out: list[Line] = []
    head = FRONT.match(raw)
    first = len(LINE.split(head[0])) if head else 1
    for number, whole in enumerate(LINE.split(raw), 1):
        for piece in LINE_END.split(whole) if number >= first else ():
            line = _line(piece, number, pinyin=pinyin, spaced=spaced)
            if line is not None:
                out.append(line)
    width = _width(out)
    if _in_fragments(out):
        _mark_fragments(out)
    for line in out:
        line.wide = line.broken or (bool(width) and len(line.text) >= width)
    return out


def _line(piece: str, number: int, *, pinyin: bool, spaced: bool) -> Line | None:
    """Read one line without its markup; None for a blank one, a rule or page furniture."""
    if "](" in piece and ONLY_LINKS.match(piece):
        return None
    text = signs.unmarked(piece).strip()
    if text.endswith("|") and text.count("|") == 1:
        text = text.rstrip("| ")  # a cell that a web page has put on a line of its own
    if not text or RULE.match(text[:_SHORT]) or (len(text) < _SHORT and RULE_ROW.match(text)):
        return None
    text, role, depth = signs.role(text)
    if pinyin:
        text = signs.without_pinyin(text)
    text = TWICE.sub("", text)
    if text.count("|") > 1:
        return Line(signs.despaced(text.strip("| "), spaced=True), number, "row")
    if len(text) < _FURNITURE and FURNITURE.match(text):
        return Line(text, number, "number") if NUMBER_ONLY.match(text) else None
    if role == "text" and len(text) < _SHORT and "。" not in text:
        cells = [cell for cell in CELL_GAP.split(text) if cell]
        if len(cells) >= _CELLS:
            return Line(" | ".join(signs.despaced(cell, spaced=True) for cell in cells), number, "row")
    return Line(signs.despaced(text, spaced=spaced), number, role, depth) if text else None


def _width(lines: list[Line]) -> int:
    """The length from which a line was probably broken for want of room; 0 where lines are whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines if line.role in ("text", "bullet", "heading"))
    if len(lengths) < _FEW_LINES:
        return 0
    top = lengths[(len(lengths) * 9) // 10]
    if not _NARROWEST <= top <= _WIDEST:
        return 0
    near = sum(1 for length in lengths if top * 0.8 <= length <= top * 1.2)
    return int(top * 0.8) if near * 4 >= len(lengths) else 0


def _in_fragments(lines: list[Line]) -> bool:
    """Some converters begin a line wherever the font changes: at every figure. Lines then begin with a sign or a unit."""
    texts = [line for line in lines if line.role in ("text", "number")]
    inside = sum(1 for line in texts if INSIDE.match(line.text))
    return len(texts) >= _MANY_PIECES and inside * 10 >= len(texts)


def _mark_fragments(lines: list[Line]) -> None:
    for line in lines:
        if line.role == "number":
            line.role = "text"
        line.broken = line.role == "text"


def unrepeated(lines: list[Line]) -> list[Line]:
    """A paragraph that stands there again word by word is an accident of the copy; a short line may be a table's cell."""
    seen: set[str] = set()
    out = []
    for line in lines:
        if len(line.text) >= _UNIQUE and line.role != "row":
            if line.text in seen:
                continue
            seen.add(line.text)
        out.append(line)
    return out

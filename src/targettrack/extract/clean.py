"""Raw text → paragraphs: lines and words that a page or a converter has broken are rejoined.

Every paragraph keeps two forms of the same length: `text`, the quote's characters, and `plain`, what the later stages
match against. It knows the line of the file that each character came from. Knows no sections, sentences or goals.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from targettrack.extract import lines, script, signs
from targettrack.extract.lines import Line
from targettrack.extract.rules import table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text. `breaks` are (offset, line of the file), the first at offset 0."""

    text: str
    plain: str
    breaks: tuple[tuple[int, int], ...]
    role: signs.Role = "text"
    depth: int = 0  # number of # before a Markdown heading

    def line(self, offset: int) -> int:
        """Return the 1-based line of the file that the character at `offset` stands in."""
        return self.breaks[max(0, bisect_right(self.breaks, (offset, 1 << 60)) - 1)][1]


@dataclass(slots=True)
class _Growing:
    pieces: list[str]
    breaks: list[tuple[int, int]]
    role: signs.Role
    depth: int
    length: int = 0
    last: Line | None = None
    first: Line | None = field(default=None)


END, OPEN_END, FRAGMENT = (table("furniture", name) for name in ("end", "open_end", "fragment"))
NUMBERED, LABEL = table("furniture", "numbered"), table("furniture", "label")
GLOSSARY = table("parts", "glossary")
CLOSES = table("furniture", "closes")
FRONT, FRONT_TITLE = table("furniture", "front"), table("furniture", "front_title")
# Lines of a text that was not broken for its width are whole paragraphs; so long a one without a stop was broken.
_LONG = 60


def paragraphs(raw: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in order. Takes time proportional to the length of the text."""
    read = lines.unrepeated(lines.lines(raw))
    traditional = script.is_traditional(raw)
    return tuple(_finished(grown, traditional=traditional) for grown in _joined(read))


def front(raw: str) -> str:
    """The title that a Markdown file's front matter names; "" without one."""
    head = FRONT.match(raw)
    match = FRONT_TITLE.search(head[0]) if head else None
    return script.plain(match[0].strip(" \"'"), traditional=script.is_traditional(raw)) if match else ""


def _joined(read: list[Line]) -> list[_Growing]:
    out: list[_Growing] = []
    for index, line in enumerate(read):
        last = out[-1] if out else None
        if line.role == "number":
            following = read[index + 1] if index + 1 < len(read) else None
            if last and last.last and following and _goes_on(last, last.last, following):
                continue  # a page number in the middle of a sentence
        elif last and last.last and _goes_on(last, last.last, line):
            _append(last, line)
            continue
        out.append(_Growing([], [], line.role, line.depth, first=line))
        _append(out[-1], line)
    return out


def _append(grown: _Growing, line: Line) -> None:
    text = line.text
    if (
        grown.pieces
        and grown.pieces[-1][-1:].isascii()
        and grown.pieces[-1][-1:].isalpha()
        and text[:1].isascii()
        and text[:1].isalpha()
    ):
        text = " " + text
    grown.breaks.append((grown.length, line.number))
    grown.pieces.append(text)
    grown.length += len(text)
    grown.last = line


def _goes_on(grown: _Growing, last: Line, line: Line) -> bool:
    """Tell whether a line continues the one before: its sentence is not finished, and it was broken for want of room."""
    if line.role != "text" or grown.role in ("row", "number") or last.role == "number":
        return False
    text, end = line.text, last.text[-1]
    is_open = OPEN_END.search(end) is not None
    if FRAGMENT.match(text) or LABEL.match(text) or END.search(end) or GLOSSARY.match(last.text):
        return False
    if grown.role == "heading" and not (last.wide or is_open):
        return False
    if NUMBERED.match(text) and not (is_open and text[0].isdecimal() and last.wide):
        return False
    if is_open:
        return True
    return last.wide or (len(last.text) >= _LONG and not CLOSES.search(end))


def _finished(grown: _Growing, *, traditional: bool) -> Paragraph:
    text = "".join(grown.pieces)
    return Paragraph(text, script.plain(text, traditional=traditional), tuple(grown.breaks), grown.role, grown.depth)

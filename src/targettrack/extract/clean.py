"""Raw text → paragraphs: lines and words that a page or a converter has broken are rejoined.

Every paragraph keeps two forms of the same length: `text`, the quote's characters, and `plain`, what the later stages
match against. It knows the line of the file that each character came from. Knows no sections, sentences or goals.
"""

from __future__ import annotations

from collections.abc import Iterator

from targettrack.extract import lines, script
from targettrack.extract.lines import Line, Paragraph
from targettrack.extract.rules import FURNITURE, PARTS

# Lines of a text that was not broken for its width are whole paragraphs; so long a one without a stop was broken.
_LONG = 60


def paragraphs(raw: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in order. Takes time proportional to the length of the text."""
    traditional = script.is_traditional(raw)
    return tuple(_joined(grown, traditional=traditional) for grown in _grown(lines.unrepeated(lines.lines(raw))))


def front(raw: str) -> str:
    """The title that a Markdown file's front matter names; "" without one."""
    head = FURNITURE.front.match(raw)
    match = FURNITURE.front_title.search(head[0]) if head else None
    return script.plain(match[0].strip(" \"'"), traditional=script.is_traditional(raw)) if match else ""


def _grown(read: list[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    grown: list[Line] = []
    for index, line in enumerate(read):
        if line.role == "number" and grown and any(_goes_on(grown, later) for later in read[index + 1 : index + 2]):
            continue  # a page number in the middle of a sentence
        if grown and _goes_on(grown, line):
            grown.append(line)
            continue
        if grown:
            yield grown
        grown = [line]
    if grown:
        yield grown


def _goes_on(grown: list[Line], line: Line) -> bool:
    """Tell whether a line continues a paragraph: its sentence is not finished, and it was broken for want of room."""
    role, last = grown[0].role, grown[-1]
    if line.role != "text" or role in ("row", "number"):
        return False
    text, end = line.text, last.text[-1]
    is_open = FURNITURE.open_end.search(end) is not None
    if (
        FURNITURE.fragment.match(text)
        or FURNITURE.label.match(text)
        or FURNITURE.end.search(end)
        or PARTS.glossary.match(last.text)
    ):
        return False
    if role == "heading" and not (last.wide or is_open):
        return False
    if FURNITURE.numbered.match(text) and not (is_open and text[0].isdecimal() and last.wide):
        return False
    return is_open or last.wide or (len(last.text) >= _LONG and not FURNITURE.closes.search(end))


def _joined(grown: list[Line], *, traditional: bool) -> Paragraph:
    text, breaks = "", []
    for line in grown:
        breaks.append((len(text), line.number))
        edge = text[-1:] + line.text[:1]
        text += " " * (len(edge) > 1 and edge.isascii() and edge.isalpha()) + line.text
    plain = script.plain(text, traditional=traditional)
    # One text for both where they agree: in most lines of 20 MB.
    return Paragraph(text, text if plain == text else plain, tuple(breaks), grown[0].role, grown[0].depth)

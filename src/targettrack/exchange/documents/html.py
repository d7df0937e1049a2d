"""A web page → the paragraphs and tables of its article; menus, links to other pages and footers left out. Knows no targets."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from targettrack.errors import TargettrackError
from targettrack.exchange.documents.rows import MOST_COLUMNS, Cell, is_layout, lines
from targettrack.exchange.documents.text import Block, Place, Text, text_of
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TAGS = 300_000
"""Tags of a page that are read; a report has a thousand, and one in which a program has coloured every character 40,000."""
_LEFT_OUT = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button"),
        *("select", "option", "iframe", "svg", "math", "object", "audio", "video", "canvas", "rt", "rp"),
        *("dialog", "input", "textarea"),
    )
)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
# Words of a class or an id by which the builders of offices' sites call what surrounds an article.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|foot(?:er)?|bread-?crumbs?|crumbs?|share|bdsharebuttonbox|side(?:bar)?|copyright"
    r"|banner|search|toolbar|position|location|dqwz|related|pagination|qrcode|ewm|print|login|topbar|friendlinks?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# What surrounds an article is less of the page; where most of it is links, it leads to other pages.
_SMALL, _LINKED, _FEW = 0.2, 0.6, 3
_MAY_LINK = frozenset(("ul", "ol", "table", "div", "p", "dl"))
_MAY_BE_AROUND = frozenset(["div", "ul", "ol", "table", "section", "header", "p", "dl", "span", "td", "li"])
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ul"),
    )
)
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
# A longer line is no heading; so much text in a cell makes the table a frame.
_HEADING, _PROSE = 60, 400
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u3000]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_MOST_ROWS = 500


def read(data: bytes, name: str) -> Text:
    """The text of a web page. TargettrackError documents-missing, html-too-large (limit), not-text."""
    try:
        from lxml import etree
    except ImportError:
        raise TargettrackError("documents-missing", path=name) from None
    text = _decoded(data)
    if text.count("<") > MOST_TAGS:
        raise TargettrackError("html-too-large", path=name, limit=MOST_TAGS)
    # Nothing is fetched, no entity of a file is known, and what is deeper than 256 tags ends the parsing.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    page = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if any(fault.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for fault in parser.error_log):
        raise TargettrackError("html-too-large", path=name, limit=MOST_TAGS)
    writer = _Writer()
    body = None if page is None else page.find("body")
    if body is not None:
        _strip(body)
        writer.write(body)
        writer.end()
    return text_of(writer.blocks)


def _decoded(data: bytes) -> str:
    """The characters of a page: Big5 where it says so, else as of any text."""
    from targettrack.extract import script  # its patterns cost 90 ms

    if _CHARSET.search(data[:2048]):
        with suppress(UnicodeDecodeError):
            return data.decode("big5hkscs")
    return script.read_bytes(data)


def _size(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


class _Measure(NamedTuple):
    size: int  # characters of an element
    linked: int  # those of its links
    links: int


def _measured(body: Any) -> dict[Any, _Measure]:
    """How much each element holds: in one pass from the inside to the outside, for a page may be nested 256 deep."""
    out: dict[Any, _Measure] = {}
    for node in reversed(list(body.iter())):
        size, linked, links = _size(node.text), 0, 0
        for child in node:
            own = out[child]
            size, linked, links = size + own.size + _size(child.tail), linked + own.linked, links + own.links
        if node.tag == "a" and node.get("href") is not None:
            linked, links = size, 1
        out[node] = _Measure(size, linked, links)
    return out


def _strip(body: Any) -> None:
    """Take out what is no part of the article."""
    _drop(node for node in body.iter() if node.tag in _LEFT_OUT or _is_hidden(node))
    measured = _measured(body)
    small = measured[body].size * _SMALL
    gone = [
        node
        for node, own in measured.items()
        if (node.tag in _MAY_BE_AROUND and own.size < small and _AROUND.search(_said(node)))
        or (node.tag in _MAY_LINK and own.links >= _FEW and own.linked > own.size * _LINKED)
    ]
    _drop(gone)


def _said(node: Any) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _is_hidden(node: Any) -> bool:
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or node.get("role") in _ROLES
        or _HIDDEN.search(node.get("style", "")) is not None
    )


def _drop(nodes: Any) -> None:
    """Remove nodes; the text behind each stays."""
    for node in list(nodes):
        parent, before = node.getparent(), node.getprevious()
        if parent is None:
            continue
        tail = node.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(node)


@dataclass(slots=True)
class _Writer:
    """Lines as a browser breaks them, counted as a reader counts them."""

    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    _line: list[str] = field(default_factory=list)
    _heading: int = 0

    def write(self, node: Any, *, preformatted: bool = False) -> None:
        """An element with everything in it, and not what follows it."""
        if node.tag == "table" and not _is_frame(node):
            self.end()
            self._table(node)
            return
        is_block = node.tag in _BLOCKS
        preformatted = preformatted or node.tag == "pre"
        if is_block:
            self.end()
            self._heading = _HEADINGS.get(node.tag, 0)
        if node.tag == "br":
            self.end()
        self._say(_marked(node), preformatted=preformatted)
        for child in node:
            self.write(child, preformatted=preformatted)
            self._say(child.tail or "", preformatted=preformatted)
        if is_block:
            self.end()
            self._heading = 0

    def end(self) -> None:
        """The line is over."""
        text = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self.paragraphs += 1
            signs = f"{'#' * self._heading} " if self._heading and len(text) <= _HEADING else ""
            self.blocks.append(Block(signs + text, ((0, Place(paragraph=self.paragraphs)),)))

    def _say(self, text: str, *, preformatted: bool) -> None:
        first, *others = text.split("\n") if preformatted else [text]
        self._line.append(first)
        for line in others:
            self.end()
            self._line.append(line)

    def _table(self, table: Any) -> None:
        self.tables += 1
        for number, line in enumerate(lines(_grid(table)), 1):
            if line:
                self.blocks.append(Block(line, ((0, Place(table=self.tables, row=number)),)))


def _marked(node: Any) -> str:
    """The text before the first child; the sign of an entry; a raised number as that of a footnote."""
    text: str = node.text or ""
    if node.tag == "li":
        parent = node.getparent()
        if parent is not None and parent.tag == "ol":
            return f"{1 + sum(1 for before in node.itersiblings('li', preceding=True))}. {text}"
        return f"- {text}"
    return f"[{text.strip()}]" if node.tag == "sup" and text.strip().isdecimal() else text


def _is_frame(table: Any) -> bool:
    """Whether a table only lays out the page: another one is in it, or text of many lines, or it has one column."""
    if table.find(".//table") is not None:
        return True
    if any(
        sum(1 for _p in cell.iter("p", "br")) > _FEW and _size("".join(cell.itertext())) > _PROSE
        for cell in table.iter("td")
    ):
        return True
    return is_layout([list(_cells(row)) for row in table.iter("tr")])


def _cells(row: Any) -> Iterator[Cell]:
    for cell in row.iterchildren("td", "th"):
        writer = _Writer()
        writer.write(cell)
        yield Cell(tuple(block.text for block in writer.blocks), columns=_span(cell, "colspan", MOST_COLUMNS))


def _span(cell: Any, name: str, most: int) -> int:
    said = cell.get(name, "").strip()
    return min(most, max(1, int(said))) if said.isdecimal() and len(said) < _HEADING else 1


def _grid(table: Any) -> list[list[Cell]]:
    """The rows of a table, with a cell for each place that one of above takes."""
    out: list[list[Cell]] = []
    held: dict[int, tuple[int, int]] = {}  # of a column: rows that the cell above still takes, and its columns
    for row in table.iter("tr"):
        cells: list[Cell] = []
        column, now = 0, dict[int, tuple[int, int]]()
        own = iter(zip(row.iterchildren("td", "th"), _cells(row), strict=True))
        pair = next(own, None)
        while (pair is not None or column in held) and column < MOST_COLUMNS:
            if column in held:
                left, columns = held.pop(column)
                cells.append(Cell(goes_on=True, columns=columns))
            else:
                assert pair is not None
                node, cell = pair
                left, columns = _span(node, "rowspan", _MOST_ROWS), cell.columns
                cells.append(cell)
                pair = next(own, None)
            if left > 1:
                now[column] = (left - 1, columns)
            column += columns
        held = now
        out.append(cells)
    return out

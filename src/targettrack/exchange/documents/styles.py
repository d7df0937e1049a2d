"""What the styles and the lists of a Word document say of its paragraphs: headings, numbers, contents. Knows no text."""

from __future__ import annotations

from dataclasses import dataclass, field

from targettrack.exchange.documents.numbering import Level

_BASES = 12
"""Styles that rest on one another; more than Word allows are a ring."""


@dataclass(slots=True)
class Style:
    """One style, as far as it is told apart here."""

    name: str = ""
    base: str = ""
    outline: int | None = None  # 0: of the highest headings
    list_id: str = ""
    depth: int | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by id; hears styles.xml."""

    known: dict[str, Style] = field(default_factory=dict)
    _now: Style = field(default_factory=Style)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        value = attributes.get("w:val", "")
        if tag == "style":
            self._now = self.known[attributes.get("w:styleId", "")] = Style()
        elif tag == "name":
            self._now.name = value.casefold()
        elif tag == "basedOn":
            self._now.base = value
        elif tag == "outlineLvl":
            self._now.outline = whole(value)
        elif tag == "numId":
            self._now.list_id = value
        elif tag == "ilvl":
            self._now.depth = whole(value)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "style":
            self._now = Style()

    def text(self, text: str) -> None:
        """Nothing here has any."""

    def of(self, key: str) -> Style:
        """A style with what it has from those that it rests on."""
        found = Style()
        for _base in range(_BASES):
            style = self.known.get(key)
            if style is None:
                break
            found.name = found.name or style.name
            found.outline = style.outline if found.outline is None else found.outline
            found.list_id, found.depth = (
                found.list_id or style.list_id,
                style.depth if found.depth is None else found.depth,
            )
            key = style.base
        return found


@dataclass(slots=True)
class Lists:
    """The lists of a document; hears numbering.xml."""

    _kinds: dict[str, dict[int, Level]] = field(default_factory=dict)
    _of: dict[str, str] = field(default_factory=dict)
    _starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _kind: dict[int, Level] = field(default_factory=dict)
    _level: int = 0
    _list: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        value = attributes.get("w:val", "")
        if tag == "abstractNum":
            self._kind = self._kinds[attributes.get("w:abstractNumId", "")] = {}
        elif tag in {"lvl", "lvlOverride"}:
            self._level = whole(attributes.get("w:ilvl", "")) or 0
            if tag == "lvl" and not self._list:
                self._kind[self._level] = Level()
        elif tag in {"start", "numFmt", "lvlText"} and self._level in self._kind and not self._list:
            level = self._kind[self._level]
            change = {"start": whole(value) or 0} if tag == "start" else {"form" if tag == "numFmt" else "text": value}
            self._kind[self._level] = level._replace(**change)
        elif tag == "num":
            self._list = attributes.get("w:numId", "")
        elif tag == "abstractNumId":
            self._of[self._list] = value
        elif tag == "startOverride":
            self._starts.setdefault(self._list, {})[self._level] = whole(value) or 0

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "num":
            self._list = ""

    def text(self, text: str) -> None:
        """Nothing here has any."""

    def levels(self) -> dict[str, dict[int, Level]]:
        """The levels of each list by its id."""
        out = {}
        for key, kind in self._of.items():
            starts = self._starts.get(key, {})
            levels = self._kinds.get(kind, {})
            out[key] = {n: level._replace(start=starts.get(n, level.start)) for n, level in levels.items()}
        return out


def whole(text: str) -> int | None:
    """A small number that an attribute holds; None: it is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 9 else None  # noqa: PLR2004  # below a billion

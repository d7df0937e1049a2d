"""A report in words, before it has a shape: headings, sentences, facts, tables, bars. Each format renders these."""

from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from targettrack.views.progress import Progress  # with all that charts are drawn from, which few documents have


class Bar(NamedTuple):
    """A share of the goal beside the share to be expected, both in per cent; None where there is none."""

    label: str
    actual: Decimal | None
    expected: Decimal | None
    tone: str


class Cell(NamedTuple):
    """A piece of text with a tone: that of a light, "strong", "muted" or "" for none. The text need not be safe yet."""

    text: str
    tone: str = ""
    detail: str = ""  # a second, quieter line; its column says what it is
    bar: Bar | None = None  # the same as `detail` says, drawn; a screen may show it, the others need not


class Column(NamedTuple):
    """A table column. `right` aligns numbers; `grow` takes the width that is left."""

    title: str
    right: bool = False
    grow: bool = False
    detail: str = ""  # the title of the cells' second lines; "" where they have none
    under: bool = False  # a screen may put these cells below those of the growing column
    fixed: bool = False  # of a terse table: its cells are not shortened


class Heading(NamedTuple):
    """A heading; level 1 is the document's title."""

    text: str
    level: int = 2


class Prose(NamedTuple):
    """Running text, in one or several tones."""

    cells: tuple[Cell, ...]


class Facts(NamedTuple):
    """Names and values."""

    pairs: tuple[tuple[str, Cell], ...]
    tiles: bool = False  # few and short ones, which stand side by side


class Grid(NamedTuple):
    """Rows of cells under columns; the first column names the row. A table without rows is not shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""  # where a screen may show the first rows only: the sentence that says so, with {n} for the rest
    terse: bool = False  # a screen gives each row one line, without details, and shortens what is too long


Block = Heading | Prose | Facts | Grid | Bar


class Document(NamedTuple):
    """What a view says, in the language in use."""

    title: str
    blocks: tuple[Block, ...]
    sheets: bool = False  # on paper, each section begins a new sheet
    single: bool = False  # it is one sheet of paper, and on a screen each heading stands in the line of its text
    drawn: "Progress | None" = None  # the report that a page may draw pictures of before these blocks

    @property
    def is_titled(self) -> bool:
        """Whether the title stands among the blocks."""
        return any(isinstance(block, Heading) and block.level == 1 for block in self.blocks)


def text(*parts: str | Cell) -> Prose:
    """A paragraph of plain texts and cells."""
    return Prose(tuple(part if isinstance(part, Cell) else Cell(part) for part in parts))


def note(sentence: str) -> Prose:
    """A quiet sentence."""
    return text(Cell(sentence, "muted"))

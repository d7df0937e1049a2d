"""Documents on a terminal: cells not characters, folded not cut, colour only beside a word. Rich measures and colours."""

import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from targettrack.render.abridged import shortened
from targettrack.render.document import Bar, Block, Cell, Document, Facts, Grid, Heading, Prose
from targettrack.render.fold import fold
from targettrack.render.look import Look
from targettrack.render.numbers import percent
from targettrack.render.safe import safe

_STYLES = {
    "red": "bold red",
    "yellow": "yellow",
    "green": "green",
    "blue": "bold blue",
    **{f"{colour}-outline": f"italic {colour}" for colour in ("red", "yellow", "green")},
    "blue-outline": "blue",
    "grey-outline": "italic bright_black",
    "grey": "bright_black",
    "none": "",
    "muted": "bright_black",
    "strong": "bold",
    "marked": "bold underline",
    "": "",
}
GAP = 2
BAR_CELLS = 40
NARROWEST = 6
ROOM_FOR_BAR = 32
"""A column of so many cells shows bars."""
TERSE = 20
"""Cells that a column of a terse table keeps before the others are made narrower."""
FIRST_ROWS = 20
"""Rows of a table that a screen shows before it says how many more there are."""


def render(document: Document, look: Look) -> str:
    """The document as text for a screen of `look.width` cells, with ANSI colour where it is wanted."""
    width = max(look.width, 20)
    blocks = _run_in(document.blocks) if document.single else document.blocks
    lines = [line for block in blocks for line in _lines(block, width)][1 if document.single else 0 :]
    if not look.color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from rich.console import Console  # 20 ms that only colour needs

    out = io.StringIO()
    console = Console(file=out, width=10_000, force_terminal=True, color_system="standard", _environ={})
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
    return out.getvalue()


def _run_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each heading of a part at the head of its paragraph, or as a plain line above its table."""
    head: tuple[Cell, ...] = ()
    for block in blocks:
        match block:
            case Heading(level=level) if level > 1:
                head = (Cell(block.text, "strong"),)
            case Prose() if head:
                yield Prose((*head, Cell("  "), *block.cells))
                head = ()
            case _:
                if head:
                    yield Prose(head)
                head = ()
                yield block


def _lines(block: Block, width: int) -> list[Text]:
    match block:
        case Heading():
            return [Text(), *(_styled(line, "strong") for line in fold(safe(block.text), width))]
        case Prose():
            return _paragraph(block, width)
        case Facts():
            return _tiles(block, width) if block.tiles else _facts(block, width)
        case Grid():
            return _terse(block, width) if block.terse else _table(block, width)
        case Bar():
            return _bar(block, width)


def _styled(text: str, tone: str) -> Text:
    return Text(text, style=_STYLES[tone])


def _paragraph(paragraph: Prose, width: int) -> list[Text]:
    """The cells one after the other, folded together, each in its tone."""
    lines, position = [], 0
    whole = Text("").join(_styled(safe(cell.text), cell.tone) for cell in paragraph.cells)
    for folded in fold(whole.plain, width):
        position = whole.plain.index(folded, position)
        lines.append(whole[position : position + len(folded)])
        position += len(folded)
    return lines


def _facts(facts: Facts, width: int) -> list[Text]:
    left = max((cell_len(safe(name)) for name, _cell in facts.pairs), default=0) + GAP
    lines = []
    for name, cell in facts.pairs:
        for number, folded in enumerate(fold(safe(cell.text), width - left)):
            head = safe(name) if number == 0 else ""
            lines.append(_styled(_padded(head, left), "muted") + _styled(folded, cell.tone))
    return lines


def _tiles(facts: Facts, width: int) -> list[Text]:
    """Names and values side by side, as many in a line as it has room for."""
    lines: list[Text] = []
    for name, cell in facts.pairs:
        tile = _styled(f"{safe(name)} ", "muted") + _styled(safe(cell.text), cell.tone)
        tile += _styled(safe(cell.detail), "muted")
        if lines and cell_len(lines[-1].plain) + GAP + cell_len(tile.plain) <= width:
            lines[-1] += Text(" " * GAP) + tile
        else:
            lines.append(tile)
    return lines


def _terse(table: Grid, width: int) -> list[Text]:
    """Each row in one line: what is not `fixed` is made narrower until all fit, and what is too long is shortened."""
    if not table.rows:
        return []
    head = tuple(Cell(column.title, "strong") for column in table.columns)
    rows = [tuple(Cell(safe(cell.text), cell.tone) for cell in row) for row in (head, *table.rows)]
    fixed = [column.fixed for column in table.columns]
    rows = [
        tuple(
            cell._replace(text=shortened(cell.text, TERSE)) if kept else cell
            for cell, kept in zip(row, fixed, strict=True)
        )
        for row in rows
    ]
    widths = _widths(rows, fixed, width)
    short = [
        tuple(cell._replace(text=shortened(cell.text, room)) for cell, room in zip(row, widths, strict=True))
        for row in rows
    ]
    return [line for row in short for line in _row(row, widths, [column.right for column in table.columns])]


def _table(table: Grid, width: int) -> list[Text]:
    """Columns as wide as their text, the widest made narrower until all fit; text is folded into them."""
    if not table.rows:
        return []
    table = _narrowed(table)
    shown = table.rows[: FIRST_ROWS if table.more else None]
    head = tuple(Cell(column.title, "strong") for column in table.columns)
    right = [column.right for column in table.columns]
    widths = _widths([head, *shown], right, width)
    lines = _row(head, widths, right)
    lines.append(_styled("─" * (sum(widths) + GAP * (len(widths) - 1)), "muted"))
    lines += [line for row in shown for line in _row(row, widths, right)]
    if len(shown) < len(table.rows):
        rest = table.more.format(n=len(table.rows) - len(shown))
        lines += [_styled(line, "muted") for line in fold(rest, width)]
    return lines


def _narrowed(table: Grid) -> Grid:
    """The table with its `under` columns as second lines of the growing one, before the details that stand there."""
    under = [i for i, column in enumerate(table.columns) if column.under]
    if not under:
        return table
    kept = [i for i in range(len(table.columns)) if i not in under]
    rows = []
    for row in table.rows:
        below = " · ".join(row[i].text for i in under if row[i].text)
        cells = [row[i] for i in kept]
        grows = next(n for n, i in enumerate(kept) if table.columns[i].grow)
        detail = " · ".join(filter(None, (below, cells[grows].detail)))
        cells[grows] = cells[grows]._replace(detail=detail)
        rows.append(tuple(cells))
    return Grid(tuple(table.columns[i] for i in kept), tuple(rows), table.more)


def _widths(rows: Sequence[Sequence[Cell]], kept: list[bool], width: int) -> list[int]:
    """What each column gets: its widest text, less what has to be taken from the widest of those that are not `kept`."""
    widths = [
        max(max(cell_len(safe(row[i].text)), cell_len(safe(row[i].detail))) for row in rows) for i in range(len(kept))
    ]
    room = width - GAP * (len(widths) - 1)
    while sum(widths) > room:
        widest = max((w, i) for i, w in enumerate(widths) if not kept[i])
        if widest[0] <= NARROWEST:
            break
        widths[widest[1]] -= 1
    return widths


def _row(row: Sequence[Cell], widths: list[int], right: list[bool]) -> list[Text]:
    columns = [_cell(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(len(column) for column in columns)):
        line = Text()
        for column, width, is_right in zip(columns, widths, right, strict=True):
            text = column[number] if number < len(column) else Text()
            blank = " " * (width - cell_len(text.plain))
            line.append(blank if is_right else "").append_text(text).append("" if is_right else blank).append(" " * GAP)
        lines.append(line)
    return lines


def _cell(cell: Cell, width: int) -> list[Text]:
    """The text, the quieter line below it, and the bar where there is room for one."""
    lines = [_styled(line, cell.tone) for line in fold(safe(cell.text), width)]
    if cell.detail:
        lines += [_styled(line, "muted") for line in fold(safe(cell.detail), width)]
    if cell.bar is not None and width >= ROOM_FOR_BAR:
        lines += _bar(cell.bar, width)
    return lines


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _bar(bar: Bar, width: int) -> list[Text]:
    """`━` up to the share reached, `┃` where it was expected to be; a share above 100 % fills the bar.

    Where there is no room for a bar, the figures stand alone.
    """
    label, figures = f"{safe(bar.label)}  " if bar.label else "", f"  {percent(bar.actual)} / {percent(bar.expected)}"
    size = min(BAR_CELLS, width - cell_len(label + figures))
    if size < NARROWEST:
        return [_styled(line, "muted") for line in fold(label + figures.strip(), width)]
    reached = min(size, max(0, round((bar.actual or 0) * size / 100)))
    cells = ["━"] * reached + ["─"] * (size - reached)
    if bar.expected is not None:
        cells[min(size - 1, max(0, round(bar.expected * size / 100) - 1))] = "┃"
    shown = _styled(label, "muted")
    shown.append("".join(cells[:reached]), _STYLES[bar.tone]).append("".join(cells[reached:]), _STYLES["muted"])
    return [shown.append(figures)]

"""The blocks of a document as HTML. Knows no view."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from targettrack.rating.vocabulary import LAMPS
from targettrack.render.document import Bar, Block, Cell, Column, Facts, Grid, Heading, Prose
from targettrack.render.html import draw
from targettrack.render.html.shell import text

LONG = 400
"""Texts of more characters are folded: the page shows their beginning, and all of it on demand."""
SHOWN = 160
MANY = 200
"""A table of more rows of running text is laid out row by row, as each comes into view."""
_LIGHTS = frozenset(lamp.code for lamp in LAMPS)


def html(blocks: Iterable[Block], anchors: Collection[str] = ()) -> str:
    """The blocks one after another. A row that is named like one of the `anchors` links to it."""
    return "\n".join(_html(block, anchors) for block in blocks)


def long(data: str) -> str:
    """A text of any length, none of it lost."""
    if len(data) <= LONG:
        return text(data)
    return f"<details><summary>{text(data[:SHOWN])}…</summary>{text(data)}</details>"


def head(columns: Sequence[Column], picks: Mapping[str, str] | None = None) -> str:
    """The head of a table. `picks` says by the title of a column what its values are called, where rows can be picked by them."""
    cells = []
    for column in columns:
        pick = f' data-pick="{text(picks[column.title])}"' if picks and column.title in picks else ""
        detail = f"<small>{text(column.detail)}</small>" if column.detail else ""
        cells.append(f'<th scope="col"{_side(column)}{pick}>{text(column.title)}{detail}</th>')
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def drawn(
    classes: str,
    columns: Sequence[Column],
    rows: Sequence[str],
    picks: Mapping[str, str] | None = None,
    anchor: str = "",
) -> str:
    """A table of rows that are HTML already; nothing without rows."""
    name = f' id="{anchor}"' if anchor else ""
    body = "\n".join(rows)
    table = f'<table class="{classes}"{name}>\n{head(columns, picks)}\n<tbody>\n{body}\n</tbody></table>'
    return table if rows else ""


def plain(cell: Cell) -> str:
    """A cell as running text in its tone."""
    shown = f'<span class="{text(cell.tone)}">{long(cell.text)}</span>' if cell.tone else long(cell.text)
    return shown + _below(cell)


def lamp(cell: Cell) -> str:
    """A cell of which the word lights up, where its tone is a light."""
    if cell.tone not in _LIGHTS:
        return plain(cell)
    return f'<span class="lamp {cell.tone}">{long(cell.text)}</span>{_below(cell)}'


def _below(cell: Cell) -> str:
    """The quieter line, and what it says drawn."""
    detail = f"<small>{long(cell.detail)}</small>" if cell.detail else ""
    return detail if cell.bar is None else detail + draw.share(cell.bar.actual, cell.bar.expected, cell.bar.tone)


def _html(block: Block, anchors: Collection[str]) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{text(block.text)}</h{block.level}>"
        case Prose():
            return "<p>" + "".join(plain(cell) for cell in block.cells) + "</p>"
        case Facts(tiles=True):
            return f'<ul class="tiles">{"".join(_tile(name, cell) for name, cell in block.pairs)}</ul>'
        case Facts():
            pairs = "".join(f"<div><dt>{text(name)}</dt><dd>{plain(cell)}</dd></div>" for name, cell in block.pairs)
            return f"<dl>{pairs}</dl>"
        case Grid():
            return _table(block, anchors)
        case Bar():
            return f'<div class="share">{text(block.label)} {draw.bar(block.actual, block.expected, block.tone)}</div>'


def _tile(name: str, cell: Cell) -> str:
    below = f"<small>{text(cell.detail)}</small>" if cell.detail else ""
    return (
        f'<li class="tile {text(cell.tone)}"><div><b>{text(cell.text)}</b><span>{text(name)}</span>{below}</div></li>'
    )


def _table(table: Grid, anchors: Collection[str]) -> str:
    """A table; on a narrow screen one with running text becomes a list. A last row with a strong name is the sum."""
    columns = table.columns
    many = " many" if len(table.rows) > MANY else ""
    cards = f' class="cards{many}"' if any(column.detail for column in columns) else ""
    has_sum = bool(table.rows) and table.rows[-1][0].tone == "strong"
    rows = table.rows[:-1] if has_sum else table.rows
    body = "\n".join(_row(columns, row, anchors, "<div>{}</div>" if table.terse else "{}") for row in rows)
    foot = f"\n<tfoot>{_row(columns, table.rows[-1], anchors)}</tfoot>" if has_sum else ""
    return f'<div class="wide"><table{cards}>\n{head(columns)}\n<tbody>\n{body}\n</tbody>{foot}</table></div>'


def _row(columns: Sequence[Column], row: Sequence[Cell], anchors: Collection[str], box: str = "{}") -> str:
    """A row of a table. `box`: what the cells of a terse one stand in, which can be kept from growing."""
    name, *others = row
    link = f'<a href="#{text(name.text)}">{text(name.text)}</a>' if name.text in anchors else lamp(name)
    cells = "".join(_data(column, cell, box) for column, cell in zip(columns[1:], others, strict=True))
    return f'<tr><th scope="row"{_side(columns[0])}>{link}</th>{cells}</tr>'


def _data(column: Column, cell: Cell, box: str) -> str:
    if column.right and cell.tone in _LIGHTS:
        return f'<td class="right heat {cell.tone}">{text(cell.text)}</td>'
    # A unit's name cannot be a state, whatever its tone.
    return f"<td{_side(column)}>{box.format(plain(cell) if column.under else lamp(cell))}</td>"


def _side(column: Column) -> str:
    return ' class="right"' if column.right else ""

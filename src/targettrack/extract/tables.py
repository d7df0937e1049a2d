"""Rows of a table → paragraphs of a task's own words, with its unit and time attached. Knows columns and cells, no goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targettrack.extract import units
from targettrack.extract.lines import Paragraph
from targettrack.extract.rules import TABLES, TIMES
from targettrack.extract.units import Assignment
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# Lengths of what stands in a table whose cells have lines of their own, and of a text that ends a table.
_REMARK, _LABEL, _CELL, _TEXT = 8, 16, 30, 80
_COLUMNS = 3
_WHO = ("lead", "duty", "help", "time")


class Entry(NamedTuple):
    """A paragraph and, where it came out of a table, who does it, its printed number and the row as it stands there."""

    paragraph: Paragraph
    assigned: Assignment | None = None
    row: bool = False
    number: str = ""
    quote: str = ""  # where the paragraph's words are put together from several cells


@dataclass(slots=True)
class _Header:
    """The columns that the rows below it have."""

    kinds: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)  # said above the table, for the columns of figures in their order


class _Cell(NamedTuple):
    at: int  # in the row
    text: str
    kind: str = ""
    name: str = ""  # of its column


def entries(paragraphs: tuple[Paragraph, ...]) -> list[Entry]:
    """Replace rows under a header by their tasks and figures; leave all else as it is."""
    out: list[Entry] = []
    header = _Header()
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.role == "row":
            names = [TABLES.blank.sub("", cell.text) for cell in _cells(paragraph)]
            kinds = _kinds(names)
            if _is_header(kinds):
                header = _Header(kinds, names, header.units)
            else:
                out += _row(paragraph, header)
            index += 1
            continue
        if len(paragraph.plain) <= _LABEL and (upright := _upright(paragraphs, index)):
            index, made = _upright_rows(paragraphs, index + len(upright), upright)
            out += made
            continue
        if len(paragraph.plain) <= _CELL and (said := TABLES.units_above.search(paragraph.plain)):
            header = _Header(units=[unit for unit in TABLES.separator.split(said[0]) if unit])
        elif paragraph.role in ("text", "heading") and len(paragraph.plain) > _TEXT:
            header = _Header()
        out.append(Entry(paragraph))
        index += 1
    return out


def _kinds(names: list[str]) -> list[str]:
    last = max((name for name in names if TABLES.bare_year.match(name)), default="")
    return ["old" if TABLES.bare_year.match(name) and name != last else _kind(name) for name in names]


def _kind(name: str) -> str:
    found = TABLES.column.first(name.replace("(", "").replace(")", "")) or TABLES.column.first(
        TABLES.unit_behind.sub("", name)
    )
    return found[0].value if found else ""


def _is_header(kinds: list[str]) -> bool:
    told = any(kind in ("task", "value") for kind in kinds)
    owned = any(kind in ("lead", "duty") for kind in kinds) and (told or sum(map(bool, kinds)) * 2 > len(kinds))
    return len(kinds) > 1 and (owned or ("task" in kinds and "value" in kinds))


def _cells(paragraph: Paragraph) -> list[_Cell]:
    out, at = [], 0
    for cell in paragraph.plain.split("|"):
        stripped = cell.strip()
        out.append(_Cell(at + (cell.index(stripped) if stripped else 0), stripped))
        at += len(cell) + 1
    return out


def _row(paragraph: Paragraph, header: _Header) -> list[Entry]:
    cells = _cells(paragraph)
    if not header.kinds:
        return _guessed(paragraph, cells)
    # A row of a merged first column has fewer cells; its last cells stand under the last columns.
    skipped = max(0, len(header.kinds) - len(cells))
    columns = [*zip(header.kinds[skipped:], header.names[skipped:], strict=True), *[("", "")] * len(cells)]
    cells = [_Cell(cell.at, cell.text, *column) for cell, column in zip(cells, columns, strict=False) if cell.text]
    told: dict[str, str] = {}
    for cell in cells:
        told.setdefault(cell.kind, cell.text)
    assigned = _assigned(told)
    number = told.get("number", "")
    found = _figures(cells, header, told.get("unit", ""))
    named = {name.at for name, _figure, _unit in found}
    out = [_figure(paragraph, *one, assigned, number) for one in found]
    tasks = [cell for cell in cells if cell.kind in ("task", "value") and cell.at not in named and not _is_figure(cell)]
    if not tasks and not found:
        tasks = sorted((cell for cell in cells if not cell.kind), key=lambda cell: len(cell.text))[-1:]
    return out + [Entry(_part(paragraph, cell), assigned, row=True, number=number) for cell in tasks]


def _is_figure(cell: _Cell) -> bool:
    return len(cell.text) <= _LABEL and TABLES.figure.match(cell.text) is not None


def _figures(cells: list[_Cell], header: _Header, unit: str) -> list[tuple[_Cell, _Cell, str]]:
    """The figures of a row, each with the cell that names it and with the unit that it is said in."""
    out: list[tuple[_Cell, _Cell]] = []
    name: _Cell | None = None
    for cell in cells:
        counted = cell.kind in ("task", "value") or (not cell.kind and len(header.units) > 1)
        if counted and name and _is_figure(cell):
            out.append((name, cell))
        elif cell.kind in ("task", "value"):
            name = cell
    every = header.units * (len(out) if len(header.units) == 1 else 1)
    units_above = every if len(every) == len(out) else [""] * len(out)
    return [
        (name, cell, unit or _unit_of(cell.name) or _unit_of(name.text) or above)
        for (name, cell), above in zip(out, units_above, strict=True)
    ]


def _unit_of(name: str) -> str:
    found = TABLES.unit_behind.search(name)
    return found[0].strip("()") if found else ""


def _figure(
    paragraph: Paragraph, name: _Cell, figure: _Cell, unit: str, assigned: Assignment | None, number: str
) -> Entry:
    """The name of a row and a figure as a clause: 城镇新增就业 | 万人 | 3.5 → 城镇新增就业3.5万人."""
    amount = TABLES.amount.search(figure.text)
    said = figure.text[: amount.end()] + unit + figure.text[amount.end() :] if amount and unit else figure.text
    year = TABLES.year.search(figure.name)
    reach = "".join(row.pattern for row in TABLES.reach.rows).format(year[0]) if year else ""
    column = "" if figure.kind else figure.name
    words = reach + TABLES.unit_behind.sub("", name.text) + column + said
    first, last = min(name.at, figure.at), max(name.at + len(name.text), figure.at + len(figure.text))
    made = Paragraph(words, words, ((0, paragraph.line(first)),), "bullet")
    return Entry(made, assigned, row=True, number=number, quote=paragraph.text[first:last])


def _assigned(told: dict[str, str]) -> Assignment | None:
    lead, duty, helping = (units.split(TABLES.label.sub("", told.get(kind, ""))) for kind in _WHO[:3])
    if not any(told.get(kind) for kind in _WHO):
        return None
    return units.led([*([*lead, *duty] or [""]), *helping], told.get("time", ""))


def _guessed(paragraph: Paragraph, cells: list[_Cell]) -> list[Entry]:
    """A row without a header: the longest cell is the task, a cell of nothing but units says who does it."""
    own = [cell for cell in cells if cell.text and units.all_units(cell.text)]
    others = [cell for cell in cells if cell.text and cell not in own and not cell.text.isdigit()]
    if not others:
        return []
    task = max(others, key=lambda cell: len(cell.text))
    names = [name for cell in own for name in units.split(cell.text)]
    assigned = units.led(names) if names else None
    tasks: Iterable[_Cell] = [task] if own or len(others) == 1 else others
    return [Entry(_part(paragraph, cell), assigned, row=True) for cell in tasks]


def _part(paragraph: Paragraph, cell: _Cell) -> Paragraph:
    at, end = cell.at, cell.at + len(cell.text)
    breaks = ((0, paragraph.line(at)), *((offset - at, line) for offset, line in paragraph.breaks if at < offset < end))
    return paragraph._replace(text=paragraph.text[at:end], plain=cell.text, breaks=breaks, role="bullet")


def _upright(paragraphs: tuple[Paragraph, ...], index: int) -> list[str]:
    kinds = []
    for paragraph in paragraphs[index : index + 8]:
        kind = _kind(TABLES.blank.sub("", paragraph.plain)) if len(paragraph.plain) <= _LABEL else ""
        if not kind:
            break
        kinds.append(kind)
    return kinds if len(kinds) >= _COLUMNS and _is_header(kinds) else []


def _upright_rows(paragraphs: tuple[Paragraph, ...], index: int, header: list[str]) -> tuple[int, list[Entry]]:
    """Read rows of cells, one a line: the serial number begins a row; after the task come its units."""
    out: list[Entry] = []
    pending: Paragraph | None = None
    names: list[str] = []
    time = number = ""

    def flush() -> None:
        if pending is not None:
            assigned = units.led(names, time) if names or time else None
            out.append(Entry(pending, assigned, row=True, number=number))

    while index < len(paragraphs):
        paragraph = paragraphs[index]
        text = paragraph.plain
        if len(text) > _CELL and paragraph.role == "heading":
            break
        if paragraph.role == "number":
            flush()
            pending, names, time, number = None, [], "", text.strip()
        elif pending is not None and units.all_units(text):
            names += units.split(text)
        elif pending is not None and "time" in header and len(text) <= _LABEL and TIMES.time.search(text):
            time = text
        elif pending is None or names or len(text) > _REMARK:
            flush()
            pending, names, time = paragraph._replace(role="bullet"), [], ""
        index += 1
    flush()
    return index, out

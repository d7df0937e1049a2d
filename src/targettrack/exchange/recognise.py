"""A workbook as people send it → its tables: which row is the heading, which column is which, which rows hold something.

Knows the names of columns; knows no target. What is not understood is named: sheets, columns and rows that are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum, auto
from functools import lru_cache

from targettrack.exchange.columns import Caption
from targettrack.exchange.grid import Sheet, Value
from targettrack.named import NamedTuple

_DEEPEST_HEADING = 30
"""Rows with something in them above which the heading stands."""
_LEAST = 2
"""Columns that a heading names."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_EDGES = re.compile(r"^[*★※#]+|[*★※:]+$")
_TOTAL = re.compile(r"(?:本页|累计|全部)?[合总小]计(?:\d+[项条件个])?|共\d+[项条件个]|totals?", re.IGNORECASE)
_NOTE = re.compile(r"(?:备?注|说明|填[表报]|制表|※|\*|notes?\b)", re.IGNORECASE)
_SIGNED = re.compile(r"(?:填[表报]|制表|审[核批签]|报送|经办|联系|单位|主要|分管|负责|签[字章])[^:，。]{0,10}:")
_ONE_TARGET = frozenset({"id", "value", "goal_value", "act", "opinion", "confidence", "q1", "q2", "q3", "q4"})
"""Columns of which a merged cell says something of its first row only, as far as anybody can tell."""


class Left(StrEnum):
    """Why a row is left out."""

    TOTAL = auto()
    NOTE = auto()


class Row(NamedTuple):
    """A row of a table."""

    number: int  # of the sheet, from 0
    values: Mapping[str, Value]  # by code; what is blank is not there
    added: Mapping[int, Value]  # by column: below headings that are none of ours, or below none
    section: str  # the line across the table that it stands below; "": there is none
    is_hidden: bool


class Table(NamedTuple):
    """What a sheet holds."""

    sheet: str
    heading: int  # number of the last row of the heading, from 0
    columns: Mapping[str, int]  # the column of each code
    headings: Mapping[int, str]  # of all columns, as they are written
    rows: tuple[Row, ...]
    left: tuple[tuple[int, Left, str], ...]  # rows left out: number, why, what stands there

    @property
    def added(self) -> tuple[str, ...]:
        """The headings that are none of ours, in their order."""
        known = set(self.columns.values())
        return tuple(text for column, text in self.headings.items() if column not in known)


class Tables(NamedTuple):
    """What a workbook holds."""

    tables: tuple[Table, ...]
    unread: tuple[str, ...]  # sheets that hold something, but no heading; hidden ones too


def tables(
    sheets: Sequence[Sheet],
    captions: Collection[Caption],
    needed: Collection[str],
    told: Mapping[str, str] | None = None,
) -> Tables:
    """The tables of a workbook. A heading names all `needed` columns, and two of `captions` at least.

    `told`: codes that a person gave for headings; "" for one that is not to be read.
    """
    meant = {folded(heading): code for heading, code in (told or {}).items()}
    found, unread = [], []
    for sheet in sheets:
        if not any(sheet.rows) or sheet.name.startswith("_"):
            continue  # our own hidden ones
        table = None if sheet.is_hidden else _table(sheet, captions, needed, meant)
        if table:
            found.append(table)
        else:
            unread.append(sheet.name)
    return Tables(tuple(found), tuple(unread))


def named(
    headings: Mapping[int, Sequence[str]], captions: Collection[Caption], told: Mapping[str, str]
) -> dict[str, int]:
    """Which column each code is, by the headings of columns, of which the first ways to read one come first.

    What was `told` of a heading goes before all, a column's own name before its other names: of two that could be a code
    that one is taken which says so.
    """
    own, also = _names(tuple(captions))
    said = {column: told[folded(way)] for column, ways in headings.items() for way in ways if folded(way) in told}
    columns = {code: column for column, code in said.items() if code}
    for bare in (folded, _bare):
        for known in (own, also):
            for column, ways in headings.items():
                if column in columns.values() or column in said:
                    continue
                codes = next((known[bare(way)] for way in ways if bare(way) in known), [])
                code = next((code for code in codes if code not in columns), None)
                if code:
                    columns[code] = column
    return columns


@lru_cache(maxsize=64)  # sixty sheets of one form ask for the same, several times a row
def _names(captions: tuple[Caption, ...]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The codes that a folded heading may mean: by a column's own names, and by all that it is known by."""
    own = {folded(name): [caption.code] for caption in captions for name in (caption.code, *caption.names[:2])}
    also: dict[str, list[str]] = {}
    for caption in captions:
        for name in caption.names:
            also.setdefault(folded(name), []).append(caption.code)
    return own, also


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """A heading as it is looked up, without blanks and line ends."""
    return _EDGES.sub("", "".join(unicodedata.normalize("NFKC", heading).split())).casefold()


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    """Without what stands in brackets: 牵头单位（排第一的为牵头单位）."""
    return _EDGES.sub("", _BRACKETED.sub("", folded(heading)))


def _table(
    sheet: Sheet, captions: Collection[Caption], needed: Collection[str], told: Mapping[str, str]
) -> Table | None:
    across, down = _filled(sheet, across=True), _filled(sheet, across=False)
    present = [number for number, row in enumerate(across) if row][:_DEEPEST_HEADING]
    readings = [
        (number + depth, depth, headings, named(headings, captions, told))
        for number in present
        for depth in (1, 2)
        for headings in [_headings(across[number : number + depth])]
    ]
    headed = [one for one in readings if len(one[-1]) >= _LEAST and set(needed) <= set(one[-1])]
    if not headed:
        return None
    start, _depth, headings, columns = max(headed, key=lambda one: (len(one[-1]), -one[1]))
    shown = {column: " ".join(ways[0].split()) for column, ways in headings.items()}
    rows, left = _rows(sheet, down, start, columns, shown)
    return Table(sheet.name, start - 1, columns, shown, tuple(rows), tuple(left))


def _filled(sheet: Sheet, *, across: bool) -> list[dict[int, Value]]:
    """The values of each row, that of a merged cell in all its rows; in all its columns, too, if `across`."""
    rows: list[dict[int, Value]] = [
        {n: cell.value for n, cell in enumerate(row) if cell.value is not None} for row in sheet.rows
    ]
    width = max((len(row) for row in sheet.rows), default=0)
    for first, last in sheet.merged:
        value = rows[first.row].get(first.column) if first.row < len(rows) else None
        end = min(last.column + 1, width) if across else first.column + 1
        for number in range(first.row, min(last.row + 1, len(rows))) if value is not None else ():
            for column in range(first.column, end):
                rows[number].setdefault(column, value)
    return rows


def _headings(rows: Sequence[Mapping[int, Value]]) -> dict[int, Sequence[str]]:
    """The ways to read the heading of each column: the lower row alone, under the upper one, and the upper row alone."""
    upper, lower = rows[0], rows[-1]
    headings: dict[int, Sequence[str]] = {}
    for column in sorted(set(upper) | set(lower)):
        above, below = (str(row.get(column) or "") for row in (upper, lower))
        ways = [below, above + below, above] if below and above and below != above else [below or above]
        headings[column] = ways
    return headings


def _rows(
    sheet: Sheet,
    down: Sequence[Mapping[int, Value]],
    start: int,
    columns: Mapping[str, int],
    headings: Mapping[int, str],
) -> tuple[list[Row], list[tuple[int, Left, str]]]:
    rows: list[Row] = []
    left: list[tuple[int, Left, str]] = []
    section, known, across = "", set(columns.values()), _across(sheet)
    for number in range(start, len(down)):
        own = {column: cell.value for column, cell in enumerate(sheet.rows[number]) if cell.value is not None}
        if not own or _repeats(own, headings):
            continue
        texts = list(dict.fromkeys(str(value).strip() for value in own.values()))
        why = _left(texts, is_alone=number not in across and not known & set(down[number]))
        if why:
            left.append((number, why, " ".join(texts)))
        elif len(texts) == 1 and number in across:
            section = texts[0]
        else:
            values = {
                code: value
                for code, column in columns.items()
                if (value := (own if code in _ONE_TARGET else down[number]).get(column)) is not None
            }
            added = {column: value for column, value in own.items() if column not in known}
            rows.append(Row(number, values, added, section, number in sheet.hidden_rows))
    return rows, left


def _left(texts: Sequence[str], *, is_alone: bool) -> Left | None:
    """Why a row with these texts is none of the table's, if it is none."""
    first = unicodedata.normalize("NFKC", texts[0])
    if _TOTAL.fullmatch("".join(first.split())):
        return Left.TOTAL
    is_note = _SIGNED.match(first) or (len(texts) == 1 and (is_alone or _NOTE.match(first)))
    return Left.NOTE if is_note else None


def _across(sheet: Sheet) -> set[int]:
    """The rows that are one cell across the table: the heading of a section, or a note."""
    return {first.row for first, last in sheet.merged if first.row == last.row and last.column > first.column + 1}


def _repeats(own: Mapping[int, Value], headings: Mapping[int, str]) -> bool:
    """Whether a row is the heading once more, as on each printed page."""
    return len(own) >= _LEAST and all(
        folded(str(value)) == folded(headings.get(column, "")) for column, value in own.items()
    )

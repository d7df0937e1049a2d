"""What a sheet said when it went out, in a hidden sheet beside it, so that what was changed can be told. Knows no targets.

By id, part and field, so that it holds whatever is moved, sorted or left out in the sheet that people see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import takewhile

from targettrack.errors import TargettrackError
from targettrack.exchange.columns import Form
from targettrack.exchange.grid import Book, Cell, Sheet
from targettrack.named import NamedTuple

NAME = "_targettrack"
"""The name of the hidden sheet. Any other sheet of ours that begins with a low line has words to choose from."""
SCHEMA = "targettrack-sheet/1"
_ROW, _PART = "row", "part_of"
"""What stands over the two columns before the fields."""
_KEYS = ("schema", "form", "plans", "unit", "as_of", "made")

Key = tuple[str, str]
"""How a row is found again: the id of its target, and the part that it is of, "" for the whole."""


class Carried(NamedTuple):
    """What went out."""

    form: Form
    plans: tuple[str, ...]  # ids of the plans of its rows
    unit: str  # that it was made for; "": the office's own
    as_of: date  # what a blank day of a figure means
    made: str  # time and key of the last line of the ledger that it knows; "": of none
    rows: Mapping[Key, Mapping[str, str]]  # the text of each field as it may be typed back, where there is any

    def text(self, key: Key, field: str) -> str | None:
        """What a cell said when it went out; None of a row that the sheet did not have."""
        row = self.rows.get(key)
        return None if row is None else row.get(field, "")


def to_sheet(carried: Carried) -> Sheet:
    """The hidden sheet."""
    said = (SCHEMA, carried.form, " ".join(carried.plans), carried.unit, carried.as_of.isoformat(), carried.made)
    fields = tuple(dict.fromkeys(field for row in carried.rows.values() for field in row))
    rows = ((*key, *(row.get(field, "") for field in fields)) for key, row in carried.rows.items())
    lines = (*zip(_KEYS, said, strict=True), (_ROW, _PART, *fields), *rows)
    return Sheet(NAME, tuple(tuple(map(Cell, line)) for line in lines), is_hidden=True)


def from_book(book: Book) -> Carried | None:
    """What a workbook of ours carries; None where it has no such sheet. TargettrackError carried-damaged: as it was not written.

    Without it nobody would know whose rows and whose words they are.
    """
    sheet = next((sheet for sheet in book.sheets if sheet.name == NAME), None)
    if sheet is None:
        return None
    lines = [tuple("" if cell.value is None else str(cell.value) for cell in row) for row in sheet.rows]
    head = list(takewhile(lambda line: line[:1] != (_ROW,), lines))
    said = {line[0]: line[1] for line in head if len(line) > 1}
    if said.get("schema") != SCHEMA or len(head) == len(lines):
        raise TargettrackError("carried-damaged")
    try:
        form, as_of = Form(said["form"]), date.fromisoformat(said["as_of"])
    except (KeyError, ValueError):
        raise TargettrackError("carried-damaged") from None
    plans, unit, made = (said.get(key, "") for key in ("plans", "unit", "made"))
    if made and not _is_moment(made.partition(" ")[0]):
        raise TargettrackError("carried-damaged")
    return Carried(form, tuple(plans.split()), unit, as_of, made, _rows(lines[len(head)], lines[len(head) + 1 :]))


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _rows(heading: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> dict[Key, dict[str, str]]:
    rows: dict[Key, dict[str, str]] = {}
    for line in lines:
        id_, part, *texts = (*line, "", "")[: max(2, len(line))]
        if id_:
            rows[id_, part] = {field: text for field, text in zip(heading[2:], texts, strict=False) if field and text}
    return rows

"""A sheet as it goes out and comes back, without a file: rows of texts under our headings. Knows forms; knows no library."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from targettrack.exchange.carried import Carried, to_sheet
from targettrack.exchange.columns import Form, captions
from targettrack.exchange.forms.values import Occasion, values
from targettrack.exchange.grid import Book, Cell, Sheet
from targettrack.ledger import selection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.model import Ledger

Texts = dict[str, str]


def gone_out(form: Form, ledger: Ledger, ids: Sequence[tuple[str, str]], day: date, unit: str = "") -> Carried:
    """What a sheet of some targets says when it goes out. `ids`: each with its part."""
    targets = {target.id: target for target in ledger.targets}
    occasion = Occasion(ledger, day, unit=unit)
    rows = {(id_, part): values(form, selection.entry(ledger, targets[id_], day), occasion, part) for id_, part in ids}
    plans = tuple(sorted({targets[id_].plan for id_, _part in ids}))
    return Carried(form, plans, unit, day, "", rows)


def book(carried: Carried, filled: Mapping[tuple[str, str], Texts], *, hidden: bool = True) -> Book:
    """The workbook of a sheet in which somebody has filled in some cells."""
    shown = captions(carried.form)
    rows = [tuple(Cell(one.code) for one in shown)]
    for key, row in carried.rows.items():
        said = {**row, **filled.get(key, {})}
        rows.append(tuple(Cell(said.get(one.code) or None) for one in shown))
    sheet = Sheet("表", tuple(rows))
    return Book((sheet, to_sheet(carried)) if hidden else (sheet,))

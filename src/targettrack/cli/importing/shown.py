"""Rows and cells of sheets that came back, as a view has them. Knows columns; judges nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targettrack.cli.importing.reported import heading
from targettrack.exchange.columns import CAPTIONS
from targettrack.exchange.meant import GOAL
from targettrack.render.numbers import quantity
from targettrack.views.imported import RejectedRow, SheetCell, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.errors import TargettrackError
    from targettrack.exchange.compare import Turn
    from targettrack.exchange.returned import Line
    from targettrack.model import Update


def cells(line: Line, turns: Iterable[Turn], update: Update | None = None, unit: str = "") -> tuple[SheetCell, ...]:
    """The cells of a row that say something else. `update`: what they enter, and the unit of its figure."""
    shown = []
    for one in turns:
        entered = _entered(getattr(update, one.field, None), unit)
        read = line.said.get(one.field) or one.cell
        meant = "" if entered in {read, f"{read}{unit}"} else entered
        place = (line.where.get(one.field, ""), one.field, heading(one.field))
        shown.append(SheetCell(*place, one.exported, read if one.cell.strip() else "", meant, one.now))
    return tuple(shown)


def rejected(row: SheetRow, line: Line, error: TargettrackError) -> RejectedRow:
    """A row that is refused, with the cell that is at fault. Columns and options are named by code, and by what stands over them."""
    params = dict(error.params)
    if "option" not in params and "key" in params:
        params["option"] = params["key"]
    for name in {"option", "options", "missing"} & params.keys():
        params[name] = _code(str(params[name]), line)
    code = str(params.get("option", ""))
    if "text" in params and line.said.get(code):
        params["text"] = line.said[code]
    said: dict[str, Any] = {**params}
    for name in {"option", "options", "missing"} & params.keys():
        said[name] = " ".join(map(heading, str(params[name]).split()))
    name = heading(code) if code in CAPTIONS and code != "id" else ""
    return RejectedRow(row, line.where.get(code, ""), name, error.code, params, said)


def _code(text: str, line: Line) -> str:
    """The columns that an error is about: it names a heading, a code, or options such as --value, --set value."""
    by_heading = {heading(code): code for code in CAPTIONS}
    if text in by_heading:
        return by_heading[text]
    codes = [word.removeprefix("--").replace("-", "_") for word in text.split() if word != "--set"]
    return " ".join(f"{GOAL}{code}" if f"{GOAL}{code}" in line.where else code for code in codes)


def _entered(value: object, unit: str) -> str:
    """A number or a day as it is entered."""
    if isinstance(value, Decimal):
        return quantity(value, unit)
    return value.isoformat() if isinstance(value, date) else ""

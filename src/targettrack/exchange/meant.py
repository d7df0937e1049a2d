"""The cells that a row of each form changes → what is said of the target, field by field. Pure; reads no cell, writes no line."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from targettrack.errors import UsageError
from targettrack.exchange import cells as cells_
from targettrack.exchange.columns import YES, Form
from targettrack.exchange.compare import choices
from targettrack.exchange.forms.values import NODES_PARTED, QUARTERS
from targettrack.model import Status
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from targettrack.exchange.compare import Turn

GOAL = "goal_"
_BETWEEN_NODES = re.compile(rf"[;\n{NODES_PARTED}]")
_FRAME = frozenset({"as_of", "reason", "authority"})
"""What says nothing by itself."""
_OF_SUPPORT = frozenset({"note", "problem", "next", "evidence", "as_of"})
"""What a supporting unit says of a whole target: words, for the lead unit answers for its figures."""
_WORDS = frozenset({"stage", "note", "next", "evidence", "reason"})
_NO_WORDS = cells_.NOTHING | {"无", "暂无"}
"""What stands in a cell of words, or of nodes, where there is nothing to say. «无» for a problem does say something."""
NOBODY = "none"
_UNITS = frozenset({"owner", "supporting"})
_CLEARED = frozenset({*_UNITS, "leader", *QUARTERS})
"""Columns in which a blank takes away what stood there."""


class Context(NamedTuple):
    """What a row is about, beside its cells."""

    part: str  # of the target; "": the whole
    is_lead: bool  # the sheet is that of the lead unit, or the office's own
    is_units: bool  # the sheet is a unit's
    as_of: date  # what a blank day means
    ends: Mapping[str, date]  # the last days of the columns of quarters
    row: Mapping[str, str]  # all cells


class Said(NamedTuple):
    """What a row says: fields of an update as they may be typed, and fields of the goal as FIELD=VALUE."""

    fields: Mapping[str, Any]
    goal: Sequence[str] = ()
    quarters: Sequence[str] = ()  # columns of which the nodes are those of `fields`, and no others


NOTHING = Said({})


def said(form: Form, turns: Sequence[Turn], context: Context) -> Said:
    """What the changed cells of a row say of an accepted target; NOTHING where they say nothing by themselves.

    UsageError, each with `option`, the code of a column: blank-takes-nothing, figure-of-supporting, assess-from-unit,
    reason-alone, finding-missing.
    """
    if form is Form.MONTH:
        turns = [one for one in turns if one.field not in _WORDS or one.cell.strip() not in _NO_WORDS]
    blank = next((one.field for one in turns if not one.cell.strip() and one.field not in _CLEARED), None)
    if blank is not None:
        raise UsageError("blank-takes-nothing", option=blank)
    cells = {turn.field: turn.cell for turn in turns}
    cells |= {name: NOBODY for name in _UNITS & cells.keys() if not cells[name].strip()}
    return _FORMS[form](cells, context)


def _month(cells: dict[str, Any], context: Context) -> Said:
    """What a unit reports. A row of a part speaks of it with its figure; its words name it."""
    if "assess" in cells:
        raise UsageError("assess-from-unit", option="assess")
    if not (context.is_lead or context.part):
        foreign = next((field for field in cells if field not in _OF_SUPPORT), None)
        if foreign is not None:
            raise UsageError("figure-of-supporting", option=foreign)
    if choices("done").meaning(cells.pop("done", "")) == YES:
        cells["status"] = Status.DONE.value
    if not cells.keys() - _FRAME:
        if "reason" in cells:
            raise UsageError("reason-alone", option="reason")
        return NOTHING
    if context.part and "value" in cells:
        cells["part"] = context.part
    elif context.part:
        cells |= {field: f"{context.part}：{cells[field]}" for field in ("note", "problem", "next") if field in cells}
    return _dated(cells, context)


def _dated(cells: dict[str, Any], context: Context) -> Said:
    return Said({"as_of": context.as_of.isoformat(), **cells})


def _register(cells: dict[str, Any], context: Context) -> Said:
    """What the office corrects: a figure with its day, though only one of the two was changed."""
    if not {"value", "as_of"}.isdisjoint(cells):
        if not context.row.get("value", "").strip():
            raise UsageError("day-alone", option="as_of")
        cells["value"] = context.row["value"]
        cells["as_of"] = context.row.get("as_of", "").strip() or context.as_of.isoformat()
    return _dated(cells, context)


def _division(cells: dict[str, Any], context: Context) -> Said:
    """Units, leader, deadline, goal, and the nodes of the quarters."""
    quarters = [name for name in QUARTERS if name in cells]
    points = [node for name in quarters for node in nodes(cells.pop(name), context.ends[name])]
    goal = [f"{name.removeprefix(GOAL)}={cells.pop(name)}" for name in [*cells] if name.startswith(GOAL)]
    return Said({"as_of": context.as_of.isoformat(), **cells, "checkpoint": points}, goal, quarters)


def nodes(cell: str, end: date) -> list[str]:
    """The nodes that stand in a column of a quarter, as DATE=VALUE: those without a day are of its last one."""
    points = [part.strip() for part in _BETWEEN_NODES.split(cell)]
    return [point if "=" in point else f"{end}={point}" for point in points if point not in _NO_WORDS]


def _assess(cells: dict[str, Any], context: Context) -> Said:
    if context.is_units:
        raise UsageError("assess-from-unit", option="assess")
    if "assess" not in cells:
        raise UsageError("finding-missing", option="reason")
    return _dated(cells, context)


_FORMS: Mapping[Form, Callable[[dict[str, Any], Context], Said]] = {
    Form.MONTH: _month,
    Form.REGISTER: _register,
    Form.DIVISION: _division,
    Form.ASSESS: _assess,
}

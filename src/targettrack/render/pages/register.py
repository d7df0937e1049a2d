"""The register of changes 调整台账: what was, what is, why and on whose word; progress is no part of it."""

from typing import Any

from targettrack.i18n import _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day
from targettrack.render.pages import parts
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.register import Adjustment, Register, RegisterLine
from targettrack.views.row import Row


def page(view: Register, answer: Answer) -> Document:
    """A table for each kind of change, in order of entry."""
    title = parts.dated(_("Register of changes as of {day} ({weekday})"), answer.as_of)
    said = ngettext(
        "{changes} changes of {n} target, out of {total}.",
        "{changes} changes of {n} targets, out of {total}.",
        len(view.targets),
    )
    counted = said.format(changes=len(view.changes), n=len(view.targets), total=view.total.total)
    blocks: list[Block] = [
        Heading(title, 1),
        *parts.plan_lines(view.plans),
        *parts.unreadable_note(view.unreadable),
        text(counted),
    ]
    for change in Adjustment:
        found = [one for one in view.changes if one.change is change]
        if found:
            blocks += [Heading(parts.numbered(word(change), len(found))), _table(view, found)]
    return Document(title, tuple(blocks))


def _table(view: Register, found: list[RegisterLine]) -> Grid:
    titles = (_("Id"), _("Entered"), _("Old"), _("New"))
    columns = (*map(Column, titles), Column(_("Target"), grow=True, detail=_("Reason and authority")))
    return Grid(columns, tuple(_row(view.targets[one.id], one) for one in found))


def _row(row: Row, one: RegisterLine) -> tuple[Cell, ...]:
    old, new = (_side(row, one.change, side) for side in (one.moved.old, one.moved.new))
    grounds = _("; ").join(filter(None, (one.moved.reason, one.moved.authority))) or _("no reason on record")
    return Cell(row.id), Cell(day(one.on)), Cell(old), Cell(new, "strong"), Cell(row.title, "", grounds)


def _side(row: Row, change: Adjustment, side: Any) -> str:
    """One side of a change in words."""
    if change is Adjustment.DEADLINE:
        return day(side) if side else _("ongoing")
    if change is Adjustment.GOAL:
        return goal_phrase(side, row.kind) or side.done_when or "–"
    return word(side) if change is Adjustment.COURSE else side or _("unassigned")

"""The list of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _, ngettext
from targettrack.model import Kind, Status
from targettrack.rating.vocabulary import Rating, Why
from targettrack.render.document import Cell, Column, Document, Heading, Table, text
from targettrack.render.pages.parts import deadline_cell, fictional_note, owner_cell, state_cell, unreadable_note
from targettrack.render.words import rating_word, word

if TYPE_CHECKING:
    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.listing import Listing
    from targettrack.views.row import Row


def page(view: Listing, answer: Answer) -> Document:
    """A table for each group, then how many of how many."""
    blocks: list[Block] = []
    for group in view.groups:
        if view.grouped_by:
            name = _group_name(view.grouped_by, group.name) or _("none")
            blocks.append(Heading(_("{name} ({n})").format(name=name, n=len(group.rows))))
        if group.rows:
            blocks.append(_table(group.rows))
    counted = ngettext("{n} of {total} target as of {day}", "{n} of {total} targets as of {day}", view.read)
    sentence = counted.format(n=view.total.total, total=view.read, day=answer.as_of)
    blocks += [
        text(Cell(sentence, "muted")),
        *fictional_note(row for group in view.groups for row in group.rows),
        *unreadable_note(view.unreadable),
    ]
    return Document(_("Targets"), tuple(blocks))


def _table(rows: tuple[Row, ...]) -> Table:
    columns = (
        Column(_("Id")),
        Column(_("State"), detail=_("Remarks")),
        Column(_("Deadline")),
        Column(_("Lead unit")),
        Column(_("Target"), grow=True),
    )
    cells = tuple(
        (Cell(row.id), state_cell(row), deadline_cell(row), owner_cell(row.owner), Cell(row.title)) for row in rows
    )
    return Table(columns, cells)


def _group_name(by: str, name: str) -> str:
    if by == "rating":
        rating = Rating(name)
        return _("no data") if rating is Rating.NO_DATA else rating_word(rating, Why.STATUS)
    if by == "status":
        return word(Status(name))
    return word(Kind(name)) if by == "kind" else name

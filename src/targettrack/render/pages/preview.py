"""Drafts as they would become: one line each, with the reason for a unit that is proposed."""

from targettrack.i18n import _, ngettext
from targettrack.render.document import Cell, Column, Document, Grid, note, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, plain
from targettrack.render.pages.parts import owner_cell
from targettrack.render.proposals import because
from targettrack.views.answer import Answer
from targettrack.views.preview import Preview, Previewed


def page(view: Preview, _answer: Answer) -> Document:
    """The table, then how many of them would change how."""
    accepted = sum(draft.accepted for draft in view.drafts)
    proposed = sum(draft.proposed is not None for draft in view.drafts)
    counts = (
        (ngettext("{n} draft would be accepted", "{n} drafts would be accepted", accepted), accepted),
        (ngettext("{n} would get a lead unit", "{n} would get a lead unit", proposed), proposed),
        (ngettext("{n} stays as it is", "{n} stay as they are", view.unchanged), view.unchanged),
    )
    said = _("; ").join(sentence.format(n=n) for sentence, n in counts if n)
    blocks = [_table(view)] if view.drafts else []
    return Document(_("Preview"), (*blocks, text(Cell(said, "strong")) if said else note(_("Nothing would change."))))


def _table(view: Preview) -> Grid:
    columns = (
        Column(_("ID")),
        Column(_("Item")),
        Column(_("Deadline")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Goal, or why this lead unit")),
        Column(_("Sure"), right=True),
    )
    return Grid(columns, tuple(map(_row, view.drafts)))


def _row(draft: Previewed) -> tuple[Cell, ...]:
    goal = goal_phrase(draft.goal, draft.kind) if draft.goal.value is not None else ""
    return (
        Cell(draft.id, "strong"),
        Cell(draft.item),
        Cell(day(draft.deadline)),
        owner_cell(draft.owner),
        Cell(draft.title, "", because(draft.proposed) if draft.proposed else goal),
        Cell(plain(draft.confidence)),
    )

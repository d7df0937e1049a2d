"""The drafts of a document: what was read, line by line, with what is assumed."""

from targettrack.extract import Draft
from targettrack.i18n import _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, plain
from targettrack.render.pages.parts import owner_cell
from targettrack.render.words import field_word, word
from targettrack.views.answer import Answer
from targettrack.views.extracted import Extracted


def page(view: Extracted, _answer: Answer) -> Document:
    """A table of drafts, then how many and what to do with them."""
    title = _("Drafts from {document}").format(document=view.document)
    about = " · ".join(filter(None, (view.title, view.issuer, str(view.year or ""))))
    counted = ngettext(
        "{n} draft from {sentences} sentences", "{n} drafts from {sentences} sentences", len(view.drafts)
    )
    blocks: list[Block] = [
        Heading(title, 1),
        note(about),
        *([_table(view)] if view.drafts else []),
        text(Cell(counted.format(n=len(view.drafts), sentences=view.sentences), "strong")),
    ]
    if view.written:
        done = _("Written as drafts {first} to {last}; go through them with `targettrack review --plan {plan}`.")
        blocks.append(text(done.format(first=view.written[0], last=view.written[-1], plan=view.plan)))
    elif view.drafts:
        blocks.append(note(_("Nothing was written; --write --plan ID keeps them as drafts.")))
    return Document(title, tuple(blocks))


def _table(view: Extracted) -> Grid:
    columns = (
        Column(_("Line"), right=True),
        Column(_("Kind")),
        Column(_("Deadline")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Goal, and what is assumed")),
        Column(_("Sure"), right=True),
    )
    return Grid(columns, tuple(_row(draft) for draft in view.drafts))


def _row(draft: Draft) -> tuple[Cell, ...]:
    goal = goal_phrase(draft.goal, draft.kind) if draft.goal.value is not None else ""
    assumed = _("assumed: {fields}").format(fields=_(", ").join(field_word(name) for name in draft.assumed))
    same = _("may repeat «{quote}»").format(quote=draft.duplicate_of) if draft.duplicate_of else ""
    detail = " · ".join(filter(None, (goal, assumed if draft.assumed else "", same)))
    return (
        Cell(str(draft.line)),
        Cell(word(draft.kind)),
        Cell(day(draft.deadline)),
        owner_cell(draft.owner),
        Cell(draft.title, "", detail),
        Cell(plain(draft.confidence)),
    )

"""The items of a document with their drafts: what was read, line by line, with what is assumed."""

from targettrack.extract import Draft, Item
from targettrack.i18n import _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, plain
from targettrack.render.pages.parts import owner_cell
from targettrack.render.words import field_word, word
from targettrack.views.answer import Answer
from targettrack.views.extracted import Extracted


def page(view: Extracted, answer: Answer) -> Document:
    """A table of items and drafts, then how many and what to do with them."""
    title = _("Drafts from {document}").format(document=view.document)
    about = " · ".join(filter(None, (view.title, view.issuer, str(view.year or ""))))
    is_list = answer.command == "import"
    counted = (
        ngettext("{n} draft from {sentences} rows", "{n} drafts from {sentences} rows", len(view.drafts))
        if is_list
        else ngettext("{n} draft from {sentences} sentences", "{n} drafts from {sentences} sentences", len(view.drafts))
    )
    items = ngettext("{n} item", "{n} items", len(view.items)).format(n=len(view.items))
    blocks: list[Block] = [
        Heading(title, 1),
        note(about),
        *([_table(view)] if view.drafts else []),
        text(Cell(f"{items} · {counted.format(n=len(view.drafts), sentences=view.sentences)}", "strong")),
    ]
    if view.written:
        done = _("Written as drafts {first} to {last}; go through them with `targettrack review --plan {plan}`.")
        blocks.append(text(done.format(first=view.written[0], last=view.written[-1], plan=view.plan)))
    elif view.drafts:
        way = _("Nothing was written; --write --plan ID keeps them as drafts.")
        blocks.append(note(_("Nothing was written yet; --yes keeps them as drafts.") if is_list else way))
    return Document(title, tuple(blocks))


def _table(view: Extracted) -> Grid:
    columns = (
        Column(_("Item")),
        Column(_("Line"), right=True),
        Column(_("Kind")),
        Column(_("Deadline")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Goal, and what is assumed")),
        Column(_("Sure"), right=True),
    )
    return Grid(columns, tuple(row for item, drafts in view.by_item() for row in _rows(item, drafts)))


def _rows(item: Item, drafts: tuple[Draft, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The drafts under the title of their item; one draft that has this title stands for both."""
    if [draft.title for draft in drafts] == [item.title]:
        return (_row(drafts[0]),)
    blank = Cell("")
    head = (Cell(item.key, "strong"), Cell(str(item.line)), blank, blank, blank, Cell(item.title, "strong"), blank)
    return (head, *(_row(draft) for draft in drafts))


def _row(draft: Draft) -> tuple[Cell, ...]:
    goal = goal_phrase(draft.goal, draft.kind) if draft.goal.value is not None else ""
    assumed = _("assumed: {fields}").format(fields=_(", ").join(field_word(name) for name in draft.assumed))
    same = _("may repeat «{quote}»").format(quote=draft.duplicate_of) if draft.duplicate_of else ""
    detail = " · ".join(filter(None, (goal, assumed if draft.assumed else "", same)))
    return (
        Cell(draft.item),
        Cell(str(draft.line)),
        Cell(word(draft.kind)),
        Cell(day(draft.deadline)),
        owner_cell(draft.owner),
        Cell(draft.title, "", detail),
        Cell(plain(draft.confidence)),
    )

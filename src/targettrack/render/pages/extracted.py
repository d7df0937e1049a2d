"""The items of a document with their drafts: what was read, line by line, with what is assumed."""

from collections.abc import Sequence

from targettrack.extract import Draft, Item
from targettrack.i18n import _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, plain
from targettrack.render.pages.parts import owner_cell
from targettrack.render.places import place_of
from targettrack.render.words import field_word, word
from targettrack.views.answer import Answer
from targettrack.views.extracted import Extracted

_SHOWN = 8
"""Ids that a sentence names."""


def page(view: Extracted, answer: Answer) -> Document:
    """A table of items and drafts, then how many and what to do with them."""
    title = _("Drafts from {document}").format(document=view.document)
    is_list = answer.command == "import"
    new = len(view.drafts) - len(view.known)
    blocks: list[Block] = [
        Heading(title, 1),
        note(_about(view)),
        *([_table(view)] if new else []),
        text(Cell(_counted(view, is_list=is_list), "strong")),
        *_held_against(view),
    ]
    if view.written:
        blocks.append(text(kept(view.written, view.plan)))
    elif new:
        way = _("Nothing was written; --write keeps them as drafts.")
        blocks.append(note(_("Nothing was written yet; --yes keeps them as drafts.") if is_list else way))
    return Document(title, tuple(blocks))


def kept(ids: Sequence[str], plan: str) -> str:
    """That drafts were kept, under which ids, and what comes next."""
    if len(ids) == 1:
        done = _("Written as draft {first}; go on with `targettrack review --plan {plan}`.")
    else:
        done = _("Written as drafts {first} to {last}; go through them with `targettrack review --plan {plan}`.")
    return done.format(first=ids[0], last=ids[-1], plan=plan)


def headline(view: Extracted) -> str:
    """What a document says of itself, and how much was read from it, in one line."""
    return " · ".join(filter(None, (_about(view), _counted(view, is_list=False))))


def _about(view: Extracted) -> str:
    level = word(view.level) if view.level else ""
    return " · ".join(filter(None, (view.title, view.issuer, level, str(view.year or ""))))


def _counted(view: Extracted, *, is_list: bool) -> str:
    counted = (
        ngettext("{n} draft from {sentences} rows", "{n} drafts from {sentences} rows", len(view.drafts))
        if is_list
        else ngettext("{n} draft from {sentences} sentences", "{n} drafts from {sentences} sentences", len(view.drafts))
    )
    items = ngettext("{n} item", "{n} items", len(view.items)).format(n=len(view.items))
    return f"{items} · {counted.format(n=len(view.drafts), sentences=view.sentences)}"


def _held_against(view: Extracted) -> list[Block]:
    """How many drafts the plan has already, and which of its records quote what does not stand in the document."""
    blocks: list[Block] = []
    if view.known or view.gone:
        said = _("{new} of them are new; {known} are known: records of {plan} quote them already.")
        blocks.append(text(said.format(new=len(view.drafts) - len(view.known), known=len(view.known), plan=view.plan)))
    if view.gone:
        said = ngettext(
            "{n} record quotes what this text does not have: {ids}",
            "{n} records quote what this text does not have: {ids}",
            len(view.gone),
        )
        blocks.append(text(said.format(n=len(view.gone), ids=_some(view.gone))))
    return blocks


def _table(view: Extracted) -> Grid:
    """What is new, or everything where the plan has nothing yet."""
    columns = (
        Column(_("Item")),
        _place_column(view),
        Column(_("Kind")),
        Column(_("Deadline")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Goal, and what is assumed")),
        Column(_("Sure"), right=True),
    )
    known = frozenset(view.known)
    rows: list[tuple[Cell, ...]] = []
    for item, drafts in view.by_item():
        new = tuple(draft for number, draft in zip(item.drafts, drafts, strict=True) if number not in known)
        rows += _rows(item, new) if new else ()
    return Grid(columns, tuple(rows))


def _place_column(view: Extracted) -> Column:
    """Numbers of lines, or the words that tell a page."""
    is_document = any(_is_placed(draft) for draft in view.drafts)
    return Column(_("Place"), under=True) if is_document else Column(_("Line"), right=True)


def _is_placed(draft: Draft) -> bool:
    return bool(draft.quotes) and (draft.quotes[0].paragraph or draft.quotes[0].table) is not None


def _place(draft: Draft) -> str:
    return place_of(draft.quotes[0]) if _is_placed(draft) else str(draft.line)


def _item_place(item: Item, drafts: Sequence[Draft]) -> str:
    return _place(drafts[0]) if drafts and _is_placed(drafts[0]) else str(item.line)


def _some(ids: tuple[str, ...]) -> str:
    """The first ids, and how many there are beside them."""
    more = len(ids) - _SHOWN
    return " ".join(ids[:_SHOWN]) + (f" … (+{more})" if more > 0 else "")


def _rows(item: Item, drafts: tuple[Draft, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The drafts under the title of their item; one draft that has this title stands for both."""
    if [draft.title for draft in drafts] == [item.title]:
        return (_row(drafts[0]),)
    blank = Cell("")
    head = (
        Cell(item.key, "strong"),
        Cell(_item_place(item, drafts)),
        blank,
        blank,
        blank,
        Cell(item.title, "strong"),
        blank,
    )
    return (head, *(_row(draft) for draft in drafts))


def _row(draft: Draft) -> tuple[Cell, ...]:
    goal = goal_phrase(draft.goal, draft.kind) if draft.goal.value is not None else ""
    assumed = _("assumed: {fields}").format(fields=_(", ").join(field_word(name) for name in draft.assumed))
    same = _("may repeat «{quote}»").format(quote=draft.duplicate_of) if draft.duplicate_of else ""
    detail = " · ".join(filter(None, (goal, assumed if draft.assumed else "", same)))
    return (
        Cell(draft.item),
        Cell(_place(draft)),
        Cell(word(draft.kind)),
        Cell(day(draft.deadline)),
        owner_cell(draft.owner),
        Cell(draft.title, "", detail),
        Cell(plain(draft.confidence)),
    )

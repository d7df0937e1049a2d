"""The list of targets."""

from targettrack.i18n import _, ngettext
from targettrack.model import Kind, Status
from targettrack.rating.vocabulary import Rating
from targettrack.render.document import Block, Document, Heading, note
from targettrack.render.pages import parts
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.listing import ListGroup, Listing

_CODES = {"rating": Rating, "status": Status, "kind": Kind}
"""What groups are named by codes of."""


def page(view: Listing, answer: Answer) -> Document:
    """A table for each group, then how many of how many."""
    blocks: list[Block] = []
    for group in view.groups if view.grouped_by else (ListGroup("", view.order),):
        if view.grouped_by:
            codes = _CODES.get(view.grouped_by)
            name = word(codes(group.name)) if codes else group.name or _("none")
            blocks.append(Heading(parts.numbered(name, len(group.targets))))
        if group.targets:
            owner = parts.column(_("Lead unit"), lambda row: parts.owner_cell(row.owner))
            rows = (view.targets[id_] for id_ in group.targets)
            blocks.append(parts.table(rows, "id", "state", "deadline", owner, "title"))
    counted = ngettext("{n} of {total} target as of {day}", "{n} of {total} targets as of {day}", view.read)
    sentence = counted.format(n=view.total.total, total=view.read, day=answer.as_of)
    notes = (*parts.fictional_note(view.targets.values()), *parts.unreadable_note(view.unreadable))
    return Document(_("Targets"), (*blocks, note(sentence), *notes))

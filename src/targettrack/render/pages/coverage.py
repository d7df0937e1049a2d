"""The promise part of a document with what no record covers marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _
from targettrack.render.document import Cell, Column, Document, Facts, Heading, Table
from targettrack.render.numbers import percent

if TYPE_CHECKING:
    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.extracted import Coverage, Passage
    from targettrack.views.tally import Rate


def page(view: Coverage, _answer: Answer) -> Document:
    """Every sentence in its order; what is left out stands in red with a mark, ceremony in grey."""
    title = _("Coverage of {document}").format(document=view.document)
    columns = (Column(_("Line"), right=True), Column(_("Records")), Column(_("Sentence"), grow=True))
    blocks: list[Block] = [
        Heading(title, 1),
        Table(columns, tuple(_row(passage) for passage in view.passages)),
        Facts(
            (
                (_("Sentences covered"), Cell(_share(view.sentences), "strong")),
                (_("Characters covered"), Cell(_share(view.characters), "strong")),
            )
        ),
    ]
    return Document(title, tuple(blocks))


def _row(passage: Passage) -> tuple[Cell, ...]:
    if not passage.promise:
        return (Cell(str(passage.line), "muted"), Cell("–", "muted"), Cell(passage.text, "muted"))
    if passage.covered:
        return (Cell(str(passage.line)), Cell(" ".join(passage.ids)), Cell(passage.text))
    return (Cell(str(passage.line)), Cell(_("left out"), "red"), Cell(passage.text, "red"))


def _share(share: Rate) -> str:
    return f"{share.part}/{share.base} = {percent(share.percent)}"

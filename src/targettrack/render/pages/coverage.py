"""The promise part of a document with what no record covers marked, figures that none holds first."""

from targettrack.i18n import _
from targettrack.render.document import Block, Cell, Column, Document, Facts, Grid, Heading
from targettrack.render.pages.parts import rate_text
from targettrack.views.answer import Answer
from targettrack.views.coverage import Coverage, CoveredSentence


def page(view: Coverage, _answer: Answer) -> Document:
    """Figures not read; then every sentence in its order: what is left out in red with a mark, ceremony in grey."""
    title = _("Coverage of {document}").format(document=view.document)
    last = (Column(_("Sentence"), grow=True),)
    unread = [passage for passage in view.passages if passage.unread]
    figures = Grid(
        (Column(_("Line"), right=True), Column(_("Figure not read")), *last), tuple(_unread(one) for one in unread)
    )
    sentences = Grid(
        (Column(_("Line"), right=True), Column(_("Records") if view.plan else _("Items")), *last),
        tuple(_row(passage) for passage in view.passages),
    )
    rates = (
        (_("Figures read"), view.figures),
        (_("Sentences covered"), view.sentences),
        (_("Characters covered"), view.characters),
    )
    facts = Facts(tuple((name, Cell(rate_text(rate), "strong")) for name, rate in rates))
    blocks: list[Block] = [Heading(title, 1), *([figures] if unread else []), sentences, facts]
    return Document(title, tuple(blocks))


def _unread(passage: CoveredSentence) -> tuple[Cell, ...]:
    return (Cell(str(passage.line)), Cell(_(", ").join(passage.unread), "red"), Cell(passage.text))


def _row(passage: CoveredSentence) -> tuple[Cell, ...]:
    if not passage.promise:
        return (Cell(str(passage.line), "muted"), Cell("–", "muted"), Cell(passage.text, "muted"))
    if passage.covered:
        return (Cell(str(passage.line)), Cell(" ".join(passage.ids)), Cell(passage.text))
    return (Cell(str(passage.line)), Cell(_("left out"), "red"), Cell(passage.text, "red"))

"""The promise part of a document with what no record covers marked."""

from targettrack.i18n import _
from targettrack.render.document import Cell, Column, Document, Facts, Grid, Heading
from targettrack.render.pages.parts import rate_text
from targettrack.views.answer import Answer
from targettrack.views.coverage import Coverage, CoveredSentence


def page(view: Coverage, _answer: Answer) -> Document:
    """Every sentence in its order; what is left out stands in red with a mark, ceremony in grey."""
    title = _("Coverage of {document}").format(document=view.document)
    columns = (Column(_("Line"), right=True), Column(_("Records")), Column(_("Sentence"), grow=True))
    rates = ((_("Sentences covered"), view.sentences), (_("Characters covered"), view.characters))
    facts = Facts(tuple((name, Cell(rate_text(rate), "strong")) for name, rate in rates))
    table = Grid(columns, tuple(_row(passage) for passage in view.passages))
    return Document(title, (Heading(title, 1), table, facts))


def _row(passage: CoveredSentence) -> tuple[Cell, ...]:
    if not passage.promise:
        return (Cell(str(passage.line), "muted"), Cell("–", "muted"), Cell(passage.text, "muted"))
    if passage.covered:
        return (Cell(str(passage.line)), Cell(" ".join(passage.ids)), Cell(passage.text))
    return (Cell(str(passage.line)), Cell(_("left out"), "red"), Cell(passage.text, "red"))

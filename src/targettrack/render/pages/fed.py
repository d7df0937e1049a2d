"""What became of the lines of a file: how many, and each that was refused with the reason."""

from targettrack.i18n import _
from targettrack.render.document import Block, Cell, Column, Document, Facts, Grid, text
from targettrack.render.messages import sentence
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.fed import Fate, Fed, Feed

_TONES = {Fate.WRITTEN: "green", Fate.REFUSED: "red", Fate.HELD: "yellow"}


def page(view: Feed, _answer: Answer) -> Document:
    """The counts, then the lines that were refused."""
    blocks: list[Block] = [text(Cell(_("Dry run: nothing was written."), "yellow"))] if view.dry_run else []
    blocks.append(Facts(tuple((word(fate), _count(view, fate)) for fate in Fate)))
    if view.counts[Fate.HELD]:
        blocks.append(text(Cell(_("Nothing was written, because lines were refused; --keep-going writes the others."))))
    columns = (Column(_("Line"), right=True), Column(_("Id")), Column(_("Why it was refused"), grow=True))
    refused = tuple(_row(line) for line in view.lines if line.fate is Fate.REFUSED)
    return Document(_("Lines of the file"), (*blocks, *([Grid(columns, refused)] if refused else [])))


def _count(view: Feed, fate: Fate) -> Cell:
    number = view.counts[fate]
    return Cell(str(number), _TONES.get(fate, "") if number else "")


def _row(line: Fed) -> tuple[Cell, ...]:
    return Cell(str(line.line)), Cell(line.id), Cell(sentence(line.code, line.params))

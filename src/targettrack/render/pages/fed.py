"""What became of the lines of a file: how many, and each that was refused with the reason."""

from targettrack.i18n import _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Facts, Grid, text
from targettrack.render.messages import sentence
from targettrack.render.pages import recorded
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.fed import Fate, Fed, Feed

_TONES = {Fate.WRITTEN: "green", Fate.REFUSED: "red", Fate.HELD: "yellow"}


TOLD = 10
"""Lines of which a sentence is printed each."""


def page(view: Feed, _answer: Answer) -> Document:
    """The counts, then the lines that were refused."""
    blocks: list[Block] = [text(Cell(_("Dry run: nothing was written."), "yellow"))] if view.dry_run else []
    blocks.append(Facts(tuple((word(fate), _count(view, fate)) for fate in Fate)))
    blocks += _recorded(view)
    if view.counts[Fate.HELD]:
        blocks.append(text(Cell(_("Nothing was written, because lines were refused; --keep-going writes the others."))))
    columns = (Column(_("Line"), right=True), Column(_("Id")), Column(_("Why it was refused"), grow=True))
    refused = tuple(_row(line) for line in view.lines if line.fate is Fate.REFUSED)
    return Document(_("Lines of the file"), (*blocks, *([Grid(columns, refused)] if refused else [])))


def _recorded(view: Feed) -> list[Block]:
    """What was written, as `update` says it; of many lines the ids, and those whose state has turned."""
    if len(view.recorded) <= TOLD:
        return [recorded.sentence(one) for one in view.recorded]
    turned = [one for one in view.recorded if one.before is not None and one.before.rating is not one.row.rating]
    blocks: list[Block] = [recorded.sentence(one) for one in turned[:TOLD]]
    rest = [one.id for one in view.recorded if one not in turned[:TOLD]]
    said = ngettext("{n} more line: {ids}.", "{n} more lines: {ids}.", len(rest))
    return [*blocks, text(said.format(n=len(rest), ids=_(", ").join(dict.fromkeys(rest))))]


def _count(view: Feed, fate: Fate) -> Cell:
    number = view.counts[fate]
    return Cell(str(number), _TONES.get(fate, "") if number else "")


def _row(line: Fed) -> tuple[Cell, ...]:
    return Cell(str(line.line)), Cell(line.id), Cell(sentence(line.code, line.params))

"""What was recorded, and how each target stands now."""

from targettrack.i18n import _
from targettrack.rating.vocabulary import Lamp
from targettrack.render.document import Block, Cell, Document, text
from targettrack.render.pages.parts import rating_cell
from targettrack.render.reasons import explain
from targettrack.render.states import rating_word
from targettrack.views.answer import Answer
from targettrack.views.recorded import Receipt, Recorded


def page(view: Receipt, _answer: Answer) -> Document:
    """Two or three lines a target."""
    blocks: list[Block] = [text(Cell(_("Dry run: nothing was written."), "yellow"))] if view.dry_run else []
    for recorded in view.recorded:
        blocks += _lines(recorded)
    return Document(_("Recorded"), tuple(blocks))


def _lines(recorded: Recorded) -> list[Block]:
    row, before = recorded.row, recorded.before
    lines: list[Block] = [text(Cell(f"{row.id}  ", "strong"), row.title)]
    if recorded.line:
        lines.append(text(Cell(f"  + {recorded.line.strip()}", "muted")))
    turned: tuple[Cell, ...] = ()
    if before is not None and before.rating is not row.rating:
        turned = (Cell(rating_word(before.rating, before.reason), Lamp(before.light, before.outline).code), Cell(" → "))
    return [*lines, text("  ", *turned, rating_cell(row), _(": "), explain(row))]

"""What was recorded, and how each target stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _
from targettrack.rating.vocabulary import Why
from targettrack.render.document import Cell, Document, text
from targettrack.render.pages.parts import state_cell
from targettrack.render.reasons import explain
from targettrack.render.words import rating_word

if TYPE_CHECKING:
    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.recorded import Receipt, Recorded


def page(view: Receipt, _answer: Answer) -> Document:
    """Two or three lines a target."""
    blocks: list[Block] = [text(Cell(_("Dry run: nothing was written."), "yellow"))] if view.dry_run else []
    for recorded in view.targets:
        blocks += _lines(recorded)
    return Document(_("Recorded"), tuple(blocks))


def _lines(recorded: Recorded) -> list[Block]:
    target = recorded.target
    lines: list[Block] = [text(Cell(f"{target.id}  ", "strong"), target.title)]
    if recorded.line:
        lines.append(text(Cell(f"  + {recorded.line.strip()}", "muted")))
    now = state_cell(target)
    before = recorded.before
    if before is not None and before is not target.rating:
        old = Cell(
            rating_word(before, Why.STATUS) if before.value != "no-data" else _("no data"), recorded.before_light or ""
        )
        lines.append(text("  ", old, " → ", Cell(now.text, now.tone), _(": "), explain(target)))
    else:
        lines.append(text("  ", Cell(now.text, now.tone), _(": "), explain(target)))
    return lines

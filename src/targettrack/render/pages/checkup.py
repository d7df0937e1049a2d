"""The result of a check: every fault with its place, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.errors import Severity
from targettrack.i18n import _, ngettext
from targettrack.render.document import Cell, Document, text
from targettrack.render.messages import describe

if TYPE_CHECKING:
    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.checkup import Checkup


def page(view: Checkup, answer: Answer) -> Document:
    """One line a fault, as compilers print them; then what was read."""
    blocks: list[Block] = []
    for problem in answer.problems:
        tone = "red" if problem.severity is Severity.ERROR else "yellow"
        blocks.append(text(Cell(describe(problem), tone)))
    records = ngettext("{n} target", "{n} targets", view.targets).format(n=view.targets)
    plans = ngettext("{n} plan", "{n} plans", view.plans).format(n=view.plans)
    errors = ngettext("{n} error", "{n} errors", view.errors).format(n=view.errors)
    warnings = ngettext("{n} warning", "{n} warnings", view.warnings).format(n=view.warnings)
    read = _("{plans}, {records} read; {errors}, {warnings}.")
    blocks.append(text(Cell(read.format(plans=plans, records=records, errors=errors, warnings=warnings), "strong")))
    quotes = _("Quotes: {checked} compared with their source, {unchecked} without a source at hand.")
    blocks.append(text(Cell(quotes.format(checked=view.quotes_checked, unchecked=view.quotes_unchecked), "muted")))
    return Document(_("Check"), tuple(blocks))

"""The result of a check: every fault with its place, then the counts."""

from targettrack.errors import Severity
from targettrack.i18n import _, ngettext
from targettrack.render.document import Cell, Document, note, text
from targettrack.render.messages import describe
from targettrack.render.pages.parts import counted_targets
from targettrack.views.answer import Answer
from targettrack.views.checkup import Checkup


def page(view: Checkup, _answer: Answer) -> Document:
    """One line a fault, as compilers print them; then what was read."""
    tones = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
    faults = (text(Cell(describe(problem), tones[problem.severity])) for problem in view.problems)
    plans = ngettext("{n} plan", "{n} plans", view.plans).format(n=view.plans)
    errors = ngettext("{n} error", "{n} errors", view.errors).format(n=view.errors)
    warnings = ngettext("{n} warning", "{n} warnings", view.warnings).format(n=view.warnings)
    read = _("{plans}, {records} read; {errors}, {warnings}.").format(
        plans=plans, records=counted_targets(view.targets), errors=errors, warnings=warnings
    )
    quotes = _("Quotes: {checked} compared with their source, {unchecked} without a source at hand.")
    compared = quotes.format(checked=view.quotes_checked, unchecked=view.quotes_unchecked)
    return Document(_("Check"), (*faults, text(Cell(read, "strong")), note(compared)))

"""The notice 督办单: which matter, whose, how it stands, what is asked for and until when, and the lines for the reply."""

from targettrack.i18n import _
from targettrack.render.document import Cell, Column, Document, Grid, Heading, Prose
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day
from targettrack.render.pages import parts
from targettrack.render.pages.bulletin import reply_said
from targettrack.render.pages.byowner import DEMANDS
from targettrack.render.reasons import short_phrase
from targettrack.views.answer import Answer
from targettrack.views.notice import NoticeView


def page(view: NoticeView, answer: Answer) -> Document:
    """One table of names and words, so that it is one sheet."""
    title, row, notice = _("Supervision notice"), view.row, view.notice
    asked = [_(DEMANDS[cause]) for cause in view.causes if cause in DEMANDS]
    pairs = (
        (_("Number"), notice.number),
        (_("Sent on"), day(notice.sent)),
        (_("Matter"), _("{title} ({id})").format(title=row.title, id=row.id)),
        (_("From"), " · ".join(filter(None, (*(plan.title for plan in view.plans), row.section)))),
        (_("Lead unit"), row.owner or _("unassigned")),
        (_("Supporting units"), _(", ").join(row.supporting)),
        (_("In charge"), view.leader),
        (_("Goal"), goal_phrase(row.goal, row.kind)),
        (_("Deadline"), parts.deadline_cell(row.deadline).text),
        (_("State on {day}").format(day=day(answer.as_of)), parts.rating_cell(row).text),
        (_("Why"), short_phrase(row)),
        (_("Problem"), row.problem),
        (_("What is asked for"), _("; ").join(asked)),
        (_("Reply"), reply_said(notice, answer.as_of)),
        (_("Reply of the lead unit (signed and sealed)"), RULE),
        (_("Opinion of the office"), RULE),
    )
    rows = tuple((Cell(name, "strong"), Cell(said)) for name, said in pairs if said)
    blocks: tuple[Heading | Prose | Grid, ...] = (
        Heading(title, 1),
        *parts.fictional_note(view.plans),
        *parts.unreadable_note(view.unreadable),
        Grid((Column(_("Point")), Column(_("Content"))), rows),
    )
    return Document(title, blocks)


RULE = "\u3000"
"""What stands where a person writes."""

"""The alerts: one line per target, with what to do next."""

from targettrack.i18n import N_, _, ngettext
from targettrack.render.document import Block, Cell, Document, Grid, Heading, note, text
from targettrack.render.pages import parts
from targettrack.render.reasons import explain, listed
from targettrack.render.words import word
from targettrack.views.alert import AlertLevel, Alerts, Cause
from targettrack.views.answer import Answer
from targettrack.views.row import Row

_TONES = {AlertLevel.OVERDUE: "red", AlertLevel.WARNING: "yellow", AlertLevel.REMINDER: "strong"}
_NEXT = {
    Cause.OVERDUE: N_("close it with evidence, or ask for a new deadline with a reason"),
    Cause.FAR_BEHIND: N_("ask the lead unit for cause, measure and forecast"),
    Cause.BEHIND: N_("ask the lead unit how it will catch up"),
    Cause.CHECKPOINT_MISSED: N_("ask the lead unit why the checkpoint was missed"),
    Cause.DUE_SOON: N_("ask whether the deadline will be kept"),
    Cause.NOT_UPDATED: N_("ask the lead unit for a figure"),
    Cause.UNASSIGNED: N_("name a lead unit"),
    Cause.UNDECIDABLE: N_("settle the goal: targettrack update ID --goal FIELD=VALUE"),
    Cause.UNVERIFIED: N_("verify the evidence, then close it"),
}


def page(view: Alerts, answer: Answer) -> Document:
    """A table for each level, the gravest first."""
    title = parts.dated(_("Alerts as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1)]
    for level in reversed(AlertLevel):
        if view.by_level[level]:
            blocks += [Heading(parts.numbered(word(level), view.by_level[level])), _table(view, level)]
    count = len(view.alerts)
    if not count:
        blocks.append(text(_("No alerts.")))
    counted = ngettext(
        "{n} of {total} target calls for something; due soon means within {days} days.",
        "{n} of {total} targets call for something; due soon means within {days} days.",
        view.read,
    )
    blocks.append(note(counted.format(n=count, total=view.read, days=view.days)))
    for plan, days in view.days_by_plan.items():
        own = ngettext("In {plan} it means within {n} day.", "In {plan} it means within {n} days.", days)
        blocks.append(note(own.format(plan=plan, n=days)))
    if view.working_days:
        blocks.append(note(_("Only working days are counted.")))
    notes = (*parts.fictional_note(view.targets.values()), *parts.unreadable_note(view.unreadable))
    return Document(title, (*blocks, *notes))


def _table(view: Alerts, level: AlertLevel) -> Grid:
    causes = {alert.id: alert.causes for alert in view.alerts if alert.level is level}

    def advice(row: Row) -> str:
        return _("{why} → {next}").format(why=explain(row), next=_(_NEXT[causes[row.id][0]]))

    return parts.table(
        (view.targets[id_] for id_ in causes),
        "id",
        parts.column(_("Alert"), lambda row: Cell(listed(causes[row.id]), _TONES[level])),
        "deadline",
        "owner",
        parts.title_column(_("Why, and what to do next"), advice),
    )

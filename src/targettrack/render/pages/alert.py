"""The alerts: one line per target, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.render.document import Cell, Column, Document, Heading, Table, text
from targettrack.render.numbers import weekday
from targettrack.render.pages.parts import deadline_cell, fictional_note, owner_cell, unreadable_note
from targettrack.render.reasons import explain
from targettrack.render.words import word
from targettrack.views.alert import AlertLevel, Cause

if TYPE_CHECKING:
    from targettrack.render.document import Block
    from targettrack.views.alert import Alert, Alerts
    from targettrack.views.answer import Answer

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
    title = _("Alerts as of {day} ({weekday})").format(day=answer.as_of, weekday=weekday(answer.as_of))
    blocks: list[Block] = [Heading(title, 1)]
    for level in reversed(AlertLevel):
        alerts = [alert for alert in view.alerts if alert.level is level]
        if alerts:
            blocks += [Heading(_("{name} ({n})").format(name=word(level), n=len(alerts))), _table(alerts, level)]
    count = len(view.alerts)
    if not count:
        blocks.append(text(_("No alerts.")))
    counted = ngettext(
        "{n} of {total} target calls for something; due soon means within {days} days.",
        "{n} of {total} targets call for something; due soon means within {days} days.",
        view.read,
    )
    blocks.append(text(Cell(counted.format(n=count, total=view.read, days=view.days), "muted")))
    for plan, days in view.days_by_plan.items():
        own = ngettext("In {plan} it means within {n} day.", "In {plan} it means within {n} days.", days)
        blocks.append(text(Cell(own.format(plan=plan, n=days), "muted")))
    if view.working_days:
        blocks.append(text(Cell(_("Only working days are counted."), "muted")))
    notes = (*fictional_note(alert.target for alert in view.alerts), *unreadable_note(view.unreadable))
    return Document(title, (*blocks, *notes))


def _table(alerts: list[Alert], level: AlertLevel) -> Table:
    columns = (
        Column(_("Id")),
        Column(_("Alert")),
        Column(_("Deadline")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Why, and what to do next")),
    )
    return Table(columns, tuple(_row(alert, _TONES[level]) for alert in alerts))


def _row(alert: Alert, tone: str) -> tuple[Cell, ...]:
    target = alert.target
    causes = _(", ").join(word(cause) for cause in alert.causes)
    advice = _("{why} → {next}").format(why=explain(target), next=_(_NEXT[alert.causes[0]]))
    return (
        Cell(target.id),
        Cell(causes, tone),
        deadline_cell(target),
        owner_cell(target.owner),
        Cell(target.title, "", advice),
    )

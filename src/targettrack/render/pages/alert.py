"""The alerts: one line per target, with what to do next."""

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.reason import Turn
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import grounds
from targettrack.render.states import rating_word
from targettrack.render.words import word
from targettrack.views.alert import Advice, AlertLevel, Alerts
from targettrack.views.answer import Answer
from targettrack.views.row import Row

_TONES = {AlertLevel.OVERDUE: "red", AlertLevel.WARNING: "yellow", AlertLevel.REMINDER: "strong"}
NEXT = {
    Advice.CORRECT: N_("have it explained: what happened, why, and how it is put right"),
    Advice.FINISH: N_("finish it and close it with evidence, or ask for a new deadline with a reason"),
    Advice.LAST_FIGURE: N_("ask the lead unit for the figure of the end of the term"),
    Advice.CATCH_UP: N_("ask the lead unit for cause, measures and forecast, and how it will catch up"),
    Advice.RAISE: N_("ask the lead unit why the figure is off its goal, for measures, and for a forecast of the year"),
    Advice.REACH_NODE: N_("ask the lead unit why the node was missed and when it will be reached"),
    Advice.NEW_FIGURE: N_("ask the lead unit for a new figure, and why none came"),
    Advice.DECIDE: N_("confer: clear what is in the way, or have the goal changed with reason and authority"),
    Advice.COORDINATE: N_("settle what is in the way"),
    Advice.PRESS: N_("send a note of supervision: what is in the way, and the next step"),
    Advice.REASSESS: N_("assess again what was reported since"),
    Advice.ANSWER: N_("answer the request"),
    Advice.REDO: N_("have it mended and claimed again"),
    Advice.SPARE: N_("warn the lead unit: more of the limit is used than of the time"),
    Advice.CONFIRM: N_("ask whether the deadline will be kept"),
    Advice.FETCH: N_("ask who publishes the figure"),
    Advice.REPORT: N_("ask the lead unit for a report"),
    Advice.REPORT_PARTS: N_("ask the parts that have not reported"),
    Advice.CONFIRM_NODE: N_("ask whether the node was reached"),
    Advice.ASSIGN: N_("name a lead unit"),
    Advice.COMPLETE_GOAL: N_("fill in what is missing"),
    Advice.ASK_SETTER: N_("ask who sets the number, and fill it in"),
    Advice.ASK_REFERENCE: N_("have the figure of the same day reported for the target that it follows"),
    Advice.FIND_OUT: N_("find out how it ended"),
    Advice.ASSESS: N_("assess what was reported"),
    Advice.VERIFY: N_("verify the evidence, then close it or send it back"),
}
"""What to do next; a new deadline is named only where something can be delivered late."""
_HOW = {
    Advice.REASSESS: N_("targettrack update ID --assess"),
    Advice.ANSWER: N_("targettrack update ID --deadline DATE --reason --authority, or send it back with --return"),
    Advice.COMPLETE_GOAL: N_("targettrack update ID --goal FIELD=VALUE"),
    Advice.ASK_SETTER: N_("targettrack update ID --goal value=NUMBER"),
    Advice.ASSESS: N_("targettrack update ID --assess"),
}
"""The command, for whoever keeps the ledger."""


def next_step(advice: Advice) -> str:
    """What to do next, with the command where there is one."""
    what = _(NEXT[advice])
    return _("{what}: {how}").format(what=what, how=_(_HOW[advice])) if advice in _HOW else what


def page(view: Alerts, answer: Answer) -> Document:
    """A table for each level, the gravest first."""
    title = parts.dated(_("Alerts as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1)]
    for level in reversed(AlertLevel):
        if view.by_level[level]:
            blocks += [Heading(parts.numbered(word(level), view.by_level[level])), _table(view, level)]
    count = len(view.alerts)
    if count:
        turns = _(", ").join(f"{word(turn)} {view.by_turn[turn]}" for turn in Turn if view.by_turn[turn])
        blocks.append(note(_("Next step by: {turns}.").format(turns=turns)))
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
    found = {alert.id: alert for alert in view.alerts if alert.level is level}

    def causes(row: Row) -> Cell:
        own = rating_word(row.rating, row.reason)
        words = (own if cause.value == row.rating.value else word(cause) for cause in found[row.id].causes)
        return Cell(_(", ").join(words), _TONES[level])

    def advice(row: Row) -> str:
        return _("{why} → {next}").format(why=grounds(row), next=next_step(found[row.id].advice))

    def owner(row: Row) -> Cell:
        leader = found[row.id].leader
        cell = parts.owner_cell(row.owner)
        return (
            cell._replace(text=_("{unit} (led by {leader})").format(unit=cell.text, leader=leader)) if leader else cell
        )

    return parts.table(
        (view.targets[id_] for id_ in found),
        "id",
        parts.column(_("Alert"), causes),
        "deadline",
        parts.column(_("Next"), lambda row: Cell(word(found[row.id].turn))),
        Shown(Column(_("Lead unit"), under=True), owner),
        parts.title_column(_("Why, and what to do next"), advice),
    )

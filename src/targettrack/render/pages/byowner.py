"""The list of each lead unit: what it leads, what it is to fill in, what it must answer."""

from targettrack.i18n import N_, _, ngettext
from targettrack.render.document import Block, Cell, Document, Grid, Heading, note
from targettrack.render.figures import figure_unit, newest_figure
from targettrack.render.pages import parts
from targettrack.render.reasons import listed
from targettrack.views.alert import Cause
from targettrack.views.answer import Answer
from targettrack.views.byowner import Blank, ByOwner, UnitPage
from targettrack.views.row import Row

RULE = "______"
DEMANDS = {
    Cause.BROKEN: N_("say what happened, why, and how it is put right"),
    Cause.OVERDUE: N_("say why it is late and when it will be done, with evidence where it is done"),
    Cause.FAR_BEHIND: N_("state the cause, the measures, and whether the goal can still be met"),
    Cause.UNLIKELY: N_("state what is in the way and what is asked of the office"),
    Cause.STALLED: N_("say what is in the way, the next step and its day"),
    Cause.BEHIND: N_("state the cause, the measures and the forecast"),
    Cause.AT_RISK: N_("say what difficulties need to be coordinated"),
    Cause.SLOW: N_("say what is in the way, the next step and its day"),
    Cause.CHECKPOINT_MISSED: N_("say why the node was missed and when it will be reached"),
    Cause.EARLY_WARNING: N_("say how the limit will be kept"),
    Cause.RETURNED: N_("mend what was sent back, and claim it again with evidence"),
    Cause.DUE_SOON: N_("confirm that the deadline will be kept"),
    Cause.NOT_UPDATED: N_("report the newest figure or how the work stands"),
    Cause.NODE_UNCONFIRMED: N_("say whether the node was reached"),
    Cause.NO_RESULT: N_("report the figure as soon as it is published"),
    Cause.UNASSIGNED: N_("agree which unit leads"),
    Cause.UNDECIDED: N_("propose what is missing in the goal"),
    Cause.NOT_MENTIONED: N_("say how it ended"),
    Cause.LAST_REPORT: N_("report the figure of the end of the term"),
    Cause.UNVERIFIED: N_("send the evidence for closing"),
}
"""What a unit must answer; of what it has reported in words, the office has the next word."""
BLANKS = {
    Blank.FIGURE: N_("figure"),
    Blank.STAGE: N_("stage and per cent of the work"),
    Blank.PROBLEM: N_("problem"),
    Blank.NEXT: N_("next step"),
    Blank.FORECAST: N_("forecast (will be met / difficult / cannot be met)"),
    Blank.EVIDENCE: N_("evidence"),
    Blank.BASELINE: N_("baseline and its date"),
    Blank.GOAL: N_("what is missing in the goal"),
}


def page(view: ByOwner, answer: Answer) -> Document:
    """One part per unit, in order of name."""
    title = parts.dated(_("Targets by lead unit as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1), *parts.plan_lines(view.plans), *parts.unreadable_note(view.unreadable)]
    blocks += parts.or_nothing(block for unit in view.units for block in _unit(unit, view))
    return Document(title, tuple(blocks), sheets=True)


def _unit(unit: UnitPage, view: ByOwner) -> list[Block]:
    asked = {sheet.id: sheet.causes for sheet in unit.sheets if set(sheet.causes) & set(DEMANDS)}
    blank = {sheet.id: sheet.blanks for sheet in unit.sheets if sheet.blanks}
    counted = ngettext("leads {n} target", "leads {n} targets", unit.total.total).format(n=unit.total.total)
    closed = f"{unit.total.completion.part}/{unit.total.completion.base}"
    said = _("{counted}; completed {closed}; reported in time {reported}; to answer: {n}").format(
        counted=counted, closed=closed, reported=parts.rate_text(unit.reported), n=len(asked)
    )
    table = parts.table((view.targets[sheet.id] for sheet in unit.sheets), "id", "state", "deadline", "why")
    blocks: list[Block] = [Heading(unit.owner or _("unassigned")), note(said), table]
    if asked:
        blocks += [Heading(_("To answer ({n})").format(n=len(asked)), 3), _questions(asked, view)]
    if blank:
        blocks += [Heading(_("To fill in ({n})").format(n=len(blank)), 3), _to_fill_in(blank, view)]
    if unit.supports:
        supported = (view.targets[id_] for id_ in unit.supports)
        heading = Heading(parts.numbered(_("Supporting"), len(unit.supports)), 3)
        blocks += [heading, parts.table(supported, "id", "state", "deadline", "owner", "why")]
    return blocks


def _questions(asked: dict[str, tuple[Cause, ...]], view: ByOwner) -> Grid:
    def demands(row: Row) -> Cell:
        return Cell(_("; ").join(_(DEMANDS[cause]) for cause in asked[row.id] if cause in DEMANDS))

    return parts.table(
        (view.targets[id_] for id_ in asked),
        "id",
        parts.column(_("Alert"), lambda row: Cell(listed(asked[row.id]), row.lamp.code)),
        parts.column(_("What to answer"), demands, grow=True),
    )


def _to_fill_in(blank: dict[str, tuple[Blank, ...]], view: ByOwner) -> Grid:
    return parts.table(
        (view.targets[id_] for id_ in blank),
        "id",
        parts.column(
            _("Last figure"), lambda row: Cell(newest_figure(row) or "–", "" if newest_figure(row) else "muted")
        ),
        parts.column(_("To fill in"), lambda row: Cell(_lines(row, blank[row.id])), grow=True),
    )


def _lines(row: Row, blanks: tuple[Blank, ...]) -> str:
    """«数据 ______ 万美元；存在问题 ______；…»."""
    unit = figure_unit(row)
    lines = (f"{_(BLANKS[blank])} {RULE} {unit if blank is Blank.FIGURE else ''}".rstrip() for blank in blanks)
    return _("; ").join(lines)

"""The list of each lead unit: what it leads, what it is to fill in, what it must answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.goal import Yardstick
from targettrack.render.document import Cell, Column, Document, Heading, Table, text
from targettrack.render.numbers import quantity, weekday
from targettrack.render.pages.parts import deadline_cell, plan_lines, state_cell, unreadable_note
from targettrack.render.reasons import explain
from targettrack.render.words import word
from targettrack.views.alert import Cause
from targettrack.views.byowner import Blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.byowner import ByOwner, Sheet, UnitPage

RULE = "______"
_DEMANDS = {
    Cause.OVERDUE: N_("say why it is late and when it will be done; close it with evidence, or ask for a new deadline"),
    Cause.FAR_BEHIND: N_("state the cause, the measures, and whether the goal can still be met"),
    Cause.BEHIND: N_("state the cause and how it will catch up"),
    Cause.CHECKPOINT_MISSED: N_("say why the checkpoint was missed and when it will be made good"),
    Cause.DUE_SOON: N_("confirm that the deadline will be kept"),
    Cause.NOT_UPDATED: N_("report the newest figure"),
    Cause.UNASSIGNED: N_("agree which unit leads"),
    Cause.UNDECIDABLE: N_("propose what is missing in the goal"),
    Cause.UNVERIFIED: N_("send the evidence for closing"),
}
_BLANKS = {
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
    title = _("Targets by lead unit as of {day} ({weekday})").format(day=answer.as_of, weekday=weekday(answer.as_of))
    blocks: list[Block] = [Heading(title, 1), *plan_lines(view.plans), *unreadable_note(view.unreadable)]
    for unit in view.units:
        blocks += _unit(unit)
    if not view.units:
        blocks.append(text(_("Nothing.")))
    return Document(title, tuple(blocks))


def _unit(unit: UnitPage) -> list[Block]:
    name = unit.owner or _("unassigned")
    counted = ngettext("leads {n} target", "leads {n} targets", unit.total.total).format(n=unit.total.total)
    closed = f"{unit.total.completion.part}/{unit.total.completion.base}"
    asked = [sheet for sheet in unit.targets if sheet.causes]
    said = _("{counted}; closed {closed}; to answer: {n}").format(counted=counted, closed=closed, n=len(asked))
    blocks: list[Block] = [Heading(name), text(Cell(said, "muted")), _targets(unit.targets)]
    if asked:
        blocks += [Heading(_("To answer ({n})").format(n=len(asked)), 3), _questions(asked)]
    open_ = [sheet for sheet in unit.targets if sheet.blanks]
    if open_:
        blocks += [Heading(_("To fill in ({n})").format(n=len(open_)), 3), _blanks(open_)]
    return blocks


def _targets(sheets: Sequence[Sheet]) -> Table:
    columns = (
        Column(_("Id")),
        Column(_("State"), detail=_("Remarks")),
        Column(_("Deadline")),
        Column(_("Target"), grow=True, detail=_("Why")),
    )
    return Table(
        columns,
        tuple(
            (
                Cell(sheet.target.id),
                state_cell(sheet.target),
                deadline_cell(sheet.target),
                Cell(sheet.target.title, "", explain(sheet.target)),
            )
            for sheet in sheets
        ),
    )


def _questions(sheets: Sequence[Sheet]) -> Table:
    columns = (Column(_("Id")), Column(_("Alert")), Column(_("What to answer"), grow=True))
    rows = (
        (
            Cell(sheet.target.id),
            Cell(_(", ").join(word(cause) for cause in sheet.causes), sheet.target.light),
            Cell(_("; ").join(_(_DEMANDS[cause]) for cause in sheet.causes)),
        )
        for sheet in sheets
    )
    return Table(columns, tuple(rows))


def _blanks(sheets: Sequence[Sheet]) -> Table:
    columns = (Column(_("Id")), Column(_("Last figure")), Column(_("To fill in"), grow=True))
    return Table(columns, tuple((Cell(sheet.target.id), _last(sheet), Cell(_lines(sheet))) for sheet in sheets))


def _last(sheet: Sheet) -> Cell:
    target = sheet.target
    shown = quantity(target.reason.figure, Yardstick(target.kind, target.goal).unit) or target.reason.stage
    return Cell(shown) if shown else Cell("–", "muted")


def _lines(sheet: Sheet) -> str:
    """«数据 ______ 万美元；存在问题 ______；…»."""
    unit = Yardstick(sheet.target.kind, sheet.target.goal).unit
    return _("; ").join(
        f"{_('figure')} {RULE} {unit}".rstrip() if blank is Blank.FIGURE else f"{_(_BLANKS[blank])} {RULE}"
        for blank in sheet.blanks
    )

"""The account of a year 年度对账: each promise with its result, as promised and as it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.ending import Outcome
from targettrack.render.document import Cell, Column, Document, Facts, Heading, Table
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, percent, plain, weekday
from targettrack.render.pages.parts import owner_cell, plan_lines, rate_cell, unreadable_note
from targettrack.render.reasons import explain, figure_phrase, missing_phrase
from targettrack.render.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.yearend import Settled, Side, YearEnd

TONES = {
    Outcome.MET: "blue",
    Outcome.LATE: "yellow",
    Outcome.UNVERIFIED: "blue-outline",
    Outcome.MISSED: "red",
    Outcome.NO_FIGURE: "grey",
    Outcome.UNDECIDABLE: "grey",
    Outcome.OPEN: "none",
    Outcome.SET_ASIDE: "none",
}
_NOTES = {
    Outcome.NO_FIGURE: N_("no figure for the end of the term on record"),
    Outcome.UNVERIFIED: N_("not closed"),
}


def page(view: YearEnd, answer: Answer) -> Document:
    """The totals of both sides, then a table for each outcome by the goal and deadline in force."""
    title = _("Account of the year as of {day} ({weekday})").format(day=answer.as_of, weekday=weekday(answer.as_of))
    counted = ngettext("{n} target", "{n} targets", view.total.total).format(n=view.total.total)
    blocks: list[Block] = [
        Heading(title, 1),
        *plan_lines(view.plans),
        Heading(counted),
        *unreadable_note(view.unreadable),
        _totals(view),
        Facts(
            (
                (_("Met in time, as promised (of those that ended)"), rate_cell(view.met_original)),
                (_("Met in time, as changed (of those that ended)"), rate_cell(view.met_adjusted)),
            )
        ),
    ]
    for outcome in Outcome:
        found = [one for one in view.targets if one.adjusted.outcome is outcome]
        if found:
            blocks += [Heading(_("{name} ({n})").format(name=word(outcome), n=len(found))), _table(found)]
    changed = [one for one in view.targets if one.changed]
    if changed:
        blocks += [Heading(_("Changed on the way ({n})").format(n=len(changed))), _sides(changed)]
    return Document(title, tuple(blocks))


def _totals(view: YearEnd) -> Table:
    columns = (Column(_("Result")), Column(_("As promised"), right=True), Column(_("As changed"), right=True))
    rows = [
        (Cell(word(one), TONES[one]), Cell(str(view.by_original[one])), Cell(str(view.by_adjusted[one])))
        for one in Outcome
        if view.by_original[one] or view.by_adjusted[one]
    ]
    sums = (str(sum(view.by_original.values())), str(sum(view.by_adjusted.values())))
    total = (Cell(_("total"), "strong"), *(Cell(one, "strong") for one in sums))
    return Table(columns, (*rows, total) if rows else ())


def _table(settled: Sequence[Settled]) -> Table:
    columns = (
        Column(_("Id")),
        Column(_("As promised")),
        Column(_("As changed")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Goal and result")),
    )
    return Table(
        columns,
        tuple(
            (
                Cell(one.target.id),
                _outcome(one.original),
                _outcome(one.adjusted) if one.changed else Cell("=", "muted"),
                owner_cell(one.target.owner),
                Cell(one.target.title, "", _result(one)),
            )
            for one in settled
        ),
    )


def _outcome(side: Side) -> Cell:
    return Cell(word(side.outcome), TONES[side.outcome])


def _result(one: Settled) -> str:
    """Goal, figure, how far off; and why nothing more can be said."""
    target, side = one.target, one.adjusted
    figure = figure_phrase(target)
    parts = [_("goal: {goal}").format(goal=_goal(one)), _("result: {figure}").format(figure=figure) if figure else ""]
    if side.outcome is Outcome.UNDECIDABLE:
        parts.append(missing_phrase(target.reason))
    elif side.outcome in _NOTES:
        parts += [_distance(side), _(_NOTES[side.outcome])]
    else:
        parts.append(_distance(side) or explain(target))
    return _("; ").join(filter(None, parts))


def _goal(one: Settled) -> str:
    return goal_phrase(one.adjusted.goal, one.target.kind) or one.adjusted.goal.done_when or _("none in numbers")


def _distance(side: Side) -> str:
    if side.gap is not None:
        if side.gap == 0:
            return _("equal to the goal")
        sentence = _("{gap} points below the goal") if side.gap < 0 else _("{gap} points above the goal")
        return sentence.format(gap=plain(abs(side.gap)))
    return _("{share} of the goal").format(share=percent(side.share)) if side.share is not None else ""


def _sides(settled: Sequence[Settled]) -> Table:
    columns = (
        Column(_("Id")),
        Column(_("Version")),
        Column(_("Deadline")),
        Column(_("Result")),
        Column(_("Goal"), grow=True),
    )
    rows = []
    for one in settled:
        for name, side in ((_("as promised"), one.original), (_("as changed"), one.adjusted)):
            goal = goal_phrase(side.goal, one.target.kind) or side.goal.done_when or one.target.title
            share = _(" ({share} of it)").format(share=percent(side.share)) if side.share is not None else ""
            deadline = day(side.deadline) if side.deadline else _("ongoing")
            cells = (Cell(one.target.id), Cell(name), Cell(deadline), _outcome(side), Cell(goal + share))
            rows.append(cells)
    return Table(columns, tuple(rows))

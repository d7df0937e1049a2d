"""The account of a year 年度对账: each promise with its result, as promised and as it was changed."""

from collections.abc import Sequence

from targettrack.i18n import N_, _
from targettrack.rating.ending import Side
from targettrack.rating.vocabulary import Lamp, Light, Outcome
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import percent, plain
from targettrack.render.pages import parts
from targettrack.render.reasons import explain, figure_phrase, missing_phrase, share_phrase
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.row import Row
from targettrack.views.yearend import Ended, YearEnd

_LAMPS = {
    Outcome.DONE: Lamp(Light.BLUE),
    Outcome.DONE_LATE: Lamp(Light.BLUE),
    Outcome.UNVERIFIED: Lamp(Light.BLUE, outline=True),
    Outcome.MISSED: Lamp(Light.RED),
    Outcome.BROKEN: Lamp(Light.RED),
    Outcome.SLOW: Lamp(Light.YELLOW, outline=True),
    Outcome.STALLED: Lamp(Light.RED, outline=True),
    Outcome.UNREPORTED: Lamp(Light.GREY),
    Outcome.NO_FINAL: Lamp(Light.GREY),
    Outcome.NOT_MENTIONED: Lamp(Light.GREY),
    Outcome.UNDECIDABLE: Lamp(Light.GREY),
}
_NOTES = {
    Outcome.NO_FINAL: N_("no figure for the end of the term on record"),
    Outcome.UNVERIFIED: N_("not closed"),
}


def page(view: YearEnd, answer: Answer) -> Document:
    """The totals of both sides, then a table for each outcome by the goal and deadline in force."""
    title = parts.dated(_("Account of the year as of {day} ({weekday})"), answer.as_of)
    met = (
        (_("Met in time, as promised (of those that ended)"), view.met_original),
        (_("Met in time, as changed (of those that ended)"), view.met_adjusted),
    )
    blocks: list[Block] = [
        Heading(title, 1),
        *parts.plan_lines(view.plans),
        Heading(parts.counted_targets(view.total.total)),
        *parts.unreadable_note(view.unreadable),
        _totals(view),
        parts.rate_facts(met),
    ]
    for outcome in Outcome:
        found = {one.id: one for one in view.endings if one.adjusted.outcome is outcome}
        if found:
            blocks += [Heading(parts.numbered(word(outcome), len(found))), _table(view, found)]
    changed = [one for one in view.endings if one.changed]
    if changed:
        blocks += [Heading(_("Changed on the way ({n})").format(n=len(changed))), _sides(view, changed)]
    return Document(title, tuple(blocks))


def _totals(view: YearEnd) -> Grid:
    columns = (Column(_("Result")), Column(_("As promised"), right=True), Column(_("As changed"), right=True))
    rows = [
        (_outcome(one), Cell(str(view.by_original[one])), Cell(str(view.by_adjusted[one])))
        for one in Outcome
        if view.by_original[one] or view.by_adjusted[one]
    ]
    total = (_("total"), str(sum(view.by_original.values())), str(sum(view.by_adjusted.values())))
    return Grid(columns, (*rows, tuple(Cell(one, "strong") for one in total)) if rows else ())


def _table(view: YearEnd, found: dict[str, Ended]) -> Grid:
    def adjusted(row: Row) -> Cell:
        one = found[row.id]
        return _outcome(one.adjusted.outcome) if one.changed else Cell("=", "muted")

    return parts.table(
        (view.targets[id_] for id_ in found),
        "id",
        parts.column(_("As promised"), lambda row: _outcome(found[row.id].original.outcome)),
        parts.column(_("As changed"), adjusted),
        "owner",
        parts.title_column(_("Goal and result"), lambda row: _result(row, found[row.id].adjusted)),
    )


def _outcome(outcome: Outcome) -> Cell:
    return Cell(word(outcome), _LAMPS.get(outcome, Lamp(Light.NONE)).code)


def _result(row: Row, side: Side) -> str:
    """Goal, figure, how far off; and why nothing more can be said."""
    goal = goal_phrase(side.goal, row.kind) or side.goal.done_when or _("none in numbers")
    figure = figure_phrase(row)
    parts = [_("goal: {goal}").format(goal=goal), _("result: {figure}").format(figure=figure) if figure else ""]
    if side.outcome is Outcome.UNDECIDABLE:
        parts.append(missing_phrase(row.reason))
    elif side.outcome in _NOTES:
        parts += [_distance(side), _(_NOTES[side.outcome])]
    else:
        parts.append(_distance(side) or explain(row))
    return _("; ").join(filter(None, parts))


def _distance(side: Side) -> str:
    if side.points is None:
        return _("{share} of the goal").format(share=percent(side.share)) if side.share is not None else ""
    if side.points == 0:
        return _("equal to the goal")
    sentence = _("{gap} points below the goal") if side.points < 0 else _("{gap} points above the goal")
    return sentence.format(gap=plain(abs(side.points)))


def _sides(view: YearEnd, changed: Sequence[Ended]) -> Grid:
    titles = (_("Id"), _("Version"), _("Deadline"), _("Result"))
    rows = []
    for one in changed:
        row = view.targets[one.id]
        for name, side in ((_("as promised"), one.original), (_("as changed"), one.adjusted)):
            goal = goal_phrase(side.goal, row.kind) or side.goal.done_when or row.title
            deadline = Cell(parts.deadline_cell(side.deadline).text)
            rows.append(
                (Cell(one.id), Cell(name), deadline, _outcome(side.outcome), Cell(goal + share_phrase(side.share)))
            )
    return Grid((*(Column(title) for title in titles), Column(_("Goal"), grow=True)), tuple(rows))

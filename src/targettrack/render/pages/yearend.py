"""The account of a year 年度对账: each promise with its result, as promised and as it was changed."""

from collections.abc import Sequence

from targettrack.i18n import N_, _
from targettrack.rating.counts import Rate
from targettrack.rating.ending import Side
from targettrack.rating.vocabulary import Lamp, Light, Marker, Outcome
from targettrack.render.document import Block, Cell, Column, Document, Facts, Grid, Heading
from targettrack.render.figures import figure_phrase, gap_size, share_phrase
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import percent, spoken_day
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import missing_phrase, short_phrase
from targettrack.render.states import state_word
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.row import Row
from targettrack.views.yearend import ONGOING, Account, Classes, Ended, YearEnd

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
    """Plan by plan: the totals of both sides, then a table for each class by the goal and deadline in force."""
    title = parts.dated(_("Account of the year as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1), *parts.unreadable_note(view.unreadable)]
    blocks += parts.or_nothing(block for account in view.accounts for block in _account(account, view))
    return Document(title, tuple(blocks), sheets=len(view.accounts) > 1)


def _account(account: Account, view: YearEnd) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{account.plan.id} {account.plan.title}" if len(view.accounts) > 1 else account.plan.title),
        *parts.plan_lines([account.plan]),
        Heading(parts.counted_targets(account.total.total), 3),
        parts.apart_note(account.apart),
        _totals(account),
        _rates(account),
    ]
    for outcome in Outcome:
        found = {one.id: one for one in account.endings if one.adjusted.outcome is outcome}
        if found:
            blocks += [Heading(parts.numbered(word(outcome), len(found)), 3), _table(view, found)]
    changed = [one for one in account.endings if one.changed]
    if changed:
        blocks += [Heading(_("Changed on the way ({n})").format(n=len(changed)), 3), _sides(view, changed)]
    return blocks


def _totals(account: Account) -> Grid:
    sides = ((_("As promised"), account.original), (_("As changed"), account.adjusted))
    beside = [(_("In items"), account.items)]
    if account.apart.stretch.total:
        beside += [(_("Firm"), account.firm), (_("Endeavours"), account.stretch)]
    every = (*sides, *beside)
    columns = (Column(_("Result")), *(Column(name, right=True) for name, _classes in every))
    rows = [
        (_outcome(outcome), *(Cell(str(classes.by_outcome[outcome])) for _name, classes in every))
        for outcome in Outcome
        if any(classes.by_outcome[outcome] for _name, classes in every)
    ]
    total = (_("total"), *(str(sum(classes.by_outcome.values())) for _name, classes in every))
    return Grid(columns, (*rows, tuple(Cell(one, "strong") for one in total)) if rows else ())


def _rates(account: Account) -> Facts:
    """Each rate as promised and as changed, with its base."""
    pairs: list[tuple[str, Cell]] = []
    names = (
        (_("Done in time (of those that ended)"), "in_time"),
        (_("Done, in time or late (of those that ended)"), "done"),
        (_("Going on (of those without an end)"), "ongoing"),
    )
    for name, field in names:
        original, adjusted = (_rate(classes, field) for classes in (account.original, account.adjusted))
        said = _("as promised {original}, as changed {adjusted}")
        pairs.append((name, Cell(said.format(original=parts.rate_text(original), adjusted=parts.rate_text(adjusted)))))
    return Facts(tuple(pairs))


def _rate(classes: Classes, field: str) -> Rate:
    found: Rate = getattr(classes, field)
    return found


def _table(view: YearEnd, found: dict[str, Ended]) -> Grid:
    def original(row: Row) -> Cell:
        one = found[row.id]
        return _outcome(one.original.outcome) if one.changed else Cell("=", "muted")

    def carried(row: Row) -> Cell:
        return Cell(word(Marker.CARRIED) if Marker.CARRIED in row.markers else "")

    columns: list[str | Shown] = ["id", parts.column(_("As promised"), original)]
    if any(Marker.CARRIED in view.targets[id_].markers for id_ in found):
        columns.append(parts.column(_("Remarks"), carried))
    result = parts.title_column(_("Goal and result"), lambda row: _result(row, found[row.id].adjusted))
    return parts.table((view.targets[id_] for id_ in found), *columns, "owner", result)


def _outcome(outcome: Outcome) -> Cell:
    return Cell(word(outcome), _LAMPS.get(outcome, Lamp(Light.NONE)).code)


def _result(row: Row, side: Side) -> str:
    """Goal, figure, how far off; and why nothing more can be said."""
    goal = goal_phrase(side.goal, row.kind) or side.goal.done_when
    figure = figure_phrase(row)
    said = [
        _("goal: {goal}").format(goal=goal) if goal else "",
        _("result: {figure}").format(figure=figure) if figure else "",
    ]
    if side.outcome is Outcome.UNDECIDABLE:
        said.append(missing_phrase(row.reason))
    elif side.outcome in _NOTES:
        said += [_distance(row, side), _(_NOTES[side.outcome])]
    elif side.outcome in ONGOING:
        said.append(_("no words on record") if side.outcome is Outcome.UNREPORTED else _last_words(row))
    elif side.outcome is Outcome.NOT_DUE:
        said.append(_("now: {state}").format(state=state_word(row)))
    else:
        said.append(_distance(row, side) or short_phrase(row))
    return _("; ").join(filter(None, said))


def _last_words(row: Row) -> str:
    """What is on record of a year's work without end: how the office judged it and why, what the lead unit said last."""
    given = row.reason.assessment
    judged = _("the office judged on {day}: {assessment}")
    judgement = "" if given is None else judged.format(day=spoken_day(row.reason.assessed_on), assessment=word(given))
    told = (
        (_("judged so: {said}"), row.assessed_for),
        (_("progress: {said}"), row.note),
        (_("problem: {said}"), row.problem),
    )
    said = [sentence.format(said=words.rstrip("。.")) for sentence, words in told if words]
    return _("; ").join(filter(None, (judgement, *said)))


def _distance(row: Row, side: Side) -> str:
    if side.points is None:
        return _("{share} of the goal").format(share=percent(side.share)) if side.share is not None else ""
    if side.points == 0:
        return _("equal to the goal")
    sentence = _("{gap} below the goal") if side.points < 0 else _("{gap} above the goal")
    return sentence.format(gap=gap_size(row, side.points))


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

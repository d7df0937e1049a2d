"""One target whole: the promise, its state and why, what changed, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _
from targettrack.rating.vocabulary import Why
from targettrack.render.document import Bar, Cell, Column, Document, Facts, Heading, Table, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, quantity, value, weekday
from targettrack.render.pages.parts import fictional_note, owner_cell, state_cell
from targettrack.render.reasons import explain, figure_unit, markers_phrase
from targettrack.render.sparkline import sparkline
from targettrack.render.words import field_word, rating_word, word

if TYPE_CHECKING:
    from targettrack.model import Update
    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.detail import Detail, Line


def page(view: Detail, answer: Answer) -> Document:
    """The page of one target."""
    target = view.target
    title = f"{target.id}  {target.title}"
    state = rating_word(target.rating, target.reason.why, target.days_left)
    marks = markers_phrase(target.markers)
    blocks: list[Block] = [
        Heading(title, 1),
        text(Cell(state, target.light), Cell(f" · {marks}" if marks else "", "strong"), _(": "), explain(target)),
        *fictional_note([target]),
    ]
    if view.share is not None and target.reason.why is not Why.LIMIT:
        blocks.append(Bar(_("reached / expected"), view.share, view.expected, target.light))
    blocks += [
        Facts(tuple(_facts(view, answer))),
        *_quotes(view),
        *_related(view),
        *_checkpoints(view),
        *_history(view),
    ]
    return Document(title, tuple(blocks))


def _facts(view: Detail, answer: Answer) -> list[tuple[str, Cell]]:
    target, original = view.target, view.original
    deadline = _("ongoing") if target.deadline is None else f"{day(target.deadline)} {weekday(target.deadline)}"
    if target.deadline is not None and target.days_left is not None and target.days_left >= 0:
        deadline += _(" ({n} days left)").format(n=target.days_left)
    facts = [
        (_("As of"), Cell(f"{answer.as_of} {weekday(answer.as_of)}")),
        (_("Plan"), Cell(f"{target.plan} {view.plan_title}")),
        (_("Section"), Cell(target.section)),
        (_("Lead unit"), owner_cell(target.owner)),
        (_("Supporting"), Cell(_(", ").join(target.supporting))),
        (_("Start"), Cell(day(target.start))),
        (_("Deadline"), Cell(deadline)),
        (
            _("Deadline as promised"),
            Cell(day(original.deadline) if target.deadline != original.deadline else "", "strong"),
        ),
        (_("Result due"), Cell(day(target.goal.result_due) if target.goal.result_due else "")),
        (_("Status"), Cell(word(target.status))),
        (_("Kind"), Cell(f"{word(target.kind)} · {word(target.strength)}")),
        (_("Goal"), Cell(goal_phrase(target.goal, target.kind))),
        (
            _("Goal as promised"),
            Cell(goal_phrase(original.goal, target.kind) if target.goal != original.goal else "", "strong"),
        ),
        (_("Done when"), Cell(target.goal.done_when)),
        (_("Forecast"), Cell(word(target.forecast) if target.forecast else "")),
        (_("Course"), Cell(sparkline(view.figures, figure_unit(target.kind, target.goal)))),
        (_("Problem"), Cell(target.problem)),
        (_("Next step"), Cell(target.next)),
        (_("Assumed"), Cell(_(", ").join(field_word(name) for name in target.assumed), "muted")),
        (_("Tags"), Cell(_(", ").join(target.tags))),
        (_("File"), Cell(view.path, "muted")),
    ]
    return [(name, cell) for name, cell in facts if cell.text]


def _quotes(view: Detail) -> list[Block]:
    blocks: list[Block] = []
    for quote in view.quotes:
        place = (
            view.document
            if quote.line is None
            else _("{document}, line {n}").format(document=view.document, n=quote.line)
        )
        blocks.append(text(f"「{quote.text}」", Cell(f"  {place}" if place else "", "muted")))
    return [Heading(_("Source")), *blocks] if blocks else []


def _related(view: Detail) -> list[Block]:
    """The same matter one level up and one level down, each with its own state."""
    rows = [*([view.upper] if view.upper else []), *(view.lower or ())]
    if not rows:
        return []
    places = [_("above")] * (view.upper is not None) + [_("below")] * len(view.lower or ())
    columns = (Column(_("Level")), Column(_("Id")), Column(_("State")), Column(_("Target"), grow=True, detail=_("Why")))
    cells = tuple(
        (Cell(place), Cell(row.id), state_cell(row), Cell(row.title, "", explain(row)))
        for place, row in zip(places, rows, strict=True)
    )
    return [Heading(_("The same matter at other levels")), Table(columns, cells)]


def _checkpoints(view: Detail) -> list[Block]:
    if not view.checkpoints:
        return []
    unit = figure_unit(view.target.kind, view.target.goal)
    rows = tuple(
        (Cell(day(point.date)), Cell(" ".join(filter(None, (quantity(point.value, unit), point.stage)))))
        for point in view.checkpoints
    )
    return [Heading(_("Checkpoints")), Table((Column(_("Day")), Column(_("Planned"), grow=True)), rows)]


def _history(view: Detail) -> list[Block]:
    columns = (
        Column(_("Entered")),
        Column(_("Holds for")),
        Column(_("By")),
        Column(_("Key")),
        Column(_("What"), grow=True),
    )
    recorded = (Cell(day(view.original.recorded.date())), Cell(""), Cell(""), Cell(""), Cell(_("recorded")))
    rows = tuple(_history_row(line, view) for line in view.history)
    return [Heading(_("History")), Table(columns, (recorded, *rows))]


def _history_row(line: Line, view: Detail) -> tuple[Cell, ...]:
    update = line.update
    said = _(" · ").join(_said(update, view))
    if line.voided:
        said = _("{said} (taken back)").format(said=said)
    elif not line.counts and update.void is None:
        said = _("{said} (later than this day)").format(said=said)
    tone = "" if line.counts else "muted"
    return (
        Cell(day(update.at.date()), tone),
        Cell(day(update.as_of), tone),
        Cell(update.by, tone),
        Cell(update.key.rpartition("-")[2], "muted"),
        Cell(said, tone),
    )


def _said(update: Update, view: Detail) -> list[str]:
    unit = figure_unit(view.target.kind, view.target.goal)
    goal = (f"{field_word(name)} = {value(changed)}" for name, changed in update.goal.items())
    pairs = [
        (_("status"), word(update.status) if update.status else ""),
        (_("figure"), quantity(update.value, unit)),
        (_("stage"), update.stage or ""),
        (_("forecast"), word(update.forecast) if update.forecast else ""),
        (_("lead unit"), (update.owner or _("unassigned")) if update.owner is not None else ""),
        (_("supporting"), _(", ").join(update.supporting) if update.supporting else ""),
        (_("deadline"), day(update.deadline) if update.deadline else ""),
        (_("goal"), _(", ").join(goal)),
        (_("reason"), update.reason or ""),
        (_("authority"), update.authority or ""),
        (_("note"), update.note or ""),
        (_("problem"), update.problem or ""),
        (_("next step"), update.next or ""),
        (_("evidence"), update.evidence or ""),
        (_("takes back"), update.void or ""),
    ]
    return [_("{name}: {value}").format(name=name, value=what) for name, what in pairs if what]

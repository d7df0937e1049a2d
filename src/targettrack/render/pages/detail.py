"""One target whole: the promise, its state and why, what changed, the history."""

from typing import Any

from targettrack.i18n import _
from targettrack.model import Update
from targettrack.rating.reason import Why
from targettrack.record import GOAL, UPDATE
from targettrack.render.document import Bar, Block, Cell, Column, Document, Facts, Grid, Heading, text
from targettrack.render.figures import figure_unit
from targettrack.render.goals import goal_phrase, shown
from targettrack.render.numbers import day, quantity, weekday
from targettrack.render.pages import parts
from targettrack.render.places import place_of
from targettrack.render.reasons import explain, listed
from targettrack.render.sparkline import sparkline
from targettrack.render.words import field_word, word
from targettrack.views.answer import Answer
from targettrack.views.detail import Detail, HistoryLine
from targettrack.views.row import Row

_FRAME = frozenset({"at", "as_of", "by"})
_IN_PHRASE = frozenset({"indicator", "comparator", "value", "to", "unit"})


def page(view: Detail, answer: Answer) -> Document:
    """The page of one target."""
    target, reason = view.target, view.target.reason
    title = f"{target.id}  {target.title}"
    marks = listed(target.markers)
    blocks: list[Block] = [
        Heading(title, 1),
        text(parts.rating_cell(target), Cell(f" · {marks}" if marks else "", "strong"), _(": "), explain(target)),
        *parts.fictional_note([target]),
    ]
    if reason.actual is not None and reason.why is not Why.LIMIT:
        blocks.append(Bar(_("reached / expected"), reason.actual, reason.expected, target.lamp.code))
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
    if target.days_left is not None and target.days_left >= 0:
        deadline += _(" ({n} days left)").format(n=target.days_left)
    old_deadline = day(original.deadline) if target.deadline != original.deadline else ""
    old_goal = goal_phrase(original.goal, target.kind) if target.goal != original.goal else ""
    facts = [
        (_("As of"), Cell(f"{answer.as_of} {weekday(answer.as_of)}")),
        (_("Plan"), Cell(f"{target.plan} {view.plan_title}")),
        (_("Section"), Cell(target.section)),
        (_("Item"), Cell(target.item)),
        (_("Lead unit"), parts.owner_cell(target.owner)),
        (_("Supporting"), Cell(_(", ").join(target.supporting))),
        (_("Leader"), Cell(target.leader)),
        (_("Start"), Cell(day(target.start))),
        (_("Deadline"), Cell(deadline)),
        (_("Deadline as promised"), Cell(old_deadline, "strong")),
        (_("Status"), Cell(word(target.status))),
        (_("Kind"), Cell(f"{word(target.kind)} · {word(target.strength)}")),
        (_("Goal"), Cell(goal_phrase(target.goal, target.kind))),
        (_("Goal as promised"), Cell(old_goal, "strong")),
        *_more_of_the_goal(target),
        (_("Forecast"), Cell(word(target.forecast) if target.forecast else "")),
        (_("Course"), Cell(sparkline(view.figures, figure_unit(target)))),
        (_("Problem"), Cell(target.problem)),
        (_("Next step"), Cell(target.next)),
        (_("Last year"), Cell(target.previous)),
        (_("Assumed"), Cell(_(", ").join(field_word(name) for name in target.assumed), "muted")),
        (_("Tags"), Cell(_(", ").join(target.tags))),
        (_("File"), Cell(view.path, "muted")),
    ]
    return [(name, cell) for name, cell in facts if cell.text]


def _more_of_the_goal(target: Row) -> list[tuple[str, Cell]]:
    """What the phrase of the goal has no place for."""
    phrase = goal_phrase(target.goal, target.kind)
    values = {name: shown(getattr(target.goal, name)) for name in GOAL.rows if name not in _IN_PHRASE}
    named = {field_word(name): value for name, value in values.items() if value not in phrase}
    return [(word_[:1].upper() + word_[1:], Cell(value)) for word_, value in named.items()]


def _quotes(view: Detail) -> list[Block]:
    blocks: list[Block] = []
    for quote in view.quotes:
        place, found = view.document, place_of(quote)
        if found:
            place = _("{document}, {place}").format(document=view.document, place=found)
        blocks.append(text(f"「{quote.text}」", Cell(f"  {place}" if place else "", "muted")))
    return [Heading(_("Source")), *blocks] if blocks else []


def _related(view: Detail) -> list[Block]:
    """The same matter one level up and one level down, each with its own state."""
    rows = [view.targets[id_] for id_ in (view.upper, *(view.lower or ())) if id_]
    if not rows:
        return []
    level = parts.column(_("Level"), lambda row: Cell(_("above") if row.id == view.upper else _("below")))
    table = parts.table(rows, level, "id", parts.column(_("State"), parts.state_cell), "why")
    return [Heading(_("The same matter at other levels")), table]


def _checkpoints(view: Detail) -> list[Block]:
    unit = figure_unit(view.target)
    rows = tuple(
        (Cell(day(point.date)), Cell(" ".join(filter(None, (quantity(point.value, unit), point.stage)))))
        for point in view.checkpoints
    )
    return [Heading(_("Checkpoints")), Grid((Column(_("Day")), Column(_("Planned"), grow=True)), rows)] if rows else []


def _history(view: Detail) -> list[Block]:
    titles = (_("Entered"), _("Holds for"), _("By"), _("Key"))
    columns = (*(Column(title) for title in titles), Column(_("What"), grow=True))
    recorded = (Cell(day(view.original.recorded.date())), Cell(""), Cell(""), Cell(""), Cell(_("recorded")))
    rows = tuple(_history_row(line, view) for line in view.history)
    return [Heading(_("History")), Grid(columns, (recorded, *rows))]


def _history_row(line: HistoryLine, view: Detail) -> tuple[Cell, ...]:
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
    """Everything that an update says, in the order of its line; what is taken away is shown as «none»."""
    unit = figure_unit(view.target)
    said = {name: getattr(update, name) for name in UPDATE.rows if name not in _FRAME and not name.startswith("goal_")}
    values = {
        name: _shown_in(unit, name, value) for name, value in said.items() if value is not None and value is not False
    }
    pairs = [(_(UPDATE.rows[name].word), value) for name, value in values.items()]
    changes = (f"{field_word(name)} = {shown(changed) or _('none')}" for name, changed in update.goal.items())
    pairs += [(_("goal"), _(", ").join(changes))] if update.goal else []
    return [_("{name}: {value}").format(name=name, value=value) for name, value in pairs]


def _shown_in(unit: str, name: str, value: Any) -> str:
    if name == "value":
        return quantity(value, unit)
    return shown(value, unit) or (_("unassigned") if name == "owner" else _("none"))

"""What happened since a day, as a part of the progress report."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from targettrack.i18n import N_, _, ngettext
from targettrack.model import Goal
from targettrack.rating.since import Moved
from targettrack.rating.standing import Figure
from targettrack.render.document import Block, Cell, Heading, Table, note, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, days, quantity
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import explain, figure_unit, short_phrase
from targettrack.render.words import lamp_word
from targettrack.views.changed import Changed, Changes
from targettrack.views.row import Row

Thing = TypeVar("Thing")
HEADINGS = {
    "finished": N_("Finished"),
    "late": N_("Newly overdue or missed"),
    "lights": N_("Light changed"),
    "deadlines": N_("Deadline moved"),
    "goals": N_("Goal changed"),
    "figures": N_("New figures"),
    "owners": N_("Lead unit changed"),
    "problems": N_("Problems reported"),
    "added": N_("New in the ledger"),
    "fell_silent": N_("Fell silent"),
}
"""The kinds of happening by the names of the view, in the order in which they are told."""


def blocks(view: Changes, targets: Mapping[str, Row]) -> list[Block]:
    """What changed, in one line where nothing did; then what comes due."""
    since = parts.dated(_("{day} ({weekday})"), view.since)
    shown: list[Block] = [Heading(_("Changes since {day}").format(day=since))]
    if not view.changed:
        shown.append(text(_("Nothing has changed since {day}.").format(day=day(view.since))))
    else:
        shown.append(text(counted(view)))
        changed = {one.id: one for one in view.changed}
        for name, heading in HEADINGS.items():
            rows = [targets[id_] for id_ in view.sections[name]]
            shown += _part(_(heading), parts.table(rows, parts.id_column(), *_columns(name, changed)))
    return [*shown, *_still_silent(len(view.still_silent)), *_due(view, targets)]


def counted(view: Changes) -> str:
    """How many targets changed, and how."""
    count = len(view.changed)
    sentence = ngettext("{n} target changed: {counted}.", "{n} targets changed: {counted}.", count)
    return sentence.format(n=count, counted=_(", ").join(f"{name} {n}" for name, n in counts(view)))


def counts(view: Changes) -> list[tuple[str, int]]:
    """Each kind of happening that there was, with its number."""
    return [(_(heading), len(view.sections[name])) for name, heading in HEADINGS.items() if view.sections[name]]


def _part(heading: str, table: Table) -> list[Block]:
    return [Heading(parts.numbered(heading, len(table.rows)), 3), table] if table.rows else []


def _still_silent(count: int) -> list[Block]:
    sentence = ngettext(
        "{n} more target has been silent for longer than its reporting cycle since before that day.",
        "{n} more targets have been silent for longer than their reporting cycle since before that day.",
        count,
    )
    return [note(sentence.format(n=count))] if count else []


def _due(view: Changes, targets: Mapping[str, Row]) -> list[Block]:
    if not view.due_7 and not view.due_30:
        return [text(_("Nothing comes due within 30 days."))]
    shown: list[Block] = []
    for heading, due in ((_("Due within 7 days"), view.due_7), (_("Due in 8 to 30 days"), view.due_30)):
        left = parts.column(_("Deadline"), _left, detail=_("Left"))
        columns = (parts.id_column(), left, parts.owner_column(), parts.why_column())
        shown += _part(heading, parts.table((targets[id_] for id_ in due), *columns))
    return shown


def _left(row: Row) -> Cell:
    left = _("today") if row.days_left == 0 else _("{n} left").format(n=days(row.days_left or 0))
    return Cell(day(row.deadline), "", left)


def _columns(name: str, changed: Mapping[str, Changed]) -> tuple[Shown, ...]:
    """What the table of one kind of happening shows beside the ids."""
    owner = parts.owner_column()
    match name:
        case "finished" | "late" | "lights":
            before = parts.column(_("Before"), lambda row: _light(changed[row.id].earlier), detail=_("Light before"))
            now = parts.column(_("Now"), _light, detail=_("Light now"))
            return before, now, owner, parts.title_column(_("Why"), lambda row: _turn(changed[row.id].earlier, row))
        case "deadlines":
            moved = {one.id: one.deadline for one in changed.values() if one.deadline}
            sides = _sides(moved, (_("Old deadline"), _("New deadline")), _deadline, strong=True)
            return *sides, owner, _grounds(moved)
        case "goals":
            goals = {one.id: one.goal for one in changed.values() if one.goal}
            sides = _sides(goals, (_("Goal before"), _("Goal now")), _goal, strong=True)
            return *sides, owner, _grounds(goals)
        case "figures":
            figures = {one.id: one.figure for one in changed.values() if one.figure}
            sides = _sides(figures, (_("Figure before"), _("Figure now")), _figure, detail=_("Holds for"))
            return *sides, owner, parts.title_column(_("Why"), short_phrase)
        case "owners":
            owners = {one.id: one.owner for one in changed.values() if one.owner}
            sides = _sides(owners, (_("Unit before"), _("Unit now")), lambda unit, _row: parts.owner_cell(unit))
            return *sides, parts.title_column()
        case _:
            problem = parts.title_column(_("Problem"), lambda row: row.problem)
            return parts.rating_column(), owner, problem if name == "problems" else parts.why_column()


def _sides(
    moved: Mapping[str, Moved[Thing]],
    titles: tuple[str, str],
    cell: Callable[[Thing, Row], Cell],
    *,
    detail: str = "",
    strong: bool = False,
) -> tuple[Shown, Shown]:
    """What was, and what is."""

    def new(row: Row) -> Cell:
        now = cell(moved[row.id].new, row)
        return now._replace(tone="strong") if strong else now

    old = parts.column(titles[0], lambda row: cell(moved[row.id].old, row), detail=detail)
    return old, parts.column(titles[1], new, detail=detail)


def _grounds(moved: Mapping[str, Moved[Thing]]) -> Shown:
    def say(row: Row) -> str:
        grounds = filter(None, (moved[row.id].reason, moved[row.id].authority))
        return _("; ").join(grounds) or _("no reason on record")

    return parts.title_column(_("Reason and authority"), say)


def _turn(before: Row, now: Row) -> str:
    return _("before: {old}; now: {new}").format(old=short_phrase(before), new=explain(now))


def _light(row: Row) -> Cell:
    return parts.rating_cell(row)._replace(detail=lamp_word(row.lamp))


def _deadline(deadline: date | None, _row: Row) -> Cell:
    return Cell(day(deadline) if deadline else _("ongoing"))


def _goal(goal: Goal, row: Row) -> Cell:
    return Cell(goal_phrase(goal, row.kind) or "–")


def _figure(figure: Figure | None, row: Row) -> Cell:
    if figure is None:
        return Cell("–", "muted")
    shown = quantity(figure.value, figure_unit(row))
    return Cell(" ".join(filter(None, (shown, figure.stage))), "", day(figure.as_of))

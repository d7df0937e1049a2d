"""What happened since a day, as a part of the progress report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.goal import Yardstick
from targettrack.render.document import Cell, Column, Heading, Table, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, days, quantity, weekday
from targettrack.render.pages.parts import owner_cell
from targettrack.render.reasons import explain, short_phrase
from targettrack.render.words import rating_word, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from targettrack.rating.standing import Figure
    from targettrack.render.document import Block
    from targettrack.views.changed import Changes, DeadlineMoved, FigureReported, GoalChanged, OwnerChanged, Turn
    from targettrack.views.row import Row

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
    "silent": N_("Fell silent"),
}
"""The kinds of happening by the names of the view, in the order in which they are told."""


def blocks(view: Changes) -> list[Block]:
    """What changed, in one line where nothing did; then what comes due."""
    since = _("{day} ({weekday})").format(day=day(view.since), weekday=weekday(view.since))
    shown: list[Block] = [Heading(_("Changes since {day}").format(day=since))]
    told = tuple(one.target for one in view.silent if one.new)
    if not view.changed:
        shown.append(text(_("Nothing has changed since {day}.").format(day=day(view.since))))
    else:
        shown.append(text(counted(view)))
        tables = {
            "finished": _turns(view.finished),
            "late": _turns(view.late),
            "lights": _turns(view.lights),
            "deadlines": _deadlines(view.deadlines),
            "goals": _goals(view.goals),
            "figures": _figures(view.figures),
            "owners": _owners(view.owners),
            "problems": _rows(view.problems, _("Problem"), lambda row: row.problem),
            "added": _rows(view.added, _("Why"), explain),
            "silent": _rows(told, _("Why"), explain),
        }
        for name, table in tables.items():
            shown += _part(_(HEADINGS[name]), table)
    return [*shown, *_still_silent(len(view.silent) - len(told)), *_due(view)]


def counted(view: Changes) -> str:
    """How many targets changed, and how."""
    sentence = ngettext("{n} target changed: {counted}.", "{n} targets changed: {counted}.", view.changed)
    return sentence.format(n=view.changed, counted=_(", ").join(f"{name} {n}" for name, n in counts(view)))


def counts(view: Changes) -> list[tuple[str, int]]:
    """Each kind of happening that there was, with its number."""
    numbers = {name: len(getattr(view, name)) for name in HEADINGS} | {"silent": sum(one.new for one in view.silent)}
    return [(_(HEADINGS[name]), n) for name, n in numbers.items() if n]


def _part(heading: str, table: Table) -> list[Block]:
    if not table.rows:
        return []
    return [Heading(_("{name} ({n})").format(name=heading, n=len(table.rows)), 3), table]


def _still_silent(count: int) -> list[Block]:
    if not count:
        return []
    sentence = ngettext(
        "{n} more target has been silent for longer than its reporting cycle since before that day.",
        "{n} more targets have been silent for longer than their reporting cycle since before that day.",
        count,
    )
    return [text(Cell(sentence.format(n=count), "muted"))]


def _due(view: Changes) -> list[Block]:
    if not view.due_7 and not view.due_30:
        return [text(_("Nothing comes due within 30 days."))]
    return [
        *_part(_("Due within 7 days"), _coming(view.due_7)),
        *_part(_("Due in 8 to 30 days"), _coming(view.due_30)),
    ]


def _coming(rows: Sequence[Row]) -> Table:
    columns = (*_head(_("Deadline")), *_tail(_("Why")))
    return Table(columns, tuple((Cell(row.id), _deadline(row), *_about(row, explain(row))) for row in rows))


def _deadline(row: Row) -> Cell:
    left = _("today") if row.days_left == 0 else _("{n} left").format(n=days(row.days_left or 0))
    return Cell(day(row.deadline), "", left)


def _head(*titles: str) -> tuple[Column, ...]:
    details = {_("Deadline"): _("Left"), _("Before"): _("Light before"), _("Now"): _("Light now")}
    return (Column(_("Id")), *(Column(title, detail=details.get(title, "")) for title in titles))


def _tail(detail: str) -> tuple[Column, Column]:
    return Column(_("Lead unit"), under=True), Column(_("Target"), grow=True, detail=detail)


def _about(row: Row, detail: str) -> tuple[Cell, Cell]:
    return owner_cell(row.owner), Cell(row.title, "", detail)


def _turns(turns: Sequence[Turn]) -> Table:
    columns = (*_head(_("Before"), _("Now")), *_tail(_("Why")))
    return Table(columns, tuple(_turn(turn) for turn in turns))


def _turn(turn: Turn) -> tuple[Cell, ...]:
    why = _("before: {old}; now: {new}").format(old=short_phrase(turn.before), new=explain(turn.after))
    return (Cell(turn.after.id), _light(turn.before), _light(turn.after), *_about(turn.after, why))


def _light(row: Row) -> Cell:
    return Cell(rating_word(row.rating, row.reason.why, row.days_left), row.light, word(row.light))


def _deadlines(moves: Sequence[DeadlineMoved]) -> Table:
    columns = (*_head(_("Old deadline"), _("New deadline")), *_tail(_("Reason and authority")))
    return Table(
        columns,
        tuple(
            (
                Cell(move.target.id),
                Cell(day(move.old) if move.old else _("ongoing")),
                Cell(day(move.new) if move.new else _("ongoing"), "strong"),
                *_about(move.target, _grounds(move.reason, move.authority)),
            )
            for move in moves
        ),
    )


def _grounds(reason: str, authority: str) -> str:
    return _("; ").join(filter(None, (reason, authority))) or _("no reason on record")


def _goals(found: Sequence[GoalChanged]) -> Table:
    columns = (*_head(_("Goal before"), _("Goal now")), *_tail(_("Reason and authority")))
    return Table(
        columns,
        tuple(
            (
                Cell(one.target.id),
                Cell(goal_phrase(one.old, one.target.kind) or "–"),
                Cell(goal_phrase(one.new, one.target.kind) or "–", "strong"),
                *_about(one.target, _grounds(one.reason, one.authority)),
            )
            for one in found
        ),
    )


def _figures(found: Sequence[FigureReported]) -> Table:
    columns = (*_head(_("Figure before"), _("Figure now")), *_tail(_("Why")))
    cells = tuple(
        (
            Cell(one.target.id),
            _figure(one.old, one.target),
            _figure(one.new, one.target),
            *_about(one.target, short_phrase(one.target)),
        )
        for one in found
    )
    first, before, now, *rest = columns
    dated = (before._replace(detail=_("Holds for")), now._replace(detail=_("Holds for")))
    return Table((first, *dated, *rest), cells)


def _figure(figure: Figure | None, row: Row) -> Cell:
    if figure is None:
        return Cell("–", "muted")
    shown = quantity(figure.value, Yardstick(row.kind, row.goal).unit)
    return Cell(" ".join(filter(None, (shown, figure.stage))), "", day(figure.as_of))


def _owners(found: Sequence[OwnerChanged]) -> Table:
    columns = (Column(_("Id")), Column(_("Unit before")), Column(_("Unit now")), Column(_("Target"), grow=True))
    cells = ((Cell(one.target.id), owner_cell(one.old), owner_cell(one.new), Cell(one.target.title)) for one in found)
    return Table(columns, tuple(cells))


def _rows(rows: Sequence[Row], title: str, detail: Callable[[Row], str]) -> Table:
    columns = (*_head(_("State")), *_tail(title))
    return Table(
        columns,
        tuple(
            (
                Cell(row.id),
                Cell(rating_word(row.rating, row.reason.why, row.days_left), row.light),
                *_about(row, detail(row)),
            )
            for row in rows
        ),
    )

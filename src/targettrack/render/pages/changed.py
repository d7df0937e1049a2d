"""What happened since a day, as a part of the progress report."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from targettrack.i18n import N_, _, ngettext
from targettrack.named import NamedTuple
from targettrack.rating.since import Moved
from targettrack.rating.standing import Figure
from targettrack.render.document import Block, Cell, Grid, Heading, note, text
from targettrack.render.figures import figure_unit
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, days, quantity, spoken_day
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import explain, short_phrase
from targettrack.render.said import words_phrase
from targettrack.render.words import lamp_word
from targettrack.views.changed import Changed, Changes
from targettrack.views.row import Row

HEADINGS = {
    "finished": N_("Finished"),
    "late": N_("Newly overdue or missed"),
    "lights": N_("Light changed"),
    "deadlines": N_("Deadline moved"),
    "goals": N_("Goal changed"),
    "requests": N_("Extension asked for, to be answered"),
    "figures": N_("New figures"),
    "words": N_("Reported in words"),
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
        shown.append(text(_("Nothing has changed since {day}.").format(day=spoken_day(view.since))))
    else:
        shown.append(text(counted(view)))
        changed = {one.id: one for one in view.changed}
        for name, heading in HEADINGS.items():
            rows = [targets[id_] for id_ in view.sections[name]]
            shown += _part(_(heading), parts.table(rows, "id", *_columns(name, changed)))
    return [*shown, *_still_asked(view.still_asked), *_still_silent(len(view.still_silent)), *_due(view, targets)]


def counted(view: Changes) -> str:
    """How many targets changed, and how."""
    count = len(view.changed)
    sentence = ngettext("{n} target changed: {counted}.", "{n} targets changed: {counted}.", count)
    return sentence.format(n=count, counted=_(", ").join(f"{name} {n}" for name, n in counts(view)))


def counts(view: Changes) -> list[tuple[str, int]]:
    """Each kind of happening that there was, with its number."""
    return [(_(heading), len(view.sections[name])) for name, heading in HEADINGS.items() if view.sections[name]]


def _part(heading: str, table: Grid) -> list[Block]:
    return [Heading(parts.numbered(heading, len(table.rows)), 3), table] if table.rows else []


def _still_asked(asked: Sequence[str]) -> list[Block]:
    sentence = ngettext(
        "{n} request for extension from before that day still waits for an answer: {ids}.",
        "{n} requests for extension from before that day still wait for an answer: {ids}.",
        len(asked),
    )
    return [note(sentence.format(n=len(asked), ids=_(", ").join(asked)))] if asked else []


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
    left = parts.column(_("Deadline"), _left, detail=_("Left"))
    parts_ = ((_("Due within 7 days"), view.due_7), (_("Due in 8 to 30 days"), view.due_30))
    tables = (
        (heading, parts.table((targets[id_] for id_ in due), "id", left, "owner", "why")) for heading, due in parts_
    )
    return [block for heading, table in tables for block in _part(heading, table)]


def _left(row: Row) -> Cell:
    left = _("today") if row.days_left == 0 else _("{n} left").format(n=days(row.days_left or 0))
    return Cell(day(row.deadline), "", left)


def _columns(name: str, changed: Mapping[str, Changed]) -> tuple[str | Shown, ...]:
    """What the table of one kind of happening shows beside the ids."""
    if name in _MOVED:
        return _moved(_MOVED[name], {id_: getattr(one, _MOVED[name].field) for id_, one in changed.items()})
    if name == "requests":
        asked = parts.column(_("Asked to"), lambda row: Cell(day(row.asked) if row.asked else "–", "strong"))
        return "deadline", asked, "owner", parts.title_column(_("Reason"), lambda row: row.asked_for)
    if name == "words":
        said = parts.title_column(_("Reported"), lambda row: words_phrase(changed[row.id].words, row))
        return "rating", "owner", said
    if name == "problems":
        return "rating", "owner", parts.title_column(_("Problem"), lambda row: row.problem)
    if name not in {"finished", "late", "lights"}:
        return "rating", "owner", "why"

    def turn(row: Row) -> str:
        return _("before: {old}; now: {new}").format(old=short_phrase(changed[row.id].earlier), new=explain(row))

    before = parts.column(_("Before"), lambda row: _light(changed[row.id].earlier), detail=_("Light before"))
    now = parts.column(_("Now"), _light, detail=_("Light now"))
    return before, now, "owner", parts.title_column(_("Why"), turn)


def _light(row: Row) -> Cell:
    return parts.rating_cell(row)._replace(detail=lamp_word(row.lamp))


class _Sides(NamedTuple):
    """How to show what of a target was changed: what was, and what is."""

    field: str  # of a change
    old: str
    new: str
    cell: Callable[[Any, Row], Cell]
    detail: str = ""
    grounds: bool = True  # below the title stand reason and authority; else why the target stands where it does


def _figure(figure: Figure | None, row: Row) -> Cell:
    if figure is None:
        return Cell("–", "muted")
    shown = quantity(figure.value, figure_unit(row))
    return Cell(" ".join(filter(None, (shown, figure.stage))), "", day(figure.as_of))


_MOVED = {
    "deadlines": _Sides(
        "deadline", N_("Old deadline"), N_("New deadline"), lambda on, _row: Cell(day(on) if on else _("ongoing"))
    ),
    "goals": _Sides(
        "goal", N_("Goal before"), N_("Goal now"), lambda goal, row: Cell(goal_phrase(goal, row.kind) or "–")
    ),
    "figures": _Sides("figure", N_("Figure before"), N_("Figure now"), _figure, N_("Holds for"), grounds=False),
    "owners": _Sides("owner", N_("Unit before"), N_("Unit now"), lambda owner, _row: parts.owner_cell(owner)),
}


def _moved(sides: _Sides, moved: Mapping[str, Moved[Any]]) -> tuple[str | Shown, ...]:
    def now(row: Row) -> Cell:
        cell = sides.cell(moved[row.id].new, row)
        return cell._replace(tone=cell.tone or "strong")

    def grounds(row: Row) -> str:
        said = filter(None, (moved[row.id].reason, moved[row.id].authority))
        return _("; ").join(said) or _("no reason on record")

    detail = _(sides.detail) if sides.detail else ""
    old = parts.column(_(sides.old), lambda row: sides.cell(moved[row.id].old, row), detail=detail)
    below = (_("Reason and authority"), grounds) if sides.grounds else (_("Why"), short_phrase)
    return old, parts.column(_(sides.new), now, detail=detail), "owner", parts.title_column(*below)

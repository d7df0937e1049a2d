"""The progress report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _, ngettext
from targettrack.rating.vocabulary import LIGHTS, Light, Rating, Why
from targettrack.render.document import Cell, Column, Document, Facts, Heading, Table, text
from targettrack.render.numbers import tenth, weekday
from targettrack.render.pages import changed
from targettrack.render.pages.parts import owner_cell, plan_lines, progress_bar, rate_cell, state_cell, unreadable_note
from targettrack.render.reasons import explain
from targettrack.render.words import rating_word, word
from targettrack.views.progress import SILENT
from targettrack.views.tally import rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.render.document import Block
    from targettrack.views.answer import Answer
    from targettrack.views.progress import Progress
    from targettrack.views.row import Row
    from targettrack.views.tally import Rate, Tally


def page(view: Progress, answer: Answer) -> Document:
    """Totals and rates, the same by plan, section and owner, then what needs attention."""
    title = _("Progress report as of {day} ({weekday})").format(day=answer.as_of, weekday=weekday(answer.as_of))
    blocks: list[Block] = [Heading(title, 1), *plan_lines(view.plans), *_whole(view)]
    if view.changes is not None:
        blocks += changed.blocks(view.changes)
    if len(view.by_plan) > 1:
        blocks += [Heading(_("By plan")), _tallies(view.by_plan, _("Plan"), {})]
    blocks += [Heading(_("By section")), _tallies(view.by_section, _("Section"), {})]
    blocks += [Heading(_("By lead unit")), _tallies(view.by_owner, _("Lead unit"), {"": _("unassigned")})]
    blocks += _attention(_("Needs attention"), view.attention, "overdue missed far-behind behind")
    blocks += _attention(_("Silent or not decidable"), view.silent, "no-data")
    others = sum(view.grey.values()) - len(view.silent)
    if others:
        names = {why: count for why, count in view.grey.items() if Why(why) not in SILENT}
        counted = _(", ").join(f"{rating_word(Rating.NO_DATA, Why(why))} {count}" for why, count in names.items())
        blocks.append(text(Cell(_("Also grey, with nothing to mend: {counted}.").format(counted=counted), "muted")))
    return Document(title, tuple(blocks))


def _whole(view: Progress) -> list[Block]:
    total = view.total
    counted = ngettext("{n} target", "{n} targets", total.total).format(n=total.total)
    notes: list[Block] = [*unreadable_note(view.unreadable)]
    if view.drafts:
        drafts = ngettext("{n} draft is left out.", "{n} drafts are left out.", view.drafts)
        notes.append(text(Cell(drafts.format(n=view.drafts), "muted")))
    return [
        Heading(counted),
        *notes,
        _ratings(total),
        Facts(
            (
                (_("Completion (closed / all but dropped)"), rate_cell(total.completion)),
                (_("On schedule (of those that can be rated)"), rate_cell(total.on_schedule)),
                (_("Closed on time (of those due)"), rate_cell(total.on_time)),
            )
        ),
    ]


def _ratings(total: Tally) -> Table:
    rows = tuple(
        (
            Cell(_rating_name(rating), LIGHTS[rating]),
            Cell(word(LIGHTS[rating]), "muted"),
            Cell(str(total.by_rating[rating])),
            Cell(tenth(rate(total.by_rating[rating], total.total).percent)),
        )
        for rating in Rating
        if total.by_rating[rating]
    )
    whole = (Cell(_("total"), "strong"), Cell(""), Cell(str(total.total), "strong"), Cell(""))
    columns = (Column(_("State")), Column(_("Light")), Column(_("Targets"), right=True), Column(_("Share"), right=True))
    return Table(columns, (*rows, whole) if rows else ())


def _rating_name(rating: Rating) -> str:
    return rating_word(rating, Why.STATUS) if rating is not Rating.NO_DATA else _("no data")


_SHOWN = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.BLUE_OUTLINE, Light.GREY, Light.NONE)


def _tallies(tallies: Sequence[Tally], title: str, names: dict[str, str]) -> Table:
    """Counts by light for each group; a light that no target has gets no column."""
    heads = dict(
        zip(_SHOWN, (_("red"), _("yellow"), _("green"), _("blue"), _("verify"), _("grey"), _("no light")), strict=True)
    )
    shown = [light for light in _SHOWN if any(tally.by_light[light] for tally in tallies)]
    columns = (
        Column(title, grow=True),
        Column(_("All"), right=True),
        *(Column(heads[light], right=True) for light in shown),
        Column(_("Completion"), right=True),
    )
    rows = tuple(
        (
            Cell(names.get(tally.name, tally.name) or _("none")),
            Cell(str(tally.total), "strong"),
            *(_count(tally.by_light[light], light) for light in shown),
            Cell(_base(tally.completion)),
        )
        for tally in tallies
    )
    return Table(columns, rows)


def _count(count: int, light: Light) -> Cell:
    return Cell(str(count), light) if count else Cell("·", "muted")


def _base(share: Rate) -> str:
    return f"{share.part}/{share.base}"


def _attention(heading: str, rows: Sequence[Row], ratings: str) -> list[Block]:
    if not rows:
        return [Heading(heading), text(_("Nothing."))]
    columns = (
        Column(_("Id")),
        Column(_("State")),
        Column(_("Lead unit"), under=True),
        Column(_("Target"), grow=True, detail=_("Why")),
    )
    cells = tuple(
        (Cell(row.id), _state(row), owner_cell(row.owner), Cell(row.title, "", explain(row), progress_bar(row)))
        for row in rows
    )
    flags = " ".join(f"--rating {rating}" for rating in ratings.split())
    more = _("… and {n} more: targettrack list {flags}").format(n="{n}", flags=flags)
    return [Heading(_("{name} ({n})").format(name=heading, n=len(rows))), Table(columns, cells, more)]


def _state(row: Row) -> Cell:
    cell = state_cell(row)
    return Cell(cell.text, cell.tone)

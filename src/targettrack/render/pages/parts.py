"""Pieces that several pages share: the state cell, the deadline cell, the note on files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import _, ngettext
from targettrack.rating.vocabulary import Marker, Why
from targettrack.render.document import Bar, Cell, Paragraph, text
from targettrack.render.numbers import day, percent
from targettrack.render.reasons import markers_phrase
from targettrack.render.words import rating_word, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.views.head import PlanHead
    from targettrack.views.row import Row
    from targettrack.views.tally import Rate


def plan_lines(plans: Iterable[PlanHead]) -> list[Paragraph]:
    """The documents that a report is about, each with the note that it is invented where it is."""
    lines = []
    for plan in plans:
        parts = filter(None, (plan.id, plan.title, plan.issuer, word(plan.level) if plan.level else ""))
        lines.append(text(Cell(" · ".join(parts), "muted")))
        if plan.fictional:
            lines.append(text(Cell(_("Fictional example: no such place, no such promise."), "yellow")))
    return lines


def rate_cell(share: Rate) -> Cell:
    """A rate, never without its base."""
    base = f"{share.part}/{share.base}"
    return Cell(f"{base} = {percent(share.percent)}" if share.base else base)


def state_cell(row: Row) -> Cell:
    """The rating as word and tone; below it the markers, but for the long notice, which most targets have in autumn."""
    markers = markers_phrase([marker for marker in row.markers if marker is not Marker.NEAR])
    return Cell(rating_word(row.rating, row.reason.why, row.days_left), row.light, markers)


def deadline_cell(row: Row) -> Cell:
    """The deadline in force."""
    return Cell(_("ongoing"), "muted") if row.deadline is None else Cell(day(row.deadline))


def progress_bar(row: Row) -> Bar | None:
    """The share reached with the share expected; None where there is no share, or where less is better."""
    reason = row.reason
    if reason.actual is None or reason.why in {Why.LIMIT, Why.STATUS}:
        return None
    return Bar("", reason.actual, reason.expected, row.light)


def owner_cell(owner: str) -> Cell:
    """The lead unit, or that there is none."""
    return Cell(owner) if owner else Cell(_("unassigned"), "grey")


def fictional_note(rows: Iterable[Row]) -> tuple[Paragraph, ...]:
    """That a row is of an invented place, where one is."""
    note = Cell(_("Fictional example: no such place, no such promise."), "yellow")
    return (text(note),) if any(row.fictional for row in rows) else ()


def unreadable_note(count: int) -> tuple[Paragraph, ...]:
    """A warning that the numbers are not whole; nothing where every file was read."""
    if not count:
        return ()
    sentence = ngettext(
        "{n} file could not be read and is not in these numbers; `targettrack check` names it.",
        "{n} files could not be read and are not in these numbers; `targettrack check` names them.",
        count,
    )
    return (text(Cell(sentence.format(n=count), "red")),)

"""The bulletin 督查通报, in the form that offices send it: 总体情况, 分类进展, 未达序时清单, 需要协调的问题."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.goal import Yardstick
from targettrack.rating.vocabulary import LIGHTS, Rating, Why
from targettrack.render.document import Cell, Column, Document, Facts, Heading, Table, text
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import percent, quantity, tenth, weekday
from targettrack.render.pages.parts import plan_lines, rate_cell, unreadable_note
from targettrack.render.reasons import short_phrase
from targettrack.render.words import rating_word, word
from targettrack.views.bulletin import WorkClass
from targettrack.views.tally import rate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from targettrack.render.document import Block, Paragraph
    from targettrack.views.answer import Answer
    from targettrack.views.bulletin import Bulletin, Class
    from targettrack.views.row import Row
    from targettrack.views.tally import Tally

_CLASSES = {
    WorkClass.INDICATOR: N_("(1) Main indicators"),
    WorkClass.QUANTITY: N_("(2) Quantified tasks"),
    WorkClass.PROJECT: N_("(3) Key projects"),
    WorkClass.LIVELIHOOD: N_("(4) Livelihood projects"),
    WorkClass.OTHER: N_("(5) Other work"),
}


def page(view: Bulletin, answer: Answer) -> Document:
    """Number and day, then the four parts; a number that was not given is a blank."""
    title = _("Supervision bulletin")
    issue = _("[{year}] No. {n}") if view.issue else _("[{year}] No. ____")
    day = _("as of {day} ({weekday})").format(day=answer.as_of, weekday=weekday(answer.as_of))
    blocks: list[Block] = [
        Heading(title, 1),
        text(Cell(issue.format(year=view.year, n=view.issue or ""), "strong"), f"  {day}"),
        *plan_lines(view.plans),
        Heading(_("1. Overview")),
        *unreadable_note(view.unreadable),
        *_overview(view.total),
        Heading(_("2. Progress by class")),
        *(block for one in view.classes for block in _class(one)),
        Heading(_("3. Behind schedule ({n})").format(n=len(view.attention))),
        *(_numbered(view.attention, _late) or [text(_("Nothing."))]),
        Heading(_("4. Problems that need a decision ({n})").format(n=len(view.problems))),
        *(_numbered(view.problems, _problem) or [text(_("Nothing."))]),
    ]
    return Document(title, tuple(blocks))


def _overview(total: Tally) -> list[Block]:
    whole = ngettext("{n} target is on the list", "{n} targets are on the list", total.total).format(n=total.total)
    said = _(", ").join(_share(name, count, total.total) for name, count in _counts(total))
    return [
        text(_("{whole}: {said}.").format(whole=whole, said=said) if said else _("{whole}.").format(whole=whole)),
        Facts(
            (
                (_("Completion (closed / all but dropped)"), rate_cell(total.completion)),
                (_("On schedule (of those that can be rated)"), rate_cell(total.on_schedule)),
                (_("Closed on time (of those due)"), rate_cell(total.on_time)),
            )
        ),
    ]


def _counts(total: Tally) -> list[tuple[str, int]]:
    """The ratings that there are, in words, the good ones first as bulletins have it."""
    order = (
        *(Rating.ACHIEVED, Rating.UNVERIFIED, Rating.AHEAD, Rating.ON_TRACK, Rating.BEHIND, Rating.FAR_BEHIND),
        *(Rating.OVERDUE, Rating.MISSED, Rating.NO_DATA, Rating.AWAITING_RESULT, Rating.NOT_DUE),
        *(Rating.SUSPENDED, Rating.DROPPED),
    )
    return [(_name(rating), total.by_rating[rating]) for rating in order if total.by_rating[rating]]


def _name(rating: Rating) -> str:
    return _("no data") if rating is Rating.NO_DATA else rating_word(rating, Why.STATUS)


def _share(name: str, count: int, whole: int) -> str:
    return _("{name} {n} ({share})").format(name=name, n=count, share=tenth(rate(count, whole).percent))


def _class(one: Class) -> list[Block]:
    head = Heading(_("{name}: {n}").format(name=_(_CLASSES[one.name]), n=one.total.total), 3)
    if not one.targets:
        return [head, text(_("Nothing."))]
    said = _(", ").join(f"{name} {n}" for name, n in _counts(one.total))
    columns = (
        Column(_("Id")),
        Column(_("State")),
        Column(_("Reached"), right=True),
        Column(_("Target"), grow=True, detail=_("Goal and newest figure")),
    )
    return [head, text(_("{said}.").format(said=said)), Table(columns, tuple(_row(row) for row in one.targets))]


def _row(row: Row) -> tuple[Cell, ...]:
    figure = quantity(row.reason.figure, Yardstick(row.kind, row.goal).unit) or row.reason.stage
    pairs = ((_("goal"), goal_phrase(row.goal, row.kind)), (_("newest"), figure))
    detail = _("; ").join(_("{name}: {value}").format(name=name, value=what) for name, what in pairs if what)
    return (
        Cell(row.id),
        Cell(rating_word(row.rating, row.reason.why, row.days_left), LIGHTS[row.rating]),
        Cell(percent(row.reason.actual)),
        Cell(row.title, "", detail),
    )


def _numbered(rows: Sequence[Row], said: Callable[[Row], tuple[Cell, ...]]) -> list[Paragraph]:
    return [text(_("{n}. ").format(n=n), *said(row)) for n, row in enumerate(rows, 1)]


def _late(row: Row) -> tuple[Cell, ...]:
    """«示例县商务局：实际利用外资…（EX2025-005），未达序时：完成年度目标的53.3%,低于序时21.7个百分点…»."""
    about = _("{unit}: {title} ({id}), ").format(unit=row.owner or _("unassigned"), title=row.title, id=row.id)
    problem = _(" Problem: {said}.").format(said=row.problem.rstrip("。.")) if row.problem else ""
    state = Cell(rating_word(row.rating, row.reason.why, row.days_left), row.light)
    return (Cell(about), state, Cell(_(": {why}.").format(why=short_phrase(row))), Cell(problem))


def _problem(row: Row) -> tuple[Cell, ...]:
    about = _("{unit}: {title} ({id}): ").format(unit=row.owner or _("unassigned"), title=row.title, id=row.id)
    next_ = _(" Next step: {said}.").format(said=row.next.rstrip("。.")) if row.next else ""
    forecast = _(" Forecast: {said}.").format(said=word(row.forecast)) if row.forecast else ""
    return (Cell(about), Cell(_("{said}.").format(said=row.problem.rstrip("。."))), Cell(next_), Cell(forecast))

"""Pieces that several pages share: the head of a report, the columns of its tables, the notes on what is not whole."""

from collections.abc import Callable, Iterable
from datetime import date

from targettrack.i18n import _, ngettext
from targettrack.named import NamedTuple
from targettrack.rating.counts import Counts, Rate
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Marker, Rating
from targettrack.render.document import Bar, Block, Cell, Column, Facts, Grid, Prose, note, text
from targettrack.render.numbers import day, percent, weekday
from targettrack.render.reasons import explain, listed
from targettrack.render.states import state_word
from targettrack.render.words import word
from targettrack.views.row import PlanHead, Row
from targettrack.views.tally import Apart, Tally


class Shown(NamedTuple):
    """A column of a table of targets, and what it shows of each."""

    column: Column
    cell: Callable[[Row], Cell]


def table(rows: Iterable[Row], *shown: str | Shown, more: str = "") -> Grid:
    """A table of targets, of columns by name or of their own kind."""
    columns = [COLUMNS[one]() if isinstance(one, str) else one for one in shown]
    return Grid(
        tuple(one.column for one in columns), tuple(tuple(one.cell(row) for one in columns) for row in rows), more
    )


def column(
    title: str, cell: Callable[[Row], Cell], *, detail: str = "", right: bool = False, grow: bool = False
) -> Shown:
    """A column of its own kind."""
    return Shown(Column(title, right, grow, detail), cell)


def title_column(detail: str = "", say: Callable[[Row], str] = lambda _row: "", *, bars: bool = False) -> Shown:
    """The titles, with what is said of each below it, and with bars where they are wanted."""
    return Shown(
        Column(_("Target"), grow=True, detail=detail),
        lambda row: Cell(row.title, "", say(row), progress_bar(row) if bars else None),
    )


COLUMNS: dict[str, Callable[[], Shown]] = {
    "id": lambda: column(_("Id"), lambda row: Cell(row.id)),
    "rating": lambda: column(_("State"), rating_cell),
    "state": lambda: column(_("State"), state_cell, detail=_("Remarks")),
    "deadline": lambda: column(_("Deadline"), lambda row: deadline_cell(row.deadline)),
    "owner": lambda: Shown(Column(_("Lead unit"), under=True), lambda row: owner_cell(row.owner)),
    "title": title_column,
    "why": lambda: title_column(_("Why"), explain),
}
"""The columns that several tables have. `owner`: a screen may put the lead units below the titles."""


def dated(sentence: str, on: date) -> str:
    """A sentence with a day and its weekday."""
    return sentence.format(day=day(on), weekday=weekday(on))


def counted_targets(n: int) -> str:
    """«事项36条»."""
    return ngettext("{n} target", "{n} targets", n).format(n=n)


def numbered(name: str, n: int) -> str:
    """«需关注（5）»."""
    return _("{name} ({n})").format(name=name, n=n)


def plan_lines(plans: Iterable[PlanHead]) -> list[Prose]:
    """The documents that a report is about, each with the note that it is invented where it is."""
    lines = []
    for plan in plans:
        parts = filter(None, (plan.id, plan.title, plan.issuer, word(plan.level) if plan.level else ""))
        lines += [note(" · ".join(parts)), *fictional_note([plan])]
    return lines


def rates(total: Tally | Counts) -> tuple[tuple[str, Rate], ...]:
    """The rates with their names, which say what each is of."""
    return (
        (_("Completion (completed / all but dropped)"), total.completion),
        (_("On schedule (of those with figures or settled)"), total.on_schedule),
        (_("Advancing (of those judged by the office)"), total.advancing),
        (_("Closed on time (of those due)"), total.on_time),
    )


def apart_note(apart: Apart) -> Prose:
    """In items, and of which strength: «98项任务；刚性105条、力争12条»."""
    items = ngettext("{n} item of the list", "{n} items of the list", apart.items.total).format(n=apart.items.total)
    said = _("{items}; firm {firm}, endeavours {stretch}")
    return note(said.format(items=items, firm=apart.firm.total, stretch=apart.stretch.total))


class Fact(NamedTuple):
    """A rate in records, and what stands beside it."""

    name: str
    share: Rate
    beside: str  # the same in items and, where both are promised, of firm promises and endeavours


def facts(total: Tally, apart: Apart) -> list[Fact]:
    """The rates by name, which say what each is of."""
    sides = [(_("in items"), apart.items)]
    if apart.stretch.total and apart.firm.total:
        sides += [(_("firm"), apart.firm), (_("endeavours"), apart.stretch)]
    beside = [dict(rates(counts)) for _name, counts in sides]
    found = []
    for name, share in rates(total):
        others = (f"{side} {rate_text(by_name[name])}" for (side, _counts), by_name in zip(sides, beside, strict=True))
        found.append(Fact(name, share, _(", ").join(others)))
    return found


def all_rates(total: Tally, apart: Apart) -> list[Block]:
    """The rates in records, with what stands beside each."""
    pairs = []
    for name, share, beside in facts(total, apart):
        said = _("{rate} ({others})").format(rate=rate_text(share), others=beside)
        pairs.append((name, Cell(said if share.base else rate_text(share))))
    return [Facts(tuple(pairs)), *extended_note(total)]


def extended_note(total: Tally) -> list[Prose]:
    """That some deadlines were extended; nothing where none was."""
    if not total.extended:
        return []
    said = ngettext(
        "{n} target has an extended deadline, by which it is judged.",
        "{n} targets have an extended deadline, by which they are judged.",
        total.extended,
    )
    return [note(said.format(n=total.extended))]


def rate_text(share: Rate) -> str:
    """«1/9 = 11.11%»; where the base is empty, that there is nothing to count."""
    base = f"{share.part}/{share.base}"
    return f"{base} = {percent(share.percent)}" if share.base else _("none to count")


def rating_cell(row: Row) -> Cell:
    """The rating as word and tone."""
    return Cell(state_word(row), row.lamp.code)


def state_cell(row: Row) -> Cell:
    """The rating; below it the markers, but for what the word says already, and the notice that most have in autumn."""
    unsaid = {Marker.DUE_SOON, Marker.LATE, *({Marker.NO_OWNER} if row.rating is Rating.UNASSIGNED else ())}
    return rating_cell(row)._replace(detail=listed(marker for marker in row.markers if marker not in unsaid))


def deadline_cell(deadline: date | None) -> Cell:
    """A deadline, or that there is none."""
    return Cell(_("ongoing"), "muted") if deadline is None else Cell(day(deadline))


def progress_bar(row: Row) -> Bar | None:
    """The share reached with the share expected; None where there is no share, or where less is better."""
    reason = row.reason
    if reason.actual is None or reason.why in {Why.LIMIT, Why.STATUS}:
        return None
    return Bar("", reason.actual, reason.expected, row.lamp.code)


def owner_cell(owner: str) -> Cell:
    """The lead unit, or that there is none."""
    return Cell(owner) if owner else Cell(_("unassigned"), "grey")


def fictional_note(nouns: Iterable[Row | PlanHead]) -> tuple[Prose, ...]:
    """That something is of an invented place, where anything is."""
    sentence = Cell(_("Fictional example: no such place, no such promise."), "yellow")
    return (text(sentence),) if any(noun.fictional for noun in nouns) else ()


def unreadable_note(count: int) -> tuple[Prose, ...]:
    """A warning that the numbers are not whole; nothing where every file was read."""
    if not count:
        return ()
    sentence = ngettext(
        "{n} file could not be read and is not in these numbers; `targettrack check` names it.",
        "{n} files could not be read and are not in these numbers; `targettrack check` names them.",
        count,
    )
    return (text(Cell(sentence.format(n=count), "red")),)


def or_nothing(blocks: Iterable[Block]) -> list[Block]:
    """Some blocks, or that there are none."""
    return list(blocks) or [text(_("Nothing."))]

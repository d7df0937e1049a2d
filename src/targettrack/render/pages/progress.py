"""The progress report."""

from collections.abc import Sequence

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.vocabulary import LAMPS, RATINGS, Lamp, Rating, RatingGroup
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, Prose, note, text
from targettrack.render.numbers import tenth
from targettrack.render.pages import changed, parts
from targettrack.render.reasons import explain
from targettrack.render.words import lamp_word, word
from targettrack.views.answer import Answer
from targettrack.views.progress import Progress
from targettrack.views.row import Row
from targettrack.views.tally import Tally, rate

HEADINGS = {
    "attention": N_("Needs attention"),
    "claimed": N_("Claimed, to be verified"),
    "waiting": N_("Waiting for somebody's next step"),
    "silent": N_("Not reported"),
}
"""The lists of the view, in the order in which they are told."""
_FLAGS = {
    "attention": "--rating red --rating yellow",
    "claimed": "--rating unverified",
    "waiting": "--in-group waiting",
    "silent": "--in-group silent",
}
_NOTHING_TO_DO = (Rating.AWAITING_RESULT, Rating.FIRST_REPORT, Rating.NOT_DUE)


def page(view: Progress, answer: Answer) -> Document:
    """Totals and rates, the same by plan, section and owner, then what needs attention."""
    title = parts.dated(_("Progress report as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1), *parts.plan_lines(view.plans), *_whole(view)]
    if view.changes is not None:
        blocks += changed.blocks(view.changes, view.targets)
    if len(view.by_plan) > 1:
        blocks += [Heading(_("By plan")), by_lights(view.by_plan, _("Plan"))]
    blocks += [Heading(_("By section")), by_lights(view.by_section, _("Section"))]
    blocks += [Heading(_("By lead unit")), by_lights(view.by_owner, _("Lead unit"), nameless=_("unassigned"))]
    for name, heading in HEADINGS.items():
        blocks += _attention(_(heading), [view.targets[id_] for id_ in view.sections[name]], _FLAGS[name])
    others = {rating: view.total.by_rating[rating] for rating in _NOTHING_TO_DO if view.total.by_rating[rating]}
    if others:
        counted = _(", ").join(f"{word(rating)} {count}" for rating, count in others.items())
        blocks.append(note(_("Also waiting, with nothing to do: {counted}.").format(counted=counted)))
    return Document(title, tuple(blocks), drawn=view)


def _whole(view: Progress) -> list[Block]:
    return [
        Heading(parts.counted_targets(view.total.total)),
        parts.apart_note(view.apart),
        *notes(view),
        states(view.total),
        *parts.all_rates(view.total, view.apart),
    ]


def notes(view: Progress) -> list[Prose]:
    """What is not in the counts, where anything is not."""
    said = [*parts.unreadable_note(view.unreadable)]
    if view.drafts:
        drafts = ngettext("{n} draft is left out.", "{n} drafts are left out.", view.drafts)
        said.append(note(drafts.format(n=view.drafts)))
    return said


def states(total: Tally) -> Grid:
    """The six groups with the ratings in each; both sum to the whole."""
    rows: list[tuple[Cell, ...]] = []
    for group in RatingGroup:
        if total.by_group[group]:
            rows.append(_counted(Cell(word(group), "strong"), Cell(""), total.by_group[group], total, tone="strong"))
            members = [rating for rating in Rating if RATINGS[rating].group is group and total.by_rating[rating]]
            rows += [_rating(rating, total) for rating in members]
    whole = (Cell(_("total"), "strong"), Cell(""), Cell(str(total.total), "strong"), Cell(""))
    columns = (Column(_("State")), Column(_("Light")), Column(_("Targets"), right=True), Column(_("Share"), right=True))
    return Grid(columns, (*rows, whole) if rows else ())


def _rating(rating: Rating, total: Tally) -> tuple[Cell, ...]:
    lamp = RATINGS[rating].lamp
    name = Cell(_("– {state}").format(state=word(rating)), lamp.code)
    return _counted(name, Cell(lamp_word(lamp), "muted"), total.by_rating[rating], total)


def _counted(name: Cell, light: Cell, count: int, total: Tally, tone: str = "") -> tuple[Cell, ...]:
    return name, light, Cell(str(count), tone), Cell(tenth(rate(count, total.total).percent), tone)


def by_lights(tallies: Sequence[Tally], title: str, nameless: str = "") -> Grid:
    """Counts by light for each group; a light that no target has gets no column."""
    shown = [lamp for lamp in LAMPS if any(tally.by_lamp[lamp] for tally in tallies)]
    columns = (
        Column(title, grow=True),
        Column(_("All"), right=True),
        *(Column(lamp_word(lamp), right=True) for lamp in shown),
        Column(_("Completion"), right=True),
    )
    rows = tuple(
        (
            Cell(tally.name or nameless or _("none")),
            Cell(str(tally.total), "strong"),
            *(_count(tally.by_lamp[lamp], lamp) for lamp in shown),
            Cell(f"{tally.completion.part}/{tally.completion.base}"),
        )
        for tally in tallies
    )
    return Grid(columns, rows)


def _count(count: int, lamp: Lamp) -> Cell:
    return Cell(str(count), lamp.code) if count else Cell("·", "muted")


def _attention(heading: str, rows: Sequence[Row], flags: str) -> list[Block]:
    if not rows:
        return [Heading(heading), text(_("Nothing."))]
    more = _("… and {n} more: targettrack list {flags}").format(n="{n}", flags=flags)
    why = parts.title_column(_("Why"), explain, bars=True)
    return [Heading(parts.numbered(heading, len(rows))), parts.table(rows, "id", "rating", "owner", why, more=more)]

"""The progress report."""

from collections.abc import Iterable, Sequence

from targettrack.i18n import _, ngettext
from targettrack.rating.vocabulary import LAMPS, RATINGS, WHYS, Lamp, Rating, Why
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.numbers import tenth
from targettrack.render.pages import changed, parts
from targettrack.render.reasons import explain
from targettrack.render.words import lamp_word, word
from targettrack.views.answer import Answer
from targettrack.views.progress import Progress
from targettrack.views.row import Row
from targettrack.views.tally import Tally, rate


def page(view: Progress, answer: Answer) -> Document:
    """Totals and rates, the same by plan, section and owner, then what needs attention."""
    title = parts.dated(_("Progress report as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [Heading(title, 1), *parts.plan_lines(view.plans), *_whole(view)]
    if view.changes is not None:
        blocks += changed.blocks(view.changes, view.targets)
    if len(view.by_plan) > 1:
        blocks += [Heading(_("By plan")), _tallies(view.by_plan, _("Plan"))]
    blocks += [Heading(_("By section")), _tallies(view.by_section, _("Section"))]
    blocks += [Heading(_("By lead unit")), _tallies(view.by_owner, _("Lead unit"), nameless=_("unassigned"))]
    late = [rating for rating in Rating if RATINGS[rating].needs_attention]
    blocks += _attention(_("Needs attention"), [view.targets[id_] for id_ in view.attention], late)
    blocks += _attention(_("Silent or not decidable"), [view.targets[id_] for id_ in view.silent], [Rating.NO_DATA])
    others = {Why(why): count for why, count in view.grey.items() if not WHYS[Why(why)].is_mendable}
    if others:
        counted = _(", ").join(f"{word(why)} {count}" for why, count in others.items())
        blocks.append(note(_("Also grey, with nothing to mend: {counted}.").format(counted=counted)))
    return Document(title, tuple(blocks), drawn=view)


def _whole(view: Progress) -> list[Block]:
    notes = [*parts.unreadable_note(view.unreadable)]
    if view.drafts:
        drafts = ngettext("{n} draft is left out.", "{n} drafts are left out.", view.drafts)
        notes.append(note(drafts.format(n=view.drafts)))
    counted = Heading(parts.counted_targets(view.total.total))
    return [counted, *notes, _ratings(view.total), parts.rate_facts(parts.rates(view.total))]


def _ratings(total: Tally) -> Grid:
    rows = tuple(
        (
            Cell(word(rating), RATINGS[rating].lamp.code),
            Cell(lamp_word(RATINGS[rating].lamp), "muted"),
            Cell(str(total.by_rating[rating])),
            Cell(tenth(rate(total.by_rating[rating], total.total).percent)),
        )
        for rating in Rating
        if total.by_rating[rating]
    )
    whole = (Cell(_("total"), "strong"), Cell(""), Cell(str(total.total), "strong"), Cell(""))
    columns = (Column(_("State")), Column(_("Light")), Column(_("Targets"), right=True), Column(_("Share"), right=True))
    return Grid(columns, (*rows, whole) if rows else ())


def _tallies(tallies: Sequence[Tally], title: str, nameless: str = "") -> Grid:
    """Counts by light for each group; a light that no target has gets no column."""
    shown = [lamp for lamp in LAMPS if any(tally.by_lamp[lamp] for tally in tallies)]
    columns = (
        Column(title, grow=True),
        Column(_("All"), right=True),
        *(Column(_("verify") if lamp.outline else lamp_word(lamp), right=True) for lamp in shown),
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


def _attention(heading: str, rows: Sequence[Row], ratings: Iterable[Rating]) -> list[Block]:
    if not rows:
        return [Heading(heading), text(_("Nothing."))]
    flags = " ".join(f"--rating {rating}" for rating in ratings)
    more = _("… and {n} more: targettrack list {flags}").format(n="{n}", flags=flags)
    why = parts.title_column(_("Why"), explain, bars=True)
    return [Heading(parts.numbered(heading, len(rows))), parts.table(rows, "id", "rating", "owner", why, more=more)]

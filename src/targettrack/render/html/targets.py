"""The table of every target: a row to link to, its light in words, its bar, and why."""

from collections.abc import Collection, Mapping

from targettrack.i18n import _
from targettrack.rating.vocabulary import Rating
from targettrack.render.document import Column
from targettrack.render.html import blocks, draw
from targettrack.render.html.shell import text
from targettrack.render.numbers import plain
from targettrack.render.pages.parts import deadline_cell, owner_cell, state_cell
from targettrack.render.reasons import explain
from targettrack.render.words import lamp_word
from targettrack.views.picture import Share
from targettrack.views.row import Row

_ORDER = {rating: place for place, rating in enumerate(Rating)}


def table(rows: Collection[Row], shares: Mapping[str, Share]) -> str:
    """Every target; they can be picked by light and by lead unit."""
    state, owner = _("State"), _("Lead unit")
    titles = (_("Id"), state, owner, _("Deadline"), _("Progress"))
    columns = (*(Column(title) for title in titles), Column(_("Target"), detail=_("Why")))
    said = _("Problem: {text}"), _("Next: {text}")
    shown = [_row(row, shares.get(row.id), said) for row in rows]
    many = " many" if len(rows) > blocks.MANY else ""
    table = blocks.drawn(f"cards targets{many}", columns, shown, {state: _("Light"), owner: owner}, anchor="_targets")
    return f'<div class="wide">{table}</div>'


def _row(row: Row, share: Share | None, said: tuple[str, str]) -> str:
    id_, title, why = text(row.id), blocks.long(row.title), blocks.long(explain(row))
    state = f'{blocks.lamp(state_cell(row))}<small class="pick">{text(lamp_word(row.lamp))}</small>'
    progress = '<td class="nil">–</td>'
    if share is not None:
        progress = f'<td data-key="{plain(share.actual)}">{draw.bar(share.actual, share.expected, row.lamp.code)}</td>'
    # What is in the way and what comes next, in the unit's own words.
    notes = "".join(
        f"<small>{blocks.long(sentence.format(text=words))}</small>"
        for sentence, words in zip(said, (row.problem, row.next), strict=True)
        if words
    )
    return (
        f'<tr id="{id_}"><th scope="row"><a href="#{id_}">{id_}</a></th><td data-key="{_ORDER[row.rating]}">{state}</td>'
        f"<td>{blocks.plain(owner_cell(row.owner))}</td><td>{blocks.plain(deadline_cell(row.deadline))}</td>{progress}"
        f"<td>{title}<small>{why}</small>{notes}</td></tr>"
    )

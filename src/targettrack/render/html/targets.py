"""The tables of targets: each target in one of them, as a row to link to, with its light, its bar, and why."""

from collections.abc import Collection, Mapping

from targettrack.i18n import _
from targettrack.render.document import Column
from targettrack.render.html import blocks, draw
from targettrack.render.html.shell import text
from targettrack.render.numbers import percent
from targettrack.render.pages.parts import deadline_cell, owner_cell, state_cell
from targettrack.render.reasons import explain
from targettrack.views.picture import Share
from targettrack.views.row import Row


def table(rows: Collection[Row], shares: Mapping[str, Share]) -> str:
    """Some targets. A row is of the class of its light, which its word and its bar are coloured by.

    Rows are most of a page: their heads are found by their place, and the script finds what it needs in their text.
    """
    titles = (_("Id"), _("State"), _("Lead unit"), _("Deadline"), _("Progress"))
    columns = (*(Column(title) for title in titles), Column(_("Target"), detail=_("Why")))
    said = _("Problem: {text}"), _("Next: {text}")
    shown = [_row(row, shares.get(row.id), said) for row in rows]
    many = " many" if len(rows) > blocks.MANY else ""
    return f'<div class="wide">{blocks.drawn(f"cards targets{many}", columns, shown)}</div>'


def _row(row: Row, share: Share | None, said: tuple[str, str]) -> str:
    state, why = state_cell(row), explain(row)
    remarks = f"<small>{blocks.long(state.detail)}</small>" if state.detail else ""
    progress = '<td class="nil">–</td>'
    if share is not None:
        progress = f"<td>{_progress(share, why)}</td>"
    # What is in the way and what comes next, in the unit's own words.
    notes = "".join(
        f"<small>{blocks.long(sentence.format(text=words))}</small>"
        for sentence, words in zip(said, (row.problem, row.next), strict=True)
        if words
    )
    return (
        f'<tr id="{text(row.id)}" class="{row.lamp.code}"><th>{text(row.id)}</th><td><b>{text(state.text)}</b>{remarks}</td>'
        f"<td>{blocks.plain(owner_cell(row.owner))}</td><td>{blocks.plain(deadline_cell(row.deadline))}</td>{progress}"
        f"<td>{blocks.long(row.title)}<small>{blocks.long(why)}</small>{notes}</td></tr>"
    )


def _progress(share: Share, why: str) -> str:
    """The share as a bar and a number; the expected share in words only where the reason does not say it."""
    expected = "" if share.expected is None else percent(share.expected)
    if expected and expected not in why:
        return draw.bar(share.actual, share.expected)
    return draw.share(share.actual, share.expected) + percent(share.actual)

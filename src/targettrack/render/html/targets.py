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
    measured = any(row.id in shares for row in rows)
    titles = [_("Id"), _("State"), _("Lead unit"), _("Deadline"), *([_("Progress")] if measured else [])]
    columns = (*(Column(title) for title in titles), Column(_("Target"), detail=_("Why")))
    said = _("Problem: {text}"), _("Next: {text}")
    shown = [_row(row, _share(shares.get(row.id), row) if measured else "", said) for row in rows]
    kinds = (" bars" if measured else "") + (" many" if len(rows) > blocks.MANY else "")
    return f'<div class="wide">{blocks.drawn(f"cards targets{kinds}", columns, shown)}</div>'


def _row(row: Row, progress: str, said: tuple[str, str]) -> str:
    state, why = state_cell(row), explain(row)
    remarks = f"<small>{blocks.long(state.detail)}</small>" if state.detail else ""
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


def _share(share: Share | None, row: Row) -> str:
    """The cell of the share, a bar and a number; the expected share in words only where the reason does not say it."""
    if share is None:
        return '<td class="nil">–</td>'
    is_said = share.expected is None or share.expected == row.reason.expected
    if is_said:
        return f"<td>{draw.share(share.actual, share.expected)}{percent(share.actual)}</td>"
    return f"<td>{draw.bar(share.actual, share.expected)}</td>"

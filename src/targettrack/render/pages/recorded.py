"""What was recorded and how the target stands now, in a sentence each; the lines themselves where they are wanted."""

from targettrack.i18n import _
from targettrack.model import Append, Create, Update
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Lamp
from targettrack.render.document import Block, Cell, Document, text
from targettrack.render.figures import stick
from targettrack.render.numbers import short
from targettrack.render.reasons import explain
from targettrack.render.said import change_phrase, figure_phrase
from targettrack.render.states import rating_word, state_word
from targettrack.views.answer import Answer
from targettrack.views.recorded import Receipt, Recorded
from targettrack.views.row import Row


def page(view: Receipt, _answer: Answer) -> Document:
    """A sentence for each target; with the line and the whole reason below it where they are wanted."""
    blocks: list[Block] = [text(Cell(_("Dry run: nothing was written."), "yellow"))] if view.dry_run else []
    for recorded in view.recorded:
        blocks.append(sentence(recorded))
        if view.verbose:
            blocks += _whole(recorded)
    return Document(_("Recorded"), tuple(blocks))


def sentence(recorded: Recorded) -> Block:
    """«KP2025-089  新增义务教育学位：310个（截至6月30日），33%，低于序时17点；未更新 → 未达序时»."""
    row, change = recorded.row, recorded.change
    update = change.update if isinstance(change, Append) else None
    share = "" if update is None else share_phrase(update, row)
    cells = [
        Cell(f"{row.id}  ", "strong"),
        Cell(row.title if isinstance(change, Create) else _name(row)),
        Cell(_(": ")),
    ]
    parts = (
        [[Cell(figure_phrase(update, row)), Cell(share, row.lamp.code)]] if update and update.value is not None else []
    )
    parts.append([Cell(change_phrase(change, row, recorded.earlier))])
    # Of a figure so old that nothing can be taken to have happened since, the state says more than its own share.
    parts.append(_stands(recorded, is_told=bool(share) and row.reason.why is Why.SHARE))
    if len(parts[-1]) == 1 and update is not None and update.as_of < row.as_of:
        parts[-1] = [Cell(_("now ")), *parts[-1]]  # the state is of today, whatever day the line speaks of
    told = [part for part in parts if any(cell.text for cell in part)]
    for number, part in enumerate(told):
        cells += [Cell(_("; ")), *part] if number else part
    return text(*cells)


def _name(row: Row) -> str:
    return row.goal.indicator or row.title


def share_phrase(update: Update, row: Row) -> str:
    """«，33%，低于序时17点» behind a figure that the target is rated by; "" where it is rated by something else.

    The share is left out where the figure is one.
    """
    reason = row.reason
    is_rated = reason.why in {Why.SHARE, Why.IDLE} and reason.figure_on == update.as_of and update.part is None
    if not is_rated or reason.share_gap is None or reason.actual is None:
        return ""
    said = (
        _(", {gap} points below the expected share")
        if reason.share_gap < 0
        else _(", {gap} points above the expected share")
    )
    if not reason.share_gap:
        said = _(", as expected")
    share = "" if stick(row).in_per_cent else _(", {share}").format(share=f"{short(reason.actual)}%")
    return share + said.format(gap=short(abs(reason.share_gap)))


def _stands(recorded: Recorded, *, is_told: bool) -> list[Cell]:
    """The state, with the one before where it has turned; nothing where the share has told it, and nothing of a draft."""
    row, before = recorded.row, recorded.before
    if row.draft:
        return [] if recorded.change else [Cell(_("discarded") if recorded.target.discarded else _("draft"))]
    has_turned = before is not None and before.rating is not row.rating
    if is_told and not has_turned:
        return []
    now = Cell(rating_word(row.rating, row.reason) if is_told else state_word(row), row.lamp.code)
    if before is None or not has_turned:
        return [now]
    return [Cell(rating_word(before.rating, before.reason), Lamp(before.light, before.outline).code), Cell(" → "), now]


def _whole(recorded: Recorded) -> list[Block]:
    line = [text(Cell(f"  + {recorded.line.strip()}", "muted"))] if recorded.line else []
    return [*line, text("  ", recorded.row.title), text("  ", explain(recorded.row))]

"""What the changed cells of a row of an accepted target enter: a line, signed, with where it came from. Knows no view."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from targettrack.cli import entry
from targettrack.errors import UsageError
from targettrack.exchange import meant
from targettrack.exchange.columns import CAPTIONS, Form
from targettrack.exchange.forms.values import QUARTERS, quarter_of
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.model import Checkpoint, voided
from targettrack.named import NamedTuple
from targettrack.rating.standing import effective, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.acts.batch import Batch
    from targettrack.cli.session import Session
    from targettrack.exchange.carried import Carried
    from targettrack.exchange.compare import Turn
    from targettrack.exchange.returned import Line
    from targettrack.model import Append, Target, Update
    from targettrack.rating.schedule import Window


class Signed(NamedTuple):
    """How the rows of one sheet are entered."""

    session: Session
    batch: Batch
    file: str
    form: Form
    carried: Carried | None
    unit: str  # that the sheet was made for; "": the office's own, or not known
    by: str
    as_of: date  # what a blank day means
    new_unit: bool
    grounds: Mapping[str, str]  # reason and authority, which the sheets of the office have no columns for


class Clash(NamedTuple):
    """A figure that contradicts what came in since the sheet went out."""

    turn: Turn


def enter(sheet: Signed, line: Line, target: Target, turns: Sequence[Turn]) -> Append | Clash | None:
    """The line that the cells of a row enter; None where they say nothing by themselves, or stand already.

    UsageError not-of-the-unit (unit, id), taken-back (by, day); those of `meant.said`, `entry.line` and `acts.update.append`.
    """
    windows = _windows(sheet.session, target, turns)
    said = meant.said(sheet.form, turns, _context(sheet, line, target, windows))
    if said == meant.NOTHING:
        return None
    takes_grounds = said.goal or "deadline" in said.fields
    fields = {
        **(sheet.grounds if takes_grounds else {}),
        **said.fields,
        "via": f"{sheet.file} · {line.sheet} · {line.row}",
    }
    standing = sheet.batch.standing(target)
    update = entry.line(sheet.session, standing, fields, said.goal, by=sheet.by, new_unit=sheet.new_unit, place=heading)
    update = _without_others(sheet.session, update, standing, [windows[code] for code in said.quarters])
    other = _contradicted(sheet, update, standing)
    if other is not None:
        return Clash(next(turn for turn in turns if turn.field == "value")._replace(now=f"{other:f}"))
    _refuse_taken_back(update, target)
    change = sheet.batch.add_unless_on_record(target, update)
    return None if sheet.batch.is_known(change) else change


def _refuse_taken_back(update: Update, target: Target) -> None:
    """What somebody took back is not written again by the same sheet. UsageError taken-back (by, day)."""
    gone = voided(target.updates)
    if any(_is_alike(one, update) and one.key not in gone for one in target.updates):
        return  # it was entered anew since
    undone = next((one for one in target.updates if one.key in gone and _is_alike(one, update)), None)
    void = None if undone is None else next(one for one in target.updates if one.void == undone.key)
    if void is not None:
        raise UsageError("taken-back", id=target.id, by=void.by, day=void.at.date().isoformat())


def _is_alike(one: Update, other: Update) -> bool:
    """Whether two lines say the same, whoever entered them, when and from where."""
    return one._replace(key=other.key, at=other.at, by=other.by, via=other.via) == other


def heading(code: str) -> str:
    """What stands over a column, as errors name it; «--value» is that of the option."""
    caption = CAPTIONS.get(code.removeprefix("--").replace("-", "_"))
    return code if caption is None else _(caption.heading)


def _windows(session: Session, target: Target, turns: Sequence[Turn]) -> Mapping[str, Window]:
    """The days of the quarters that a row has nodes of."""
    named = [turn.field for turn in turns if turn.field in QUARTERS]
    rated = selection.entry(session.ledger, target, session.day) if named else None
    return {} if rated is None else {code: quarter_of(rated, code) for code in named}


def _context(sheet: Signed, line: Line, target: Target, windows: Mapping[str, Window]) -> meant.Context:
    """UsageError not-of-the-unit (unit, id)."""
    standing, part = fold(target, sheet.session.day), line.key[1]
    is_lead = sheet.unit in {"", standing.owner}
    if not (is_lead or sheet.unit in standing.supporting or part):
        raise UsageError("not-of-the-unit", option="id", id=target.id, unit=sheet.unit)
    ends = {code: window.end for code, window in windows.items()}
    return meant.Context(part, is_lead, bool(sheet.unit), sheet.as_of, ends, line.cells)


def _contradicted(sheet: Signed, update: Update, target: Target) -> object:
    """Somebody else's figure for the same day that came in since a month's sheet went out, and is another one."""
    if sheet.form is not Form.MONTH or sheet.carried is None or update.value is None:
        return None
    made = sheet.carried.made.partition(" ")[0]
    since = datetime.fromisoformat(made) if made else None
    for one in reversed(effective(target, sheet.session.day)):
        is_new = since is None or one.at > since
        is_same_day = (one.as_of, one.part) == (update.as_of, update.part)
        if is_new and is_same_day and one.by != update.by and one.value not in {None, update.value}:
            return one.value
    return None


def _without_others(session: Session, update: Update, target: Target, quarters: Sequence[Window]) -> Update:
    """The line of nodes that also takes away those of these quarters which it does not name."""
    if not quarters:
        return update
    points = update.checkpoint or ()
    named = {node.date for node in points}
    nodes = fold(target, session.day).nodes
    others = [node.date for node in nodes if any(quarter.start <= node.date <= quarter.end for quarter in quarters)]
    return update._replace(checkpoint=(*points, *(Checkpoint(day) for day in others if day not in named)))

"""What a sheet says beside its changes: opinions, people, cells of columns that are only shown, units that nobody knows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targettrack.cli.importing import reported, reviewed
from targettrack.exchange.cells import NOTHING
from targettrack.exchange.columns import FORMS, Filler
from targettrack.exchange.compare import is_same
from targettrack.ledger import names
from targettrack.rating.standing import fold
from targettrack.render.words import PARTED
from targettrack.views.imported import PEOPLE, Doubtful, OpinionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from targettrack.cli.session import Session
    from targettrack.exchange.columns import Form
    from targettrack.exchange.compare import Turn
    from targettrack.exchange.returned import Line
    from targettrack.model import Target
    from targettrack.views.imported import SheetRow

OPINION = "opinion"
AGREED = NOTHING | {"无", "没有", "同意", "无意见", "无不同意见", "没有意见", "无异议", "无修改意见", "无反馈意见"}
"""What is written for no opinion."""
_OWN = frozenset({"id", "part", OPINION, reviewed.ACT})
"""Columns that are read otherwise."""


class Remarks:
    """Those of one sheet."""

    def __init__(self, form: Form, unit: str, opened: Collection[str], day: date, opinions: list[OpinionRow]) -> None:
        """Nothing is noted yet. `opened`: columns that are taken back. `opinions`: where those of all sheets are listed."""
        self.untaken: Counter[str] = Counter()  # cells that were changed, by column
        self._form, self._unit, self._open, self._day, self._opinions = form, unit, opened, day, opinions

    def note(self, line: Line, row: SheetRow, target: Target, exported: Mapping[str, str] | None) -> None:
        """Note what a row says. `exported`: what it said when it went out, None where that is not known."""
        opinion = line.cells.get(OPINION, "").strip()
        if opinion.rstrip("。.！!") not in AGREED and opinion != (exported or {}).get(OPINION, ""):
            self._think(row, target, OPINION, opinion)
        for code, filler in FORMS[self._form].items() if exported is not None else ():
            text = line.cells.get(code, "")
            is_read = code not in line.cells or code in _OWN or code in self._open
            if is_read or is_same(code, text, (exported or {}).get(code, "")):
                continue
            if (self._unit and filler is Filler.OFFICE) or code in PEOPLE:
                self._think(row, target, code, text)
            else:
                self.untaken[code] += 1

    def _think(self, row: SheetRow, target: Target, code: str, text: str) -> None:
        unit = self._unit or fold(target, self._day).owner
        self._opinions.append(OpinionRow(row, unit, code, reported.heading(code), text))


def new_units(session: Session, target: Target, turns: Sequence[Turn], *, new: bool) -> Iterator[Doubtful]:
    """The units that a row names and that nobody knows: each perhaps a short name of one that is known."""
    cells = [turn.cell for turn in turns if turn.field in {"owner", "supporting"} and turn.cell.strip()]
    plan = session.ledger.plan_of(target) if cells else None
    known = {*names.units_of(session.ledger, plan), *names.supporting(session.ledger)} if plan else set()
    for cell in cells:
        for unit in session.units(PARTED.split(cell), plan, new=new):
            if unit not in known:
                yield Doubtful("unit-new", {"unit": unit})

"""What several files of one import say of the same fact, so that of two that contradict each other neither is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.cli.importing.meaning import means
from targettrack.exchange.columns import FORMS, Filler, Form
from targettrack.exchange.compare import is_same
from targettrack.exchange.forms.values import QUARTERS
from targettrack.named import NamedTuple
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from datetime import date

    from targettrack.cli.session import Session
    from targettrack.exchange.returned import Line, Returned
    from targettrack.model import Target

FACTS = frozenset({"value", "owner", "leader", "deadline", "goal_value", *QUARTERS})
"""Columns of which one thing only can be so. Of words, each who writes some adds his own."""


class Claim(NamedTuple):
    """A cell that says something new of a fact."""

    file: str
    code: str
    text: str
    day: str  # of a figure; "" of the others


class Rivals:
    """What the files say, by target and part."""

    def __init__(self, session: Session) -> None:
        """Nothing is heard yet."""
        self._session = session
        self._claims: dict[tuple[str, str], list[Claim]] = {}

    def hear(self, returned: Returned) -> None:
        """Hear what a file says."""
        for line in returned.lines:
            self._claims.setdefault(_about(line), []).extend(self._said(returned, line))

    def of(self, returned: Returned, line: Line, target: Target) -> Claim | None:
        """A claim of another file that contradicts a row."""
        others = [one for one in self._claims[_about(line)] if one.file != returned.name]
        own = self._said(returned, line) if others else []
        return next((one for one in others if any(self._is_against(target, one, mine) for mine in own)), None)

    def _is_against(self, target: Target, one: Claim, other: Claim) -> bool:
        if one.code != other.code or not means(self._session, target, "as_of", one.day, other.day):
            return False
        return not means(self._session, target, one.code, one.text, other.text)

    def _said(self, returned: Returned, line: Line) -> list[Claim]:
        """What a row changes of facts; of a file that does not say how it went out only its figure, with its day."""
        carried = returned.carried
        went = None if carried is None else carried.rows.get(line.key, {})
        unit = "" if carried is None else carried.unit
        codes = FACTS.intersection(opened(returned.form, unit)) if went is not None else {"value"}
        cells = {code: line.cells[code] for code in codes & line.cells.keys() if line.cells[code].strip()}
        day = line.cells.get("as_of", "").strip() or default_day(returned, self._session.today).isoformat()
        return [
            Claim(returned.name, code, text, day if code == "value" else "")
            for code, text in cells.items()
            if went is None or not is_same(code, text, went.get(code, ""))
        ]


def opened(form: Form, unit: str) -> list[str]:
    """The columns of a form that are taken back: in the sheet of a unit its own, in that of the office all."""
    mine = {Filler.UNIT} if unit else {Filler.UNIT, Filler.OFFICE}
    return [code for code, filler in FORMS[form].items() if filler in mine]


def default_day(returned: Returned, today: date) -> date:
    """What a blank day means in a file."""
    return today if returned.carried is None else min(returned.carried.as_of, today)


def _about(line: Line) -> tuple[str, str]:
    return line.key[0].strip().casefold(), " ".join(safe(line.key[1]).split())

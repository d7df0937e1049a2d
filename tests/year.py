"""A year of plausible progress: 60 invented promises of one county, what was entered on which day, and what is then said.

The promises stand in tests/data/year, by their kinds. Plan and records are of January 2025, due on 31 December and led by
a unit where a promise says nothing else. What was expected was reasoned from the rules before it was run.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from factories import checkpoint, day, goal, plan, target, update
from targettrack.model import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targettrack.model import Target, Update

DAYS = (
    *map(day, ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")),
    *map(day, ("2026-01-15", "2026-03-01", "2026-06-30")),
)
PLAN = plan(published=day("2025-01-10"))._replace(id="NH2025", title="南禾县政府工作报告")
RECORDED = datetime.fromisoformat("2025-01-15T09:00:00+08:00")
_FILES = ("counts", "acts", "works", "statistics", "soft")
_DATA = Path(__file__).parent / "data" / "year"


class Said(NamedTuple):
    """What is said of a target on a day."""

    rating: str
    light: str  # "": that of the rating; else what is kept beside it
    word: str  # the state in Chinese, as a list prints it
    gap: str  # of a measured rating: points of progress, or in the unit of what is held as it is
    markers: frozenset[str]


class Promise(NamedTuple):
    """A target as it was made, the lines that were entered in their order, and what is said on each of DAYS."""

    head: Target
    entered: tuple[Update, ...]
    says: tuple[Said, ...]
    account: tuple[str, str]  # its class on 1 March: as it was made, as it was adjusted

    def known(self, on: date) -> Target:
        """The record as it stood on the evening of a day."""
        return self.head._replace(updates=tuple(line for line in self.entered if line.at.date() <= on))


def _line(said: Mapping[str, Any], number: int) -> Update:
    """One line; what one day brings is entered minute by minute."""
    rest = {name: entry for name, entry in said.items() if name not in {"on", "as_of"}}
    if "checkpoint" in rest:
        rest["checkpoint"] = tuple(_node(node) for node in rest["checkpoint"])
    entered = said["on"].isoformat()
    return update(said.get("as_of", said["on"]).isoformat(), at=f"{entered}T10:{number:02}:00+08:00", **rest)


def _node(said: Mapping[str, Any]) -> Any:
    return checkpoint(said["date"].isoformat(), said.get("value"), said.get("stage", ""))


def _said(code: str, word: str, gap: str, markers: str) -> Said:
    rating, _, light = code.strip().partition(" ")
    return Said(rating, light, word.strip(), gap.strip(), frozenset(markers.split()))


def _promise(number: str, row: dict[str, Any]) -> Promise:
    as_made, _, adjusted = row.pop("account").partition("|")
    entered = row.pop("entered")
    silent = "|" * (len(DAYS) - 1)
    columns = (row.pop("says"), row.pop("words"), row.pop("gaps", silent), row.pop("markers", silent))
    promised = dict(row.pop("goal", {}))
    nodes = tuple(_node(node) for node in row.pop("checkpoint", ()))
    head = {"recorded": RECORDED, "owner": "南禾县发展和改革局", "checkpoints": nodes, **row}
    if head.pop("ongoing", False):
        head["deadline"] = None
    head["assumed"] = tuple(head.get("assumed", ()))
    made = target(
        head.pop("kind"),
        goal(promised.pop("comparator", None), promised.pop("value", None), **promised),
        id=f"NH2025-{number}",
        plan=PLAN.id,
        **head,
    )
    lines = tuple(_line(line, minute) for minute, line in enumerate(entered))
    says = tuple(_said(*cells) for cells in zip(*(column.split("|") for column in columns), strict=True))
    return Promise(made, lines, says, (as_made.strip(), (adjusted or as_made).strip()))


def _read(name: str) -> dict[str, Promise]:
    rows = tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return {number: _promise(number, row) for number, row in rows.items()}


YEAR = {number: promise for name in _FILES for number, promise in _read(name).items()}


def ledger(on: date) -> Ledger:
    """The ledger as it stood on the evening of a day."""
    return Ledger("/targets", (PLAN,), tuple(promise.known(on) for promise in YEAR.values()))

"""The ledger that a command was pointed at, the moment and the day of the run, and what typed names mean there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cli import typed, world
from targettrack.i18n import _
from targettrack.ledger import names, selection
from targettrack.rating import workdays
from targettrack.render.messages import describe

if TYPE_CHECKING:
    from targettrack.model import Ledger
    from targettrack.rating.ladder import Rated

FILES_OF_A_SECOND = 2000
"""Records that take about a second to read; a person at a terminal is told that it goes on."""
NOBODY = frozenset({"none", "未分工"})


@dataclass(frozen=True, slots=True)
class Session:
    """A ledger that was read, the moment of the run and the day that it looks at."""

    root: Path
    ledger: Ledger
    now: datetime  # in the store's time zone
    day: date

    @property
    def today(self) -> date:
        """The day of the run in the store's time zone."""
        return self.now.date()

    def survey(self, *, drafts: bool = False) -> tuple[Rated, ...]:
        """Every accepted target (or every draft) with its state on the day."""
        return selection.survey(self.ledger, self.day, drafts=drafts)

    def plans(self, typed_plans: list[str] | None) -> tuple[str, ...]:
        """Full ids of the plans that were typed."""
        return tuple(names.find_plan(self.ledger, plan).id for plan in typed_plans or ())

    def owners(self, typed_owners: list[str] | None) -> tuple[str, ...]:
        """Full names of the units that were typed; `none` and 未分工 mean those without one."""
        return tuple("" if owner in NOBODY else names.find_owner(self.ledger, owner) for owner in typed_owners or ())

    def lead(self, typed_owner: str, *, new: bool) -> str:
        """The unit that is to lead or support: looked up, or taken as typed where it is `new`; none and 未分工 mean nobody."""
        if typed_owner in NOBODY:
            return ""
        return typed_owner if new else names.lead_unit(self.ledger, typed_owner)

    def leads(self, typed_units: list[str], *, new: bool) -> tuple[str, ...]:
        """The units that are to support; none and 未分工 take all of them away."""
        return tuple(filter(None, (self.lead(unit, new=new) for unit in typed_units)))


def open_session(store_: str | None, as_of: str | None = None, plans: list[str] | None = None) -> Session:
    """Find and read the ledger, or only the plans that are asked for, and settle the day.

    StoreError no-store; UsageError bad-date.
    """
    root = store.find(Path(world.folder()), store_ or world.environment().get("TARGETTRACK_STORE"))
    listed = store.index(root)
    whole_names = plans and {plan.casefold() for plan in plans} <= {name.casefold() for name in listed.plans}
    files = sum(map(len, listed.files.values()))
    if world.talks_to_terminal() and files >= FILES_OF_A_SECOND:
        world.say(_("Reading {n} files …").format(n=files))
    ledger = store.load(root, tuple(plans) if plans and whole_names else None)
    now = world.local(world.now(), ledger.settings.timezone)
    day = now.date() if as_of is None else typed.day(as_of, "--as-of", today=now.date())
    notes = workdays.problems(ledger, day)
    for note in notes:
        world.say(describe(note))
    return Session(root, replace(ledger, problems=(*ledger.problems, *notes)) if notes else ledger, now, day)

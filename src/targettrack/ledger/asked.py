"""The targets of a whole ledger that a selection asks for, rated on a day, plan by plan. Rates what may be asked for, no more.

Most filters ask for what stands in a record on any day, and then only the records that have it are brought to life. How each
target of a plan stood on a day is noted on the shelf beside the plan's pack, so that the next filter for ratings of that day
rates only those that have them. What is found so is more than is asked for: `Selection.holds` decides alone.
"""

from __future__ import annotations

import heapq
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.ledger.names import natural
from targettrack.ledger.selection import Selection, said_of
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.vocabulary import RATINGS
from targettrack.record.traits import ACCEPTED, DRAFT
from targettrack.store.folder import SUFFIX
from targettrack.store.listing import id_of
from targettrack.store.records import ID, WORDS, Want

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from targettrack.model import Ledger, Plan, Target
    from targettrack.store.records import Folder, Noted, Records

    Tell = Callable[[int, int], object]

_TOLD = 100
"""After so many targets it is told how far rating has come."""


class Part(NamedTuple):
    """The records of one plan that may be asked for, by the names of their files."""

    folder: Folder
    plan: Plan
    names: list[str]
    what: str  # by which it is noted how they stand; "": they are not all of the plan


def parts(ledger: Ledger, day: date, asked: Selection, *, drafts: bool = False) -> list[Part]:
    """What may be asked for, of each plan of a ledger that was walked."""
    records: Records = ledger.targets  # type: ignore[assignment]  # of a ledger that was walked
    standing, plans = DRAFT if drafts else ACCEPTED, {plan.id: plan for plan in ledger.plans}
    wants = (Want(("standing",), standing.__eq__), *wanted(asked))
    rules = zlib.crc32(repr(ledger.settings.rules).encode(errors="surrogatepass"))
    what, found = f"{day} {standing} {rules}", []
    for folder in records.folders:
        plan = plans[folder.name]
        if (asked.plans and plan.id not in asked.plans) or (asked.levels and plan.level not in asked.levels):
            continue
        asks_of_day = any(want.daily for want in wants)
        daily = folder.daily(what) if asks_of_day else None
        names, every = folder.chosen(wants, daily), folder.count("standing", standing)
        if asks_of_day and daily is None and 2 * len(names) > every:  # all of them cost little more, and are noted
            names = folder.chosen(wants[:1])
        found.append(Part(folder, plan, names, what if daily is None and len(names) == every else ""))
    return found


def rated(
    ledger: Ledger, day: date, several: Iterable[Part], asked: Selection, tell: Callable[[int, int], object]
) -> Iterator[Rated]:
    """Rate what may be asked for, and give what is. `tell` hears how far it has come: targets done, of how many."""
    several, done = tuple(several), 0
    every = sum(len(part.names) for part in several)
    for part in several:
        notes: dict[str, Noted | None] = {}
        for target in part.folder.revived(part.names):
            state = evaluate(target, part.plan, day, ledger.settings.rules, ledger.followed(target))
            entry = Rated(target, part.plan, state)
            done += 1
            if done % _TOLD == 0 or done == every:
                tell(done, every)
            if part.what:
                notes[f"{target.id}{SUFFIX}"] = None if target.goal.of else _noted(entry)
            if asked.holds(entry):
                yield entry
        part.folder.rest()
        if part.what:
            part.folder.note(part.what, notes)


class Walk:
    """All accepted targets and drafts that a selection asks for, rated on a day, in order of plan and id.

    Each time it is walked they come anew, one by one, and are let go.
    """

    def __init__(
        self, ledger: Ledger, day: date, asked: Selection, moving: Callable[[int], AbstractContextManager[Tell]]
    ) -> None:
        """`moving`: opens what hears how far a walk over so many has come."""
        self._ledger, self._day, self._asked, self._moving = ledger, day, asked, moving
        self._held: list[tuple[Folder, list[str]]] | None = None
        several: dict[str, list[Part]] = {}
        for part in (*parts(ledger, day, asked), *parts(ledger, day, asked, drafts=True)):
            if part.names:
                ordered = sorted(part.names, key=lambda name: natural(id_of(name)))
                several.setdefault(part.plan.id, []).append(part._replace(names=ordered))
        self._parts = [own for _plan, own in sorted(several.items())]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Those with a target that is asked for, in the order of the ledger."""
        is_every = (
            self._asked._replace(plans=(), levels=(), listed=()) == Selection()
        )  # then no record need be looked at
        used = {own[0].plan.id for own in self._parts if is_every or self._has_any(own)}
        return tuple(plan for plan in self._ledger.plans if plan.id in used)

    def __iter__(self) -> Iterator[Rated]:
        """Each in turn."""
        held, done = [], 0
        every = sum(len(part.names) for own in self._parts for part in own)
        with self._moving(every) as tell:
            for own in self._parts:
                names = []
                for entry in self._of(own):
                    names.append(f"{entry.target.id}{SUFFIX}")
                    yield entry
                held.append((own[0].folder, names))
                done += sum(len(part.names) for part in own)
                tell(done, every)
        self._held = held

    def records(self) -> Iterator[Target]:
        """Their records in the same order, which are not rated again where they were walked before."""
        if self._held is None:
            yield from (entry.target for entry in self)
            return
        for folder, names in self._held:
            yield from folder.revived(names)
            folder.rest()

    def _has_any(self, own: list[Part]) -> bool:
        found = next(self._of(own), None)
        own[0].folder.rest()
        return found is not None

    def _of(self, own: list[Part]) -> Iterator[Rated]:
        """What is asked for of a plan; of an accepted target and a draft that sort alike, the target first."""
        several = (rated(self._ledger, self._day, [part], self._asked, lambda *_done: None) for part in own)
        return heapq.merge(*several, key=lambda entry: natural(entry.target.id))


def _noted(entry: Rated) -> Noted:
    """What filters of a day ask for. It rests on the record, its plan and the rules, but for what follows another record."""
    state = entry.state
    said = (("said", str(code)) for code in said_of(entry))
    return (*said, ("group", str(RATINGS[state.rating].group)), ("why", str(state.reason.why)))


def wanted(asked: Selection) -> tuple[Want, ...]:
    """What the records that a selection asks for have, or may have, on any day; and how they stand on its day."""
    within: tuple[tuple[tuple[str, ...], Iterable[str]], ...] = (
        (("owner",), asked.owners),
        (("owner", "supporting"), asked.units),
        (("status",), asked.statuses),
        (("kind",), asked.kinds),
        (("tag",), asked.tags),
        ((ID,), asked.ids or ()),
    )
    found = [Want(columns, frozenset(map(str, values)).__contains__) for columns, values in within if values]
    daily = ((("said",), asked.ratings), (("group",), asked.groups), (("why",), asked.whys))
    found += (Want(columns, frozenset(map(str, codes)).__contains__, daily=True) for columns, codes in daily if codes)
    if asked.sections:
        found.append(Want(("section",), lambda section: any(part in section for part in asked.sections)))
    if asked.due_after is not None:
        found.append(Want(("due",), str(asked.due_after).__le__))
    if asked.due_before is not None:
        found.append(Want(("due",), lambda due: bool(due) and due <= str(asked.due_before)))
    if asked.items:
        found.append(Want(("item", "item_since"), lambda item: any(items.holds(item) for items in asked.items)))
    if asked.confidence:
        found.append(Want(("confidence",), lambda value: _is_sure(asked, value)))
    if asked.text and "\n" not in asked.text:
        text = asked.text.casefold()
        found.append(Want((WORDS,), lambda words: text in words))
    return (*found, *_led(asked))


def _led(asked: Selection) -> tuple[Want, ...]:
    """Whoever is asked for leads a target by its record, or leads its lead unit."""
    if not asked.leaders or "" in asked.leaders:
        return ()
    units = (unit.name for unit in asked.listed if unit.leader in asked.leaders)
    return (Want(("leader", "owner"), frozenset((*asked.leaders, *units)).__contains__),)


def _is_sure(asked: Selection, value: str) -> bool:
    confidence = Decimal(value) if value else None
    return any(bounds.holds(confidence) for bounds in asked.confidence)

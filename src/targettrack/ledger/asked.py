"""The targets of a whole ledger that a selection asks for, rated on a day, plan by plan. Rates what may be asked for, no more.

Most filters ask for what stands in a record on any day, and then only the records that have it are brought to life. How each
target of a plan stood on a day is noted on the shelf beside the plan's pack, so that the next filter for ratings of that day
rates only those that have them. What is found so is more than is asked for: `Selection.holds` decides alone.
"""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

from targettrack.ledger.selection import said_of
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.vocabulary import RATINGS
from targettrack.record.traits import ACCEPTED, DRAFT
from targettrack.store.folder import SUFFIX
from targettrack.store.records import ID, WORDS, Want

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from targettrack.ledger.selection import Selection
    from targettrack.model import Ledger, Plan
    from targettrack.store.records import Folder, Noted, Records

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

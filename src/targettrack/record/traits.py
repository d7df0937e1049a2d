"""What a record can be found by on any day: the values that a filter may ask for. Knows records; rates nothing.

What changes from day to day (lead unit, deadline, status) stands here with every value that it ever had, so that what is
found this way holds all that is asked for, and more; the one test of a rated target decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from targettrack.model import Target

ACCEPTED, DRAFT, DISCARDED = "accepted", "draft", "discarded"


def _owners(target: Target) -> Iterable[str]:
    return {target.owner, *(update.owner for update in target.updates if update.owner is not None)}


def _supporting(target: Target) -> Iterable[str]:
    return {*target.supporting, *(unit for update in target.updates for unit in update.supporting or ())}


def _leaders(target: Target) -> Iterable[str]:
    return {target.leader, *(update.leader for update in target.updates if update.leader)} - {""}


def _later_items(target: Target) -> Iterable[str]:
    return {update.item for update in target.updates if update.item is not None}


def _statuses(target: Target) -> Iterable[str]:
    updates = target.updates
    found = {target.status, *(update.status for update in updates if update.status)}
    active = {Status.ACTIVE} if any(update.returned or update.reopened for update in updates) else set()
    return {status.value for status in found | active}


def _days(target: Target) -> Iterable[str]:
    return {
        str(day or "") for day in (target.deadline, *(update.deadline for update in target.updates if update.deadline))
    }


TRAITS: Mapping[str, Callable[[Target], Iterable[str]]] = {
    "standing": lambda target: (DISCARDED if target.discarded else DRAFT if target.draft else ACCEPTED,),
    "owner": _owners,
    "supporting": _supporting,
    "leader": _leaders,
    "item": lambda target: (target.item,),
    "item_since": _later_items,
    "kind": lambda target: (target.kind.value,),
    "status": _statuses,
    "section": lambda target: (target.section,),
    "tag": lambda target: {*target.tags},
    "due": _days,
    "confidence": lambda target: ("" if target.confidence is None else str(target.confidence),),
}
"""The values of a record, each once; "" stands for none where none can be asked for."""


def traits(target: Target) -> dict[str, Iterable[str]]:
    """All these of a record, by name."""
    return {name: of(target) for name, of in TRAITS.items()}


def words(target: Target) -> str:
    """All words of a record that a text is sought in, in small letters: more than any one day has."""
    updates = target.updates
    said = (word for update in updates for word in (update.note, update.problem, update.next, update.owner) if word)
    named = (str(update.goal.get("indicator", "")) for update in updates if update.goal)
    quotes = (quote.text for quote in target.quotes)
    return "\n".join((target.id, target.title, target.owner, target.goal.indicator, *quotes, *said, *named)).casefold()

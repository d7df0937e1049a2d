"""What a record can be found by on any day: the values that a filter may ask for. Knows records; rates nothing.

What changes from day to day (lead unit, deadline, status) stands here with every value that it ever had, so that what is
found this way holds all that is asked for, and more; the one test of a rated target decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Target

ACCEPTED, DRAFT, DISCARDED = "accepted", "draft", "discarded"


def traits(target: Target) -> dict[str, Iterable[str]]:
    """The values of a record by name, each once. "" stands for none where none can be asked for."""
    updates = target.updates
    statuses = {target.status, *(update.status for update in updates if update.status)}
    if any(update.returned or update.reopened for update in updates):
        statuses.add(Status.ACTIVE)
    days = (target.deadline, *(update.deadline for update in updates if update.deadline))
    return {
        "standing": (DISCARDED if target.discarded else DRAFT if target.draft else ACCEPTED,),
        "owner": {target.owner, *(update.owner for update in updates if update.owner is not None)},
        "supporting": {*target.supporting, *(unit for update in updates for unit in update.supporting or ())},
        "leader": {target.leader, *(update.leader for update in updates if update.leader)} - {""},
        "item": (target.item,),
        "item_since": {update.item for update in updates if update.item is not None},
        "kind": (target.kind.value,),
        "status": {status.value for status in statuses},
        "section": (target.section,),
        "tag": {*target.tags},
        "due": {str(day or "") for day in days},
        "confidence": ("" if target.confidence is None else str(target.confidence),),
        "of": (target.goal.of,) if target.goal.of else (),
    }


def words(target: Target) -> str:
    """All words of a record that a text is sought in, in small letters: more than any one day has."""
    updates = target.updates
    said = (word for update in updates for word in (update.note, update.problem, update.next, update.owner) if word)
    named = (str(update.goal.get("indicator", "")) for update in updates if update.goal)
    quotes = (quote.text for quote in target.quotes)
    return "\n".join((target.id, target.title, target.owner, target.goal.indicator, *quotes, *said, *named)).casefold()

"""What is done to the drafts of an item: each deed as drafts before and after, and the way back. Pure.

Knows no key and no screen. The store gives new drafts their ids; what is done here has none yet for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.acts import draft as acts
from targettrack.errors import UsageError
from targettrack.model import Create, Remove, Rewrite
from targettrack.record import ASSUMABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from targettrack.cli.sitting.desk import Desk
    from targettrack.ledger.proposal import Proposal
    from targettrack.model import Change, Target

Drafts = tuple["Target", ...]


def accepted(drafts: Drafts, proposed: Callable[[Target], Proposal | None]) -> Drafts:
    """The drafts as targets, each led by the unit that is proposed for it, if one is; that stays assumed."""
    return tuple(acts.accept(_led(draft, proposed(draft))) for draft in drafts)


def _led(draft: Target, proposal: Proposal | None) -> Target:
    assumed = tuple(name for name in ASSUMABLE if name == "owner" or name in draft.assumed)
    return draft._replace(owner=proposal.unit, assumed=assumed) if proposal else draft


def corrected(drafts: Drafts, fields: Mapping[str, Any]) -> Drafts:
    """The drafts with some fields set alike."""
    return tuple(acts.correct(draft, fields) for draft in drafts)


def common(drafts: Drafts, name: str) -> tuple[str, ...]:
    """What a field of several words has in all of the drafts."""
    first, *others = (getattr(draft, name) for draft in drafts)
    return tuple(word for word in first if all(word in words for words in others))


def shared(drafts: Drafts, name: str, words: Sequence[str]) -> Drafts:
    """The drafts with a field of several words changed from what they had in common to `words`; their own words stay."""
    old = common(drafts, name)
    return tuple(
        acts.correct(draft, {name: tuple(dict.fromkeys((*(w for w in getattr(draft, name) if w not in old), *words)))})
        for draft in drafts
    )


def to_merge(desk: Desk) -> Drafts:
    """The meant drafts of an item, or its only one behind those of the item before. UsageError merge-needs-two."""
    if len(desk.meant) > 1:
        return desk.meant
    before = desk.items.get(desk.previous or desk.at, ()) if desk.previous else ()
    waiting = tuple(draft for draft in before if draft.awaits_review)
    if not waiting or not desk.meant:
        raise UsageError("merge-needs-two")
    return (waiting[-1], *desk.meant)


def back(before: Sequence[Target], after: Sequence[Target]) -> tuple[Change, ...]:
    """What has to be written for drafts to be again what they were: what was merged away is made again, with its id."""
    now, then = {draft.id: draft for draft in after}, {draft.id for draft in before}
    return (
        *(Rewrite(now[old.id], old) if old.id in now else Create(old) for old in before if now.get(old.id) != old),
        *(Remove(draft) for draft in after if draft.id not in then),
    )


def found(drafts: Iterable[Target], ids: Iterable[str]) -> Drafts:
    """Those of some ids, in the order of the ids."""
    by_id = {draft.id: draft for draft in drafts}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)

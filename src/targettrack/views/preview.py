"""What `review` shows before it does to many drafts what nobody has looked at one by one."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from targettrack.ledger.proposal import Proposal
from targettrack.model import Goal, Kind, Strength, Target
from targettrack.named import NamedTuple


class Previewed(NamedTuple):
    """A draft as it would become."""

    id: str
    item: str  # the task of the office's list that it belongs to
    title: str
    kind: Kind
    strength: Strength
    goal: Goal
    deadline: date | None  # None: ongoing
    owner: str  # the lead unit; "" while nobody leads
    confidence: Decimal | None  # how often such drafts are right
    accepted: bool  # it would be accepted
    proposed: Proposal | None  # the unit that it would get, and why; None: its unit stays as it is


class Preview(NamedTuple):
    """Drafts that would change, in order."""

    drafts: tuple[Previewed, ...]
    unchanged: int  # drafts that were meant and stay as they are

    def each(self) -> tuple[Previewed, ...]:
        """The drafts."""
        return self.drafts


def preview(before: Sequence[Target], after: Sequence[tuple[Target, Proposal | None]]) -> Preview:
    """What drafts would become, each with the proposal that gave it its unit."""
    known = {draft.id: draft for draft in before}
    changed = [(draft, proposed) for draft, proposed in after if draft != known.get(draft.id)]
    return Preview(
        tuple(_previewed(draft, proposed, known[draft.id]) for draft, proposed in changed), len(after) - len(changed)
    )


def _previewed(draft: Target, proposed: Proposal | None, before: Target) -> Previewed:
    return Previewed(
        id=draft.id,
        item=draft.item,
        title=draft.title,
        kind=draft.kind,
        strength=draft.strength,
        goal=draft.goal,
        deadline=draft.deadline,
        owner=draft.owner,
        confidence=before.confidence,
        accepted=not draft.draft,
        proposed=proposed if draft.owner != before.owner else None,
    )

"""The same target said twice in one document, headline and body, firmer and softer → one draft with both quotes.

Knows drafts; knows no texts. Linear: drafts are compared within buckets of one value and unit, and only with a few.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from targettrack.extract.rules import REPEATS
from targettrack.model import Kind, Strength

if TYPE_CHECKING:
    from targettrack.extract.extraction import Draft

# So many of the latest drafts of one bucket are compared; more would not be linear, and no document says it so often.
_NEAR = 24
# Names that share fewer characters share them by chance.
_TELLING = 3


class Merged:
    """The drafts of a document, each of which says something new."""

    def __init__(self) -> None:
        """Begin without drafts."""
        self.drafts: list[Draft] = []
        # By value and unit: the characters of names, with the places of their drafts.
        self._known: dict[tuple[object, ...], dict[frozenset[str], int]] = {}

    def add(self, draft: Draft) -> bool:
        """Add a draft or merge it with one that says the same; mark with `duplicate_of` what may. Tell if its item is kept."""
        known, name = self._known.setdefault(_bucket(draft), {}), frozenset(_name(draft))
        if (same := known.get(name)) is not None:
            self.drafts[same] = _joined(self.drafts[same], draft)
            return self.drafts[same].item == draft.item
        if draft.goal.value is not None:
            latest = islice(reversed(known.items()), _NEAR)
            near = (self.drafts[index] for other, index in latest if _alike(other, name))
            if twin := next((one for one in near if one.section != draft.section), None):
                draft = draft._replace(duplicate_of=twin.quote)
        if len(name) > 1:
            known[name] = len(self.drafts)
        self.drafts.append(draft)
        return True


def _bucket(draft: Draft) -> tuple[object, ...]:
    goal = draft.goal
    if goal.value is None:
        return (draft.kind is Kind.QUALITATIVE, None)
    return (goal.value, goal.to, goal.unit, draft.deadline, draft.goal.comparator if draft.kind is Kind.RANK else "")


def _name(draft: Draft) -> str:
    """城镇新增就业 and 新增城镇就业人数 are one matter: the words around the count do not tell."""
    text = draft.goal.indicator if draft.goal.value is not None and draft.goal.indicator else draft.title
    for row in REPEATS.short.rows:
        text = text.replace(row.pattern, row.value)
    return REPEATS.empty.sub("", text)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((one, other), key=len)
    return len(small) >= _TELLING and small <= large and len(small) * 2 >= len(large)


def _joined(first: Draft, second: Draft) -> Draft:
    """Keep the firmer wording and its quote; what either says of unit and time is kept."""
    if first.quote == second.quote and first.line == second.line:
        return first
    firmer, softer = (
        (second, first) if first.strength is Strength.STRETCH and second.strength is Strength.FIRM else (first, second)
    )
    known = {quote.text for quote in firmer.quotes}
    quotes = (*firmer.quotes, *(quote for quote in softer.quotes if quote.text not in known))
    assumed = tuple(
        dict.fromkeys(
            field for field in firmer.assumed if field in softer.assumed or field not in ("owner", "deadline")
        ),
    )
    owner, supporting = firmer.owner, firmer.supporting
    if ("owner" in firmer.assumed and softer.owner and "owner" not in softer.assumed) or not owner:
        owner, supporting = softer.owner, softer.supporting
        if "owner" in softer.assumed and "owner" not in assumed:
            assumed = (*assumed, "owner")
    return firmer._replace(quotes=quotes[:8], assumed=assumed, owner=owner, supporting=supporting)

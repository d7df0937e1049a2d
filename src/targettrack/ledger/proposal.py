"""Which unit is to lead a draft, and why: by the text, by its likes that a person has assigned, by last year, by words of units.

Knows records and units; changes nothing. What is alike is told by a word, so that a person can judge the proposal.
"""

from __future__ import annotations

import itertools
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from targettrack.directory import Directory
from targettrack.named import NamedTuple
from targettrack.rating.standing import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from targettrack.model import Ledger, Plan, Target

_AGREE = 2 / 3
"""So much of what has a word goes to one unit, or the word tells nothing."""


class Why(StrEnum):
    """What a unit is proposed for, the best reason first."""

    TEXT = "text"  # the source names it, or a person has set it
    ASSIGNED = "assigned"  # a person has assigned a like of it in this plan
    LAST_YEAR = "last-year"  # it led a like of it in the plan before
    LISTED = "listed"  # units.toml says that it leads such things
    USUAL = "usual"  # such a unit usually leads such things


class Proposal(NamedTuple):
    """A unit that may lead, and why."""

    unit: str
    why: Why
    word: str = ""  # by which it is alike, or that speaks for the unit; "": another reason
    like: str = ""  # id of the record that it is like
    by: str = (
        ""  # what it shares with that record: a word, an indicator, a matter of one usual unit, an item, a section
    )


class _Trait(NamedTuple):
    """What records may share: an indicator, a word of a unit, the usual unit of a matter, an item, a heading."""

    kind: str
    word: str
    name: str = ""  # where it is not the word that is shared

    @property
    def key(self) -> tuple[str, str]:
        """By which it is found again."""
        return self.kind, self.name or self.word


class Proposer:
    """Proposals for the drafts of one plan. What it knows is worked out once, in time linear in the records."""

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        """Learn from the records of a plan, and of the plan before where it is in the ledger."""
        own = [one for one in ledger.targets if one.plan == plan.id]
        self._directory = Directory(ledger.units, plan.level, plan.issuer, filter(None, map(_assigned, own)), plan.year)
        before = _before(ledger, plan)
        self._own = _Likes(self._directory, own)
        self._earlier = _Likes(
            self._directory, (one for one in ledger.targets if before and one.plan == before.id and not one.draft)
        )

    def of(self, draft: Target) -> tuple[Proposal, ...]:
        """The units that may lead a draft, each once, the best reason first."""
        found: dict[str, Proposal] = {}
        for proposal in self._each(draft):
            found.setdefault(proposal.unit, proposal)
        return tuple(found.values())

    def _each(self, draft: Target) -> Iterator[Proposal]:
        if draft.owner and "owner" not in draft.assumed:
            yield Proposal(draft.owner, Why.TEXT)
        likes = ((Why.ASSIGNED, self._own), (Why.LAST_YEAR, self._earlier))
        telling, vague = self._own.traits(draft)
        for why, known in likes:
            yield from known.of(draft, telling, why)
        texts = (draft.title, *(quote.text for quote in draft.quotes[:1] if draft.goal.value))
        for why, leads in ((Why.LISTED, self._directory.leads), (Why.USUAL, self._directory.usually)):
            yield from (Proposal(lead.unit, why, lead.word) for lead in leads(*texts))
        for why, known in likes:
            yield from known.of(draft, vague, why)


_Units = dict[tuple[str, str], dict[str, dict[str, None]]]
"""By the key of a trait the units that lead what has it, each with the ids."""


class _Likes:
    """Records that a person has assigned, by what may be alike."""

    def __init__(self, directory: Directory, records: Iterable[Target]) -> None:
        self._directory, self._usual = directory, {unit.name for unit in directory.usual}
        self._said: _Units = {}
        self._accepted: _Units = {}  # with a unit that was proposed: it counts where nothing was said
        for one in records:
            unit = _assigned(one)
            units = self._accepted if "owner" in one.assumed and not one.updates else self._said
            for trait in itertools.chain(*self.traits(one)) if unit else ():
                units.setdefault(trait.key, {}).setdefault(unit, {})[one.id] = None

    def of(self, draft: Target, traits: Iterable[_Trait], why: Why) -> Iterator[Proposal]:
        """The units that lead nearly all that shares a trait with a draft, by the first of its traits first."""
        for trait in traits:
            known = self._known(trait)
            counts = {unit: len(ids) - (draft.id in ids) for unit, ids in known.items()}
            first = max(counts, key=lambda unit: counts[unit], default="")
            if counts.get(first, 0) >= self._fewest(trait, first) and counts[first] > sum(counts.values()) * _AGREE:
                yield Proposal(first, why, trait.word, next(id_ for id_ in known[first] if id_ != draft.id), trait.kind)

    def _known(self, trait: _Trait) -> Mapping[str, Mapping[str, None]]:
        """What was said of those that share a trait, else what was accepted; of exceptions from the usual units both."""
        said, accepted = self._said.get(trait.key, {}), self._accepted.get(trait.key, {})
        if trait.kind == "matter" and said.keys() <= self._usual:
            return {unit: said.get(unit, {}) | accepted.get(unit, {}) for unit in (*said, *accepted)}
        return said or accepted

    def _fewest(self, trait: _Trait, unit: str) -> int:
        """How many likes tell it.

        One matter that another of the usual units leads is an exception, and all other matters of its kind stay with theirs;
        a unit that is none of the usual ones is what the unit of the matter is called here.
        """
        return 2 if trait.kind == "matter" and unit in self._usual else 1

    def traits(self, target: Target) -> tuple[list[_Trait], list[_Trait]]:
        """What a record may share with its likes: what tells more than the words of units do, and what tells less.

        The same indicator, the word that tells whose it is, without one its item. `benchmarks/proposals.py` measures it.
        """
        title = _title(target)
        words = self._directory.words(title)
        same = [_Trait("indicator", target.goal.indicator)] if target.goal.indicator else []
        item = [_Trait("item", "", target.item)] if target.item else []
        # The office's own list knows better than that matters of one usual unit go to one unit here.
        usual = () if self._directory.leads(title) else self._directory.matter(title)[:1]
        matter = [_Trait("matter", lead.word, lead.unit) for lead in usual]
        if words.strong:
            return [*same, _Trait("word", words.strong[0]), *matter], item
        section = [_Trait("section", "", target.section)] if target.section else []
        return [*same, *item, *(_Trait("word", word) for word in words.weak[:1]), *matter], section


def _title(target: Target) -> str:
    return f"{target.title}|{target.goal.indicator}"


def _assigned(target: Target) -> str:
    """The unit that a person has given a record to: by accepting it, by setting it, or in the text that was read."""
    if target.discarded or (target.draft and "owner" in target.assumed):
        return ""
    return fold(target, date.max).owner if target.updates else target.owner


def _before(ledger: Ledger, plan: Plan) -> Plan | None:
    """Last year's plan: the one that is named so, else that of the same issuer for the year before."""
    if plan.previous:
        return next((one for one in ledger.plans if one.id == plan.previous), None)
    year = plan.year and plan.year - 1
    same = (one for one in ledger.plans if one.issuer == plan.issuer and one.issuer and one.year == year)
    return next(same, None)

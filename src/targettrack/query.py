"""Find, select, sort and group targets. Knows states and short names; prints nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from targettrack.errors import UsageError
from targettrack.rating import Marker, Rating
from targettrack.state import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from targettrack.model import Kind, Ledger, Level, Plan, Status, Target
    from targettrack.state import State

CANDIDATES = 8
"""How many candidates an error names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A target with its plan and its state on the day asked for."""

    target: Target
    plan: Plan
    state: State


@dataclass(frozen=True, slots=True)
class Selection:
    """Which targets are asked for. Empty fields do not narrow; several values of one field widen it."""

    plans: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()  # full names; "" means not assigned
    ratings: tuple[Rating, ...] = ()
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sections: tuple[str, ...] = ()  # any part of the section's name
    tags: tuple[str, ...] = ()
    due_after: date | None = None  # inclusive
    due_before: date | None = None  # inclusive
    levels: tuple[Level, ...] = ()  # of the plan
    text: str = ""  # any part of id, title, quote, owner, indicator or note
    near: bool = False

    def __contains__(self, entry: Entry) -> bool:
        """Whether an entry is asked for."""
        target, standing = entry.target, entry.state.standing
        deadline = standing.deadline
        return (
            _within(target.plan, self.plans)
            and _within(standing.owner, self.owners)
            and _within(entry.state.rating, self.ratings)
            and _within(standing.status, self.statuses)
            and _within(target.kind, self.kinds)
            and (not self.levels or entry.plan.level in self.levels)
            and (not self.sections or any(part in target.section for part in self.sections))
            and (not self.tags or any(tag in target.tags for tag in self.tags))
            and (self.due_after is None or (deadline is not None and deadline >= self.due_after))
            and (self.due_before is None or (deadline is not None and deadline <= self.due_before))
            and (not self.text or self.text.casefold() in _searchable(entry))
            and (not self.near or not {Marker.NEAR, Marker.IMMINENT}.isdisjoint(entry.state.markers))
        )


def survey(ledger: Ledger, day: date, *, drafts: bool = False) -> tuple[Entry, ...]:
    """Rate every accepted target of the ledger (or every draft) on a day, in order of plan and id."""
    plans = {plan.id: plan for plan in ledger.plans}
    targets = {target.id: target for target in ledger.targets}
    rules = ledger.settings.rules
    return tuple(
        Entry(t, plans[t.plan], evaluate(t, plans[t.plan], day, rules, targets.get(t.goal.of)))
        for t in ledger.targets
        if t.draft is drafts
    )


def entry(ledger: Ledger, target: Target, day: date) -> Entry:
    """One target with its state on a day; a target that is about to be written need not be in the ledger yet."""
    reference = next((other for other in ledger.targets if other.id == target.goal.of), None)
    plan = ledger.plan_of(target)
    return Entry(target, plan, evaluate(target, plan, day, ledger.settings.rules, reference))


def related(ledger: Ledger, target: Target, day: date) -> tuple[Entry | None, tuple[Entry, ...]]:
    """The same matter in the plan above, and in the plans below: linked, never merged."""
    upper = next((entry(ledger, other, day) for other in ledger.targets if other.id == target.upper), None)
    lower = tuple(entry(ledger, other, day) for other in ledger.targets if other.upper == target.id)
    return upper, lower


def select(entries: Iterable[Entry], selection: Selection) -> tuple[Entry, ...]:
    """The entries asked for, in their order."""
    return tuple(entry for entry in entries if entry in selection)


_RATING_ORDER = {rating: i for i, rating in enumerate(Rating)}

SORTS: dict[str, Callable[[Entry], Any]] = {
    "id": lambda e: (e.target.plan, natural(e.target.id)),
    "deadline": lambda e: e.state.days_left,
    "rating": lambda e: (_RATING_ORDER[e.state.rating], _gap_or_zero(e)),
    "owner": lambda e: e.state.standing.owner or None,
    "gap": lambda e: e.state.reason.gap,
    "updated": lambda e: str(e.state.standing.reported or ""),  # the silent ones first
    "title": lambda e: e.target.title,
}
"""What a list can be sorted by; None, where an entry has no such thing."""

GROUPS: dict[str, Callable[[Entry], str]] = {
    "plan": lambda e: e.target.plan,
    "owner": lambda e: e.state.standing.owner,
    "rating": lambda e: e.state.rating,
    "status": lambda e: e.state.standing.status,
    "kind": lambda e: e.target.kind,
    "section": lambda e: e.target.section,
}


def sort(entries: Iterable[Entry], by: str, *, descending: bool = False) -> tuple[Entry, ...]:
    """Sort by one of SORTS; what is equal stays in order of id, what has no such thing stands last either way."""
    key = SORTS[by]
    ordered = sorted(entries, key=SORTS["id"])
    known = [entry for entry in ordered if key(entry) is not None]
    unknown = (entry for entry in ordered if key(entry) is None)
    return (*sorted(known, key=key, reverse=descending), *unknown)


def group(entries: Iterable[Entry], by: str) -> dict[str, tuple[Entry, ...]]:
    """Group by one of GROUPS; groups stand in order of their first entry, ratings in their own order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(GROUPS[by](entry), []).append(entry)
    names: Sequence[str] = sorted(groups, key=list(Rating).index) if by == "rating" else list(groups)  # type: ignore[arg-type]
    return {name: tuple(groups[name]) for name in names}


def natural(identifier: str) -> tuple[tuple[int, str], ...]:
    """A sort key in which 9 comes before 10."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", identifier))


def find_target(ledger: Ledger, word: str) -> Target:
    """The target that a typed word means: its id in any case, with or without leading zeros, or its number alone.

    Raises UsageError: unknown-id with the nearest id, ambiguous-id with the candidates.
    """
    exact = [target for target in ledger.targets if target.id.casefold() == word.strip().casefold()]
    found = exact or [target for target in ledger.targets if _same_id(target.id, word)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError("ambiguous-id", id=word, candidates=_candidates(t.id for t in found), count=len(found))
    ids = {target.id.casefold(): target.id for target in ledger.targets}
    near = _near(word.casefold(), ids, n=1, cutoff=0.5)
    broken = next(
        (path for path in ledger.unreadable if _same_id(path.rpartition("/")[2].removesuffix(".toml"), word)), ""
    )
    if broken:
        raise UsageError("unreadable-id", id=word, path=broken)
    if near:
        target = next(t for t in ledger.targets if t.id == ids[near[0]])
        raise UsageError("unknown-id-near", id=word, nearest=target.id, title=target.title)
    raise UsageError("unknown-id", id=word)


def find_plan(ledger: Ledger, word: str) -> Plan:
    """The plan that a typed word means: its id in any case, or a part that only one has."""
    ids = {plan.id: plan for plan in ledger.plans}
    found = _match(word, dict.fromkeys(ids, ()))
    if len(found) == 1:
        return ids[found[0]]
    code = "ambiguous-plan" if found else "unknown-plan"
    raise UsageError(code, plan=word, candidates=_candidates(found or ids))


def find_owner(ledger: Ledger, word: str) -> str:
    """The full name of the unit that a typed word means: a name, an alias, or a part that only one unit has.

    Units in use come before units that are merely listed. Raises UsageError: unknown-owner, ambiguous-owner with candidates.
    """
    names = _unit_names(ledger)
    found = _match(word, names)
    in_use = [name for name in found if name in owners(ledger)]
    if len(found) > 1 and len(in_use) == 1:
        found = in_use
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError("ambiguous-owner", owner=word, candidates=_candidates(found), count=len(found))
    raise UsageError("unknown-owner", owner=word, candidates=_candidates(_near(word, names, n=3, cutoff=0.4)))


def lead_unit(ledger: Ledger, word: str) -> str:
    """`find_owner` for a unit that is to lead: where no units.toml lists the units, a name like no other is taken as new.

    Raises UsageError: new-owner, ambiguous-owner with candidates.
    """
    names = _unit_names(ledger)
    near = _near(word, names, n=3, cutoff=0.6)
    if not _match(word, names):
        if ledger.units or near:
            raise UsageError("new-owner", owner=word, candidates=_candidates(near))
        return word
    return find_owner(ledger, word)


def _unit_names(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = dict.fromkeys(owners(ledger), ())
    return names | {unit.name: unit.aliases for unit in ledger.units}


def owners(ledger: Ledger) -> tuple[str, ...]:
    """Every unit that leads or has led a target, sorted."""
    names = {target.owner for target in ledger.targets}
    names |= {update.owner for target in ledger.targets for update in target.updates if update.owner}
    return tuple(sorted(names - {""}))


def _near(word: str, names: Iterable[str], *, n: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches  # only a word that nothing matches pays for it

    return get_close_matches(word, names, n=n, cutoff=cutoff)


def _match(word: str, names: dict[str, tuple[str, ...]]) -> list[str]:
    """Names that a word means: the exact one, else those with that alias, else those that contain it."""
    folded = word.strip().casefold()
    exact = [name for name in names if name.casefold() == folded]
    aliased = [name for name, aliases in names.items() if folded in (alias.casefold() for alias in aliases)]
    return exact or aliased or [name for name in names if folded and folded in name.casefold()]


def _same_id(identifier: str, word: str) -> bool:
    head, tail = _split_id(identifier)
    word_head, word_tail = _split_id(word.strip())
    if not word_tail:
        return identifier.casefold() == word.strip().casefold()
    return tail == word_tail and word_head in {"", head}


def _split_id(identifier: str) -> tuple[str, str]:
    """«KP2025-061» → («kp2025», «61»); «61» → («», «61»); a word without a number at the end has none."""
    found = re.fullmatch(r"(?:(.*?)-)?0*(\d+)", identifier.casefold())
    return (found[1] or "", found[2]) if found else (identifier.casefold(), "")


def _candidates(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - CANDIDATES
    return (" ".join(listed[:CANDIDATES]) or "–") + (f" … (+{more})" if more > 0 else "")


def _within(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _gap_or_zero(entry: Entry) -> object:
    return entry.state.reason.gap or 0


def _searchable(entry: Entry) -> str:
    target = entry.target
    notes = (word for u in entry.state.standing.updates for word in (u.note, u.problem, u.next) if word)
    quotes = (quote.text for quote in target.quotes)
    parts = (target.id, target.title, entry.state.standing.owner, entry.state.standing.goal.indicator, *quotes, *notes)
    return "\n".join(parts).casefold()

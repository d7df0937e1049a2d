"""What a typed word means in a ledger: a target, a plan, a unit. Knows ids and short names; rates nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from targettrack.directory import Directory
from targettrack.errors import UsageError
from targettrack.patterns import late
from targettrack.store.records import Records, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from targettrack.model import Ledger, Plan, Target

_RANGE = late(r"(?:(?P<head>.+?)-)?0*(?P<low>\d+)\s*(?:\.\.+|…|~|至)\s*(?:(?P<other>.+)-)?0*(?P<high>\d+)", re.ASCII)
CANDIDATES = 8
"""How many candidates an error names before it only counts them."""


def natural(identifier: str) -> tuple[tuple[int, str], ...]:
    """A sort key in which 9 comes before 10."""
    return tuple([(int(part), "") if part.isdecimal() else (-1, part) for part in _RUNS.findall(identifier)])


_RUNS = re.compile(r"\d+|\D+")


def meant(ids: Iterable[str], word: str, current: str = "") -> tuple[str, ...]:
    """The ids that a typed word may mean: one in any case, with or without leading zeros, or its number alone.

    Where several plans have that number, the one of the plan `current` is meant.
    """
    head, number = _split_id(word.strip())
    folded = word.strip().casefold()
    near = [id_ for id_ in ids if id_.endswith(number or folded[-1:]) or id_.casefold() == folded]
    exact = [id_ for id_ in near if id_.casefold() == folded]
    found = exact or [id_ for id_ in near if number and _split_id(id_)[1] == number and head in {"", _split_id(id_)[0]}]
    own = [id_ for id_ in found if current and _split_id(id_)[0] == current.casefold()]
    return tuple(own if len(own) == 1 else found)


def is_range(word: str) -> bool:
    """Whether a word is a range of ids, see `between`."""
    return _RANGE.fullmatch(word.strip()) is not None


def between(ids: Iterable[str], word: str, current: str = "") -> tuple[str, ...] | None:
    """The ids that a typed range means, in order: KP2025-10..40, or 10..40 of the plan `current` or the only one.

    None where the word is no range. Raises UsageError: empty-range; ambiguous-plan with candidates.
    """
    found = _RANGE.fullmatch(word.strip())
    if found is None:
        return None
    head, low, other, high = found["head"], int(found["low"]), found["other"], int(found["high"])
    numbered = [(id_, *_split_id(id_)) for id_ in ids]
    heads = {own for _id, own, number in numbered if number}
    wanted = {(head or other or (current if current.casefold() in heads else "")).casefold()} - {""} or heads
    if len(wanted) > 1:
        raise UsageError("ambiguous-plan", plan=word, candidates=_candidates(sorted(wanted)))
    within = [id_ for id_, own, number in numbered if number and own in wanted and low <= int(number) <= high]
    if not within or (head and other and head.casefold() != other.casefold()):
        raise UsageError("empty-range", text=word)
    return tuple(sorted(within, key=natural))


def nearest(ids: Iterable[str], word: str) -> tuple[str, ...]:
    """The one id that a slip of the pen may stand for, if any."""
    names = {id_.casefold(): id_ for id_ in ids}
    return tuple(names[near] for near in _near(word.casefold(), names, n=1, cutoff=0.5))


def find_target(ledger: Ledger, word: str, current: str = "") -> Target:
    """The one target of a ledger that a typed word means: see `meant`. UsageError: those of `no_target`."""
    found = meant(ids(ledger), word, current)
    if len(found) != 1:
        raise no_target(ledger, word, found)
    target = ledger.find(found[0])
    assert target is not None  # it is one of these ids
    return target


def no_target(ledger: Ledger, word: str, found: Sequence[str]) -> UsageError:
    """Why a word does not mean one target: ambiguous-id with the candidates, unreadable-id, unknown-id with the nearest.

    `ledger`: with those that are found, or the nearest, and with what could not be read.
    """
    titles = {target.id: target.title for target in ledger.targets}
    if len(found) > 1:
        candidates = _candidates([f"{id_} {titles.get(id_, '')}".strip() for id_ in found], "; ")
        return UsageError("ambiguous-id", id=word, candidates=candidates, count=len(found))
    unread = next((path for path in ledger.unreadable if _may_hold(path, word)), "")
    if unread:
        return UsageError("unreadable-id", id=word, path=unread)
    near = nearest(titles, word)
    if near:
        return UsageError("unknown-id-near", id=word, nearest=near[0], title=titles[near[0]])
    return UsageError("unknown-id", id=word)


def plans(ids: Iterable[str], word: str) -> list[str]:
    """The ids of plans that a typed word may mean: one in any case, or those of which it is a part."""
    return _match(word, dict.fromkeys(ids, ()))


def find_plan(ledger: Ledger, word: str) -> Plan:
    """The plan that a typed word means: its id in any case, or a part that only one has."""
    known = {plan.id: plan for plan in ledger.plans}
    found = plans(known, word)
    if len(found) == 1:
        return known[found[0]]
    code = "ambiguous-plan" if found else "unknown-plan"
    raise UsageError(code, plan=word, candidates=_candidates(found or known))


def accounted(ledger: Ledger, day: date, asked: Sequence[str], form: str) -> tuple[str, ...]:
    """The plan that a form of the report is of: those asked for, the current one, else the only one that it may be.

    That is one that ended within a year, for the account of the year, and one whose time it is, for any other.
    Raises UsageError: which-plan with the command for each that it may be.
    """
    ids = [plan.id for plan in ledger.plans]
    current = ledger.settings.plan if ledger.settings.plan in ids else ""
    if asked or current or len(ids) <= 1:
        return tuple(asked) or tuple(filter(None, (current,)))
    of_day = _has_ended if form == "year-end" else _runs
    likely = [plan.id for plan in ledger.plans if of_day(plan, day)]
    if len(likely) == 1:
        return tuple(likely)
    command = "targettrack report --form {form} --plan {plan}"
    raise UsageError("which-plan", commands="; ".join(command.format(form=form, plan=id_) for id_ in likely or ids))


def _has_ended(plan: Plan, day: date) -> bool:
    return plan.end is not None and plan.end < day <= plan.end + relativedelta(months=12)


def _runs(plan: Plan, day: date) -> bool:
    return plan.start is not None and plan.end is not None and plan.start <= day <= plan.end


def find_owner(ledger: Ledger, word: str) -> str:
    """The full name of the unit that a typed word means: a name, an alias, or a part that only one unit has.

    Units in use come before units that are merely listed. Raises UsageError: unknown-owner, ambiguous-owner with candidates.
    """
    names = _unit_names(ledger)
    found = _match(word, names)
    used = owners(ledger)
    in_use = [name for name in found if name in used]
    if len(found) > 1 and len(in_use) == 1:
        found = in_use
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError("ambiguous-owner", owner=word, candidates=_candidates(found), count=len(found))
    raise UsageError("unknown-owner", owner=word, candidates=_candidates(_near(word, names, n=3, cutoff=0.4)))


def find_unit(ledger: Ledger, word: str) -> str:
    """`find_owner` also among the units that only support. UsageError: unknown-owner, ambiguous-owner with candidates."""
    listed = dict.fromkeys(supporting(ledger), ()) | _unit_names(ledger)
    found = _match(word, listed)
    return found[0] if len(found) == 1 else find_owner(ledger, word)


def find_leader(ledger: Ledger, word: str) -> str:
    """The name of the one who is in charge that a typed word means, or a part of it that only one has.

    Raises UsageError: unknown-leader with those that there are.
    """
    known = leaders(ledger)
    found = _match(word, dict.fromkeys(known, ()))
    if len(found) == 1:
        return found[0]
    raise UsageError("unknown-leader", leader=word, candidates=_candidates(found or known))


def leaders(ledger: Ledger) -> tuple[str, ...]:
    """Everyone who is or was in charge of a target or a unit, sorted."""
    return tuple(sorted(({unit.leader for unit in ledger.units} | values(ledger.targets, "leader")) - {""}))


def supporting(ledger: Ledger) -> tuple[str, ...]:
    """Every unit that supports or has supported a target, sorted."""
    return tuple(sorted(values(ledger.targets, "supporting")))


def items(ledger: Ledger) -> set[str]:
    """The items of the targets, as they were recorded."""
    return values(ledger.targets, "item")


def ids(ledger: Ledger) -> tuple[str, ...]:
    """The ids of the targets, in order."""
    targets = ledger.targets
    return targets.ids if isinstance(targets, Records) else tuple(target.id for target in targets)


def part_of(parts: Iterable[str], word: str) -> str:
    """The part of a goal that a typed word means: 赤坎 for 赤坎镇, if only one is called so; else the word itself."""
    found = _match(word, dict.fromkeys(parts, ()))
    return found[0] if len(found) == 1 else word


def lead_unit(ledger: Ledger, word: str, plan: Plan | None = None) -> str:
    """The unit that is to lead: `find_owner`, but of a plan its own units come first, then the usual ones of its place.

    Where no units.toml lists the units, a name like no other is taken as new.
    Raises UsageError: new-owner, ambiguous-owner with candidates.
    """
    own = own_unit(ledger, plan, word) if plan else ""
    if own:
        return own
    names = _unit_names(ledger)
    near = _near(word, names, n=3, cutoff=0.6)
    if not _match(word, names):
        if ledger.units or near:
            raise UsageError("new-owner", owner=word, candidates=_candidates(near))
        return word
    return find_owner(ledger, word)


def units_of(ledger: Ledger, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The units that may lead or support in a plan, each with its other names: those that do, its listed ones, the usual ones."""
    used = _used(ledger, plan)
    return dict.fromkeys(used, ()) | _directory(ledger, plan, used).named


def own_unit(ledger: Ledger, plan: Plan, word: str) -> str:
    """The unit of a plan that a word means, be it listed, in use there or usual in its place; "" if none. UsageError ambiguous-owner."""
    used = _used(ledger, plan)
    directory = _directory(ledger, plan, used)
    found = _match(word, dict.fromkeys(used, ()) | {unit.name: unit.aliases for unit in directory.listed})
    in_use = [name for name in found if name in used]
    if len(found) > 1 and len(in_use) != 1:
        raise UsageError("ambiguous-owner", owner=word, candidates=_candidates(found), count=len(found))
    usual = [] if found else _match(word, directory.known, in_part=False)
    return next(iter(in_use or found or usual), "")


def _directory(ledger: Ledger, plan: Plan, used: Iterable[str]) -> Directory:
    return Directory(ledger.units, plan.level, plan.issuer, used, plan.year)


def _used(ledger: Ledger, plan: Plan) -> tuple[str, ...]:
    """The units that lead or have led something of a plan, sorted."""
    own = [target for target in ledger.targets if target.plan == plan.id]
    return tuple(sorted(values(own, "owner") - {""}))


def owners(ledger: Ledger) -> tuple[str, ...]:
    """Every unit that leads or has led a target, sorted."""
    return tuple(sorted(values(ledger.targets, "owner") - {""}))


def _unit_names(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = dict.fromkeys(owners(ledger), ())
    return names | {unit.name: unit.aliases for unit in ledger.units}


def _near(word: str, names: Iterable[str], *, n: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches  # only a word that nothing matches pays for it

    return get_close_matches(word, names, n=n, cutoff=cutoff)


def _match(word: str, names: dict[str, tuple[str, ...]], *, in_part: bool = True) -> list[str]:
    """Names that a word means: the exact one, else those with that alias, else (`in_part`) those that contain it."""
    folded = word.strip().casefold()
    exact = [name for name in names if name.casefold() == folded]
    aliased = [name for name, aliases in names.items() if folded in (alias.casefold() for alias in aliases)]
    return exact or aliased or [name for name in names if in_part and folded and folded in name.casefold()]


def _may_hold(path: str, word: str) -> bool:
    """Whether a record that could not be read, or one in a folder that could not be looked into, may be what is meant."""
    _folder, slash, name = path.rpartition("/")
    if slash or name.endswith(".toml"):
        return bool(meant((name.removesuffix(".toml"),), word))
    return _split_id(word.strip())[0] in {"", name.casefold()}


def _split_id(identifier: str) -> tuple[str, str]:
    """«KP2025-061» → («kp2025», «61»); «61» → («», «61»); a word without a number at the end has none."""
    found = re.fullmatch(r"(?:(.*?)-)?0*(\d+)", identifier.casefold())
    return (found[1] or "", found[2]) if found else (identifier.casefold(), "")


def _candidates(names: Iterable[str], parted: str = " ") -> str:
    listed = list(names)
    more = len(listed) - CANDIDATES
    return (parted.join(listed[:CANDIDATES]) or "–") + (f" … (+{more})" if more > 0 else "")

"""Print how often the first unit that is proposed is the one that a person has given.

    python benchmarks/proposals.py TARGETS          ledgers that were assigned by hand, reviewed from the first record on
    python benchmarks/proposals.py TARGETS --units  the same, with the words of the ledger's units.toml
    python benchmarks/proposals.py --list REPORT    a list that states its units, held against the stock list
    python benchmarks/proposals.py --drafts REPORT  the drafts of a report with what is proposed, to be read by a person

A unit counts as found where the two are one by a short name, or by a name that the stock list knows from elsewhere.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from targettrack import directory, extract, store
from targettrack.directory import Directory
from targettrack.ledger.names import natural
from targettrack.ledger.proposal import Proposer
from targettrack.model import Ledger, Plan, Unit


def names(units: tuple[Unit, ...], place: str, plan_level: object) -> dict[str, set[str]]:
    """Every name of each unit, of the listed and of the usual ones of a place."""
    known = {unit.name: {unit.name, *unit.aliases} for unit in units}
    for unit, elsewhere in directory.usual(place, plan_level):  # type: ignore[arg-type]  # as the plan has it
        others = {short for name in elsewhere for short in (name, *directory.shorter(place, name))}
        known.setdefault(unit.name, set()).update({unit.name, *unit.aliases, *others})
    return known


def reviewed(ledger: Ledger, plan: Plan, *, with_units: bool) -> Counter[str]:
    """Give each record its unit in order, as a person does, and count what was proposed before."""
    known = names(ledger.units, directory.GOVERNMENT.sub("", plan.issuer), plan.level)
    records = sorted((one for one in ledger.targets if one.plan == plan.id), key=lambda one: natural(one.id))
    drafts = [one._replace(draft=True, owner="", assumed=("owner",), updates=()) for one in records]
    counts: Counter[str] = Counter(records=len(records))
    for number, record in enumerate(records):
        now = ledger._replace(targets=tuple(drafts), units=ledger.units if with_units else ())
        first = next(iter(Proposer(now, plan).of(drafts[number])), None)
        drafts[number] = drafts[number]._replace(owner=record.owner, assumed=())
        if first is not None:
            right = bool(known.get(first.unit, {first.unit}) & known.get(record.owner, {record.owner}))
            counts.update({"proposed": 1, "right": right, f"{first.why}": 1, f"{first.why}, right": right})
    return counts


def stated(path: Path) -> Counter[str]:
    """Hold the stock list against the units that a document itself names."""
    found = extract.draft(extract.read_bytes(path.read_bytes()), name=path.name)
    place = directory.GOVERNMENT.sub("", found.issuer)
    known, usual = names((), place, found.level), Directory((), found.level, found.issuer, year=found.year)
    counts: Counter[str] = Counter()
    for draft in found.drafts:
        if draft.owner and "owner" not in draft.assumed:
            first = next(iter(usual.usually(draft.title, *((draft.quote,) if draft.goal.value else ()))), None)
            right = first is not None and draft.owner in known[first.unit]
            counts.update({"stated": 1, "proposed": first is not None, "right": right})
    return counts


def main(argv: list[str]) -> None:
    """Count what was asked for."""
    path = Path(next(word for word in argv if not word.startswith("--")))
    if "--list" in argv:
        print(dict(stated(path)))
    elif "--drafts" in argv:
        found = extract.draft(extract.read_bytes(path.read_bytes()), name=path.name)
        print(len(found.drafts), "drafts,", sum(bool(draft.owner) for draft in found.drafts), "with a unit")
        for draft in found.drafts:
            print(draft.item, draft.title, draft.owner or "–", sep="\t")
    else:
        ledger = store.load(path)
        for plan in ledger.plans:
            print(plan.id, dict(reviewed(ledger, plan, with_units="--units" in argv)))


if __name__ == "__main__":
    main(sys.argv[1:])

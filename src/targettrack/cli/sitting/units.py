"""Units for the drafts of a sitting: which is proposed, which may be meant, what a person's few characters stand for.

Knows the ledger as it has become; asks nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targettrack.cli.session import NOBODY
from targettrack.directory import GOVERNMENT, shorter
from targettrack.errors import UsageError
from targettrack.ledger import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from targettrack.cli.sitting.desk import Desk
    from targettrack.model import Ledger, Plan, Target

DIGITS = "0123456789０１２３４５６７８９"
OFFERED = 9
"""Units that are offered by number: as many as one digit can name."""


def candidates(
    ledger: Ledger, drafts: Sequence[Target], proposed: Iterable[str], recent: Iterable[str]
) -> tuple[str, ...]:
    """Units that may lead some drafts: those proposed, those assigned last, then those that lead most in the plan."""
    often = Counter(one.owner for one in ledger.targets if one.plan == drafts[0].plan and one.owner)
    return tuple(dict.fromkeys([*proposed, *recent, *(unit for unit, _n in often.most_common(OFFERED))]))[:OFFERED]


def lead(ledger: Ledger, plan: Plan, offered: Sequence[str], text: str) -> str:
    """The unit that a number of those offered, or a part of a name, means; "" for nobody.

    A part that several have may be followed by the number of the one that is meant: 教育2.
    UsageError ambiguous-owner with those; new-owner.
    """
    if text in NOBODY:
        return ""
    word = text.rstrip(DIGITS)
    several, number = (matching(ledger, plan, word.strip()) if word else offered), text[len(word) :]
    if number and (len(several) > 1 or not word):
        if 0 < int(number) <= len(several):
            return several[int(number) - 1]
    else:
        several = matching(ledger, plan, text)
    if len(several) > 1 or not word:
        raise UsageError("ambiguous-owner", owner=text, candidates=" ".join(several) or "–", count=len(several))
    unit = several[0] if several else names.lead_unit(ledger, text, plan)
    if not several and unit == text and unit not in names.owners(ledger):
        raise UsageError("new-owner", owner=text, candidates="–")
    return unit


def matching(ledger: Ledger, plan: Plan, word: str) -> tuple[str, ...]:
    """The units of a plan that are called so, else those that a name of begins so, else those that have it in a name."""
    place = GOVERNMENT.sub("", plan.issuer)
    called = {
        unit: (unit, *aliases, *(shorter(place, unit) if place else ()))
        for unit, aliases in names.units_of(ledger, plan).items()
    }
    ways: tuple[Callable[[str], bool], ...] = (
        word.__eq__,
        lambda name: name.startswith(word),
        lambda name: word in name,
    )
    found = (tuple(unit for unit, known in called.items() if any(map(way, known))) for way in ways)
    return next(filter(None, found), ())


def recent(desk: Desk) -> tuple[str, ...]:
    """The units that the reviewer has assigned in this sitting, the last first."""
    changed = (after for deed in reversed(desk.deeds) if deed.name == "changed" for after in deed.after)
    return tuple(dict.fromkeys(draft.owner for draft in changed if draft.owner and "owner" not in draft.assumed))


def known(ledger: Ledger, plan: Plan) -> dict[str, str]:
    """Every name that can be typed for a unit of a plan, with the name in full, for completion."""
    units = names.units_of(ledger, plan)
    return {name: unit for unit, aliases in units.items() for name in (unit, *aliases)}

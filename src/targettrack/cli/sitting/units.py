"""Units for the drafts of a sitting: which is proposed, which may be meant, what a person's few characters stand for.

Knows the ledger as it has become; asks nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targettrack.cli.session import NOBODY
from targettrack.ledger import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from targettrack.cli.sitting.desk import Desk
    from targettrack.model import Ledger, Plan, Target

OFFERED = 9
"""Units that are offered by number: as many as one digit can name."""


def candidates(
    ledger: Ledger, drafts: Sequence[Target], proposed: Iterable[str], recent: Iterable[str]
) -> tuple[str, ...]:
    """Units that may lead some drafts: those proposed, those assigned last, then those that lead most in the plan."""
    often = Counter(one.owner for one in ledger.targets if one.plan == drafts[0].plan and one.owner)
    return tuple(dict.fromkeys([*proposed, *recent, *(unit for unit, _n in often.most_common(OFFERED))]))[:OFFERED]


def lead(ledger: Ledger, plan: Plan, offered: Sequence[str], text: str) -> str:
    """The unit that a number of those offered, or a part of a name, means; "" for nobody. UsageError: of `names.lead_unit`."""
    if text in NOBODY:
        return ""
    if text.isdecimal() and 0 < int(text) <= len(offered):
        return offered[int(text) - 1]
    return names.lead_unit(ledger, text, plan)


def recent(desk: Desk) -> tuple[str, ...]:
    """The units that the reviewer has assigned in this sitting, the last first."""
    changed = (after for deed in reversed(desk.deeds) if deed.name == "changed" for after in deed.after)
    return tuple(dict.fromkeys(draft.owner for draft in changed if draft.owner and "owner" not in draft.assumed))


def known(ledger: Ledger, plan: Plan) -> dict[str, str]:
    """Every name that can be typed for a unit of a plan, with the name in full, for completion."""
    units = names.units_of(ledger, plan)
    return {name: unit for unit, aliases in units.items() for name in (unit, *aliases)}

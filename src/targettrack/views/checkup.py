"""What `check` shows: every fault of every file, and how much was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.errors import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.errors import Problem
    from targettrack.model import Ledger


class Checkup(NamedTuple):
    """Counts of a check. The problems themselves stand in the envelope of every output."""

    plans: int
    targets: int
    unreadable: int
    errors: int
    warnings: int
    quotes_checked: int  # quotes compared with their source document
    quotes_unchecked: int  # quotes whose document was not at hand


def checkup(ledger: Ledger, problems: Sequence[Problem], *, checked: int, unchecked: int) -> Checkup:
    """Count what a check found."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return Checkup(
        plans=len(ledger.plans),
        targets=len(ledger.targets),
        unreadable=len(ledger.unreadable),
        errors=errors,
        warnings=len(problems) - errors,
        quotes_checked=checked,
        quotes_unchecked=unchecked,
    )

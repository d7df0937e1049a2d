"""What `check` shows: every fault of every file, and how much was read."""

from collections.abc import Sequence

from targettrack.errors import Problem, Severity
from targettrack.model import Ledger
from targettrack.named import NamedTuple
from targettrack.views.answer import unsaid


@unsaid("problems")  # they stand in the envelope of every output
class Checkup(NamedTuple):
    """What a check found."""

    plans: int
    targets: int
    unreadable: int  # record files that gave no target
    errors: int
    warnings: int
    quotes_checked: int  # quotes compared with their source document
    quotes_unchecked: int  # quotes whose document was not at hand
    problems: tuple[Problem, ...]

    def each(self) -> tuple[Problem, ...]:
        """The faults."""
        return self.problems


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
        problems=tuple(problems),
    )

"""What `export` gives: every plan, and every record whole with its state on the day."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from targettrack.model import Ledger, Plan, Target
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.views.answer import unsaid
from targettrack.views.row import Row, row, rows, whole

Noun = TypeVar("Noun")


@unsaid("entries")
class Export(NamedTuple):
    """The ledger, drafts included."""

    plans: tuple[Plan, ...]  # those with a target in it
    targets: Mapping[str, Row]  # how each target stands, by id
    records: Mapping[str, Target]  # each record as it is in its file, by id
    entries: Iterable[Rated]

    def each(self) -> Iterator[dict[str, Any]]:
        """Every row with its record."""
        return (whole(row(entry), record=entry.target) for entry in self.entries)


def exported(ledger: Ledger, entries: Sequence[Rated]) -> Export:
    """Everything about some entries and their plans."""
    used = {entry.target.plan for entry in entries}
    plans = tuple(plan for plan in ledger.plans if plan.id in used)
    return Export(plans, rows(entries), {entry.target.id: entry.target for entry in entries}, entries)


def walked(plans: tuple[Plan, ...], entries: Iterable[Rated], records: Callable[[], Iterable[Target]]) -> Export:
    """The same of entries that come anew, one by one, each time they are walked: 100,000 never stand in memory together.

    `plans`: those with an entry. `records`: those of the entries, in the same order, once these were walked.
    """
    targets = Passing(lambda: ((entry.target.id, row(entry)) for entry in entries))
    return Export(plans, targets, Passing(lambda: ((target.id, target) for target in records())), entries)


class Passing(Mapping[str, Noun], Generic[Noun]):
    """A table that is made while it is read from its beginning to its end, and nothing of which is kept."""

    def __init__(self, walk: Callable[[], Iterator[tuple[str, Noun]]]) -> None:
        """`walk`: the lines from the first on, each with what it is known by."""
        self.walk = walk

    def items(self) -> ItemsView[str, Noun]:
        """All lines, in one walk."""
        return _Lines(self)

    def __iter__(self) -> Iterator[str]:
        """What they are known by."""
        return (key for key, _line in self.walk())

    def __len__(self) -> int:
        """How many there are: another walk."""
        return sum(1 for _key in self)

    def __getitem__(self, key: str) -> Noun:
        """One of them: another walk."""
        for own, line in self.walk():
            if own == key:
                return line
        raise KeyError(key)


class _Lines(ItemsView[str, Noun]):
    _mapping: Passing[Noun]

    def __iter__(self) -> Iterator[tuple[str, Noun]]:
        return self._mapping.walk()

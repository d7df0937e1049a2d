"""Which targets call for a leader, and in which order they stand: the worst first, in every report and list alike."""

from collections.abc import Iterable

from targettrack.ledger import selection
from targettrack.rating.ladder import Rated

MOST = 10
"""So many of the worst are named one by one where a leader has a page's time."""


def worst_first(entries: Iterable[Rated]) -> tuple[Rated, ...]:
    """By rating, then by the gap, then by the days since or to the deadline, then by id: see `selection.SORTS`."""
    return selection.sort(entries, "rating")


def attention(entries: Iterable[Rated]) -> tuple[Rated, ...]:
    """The red and yellow, the worst first."""
    return worst_first(entry for entry in entries if entry.state.light.is_warning)

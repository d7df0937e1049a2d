"""What a writing command shows: what was recorded, and how each target stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.rating.vocabulary import Light, Rating
from targettrack.views.row import Row, row

if TYPE_CHECKING:
    from targettrack.rating.ladder import Rated


class Recorded(NamedTuple):
    """One target after a write. The ratings before and after are of the same day."""

    line: str  # the line as appended; "" for a new record
    path: str
    before: Rating | None  # None for a new record
    before_light: Light | None
    target: Row


class Receipt(NamedTuple):
    """What one command wrote, or would have written."""

    dry_run: bool
    targets: tuple[Recorded, ...]


def recorded(after: Rated, *, line: str = "", before: Rated | None = None) -> Recorded:
    """The receipt of one target."""
    state = None if before is None else before.state
    return Recorded(
        line=line,
        path=after.target.path,
        before=None if state is None else state.rating,
        before_light=None if state is None else state.light,
        target=row(after),
    )

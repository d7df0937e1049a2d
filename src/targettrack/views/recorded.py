"""What a writing command shows: what was recorded, and how each target stands now."""

from collections.abc import Iterable, Mapping
from typing import Any

from targettrack.model import Change, Target
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.views.answer import unsaid
from targettrack.views.row import Before, Row, row, whole


@unsaid("row", "earlier", "target", "change")
class Recorded(NamedTuple):
    """One target after a write. The states before and after are of the same day."""

    id: str
    line: str  # the line as appended; "" for a new record
    path: str  # of the record, relative to the store
    before: Before | None  # None for a new record
    row: Row
    earlier: Row | None  # its row before a line was added; None where none was
    target: Target  # as it is in its file now
    change: Change | None  # what made it so; None: it was so already


@unsaid("verbose")
class Receipt(NamedTuple):
    """What one command wrote, or would have written."""

    dry_run: bool
    targets: Mapping[str, Row]  # by id, as they stand now
    recorded: tuple[Recorded, ...]
    verbose: bool = False  # whether the lines themselves and the whole reasons are wanted

    def each(self) -> list[dict[str, Any]]:
        """Every row with what was recorded."""
        return [whole(one.row, line=one.line, path=one.path, before=one.before) for one in self.recorded]


def recorded(after: Rated, *, line: str = "", before: Rated | None = None, change: Change | None = None) -> Recorded:
    """What became of one target."""
    was = None if before is None else Before.of(before)
    earlier = None if before is None else row(before)
    return Recorded(after.target.id, line, after.target.path, was, row(after), earlier, after.target, change)


def receipt(what: Iterable[Recorded], *, dry_run: bool, verbose: bool = False) -> Receipt:
    """What one command did."""
    written = tuple(what)
    return Receipt(dry_run, {one.id: one.row for one in written}, written, verbose)

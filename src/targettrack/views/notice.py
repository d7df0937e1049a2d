"""What `report --form notice` shows: 督办单, one matter on one sheet, as the last notice over a target was recorded."""

from collections.abc import Iterable
from typing import Any

from targettrack.errors import UsageError
from targettrack.ledger.selection import leader_of
from targettrack.model import Ledger
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.views.alert import Cause, causes
from targettrack.views.answer import unsaid
from targettrack.views.bulletin import Noticed, noticed
from targettrack.views.row import PlanHead, Row, heads, row, whole
from targettrack.views.tally import Tally, tally


@unsaid("total")
class NoticeView(NamedTuple):
    """A notice and the target that it is about, as it stands on the day."""

    plans: tuple[PlanHead, ...]
    unreadable: int  # record files that gave no target
    total: Tally
    notice: Noticed
    row: Row
    leader: str  # in charge of the target or of its lead unit; ""
    causes: tuple[Cause, ...]  # why the target calls for somebody, the gravest first

    @property
    def is_quiet(self) -> bool:
        """Whether it was answered."""
        return self.notice.answered is not None

    def each(self) -> Iterable[dict[str, Any]]:
        """The one row."""
        return [whole(self.row, ["notice"])]


def notice_view(ledger: Ledger, entry: Rated, days: int) -> NoticeView:
    """The last notice over a target. `days`: how long before its deadline it is reminded of. UsageError no-notice (id)."""
    found = noticed(entry)
    if found is None:
        raise UsageError("no-notice", id=entry.target.id)
    return NoticeView(
        plans=heads([entry]),
        unreadable=len(ledger.unreadable),
        total=tally("", [entry]),
        notice=found,
        row=row(entry),
        leader=leader_of(entry, ledger.units),
        causes=causes(entry, days),
    )

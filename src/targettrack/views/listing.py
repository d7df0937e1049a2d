"""What `list` shows: rows, in groups where asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from targettrack.ledger import selection
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.views.row import PlanHead, Row, heads, ids, rows, whole
from targettrack.views.tally import Apart, Tally, apart, tally


class ListGroup(NamedTuple):
    """Targets under one heading."""

    name: str  # a code for ratings, statuses and kinds, else the name itself
    targets: tuple[str, ...]  # ids


class Listing(NamedTuple):
    """Targets asked for, out of `read` in the ledger."""

    plans: tuple[PlanHead, ...]
    read: int  # targets in the ledger
    unreadable: int  # record files that gave none
    total: Tally
    apart: Apart  # the same in items, and of firm promises and endeavours
    targets: Mapping[str, Row]  # by id
    order: tuple[str, ...]  # ids, sorted as asked
    grouped_by: str  # "" for one list
    groups: tuple[ListGroup, ...]  # none for one list

    def each(self) -> list[dict[str, Any]]:
        """Every row, group by group."""
        order = [id_ for group in self.groups for id_ in group.targets] if self.grouped_by else self.order
        return [whole(self.targets[id_]) for id_ in order]


def listing(entries: Sequence[Rated], *, read: int, unreadable: int, grouped_by: str = "") -> Listing:
    """A listing of entries in their order."""
    groups = selection.group(entries, grouped_by) if grouped_by else {}
    return Listing(
        plans=heads(entries),
        read=read,
        unreadable=unreadable,
        total=tally("", entries),
        apart=apart(entries),
        targets=rows(entries),
        order=ids(entries),
        grouped_by=grouped_by,
        groups=tuple(ListGroup(name, ids(members)) for name, members in groups.items()),
    )

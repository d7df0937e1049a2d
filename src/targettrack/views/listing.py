"""What `list` shows: rows, in groups where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targettrack.ledger import selection
from targettrack.views.row import Row, row
from targettrack.views.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.rating.ladder import Rated


class Group(NamedTuple):
    """Rows under one heading; `name` is a code for ratings, statuses and kinds, else the name itself."""

    name: str
    rows: tuple[Row, ...]


class Listing(NamedTuple):
    """Targets asked for, out of `read` in the ledger."""

    read: int
    unreadable: int
    grouped_by: str  # "" for one list
    groups: tuple[Group, ...]
    total: Tally


def listing(entries: Sequence[Rated], *, read: int, unreadable: int, grouped_by: str = "") -> Listing:
    """A listing of entries in their order."""
    groups = selection.group(entries, grouped_by) if grouped_by else {"": tuple(entries)}
    return Listing(
        read=read,
        unreadable=unreadable,
        grouped_by=grouped_by,
        groups=tuple(Group(name, tuple(row(entry) for entry in members)) for name, members in groups.items()),
        total=tally("", entries),
    )

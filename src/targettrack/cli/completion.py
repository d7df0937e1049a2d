"""What the shell offers on Tab, from the live ledger. Says nothing and breaks nothing when there is no ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from targettrack import query, store
from targettrack.cli import world
from targettrack.errors import TargettrackError
from targettrack.model import Kind, Status
from targettrack.rating import Rating
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Ledger

FORMATS = ("table", "lines", "json", "ndjson", "markdown", "html", "csv")


def targets(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids with their titles, by any way of starting to type one."""
    word = incomplete.casefold()
    return [
        (target.id, safe(target.title))
        for target in _ledger(ctx).targets
        if target.id.casefold().startswith(word)
        or (word.isdigit() and target.id.rpartition("-")[2].lstrip("0").startswith(word))
    ]


def drafts(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of drafts with their titles."""
    word = incomplete.casefold()
    found = (target for target in _ledger(ctx).targets if target.draft)
    return [(target.id, safe(target.title)) for target in found if target.id.casefold().startswith(word)]


def plans(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Plans with their titles."""
    word = incomplete.casefold()
    return [(plan.id, safe(plan.title)) for plan in _ledger(ctx).plans if plan.id.casefold().startswith(word)]


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Lead units of the ledger, by any part of the name."""
    return _containing(query.owners(_ledger(ctx)), incomplete)


def statuses(incomplete: str) -> list[str]:
    """Status codes."""
    return _containing(Status, incomplete)


def ratings(incomplete: str) -> list[str]:
    """Rating codes."""
    return _containing(Rating, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Kind codes."""
    return _containing(Kind, incomplete)


def formats(incomplete: str) -> list[str]:
    """Output formats."""
    return _containing(FORMATS, incomplete)


def exports(incomplete: str) -> list[str]:
    """Formats of `export`."""
    return _containing(("json", "ndjson", "csv"), incomplete)


def sorts(incomplete: str) -> list[str]:
    """Sort keys of `list`."""
    return _containing(query.SORTS, incomplete)


def groups(incomplete: str) -> list[str]:
    """Group keys of `list`."""
    return _containing(query.GROUPS, incomplete)


def _containing(words: Iterable[str], incomplete: str) -> list[str]:
    return [str(word) for word in words if incomplete in word]


def _ledger(ctx: typer.Context) -> Ledger:
    explicit = ctx.params.get("store_") or world.environment().get("TARGETTRACK_STORE")
    try:
        return store.load(store.find(Path(world.folder()), explicit))
    except TargettrackError:
        from targettrack.model import Ledger  # only for a Tab outside a ledger

        return Ledger(root="")

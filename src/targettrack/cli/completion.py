"""What the shell offers on Tab, from the live ledger. Says nothing and breaks nothing when there is no ledger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from targettrack import store
from targettrack.cli import world
from targettrack.errors import TargettrackError
from targettrack.ledger import names, selection
from targettrack.render import words
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from targettrack.model import Ledger

FORMATS = ("table", "lines", "json", "ndjson", "markdown", "html", "csv")


def targets(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids with their titles, in the case of letters in which they were begun; a number alone, where one target has it."""
    found = _ledger(ctx).targets
    if not incomplete.isdigit():
        return _offers(((target.id, target.title) for target in found), incomplete)
    numbers = [target.id.rpartition("-")[2] for target in found]
    once = Counter(numbers)
    alone = [(number, target.title) for number, target in zip(numbers, found, strict=True) if once[number] == 1]
    return _offers([*((number.lstrip("0"), title) for number, title in alone), *alone], incomplete)


def drafts(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of drafts with their titles."""
    return _offers(((target.id, target.title) for target in _ledger(ctx).targets if target.draft), incomplete)


def plans(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Plans with their titles."""
    return _offers(((plan.id, plan.title) for plan in _ledger(ctx).plans), incomplete)


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Units of the ledger by name; once something was typed, by their other names, too."""
    ledger = _ledger(ctx)
    aliases = [alias for unit in ledger.units for alias in (unit.name, *unit.aliases)] if incomplete else []
    return _starting((*names.owners(ledger), *aliases), incomplete)


def statuses(incomplete: str) -> list[str]:
    """Status codes; Chinese words once one was begun."""
    return _spoken(words.statuses(), incomplete)


def ratings(incomplete: str) -> list[str]:
    """Rating codes; Chinese words once one was begun."""
    return _spoken(words.ratings(), incomplete)


def kinds(incomplete: str) -> list[str]:
    """Kind codes; Chinese words once one was begun."""
    return _spoken(words.kinds(), incomplete)


def formats(incomplete: str) -> list[str]:
    """Output formats."""
    return _starting(FORMATS, incomplete)


def exports(incomplete: str) -> list[str]:
    """Formats of `export`."""
    return _starting(("json", "ndjson", "csv"), incomplete)


def sorts(incomplete: str) -> list[str]:
    """Sort keys of `list`."""
    return _starting(selection.SORTS, incomplete)


def groups(incomplete: str) -> list[str]:
    """Group keys of `list`."""
    return _starting(selection.GROUPS, incomplete)


def _starting(words_: Iterable[str], incomplete: str) -> list[str]:
    """What goes on from what was typed; Typer drops everything else."""
    return [word for word in dict.fromkeys(words_) if word.startswith(incomplete)]


def _spoken(words_: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in _starting(words_, incomplete) if word.isascii() is incomplete.isascii()]


def _offers(named: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """Ids that go on from what was typed, in the case in which it was typed, with titles that Typer shows as they are."""
    from rich.markup import escape  # 10 ms; Typer reads help texts as Rich's markup

    size = len(incomplete)
    return [
        (incomplete + id_[size:], escape(safe(title)))
        for id_, title in named
        if id_[:size].casefold() == incomplete.casefold()
    ]


def _ledger(ctx: typer.Context) -> Ledger:
    explicit = ctx.params.get("store") or world.environment().get("TARGETTRACK_STORE")
    try:
        return store.load(store.find(Path(world.folder()), explicit))
    except TargettrackError:
        from targettrack.model import Ledger  # only for a Tab outside a ledger

        return Ledger(root="")

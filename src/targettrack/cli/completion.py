"""What the shell offers on Tab, from the live ledger. Says nothing and breaks nothing when there is no ledger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from targettrack import store
from targettrack.cli import world
from targettrack.errors import TargettrackError
from targettrack.ledger import names
from targettrack.model import Ledger
from targettrack.render import words
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum


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
    """Ids of drafts, discarded ones too, with their titles."""
    return _offers(((target.id, target.title) for target in _ledger(ctx).targets if target.draft), incomplete)


def plans(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Plans with their titles."""
    return _offers(((plan.id, plan.title) for plan in _ledger(ctx).plans), incomplete)


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Units of the ledger by name; once something was typed, by their other names, too."""
    ledger = _ledger(ctx)
    aliases = [alias for unit in ledger.units for alias in (unit.name, *unit.aliases)] if incomplete else []
    return _starting((*names.owners(ledger), *aliases), incomplete)


def one_of(offered: Iterable[str]) -> Callable[[str], list[str]]:
    """An offer of fixed words."""

    def offer(incomplete: str) -> list[str]:
        return _starting(offered, incomplete)

    return offer


def words_of(codes: type[StrEnum]) -> Callable[[str], list[str]]:
    """An offer of codes, or of words once one was begun that is not ASCII."""

    def offer(incomplete: str) -> list[str]:
        spoken = _starting(words.typed(codes), incomplete)
        return [word for word in spoken if word.isascii() is incomplete.isascii()]

    return offer


def _starting(offered: Iterable[str], incomplete: str) -> list[str]:
    """What goes on from what was typed; Typer drops everything else."""
    return [word for word in dict.fromkeys(offered) if word.startswith(incomplete)]


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
        return Ledger(root="")

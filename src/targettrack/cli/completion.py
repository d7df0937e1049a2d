"""What the shell offers on Tab, from the live ledger. Says nothing and breaks nothing when there is no ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from targettrack import store
from targettrack.cli import memory, world
from targettrack.errors import TargettrackError
from targettrack.ledger import names
from targettrack.rating.standing import fold
from targettrack.render.numbers import plain
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    import typer

    from targettrack.model import Checkpoint
    from targettrack.rating.standing import Standing

Offer = TypeVar("Offer")
Complete = Callable[["typer.Context", str], list[Offer]]

MOST_TITLES = 100
"""Ids that are offered with their titles; of more, none is read."""


def _silent(complete: Complete[Offer]) -> Complete[Offer]:
    """Offer nothing where there is no ledger."""

    @wraps(complete)
    def quiet(ctx: typer.Context, incomplete: str) -> list[Offer]:
        try:
            return complete(ctx, incomplete)
        except TargettrackError:
            return []

    return quiet


@_silent
def targets(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids with their titles, in the case of letters in which they were begun; a number alone, where one target has it."""
    return _records(ctx, incomplete, drafts=False)


@_silent
def drafts(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of drafts, discarded ones too, with their titles."""
    return _records(ctx, incomplete, drafts=True)


@_silent
def plans(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Plans with their titles."""
    root = _root(ctx)
    found = [plan for plan in store.index(root, memory.shelf(root)).plans if _goes_on(plan, incomplete)]
    return _offers(((plan.id, plan.title) for plan in store.load_only(root, (), found).plans), incomplete)


@_silent
def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Units of units.toml by name, or of the whole ledger; once something was typed, by their other names, too."""
    root = _root(ctx)
    units = store.load_only(root, ()).units
    if not units:
        return _starting(names.owners(store.load(root)), incomplete)
    found = [unit.name for unit in units]
    return _starting([*found, *(alias for unit in units for alias in unit.aliases if incomplete)], incomplete)


@_silent
def leaders(ctx: typer.Context, incomplete: str) -> list[str]:
    """Those who are in charge of a target or a unit."""
    return _starting(names.leaders(store.load(_root(ctx))), incomplete)


@_silent
def stages(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The steps that the checkpoints of the targets on the line name, with their days."""
    return _begun(((node.stage, str(node.date)) for node in _nodes(ctx) if node.stage), incomplete)


@_silent
def node_days(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The days of the checkpoints of the targets on the line, with what is due then."""
    return _begun(((str(node.date), node.stage or plain(node.value)) for node in _nodes(ctx)), incomplete)


@_silent
def parts(ctx: typer.Context, incomplete: str) -> list[str]:
    """The parts of the goals of the targets on the line."""
    return _starting((part for standing in _standings(ctx) for part in standing.goal.parts), incomplete)


def one_of(offered: Iterable[str]) -> Complete[str]:
    """An offer of fixed words."""

    def offer(_ctx: typer.Context, incomplete: str) -> list[str]:
        return _starting(offered, incomplete)

    return offer


def words_of(known: Callable[[], Iterable[str]]) -> Complete[str]:
    """An offer of codes, or of words once one was begun that is not ASCII."""

    def offer(_ctx: typer.Context, incomplete: str) -> list[str]:
        spoken = _starting(known(), incomplete)
        return [word for word in spoken if word.isascii() is incomplete.isascii()]

    return offer


def _starting(offered: Iterable[str], incomplete: str) -> list[str]:
    """What goes on from what was typed; Typer drops everything else."""
    return [word for word in dict.fromkeys(offered) if word.startswith(incomplete) and (" " not in word)]


def _offers(named: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """Ids that go on from what was typed, in the case in which it was typed, with titles that Typer shows as they are."""
    size = len(incomplete)
    return [(incomplete + id_[size:], safe(title)) for id_, title in named if _goes_on(id_, incomplete)]


def _goes_on(id_: str, incomplete: str) -> bool:
    return id_[: len(incomplete)].casefold() == incomplete.casefold()


def _records(ctx: typer.Context, incomplete: str, *, drafts: bool) -> list[tuple[str, str]]:
    """The forms in which an id may be typed on. Only a few are read for their titles, and then for whether they are drafts."""
    root = _root(ctx)
    forms = [(id_, id_) for id_ in store.index(root, memory.shelf(root)).ids]
    if incomplete.isdigit():
        numbers = [(id_.rpartition("-")[2], id_) for _form, id_ in forms]
        count = Counter(number for number, _id in numbers)
        alone = [(number, id_) for number, id_ in numbers if count[number] == 1]
        forms = [*((number.lstrip("0"), id_) for number, id_ in alone), *alone]
    found = [(form, id_) for form, id_ in forms if _goes_on(form, incomplete)]
    if len(found) > MOST_TITLES:
        return _offers(((form, "") for form, _id in found), incomplete)
    targets = store.load_only(root, [id_ for _form, id_ in found]).targets
    titles = {target.id: target.title for target in targets if target.draft or not drafts}
    return _offers(((form, titles[id_]) for form, id_ in found if id_ in titles), incomplete)


def _standings(ctx: typer.Context) -> list[Standing]:
    """The targets that are on the line already, as they stand."""
    root = _root(ctx)
    known = store.index(root, memory.shelf(root)).ids
    words = (*(ctx.params.get("targets") or ()), *ctx.args)  # as an option waits for its value, they are not sorted yet
    found = (names.meant(known, word, store.settings(root).plan) for word in words)
    ids = [several[0] for several in found if len(several) == 1]
    ledger = store.load_only(root, ids)
    today = world.local(world.now(), ledger.settings.timezone).date()
    return [fold(target, today) for target in ledger.targets if target.id in ids]


def _nodes(ctx: typer.Context) -> list[Checkpoint]:
    return [node for standing in _standings(ctx) for node in standing.nodes]


def _begun(offered: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """Words with what they mean, that go on from what was typed."""
    return _offers(((word, about) for word, about in dict(offered).items() if " " not in word), incomplete)


def _root(ctx: typer.Context) -> Path:
    explicit = ctx.params.get("store") or world.environment().get("TARGETTRACK_STORE")
    return store.find(Path(world.folder()), explicit)

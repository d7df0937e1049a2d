"""Read some records of a store, with what they link to. Knows which files belong together; knows no TOML. Never writes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from targettrack.model import Settings
from targettrack.store.content import content, text_of
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, index
from targettrack.store.whole import LOOKS, PAUSE_SECONDS, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from targettrack.model import Ledger, Target
    from targettrack.store.listing import Index


def load_only(root: Path, ids: Iterable[str], plans: Iterable[str] = (), listed: Index | None = None) -> Ledger:
    """Read the records of some ids, what they link to, the plan.toml of all these and of `plans`, units and settings.

    An id that no file is named after is passed over. `listed`: the names, where they were listed just before.
    StoreError: as `load`.
    """
    listed = listed or index(root)
    for look in range(LOOKS):
        if look:
            time.sleep(PAUSE_SECONDS)
            listed = index(root)
        whole = Whole(str(root))
        _read_linked(whole, listed, ids, plans)
        if not whole.is_fleeting:
            break
    ledger = whole.ledger(listed)
    return ledger._replace(targets=tuple(ledger.targets))


def settings(root: Path) -> Settings:
    """The settings alone; the defaults where there are none that can be read."""
    found: Settings | None = content(text_of(str(root), SETTINGS_FILE), SETTINGS_FILE)[0]
    return found or Settings()


def _read_linked(whole: Whole, listed: Index, ids: Iterable[str], plans: Iterable[str]) -> None:
    """Read the records of some ids, then those that they link to, and so on, with the plans of them all."""
    records = set[str]()
    wanted = {*ids}
    while wanted:
        found = [path for path in listed.holding(wanted) if path not in records]
        records |= {*found}
        targets = (whole.content(path)[0] for path in found)
        wanted = {id_ for target in targets if target is not None for id_ in _links(target) if id_}
    folders = {*plans, *(path.partition("/")[0] for path in records)}
    heads = (f"{folder}/{PLAN_FILE}" for folder in folders if listed.has_plan(folder))
    whole.add(heads)
    whole.folders = dict(sorted(whole.folders.items()))


def _links(target: Target) -> Iterator[str]:
    """The ids that a record names as the same matter, or as what it follows, from its head or since."""
    yield from (target.goal.of, target.upper, target.previous)
    for update in target.updates:
        yield from (str(update.goal.get("of", "")), update.upper or "", update.previous or "", update.into or "")

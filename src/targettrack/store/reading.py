"""One plan's folder as it is read: what its pack still holds, and what was read of its files just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.cache import answers, stamps
from targettrack.errors import StoreError
from targettrack.record import flat
from targettrack.store import pack as packs
from targettrack.store.content import content, is_fleeting, text_of
from targettrack.store.folder import SUFFIX
from targettrack.store.listing import PLAN_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targettrack.cache.shelf import Shelf
    from targettrack.cache.stamps import Look, Stamp
    from targettrack.model import Target
    from targettrack.store.content import Content
    from targettrack.store.folder import Names
    from targettrack.store.pack import Pack

FEW, SHARE = 16, 64
"""So many changed files, or such a part of a plan's, are read again each time: to write the plan's pack anew costs as much."""


class Reading:
    """What is known of the files of a plan's folder."""

    def __init__(self, root: str, name: str) -> None:
        """Nothing yet."""
        self.root, self.name = root, name
        self.pack: Pack | None = None
        self.held: Mapping[str, Stamp] = {}  # the files that the pack still holds for
        self.is_unchanged = False  # whether it holds for all of them, and there are no others
        self.fresh: dict[str, Content] = {}  # what was read, by the names of the files
        self.look: Look | None = None  # at the folder, before anything in it was read
        self._moment = 0  # of the look
        self._unkept: set[str] = set()  # files of which the look need not show what was read

    @property
    def is_fleeting(self) -> bool:
        """Whether a file that was listed was missing or empty."""
        return any(is_fleeting(problems) for _content, problems in self.fresh.values())

    @property
    def notes(self) -> dict[str, Content]:
        """What plan.toml gave, and the files that have problems or are no targets."""
        packed = self.pack.notes.items() if self.pack else ()
        held = {name: flat.revived(note) for name, note in packed if name in self.held}
        return held | {name: found for name, found in self.fresh.items() if _is_noted(name, found)}

    @property
    def targets(self) -> dict[str, Target]:
        """Those that were read just now."""
        return {name: target for name, (target, _problems) in self.fresh.items() if _is_record(name, target)}

    @property
    def gone(self) -> set[int]:
        """The places of the pack that hold no more."""
        names = () if self.pack is None or self.is_unchanged else self.pack.names
        return {place for place, name in enumerate(names) if name not in self.held}

    def find(self, shelf: Shelf, names: Names) -> None:
        """Look at the folder, find its pack, and what that still holds for of the files that were listed."""
        self._moment = stamps.moment()
        self.look = stamps.look(f"{self.root}/{self.name}", SUFFIX)
        self.pack = packs.find(shelf, self._at) if self.look else None
        if self.look is None or self.pack is None:
            return
        _own, now, _folders, links = self.look
        # As many names as were listed, and none of them a link: they are the same ones, or the store is listed again.
        is_listed = len(now) == names.size and not any(link.endswith(SUFFIX) for link in links)
        self.is_unchanged = is_listed and answers.digest(now) == self.pack.mark
        if self.is_unchanged:
            self.held = now
            return
        known, listed = self.pack.stamps(shelf), {*names.every}
        self.held = {name: stamp for name, stamp in now.items() if name in listed and known.get(name) == stamp}

    def read(self, name: str, before: Reading | None = None) -> None:
        """Read a file. What was read `before`, in an earlier look, need not be read again, unless it was missing or empty."""
        known = before.fresh.get(name) if before else None
        if known is not None and not is_fleeting(known[1]):
            self.fresh[name] = known
            self._unkept.add(name)
            return
        path = f"{self.name}/{name}"
        text = text_of(self.root, path)
        if isinstance(text, StoreError):  # the next time it may be there, or somebody may read it who may
            self._unkept.add(name)
        self.fresh[name] = content(text, path)

    def keep(self, shelf: Shelf) -> None:
        """Write the pack anew where too much was read again; what stands in it then need not be held in memory."""
        few = max(FEW, len(self.held) // SHARE)
        if self.look is None or len(self.fresh) <= few or self.is_fleeting:
            return
        if (
            stamps.of(f"{self.root}/{self.name}") != self.look[0]
        ):  # a link was turned: other files were read than looked at
            return
        now = {name for name, stamp in self.look[1].items() if stamps.is_settled(stamp, self._moment)} - self._unkept
        new = {name: found for name, found in self.fresh.items() if name in now}
        old = self.pack.records(shelf, self.gone) if self.pack else []
        if old is None or len(new) <= few:
            return
        notes = {name: note for name, note in (self.pack.notes if self.pack else {}).items() if name in self.held}
        notes |= {name: _note(name, found) for name, found in new.items() if _is_noted(name, found)}
        kept = [packs.Kept.of(name, target) for name, (target, _) in new.items() if _is_record(name, target)]
        held = {name: stamp for name, stamp in self.look[1].items() if name in self.held or name in new}
        pack = packs.keep(shelf, self._at, held, notes, (*old, *kept))
        if pack is not None:
            self.pack, self.held = pack, held
            self.fresh = {name: found for name, found in self.fresh.items() if name not in new}

    @property
    def _at(self) -> str:
        return f"{self.root}\0{self.name}"


def _is_record(name: str, target: object) -> bool:
    return target is not None and name != PLAN_FILE


def _is_noted(name: str, found: Content) -> bool:
    return name == PLAN_FILE or found[0] is None or bool(found[1])


def _note(name: str, found: Content) -> bytes:
    """What is kept of it: of a target only that it was one."""
    return flat.flat((True, found[1]) if _is_record(name, found[0]) else found)

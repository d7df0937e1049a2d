"""A ledger's records, plan by plan, of which only those that are asked for come to life. Knows no days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from targettrack.named import NamedTuple
from targettrack.record import flat, traits
from targettrack.store.folder import SUFFIX
from targettrack.store.listing import id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from targettrack.cache.shelf import Shelf
    from targettrack.cache.stamps import Look
    from targettrack.model import Target
    from targettrack.store.pack import Columns, Pack

Noted = tuple[tuple[str, str], ...]
"""What is noted of a record for a day: columns, each with a value."""
ID, WORDS = "id", "words"
"""What is no column: the name of the file, and all words of a record."""


_UNKNOWN: Noted = (("", ""),)


class Want(NamedTuple):
    """That a record has one of some values, in one of some columns. It lets through more than is meant, never less."""

    columns: tuple[str, ...]
    accepts: Callable[[str], object]
    daily: bool = False  # of a day; where that is not known, it narrows nothing


def values(targets: Sequence[Target], trait: str) -> set[str]:
    """All values of a trait that some targets have; of a ledger's `Records` none is brought to life."""
    if isinstance(targets, Records):
        return set().union(*(folder.values(trait) for folder in targets.folders))
    return {value for target in targets for value in traits.TRAITS[trait](target)}


def count(targets: Sequence[Target], standing: str) -> int:
    """How many of some targets are accepted, drafts or discarded."""
    if isinstance(targets, Records):
        return sum(folder.count("standing", standing) for folder in targets.folders)
    return sum(standing in traits.TRAITS["standing"](target) for target in targets)


class Folder:
    """The records of one plan: those that a pack holds, and those that were just read."""

    def __init__(
        self,
        name: str,
        fresh: Mapping[str, Target],
        shelf: Shelf | None = None,
        pack: Pack | None = None,
        gone: Iterable[int] = (),
        read: Callable[[str], Target | None] = lambda _path: None,
        *,
        is_plan_held: bool = False,
    ) -> None:
        """`fresh`: by the names of their files. `gone`: places of the pack that hold no more. `read`: what a path holds.

        `is_plan_held`: whether plan.toml is that of the pack.
        """
        self.name, self.fresh, self.shelf, self.pack, self.gone, self._read = name, fresh, shelf, pack, {*gone}, read
        self._is_plan_held = is_plan_held
        self._bodies: Sequence[bytes] | None = None

    @cached_property
    def _places(self) -> dict[str, int]:
        """The places of the pack by name."""
        return {name: place for place, name in enumerate(self.pack.names)} if self.pack else {}

    def __contains__(self, name: str) -> bool:
        """Whether a file of that name holds a record."""
        return name in self.fresh or self._places.get(name, -1) not in {-1, *self.gone}

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.fresh) + (len(self.pack.names) - len(self.gone) if self.pack else 0)

    @property
    def names(self) -> list[str]:
        """Of all files that hold a record, in order."""
        packed = self.pack.names if self.pack else ()
        kept = [name for place, name in enumerate(packed) if place not in self.gone] if self.gone else packed
        return sorted((*kept, *self.fresh))

    def drop(self, name: str) -> None:
        """Let a record count as none."""
        if name in self.fresh:
            self.fresh = {other: target for other, target in self.fresh.items() if other != name}
        else:
            self.gone.add(self._places[name])

    def values(self, column: str) -> set[str]:
        """Every value in a column."""
        found = {value for target in self.fresh.values() for value in traits.TRAITS[column](target)}
        packed = self.pack.columns.get(column, {}) if self.pack else {}
        return found | {value for value, places in packed.items() if not self.gone.issuperset(places)}

    def chosen(self, wants: Iterable[Want], daily: Columns | None = None) -> list[str]:
        """The names of the files whose records may have all that is wanted, in order. `daily`: columns of a day, by place."""
        wants = tuple(wants)
        return sorted((*self._chosen_packed(wants, daily), *self._chosen_fresh(wants)))

    def count(self, column: str, value: str) -> int:
        """How many records have a value in a column where each has one."""
        fresh = sum(value in traits.TRAITS[column](target) for target in self.fresh.values())
        places = self.pack.columns.get(column, {}).get(value, ()) if self.pack else ()
        return fresh + len(self.gone.symmetric_difference(places) - self.gone if self.gone else places)

    def daily(self, what: str) -> Columns | None:
        """Columns of a day by place, as they were noted; None where nothing was."""
        return self.pack.daily(self.shelf, what) if self.pack and self.shelf and self._is_plan_held else None

    def note(self, what: str, noted: Mapping[str, Noted | None]) -> None:
        """Note columns of a day, each with a value, by the names of the files. None: nothing may be noted; it is let through."""
        if not (self.pack and self.shelf and self._is_plan_held):
            return
        found: dict[str, dict[str, list[int]]] = {"": {"": []}}
        for place, name in enumerate(self.pack.names):
            own = None if place in self.gone else noted.get(name, ())
            for column, value in _UNKNOWN if own is None else own:
                found.setdefault(column, {}).setdefault(value, []).append(place)
        self.pack.note(self.shelf, what, found)

    def _chosen_fresh(self, wants: tuple[Want, ...]) -> Iterator[str]:
        for name, target in self.fresh.items():
            if not wants:
                yield name
                continue
            own: dict[str, Any] = {**traits.traits(target), ID: (target.id,)}
            if any(WORDS in want.columns for want in wants):
                own[WORDS] = (traits.words(target),)
            if all(
                want.daily or any(want.accepts(value) for column in want.columns for value in own[column])
                for want in wants
            ):
                yield name

    def _chosen_packed(self, wants: tuple[Want, ...], daily: Columns | None) -> list[str]:
        if self.pack is None:
            return []
        names = self.pack.names
        found = {*range(len(names))} - self.gone
        for want in sorted(wants, key=lambda want: WORDS in want.columns):
            if found and not (want.daily and daily is None):
                found &= self._let_through(want, found, daily or {})
        return [names[place] for place in found]

    def _let_through(self, want: Want, among: set[int], daily: Columns) -> set[int]:
        """The places of the pack that a want lets through, and maybe others that are not `among` those left."""
        assert self.pack is not None
        found: set[int] = {*daily[""][""]} if want.daily else set()
        for column in want.columns:
            if column == ID:
                found |= {place for place in among if want.accepts(id_of(self.pack.names[place]))}
            elif column == WORDS:
                words = self.pack.words(self.shelf) if self.shelf else None
                found |= among if words is None else {place for place in among if want.accepts(words[place])}
            else:
                values = (daily if want.daily else self.pack.columns).get(column, {})
                found.update(*(places for value, places in values.items() if want.accepts(value)))
        return found

    def revived(self, names: Iterable[str]) -> Iterator[Target]:
        """The records of these files. What was lost since is read from its file; what is not there either is passed over."""
        for name in names:
            target = self.fresh.get(name)
            if target is None:
                target = self._revived(name, self._places[name])
            if target is not None:
                yield target

    def holding(self, texts: Iterable[str]) -> Iterator[Target]:
        """The records in which one of some texts stands in a field, and perhaps others."""
        wanted = [text.encode(errors="surrogatepass") for text in texts]
        bodies = self._packed()
        for name in self.names:
            # A packed text is its UTF-8: to look for it takes a twentieth of the time in which a record comes to life.
            body = bodies[self._places[name]] if bodies and name not in self.fresh else None
            if body is None or any(text in body for text in wanted):
                yield from self.revived([name])

    def _packed(self) -> Sequence[bytes]:
        if self._bodies is None and self.pack and self.shelf:
            self._bodies = self.pack.bodies(self.shelf) or ()
        return self._bodies or ()

    def _revived(self, name: str, place: int) -> Target | None:
        bodies = self._packed()
        if bodies:
            target: Target = flat.revived(bodies[place])
            return target
        return self._read(f"{self.name}/{name}")

    def rest(self) -> None:
        """Let go of what can be had again."""
        self._bodies = None


class Records(Sequence["Target"]):
    """The records of all plans in order. Each pass over them brings them to life anew, so that they never lie there together."""

    def __init__(self, folders: Iterable[Folder], looks: Mapping[str, Look] | None = None) -> None:
        """`folders`: no two records of which have one id. `looks`: how their folders looked before anything was read."""
        self.folders = tuple(folders)
        self.looks = looks or {}

    def __len__(self) -> int:
        """How many there are."""
        return sum(map(len, self.folders))

    def __iter__(self) -> Iterator[Target]:
        """Each in turn."""
        for folder in self.folders:
            yield from folder.revived(folder.names)
            folder.rest()

    @overload
    def __getitem__(self, place: int) -> Target: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Target, ...]: ...
    def __getitem__(self, place: int | slice) -> Target | tuple[Target, ...]:
        """One, or some: of a few records only."""
        return tuple(self)[place]

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in order."""
        return tuple(id_of(name) for folder in self.folders for name in folder.names)

    def holding(self, *texts: str) -> Iterator[Target]:
        """The records in which one of some texts stands in a field, and perhaps others."""
        for folder in self.folders:
            yield from folder.holding(texts)

    def find(self, id_: str) -> Target | None:
        """The record of an id, as it is written."""
        name = f"{id_}{SUFFIX}"
        for folder in self.folders:
            if name in folder:
                return next(folder.revived([name]), None)
        return None

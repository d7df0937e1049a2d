"""The records of one plan's folder on the shelf: what each can be found by, and each as it was read.

Three things, of which a command opens what it needs: a light one, the bodies, and the words that a text is sought in.
Knows folders and stamps; knows no days. Never a fault: what is wrong is not there, and then the files are read.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from targettrack.cache import answers
from targettrack.named import NamedTuple
from targettrack.record import flat, traits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from targettrack.cache.shelf import Shelf
    from targettrack.cache.stamps import Stamp
    from targettrack.model import Target

    Columns = Mapping[str, Mapping[str, Sequence[int]]]


class Kept(NamedTuple):
    """A record as it is kept."""

    name: str  # of its file
    body: bytes  # flat
    words: str
    traits: Mapping[str, Iterable[str]]

    @classmethod
    def of(cls, name: str, target: Target) -> Kept:
        """A record that was just read."""
        return cls(name, flat.flat(target), traits.words(target), traits.traits(target))


class Pack(NamedTuple):
    """What is kept of a folder. A record's place is its number among `names`."""

    at: str  # what the shelf knows it by
    mark: bytes  # the digest of the stamps of the files that this holds for; what was written with it bears it, too
    notes: Mapping[str, bytes]  # what plan.toml gave, and every file with problems or without a target: content, flat
    names: tuple[str, ...]  # of the files that gave a target, in order
    columns: Columns  # the places of the records by what they can be found by

    def stamps(self, shelf: Shelf) -> Mapping[str, Stamp]:
        """Of the files that this holds for, and of no others; nothing where they are lost."""
        mark, found = load(shelf, f"stamps {self.at}", 2) or (None, {})
        return found if mark == self.mark else {}

    def bodies(self, shelf: Shelf) -> Sequence[bytes] | None:
        """The records, flat, by their places; None where they are lost."""
        return self._beside(shelf, "bodies")

    def words(self, shelf: Shelf) -> Sequence[str] | None:
        """What a text is sought in, by the places of the records; None where it is lost."""
        return self._beside(shelf, "words")

    def daily(self, shelf: Shelf, what: str) -> Columns | None:
        """What was noted of the records for a day; None where nothing was."""
        mark, found = load(shelf, f"daily {self.at} {what}", 2) or (None, None)
        return found if mark == self.mark else None

    def note(self, shelf: Shelf, what: str, columns: Columns) -> None:
        """Note columns of a day."""
        store(shelf, f"daily {self.at} {what}", (self.mark, columns))

    def records(self, shelf: Shelf, gone: set[int]) -> list[Kept] | None:
        """The records but for those that are `gone`; None where something is lost."""
        bodies, words = self.bodies(shelf), self.words(shelf)
        if bodies is None or words is None:
            return None
        found: list[dict[str, list[str]]] = [{} for _name in self.names]
        for column, values in self.columns.items():
            for value, places in values.items():
                for place in places:
                    found[place].setdefault(column, []).append(value)
        every = zip(self.names, bodies, words, found, strict=True)
        return [Kept(*record) for place, record in enumerate(every) if place not in gone]

    def _beside(self, shelf: Shelf, what: str) -> Sequence[Any] | None:
        mark, found = load(shelf, f"{what} {self.at}", 2) or (None, ())
        return found if mark == self.mark and len(found) == len(self.names) else None


def find(shelf: Shelf, at: str) -> Pack | None:
    """The pack of a folder; None where there is none."""
    found = load(shelf, f"records {at}", 4)
    return None if found is None else Pack(at, *found)


def keep(
    shelf: Shelf, at: str, stamps: Mapping[str, Stamp], notes: Mapping[str, bytes], records: Iterable[Kept]
) -> Pack | None:
    """Put a folder on the shelf, and give its pack; None where the shelf does not take it."""
    ordered = sorted(records)
    columns: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, record in enumerate(ordered):
        for column, values in record.traits.items():
            for value in values:
                columns[column][value].append(place)
    plain = {column: {value: tuple(places) for value, places in values.items()} for column, values in columns.items()}
    pack = Pack(at, answers.digest(stamps), notes, tuple(record.name for record in ordered), plain)
    things = {
        "stamps": (pack.mark, stamps),
        "words": (pack.mark, tuple(record.words for record in ordered)),
        "bodies": (pack.mark, tuple(record.body for record in ordered)),
        "records": pack[1:],  # last: it is found only where the others are
    }
    return pack if all(store(shelf, f"{what} {at}", thing) for what, thing in things.items()) else None


def load(shelf: Shelf, name: str, size: int) -> tuple[Any, ...] | None:
    """A thing of so many parts; None where there is none."""
    data = shelf.find(name)
    try:
        found = None if data is None else marshal.loads(data)  # noqa: S302  # our own shelf, which nobody else can write
    except (ValueError, EOFError, TypeError):
        return None
    return found if type(found) is tuple and len(found) == size else None


def store(shelf: Shelf, name: str, thing: tuple[Any, ...]) -> bool:
    """Put a thing on the shelf. Whether it is there now."""
    return shelf.keep(name, marshal.dumps(thing))

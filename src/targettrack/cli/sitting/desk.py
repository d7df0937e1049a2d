"""What lies before a reviewer: the drafts as they have become, the item that is looked at, what was done and can be undone.

Pure and frozen: each move and each deed gives a new desk. Knows no key, no screen and no disk.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from targettrack.model import Target

Key = tuple[str, str]
"""An item: its plan and its number, or the id of a draft that belongs to none."""


class Deed(NamedTuple):
    """Something that was done and written: what drafts were, and what became of them."""

    name: str  # accepted, changed, merged, discarded
    before: tuple[Target, ...]
    after: tuple[Target, ...]

    @property
    def size(self) -> int:
        """Drafts that it was done to; of a merge those that are gone."""
        return len(self.before) - (len(self.after) if self.name == "merged" else 0)


class Desk(NamedTuple):
    """The drafts of a sitting. Those that were accepted or discarded in it stay, to be looked at and taken back."""

    drafts: tuple[Target, ...]  # those of an item need not stand together
    at: Key
    per_page: int  # drafts of an item that are seen at once
    page: int = 0
    chosen: frozenset[str] = frozenset()  # ids of drafts of the item
    skipped: frozenset[str] = frozenset()  # ids of drafts to be looked at later
    deeds: tuple[Deed, ...] = ()

    @property
    def items(self) -> dict[Key, tuple[Target, ...]]:
        """The items in the order of their first drafts."""
        found: dict[Key, list[Target]] = {}
        for draft in self.drafts:
            found.setdefault(key_of(draft), []).append(draft)
        return {key: tuple(drafts) for key, drafts in found.items()}

    @property
    def rows(self) -> tuple[Target, ...]:
        """The drafts of the item that is looked at."""
        return tuple(draft for draft in self.drafts if key_of(draft) == self.at)

    @property
    def shown(self) -> tuple[Target, ...]:
        """Those of its page."""
        first = self.page * self.per_page
        return self.rows[first : first + self.per_page]

    @property
    def meant(self) -> tuple[Target, ...]:
        """What a deed is done to: the chosen drafts of the item, or all that await review."""
        waiting = [draft for draft in self.rows if draft.awaits_review]
        return tuple(draft for draft in waiting if draft.id in self.chosen) or tuple(waiting)

    @property
    def left(self) -> tuple[Target, ...]:
        """Every draft of the sitting that awaits review."""
        return tuple(draft for draft in self.drafts if draft.awaits_review)

    @property
    def tally(self) -> Counter[str]:
        """How many drafts each thing was done to, what was undone not counted; a draft that was changed twice is one."""
        found = Counter(dict.fromkeys(("accepted", "changed", "merged", "discarded"), 0))
        for deed in self.deeds:
            found[deed.name] += deed.size
        found["changed"] = len({draft.id for deed in self.deeds if deed.name == "changed" for draft in deed.before})
        return found

    def look(self, key: Key | None) -> Desk:
        """Go to an item; None: there is none to go to."""
        return self if key is None else self._replace(at=key, page=0, chosen=frozenset())

    def choose(self, number: int) -> Desk | None:
        """Choose a draft of the page by its number from 1, or let it go again; None where there is none to be chosen."""
        if not 0 < number <= len(self.shown) or not self.shown[number - 1].awaits_review:
            return None
        return self._replace(chosen=self.chosen ^ {self.shown[number - 1].id})

    def turn(self, pages: int) -> Desk:
        """Leaf through the drafts of the item."""
        return self._replace(page=max(0, min(self.page + pages, self.pages - 1)))

    @property
    def pages(self) -> int:
        """Pages that the drafts of the item take."""
        return max(1, -(-len(self.rows) // self.per_page))

    def skip(self) -> Desk:
        """Leave the meant drafts for later, and go on."""
        skipped = self._replace(skipped=self.skipped | {draft.id for draft in self.meant})
        return skipped.look(skipped.next)

    def unskip(self) -> Desk:
        """Forget what was skipped, and begin again with the first that awaits review."""
        again = self._replace(skipped=frozenset())
        return again.look(next(map(key_of, again.left), None))

    def resume(self, at: Key, skipped: frozenset[str]) -> Desk:
        """Go on at an item where that is one of these, with what was left for later; all of it is looked at again at once."""
        waiting = frozenset(draft.id for draft in self.left)
        if waiting <= skipped:
            return self
        begun = self.look(at if at in self.items else None)._replace(skipped=skipped & waiting)
        is_open = any(draft.id in waiting - begun.skipped for draft in begun.rows)
        return begun if is_open else begun.look(begun.next)

    def reread(self, found: Sequence[Target]) -> Desk:
        """The desk with the rows of the item as they stand on disk; it goes on where none is left."""
        changed = self._replace(drafts=_replaced(self.drafts, self.rows, found), chosen=frozenset(), page=0)
        return changed if changed.rows else changed.look(changed.next)

    @property
    def next(self) -> Key | None:
        """The next item with something to review that was not skipped, in order, then from the beginning."""
        keys = list(self.items)
        place = keys.index(self.at) if self.at in keys else -1
        return next((key for key in self._open([*keys[place + 1 :], *keys[: place + 1]])), None)

    @property
    def previous(self) -> Key | None:
        """The item before, whatever became of it."""
        keys = list(self.items)
        place = keys.index(self.at)
        return keys[place - 1] if place > 0 else None

    @property
    def following(self) -> Key | None:
        """The item behind, whatever became of it."""
        keys = list(self.items)
        return next(iter(keys[keys.index(self.at) + 1 :]), None)

    def find(self, text: str) -> Key | None:
        """The next item, from here round to here, with a text in its number, ids, titles, quotes, headings or units."""
        keys = list(self.items)
        place, wanted = keys.index(self.at), text.casefold()
        around = [*keys[place + 1 :], *keys[: place + 1]]
        exact = (key for key in keys if key[1].casefold() == wanted)
        return next(exact, None) or next((key for key in around if wanted in _words(self.items[key])), None)

    def become(self, deed: Deed) -> Desk:
        """The desk after a deed: what the drafts became stands in their place; where nothing is left to do, go on."""
        made = self._replace(drafts=_replaced(self.drafts, deed.before, deed.after), deeds=(*self.deeds, deed))
        made = made._replace(chosen=frozenset(), page=min(made.page, made.pages - 1))
        if any(draft.awaits_review for draft in made.rows):
            return made
        return made.look(made.next if made.rows else key_of(deed.after[0]))

    @property
    def last(self) -> Deed | None:
        """What is to be undone: the last deed on this item, else the last of all."""
        ids = {draft.id for draft in self.rows}
        own = (deed for deed in reversed(self.deeds) if not ids.isdisjoint(draft.id for draft in deed.after))
        return next(own, None) or next(reversed(self.deeds), None)

    def undo(self, deed: Deed) -> Desk:
        """The desk without a deed that was taken back on disk, at its item."""
        drafts = _replaced(self.drafts, deed.after, deed.before)
        deeds = tuple(one for one in self.deeds if one is not deed)
        return self._replace(drafts=drafts, deeds=deeds).look(key_of(deed.before[0]))

    def _open(self, keys: Iterable[Key]) -> Iterator[Key]:
        waiting = {key_of(draft) for draft in self.left if draft.id not in self.skipped}
        return (key for key in keys if key in waiting)


def key_of(draft: Target) -> Key:
    """The item of a draft."""
    return draft.plan, draft.item or draft.id


def _replaced(drafts: Sequence[Target], old: Sequence[Target], new: Sequence[Target]) -> tuple[Target, ...]:
    """Drafts with some replaced: each by the one of its id, the rest behind the first of them."""
    by_id, gone = {draft.id: draft for draft in new}, {draft.id for draft in old}
    first = next(index for index, draft in enumerate(drafts) if draft.id in gone)
    present = {draft.id for draft in drafts}
    added = [draft for draft in new if draft.id not in present]
    out: list[Target] = []
    for index, draft in enumerate(drafts):
        if draft.id not in gone:
            out.append(draft)
        elif draft.id in by_id:
            out.append(by_id[draft.id])
        if index == first:
            out += added
    return tuple(out)


def _words(drafts: Iterable[Target]) -> str:
    parts = ((d.id, d.title, d.section, d.owner, *d.supporting, *(quote.text for quote in d.quotes)) for d in drafts)
    return "\n".join(word for several in parts for word in several).casefold()

"""The ids that typed words mean, by the names of a ledger's files: a record is opened only where a word means none, or several."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

from targettrack import store
from targettrack.errors import UsageError
from targettrack.ledger import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from targettrack.errors import TargettrackError

Found = TypeVar("Found")
MANY_WORDS = 100
"""So many words are looked up in a list of all ids; of fewer, each costs less than that."""


def several(
    root: Path, listed: store.Index, words: Sequence[str], refused: dict[str, TargettrackError] | None
) -> dict[str, None]:
    """The ids that words mean, each once; most words are ids as they stand."""
    known = {*listed.ids} if len(words) >= MANY_WORDS else ()
    found = kept(words, lambda word: (word,) if word in known else _ranged(root, listed, word), refused)
    return dict.fromkeys(id_ for ids in found.values() for id_ in ids)


def kept(
    words: Iterable[str], meaning: Callable[[str], Found], refused: dict[str, TargettrackError] | None
) -> dict[str, Found]:
    """What each word means; `refused` gets those that mean nothing. UsageError: of the first of them, where it is None."""
    found: dict[str, Found] = {}
    for word in dict.fromkeys(words):
        try:
            found[word] = meaning(word)
        except UsageError as error:
            if refused is None:
                raise
            refused[word] = error
    return found


def _ranged(root: Path, listed: store.Index, word: str) -> tuple[str, ...]:
    """The ids that a word means: those of a range, or one."""
    current = functools.cache(lambda: store.settings(root).plan)
    several = names.between(listed.ids, word, current()) if names.is_range(word) else None
    return several or (one(root, listed, word, current),)


def one(root: Path, listed: store.Index, word: str, current: Callable[[], str]) -> str:
    """The id that a word means, by the names of the files; those that it may mean are read for their titles only."""
    found = names.meant(listed.like(word), word)
    if len(found) > 1:
        found = names.meant(found, word, current())
    if len(found) == 1:
        return found[0]
    shown = store.load_only(root, found[: names.CANDIDATES] or names.nearest(listed.ids, word))
    unlisted = (problem.path for problem in listed.problems)
    raise names.no_target(shown._replace(unreadable=(*shown.unreadable, *unlisted)), word, found)

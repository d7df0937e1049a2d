"""The names in one folder of a store, kept short: a hundred thousand numbered records are one run of numbers. Opens no file."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = ".toml"
Run = tuple[int, int]
"""Numbers from the first to the last, both included."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)
"""Folders of which the names are told apart by their numbers; all others are kept name by name."""
_NUMBER = r"\d{3}|[1-9]\d{3,8}"
_END = re.compile(r"\d+\Z", re.ASCII)
_LONGEST = 9  # figures of a number that the program gives


class Names(NamedTuple):
    """The TOML files of a folder: runs of those that are named as the program names records, `<folder>-<001>`, and the others."""

    folder: str
    runs: tuple[Run, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, folder: str, names: Iterable[str]) -> Names:
        """The names of TOML files of a folder."""
        others = [*names]
        if not _PLAIN.fullmatch(folder):
            return cls(folder, (), tuple(sorted(others)))
        # One pass of a pattern over them all: a name at a time costs three times as much (100,000 names: 0.1 s).
        # «/» stands in no name.
        numbers = _numbers(folder).findall("/".join(("", *others, "")))
        if len(numbers) == len(others):
            others = []
        else:
            numbered = {f"{folder}-{number}{SUFFIX}" for number in numbers}
            others = [name for name in others if name not in numbered]
        return cls(folder, tuple(_runs(sorted(map(int, numbers)))), tuple(sorted(others)))

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.others) + sum(last - first + 1 for first, last in self.runs)

    @property
    def every(self) -> tuple[str, ...]:
        """The names, in order."""
        numbered = (self._name(number) for first, last in self.runs for number in range(first, last + 1))
        return tuple(sorted((*numbered, *self.others)))

    def ending(self, numbers: Iterable[int]) -> Iterator[str]:
        """The names of the records of some numbers, if there are such, and of all files that are not named as the program does."""
        yield from (self._name(number) for number in numbers if self._has(number))
        yield from self.others

    @property
    def last(self) -> int:
        """The highest number that the program gave here; 0 where it gave none."""
        return self.runs[-1][1] if self.runs else 0

    def _name(self, number: int) -> str:
        return f"{self.folder}-{number:03d}{SUFFIX}"

    def _has(self, number: int) -> bool:
        at = bisect_right(self.runs, (number, 10**_LONGEST)) - 1
        return at >= 0 and number <= self.runs[at][1]


def numbers_of(word: str) -> tuple[int, ...]:
    """The number that a typed word ends in; none where it has none that a record may be called by."""
    found = _END.search(word.strip())
    figures = (found[0].lstrip("0") or "0") if found else ""
    return (int(figures),) if 0 < len(figures) <= _LONGEST else ()


@lru_cache(maxsize=1)  # of a listing under way
def _numbers(folder: str) -> re.Pattern[str]:
    return re.compile(rf"/{re.escape(folder)}-({_NUMBER}){re.escape(SUFFIX)}(?=/)", re.ASCII)


def _runs(numbers: list[int]) -> Iterator[Run]:
    """Sorted numbers, each once, as runs."""
    if not numbers:
        return
    first = last = numbers[0]
    for number in numbers:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last

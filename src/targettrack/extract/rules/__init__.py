r"""Every pattern and word that reading listens for, as a row with its example. Knows no documents.

The tables stand in the `.tsv` files beside this one. `[name] why` begins a table, and says why for all of its rows;
`[name: column …] why` names columns of values. A row is tab-separated: the pattern, its values, an example that is read
otherwise without the row, and, where the table's reason is not enough, a reason of its own. `{name}` in a pattern is the
union of another table of the file, `{file.name}` of another file. An example is a sentence of the promise part, or, with
`\n` for its line ends (and `\xNN` or `\uNNNN` for signs that no file should hold), a whole document, whose first line may
be `file:` and the name of its file.

A table is one regular expression, compiled when it is first used: words as a tree, longest first; patterns in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import TypeVar

from targettrack.named import NamedTuple

T = TypeVar("T")

_HEADER = re.compile(r"\[(?P<name>[a-z_]+)(?::(?P<columns>[a-z_ ]*))?\]\s*(?P<why>.*)")
_REFERENCE = re.compile(r"\{((?:[a-z_]+\.)?[a-z_]+)\}")
_ESCAPE = re.compile(r"\\n|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")


class Row(NamedTuple):
    """One rule: what is looked for, what it means, an example that needs it, and why."""

    pattern: str
    values: tuple[str, ...]
    example: str
    why: str

    @property
    def value(self) -> str:
        """The only value of a table with one column."""
        return self.values[0]


class Table:
    """Rows that are looked for together. The methods of a regular expression are those of their union."""

    def __init__(self, file: str, name: str, columns: tuple[str, ...], why: str) -> None:
        """Begin a table of a file without rows."""
        self.file, self.name, self.columns, self.why = file, name, columns, why
        self.rows: tuple[Row, ...] = ()
        self._compiled: re.Pattern[str] | None = None
        self._words: dict[str, Row] = {}
        self.users: set[Table] = set()  # whose unions were made with this one's

    @property
    def union(self) -> str:
        """The rows as one pattern without a group of its own; of no rows, one that matches nothing."""
        if not self.rows:
            return r"(?!)"
        patterns = [row.pattern for row in self.rows]
        if any(_SPECIAL.search(pattern) for pattern in patterns):
            return "(?:" + "|".join(_REFERENCE.sub(self._referred, pattern) for pattern in patterns) + ")"
        return _tree(patterns)

    @property
    def regex(self) -> re.Pattern[str]:
        """The union, compiled."""
        if self._compiled is None:
            self._compiled = re.compile(self.union)
        return self._compiled

    @property
    def word(self) -> str:
        """The only word of a table."""
        return self.rows[0].pattern if self.rows else ""

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Find the first place that a row matches."""
        return self.regex.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """Match a row at `start`."""
        return self.regex.match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a row with the whole text."""
        return self.regex.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = 1 << 60) -> Iterator[re.Match[str]]:
        """Find every place that a row matches, without overlap."""
        return self.regex.finditer(text, start, end)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Put `by` in each place that a row matches."""
        return self.regex.sub(by, text)

    def split(self, text: str) -> list[str]:
        """Cut a text where a row matches; the rows have no groups."""
        return self.regex.split(text)

    def row(self, word: str) -> Row | None:
        """The row of a word, in a table of words."""
        if not self._words:
            self._words = {row.pattern: row for row in self.rows}
        return self._words.get(word)

    def first(self, text: str) -> tuple[Row, re.Match[str]] | None:
        """The first row, in their order, that is found in a text, with its match."""
        return next(self.each(text), None)

    def each(self, text: str) -> Iterator[tuple[Row, re.Match[str]]]:
        """The rows that are found in a text, in their order, each with its match."""
        for row in self.rows:
            if found := _single(_REFERENCE.sub(self._referred, row.pattern)).search(text):
                yield row, found

    def forget(self) -> None:
        """Drop what was compiled of the rows."""
        self._compiled, self._words = None, {}

    def _referred(self, reference: re.Match[str]) -> str:
        file, _, name = reference[1].rpartition(".")
        other = table(file or self.file, name)
        other.users.add(self)
        return other.union


_single = cache(re.compile)


def _tree(words: list[str]) -> str:
    """Words as a pattern that looks at each character once, the longest word first."""
    branches: dict[str, list[str]] = {}
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
    if not branches:
        return ""
    inner = "|".join(first + _tree(rest) for first, rest in branches.items())
    return f"(?:{inner})" + ("?" if "" in words else "")


def _escaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2] or "0a", 16))


@cache
def tables(file: str) -> dict[str, Table]:
    """The tables of a file by name."""
    out: dict[str, Table] = {}
    current: Table | None = None
    for line in resources.files(__package__).joinpath(file + ".tsv").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if header := _HEADER.fullmatch(line):
            current = out[header["name"]] = Table(
                file, header["name"], tuple((header["columns"] or "").split()), header["why"]
            )
            continue
        assert current is not None, file
        pattern, *rest = line.split("\t")
        count = len(current.columns)
        example, why = (*rest[count:], "", "")[:2]
        current.rows += (Row(pattern, tuple(rest[:count]), _ESCAPE.sub(_escaped, example), why or current.why),)
    return out


def table(file: str, name: str) -> Table:
    """A table by its file and name."""
    return tables(file)[name]


class Rules:
    """The tables of a file, as attributes."""

    def __init__(self, file: str) -> None:
        """Name the file; it is read when a table is first asked for."""
        self._file = file

    def __getattr__(self, name: str) -> Table:
        """A table by its name."""
        found = self.__dict__[name] = table(self._file, name)
        return found


CLAUSES, CONFIDENCE, FESTIVALS, FIGURES, FURNITURE, KINDS, LISTS, MEASURES, NAMES = map(
    Rules, ("clauses", "confidence", "festivals", "figures", "furniture", "kinds", "lists", "measures", "names")
)
NOUNS, PAIRS, PARTS, REPEATS, SCRIPT, TABLES, TAGS, TENSES, TIMES, TITLES, UNITS, VERBS = map(
    Rules,
    ("nouns", "pairs", "parts", "repeats", "script", "tables", "tags", "tenses", "times", "titles", "units", "verbs"),
)


caches: list[Callable[[], None]] = []
"""What empties the memory of the functions that remember."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what a function of a text has answered, as long as the rules stay as they are."""
    kept = lru_cache(maxsize=512)(function)
    caches.append(kept.cache_clear)
    return kept

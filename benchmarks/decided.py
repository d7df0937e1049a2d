"""What an office decides on drafts, from a table, one decision a line: words of a title, what is decided, keys where they differ.

`老字号<tab>owner=商务(shangwu); supporting=财政(caizheng)` or `drop`. Behind what is typed in Chinese stand the letters that an
input method takes for it, each a keystroke, and one more to choose the word. A unit or a deadline is for all drafts of the item
whose title has the words, a title for the one. ⏎ is Enter, ← the arrow, ⇱ Home, ⌦ Delete.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from targettrack.model import Target

_KEYS = {"owner": "u", "supporting": "p", "deadline": "t"}
_PIECE = re.compile(r"(?P<word>[一-鿿]+)\((?P<letters>[a-z]+)\)|(?P<key>.)")
_LETTERS = re.compile(r"\([a-z]+\)")
DROP = "drop"


class Piece(NamedTuple):
    """A key, or a word that an input method gives."""

    text: str
    strokes: int  # with an input method


class Decision(NamedTuple):
    """What is decided on the item whose titles have some words."""

    words: str
    fields: Mapping[str, str]  # as they are typed; nothing where the item is dropped
    pieces: tuple[Piece, ...]  # what is typed at the terminal, with the last Enter

    @property
    def is_dropped(self) -> bool:
        """Whether the item is none that is kept."""
        return not self.fields


def decisions(path: Path) -> list[Decision]:
    """Those of a table; lines that begin with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_decision(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def _decision(words: str, what: str, keys: str = "") -> Decision:
    said = dict(part.strip().split("=", 1) for part in what.split(";")) if what != DROP else {}
    typed = keys or "".join(f"{_KEYS[name]}{value}⏎" for name, value in said.items())
    typed = f"{typed}⏎" if said else "d"
    return Decision(words, {name: _LETTERS.sub("", value) for name, value in said.items()}, tuple(_pieces(typed)))


def _pieces(typed: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(typed):
        yield Piece(found["word"], len(found["letters"]) + 1) if found["word"] else Piece(found["key"], 1)


def strayed(known: Sequence[Decision], before: Iterable[Target], after: Iterable[Target]) -> list[str]:
    """Records whose lead unit nobody has decided on and that have another one than their drafts had, in words."""
    old = list(before)
    meant = {draft.item for one in known if "owner" in one.fields for draft in old if one.words in draft.title}
    led = {draft.id: draft.owner for draft in old if draft.item not in meant}
    return [
        f"{record.id} {record.title}: {record.owner} for {led[record.id]}"
        for record in after
        if record.owner != led.get(record.id, record.owner)
    ]

"""What a cell said when it went out, what it says now, and what the ledger says today → what was changed. Pure; knows no file."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

from targettrack.exchange.columns import ANSWERS, CAPTIONS, Holds
from targettrack.named import NamedTuple
from targettrack.render import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from targettrack.render.words import Words

NO = ANSWERS[1]


class Turn(NamedTuple):
    """One cell that says something new."""

    field: str  # code of its column
    exported: str | None  # what it said when it went out; None: nobody knows
    cell: str
    now: str  # what the ledger says today


class Compared(NamedTuple):
    """One row against its export and against the ledger. In neither list: a cell that says what one of the two says."""

    changed: tuple[Turn, ...]
    conflicts: tuple[Turn, ...]  # changed here, and in the ledger since, to something else


def compare(
    cells: Mapping[str, str],
    exported: Mapping[str, str] | None,
    now: Mapping[str, str],
    fields: Iterable[str],
    means: Callable[[str, str, str], bool],
) -> Compared:
    """What the cells of some columns change.

    `cells`: of the row, as they may be typed; "" is blank. `exported`: what they said, None where that is not known: then
    every cell that is filled in is held against the ledger. `now`: what would be exported today. Columns that the row lacks
    change nothing. `means`: whether two texts say the same in a column, as `is_same` does or by what they are entered as.
    """
    changed: list[Turn] = []
    conflicts: list[Turn] = []
    for field in fields:
        if field not in cells:
            continue
        was = None if exported is None else exported.get(field, "")
        turn = Turn(field, was, cells[field], now.get(field, ""))
        if _is_untouched(turn, means) or means(field, turn.cell, turn.now):
            continue
        is_ours = turn.exported is None or means(field, turn.exported, turn.now)
        (changed if is_ours else conflicts).append(turn)
    return Compared(tuple(changed), tuple(conflicts))


def _is_untouched(turn: Turn, means: Callable[[str, str, str], bool]) -> bool:
    return not turn.cell.strip() if turn.exported is None else means(turn.field, turn.cell, turn.exported)


def is_same(field: str, one: str, other: str) -> bool:
    """Whether two texts say the same in a column: 1.0 and 1, 推进中 and active, 甲、乙 and 乙，甲."""
    return one == other or _meaning(field, one) == _meaning(field, other)


def _meaning(field: str, text: str) -> object:
    """A text as it is compared."""
    plain = " ".join(text.split())
    holds = CAPTIONS[field].holds
    if holds is Holds.NUMBER:
        return _number(plain)
    if holds is Holds.CHOICE:
        meant = choices(field).meaning(plain) or words.fold(plain)
        return "" if meant == NO else meant  # whoever does not say yes claims nothing
    return frozenset(words.PARTED.split(plain)) if holds is Holds.UNITS else plain


def _number(text: str) -> object:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return words.fold(text)


@cache
def choices(field: str) -> Words[Any]:
    """What may be typed in a column that offers words."""
    offered = CAPTIONS[field].choices
    return words.named({name: name for name in offered}, {}) if isinstance(offered, tuple) else words.typed(offered)

"""The form of one draft: its fields under the words of the reader's language, each with what may be typed back for it.

Knows records and words; asks nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from targettrack.cli.session import SETTABLE
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.model import Quantity
from targettrack.record import GOAL
from targettrack.render.abridged import shortened
from targettrack.render.fold import fold
from targettrack.render.numbers import plain, quantity
from targettrack.render.safe import safe
from targettrack.render.words import PARTED, field_word, fields, word

if TYPE_CHECKING:
    from targettrack.model import Target

FIRST = ("title", "owner", "supporting", "leader", "deadline", "kind", "strength")
FIRST_OF_GOAL = ("indicator", "comparator", "value", "to", "unit", "done_when")
USUAL = (*FIRST, *FIRST_OF_GOAL, "tags")
"""What is corrected most: numbered, and gone through one after the other. The others are called by their words."""
OTHERS = tuple(name for name in SETTABLE if name not in USUAL)


def value(draft: Target, name: str) -> str:
    """What a field says, as it may be typed; "" where it says nothing."""
    held = getattr(draft.goal if name in GOAL.rows else draft, name)
    return "" if held is None else _typed(held)


def _typed(held: Any) -> str:
    return next((show(held) for kind, show in _SHOWN.items() if isinstance(held, kind)), str(held))


_SHOWN: Mapping[Any, Callable[[Any], str]] = {
    StrEnum: word,
    Decimal: plain,
    Quantity: lambda held: quantity(held.value, held.unit),
    Mapping: lambda held: " ".join(f"{name}={_typed(part)}" for name, part in held.items()),
    tuple: lambda held: _(", ").join(held),
}
"""How the values are typed that are not as they read."""


def page(draft: Target, width: int) -> list[str]:
    """The form as lines of at most so many cells."""
    lines = [
        f"{number:>2} {field_word(name)}: {safe(value(draft, name))}{'?' if name in draft.assumed else ''}"
        for number, name in enumerate(USUAL, 1)
    ]
    more = _("Also: {fields}").format(fields=" ".join(map(field_word, OTHERS)))
    return [*(shortened(line, width) for line in lines), *fold(more, width)]


def names(text: str) -> list[str]:
    """The fields that are called by their numbers, codes or words; * for all usual ones. UsageError no-such-field."""
    if text.strip() in {"*", "＊"}:
        return list(USUAL)
    known, numbered = fields(SETTABLE), dict(enumerate(USUAL, 1))
    found = []
    for called in PARTED.split(text.strip()) if known.meaning(text) is None else [text]:
        name = numbered.get(int(called)) if called.isdecimal() else known.meaning(called)
        if name is None:
            raise UsageError("no-such-field", text=called)
        found.append(name)
    return list(dict.fromkeys(found))


def words() -> list[str]:
    """The words of all fields, for completion."""
    return [field_word(name) for name in SETTABLE]

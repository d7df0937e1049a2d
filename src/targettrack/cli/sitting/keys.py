"""The keys of a review and what each stands for; said in one line under an item, and whole on a page of their own."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from targettrack.i18n import N_, _
from targettrack.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping


class Act(StrEnum):
    """What a reviewer may want. The value is the key."""

    ACCEPT = "a"
    UNIT = "u"
    SUPPORTING = "p"
    LEADER = "l"
    DEADLINE = "t"
    TAG = "g"
    EDIT = "e"
    SPLIT = "s"
    MERGE = "m"
    DROP = "d"
    SKIP = "n"
    BACK = "b"
    FORWARD = "f"
    UNDO = "z"
    SEARCH = "/"
    PAGE_DOWN = "]"
    PAGE_UP = "["
    HELP = "?"
    QUIT = "q"


WORDS: Mapping[Act, tuple[str, str]] = {
    Act.ACCEPT: (
        N_("accept"),
        N_("accept the item, or the chosen rows, with the units that are proposed (Enter, too)"),
    ),
    Act.UNIT: (N_("lead unit"), N_("lead unit of the rows: a number, a few characters of its name, Tab")),
    Act.SUPPORTING: (N_("supporting"), N_("supporting units of the rows, several parted by 、")),
    Act.LEADER: (N_("leader"), N_("leader in charge of the rows")),
    Act.DEADLINE: (N_("deadline"), N_("deadline of the rows")),
    Act.TAG: (N_("tag"), N_("tags of the rows")),
    Act.EDIT: (N_("edit"), N_("edit one row: a form with all its fields")),
    Act.SPLIT: (N_("split"), N_("split one row by new titles")),
    Act.MERGE: (N_("merge"), N_("merge the rows; a row that is alone, with the item before")),
    Act.DROP: (N_("drop"), N_("discard the item, or the chosen rows")),
    Act.SKIP: (N_("skip"), N_("leave it for later (space, too)")),
    Act.BACK: (N_("back"), N_("the item before (←)")),
    Act.FORWARD: (N_("forward"), N_("the item behind, reviewed or not (→)")),
    Act.UNDO: (N_("undo"), N_("take back what was done last: to this item, else at all; an acceptance, too")),
    Act.SEARCH: (N_("search"), N_("go to the next item with a text or of a number")),
    Act.PAGE_DOWN: (N_("more rows"), N_("more rows of the item (PgDn)")),
    Act.PAGE_UP: (N_("rows before"), N_("the rows before (PgUp)")),
    Act.HELP: (N_("keys"), N_("this page")),
    Act.QUIT: (N_("quit"), N_("stop here; what was done is on disk, and the next review goes on from here")),
}
"""The short word for each, and the sentence of the help page."""
SHORT = (Act.UNIT, Act.SUPPORTING, Act.EDIT, Act.DROP, Act.SKIP, Act.UNDO, Act.QUIT)
"""Those that the line under an item names; Enter stands before them."""
_ALSO = {
    **dict.fromkeys(("enter", ""), Act.ACCEPT),
    " ": Act.SKIP,
    "left": Act.BACK,
    "right": Act.FORWARD,
    "pagedown": Act.PAGE_DOWN,
    "pageup": Act.PAGE_UP,
    "c": Act.EDIT,
    "、": Act.SEARCH,  # what the key of / gives while Chinese is typed
}
_BY_KEY = _ALSO | {act.value: act for act in Act}


_PRESSED = late(r"((?:[0-9]\s*)*)(.*)", re.ASCII | re.DOTALL)


def parted(pressed: str) -> tuple[tuple[int, ...], str]:
    """What was pressed as the numbers of rows before it, and the key: one of them, or both in a line of a plain terminal."""
    found = _PRESSED.fullmatch(_plain(pressed))
    assert found is not None
    return tuple(int(digit) for digit in found[1] if digit.isdecimal()), found[2]


def act(key: str) -> Act | None:
    """What a key means; None for one that is none of them."""
    return _BY_KEY.get(_plain(key))


def _plain(key: str) -> str:
    """A key as it is meant: Chinese may be on, which makes it full width."""
    return key if key in _BY_KEY else unicodedata.normalize("NFKC", key).casefold()


def hint(*, rows: int) -> str:
    """The line under an item."""
    words = [_("Enter accepts"), *(f"{act.value} {_(WORDS[act][0])}" for act in SHORT), Act.HELP.value]
    if rows > 1:
        words.insert(1, _("1–{n} choose rows").format(n=rows))
    return "  ".join(words)


def page() -> list[str]:
    """All keys, one a line."""
    lines = [f"{act.value}   {_(sentence)}" for act, (_word, sentence) in WORDS.items()]
    return [*lines, _("1–9 choose rows, or let them go again; what follows is done to the chosen ones.")]

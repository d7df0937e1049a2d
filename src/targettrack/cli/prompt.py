"""A question at a terminal: wide characters are edited right, arrow keys recall what was typed before, Tab completes.

Knows the library for it, which costs 0.1 s to load; `world.ask` loads this module only when somebody is asked.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.data_structures import Size
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.output.vt100 import Vt100_Output

from targettrack.cli import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

_HISTORY = InMemoryHistory()
"""What was typed in this run; nothing of it is kept on disk."""


def ask(question: str, words: Sequence[str], *, source: Input | None = None, screen: Output | None = None) -> str:
    """One line as it was typed. `words` are offered for each part between semicolons.

    `source`, `screen`: the terminal, if it is not that of standard input and standard error.
    Raises KeyboardInterrupt after Ctrl-C, EOFError after Ctrl-D on an empty line.
    """
    session: PromptSession[str] = PromptSession(
        history=_HISTORY,
        completer=Words(words),
        reserve_space_for_menu=8 if words else 0,
        input=source,
        output=screen or Vt100_Output(sys.stderr, _size, os.environ.get("TERM"), enable_cpr=False),
    )
    return session.prompt(question)


class Words(Completer):
    """Words that have what was typed of this part anywhere in them: Chinese has no borders to begin at."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The words for the part at the cursor."""
        del complete_event  # typed on or asked for: the same words
        begun = typed.SEMICOLON.split(document.text_before_cursor)[-1].lstrip()
        return [Completion(word, -len(begun)) for word in self._words if begun.casefold() in word.casefold()]


def _size() -> Size:
    """A terminal that does not know its size says 0, as one that a program opened; nothing would be shown in it."""
    size = os.get_terminal_size(sys.stderr.fileno())
    return Size(size.lines or 24, size.columns or 80)

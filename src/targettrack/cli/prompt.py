"""A question at a terminal: wide characters are edited right, arrow keys recall what was typed before, Tab completes.

Knows the library for it, which costs 0.1 s to load; `world.ask` loads this module only when somebody is asked.
"""

from __future__ import annotations

import os
import re
import sys
import termios
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prompt_toolkit import Application, PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.data_structures import Size
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output.vt100 import Vt100_Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

_PARTS = re.compile("[;；、]")
_HISTORY = InMemoryHistory()
"""What was typed in this run; nothing of it is kept on disk."""


_NAMED = {"c-m": "enter", "c-j": "enter", "<bracketed-paste>": "paste"}
"""What the library calls otherwise than a person would."""
_ENDS: Mapping[str, type[BaseException]] = {"c-c": KeyboardInterrupt, "c-d": EOFError}


def ask(
    question: str,
    words: Mapping[str, str],
    *,
    present: str = "",
    source: Input | None = None,
    screen: Output | None = None,
) -> str:
    """One line as it was typed, beginning with `present`. `words` are offered for each part between semicolons or 、.

    `source`, `screen`: the terminal, if it is not that of standard input and standard error.
    Raises KeyboardInterrupt after Ctrl-C, EOFError after Ctrl-D on an empty line.
    """
    session: PromptSession[str] = PromptSession(
        history=_HISTORY,
        completer=Words(words),
        reserve_space_for_menu=8 if words else 0,
        input=source,
        output=screen or _screen(),
    )
    return session.prompt(question, default=present)


def press(question: str, *, source: Input | None = None, screen: Output | None = None) -> str:
    """One key as it was pressed: its character, or the name of one that has none: enter, left, pagedown, f1.

    Raises KeyboardInterrupt after Ctrl-C, EOFError after Ctrl-D or where the terminal is gone.
    """
    bindings = KeyBindings()

    @bindings.add(Keys.Any)
    def _pressed(event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        name = key.value if isinstance(key, Keys) else key
        if name in _ENDS:
            event.app.exit(exception=_ENDS[name])
        else:
            event.app.exit(result=_NAMED.get(name, name))

    control = FormattedTextControl([("", question), ("[SetCursorPosition]", "")], show_cursor=True)
    window = Window(control, wrap_lines=True, dont_extend_height=True)
    application: Application[str] = Application(
        Layout(window), key_bindings=bindings, input=source, output=screen or _screen(), erase_when_done=True
    )
    return application.run(handle_sigint=False)


@contextmanager
def unechoed() -> Iterator[None]:
    """What is typed while nobody asks is neither shown nor held back until a line is whole; Ctrl-C stays a signal."""
    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    quiet = [*usual]
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, usual)


def _screen() -> Output:
    return Vt100_Output(sys.stderr, _size, os.environ.get("TERM"), enable_cpr=False)


class Words(Completer):
    """Words that have what was typed of this part anywhere in them: Chinese has no borders to begin at."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words`: what may be typed, each with what it stands for, which is put in its place."""
        self._words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The words for the part at the cursor."""
        del complete_event  # typed on or asked for: the same words
        begun = _PARTS.split(document.text_before_cursor)[-1].lstrip()
        found = [(whole, word) for word, whole in self._words.items() if begun.casefold() in word.casefold()]
        return [Completion(whole, -len(begun)) for whole in dict(found)]


def _size() -> Size:
    """A terminal that does not know its size says 0, as one that a program opened; nothing would be shown in it."""
    size = os.get_terminal_size(sys.stderr.fileno())
    return Size(size.lines or 24, size.columns or 80)

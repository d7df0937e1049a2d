"""What a sitting asks for in words: each is asked until the answer can be taken; a wrong one stands there to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from targettrack.cli import world
from targettrack.errors import TargettrackError, UsageError
from targettrack.i18n import _
from targettrack.render import words
from targettrack.render.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Answer = TypeVar("Answer")


def told(error: TargettrackError) -> None:
    """Say what is wrong with an answer."""
    world.say(_("Error: {message}").format(message=sentence(error.code, error.params)))


def line(question: str, words: Collection[str] = (), present: str = "") -> str | None:
    """A line as it was typed; None if the person would rather not answer (Ctrl-C, Ctrl-D)."""
    try:
        return world.ask(question, words, default="", present=present)
    except (EOFError, KeyboardInterrupt):
        world.say("")
        return None


def until(
    question: str, take: Callable[[str], Answer], words: Collection[str] = (), present: str = ""
) -> Answer | None:
    """What an answer is taken for. None: nothing was changed of what stood there, or the person would rather not answer."""
    said = present
    while (text := line(question, words, said)) is not None and text != present:
        try:
            return take(text)
        except UsageError as error:
            told(error)
            said = text
    return None


def is_wanted(question: str, *, enter: bool = True) -> bool:
    """Whether the person says yes; `enter`: that key does, too."""
    world.say(question)
    try:
        key = world.press()
        return words.answer(key) is True or (enter and key.casefold() in {"enter", ""})
    except (EOFError, KeyboardInterrupt):
        return False

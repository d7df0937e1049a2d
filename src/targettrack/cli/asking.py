"""What a command still has to know: asked for at a terminal, with a proposed answer; elsewhere all of it is named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from targettrack.cli import world
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.render import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

Value = TypeVar("Value")


def require(missing: Iterable[str]) -> bool:
    """Whether anything is to be asked. `missing`: options without an answer. UsageError missing-answer where nobody sits there."""
    options = " ".join(missing)
    if options and not world.reads_terminal():
        raise UsageError("missing-answer", option=options)
    return bool(options)


def ask(
    question: str,
    read: Callable[[str], Value],
    *,
    proposed: str | None = None,
    offers: Collection[str] = (),
) -> Value:
    """What an answer means; a wrong one is asked for again, with the reason, and stands there to be changed.

    `proposed`: what Enter alone means; None: there has to be an answer. world.Abandoned if the person ends the conversation.
    """
    shown, present = f"{question} [{proposed}]" if proposed else question, ""
    while True:
        try:
            answer = world.ask(shown, offers, default=proposed, present=present)
        except (KeyboardInterrupt, EOFError):
            raise world.Abandoned from None
        try:
            return read(answer)
        except UsageError as error:
            from targettrack.render.messages import sentence  # only for a slip of the pen

            world.say(_("Error: {message}").format(message=sentence(error.code, error.params)))
            present = answer if world.has_keys() else ""


def agrees(question: str, *, default: bool) -> bool:
    """Whether a person at the terminal says yes."""
    return ask(f"{question} (y/n)", _yes_or_no, proposed="y" if default else "n")


def _yes_or_no(answer: str) -> bool:
    found = words.answer(answer)
    if found is None:
        raise UsageError("unknown-word", option=_("the answer"), text=answer, choices="y n")
    return found

"""A run that has to be worked out: the language is set, one command runs, errors turn into sentences and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack import i18n
from targettrack.cli import streams, world
from targettrack.errors import ExitCode, Saved, TargettrackError
from targettrack.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION = "_TARGETTRACK_COMPLETE"
"""What the shell sets when it asks for what may follow; Typer's name for it."""


def run(arguments: Sequence[str], failed: BaseException | None = None) -> int:
    """Run one command and give its exit code. The only place where an error becomes a sentence and a number.

    `failed`: what went wrong before this was loaded.
    """
    streams.prepare()
    try:
        code = _run([*arguments], failed)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the outermost catcher: a user never sees a traceback
        return _failed(error)
    if code == ExitCode.INTERRUPTED:  # Typer makes this code of Ctrl-C, without a word
        world.say(_("Interrupted; what was acknowledged is on disk."))
    return code


def _run(arguments: list[str], failed: BaseException | None) -> int:
    from targettrack.cli import commands, language, parameters  # the words have to be chosen before these are loaded

    i18n.use(language.choose(arguments))
    if failed is not None:
        raise failed
    own, words = commands.ordered(arguments)
    if COMPLETION not in world.environment():
        if not words and own in (["--help"], ["-h"]):
            return _page("")
        if words and words[0] in commands.NAMES and _is_settled(own):
            command = commands.load(words[0])
            given = parameters.read(command.parameters, words[1:])
            if given is not None:
                return _page(words[0]) if parameters.HELP.name in given else command.run(**given)
    from targettrack.cli import app  # Typer, which reads whatever is not plain

    return app.run([*own, *words], COMPLETION)


def _page(name: str) -> int:
    """Show the help page of a command, or of the program."""
    from targettrack.cli import help as pages  # which only a help page needs

    world.write_out(pages.of_command(name) if name else pages.of_program())
    return ExitCode.OK


def _is_settled(own: Sequence[str]) -> bool:
    """Whether the words before a command name a language and nothing else."""
    return not own or (own[0] == "--lang" and len(own) == 2) or (own[0].startswith("--lang=") and len(own) == 1)  # noqa: PLR2004  # with the language


def _failed(error: Exception) -> int:
    if world.environment().get("TARGETTRACK_DEBUG"):
        import traceback  # 5 ms

        traceback.print_exception(error)
    if isinstance(error, Saved):
        world.say(_reason(error))
        return error.exit_code
    if isinstance(error, world.Abandoned | EOFError):
        world.show("\n" if isinstance(error, EOFError) else "")  # the question still stands on the last line
        world.say(_("Nothing was recorded."))
        return ExitCode.INTERRUPTED
    if isinstance(error, TargettrackError) and error.code == "reader-left":
        return ExitCode.OK  # as after `| head`: they have what they wanted, and the ledger was only read
    world.say(_("Error: {message}").format(message=_reason(error)))
    return error.exit_code if isinstance(error, TargettrackError) else ExitCode.FAILED


def _reason(error: BaseException | None) -> str:
    """The sentence for an error; where something was saved before it, with what came in between."""
    from targettrack.render.messages import sentence  # only errors need the words
    from targettrack.render.safe import safe  # as above

    if isinstance(error, TargettrackError):
        cause = {"reason": _reason(error.__cause__)} if error.code == "saved-not-shown" else {}
        said, path = sentence(error.code, {**error.params, **cause}), safe(str(error.params.get("path", "")))
        return said if path in said else f"{path}: {said}"
    if isinstance(error, KeyboardInterrupt):
        return sentence("interrupted", {})
    if isinstance(error, OSError):
        return sentence("system", {"reason": str(error)})
    return sentence("bug", {"reason": f"{type(error).__name__}: {error}"})

"""A run that has to be worked out: the language is set, one command runs, errors turn into sentences and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack import i18n
from targettrack.cli import streams, world
from targettrack.errors import ExitCode, Saved, TargettrackError, UsageError
from targettrack.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "targettrack"


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
    from targettrack.cli import language  # the words have to be chosen before the commands are built

    i18n.use(language.choose(arguments))
    if failed is not None:
        raise failed
    import typer.main  # as above

    from targettrack.cli.app import build, ordered  # as above

    words, name = ordered(arguments)
    command = typer.main.get_command(build(name))
    return int(command.main(args=words, prog_name=PROGRAM, standalone_mode=False) or ExitCode.OK)


def _failed(error: Exception) -> int:
    import typer  # loaded already when an error comes from it

    if world.environment().get("TARGETTRACK_DEBUG"):
        import traceback  # 5 ms

        traceback.print_exception(error)
    if isinstance(error, Saved):
        world.say(_reason(error))
        return error.exit_code
    if isinstance(error, typer.Abort):
        world.say(_("Nothing was recorded."))
        return ExitCode.INTERRUPTED
    if isinstance(error, typer.TyperException):
        from targettrack.cli.usage import explain  # as above

        world.say(explain(error))
        return UsageError.exit_code
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

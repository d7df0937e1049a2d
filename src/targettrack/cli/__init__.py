"""The command line: one file per command. `main` gives an answer again that is still true, or has it worked out.

Loading this costs nothing, so that the former is done before the latter is loaded.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `cache.stamps`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn


def run(begin: Callable[[], object]) -> None:
    """The console script: one run, one exit code. Collecting garbage would take 5 % of it and free nothing that matters.

    `begin`: see `main`.
    """
    import gc

    gc.disable()
    leave(main(begin=begin))


def _version() -> int | None:
    """Say which version this is; None where there is nowhere to say it, which is found out as for any answer."""
    import sys

    from targettrack import __version__
    from targettrack.cli import streams

    streams.prepare()
    if not streams.is_text(sys.stdout):
        return None
    try:
        streams.write_bytes(sys.stdout, f"targettrack {__version__}\n".encode(sys.stdout.encoding))
    except OSError as error:
        streams.leave_stdout()
        if not isinstance(error, BrokenPipeError):  # a reader who left early has what they wanted: see `work.run`
            raise
    return 0


def leave(code: int) -> NoReturn:
    """End the process, locks and temporary files being gone. Python would first take apart all that was loaded: 14 ms.

    Where a stream cannot be flushed, or somebody watches the program run, it ends in Python's own way.
    """
    import atexit
    import os
    import sys

    if sys.gettrace() is None and sys.getprofile() is None:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            sys.exit(code)
        atexit._run_exitfuncs()  # noqa: SLF001  # what Python itself calls at its end
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None, begin: Callable[[], object] = lambda: None) -> int:
    """Run one command and give its exit code. `begin` is called when all is loaded for it."""
    import sys  # only for the arguments

    from targettrack.cli import memory

    arguments = [*(sys.argv[1:] if argv is None else argv)] or ["--help"]
    failed: BaseException | None = None
    try:
        code = _version() if arguments == ["--version"] else memory.recall(arguments, begin)
    except (KeyboardInterrupt, OSError) as error:
        code, failed = None, error
    if code is not None:
        return code
    from targettrack.cli import work  # with all that a command needs

    begin()
    return work.run(arguments, failed)

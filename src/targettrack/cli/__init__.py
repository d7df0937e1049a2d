"""The command line: one file per command. `main` gives an answer again that is still true, or has it worked out.

Loading this costs nothing, so that the former is done before the latter is loaded.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `cache.stamps`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def run(begin: Callable[[], object]) -> None:
    """The console script: one run, one exit code. Collecting garbage would take 5 % of it and free nothing that matters.

    `begin`: see `main`.
    """
    import gc
    import sys

    gc.disable()
    sys.exit(main(begin=begin))


def main(argv: Sequence[str] | None = None, begin: Callable[[], object] = lambda: None) -> int:
    """Run one command and give its exit code. `begin` is called when all is loaded for one that has to be worked out."""
    import sys  # only for the arguments

    from targettrack.cli import memory

    arguments = [*(sys.argv[1:] if argv is None else argv)] or ["--help"]
    failed: BaseException | None = None
    try:
        code = memory.recall(arguments)
    except (KeyboardInterrupt, OSError) as error:
        code, failed = None, error
    if code is not None:
        return code
    from targettrack.cli import work  # with all that a command needs

    begin()
    return work.run(arguments, failed)

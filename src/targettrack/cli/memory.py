"""Before a command is loaded: was this asked before, and is the answer still true? Knows what a run is told; no command.

It stands before everything else and is loaded alone, so that a hit costs no more than Python itself and a look at the
ledger. What a run is told is named once, in `_asked`: whatever else a reading command came to depend on belongs there, or
into the proof that `recording` makes.
"""

import os
import sys
import time

from targettrack import __version__
from targettrack.cache import answers, stamps
from targettrack.cache.shelf import Shelf
from targettrack.cli import streams

TYPE_CHECKING = False  # as in `cache.stamps`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from targettrack.cache.answers import Piece
    from targettrack.cache.shelf import Opened
    from targettrack.cache.stamps import Stamp

OPTION = "--no-cache"
WISH = "TARGETTRACK_CACHE"
_OFF = {"", "off"}
_PREFIXES = ("TARGETTRACK_", "LC_", "PYTHON", "_TYPER_", "PYDANTIC_")
_NAMES = {"LANG", "NO_COLOR", "TERM", "COLUMNS", "LINES", "UNICODE_VERSION"}
"""The environment variables that a reading command, Python or a library of ours heeds (the last one: Rich, of how wide signs are)."""
_COMPLETING = "_TARGETTRACK_COMPLETE"
_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


_NOTHING = Shelf("", "")


class Asked:
    """What this run was asked, as far as an answer may be kept. One in a process, as there is one run."""

    shelf = _NOTHING
    arguments: "Sequence[str]" = ()
    question = ""  # "": one that is not answered from memory
    since = 0
    """The moment at which the run began: what was changed later, or shortly before, proves nothing."""
    place: "Stamp | None" = None
    """The ledger's folder before anything in it was read: see `reads`."""


def shelf(root: object) -> Shelf:
    """The things that this run may find, and may keep, of the ledger in a folder.

    None with --no-cache, where there is no folder for them, or where nothing can be known without reading.
    """
    return Asked.shelf if Asked.shelf is not _NOTHING and stamps.is_near(str(root)) else _NOTHING


def reads(root: object) -> None:
    """Note how a ledger's folder looks, before the first look into it.

    A link that is turned meanwhile, as when a release is rolled out, leads to another one that may have been quiet for long.
    """
    if Asked.place is None:
        Asked.place = stamps.of(str(root))


def clock() -> float:
    """The present, in seconds since 1970."""
    return time.time()


def recall(arguments: "Sequence[str]", begin: "Callable[[], object]") -> int | None:
    """Give the answer to this question again, and its exit code; None where it has to be worked out.

    `begin` is called before a file is written. OSError, as where a disk is full, if standard output could not be.
    """
    Asked.since = stamps.moment()
    Asked.arguments, Asked.question, Asked.place = arguments, "", None
    folder = "" if OPTION in arguments else _folder()
    Asked.shelf = Shelf(folder, _version()) if folder else _NOTHING
    if not folder or _COMPLETING in os.environ:
        return None
    Asked.question = _asked(arguments)
    found = answers.recall(Asked.shelf, Asked.question, clock()) if Asked.question else None
    if found is None:
        return None
    opened, (code, pieces, file) = found
    try:
        if file:
            begin()
            if not _written(opened, pieces, file):
                return None
        return _said(opened, pieces, code)
    finally:
        opened.close()


def _written(opened: "Opened", pieces: "Sequence[Piece]", file: str) -> bool:
    """Put what belongs there in the place of the file, as `Run.write` does. False: the command will say why it cannot be."""
    from pathlib import Path

    from targettrack import store
    from targettrack.errors import TargettrackError

    try:
        store.check_destination(Path(file))
        store.replace(Path(file), _of_file(opened, pieces))
    except (TargettrackError, OSError):
        return False
    return True


def _of_file(opened: "Opened", pieces: "Sequence[Piece]") -> "Iterator[memoryview]":
    """What belongs into the file, piece by piece."""
    place = 0
    for number, size in pieces:
        if number == streams.FILE:
            yield from opened.pieces(place, size)
        place += size


def _said(opened: "Opened", pieces: "Sequence[Piece]", code: int) -> int:
    """Say what is left on both streams, in its order, and give the exit code."""
    place = 0
    for number, size in pieces:
        if number != streams.FILE:
            try:
                for piece in opened.pieces(place, size):
                    streams.write_bytes(sys.stdout if number == streams.ANSWER else sys.stderr, piece)
            except OSError as error:
                if number == streams.ANSWER:  # nobody who listens to the conversation is no fault
                    streams.leave_stdout()
                    if isinstance(error, BrokenPipeError):
                        return 0  # as after `| head`: see `work.run`
                    raise
        place += size
    return code


def _folder() -> str:
    """The cache folder: TARGETTRACK_CACHE, else targettrack in XDG_CACHE_HOME or ~/.cache; "" for none."""
    wish = os.environ.get(WISH)
    if wish is not None:
        return "" if wish in _OFF else os.path.abspath(wish)
    above = os.environ.get("XDG_CACHE_HOME", "")
    home = os.environ.get("HOME", "")
    if not os.path.isabs(above):  # the standard says that such a wish is none
        above = f"{home}/.cache" if os.path.isabs(home) else ""
    return above and f"{above}/targettrack"


def _version() -> str:
    """Everything that makes an answer another one though the question is the same: the program, Python, their libraries.

    The program's own files are looked at, since who works on them runs them; a library that is installed, updated or
    removed changes the folder that it lies in.
    """
    libraries = [(path, stamps.of(path)) for path in sys.path[1:]]  # the first is where the program was started
    flags = (*sys.flags, *sys.warnoptions, sys.getfilesystemencoding(), sys.executable)
    return f"{__version__} {sys.version} {answers.digest(stamps.below(_OWN), libraries, flags).hex()}"


def _asked(arguments: "Sequence[str]") -> str:
    """The arguments, where and by whom they were typed, and the screen; "" where that cannot be said."""
    outlets = [_outlet(stream) for stream in (sys.stdout, sys.stderr)]
    if not all(outlets):
        return ""
    told = sorted((name, value) for name, value in os.environ.items() if name in _NAMES or name.startswith(_PREFIXES))
    try:
        place = os.getcwd()
    except OSError:
        return ""
    who = (os.geteuid(), os.getegid(), os.getgroups())
    return repr((tuple(arguments), place, told, outlets, _size(), who))


def _size() -> tuple[int, ...]:
    """Columns and lines of the screen, as `shutil.get_terminal_size` asks for them; nothing where there is none."""
    try:
        return tuple(os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1))
    except (ValueError, OSError):
        return ()


def _outlet(stream: object) -> tuple[object, ...]:
    """What a stream can bear, and whether somebody looks at it; nothing for one that is closed."""
    if not streams.is_text(stream):
        return ()
    return (stream.encoding, stream.errors, stream.isatty())

"""A list that stands in a file: one line for each thing, the target first. Knows text; knows no ledger."""

from __future__ import annotations

from pathlib import Path

from targettrack import store
from targettrack.cli import world
from targettrack.errors import UsageError
from targettrack.named import NamedTuple
from targettrack.patterns import late

_PARTED = late(r"[\s,，]+")
_COMMENT = "#"


class Line(NamedTuple):
    """One line: the word that means a target, what is said of it, and where it stands, as an error names it."""

    target: str
    text: str
    place: str


def lines(file: str) -> tuple[Line, ...]:
    """The lines of a file, or of standard input for «-»; empty ones and those that begin with # say nothing.

    UsageError bad-line (option); StoreError: those of `store.document`; TargettrackError not-text.
    """
    from targettrack import extract  # 90 ms of patterns, of which only the encodings are wanted, and only by a list

    data = world.read_in() if file == "-" else store.document(Path(world.folder(), file))
    found = []
    for number, line in enumerate(extract.read_bytes(data).splitlines(), 1):
        target, text, *_rest = *_PARTED.split(line.strip(), maxsplit=1), ""
        place = f"{Path(file).name}:{number}"
        if target and not text:
            raise UsageError("bad-line", option=place, text=target)
        if target and not target.startswith(_COMMENT):
            found.append(Line(target, text, place))
    return tuple(found)

"""What became of each line of a file that another program wrote: `update --from`."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from targettrack.named import NamedTuple
from targettrack.views.answer import unsaid
from targettrack.views.recorded import Recorded


class Fate(StrEnum):
    """What became of one line."""

    WRITTEN = "written"
    SAME = "same"  # it stands already, under this key
    HELD = "held"  # it would have been written, but another line was refused
    REFUSED = "refused"


class Fed(NamedTuple):
    """One line. What it was refused for has a code with parameters, as a problem has."""

    line: int  # of the file, from 1
    id: str  # of the target; where none is meant, the word that stands there
    fate: Fate
    key: str  # of the line in the record; "" where there is none
    code: str  # why it was refused; "" where it was not
    params: Mapping[str, str | int]


@unsaid("recorded")
class Feed(NamedTuple):
    """All lines of a file, in its order."""

    dry_run: bool
    counts: Mapping[str, int]  # of the lines by what became of them, each fate once
    lines: tuple[Fed, ...]
    recorded: tuple[Recorded, ...] = ()  # what was written, as `update` tells it

    def each(self) -> Sequence[Fed]:
        """The lines."""
        return self.lines


def feed(lines: Sequence[Fed], recorded: Iterable[Recorded] = (), *, dry_run: bool) -> Feed:
    """The answer to a file."""
    counts = {str(fate): sum(line.fate is fate for line in lines) for fate in Fate}
    return Feed(dry_run, counts, tuple(lines), tuple(recorded))

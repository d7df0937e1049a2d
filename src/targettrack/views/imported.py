"""What sheets that came back say: which rows change what, which say nothing new, which were refused and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from targettrack.named import NamedTuple
from targettrack.views.answer import unsaid

PEOPLE = frozenset({"responsible", "contact"})
"""Columns of people: whom a unit names there no record keeps, and the office registers itself."""


class Doubtful(NamedTuple):
    """What is taken over and yet looks like a slip: a code with parameters."""

    code: str
    params: Mapping[str, str]


class SheetRow(NamedTuple):
    """A row of a sheet, and the target that it is of."""

    file: str
    sheet: str
    row: int  # as the program counts that shows it, from 1
    id: str
    part: str  # of the target; "": the whole
    title: str  # as the sheet names it, where there is no such target


@unsaid("heading")
class SheetCell(NamedTuple):
    """A cell that says something else than before."""

    cell: str  # where it stands: G7
    field: str  # code of its column
    heading: str
    exported: str | None  # what it said when it went out; null where that is not known
    typed: str  # what it says now
    meant: str  # what that is entered as, where it reads otherwise: 12000个 of 1.2万
    now: str  # what the ledger says today; of a figure that is asked for, the last one


class ChangedRow(NamedTuple):
    """A row that changes something."""

    row: SheetRow
    cells: tuple[SheetCell, ...]
    key: str  # of the line that enters it; "" for a draft, and before it is written
    doubts: tuple[Doubtful, ...]


@unsaid("heading", "said")
class RejectedRow(NamedTuple):
    """A row of which nothing is taken over: a code with parameters, as a problem has."""

    row: SheetRow
    cell: str  # the one that is at fault; "": the row as a whole
    heading: str
    code: str
    params: Mapping[str, str | int]  # columns by their codes
    said: Mapping[str, str | int]  # columns by what stands over them


class ClashingRow(NamedTuple):
    """A row that changes what was changed in the ledger since it went out; nothing of it is taken over."""

    row: SheetRow
    cells: tuple[SheetCell, ...]  # those that differ from both


@unsaid("heading")
class OpinionRow(NamedTuple):
    """What a unit thinks of a task, would have otherwise, or whom it names: for the office to decide; nothing is entered."""

    row: SheetRow
    unit: str  # whose sheet it is; of the office's own, the lead unit
    field: str  # code of the column: opinion, or one that is the office's to fill in
    heading: str
    text: str


@unsaid("heading")
class Untaken(NamedTuple):
    """A column that was filled in or changed, and that no sheet takes back."""

    heading: str  # as the file has it
    field: str  # code of the column; "" of one that is none of ours
    cells: int  # how many were changed


class SheetFile(NamedTuple):
    """One file that came back. Its rows are those changed, the same and rejected; a conflict is a rejection."""

    file: str
    form: str  # code of the form; "" where the file could not be read
    unit: str  # that it was made for; "": the office's own, or not known
    plans: tuple[str, ...]  # of its rows, as it went out
    against: (
        str  # "export": cells were held against what they said when it went out; "ledger": against the ledger alone
    )
    as_of: date | None  # what a blank day means
    blank: bool  # a month's sheet of a unit in which nothing was filled in
    blank_days: int  # figures and words whose day is that one
    rows: int
    changed: int
    same: int
    rejected: int
    untaken: tuple[Untaken, ...]
    notes: tuple[Doubtful, ...]  # on its sheets: what was passed over, and why
    code: str  # why it was not read; "" where it was
    params: Mapping[str, str | int]


@unsaid("verbose")
class Imported(NamedTuple):
    """What all files say, or have done."""

    verbose: bool  # a screen shows every row
    applied: bool  # false: a preview, nothing was written
    files: tuple[SheetFile, ...]
    changed: tuple[ChangedRow, ...]
    conflicts: tuple[ClashingRow, ...]
    rejected: tuple[RejectedRow, ...]
    opinions: tuple[OpinionRow, ...]
    blank: tuple[str, ...]  # units whose month's sheet came back without a word
    missing: tuple[str, ...]  # units that something is awaited of, and that have no sheet in the folder that was named

    def each(self) -> Iterable[dict[str, Any]]:
        """Every row that does not merely say the same, with what became of it."""
        lists: Mapping[str, Sequence[ChangedRow | ClashingRow | RejectedRow | OpinionRow]] = {
            "changed": self.changed,
            "conflict": self.conflicts,
            "rejected": self.rejected,
            "opinion": self.opinions,
        }
        for name, rows in lists.items():
            for one in rows:
                said = {key: value for key, value in one._asdict().items() if key not in {"row", "heading", "said"}}
                yield {"outcome": name, **one.row._asdict(), **said}

    @property
    def total(self) -> Mapping[str, int]:
        """The rows of all files: in all, changed, the same, rejected."""
        return {
            name: sum(getattr(file, name) for file in self.files) for name in ("rows", "changed", "same", "rejected")
        }

    @property
    def is_whole(self) -> bool:
        """Whether everything that was handed in can be taken over."""
        return not (self.rejected or self.conflicts or any(file.code for file in self.files))

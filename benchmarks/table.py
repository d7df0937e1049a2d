"""The table of how fast the program is: each operation with its goal, today's figure, and whether it is met.

`python benchmarks/table.py`, with the Python of an environment into which targettrack is installed, prints it for 1,000 and
10,000 records; `--large` adds 100,000. The program is installed anew, not editable, into a temporary folder; taskwarrior
and hledger are used where they are installed. CPU time of whole processes, in rounds in which all sides run in turn.

«cold» is the first run with an empty cache, «no cache» a run without one; the figure is the run after that.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cost import Cost, cost, middle, ratio, rounds
from operations import Operation, papers, sized, started
from reports import DAY
from setting import FORM, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cost import Command, Side

_SIZES, _LARGE = ("1000", "10000"), "100000"
_ROUNDS = {"10000": 5, "100000": 3}
_MOST_ROUNDS = 7
_HEADINGS = ("operation", "records", "command", "against", "goal", "measured", "met", "ms", "cold", "no cache", "MB")
_PAGE, _PAGE_SIZE = "HTML of 2,000 × 10, its size", 1.5  # MB


class Row(NamedTuple):
    """A line of the table."""

    operation: Operation
    goal: str
    measured: str
    is_met: bool | None  # None: there is no goal, or nothing to hold it against
    costs: tuple[Cost, ...] = ()  # the median, cold, without a cache


class Table:
    """Measures in a setting, one operation after the other."""

    def __init__(self, setting: Setting) -> None:
        """Turns are counted over the whole table, so that nothing is asked twice by chance."""
        self._setting, self._turn = setting, 0
        self._start = middle(rounds(_MOST_ROUNDS, lambda _turn: setting.command("--version", FORM, 0))[0]).cpu

    def row(self, operation: Operation) -> Row:
        """Measure one operation."""
        absent = self._absent(operation)
        if absent:
            return Row(operation, _goal(operation), f"–, no {absent}", None)
        number = _ROUNDS.get(operation.ledger, _MOST_ROUNDS)
        cold, bare = self._beginning(operation)
        costs, *others = rounds(number, *self._sides(operation))
        taken = middle(costs)
        memory = max(one.memory for one in (taken, cold, bare))
        figure = ratio(costs, others[0]) / operation.per if others else (taken.cpu - self._start) / 1000
        is_met = None if operation.most is None else figure <= operation.most
        if operation.memory is not None:
            is_met = is_met is not False and memory <= operation.memory
        shown = f"{figure:.2f}{' ×' if others else ' s'}"
        return Row(operation, _goal(operation), shown, is_met, (taken._replace(memory=memory), cold, bare))

    def page(self) -> Row:
        """How large the page of the large report is."""
        operation = Operation(_PAGE, FORM, f"report -o page.html --as-of {DAY}")
        cost(self._setting.command(operation.words, FORM, 0))
        size = (self._setting.ledger(FORM) / "page.html").stat().st_size / 1e6
        return Row(operation, f"{_PAGE_SIZE} MB", f"{size:.2f} MB", size <= _PAGE_SIZE)

    def _absent(self, operation: Operation) -> str:
        """The program that is not there; "" where nothing is missing."""
        program = operation.against.split(" ")[0]
        if program in {"task", "hledger", "todo"} and not self._setting.has(program):
            return program
        return "compiler" if operation.words.startswith("floor") and not self._setting.floor else ""

    def _beginning(self, operation: Operation) -> tuple[Cost, Cost]:
        """A run with an empty cache, and one without any."""
        self._setting.forget()
        self._turn += 1
        cold = cost(self._setting.command(operation.words, operation.ledger, self._turn))
        self._turn += 1
        return cold, cost(self._setting.command(operation.words, operation.ledger, self._turn, kept=False))

    def _sides(self, operation: Operation) -> Iterator[Side]:
        setting, other_ledger = self._setting, operation.of or operation.ledger

        def ours(_round: int) -> Command:
            self._turn += 1
            if operation.changes:
                setting.change(operation.ledger, self._turn)
            return setting.command(operation.words, operation.ledger, self._turn)

        def other(_round: int) -> Command:
            if operation.changes:  # it is asked of a ledger that has been quiet since
                setting.settle()
                cost(setting.command(operation.words, other_ledger, self._turn))
            return setting.command(operation.against, other_ledger, self._turn)

        yield ours
        if operation.against:
            yield other


def _goal(operation: Operation) -> str:
    times = "" if operation.most is None else f"≤ {operation.most:g} {'×' if operation.against else 's'}"
    return " ".join(filter(None, [times, f"≤ {operation.memory:g} MB" if operation.memory else ""]))


def _told(row: Row) -> bool | None:
    """Print a row, and say whether its goal is met."""
    operation = row.operation
    costs = [f"{one.cpu:.0f}" for one in row.costs] or ["", "", ""]
    memory = f"{row.costs[0].memory:.0f}" if row.costs else ""
    said = {True: "yes", False: "**no**", None: ""}[row.is_met]
    cells = [
        operation.name,
        operation.ledger,
        f"`{operation.words}`",
        f"`{operation.against}`" if operation.against else "",
    ]
    print(f"| {' | '.join([*cells, row.goal, row.measured, said, *costs, memory])} |", flush=True)
    return row.is_met


def main() -> None:
    """Print the table as it grows, and how many goals are met."""
    parser = argparse.ArgumentParser(description="Print how fast targettrack is, with its goals.")
    parser.add_argument("--large", action="store_true", help="also 100,000 records: an hour, and 2 GB of disk")
    parser.add_argument("--only", default="", help="operations with this text in their name")
    parser.add_argument("--sizes", nargs="*", default=_SIZES, help="of ledgers, in records")
    given = parser.parse_args()
    sizes = (*given.sizes, *([_LARGE] if given.large else []))
    with tempfile.TemporaryDirectory(prefix="targettrack-") as place:
        setting = Setting(Path(place))
        table = Table(setting)
        met: list[bool | None] = []
        print(f"{setting.versions()}\n\n| {' | '.join(_HEADINGS)} |\n|{'---|' * len(_HEADINGS)}")
        wanted = (one for one in chain(started(), *map(sized, sizes), papers()) if given.only in one.name)
        met.extend(_told(table.row(operation)) for operation in wanted)
        if given.only in _PAGE:
            met.append(_told(table.page()))
        print(f"\n{met.count(True)} of {len(met) - met.count(None)} goals met.")


if __name__ == "__main__":
    main()

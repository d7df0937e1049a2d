"""What sheets of 2,000 rows cost: CPU time beyond the start of the program, the median of a few runs of each command.

`python benchmarks/sheets.py`, with the Python of an environment into which targettrack[office] is installed. The ledger is
the real one, its plans copied under new names until there are 2,000 accepted records. Prints a Markdown table.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from start import cost

ROWS, RUNS = 2000, 5
REAL = Path(__file__).parent.parent / "targets"
COMMANDS = (
    "export -o register.xlsx --overwrite",
    "export --for division -o division.xlsx --overwrite",
    "export --by owner -o month --overwrite",
    "import register.xlsx",
    "import month",
)


def ledger(folder: Path) -> int:
    """Make the ledger, and give the number of its records."""
    plans = sorted(path.parent.name for path in REAL.glob("*/plan.toml"))
    named = re.compile(rf"\b({'|'.join(plans)})\b")
    made, copy = 0, 0
    for path in REAL.glob("*.toml"):
        shutil.copy(path, folder)
    while made < ROWS:
        copy += 1
        for plan in plans:
            (folder / f"{plan}C{copy}").mkdir()
            for path in (REAL / plan).glob("*.toml"):
                text = named.sub(rf"\1C{copy}", path.read_text(encoding="utf-8"))
                (folder / f"{plan}C{copy}" / named.sub(rf"\1C{copy}", path.name)).write_text(text, encoding="utf-8")
                made += path.name != "plan.toml"
    return made


def seconds(*command: str) -> float:
    """The median CPU time of a process."""
    return cost(list(command), RUNS) / 1000


def main() -> None:
    """Print the table."""
    program = str(Path(sys.executable).parent / "targettrack")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "targets")
        root.mkdir()
        made = ledger(root)
        os.chdir(place)
        start = seconds(program, "--version")
        print(f"| command ({made} records) | seconds beyond the start ({start:.2f}) |\n|---|---|")
        for words in COMMANDS:
            print(f"| `{words.replace(' --overwrite', '')}` | {seconds(program, *words.split()) - start:.1f} |")


if __name__ == "__main__":
    main()

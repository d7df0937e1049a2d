"""What a command costs beside a Typer "hello world": CPU time of the whole process, the median of many runs of each.

`python benchmarks/start.py [PLAN]`, with the Python of an environment into which targettrack is installed (not editable,
so that its bytecode is there). Prints ratios; nothing in the tests depends on a clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

RUNS = 21
HELLO = "import typer\n\ndef main(name: str = 'x'):\n    print('hello', name)\n\ntyper.run(main)\n"


def cost(command: list[str], runs: int = RUNS) -> float:
    """The median CPU time of a process in milliseconds."""
    times = []
    for _run in range(runs):
        child = os.fork()
        if child == 0:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            os.execv(command[0], command)  # noqa: S606  # our own programs
        usage = os.wait4(child, 0)[2]
        times.append((usage.ru_utime + usage.ru_stime) * 1000)
    return median(times)


def main(plan: str) -> None:
    """Print a Markdown table."""
    programs = Path(sys.executable).parent
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(HELLO)
        file.flush()
        base = cost([sys.executable, file.name])
        print(f"| command | times a hello world ({base:.0f} ms) |\n|---|---|")
        for words in ("list", "report", "alerts", "list -f json", "report -f json", "list -f table"):
            taken = cost([str(programs / "targettrack"), *words.split(), "--plan", plan])
            print(f"| `{words}` | {taken / base:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "KP2025")

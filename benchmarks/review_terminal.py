"""What it takes to review a whole county report at a terminal: keystrokes, counted in tmux, and what the ledger holds then.

`python benchmarks/review_terminal.py TEXT LABELS SOFT DECISIONS`, with the Python of an environment into which targettrack is
installed; needs tmux. Whoever reviews presses Enter where the proposals are right, and else what DECISIONS says (see
decided.py). LABELS and SOFT: see reviewed.py.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import reviewed
from decided import Decision, Piece, decisions, strayed
from targettrack import store

ROW = re.compile("1[* ] ")
ASKED = "›"
SERVER = "targettrack-benchmark"
NAMED = {"⏎": "Enter", "←": "Left", "⇱": "Home", "⌦": "DC"}
ACCEPT = (Piece("⏎", 1),)


def fresh(folder: Path, text: Path) -> str:
    """A ledger of the drafts of a text, with the units that the program knows by itself; the program."""
    program = str(Path(sys.executable).with_name("targettrack"))
    for argv in (["init"], ["extract", str(text.resolve()), "--plan", "XX", "--write"]):
        subprocess.run([program, *argv], cwd=folder, check=True, capture_output=True)  # noqa: S603  # our own
    return program


def tmux(*argv: str) -> str:
    """Tell the terminal something."""
    return subprocess.run(  # noqa: S603  # what is typed stands in our own table
        ["tmux", "-u", "-L", SERVER, *argv],  # noqa: S607  # the user's own tmux
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def asked(before: str) -> list[str]:
    """The lines of the screen from the header of an item on, as soon as there is another one than before, or the end."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        lines = tmux("capture-pane", "-p").rstrip("\n").split("\n")
        heads = [number for number, line in enumerate(lines) if line.startswith("── ")]
        shown = lines[heads[-1] :] if heads else lines
        if any("弃用" in line and "尚余" in line for line in lines[-3:]):
            return []
        if heads and lines[-1].startswith(ASKED) and shown[0] != before:
            return shown[:-1]
        time.sleep(0.02)
    raise TimeoutError("\n".join(lines))


def review(folder: Path, program: str, known: list[Decision]) -> list[list[Piece]]:
    """Go through all items: what was typed for each."""
    shell = f"cd {folder} && TARGETTRACK_LANG=zh XDG_STATE_HOME={folder}/state {program} review; sleep 60"
    tmux("new-session", "-d", "-x", "80", "-y", "24", shell)
    typed, before = [], ""
    while lines := asked(before):
        first = next(number for number, line in enumerate(lines) if ROW.match(line))
        text, before = "".join(line.strip() for line in lines[first:]), lines[0]
        meant = [one for one in known if one.words in text]
        known = [one for one in known if one not in meant]
        # Of several decisions on one item the last Enter is pressed once.
        keys = [piece for one in meant for piece in one.pieces[: None if one.is_dropped else -1]]
        keys += [] if any(one.is_dropped for one in meant) else ACCEPT
        for key in keys:
            tmux("send-keys", *([NAMED[key.text]] if key.text in NAMED else ["-l", key.text]))
        typed.append(keys)
    for one in known:
        print(f"no item shows {one.words}")
    return typed


def main(text: Path, labels: Path, soft: Path, table: Path) -> int:
    """Print what was counted, and what the ledger holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, begun, known = fresh(folder, text), time.monotonic(), decisions(table)
        drafts = store.load(folder / "targets").targets
        try:
            typed = review(folder, program, known)
        finally:
            tmux("kill-server")
        keys = [key for item in typed for key in item]
        print(f"items: {len(typed)}, of them with other keys than Enter: {sum(item != [*ACCEPT] for item in typed)}")
        print(
            f"keystrokes with an input method: {sum(key.strokes for key in keys)}, "
            f"characters and keys: {sum(len(key.text) for key in keys)}, {time.monotonic() - begun:.0f} s"
        )
        away = strayed(known, drafts, store.load(folder / "targets").targets)
        found = reviewed.checks(folder / "targets", "XX", labels, soft)
        return reviewed.told([*found, reviewed.undecided(away, len(drafts))])


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))

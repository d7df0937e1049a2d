"""What it takes to review a whole county report at a terminal: keystrokes, counted in tmux, and what the ledger holds then.

`python benchmarks/review.py REPORT [LABELS]`, with the Python of an environment into which targettrack is installed; needs
tmux. Whoever reviews presses Enter where the proposals are right, and else what `review.tsv` says for an item that shows
some words: what was typed in Chinese stands with the letters that an input method takes for it, 统计(tongji), each letter
a keystroke, and one more to choose the word.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import marked
from targettrack import store
from targettrack.extract import Draft, Extraction
from targettrack.model import Target

DECISIONS = Path(__file__).with_suffix(".tsv")
KEY = re.compile(r"(?P<word>[一-鿿]+)\((?P<letters>[a-z]+)\)|(?P<key>.)")
NAMED = {"⏎": "Enter"}
ROW = re.compile("1[* ] ")
ASKED = "›"
SERVER = "targettrack-benchmark"


def decisions() -> list[tuple[str, list[tuple[str, int]]]]:
    """Words of an item, and what is typed for it, each piece with its keystrokes."""
    rows = (line.split("\t") for line in DECISIONS.read_text("utf-8").splitlines() if line[:1] not in {"", "#"})
    return [(words, [_piece(found) for found in KEY.finditer(keys)]) for words, keys in rows]


def _piece(found: re.Match[str]) -> tuple[str, int]:
    return (found["word"], len(found["letters"]) + 1) if found["word"] else (found["key"], 1)


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


def review(folder: Path, program: str) -> tuple[int, int]:
    """Go through all items; keystrokes, and items for which other keys than Enter were pressed."""
    shell = f"cd {folder} && TARGETTRACK_LANG=zh XDG_STATE_HOME={folder}/state {program} review; sleep 60"
    tmux("new-session", "-d", "-x", "80", "-y", "24", shell)
    known, strokes, decided, before = decisions(), 0, 0, ""
    while lines := asked(before):
        first = next(number for number, line in enumerate(lines) if ROW.match(line))
        text, before = "".join(line.strip() for line in lines[first:]), lines[0]
        keys = next((keys for words, keys in known if words in text), [("⏎", 1)])
        known = [(words, keys) for words, keys in known if words not in text]
        decided += keys != [("⏎", 1)]
        for key, cost in keys:
            tmux("send-keys", *([NAMED[key]] if key in NAMED else ["-l", key]))
            strokes += cost
    for words, _keys in known:
        print(f"no item shows {words}")
    return strokes, decided


def main(report: str, labels: str = "") -> None:
    """Print what was counted."""
    program = str(Path(sys.executable).with_name("targettrack"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for argv in (["init"], ["extract", str(Path(report).resolve()), "--plan", "XX", "--write"]):
            subprocess.run([program, *argv], cwd=folder, check=True, capture_output=True)  # noqa: S603  # our own
        drafts = store.load(folder / "targets").targets
        print(f"{len({draft.item for draft in drafts})} items, {len(drafts)} drafts")
        begun = time.monotonic()
        strokes, decided = review(folder, program)
        print(f"{strokes} keystrokes, other keys than Enter for {decided} items, {time.monotonic() - begun:.0f} s")
        tmux("kill-server")
        records = [one for one in store.load(folder / "targets").targets if not one.discarded]
        told(records)
        if labels:
            text = Path(report).read_text("utf-8")
            found = Extraction(tuple(map(_as_read, records)))
            print(marked.table([marked.score(Path(report).stem, text, Path(labels), found)]))


def _as_read(one: Target) -> Draft:
    """A record as the labels are compared with what was read."""
    shared = {field.name: getattr(one, field.name) for field in fields(Draft) if hasattr(one, field.name)}
    return Draft(**shared | {"quote": one.quotes[0].text, "line": one.quotes[0].line or 1, "confidence": Decimal(1)})


def told(records: list[Target]) -> None:
    """What the ledger holds."""
    accepted = [one for one in records if not one.draft]
    print(
        f"accepted {len(accepted)} of {len(records)}, with a lead unit {sum(bool(one.owner) for one in accepted)}, "
        f"items with supporting units {len({one.item for one in accepted if one.supporting})}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

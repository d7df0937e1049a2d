"""What git is told about a ledger, and whether it does so. Knows attributes; knows no records."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from targettrack.errors import Problem, Severity
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, UNITS_FILE, index
from targettrack.store.text import read_if_present
from targettrack.store.write import scraps

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES_FILE = ".gitattributes"
# The union keeps both people's lines where their updates meet. The last three files do not hold one fact per line, so
# there git is to report a conflict as usual. `merge=text` says so; `-merge` would take one side whole.
FILES = {
    ATTRIBUTES_FILE: """\
*.toml text eol=lf merge=union
.ids text eol=lf merge=union
plan.toml merge=text
units.toml merge=text
targettrack.toml merge=text
""",
    ".gitignore": ".lock\n.targettrack-*.tmp\n",
}
_SECONDS = 10


def faults(root: Path) -> tuple[Problem, ...]:
    """Warnings: files that a stopped writer left behind, and attributes by which git would not merge as it has to.

    Where git gives its own answer, that counts; else .gitattributes is read. StoreError: as `index` and `text.read`.
    """
    listed = index(root)
    own = (read_if_present(str(root), ATTRIBUTES_FILE) or b"").decode(errors="replace").splitlines()
    is_whole = all(line in own for line in FILES[ATTRIBUTES_FILE].splitlines())
    answer = _answer(root, listed.every)
    if answer is None:
        lower = [name for name in listed.files if name and read_if_present(str(root), f"{name}/{ATTRIBUTES_FILE}")]
        answer = dict.fromkeys(lower or ([] if is_whole else [ATTRIBUTES_FILE]), "?")
    left = [os.path.join(folder, name) for folder in ("", *listed.files) for name in scraps(root / folder)]
    found = [Problem("left-over", path, severity=Severity.WARNING) for path in left]
    plain = {PLAN_FILE, UNITS_FILE, SETTINGS_FILE}
    wrong = [file for file in answer if (answer[file] == "union") is (os.path.basename(file) in plain)]
    if wrong:
        code = "attributes-missing" if not own else "attributes-overruled" if is_whole else "attributes-changed"
        params = {"file": wrong[0], "value": answer[wrong[0]]}
        found.append(Problem(code, ATTRIBUTES_FILE, severity=Severity.WARNING, params=params))
    return tuple(found)


def _answer(root: Path, files: tuple[str, ...]) -> dict[str, str] | None:
    """How git would merge each file; None where there is no git, or no work tree."""
    import subprocess  # 8 ms that only `check` pays

    asked = ["git", "-C", str(root), "check-attr", "--stdin", "-z", "merge"]
    try:
        ended = subprocess.run(  # noqa: S603  # the user's own git, in the ledger that they named
            asked, input="\0".join(files), capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    words = ended.stdout.split("\0")
    return dict(zip(words[::3], words[2::3], strict=False))

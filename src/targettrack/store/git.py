"""What git is told about a ledger, and whether it does so. Knows attributes; knows no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.errors import Problem, Severity
from targettrack.store.listing import PLAN_FILE, SETTINGS_FILE, UNITS_FILE, index
from targettrack.store.text import read_if_present

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES_FILE = ".gitattributes"
UNION = "union"
# The union keeps both people's lines where their updates meet. The last three files do not hold one fact per line, so
# there git is to report a conflict as usual. `merge=text` says so; `-merge` would take one side whole.
FILES = {
    ATTRIBUTES_FILE: f"""\
*.toml text eol=lf merge={UNION}
.ids text eol=lf merge={UNION}
{PLAN_FILE} merge=text
{UNITS_FILE} merge=text
{SETTINGS_FILE} merge=text
""",
    ".gitignore": """\
.lock
.targettrack-*.tmp
""",
}
_SECONDS = 10


def faults(root: Path) -> tuple[Problem, ...]:
    """A warning where git would not merge this ledger as it has to, by its own answer where it gives one.

    StoreError: as `index` and `text.read`.
    """
    listed = index(root)
    files = (*listed.beside, *(f"{folder}/{name}" for folder, names in listed.files.items() for name in names))
    own = (read_if_present(str(root), ATTRIBUTES_FILE) or b"").decode(errors="replace")
    lines = own.splitlines()
    is_whole = all(line in lines for line in FILES[ATTRIBUTES_FILE].splitlines())
    answer = _answer(root, files)
    if answer is None:
        lower = [folder for folder in listed.files if read_if_present(str(root), f"{folder}/{ATTRIBUTES_FILE}")]
        answer = {lower[0]: "?"} if lower else {} if is_whole else {ATTRIBUTES_FILE: "?"}
    wrong = next((file for file, value in answer.items() if (value == UNION) is not _wants_union(file)), None)
    if wrong is None:
        return ()
    code = "attributes-missing" if not own else "attributes-overruled" if is_whole else "attributes-changed"
    params = {"file": wrong, "value": answer[wrong]}
    return (Problem(code, ATTRIBUTES_FILE, severity=Severity.WARNING, params=params),)


def _wants_union(file: str) -> bool:
    return file.rpartition("/")[2] not in {PLAN_FILE, UNITS_FILE, SETTINGS_FILE}


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

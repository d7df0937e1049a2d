"""What is measured, and how good it has to be: a row for each operation. Knows command lines and goals; runs nothing.

In a command line {n} is the turn, and {day} {owner} {tag} {id} {number} {real} are others in each turn, so that a question that
has them has not been asked before. A line without them is asked again, of a ledger in which nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reports import DAY
from setting import FORM, REAL, TAB

SMALL = "100"
"""Records of the ledger against which the cost of naming a target is held."""
HELLO = "hello world"


class Operation(NamedTuple):
    """What is run on which ledger, against what, and the most that it may cost."""

    name: str
    ledger: str
    words: str
    against: str = ""  # a peer's command line or one of ours, in the same rounds
    most: float | None = None  # times `against`; seconds beyond the start where there is none; None: only shown
    of: str = ""  # the ledger of `against`, where it is another one
    per: float = 1  # `against` counts so many times
    changes: bool = False  # a hundred records change before each turn
    memory: float | None = None  # the most, in MB


_OF_UNIT, _ON = "--owner 云州市教育局", f"--as-of {DAY}"
_LIST = f"list {_OF_UNIT} {_ON}"
_NEW = f"list --owner {{owner}} {_ON}"
_UPDATE = "update {id} --note 第{n}次"
_ADD = "add 修建公厕{n}座 --plan AA2025 --kind quantity --value {n}座 --owner 云州市教育局 --deadline 2025-12-31"
_LISTED = {"1000": 2.5, "10000": 0.33, "100000": 0.2}
_EXPORTED = {"10000": 0.25, "100000": 0.15}
_NAMED = {"10000": 0.25, "100000": 0.03}


def started() -> Iterator[Operation]:
    """What every command pays before it does anything, on the real ledgers."""
    for words in ("list", "report", "show KP2025-089"):
        yield Operation(f"{words.split()[0]}, asked again", REAL, words, HELLO, 0.6)
    yield Operation("list, first run of a day", REAL, "list --as-of {day}", HELLO, 0.6)
    yield Operation("report, first run of a day", REAL, "report --as-of {day}", HELLO, 0.6)
    yield Operation("show, another target", REAL, "show {real}", HELLO, 0.6)
    yield Operation("update", REAL, "update {real} --note 第{n}次", HELLO, 0.6)
    yield Operation("--version", REAL, "--version", HELLO, 0.5)
    yield Operation("--help", REAL, "--help", HELLO, 0.7)
    yield Operation("completion", REAL, f"show KP2025-0{TAB}", HELLO, 0.8)


def sized(size: str) -> Iterator[Operation]:
    """What grows with a ledger."""
    big = int(size) > 10_000  # noqa: PLR2004  # beyond what is measured without being asked for
    memory = 800 if big else None
    listed = _LISTED.get(size)
    yield Operation("completion", size, f"show AA2025-0{TAB}", HELLO, 0.8)
    yield Operation("list, asked again", size, _LIST, "task project:云州市教育局 list", listed, memory=memory)
    yield Operation("list, a unit not asked for", size, _NEW, "task project:{owner} list", listed)
    yield Operation("list, a tag not asked for", size, f"list --tag {{tag}} {_ON}", "task +{tag} list", listed)
    first = f"list {_OF_UNIT} --as-of {{day}}"
    yield Operation("list, first run of a day: of asked again", size, first, _LIST, 6)
    yield Operation("list, first run of a day: of not asked", size, first, _NEW, 6)
    yield Operation("list, 100 records changed: of asked again", size, _LIST, _LIST, 1.2, changes=True)
    yield Operation("list, 100 records changed: of not asked", size, _LIST, _NEW, 1.2, changes=True)
    summed = 1 if size == "10000" else None
    report = 400 if size == "10000" else None
    yield Operation("alerts, asked again", size, f"alerts {_ON}", "task summary", summed, memory=memory)
    for form in ("lines", "json"):
        words = f"report -f {form} {_ON}"
        yield Operation(f"report {form}, asked again", size, words, "task summary", summed, memory=report)
    yield Operation("report, first run of a day", size, "report -f lines --as-of {day}", "task summary")
    most = 150 if size in _EXPORTED else None
    exported = _EXPORTED.get(size)
    yield Operation("export, asked again", size, f"export -f json {_ON}", "task export", exported, memory=most)
    yield Operation("export, first run of a day", size, "export -f json --as-of {day}", "task export", memory=memory)
    yield Operation("check", size, "check", "hledger check -f journal", 2 if size == "10000" else None, memory=memory)
    if size != "1000":
        yield Operation("check, linear", size, "check", "check", 1.1, of="1000", per=int(size) / 1000)
    if not big:
        yield Operation("list against todoman", size, _NEW, "todo list")
    for action in ("stat", "read"):
        yield Operation(f"floor: {action} all files", size, f"floor {action}", _LIST)
    yield from _by_id(size)


def _by_id(size: str) -> Iterator[Operation]:
    """What names a target, or makes one; the last of a ledger, because it changes it."""
    memory = 800 if int(size) > 10_000 else None  # noqa: PLR2004  # as above
    named = _NAMED.get(size)
    rows = (
        ("show", "show {id}", "task {number} info"),
        ("update", _UPDATE, "task {number} annotate 第{n}次"),
        ("add", _ADD, "task add 修建公厕{n}座 project:云州市教育局 due:2025-12-31"),
    )
    for name, words, peer in rows:
        yield Operation(name, size, words, peer, named, memory=memory)
        yield Operation(f"{name}, at any size", size, words, words, 1.1, of=SMALL)


def papers() -> Iterator[Operation]:
    """Pages, sheets and texts of 2,000 records; seconds beyond the start."""
    yield Operation("HTML of 2,000 × 10, asked again", FORM, f"report -f html {_ON}", most=0.3)
    yield Operation("HTML of 2,000 × 10, first run of a day", FORM, "report -f html --as-of {day}", most=1.3)
    yield Operation("extract of 20,000 characters", FORM, "extract report.txt", most=0.4)
    yield Operation("XLSX of 2,000 rows", FORM, f"export -o register.xlsx --overwrite {_ON}", most=2)
    yield Operation("import of the unit sheets, each row filled in", FORM, "import month", most=3)

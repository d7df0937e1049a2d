"""What each layer may touch, read off the sources: clock, environment, terminal and disk; and what no file may refer to."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch, translate
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "targettrack"
MODULES = sorted(PACKAGE.rglob("*.py"))

CLOCK = {
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
}
ENVIRONMENT = {
    *("os.environ", "os.environb", "os.getenv", "os.putenv", "os.unsetenv", "os.getcwd", "os.chdir", "os.umask"),
    *("os.getlogin", "os.getuid", "os.path.expanduser", "os.path.expandvars", "pathlib.Path.home", "pathlib.Path.cwd"),
    *(
        "getpass.*",
        "socket.*",
        "platform.*",
        "locale.*",
        "subprocess.*",
        "os.system",
        "os.exec*",
        "os.fork",
        "sys.argv",
    ),
}
TERMINAL = {
    *("sys.stdin", "sys.stdout", "sys.stderr", "print", "input", "*.isatty", "os.isatty", "os.get_terminal_size"),
    *("shutil.get_terminal_size", "termios.*", "tty.*", "readline.*", "warnings.warn", "logging.*"),
}
DISK = {
    *(
        "open",
        "io.open",
        "os.open",
        "os.fdopen",
        "os.read",
        "os.write",
        "os.pread",
        "os.pwrite",
        "os.close",
        "os.fsync",
    ),
    *("os.stat", "os.lstat", "os.fstat", "os.access", "os.listdir", "os.scandir", "os.walk", "os.mkdir", "os.makedirs"),
    *("os.rename", "os.renames", "os.replace", "os.unlink", "os.remove", "os.rmdir", "os.link", "os.symlink"),
    *("os.readlink", "os.truncate", "os.ftruncate", "os.utime", "os.chmod", "os.chown", "os.fchmod", "os.fchown"),
    *("os.path.exists", "os.path.lexists", "os.path.isfile", "os.path.isdir", "os.path.islink", "os.path.realpath"),
    *("os.path.getsize", "os.path.getmtime", "os.path.samefile", "os.dup*", "os.sync", "os.mkfifo"),
    *("*.read_text", "*.read_bytes", "*.write_text", "*.write_bytes", "*.iterdir", "*.glob", "*.rglob", "*.is_file"),
    *("*.is_dir", "*.is_symlink", "*.exists", "*.lstat", "*.unlink", "*.mkdir", "*.rmdir", "*.touch", "*.symlink_to"),
    *("fcntl.*", "mmap.*", "shutil.copy*", "shutil.move", "shutil.rmtree", "tempfile", "tempfile.*", "glob", "glob.*"),
    *("importlib.resources.*", "gettext.translation"),
    *("sqlite3.*", "zipfile.*", "tarfile.*", "shelve.*", "urllib.request.*", "http.*"),
}
WHERE = {
    "the clock": (
        CLOCK,
        {
            "cli/*",
            "cache/*",  # that of the file system: how long ago a file was changed
        },
    ),
    "the environment": (
        ENVIRONMENT,
        {
            "cli/*",
            "store/lock.py",  # signs the lock, so that who waits knows for whom
            "store/git.py",  # asks git what it would do with the ledger's files
            "store/place.py",  # as above
        },
    ),
    "the terminal": (TERMINAL, {"cli/*"}),
    "the disk": (
        DISK,
        {
            "store/*",
            "cache/*",  # the user's cache folder
            "i18n.py",  # its catalogues
            "extract/rules/__init__.py",  # its own tables
            "directory.py",  # as above
            "render/html/shell.py",  # the page's own style and script
            "exchange/package.py",  # a zip that is in memory
            "exchange/seal.py",  # as above
            "exchange/parquet.py",  # DuckDB reads and writes files alone: a folder of its own, for a moment
        },
    ),
    "Typer": ({"typer", "typer.*", "click", "click.*"}, {"cli/*"}),
    "Rich": ({"rich", "rich.*"}, {"render/*", "cli/help.py", "cli/completion.py"}),
    "prompt_toolkit": ({"prompt_toolkit", "prompt_toolkit.*"}, {"cli/prompt.py"}),
    "tomli-w": ({"tomli_w", "tomli_w.*"}, {"store/*"}),
}
_POINTS_AT_NOTHING = {
    "cli/streams.py": {"os.dup2", "os.open"}
}  # a standard output that nobody reads is led to /dev/null


@cache
def touched(source: str) -> tuple[tuple[int, str], ...]:
    """The dotted names that a module loads or imports, by line, with what it has imported under another name spelt out."""
    return tuple(_touched(ast.parse(source)))


def _touched(tree: ast.Module) -> Iterator[tuple[int, str]]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {
                (alias.asname or alias.name.partition(".")[0]): alias.name for alias in node.names if alias.asname
            }
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.lineno, f"{node.module}.{alias.name}"
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in inner:
            yield from ((node.lineno, name) for name in _spelt(node, names))


def _spelt(node: ast.expr, names: dict[str, str]) -> Iterator[str]:
    """`os.path.isdir` of the name that stands for it, with each beginning of it; `*.isatty` of a method of something."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(names.get(node.id, node.id))
    else:
        parts.append("something")
    parts.reverse()
    yield from (".".join(parts[: n + 1]) for n in range(len(parts)))


def found_in(source: str, things: set[str]) -> list[tuple[int, str]]:
    """Where a module touches one of these things."""
    sought = re.compile(rf"(?!targettrack\.)(?:{'|'.join(map(translate, things))})")
    return sorted({(line, name) for line, name in touched(source) if sought.match(name)})


@pytest.mark.parametrize("what", WHERE)
def test_only_where_the_design_says(what: str) -> None:
    """The clock, the environment and the terminal are read in `cli`, the disk in `store`; the rest is told."""
    things, places = WHERE[what]
    found = {}
    for path in MODULES:
        place = path.relative_to(PACKAGE).as_posix()
        if not any(fnmatch(place, allowed) for allowed in places):
            lines = [(line, name) for line, name in found_in(path.read_text(encoding="utf-8"), things)]
            found[place] = [(line, name) for line, name in lines if name not in _POINTS_AT_NOTHING.get(place, ())]
    assert {place: lines for place, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("from datetime import datetime as d\nd.now()", "the clock"),
        ("import datetime\nx = datetime.date.today", "the clock"),
        ("from time import time", "the clock"),
        ("import os as system\nsystem.environ['X']", "the environment"),
        ("from os import getenv", "the environment"),
        ("from os import path\npath.expanduser('~')", "the environment"),
        ("import sys\nsys.stdout.write('')", "the terminal"),
        ("print(1)", "the terminal"),
        ("(stream or other).isatty()", "the terminal"),
        ("open('x')", "the disk"),
        ("from pathlib import Path\nPath('x').read_text()", "the disk"),
        ("import os\nos.path.isdir('x')", "the disk"),
        ("import tempfile", "the disk"),
        ("def f():\n    import rich.table", "Rich"),
    ],
)
def test_every_way_to_touch_is_seen(line: str, what: str) -> None:
    """Under another name, from its module, inside a function, as a method: the test above sees it."""
    assert found_in(line, WHERE[what][0])
    assert (
        found_in("from datetime import datetime\ndatetime.fromisoformat(x)\n'open'.replace('a', 'b')", WHERE[what][0])
        == []
    )


OUTSIDE = re.compile(r"\.\./shared|\bshared/|\b(?:design|domain|rating|style)\.md\b|(?<!-)(?<!--)\bissue \d")
TEXTS = sorted(
    path
    for pattern in (
        "src/**/*.py",
        "tests/**/*.py",
        "docs/*.md",
        "benchmarks/*.py",
        ".ci/*",
        "*.md",
        "*.toml",
        ".gitignore",
    )
    for path in ROOT.glob(pattern)
    if path.is_file() and path != Path(__file__)
)


def test_no_file_refers_to_one_outside() -> None:
    """What a reader needs stands in the repository; a source is named by its city or its law."""
    found = [
        (str(path.relative_to(ROOT)), number)
        for path in TEXTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if OUTSIDE.search(line)
    ]
    assert len(TEXTS) > 200
    assert found == []


def test_every_exception_says_why() -> None:
    """`noqa` and `type: ignore` name their rule, and a reason stands behind them."""
    marks = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
    reason = re.compile(r"(?::\s*[A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|\[[a-z-]+\])  # \S")
    found = [
        (str(path.relative_to(ROOT)), number)
        for path in TEXTS
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := marks.search(line)) and not reason.match(mark["rest"])
    ]
    assert found == []

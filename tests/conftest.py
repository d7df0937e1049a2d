"""Fixtures: a small fictional ledger, commands run on it, golden files. Marks: which tests start other programs."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import typer.main
from hypothesis import HealthCheck, settings

from office import Office, copied, furnish
from running import NOW, Outcome, environment, in_process
from targettrack import i18n, store
from targettrack.cli import app, memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from targettrack.model import Ledger

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
DATA = HERE / "data" / "ledger" / "targets"


class Run(Protocol):
    """Run a command on the fixture ledger at NOW. `env` is added to a plain environment."""

    def __call__(
        self,
        *argv: str,
        stdin: str = "",
        terminal: bool = False,
        encoding: str = "utf-8",
        env: dict[str, str] | None = None,
    ) -> Outcome:
        """Give exit code, standard output and standard error."""


# Ctrl-C is what some tests are about; a run begun in the background of a shell has it ignored, and hands that on.
signal.signal(signal.SIGINT, signal.default_int_handler)

# One profile for all: no example is held to a time, so that a busy machine fails nothing. Where a strategy is slow or large,
# that is the price of records with every field. The examples are the same in every run: the check is one answer to one
# tree, and a red one stays red until it is mended. Whoever changes a rule looks further: `--hypothesis-profile=search`.
_UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("check", max_examples=50, derandomize=True, **_UNTIMED)
settings.register_profile("search", max_examples=1000, **_UNTIMED)
settings.load_profile("check")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what is compared otherwise; look at the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from the present output")
    parser.addoption(
        "--need-tools", action="store_true", help="fail, not skip, where a test's program is not installed"
    )
    parser.addoption("--steps", type=int, default=300, help="how far the random walks go; 10000 before a release")


@pytest.fixture
def steps(request: pytest.FixtureRequest) -> int:
    """How far a random walk goes."""
    return int(request.config.getoption("--steps"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `tools("jq")` needs that program on the path, or beside Python, where pip puts one."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    wanted = [program for marker in item.iter_markers("tools") for program in marker.args]
    missing = [program for program in wanted if shutil.which(program, path=path) is None]
    if missing:
        (pytest.fail if item.config.getoption("--need-tools") else pytest.skip)(f"not installed: {' '.join(missing)}")


@pytest.fixture(scope="session", autouse=True)
def _commands_built_once() -> Iterator[None]:
    """Typer builds each command once in a process, not in each run: that was half of a run, and is nothing of ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "build", cache(app.build))
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """A test that does not choose a language sees English, whatever the one before it chose."""
    i18n.use("en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder `targets` of a fresh copy of the fixture ledger, in an otherwise empty folder."""
    return Path(shutil.copytree(DATA, tmp_path / "targets"))


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """The fixture ledger, read."""
    return store.load(DATA)


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in the folder of the fixture ledger, all in the second that begins at NOW."""
    monkeypatch.chdir(root.parent)
    ticks = (NOW + timedelta(milliseconds=passed) for passed in count())
    monkeypatch.setattr(memory, "clock", lambda: next(ticks).timestamp())

    def call(
        *argv: str,
        stdin: str = "",
        terminal: bool = False,
        encoding: str = "utf-8",
        env: dict[str, str] | None = None,
    ) -> Outcome:
        with monkeypatch.context() as patch:
            for name in os.environ:
                patch.delenv(name)
            for name, value in environment(XDG_STATE_HOME=str(root.parent / "state"), **(env or {})).items():
                patch.setenv(name, value)
            return in_process(argv, stdin, terminal=terminal, encoding=encoding)

    return call


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office with a ledger that commands have made; to be copied, not to be changed."""
    return furnish(tmp_path_factory.mktemp("furnished"))


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Office:
    """A fresh office with that ledger."""
    return copied(furnished, tmp_path / "office")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a file of tests/golden; with `--update-golden`, write it."""

    def compare(name: str, data: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_bytes(data)
        assert data.decode() == path.read_bytes().decode(), f"{path} differs; see --update-golden"

    return compare

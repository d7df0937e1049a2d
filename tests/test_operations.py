"""The table of what is fast: each of its command lines is one that the program understands, and costs are as they are said."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest

import cost
import operations
import records
import setting
from running import PLAIN, in_process

HERE = Path(__file__).parent.parent
SHEETS = ("extract report.txt", "import month")  # of files that the table makes first


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real ledgers, and sixty records for any other."""
    place = tmp_path_factory.mktemp("ledgers")
    shutil.copytree(HERE / "targets", place / "real" / "targets")
    return {setting.REAL: place / "real", "": records.write(place / "made", 60).parent}


def test_every_command_line_is_understood(ledgers: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of ours ends with an answer; {n} and the like are filled in as the table fills them."""
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    for turn, one in enumerate([*operations.started(), *operations.sized("10000"), *operations.papers()]):
        if one.words.startswith("floor") or one.words.endswith(setting.TAB) or one.words in SHEETS:
            continue
        monkeypatch.chdir(ledgers.get(one.ledger, ledgers[""]))
        words = one.words.format(n=turn, **setting.changing(turn, 60))
        outcome = in_process(tuple(shlex.split(words)))
        assert outcome.code in {0, 1}, (words, outcome.said)


def test_a_cost_is_that_of_the_process_and_its_children(tmp_path: Path) -> None:
    """A program that only waits costs less than one whose child works, whatever the machine."""
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(20_000_000))'])"
    quick, slow = (cost.Command([sys.executable, "-c", line], tmp_path, {}) for line in ("pass", busy))
    assert cost.cost(quick).cpu < cost.cost(slow).cpu


def test_what_fails_has_no_cost(tmp_path: Path) -> None:
    """A command that did not do its work is no measure."""
    with pytest.raises(RuntimeError, match="exit"):
        cost.cost(cost.Command([sys.executable, "-c", "exit(2)"], tmp_path, {}))


def test_ratios_are_of_the_rounds() -> None:
    """The median of 2, 3 and 10, and not that of the sums."""
    costs = [cost.Cost(cpu, 0) for cpu in (20, 3, 100)]
    others = [cost.Cost(cpu, 0) for cpu in (10, 1, 10)]
    assert cost.ratio(costs, others) == 3

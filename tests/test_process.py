"""The process before there is a command: Ctrl-C then is no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from running import in_shell

STOPPED = """
import runpy, signal, sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Stop())
sys.argv = ["targettrack", "nonsense"]
runpy.run_module("targettrack", run_name="__main__")
"""


def test_ctrl_c_while_modules_load() -> None:
    """The end of an interrupted command, whatever was being loaded; the modules of a command are stopped with a word."""
    for module in ("targettrack.cli", "targettrack.i18n", "targettrack.cli.app"):
        done = subprocess.run(
            [sys.executable, "-c", STOPPED.format(module=module)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (130, False), module


LEAVES = """
import atexit, os, sys
from targettrack.cli import leave

class Held:
    def __del__(self, write=os.write):
        write(2, b"taken apart")

held = Held()
atexit.register(os.write, 2, b"told ")
{before}
sys.stdout.write("answer")
leave({code})
"""


@pytest.mark.parametrize(
    ("before", "code", "said"),
    [
        ("", 0, "told "),
        ("", 3, "told "),
        ("sys.setprofile(lambda *_said: None)", 1, "told taken apart"),
        ("sys.settrace(lambda *_said: None)", 1, "told taken apart"),
    ],
)
def test_a_run_ends_at_once(before: str, code: int, said: str) -> None:
    """Everything is written out, and who asked to be told of the end is told; what was loaded is not taken apart.

    Where somebody watches the program run, as a profiler does, it ends in Python's own way.
    """
    done = subprocess.run(
        [sys.executable, "-c", LEAVES.format(before=before, code=code)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "answer", said)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not there to stand for a full disk")
def test_what_cannot_be_written_out_is_no_success(tmp_path: Path) -> None:
    """Text that is left when a run ends, and cannot be written, ends it as Python does, with 120; nothing left is no fault."""
    (tmp_path / "run.py").write_text(LEAVES.format(before="", code=0))
    assert in_shell(f"env -u PYTHONUNBUFFERED {sys.executable} run.py > /dev/full", tmp_path).code == 120
    (tmp_path / "run.py").write_text("from targettrack.cli import leave; leave(0)")
    for lost in ("> /dev/full", ">&-", "2>&-"):
        assert in_shell(f"{sys.executable} run.py {lost}", tmp_path) == (0, b"", b"")

"""The process before there is a command: Ctrl-C then is no traceback."""

from __future__ import annotations

import subprocess
import sys

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

"""`targettrack undo`: take back an update by a new line, or an acceptance that nothing came after."""

from typing import Annotated

import typer

from targettrack.acts.update import undo
from targettrack.cli import options, world
from targettrack.cli.output import Run
from targettrack.cli.write import write
from targettrack.errors import ExitCode
from targettrack.model import Update

Key = Annotated[
    str | None, typer.Option("--key", metavar="KEY", help="Take back this update instead, or an undo of it.")
]


@options.shared(options.RECORDING)
def command(run: Run, target: options.Target, key: Key = None, by: options.By = None) -> ExitCode:
    """Take back your last update of a target by a new line, or its acceptance where there is none."""
    session = run.open(targets=[target])
    (found,) = session.named
    void = Update(key=world.update_key(found), at=session.now, as_of=session.today, by=by or world.person())
    return write(run, [undo(found, void, key)])

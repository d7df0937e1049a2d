"""`targettrack undo`: take back an update by a new line, or an acceptance that nothing came after."""

from typing import Annotated, Any

from targettrack.acts.update import undo
from targettrack.cli import completion, options, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.cli.write import write
from targettrack.errors import ExitCode
from targettrack.model import Update

Targets = Annotated[
    list[str],
    argument(metavar="ID...", help="One or more targets: KP2025-061, or 61.", autocompletion=completion.targets),
]
Key = Annotated[str | None, option("--key", metavar="KEY", help="Take back this update instead, or an undo of it.")]


@options.shared(options.RECORDING)
def command(run: Run, targets: Targets, key: Key = None, by: options.By = None) -> ExitCode:
    """Take back your last update of a target by a new line, or its acceptance where there is none."""
    session = run.open(targets=targets)
    person = by or world.person()
    said: dict[str, Any] = {"at": session.now, "as_of": session.today, "by": person}
    undone = session.named if key is None else (session.only,)  # a key is that of one line
    if len(undone) > len(targets):  # of a range, what was accepted
        undone = tuple(target for target in undone if not target.draft) or undone
    changes = [undo(target, Update(key=world.update_key(target), **said), key) for target in undone]
    return write(run, changes)

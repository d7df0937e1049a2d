"""`targettrack undo`: take back an update by a new line."""

from typing import Annotated

import typer

from targettrack.cli import options, world
from targettrack.cli.output import Run
from targettrack.cli.write import record
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.model import Update
from targettrack.rating.standing import last_word

Key = Annotated[
    str | None, typer.Option("--key", metavar="KEY", help="Take back this update instead, or an undo of it.")
]


@options.shared(options.WRITING)
def command(
    run: Run,
    target: options.Target,
    key: Key = None,
    by: options.By = None,
) -> ExitCode:
    """Take back your last update of a target; the line stays, a new one voids it."""
    session = run.open()
    found = names.find_target(session.ledger, target)
    name = by or world.person()
    last = (
        last_word(found, name)
        if key is None
        else next((u for u in found.updates if key in (u.key, u.key.rpartition("-")[2])), None)
    )
    if last is None:
        raise (
            UsageError("nothing-to-undo", id=found.id, by=name)
            if key is None
            else UsageError("unknown-update", id=found.id, key=key)
        )
    void = Update(key=world.update_key(), at=session.now, as_of=session.today, by=name, void=last.key)
    return record(run, session, [(found, void)])

"""`targettrack check`: every fault of every file, in one pass."""

from pathlib import Path
from typing import Annotated

import typer

from targettrack import store
from targettrack.cli import options, world
from targettrack.cli.output import Run
from targettrack.errors import ExitCode
from targettrack.ledger import check
from targettrack.views.checkup import checkup

Sources = Annotated[
    str | None,
    typer.Option("--sources", metavar="DIR", help="Where the plans' documents lie, to compare quotes with them."),
]


@options.shared(options.CHECKING)
def command(
    run: Run,
    sources: Sources = None,
) -> ExitCode:
    """Check every file: syntax, fields, ids, references, conflict markers, quotes. Exit 1 if there are errors."""
    session = run.open()
    documents = store.documents(Path(world.folder(), sources), session.ledger.plans) if sources else {}
    quotes = check.quotes(session.ledger, documents)
    problems = sorted(
        (*session.ledger.problems, *check.references(session.ledger), *quotes.problems), key=lambda p: p.sort_key
    )
    view = checkup(session.ledger, problems, checked=quotes.checked, unchecked=quotes.unchecked)
    return run.answer(view, session.day, problems)

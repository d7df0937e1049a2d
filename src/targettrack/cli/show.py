"""`targettrack show`: one target whole."""

from typing import Annotated

from targettrack.cli import options
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode
from targettrack.ledger import selection
from targettrack.views.detail import detail


@options.shared(options.READING)
def command(
    run: Run,
    target: options.Target,
    links: Annotated[
        bool, option("--links", help="Also what points at it from other plans; reads the whole ledger.")
    ] = False,
) -> ExitCode:
    """Show one target: the promise, its state and why, and everything that happened since."""
    session = run.open(targets=[target], whole=links)
    found = session.only
    view = detail(
        selection.entry(session.ledger, found, session.day),
        *selection.related(session.ledger, found, session.day, whole=links),
    )
    return run.answer(view)

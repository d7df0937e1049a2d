"""`targettrack show`: one target whole."""

from targettrack.cli import options
from targettrack.cli.output import Run
from targettrack.errors import ExitCode
from targettrack.ledger import names, selection
from targettrack.views.detail import detail


@options.shared(options.READING)
def command(
    run: Run,
    target: options.Target,
) -> ExitCode:
    """Show one target: the promise, its state and why, and everything that happened since."""
    session = run.open()
    found = names.find_target(session.ledger, target)
    view = detail(
        selection.entry(session.ledger, found, session.day), *selection.related(session.ledger, found, session.day)
    )
    return run.answer(view, session.day, session.ledger.problems)

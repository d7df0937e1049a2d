"""`targettrack export`: the whole ledger for other tools, heads and updates and states."""

from targettrack.cli import options
from targettrack.cli.output import Run
from targettrack.errors import ExitCode
from targettrack.ledger import selection
from targettrack.views.exported import exported


@options.shared(options.READING, filters=("plans",), formats=("json", "ndjson", "csv"))
def command(run: Run) -> ExitCode:
    """Export every target with its updates and its state, for other programs."""
    session = run.open()
    wanted = session.selection(run.filters)
    entries = selection.select((*session.survey(), *session.survey(drafts=True)), wanted)
    return run.answer(exported(session.ledger, selection.sort(entries, "id")))

"""`targettrack export`: the whole ledger for other tools, heads and updates and states."""

from typing import Annotated

import typer

from targettrack.cli import completion, options
from targettrack.cli.session import format_name, open_session
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import selection
from targettrack.views.exported import exported

EXPORTS = ("json", "ndjson", "csv")
ExportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="json ndjson csv; json if not given.",
        autocompletion=completion.exports,
    ),
]


def command(
    plan: options.Plans = None,
    as_of: options.AsOf = None,
    format_: ExportFormat = None,
    output: options.Output = None,
    store_: options.Store = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Export every target with its updates and its state, for other programs."""
    del lang
    chosen = "json" if format_ is None and output in {None, "-"} else format_
    if chosen is None:
        chosen = format_name(None, output)
    if chosen not in EXPORTS:
        raise UsageError("unknown-format", format=chosen, choices=" ".join(EXPORTS))
    session = open_session(store_, as_of, plan)
    wanted = selection.Selection(plans=session.plans(plan))
    entries = selection.select((*session.survey(), *session.survey(drafts=True)), wanted)
    return session.answer("export", exported(session.ledger, selection.sort(entries, "id")), chosen, output)

"""`targettrack show`: one target whole."""

from targettrack.cli import options
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode
from targettrack.ledger import names, selection
from targettrack.views.detail import detail


def command(
    target: options.Target,
    as_of: options.AsOf = None,
    format_: options.Format = None,
    output: options.Output = None,
    store_: options.Store = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Show one target: the promise, its state and why, and everything that happened since."""
    del lang
    session = open_session(store_, as_of)
    found = names.find_target(session.ledger, target)
    view = detail(
        selection.entry(session.ledger, found, session.day), *selection.related(session.ledger, found, session.day)
    )
    return session.answer("show", view, format_, output)

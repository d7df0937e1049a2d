"""`targettrack show`: one target whole."""

from targettrack import query
from targettrack.cli import options
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode
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
    found = query.find_target(session.ledger, target)
    view = detail(query.entry(session.ledger, found, session.day), *query.related(session.ledger, found, session.day))
    return session.answer("show", view, format_, output)

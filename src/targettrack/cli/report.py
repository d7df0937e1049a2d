"""`targettrack report`: how the whole list stands."""

from targettrack import query
from targettrack.cli import options
from targettrack.cli.session import open_session
from targettrack.errors import ExitCode
from targettrack.views.progress import progress


def command(
    plan: options.Plans = None,
    owner: options.Owners = None,
    section: options.Sections = None,
    as_of: options.AsOf = None,
    format_: options.Format = None,
    output: options.Output = None,
    store_: options.Store = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Report progress: totals, by plan, section and unit, then what needs attention."""
    del lang
    session = open_session(store_, as_of, plan)
    wanted = query.Selection(plans=session.plans(plan), owners=session.owners(owner), sections=tuple(section or ()))
    view = progress(session.ledger, query.select(session.survey(), wanted))
    return session.answer("report", view, format_, output)

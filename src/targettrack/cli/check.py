"""`targettrack check`: every fault of every file, in one pass."""

from pathlib import Path
from typing import Annotated

from targettrack import store
from targettrack.cli import options, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, Problem, Severity, capped
from targettrack.ledger import check
from targettrack.views.checkup import checkup

Sources = Annotated[
    str | None,
    option("--sources", metavar="DIR", help="Where the plans' documents lie, to compare quotes with them."),
]


@options.shared(("format", "output", "store", "no_cache"))
def command(run: Run, sources: Sources = None) -> ExitCode:
    """Check every file: syntax, fields, ids, references, conflict markers, quotes. Exit 1 if there are errors."""
    session = run.open()
    documents = store.documents(Path(world.folder(), sources), session.ledger.plans) if sources else {}
    found = check.faults(session.ledger, documents, session.now)
    own = (_judged(problem) for problem in session.ledger.problems)
    problems = capped((*own, *found.problems, *store.faults(session.root)))
    view = checkup(session.ledger, problems, checked=found.quotes_checked, unchecked=found.quotes_unchecked)
    return run.answer(view, problems=problems)


def _judged(problem: Problem) -> Problem:
    """Other commands go on without the time zone that the settings name; here it is an error."""
    return problem._replace(severity=Severity.ERROR) if problem.code == "unknown-timezone" else problem

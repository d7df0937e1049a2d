"""`targettrack check`: every fault of every file, in one pass."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from targettrack import store
from targettrack.cli import options, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, Problem, Severity, TargettrackError, capped
from targettrack.exchange import documents
from targettrack.ledger import check
from targettrack.model import Plan
from targettrack.views.checkup import checkup

Sources = Annotated[
    str | None,
    option("--sources", metavar="DIR", help="Where the plans' documents lie, to compare quotes with them."),
]


@options.shared(("format", "output", "store", "no_cache"))
def command(run: Run, sources: Sources = None) -> ExitCode:
    """Check every file: syntax, fields, ids, references, conflict markers, quotes. Exit 1 if there are errors."""
    session = run.open()
    files = store.documents(Path(world.folder(), sources), session.ledger.plans) if sources else {}
    texts, unread = _texts(session.ledger.plans, files)
    found = check.faults(session.ledger, files, session.now, texts)
    own = (_judged(problem) for problem in session.ledger.problems)
    problems = capped((*own, *unread, *found.problems, *store.faults(session.root)))
    view = checkup(session.ledger, problems, checked=found.quotes_checked, unchecked=found.quotes_unchecked)
    return run.answer(view, problems=problems)


def _texts(plans: Sequence[Plan], files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """What the documents of plans say, by plan; and those that cannot be read."""
    texts, problems = {}, []
    for plan in plans:
        if plan.id in files:
            try:
                texts[plan.id] = documents.read(files[plan.id], plan.document).text
            except TargettrackError as error:
                texts[plan.id] = ""
                problems.append(Problem(error.code, plan.document, params=error.params))
    return texts, problems


def _judged(problem: Problem) -> Problem:
    """Other commands go on without the time zone that the settings name; here it is an error."""
    return problem._replace(severity=Severity.ERROR) if problem.code == "unknown-timezone" else problem

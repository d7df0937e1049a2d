"""`targettrack report`: how the whole list stands, what changed, what each unit has to answer, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from targettrack.cli import options, typed
from targettrack.cli.output import Run
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import selection
from targettrack.rating import workdays
from targettrack.render import words

if TYPE_CHECKING:
    from targettrack.cli.session import Session
    from targettrack.rating.ladder import Rated

FORMS = {name: name for name in ("progress", "bulletin", "year-end")} | {"通报": "bulletin", "年度对账": "year-end"}
GROUPINGS = {"owner": "owner", "单位": "owner"}

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="WHEN", help="Add what changed since: 7d, 2w, 1m, a day, or last (last Monday)."),
]
ByOwner = Annotated[
    str | None, typer.Option("--by", metavar="owner", help="One page for each lead unit, with what it must answer.")
]
Form = Annotated[str | None, typer.Option("--form", metavar="FORM", help="bulletin (督查通报) or year-end (年度对账).")]
Issue = Annotated[
    int | None, typer.Option("--issue", metavar="N", min=1, help="The number of the bulletin; left blank if not given.")
]
Levels = Annotated[
    list[str] | None,
    typer.Option("--level", metavar="LEVEL", help="Only plans of this level: province city county town."),
]
Summary = Annotated[
    bool, typer.Option("--summary", help="Print one line fit for a mail subject; with -o, the report goes to the file.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet-if-empty", help="Print nothing where nothing changed or calls for anybody.")
]


@options.shared(options.READING)
def command(
    run: Run,
    since: Since = None,
    by: ByOwner = None,
    form: Form = None,
    issue: Issue = None,
    plan: options.Plans = None,
    level: Levels = None,
    owner: options.Owners = None,
    section: options.Sections = None,
    summary: Summary = False,
    quiet_if_empty: Quiet = False,
) -> ExitCode:
    """Report progress: totals, what changed, by plan, section and unit, then what needs attention."""
    session = run.open(plan)
    wanted = selection.Selection(
        plans=session.plans(plan),
        owners=session.owners(owner),
        levels=typed.codes(level, words.levels(), "--level"),
        sections=tuple(section or ()),
    )
    shape = _shape(since, by, form, issue)
    view = _VIEWS[shape](session, selection.select(session.survey(), wanted), since, issue)
    problems = session.ledger.problems
    return run.report(view, session.day, problems, summary=summary, quiet_if_empty=quiet_if_empty)


def _shape(since: str | None, by: str | None, form: str | None, issue: int | None) -> str:
    """Which of the reports is asked for. UsageError where options of several are."""
    shape = typed.code(form, FORMS, "--form") if form is not None else "progress"
    if by is not None:
        if form is not None:
            raise UsageError("form-and-by")
        shape = typed.code(by, GROUPINGS, "--by")
    if since is not None and shape != "progress":
        raise UsageError("since-of-form")
    if issue is not None and shape != "bulletin":
        raise UsageError("issue-of-form")
    return shape


def _progress(session: Session, entries: tuple[Rated, ...], since: str | None, _issue: int | None) -> Any:
    from targettrack.views.progress import progress  # each report loads its own view

    first = None if since is None else typed.first_day(since, as_of=session.day, today=session.today)
    return progress(session.ledger, entries, first)


def _by_owner(session: Session, entries: tuple[Rated, ...], _since: str | None, _issue: int | None) -> Any:
    from targettrack.views.byowner import by_owner  # as above

    rules = session.ledger.settings.rules
    return by_owner(session.ledger, entries, lambda one: max(workdays.notice(one.plan, rules), default=0))


def _bulletin(session: Session, entries: tuple[Rated, ...], _since: str | None, issue: int | None) -> Any:
    from targettrack.views.bulletin import bulletin  # as above

    return bulletin(session.ledger, entries, year=session.day.year, issue=issue)


def _year_end(session: Session, entries: tuple[Rated, ...], _since: str | None, _issue: int | None) -> Any:
    from targettrack.views.yearend import year_end  # as above

    return year_end(session.ledger, entries)


_VIEWS = {"progress": _progress, "owner": _by_owner, "bulletin": _bulletin, "year-end": _year_end}

"""`targettrack report`: how the whole list stands, what changed, what each unit has to answer, how it ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from targettrack.cli import options, typed
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.rating import notice
from targettrack.render import words

if TYPE_CHECKING:
    from datetime import date

    from targettrack.cli.session import Session
    from targettrack.ledger.selection import Selection
    from targettrack.rating.ladder import Rated
    from targettrack.views.answer import Answer, ReportView

Since = Annotated[
    str | None,
    option("--since", metavar="WHEN", help="Add what changed since: 7d, 2w, 1m, a day, or last (last Monday)."),
]
ByOwner = Annotated[
    str | None, option("--by", metavar="owner", help="One page for each lead unit, with what it must answer.")
]
Form = Annotated[
    str | None, option("--form", metavar="FORM", help="brief, bulletin, year-end or changes: 简报 通报 对账 调整.")
]
AllPlans = Annotated[bool, option("--all-plans", help="Of every plan, where a form is of one.")]
Issue = Annotated[
    int | None, option("--issue", metavar="N", min=1, help="The number of the bulletin; left blank if not given.")
]
Summary = Annotated[
    bool, option("--summary", help="Print one line fit for a mail subject; with -o, the report goes to the file.")
]
Quiet = Annotated[bool, option("--quiet-if-empty", help="Print nothing where nothing changed or calls for anybody.")]

OF_ONE_PLAN = frozenset({"brief", "bulletin", "year-end"})
"""Forms that are of one plan, unless all are asked for."""
COMPARING = frozenset({"progress", "brief"})
"""Those that tell what changed since a day, the brief always."""
LAST = "last"
FILTERS = ("plans", "levels", "owners", "units", "leaders", "groups", "whys", "sections")


@options.shared(options.READING, filters=FILTERS)
def command(
    run: Run,
    since: Since = None,
    by: ByOwner = None,
    form: Form = None,
    issue: Issue = None,
    summary: Summary = False,
    quiet_if_empty: Quiet = False,
    all_plans: AllPlans = False,
) -> ExitCode:
    """Report progress: totals, what changed, by plan, section and unit, then what needs attention."""
    session = run.open(walked=True)
    shape = _shape(since, by, form, issue)
    if all_plans and shape not in OF_ONE_PLAN:
        raise UsageError("plans-of-form")
    wanted = session.selection(run.filters)
    if shape in OF_ONE_PLAN and not all_plans:
        wanted = wanted._replace(plans=names.accounted(session.ledger, session.day, wanted.plans, shape))
    entries = tuple(session.asked(wanted))
    since = since or (LAST if shape == "brief" else None)
    first = None if since is None else typed.first_day(since, as_of=session.day, today=session.today)
    view = _view(shape, session, entries, first, issue, wanted)
    subject = partial(_mail_subject, view) if summary else None
    return run.answer(view, summary=subject, quiet=quiet_if_empty and view.is_quiet)


def _mail_subject(view: ReportView, answer: Answer) -> str:
    from targettrack.render.summary import mail_subject  # with pages that nothing else loads

    return mail_subject(answer, view)


def _shape(since: str | None, by: str | None, form: str | None, issue: int | None) -> str:
    """Which of the reports is asked for. UsageError where options of several are."""
    shape = typed.code(form, words.named(words.FORMS), "--form") if form is not None else "progress"
    if by is not None:
        if form is not None:
            raise UsageError("form-and-by")
        shape = typed.code(by, words.fields(["owner"]), "--by")
    if since is not None and shape not in COMPARING:
        raise UsageError("since-of-form")
    if issue is not None and shape != "bulletin":
        raise UsageError("issue-of-form")
    return shape


def _view(
    shape: str,
    session: Session,
    entries: tuple[Rated, ...],
    first: date | None,
    issue: int | None,
    wanted: Selection,
) -> ReportView:
    """The report of this shape. Each loads its own view."""
    units = (*wanted.units, *wanted.owners)
    match shape:
        case "brief":
            from targettrack.views.brief import brief

            assert first is not None
            return brief(session.ledger, entries, first, leaders=wanted.leaders, units=units)
        case "owner":
            from targettrack.views.byowner import by_owner

            rules = session.ledger.settings.rules
            return by_owner(
                session.ledger, entries, lambda one: max(notice.days(one.plan, rules), default=0), only=units
            )
        case "bulletin":
            from targettrack.views.bulletin import bulletin

            return bulletin(session.ledger, entries, year=session.day.year, issue=issue)
        case "year-end":
            from targettrack.views.yearend import year_end

            return year_end(session.ledger, entries)
        case "changes":
            from targettrack.views.register import register

            return register(session.ledger, entries)
        case _:
            from targettrack.views.progress import progress

            return progress(session.ledger, entries, first)

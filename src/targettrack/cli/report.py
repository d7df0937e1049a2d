"""`targettrack report`: how the whole list stands, what changed, what each unit has to answer, how it ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from targettrack import render
from targettrack.cli import completion, options, typed
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.rating import notice
from targettrack.render import words

if TYPE_CHECKING:
    from datetime import date

    from targettrack.cli.papers import Order
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
    str | None,
    option(
        "--form",
        metavar="FORM",
        help="brief, bulletin, year-end, changes or notice: 简报 通报 对账 调整 督办单.",
    ),
]
AllPlans = Annotated[bool, option("--all-plans", help="Of every plan, where a form is of one.")]
Issue = Annotated[
    int | None, option("--issue", metavar="N", min=1, help="The number of the bulletin; left blank if not given.")
]
Summary = Annotated[
    bool, option("--summary", help="Print one line fit for a mail subject; with -o, the report goes to the file.")
]
Quiet = Annotated[bool, option("--quiet-if-empty", help="Print nothing where nothing changed or calls for anybody.")]
Annex = Annotated[bool, option("--annex", help="Print every target with the page, not only what needs attention.")]
Template = Annotated[
    str | None, option("--template", metavar="FILE.docx", help="Write a paper in the styles and the page of this file.")
]
OneTarget = Annotated[
    str | None,
    option("--target", metavar="ID", help="The target of the notice.", autocompletion=completion.targets),
]

OF_ONE_PLAN = frozenset({"brief", "bulletin", "year-end"})
"""Forms that are of one plan, unless all are asked for."""
COMPARING = frozenset({"progress", "brief", "bulletin"})
"""Those that tell what changed since a day, the brief always."""
LAST = "last"
FILTERS = ("plans", "levels", "owners", "units", "leaders", "groups", "whys", "sections")


@options.shared(
    ("as_of", "format", "headers", "store", "no_cache"), filters=FILTERS, formats=(*render.FORMATS, *render.PAPERS)
)
def command(
    run: Run,
    since: Since = None,
    by: ByOwner = None,
    form: Form = None,
    issue: Issue = None,
    summary: Summary = False,
    quiet_if_empty: Quiet = False,
    all_plans: AllPlans = False,
    annex: Annex = False,
    output: options.Output = None,
    target: OneTarget = None,
    template: Template = None,
    overwrite: options.Overwrite = False,
) -> ExitCode:
    """Report progress: totals, what changed, by plan, section and unit, then what needs attention."""
    run.output = output
    shape = _shape(since, by, form, issue, target)
    order = _paper(run, shape, template, overwrite=overwrite)
    session = run.open(walked=True)
    if all_plans and shape not in OF_ONE_PLAN:
        raise UsageError("plans-of-form")
    if annex and (shape != "progress" or run.format_name() != "html"):
        raise UsageError("annex-of-page")
    run.annex = annex
    wanted = session.selection(run.filters)
    if target:
        wanted = wanted._replace(ids=frozenset({session.find(target).id}))
    if shape in OF_ONE_PLAN and not all_plans:
        wanted = wanted._replace(plans=names.accounted(session.ledger, session.day, wanted.plans, shape))
    entries = tuple(session.asked(wanted))
    since = since or (LAST if shape == "brief" else None)
    first = None if since is None else typed.first_day(since, as_of=session.day, today=session.today)
    view = _notice(session, entries) if target else _view(shape, session, entries, first, issue, wanted)
    if order is not None:
        from targettrack.cli import papers  # with what makes files of other programs

        return papers.write(run, view, order)
    subject = partial(_mail_subject, view) if summary else None
    return run.answer(view, summary=subject, quiet=quiet_if_empty and view.is_quiet)


def _mail_subject(view: ReportView, answer: Answer) -> str:
    from targettrack.render.summary import mail_subject  # with pages that nothing else loads

    return mail_subject(answer, view)


def _paper(run: Run, shape: str, template: str | None, *, overwrite: bool) -> Order | None:
    """What file of another program is asked for; None for an answer in text.

    UsageError: paper-without-file, paper-of-form, template-of-paper, and those of `Run.check`.
    """
    is_folder = run.is_folder and shape == "owner"
    if not is_folder:
        run.check()
    name = (run.format or render.PAPERS[0]) if is_folder else run.format_name()
    if is_folder and name not in render.PAPERS:
        raise UsageError("unknown-format", format=name, choices=" ".join(render.PAPERS))
    if name not in render.PAPERS:
        if template:
            raise UsageError("template-of-paper")
        return None
    if run.path is None:
        raise UsageError("paper-without-file")
    if shape in {"progress", "brief"} or (shape == "owner" and not is_folder):
        raise UsageError("paper-of-form")
    from targettrack.cli.papers import Order, template_of  # as above

    return Order(name, template_of(template, name), overwrite=overwrite, is_by_unit=shape == "owner")


def _shape(since: str | None, by: str | None, form: str | None, issue: int | None, target: str | None) -> str:
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
    if (target is not None) is not (shape == "notice"):
        raise UsageError("target-of-notice")
    return shape


def _notice(session: Session, entries: tuple[Rated, ...]) -> ReportView:
    """The notice over the one target. UsageError target-of-notice where filters leave none, no-notice."""
    from targettrack.views.notice import notice_view  # as above

    if not entries:
        raise UsageError("target-of-notice")
    days = max(notice.days(entries[0].plan, session.ledger.settings.rules), default=0)
    return notice_view(session.ledger, entries[0], days)


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

            return bulletin(session.ledger, entries, year=session.day.year, issue=issue, since=first)
        case "year-end":
            from targettrack.views.yearend import year_end

            return year_end(session.ledger, entries)
        case "changes":
            from targettrack.views.register import register

            return register(session.ledger, entries)
        case _:
            from targettrack.views.progress import progress

            return progress(session.ledger, entries, first)

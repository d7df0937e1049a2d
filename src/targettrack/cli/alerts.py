"""`targettrack alerts`: who has to be reminded, warned or called."""

from typing import Annotated

import typer

from targettrack.cli import options, typed
from targettrack.cli.output import Run
from targettrack.errors import ExitCode
from targettrack.ledger import selection
from targettrack.rating import workdays
from targettrack.views import alert

LEVELS = {level.value: level for level in alert.AlertLevel} | {
    "提醒": alert.AlertLevel.REMINDER,
    "预警": alert.AlertLevel.WARNING,
    "逾期": alert.AlertLevel.OVERDUE,
}

Days = Annotated[
    int | None, typer.Option("--days", metavar="N", min=0, help="Due soon means within N days; 30 if not given.")
]
Level = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help="Only this level: reminder, warning or overdue.")
]
FailOn = Annotated[
    str | None, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1 if there is any: reminder, warning or overdue.")
]


@options.shared(options.READING)
def command(
    run: Run,
    days: Days = None,
    level: Level = None,
    fail_on: FailOn = None,
    plan: options.Plans = None,
    owner: options.Owners = None,
) -> ExitCode:
    """List what is overdue, due soon, behind, silent or unassigned, and what to do next."""
    session = run.open(plan)
    threshold = typed.code(fail_on, LEVELS, "--fail-on") if fail_on is not None else None
    only = typed.code(level, LEVELS, "--level") if level is not None else None
    wanted = selection.Selection(plans=session.plans(plan), owners=session.owners(owner))
    rules, plans = session.ledger.settings.rules, session.ledger.plans
    own = {one.id: max(workdays.notice(one, rules), default=0) for one in plans if one.remind_days is not None}
    view = alert.alerts(
        selection.select(session.survey(), wanted),
        days=max(rules.remind_days, default=0) if days is None else days,
        days_by_plan=own if days is None else {},
        working_days=rules.working_days,
        level=only,
        unreadable=len(session.ledger.unreadable),
    )
    code = run.answer(view, session.day, session.ledger.problems)
    found = threshold is not None and any(alert.reaches(one.level, threshold) for one in view.alerts)
    return ExitCode.FINDINGS if found else code

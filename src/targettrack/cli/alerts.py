"""`targettrack alerts`: who has to be reminded, warned or called."""

from typing import Annotated

from targettrack.cli import options, typed
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.errors import ExitCode
from targettrack.rating import notice
from targettrack.render import words
from targettrack.views import alert
from targettrack.views.alert import AlertLevel
from targettrack.views.row import lean

Days = Annotated[
    int | None, option("--days", metavar="N", min=0, help="Due soon means within N days; 30 if not given.")
]
Level = Annotated[str | None, option("--level", metavar="ALERT", help="Only this level: reminder, warning or overdue.")]
FailOn = Annotated[
    str | None, option("--fail-on", metavar="ALERT", help="Exit 1 if there is any: reminder, warning or overdue.")
]


@options.shared(options.READING, filters=("plans", "owners", "units", "leaders", "groups", "whys"))
def command(run: Run, days: Days = None, level: Level = None, fail_on: FailOn = None) -> ExitCode:
    """List what is overdue, due soon, behind, silent or unassigned, and what to do next."""
    session = run.open(walked=True)
    threshold = typed.code(fail_on, words.typed(AlertLevel), "--fail-on") if fail_on is not None else None
    only = typed.code(level, words.typed(AlertLevel), "--level") if level is not None else None
    rules, plans = session.ledger.settings.rules, session.ledger.plans
    own = {one.id: max(notice.days(one, rules), default=0) for one in plans if one.remind_days is not None}
    view = alert.alerts(
        map(lean, session.asked(session.selection(run.filters))),
        days=max(rules.remind_days, default=0) if days is None else days,
        days_by_plan=own if days is None else {},
        working_days=rules.working_days,
        level=only,
        unreadable=len(session.ledger.unreadable),
        units=session.ledger.units,
    )
    code = run.answer(view)
    found = threshold is not None and any(one.level.reaches(threshold) for one in view.alerts)
    return ExitCode.FINDINGS if found else code

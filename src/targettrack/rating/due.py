"""The days on which something is due after a term: its result or last report, and the account of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.rating import indicators, schedule

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Plan, Rules
    from targettrack.rating.compare import Comparison


def account_due(plan: Plan, rules: Rules) -> date | None:
    """The day from which the year of a plan is accounted for: when it was closed, at the latest when that is due."""
    if plan.end is None:
        return None
    due = schedule.published_day(plan.end, rules.conventions.account_due)
    return due if plan.closed is None else max(min(due, plan.closed), plan.end)


def result_due(comparison: Comparison) -> date | None:
    """The last day on which the figure of the end of the term is awaited; None without an end."""
    deadline, stick, rules = comparison.standing.deadline, comparison.yardstick, comparison.rules
    if deadline is None or stick.goal.result_due is not None:
        return stick.goal.result_due
    if stick.is_statistic:
        return schedule.published_day(deadline, indicators.published(stick.subject, stick.kind, rules.results))
    return schedule.reporting_day(deadline, rules.reporting_day)

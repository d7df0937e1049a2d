"""Days before a deadline on which to remind, and how they are counted. Knows days; knows no state.

Working days are those of the People's Republic of China, with holidays and make-up days (调休). The State Council
announces each year's about November before, and the library `chinesecalendar`, an optional extra, carries them. Where it
is absent, or for a year that it does not know, Monday to Friday count, and `problems` says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from targettrack.errors import Problem, Severity
from targettrack.store import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.model import Ledger, Plan, Rules

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # as date.weekday counts


def days(plan: Plan, rules: Rules) -> tuple[int, ...]:
    """Days before a deadline at which a plan reminds, the longest notice first: its own, else those of the settings."""
    return tuple(sorted(rules.remind_days if plan.remind_days is None else plan.remind_days, reverse=True))


@cache
def left(day: date, deadline: date) -> int:
    """Working days after `day` up to the deadline, it included; calendar days, below zero, where it has passed."""
    if deadline <= day:
        return (deadline - day).days
    return sum(is_workday(day + ONE_DAY * step) for step in range(1, (deadline - day).days + 1))


def is_workday(day: date) -> bool:
    """Whether offices work on a day."""
    first, last = _known_years() or (0, 0)
    return bool(_calendar().is_workday(day)) if first <= day.year <= last else day.weekday() < SATURDAY


def problems(ledger: Ledger, day: date) -> tuple[Problem, ...]:
    """That working days are asked for, but no calendar is installed, or it ends before a deadline that is near."""
    if not ledger.settings.rules.working_days:
        return ()
    known = _known_years()
    if known is None:
        return (_problem("no-calendar"),)
    rules = ledger.settings.rules
    longest = max((number for plan in ledger.plans for number in days(plan, rules)), default=0)
    horizon = day + ONE_DAY * (2 * longest + 14)  # holds that many working days, long holidays included
    ahead = [one for one in _deadlines(ledger) if day <= one <= horizon]
    return (_problem("calendar-ends", year=known[1]),) if max([day, *ahead]).year > known[1] else ()


def _problem(code: str, **params: int) -> Problem:
    return Problem(code, "targettrack.toml", None, "rules.working_days", Severity.WARNING, params)


def _deadlines(ledger: Ledger) -> Iterator[date]:
    yield from (date.fromisoformat(day) for day in records.values(ledger.targets, "due") if day)


@cache
def _known_years() -> tuple[int, int] | None:
    calendar = _calendar()
    if calendar is None:
        return None
    holidays = calendar.constants.holidays
    return min(holidays).year, max(holidays).year


@cache
def _calendar() -> Any:
    try:
        return import_module("chinese_calendar")  # 5 ms, only where the settings ask for working days
    except ImportError:
        return None

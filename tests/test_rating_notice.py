"""Reminders: days of a plan, working days with holidays and make-up days, and what is said where the calendar ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from factories import RULES, day, plan, rate, target
from targettrack.model import Ledger, Settings
from targettrack.rating import notice


@pytest.fixture
def calendar() -> None:
    """The calendar of holidays, or a skipped test."""
    pytest.importorskip("chinese_calendar", reason="the optional extra `workdays` is not installed")


@pytest.mark.usefixtures("calendar")
@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2025-10-01", False),  # National Day, a Wednesday
        ("2025-10-08", False),  # the last day of the holiday
        ("2025-09-28", True),  # a Sunday that is worked
        ("2025-10-11", True),  # a Saturday that is worked
        ("2025-10-12", False),
        ("2025-10-13", True),
    ],
)
def test_holidays_and_make_up_days(on: str, *, works: bool) -> None:
    """The National Day of 2025 as the State Council announced it."""
    assert notice.is_workday(day(on)) is works


@pytest.mark.usefixtures("calendar")
def test_working_days_left() -> None:
    """From Tuesday 30 September to 13 October: 9, 10, 11 and 13 October are worked, thirteen days by the calendar."""
    assert notice.left(day("2025-09-30"), day("2025-10-13")) == 4
    assert notice.left(day("2025-09-30"), day("2025-09-30")) == 0
    assert notice.left(day("2025-09-30"), day("2025-09-20")) == -10


@pytest.mark.usefixtures("calendar")
def test_reminders_in_working_days() -> None:
    """Due 13 October: within seven working days on 30 September, not within seven days."""
    record = target(deadline="2025-10-13", start="2020-01-01")
    rules = RULES._replace(near_share=0, remind_days=(7,))
    assert rate(record, "2025-09-30", rules=rules).markers == ()
    assert rate(record, "2025-09-30", rules=rules._replace(working_days=True)).countdown == 4
    assert rate(record, "2025-09-30", rules=rules._replace(working_days=True)).markers == ("due-soon",)


def test_a_plan_reminds_in_its_own_days() -> None:
    """Thirty days by the settings, sixty by the plan; an empty list reminds of nothing."""
    record = target(deadline="2025-11-20", start="2020-01-01")
    rules = RULES._replace(near_share=0)
    assert rate(record, "2025-09-30", rules=rules).markers == ()
    assert rate(record, "2025-09-30", rules=rules, remind_days=(60, 10)).markers == ("due-soon",)
    assert notice.days(plan(remind_days=()), RULES) == ()


def test_without_a_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Monday to Friday count, and a warning says what to install."""
    monkeypatch.setattr(notice, "_known_years", lambda: None)
    notice.left.cache_clear()
    assert notice.left(day("2025-09-30"), day("2025-10-13")) == 9
    (problem,) = notice.problems(_ledger("2025-12-31"), day("2025-09-30"))
    assert (problem.code, problem.severity) == ("no-calendar", "warning")
    notice.left.cache_clear()


def test_where_the_calendar_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data to 2026: a deadline of January 2027 is warned of in December, not in June, nor where working days are off."""
    monkeypatch.setattr(notice, "_known_years", lambda: (2004, 2026))
    ledger = _ledger("2027-01-15")
    (problem,) = notice.problems(ledger, day("2026-12-20"))
    assert (problem.code, problem.params) == ("calendar-ends", {"year": 2026})
    assert notice.problems(ledger, day("2026-06-30")) == ()
    assert notice.problems(ledger._replace(settings=Settings()), day("2026-12-20")) == ()


def test_a_warning_is_said_and_is_in_the_answer(run: Run, root: Path) -> None:
    """On standard error and among the problems; the answer is whole, and exit code 0."""
    (root / "targettrack.toml").write_text("[rules]\nworking_days = true\n", encoding="utf-8")
    found = run("alerts", "--as-of", "2190-01-01", "--format", "json")
    assert (found.code, found.json["status"]) == (0, "ok")
    assert [one["code"] for one in found.json["problems"]][-1] in {"calendar-ends", "no-calendar"}
    assert "targettrack.toml" in found.said


def test_days_of_a_plan_in_the_alerts(run: Run, root: Path) -> None:
    """Ninety-five days for the county: its targets of December are due soon on 30 September; --days overrides."""
    path = root / "YS2025/plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + "remind_days = [95, 10]\n", encoding="utf-8")
    data = run("alerts", "--as-of", "2025-09-30", "--format", "json").data
    assert (data["days"], data["days_by_plan"]) == (30, {"YS2025": 95})
    soon = {one["id"] for one in data["alerts"] if "due-soon" in one["causes"]}
    assert soon >= {"YS2025-001", "YS2025-007"}
    assert "95" in run("alerts", "--as-of", "2025-09-30").text
    assert run("alerts", "--as-of", "2025-09-30", "--days", "5", "--format", "json").data["days_by_plan"] == {}


def test_alerts_of_one_level(run: Run) -> None:
    """Three warnings, and nothing else."""
    data = run("alerts", "--as-of", "2025-09-30", "--level", "预警", "--format", "json").data
    assert data["by_level"] == {"reminder": 0, "warning": 3, "overdue": 0}
    assert len(data["alerts"]) == 3


def _ledger(deadline: str) -> Ledger:
    settings = Settings(rules=RULES._replace(working_days=True))
    return Ledger("/targets", (plan(),), (target(deadline=deadline),), settings=settings)

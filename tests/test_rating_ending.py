"""How a promise ended: by the goal and the deadline as promised, and as they are now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from factories import day, goal, plan, target, update
from strategies import targets
from targettrack import store
from targettrack.ledger import selection
from targettrack.model import Ledger, Target
from targettrack.rating import ending
from targettrack.rating.ending import Outcome
from targettrack.views.yearend import year_end

REAL = Path(__file__).parent.parent / "targets"


def ends(record: Target, on: str = "2026-01-15", *others: Target) -> tuple[str, str]:
    """The outcome as promised and as changed."""
    ledger = Ledger("/targets", (plan(),), (record, *others))
    (found,) = ending.endings(ledger, (selection.entry(ledger, record, day(on)),))
    return found.original.outcome.value, found.adjusted.outcome.value


def test_jiangmen_2024_by_the_report_of_2025() -> None:
    """The golden set of domain.md: the report never says 未完成, the account does."""
    ledger = store.load(REAL, ("JM2024",))
    view = year_end(ledger, selection.survey(ledger, day("2025-03-01")))
    found = {one.target.id[-3:]: (one.original.outcome.value, one.original.gap) for one in view.targets}
    expected = {
        "001": ("missed", "-2.1"),  # GDP 5.5 % → 3.4 %
        "002": ("no-figure", None),  # investment: silently dropped
        "003": ("missed", "-4.2"),
        "004": ("met", "8.1"),
        "005": ("met", "0"),
        "006": ("missed", "-2.8"),
        "007": ("met", "2.0"),  # 5.4 % beside a GDP of 3.4 %
        "008": ("undecidable", None),  # 左右, and no figure
        "009": ("met", None),
        "010": ("met", None),
        "011": ("met", None),
        "012": ("undecidable", None),
        "013": ("undecidable", None),
    }
    shown = {key: (found[key][0], None if found[key][1] is None else f"{found[key][1]}") for key in expected}
    assert shown == expected
    jobs = next(one for one in view.targets if one.target.id == "JM2024-009")
    assert str(jobs.adjusted.share) == "128.25"
    assert sum(view.by_original.values()) == sum(view.by_adjusted.values()) == view.total.total == 26


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        ((), "no-figure"),
        ((update("2025-09-30", value=900),), "no-figure"),  # a figure of September does not say how it ended
        ((update("2025-12-31", value=900),), "missed"),
        ((update("2025-12-31", value=940),), "unverified"),
        ((update("2025-12-31", value=940, status="closed"),), "met"),
        ((update("2025-12-31", value=940), update("2026-01-10", status="closed")), "met"),
        ((update("2026-01-10", value=940, status="closed"),), "late"),
        ((update("2025-12-31", value=900, status="closed"),), "missed"),  # closed against its own figure
        ((update("2025-09-30", value=900), update("2025-12-20", status="closed")), "met"),
        ((update("2025-12-20", status="done"),), "unverified"),
        ((update("2025-12-20", status="missed"),), "missed"),
        ((update("2025-12-20", status="suspended"),), "set-aside"),
        ((update("2025-12-20", status="dropped", value=940),), "set-aside"),
    ],
)
def test_a_count(updates: tuple[object, ...], expected: str) -> None:
    """940 places by the end of 2025, looked at on 15 January 2026."""
    assert ends(target("quantity", None, *updates)) == (expected, expected)  # type: ignore[arg-type]


def test_before_the_end_nothing_has_ended() -> None:
    """On the last day the account is open; a day later it is not; without a deadline it stays open."""
    record = target("quantity", None, update("2025-11-30", value=900))
    assert ends(record, "2025-12-31") == ("open", "open")
    assert ends(record, "2026-01-01") == ("no-figure", "no-figure")
    assert ends(target("quantity", None, deadline=None)) == ("open", "open")


def test_a_figure_that_is_due_later() -> None:
    """Until the result is due the account is open."""
    record = target("growth", goal(">=", 5, result_due="2026-02-28"))
    assert ends(record) == ("open", "open")
    assert ends(record, "2026-03-01") == ("no-figure", "no-figure")


def test_a_limit_that_is_broken_stays_broken() -> None:
    """101 of at most 100 in June: missed at once. A guard with an event likewise."""
    assert ends(target("quantity", goal("<=", 100), update("2025-06-30", value=101)), "2025-07-01") == ("missed",) * 2
    assert ends(target("guard", goal("<=", 0), update("2025-06-30", value=1)), "2025-07-01") == ("missed",) * 2


def test_an_extension_shows_on_one_side() -> None:
    """Promised for August, extended to November, met in November: late as promised, met as changed."""
    move = update("2025-08-20", deadline="2025-11-30", reason="汛期")
    done = update("2025-11-20", value=940, status="closed")
    assert ends(target("quantity", None, move, done, deadline="2025-08-31")) == ("late", "met")


def test_a_softer_goal_shows_on_one_side() -> None:
    """Promised 940, changed to 900, closed with 900 at the end: missed as promised, met as changed."""
    softer = update("2025-08-20", goal={"value": 900}, authority="人大常委会")
    assert ends(target("quantity", None, softer, update("2025-12-31", value=900, status="closed"))) == ("missed", "met")
    early = target("quantity", None, softer, update("2025-11-30", value=900), update("2025-12-20", status="closed"))
    assert ends(early) == ("no-figure", "met")
    better = target("quantity", None, softer, update("2025-12-31", value=950, status="closed"))
    assert ends(better) == ("met", "met")


def test_filling_in_is_no_change() -> None:
    """The number of a task from above, which its paper gives later, holds for both sides."""
    record = target("quantity", goal(), update("2025-03-31", goal={"value": 9}), update("2025-12-31", value=9))
    assert ends(record) == ("unverified", "unverified")


def test_a_tolerance_given_later_is_a_change() -> None:
    """左右 is softened by every number given to it: as promised nothing decides it, as changed 3.5 is near enough to 3."""
    record = target("growth", goal("~", 3), update("2025-12-31", value="3.5"))
    assert ends(record) == ("undecidable", "undecidable")
    settled = update("2026-01-02", goal={"tolerance": 1}, authority="县统计局")
    assert ends(replace(record, updates=(*record.updates, settled))) == ("undecidable", "unverified")


@given(targets())
def test_any_record_has_one_outcome(record: Target) -> None:
    """Whatever is on record: each side has an outcome; they differ only where something was changed."""
    ledger = Ledger("/targets", (plan(),), (record,))
    entry = selection.entry(ledger, record, day("2026-01-15"))
    (found,) = ending.endings(ledger, (entry,))
    assert {found.original.outcome, found.adjusted.outcome} <= set(Outcome)
    assert found.is_changed or found.original == found.adjusted

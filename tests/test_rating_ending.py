"""How a promise ended: by the goal and the deadline as promised, and as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from factories import day, goal, plan, target, update
from strategies import targets
from targettrack import store
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating import ending
from targettrack.rating.ending import Outcome

if TYPE_CHECKING:
    from targettrack.model import Goal, Target, Update

REAL = Path(__file__).parent.parent / "targets"


def ends(record: Target, on: str = "2026-01-15", *others: Target) -> tuple[str, str]:
    """The outcome as promised and as changed."""
    ledger = Ledger("/targets", (plan(),), (record, *others))
    (found,) = ending.endings(ledger, (selection.entry(ledger, record, day(on)),))
    return found.original.outcome.value, found.adjusted.outcome.value


def test_jiangmen_2024_by_the_report_of_2025() -> None:
    """The report of 2025 beside the promises of 2024: it never says 未完成, the account does."""
    ledger = store.load(REAL, ("JM2024",))
    entries = selection.survey(ledger, day("2025-03-01"))
    sides = {
        entry.target.id[-3:]: end.original for entry, end in zip(entries, ending.endings(ledger, entries), strict=True)
    }
    expected = {
        "001": ("missed", "-2.10"),  # GDP 5.5 % → 3.4 %
        "002": ("not-mentioned", None),  # investment: the report of 2025 says nothing of it
        "003": ("missed", "-4.20"),
        "004": ("done", "8.10"),
        "005": ("done", "0.00"),
        "006": ("missed", "-2.80"),
        "007": ("done", "2.00"),  # 5.4 % beside a GDP of 3.4 %
        "008": ("no-final", None),  # 左右, and no figure
        "009": ("done", None),
        "010": ("done", None),
        "011": ("done", None),
        "012": ("undecidable", None),
        "013": ("undecidable", None),
    }
    shown = {
        key: (sides[key].outcome.value, None if sides[key].points is None else str(sides[key].points))
        for key in expected
    }
    assert shown == expected
    assert str(sides["009"].share) == "128.25"
    assert len(sides) == 26


COUNT = [
    ((), "missed"),  # 逾期 counts as missed
    ((update("2025-09-30", value=900),), "missed"),
    ((update("2025-12-31", value=900),), "missed"),
    ((update("2025-12-31", value=940),), "unverified"),
    ((update("2025-12-31", value=940, status="closed"),), "done"),
    ((update("2025-12-31", value=940), update("2026-01-10", status="closed")), "done"),
    ((update("2026-01-10", value=940, status="closed"),), "done-late"),
    ((update("2025-12-31", value=900, status="closed", waive="划转"),), "closed-short"),
    ((update("2025-12-20", status="closed"),), "done"),
    ((update("2025-12-20", status="done"),), "unverified"),
    ((update("2025-12-20", status="missed"),), "missed"),
    ((update("2025-12-20", status="suspended"),), "suspended"),
    ((update("2025-12-20", status="dropped", value=940),), "dropped"),
    ((update("2026-01-12", unmentioned=True),), "not-mentioned"),
]


@pytest.mark.parametrize(("updates", "expected"), COUNT)
def test_a_count(updates: tuple[object, ...], expected: str) -> None:
    """940 places by the end of 2025, looked at on 15 January 2026."""
    assert ends(target("quantity", None, *updates)) == (expected, expected)  # type: ignore[arg-type]  # each is an update


@pytest.mark.parametrize(
    ("kind", "promise", "lines", "on", "expected"),
    [
        ("quantity", None, (), "2025-12-31", "not-due"),
        ("quantity", None, (), "2026-01-05", "not-due"),
        ("growth", goal(">=", 5), (), "2026-02-28", "not-due"),
        ("growth", goal(">=", 5), (), "2026-03-01", "no-final"),
        ("growth", goal(">=", 5), (update("2025-12-31", value=4),), "2026-01-20", "missed"),
        ("guard", goal("<=", 0), (update("2025-11-30", value=0),), "2026-01-20", "no-final"),
        ("guard", goal("<=", 0), (update("2025-06-30", value=1),), "2025-07-01", "broken"),
        ("quantity", goal("<=", 100), (update("2025-06-30", value=101),), "2025-07-01", "broken"),
        ("level", goal(None, set_by="省"), (), "2025-12-31", "not-due"),
        ("level", goal(None, set_by="省"), (), "2026-01-20", "undecidable"),
        (
            "quantity",
            None,
            (update("2025-06-30", status="done"), update("2025-07-01", returned=True)),
            "2025-07-15",
            "not-due",
        ),
    ],
)
def test_other_ends(kind: str, promise: Goal, lines: tuple[Update, ...], on: str, expected: str) -> None:
    """A class for every state on any day: what is not over is not due, what nobody counted has no final figure."""
    assert ends(target(kind, promise, *lines), on) == (expected, expected)


def test_ongoing_targets_end_with_their_account() -> None:
    """Not due during the year, then by the last finding of it."""
    record = target("qualitative", goal(None), update("2025-12-20", assess="slow"), deadline=None)
    assert [ends(record, on)[0] for on in ("2025-12-31", "2026-01-30", "2026-01-31")] == ["not-due", "not-due", "slow"]


def test_an_extension_shows_on_one_side() -> None:
    """Promised for August, extended to November, met in November: late as promised, done as changed."""
    move = update("2025-08-20", deadline="2025-11-30", reason="汛期")
    done = update("2025-11-20", value=940, status="closed")
    assert ends(target("quantity", None, move, done, deadline="2025-08-31")) == ("done-late", "done")
    open_still = target("quantity", None, update("2025-12-20", deadline="2026-11-30", reason="汛期"))
    assert ends(open_still) == ("missed", "not-due")


def test_a_softer_goal_shows_on_one_side() -> None:
    """Promised 940, changed to 900, closed with 900: missed as promised, done as changed; 950 is done on both."""
    softer = update("2025-08-20", goal={"value": 900}, authority="人大常委会")
    for on in ("2025-12-31", "2025-11-30"):
        closed = target("quantity", None, softer, update(on, value=900, status="closed"))
        assert ends(closed) == ("missed", "done")
    better = target("quantity", None, softer, update("2025-12-31", value=950, status="closed"))
    assert ends(better) == ("done", "done")


def test_filling_in_is_no_change() -> None:
    """The number of a task from above, which its paper gives later, holds for both sides."""
    filled = update("2025-03-31", goal={"value": 9})
    record = target("quantity", goal(">=", set_by="省"), filled, update("2025-12-31", value=9))
    assert ends(record) == ("unverified", "unverified")


def test_a_tolerance_given_later_is_a_change() -> None:
    """2.5 is too far below 3 左右 by the convention, and near enough by a tolerance that was given afterwards."""
    record = target("growth", goal("~", 3), update("2025-12-31", value="2.5"))
    assert ends(record) == ("missed", "missed")
    settled = update("2026-01-02", goal={"tolerance": 1}, authority="县统计局")
    assert ends(record._replace(updates=(*record.updates, settled))) == ("missed", "unverified")


@given(targets())
def test_any_record_has_one_outcome(record: Target) -> None:
    """Whatever is on record: each side has an outcome; they differ only where something was changed."""
    ledger = Ledger("/targets", (plan(),), (record,))
    entry = selection.entry(ledger, record, day("2026-01-15"))
    (found,) = ending.endings(ledger, (entry,))
    assert {found.original.outcome, found.adjusted.outcome} <= set(Outcome)
    assert found.is_changed or found.original == found.adjusted

"""What stands beside a rating and is never a colour."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from factories import RULES, goal, rate, target, update


@pytest.mark.parametrize(
    ("text", "markers"),
    [("2025-09-12", ()), ("2025-09-13", ("due-soon",)), ("2025-12-31", ("due-soon",)), ("2026-01-01", ())],
)
def test_due_soon_by_share(text: str, markers: tuple[str, ...]) -> None:
    """Of 365 days, 109 are the last 30 %."""
    assert rate(target(), text).markers == markers


@pytest.mark.parametrize(
    ("text", "reminders", "markers"),
    [
        ("2025-05-31", (30, 7), ()),
        ("2025-06-01", (30, 7), ("due-soon",)),
        ("2025-06-23", (7,), ()),
        ("2025-06-24", (7,), ("due-soon",)),
        ("2025-06-30", (), ()),
        ("2025-07-01", (), ("due-soon",)),
    ],
)
def test_due_soon_by_days(text: str, reminders: tuple[int, ...], markers: tuple[str, ...]) -> None:
    """The longest notice counts."""
    rules = RULES._replace(near_share=Decimal(0), remind_days=reminders)
    assert rate(target(deadline="2025-07-01"), text, rules=rules).markers == markers


@pytest.mark.parametrize(("text", "markers"), [("2025-03-10", ()), ("2025-03-11", ("due-soon",))])
def test_due_soon_at_exactly_its_share(text: str, markers: tuple[str, ...]) -> None:
    """Of 100 days, 30 left are near."""
    assert rate(target(deadline="2025-04-10"), text, rules=RULES._replace(remind_days=())).markers == markers


def test_what_is_finished_or_not_begun_is_not_due_soon() -> None:
    """Nobody waits for what is done; what has not begun is not near its end."""
    done = target("quantity", None, update("2025-12-01", value=940))
    assert rate(done, "2025-12-30").markers == ()
    assert rate(target(start="2025-12-31"), "2025-12-30").markers == ()


@pytest.mark.parametrize(
    ("said", "on", "markers"),
    [
        ({"value": 940}, "2025-12-30", ("early",)),
        ({"value": 940}, "2025-12-31", ()),
        ({"value": 940}, "2026-01-01", ("late",)),
        ({"value": 941}, "2025-12-30", ("early", "exceeded")),
        ({"value": 941, "waive": "电子台账"}, "2025-12-31", ("exceeded", "waived")),
        ({"completed": "2025-12-30"}, "2026-01-20", ("early",)),
        ({"completed": "2026-01-02"}, "2026-01-20", ("late",)),
        ({}, "2026-01-20", ("late",)),
    ],
)
def test_closing(said: dict[str, Any], on: str, markers: tuple[str, ...]) -> None:
    """On time is judged by the day of completion, not of verification."""
    state = rate(target("quantity", None, update(on, status="closed", **said)), "2026-02-01")
    assert (state.rating, state.light, state.markers) == ("achieved", "blue", markers)


def test_what_was_closed_short_was_not_late() -> None:
    """Neither early nor late: it was not completed."""
    record = target("quantity", None, update("2026-01-20", value=300, status="closed", waive="划转"))
    assert rate(record, "2026-02-01").markers == ("waived",)


def test_completion_is_the_first_figure_that_met_the_goal() -> None:
    """950 in November, closed in January: early."""
    figures = (update("2025-11-30", value=950), update("2025-12-31", value=960))
    record = target("quantity", None, *figures, update("2026-01-20", status="closed"))
    assert rate(record, "2026-02-01").markers == ("early", "exceeded")


@pytest.mark.parametrize(
    ("lines", "markers"),
    [
        ([("2025-12-15", {"status": "done"})], ("early",)),
        ([("2025-12-31", {"status": "done"})], ()),
        ([("2025-12-15", {"status": "done"}), ("2026-01-04", {"status": "done", "note": "补报"})], ("early",)),
        ([("2025-12-15", {"status": "done"}), ("2026-01-04", {"note": "资料已归档"})], ("early",)),
        ([("2025-12-15", {"status": "done"}), ("2025-12-20", {"returned": True})], ("late",)),
        ([("2025-12-15", {"status": "done"}), ("2025-12-20", {"status": "active"})], ("late",)),
        ([("2025-12-15", {"status": "closed"}), ("2025-12-20", {"reopened": True})], ("late",)),
    ],
)
def test_completion_is_the_claim_where_no_figure_says(lines: list[Any], markers: tuple[str, ...]) -> None:
    """Claimed in December and verified in January: as of the claim, unless that was sent back or taken back."""
    said = [update(on, **words) for on, words in lines]
    record = target("milestone", goal(None, indicator="水厂建成"), *said, update("2026-01-20", status="closed"))
    assert rate(record, "2026-02-01").markers == markers


def test_whose_promise_it_is() -> None:
    """力争 is said wherever the target is, also when it is done; 未分工 while somebody waits for it."""
    record = target("quantity", None, update("2025-06-30", value=470), strength="stretch", owner="")
    assert rate(record, "2025-07-01").markers == ("no-owner", "stretch")
    closed = record._replace(updates=(*record.updates, update("2025-12-31", value=940, status="closed")))
    assert rate(closed, "2026-01-01").markers == ("stretch",)


@pytest.mark.parametrize(
    ("said", "markers"),
    [
        ({"deadline": "2026-06-30"}, ("extended",)),
        ({"deadline": "2025-10-31"}, ()),
        ({"goal": {"value": 900}}, ("adjusted",)),
        ({"goal": {"done_when": "验收"}}, ()),
        ({"goal": {"value": 940}}, ()),
    ],
)
def test_changed_promises(said: dict[str, Any], markers: tuple[str, ...]) -> None:
    """An extension and a changed goal stand beside the rating; filling a blank is neither."""
    assert rate(target("quantity", None, update("2025-05-01", **said)), "2025-05-02").markers == markers


def test_a_first_deadline_is_no_extension() -> None:
    """An ongoing target that is given a last day had none to extend."""
    record = target("quantity", None, update("2025-05-01", deadline="2026-06-30"), deadline=None)
    assert rate(record, "2025-05-02").markers == ()


@pytest.mark.parametrize(
    ("kind", "promise", "markers"),
    [
        ("growth", goal("~", 3), ("adjusted",)),
        ("coverage", goal("~", denominator=29), ()),
        ("growth", goal(">=", 3), ()),
    ],
)
def test_a_tolerance_given_later(kind: str, promise: Any, markers: tuple[str, ...]) -> None:
    """左右 had a convention, so another reach is another promise; what 基本 means nobody had said."""
    record = target(kind, promise, update("2025-05-01", goal={"tolerance": 2}))
    assert rate(record, "2025-05-02").markers == markers


@pytest.mark.parametrize(
    ("value", "on", "markers"),
    [
        (8, "2025-06-30", ("early-warning",)),
        (8, "2025-09-30", ("early-warning",)),
        (8, "2025-10-31", ()),
        (7, "2025-06-30", ()),
        (8, "2025-10-30", ("early-warning",)),
    ],
)
def test_early_warning(value: int, on: str, markers: tuple[str, ...]) -> None:
    """Four fifths of a limit are used, and more of it than of the time: 80 % in September, not in October."""
    record = target("quantity", goal("<=", 10, unit="起"), update(on, value=value))
    assert tuple(m for m in rate(record, on).markers if m != "due-soon") == markers


def test_the_share_that_warns_is_a_setting() -> None:
    """At half of the limit, where the settings say so."""
    rules = RULES._replace(conventions=RULES.conventions._replace(early_warning=Decimal(50)))
    record = target("quantity", goal("<=", 10, unit="起"), update("2025-03-31", value=5))
    assert [rate(record, "2025-04-01", rules=one).markers for one in (RULES, rules)] == [(), ("early-warning",)]


def test_carried_and_reversed() -> None:
    """转入下年 is a marker, never a verdict; a closing that was taken back is marked until it is closed again."""
    carried = target("qualitative", goal(None), update("2025-12-20", into="KP2026-003"), deadline=None)
    assert rate(carried, "2026-02-01").markers == ("carried",)
    taken_back = (update("2025-06-30", status="closed"), update("2025-07-05", reopened=True))
    assert rate(target("quantity", None, *taken_back), "2025-07-06").markers == ("reversed",)


def test_a_claim_that_its_figure_contradicts() -> None:
    """申报完成而数据未达 beside the light of the figure."""
    record = target("quantity", None, update("2025-06-30", value=470, status="done"))
    assert (rate(record, "2025-07-01").rating, rate(record, "2025-07-01").markers) == (
        "on-track",
        ("claim-contradicted",),
    )

"""Counts and rates: each with its base, in records and in items, firm and stretch apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factories import RULES, goal, plan, rate, target, update
from targettrack.model import Strength
from targettrack.rating import counts
from targettrack.rating.counts import Rate
from targettrack.rating.ladder import Rated

if TYPE_CHECKING:
    from targettrack.model import Update

ON = "2026-01-15"
SOFT = goal(None)


def entry(kind: str = "quantity", promise: Any = None, *updates: Update, on: str = ON, **changes: Any) -> Rated:
    """A target with its state on 15 January 2026."""
    record = target(kind, promise, *updates, **changes)
    return Rated(record, plan(), rate(record, on))


CLOSED = entry("quantity", None, update("2025-12-20", value=940, status="closed"))
CLOSED_LATE = entry("quantity", None, update("2026-01-05", value=940, status="closed"))
SHORT = entry("quantity", None, update("2025-12-20", value=300, status="closed", waive="划转"))
OVERDUE = entry("quantity", None, update("2025-12-31", value=900))
AWAITED = entry("growth", goal(">=", 5))
DROPPED = entry("quantity", None, update("2025-06-30", status="dropped"))
BEHIND = entry("quantity", None, update("2025-12-31", value=400), deadline="2026-12-31")
AHEAD = entry("quantity", None, update("2025-12-31", value=900), deadline="2026-12-31")
ADVANCING = entry("qualitative", SOFT, update("2025-12-31", assess="advancing"), deadline=None)
STALLED = entry("qualitative", SOFT, update("2025-12-31", assess="stalled"), deadline=None)
CLAIMED = entry("quantity", None, update("2025-12-20", status="done"))
ALL = [CLOSED, CLOSED_LATE, SHORT, OVERDUE, AWAITED, DROPPED, BEHIND, AHEAD, ADVANCING, STALLED, CLAIMED]


def test_the_rates_and_their_bases() -> None:
    """Completed two of ten; on schedule three of six measured; one of two judged; in time one of five that were due."""
    found = counts.count([one.state for one in ALL])
    assert found.total == 11
    assert found.completion == Rate(2, 10, counts.rate(2, 10).percent)
    assert (found.completion.percent, found.on_schedule) == (20, Rate(3, 6, counts.rate(3, 6).percent))
    assert (found.advancing, found.on_time.part, found.on_time.base) == (Rate(1, 2, counts.rate(1, 2).percent), 1, 5)
    assert found.overdue == 1


def test_the_groups_of_these() -> None:
    """Settled, claimed, measured, judged, waiting, silent: they sum to all."""
    found = counts.count([one.state for one in ALL])
    assert [*found.by_group.values()] == [4, 1, 3, 2, 1, 0]
    assert sum(found.by_group.values()) == 11


def test_no_base() -> None:
    """A rate over nothing has no per cent."""
    assert counts.count([]).completion == Rate(0, 0, None)


def test_an_item_stands_where_its_worst_record_stands() -> None:
    """Two records of item 72, one of them overdue, are one overdue item; records without an item stand alone."""
    two = [
        entry("quantity", None, update("2025-12-20", value=940, status="closed"), item="72"),
        entry("quantity", None, item="72", id="KP-002"),
        entry(id="KP-003"),
        entry(id="KP-004"),
    ]
    found = counts.items(two)
    assert [one.target.id for one in found] == ["KP-002", "KP-003", "KP-004"]


def test_closed_short_spoils_an_item() -> None:
    """An item of which one record was closed below its goal is not completed."""
    two = [
        entry("quantity", None, update("2025-12-20", value=940, status="closed"), item="72"),
        entry("quantity", None, update("2025-12-20", value=3, status="closed", waive="x"), item="72", id="KP-002"),
    ]
    assert counts.count([one.state for one in counts.items(two)]).completion.part == 0


def test_firm_and_stretch_apart() -> None:
    """Each with its own base."""
    stretch = entry("quantity", None, update("2025-12-20", value=940, status="closed"), strength="stretch")
    found = counts.by_strength([CLOSED, OVERDUE, stretch])
    assert {name: (part.completion.part, part.completion.base) for name, part in found.items()} == {
        Strength.FIRM: (1, 2),
        Strength.STRETCH: (1, 1),
    }


def test_extensions_are_counted() -> None:
    """按期办结率 by the new day, and how many there were."""
    moved = update("2025-12-01", deadline="2026-01-10", reason="汛期")
    found = counts.count([entry("quantity", None, moved, update("2026-01-05", value=940, status="closed")).state])
    assert (found.on_time.part, found.extended) == (1, 1)


def test_what_is_achieved_before_its_last_day_counts_as_due() -> None:
    """Closed in December, due next year: one of one in time."""
    early = entry("quantity", None, update("2025-12-20", value=940, status="closed"), deadline="2026-12-31")
    assert counts.count([early.state]).on_time == Rate(1, 1, counts.rate(1, 1).percent)


def reported(*days: tuple[str, str], **changes: Any) -> Rate:
    """按时反馈率 of one target on 15 July: days that reports hold for, and on which they were entered."""
    lines = [update(on, at=f"{at}T10:00:00+08:00", note="x") for on, at in days]
    return counts.feedback([entry("quantity", None, *lines, on="2025-07-15", **changes)], RULES)


def test_reports_in_time() -> None:
    """Recorded on 26 February: March to June are four reports, each due on the tenth of the month after."""
    assert reported() == Rate(0, 4, counts.rate(0, 4).percent)
    kept = [("2025-03-31", "2025-04-10"), ("2025-04-30", "2025-05-11"), ("2025-06-02", "2025-06-02")]
    assert (reported(*kept).part, reported(*kept).base) == (3, 4)
    assert reported(("2025-04-30", "2025-05-11")).part == 0


def test_a_late_report_is_not_in_time() -> None:
    """Entered on 11 April, the figure of 31 March came a day too late."""
    assert reported(("2025-03-31", "2025-04-11")).part == 0


def test_what_is_done_owes_no_report() -> None:
    """Claimed in April: nothing is due afterwards; after the deadline neither."""
    done = update("2025-04-20", status="done")
    assert counts.feedback([entry("quantity", None, done, on="2025-07-15")], RULES).base == 1
    assert counts.feedback([entry(on="2026-07-15", deadline="2025-04-30")], RULES).base == 2


def test_quarterly_reports() -> None:
    """Of a growth rate the second quarter is the first whole one after February."""
    record = target("growth", goal(">=", 5), update("2025-06-30", at="2025-07-09T10:00:00+08:00", value=5))
    assert counts.feedback([Rated(record, plan(), rate(record, "2025-07-15"))], RULES) == Rate(
        1, 1, counts.rate(1, 1).percent
    )

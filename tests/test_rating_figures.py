"""Figures as numbers to compare: parts that add up, periods that are kept, returned ones that rate nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from factories import day, goal, rate, target, update

if TYPE_CHECKING:
    from targettrack.model import Target, Update

ROADS = goal(">=", 100, unit="公里", parts={"赤坎镇": 60, "水口镇": 40})
MONTHLY = goal(">=", 2, unit="次", indicator="巡查", every="month")


def part(on: str, town: str, value: int, **said: Any) -> Update:
    """A figure of one town."""
    return update(on, part=town, value=value, **said)


def roads(*updates: Update, **changes: Any) -> Target:
    """A hundred kilometres in two towns."""
    return target("quantity", ROADS, *updates, **changes)


def test_parts_add_up() -> None:
    """30 and 25 of the same day are 55 of 100, 5 points ahead of half a year."""
    state = rate(roads(part("2025-06-30", "赤坎镇", 30), part("2025-06-30", "水口镇", 25)), "2025-07-05")
    assert (state.rating, str(state.reason.figure), str(state.reason.share_gap)) == ("on-track", "55", "5.00")
    assert state.reason.silent == ()


def test_the_sum_stands_on_the_newest_day_that_all_parts_reach() -> None:
    """A town that is a cycle behind holds the day back; one that is later yet is silent, and its last figure stays."""
    early = [part("2025-05-31", "赤坎镇", 28), part("2025-05-31", "水口镇", 20)]
    lagging = roads(*early, part("2025-07-10", "赤坎镇", 40))
    state = rate(lagging, "2025-07-12")
    assert (str(state.reason.figure_on), str(state.reason.figure)) == ("2025-05-31", "48")
    silent = roads(*early, part("2025-07-31", "赤坎镇", 45))
    state = rate(silent, "2025-08-02")
    assert (str(state.reason.figure_on), str(state.reason.figure)) == ("2025-07-31", "65")
    assert (state.rating, state.light, state.reason.why) == ("not-updated", "grey", "parts")
    assert state.reason.silent == ("水口镇",)


def test_a_part_of_exactly_one_cycle_ago_is_in_time() -> None:
    """The figure of 31 May still stands in the sum of 30 June, not in that of 1 July."""
    for on, figure_on in (("2025-06-30", "2025-06-30"), ("2025-07-01", "2025-05-31")):
        lines = [part("2025-05-31", "赤坎镇", 28), part("2025-05-31", "水口镇", 20), part(on, "赤坎镇", 35)]
        assert str(rate(roads(*lines), "2025-07-05").reason.figure_on) == figure_on


def test_a_whole_with_a_silent_part_is_never_green() -> None:
    """One of two towns has never reported: 70 of 100 would be ahead; below the way it is yellow."""
    assert rate(roads(part("2025-06-30", "赤坎镇", 70)), "2025-07-05").rating == "not-updated"
    assert rate(roads(part("2025-06-30", "赤坎镇", 40)), "2025-07-05").rating == "behind"


def test_a_figure_of_the_whole() -> None:
    """Of the whole and the sum the newer one is used, of one day the whole."""
    towns = [part("2025-06-30", "赤坎镇", 30), part("2025-06-30", "水口镇", 25)]
    for on, figure in (("2025-05-31", "55"), ("2025-06-30", "50"), ("2025-07-03", "50")):
        assert str(rate(roads(*towns, update(on, value=50)), "2025-07-05").reason.figure) == figure


def test_rates_are_only_listed_by_part() -> None:
    """A town's growth is not the county's; its share of a work neither."""
    growth = target("growth", goal(">=", 5, unit="%"), part("2025-06-30", "赤坎镇", 9))
    assert rate(growth, "2025-07-05").reason.figure is None
    work = target("milestone", goal(None, indicator="建成"), part("2025-06-30", "赤坎镇", 90))
    assert rate(work, "2025-07-05").reason.figure is None


def test_an_event_in_one_part_breaks_the_whole() -> None:
    """A guard does not wait for the other towns."""
    guard = goal("<=", 0, unit="起", parts={"赤坎镇": 0, "水口镇": 0})
    state = rate(target("guard", guard, part("2025-06-30", "赤坎镇", 1)), "2025-07-05")
    assert state.rating == "broken"


def test_an_estimate_in_a_part_is_an_estimate_of_the_whole() -> None:
    """All parts reach the goal, one by an estimate: not satisfied for good."""
    parts = [part("2025-06-30", "赤坎镇", 60), part("2025-06-30", "水口镇", 40, data="estimate")]
    assert rate(roads(*parts), "2025-07-05").rating == "ahead"
    assert rate(roads(parts[0], part("2025-06-30", "水口镇", 40)), "2025-07-05").rating == "unverified"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ([("2025-01-20", 1), ("2025-01-31", 2)], 1),
        ([("2025-01-31", 9)], 1),
        ([("2025-01-31", 2), ("2025-03-31", 2)], 2),
        ([("2025-01-31", 1), ("2025-02-28", 1)], 0),
    ],
)
def test_a_surplus_of_one_period_serves_no_other(lines: list[tuple[str, int]], kept: int) -> None:
    """The last value of a month is its value; nine in January are one month kept."""
    record = target("quantity", MONTHLY, *[update(on, value=value) for on, value in lines])
    state = rate(record, "2025-04-05", published="2025-01-01")
    assert str(state.reason.actual) == {0: "0.00", 1: "8.33", 2: "16.67"}[kept]


def test_a_running_total_is_read_by_its_growth() -> None:
    """2, 3, 5 in all: two in January, one in February, two in March."""
    lines = [
        update(on, value=value, total=True) for on, value in (("2025-01-31", 2), ("2025-02-28", 3), ("2025-03-31", 5))
    ]
    state = rate(target("quantity", MONTHLY, *lines), "2025-04-15", published="2025-01-01")
    assert (state.reason.missing, str(state.reason.actual)) == ((day("2025-02-01"),), "16.67")


def test_the_first_period_is_the_first_whole_one_after_publication() -> None:
    """Published on 26 February: ten months from March on, and nothing is missing before."""
    record = target("quantity", MONTHLY, update("2025-03-31", value=2))
    state = rate(record, "2025-04-15", published="2025-02-26")
    assert (str(state.reason.actual), str(state.reason.expected), state.reason.missing) == ("10.00", "10.00", ())


def test_periods_are_satisfied_after_the_last() -> None:
    """Twelve of twelve: to be verified on the last day, not before; eleven of twelve with December known are missed."""
    ends = ("01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-20")
    all_kept = target("quantity", MONTHLY, *[update(f"2025-{on}", value=2) for on in ends])
    assert [rate(all_kept, on, published="2025-01-01").rating for on in ("2025-12-30", "2025-12-31", "2026-01-20")] == [
        "on-track",
        "unverified",
        "unverified",
    ]
    lines = [update(f"2025-{on}", value=2) for on in ends[1:-1]]
    failed = target("quantity", MONTHLY, *lines, update("2025-12-31", value=2))
    assert rate(failed, "2026-01-05", published="2025-01-01").rating == "missed"


@pytest.mark.parametrize(
    ("text", "rating", "missing", "kept"),
    [
        ("2025-12-31", "behind", ["2025-06-01"], "83.33"),
        ("2026-01-05", "awaiting-result", ["2025-06-01"], "83.33"),
        ("2026-01-11", "overdue", ["2025-06-01", "2025-12-01"], "83.33"),
        ("2026-01-20", "missed", ["2025-06-01"], "91.67"),
    ],
)
def test_the_missing_periods_are_named_after_the_term_too(
    text: str, rating: str, missing: list[str], kept: str
) -> None:
    """June was not reported; December's own report is due on the tenth, and came on the twelfth."""
    months = [f"2025-{month:02}-28" for month in range(1, 12) if month != 6]
    lines = [*(update(on, value=2) for on in months), update("2025-12-31", at="2026-01-12T10:00:00+08:00", value=2)]
    known = [line for line in lines if line.at.date() <= day(text)]
    state = rate(target("quantity", MONTHLY, *known), text, published="2025-01-01")
    assert (state.rating, [on.isoformat() for on in state.reason.missing]) == (rating, missing)
    assert str(state.reason.actual) == kept


def test_a_window_without_a_whole_period() -> None:
    """A quarterly promise of one month has nothing to count: reported in words, late after its report."""
    quarterly = goal(">=", 2, unit="次", every="quarter")
    record = target("quantity", quarterly, update("2025-12-20", value=2), start="2025-12-01")
    assert [rate(record, on).rating for on in ("2025-12-25", "2026-01-15")] == ["reported", "overdue"]


def test_a_limit_for_each_period() -> None:
    """At most two a month: three in May are a break for good; two each month are within the limit."""
    limit = goal("<=", 2, unit="起", every="month")
    broken = target("quantity", limit, update("2025-05-31", value=3), update("2025-06-30", value=0))
    assert (rate(broken, "2025-07-05").rating, rate(broken, "2025-05-30").rating) == ("broken", "not-updated")
    kept = target("quantity", limit, update("2025-05-31", value=2), update("2025-06-30", value=2))
    assert rate(kept, "2025-07-05").rating == "on-track"


def test_what_a_refused_claim_rested_on_rates_nothing() -> None:
    """After the return only what is entered later counts, also for an earlier day."""
    claim = update("2025-09-30", value=950, status="done")
    back = update("2025-10-20", returned=True, reason="重复计算")
    assert rate(target("quantity", None, claim, back), "2025-10-25").reason.figure is None
    later = update("2025-09-30", at="2025-10-28T10:00:00+08:00", value=700)
    state = rate(target("quantity", None, claim, back, later), "2025-10-30")
    assert (state.rating, str(state.reason.figure), str(state.reason.share_gap)) == ("behind", "700", "-0.53")

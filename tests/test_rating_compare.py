"""The newest figure against the goal, kind by kind: the published examples and the edges."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from factories import RULES, checkpoint, day, goal, rate, target, update

if TYPE_CHECKING:
    from targettrack.model import Goal, Target
    from targettrack.rating.ladder import State

GROWTH = goal(">=", 7, unit="%")
HUNDRED = goal(">=", 100, unit="%")


def reported(kind: str, promise: Goal, value: float | str, text: str, **changes: Any) -> Target:
    """Give a target with one figure, at the end of a month of 2025."""
    return target(kind, promise, update(text, value=value), **changes)


def seen(state: State) -> tuple[str, str, str | None]:
    """Give rating, reason and gap of a state."""
    return state.rating.value, state.reason.why.value, None if state.reason.gap is None else str(state.reason.gap)


@pytest.mark.parametrize(
    ("text", "expected"), [("2025-03-31", "25.00"), ("2025-06-30", "50.00"), ("2025-11-30", "91.67")]
)
def test_published_shares_by_month(text: str, expected: str) -> None:
    """宣城: what is expected is 25 % at the end of March, 50 % of June, 91.7 % of November."""
    reason = rate(reported("quantity", HUNDRED, 99, text), text).reason
    assert (str(reason.expected), reason.method) == (expected, "month")


def test_published_gap() -> None:
    """连云港: 53.3 % at the end of September is 21.7 points below the expected 75 %, and yellow."""
    state = rate(reported("quantity", HUNDRED, "53.3", "2025-09-30"), "2025-10-08")
    assert seen(state) == ("behind", "share", "-21.70")
    assert (state.light, state.reason.actual, state.reason.expected) == ("yellow", Decimal("53.30"), Decimal("75.00"))
    assert (state.reason.figure, state.reason.figure_on, state.reason.goal) == (
        Decimal("53.3"),
        day("2025-09-30"),
        Decimal(100),
    )


def test_published_rate_of_completion() -> None:
    """江门 2024: 5.13 of 4 万人 is 128.25 %, not clipped, and to be verified."""
    jobs = goal(">=", 4, unit="万人")
    state = rate(reported("quantity", jobs, "5.13", "2025-11-30"), "2025-12-01")
    assert seen(state) == ("unverified", "figure-meets-goal", None)
    assert (state.reason.actual, state.reason.unit) == (Decimal("128.25"), "万人")


@pytest.mark.parametrize(
    ("value", "rating", "gap"),
    [
        ("7.1", "on-track", "0.10"),
        ("7", "on-track", "0.00"),
        ("6.1", "behind", "-0.90"),
        ("0", "behind", "-7.00"),
        ("-0.01", "far-behind", "-7.01"),
    ],
)
def test_growth_is_not_prorated(value: str, rating: str, gap: str) -> None:
    """连云港: 6.1 against 7 is -0.9 and yellow at any time of the year; below zero is red."""
    for text in ("2025-03-31", "2025-09-30"):
        state = rate(reported("growth", GROWTH, value, text), text)
        assert seen(state) == (rating, "rate", gap)
        assert (state.reason.actual, state.reason.expected, state.reason.threshold) == (None, None, Decimal(0))


def test_growth_is_judged_at_the_end() -> None:
    """A growth rate that satisfies the goal in November may still fall; that of December is met."""
    assert rate(reported("growth", GROWTH, 8, "2025-11-30"), "2025-12-31").rating == "on-track"
    assert rate(reported("growth", GROWTH, 8, "2025-11-30"), "2026-01-01").rating == "overdue"
    assert rate(reported("growth", GROWTH, 8, "2025-12-31"), "2025-12-31").rating == "unverified"
    assert rate(reported("growth", GROWTH, 7, "2025-12-31"), "2026-01-20").rating == "unverified"
    assert (
        rate(reported("growth", replace(GROWTH, comparator=goal(">").comparator), 7, "2025-12-31"), "2026-01-20").rating
        == "overdue"
    )


def test_growth_against_its_checkpoints() -> None:
    """A planned quarterly rate wins over that of the year; after the last one that is due by the figure's day."""
    plan = (checkpoint("2025-03-31", 5), checkpoint("2025-06-30", 6))
    state = rate(reported("growth", GROWTH, "5.5", "2025-05-31", checkpoints=plan), "2025-06-01")
    assert seen(state) == ("on-track", "rate", "0.50")
    assert state.reason.goal == 5
    zero = (checkpoint("2025-03-31", 0),)
    assert seen(rate(reported("growth", GROWTH, 1, "2025-03-31", checkpoints=zero), "2025-04-01")) == (
        "on-track",
        "rate",
        "1.00",
    )


def test_growth_that_was_promised_to_fall() -> None:
    """降幅 within -2 %: -1 is good, -3 is behind and not a fall where growth was promised."""
    shrink = goal(">=", -2)
    assert rate(reported("growth", shrink, -1, "2025-06-30"), "2025-07-01").rating == "on-track"
    assert rate(reported("growth", shrink, -3, "2025-06-30"), "2025-07-01").rating == "behind"


@pytest.mark.parametrize(
    ("value", "rating", "gap"), [(1, "on-track", "-1.00"), (2, "on-track", "0.00"), (3, "behind", "1.00")]
)
def test_growth_with_an_upper_limit(value: int, rating: str, gap: str) -> None:
    """Where less is better, the gap is still the figure less the goal, and above it is behind."""
    assert seen(rate(reported("growth", goal("<=", 2), value, "2025-06-30"), "2025-07-01")) == (rating, "rate", gap)


@pytest.mark.parametrize(
    ("value", "rating", "threshold"),
    [
        ("3.5", "on-track", "0.50"),
        ("3.51", "behind", "0.50"),
        ("2.5", "on-track", "-0.50"),
        ("2.49", "behind", "-0.50"),
    ],
)
def test_about_with_a_tolerance(value: str, rating: str, threshold: str) -> None:
    """3 左右 with a tolerance of 0.5 reaches from 2.5 to 3.5, both included."""
    state = rate(reported("growth", goal("~", 3, tolerance="0.5"), value, "2025-06-30"), "2025-07-01")
    assert (state.rating, str(state.reason.threshold)) == (rating, threshold)


@pytest.mark.parametrize(
    ("kind", "promise", "field"),
    [
        ("growth", goal("~", 3), "tolerance"),
        ("quantity", goal(None, 200), "comparator"),
        ("coverage", goal(">", 50), "denominator"),
        ("relative", goal(of="KP-002"), "of"),
        ("qualitative", goal(), "done_when"),
    ],
)
def test_what_cannot_be_decided(kind: str, promise: Goal, field: str) -> None:
    """左右 without a tolerance, 完成省下达任务 without its number, 所有 without N: grey, saying what is missing."""
    state = rate(reported(kind, promise, 5, "2025-06-30"), "2025-07-01")
    assert (state.rating, state.reason.why, state.reason.field) == ("no-data", "undecidable", field)


def test_a_number_from_above() -> None:
    """When the task letter has come, it is counted like any amount."""
    assert seen(rate(reported("quantity", goal(">=", 200), 100, "2025-06-30"), "2025-07-01")) == (
        "on-track",
        "share",
        "0.00",
    )
    assert rate(reported("quantity", goal(">=", 200), 200, "2025-06-30"), "2025-07-01").rating == "unverified"


@pytest.mark.parametrize(("comparator", "rating"), [(">=", "unverified"), (">", "ahead")])
def test_equality(comparator: str, rating: str) -> None:
    """940 以上 is reached at 940; 超过 940 is not (Civil Code art. 1259)."""
    assert rate(reported("quantity", goal(comparator, 940), 940, "2025-06-30"), "2025-07-01").rating == rating


def test_a_range_is_met_at_its_lower_end() -> None:
    """1-2个 is met by one."""
    assert rate(reported("quantity", goal(">=", 1, to=2), 1, "2025-06-30"), "2025-07-01").rating == "unverified"


@pytest.mark.parametrize(
    ("value", "rating", "gap"),
    [(404, "far-behind", "-50.00"), (403, "behind", "-25.00"), (402, "on-track", "0.00"), (401, "ahead", "25.00")],
)
def test_rank(value: int, rating: str, gap: str) -> None:
    """From rank 404 to 400: two places are half of the way; the rank itself is judged at the end."""
    promise = goal("<=", 400, baseline=404)
    assert seen(rate(reported("rank", promise, value, "2025-06-30"), "2025-07-01")) == (rating, "share", gap)
    assert seen(rate(reported("rank", promise, 400, "2025-06-30"), "2025-07-01"))[0] == "ahead"
    assert seen(rate(reported("rank", promise, 400, "2025-12-31"), "2025-12-31"))[0] == "unverified"


@pytest.mark.parametrize(
    ("value", "rating", "gap"),
    [(110, "far-behind", "-100.00"), (100, "far-behind", "-50.00"), (90, "on-track", "0.00")],
)
def test_reduction(value: int, rating: str, gap: str) -> None:
    """From 100 down to 80: at the end of June ten are expected to be gone; more than before counts against it."""
    promise = goal("<=", 80, baseline=100)
    assert seen(rate(reported("quantity", promise, value, "2025-06-30"), "2025-07-01")) == (rating, "share", gap)


@pytest.mark.parametrize(
    ("value", "rating", "why", "gap"),
    [
        (40, "ahead", "share", "10.00"),
        (50, "on-track", "share", "0.00"),
        (60, "behind", "share", "-10.00"),
        (100, "far-behind", "share", "-50.00"),
        (101, "far-behind", "limit", None),
    ],
)
def test_ceiling(value: int, rating: str, why: str, gap: str | None) -> None:
    """At most 100 in the year: to have used less than the time is ahead; what is broken stays broken."""
    assert seen(rate(reported("quantity", goal("<=", 100), value, "2025-06-30"), "2025-07-01")) == (rating, why, gap)


def test_a_ceiling_is_met_at_the_end() -> None:
    """Staying below a limit is no success before the last day."""
    assert rate(reported("quantity", goal("<=", 100), 90, "2025-11-30"), "2025-12-31").rating != "unverified"
    assert rate(reported("quantity", goal("<=", 100), 90, "2025-12-31"), "2025-12-31").rating == "unverified"


def test_level_with_a_baseline() -> None:
    """From 80 to 85 %: 82 in June is 40 % of the way, ten points behind."""
    promise = goal(">=", 85, baseline=80)
    state = rate(reported("level", promise, 82, "2025-06-30"), "2025-07-01")
    assert (seen(state), state.reason.actual) == (("behind", "share", "-10.00"), Decimal(40))


def test_level_without_a_baseline() -> None:
    """What is reached holds; what is not has no share, so it is grey; with a plan it is held against that."""
    promise = goal(">=", 85)
    assert seen(rate(reported("level", promise, 85, "2025-06-30"), "2025-07-01")) == ("on-track", "hold", None)
    state = rate(reported("level", promise, 84, "2025-06-30"), "2025-07-01")
    assert (seen(state), state.reason.field, state.light) == (("no-data", "no-baseline", None), "baseline", "grey")
    plan = (checkpoint("2025-06-30", 82),)
    found = [
        seen(rate(reported("level", promise, value, text, checkpoints=plan), "2025-07-01"))
        for value, text in ((82, "2025-06-30"), ("81.9", "2025-06-30"), (82, "2025-06-29"))
    ]
    assert found == [("on-track", "hold", None), ("behind", "hold", None), ("no-data", "no-baseline", None)]


def test_a_level_above_its_limit_is_not_a_broken_ceiling() -> None:
    """PM2.5 of 32 in June against at most 30 may still come down: grey without a baseline, not red."""
    assert seen(rate(reported("level", goal("<=", 30), 32, "2025-06-30"), "2025-07-01")) == (
        "no-data",
        "no-baseline",
        None,
    )


def test_baseline_equal_to_the_goal() -> None:
    """Where nothing is to change there is no share: it holds or it does not."""
    promise = goal(">=", 85, baseline=85)
    assert seen(rate(reported("level", promise, 85, "2025-06-30"), "2025-07-01")) == ("on-track", "hold", None)
    assert seen(rate(reported("level", promise, 84, "2025-06-30"), "2025-07-01")) == ("behind", "hold", None)


def test_target_of_zero() -> None:
    """None at all: zero holds, one is over the limit."""
    promise = goal("<=", 0, unit="起")
    assert seen(rate(reported("quantity", promise, 0, "2025-06-30"), "2025-07-01")) == ("on-track", "hold", None)
    assert seen(rate(reported("quantity", promise, 1, "2025-06-30"), "2025-07-01")) == ("far-behind", "limit", None)


def test_coverage() -> None:
    """所有25个行政村 above 50 万元: figures count villages; 10 are 40 %, 25 are all."""
    promise = goal(">", 50, unit="万元", per="个行政村", denominator=25)
    state = rate(reported("coverage", promise, 10, "2025-06-30"), "2025-07-01")
    assert (seen(state), state.reason.goal, state.reason.unit) == (
        ("behind", "share", "-10.00"),
        Decimal(25),
        "个行政村",
    )
    assert rate(reported("coverage", promise, 25, "2025-06-30"), "2025-07-01").rating == "unverified"


def test_coverage_of_an_upper_limit() -> None:
    """A limit that every unit has to keep does not turn their number into a limit."""
    promise = goal("<=", 50, denominator=25)
    assert seen(rate(reported("coverage", promise, 20, "2025-06-30"), "2025-07-01")) == ("ahead", "share", "30.00")
    assert rate(reported("coverage", promise, 25, "2025-06-30"), "2025-07-01").rating == "unverified"


@pytest.mark.parametrize(
    ("said", "rating", "gap"),
    [
        ({"stage": "立项"}, "behind", "-25.00"),
        ({"stage": "动工"}, "on-track", "0.00"),
        ({"value": 75}, "ahead", "25.00"),
    ],
)
def test_milestone_by_stages(said: dict[str, Any], rating: str, gap: str) -> None:
    """Four stages are a quarter each; at the end of June the second is planned; per cent may be given instead."""
    names = zip(("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"), ("立项", "动工", "封顶", "完工"), strict=True)
    entry = target(
        "milestone",
        goal(),
        update("2025-06-30", **said),
        checkpoints=tuple(checkpoint(text, None, stage) for text, stage in names),
    )
    state = rate(entry, "2025-06-30")
    assert (seen(state), state.reason.method, state.reason.goal, state.reason.unit) == (
        (rating, "share", gap),
        "checkpoint",
        Decimal(100),
        "%",
    )


def test_milestone_reached() -> None:
    """The last stage is the whole work, on any day."""
    plan = (checkpoint("2025-06-30", stage="动工"), checkpoint("2025-12-31", stage="完工"))
    entry = target("milestone", goal(), update("2025-08-01", stage="完工"), checkpoints=plan)
    assert seen(rate(entry, "2025-08-01")) == ("unverified", "figure-meets-goal", None)


def test_a_stage_without_a_plan_is_only_a_word() -> None:
    """Without checkpoints nobody knows what 动工 is worth."""
    assert seen(rate(target("milestone", goal(), update("2025-06-30", stage="动工")), "2025-07-01")) == (
        "no-data",
        "unmeasured",
        None,
    )


def test_checkpoints_win_over_months() -> None:
    """300 of 1000 are planned for June: 400 is ahead of that, though months would expect 500."""
    state = rate(
        reported("quantity", goal(">=", 1000), 400, "2025-06-30", checkpoints=(checkpoint("2025-06-30", 300),)),
        "2025-07-01",
    )
    assert (seen(state), state.reason.method, state.reason.expected) == (
        ("ahead", "share", "10.00"),
        "checkpoint",
        Decimal(30),
    )


def test_days_instead_of_months() -> None:
    """By day, 25 % at the end of March is 0.34 points ahead of 90 days out of 365."""
    rules = replace(RULES, method="day")
    state = rate(reported("quantity", HUNDRED, 25, "2025-03-31"), "2025-03-31", rules=rules)
    assert (seen(state), state.reason.method) == (("on-track", "share", "0.34"), "day")


def test_expected_on_the_day_of_the_figure() -> None:
    """A figure of the end of June is not worse in the middle of August."""
    assert seen(rate(reported("quantity", HUNDRED, 50, "2025-06-30"), "2025-08-15")) == ("on-track", "share", "0.00")


def relative(figure: float | str, text: str, comparator: str = ">=", **changes: Any) -> Target:
    """Give a target that follows KP-002."""
    return reported("relative", goal(comparator, of="KP-002", **changes), figure, text)


GDP = target("growth", GROWTH, update("2025-03-31", value=6), update("2025-06-30", value="3.4"))


@pytest.mark.parametrize(
    ("value", "text", "rating", "gap"),
    [
        ("5.4", "2025-06-30", "on-track", "2.00"),
        ("3.4", "2025-06-30", "on-track", "0.00"),
        ("3.3", "2025-06-30", "behind", "-0.10"),
        ("-1", "2025-06-30", "behind", "-4.40"),
        ("5.4", "2025-06-29", "behind", "-0.60"),
    ],
)
def test_relative(value: str, text: str, rating: str, gap: str) -> None:
    """Income keeps up with the economy: its figure against that of the same day, or the last before it."""
    state = rate(relative(value, text), "2025-07-01", reference=GDP)
    assert seen(state) == (rating, "rate", gap)
    assert state.reason.goal == (Decimal("3.4") if text == "2025-06-30" else 6)


def test_relative_without_a_figure_there() -> None:
    """Grey while the target that it follows has none for that day."""
    assert seen(rate(relative("5.4", "2025-03-30"), "2025-04-01", reference=GDP)) == ("no-data", "no-reference", None)


def test_relative_at_the_end() -> None:
    """At the end of the year 5.4 against 3.4 is met (江门 2024); 超过 needs more than the same."""
    year = target("growth", GROWTH, update("2025-12-31", value="3.4"))
    found = [
        rate(relative(value, "2025-12-31", comparator), "2026-01-20", reference=year).rating
        for value, comparator in (("5.4", ">="), ("3.4", ">="), ("3.4", ">"), ("3.3", ">="))
    ]
    assert found == ["unverified", "unverified", "overdue", "overdue"]


def test_relative_with_a_tolerance_or_a_lead() -> None:
    """基本同步 allows to lag by its tolerance and never minds a lead; a promised lead is added to the other's figure."""
    about = [
        rate(relative(value, "2025-06-30", "~", tolerance="0.5"), "2025-07-01", reference=GDP).rating
        for value in ("2.9", "2.89", "9")
    ]
    assert about == ["on-track", "behind", "on-track"]
    state = rate(relative("4.3", "2025-06-30", value=1), "2025-07-01", reference=GDP)
    assert (seen(state), state.reason.goal) == (("behind", "rate", "-0.10"), Decimal("4.4"))


GUARD = goal(done_when="无较大以上事故")


def test_guard() -> None:
    """A guard holds until an event, is red from the event on, and is met only at the end."""
    quiet = target("guard", GUARD, update("2025-06-30", value=0))
    assert seen(rate(quiet, "2025-07-01")) == ("on-track", "hold", None)
    whole = target("guard", GUARD, update("2025-12-31", value=0))
    assert rate(whole, "2025-12-31").rating == "unverified"


def test_a_broken_guard_stays_broken() -> None:
    """A later month without events does not undo one; an event before the window does not count."""
    broken = target("guard", GUARD, update("2025-06-30", value=1), update("2025-07-31", value=0))
    state = rate(broken, "2025-08-01")
    assert (seen(state), state.reason.figure_on) == (("far-behind", "hold", None), day("2025-06-30"))
    before = target("guard", GUARD, update("2024-12-31", value=1), update("2025-07-31", value=0))
    assert rate(before, "2025-08-01").rating == "on-track"
    assert rate(replace(broken, deadline=day("2025-07-31")), "2025-08-01").rating == "overdue"


def test_ongoing_trajectory() -> None:
    """An ongoing target with checkpoints is held against them, also after the last."""
    entry = reported(
        "quantity", goal(">=", 1000), 300, "2025-06-30", deadline=None, checkpoints=(checkpoint("2025-06-30", 400),)
    )
    assert seen(rate(entry, "2025-07-01")) == ("behind", "share", "-10.00")

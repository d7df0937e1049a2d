"""The newest figure against the goal, kind by kind: the published examples and the edges."""

from __future__ import annotations

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
    """Give rating, reason and gap of a state, on the axis that decided."""
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
    assert (state.rating, state.reason.why) == ("unverified", "figure-meets-goal")
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
    """连云港: 6.1 against 7 is -0.9 and yellow at any time of the year; 天津: below zero is red."""
    for text in ("2025-03-31", "2025-09-30"):
        state = rate(reported("growth", GROWTH, value, text), text)
        assert seen(state) == (rating, "rate", gap)
        assert (state.reason.actual, state.reason.expected, state.reason.threshold) == (None, None, Decimal(0))


@pytest.mark.parametrize(
    ("value", "text", "on", "rating"),
    [
        (8, "2025-11-30", "2025-12-31", "on-track"),
        (8, "2025-11-30", "2026-01-01", "awaiting-result"),
        (8, "2025-12-31", "2025-12-31", "unverified"),
        (7, "2025-12-31", "2026-01-20", "unverified"),
        (6, "2025-12-31", "2025-12-31", "behind"),
        (6, "2025-12-31", "2026-01-01", "missed"),
    ],
)
def test_growth_is_judged_at_the_end(value: int, text: str, on: str, rating: str) -> None:
    """A growth rate that satisfies the goal in November may still fall; that of December is met or missed."""
    assert rate(reported("growth", GROWTH, value, text), on).rating == rating


def test_a_rate_that_has_to_be_exceeded() -> None:
    """Exactly seven is not more than seven (Civil Code art. 1259), and the reason says so."""
    state = rate(reported("growth", goal(">", 7, unit="%"), 7, "2025-12-31"), "2026-01-20")
    assert (state.rating, state.reason.points, state.reason.convention) == ("missed", Decimal(0), "strict")


@pytest.mark.parametrize(
    ("value", "rating", "gap"), [(1, "on-track", "-1.00"), (2, "on-track", "0.00"), (3, "behind", "1.00")]
)
def test_growth_with_an_upper_limit(value: int, rating: str, gap: str) -> None:
    """Where less is better, the gap is still the figure less the goal, and above it is behind."""
    assert seen(rate(reported("growth", goal("<=", 2), value, "2025-06-30"), "2025-07-01")) == (rating, "rate", gap)


@pytest.mark.parametrize(
    ("value", "rating", "threshold"),
    [("9", "on-track", "-0.50"), ("2.5", "on-track", "-0.50"), ("2.49", "behind", "-0.50")],
)
def test_about_with_a_tolerance(value: str, rating: str, threshold: str) -> None:
    """3 左右 with a tolerance of its own reaches down to 2.5, included; more than promised is no lag."""
    state = rate(reported("growth", goal("~", 3, tolerance="0.5"), value, "2025-06-30"), "2025-07-01")
    assert (state.rating, str(state.reason.threshold), state.reason.convention) == (rating, threshold, "tolerance")


def test_the_convention_of_about_is_a_setting() -> None:
    """With a point instead of three tenths 2 of 3 左右 holds."""
    rules = RULES._replace(conventions=RULES.conventions._replace(about=Decimal(1)))
    record = reported("growth", goal("~", 3, unit="%"), 2, "2025-06-30")
    assert [rate(record, "2025-07-01", rules=one).rating for one in (RULES, rules)] == ["behind", "on-track"]


@pytest.mark.parametrize(
    ("kind", "promise", "field", "turn"),
    [
        ("quantity", goal(None), "value", "office"),
        ("quantity", goal(None, set_by="省"), "value", "setter"),
        ("quantity", goal(None, 5), "comparator", "office"),
        ("coverage", goal(">", 50), "denominator", "office"),
        ("coverage", goal("~", denominator=29), "tolerance", "office"),
        ("relative", goal(of="KP-002"), "of", "reference"),
    ],
)
def test_what_cannot_be_decided(kind: str, promise: Goal, field: str, turn: str) -> None:
    """A number that nobody gave, 所有 without N, 基本 without a share: grey, what is missing and whose turn it is."""
    state = rate(reported(kind, promise, 5, "2025-06-30"), "2025-07-01")
    assert (state.rating, state.light, state.reason.field, state.reason.turn) == ("undecided", "grey", field, turn)


def test_what_cannot_be_decided_waits_for_a_figure() -> None:
    """Before a figure is there and the term is over, an open number is nobody's fault: the unit's report is awaited."""
    record = target("quantity", goal(None, set_by="省"))
    assert rate(record, "2025-03-01").rating == "first-report"
    assert rate(record, "2026-01-05").rating == "undecided"


def test_a_number_from_above() -> None:
    """When the task letter has come, it is counted like any amount; its result is published."""
    record = reported("quantity", goal(">=", 200, unit="万亩", set_by="省"), 100, "2025-06-30")
    assert seen(rate(record, "2025-07-01")) == ("on-track", "share", "0.00")
    assert rate(record, "2026-02-28").rating == "awaiting-result"
    assert rate(record, "2026-03-01").rating == "no-result"


@pytest.mark.parametrize(("comparator", "rating"), [(">=", "unverified"), (">", "ahead")])
def test_equality(comparator: str, rating: str) -> None:
    """940 以上 is reached at 940; 超过 940 is not (Civil Code art. 1259)."""
    assert rate(reported("quantity", goal(comparator, 940), 940, "2025-06-30"), "2025-07-01").rating == rating


def test_a_range_is_met_at_its_lower_end() -> None:
    """1-2个 is met by one."""
    assert rate(reported("quantity", goal(">=", 1, to=2), 1, "2025-06-30"), "2025-07-01").rating == "unverified"


@pytest.mark.parametrize(
    ("value", "data", "text", "on", "rating"),
    [
        (405, "", "2025-06-30", "2025-07-01", "behind"),
        (400, "", "2025-06-30", "2025-07-01", "unverified"),
        (405, "", "2025-06-30", "2026-01-01", "missed"),
        (400, "estimate", "2025-06-30", "2025-07-01", "on-track"),
        (400, "", "2024-12-20", "2025-01-10", "on-track"),
    ],
)
def test_a_rank_appears_once(value: int, data: str, text: str, on: str, rating: str) -> None:
    """The list of the year is final on its day; an estimate, or the list of the year before, is not."""
    record = target("rank", goal("<=", 400, baseline=404), update(text, value=value, data=data or None))
    assert rate(record, on).rating == rating


@pytest.mark.parametrize(
    ("data", "rating"),
    [(None, "on-track"), ("preliminary", "on-track"), ("final", "unverified"), ("estimate", "on-track")],
)
def test_a_figure_that_is_marked_final(data: str | None, rating: str) -> None:
    """核定 says how it ended, on its own day; 初步 and 预计 do not, nor does a plain figure of June."""
    record = target("growth", GROWTH, update("2025-06-30", value=8, data=data))
    assert rate(record, "2025-07-01").rating == rating


def test_an_estimate_satisfies_nothing_for_good() -> None:
    """预计 950 of 940 is ahead, not done; of the last day it still waits for the count."""
    record = target("quantity", None, update("2025-09-30", value=950, data="estimate"))
    assert rate(record, "2025-10-01").rating == "ahead"
    late = target("quantity", None, update("2025-12-31", value=950, data="estimate"))
    assert [rate(late, on).rating for on in ("2026-01-05", "2026-01-15")] == ["awaiting-result", "overdue"]


@pytest.mark.parametrize(
    ("value", "rating", "gap"),
    [(110, "far-behind", "-100.00"), (100, "far-behind", "-50.00"), (90, "on-track", "0.00")],
)
def test_reduction(value: int, rating: str, gap: str) -> None:
    """From 100 down to 80: at the end of June ten are expected to be gone; more than before counts against it."""
    promise = goal("<=", 80, baseline=100)
    assert seen(rate(reported("quantity", promise, value, "2025-06-30"), "2025-07-01")) == (rating, "share", gap)


@pytest.mark.parametrize(
    ("value", "rating", "gap"),
    [(0, "on-track", "-100.00"), (100, "on-track", "0.00"), (101, "broken", "1.00")],
)
def test_ceiling(value: int, rating: str, gap: str) -> None:
    """At most 100 in the year: within the limit, never ahead; what is broken stays broken."""
    state = rate(reported("quantity", goal("<=", 100), value, "2025-06-30"), "2025-07-01")
    assert seen(state) == (rating, "limit", gap)
    assert (state.reason.actual, state.reason.share_gap) == (None, None)


@pytest.mark.parametrize(("kind", "promise", "value"), [("quantity", goal("<=", 100), 90), ("guard", goal("<=", 0), 0)])
def test_a_limit_that_holds_is_met_at_the_end(kind: str, promise: Goal, value: int) -> None:
    """Staying below a limit is no success before the last day, and no miss after it."""
    before = reported(kind, promise, value, "2025-11-30")
    assert rate(before, "2025-12-31").rating == "on-track"
    after = reported(kind, promise, value, "2025-12-31")
    assert [rate(after, on).rating for on in ("2025-12-31", "2026-01-20")] == ["unverified", "unverified"]
    final = target(kind, promise, update("2025-11-30", value=value, data="final"))
    assert [rate(final, on).rating for on in ("2025-12-31", "2026-01-20")] == ["on-track", "not-updated"]


def test_level_with_a_baseline() -> None:
    """From 80 to 85 亿元: 82 in June is 40 % of the way, ten points behind."""
    promise = goal(">=", 85, unit="亿元", baseline=80)
    state = rate(reported("level", promise, 82, "2025-06-30"), "2025-07-01")
    assert (seen(state), state.reason.actual, state.reason.base) == (
        ("behind", "share", "-10.00"),
        Decimal(40),
        Decimal(80),
    )


@pytest.mark.parametrize(("value", "rating", "gap"), [(85, "on-track", "0.00"), (84, "behind", "-1.00")])
def test_level_without_a_baseline(value: int, rating: str, gap: str) -> None:
    """What is reached holds; what is not is yellow by as much as is missing, and never red by the gap."""
    for unit in ("亿元", "%"):
        record = reported("level", goal(">=", 85, unit=unit), value, "2025-06-30")
        assert seen(rate(record, "2025-07-01")) == (rating, "hold", gap)


def test_baseline_equal_to_the_goal() -> None:
    """Where nothing is to change there is no share: it holds or it does not."""
    promise = goal(">=", 85, unit="亿元", baseline=85)
    assert seen(rate(reported("level", promise, 85, "2025-06-30"), "2025-07-01")) == ("on-track", "hold", "0.00")
    assert seen(rate(reported("level", promise, 84, "2025-06-30"), "2025-07-01")) == ("behind", "hold", "-1.00")


def test_target_of_zero() -> None:
    """None at all: zero holds, one is over the limit."""
    promise = goal("<=", 0, unit="起")
    assert seen(rate(reported("quantity", promise, 0, "2025-06-30"), "2025-07-01")) == ("on-track", "limit", "0.00")
    assert seen(rate(reported("quantity", promise, 1, "2025-06-30"), "2025-07-01")) == ("broken", "limit", "1.00")


def test_coverage() -> None:
    """所有25个行政村 above 50 万元: figures count villages; 10 are 40 %, 25 are all."""
    promise = goal(">", 50, unit="万元", per="个行政村", denominator=25)
    state = rate(reported("coverage", promise, 10, "2025-06-30"), "2025-07-01")
    assert (seen(state), state.reason.goal, state.reason.unit, state.reason.points) == (
        ("behind", "share", "-10.00"),
        Decimal(25),
        "个行政村",
        Decimal(-15),
    )
    assert rate(reported("coverage", promise, 25, "2025-06-30"), "2025-07-01").rating == "unverified"


def test_coverage_of_an_upper_limit() -> None:
    """A limit that every unit has to keep does not turn their number into a limit."""
    promise = goal("<=", 50, denominator=25)
    assert seen(rate(reported("coverage", promise, 20, "2025-06-30"), "2025-07-01")) == ("ahead", "share", "30.00")
    assert rate(reported("coverage", promise, 25, "2025-06-30"), "2025-07-01").rating == "unverified"


def test_a_stage_without_a_plan_is_only_a_word() -> None:
    """Without nodes nobody knows what 动工 is worth."""
    record = target("milestone", goal(None), update("2025-06-30", stage="动工"))
    assert seen(rate(record, "2025-07-01")) == ("reported", "words", None)


def test_days_instead_of_months() -> None:
    """By day, 25 % at the end of March is 0.34 points ahead of 90 days out of 365."""
    rules = RULES._replace(method="day")
    state = rate(reported("quantity", HUNDRED, 25, "2025-03-31"), "2025-03-31", rules=rules)
    assert (seen(state), state.reason.method) == (("on-track", "share", "0.34"), "day")


def test_expected_on_the_day_of_the_figure() -> None:
    """A figure of the end of June is not worse in the middle of August."""
    assert seen(rate(reported("quantity", HUNDRED, 50, "2025-06-30"), "2025-08-15")) == ("on-track", "share", "0.00")


@pytest.mark.parametrize(
    ("whole", "value", "rating"), [(3, 0, "behind"), (4, 0, "far-behind"), (3, 2, "behind"), (4, 4, "unverified")]
)
def test_small_counts(whole: int, value: int, rating: str) -> None:
    """One of three is more than 30 points: the gap alone is not red; one of four is 25."""
    state = rate(reported("quantity", goal(">=", whole, unit="个"), value, "2025-09-30"), "2025-10-01")
    assert (state.rating, state.reason.convention) == (rating, "small-count" if (whole, value) == (3, 0) else None)


def relative(figure: float | str, text: str, comparator: str | None = ">=", **changes: Any) -> Target:
    """Give a target that follows KP-002."""
    return reported("relative", goal(comparator, of="KP-002", **changes), figure, text)


GDP = target("growth", GROWTH, update("2025-03-31", value=6), update("2025-06-30", value="3.4"))


@pytest.mark.parametrize(
    ("value", "rating", "gap"), [("5.4", "on-track", "2.00"), ("3.4", "on-track", "0.00"), ("3.3", "behind", "-0.10")]
)
def test_relative(value: str, rating: str, gap: str) -> None:
    """Income keeps up with the economy: its figure against that of the same day, whatever became of the other target."""
    for other in (GDP, GDP._replace(updates=(*GDP.updates, update("2025-06-30", status="dropped")))):
        state = rate(relative(value, "2025-06-30"), "2025-07-01", reference=other)
        assert (seen(state), state.reason.goal) == ((rating, "rate", gap), Decimal("3.4"))


def test_relative_without_a_figure_of_the_same_day() -> None:
    """Grey while the target that it follows has none for that day: an older one says nothing of it."""
    for text in ("2025-03-30", "2025-06-29"):
        state = rate(relative("5.4", text), "2025-07-01", reference=GDP)
        assert (state.rating, state.reason.field) == ("undecided", "of")


@pytest.mark.parametrize(
    ("value", "comparator", "rating"),
    [("5.4", ">=", "unverified"), ("3.4", None, "unverified"), ("3.4", ">", "missed"), ("3.3", ">=", "missed")],
)
def test_relative_at_the_end(value: str, comparator: str | None, rating: str) -> None:
    """At the end of the year 5.4 against 3.4 is met (江门 2024); 超过 needs more than the same."""
    year = target("growth", GROWTH, update("2025-12-31", value="3.4"))
    assert rate(relative(value, "2025-12-31", comparator), "2026-01-20", reference=year).rating == rating


def test_relative_with_a_tolerance_or_a_lead() -> None:
    """基本同步 allows to lag by its tolerance and never minds a lead; a promised lead is added to the other's figure."""
    about = [
        rate(relative(value, "2025-06-30", "~", tolerance="0.5"), "2025-07-01", reference=GDP).rating
        for value in ("2.9", "2.89", "9")
    ]
    assert about == ["on-track", "behind", "on-track"]
    state = rate(relative("4.3", "2025-06-30", value=1), "2025-07-01", reference=GDP)
    assert (seen(state), state.reason.goal) == (("behind", "rate", "-0.10"), Decimal("4.4"))


GUARD = goal(None, done_when="无较大以上事故")


def test_guard() -> None:
    """A guard holds until an event, and says how many there were."""
    assert seen(rate(target("guard", GUARD, update("2025-06-30", value=0)), "2025-07-01")) == (
        "on-track",
        "limit",
        "0.00",
    )


def test_a_broken_guard_stays_broken() -> None:
    """A later month without events does not undo one; an event before or after the term is none of it."""
    broken = target(
        "guard", GUARD, update("2025-05-31", value=0), update("2025-06-30", value=1), update("2025-07-31", value=0)
    )
    state = rate(broken, "2025-08-01")
    assert (seen(state), state.reason.figure_on) == (("broken", "limit", "1.00"), day("2025-06-30"))
    before = target("guard", GUARD, update("2024-12-31", value=1), update("2025-07-31", value=0))
    assert rate(before, "2025-08-01").rating == "on-track"
    after = target("guard", GUARD, update("2025-12-31", value=0), update("2026-01-05", value=1))
    assert [rate(after, on).rating for on in ("2026-01-04", "2026-01-20")] == ["unverified", "not-updated"]
    assert rate(broken._replace(deadline=None), "2026-06-01").rating == "broken"
    assert rate(after._replace(deadline=None), "2026-01-20").rating != "broken"


def test_a_guard_is_not_judged_by_its_first_figure() -> None:
    """Zero in January and one in March: broken in March, whatever January says."""
    record = target("guard", GUARD, update("2025-01-31", value=0), update("2025-03-31", value=1))
    assert [rate(record, on).rating for on in ("2025-02-10", "2025-03-31")] == ["on-track", "broken"]


def test_an_ongoing_target_that_satisfies_its_goal() -> None:
    """A count without a deadline is done when it is reached; a level without one holds, and no more; a soft one neither."""
    assert (
        rate(reported("quantity", goal(">=", 940), 940, "2025-06-30", deadline=None), "2025-07-01").rating
        == "unverified"
    )
    assert (
        rate(reported("level", goal(">=", 85, unit="%"), 90, "2025-06-30", deadline=None), "2025-07-01").rating
        == "on-track"
    )
    soft = reported("qualitative", goal(None), 100, "2025-06-30", deadline=None)
    assert rate(soft, "2025-07-01").rating == "reported"
    assert rate(reported("qualitative", goal(None), 100, "2025-06-30"), "2025-07-01").rating == "unverified"


def test_an_ongoing_amount_has_no_share() -> None:
    """470 of 940 without a deadline is a report in words, with the number in the reason."""
    state = rate(reported("quantity", goal(">=", 940), 470, "2025-06-30", deadline=None), "2025-07-01")
    assert (state.rating, state.reason.actual, state.days_left) == ("reported", Decimal(50), None)


def test_nodes_stand_in_for_a_share() -> None:
    """300 of 1000 are planned for June: 400 is on the way, though months would expect 500."""
    record = reported("quantity", goal(">=", 1000), 400, "2025-06-30", checkpoints=(checkpoint("2025-06-30", 300),))
    assert seen(rate(record, "2025-07-01")) == ("on-track", "node", "100.00")

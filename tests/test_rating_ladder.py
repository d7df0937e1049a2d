"""The ladder: which rung decides on a day, and why; markers; laws that hold for any record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import RULES, checkpoint, day, goal, plan, rate, target, update
from strategies import DAYS, RULE_SETS, targets
from targettrack.model import Forecast
from targettrack.rating.ladder import evaluate, points
from targettrack.rating.vocabulary import LIGHTS, Light, Marker, Rating, Why

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Rules, Target, Update

GROWTH = goal(">=", 7, unit="%")
LATE_POINT = (checkpoint("2025-03-31", 300),)
LATER_POINT = (checkpoint("2025-05-31", 300),)
CANNOT = Forecast.CANNOT


def figure(value: float | str, text: str = "2025-06-30", **said: Any) -> Update:
    """Report a figure, at the end of June if not said."""
    return update(text, value=value, **said)


# Every case would be decided by the next rung, too: what stands there is named in the comment.
LADDER = [
    # 1 before 2: dropped or suspended, though it was closed before
    (
        "dropped",
        "status",
        target("quantity", None, update("2025-05-01", status="closed"), update("2025-05-02", status="dropped")),
    ),
    ("suspended", "status", target("quantity", None, figure(940), update("2025-07-01", status="suspended"))),
    # 2 before 4: closed, though the figure does not reach the goal
    ("achieved", "status", target("quantity", None, figure(1, status="closed"))),
    # 3 before 4: missed, though the figure satisfies the goal
    ("missed", "status", target("quantity", None, figure(940, status="missed"))),
    # 4 before 5: stated or reached, though the last day is over
    ("unverified", "status", target("quantity", None, figure(1, status="done"), deadline="2025-06-30")),
    ("unverified", "figure-meets-goal", target("quantity", None, figure(940), deadline="2025-06-30")),
    # 5 before 6 and 7: over, though nobody leads it and it had not begun
    ("overdue", "deadline", target(owner="", start="2025-07-20", deadline="2025-07-10")),
    (
        "awaiting-result",
        "result-due",
        target("growth", replace(GROWTH, result_due=day("2025-07-31")), deadline="2025-06-30", owner=""),
    ),
    # 6 before 7: not open yet, though nobody leads it
    ("not-due", "window", target(owner="", start="2025-07-20")),
    # 7: nobody leads it, before nothing decides it, before nothing was said, before 8: it cannot be done
    ("no-data", "unassigned", target("quantity", goal(), figure(1, "2025-01-31", forecast=CANNOT), owner="")),
    ("no-data", "undecidable", target("quantity", goal(), figure(1, "2025-01-31", forecast=CANNOT))),
    (
        "no-data",
        "not-updated",
        target("quantity", None, figure(1, "2025-01-31", forecast=CANNOT), checkpoints=LATE_POINT),
    ),
    ("no-data", "unmeasured", target("quantity", None, update("2025-06-30", note="动工", forecast=CANNOT))),
    # 8 before 9: red by checkpoint, before red by forecast, though ahead of the plan by a later one
    ("far-behind", "checkpoint", target("quantity", None, figure(299, forecast=CANNOT), checkpoints=LATE_POINT)),
    ("far-behind", "forecast", target("quantity", None, figure(299, forecast=CANNOT), checkpoints=LATER_POINT)),
    ("far-behind", "forecast", target("quantity", None, figure(900, forecast=CANNOT))),
    # 9 to 12: the figure against the expected half of 940
    ("ahead", "share", target("quantity", None, figure(564))),
    ("on-track", "share", target("quantity", None, figure(470))),
    ("behind", "share", target("quantity", None, figure(188))),
    ("far-behind", "share", target("quantity", None, figure(187))),
]


@pytest.mark.parametrize(("rating", "why", "entry"), LADDER, ids=[f"{row[0]}-{row[1]}" for row in LADDER])
def test_every_rung_decides_before_the_next(rating: str, why: str, entry: Target) -> None:
    """On 15 July 2025 each rung of the ladder wins over all that stand below it."""
    state = rate(entry, "2025-07-15")
    assert (state.rating, state.reason.why) == (rating, why)
    assert state.light is LIGHTS[state.rating]


LIGHT_OF = {
    "blue": "achieved",
    "blue-outline": "unverified",
    "green": "ahead on-track",
    "yellow": "behind",
    "red": "overdue missed far-behind",
    "grey": "no-data awaiting-result",
    "none": "not-due suspended dropped",
}


def test_lights() -> None:
    """Every rating has the colour of the design's table; grey is never green."""
    assert {light: {r for r in Rating if LIGHTS[r] is light} for light in Light} == {
        Light(light): {Rating(rating) for rating in ratings.split()} for light, ratings in LIGHT_OF.items()
    }


@pytest.mark.parametrize(
    ("value", "rating", "gap", "threshold"),
    [
        ("60", "ahead", "10.00", "10.00"),
        ("59.9999", "on-track", "10.00", "0.00"),
        ("50", "on-track", "0.00", "0.00"),
        ("49.9999", "behind", "0.00", "-30.00"),
        ("40", "behind", "-10.00", "-30.00"),
        ("20", "behind", "-30.00", "-30.00"),
        ("19.9999", "far-behind", "-30.00", "-30.00"),
        ("-5", "far-behind", "-55.00", "-30.00"),
    ],
)
def test_the_edges_of_the_bands(value: str, rating: str, gap: str, threshold: str) -> None:
    """Each band includes its lower bound, exactly; rounding for reading decides nothing."""
    state = rate(target("quantity", goal(">=", 100), figure(value)), "2025-07-01")
    assert state.rating == rating
    assert (state.reason.gap, state.reason.threshold) == (Decimal(gap), Decimal(threshold))


def test_thresholds_are_settings() -> None:
    """With bounds of 5 and -10 the same figures are rated by those."""
    rules = replace(RULES, ahead=Decimal(5), behind=Decimal(-10))
    found = [
        rate(target("quantity", goal(">=", 100), figure(value)), "2025-07-01", rules=rules).rating for value in (55, 39)
    ]
    assert found == ["ahead", "far-behind"]


@pytest.mark.parametrize(
    ("day_of", "rating", "days_left"),
    [("2025-12-30", "on-track", 1), ("2025-12-31", "on-track", 0), ("2026-01-01", "overdue", -1)],
)
def test_due_today_is_not_overdue(day_of: str, rating: str, days_left: int) -> None:
    """The deadline runs to the end of its day."""
    state = rate(target("quantity", None, figure(939, "2025-11-30")), day_of)
    assert (state.rating, state.days_left) == (rating, days_left)


def test_due_on_29_february() -> None:
    """A leap day is a last day like any other."""
    leap = target("quantity", None, figure(470, "2024-01-31"), start="2024-01-01", deadline="2024-02-29")
    assert [rate(leap, text).rating for text in ("2024-02-29", "2024-03-01")] == ["on-track", "overdue"]


@pytest.mark.parametrize(
    ("text", "last_figure", "rating"),
    [
        ("2025-12-31", "2025-11-30", "on-track"),
        ("2026-01-01", "2025-11-30", "awaiting-result"),
        ("2026-01-31", "2025-11-30", "awaiting-result"),
        ("2026-02-01", "2025-11-30", "overdue"),
        ("2026-01-20", "2025-12-31", "overdue"),
    ],
)
def test_result_due(text: str, last_figure: str, rating: str) -> None:
    """A figure that is published later is awaited until that day, unless it is there and says no."""
    value = 8 if last_figure == "2025-11-30" else 3
    entry = target("growth", replace(GROWTH, result_due=day("2026-01-31")), figure(value, last_figure))
    assert rate(entry, text).rating == rating


def test_a_moved_deadline_is_the_deadline() -> None:
    """An extension is counted from its day on; the state carries the deadline that holds."""
    entry = target("quantity", None, update("2026-01-10", deadline="2026-03-31", reason="雨季"))
    before, after = rate(entry, "2026-01-09"), rate(entry, "2026-01-10")
    assert (before.rating, before.markers) == ("overdue", ())
    assert (after.rating, after.deadline) == ("no-data", day("2026-03-31"))
    assert Marker.EXTENDED_LATE in after.markers


def test_an_extension_in_time_is_told_from_a_late_one() -> None:
    """A deadline moved on its own last day was moved in time; a day later it was not (domain.md, section 2: 延期)."""
    in_time = target("quantity", None, update("2025-12-31", deadline="2026-03-31", reason="雨季"))
    late = target("quantity", None, update("2026-01-01", deadline="2026-03-31", reason="雨季"))
    assert Marker.EXTENDED in rate(in_time, "2026-01-10").markers
    assert Marker.EXTENDED_LATE in rate(late, "2026-01-10").markers


def test_a_new_deadline_sets_the_checkpoints_aside() -> None:
    """A checkpoint of the old plan is not missed under the new one, and E is a straight line to the new deadline."""
    points = (checkpoint("2025-03-31", 900),)
    figure, move = update("2025-06-30", value=470), update("2025-05-01", deadline="2026-12-31", reason="雨季")
    before = rate(target("quantity", None, move, figure, checkpoints=points), "2025-04-15")
    after = rate(target("quantity", None, move, figure, checkpoints=points), "2025-07-15")
    assert before.missed_checkpoint == day("2025-03-31")
    assert (after.missed_checkpoint, after.reason.method, after.reason.expected) == (None, "month", Decimal("25.00"))


def test_filling_in_an_open_number_is_no_change_of_the_goal() -> None:
    """The number of 完成上级下达任务 arrives later; that softens nothing. Changing it afterwards does."""
    open_goal = goal(value=None, done_when="完成市下达任务")
    filled = update("2025-03-01", goal={"value": Decimal(10)})
    softened = update("2025-09-01", goal={"value": Decimal(8)})
    assert Marker.ADJUSTED not in rate(target("quantity", open_goal, filled), "2025-10-01").markers
    assert Marker.ADJUSTED in rate(target("quantity", goal(value=10), softened), "2025-10-01").markers


def test_giving_about_a_tolerance_is_a_change() -> None:
    """左右 without a number is decided by whoever names the number, so it is shown."""
    widened = update("2025-09-01", goal={"tolerance": Decimal(2)})
    assert Marker.ADJUSTED in rate(target("growth", goal("~", 3), widened), "2025-10-01").markers


@pytest.mark.parametrize(
    ("text", "why"),
    [("2025-08-15", Why.SHARE), ("2025-08-16", Why.NOT_UPDATED)],
)
def test_stale_by_cycles(text: str, why: Why) -> None:
    """A monthly figure of 30 June holds for one and a half months, to 15 August, and not a day more."""
    state = rate(target("quantity", None, figure(470)), text)
    assert state.reason.why is why
    assert state.reason.on == (day("2025-06-30") if why is Why.NOT_UPDATED else None)


@pytest.mark.parametrize(
    ("kind", "promise", "value", "last"),
    [("growth", GROWTH, 8, "2025-08-15"), ("rank", goal("<=", 400, baseline=404), 403, "2026-09-30")],
)
def test_stale_by_kind(kind: str, promise: Any, value: int, last: str) -> None:
    """A quarterly figure is good for four and a half months, a yearly one for a year and a half."""
    entry = target(kind, promise, figure(value, "2025-03-31"), deadline="2027-12-31")
    assert rate(entry, last).reason.why is not Why.NOT_UPDATED
    assert rate(entry, str(day(last) + timedelta(days=1))).reason.why is Why.NOT_UPDATED


@pytest.mark.parametrize(("text", "why"), [("2025-04-10", Why.FIRST_REPORT), ("2025-04-11", Why.NOT_UPDATED)])
def test_the_first_report_counts_from_the_record(text: str, why: Why) -> None:
    """A target that was recorded on 26 February is not late with January's report."""
    assert rate(target(), text).reason.why is why


def test_a_report_in_words_is_not_silence() -> None:
    """Words in time after a figure that is too old: no figure, rather than not updated."""
    entry = target("quantity", None, figure(100, "2025-02-28"), update("2025-07-01", note="动工"))
    state = rate(entry, "2025-07-15")
    assert (state.reason.why, state.reason.on) == (Why.UNMEASURED, day("2025-07-01"))


def test_words_do_not_hide_the_last_number() -> None:
    """A stage of which no plan knows the weight leaves the figure before it in force."""
    entry = target("quantity", None, figure(470), update("2025-07-10", stage="封顶"))
    state = rate(entry, "2025-07-15")
    assert (state.rating, state.reason.figure) == ("on-track", Decimal(470))


def test_the_window_opens_on_its_first_day() -> None:
    """Not due the day before; awaited from the first day on."""
    entry = target(start="2025-07-01")
    opened = [rate(entry, text).reason.why for text in ("2025-06-30", "2025-07-01")]
    assert opened == [Why.WINDOW, Why.FIRST_REPORT]


def test_start_falls_back() -> None:
    """The window begins with the target's own start, else the plan's, else the day of recording."""
    assert rate(target(start="2025-03-01"), "2025-07-01").start == day("2025-03-01")
    assert rate(target(), "2025-07-01").start == day("2025-01-01")
    assert rate(target(), "2025-07-01", start=None).start == day("2025-02-26")


@pytest.mark.parametrize(("text", "rating"), [("2025-06-30", "behind"), ("2025-07-01", "far-behind")])
def test_a_checkpoint_missed_for_three_months(text: str, rating: str) -> None:
    """Missed on 31 March: yellow for exactly three months, red from the day after them."""
    entry = target("quantity", None, figure(299, "2025-06-01"), checkpoints=(checkpoint("2025-03-31", 300),))
    state = rate(entry, text)
    assert (state.rating, state.missed_checkpoint) == (rating, day("2025-03-31"))


def test_a_finished_target_misses_no_checkpoint() -> None:
    """What people have ended is not held against its plan."""
    entry = target("quantity", None, figure(1, status="done"), checkpoints=LATE_POINT)
    assert rate(entry, "2025-07-15").missed_checkpoint is None


def test_ongoing_targets() -> None:
    """Without a last day nothing is overdue and no share can be expected; what is reached is still reached."""
    reached, under_way = (target("quantity", None, figure(value, "2030-06-30"), deadline=None) for value in (940, 470))
    assert rate(reached, "2030-07-01").rating == "unverified"
    state = rate(under_way, "2030-07-01")
    assert (state.rating, state.reason.why, state.days_left, state.markers) == ("no-data", "no-window", None, ())
    assert state.reason.actual == 50


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("2025-09-12", ()),
        ("2025-09-13", ("near",)),
        ("2025-11-06", ("near",)),
        ("2025-11-07", ("imminent",)),
        ("2025-12-31", ("imminent",)),
        ("2026-01-01", ()),
    ],
)
def test_nearness_by_share(text: str, markers: tuple[str, ...]) -> None:
    """Of 365 days, 109 are the last 30 % and 54 the last 15 %; it is a marker and changes no colour."""
    assert rate(target(), text).markers == markers


@pytest.mark.parametrize(
    ("text", "reminders", "markers"),
    [
        ("2025-05-31", (30, 7), ()),
        ("2025-06-01", (30, 7), ("near",)),
        ("2025-06-23", (30, 7), ("near",)),
        ("2025-06-24", (30, 7), ("imminent",)),
        ("2025-06-24", (7,), ("near",)),
        ("2025-06-30", (), ()),
        ("2025-07-01", (), ("imminent",)),
    ],
)
def test_nearness_by_days(text: str, reminders: tuple[int, ...], markers: tuple[str, ...]) -> None:
    """The longest notice makes it near, any shorter one imminent."""
    rules = replace(RULES, near_share=Decimal(0), imminent_share=Decimal(0), remind_days=reminders)
    assert rate(target(deadline="2025-07-01"), text, rules=rules).markers == markers


@pytest.mark.parametrize(
    ("text", "markers"),
    [("2025-03-10", ()), ("2025-03-11", ("near",)), ("2025-03-25", ("near",)), ("2025-03-26", ("imminent",))],
)
def test_nearness_at_exactly_its_share(text: str, markers: tuple[str, ...]) -> None:
    """Of 100 days, 30 left are near and 15 left imminent, both exactly."""
    rules = replace(RULES, remind_days=())
    assert rate(target(deadline="2025-04-10"), text, rules=rules).markers == markers


def test_what_is_finished_or_not_begun_is_not_near() -> None:
    """No marker of nearness beside a target that is done, or whose window is not open."""
    done = target("quantity", None, figure(940, "2025-12-01"))
    assert rate(done, "2025-12-30").markers == ()
    assert rate(target(start="2025-12-31"), "2025-12-30").markers == ()


@pytest.mark.parametrize(
    ("closed", "value", "markers"),
    [
        ("2025-12-30", 940, ("early",)),
        ("2025-12-31", 940, ()),
        ("2026-01-01", 940, ("late",)),
        ("2025-12-30", 941, ("early", "exceeded")),
    ],
)
def test_closing(closed: str, value: int, markers: tuple[str, ...]) -> None:
    """Closed before the last day is early, after it late; more than promised is exceeded."""
    entry = target("quantity", None, update(closed, status="closed", value=value))
    state = rate(entry, "2026-02-01")
    assert (state.rating, state.light, state.markers) == ("achieved", "blue", markers)


def test_changed_promises_are_marked() -> None:
    """A moved deadline and a changed goal stand beside the rating; a first deadline is no move."""
    moved = target("quantity", None, update("2025-05-01", deadline="2026-06-30", goal={"value": 900}))
    assert rate(moved, "2025-05-02").markers == ("extended", "adjusted")
    first = target("quantity", None, update("2025-05-01", deadline="2026-06-30"), deadline=None)
    assert rate(first, "2025-05-02").markers == ()


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("-21.7", "-21.70"), ("91.66666", "91.67")],
)
def test_rounding_for_reading(number: str, shown: str) -> None:
    """Half a hundredth is rounded away from zero, on both sides of it."""
    assert str(points(Fraction(number))) == shown


@given(targets(), DAYS, RULE_SETS, st.none() | targets())
def test_every_record_has_a_state(entry: Target, on: date, rules: Rules, reference: Target | None) -> None:
    """Evaluation never fails, gives the rating its light, and is the same a second time."""
    state = evaluate(entry, plan(), on, rules, reference)
    assert state.light is LIGHTS[state.rating]
    assert state == evaluate(entry, plan(), on, rules, reference)
    assert (state.rating is Rating.OVERDUE) <= (state.days_left is not None and state.days_left < 0)


@given(targets(), DAYS)
def test_green_and_yellow_need_a_recent_figure(entry: Target, on: date) -> None:
    """No rating by comparison without an owner, and without a figure that is not in the future."""
    state = evaluate(entry, plan(), on, RULES)
    if state.light in {Light.GREEN, Light.YELLOW}:
        assert state.standing.owner
        assert state.reason.figure_on is not None
        assert state.reason.figure_on <= on


@given(st.lists(targets(), max_size=3), DAYS)
def test_counts_by_rating_sum_to_the_targets(entries: list[Target], on: date) -> None:
    """On any day every target has exactly one rating."""
    counts = Counter(evaluate(entry, plan(), on, RULES).rating for entry in entries)
    assert sum(counts[rating] for rating in Rating) == len(entries)

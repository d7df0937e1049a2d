"""Which word decides, and what silence makes of it: fresh before stale, never better by waiting."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from factories import RULES, day, goal, rate, target, update

if TYPE_CHECKING:
    from targettrack.model import Target, Update

PLACES = goal(">=", 940, unit="个", indicator="新增义务教育学位")


def places(*updates: Update, **changes: Any) -> Target:
    """940 places by the end of the year."""
    return target("quantity", PLACES, *updates, **changes)


def soft(*updates: Update) -> Target:
    """An ongoing soft target."""
    return target("qualitative", goal(None), *updates, deadline=None)


def behind(on: str = "2025-06-30") -> Update:
    """A figure that is yellow at the end of June."""
    return update(on, value=400)


def on_track(on: str = "2025-06-30") -> Update:
    """A figure that is green at the end of June."""
    return update(on, value=480)


@pytest.mark.parametrize(("on", "rating"), [("2025-08-15", "on-track"), ("2025-08-16", "not-updated")])
def test_green_goes_grey(on: str, rating: str) -> None:
    """A monthly figure of 30 June holds for one and a half months, to 15 August, and not a day more."""
    assert rate(places(on_track()), on).rating == rating


@pytest.mark.parametrize(("on", "markers"), [("2025-08-15", ()), ("2025-08-16", ("stale",))])
def test_yellow_stays(on: str, markers: tuple[str, ...]) -> None:
    """A stale yellow stays yellow, marked, with the gap that it would have if nothing had happened since."""
    state = rate(places(behind()), on)
    assert (state.rating, state.light, state.markers) == ("behind", "yellow", markers)
    assert state.reason.idle_gap == (Decimal("-15.78") if markers else None)


@pytest.mark.parametrize(
    ("on", "rating", "why"),
    [
        ("2025-09-29", "behind", "share"),
        ("2025-09-30", "behind", "share"),
        ("2025-10-01", "far-behind", "idle"),
        ("2025-12-31", "far-behind", "idle"),
    ],
)
def test_yellow_turns_red_after_three_missed_reports(on: str, rating: str, why: str) -> None:
    """400 of 940 are 32.45 points below three quarters at the end of September; three reports are missed a day later."""
    state = rate(places(behind()), on)
    assert (state.rating, state.reason.why) == (rating, why)


def test_three_missed_reports_alone_do_not_turn_it() -> None:
    """460 of 940 stay within 30 points of the way until October is over."""
    record = places(update("2025-06-30", value=460))
    assert [rate(record, on).rating for on in ("2025-10-30", "2025-10-31")] == ["behind", "far-behind"]


def test_a_small_count_does_not_turn_red_by_silence() -> None:
    """None of two buildings: one is 50 points, and the gap alone is never red."""
    record = target("quantity", goal(">=", 2, unit="座"), update("2025-03-31", value=0))
    assert rate(record, "2025-12-20").rating == "behind"


def test_a_rate_does_not_turn_red_by_silence() -> None:
    """What is held as it is has no way to fall behind on: yellow and old, to the end."""
    record = target("growth", goal(">=", 5, unit="%"), update("2025-03-31", value=4))
    state = rate(record, "2025-12-31")
    assert (state.rating, state.markers, state.reason.idle_gap) == ("behind", ("due-soon", "stale"), None)


@pytest.mark.parametrize(
    ("kind", "promise", "value", "last"),
    [
        ("growth", goal(">=", 7), 8, "2025-08-15"),
        ("level", goal(">=", 85, unit="%"), 86, "2025-08-15"),
        ("rank", goal("<=", 400), 399, "2026-09-30"),
        ("coverage", goal(None, denominator=10), 9, "2025-05-15"),
        ("quantity", goal(">=", 10, cycle=6), 9, "2025-12-31"),
        ("level", goal(">=", 100, unit="亿元", baseline=50), 90, "2026-09-30"),
    ],
)
def test_stale_by_kind(kind: str, promise: Any, value: int, last: str) -> None:
    """A quarterly figure is good for four and a half months, a yearly one and a stock of years for eighteen; own cycles win."""
    record = target(kind, promise, update("2025-03-31", value=value, data="estimate"), deadline="2027-12-31")
    assert rate(record, last).light == "green"
    assert rate(record, str(day(last) + timedelta(days=1))).rating == "not-updated"


def test_cycles_are_settings() -> None:
    """With a cycle of two months and two of them, the figure of June is good to the end of October."""
    rules = RULES._replace(stale_cycles=Decimal(2), cycle_months={**RULES.cycle_months, target().kind: 2})
    record = places(update("2025-06-30", value=700))
    assert [rate(record, on, rules=rules).rating for on in ("2025-10-31", "2025-11-01")] == ["ahead", "not-updated"]


@pytest.mark.parametrize(
    ("lines", "on", "rating"),
    [
        # the figure of the same day goes before the assessment, better or worse
        ((on_track(), update("2025-06-30", assess="stalled")), "2025-07-05", "on-track"),
        ((behind(), update("2025-06-30", assess="advancing")), "2025-07-05", "behind"),
        # a later one wins only if it is worse
        ((on_track(), update("2025-07-02", assess="stalled")), "2025-07-05", "stalled"),
        ((on_track(), update("2025-07-02", assess="advancing")), "2025-07-05", "on-track"),
        ((behind(), update("2025-07-02", assess="slow")), "2025-07-05", "behind"),
        ((behind(), update("2025-07-02", assess="advancing")), "2025-07-05", "behind"),
        # a newer figure wins
        ((update("2025-06-20", assess="stalled"), on_track()), "2025-07-05", "on-track"),
        # when the figure is stale, an assessment as good or worse takes over; a better one does not
        ((on_track("2025-06-10"), update("2025-07-20", assess="advancing")), "2025-08-01", "advancing"),
        ((behind("2025-06-30"), update("2025-08-10", assess="slow")), "2025-08-20", "slow"),
        ((behind("2025-06-30"), update("2025-08-10", assess="advancing")), "2025-08-20", "behind"),
        # one that was made when the figure was stale does
        ((behind("2025-06-30"), update("2025-08-20", assess="advancing")), "2025-08-20", "advancing"),
    ],
)  # fmt: skip
def test_which_word_decides(lines: tuple[Update, ...], on: str, rating: str) -> None:
    """The newest fresh word, the figure before the office's, and never a better light by letting a figure age."""
    state = rate(places(*lines), on)
    assert state.rating == rating
    assert state.reason.figure is not None
    assert state.reason.assessment is not None


@pytest.mark.parametrize(
    ("on", "rating", "markers"),
    [
        ("2025-08-05", "stalled", ()),
        ("2025-08-20", "stalled", ("stale",)),
        ("2025-12-31", "stalled", ("stale",)),
    ],
)
def test_a_bad_assessment_stays_what_it_was(on: str, rating: str, markers: tuple[str, ...]) -> None:
    """It ages, and never turns by itself."""
    state = rate(soft(update("2025-06-30", assess="stalled")), on)
    assert (state.rating, state.markers) == (rating, markers)


def test_a_good_assessment_goes_grey_with_the_silence_of_the_unit() -> None:
    """按进度推进, and nothing since: 未更新; with words since: the office's turn."""
    assert rate(soft(update("2025-06-30", assess="advancing")), "2025-08-20").rating == "not-updated"
    state = rate(soft(update("2025-06-30", assess="advancing"), update("2025-07-31", note="动工")), "2025-08-20")
    assert (state.rating, state.reason.turn) == ("reported", "office")


def test_words_after_a_bad_assessment_ask_for_another() -> None:
    """The light stays; the marker says whose turn it is, and it is not stale data while the words are fresh."""
    record = soft(update("2025-06-30", assess="slow"), update("2025-07-31", note="动工"))
    assert rate(record, "2025-08-20").markers == ("reassess",)
    assert rate(record, "2025-12-20").markers == ("stale", "reassess")


def test_words_after_a_stale_figure() -> None:
    """Green that is old, with fresh words: reported. Yellow stays yellow."""
    words = update("2025-08-10", note="正在施工")
    assert rate(places(on_track(), words), "2025-08-20").rating == "reported"
    assert rate(places(behind(), words), "2025-08-20").rating == "behind"


@pytest.mark.parametrize(
    ("lines", "rating", "light"),
    [
        ((update("2025-06-30", value=700),), "at-risk", "yellow"),
        ((update("2025-06-30", value=400),), "behind", "yellow"),
        ((update("2025-06-30", value=1),), "far-behind", "red"),
        ((update("2025-06-30", note="动工"),), "at-risk", "yellow"),
        ((), "at-risk", "yellow"),
    ],
)
def test_difficulties_are_never_better_than_yellow(lines: tuple[Update, ...], rating: str, light: str) -> None:
    """有困难 turns green and grey to yellow, and leaves what is worse."""
    state = rate(places(*lines, update("2025-07-01", forecast="hard")), "2025-07-05")
    assert (state.rating, state.light, state.outline) == (rating, light, rating == "at-risk")


def test_difficulties_do_not_go_away_by_themselves() -> None:
    """Only another forecast takes it back; an old one is marked."""
    record = places(update("2025-03-01", forecast="hard"))
    assert (rate(record, "2025-10-01").rating, rate(record, "2025-10-01").markers) == ("at-risk", ("due-soon", "stale"))
    better = places(update("2025-03-01", forecast="hard"), update("2025-09-20", forecast="can"))
    assert rate(better, "2025-10-01").rating == "reported"


@pytest.mark.parametrize(
    "record",
    [
        target("milestone", goal(None, indicator="广台高速动工"), update("2025-06-25", value=30)),
        target(
            "milestone",
            goal(None, indicator="广台高速动工"),
            update("2025-06-25", value=30),
            update("2025-06-28", status="closed"),
        ),
        soft(update("2025-06-25", value=30)),
    ],
)
def test_per_cent_of_what_has_no_way_is_a_word(record: Target) -> None:
    """30 % of a beginning or of an ongoing soft item is shown, and is 70 points below nothing."""
    reason = rate(record, "2025-06-30").reason
    assert (reason.figure, reason.goal, reason.points, reason.share_gap) == (Decimal(30), None, None, None)

"""What an update may not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import day, goal, plan, target, update
from targettrack.acts.refusal import refusal
from targettrack.model import Forecast, Update
from targettrack.rating.standing import fold

TODAY = day("2025-09-30")
STANDING = fold(target(), TODAY)


def why(said: Update) -> str:
    """Why an update of a target of 2025, recorded on 26 February, is refused on 30 September."""
    return refusal(said, STANDING, plan(), TODAY)


@pytest.mark.parametrize(
    "said",
    [
        update("2025-09-30", status="active"),
        update("2025-09-30", value=0),
        update("2025-09-30", stage="动工"),
        update("2025-09-30", note="动工"),
        update("2025-09-30", problem="缺资金"),
        update("2025-09-30", next="招标"),
        update("2025-09-30", evidence="开府〔2025〕3号"),
        update("2025-09-30", forecast=Forecast.CAN),
        update("2025-09-30", owner="开平市水利局"),
        update("2025-09-30", owner=""),
        update("2025-09-30", supporting=("开平市水利局",)),
        update("2025-09-30", supporting=()),
        update("2025-09-30", deadline="2026-03-31", reason="汛期"),
        update("2025-09-30", goal={"value": 900}, authority="市人大常委会"),
        update("2025-09-30", void="20250704T021500-k7f3q9"),
        update("2025-01-01", value=1),
    ],
)
def test_what_can_be_meant_is_not_refused(said: Update) -> None:
    """Every field alone is a reason to record; a unit may be taken away; the first day of the window is in it."""
    assert why(said) == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (update("2025-09-30"), "nothing-to-record"),
        (update("2025-09-30", by="张三", reason="汛期", authority="市人大"), "nothing-to-record"),
        (update("2025-09-30", note=""), "nothing-to-record"),
        (update("2025-10-01", value=1), "future-date"),
        (update("2024-12-31", value=1), "before-window"),
        (update("2025-09-30", deadline="2026-03-31"), "deadline-without-reason"),
        (update("2025-09-30", deadline="2026-03-31", reason=""), "deadline-without-reason"),
        (update("2025-09-30", deadline="2025-12-31", reason="汛期"), "deadline-unchanged"),
        (update("2025-09-30", deadline="2024-12-31", reason="汛期"), "deadline-before-window"),
        (update("2025-09-30", goal={"value": 900}), "goal-without-authority"),
        (update("2025-09-30", goal={"value": 900}, reason="下调"), "goal-without-authority"),
    ],
)
def test_what_cannot_be_meant(said: Update, code: str) -> None:
    """Nothing, the future, the time before, a moved deadline without a reason, a changed goal without an authority."""
    assert why(said) == code


def test_the_window_of_the_target_goes_before_that_of_the_plan() -> None:
    """A target that begins in July takes no fact of June, unless it was recorded earlier: then its record is the bound."""
    late = replace(target(start="2025-07-01"), recorded=target().recorded.replace(month=8))
    june, july = update("2025-06-30", value=1), update("2025-07-01", value=1)
    assert refusal(june, fold(late, TODAY), plan(), TODAY) == "before-window"
    assert refusal(july, fold(late, TODAY), plan(), TODAY) == ""
    early = target(start="2025-07-01")
    assert refusal(update("2025-02-26", value=1), fold(early, TODAY), plan(), TODAY) == ""
    assert refusal(update("2025-02-25", value=1), fold(early, TODAY), plan(), TODAY) == "before-window"


def test_a_plan_without_dates() -> None:
    """Where plan.toml cannot be read, the day of the record is the bound."""
    bare = plan(start=None, end=None)
    assert refusal(update("2025-02-26", value=1), STANDING, bare, TODAY) == ""
    assert refusal(update("2025-02-25", value=1), STANDING, bare, TODAY) == "before-window"


def test_an_ongoing_target_may_get_a_deadline() -> None:
    """The first deadline of a target that had none, with its reason."""
    ongoing = fold(target("qualitative", goal(done_when="办成"), deadline=None), TODAY)
    first = update("2025-09-30", deadline="2026-06-30", reason="市政府要求")
    assert refusal(first, ongoing, plan(), TODAY) == ""


def test_back_to_the_first_deadline() -> None:
    """The deadline in force decides what a change is, not the one that was promised."""
    moved = target("quantity", None, update("2025-08-01", deadline="2026-03-31", reason="汛期"))
    back = update("2025-09-30", deadline="2025-12-31", reason="提前")
    again = update("2025-09-30", deadline="2026-03-31", reason="汛期")
    assert refusal(back, fold(moved, TODAY), plan(), TODAY) == ""
    assert refusal(again, fold(moved, TODAY), plan(), TODAY) == "deadline-unchanged"

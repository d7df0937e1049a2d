"""What is recorded about a target, what is refused, what is known already, what is taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import day, goal, plan, target, update
from targettrack.acts.update import append, refusal, undo
from targettrack.errors import UsageError
from targettrack.model import Append, Forecast, Rewrite, Update
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
        update("2025-09-30", upper=""),
        update("2025-09-30", returned=True),
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
        (update("2025-09-30", total=False, returned=False), "nothing-to-record"),
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


def test_an_update_of_an_accepted_target_is_a_line() -> None:
    """The change names the target as it was read and the line as it was meant."""
    said = update("2025-09-30", note="开工")
    assert append(target(), said, plan()) == Append(target(), said)


@pytest.mark.parametrize(
    ("state", "code"), [({"draft": True}, "is-draft"), ({"draft": True, "discarded": True}, "is-discarded")]
)
def test_a_draft_takes_no_update(state: dict[str, bool], code: str) -> None:
    """Accept it first, or bring it back first."""
    with pytest.raises(UsageError) as caught:
        append(target(**state), update("2025-09-30", note="开工"), plan())
    assert (caught.value.code, caught.value.params) == (code, {"id": "KP-001"})


def test_a_retry_has_the_times_of_the_first_try() -> None:
    """The same key: the line that is there, byte for byte; a day that was typed is another word."""
    first = update("2025-09-29", key="job-1", value=5, by="甲")
    done = target("quantity", None, first)
    retry = replace(first, at=first.at.replace(day=30), as_of=day("2025-09-30"))
    assert append(done, retry, plan()) == Append(done, first)
    assert append(done, replace(retry, as_of=day("2025-09-28")), plan()).update.as_of == day("2025-09-28")


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({}, True),
        ({"by": "乙"}, False),
        ({"note": "另一句"}, False),
        ({"as_of": day("2025-09-29")}, False),
    ],
)
@pytest.mark.parametrize(("minute", "recent"), [(0, True), (10, True), (11, False)])
def test_the_same_words_just_now_are_one_line(
    change: dict[str, object], known: bool, minute: int, recent: bool
) -> None:
    """Equal in all but key and time, by the same person, within ten minutes; --again means them anew."""
    first = update("2025-09-30", key="a", note="会议", by="甲")
    done = target("quantity", None, first)
    second = replace(first, key="b", at=first.at.replace(minute=minute), **change)  # type: ignore[arg-type]  # as named
    expected = first if known and recent else second
    assert append(done, second, plan()).update == expected
    assert append(done, second, plan(), again=True).update == second


def test_undo_of_an_acceptance() -> None:
    """Where no line and no key of a command is, the head becomes a draft again; else a line is taken back or nothing is."""
    void = update("2025-09-30", key="v", by="甲")
    assert undo(target(), void) == Rewrite(target(), target(draft=True))
    own = update("2025-09-30", key="a", note="x", by="甲")
    assert undo(target("quantity", None, own), void) == Append(target("quantity", None, own), replace(void, void="a"))
    for refused in (target(key="k"), target(draft=True), target("quantity", None, replace(own, by="乙"))):
        with pytest.raises(UsageError) as caught:
            undo(refused, void)
        assert caught.value.code == "nothing-to-undo"


def test_what_was_taken_back_is_not_taken_back_twice() -> None:
    """By its key: the line that did so is given again; once that was taken back itself, a new one is."""
    own, taken = update("2025-09-29", key="a", note="x", by="甲"), update("2025-09-29", key="v", by="乙", void="a")
    void = update("2025-09-30", key="w", by="甲")
    done = target("quantity", None, own, taken)
    assert undo(done, void, "a") == Append(done, taken)
    again = target("quantity", None, own, taken, update("2025-09-29", key="u", by="乙", void="v"))
    assert undo(again, void, "a") == Append(again, replace(void, void="a"))

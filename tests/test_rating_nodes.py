"""Nodes as steps: which one is due, reached, missed or waiting on a day, and what that makes of the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from factories import checkpoint, day, goal, rate, target, update

if TYPE_CHECKING:
    from targettrack.model import Target, Update
    from targettrack.rating.ladder import State

COUNT = goal(">=", 1000, unit="个")
WORK = goal(None, indicator="学校建成")
STAGES = (checkpoint("2025-03-31", stage="立项"), checkpoint("2025-06-30", stage="动工"))
HALVES = (checkpoint("2025-06-30", 400), checkpoint("2025-09-30", 900))


def counted(*updates: Update, **changes: Any) -> Target:
    """A count of a thousand with nodes in June and September."""
    return target("quantity", COUNT, *updates, **{"checkpoints": HALVES, **changes})


def told(state: State) -> tuple[str, str, str | None]:
    """Rating, axis and gap to the node in its own unit."""
    points = state.reason.points
    return state.rating.value, state.reason.why.value, None if points is None else str(points)


@pytest.mark.parametrize(
    ("on", "value", "expected"),
    [
        ("2025-06-29", 0, ("on-track", "node", "-399.00")),
        ("2025-06-30", 0, ("on-track", "node", "-400.00")),
        ("2025-07-01", 0, ("behind", "node", "-400.00")),
        ("2025-07-01", 399, ("behind", "node", "-1.00")),
        ("2025-07-01", 400, ("on-track", "node", "0.00")),
        ("2025-07-01", 899, ("on-track", "node", "499.00")),
        ("2025-07-01", 900, ("ahead", "node", "500.00")),
    ],
)
def test_a_number_on_the_day_of_its_node(on: str, value: int, expected: tuple[str, str, str]) -> None:
    """Up to and on the first node's day any figure is on the way; after it met, missed, or ahead by the next one."""
    assert told(rate(counted(update("2025-06-29", value=1), update("2025-06-30", value=value)), on)) == expected


@pytest.mark.parametrize(("on", "rating"), [("2025-07-10", "on-track"), ("2025-07-11", "behind")])
def test_a_node_without_a_figure_waits_for_the_reporting_day(on: str, rating: str) -> None:
    """A figure of 31 May is below 400: the node of June is missed when the tenth of July has passed."""
    assert rate(counted(update("2025-05-31", value=300)), on).rating == rating


@pytest.mark.parametrize(("on", "rating"), [("2025-09-30", "behind"), ("2025-10-01", "far-behind")])
def test_a_node_missed_for_three_months(on: str, rating: str) -> None:
    """Missed on 30 June: yellow to 30 September, red from the day after, whatever node is due by then."""
    state = rate(counted(update("2025-06-30", value=300), update("2025-09-20", value=310)), on)
    assert (state.rating, state.missed_checkpoint) == (rating, day("2025-06-30"))


def test_a_missed_node_does_not_age() -> None:
    """Yellow without any news since, and no marker of stale data."""
    state = rate(counted(update("2025-06-30", value=300)), "2025-09-15")
    assert (state.rating, "stale" in state.markers) == ("behind", False)


def test_a_node_reached_later_counts() -> None:
    """400 in August make June good, marked as late; what was reached in time is not marked."""
    late = rate(counted(update("2025-06-30", value=300), update("2025-08-31", value=400)), "2025-09-10")
    assert (late.rating, late.missed_checkpoint, late.markers) == ("on-track", None, ("node-late",))
    assert rate(counted(update("2025-06-30", value=400)), "2025-07-15").markers == ()


def test_the_last_node_due_is_the_measure() -> None:
    """850 at the end of September is 50 short of that node, though June was met."""
    state = rate(counted(update("2025-06-30", value=500), update("2025-09-30", value=850)), "2025-10-05")
    assert (told(state), state.missed_checkpoint) == (("behind", "node", "-50.00"), day("2025-09-30"))


def test_a_later_node_makes_the_one_before_good() -> None:
    """A stage is met by an update that names it or a later one."""
    record = target("milestone", WORK, update("2025-06-28", stage="动工"), checkpoints=STAGES)
    state = rate(record, "2025-07-10")
    assert (state.rating, state.reason.stage, state.missed_checkpoint) == ("on-track", "动工", None)


@pytest.mark.parametrize(
    ("on", "rating"),
    [
        ("2025-06-30", "on-track"),
        ("2025-07-01", "node-unconfirmed"),
        ("2025-07-31", "node-unconfirmed"),
        ("2025-08-01", "behind"),
        ("2025-09-30", "behind"),
        ("2025-10-01", "far-behind"),
    ],
)
def test_a_stage_without_a_word(on: str, rating: str) -> None:
    """The first stage was named in June, the second is not: a cycle of waiting, then missed, then for three months."""
    record = target("milestone", WORK, update("2025-06-20", stage="立项"), checkpoints=STAGES)
    assert rate(record, on).rating == rating


def test_a_figure_says_nothing_of_a_stage() -> None:
    """60 per cent of a later day leave the stage open for its cycle."""
    record = target("milestone", WORK, update("2025-07-05", value=60), checkpoints=STAGES[1:])
    assert [rate(record, on).rating for on in ("2025-07-10", "2025-08-01")] == ["node-unconfirmed", "behind"]


def test_a_shorter_term_keeps_the_nodes() -> None:
    """Only a later deadline ends them."""
    move = update("2025-07-20", deadline="2025-11-30", reason="提前")
    record = counted(update("2025-06-30", value=300), move)
    assert rate(record, "2025-07-25").missed_checkpoint == day("2025-06-30")


def test_the_office_may_hold_a_node_for_met() -> None:
    """`node_met` names the node's day, and makes it and those before it good."""
    record = target("milestone", WORK, update("2025-07-05", node_met="2025-06-30"), checkpoints=STAGES)
    state = rate(record, "2025-07-20")
    assert (state.rating, state.missed_checkpoint, state.markers) == ("on-track", None, ("node-late",))


def test_a_met_node_ages_like_a_figure() -> None:
    """Green from a word of 28 June goes grey a cycle and a half later."""
    record = target("milestone", WORK, update("2025-06-28", stage="动工"), checkpoints=STAGES)
    assert [rate(record, on).rating for on in ("2025-08-12", "2025-08-13")] == ["on-track", "not-updated"]


def test_before_the_first_node_words_alone_do_not_rate() -> None:
    """A stage that no node names is a report in words."""
    record = target("milestone", WORK, update("2025-03-10", stage="勘察"), checkpoints=STAGES)
    assert rate(record, "2025-03-20").rating == "reported"


def test_an_assessment_does_not_stand_above_a_missed_node() -> None:
    """按进度推进 after the node was missed: yellow stays; 停滞 is worse, and red."""
    for assessment, rating in (("advancing", "behind"), ("slow", "behind"), ("stalled", "stalled")):
        record = counted(update("2025-06-30", value=300), update("2025-08-20", assess=assessment))
        assert rate(record, "2025-08-25").rating == rating


@pytest.mark.parametrize("deadline", ["2025-12-31", "2026-01-15"])
def test_a_node_on_or_after_the_last_day_is_never_missed(deadline: str) -> None:
    """What is due on the last day is the goal's own affair: late from its result on, not by the node."""
    record = target(
        "quantity",
        COUNT,
        update("2025-12-20", value=10),
        deadline="2025-12-31",
        checkpoints=(checkpoint(deadline, 1000),),
    )
    assert rate(record, "2025-12-31").rating == "on-track"
    for on in ("2026-01-05", "2026-01-20"):
        state = rate(record, on)
        assert (state.rating in {"awaiting-result", "overdue"}, state.missed_checkpoint) == (True, None)


def test_growth_against_its_nodes() -> None:
    """A planned rate of 5 by March and 6 by June: only a figure of a node's day or later says that it is met."""
    points = (checkpoint("2025-03-31", 5), checkpoint("2025-06-30", 6))
    promise = goal(">=", 7, unit="%")
    early = target("growth", promise, update("2025-03-31", value=6), checkpoints=points)
    assert [rate(early, on).rating for on in ("2025-04-01", "2025-07-10", "2025-07-11")] == [
        "on-track",
        "on-track",
        "behind",
    ]
    both = target(
        "growth", promise, update("2025-03-31", value=6), update("2025-06-30", value="5.5"), checkpoints=points
    )
    assert told(rate(both, "2025-07-05")) == ("behind", "node", "-0.50")


def test_a_plan_is_not_taken_down_by_a_lower_number() -> None:
    """A count that had to be 500 by March has to be 500 in June, too, whatever lower number was written there."""
    points = (checkpoint("2025-03-31", 500), checkpoint("2025-06-30", 300))
    assert rate(counted(update("2025-03-31", value=400), checkpoints=points), "2025-07-15").rating == "far-behind"


def test_ranks_and_reductions_are_reached_from_above() -> None:
    """Where less is better, a node is reached at its number or below."""
    points = (checkpoint("2025-06-30", 402),)
    for value, rating in ((402, "on-track"), (403, "behind")):
        record = target("rank", goal("<=", 400), update("2025-06-30", value=value), checkpoints=points)
        assert rate(record, "2025-07-01").rating == rating


def test_a_limit_has_no_nodes() -> None:
    """70 of at most 100 in August is not a miss of the 50 planned for June; periods are steps of their own."""
    points = (checkpoint("2025-06-30", 50),)
    for promise in (goal("<=", 100, unit="起"), goal(">=", 60, unit="次", every="month")):
        record = target("quantity", promise, update("2025-08-20", value=70), checkpoints=points)
        assert rate(record, "2025-08-25").missed_checkpoint is None


def test_nodes_may_be_set_and_taken_away_later() -> None:
    """An update adds a node, replaces that of the same day, and takes one away by its day alone."""
    figure = update("2025-06-30", value=350)
    more = update("2025-07-02", checkpoint=(checkpoint("2025-06-30", 350), checkpoint("2025-07-31", 500)))
    assert rate(counted(figure), "2025-07-05").rating == "behind"
    assert rate(counted(figure, more), "2025-07-05").rating == "on-track"
    assert rate(counted(figure, more), "2025-08-11").missed_checkpoint == day("2025-07-31")
    gone = update("2025-07-03", checkpoint=(checkpoint("2025-07-31"),))
    assert rate(counted(figure, more, gone), "2025-08-11").missed_checkpoint is None


def test_a_new_deadline_ends_the_nodes() -> None:
    """A missed node is no more; what was up to its node is not behind the straight line by that; new nodes hold."""
    move = update("2025-07-20", deadline="2026-06-30", reason="汛期")
    missed = counted(update("2025-06-30", value=300), move)
    assert [rate(missed, on).missed_checkpoint for on in ("2025-07-19", "2025-07-20")] == [day("2025-06-30"), None]
    assert told(rate(missed, "2025-07-25"))[:2] == ("behind", "share")
    met = counted(update("2025-06-30", value=400), move)
    assert told(rate(met, "2025-07-25"))[:2] == ("on-track", "node")
    new = update("2025-07-21", checkpoint=(checkpoint("2025-08-31", 500),))
    assert rate(counted(update("2025-06-30", value=300), move, new), "2025-09-11").missed_checkpoint == day(
        "2025-08-31"
    )


def test_ongoing_targets_are_held_against_their_nodes() -> None:
    """Without a deadline there is no share to expect, but a node is a node, also after the last."""
    record = counted(update("2025-06-30", value=300), deadline=None)
    assert told(rate(record, "2025-07-01")) == ("behind", "node", "-100.00")

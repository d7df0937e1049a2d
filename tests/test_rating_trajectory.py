"""The planned way: what checkpoints ask for, the share to be expected from them, and which were missed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import checkpoint, day, goal
from targettrack.model import Kind
from targettrack.rating.goal import Yardstick
from targettrack.rating.schedule import Trajectory
from targettrack.rating.standing import Figure

START, END = day("2025-01-01"), day("2025-12-31")
WORK = Yardstick(Kind.MILESTONE, goal())
COUNT = Yardstick(Kind.QUANTITY, goal(">=", 1000))
CEILING = Yardstick(Kind.QUANTITY, goal("<=", 100))
FLAT = Yardstick(Kind.LEVEL, goal(">=", 85))
STAGES = (
    checkpoint("2025-03-31", stage="立项"),
    checkpoint("2025-06-30", stage="动工"),
    checkpoint("2025-09-30", 80, stage="封顶"),
    checkpoint("2025-12-31", stage="完工"),
)
HALVES = Trajectory(COUNT, (checkpoint("2025-06-30", 400), checkpoint("2025-09-30", 900)))


def test_weights_of_stages() -> None:
    """Each stage of a work is an equal part of it, unless its checkpoint gives it a value."""
    assert Trajectory(WORK, STAGES).numbers == (Fraction(25), Fraction(50), Fraction(80), Fraction(100))


def test_stages_of_a_count_are_not_numbers() -> None:
    """动工 says nothing about how many of the 1000 there are."""
    way = Trajectory(COUNT, (checkpoint("2025-06-30", stage="动工"), checkpoint("2025-09-30", 900, stage="一期")))
    assert way.numbers == (None, Fraction(900))
    assert way.value_of(Figure(day("2025-07-01"), None, "动工")) is None
    assert way.expected(START, END, day("2025-09-30")) == Fraction(9, 10)


def test_value_of_a_figure() -> None:
    """A figure stands for its number, else for the stage that it names; an unknown stage is only a word."""
    way = Trajectory(WORK, STAGES)
    assert way.value_of(Figure(START, None, "动工")) == 50
    assert way.value_of(Figure(START, None, "封顶")) == 80
    assert way.value_of(Figure(START, None, "土方")) is None
    assert way.value_of(Figure(START, None, "")) is None
    figure = Figure(START, goal(value="12.5").value, "动工")
    assert way.value_of(figure) == Fraction(25, 2)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2024-12-31", Fraction(0)),
        ("2025-03-31", Fraction(4, 10) * Fraction(90, 181)),
        ("2025-06-30", Fraction(4, 10)),
        ("2025-08-15", Fraction(65, 100)),
        ("2025-09-30", Fraction(9, 10)),
        ("2025-11-15", Fraction(95, 100)),
        ("2025-12-31", Fraction(1)),
        ("2026-01-31", Fraction(1)),
    ],
)
def test_expected_share(text: str, share: Fraction) -> None:
    """Straight lines from the start over the checkpoints to the goal on the last day."""
    assert HALVES.expected(START, END, day(text)) == share


def test_expected_share_without_an_end() -> None:
    """An ongoing target is expected to stay where its last checkpoint put it."""
    assert HALVES.expected(START, None, day("2027-01-01")) == Fraction(9, 10)


def test_no_expected_share() -> None:
    """Without checkpoints, or for a level of which no baseline is known, the plan expects nothing."""
    assert Trajectory(COUNT, ()).expected(START, END, END) is None
    assert Trajectory(FLAT, (checkpoint("2025-06-30", 80),)).expected(START, END, END) is None


def test_checkpoints_outside_the_window() -> None:
    """A checkpoint before the start replaces it, and one after the end keeps its place."""
    way = Trajectory(COUNT, (checkpoint("2024-12-01", 100), checkpoint("2026-06-30", 1000)))
    assert way.expected(START, END, day("2024-12-01")) == Fraction(1, 10)
    assert way.expected(START, END, day("2026-06-30")) == 1


def test_two_checkpoints_of_one_day() -> None:
    """The earlier line leads to the first of them; on later days the second holds."""
    way = Trajectory(COUNT, (checkpoint("2025-06-30", 400), checkpoint("2025-06-30", 500)))
    assert way.expected(START, day("2025-07-02"), day("2025-06-30")) == Fraction(4, 10)
    assert way.expected(START, day("2025-07-02"), day("2025-07-01")) == Fraction(75, 100)


@pytest.mark.parametrize(
    ("text", "value", "missed"),
    [
        ("2025-06-30", 0, None),
        ("2025-07-01", 399, "2025-06-30"),
        ("2025-07-01", 400, None),
        ("2025-10-01", 500, "2025-09-30"),
        ("2025-10-01", 399, "2025-06-30"),
        ("2025-10-01", None, "2025-06-30"),
        ("2025-10-01", 900, None),
    ],
)
def test_missed_checkpoints(text: str, value: int | None, missed: str | None) -> None:
    """A checkpoint is missed from the day after it; the first that is not made good is named."""
    number = None if value is None else Fraction(value)
    assert HALVES.missed(day(text), number, ()) == (None if missed is None else day(missed))


def test_a_later_checkpoint_makes_earlier_ones_good() -> None:
    """A growth rate planned to slow down is not measured by last quarter's higher plan."""
    growth = Yardstick(Kind.GROWTH, goal(">=", 5))
    way = Trajectory(growth, (checkpoint("2025-03-31", 7), checkpoint("2025-06-30", 5)))
    assert way.missed(day("2025-07-31"), Fraction(6), ()) is None
    assert way.missed(day("2025-04-30"), Fraction(6), ()) == day("2025-03-31")


def test_missed_stages_of_a_count() -> None:
    """Where stages are only words, a stage is reached by being reported."""
    way = Trajectory(COUNT, (checkpoint("2025-03-31", stage="立项"), checkpoint("2025-06-30", stage="动工")))
    assert way.missed(day("2025-07-01"), Fraction(10), {"立项"}) == day("2025-06-30")
    assert way.missed(day("2025-07-01"), Fraction(10), {"动工"}) is None


def test_a_ceiling_misses_no_checkpoint() -> None:
    """70 of at most 100 in August is not a miss of the 50 planned for June."""
    assert Trajectory(CEILING, (checkpoint("2025-06-30", 50),)).missed(day("2025-12-01"), Fraction(70), ()) is None


def test_reductions_and_ranks_are_reached_from_above() -> None:
    """Where less is better, a checkpoint is reached at its number or below."""
    rank = Trajectory(Yardstick(Kind.RANK, goal("<=", 400, baseline=404)), (checkpoint("2025-06-30", 402),))
    assert rank.missed(day("2025-07-01"), Fraction(402), ()) is None
    assert rank.missed(day("2025-07-01"), Fraction(403), ()) == day("2025-06-30")
    assert rank.expected(START, END, day("2025-06-30")) == Fraction(1, 2)


def test_the_latest_value_by_a_day() -> None:
    """The value of the last checkpoint that is due, skipping those without one."""
    way = Trajectory(COUNT, (checkpoint("2025-03-31", 100), checkpoint("2025-06-30", stage="动工")))
    assert way.latest(day("2025-03-30")) is None
    assert way.latest(day("2025-03-31")) == 100
    assert way.latest(day("2025-12-31")) == 100


@given(
    st.lists(st.tuples(st.dates(START, END), st.integers(0, 1000)), min_size=1, max_size=6),
    st.tuples(st.dates(day("2024-06-01"), day("2026-06-01")), st.dates(day("2024-06-01"), day("2026-06-01"))),
)
def test_a_rising_plan_never_expects_less(points: list[tuple[object, int]], days: tuple[object, object]) -> None:
    """E by checkpoints that rise to at most the goal lies in 0 to 1 and never falls."""
    dates, values = sorted(str(point[0]) for point in points), sorted(point[1] for point in points)
    way = Trajectory(COUNT, tuple(checkpoint(text, value) for text, value in zip(dates, values, strict=True)))
    first, second = sorted(day(str(text)) for text in days)
    early, late = way.expected(START, END, first), way.expected(START, END, second)
    assert early is not None
    assert late is not None
    assert 0 <= early <= late <= 1

"""What figures are held against: the whole, the base, the direction, and what a goal lacks for a verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import goal
from targettrack.model import Kind
from targettrack.rating.goal import Yardstick

if TYPE_CHECKING:
    from targettrack.model import Goal

EVERY_KIND = st.sampled_from(Kind)
NUMBERS = st.fractions(-1000, 1000)


def share(kind: str, promise: Goal, value: str) -> Fraction | None:
    """P of a value."""
    return Yardstick(Kind(kind), promise).share(Fraction(value))


@pytest.mark.parametrize(
    ("kind", "promise", "value", "expected"),
    [
        ("quantity", goal(">=", 4, unit="万人"), "5.13", "1.2825"),
        ("quantity", goal(">=", 4, baseline="3.9"), "2", "0.5"),
        ("quantity", goal("<=", 80, baseline=100), "95", "0.25"),
        ("quantity", goal("<=", 100), "45", "0.45"),
        ("quantity", goal(">=", 0), "5", None),
        ("level", goal(">=", 85, baseline=80), "82", "0.4"),
        ("level", goal(">=", 85, baseline=80), "79", "-0.2"),
        ("level", goal(">=", 85, baseline=85), "85", None),
        ("level", goal(">=", 85), "82", None),
        ("rank", goal("<=", 400, baseline=404), "402", "0.5"),
        ("rank", goal("<=", 400), "402", None),
        ("coverage", goal(">", 50, denominator=25, unit="万元"), "10", "0.4"),
        ("coverage", goal("<", 50, denominator=25), "10", "0.4"),
        ("coverage", goal(">", 50), "10", None),
        ("milestone", goal(), "35", "0.35"),
        ("milestone", goal(">=", 1230, unit="亩"), "615", "0.5"),
        ("qualitative", goal(), "35", "0.35"),
        ("quantity", goal(set_by="省"), "50", None),
        ("growth", goal(">=", 7), "6.1", None),
        ("relative", goal(), "5.4", None),
        ("guard", goal("<=", 3), "1", None),
    ],
)
def test_share_by_kind(kind: str, promise: Goal, value: str, expected: str | None) -> None:
    """P is x/T for what is counted, (x-b)/(T-b) for levels, ranks and reductions, k/N for coverage; else there is none."""
    assert share(kind, promise, value) == (None if expected is None else Fraction(expected))


@pytest.mark.parametrize(
    ("kind", "promise", "lacking"),
    [
        ("quantity", goal(">=", 940), ""),
        ("quantity", goal(), "value"),
        ("quantity", goal("~", 940), "tolerance"),
        ("quantity", goal("~", 940, tolerance=0), ""),
        ("growth", goal("~", 3), "tolerance"),
        ("coverage", goal(">", 50), "denominator"),
        ("coverage", goal(">", 50, denominator=0), "denominator"),
        ("coverage", goal("~", 50, denominator=25), ""),
        ("quantity", goal(None, 940), "comparator"),
        ("rank", goal(None, 400), "comparator"),
        ("milestone", goal(None, 1230), "comparator"),
        ("relative", goal(None, of="KP-002"), "comparator"),
        ("coverage", goal(None, 50, denominator=25), ""),
        ("milestone", goal(None), ""),
        ("guard", goal(None, done_when="无较大以上事故"), ""),
        ("qualitative", goal(), "done_when"),
        ("qualitative", goal(done_when="印发方案"), ""),
        ("guard", goal(), "done_when"),
        ("guard", goal(done_when="无较大以上事故"), ""),
        ("guard", goal("<=", 3), ""),
        ("milestone", goal(), ""),
        ("relative", goal(), ""),
        ("relative", goal("~"), "tolerance"),
    ],
)
def test_what_a_goal_lacks(kind: str, promise: Goal, lacking: str) -> None:
    """左右 without a tolerance, a number that is neither a least nor a most, coverage without N, soft words without a test: say which."""
    assert Yardstick(Kind(kind), promise).lacking() == lacking


@pytest.mark.parametrize(
    ("kind", "promise", "good", "bad"),
    [
        ("quantity", goal(">=", 940), "940", "939.99"),
        ("quantity", goal(">", 940), "940.01", "940"),
        ("quantity", goal("<=", 940), "940", "940.01"),
        ("quantity", goal("<", 940), "939.99", "940"),
        ("growth", goal("~", 3, tolerance="0.5"), "3.5", "3.51"),
        ("growth", goal("~", 3, tolerance="0.5"), "2.5", "2.49"),
        ("quantity", goal(">=", 1, to=2), "1", "0"),
        ("coverage", goal(">", 50, denominator=25), "25", "24"),
        ("coverage", goal("<", 50, denominator=25), "25", "24"),
        ("milestone", goal(), "100", "99"),
        ("guard", goal(done_when="无较大以上事故"), "0", "1"),
        ("guard", goal("<=", 3), "3", "4"),
    ],
)
def test_the_edge_of_every_comparison(kind: str, promise: Goal, good: str, bad: str) -> None:
    """以上 includes the number and 超过 excludes it; a range is met at its lower end; a guard allows no event."""
    yardstick = Yardstick(Kind(kind), promise)
    assert yardstick.satisfied_by(Fraction(good))
    assert not yardstick.satisfied_by(Fraction(bad))


def test_what_lacks_something_is_never_satisfied() -> None:
    """Without a number, or with a tolerance that nobody has said, no figure is good enough."""
    assert not Yardstick(Kind.QUANTITY, goal()).satisfied_by(Fraction(940))
    assert not Yardstick(Kind.QUANTITY, goal("~", 940)).satisfied_by(Fraction(940))


@pytest.mark.parametrize(
    ("kind", "promise", "enough", "more"),
    [
        ("quantity", goal(">=", 940), "940", "941"),
        ("quantity", goal(">=", 1, to=2), "2", "3"),
        ("rank", goal("<=", 400), "400", "399"),
        ("growth", goal(">=", "2.5"), "2.5", "10.6"),
        ("coverage", goal(">", 50, to=60, denominator=25), "25", "26"),
    ],
)
def test_exceeding(kind: str, promise: Goal, enough: str, more: str) -> None:
    """More than promised is 超额; the upper end of a range is still what was promised."""
    yardstick = Yardstick(Kind(kind), promise)
    assert not yardstick.exceeded_by(Fraction(enough))
    assert yardstick.exceeded_by(Fraction(more))


@pytest.mark.parametrize(
    ("kind", "promise", "value"),
    [
        ("quantity", goal("<=", 100), "1"),
        ("quantity", goal("~", 100, tolerance=5), "104"),
        ("guard", goal("<=", 3), "0"),
        ("relative", goal(), "9"),
        ("quantity", goal(set_by="省"), "9"),
    ],
)
def test_what_nobody_exceeds(kind: str, promise: Goal, value: str) -> None:
    """Staying below a limit, near a number or ahead of another target is not 超额."""
    assert not Yardstick(Kind(kind), promise).exceeded_by(Fraction(value))


@pytest.mark.parametrize(
    ("kind", "promise", "unit"),
    [
        ("quantity", goal(">=", 4, unit="万人"), "万人"),
        ("coverage", goal(">", 50, unit="万元", per="个行政村"), "个行政村"),
        ("milestone", goal(), "%"),
        ("milestone", goal(">=", 1230, unit="亩"), "亩"),
        ("quantity", goal(set_by="省"), ""),
    ],
)
def test_unit_of_figures(kind: str, promise: Goal, unit: str) -> None:
    """A coverage goal counts villages, not the money that each has to earn; work without a number is per cent."""
    assert Yardstick(Kind(kind), promise).unit == unit


@given(EVERY_KIND, st.fractions(1, 1000), st.none() | NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_share_is_linear(
    kind: Kind, whole: Fraction, base: Fraction | None, one: Fraction, other: Fraction, weight: Fraction
) -> None:
    """P of a weighted mean of two figures is that mean of their P."""
    scale = goal(">=", float(whole), baseline=None if base is None else float(base), denominator=25)
    yardstick = Yardstick(kind, scale)
    low, high = yardstick.share(one), yardstick.share(other)
    between = yardstick.share(one + (other - one) * weight)
    if low is None or high is None or between is None:
        assert low is high is between is None
    else:
        assert between == low + (high - low) * weight

"""What figures are held against: the whole, the base, the good side, and what a goal lacks for a judgement."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import goal
from targettrack.model import Kind, Measure
from targettrack.rating.goal import Yardstick

if TYPE_CHECKING:
    from targettrack.model import Goal

EVERY_KIND = st.sampled_from(Kind)
NUMBERS = st.fractions(-1000, 1000)
POINT_THREE = Decimal("0.3")


def share(kind: str, promise: Goal, value: str) -> Fraction | None:
    """P of a value."""
    return Yardstick(Kind(kind), promise).share(Fraction(value))


@pytest.mark.parametrize(
    ("kind", "promise", "value", "expected"),
    [
        ("quantity", goal(">=", 4, unit="万人"), "5.13", "1.2825"),
        ("quantity", goal(">=", 163, unit="元", baseline=143), "153", "0.5"),
        ("quantity", goal(">=", 4, indicator="城镇新增就业", unit="万人", baseline="3.9"), "2", "0.5"),
        ("quantity", goal(">=", 940, indicator="新增学位", baseline=500), "470", "0.5"),
        ("quantity", goal("<=", 80, baseline=100), "95", "0.25"),
        ("quantity", goal(">=", 4, baseline=5), "2", "0.5"),
        ("quantity", goal("<=", 100), "45", None),
        ("quantity", goal("<=", 100, baseline=80), "45", None),
        ("quantity", goal(">=", 0), "5", None),
        ("quantity", goal(">=", 210, unit="万头", baseline=210), "205", None),
        ("level", goal(">=", 85, unit="%", baseline=80), "82", None),
        ("level", goal(">=", 85, baseline=80), "82", None),
        ("level", goal(">=", 22, unit="微克/立方米", baseline=30), "26", None),
        ("level", goal(">=", 85, unit="亿元", baseline=80), "82", "0.4"),
        ("level", goal(">=", 85, unit="亿元", baseline=80), "79", "-0.2"),
        ("level", goal(">=", 85, unit="亿元", baseline=90), "88", None),
        ("level", goal(">=", 85, unit="亿元"), "82", None),
        ("rank", goal("<=", 400, baseline=404), "402", None),
        ("coverage", goal(">", 50, denominator=25, unit="万元"), "10", "0.4"),
        ("coverage", goal("<", 50, denominator=25), "10", "0.4"),
        ("coverage", goal(None, denominator=226, baseline=190), "201", "11/36"),
        ("coverage", goal(">", 50), "10", None),
        ("milestone", goal(), "35", "0.35"),
        ("milestone", goal(None, indicator="桥梁建成", baseline=85), "90", "1/3"),
        ("milestone", goal(None, indicator="启动建设"), "35", None),
        ("milestone", goal(">=", 1230, unit="亩"), "615", "0.5"),
        ("qualitative", goal(), "35", "0.35"),
        ("growth", goal(">=", 7), "6.1", None),
        ("relative", goal(), "5.4", None),
        ("guard", goal("<=", 3), "1", None),
    ],
)
def test_share_by_kind(kind: str, promise: Goal, value: str, expected: str | None) -> None:
    """P is (x-b)/(T-b) of what is built up, k/N of coverage; rates, ratios, ranks, limits and T = b have none."""
    assert share(kind, promise, value) == (None if expected is None else Fraction(expected))


@pytest.mark.parametrize(
    ("kind", "promise", "lacking"),
    [
        ("quantity", goal(">=", 940), None),
        ("quantity", goal(), "value"),
        ("quantity", goal(None, 940), "comparator"),
        ("quantity", goal("~", 940), None),
        ("quantity", goal(">=", 29, indicator="基本完成指标"), "tolerance"),
        ("quantity", goal(">=", 29, indicator="基本完成指标", tolerance=2), None),
        ("quantity", goal(None, set_by="省"), "value"),
        ("growth", goal("~", 3), None),
        ("coverage", goal(">", 50), "denominator"),
        ("coverage", goal(">", 50, denominator=0), "denominator"),
        ("coverage", goal("~", 50, denominator=25), None),
        ("coverage", goal("~", denominator=25), "tolerance"),
        ("coverage", goal("~", denominator=25, tolerance=0), None),
        ("qualitative", goal(None), None),
        ("qualitative", goal(None, 5), "comparator"),
        ("guard", goal(None), None),
        ("guard", goal(None, 3), "comparator"),
        ("milestone", goal(None), None),
        ("relative", goal(None), None),
        ("relative", goal(None, 1), "comparator"),
        ("level", goal(">=", 400, unit="亿元"), None),
    ],
)
def test_what_a_goal_lacks(kind: str, promise: Goal, lacking: str | None) -> None:
    """A number, its comparator, N, the share that 基本 means: say which; 左右 has a convention, soft words need nothing."""
    assert Yardstick(Kind(kind), promise).lacking() == lacking


def test_a_long_stock_lacks_a_baseline() -> None:
    """400亿元 in ten years needs a beginning, or nodes on the way; a rate in ten years needs none."""
    stock = Yardstick(Kind.LEVEL, goal(">=", 400, unit="亿元"), is_long=True)
    assert (stock.lacking(), stock.lacking(has_nodes=True)) == ("baseline", None)
    assert Yardstick(Kind.LEVEL, goal(">=", 400, unit="亿元", baseline=200), is_long=True).lacking() is None
    assert Yardstick(Kind.LEVEL, goal(">=", 85, unit="%"), is_long=True).lacking() is None


@pytest.mark.parametrize(
    ("kind", "promise", "good", "bad"),
    [
        ("quantity", goal(">=", 940), "940", "939.99"),
        ("quantity", goal(">", 940), "940.01", "940"),
        ("quantity", goal("<=", 940), "940", "940.01"),
        ("quantity", goal("<", 940), "939.99", "940"),
        ("growth", goal("~", "5.5"), "5.2", "5.19"),
        ("growth", goal("~", "5.5"), "9", "5.19"),
        ("growth", goal("~", 3, tolerance="0.5"), "2.5", "2.49"),
        ("growth", goal("~", 2, indicator="居民消费价格"), "2", "2.01"),
        ("growth", goal("~", 2, indicator="居民消费价格"), "-0.3", "2.01"),
        ("growth", goal("~", 2, indicator="居民消费价格", tolerance="0.5"), "2.5", "2.51"),
        ("level", goal("~", 92, unit="%"), "91.7", "91.69"),
        ("quantity", goal("~", 940, unit="个"), "940", "939"),
        ("quantity", goal(">=", 940, better="less"), "940", "941"),
        ("growth", goal("<=", 3, to="3.5"), "3.5", "3.51"),
        ("quantity", goal(">=", 1, to=2), "1", "0"),
        ("coverage", goal(">", 50, denominator=25), "25", "24"),
        ("coverage", goal("<", 50, denominator=25), "25", "24"),
        ("coverage", goal("~", denominator=25, tolerance=2), "23", "22"),
        ("milestone", goal(), "100", "99"),
        ("guard", goal(done_when="无较大以上事故"), "0", "1"),
        ("guard", goal("<=", 3), "3", "4"),
    ],
)
def test_the_edge_of_every_comparison(kind: str, promise: Goal, good: str, bad: str) -> None:
    """以上 includes the number, 超过 excludes it; 左右 holds 0.3 points below of a rate; of less there is never too little."""
    yardstick = Yardstick(Kind(kind), promise, about=POINT_THREE)
    assert yardstick.satisfied_by(Fraction(good))
    assert not yardstick.satisfied_by(Fraction(bad))


@pytest.mark.parametrize(
    ("promise", "is_bare", "is_less"),
    [
        (goal("<=", 5), False, True),
        (goal("<", 5), False, True),
        (goal(">=", 5, indicator="能耗"), False, False),
        (goal(">=", 5, indicator="能耗"), True, True),
        (goal(">=", 5, indicator="能耗降幅"), True, False),
        (goal("~", 5, indicator="能耗"), False, True),
        (goal("~", 5, indicator="能耗", better="more"), False, False),
        (goal(">=", -5), True, True),
        (goal(">=", -5), False, False),
    ],
)
def test_the_good_side(promise: Goal, is_bare: bool, is_less: bool) -> None:
    """The record says, then the comparator; the indicator's words only where the source gives a bare number or 左右."""
    assert Yardstick(Kind.GROWTH, promise, is_bare=is_bare).is_less is is_less


@pytest.mark.parametrize(
    ("promise", "value", "convention"),
    [
        (goal("~", 5, unit="%"), "4.8", "about-rate"),
        (goal("~", 5, unit="%", tolerance=1), "4.8", "tolerance"),
        (goal("~", 5, unit="%", better="less"), "4.8", "about-less"),
        (goal(">", 5, unit="%"), "5", "strict"),
        (goal(">", 5, unit="%"), "5.1", None),
        (goal(">=", 5, unit="%"), "5", None),
    ],
)
def test_the_convention_is_named(promise: Goal, value: str, convention: str | None) -> None:
    """Whatever no paper settles is said: how 左右 was read, and that exactly the number is not more than it."""
    assert Yardstick(Kind.GROWTH, promise).convention(Fraction(value)) == convention


def test_the_convention_of_an_amount() -> None:
    """940 左右 is reached when it is reached."""
    assert Yardstick(Kind.QUANTITY, goal("~", 940, unit="个")).convention(Fraction(1)) == "about-amount"


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (Kind.COVERAGE, goal("~", denominator=25, tolerance=2)),
        (Kind.QUANTITY, goal(">=", 29, indicator="基本完成指标", tolerance=2)),
    ],
)
def test_the_convention_of_what_is_done_mostly(kind: Kind, promise: Goal) -> None:
    """How many 基本 may leave out is on record, and is said wherever that decides."""
    assert Yardstick(kind, promise).convention(Fraction(24)) == "tolerance"


def test_what_lacks_something_is_never_satisfied() -> None:
    """Without a number, or with one that nobody can compare, no figure is good enough."""
    assert not Yardstick(Kind.QUANTITY, goal()).satisfied_by(Fraction(940))
    assert not Yardstick(Kind.QUANTITY, goal(None, 940)).satisfied_by(Fraction(940))


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
        ("quantity", goal(), "9"),
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
        ("quantity", goal(), ""),
    ],
)
def test_unit_of_figures(kind: str, promise: Goal, unit: str) -> None:
    """A coverage goal counts villages, not the money that each has to earn; work without a number is per cent."""
    assert Yardstick(Kind(kind), promise).unit == unit


@pytest.mark.parametrize(
    ("kind", "promise", "is_delivery"),
    [
        ("quantity", goal(">=", 940, unit="个", indicator="新增义务教育学位"), True),
        ("quantity", goal(">=", 6000, unit="人", indicator="城镇新增就业"), False),
        ("quantity", goal(">=", 60, unit="场", indicator="文化惠民"), False),
        ("quantity", goal(">=", 6000, indicator="城镇新增就业", measure="work"), True),
        ("quantity", goal(">=", 940, indicator="新增义务教育学位", measure="flow"), False),
        ("quantity", goal(">=", 2, unit="个", every="month"), False),
        ("quantity", goal("<=", 10, unit="起"), False),
        ("quantity", goal(">=", 10, unit="万亩", set_by="省"), False),
        ("coverage", goal(None, denominator=25), True),
        ("coverage", goal(">", 50, denominator=25, indicator="村集体经营性收入"), False),
        ("milestone", goal(None), True),
        ("qualitative", goal(None), True),
        ("growth", goal(">=", 5), False),
    ],
)
def test_what_can_be_delivered_late(kind: str, promise: Goal, is_delivery: bool) -> None:
    """Works and places can; a year's jobs, income and events, periods, limits and statistics cannot."""
    assert Yardstick(Kind(kind), promise).is_delivery is is_delivery


def test_a_limit_with_last_year_beside_it() -> None:
    """At most 100 after 80 last year is a ceiling; at most 80 after 100 is a reduction. Coverage is never one."""
    assert Yardstick(Kind.QUANTITY, goal("<=", 100, baseline=80)).is_ceiling
    assert not Yardstick(Kind.QUANTITY, goal("<=", 80, baseline=100)).is_ceiling
    assert not Yardstick(Kind.COVERAGE, goal(None, denominator=9, better="less")).is_less


def test_pieces() -> None:
    """One of three is a third of the goal; kilometres and 万人 are no pieces; a work has none."""
    assert Yardstick(Kind.QUANTITY, goal(">=", 3, unit="个")).piece() == Fraction(100, 3)
    assert Yardstick(Kind.COVERAGE, goal(None, denominator=4, per="县")).piece() == 25
    for kind, promise in (
        (Kind.QUANTITY, goal(">=", 3, unit="公里")),
        (Kind.QUANTITY, goal(">=", 3, unit="万人")),
        (Kind.MILESTONE, goal(None)),
    ):
        assert Yardstick(kind, promise).piece() == 0


@pytest.mark.parametrize(
    ("kind", "promise", "value", "is_turned"),
    [
        ("growth", goal(">=", 7), "-0.01", True),
        ("growth", goal(">=", 7), "0", False),
        ("growth", goal(">=", 0), "-1", False),
        ("growth", goal("<=", -5), "0.1", True),
        ("growth", goal("<=", -5), "0", False),
        ("growth", goal("<=", -5), "-1", False),
        ("growth", goal("~", 2, indicator="居民消费价格"), "-0.3", False),
        ("level", goal(">=", 7), "-1", False),
    ],
)
def test_the_other_way(kind: str, promise: Goal, value: str, is_turned: bool) -> None:
    """A fall where growth was promised, a rise where a fall was; falling prices are neither."""
    assert Yardstick(Kind(kind), promise).is_turned(Fraction(value)) is is_turned


def test_measures_are_read_from_words_only_where_counted() -> None:
    """A milestone of an investment project is a work."""
    assert Yardstick(Kind.MILESTONE, goal(None, indicator="投资项目")).measure is Measure.WORK


@given(EVERY_KIND, st.fractions(1, 1000), st.none() | NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_share_is_linear(
    kind: Kind, whole: Fraction, base: Fraction | None, one: Fraction, other: Fraction, weight: Fraction
) -> None:
    """P of a weighted mean of two figures is that mean of their P."""
    scale = goal(">=", float(whole), unit="亿元", baseline=None if base is None else float(base), denominator=25)
    yardstick = Yardstick(kind, scale)
    low, high = yardstick.share(one), yardstick.share(other)
    between = yardstick.share(one + (other - one) * weight)
    if low is None or high is None or between is None:
        assert low is high is between is None
    else:
        assert between == low + (high - low) * weight

"""The sentence behind a light: never missing, with axis, figure, expected share, gap and bound in it."""

from __future__ import annotations

import pytest

from factories import checkpoint, day, goal, plan, target, update
from targettrack import i18n
from targettrack.ledger import selection
from targettrack.model import Forecast, Ledger, Target
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Marker, Rating
from targettrack.render import reasons, states
from targettrack.render.numbers import spoken_day
from targettrack.views.row import Row, row

BUILT = goal(done_when="建成")
GDP = target("growth", goal(value=7, unit="%"), update("2025-09-30", value=6.1), id="KP-009")


def seen(entry: Target, on: str = "2025-09-30") -> Row:
    """A target beside one that it may follow, as a row of a day."""
    ledger = Ledger("/targets", (plan(),), (entry, GDP))
    return row(selection.entry(ledger, entry, day(on)))


CASES: dict[Why, tuple[Target, str]] = {
    Why.STATUS: (target("quantity", None, update("2025-08-31", status="closed", value=1000)), "2025-09-30"),
    Why.LIMIT: (target("quantity", goal("<=", 10, unit="起"), update("2025-09-30", value=11)), "2025-09-30"),
    Why.FINAL: (target("quantity", goal(value=6000, indicator="就业"), update("2025-12-31", value=5800)), "2026-01-15"),
    Why.FIGURE_MEETS_GOAL: (
        target("quantity", goal(value=4, unit="万人"), update("2025-09-30", value=5.13)),
        "2025-09-30",
    ),
    Why.CLAIM: (target("milestone", BUILT, update("2025-09-20", status="done")), "2025-09-30"),
    Why.ACCOUNT: (target("qualitative", goal(), deadline=None), "2026-02-15"),
    Why.UNDECIDABLE: (target("coverage", goal(per="个村"), update("2025-09-30", value=5)), "2025-09-30"),
    Why.UNMENTIONED: (target("milestone", BUILT, update("2026-02-01", unmentioned=True)), "2026-02-02"),
    Why.RESULT: (target("growth", goal(value=7, unit="%")), "2026-01-15"),
    Why.LAST_REPORT: (target("quantity"), "2026-01-05"),
    Why.DEADLINE: (target("milestone", BUILT, update("2025-05-31", value=80), deadline="2025-06-30"), "2025-09-30"),
    Why.FORECAST: (target("quantity", None, update("2025-09-30", value=900, forecast=Forecast.CANNOT)), "2025-09-30"),
    Why.WINDOW: (target(start="2025-12-01"), "2025-09-30"),
    Why.NODE: (
        target("quantity", None, update("2025-09-30", value=10), checkpoints=(checkpoint("2025-08-31", 200),)),
        "2025-09-30",
    ),
    Why.SHARE: (target("quantity", None, update("2025-09-30", value=501)), "2025-09-30"),
    Why.PERIODS: (
        target("quantity", goal(value=2, unit="次", every="month"), update("2025-08-31", value=2)),
        "2025-09-30",
    ),
    Why.RATE: (GDP, "2025-09-30"),
    Why.HOLD: (target("level", goal(value=92, unit="%"), update("2025-09-30", value=90)), "2025-09-30"),
    Why.IDLE: (target("quantity", None, update("2025-03-31", value=200)), "2025-09-30"),
    Why.PARTS: (
        target(
            "quantity",
            goal(value=100, unit="个", parts={"赤坎镇": 50, "塘口镇": 50}),
            update("2025-09-30", value=80, part="赤坎镇"),
        ),
        "2025-09-30",
    ),
    Why.ASSESSMENT: (
        target("qualitative", goal(), update("2025-09-20", assess="slow", reason="设计滞后"), deadline=None),
        "2025-09-30",
    ),
    Why.WORDS: (target("qualitative", goal(), update("2025-09-20", note="推进顺利"), deadline=None), "2025-09-30"),
    Why.FIRST_REPORT: (target(recorded=target().recorded.replace(month=9)), "2025-09-30"),
    Why.UNASSIGNED: (target(owner=""), "2025-09-30"),
    Why.SILENCE: (target("quantity", None, update("2025-06-30", value=800)), "2025-09-30"),
}
WITH_FIGURE = {
    *(Why.SHARE, Why.RATE, Why.LIMIT, Why.FIGURE_MEETS_GOAL, Why.DEADLINE, Why.HOLD, Why.FINAL, Why.NODE, Why.IDLE),
    *(Why.PERIODS, Why.PARTS, Why.UNDECIDABLE),
}


def test_there_is_a_case_for_every_reason() -> None:
    """The cases below are all that there are."""
    assert list(CASES) == list(Why)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_every_reason_has_its_sentence(why: Why, language: str) -> None:
    """One line, in the reader's language, without a full stop, with the figure wherever one decided, and whose turn it is."""
    i18n.use(language)
    found = seen(*CASES[why])
    assert found.reason.why is why
    sentence = reasons.explain(found)
    assert sentence
    assert "\n" not in sentence
    assert "{" not in sentence
    assert not sentence.endswith((".", "。"))
    assert any("一" <= character <= "鿿" for character in sentence) or language == "en"
    if why in WITH_FIGURE:
        assert f"{found.reason.figure:f}" in sentence
        assert spoken_day(found.reason.figure_on) in sentence
    assert (("next: " if language == "en" else "；待") in sentence) is (found.reason.turn is not None)


SAID = {
    "nothing": (target("quantity"), "2026-01-15", "逾期15天", "尚无数据"),
    "late, nearly": (
        target("quantity", None, update("2025-12-31", value=880)),
        "2026-01-15",
        "逾期15天，完成93.62%",
        "为目标的93.62%",
    ),
    "silence": (
        target("quantity", None, update("2025-03-31", value=200)),
        "2025-06-30",
        "未达序时 −3.72",
        "若无新增 −28.72",
    ),
    "idle": (target("quantity", None, update("2025-03-31", value=200)), "2025-09-30", "严重滞后 −53.72", "按无进展计"),
    "flow": (CASES[Why.FINAL][0], "2026-01-15", "未完成，差200", "低于目标200"),
    "ratio": (CASES[Why.HOLD][0], "2025-09-30", "未达，低2个百分点", "低于目标2个百分点"),
    "rank": (
        target("rank", goal("<=", 400), update("2025-09-25", value=410)),
        "2025-09-30",
        "未达，距目标10位",
        "第410位（截至2025年9月25日），距目标10位",
    ),
    "claimed late": (
        target("quantity", None, update("2026-02-10", status="done")),
        "2026-03-01",
        "待核验（逾期41天申报）",
        "2026年2月10日",
    ),
    "result": (target("growth", goal(value=7, unit="%")), "2026-03-01", "应出数未出1天", "应于2026年2月28日前出数"),
    "ceiling": (
        target("quantity", goal("<=", 10, unit="起"), update("2025-06-30", value=4)),
        "2025-06-30",
        "在限内，余6起",
        "上限10起",
    ),
    "short": (
        target("quantity", goal(value=40, unit="公里"), update("2025-12-20", value=12, status="closed", waive="移交")),
        "2025-12-31",
        "已销号（未达目标，完成30%）",
        "移交",
    ),
    "strict": (
        target("level", goal(">", 5, unit="%"), update("2025-09-30", value=5)),
        "2025-09-30",
        "未达",
        "恰为5%，未超过",
    ),
    "total": (CASES[Why.UNDECIDABLE][0], "2025-09-30", "待认定：缺总数", "缺总数"),
    "kept beside": (
        target("growth", goal(value=7, unit="%"), update("2025-09-30", value=-2)),
        "2026-01-15",
        "待出数（严重滞后，低9个百分点）",
        "应于2026年2月28日前出数",
    ),
    "estimate": (
        target("growth", goal(value="5.5", unit="%"), update("2025-12-31", value="5.6", data="estimate")),
        "2026-01-15",
        "待出数（预计5.6%，达）",
        "预计",
    ),
    "about": (
        target("growth", goal("~", "5.5", unit="%"), update("2025-12-31", value="5.3")),
        "2026-01-15",
        "待核验",
        "“左右”按低0.3个百分点以内为达",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_offices_read(name: str) -> None:
    """The word of the state, and a part of the sentence, to the letter."""
    entry, on, state, part = SAID[name]
    i18n.use("zh")
    found = seen(entry, on)
    assert states.state_word(found) == state
    assert part in reasons.explain(found)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_share_shows_everything_that_it_rests_on(language: str) -> None:
    """Reached 53.3 %, expected 75 %, 21.7 points short, bound at 30: all in the sentence."""
    i18n.use(language)
    sentence = reasons.explain(seen(*CASES[Why.SHARE]))
    for part in ("53.3%", "21.7", "501", spoken_day(day("2025-09-30")), "75%", "30"):
        assert part in sentence


def test_the_phrase_of_bulletins() -> None:
    """完成年度目标的53.3%，低于序时21.7个百分点, to the letter."""
    i18n.use("zh")
    assert reasons.gap_phrase(seen(*CASES[Why.SHARE])) == "完成年度目标的53.3%，低于序时21.7个百分点"
    assert "完成年度目标的53.3%，低于序时21.7个百分点" in reasons.explain(seen(*CASES[Why.SHARE]))


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (940 * 3 / 4, "完成年度目标的75%，与序时持平"),
        (846, "完成年度目标的90%，高于序时15个百分点"),
        (0, "完成年度目标的0%，低于序时75个百分点"),
    ],
)
def test_the_phrase_on_either_side(value: float, phrase: str) -> None:
    """Equal, above, and far below the expected share."""
    i18n.use("zh")
    assert reasons.gap_phrase(seen(target("quantity", None, update("2025-09-30", value=value)))) == phrase


def test_a_goal_of_another_window_is_not_called_annual() -> None:
    """年度目标 from 1 January to 31 December only."""
    i18n.use("zh")
    short = target("quantity", None, update("2025-09-30", value=501), start="2025-04-01")
    assert reasons.gap_phrase(seen(short)).startswith("完成目标的53.3%")


def test_growth_is_compared_in_points() -> None:
    """6.1 against 7: 0.9 points below, not prorated."""
    i18n.use("zh")
    sentence = reasons.explain(seen(GDP))
    assert "0.9个百分点" in sentence
    assert "6.1%" in sentence
    assert "7%" in sentence


def test_a_relative_target_names_the_one_it_follows() -> None:
    """6.0 beside 6.1 of KP-009."""
    follower = target("relative", goal(value=0, of="KP-009", unit="%"), update("2025-09-30", value=6.0))
    for language in i18n.LANGUAGES:
        i18n.use(language)
        sentence = reasons.explain(seen(follower))
        assert "KP-009" in sentence
        assert "0.1" in sentence


def test_an_assumed_deadline_is_said_to_be_one() -> None:
    """Overdue by a day that the source does not state: the sentence is longer by a word than by one that it states."""
    stated = target("milestone", BUILT, deadline="2025-06-30")
    assumed = target("milestone", BUILT, deadline="2025-06-30", assumed=("deadline",))
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert len(reasons.explain(seen(assumed))) > len(reasons.explain(seen(stated)))


def test_markers() -> None:
    """Each marker has its word; several are joined."""
    moved = update("2025-06-01", deadline="2025-12-31", reason="汛期")
    entry = target("quantity", None, moved, update("2025-11-30", value=941, status="closed"), deadline="2025-06-30")
    found = seen(entry, "2025-12-01")
    assert (found.rating, found.markers) == (Rating.ACHIEVED, (Marker.EARLY, Marker.EXCEEDED, Marker.EXTENDED))
    i18n.use("zh")
    assert reasons.listed(found.markers) == "提前、超额、延期"


def test_what_was_entered_late_says_so() -> None:
    """The first report is counted from the day of entry where the term had begun; of what was entered before, from its start."""
    i18n.use("zh")
    late = target(recorded=update("2025-07-01").at)
    assert reasons.explain(seen(late, "2025-07-02")).startswith("2025年7月1日录入台账，首次报送自该日起计，尚未到期")

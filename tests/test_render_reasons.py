"""The sentence behind a light: never missing, with axis, figure, expected share, gap and bound in it."""

from __future__ import annotations

import pytest

from factories import checkpoint, day, goal, plan, target, update
from targettrack import i18n
from targettrack.ledger import selection
from targettrack.model import Forecast, Ledger, Target
from targettrack.rating.vocabulary import Marker, Rating, Why
from targettrack.render import reasons
from targettrack.views.row import Row, row

BUILT = goal(done_when="建成")
GDP = target("growth", goal(value=7, unit="%"), update("2025-09-30", value=6.1), id="KP-009")


def seen(entry: Target, on: str = "2025-09-30") -> Row:
    """A target beside one that it may follow, as a row of a day."""
    ledger = Ledger("/targets", (plan(),), (entry, GDP))
    return row(selection.entry(ledger, entry, day(on)))


CASES = {
    Why.STATUS: target("quantity", None, update("2025-08-31", status="closed", value=1000)),
    Why.FIGURE_MEETS_GOAL: target("quantity", goal(value=4, unit="万人"), update("2025-09-30", value=5.13)),
    Why.DEADLINE: target("milestone", BUILT, update("2025-05-31", value=80), deadline="2025-06-30"),
    Why.RESULT_DUE: target("growth", goal(value=7, result_due="2025-10-31"), deadline="2025-08-31"),
    Why.WINDOW: target(start="2025-12-01"),
    Why.UNASSIGNED: target(owner=""),
    Why.UNDECIDABLE: target("quantity", goal("~", 5)),
    Why.FIRST_REPORT: target(recorded=target().recorded.replace(month=9)),
    Why.NOT_UPDATED: target("quantity", None, update("2025-06-30", value=310)),
    Why.UNMEASURED: target("quantity", None, update("2025-09-30", note="推进顺利")),
    Why.NO_BASELINE: target("level", goal(value=85, unit="%"), update("2025-09-30", value=80)),
    Why.NO_REFERENCE: target("relative", goal(value=0, of="KP-009"), update("2025-06-30", value=6)),
    Why.NO_WINDOW: target("quantity", None, update("2025-09-30", value=500), deadline=None),
    Why.CHECKPOINT: target(
        "quantity", None, update("2025-09-30", value=10), checkpoints=(checkpoint("2025-03-31", 200),)
    ),
    Why.FORECAST: target("quantity", None, update("2025-09-30", value=900, forecast=Forecast.CANNOT)),
    Why.LIMIT: target("quantity", goal("<=", 10, unit="起"), update("2025-09-30", value=11)),
    Why.SHARE: target("quantity", None, update("2025-09-30", value=501)),
    Why.RATE: GDP,
    Why.HOLD: target("guard", goal("<=", 0, unit="起"), update("2025-09-30", value=0)),
}


def test_there_is_a_case_for_every_reason() -> None:
    """The cases below are all that there are."""
    assert list(CASES) == list(Why)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_every_reason_has_its_sentence(why: Why, language: str) -> None:
    """One line, in the reader's language, without a full stop, with the figure wherever one decided."""
    i18n.use(language)
    found = seen(CASES[why])
    assert found.reason.why is why
    sentence = reasons.explain(found)
    assert sentence
    assert "\n" not in sentence
    assert "{" not in sentence
    assert not sentence.endswith((".", "。"))
    assert any("一" <= character <= "鿿" for character in sentence) or language == "en"
    if why in {Why.SHARE, Why.RATE, Why.LIMIT, Why.FIGURE_MEETS_GOAL, Why.CHECKPOINT, Why.DEADLINE, Why.HOLD}:
        assert f"{found.reason.figure:f}" in sentence
        assert str(found.reason.figure_on) in sentence


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_share_shows_everything_that_it_rests_on(language: str) -> None:
    """Reached 53.3 %, expected 75 %, 21.7 points short, bound at 30: all in the sentence."""
    i18n.use(language)
    sentence = reasons.explain(seen(CASES[Why.SHARE]))
    for part in ("53.3%", "21.7", "501", "2025-09-30", "75%", "30"):
        assert part in sentence


def test_the_phrase_of_bulletins() -> None:
    """完成年度目标的53.3%，低于序时21.7个百分点, to the letter."""
    i18n.use("zh")
    assert reasons.gap_phrase(seen(CASES[Why.SHARE])) == "完成年度目标的53.3%，低于序时21.7个百分点"
    assert "完成年度目标的53.3%，低于序时21.7个百分点" in reasons.explain(seen(CASES[Why.SHARE]))


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

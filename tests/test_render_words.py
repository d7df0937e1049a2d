"""Every code has a word in every language, and every word that is shown for a status or a rating can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from targettrack import i18n
from targettrack.model import Forecast, Kind, Level, Status, Strength
from targettrack.rating.vocabulary import Light, Marker, Rating, Why
from targettrack.render import words
from targettrack.views.alert import AlertLevel, Cause

if TYPE_CHECKING:
    from enum import StrEnum

VOCABULARIES = (Rating, Light, Status, Kind, Strength, Level, Forecast, Marker, AlertLevel, Cause)
CODES = [code for vocabulary in VOCABULARIES for code in vocabulary]
GREY = (
    *(Why.UNASSIGNED, Why.UNDECIDABLE, Why.FIRST_REPORT, Why.NOT_UPDATED, Why.UNMEASURED),
    *(Why.NO_BASELINE, Why.NO_REFERENCE, Why.NO_WINDOW),
)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}-{code}")
def test_every_code_has_a_word(code: StrEnum, language: str) -> None:
    """A word of its own vocabulary; in Chinese a Chinese one."""
    i18n.use(language)
    word = words.word(code)
    assert word
    assert word.isascii() is (language == "en")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_grey_says_which_grey(language: str) -> None:
    """Eight reasons for grey have eight words."""
    i18n.use(language)
    assert len({words.rating_word(Rating.NO_DATA, why) for why in GREY}) == 8


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_overdue_says_how_long(language: str) -> None:
    """逾期12天: the number of days stands in the word, where it is known."""
    i18n.use(language)
    assert "12" in words.rating_word(Rating.OVERDUE, Why.DEADLINE, -12)
    assert words.rating_word(Rating.OVERDUE, Why.STATUS)


def test_the_words_of_the_design() -> None:
    """Ratings as the design names them in Chinese."""
    i18n.use("zh")
    shown = {rating.value: words.rating_word(rating, Why.NOT_UPDATED, -5) for rating in Rating}
    assert {name: word.replace(" ", "") for name, word in shown.items()} == {
        "overdue": "逾期5天",
        "missed": "未完成",
        "far-behind": "严重滞后",
        "behind": "未达序时",
        "on-track": "达序时",
        "ahead": "超序时",
        "unverified": "待核验",
        "achieved": "已完成",
        "no-data": "未更新",
        "awaiting-result": "待出数",
        "not-due": "未到期",
        "suspended": "暂缓",
        "dropped": "终止",
    }


@pytest.mark.parametrize(
    ("vocabulary", "typed"),
    [
        (Status, words.statuses()),
        (Rating, words.ratings()),
        (Kind, words.kinds()),
        (Forecast, words.forecasts()),
    ],
)
def test_what_is_shown_can_be_typed(vocabulary: type[StrEnum], typed: dict[str, StrEnum]) -> None:
    """Codes, and the Chinese words that the screen shows, are understood as what they stand for."""
    i18n.use("zh")
    for code in vocabulary:
        assert typed[code.value] is code
        assert typed.get(words.word(code)) is code, f"{words.word(code)} is shown for {code}, but not understood"


def test_a_typed_word_has_one_meaning() -> None:
    """The keys of each table are what `typed.code` looks up: folded, without blanks around them."""
    for typed in (words.statuses(), words.ratings(), words.kinds(), words.forecasts()):
        assert [word for word in typed if word != word.strip().casefold()] == []

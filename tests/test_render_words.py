"""Every code has a word in every language, and every word that is shown for a status or a rating can be typed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

import pytest

from targettrack import i18n
from targettrack.ledger import selection
from targettrack.model import (
    Assessment,
    Better,
    Comparator,
    DataStatus,
    Every,
    Forecast,
    Kind,
    Level,
    Status,
    Strength,
)
from targettrack.rating.vocabulary import GREY, Lamp, Light, Marker, Rating, Why
from targettrack.render import words
from targettrack.render.words import Words
from targettrack.views.alert import AlertLevel, Cause

VOCABULARIES = (
    Rating,
    Light,
    Status,
    Kind,
    Strength,
    Level,
    Forecast,
    Assessment,
    DataStatus,
    Every,
    Better,
    Marker,
    AlertLevel,
    Cause,
)
CODES = [code for vocabulary in VOCABULARIES for code in vocabulary]


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


TYPED: dict[type[StrEnum], Callable[[], Words[Any]]] = {
    Status: words.statuses,
    Rating: words.ratings,
    Light: words.ratings,
    Marker: words.ratings,
    Kind: words.kinds,
    Level: words.levels,
    Strength: partial(words.typed, Strength),
    Forecast: words.forecasts,
    AlertLevel: partial(words.typed, AlertLevel),
    Assessment: partial(words.typed, Assessment),
    DataStatus: partial(words.typed, DataStatus),
    Every: partial(words.typed, Every),
    Better: partial(words.typed, Better),
}
NAMED: dict[str, tuple[Callable[[], Words[str]], tuple[str, ...]]] = {
    "sorts": (lambda: words.fields(selection.SORTS), ("id", "deadline", "rating", "owner", "gap", "updated", "title")),
    "groups": (lambda: words.fields(selection.GROUPS), ("plan", "owner", "rating", "status", "kind", "section")),
    "forms": (lambda: words.named(words.FORMS), ("progress", "bulletin", "year-end")),
    "fields": (lambda: words.fields(words.FIELD_WORDS), tuple(words.FIELD_WORDS)),
}


@pytest.mark.parametrize("reads", i18n.LANGUAGES)
@pytest.mark.parametrize("vocabulary", TYPED, ids=lambda kind: kind.__name__)
def test_what_is_printed_can_be_typed(vocabulary: type[StrEnum], reads: str) -> None:
    """Every code, and its printed word of either language, means that code, whatever language the reader has chosen."""
    printed = [(code.value, code) for code in vocabulary]
    for language in i18n.LANGUAGES:
        i18n.use(language)
        printed += [(words.word(code), code) for code in vocabulary]
    i18n.use(reads)
    typed = TYPED[vocabulary]()
    assert [(word, code) for word, code in printed if typed.meaning(word) is not code] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_printed_for_a_rating_can_be_typed(language: str) -> None:
    """Grey that says which grey, overdue that says how long, a light as an outline."""
    i18n.use(language)
    typed = words.ratings()
    assert [typed.meaning(words.rating_word(Rating.NO_DATA, why)) for why in GREY] == list(GREY)
    assert typed.meaning(words.rating_word(Rating.OVERDUE, Why.DEADLINE, -12)) is Rating.OVERDUE
    assert typed.meaning(words.lamp_word(Lamp(Light.BLUE, outline=True))) is Rating.UNVERIFIED


@pytest.mark.parametrize("reads", i18n.LANGUAGES)
@pytest.mark.parametrize("name", NAMED)
def test_what_is_printed_for_a_name_can_be_typed(name: str, reads: str) -> None:
    """The names of fields, keys and forms, by code and by the words that pages have for them."""
    typed, codes = NAMED[name]
    printed = [(code, code) for code in codes]
    for language in i18n.LANGUAGES:
        i18n.use(language)
        table = words.FORMS if name == "forms" else words.FIELD_WORDS
        printed += [(i18n._(table[code]), code) for code in codes]
    i18n.use(reads)
    assert [(word, code) for word, code in printed if typed().meaning(word) != code] == []


@pytest.mark.parametrize(
    ("typed", "word", "code"),
    [
        (words.statuses, "进行中", "active"),
        (words.statuses, "完成", "done"),
        (words.statuses, " ＡＣＴＩＶＥ ", "active"),
        (words.ratings, "滞后", "behind"),
        (words.ratings, "far  behind", "far-behind"),
        (words.ratings, "未更新", "not-updated"),
        (words.ratings, "临期", "near"),
        (words.ratings, "红灯", "red"),
        (words.levels, "县", "county"),
        (words.levels, "县级", "county"),
        (partial(words.typed, Comparator), "≥", ">="),
        (partial(words.typed, Comparator), "左右", "~"),
        (lambda: words.fields(selection.SORTS), "时限", "deadline"),
        (lambda: words.fields(selection.GROUPS), "牵头单位", "owner"),
        (lambda: words.named(words.FORMS), "督查通报", "bulletin"),
        (lambda: words.named(words.FORMS), "通报", "bulletin"),
        (partial(words.typed, AlertLevel), "预警", "warning"),
        (lambda: words.named(words.SINCES), "上周", "1w"),
        (lambda: words.named(words.SINCES), "上月", "1m"),
        (lambda: words.named(words.SINCES), "上期", "last"),
        (words.kinds, "没有这样的", None),
    ],
)
def test_synonyms(typed: Callable[[], Words[Any]], word: str, code: str | None) -> None:
    """What offices say for it, in any width, case and number of blanks; a word that means nothing means nothing."""
    assert typed().meaning(word) == code


@pytest.mark.parametrize("typed", [*dict.fromkeys(TYPED.values()), *(typed for typed, _codes in NAMED.values())])
def test_a_typed_word_has_one_meaning(typed: Callable[[], Words[Any]]) -> None:
    """The keys of each table are folded as what is typed is; a code's own name never means another code."""
    table = typed()
    assert [word for word in table if word != words.fold(word)] == []
    assert [code for code in table.values() if table.meaning(str(code)) != code] == []


def test_choices_are_in_the_language_of_the_reader() -> None:
    """What an error lists: one word for each code."""
    i18n.use("en")
    assert words.levels().choices == "province city county town"
    assert words.named(words.FORMS).choices == "progress bulletin year-end"
    i18n.use("zh")
    assert words.levels().choices == "省级 市级 县级 镇级"
    assert words.named(words.FORMS).choices == "进展报告 督查通报 年度对账"
    assert words.typed(Strength).choices == "确定 力争"


def test_every_key_of_the_catalogue_is_named_once_a_word() -> None:
    """The words for codes reach the catalogues by one list, from which the test of translations reads them."""
    keys = list(words.keys())
    assert {"to be verified", "no report yet", "blue outline", "lead unit", "supervision bulletin"} <= set(keys)
    i18n.use("zh")
    assert [key for key in keys if i18n._(key).isascii()] == []

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
from targettrack.rating.reason import Basis, Turn, Why
from targettrack.rating.vocabulary import LAMPS, Light, Marker, Outcome, Rating, RatingGroup
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
    RatingGroup,
    Outcome,
    Basis,
    Why,
    Turn,
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


def test_the_words_of_the_rules() -> None:
    """Ratings as the rules name them in Chinese, where no number of a target stands beside them."""
    i18n.use("zh")
    assert {rating.value: words.word(rating) for rating in Rating} == {
        "broken": "突破",
        "missed": "未完成",
        "overdue": "逾期",
        "far-behind": "严重滞后",
        "unlikely": "预计难以完成",
        "stalled": "停滞",
        "behind": "未达序时",
        "at-risk": "有困难",
        "slow": "推进较慢",
        "returned": "退回重办",
        "no-result": "应出数未出",
        "not-updated": "未更新",
        "node-unconfirmed": "节点待确认",
        "undecided": "待认定",
        "not-mentioned": "报告未提及",
        "unassigned": "未分工",
        "first-report": "待首报",
        "awaiting-result": "待出数",
        "reported": "已报待评",
        "closed-short": "已销号（未达目标）",
        "not-due": "未到期",
        "on-track": "达序时",
        "advancing": "按进度推进",
        "ahead": "超序时",
        "unverified": "待核验",
        "achieved": "已完成",
        "accounted": "年度已对账",
        "suspended": "暂缓",
        "dropped": "终止",
    }


def test_the_classes_of_the_account() -> None:
    """The sixteen classes in their order, in Chinese."""
    i18n.use("zh")
    shown = " ".join(words.word(outcome) for outcome in Outcome)
    assert shown == (
        "完成 逾期完成 待核验 未完成 突破 销号未达 持续推进 推进较慢 停滞 全年未报 无期末数据 报告未提及 无法认定 未到期 暂缓 终止"
    )


def test_the_markers() -> None:
    """The markers in their order, in Chinese."""
    i18n.use("zh")
    shown = " ".join(words.word(marker) for marker in Marker)
    assert shown == (
        "未分工 力争 提前 超额 逾期完成 临期 申请延期 延期 目标已调整"
        " 数据过期 待复评 节点逾期 预警 免佐证 转入下年 申报完成而数据未达 核定后未达"
    )


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
    RatingGroup: words.groups,
    Why: words.whys,
}
NAMED: dict[str, tuple[Callable[[], Words[str]], tuple[str, ...]]] = {
    "sorts": (lambda: words.fields(selection.SORTS), ("id", "deadline", "rating", "owner", "gap", "updated", "title")),
    "groups": (lambda: words.fields(selection.GROUPS), ("plan", "owner", "rating", "status", "kind", "section")),
    "forms": (lambda: words.named(words.FORMS), ("progress", "bulletin", "year-end", "changes")),
    "fields": (lambda: words.fields(words.FIELD_WORDS), tuple(words.FIELD_WORDS)),
}


@pytest.mark.parametrize("reads", i18n.LANGUAGES)
@pytest.mark.parametrize("vocabulary", TYPED, ids=lambda kind: kind.__name__)
def test_what_is_printed_can_be_typed(vocabulary: type[StrEnum], reads: str) -> None:
    """Every code, and its printed word of either language, means that code, whatever language the reader has chosen."""
    # What a marker and a rating both call 未分工 means the rating.
    codes = [code for code in vocabulary if code is not Marker.NO_OWNER]
    printed = [(code.value, code) for code in codes]
    for language in i18n.LANGUAGES:
        i18n.use(language)
        printed += [(words.word(code), code) for code in codes]
    i18n.use(reads)
    typed = TYPED[vocabulary]()
    assert [(word, code) for word, code in printed if typed.meaning(word) is not code] == []


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("逾期15天，完成93.62%", "overdue"),
        ("overdue 12 d", "overdue"),
        ("未达序时 −3.72", "behind"),
        ("超序时 +59.57", "ahead"),
        ("严重滞后 −53.72", "far-behind"),
        ("严重滞后，低7.5个百分点", "far-behind"),
        ("未达，低2个百分点", "behind"),
        ("未完成，差200人", "missed"),
        ("待核验（逾期41天申报）", "unverified"),
        ("应出数未出1天", "no-result"),
        ("应出数未出1天（严重滞后，低7.5个百分点）", "no-result"),
        ("在限内，余6起", "on-track"),
        ("已销号（未达目标，完成30%）", "closed-short"),
        ("待认定：缺总数", "undecided"),
        ("待报期末数（未达序时 −6.56）", "awaiting-result"),
        ("待出数（预计5.6%，达）", "awaiting-result"),
        ("未更新（期末未报）", "not-updated"),
        ("红框", "red-outline"),
        ("逾期完成", "late"),
    ],
)
def test_what_is_printed_for_a_state_can_be_typed(printed: str, code: str) -> None:
    """A state with its number means its rating, a lamp that is an outline means itself."""
    assert words.ratings().meaning(printed) == code


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_lamp_means_itself(language: str) -> None:
    """As it is printed, filled or as an outline."""
    i18n.use(language)
    assert [words.ratings().meaning(words.lamp_word(lamp)) for lamp in LAMPS] == [lamp.code for lamp in LAMPS]


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
        (words.ratings, "临期", "due-soon"),
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
    assert words.named(words.FORMS).choices == "progress brief bulletin year-end changes notice"
    i18n.use("zh")
    assert words.levels().choices == "省级 市级 县级 镇级"
    assert words.named(words.FORMS).choices == "进展报告 简报 督查通报 年度对账 调整台账 督办单"
    assert words.typed(Strength).choices == "确定 力争"


def test_every_key_of_the_catalogue_is_named_once_a_word() -> None:
    """The words for codes reach the catalogues by one list, from which the test of translations reads them."""
    keys = list(words.keys())
    assert {"to be verified", "first report awaited", "blue outline", "lead unit", "supervision bulletin"} <= set(keys)
    i18n.use("zh")
    assert [key for key in keys if i18n._(key).isascii()] == []

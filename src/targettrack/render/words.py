"""The words for codes, and the codes for words: one table of vocabularies, so that what is printed can be typed back.

A code's English word is the code itself with blanks for hyphens, but where the table has another; it is the key of the
Chinese one in the catalogue. Typed are understood the code, its words in every language whatever the reader's, and a few
synonyms that offices use. The words for fields stand in the table of fields.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, partial
from typing import Any, Generic, TypeVar

from targettrack import i18n, model
from targettrack.i18n import _
from targettrack.model import Comparator, Forecast, Kind, Level, Status, Strength
from targettrack.patterns import late
from targettrack.rating.reason import Basis, Turn, Why
from targettrack.rating.vocabulary import LAMPS, Lamp, Light, Marker, Outcome, Rating, RatingGroup
from targettrack.record import GOAL, HEAD

Code = TypeVar("Code", bound=str)
Codes = TypeVar("Codes", bound=StrEnum)
_RATINGS: Mapping[StrEnum, str] = {
    Rating.UNVERIFIED: "to be verified",
    Rating.NOT_DUE: "not due yet",
    Rating.UNLIKELY: "unlikely to be met",
    Rating.AT_RISK: "in difficulty",
    Rating.RETURNED: "sent back",
    Rating.NO_RESULT: "result not published",
    Rating.NODE_UNCONFIRMED: "node to be confirmed",
    Rating.NOT_MENTIONED: "not in the later report",
    Rating.FIRST_REPORT: "first report awaited",
    Rating.AWAITING_RESULT: "result awaited",
    Rating.REPORTED: "reported, to be assessed",
    Rating.CLOSED_SHORT: "closed short of its goal",
    Rating.ACCOUNTED: "year accounted for",
}
VOCABULARIES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Rating: _RATINGS,
    RatingGroup: {},
    Basis: {basis: f"by {basis}" for basis in Basis if basis is not Basis.NONE} | {Basis.NONE: "by nothing"},
    Why: {why: f"because of {why.replace('-', ' ')}" for why in Why},
    Turn: {
        Turn.UNIT: "lead unit",
        Turn.OFFICE: "supervising office",
        Turn.STATISTICS: "who publishes it",
        Turn.SETTER: "who sets the number",
        Turn.REFERENCE: "who reports what it follows",
    },
    Light: {Light.NONE: "no light"},
    Status: {Status.DONE: "done, to be verified"},
    Kind: {},
    Strength: {},
    Level: {},
    Forecast: {Forecast.CAN: "will be met", Forecast.HARD: "difficult", Forecast.CANNOT: "cannot be met"},
    model.Assessment: {},
    model.Decision: {
        model.Decision.MERGE: "merge into the one above",
        model.Decision.DROP: "delete",
        model.Decision.LATER: "decide later",
    },
    Comparator: {
        Comparator.AT_LEAST: "at least",
        Comparator.ABOVE: "more than",
        Comparator.AT_MOST: "at most",
        Comparator.BELOW: "less than",
        Comparator.ABOUT: "about",
    },
    model.DataStatus: {},
    model.Every: {period: f"every {period}" for period in model.Every},
    model.Better: {side: f"{side} is better" for side in model.Better},
    Marker: {
        Marker.NO_OWNER: "unassigned",
        Marker.LATE: "late",
        Marker.EXTENDED: "extended",
        Marker.ADJUSTED: "goal changed",
        Marker.STALE: "stale",
        Marker.REASSESS: "to be assessed again",
        Marker.NODE_LATE: "node reached late",
        Marker.WAIVED: "evidence waived",
        Marker.CARRIED: "carried into the next year",
        Marker.CLAIM_CONTRADICTED: "claimed, but not reached by its figure",
        Marker.REVERSED: "closed, then reopened",
    },
    Outcome: {
        Outcome.DONE_LATE: "done late",
        Outcome.UNVERIFIED: "to be verified",
        Outcome.CLOSED_SHORT: "closed short",
        Outcome.UNREPORTED: "not reported all year",
        Outcome.NO_FINAL: "no final figure",
        Outcome.NOT_MENTIONED: "not in the later report",
        Outcome.UNDECIDABLE: "not decidable",
        Outcome.NOT_DUE: "not due yet",
    },
}
"""The vocabularies, each with those of its words that differ from the code."""
_OF_VIEWS: Mapping[str, Mapping[str, str]] = {
    "AlertLevel": {},
    "Fate": {"same": "recorded before", "held": "held back"},
    "Cause": {rating.value: word for rating, word in _RATINGS.items()} | {"last-report": "final report due"},
    "Adjustment": {
        "deadline": "deadlines changed",
        "goal": "goals changed",
        "owner": "lead units changed",
        "course": "suspended, dropped or taken up again",
    },
    "Headline": {"red": "red lights", "yellow": "yellow lights", "silent": "not reported"},
    "Advice": {
        "correct": "explain",
        "finish": "finish or extend",
        "last-figure": "final figure",
        "raise": "find a remedy",
        "coordinate": "settle it",
        "press": "press",
        "reassess": "assess again",
        "answer": "answer request",
        "redo": "do it again",
        "spare": "slow down",
        "fetch": "fetch figure",
        "report-parts": "have parts report",
        "ask-setter": "ask who sets it",
        "ask-reference": "have figure reported",
    },
}
"""Those of the views, by the name of the enumeration and its codes: a run loads few of these views."""
FIELD_WORDS = {
    **{row.name: row.word for row in (*HEAD.rows.values(), *GOAL.rows.values())},
    "plan": "plan",
    "rating": "state",
    "gap": "gap",
    "updated": "last report",
}
"""The words for the fields of a record, and for what a list has of its state."""
FORMS = {
    "progress": "progress report",
    "brief": "brief for a leader",
    "bulletin": "supervision bulletin",
    "year-end": "account of the year",
    "changes": "register of changes",
    "notice": "supervision notice",
}
SINCES = {"1w": "last week", "1m": "last month", "last": "last"}
"""Words for the day since which a report tells what changed, by what they are short for."""
_SYNONYMS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Status: {
        Status.PENDING: "未开始",
        Status.ACTIVE: "进行中 在办 办理中",
        Status.DONE: "完成 已完成 已完成待核验 待核验",
        Status.CLOSED: "销号 办结 已办结",
    },
    Rating: {
        Rating.BROKEN: "突破底线 突破上限",
        Rating.BEHIND: "滞后 落后 低于序时 未达",
        Rating.ON_TRACK: "按序时 正常 达 达标 守住 在限内 按节点推进",
        Rating.ACHIEVED: "完成 已销号",
        Rating.AWAITING_RESULT: "待报期末数",
        Rating.ACCOUNTED: "持续推进",
    },
    RatingGroup: {RatingGroup.MEASURED: "数据评定", RatingGroup.JUDGED: "研判评定", RatingGroup.CLAIMED: "申报待核"},
    Kind: {Kind.COVERAGE: "覆盖面", Kind.RANK: "位次"},
    Level: {Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县 区 区级", Level.TOWN: "镇 镇街 街道"},
    Strength: {Strength.STRETCH: "争取"},
    Forecast: {Forecast.CAN: "可完成", Forecast.CANNOT: "无法完成"},
    model.Decision: {
        model.Decision.ACCEPT: "采纳 同意",
        model.Decision.MERGE: "合并 并入上条",
        model.Decision.DROP: "弃用 不采纳",
    },
    model.Assessment: {model.Assessment.ADVANCING: "正常推进", model.Assessment.SLOW: "推进缓慢"},
    model.DataStatus: {model.DataStatus.ESTIMATE: "预计数", model.DataStatus.FINAL: "核定数 最终"},
    Comparator: {
        Comparator.AT_LEAST: "≥ 不低于 不少于 以上",
        Comparator.ABOVE: "超过 高于",
        Comparator.AT_MOST: "≤ 不高于 不超过 以内 以下",
        Comparator.BELOW: "低于 少于",
        Comparator.ABOUT: "≈ 左右 约",
    },
}
"""What offices also say for a code."""
_NAMED_ALSO = {
    "owner": "单位 责任单位",
    "deadline": "完成时限 期限 截止日期",
    "title": "事项 任务",
    "rating": "评定 亮灯",
    "value": "数值 value",
    "progress": "进展",
    "brief": "专报 一页纸",
    "bulletin": "通报",
    "year-end": "对账",
    "changes": "变更",
    "notice": "督办",
    "division": "任务分解表 任务分解 分解表",
    "register": "台账",
    "month": "月报表 月报",
}
"""What offices also call a field, or a form."""
PARTED = late(r"[\s、，,；;]+")
"""What stands between several names that are typed as one text."""
_BESIDE = (late(r",[^()]*(?=\)?$)"), late(r"[(:].*$"), late(r" ?[+−-]?[\d.]+ ?(?:d|天)?$"))
"""What stands beside a word, to be taken away in this order: «，完成93.62%», «：缺总数», «15天», « −3.72»."""


class Words(dict[str, Code], Generic[Code]):
    """Every word that may be typed for the codes of a vocabulary, folded, with its code: the code's own first."""

    def meaning(self, typed: str) -> Code | None:
        """The code that a typed word means, whatever its width, case and blanks, and with any numbers behind it."""
        folded = fold(typed)
        forms = [folded]
        for beside in _BESIDE:
            forms.append(beside.sub("", forms[-1]).strip())
        return next((self[form] for form in (*forms, _BESIDE[-1].sub("", forms[1])) if form in self), None)

    @property
    def choices(self) -> str:
        """One word for each code, in the reader's language where it has one, as an error lists them."""
        chosen: dict[Code, str] = {}
        for word, code in self.items():
            if code not in chosen or (chosen[code].isascii() and not word.isascii() and i18n.language() == "zh"):
                chosen[code] = word
        return " ".join(chosen.values())


def fold(typed: str) -> str:
    """A word as it is looked up."""
    return " ".join(unicodedata.normalize("NFKC", typed).split()).casefold()


def answer(typed: str) -> bool | None:
    """What a person says to a question of yes or no; None where it is neither."""
    return _ANSWERS.get(fold(typed))


_ANSWERS = {
    **dict.fromkeys(("y", "yes", "是", "对", "好", "写入"), True),
    **dict.fromkeys(("n", "no", "否", "不", "不对"), False),
}


def word(code: StrEnum) -> str:
    """The word for a code of any of the vocabularies."""
    return _(_english(code))


def lamp_word(lamp: Lamp) -> str:
    """The word for a light as it is shown."""
    return _(_lamp(lamp))


def field_word(name: str) -> str:
    """The word for a field of a record, where a page names it."""
    return _(FIELD_WORDS[name])


def keys() -> Iterator[str]:
    """Every English word that the catalogue has to have a Chinese one for, apart from those of the table of fields."""
    from targettrack.views import alert, brief, fed, register  # whose words are asked for by code in a run

    of_views: tuple[type[StrEnum], ...] = (
        *(alert.AlertLevel, fed.Fate, alert.Cause, register.Adjustment),
        *(alert.Advice, brief.Headline),
    )
    for vocabulary in (*VOCABULARIES, *of_views):
        yield from map(_english, vocabulary)
    yield from map(_lamp, LAMPS)
    yield from (word for table in (FIELD_WORDS, FORMS, SINCES) for word in table.values())


@cache  # of the words of all languages: a sheet of 2,000 rows asks 2,000 times
def typed(codes: type[Codes]) -> Words[Codes]:
    """What may be typed for a code of an enumeration."""
    return _words({code: _english(code) for code in codes}, _SYNONYMS.get(codes, {}))


statuses, kinds = partial(typed, Status), partial(typed, Kind)
levels, forecasts = partial(typed, Level), partial(typed, Forecast)


groups, whys = partial(typed, RatingGroup), partial(typed, Why)


def ratings() -> Words[str]:
    """What may be typed for a rating: the words for lights, filled and as outlines, and for markers, too."""
    codes: dict[str, str] = {code: _english(code) for code in (*Rating, *Light, *Marker)}
    return _words(
        codes | {lamp.code: _lamp(lamp) for lamp in LAMPS}, {**_SYNONYMS[Rating], Marker.NO_OWNER: "无牵头单位"}
    )


def fields(names: Iterable[str]) -> Words[str]:
    """What may be typed for some fields, wherever one is named: in `--set`, `--goal`, `--sort` and `--group`."""
    return _fields(tuple(names))


@cache  # as of `typed`
def _fields(names: tuple[str, ...]) -> Words[str]:
    return named({name: FIELD_WORDS[name] for name in names})


def named(words: Mapping[str, str], also: Mapping[str, str] = _NAMED_ALSO) -> Words[str]:
    """What may be typed for the names of a table of names and words, and what they are also called."""
    return _words(words, {name: said for name, said in also.items() if name in words})


def _words(english: Mapping[Code, str], synonyms: Mapping[Any, str]) -> Words[Code]:
    """The codes, then their words in every language, then the synonyms; a word keeps its first meaning."""
    pairs = [(str(code), code) for code in english]
    pairs += [(said, code) for code, word in english.items() for said in i18n.everywhere(word)]
    pairs += [(said, code) for code, several in synonyms.items() for said in several.split()]
    words: Words[Code] = Words()
    for said, code in pairs:
        words.setdefault(fold(said), code)
    return words


def _english(code: StrEnum) -> str:
    words: Mapping[Any, str] = VOCABULARIES.get(type(code)) or _OF_VIEWS.get(type(code).__name__, {})
    return words.get(code) or code.replace("-", " ")


def _lamp(lamp: Lamp) -> str:
    return lamp.code.replace("-", " ") if lamp.outline else _english(lamp.light)

"""The words for codes, and the codes for words: one table of vocabularies, so that what is printed can be typed back.

A code's English word is the code itself with blanks for hyphens, but where the table has another; it is the key of the
Chinese one in the catalogue. Typed are understood the code, its words in every language whatever the reader's, and a few
synonyms that offices use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from targettrack import i18n
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.model import Comparator, Forecast, Kind, Level, Status, Strength
from targettrack.rating.ending import Outcome
from targettrack.rating.vocabulary import GREY, LAMPS, Lamp, Light, Marker, Rating, Why
from targettrack.views.alert import AlertLevel, Cause

Code = TypeVar("Code", bound=str)
VOCABULARIES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Rating: {Rating.UNVERIFIED: "to be verified", Rating.NOT_DUE: "not due yet"},
    Why: {
        Why.FIRST_REPORT: "no report yet",
        Why.UNMEASURED: "in words only",
        Why.NO_REFERENCE: "no comparison",
        Why.NO_WINDOW: "no schedule",
    },
    Light: {Light.NONE: "no light"},
    Status: {Status.DONE: "done, to be verified"},
    Kind: {Kind.EXTERNAL: "set from above"},
    Strength: {},
    Level: {},
    Forecast: {Forecast.CAN: "will be met", Forecast.HARD: "difficult", Forecast.CANNOT: "cannot be met"},
    Marker: {
        Marker.LATE: "closed late",
        Marker.NEAR: "due soon",
        Marker.IMMINENT: "due very soon",
        Marker.EXTENDED: "deadline moved",
        Marker.EXTENDED_LATE: "deadline moved late",
        Marker.ADJUSTED: "goal changed",
    },
    AlertLevel: {},
    Cause: {Cause.UNVERIFIED: "to be verified"},
    Outcome: {
        Outcome.LATE: "met late",
        Outcome.UNVERIFIED: "to be verified",
        Outcome.NO_FIGURE: "no final figure",
        Outcome.UNDECIDABLE: "not decidable",
        Outcome.OPEN: "not ended",
    },
}
"""The vocabularies, each with those of its words that differ from the code."""
FIELDS = {
    "id": "id",
    "plan": "plan",
    "title": "title",
    "owner": "lead unit",
    "supporting": "supporting",
    "start": "start",
    "deadline": "deadline",
    "status": "status",
    "kind": "kind",
    "strength": "strength",
    "section": "section",
    "tags": "tags",
    "rating": "state",
    "gap": "gap",
    "updated": "last report",
    "done_when": "done when",
    "indicator": "indicator",
    "comparator": "comparator",
    "denominator": "denominator",
    "baseline": "baseline",
    "baseline_date": "baseline date",
    "unit": "unit",
    "value": "value",
    "upper": "upper end",
    "tolerance": "tolerance",
    "per": "counted in",
    "of": "follows",
    "result_due": "result due",
}
"""The words for the fields of a record and of its state, wherever one is named."""
FORMS = {"progress": "progress report", "bulletin": "supervision bulletin", "year-end": "account of the year"}
SINCES = {"1w": "last week", "1m": "last month", "last": "last"}
"""Words for the day since which a report tells what changed, by what they are short for."""
_DAYS = re.compile(r" ?\d+ ?(?:d|天)$")
"""«逾期12天» means 逾期."""


class Words(dict[str, Code], Generic[Code]):
    """Every word that may be typed for the codes of a vocabulary, folded, with its code: the code's own first."""

    def meaning(self, typed: str) -> Code | None:
        """The code that a typed word means, whatever its width, case and blanks, and with any number of days behind it."""
        folded = fold(typed)
        return self.get(folded, self.get(_DAYS.sub("", folded)))

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


def word(code: StrEnum) -> str:
    """The word for a code of any of the vocabularies."""
    return _(_english(code))


def lamp_word(lamp: Lamp) -> str:
    """The word for a light as it is shown."""
    return _(_outlined(lamp)) if lamp.outline else word(lamp.light)


def tone(lamp: Lamp) -> str:
    """What renderers colour a cell by."""
    return f"{lamp.light}-outline" if lamp.outline else lamp.light.value


def rating_word(rating: Rating, why: Why = Why.STATUS, days_left: int | None = None) -> str:
    """The word for a rating; grey says which grey where the reason says, overdue says how long."""
    if rating is Rating.NO_DATA and why in GREY:
        return word(why)
    if rating is Rating.OVERDUE and days_left is not None:
        return _("overdue {n} d").format(n=-days_left)
    return word(rating)


def field_word(name: str) -> str:
    """The word for a field of a record, where a page names it."""
    return _(FIELDS[name])


def keys() -> Iterator[str]:
    """Every English word that the catalogue has to have a Chinese one for."""
    for vocabulary in VOCABULARIES:
        yield from (_english(code) for code in (GREY if vocabulary is Why else vocabulary))
    yield from (_outlined(lamp) for lamp in LAMPS if lamp.outline)
    yield from (word for table in (FIELDS, FORMS, SINCES) for word in table.values())


def statuses() -> Words[Status]:
    """What may be typed for a status."""
    return _typed(
        {status: _english(status) for status in Status},
        {
            "未开始": Status.PENDING,
            **dict.fromkeys(("进行中", "在办", "办理中"), Status.ACTIVE),
            **dict.fromkeys(("完成", "已完成", "已完成待核验", "待核验"), Status.DONE),
            **dict.fromkeys(("销号", "办结", "已办结"), Status.CLOSED),
        },
    )


def ratings() -> Words[StrEnum]:
    """What may be typed for a rating: the words for grey, for lights and for markers, too."""
    codes = (*Rating, *GREY, *Light, *Marker)
    synonyms = {
        **dict.fromkeys(("滞后", "落后", "低于序时"), Rating.BEHIND),
        **dict.fromkeys(("按序时", "正常"), Rating.ON_TRACK),
        **dict.fromkeys(("完成", "已销号"), Rating.ACHIEVED),
        **dict.fromkeys(i18n.everywhere("blue outline"), Rating.UNVERIFIED),
    }
    return _typed({code: _english(code) for code in codes}, synonyms)


def kinds() -> Words[Kind]:
    """What may be typed for a kind."""
    return _typed({kind: _english(kind) for kind in Kind}, {"覆盖面": Kind.COVERAGE, "位次": Kind.RANK})


def levels() -> Words[Level]:
    """What may be typed for the level of a plan."""
    short = {"省": Level.PROVINCE, "市": Level.CITY, "县": Level.COUNTY, "区": Level.COUNTY, "区级": Level.COUNTY}
    return _typed(
        {level: _english(level) for level in Level}, short | dict.fromkeys(("镇", "镇街", "街道"), Level.TOWN)
    )


def strengths() -> Words[Strength]:
    """What may be typed for the strength of a promise."""
    return _typed({strength: _english(strength) for strength in Strength}, {"争取": Strength.STRETCH})


def forecasts() -> Words[Forecast]:
    """What may be typed for a forecast."""
    return _typed({one: _english(one) for one in Forecast}, {"可完成": Forecast.CAN, "无法完成": Forecast.CANNOT})


def comparators() -> Words[Comparator]:
    """What may be typed for a comparator: the signs that are printed, and the words of the sources."""
    synonyms = {
        **dict.fromkeys(("≥", "不低于", "不少于", "以上"), Comparator.AT_LEAST),
        **dict.fromkeys(("超过", "高于"), Comparator.ABOVE),
        **dict.fromkeys(("≤", "不高于", "不超过", "以内", "以下"), Comparator.AT_MOST),
        **dict.fromkeys(("低于", "少于"), Comparator.BELOW),
        **dict.fromkeys(("≈", "左右", "约"), Comparator.ABOUT),
    }
    return _typed({one: one.value for one in Comparator}, synonyms)


def alert_levels() -> Words[AlertLevel]:
    """What may be typed for the level of an alert."""
    return _typed({level: _english(level) for level in AlertLevel})


def fields(names: Iterable[str]) -> Words[str]:
    """What may be typed for some fields, wherever one is named: in `--set`, `--goal`, `--sort` and `--group`."""
    synonyms = {
        **dict.fromkeys(("单位", "责任单位"), "owner"),
        **dict.fromkeys(("完成时限", "期限", "截止日期"), "deadline"),
        **dict.fromkeys(("事项", "任务"), "title"),
        **dict.fromkeys(("评定", "亮灯"), "rating"),
        "目标值": "value",
    }
    named = {name: FIELDS.get(name, name) for name in names}
    return _typed(named, {typed: name for typed, name in synonyms.items() if name in named})


def sorts() -> Words[str]:
    """What may be typed for what a list is sorted by."""
    return fields(selection.SORTS)


def groups() -> Words[str]:
    """What may be typed for what a list is grouped by."""
    return fields(selection.GROUPS)


def forms() -> Words[str]:
    """What may be typed for the form of a report."""
    return _typed(FORMS, {"进展": "progress", "通报": "bulletin", "对账": "year-end"})


def sinces() -> Words[str]:
    """Words for a day before the report's, with the length or the name that they stand for."""
    return _typed(SINCES, {"上期": "last"})


def _typed(english: Mapping[Code, str], synonyms: Mapping[str, Code] | None = None) -> Words[Code]:
    """The codes, then their words in every language, then the synonyms; a word keeps its first meaning."""
    pairs = [(str(code), code) for code in english]
    pairs += [(said, code) for code, word in english.items() for said in i18n.everywhere(word)]
    pairs += (synonyms or {}).items()
    words: Words[Code] = Words()
    for said, code in pairs:
        words.setdefault(fold(said), code)
    return words


def _english(code: StrEnum) -> str:
    return VOCABULARIES[type(code)].get(code, code.replace("-", " "))


def _outlined(lamp: Lamp) -> str:
    return f"{_english(lamp.light)} outline"

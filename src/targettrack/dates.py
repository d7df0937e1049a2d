"""Turn words for time into their first and last day. Knows no clock and no files: the day and the year are arguments.

All that is understood stands in one table, `_PHRASES`. A row without a reading is a look-alike: not a deadline, and no
part of it is one. Where a word fixes no day (汛期前, 明年初) and a rule here chooses one, the find says so; nothing else is
guessed (尽快). Festivals that move with the moon are in a table of `extract`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal

from targettrack.named import NamedTuple

Precision = Literal["day", "month", "quarter", "half", "year", "span"]


class Period(NamedTuple):
    """The days from `first` to `last`, the deadline, both inclusive; `precision` names the unit that they fill."""

    first: date
    last: date
    precision: Precision


class Found(NamedTuple):
    """A time phrase in a text, as written, and its place; `assumed`: the words fix no day, a rule here chose it."""

    period: Period
    start: int
    end: int
    phrase: str
    assumed: bool


def parse(text: str, *, today: date | None = None, year: int | None = None) -> Period | None:
    """Read one time phrase, as a person types it; None if the whole text is not one, or if no such day exists.

    Words without a year (年底, 今年) belong to `year`, the plan's, else to the year of `today`; 三个月内 runs from
    `today`, and 三年内 to the end of the plan's third year. Not understood is also what needs an argument that is not
    given, or an assumption (汛期前).
    """
    words = " ".join(unicodedata.normalize("NFKC", text).translate(_folding()).lower().split())
    # `re` compiles a pattern when it is first tried and keeps it, so an ISO date costs one of them, not all (50 ms).
    for phrase in _PHRASES:
        if phrase.where != "text" and (match := re.fullmatch(phrase.pattern, words)):
            return _read(phrase, match, _Basis(today, year))
    return None


def find(text: str, *, today: date | None = None, year: int | None = None) -> tuple[Found, ...]:
    """Find the time phrases in a Chinese text, in order and without overlap; `today` and `year` as in `parse`.

    The phrase that begins first wins, then the longest. Time grows in proportion to the text.
    Whether a phrase is a deadline or tells of the past (2024年完成) is for the caller to judge.
    """
    return tuple(
        Found(period, *match.span(), text[slice(*match.span())], phrase.assumed)
        for phrase, match, period in _matches(text, _Basis(today, year))
        if period
    )


def unread(text: str, *, today: date | None = None, year: int | None = None) -> tuple[tuple[int, int], ...]:
    """Find the places of phrases that state a time whose day is not known: 百日内 without a day to count from."""
    found = _matches(text, _Basis(today, year))
    return tuple(match.span() for phrase, match, period in found if phrase.reading and period is None)


def _matches(text: str, basis: _Basis) -> Iterator[tuple[_Phrase, re.Match[str], Period | None]]:
    folded = text.translate(_folding())
    matches = [(phrase, match) for phrase, pattern in _in_text() for match in pattern.finditer(folded)]
    matches.sort(key=lambda pair: (pair[1].start(), -pair[1].end()))  # of equals, the upper row stays first
    free = 0
    for phrase, match in matches:
        if match.start() >= free:
            free = match.end()  # also after a look-alike or 2月30日: no part of these may count
            yield phrase, match, _read(phrase, match, basis)


@cache
def _in_text() -> tuple[tuple[_Phrase, re.Pattern[str]], ...]:
    """The phrases that are looked for in a text: all of them in each sentence."""
    return tuple((phrase, re.compile(phrase.pattern)) for phrase in _PHRASES if phrase.where != "typed")


class _Basis(NamedTuple):
    """What 三个月内 and 年底 are counted from; either may be unknown, which makes the phrase unreadable."""

    today: date | None
    year: int | None

    def day(self) -> date:
        if self.today is None:
            raise ValueError
        return self.today

    def this_year(self) -> int:
        return self.day().year if self.year is None else self.year


_Reading = Callable[[re.Match[str], _Basis], Period]


class _Phrase(NamedTuple):
    """One way to write a time, with an example; look-alikes have no reading."""

    example: str
    pattern: str
    reading: _Reading | None
    where: Literal["anywhere", "typed", "text"] = "anywhere"
    assumed: bool = False


def _read(phrase: _Phrase, match: re.Match[str], basis: _Basis) -> Period | None:
    try:
        return phrase.reading(match, basis) if phrase.reading else None
    except (ValueError, OverflowError):  # no such day (2月30日), or nothing to count it from
        return None


@cache
def _folding() -> dict[int, str]:
    """Map one character to one, so that positions hold: fullwidth forms, radicals and variants that PDFs leave.

    NFKC on running text would also turn the bullet in ①6月底 into 16月底.
    """
    blocks = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA), range(0xFF01, 0xFF5F))
    table = {code: unicodedata.normalize("NFKC", chr(code)) for block in blocks for code in block}
    traditional = str.maketrans("內兩個週節國慶間時規劃後來連續號齡農歷", "内两个周节国庆间时规划后来连续号龄农历")
    return table | {0x3000: " ", 0xA0: " "} | {code: chr(plain) for code, plain in traditional.items()}


# --- Readings: what the groups of a match mean.

_UNITS = {"天": (0, 1), "日": (0, 1), "周": (0, 7), "星期": (0, 7), "月": (1, 0), "年": (12, 0)}  # months, days
_OTHER_YEARS = {"今年": 0, "本年": 0, "明年": 1, "去年": -1, "this year": 0, "next year": 1, "last year": -1}
_OTHER_DAYS = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "昨天": -1, "yesterday": -1}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH_NAMES = {name[:size]: number for number, name in enumerate(_MONTHS.split("|"), 1) for size in (3, 9)}
_NUMBERS = _MONTH_NAMES | {"上": 1, "下": 2, "首": 1, "first": 1, "second": 2, "third": 3, "fourth": 4}
_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")


def _plus(start: date, months: int = 0, days: int = 0) -> date:
    from dateutil.relativedelta import relativedelta  # 2.5 ms, which an ISO date need not cost

    moved: date = start + relativedelta(months=months, days=days)
    return moved


def _number(words: str) -> int:
    word = words.strip("第个年月日号季度半- ")
    if word in _NUMBERS:
        return _NUMBERS[word]
    tens, ten, ones = word.translate(_DIGITS).rpartition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(ones)


def _year(match: re.Match[str], basis: _Basis) -> int:
    words = match.groupdict().get("year") or "今年"
    return basis.this_year() + _OTHER_YEARS[words] if words in _OTHER_YEARS else _number(words)


def _months(year: int, month: int, count: int, precision: Precision) -> Period:
    first = date(year, month, 1)
    return Period(first, _plus(first, months=count, days=-1), precision)


def _day(match: re.Match[str], basis: _Basis) -> Period:
    day = date(_year(match, basis), _number(match["month"]), _number(match["day"]))
    return Period(day, day, "day")


def _other_day(match: re.Match[str], basis: _Basis) -> Period:
    day = basis.day() + timedelta(days=_OTHER_DAYS[match[0]])
    return Period(day, day, "day")


def _nth(unit: Precision, months: int) -> _Reading:
    """Read the group named `unit` as the number of a stretch of so many months in the year."""

    def reading(match: re.Match[str], basis: _Basis) -> Period:
        return _months(_year(match, basis), (_number(match[unit]) - 1) * months + 1, months, unit)

    return reading


_month, _quarter, _half = _nth("month", 1), _nth("quarter", 3), _nth("half", 6)


def _ten_days(match: re.Match[str], basis: _Basis) -> Period:
    month = _month(match, basis)
    first = month.first + timedelta(days="上中下".index(match["ten"]) * 10)
    return Period(first, month.last if match["ten"] == "下" else first + timedelta(days=9), "span")


def _first_quarters(match: re.Match[str], basis: _Basis) -> Period:
    return _months(_year(match, basis), 1, _number(match["count"]) * 3, "span")


def _before(reading: _Reading) -> _Reading:
    """6月前 ends with May, 第三季度前 with the second quarter, 9月中旬前 on the 10th."""

    def day_before(match: re.Match[str], basis: _Basis) -> Period:
        last = reading(match, basis).first - timedelta(days=1)
        return Period(date(last.year, 1, 1), last, "span")

    return day_before


def _first_days(match: re.Match[str], basis: _Basis) -> Period:
    first = _month(match, basis).first
    return Period(first, first + timedelta(days=9), "span")


def _first_quarter(match: re.Match[str], basis: _Basis) -> Period:
    return _months(_year(match, basis), 1, 3, "quarter")


def _middle(match: re.Match[str], basis: _Basis) -> Period:
    return _months(_year(match, basis), 1, 6, "half")


def _whole_year(match: re.Match[str], basis: _Basis) -> Period:
    return _months(_year(match, basis), 1, 12, "year")


def _until_year(match: re.Match[str], basis: _Basis) -> Period:
    """到2027年 leaves the time from the start of the plan's year to the end of that one."""
    year = _year(match, basis)
    start = year if basis.year is None else min(basis.year, year)
    return Period(date(start, 1, 1), date(year, 12, 31), "year" if start == year else "span")


def _five_years(match: re.Match[str], _basis: _Basis) -> Period:
    """Five-year plans follow without a gap: 十四五 is 2021 to 2025, 十五五 2026 to 2030 (title of each 规划纲要)."""
    return _months(2001 + 5 * _number(match["plan"]), 1, 60, "span")


def _plan_years(match: re.Match[str], basis: _Basis) -> Period:
    """三年内 of a plan of 2025 ends with 2027: the plan's year is the first. Without a plan it is counted from today."""
    if basis.year is None or match["count"] == "半":
        return _from_today(match, basis)
    years = _number(match["count"])
    return _months(basis.year, 1, 12 * years, "span" if years > 1 else "year")


def _hundred_days(_match: re.Match[str], basis: _Basis) -> Period:
    return Period(basis.day(), _plus(basis.day(), days=100), "span")


def _from_today(match: re.Match[str], basis: _Basis) -> Period:
    """Civil Code art. 201, 202: the first day is not counted; months end on the same day, or on the month's last."""
    if match["count"] == "半":
        return Period(basis.day(), _plus(basis.day(), months=6), "span")
    (months, days), count = _UNITS[match["unit"].removeprefix("个")], _number(match["count"])
    return Period(basis.day(), _plus(basis.day(), months * count, days * count), "span")


def _up_to(month: int, day: int) -> _Reading:
    def reading(match: re.Match[str], basis: _Basis) -> Period:
        year = _year(match, basis)
        return Period(date(year, 1, 1), date(year, month, day), "span")

    return reading


# --- Words. A number never begins inside another one (十三年, 1-6月), and every repetition is bounded.

_HAN = "〇零一二三四五六七八九十百千两"
_ONE = "[一二三四五六七八九]"
_DASH = r"[-~\u2013\u2014至到]"
_ALONE = rf"(?<![0-9])(?<![0-9]{_DASH})"
_COUNT = rf"(?:{_ALONE}[0-9]{{1,3}} ?|(?<![{_HAN}])(?:{_ONE}?十{_ONE}?|{_ONE})(?![{_HAN}]))"
_YEAR = (
    rf"(?:{_ALONE}[12][0-9]{{3}} ?|(?<![{_HAN}])[一二][〇零一二三四五六七八九]{{3}}"
    r"|今|(?<![基日成资根])本|(?<![说证表声注查阐清])明|(?<![失过除])去)年(?!轻[人干]|龄|级)"
)
_OF_YEAR = rf"(?:(?P<year>{_YEAR}) ?)?"
_MONTH = rf"{_COUNT}月"
_DAY = rf"{_COUNT}[日号]"
_QUARTER = rf"(?:第 ?[一二三四1-4] ?|首个?|(?<![{_HAN}每后]){_ALONE}[一二三四1-4] ?)季度"
_HALF = "[上下]半年度?"
_TO = "(?:[到至] ?)?"
_BY = "(?:[之以]?前(?!后))?"  # 6月30日前 includes the day, as 以内 and 届满 do (Civil Code art. 1259)
_WITHIN = "[之以]?内(?![蒙部外需容涝河陆江]|地(?!区生产))"
_END = rf"(?:年?[底末]{_BY}|年?{_WITHIN}|度(?!假))"
_BARE = rf"(?<![0-9{_HAN}几数多近每历往次翌])"
_QUOTE = "[\u201c\u201d\x22「」『』]?"
_PLAN = rf"{_QUOTE}(?<![{_HAN}])十(?P<plan>[三四五六])五{_QUOTE}"
_SPAN = rf"(?<![0-9][.,])(?P<count>{_COUNT}|(?<![{_HAN}])两|(?<![上下大{_HAN}])半(?=年))"
_UNIT = "(?P<unit>个月|年|个?星期|个?周|天|日)"
_DONE = "建成|完成|完工|竣工|投产|投用|见效"
_PAST = "(?:连续|近|过去|(?<!目)前|每|历时|历经|仅用|用了|提前|缩短)"
_EVENT = r"[^\W年月日底末旬季汛庆0-9_]{1,4}?"
_COARSE = rf"(?:{_YEAR}(?: ?(?:{_MONTH}份?|{_QUARTER}|{_HALF}|年))?|{_MONTH}份?|{_QUARTER}|{_HALF})"
_MOMENT = rf"(?:{_COARSE}(?: ?{_DAY}|[底末]|[上中下]旬)?|年[底末])"
_AHEAD = r"[之以]?前(?![后往期景沿瞻列端夕十百千0-9])"
_COMES = r"(?:正式)?(?:来临|到来|开始|来|启动)?[之以]?前(?![后往期景沿瞻列夕])"
_EARLY = r"(?:[之以]?前)?(?![步见中级次始具衷心])"
_NAMES = "|".join(_MONTH_NAMES)
_ISO = r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
_OF = r"(?: of (?P<year>[0-9]{4}|(?:this|next|last) year))?"

_PHRASES = (
    _Phrase("2025-06-30", rf"(?<![0-9a-zA-Z_./-]){_ISO}(?![0-9a-zA-Z_/-]|[.][0-9]){_BY}", _day),
    _Phrase("2025-06", r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})", _month, "typed"),
    _Phrase("today 今天", "|".join(_OTHER_DAYS), _other_day, "typed"),
    _Phrase("2025年6月30日前", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH}) ?(?P<day>{_DAY}){_BY}", _day),
    _Phrase("6月底前 6月份", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})(?:份|[底末]{_BY})?", _month),
    _Phrase("6月中旬", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})(?P<ten>[上中下])旬", _ten_days),
    _Phrase("第三季度 三季度末", rf"{_TO}{_OF_YEAR}(?P<quarter>{_QUARTER})(?:[底末]{_BY})?", _quarter),
    _Phrase("前三季度", rf"{_TO}{_OF_YEAR}(?<![目当提])前 ?(?P<count>[二两三23]) ?个?季度", _first_quarters),
    _Phrase("上半年 下半年", rf"{_TO}{_OF_YEAR}(?P<half>{_HALF})(?:[底末]{_BY}|{_WITHIN})?", _half),
    _Phrase("今年 2025年度 2025年底前", rf"(?P<year>{_YEAR})(?:{_END}|全年)?", _whole_year),
    _Phrase("到2027年 到2027年底", rf"[到至] ?(?P<year>{_YEAR}){_END}?", _until_year),
    _Phrase("年底前 年内 全年", rf"{_TO}{_BARE}(?:年(?:[底末]{_BY}|{_WITHIN})|全年(?!无休|龄))", _whole_year),
    _Phrase("“十四五”末", rf"{_TO}{_PLAN}(?:规划{_QUOTE})?(?:末期?|期[间末内]|时期末?){_BY}", _five_years),
    _Phrase("三年内", rf"{_SPAN}(?P<unit>年){_WITHIN}", _plan_years),
    _Phrase("三个月内 90天内 半年内", rf"{_SPAN}{_UNIT}{_WITHIN}", _from_today),
    _Phrase("百日内", rf"(?<![{_HAN}几数多近])百[天日]{_WITHIN}", _hundred_days),
    # 前 after a stretch of time means before it begins; after a day it includes the day (`_BY`).
    _Phrase("6月前", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})份?{_AHEAD}", _before(_month)),
    _Phrase("6月中旬前", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})(?P<ten>[上中下])旬{_AHEAD}", _before(_ten_days)),
    # Only in running text: a rule chooses the day, or the start of the span is not stated.
    _Phrase("三个月(建成)", rf"{_SPAN}(?P<unit>个月)(?= ?(?:{_DONE}))", _from_today, "text", assumed=True),
    _Phrase(
        "用三年左右时间 分两年 未来三年",
        rf"(?:用|分|未来) ?{_SPAN}(?P<unit>年)(?:左右)?的?(?:时间)?",
        _plan_years,
        "text",
        assumed=True,
    ),
    _Phrase("第三季度前", rf"{_TO}{_OF_YEAR}(?P<quarter>{_QUARTER}){_AHEAD}", _before(_quarter), "text", assumed=True),
    _Phrase("下半年前", rf"{_TO}{_OF_YEAR}(?P<half>下半年){_AHEAD}", _before(_half), "text", assumed=True),
    _Phrase("2027年前", rf"{_TO}(?P<year>{_YEAR}){_AHEAD}", _before(_whole_year), "text", assumed=True),
    _Phrase("明年初", rf"{_TO}(?P<year>{_YEAR}) ?年?初{_EARLY}", _first_quarter, "text", assumed=True),
    _Phrase("6月初", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})初{_EARLY}", _first_days, "text", assumed=True),
    _Phrase("2025年中", rf"{_TO}(?P<year>{_YEAR}) ?年?中(?:期|旬)?(?:之?前|(?!\w))", _middle, "text", assumed=True),
    _Phrase("6月中下旬", rf"{_TO}{_OF_YEAR}(?P<month>{_MONTH})[上中][中下]旬{_BY}", _month, "text", assumed=True),
    # The ministry counts the whole country as in flood season from 1 June: north June to September, south April to
    # October (水利部, 2025-06-01). Provinces declare their own: Guangdong 2024, 4 April to 15 October (中新社).
    _Phrase("汛期前", rf"{_OF_YEAR}(?:主汛期?|汛期?|入汛|雨季){_COMES}", _up_to(5, 31), "text", assumed=True),
    # Heating begins on 15 November in most of the north (北京市供热采暖管理办法); schools on 1 September and, after the
    # winter holidays, about 1 March; the university entrance examination is on 7 June.
    _Phrase("供暖季前", rf"{_OF_YEAR}(?:供暖|采暖|取暖|供热)[季期]?{_COMES}", _up_to(11, 14), "text", assumed=True),
    _Phrase("入冬前", rf"{_OF_YEAR}(?:今冬|入冬|冬季|冬天){_COMES}", _up_to(11, 6), "text", assumed=True),
    _Phrase(
        "开学前",
        rf"{_OF_YEAR}(?<!春季)(?:秋季?学?期?)?(?:开学|新学期|新学年){_COMES}",
        _up_to(8, 31),
        "text",
        assumed=True,
    ),
    _Phrase("春季开学前", rf"{_OF_YEAR}春季(?:学期)?(?:开学)?{_COMES}", _up_to(2, 28), "text", assumed=True),
    _Phrase("高考前", rf"{_OF_YEAR}高考{_COMES}", _up_to(6, 6), "text", assumed=True),
    # Only as typed: too short, or too English, to mean a time inside a Chinese report.
    _Phrase("十五五", _PLAN, _five_years, "typed"),
    _Phrase("2025Q1", rf"(?:(?P<year>[12][0-9]{{3}}[ -]?|{_YEAR}))?q(?P<quarter>[1-4])", _quarter, "typed"),
    _Phrase("Q1 2025", r"q(?P<quarter>[1-4]) (?P<year>[0-9]{4})", _quarter, "typed"),
    _Phrase("first quarter of 2025", rf"(?P<quarter>first|second|third|fourth) quarter{_OF}", _quarter, "typed"),
    _Phrase("first half of 2025", rf"(?P<half>first|second) half{_OF}", _half, "typed"),
    _Phrase("June 2025", rf"(?:end of )?(?P<month>{_NAMES})(?: (?P<year>[0-9]{{4}}))?", _month, "typed"),
    _Phrase("this year", r"(?:end of )?(?P<year>(?:this|next|last) year)", _whole_year, "typed"),
    _Phrase("end of 2025", r"end of (?:(?:the )?year|(?P<year>[0-9]{4}))", _whole_year, "typed"),
    # Look-alikes. 三年行动计划 and 十四五规划 need no row: without 内 or 末 these words are not in the table.
    _Phrase("截至2024年底", rf"(?:截[至止]到?|农历|阴历) ?{_MOMENT}", None),
    _Phrase("今年以来 6月30日起", rf"{_MOMENT}(?:以来|起(?![草步])|[以之]?后(?![续期]))", None),
    _Phrase("一月一场", r"一[年季月周日]一", None),
    _Phrase("上半年前", rf"{_COARSE}[之以]?前(?![往期])", None),
    _Phrase("6月中", rf"{_COARSE}中(?:期|旬)?(?:前|(?!\w))", None),
    _Phrase("一至三季度", rf"(?<!统)第?{_ONE}{_DASH}第?{_ONE}(?:季度|月)", None),
    _Phrase("2025年春节前", rf"{_YEAR} ?{_EVENT}(?<![提目空当眼面超])前(?![列沿期端往景瞻十名])", None),
    _Phrase("连续三年 近三年内 提前三个月完成", rf"{_PAST} ?{_SPAN}{_UNIT}", None),
    _Phrase("6月龄 3月内 三月三 2035年远景目标", rf"{_COUNT}月(?:龄|内)|三月三|{_YEAR}远景目标", None),
)

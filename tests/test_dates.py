"""Words for time: what is understood, what is refused, and what is found in running text."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack import dates
from targettrack.dates import Found, Period

TODAY = date(2025, 3, 10)

# text, first day, last day, precision
COMPLETE = [
    ("2025-06-30", "2025-06-30", "2025-06-30", "day"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    ("2025/6/30", "2025-06-30", "2025-06-30", "day"),
    ("2025.6.30", "2025-06-30", "2025-06-30", "day"),
    ("2025-06-30前", "2025-06-30", "2025-06-30", "day"),
    ("2025\uff0d06\uff0d30", "2025-06-30", "2025-06-30", "day"),
    ("２０２５年６月３０日", "2025-06-30", "2025-06-30", "day"),
    ("2025年6月30日", "2025-06-30", "2025-06-30", "day"),
    ("2025 年 6 月 30 日", "2025-06-30", "2025-06-30", "day"),
    ("二〇二五年六月三十日", "2025-06-30", "2025-06-30", "day"),
    ("二零二五年十二月二十一号前", "2025-12-21", "2025-12-21", "day"),
    ("  2025-06-30\n", "2025-06-30", "2025-06-30", "day"),
    ("2025-06", "2025-06-01", "2025-06-30", "month"),
    ("2026年12月", "2026-12-01", "2026-12-31", "month"),
    ("2024年2月底前", "2024-02-01", "2024-02-29", "month"),
    ("June 2025", "2025-06-01", "2025-06-30", "month"),
    ("end of June 2025", "2025-06-01", "2025-06-30", "month"),
    ("End Of Feb 2024", "2024-02-01", "2024-02-29", "month"),
    ("2024年2月下旬", "2024-02-21", "2024-02-29", "span"),
    ("2025Q1", "2025-01-01", "2025-03-31", "quarter"),
    ("2025 q3", "2025-07-01", "2025-09-30", "quarter"),
    ("2025年Q4", "2025-10-01", "2025-12-31", "quarter"),
    ("Q2 2025", "2025-04-01", "2025-06-30", "quarter"),
    ("2025年第三季度", "2025-07-01", "2025-09-30", "quarter"),
    ("2025年二季度末前", "2025-04-01", "2025-06-30", "quarter"),
    ("third quarter of 2025", "2025-07-01", "2025-09-30", "quarter"),
    ("2026年上半年", "2026-01-01", "2026-06-30", "half"),
    ("first half of 2025", "2025-01-01", "2025-06-30", "half"),
    ("second half of 2025", "2025-07-01", "2025-12-31", "half"),
    ("2025年前三季度", "2025-01-01", "2025-09-30", "span"),
    ("2025年度", "2025-01-01", "2025-12-31", "year"),
    ("2025年底前", "2025-01-01", "2025-12-31", "year"),
    ("2025年年末", "2025-01-01", "2025-12-31", "year"),
    ("2025年以内", "2025-01-01", "2025-12-31", "year"),
    ("end of 2025", "2025-01-01", "2025-12-31", "year"),
    ("到2027年", "2027-01-01", "2027-12-31", "year"),
    ("十三五期间", "2016-01-01", "2020-12-31", "span"),
    ("十四五末", "2021-01-01", "2025-12-31", "span"),
    ("\u201c十四五\u201d期间", "2021-01-01", "2025-12-31", "span"),
    ("十五五", "2026-01-01", "2030-12-31", "span"),
    ("到十五五时期末", "2026-01-01", "2030-12-31", "span"),
]

# The same, for phrases of the year 2025 that do not name it.
OF_THE_YEAR = [
    ("6月30日", "2025-06-30", "2025-06-30", "day"),
    ("6月30日前", "2025-06-30", "2025-06-30", "day"),
    ("６月３０日之前", "2025-06-30", "2025-06-30", "day"),
    ("6月底", "2025-06-01", "2025-06-30", "month"),
    ("6月末", "2025-06-01", "2025-06-30", "month"),
    ("6月底前", "2025-06-01", "2025-06-30", "month"),
    ("\u32c5底以前", "2025-06-01", "2025-06-30", "month"),
    ("六月份", "2025-06-01", "2025-06-30", "month"),
    ("十月", "2025-10-01", "2025-10-31", "month"),
    ("今年2月", "2025-02-01", "2025-02-28", "month"),
    ("明年十二月底", "2026-12-01", "2026-12-31", "month"),
    ("end of June", "2025-06-01", "2025-06-30", "month"),
    ("6月上旬", "2025-06-01", "2025-06-10", "span"),
    ("6月中旬", "2025-06-11", "2025-06-20", "span"),
    ("6月下旬", "2025-06-21", "2025-06-30", "span"),
    ("9月前", "2025-01-01", "2025-08-31", "span"),
    ("明年1月之前", "2025-01-01", "2025-12-31", "span"),
    ("9月中旬前", "2025-01-01", "2025-09-10", "span"),
    ("第一季度", "2025-01-01", "2025-03-31", "quarter"),
    ("一季度", "2025-01-01", "2025-03-31", "quarter"),
    ("1季度", "2025-01-01", "2025-03-31", "quarter"),
    ("首季度", "2025-01-01", "2025-03-31", "quarter"),
    ("Q1", "2025-01-01", "2025-03-31", "quarter"),
    ("三季度末", "2025-07-01", "2025-09-30", "quarter"),
    ("第 4 季度", "2025-10-01", "2025-12-31", "quarter"),
    ("上半年", "2025-01-01", "2025-06-30", "half"),
    ("下半年", "2025-07-01", "2025-12-31", "half"),
    ("前三季度", "2025-01-01", "2025-09-30", "span"),
    ("前两个季度", "2025-01-01", "2025-06-30", "span"),
    ("今年", "2025-01-01", "2025-12-31", "year"),
    ("本年", "2025-01-01", "2025-12-31", "year"),
    ("明年", "2026-01-01", "2026-12-31", "year"),
    ("去年", "2024-01-01", "2024-12-31", "year"),
    ("年内", "2025-01-01", "2025-12-31", "year"),
    ("年內", "2025-01-01", "2025-12-31", "year"),
    ("全年", "2025-01-01", "2025-12-31", "year"),
    ("年底", "2025-01-01", "2025-12-31", "year"),
    ("年末", "2025-01-01", "2025-12-31", "year"),
    ("年底前", "2025-01-01", "2025-12-31", "year"),
    ("到今年年底", "2025-01-01", "2025-12-31", "year"),
    ("明年底", "2026-01-01", "2026-12-31", "year"),
    ("this year", "2025-01-01", "2025-12-31", "year"),
    ("end of next year", "2026-01-01", "2026-12-31", "year"),
    ("end of the year", "2025-01-01", "2025-12-31", "year"),
]

# text, first day, last day, precision on 10 March 2025
FROM_TODAY = [
    ("today", "2025-03-10", "2025-03-10", "day"),
    ("今天", "2025-03-10", "2025-03-10", "day"),
    ("明天", "2025-03-11", "2025-03-11", "day"),
    ("Yesterday", "2025-03-09", "2025-03-09", "day"),
    ("30日内", "2025-03-10", "2025-04-09", "span"),
    ("90天内", "2025-03-10", "2025-06-08", "span"),
    ("九十天之内", "2025-03-10", "2025-06-08", "span"),
    ("两周内", "2025-03-10", "2025-03-24", "span"),
    ("3个星期内", "2025-03-10", "2025-03-31", "span"),
    ("三个月内", "2025-03-10", "2025-06-10", "span"),
    ("十二个月以内", "2025-03-10", "2026-03-10", "span"),
    ("半年内", "2025-03-10", "2025-09-10", "span"),
    ("百日内", "2025-03-10", "2025-06-18", "span"),
]

# text, last day for a plan of 2025
PLAN_YEARS = [
    ("一年内", "2025-12-31"),
    ("三年内", "2027-12-31"),
    ("5年以内", "2029-12-31"),
]

REFUSED = [
    *("", " ", "86400", "20250630", "2025", "1", "12/06/2025", "2025/06", "2025.06", "25年底"),
    *("2025-02-30", "2025-13", "2025-06/30", "2025-06-30T00:00", "2025年2月29日", "2月30日", "6月31日", "13月", "0月"),
    *("第五季度", "0季度", "Q5", "一二月", "两月", "十四六末", "00天内x"),
    *("soon", "next friday", "asap", "end of", "juneau 2025", "尽快", "近期", "适时", "长期", "持续推进"),
    *("年初", "明年初", "6月初", "2025年中", "2027年前", "第三季度前", "6月中下旬", "3月内"),
    *("春节前", "2025年春节前", "今年开学前", "国庆节前", "汛期前", "农历六月", "截至6月底", "今年以来", "6月30日起"),
    *("7d", "30d", "12w", "3m", "三个月", "三年", "近三年内", "每三个月内", "10个工作日内", "半个月内", "1.5年内"),
    *("6月底前完成", "力争年底前", "6月底,年底", "6月底。", "上半年前", "6月前后"),
]

# text, the phrases in it and the last day of each, on 10 March 2025 for the plan of 2025
IN_TEXT = [
    ("力争第一季度完成基地(东片区)1230亩土地平整", [("第一季度", "2025-03-31")]),
    ("综合配套工程(一期)下半年建成使用,启动二期", [("下半年", "2025-12-31")]),
    ("开平至台山段项目力争年底动工", [("年底", "2025-12-31")]),
    ("力爭到今年年底全部行政村集體經濟收入超50萬", [("到今年年底", "2025-12-31")]),
    ("整治等工程年內出成效", [("年內", "2025-12-31")]),
    ("6月底前开工,年底前建成", [("6月底前", "2025-06-30"), ("年底前", "2025-12-31")]),
    ("于2025-06-30前报送,2025.9.30。", [("2025-06-30前", "2025-06-30"), ("2025.9.30", "2025-09-30")]),
    ("6月1日至6月30日开展", [("6月1日", "2025-06-01"), ("至6月30日", "2025-06-30")]),
    ("全年植绿不少于1160亩", [("全年", "2025-12-31")]),
    ("今年前三季度投资", [("今年前三季度", "2025-09-30")]),
    ("十一月中旬验收", [("十一月中旬", "2025-11-20")]),
    ("三年内初见成效", [("三年内", "2027-12-31")]),
    ("到2027年翻一番,到2035年全面建成", [("到2027年", "2027-12-31"), ("到2035年", "2035-12-31")]),
    ("到 2027 年, 2025 年 6 月底前", [("到 2027 年", "2027-12-31"), ("2025 年 6 月底前", "2025-06-30")]),
    ("\u201c十四五\u201d末达到60%", [("\u201c十四五\u201d末", "2025-12-31")]),
    ("2025年度计划", [("2025年度", "2025-12-31")]),
    ("2025年内蒙古对口项目", [("2025年", "2025-12-31")]),
    ("今年初步建成", [("今年", "2025-12-31")]),
    ("今年提前完成", [("今年", "2025-12-31")]),
    ("今年确保年底前完成", [("今年", "2025-12-31"), ("年底前", "2025-12-31")]),
    ("①6月底 1.9月底", [("6月底", "2025-06-30"), ("9月底", "2025-09-30")]),
    ("目前三季度任务", [("三季度", "2025-09-30")]),
    ("目前三年内任务", [("三年内", "2027-12-31")]),
    ("统一到六月底完成", [("到六月底", "2025-06-30")]),
    ("2025年度假区建成", [("2025年", "2025-12-31")]),
    ("确保年内地区生产总值增长9%", [("年内", "2025-12-31")]),
    ("基本年底完成", [("年底", "2025-12-31")]),
    ("说明年底前进度", [("年底前", "2025-12-31")]),
    ("年底前后", [("年底", "2025-12-31")]),
    ("２０２５年６⽉底", [("２０２５年６⽉底", "2025-06-30")]),
    ("到\u00a02027\u3000年", [("到\u00a02027\u3000年", "2027-12-31")]),
]

LOOK_ALIKES = [
    *("第一产业", "一季", "年均增长5%", "全年无休", "全年龄段", "上半身", "6月龄", "年初目标", "如今年轻人"),
    *("一月一场电影", "一年一调度", "内地区生产总值"),
    *("三年行动计划", "连续三年获评", "连续三个月完成", "提前三个月完成", "近三年内", "每三个月完成一次", "三个月大"),
    *("十四五规划", "\u201c十四五\u201d规划的收官之年", "决胜\u201c十四五\u201d", "2035年远景目标"),
    *("今年以来", "2024年以来", "6月30日起施行", "截至2024年底", "截至今年6月底", "今年前11个月", "农历六月"),
    *("发展规划(2024-2030年)", "1-6月", "1至6月", "一至三季度", "十一季度", "后三季度", "1.5年内", "25年底", "几年内"),
    *("春节前完工", "2025年春节前完工", "上半年前", "今年前列", "入冬前后", "开学前夕"),
    *("2月30日", "2025年6月31日", "13月", "20250630", "KP2025-06-30", "2025-06-301", "2025.6.30.1", "壮族三月三"),
]

PIECES = [
    *("今年", "2025年", "二〇二五年", "年", "月", "日", "6", "十", "三", "季度", "前", "底", "内", "到", "至", "第"),
    *("半年", "上", "下", "个", "周", "旬", "中", "末", "初", "十四五", "规划", "期间", "起", "以来", "近", "提前"),
    *("汛期", "国庆节", "全", ",", " ", "2025-06-30", ".", "两", "天", "q1", "end of ", "june", "９月", "⽉", "內"),
    *("建成", "-", "①"),
]
WORDS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TEXTS = st.one_of(st.text(), WORDS)
DAYS = st.none() | st.dates()
YEARS = st.none() | st.integers(-1, 10001)


def period(first: str, last: str, precision: dates.Precision) -> Period:
    """Build the expected value from a row of a table."""
    return Period(date.fromisoformat(first), date.fromisoformat(last), precision)


@pytest.mark.parametrize(("text", "first", "last", "precision"), COMPLETE)
def test_complete_phrase_needs_nothing_else(text: str, first: str, last: str, precision: dates.Precision) -> None:
    """A phrase that names its year is read without a day and without a plan."""
    assert dates.parse(text) == period(first, last, precision)


@pytest.mark.parametrize(("text", "first", "last", "precision"), OF_THE_YEAR)
def test_year_is_the_plans_or_todays(text: str, first: str, last: str, precision: dates.Precision) -> None:
    """A phrase without a year belongs to the plan's year, else to today's, and is refused without either."""
    expected = period(first, last, precision)
    assert dates.parse(text, year=2025) == expected
    assert dates.parse(text, today=TODAY) == expected
    assert dates.parse(text) is None


@pytest.mark.parametrize(("text", "first", "last", "precision"), FROM_TODAY)
def test_span_starts_today(text: str, first: str, last: str, precision: dates.Precision) -> None:
    """三个月内 and 明天 are counted from today; the plan's year is no substitute."""
    assert dates.parse(text, today=TODAY, year=2030) == period(first, last, precision)
    assert dates.parse(text, year=2025) is None


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_is_refused(text: str) -> None:
    """No guess is made at what names no day, or a day that does not exist."""
    assert dates.parse(text, today=TODAY, year=2025) is None


@pytest.mark.parametrize(
    ("text", "today", "last"),
    [
        ("一个月内", "2025-01-31", "2025-02-28"),
        ("一年内", "2024-02-29", "2025-02-28"),
        ("四年内", "2024-02-29", "2028-02-29"),
        ("半年内", "2025-08-31", "2026-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(text: str, today: str, last: str) -> None:
    """A month without that day ends on its last one (Civil Code art. 202)."""
    found = dates.parse(text, today=date.fromisoformat(today))
    assert found == period(today, last, "span")


def test_plans_year_wins_over_todays() -> None:
    """In January 2026 年底 of the plan of 2025 is still 31 December 2025."""
    assert dates.parse("年底", today=date(2026, 1, 10), year=2025) == period("2025-01-01", "2025-12-31", "year")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("到2027年", "2025-01-01", "2027-12-31", "span"),
        ("到2027年底前", "2025-01-01", "2027-12-31", "span"),
        ("到2025年", "2025-01-01", "2025-12-31", "year"),
        ("到2023年", "2023-01-01", "2023-12-31", "year"),
        ("2027年底前", "2027-01-01", "2027-12-31", "year"),
    ],
)
def test_until_a_year_runs_from_the_plans(text: str, first: str, last: str, precision: dates.Precision) -> None:
    """到2027年 gives the time from the plan's first day, and never ends before it begins."""
    assert dates.parse(text, year=2025) == period(first, last, precision)


@pytest.mark.parametrize(
    ("text", "today"),
    [("明年", date.max), ("去年", date.min), ("昨天", date.min), ("三年内", date.max), ("年底", None)],
)
def test_beyond_the_calendar_is_refused(text: str, today: date | None) -> None:
    """Where Python's calendar ends, or no day is known, the answer is None and no error."""
    assert dates.parse(text, today=today) is None


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_phrases_are_found_in_a_report(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest phrase at each place is found, with its last day; nothing is assumed."""
    found = dates.find(text, today=TODAY, year=2025)
    assert [(one.phrase, one.period.last.isoformat()) for one in found] == expected
    assert not any(one.assumed for one in found)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_not_found(text: str) -> None:
    """Names, past spans, and words that fix no day are not taken for a deadline, nor is a part of them."""
    assert dates.find(text, today=TODAY, year=2025) == ()


@pytest.mark.parametrize(
    ("text", "phrase", "first", "last"),
    [
        ("汛期前完成清淤", "汛期前", "2025-01-01", "2025-05-31"),
        ("明年主汛期来临之前", "明年主汛期来临之前", "2026-01-01", "2026-05-31"),
        ("供暖季前完工", "供暖季前", "2025-01-01", "2025-11-14"),
        ("明年入冬前完工", "明年入冬前", "2026-01-01", "2026-11-06"),
        ("秋季开学前投用", "秋季开学前", "2025-01-01", "2025-08-31"),
        ("春季开学前投用", "春季开学前", "2025-01-01", "2025-02-28"),
        ("高考前投用", "高考前", "2025-01-01", "2025-06-06"),
        ("2027年前建成", "2027年前", "2026-01-01", "2026-12-31"),
        ("第三季度前建成", "第三季度前", "2025-01-01", "2025-06-30"),
        ("下半年前建成", "下半年前", "2025-01-01", "2025-06-30"),
        ("6月初开放", "6月初", "2025-06-01", "2025-06-10"),
        ("用三年左右时间建成", "用三年左右时间", "2025-01-01", "2027-12-31"),
        ("以三个月建成框架", "三个月", "2025-03-10", "2025-06-10"),
    ],
)
def test_chosen_days_are_marked(text: str, phrase: str, first: str, last: str) -> None:
    """Where a rule of ours chooses the day, the find says so."""
    start = text.index(phrase)
    expected = Found(period(first, last, "span"), start, start + len(phrase), phrase, assumed=True)
    assert dates.find(text, today=TODAY, year=2025) == (expected,)


@pytest.mark.parametrize(
    ("text", "last"), [("明年初投用", "2026-03-31"), ("2026年中前投用", "2026-06-30"), ("6月中下旬开放", "2025-06-30")]
)
def test_a_part_of_a_year_without_borders_is_chosen(text: str, last: str) -> None:
    """明年初 is the first quarter of it, and its middle ends with June; both are marked."""
    (found,) = dates.find(text, today=TODAY, year=2025)
    assert (found.period.last.isoformat(), found.assumed) == (last, True)


@pytest.mark.parametrize(("text", "last"), PLAN_YEARS)
def test_years_are_the_plans(text: str, last: str) -> None:
    """N年内 ends with the Nth year of the plan; without a plan it is counted from today."""
    assert dates.parse(text, year=2025) == period("2025-01-01", last, "year" if last < "2026" else "span")
    assert dates.parse("三年内", today=TODAY) == period("2025-03-10", "2028-03-10", "span")


@pytest.mark.parametrize(
    ("text", "place"), [("百日内建成", (0, 3)), ("2月30日前建成", (0, 6)), ("年内三个月内建成", (2, 6))]
)
def test_what_states_a_time_and_is_not_read_is_told(text: str, place: tuple[int, int]) -> None:
    """A span without a day to count it from and a day that does not exist are stated, and not read."""
    assert dates.unread(text, year=2025) == (place,)


def test_place_is_counted_in_the_text_as_written() -> None:
    """Fullwidth and traditional characters are read, and quoted unchanged."""
    found = dates.find("一、３個月內完成", today=TODAY)
    assert found == (Found(period("2025-03-10", "2025-06-10", "span"), 2, 6, "３個月內", assumed=False),)


def test_phrase_without_a_basis_is_not_found() -> None:
    """Without a year 年底 is passed over, and what is complete is still found."""
    assert [one.phrase for one in dates.find("年底前、三年内、2026年6月底")] == ["2026年6月底"]


def test_typed_words_are_not_searched_for() -> None:
    """English and bare words that a person types are no times inside a report."""
    assert dates.find("Q3 today 今天 june 2025-06 十五五", today=TODAY, year=2025) == ()


def test_import_leaves_dateutil_alone() -> None:
    """The 2.5 ms of dateutil are spent on the first phrase that needs it, not on the module or on an ISO date."""
    code = "import sys; from targettrack import dates; dates.parse('2025-06-30'); print('dateutil' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@given(TEXTS, DAYS, YEARS)
def test_parse_never_raises(text: str, today: date | None, year: int | None) -> None:
    """Any text gives a period in order, or None."""
    read = dates.parse(text, today=today, year=year)
    assert read is None or read.first <= read.last


@given(st.dates())
def test_dates_are_read_back(day: date) -> None:
    """Every date there is, as ISO, with slashes, with points and in Chinese of its year, is read as itself."""
    expected = Period(day, day, "day")
    for text in (day.isoformat(), f"{day.year:04}/{day.month}/{day.day}", f"{day.year:04}.{day.month}.{day.day}"):
        assert dates.parse(text) == expected
    assert dates.parse(f"{day.month}月{day.day}日", year=day.year) == expected


@given(TEXTS, DAYS, YEARS)
def test_finds_quote_the_text_in_order(text: str, today: date | None, year: int | None) -> None:
    """Every find quotes the text at its place, finds do not overlap, and their days are in order."""
    free = 0
    for found in dates.find(text, today=today, year=year):
        assert free <= found.start < found.end
        assert found.phrase == text[found.start : found.end]
        assert found.period.first <= found.period.last
        free = found.end


@given(TEXTS, st.dates(), st.integers(1000, 2999))
def test_found_phrase_reads_the_same_alone(text: str, today: date, year: int) -> None:
    """What is found in a text, and not assumed, means the same when a person types it."""
    for found in dates.find(text, today=today, year=year):
        if not found.assumed:
            assert dates.parse(found.phrase, today=today, year=year) == found.period


@given(TEXTS, st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_precision_is_the_unit_that_the_days_fill(text: str, today: date) -> None:
    """A month begins on the first and ends the day before the next; so do quarters, halves and years."""
    read = dates.parse(text, today=today)
    if read is None or read.precision == "span":
        return
    if read.precision == "day":
        assert read.first == read.last
        return
    after = read.last + timedelta(days=1)
    months = (after.year - read.first.year) * 12 + after.month - read.first.month
    assert (read.first.day, after.day) == (1, 1)
    assert months == {"month": 1, "quarter": 3, "half": 6, "year": 12}[read.precision]
    assert (read.first.month - 1) % months == 0

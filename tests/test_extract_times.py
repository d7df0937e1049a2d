"""Deadlines: festivals, what stands before a month or a season, years of the plan, what is said late or not understood."""

from __future__ import annotations

import pytest

from targettrack import extract

FRAME = "2025年开平市政府工作报告\n{}二、2025年工作安排\n{}\n"
SESSION = "——2025年2月26日在开平市第十七届人民代表大会第五次会议上\n"


def days(sentence: str, session: str = SESSION) -> list[tuple[str, bool]]:
    """The deadlines of a sentence's drafts, each with whether it is marked as assumed."""
    drafts = extract.draft(FRAME.format(session, sentence)).drafts
    return [(str(draft.deadline), "deadline" in draft.assumed) for draft in drafts]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("2026年春节前完成道路改造8公里。", "2026-02-16"),
        ("明年春节前完成道路改造8公里。", "2026-02-16"),
        ("春节前完成道路改造8公里。", "2026-02-16"),
        ("元旦前完成道路改造8公里。", "2025-12-31"),
        ("清明前完成植树3万亩。", "2025-04-03"),
        ("“五一”前完成道路改造8公里。", "2025-04-30"),
        ("端午节前完成道路改造8公里。", "2025-05-30"),
        ("“七一”前完成道路改造8公里。", "2025-06-30"),
        ("中秋节前完成道路改造8公里。", "2025-10-05"),
        ("国庆节前完成道路改造8公里。", "2025-09-30"),
        ("国庆假期前完成道路改造8公里。", "2025-09-30"),
        ("重阳节前完成道路改造8公里。", "2025-10-28"),
    ],
)
def test_before_a_festival_is_the_day_before(sentence: str, day: str) -> None:
    """The day before the festival of the year that is named; without one, of the first that is still to come."""
    assert days(sentence) == [(day, False)]


def test_a_festival_of_a_document_without_a_day_is_marked() -> None:
    """Whether 春节前 means this year's or the next one's cannot be told without the day of the document."""
    assert days("春节前完成道路改造8公里。", session="") == [("2025-01-28", True)]


@pytest.mark.parametrize(
    ("sentence", "day", "assumed"),
    [
        ("9月前完成道路改造8公里。", "2025-08-31", False),
        ("9月1日前完成道路改造8公里。", "2025-09-01", False),
        ("9月中旬前完成道路改造8公里。", "2025-09-10", False),
        ("第三季度前完成道路改造8公里。", "2025-06-30", True),
        ("明年初完成道路改造8公里。", "2026-03-31", True),
        ("明年6月底前完成道路改造8公里。", "2026-06-30", False),
        ("2026年6月30日前，完成道路改造8公里。", "2026-06-30", False),
        ("县交通局2025年6月30日前完成道路改造8公里。", "2025-06-30", False),
        ("三年内完成道路改造8公里。", "2027-12-31", False),
        ("两个月内完成道路改造8公里。", "2025-04-26", False),
        ("百日内完成道路改造8公里。", "2025-06-06", False),
        ("供暖季前完成道路改造8公里。", "2025-11-14", True),
        ("汛期前完成道路改造8公里。", "2025-05-31", True),
        ("入冬前完成道路改造8公里。", "2025-11-06", True),
        ("秋季开学前完成道路改造8公里。", "2025-08-31", True),
        ("“十五五”末完成道路改造8公里。", "2030-12-31", False),
    ],
)
def test_times_that_are_stated(sentence: str, day: str, assumed: bool) -> None:
    """A time that is stated is the deadline, marked where a rule of ours chooses the day."""
    assert days(sentence) == [(day, assumed)]


@pytest.mark.parametrize(
    "sentence",
    [
        "换届前完成道路改造8公里。",
        "本届任期内完成道路改造8公里。",
        "两三年内完成道路改造8公里。",
        "国庆期间完成道路改造8公里。",
    ],
)
def test_what_is_not_understood_leaves_the_deadline_open(sentence: str) -> None:
    """A time that is stated and not understood is never the year's end; the draft says that it is open."""
    assert days(sentence) == [("None", True)]


def test_a_span_needs_the_day_of_the_document() -> None:
    """百日内 of a document without a day is stated, and open."""
    assert days("百日内完成道路改造8公里。", session="") == [("None", True)]


def test_a_deadline_said_late_holds_for_the_list_before_it() -> None:
    """均在10月底前投用 dates all that stands before it in the sentence and has no time of its own."""
    assert {day for day, _ in days("建成城东公园、县博物馆，完成道路改造8公里，均在10月底前投用。")} == {"2025-10-31"}
    assert {day for day, _ in days("新建学校3所，改造医院2家，确保9月底前全部投用。")} == {"2025-09-30"}
    assert len(days("建成城东公园、县博物馆，完成道路改造8公里，均在10月底前投用。")) == 2
    assert [day for day, _ in days("二季度启动供热管网改造，确保10月底前全部投用。")] == ["2025-06-30", "2025-10-31"]
    assert days("6月底前新建学校3所，改造医院2家。")[0] == ("2025-06-30", False)


def test_two_dated_stages_of_one_work() -> None:
    """Each stage that has its day is a draft."""
    assert [day for day, _ in days("二季度启动供热管网改造，10月15日前投入使用。")] == ["2025-06-30", "2025-10-15"]


def test_frequencies_are_no_months() -> None:
    """一月一场 is no January."""
    assert days("开展一月一场电影放映活动12场。") == [("2025-12-31", True)]


def test_a_rate_whose_period_is_over_is_a_result() -> None:
    """A report of May tells how the first quarter went; the second is promised."""
    session = "——2025年5月26日在开平市第十七届人民代表大会第五次会议上\n"
    assert days("一季度，规上工业增加值下降3%，固定资产投资增长8%。", session) == []
    assert days("一季度规上工业增加值增长3%。") == [("2025-03-31", False)]
    assert days("二季度规上工业增加值增长3%。", session) == [("2025-06-30", False)]

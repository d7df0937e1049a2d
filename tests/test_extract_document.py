"""What a document says of itself, which of its parts promise, and where it ends: small documents of every shape."""

from __future__ import annotations

from datetime import date

import pytest

from targettrack import extract
from targettrack.model import Level

SESSION = "——{}在青禾县第十七届人民代表大会第三次会议上\n"
REVIEW, PLAN = "一、2024年工作回顾\n新建学校3所。\n", "二、2025年工作安排\n新增学位900个。\n"
GREETING = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
PAST = "累计建成学校3所，成功创建示范县，连续两年居全省前列，获批试点5个。" * 30 + "\n"
AHEAD = "今年新增学位900个，力争引进企业8家，推动产业升级，加快园区建设，支持农业。" * 25 + "\n"


def titles(text: str, **known: object) -> list[str]:
    """The titles of the drafts."""
    return [draft.title for draft in extract.draft(text, **known).drafts]  # type: ignore[arg-type]  # each has its type in the caller


YEARS = {
    "a session in January": ("政府工作报告\n" + SESSION.format("2025年1月20日") + REVIEW + PLAN, 2025),
    "a session in April": ("政府工作报告\n" + SESSION.format("2025年4月15日") + PLAN, 2025),
    "a session in November": ("政府工作报告\n" + SESSION.format("2024年11月2日") + PLAN, 2025),
    "a session in December": ("2024年政府工作报告\n" + SESSION.format("2024年12月28日") + PLAN, 2025),
    "a session in September": (
        "政府工作报告\n" + SESSION.format("2025年9月28日") + "二、今后五年工作\n新增学位9个。\n",
        2025,
    ),
    "a day in characters": ("政府工作报告\n" + SESSION.format("二○二五年一月二十日") + PLAN, 2025),
    "a day beside the session": (
        "政府工作报告\n（2025年1月20日）\n在青禾县第十七届人民代表大会第三次会议上\n" + PLAN,
        2025,
    ),
    "a day in the title": ("青禾县政府工作报告（2025年1月20日 王某）\n" + SESSION.format("") + PLAN, 2025),
    "a session at the end": (
        "青禾县政府工作报告\n二、今年的工作\n新增学位900个。\n（2025年1月9日在青禾县第九届人民代表大会第三次会议上）\n",
        2025,
    ),
    "a title": ("青禾县2025年政府工作报告\n二、工作安排\n新增学位900个。\n", 2025),
    "a heading": ("政府工作报告\n二、2025年工作安排\n新增学位900个。\n", 2025),
    "a review": (
        "政府工作报告\n一、2024年工作回顾\n新建学校3所。\n二、今年工作安排\n新增学位900个。\n",
        2025,
    ),
    "main targets": (
        "政府工作报告\n坚持民生为本、质量为先，团结一心，共同奋斗。2025年全县主要预期目标是：新增学位900个。\n",
        2025,
    ),
    "the first half of a year": (
        "关于2025年上半年工作情况的报告\n一、2025年上半年工作回顾\n新建学校3所。\n二、下半年工作安排\n新增学位900个。\n",
        2025,
    ),
    "far years": (
        "政府工作报告\n"
        + SESSION.format("2025年1月20日")
        + "二、“十五五”时期主要目标和2035年远景目标\n新增学位9个。\n",
        2025,
    ),
    "far years without a session": (
        "政府工作报告\n一、2024年工作回顾\n新建学校3所。\n二、2035年远景目标和主要任务\n新增学位9个。\n三、今年工作\n新增学位900个。\n",
        2025,
    ),
    "links to other years": (
        "- [2022年政府工作报告](https://a.example/1)\n- [2023年政府工作报告](https://a.example/2)\n青禾县政府工作报告\n"
        + PLAN,
        2025,
    ),
    "a list of other years' reports": (
        "2023年政府工作报告\n2022年政府工作报告\n2021年政府工作报告\n青禾县政府工作报告\n"
        + SESSION.format("2025年1月20日")
        + PLAN,
        2025,
    ),
    "front matter with a source": (
        "---\nsource: https://a.example/2019/2020.html\ntitle: 2025年政府工作报告\n---\n二、工作安排\n新增学位900个。\n",
        2025,
    ),
    "a day of the page": ("发布时间：2026-03-01\n青禾县2025年政府工作报告\n" + PLAN, 2025),
}


@pytest.mark.parametrize(("text", "year"), YEARS.values(), ids=YEARS)
def test_the_year(text: str, year: int) -> None:
    """The day of the session says which year is planned; without one, what most kinds of witness say."""
    assert extract.draft(text).year == year


def test_the_name_of_the_file_is_a_witness() -> None:
    """Where the text says nothing, the name of the file tells year and place."""
    found = extract.draft(GREETING + "二、今年的工作\n新增学位900个。\n", name="县-青禾县-2025.txt")
    assert (found.year, found.issuer, found.level) == (2025, "青禾县人民政府", Level.COUNTY)


def test_witnesses_that_disagree_are_doubted() -> None:
    """A title of another year than the session's is said with all witnesses; a year that is given settles it."""
    text = "2024年政府工作报告\n" + SESSION.format("2024年12月28日") + PLAN
    found = extract.draft(text)
    assert [(one.source, one.year) for one in found.witnesses] == [
        ("session", 2025),
        ("heading", 2025),
        ("title", 2024),
    ]
    assert [(one.code, one.params) for one in found.doubts] == [
        ("years-disagree", {"year": 2025, "witnesses": "session=2025 heading=2025 title=2024"})
    ]
    settled = extract.draft(text, year=2024)
    assert (settled.year, settled.witnesses, settled.doubts) == (2024, (), ())


def test_a_misprinted_session_is_overruled() -> None:
    """Three kinds of witness that agree against the day of the session say that it is written wrong."""
    text = "青禾县2025年政府工作报告\n" + SESSION.format("2015年1月20日") + REVIEW + PLAN
    found = extract.draft(text)
    assert (found.year, [one.code for one in found.doubts]) == (2025, ["years-disagree"])


PLACES = {
    "a session": ("——2025年1月5日在青禾县第十九届人民代表大会第五次会议上\n", "青禾县人民政府", Level.COUNTY),
    "a long name": (
        "——2025年1月5日在双江拉祜族佤族布朗族傣族自治县第九届人民代表大会第五次会议上\n",
        "双江拉祜族佤族布朗族傣族自治县人民政府",
        Level.COUNTY,
    ),
    "a district": (
        "——2025年1月5日在重庆市渝中区第十九届人民代表大会第五次会议上\n",
        "重庆市渝中区人民政府",
        Level.COUNTY,
    ),
    "a prefecture that speaks of its towns": (
        "——2025年1月5日在无锡市第十七届人民代表大会第四次会议上\n各镇街、各镇（街道）都要行动。\n",
        "无锡市人民政府",
        Level.CITY,
    ),
    "a county-level city": (
        "——2025年1月5日在江阴市第十七届人民代表大会第四次会议上\n各镇街都要行动。\n",
        "江阴市人民政府",
        Level.COUNTY,
    ),
    "a name with a tier in it": (
        "——2025年1月5日在广州市第十六届人民代表大会第五次会议上\n",
        "广州市人民政府",
        Level.CITY,
    ),
    "a league": ("锡林郭勒盟2025年政府工作报告\n", "锡林郭勒盟人民政府", Level.CITY),
    "an autonomous prefecture": (
        "——2025年1月5日在大理白族自治州第九届人民代表大会第五次会议上\n",
        "大理白族自治州人民政府",
        Level.CITY,
    ),
    "a municipality": (
        "——2025年1月5日在天津市第十八届人民代表大会第三次会议上\n",
        "天津市人民政府",
        Level.PROVINCE,
    ),
    "a province that only says so": (
        "政府工作报告\n各位代表：\n现在，我代表省人民政府报告工作。建设现代化河南。河南大有可为。\n",
        "河南省人民政府",
        Level.PROVINCE,
    ),
    "a town": ("青禾镇政府工作报告\n", "青禾镇人民政府", Level.TOWN),
    "who speaks": ("政府工作报告\n青禾市市长 王某\n各位代表：\n", "青禾市人民政府", Level.COUNTY),
    "for whom one speaks": ("各位代表：\n现在，我代表青禾区人民政府报告工作。\n", "青禾区人民政府", Level.COUNTY),
    "only a tier": ("各位代表：\n现在，我代表市人民政府报告工作。\n", "", Level.CITY),
    "the State Council": ("政府工作报告\n——2025年3月5日在第十四届全国人民代表大会第三次会议上\n", "国务院", None),
}


@pytest.mark.parametrize(("head", "issuer", "level"), PLACES.values(), ids=PLACES)
def test_the_issuer_and_its_tier(head: str, issuer: str, level: Level | None) -> None:
    """Who promises is read from session, office, title and greeting; the State Council stands above the tiers."""
    found = extract.draft(head + PLAN)
    assert (found.issuer, found.level) == (issuer, level)


TITLES = {
    "a slogan first": ("同心同德 共创未来\n青禾县2025年政府工作报告\n", "青禾县2025年政府工作报告"),
    "navigation first": ("首页 > 政务公开 > 政府工作报告\n青禾县2025年政府工作报告\n", "青禾县2025年政府工作报告"),
    "day and speaker behind it": (
        "青禾县政府工作报告（2025年1月20日 王某）\n",
        "青禾县政府工作报告",
    ),
    "front matter": ("---\ntitle: 2025年青禾县政府工作报告\n---\n政府工作报告\n", "2025年青禾县政府工作报告"),
    "no title": (GREETING, "政府工作报告"),
    "only a session": (SESSION.format("2025年1月20日"), "政府工作报告"),
    "letters apart": ("政 府 工 作 报 告\n" + SESSION.format("2025年1月20日"), "政府工作报告"),
}


@pytest.mark.parametrize(("head", "title"), TITLES.values(), ids=TITLES)
def test_the_title(head: str, title: str) -> None:
    """The title is the line that names the report, whatever stands around it."""
    assert extract.draft(head + PLAN).title == title


def test_a_title_that_is_given_is_kept() -> None:
    """The caller knows the title better than the text."""
    assert extract.draft("政府工作报告\n" + PLAN, title="青禾县工作要点").title == "青禾县工作要点"


def test_parts_of_a_term_and_of_a_year_have_their_own_horizons() -> None:
    """今后五年 and the year's own work in one heading are told apart by the sentences that begin them."""
    text = (
        "青禾县政府工作报告\n"
        + SESSION.format("2022年1月12日")
        + "二、今后五年的奋斗目标及2022年工作安排\n新建学校30所。\n今年预期目标：新增学位900个。\n（一）办好教育\n新建公园2个。\n"
    )
    found = [(draft.title, draft.deadline) for draft in extract.draft(text).drafts]
    assert found == [
        ("新建学校30所", date(2026, 12, 31)),
        ("新增学位900个", date(2022, 12, 31)),
        ("新建公园2个", date(2022, 12, 31)),
    ]


def test_a_five_year_plan_inside_a_report_ends_with_it() -> None:
    """Every division of the part for the five-year plan looks to its end, the next part to the year."""
    text = (
        "青禾县政府工作报告\n"
        + SESSION.format("2021年2月2日")
        + "二、“十四五”时期目标和2035年远景目标\n（一）主要目标\n新建学校30所。\n（二）重大任务\n新建医院4所。\n"
        "三、全力推动“十四五”开好局\n新增学位900个。\n"
    )
    found = [(draft.title, draft.deadline) for draft in extract.draft(text).drafts]
    assert found == [
        ("新建学校30所", date(2025, 12, 31)),
        ("新建医院4所", date(2025, 12, 31)),
        ("新增学位900个", date(2021, 12, 31)),
    ]


PARTS = {
    "slogans with numbers": ("一、乘风破浪，成绩鼓舞人心\n" + PAST + "二、扬帆远航，谱写崭新篇章\n" + AHEAD),
    "slogans without numbers": ("乘风破浪，成绩鼓舞人心\n" + PAST + "扬帆远航，谱写崭新篇章\n" + AHEAD),
    "headings of Markdown": ("# 2024年工作回顾\n\n" + PAST + "\n# 2025年工作\n\n" + AHEAD),
    "headings without numbers": "2024年工作回顾\n" + PAST + "2025年工作目标任务\n" + AHEAD,
    "divisions of a part with numbers of their own": (
        "“十四五”工作回顾\n一、着力办好教育\n"
        + PAST
        + "二、着力发展产业\n"
        + PAST
        + "2025年重点工作\n一、着力办好教育\n"
        + AHEAD
    ),
    "no headings": (
        "过去的一年，成绩来之不易。\n"
        + PAST.replace("\n", "")
        + "\n2025年是关键之年。今年的主要目标是：财政收入增长6%。\n"
        + AHEAD
    ),
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_what_was_done_is_no_promise(text: str) -> None:
    """Parts are told apart by their headings, and where these are slogans, by the words that their clauses begin with."""
    found = titles(GREETING + text, year=2025)
    assert "今年新增学位900个" in found or "新增学位900个" in found
    assert not [title for title in found if "学校" in title or "试点" in title]


def test_the_targets_behind_a_guideline_are_read() -> None:
    """The sentence of guidelines is ceremony, the targets behind it are not."""
    text = "2024年工作回顾\n新建学校3所。\n2025年政府工作\n政府工作的指导思想是：稳中求进。奋斗目标是：地区生产总值增长7%以上。\n"
    (draft,) = extract.draft(text).drafts
    assert (draft.title, draft.goal.value, draft.deadline) == ("地区生产总值增长7%以上", 7, date(2025, 12, 31))


ENDS = {
    "a glossary": "名词解释\n1.双百行动：指建设100个园区、培育100家企业。\n2.三馆：新建文化馆3个。\n",
    "a glossary of the report": "附件：\n《政府工作报告》有关内容名词解释\n双百行动：建设100个园区。\n",
    "notes": "注释\n[1]双百行动：建设100个园区、培育100家企业。\n",
    "footnotes": "［1］双百行动：建设100个园区、培育100家企业。\n［2］三馆：新建文化馆3个。\n",
    "a word that is explained": "双百行动：指建设100个园区、培育100家企业。\n",
    "the page behind the last words": (
        "各位代表！让我们更加紧密地团结在以习近平同志为核心的党中央周围，接续奋斗！\n相关评论\n新建学校9所\n"
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_nothing_behind_the_end_promises(end: str) -> None:
    """Explanations of words, notes and the rest of a page are no promises."""
    assert titles("青禾县2025年政府工作报告\n" + PLAN + end) == ["新增学位900个"]


def test_an_annex_behind_a_glossary_promises() -> None:
    """A list of works behind the glossary, or behind the last words, is promised."""
    closing = "让我们更加紧密地团结在以习近平同志为核心的党中央周围，接续奋斗！\n"
    glossary = "附件1\n名词解释\n双百行动：建设100个园区。\n"
    annex = "附件2\n2025年十件民生实事\n一、办好教育\n1.新建公园2个。\n2.改造道路3公里。\n"
    found = titles("青禾县2025年政府工作报告\n" + PLAN + closing + glossary + annex)
    assert found == ["新增学位900个", "新建公园2个", "改造道路3公里"]


def test_a_footnote_between_parts_does_not_end_the_report() -> None:
    """What is printed at the foot of a page is left out; the text goes on."""
    text = "青禾县2025年政府工作报告\n" + PLAN + "［1］双百行动：建设100个园区。\n三、自身建设\n办理建议90件。\n"
    assert titles(text) == ["新增学位900个", "办理建议90件"]


def test_the_share_that_promises() -> None:
    """A report of which less than three tenths promise is doubted; a few lines are not."""
    head = "青禾县政府工作报告\n" + SESSION.format("2025年1月20日")
    little = extract.draft(head + "一、2024年工作回顾\n" + PAST * 2 + PLAN)
    half = extract.draft(head + "一、2024年工作回顾\n" + PAST + "二、2025年工作安排\n" + AHEAD)
    assert little.share is not None
    assert half.share is not None
    assert little.share < 0.3 < half.share
    assert [one.code for one in little.doubts] == ["little-promised"]
    assert half.doubts == extract.draft(head + REVIEW + PLAN).doubts == ()


def test_a_word_of_what_is_done_drops_its_clause_and_no_sentence() -> None:
    """已建成 behind a verb tells which buildings are meant; what stands beside it is promised all the same."""
    frame = "2025年开平市政府工作报告\n二、2025年工作安排\n{}\n"
    assert titles(frame.format("盘活已建成标准厂房，新增学位900个。"))[-1] == "新增学位900个"
    assert titles(frame.format("新增学位900个，已建成学校3所。")) == ["新增学位900个"]
    assert titles(frame.format("已建成学校3所。")) == []


def test_a_short_line_with_a_full_stop_is_a_sentence() -> None:
    """明年… on a line of its own heads nothing if it ends like a sentence."""
    frame = "2025年开平市政府工作报告\n二、2025年工作安排\n新建公园2个。\n{}\n"
    found = extract.draft(frame.format("明年6月底前完成火车站改造。"), year=2025).drafts[-1]
    assert (found.title, found.deadline) == ("明年6月底前完成火车站改造", date(2026, 6, 30))

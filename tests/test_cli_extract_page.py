"""The pages of `extract`: the drafts of a report, and what of the report no record covers."""

from __future__ import annotations

import pytest

from office import Office

COVERAGE = ("extract", "report.txt", "--coverage")
PAGES = {
    "en": """\
# Coverage of report.txt
# Line	Figure not read	Sentence
8	30公里	力争上半年完成30公里污水管网改造。
# Line	Records	Sentence
1	–	2026年政府工作报告
4	–	二、2026年主要目标
5	BG2026-001 BG2026-002	地区生产总值增长5%左右，城镇新增就业6000人以上。
6	–	三、重点工作
7	BG2026-003 BG2026-004	新增义务教育学位960个，年底前建成县第二水厂。
8	left out	力争上半年完成30公里污水管网改造。
Figures read	3/4 = 75%
Sentences covered	2/3 = 66.67%
Characters covered	46/63 = 73.02%
""",
    "zh": """\
# report.txt 的覆盖情况
# 行	未读入的数字	原文
8	30公里	力争上半年完成30公里污水管网改造。
# 行	记录	原文
1	–	2026年政府工作报告
4	–	二、2026年主要目标
5	BG2026-001 BG2026-002	地区生产总值增长5%左右，城镇新增就业6000人以上。
6	–	三、重点工作
7	BG2026-003 BG2026-004	新增义务教育学位960个，年底前建成县第二水厂。
8	未列入	力争上半年完成30公里污水管网改造。
已读入数字	3/4 = 75%
已覆盖句数	2/3 = 66.67%
已覆盖字数	46/63 = 73.02%
""",
}


@pytest.fixture
def reviewed(office: Office) -> Office:
    """The office after one of the five drafts was dropped."""
    assert office.run("review", "BG2026-005", "--drop").code == 0
    return office


@pytest.mark.parametrize("language", PAGES)
def test_what_a_list_leaves_out(reviewed: Office, language: str) -> None:
    """Every sentence of the promise part in its order, with the records that quote from it; headings are not counted."""
    found = reviewed.run(*COVERAGE, "--plan", "BG2026", "--lang", language)
    assert (found.code, found.text, found.said) == (0, PAGES[language], "")


def test_what_is_left_out_stands_out(reviewed: Office) -> None:
    """On a screen it is red, and headings are grey; in Markdown and HTML the words say so, too."""
    screen = reviewed.run(*COVERAGE, "--plan", "BG2026", terminal=True).text
    assert "\x1b[1;31mleft out" in screen
    assert "\x1b[1;31m力争上半年完成30公里污水管网改造。" in screen
    assert "\x1b[90m二、2026年主要目标" in screen
    markdown = reviewed.run(*COVERAGE, "--plan", "BG2026", "-f", "markdown").lines
    assert "| 8 | left out | 力争上半年完成30公里污水管网改造。 |" in markdown
    assert "- Sentences covered: 2/3 = 66.67%" in markdown
    assert "left out" in reviewed.run(*COVERAGE, "--plan", "BG2026", "-f", "html").text


def test_items_go_by_their_keys(office: Office) -> None:
    """Without a plan the items that the report would give are held against it: 1 to 4, and nothing is left out."""
    lines = office.run(*COVERAGE).lines
    assert lines[4] == "5\t1 2\t地区生产总值增长5%左右，城镇新增就业6000人以上。"
    assert lines[6] == "7\t3\t新增义务教育学位960个，年底前建成县第二水厂。"
    assert lines[-3:] == [
        "Figures read\t4/4 = 100%",
        "Sentences covered\t3/3 = 100%",
        "Characters covered\t63/63 = 100%",
    ]


def test_the_drafts_of_a_report(office: Office) -> None:
    """Item, line, kind, deadline, unit, title, goal with what is assumed, and how sure; and how to keep them."""
    found = office.run("extract", "report.txt")
    assert found.lines[:4] == [
        "# Drafts from report.txt",
        "2026年政府工作报告 · 2026",
        "# Item\tLine\tKind\tDeadline\tLead unit\tTarget\tGoal, and what is assumed\tSure",
        "1\t5\tgrowth\t2026-12-31\tunassigned\t地区生产总值增长5%左右\t地区生产总值增速 ≈ 5%\t0.99",
    ]
    assert [line.split("\t")[:6] for line in found.lines[5:8]] == [
        ["3", "7", "", "", "", "新增义务教育学位960个，年底前建成县第二水厂"],
        ["3", "7", "quantity", "2026-12-31", "unassigned", "新增义务教育学位960个"],
        ["3", "7", "milestone", "2026-12-31", "unassigned", "年底前建成县第二水厂"],
    ]
    assert found.lines[-2:] == [
        "4 items · 5 drafts from 3 sentences",
        "Nothing was written; --write keeps them as drafts.",
    ]


def test_the_drafts_that_were_kept(office: Office) -> None:
    """With `--write` the ids stand beside them, and the last line says where to go on."""
    found = office.run("extract", "report.txt", "--write", "--plan", "XJ2026")
    assert "XJ2026-001" in found.text
    assert "review" in found.lines[-1]

"""What readers of an office found wrong in lists of tasks, by kind: expected values are written out."""

from __future__ import annotations

import pytest

from targettrack import extract
from targettrack.model import Kind

REPORT = "2025年开平市政府工作报告\n——2025年{}在开平市第十七届人民代表大会第五次会议上\n二、2025年工作安排\n{}\n"

# A sentence, and of each draft: kind, title, value and unit, deadline.
SENTENCES = {
    "支持城东新区高质量发展，确保年内地区生产总值增长9%。": [
        ("growth", "城东新区确保年内地区生产总值增长9%", "9", "%", "2025-12-31"),
    ],
    "完成南环路改造；力争6月底前东环路全部通车。": [
        ("milestone", "完成南环路改造", None, "", "2025-12-31"),
        ("milestone", "力争6月底前东环路全部通车", None, "", "2025-06-30"),
    ],
    "居民消费价格指数控制在104以内。": [("level", "居民消费价格指数控制在104以内", "104", "", "2025-12-31")],
    "全市就业人数达到23万。": [("level", "全市就业人数达到23万", "23", "万人", "2025-12-31")],
    "帮助3万农户增收。": [("quantity", "帮助3万农户增收", "3", "万户", "2025-12-31")],
    "培育超亿元大品种40个。": [("quantity", "培育超亿元大品种40个", "40", "个", "2025-12-31")],
    "对小学每生每年补助1000元。": [("level", "对小学每生每年补助1000元", "1000", "元", "2025-12-31")],
    "两个综保区封关运行。": [("milestone", "两个综保区封关运行", None, "", "2025-12-31")],
    "国道改建工程6月中旬达到通车条件。": [
        ("milestone", "国道改建工程6月中旬达到通车条件", None, "", "2025-06-20"),
    ],
    "确保隐性债务不新增。": [("guard", "确保隐性债务不新增", None, "", "2025-12-31")],
    "进出口总额增速高于省里目标。": [("relative", "进出口总额增速高于省里目标", None, "", "2025-12-31")],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_what_readers_found(text: str) -> None:
    """Figures of a part, levels per head, people in 万, completions without a number, guards."""
    found = extract.draft(REPORT.format("2月26日", text)).drafts
    assert [
        (
            one.kind.value,
            one.title,
            None if one.goal.value is None else str(one.goal.value),
            one.goal.unit or "",
            str(one.deadline),
        )
        for one in found
    ] == SENTENCES[text]


def test_a_quarter_that_is_over_holds_for_the_clauses_beside_it() -> None:
    """The rates of a first quarter are results in May, also those that do not name it again."""
    text = "一季度地区生产总值下降3%，固定资产投资下降7.2%、工业增加值下降1.9%。新建学校3所。"
    assert [one.title for one in extract.draft(REPORT.format("5月14日", text)).drafts] == ["新建学校3所"]


def test_a_stay_of_some_days_is_no_deadline() -> None:
    """7天以内免费入住 says how long."""
    (draft,) = extract.draft(REPORT.format("2月26日", "为毕业生提供7天以内免费住宿。")).drafts
    assert (draft.kind, draft.deadline) == (Kind.QUALITATIVE, None)


def test_an_annex_keeps_its_numbers_behind_a_body_without() -> None:
    """A list of twenty or more is keyed as it is printed; what has no number follows it."""
    annex = "\n".join(f"{number}.新建学校{number + 1}所。" for number in range(1, 23))
    text = REPORT.format("2月26日", "新建公园9个。") + f"附件\n2025年民生实事工作目标\n{annex}\n"
    assert [item.key for item in extract.draft(text).items] == ["23", *map(str, range(1, 23))]


def test_soft_words_of_the_chapter_on_conduct_are_no_task() -> None:
    """The last chapter says how the government behaves; what somebody does in it stays."""
    text = REPORT.format("2月26日", "新建学校3所。") + "三、加强政府自身建设\n规范行政行为。\n加快办理各类建议。\n"
    assert [item.title for item in extract.draft(text).items] == ["新建学校3所", "加快办理各类建议"]

"""Items: what an office counts as one task, which drafts stand under it, and what of a report is no task at all."""

from __future__ import annotations

import pytest

from targettrack import extract
from targettrack.model import Kind, Level, Strength, Unit

HEAD = "平川县2025年政府工作报告\n——2025年1月9日在平川县第十八届人民代表大会第四次会议上\n二、2025年工作安排\n{}\n"
UNITS = (
    Unit("平川县教育局", (), Level.COUNTY, ("学位", "学校", "教师")),
    Unit("平川县卫生健康局", (), Level.COUNTY, ("床位", "医院")),
)
Told = list[tuple[str, str, list[str]]]


def told(text: str, units: tuple[Unit, ...] = ()) -> Told:
    """Key and title of each item with the titles of its drafts."""
    found = extract.draft(text if "\n" in text else HEAD.format(text), units=units)
    return [(item.key, item.title, [found.drafts[n - 1].title for n in item.drafts]) for item in found.items]


def test_each_draft_belongs_to_one_item() -> None:
    """Every draft names the item that counts it, and the items hold each draft once, in the document's order."""
    found = extract.draft(HEAD.format("城镇新增就业3000人。新增学位900个，建成县第二水厂。完善养老服务。"))
    assert [draft.item for draft in found.drafts] == ["1", "2", "2", "3"]
    assert [item.drafts for item in found.items] == [(1,), (2, 3), (4,)]
    assert found.items[1].quote == "新增学位900个，建成县第二水厂。"
    assert (found.items[1].line, found.items[1].section) == (4, "二、2025年工作安排")


def test_each_indicator_of_the_main_targets_is_an_item() -> None:
    """主要预期目标是：… is as many items as it has indicators, those without a figure too."""
    text = "今年经济社会发展主要预期目标是：地区生产总值增长5%，城镇新增就业3000人，粮食产量12万吨。"
    assert [(key, drafts) for key, _title, drafts in told(text)] == [
        ("1", ["地区生产总值增长5%"]),
        ("2", ["城镇新增就业3000人"]),
        ("3", ["粮食产量12万吨"]),
    ]


def test_an_entry_of_a_list_of_works_is_one_item() -> None:
    """An entry of N件实事 is one item with all its sentences; its first words without a figure are the title."""
    text = (
        "平川县2025年政府工作报告\n二、2025年工作安排\n三、十件民生实事\n"
        "1.改善就学条件。新建学校3所。新增学位900个。\n2.新建公园2个，改造道路5公里。\n"
    )
    assert told(text) == [
        ("1", "改善就学条件", ["新建学校3所", "新增学位900个"]),
        ("2", "新建公园2个，改造道路5公里", ["新建公园2个", "改造道路5公里"]),
    ]


def test_an_entry_with_fields() -> None:
    """An entry that gives its task, its time and its unit under labels is one item with the heading as its title."""
    text = (
        "平川县2025年政府工作报告\n二、2025年工作安排\n新建公园2个。\n附件\n2025年6件惠民实事\n"
        "一、推行午间托管服务\n目标任务：在两所小学开展午间托管服务试点。\n主办单位：县教育局\n"
        "二、改善殡葬服务\n目标任务：6月底前建成县殡仪馆，新增车位200个。减轻群众负担。\n主办单位：县民政局、县住建局\n"
    )
    found = extract.draft(text)
    assert [(item.title, [found.drafts[n - 1].owner for n in item.drafts]) for item in found.items] == [
        ("新建公园2个", ["平川县城市管理局"]),
        ("推行午间托管服务", ["县教育局"]),
        ("改善殡葬服务", ["县民政局", "县民政局"]),
    ]


def test_the_printed_number_is_the_key() -> None:
    """Where numbers run through a list they are the keys; where they restart, with the numeral of their part before."""
    through = "2025年重点工作任务分解\n一、教育\n7.新建学校3所。\n8.新增学位900个。\n"
    again = "2025年重点工作任务分解\n一、教育\n1.新建学校3所。\n2.新增学位900个。\n二、城建\n1.新建公园2个。\n"
    assert [key for key, _title, _drafts in told(through)] == ["7", "8"]
    assert [key for key, _title, _drafts in told(again)] == ["一-1", "一-2", "二-1"]
    table = "2025年重点工作\n|序号|任务|责任单位|\n|4|新建学校3所|县教育局|\n|5|新建公园2个|县住建局|\n"
    assert [key for key, _title, _drafts in told(table)] == ["4", "5"]


def test_a_soft_head_over_figures_is_the_title() -> None:
    """实施扩容提质行动，… is no draft beside the figures under it; soft clauses behind them are in the quote only."""
    found = extract.draft(
        HEAD.format("深化教育综合改革，新建学校3所，新增学位900个，招聘教师120名，不断优化师资结构。")
    )
    (item,) = found.items
    assert item.title == "深化教育综合改革"
    assert [str(draft.goal.value) for draft in found.drafts] == ["3", "900", "120"]
    assert item.quote.endswith("不断优化师资结构。")


def test_soft_sentences_side_by_side_are_one_draft() -> None:
    """Under one proposed lead, or in one field, they are titled by the first, and all of them are quoted."""
    found = extract.draft(
        HEAD.format("加强教师队伍建设。深化教育评价改革。完善校园安全制度。推进县医院提质。"), units=UNITS
    )
    assert [(item.title, len(item.drafts)) for item in found.items] == [
        ("加强教师队伍建设", 1),
        ("推进县医院提质", 1),
    ]
    assert [quote.text for quote in found.drafts[0].quotes] == [
        "加强教师队伍建设",
        "深化教育评价改革",
        "完善校园安全制度",
    ]
    assert found.drafts[0].kind == "qualitative"


def test_a_part_that_another_unit_leads() -> None:
    """A clause led by another unit is a part with a key of its own: 1, then 1-1."""
    text = "新建学校3所，新增学位900个（县教育局）；新增床位200张（县卫生健康局）。"
    assert told(text) == [
        ("1", "新建学校3所，新增学位900个", ["新建学校3所", "新增学位900个"]),
        ("1-1", "新增床位200张", ["新增床位200张"]),
    ]
    assert [key for key, _title, _drafts in told("新增学位900个，新增床位200张。", UNITS)] == ["1", "1-1"]


@pytest.mark.parametrize(
    "text",
    [
        "坚持以人民为中心的发展思想。",
        "深入践行“两山”理念。",
        "围绕建设现代化新城，抢抓政策机遇。",
        "做好今年工作，任务艰巨。",
        "让农业强起来，让农村美起来。",
        "依托高校院所。",
    ],
)
def test_what_is_no_task(text: str) -> None:
    """Slogans, settings and effects are nothing; beside a task they do not give it its title."""
    assert told(text) == []
    assert [title for _key, title, _drafts in told(text.replace("。", "，建设数字化服务平台。"))] == [
        "建设数字化服务平台"
    ]


def test_words_before_the_first_heading_of_a_part() -> None:
    """A soft paragraph between the heading of a part and the first heading in it sets the tone; a figure in it counts."""
    text = "2025年政府工作报告\n二、2025年工作安排\n{}\n（一）教育\n新建学校3所。\n"
    assert [title for _key, title, _drafts in told(text.format("推动教育提档升级，完善服务体系。"))] == ["新建学校3所"]
    assert len(told(text.format("推动教育提档升级，新增学位900个。"))) == 2


def test_a_target_said_twice_is_counted_once() -> None:
    """Headline and body are one draft of the first item; an item of which nothing is left is none."""
    text = (
        "2025年政府工作报告\n二、2025年主要目标\n城镇新增就业3000人，粮食产量12万吨。\n"
        "三、重点工作\n（一）就业\n确保城镇新增就业3000人。\n新建学校3所。\n"
    )
    assert [(key, title) for key, title, _drafts in told(text)] == [
        ("1", "城镇新增就业3000人"),
        ("2", "粮食产量12万吨"),
        ("3", "新建学校3所"),
    ]


def test_a_short_soft_sentence_is_the_label_of_the_next() -> None:
    """建设韧性城市。 in the middle of a paragraph names what follows, and is no task; a work said shortly is one."""
    text = (
        "2025年开平市政府工作报告\n二、2025年工作安排\n"
        "建设宜居城市。新增口袋公园12个，改造老旧小区30个，打通断头路6条。"
        "建设韧性城市。新建排水管网55公里，完成主干排水系统清淤460公里以上。建成县第二水厂。\n"
    )
    found = extract.draft(text)
    assert [item.title for item in found.items] == ["建设宜居城市", "建设韧性城市", "建成县第二水厂"]
    assert [draft.title for draft in found.drafts] == [
        "新增口袋公园12个",
        "改造老旧小区30个",
        "打通断头路6条",
        "新建排水管网55公里",
        "完成主干排水系统清淤460公里以上",
        "建成县第二水厂",
    ]


def test_a_short_name_is_a_unit_of_the_own_government() -> None:
    """市民政局 in a report of another city is not the one that the ledger knows."""
    known = (Unit("江门市民政局", level=Level.CITY, aliases=("市民政局",)),)
    text = "2025年{}政府工作报告\n二、2025年工作安排\n新建敬老院3所（责任单位：市民政局）。\n"
    owners = {
        place: [draft.owner for draft in extract.draft(text.format(place), units=known).drafts]
        for place in ("江门市", "普洱市")
    }
    assert owners == {"江门市": ["江门市民政局"], "普洱市": ["市民政局"]}


@pytest.mark.parametrize(
    "clause",
    [
        "推动经济社会高质量发展",
        "提升应急救援和防灾减灾救灾能力",
        "努力让每名孩子都茁壮成长",
        "推动农村人居环境持续改善",
        "坚决扛起粮食安全政治责任",
        "继续抓好十大民生实事",
        "用好资源丰富的优势",
    ],
)
def test_progress_without_a_matter_is_no_task(clause: str) -> None:
    """What names no matter, or only what a work is good for, is nobody's; the clause beside it that does is the title."""
    assert told(f"{clause}。") == []
    assert [title for _key, title, _drafts in told(f"{clause}，开展重点项目攻坚。")] == ["开展重点项目攻坚"]


def test_a_bid_for_a_title_is_a_row_of_its_own() -> None:
    """Somebody above gives the title, on no day that the office can promise; beside figures and soft words it stays a row."""
    sentence = "提高道路养护质量，新建农村公路30公里，争创“四好农村路”省级示范县。"
    titles = ["新建农村公路30公里", "争创“四好农村路”省级示范县"]
    assert told(sentence) == [("1", f"{titles[0]}，{titles[1]}", titles)]
    draft = extract.draft(HEAD.format(sentence)).drafts[1]
    assert (draft.kind, draft.strength, draft.deadline) == (Kind.QUALITATIVE, Strength.STRETCH, None)


def test_a_main_target_without_a_draft_stands_apart() -> None:
    """Nobody takes a clause for covered because its neighbours are."""
    text = "今年经济社会发展主要预期目标是：城镇新增就业3000人，外贸处于全省第一方阵，粮食产量12万吨。"
    assert [sentence.text for sentence in extract.draft(HEAD.format(text)).promise[-3:]] == [
        "今年经济社会发展主要预期目标是：城镇新增就业3000人，",
        "外贸处于全省第一方阵，",
        "粮食产量12万吨。",
    ]

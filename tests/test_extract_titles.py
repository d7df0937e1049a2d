"""Titles that can be read alone: whose figure it is, what several figures share, what is only a setting."""

from __future__ import annotations

import pytest

from targettrack import extract

REPORT = "2025年开平市政府工作报告\n——2025年2月26日在开平市第十七届人民代表大会第五次会议上\n二、2025年工作安排\n{}\n"

# A sentence, and the titles of its drafts with the indicator of each.
SENTENCES = {
    # A clause without its own subject is about what the clause before it is about.
    "推进城镇老旧小区改造提升，完成改造不少于50万户。": {
        "城镇老旧小区改造提升完成改造不少于50万户": "城镇老旧小区改造提升完成改造"
    },
    "开工建设停车位1.2万个，年内建成投用8000个。": {
        "开工建设停车位1.2万个": "开工建设停车位",
        "停车位年内建成投用8000个": "停车位建成投用",
    },
    "新建高标准农田3万亩，改造提升6万亩。": {
        "新建高标准农田3万亩": "新建高标准农田",
        "高标准农田改造提升6万亩": "高标准农田改造提升",
    },
    "全市生产总值超1400亿元、年均增长7.5%以上。": {
        "全市生产总值超1400亿元": "全市生产总值",
        "全市生产总值年均增长7.5%以上": "全市生产总值年增速",
    },
    "做优蔬菜，完成播种面积200万亩。": {"蔬菜完成播种面积200万亩": "蔬菜完成播种面积"},
    "深入开展营商环境评价，实现县域全覆盖。": {"营商环境评价实现县域全覆盖": ""},
    "研发经费投入增长10%，占地区生产总值比重达到3.5%。": {
        "研发经费投入增长10%": "研发经费投入增速",
        "研发经费投入占地区生产总值比重达到3.5%": "研发经费投入占地区生产总值比重",
    },
    "新建燃气和供热管网500公里、改造60公里。": {
        "新建燃气和供热管网500公里": "新建燃气和供热管网",
        "燃气和供热管网改造60公里": "燃气和供热管网改造",
    },
    "肉牛存栏突破10万头、出栏达到8万头。": {"肉牛存栏突破10万头": "肉牛存栏", "肉牛出栏达到8万头": "肉牛出栏"},
    "改造农村户厕1.2万户、改造率达94%。": {
        "改造农村户厕1.2万户": "改造农村户厕",
        "农村户厕改造率达94%": "农村户厕改造率",
    },
    "力争赤坎镇GDP达到45亿元、水口镇突破38亿元。": {
        "力争赤坎镇GDP达到45亿元": "赤坎镇GDP",
        "水口镇GDP突破38亿元": "水口镇GDP",
    },
    # What the neighbour says behind its own words.
    "公办学校明厨亮灶率达95%，民办学校达85%。": {
        "公办学校明厨亮灶率达95%": "公办学校明厨亮灶率",
        "民办学校明厨亮灶率达85%": "民办学校明厨亮灶率",
    },
    "新增国家级龙头企业1户、省级12户。": {
        "新增国家级龙头企业1户": "新增国家级龙头企业",
        "新增省级龙头企业12户": "新增省级龙头企业",
    },
    # A tail that several share, and the verb of a member that has its own.
    "推动15所小学、5所初中实施集团化办学。": {
        "推动15所小学实施集团化办学": "推动小学实施集团化办学",
        "推动5所初中实施集团化办学": "推动初中实施集团化办学",
    },
    "办好全市25件和中心城区20件民生实事。": {
        "办好全市25件民生实事": "办好全市民生实事",
        "办好中心城区20件民生实事": "办好中心城区民生实事",
    },
    "完成幸福路、建设路等7条道路整治。": {"完成幸福路、建设路等7条道路整治": "完成幸福路、建设路等道路整治"},
    "重点加快3个国家级、10个省级农业园区建设。": {
        "重点加快3个国家级农业园区建设": "加快国家级农业园区建设",
        "加快10个省级农业园区建设": "加快省级农业园区建设",
    },
    "推进51个片区、3.82万户连片旧屋区改造。": {
        "推进51个片区改造": "推进片区改造",
        "推进3.82万户连片旧屋区改造": "推进连片旧屋区改造",
    },
    "新建站点28个，为群众提供法律援助11万人次。": {
        "新建站点28个": "新建站点",
        "为群众提供法律援助11万人次": "为群众提供法律援助",
    },
    "排查管网90公里、埋设截污管道30公里。": {"排查管网90公里": "排查管网", "埋设截污管道30公里": "埋设截污管道"},
    # One thing counted twice; a count that only says where.
    "新开工改造老旧小区1251个13.78万户。": {
        "新开工改造老旧小区1251个": "新开工改造老旧小区",
        "新开工改造老旧小区13.78万户": "新开工改造老旧小区",
    },
    "新建90个自然村硬化路100公里。": {"新建90个自然村硬化路100公里": "新建90个自然村硬化路"},
    # Names before 分别 have their own part, and what is measured of all.
    "城乡居民低保标准分别提高至每人每月666元、每人每年4824元。": {
        "城镇居民低保标准提高至每人每月666元": "城镇居民低保标准(每人每月)",
        "农村居民低保标准提高至每人每年4824元": "农村居民低保标准(每人每年)",
    },
    "交通、水利分别完成投资2500亿元、800亿元。": {
        "交通完成投资2500亿元": "交通完成投资",
        "水利完成投资800亿元": "水利完成投资",
    },
    "秸秆、畜禽粪污综合利用率分别达93%和97%。": {
        "秸秆综合利用率达93%": "秸秆综合利用率",
        "畜禽粪污综合利用率达97%": "畜禽粪污综合利用率",
    },
    # A word of manner that begins a name.
    "重点人群签约服务率达到60%。": {"重点人群签约服务率达到60%": "重点人群签约服务率"},
    # Whose task it is, where somebody above sets it.
    "确保完成省下达的节能减排任务。": {"确保完成省下达的节能减排任务": "节能减排"},
}


@pytest.mark.parametrize(("sentence", "titles"), SENTENCES.items())
def test_titles_say_whose_figure_it_is(sentence: str, titles: dict[str, str]) -> None:
    """Nobody has to look up the sentence before."""
    drafts = extract.draft(REPORT.format(sentence)).drafts
    assert {draft.title: draft.goal.indicator for draft in drafts} == titles


def test_a_short_sentence_says_what_the_next_ones_are_about() -> None:
    """A label in front of sentences gives them the subject that they do not have."""
    drafts = extract.draft(REPORT.format("提速综合交通网络建设。完成投资260亿元以上。")).drafts
    assert [draft.title for draft in drafts] == ["提速综合交通网络建设", "综合交通网络完成投资260亿元以上"]


@pytest.mark.parametrize(
    "sentence",
    [
        "今年发展的主要预期目标是。",
        "先后20次考察指导学校建设。",
        "以上共计指标20项。",
        "请代表在15件实事中选定10件。",
        "40件实事有15件未达预期。",
    ],
)
def test_settings_and_results_are_no_tasks(sentence: str) -> None:
    """What introduces, counts the text's own items or tells of the past is nobody's task."""
    drafts = extract.draft(REPORT.format(sentence)).drafts
    assert [draft for draft in drafts if draft.goal.value is not None] == []

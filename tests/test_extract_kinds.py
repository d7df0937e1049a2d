"""The head verb of a clause decides its kind; titles are composed so that each can be read alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targettrack import extract
from targettrack.model import Kind, Measure


def drafted(text: str) -> list[extract.Draft]:
    """Draft the sentences of a promise part."""
    return list(extract.draft(f"二、2025年工作安排\n{text}\n", year=2025).drafts)


def kinds(text: str) -> list[str]:
    """Return the kind of each draft that is more than soft work."""
    return [str(draft.kind) for draft in drafted(text) if draft.kind is not Kind.QUALITATIVE]


def titles(text: str) -> list[str]:
    """Return the title of each draft."""
    return [draft.title for draft in drafted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年内淘汰35蒸吨以下燃煤锅炉，完成长江禁捕退捕任务，启动国家创新型城市建设。", ["milestone"] * 3),
        ("争取县城更新改造纳入省级规划盘子。", ["milestone"]),
        ("力争年内列入省级试点名单。", ["milestone"]),
        ("建成城北水厂，迁建县第三小学。", ["milestone", "milestone"]),
        ("滨河公园基本建成游客中心主体工程。", ["milestone"]),
        ("推动冷链物流园项目建成投产。", ["milestone"]),
        ("文体中心年底前对外开放。", ["milestone"]),
        ("组建县农业发展集团公司。", ["milestone"]),
        ("印发县城更新专项规划。", ["milestone"]),
        ("举办第三届荷花节。", ["milestone"]),
        ("加快城西产业园建设。", []),
        ("推动惠企政策落地见效。", []),
        ("争取更多项目纳入省级规划盘子。", []),
        ("支持企业开工建设二期厂房。", []),
        ("办好人民满意的教育。", []),
        ("打通政策落实的堵点。", []),
        ("完成全年目标任务。", []),
        ("竣工率稳步提高。", []),
        ("通过土地托管、股份合作等方式壮大集体经济。", []),
    ],
)
def test_milestones(text: str, expected: list[str]) -> None:
    """A named work that begins or ends is a milestone; work without an end is none."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("健全防止返贫监测机制。", []),
        ("加强防止返贫动态监测。", []),
        ("坚持源头严防、过程严管。", []),
        ("以零容忍态度惩治腐败。", []),
        ("坚决防止规模性返贫。", ["guard"]),
        ("坚决遏制重特大事故发生。", ["guard"]),
        ("牢牢守住不发生区域性金融风险的底线。", ["guard"]),
        ("严守耕地红线。", ["guard"]),
        ("确保全年不发生较大以上事故。", ["guard"]),
        ("深化混合所有制改革。", []),
        ("鼓励各种所有制企业发展。", []),
        ("突出全覆盖、保基本、可持续。", []),
        ("让各族群众都过上好日子。", []),
        ("实现农村快递服务全覆盖。", ["coverage"]),
        ("确保困难群众应保尽保。", ["coverage"]),
        ("零就业家庭动态清零。", ["coverage"]),
        ("推动所有建制村通硬化路。", ["coverage"]),
        ("各乡镇均建成养老服务站。", ["coverage"]),
        ("居民收入和经济增长同步。", ["relative"]),
        ("财政收入增速高于全省平均水平。", ["relative"]),
        ("居民综合阅读率达到全省平均水平。", ["relative"]),
        ("健全与经济增长相适应的工资增长机制。", []),
        ("推动经济与环境保护协调发展。", []),
        ("以项目建设为抓手，全面提升城市品质。", []),
    ],
)
def test_guard_coverage_relative(text: str, expected: list[str]) -> None:
    """Words inside a name, an institution or a setting make no guard, coverage or comparison."""
    assert kinds(text) == expected


def test_level_beside_gross_product() -> None:
    """占地区生产总值比重 is no plot of land."""
    [draft] = drafted("全社会研发经费支出占地区生产总值比重达到2.5%。")
    assert (draft.kind, draft.goal.value) == (Kind.LEVEL, Decimal("2.5"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城镇新增就业3.5万人，失业人员再就业900人。", ["城镇新增就业3.5万人", "失业人员再就业900人"]),
        ("培育链主企业10家、骨干企业20家。", ["培育链主企业10家", "培育骨干企业20家"]),
        ("新建24个街头游园、15个口袋公园。", ["新建24个街头游园", "新建15个口袋公园"]),
        ("新增学位1620个，托位300个。", ["新增学位1620个", "新增托位300个"]),
        ("全市新建停车位780个、充电桩210个。", ["全市新建停车位780个", "新建充电桩210个"]),
        (
            "建设20个省级、100个市级美丽乡村示范村。",
            ["建设20个省级美丽乡村示范村", "建设100个市级美丽乡村示范村"],
        ),
        (
            "完成122家卫生服务中心、190家卫生院设施改造。",
            ["完成122家卫生服务中心设施改造", "完成190家卫生院设施改造"],
        ),
        ("粮食播种面积、产量分别达到52万亩、23万吨。", ["粮食播种面积达到52万亩", "粮食产量达到23万吨"]),
        ("小麦、玉米种植面积分别新增3万亩、4万亩。", ["小麦种植面积新增3万亩", "玉米种植面积新增4万亩"]),
        (
            "城乡居民人均可支配收入分别增长6%和7.5%。",
            ["城镇居民人均可支配收入增长6%", "农村居民人均可支配收入增长7.5%"],
        ),
        ("城市污水收集率、处理率达到70%和95%。", ["城市污水收集率达到70%", "城市污水处理率达到95%"]),
        ("筹集安居房5万套、保障性租赁住房1.2万套。", ["筹集安居房5万套", "筹集保障性租赁住房1.2万套"]),
        ("推进53个市级项目、45个县级项目。", ["推进53个市级项目", "推进45个县级项目"]),
        ("整合建立18个合作社和66个家庭农场。", ["整合建立18个合作社", "整合建立66个家庭农场"]),
        ("完成道路、管网、绿化改造。", ["完成道路、管网、绿化改造"]),
        (
            "建成甲水镇文化服务中心、乙水镇文化服务中心、丙水镇文化服务中心、丁水镇文化服务中心等项目。",
            ["建成甲水镇文化服务中心、乙水镇文化服务中心等项目"],
        ),
    ],
)
def test_titles(text: str, expected: list[str]) -> None:
    """A figure takes verb, noun, subject or process that it shares with its neighbours; no word is doubled."""
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建学校3所。", (Measure.WORK, True)),
        ("举办惠民演出60场。", (Measure.FLOW, True)),
        ("城镇新增就业4500人。", (None, False)),
    ],
)
def test_works_and_flows(text: str, expected: tuple[Measure | None, bool]) -> None:
    """The verb says whether what is late can be delivered; where it does not, its noun does."""
    [draft] = drafted(text)
    assert (draft.goal.measure, "measure" in draft.assumed) == expected

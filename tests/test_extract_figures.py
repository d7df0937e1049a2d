"""Figures read whole, with their units, levels, frequency, sets and baselines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targettrack import extract
from targettrack.extract import figures, script
from targettrack.model import Better, Comparator, Every, Kind

FRAME = "2025年开平市政府工作报告\n——2025年2月26日在开平市第十七届人民代表大会第五次会议上\n二、2025年工作安排\n{}\n"


def drafted(sentence: str) -> tuple[extract.Draft, ...]:
    """Read one sentence of the promise part."""
    return extract.draft(FRAME.format(sentence)).drafts


def amounts(sentence: str) -> list[str]:
    """The figures of the drafts as they would be written, with how they are held."""
    return [
        f"{draft.goal.comparator}{draft.goal.value}{'' if draft.goal.to is None else f'..{draft.goal.to}'}{draft.goal.unit}"
        for draft in drafted(sentence)
        if draft.goal.value is not None
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成工业投资2亿3000万元。", [">=2.3亿元"]),
        ("改造水浇地4万6千亩。", [">=4.6万亩"]),
        ("实际到位资金五亿6000万元。", [">=5.6亿元"]),
        ("完成投资23，400万元。", [">=23400万元"]),
        ("完成投资23,400万元。", [">=23400万元"]),
        ("服务业增加值增长7·5%。", [">=7.5%"]),
        ("服务业增加值增长7,5%。", [">=7.5%"]),
        ("服务业增加值增长７．５％。", [">=7.5%"]),
        ("培训农民两万零五百人。", [">=20500人"]),
        ("完成植树四万六千亩。", [">=46000亩"]),
        ("完成工业投资二十三点六亿元。", [">=23.6亿元"]),
        ("服务业增加值增长百分之七点五。", [">=7.5%"]),
        ("人口自然增长率控制在千分之五以内。", ["<=5‰"]),
        ("城镇登记失业率控制在百分之四以内。", ["<=4%"]),
        ("带动创业200多人，培训300余人。", [">=200人", ">=300人"]),
        ("整合资金3亿多元。", [">=3亿元"]),
        ("带动就业20多万人。", [">=20万人"]),
        ("新建学校3至5所。", [">=3..5所"]),
        ("新建学校三至五所。", [">=3..5所"]),
        ("争取资金3亿元至5亿元。", [">=3..5亿元"]),
        ("新建（改造）公厕八座、农贸市场十二处。", [">=8座", ">=12处"]),
        ("牲畜出栏60万头只，抽检食品5批次/千人。", [">=60万头只", ">=5批次/千人"]),
        ("更新公交车辆30台(套)。", [">=30台(套)"]),
        ("每千名老人拥有床位35张。", [">=35张"]),
        ("招募医生15名，慰问困难家庭20户。", [">=15名", ">=20户"]),
    ],
)
def test_a_figure_is_read_whole(sentence: str, expected: list[str]) -> None:
    """However it is written, a figure is one figure, with its whole unit."""
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["新增用地3万5。", "推出便民举措一百五项。", "培育三五家企业。", "安排资金几百万元。"]
)
def test_what_is_no_number_is_left_unread(sentence: str) -> None:
    """A figure that cannot be read whole is not read in part."""
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3,500", "3500"),
        ("十", "10"),
        ("二十五", "25"),
        ("一百零五", "105"),
        ("三千二百", "3200"),
        ("一万零三百", "10300"),
        ("十五点八", "15.8"),
        ("1亿2000万", "120000000"),
        ("千百", None),
        ("三五", None),
        ("一百五", None),
        ("3万5", None),
        ("1万2亿", None),
    ],
)
def test_numerals(words: str, value: str | None) -> None:
    """Chinese numerals, digits and both together count what they say, or nothing."""
    assert figures.value_of(words) == (None if value is None else Decimal(value))


def test_unknown_measure_words_are_kept_and_said() -> None:
    """A measure word of no table stays as it was written; the draft says that it is not known."""
    known, unknown = (
        drafted("完成技能培训800人，开展巡回演出60台，修编县志9卷，完成线上教学2400学时。")[0],
        drafted("修编县志9卷。")[0],
    )
    assert (unknown.goal.value, unknown.goal.unit) == (Decimal(9), "卷")
    assert "unit" in unknown.assumed
    assert "unit" not in known.assumed
    assert amounts("完成线上教学2400学时，储备睡袋700顶。") == [">=2400学时", ">=700顶"]
    assert amounts("推广政务服务12345热线。建设102国道。") == []


def test_a_rounded_number_says_so() -> None:
    """200多人 is at least 200, and that the text does not say more is marked."""
    (draft,) = drafted("带动创业200多人。")
    assert draft.goal.comparator is Comparator.AT_LEAST
    assert "comparator" in draft.assumed


@pytest.mark.parametrize(
    ("sentence", "kind", "indicator"),
    [
        ("奶牛存栏稳定在12万头以上。", Kind.LEVEL, "奶牛存栏"),
        ("千人口床位数达到6.5张。", Kind.LEVEL, "千人口床位数"),
        ("人均体育场地面积达到3平方米。", Kind.LEVEL, "人均体育场地面积"),
        ("户均年收入达到5万元。", Kind.LEVEL, "户均年收入"),
        ("机动车保有量控制在20万辆。", Kind.LEVEL, "机动车保有量"),
        ("制造业贷款余额达到300亿元。", Kind.LEVEL, "制造业贷款余额"),
        ("建设高标准农田5万亩。", Kind.QUANTITY, "建设高标准农田"),
        ("新增制造业贷款20亿元。", Kind.QUANTITY, "新增制造业贷款"),
        ("基础养老金标准再提高15元。", Kind.QUANTITY, "基础养老金标准再提高"),
        ("办理时限压缩至法定时限的40%以内。", Kind.LEVEL, "办理时限法定时限"),
        ("航线票价再降20%。", Kind.GROWTH, "航线票价再降幅"),
    ],
)
def test_levels_by_their_nouns_and_verbs(sentence: str, kind: Kind, indicator: str) -> None:
    """What is per head, in stock, a balance or held at a figure is a level; what is added in the year is counted."""
    (draft,) = drafted(sentence)
    assert (draft.kind, draft.goal.indicator) == (kind, indicator)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("最低工资由每月1900元提高到2080元。", [("最低工资", "1900", "2080元")]),
        ("特困人员补助由每人每月880元提高到950元。", [("特困人员补助(每人每月)", "880", "950元")]),
        ("铁路里程由9000公里增加到1.2万公里。", [("铁路里程", "0.9", "1.2万公里")]),
        ("报销比例从55%提高至60%。", [("报销比例", "55", "60%")]),
        ("养老服务床位从800张提高到1000张。", [("养老服务床位", "800", "1000张")]),
        (
            "城镇、农村特困补助标准从每人每月900元、610元分别提高到每人每月960元、655元。",
            [("城镇特困补助标准(每人每月)", "900", "960元"), ("农村特困补助标准(每人每月)", "610", "655元")],
        ),
    ],
)
def test_where_it_stood_is_the_baseline(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """由a提高到b is a level of b with the baseline a, in the unit of the goal."""
    found = [
        (draft.goal.indicator, str(draft.goal.baseline), f"{draft.goal.value}{draft.goal.unit}")
        for draft in drafted(sentence)
    ]
    assert found == expected
    assert {draft.kind for draft in drafted(sentence)} == {Kind.LEVEL}


@pytest.mark.parametrize(
    ("sentence", "every", "value"),
    [
        ("每周至少开展3次夜查。", Every.WEEK, 3),
        ("每月举办2场招聘会。", Every.MONTH, 2),
        ("月均开展义诊40场。", Every.MONTH, 40),
        ("每季度召开1次调度会。", Every.QUARTER, 1),
        ("每半年组织一次应急演练。", Every.HALF_YEAR, 1),
        ("每年组织一次应急演练。", None, 1),
        ("低保标准提高到每人每月800元。", None, 800),
        ("低保标准从每月780元提高到820元。", None, 820),
    ],
)
def test_a_frequency_is_the_period_of_the_number(sentence: str, every: Every | None, value: int) -> None:
    """每月2次 holds for each month; 每年 is the plan's year, and 每人每月 belongs to the name of a standard."""
    (draft,) = drafted(sentence)
    assert (draft.goal.every, draft.goal.value) == (every, Decimal(value))


def test_each_of_a_set_and_the_whole_of_it() -> None:
    """每村 and 全部120个村 are coverage: what one of them is, and how many there are."""
    (each,) = drafted("每村至少配备2名网格员。")
    assert (each.kind, each.goal.per, each.goal.value, each.goal.unit) == (Kind.COVERAGE, "村", Decimal(2), "名")
    (whole,) = drafted("三年内完成全部86个村管网改造。")
    assert (whole.kind, whole.goal.per, whole.goal.denominator) == (Kind.COVERAGE, "村", Decimal(86))
    assert str(whole.deadline) == "2027-12-31"


def test_twice_what_was_waits_for_its_baseline() -> None:
    """翻一番 is a level whose baseline has to be asked for; the words say what is to become of it."""
    (draft,) = drafted("县域数字经济规模翻一番。")
    assert (draft.kind, draft.goal.indicator, draft.goal.value) == (Kind.LEVEL, "县域数字经济规模", None)
    assert (draft.goal.done_when, draft.goal.comparator) == ("翻一番", Comparator.AT_LEAST)
    assert "baseline" in draft.assumed
    (half,) = drafted("审批材料减半。")
    assert half.goal.comparator is Comparator.AT_MOST
    assert [draft.kind for draft in drafted("再减半征收企业所得税。")] != [Kind.LEVEL]


@pytest.mark.parametrize(
    ("sentence", "comparator", "better"),
    [
        ("城镇登记失业率4.5%。", Comparator.AT_MOST, None),
        ("城镇调查失业率5.5%左右。", Comparator.ABOUT, Better.LESS),
        ("居民消费价格涨幅2%左右。", Comparator.ABOUT, Better.LESS),
        ("单位地区生产总值能耗下降3%。", Comparator.AT_LEAST, None),
        ("企业开办时间压减至0.5个工作日。", Comparator.AT_MOST, None),
        ("地区生产总值增长6%左右。", Comparator.ABOUT, None),
    ],
)
def test_less_is_better_of_prices_and_deficits(sentence: str, comparator: Comparator, better: Better | None) -> None:
    """A bare figure of what is to be low is a ceiling; where 左右 hides the side, the goal says it."""
    (draft,) = drafted(sentence)
    assert (draft.goal.comparator, draft.goal.better) == (comparator, better)


@pytest.mark.parametrize(
    "sentence",
    [
        "完成投资2.6亿元的西环路改造提升。",
        "治理两岸12公里内的污染。",
        "建成220千伏变电站。",
        "搬迁30户以下自然村。",
        "推进8万吨锦纶、玻璃纤维等项目建设。",
        "打造15分钟生活圈。",
        "为70岁以上老人免费体检。",
    ],
)
def test_attributes_are_no_goals(sentence: str) -> None:
    """How large a work is, where it lies and whom it is for promises no figure."""
    assert amounts(sentence) == []


def test_a_stated_comparator_makes_a_goal() -> None:
    """服务群众不少于80万人次 is promised, though those who are served only describe elsewhere."""
    assert amounts("办好消费季活动，服务群众不少于60万人次。") == [">=60万人次"]
    assert amounts("盘活存量建设用地4000亩，新增绿色建筑30万平方米。") == [">=4000亩", ">=30万平方米"]


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "amount"),
    [
        ("地区⽣产总值增⻓ 7.5%左右。", "地区⽣产总值增⻓7.5%左右", "地区生产总值增速", "~7.5%"),
        ("城镇新增就业2.6万⼈。", "城镇新增就业2.6万⼈", "城镇新增就业", ">=2.6万人"),
        ("城镇新增就业2.6万&#20154;。", "城镇新增就业2.6万&#20154;", "城镇新增就业", ">=2.6万人"),
        ("城镇新增就业２.６万&#x4EBA;。", "城镇新增就业２.６万&#x4EBA;", "城镇新增就业", ">=2.6万人"),
    ],
)
def test_characters_are_read_and_quoted(sentence: str, quote: str, indicator: str, amount: str) -> None:
    """Radicals, entities and wide digits are read as what they stand for, and quoted as they are written."""
    (draft,) = drafted(sentence)
    assert (draft.quote, draft.goal.indicator, amounts(sentence)) == (quote, indicator, [amount])
    lines = FRAME.format(sentence).splitlines()
    assert extract.begins_at(lines, draft.quotes[0], traditional=False)


def test_an_entity_is_kept_as_one_sign() -> None:
    """One sign stands for an entity, so that places in the text stay; a blank is a blank."""
    text = script.kept("2025&#24180;&#160;&#x5E74;")
    assert len(text) == len("2025年 年")
    assert script.plain(text, traditional=False) == "2025年 年"
    assert script.verbatim(text) == "2025&#24180; &#x5E74;"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("围绕培育新能源等3个千亿级产业和100家企业，新引进项目20个。", [20]),
        ("瞄准218个重点村和9916户重点户，新建水厂3座。", [3]),
        ("投资660亿元，实施780个城建重点项目。", [660, 780]),
        ("四大主导产业产值均过千亿。", [1000]),
        ("力争首批10个工业园区销售总额超150亿元。", [150]),
        ("实现100户以上的自然村卫生公厕覆盖率达100%。", [100]),
        ("完成100人以上民族自然村通硬化路。", []),
        ("落实新建商品房自持5%以上比例的租赁住房。", []),
        ("审议7方面35项规划修编。", [35]),
        ("力争60余万贫困人口实现脱贫。", [60]),
        ("落实支持民营企业发展28条意见，新建学校3所。", [3]),
        ("围绕创新驱动提出3项指标，其中预期性指标12项、约束性指标8项。", []),
        ("新增营业收入过100亿元、50亿元企业各2家。", [2]),
        ("加快总里程105公里的9个国道项目建设。", [9]),
        ("实施百家企业技改工程，新建学校3所。", [3]),
        ("改造老旧小区36个、惠及居民约6.4万户。", [36]),
    ],
)
def test_a_number_that_only_describes_is_no_promise(text: str, values: list[int]) -> None:
    """Settings, thresholds, given sets and aspects have numbers that nobody promises."""
    assert [draft.goal.value for draft in drafted(text) if draft.goal.value is not None] == values


def test_thirds_of_a_set_are_a_share() -> None:
    """Two thirds of the new projects are 66.67 % of them, and its unit is assumed."""
    (draft,) = drafted("一季度三分之二以上新建项目开工。")
    assert (draft.goal.value, draft.goal.unit, draft.kind) == (Decimal("66.67"), "%", Kind.LEVEL)
    assert "unit" in draft.assumed


def test_so_many_minutes_to_a_place_are_a_ceiling() -> None:
    """Who walks five minutes to the stop does not want at least five."""
    assert amounts("中心城区步行5分钟到达公交站点，审批时限压缩至3天。")[-2:] == ["<=5分钟", "<=3天"]


def test_thousand_million_of_a_sum_is_money() -> None:
    """千亿 without 元: the unit is assumed."""
    (draft,) = drafted("四大主导产业产值均过千亿。")
    assert (draft.goal.unit, draft.goal.comparator, draft.kind) == ("亿元", Comparator.ABOVE, Kind.LEVEL)
    assert "unit" in draft.assumed


def test_what_a_share_moves_by_is_not_the_share() -> None:
    """A point more is no level of one point."""
    (draft,) = drafted("城镇化率提高1个百分点。")
    assert draft.goal.indicator == "城镇化率提高幅度"
    (draft,) = drafted("居民消费价格涨幅控制在3%左右。")
    assert draft.goal.indicator == "居民消费价格涨幅"

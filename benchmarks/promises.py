"""What invented promises say: a row for each matter, and the words of those who report. All of our own invention."""

from __future__ import annotations

from typing import NamedTuple

from targettrack.model import Kind


class Topic(NamedTuple):
    """One matter. In the title {0} is one town, {1} another, {n} the number."""

    weight: int  # of a hundred records, about so many
    kind: Kind
    title: str
    bureau: str
    tags: str
    indicator: str = ""
    unit: str = ""
    least: int = 0
    most: int = 0  # 0: no number
    parts: int = 1  # 10: these are tenths, 55 is 5.5
    done_when: str = ""
    denominator: int = 0
    per: str = ""


TOPICS = (
    Topic(1, Kind.GROWTH, "{0}地区生产总值增长{n}%", "发展和改革局", "经济", "地区生产总值增速", "%", 40, 75, 10),
    Topic(
        2,
        Kind.GROWTH,
        "{0}规上工业增加值增长{n}%以上",
        "工业和信息化局",
        "工业 经济",
        "规上工业增加值增速",
        "%",
        50,
        90,
        10,
    ),
    Topic(
        2,
        Kind.GROWTH,
        "{0}社会消费品零售总额增长{n}%",
        "商务局",
        "消费 经济",
        "社会消费品零售总额增速",
        "%",
        40,
        80,
        10,
    ),
    Topic(1, Kind.RELATIVE, "{0}居民收入增长与经济增长同步", "发展和改革局", "民生", "居民收入增速", "%", parts=10),
    Topic(4, Kind.QUANTITY, "{0}新增公办幼儿园学位{n}个", "教育局", "教育 民生", "新增公办幼儿园学位", "个", 90, 900),
    Topic(
        4, Kind.QUANTITY, "新改建{0}至{1}农村公路{n}公里", "交通运输局", "交通 乡村", "新改建农村公路", "公里", 12, 240
    ),
    Topic(
        4,
        Kind.QUANTITY,
        "{0}城镇新增就业{n}人以上",
        "人力资源和社会保障局",
        "就业 民生",
        "城镇新增就业",
        "人",
        300,
        9000,
    ),
    Topic(3, Kind.QUANTITY, "改造{0}老旧小区{n}个", "住房和城乡建设局", "住房 民生", "改造老旧小区", "个", 3, 60),
    Topic(3, Kind.QUANTITY, "{0}建成高标准农田{n}亩", "农业农村局", "农业 乡村", "建成高标准农田", "亩", 800, 30000),
    Topic(3, Kind.QUANTITY, "{0}新增养老护理床位{n}张", "民政局", "养老 民生", "新增养老护理床位", "张", 20, 500),
    Topic(3, Kind.QUANTITY, "{0}引进投资亿元以上项目{n}个", "商务局", "招商 经济", "引进亿元以上项目", "个", 2, 40),
    Topic(2, Kind.QUANTITY, "{0}铺设污水管网{n}公里", "生态环境局", "生态", "铺设污水管网", "公里", 45, 900, 10),
    Topic(2, Kind.LEVEL, "{0}污水集中收集率达到{n}%", "生态环境局", "生态", "污水集中收集率", "%", 600, 900, 10),
    Topic(2, Kind.LEVEL, "{0}空气优良天数比例达到{n}%", "生态环境局", "生态", "空气优良天数比例", "%", 850, 950, 10),
    Topic(
        *(3, Kind.COVERAGE, "{0}所有行政村开通城乡客运班车", "交通运输局", "交通 乡村", "开通客运班车的行政村", "个"),
        done_when="各行政村均有班车停靠站牌和班次表",
        denominator=24,
        per="行政村",
    ),
    Topic(1, Kind.RANK, "营商环境评价{0}进入全省前{n}名", "发展和改革局", "改革", "营商环境评价名次", "名", 5, 60),
    Topic(
        2,
        Kind.GUARD,
        "遏制{0}较大生产安全事故",
        "应急管理局",
        "安全",
        "较大生产安全事故",
        "起",
        done_when="全年没有发生",
    ),
    Topic(
        6, Kind.MILESTONE, "{0}污水处理厂扩建工程建成投用", "生态环境局", "生态 项目", done_when="通水并取得验收备案"
    ),
    Topic(5, Kind.MILESTONE, "{0}中心卫生院门诊楼完工", "卫生健康局", "医疗 项目", done_when="取得竣工验收备案"),
    Topic(5, Kind.MILESTONE, "{0}至{1}公路改线段年内通车", "交通运输局", "交通 项目", done_when="开放交通"),
    Topic(
        7, Kind.QUALITATIVE, "推动{0}物流园与{1}产业园联动", "工业和信息化局", "工业", done_when="年内有联动项目开工"
    ),
    Topic(7, Kind.QUALITATIVE, "深化{0}农村集体产权制度改革", "农业农村局", "改革 乡村", done_when="改革方案印发"),
    Topic(7, Kind.QUALITATIVE, "完善{0}和{1}基层医疗服务网络", "卫生健康局", "医疗 民生", done_when="服务点名单公布"),
    Topic(7, Kind.QUALITATIVE, "加强{0}古村落保护利用", "文化和旅游局", "文化", done_when="保护名录和利用方案公布"),
    Topic(7, Kind.QUALITATIVE, "优化{0}中小学布局", "教育局", "教育 民生", done_when="布局规划印发"),
    Topic(7, Kind.QUALITATIVE, "提升{0}圩镇环境，整治{1}沿街乱象", "城市管理局", "城乡", done_when="年度整治清单销号"),
)
"""The first is the first record of every plan: others follow it."""

BUREAUS = {
    "发展和改革局": "地区生产总值 固定资产投资 营商环境",
    "工业和信息化局": "工业增加值 产业园 技术改造",
    "商务局": "招商引资 外贸 消费品零售",
    "教育局": "学位 幼儿园 中小学",
    "民政局": "养老 社会救助",
    "人力资源和社会保障局": "就业 技能培训",
    "生态环境局": "污水 空气质量",
    "住房和城乡建设局": "老旧小区 保障性住房",
    "交通运输局": "公路 客运",
    "农业农村局": "高标准农田 农村集体产权",
    "文化和旅游局": "古村落 文化站",
    "卫生健康局": "卫生院 医疗服务",
    "应急管理局": "生产安全",
    "城市管理局": "市容 环境品质",
}
"""The units, and the words of a promise that each usually leads."""

SECTIONS = (
    "二、今年工作安排 · （一）壮大实体经济，夯实发展根基",
    "二、今年工作安排 · （二）统筹城乡建设，补齐乡村短板",
    "二、今年工作安排 · （三）守护绿水青山",
    "二、今年工作安排 · （四）办好民生实事，增进群众福祉",
    "二、今年工作安排 · （五）深化改革，激发活力",
)
NOTES = (
    "已完成年度计划编制，资金下达到位",
    "现场施工有序推进，本月完成工程量{n}%",
    "召开推进会{n}次，走访企业和群众代表",
    "已印发实施方案，明确责任分工和时间节点",
    "完成{n}处点位的摸底，建立清单",
    "设备进场调试，力争按期完成",
)
PROBLEMS = ("用地手续尚未批复", "汛期停工{n}天", "配套资金有缺口", "管线迁改进度慢")
NEXT = ("月底前完成报批", "下月起增加作业面", "协调财政部门补足资金", "每周调度一次")
REASONS = ("汛期影响施工", "上级计划调整", "前期手续办理时间延长")

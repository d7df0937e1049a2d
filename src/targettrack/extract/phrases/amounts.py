"""How amounts are written: digits, Chinese numerals, scales and units. Knows no verbs and no goals."""

from __future__ import annotations

from targettrack.extract.phrases import members, words

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
CHINESE = r"[一二两三四五六七八九十百千万]{1,6}"
# 5-8家, 1至2个, 6%到6.5%. A full dash is only used between two numbers.
RANGE = r"[-~—–至到]"
SCALES = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")
# What can be counted or measured, longest first where one begins another (人次 before 人, 千瓦时 before 千瓦).
UNITS = words("""
    个百分点 百分点 个基点 % ‰ 个成 成 倍
    美元 欧元 港元 日元 澳元 元人民币 人民币 元
    人次 人年 人份 人 名 位 户次 户 家次 家
    平方公里 平方千米 平方米 平米 ㎡ m² m2 km² 公顷 亩次 亩
    公里 千米 km 延米 厘米 毫米 米 海里
    立方米 立方 m³ m3 标方 方 毫克 微克 μg ug mg 公斤 千克 标准煤 吨标准煤 吨标煤 载重吨 吨 斤 担 升
    千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 kWh kW MW GW GWh 千伏安 kVA MVA 伏安 千伏 kV 度电 度
    标准箱 标箱 TEU 箱
    个工作日 工作日 个小时 小时 分钟 秒 天 岁
    架次 场次 班次 车次 件次 例次 批次 场 次 件 项 项次
    个 所 座 条 幢 栋 套 宗 支 株 棵 床 张 处 间 台 辆 艘 架 部 篇 头 只 羽 尾 片 块 段 孔 口 眼 盏 对 门
    类 种 例 起 单 笔 批 期 册 万册 枚 根 副 组 班 队 团 席 份 幅 趟 行政村
    分贝 分 级 大卡 列次 列 杆 PFLOPS
""")
# Measures describe the size of a work as often as they promise an amount; what is counted one by one does not.
MEASURES = members("""
    元 美元 欧元 港元 日元 澳元 元人民币 人民币 平方公里 平方千米 平方米 平米 ㎡ m² m2 km² 公顷 亩 公里 千米 km 延米
    米 厘米 毫米 立方米 立方 m³ m3 标方 方 公斤 千克 吨标准煤 吨标煤 标准煤 载重吨 吨 斤 担 升 千瓦时 兆瓦时 千瓦
    兆瓦 吉瓦 kWh kW MW GW GWh 千伏安 kVA MVA 伏安 千伏 kV 度电 度 标准箱 标箱 TEU 箱
""")
# The size of a plant, a berth, a line: before 项目, 基地 … these never are the promise (年产10万吨项目, 220千伏变电站).
CAPACITIES = members("""
    元 美元 欧元 港元 千瓦 兆瓦 吉瓦 kW MW GW GWh 千瓦时 兆瓦时 吨 千伏 kV 千伏安 kVA MVA 立方米 立方 方 标方 米 斤
    公斤 箱 标箱 标准箱
""")
TIMES = members("""
    个工作日 工作日 个小时 小时 分钟 秒 天
""")
# A Chinese numeral before these counts (新建三所); before others it is mostly a figure of speech (三大革命, 四个自信).
CHINESE_UNITS = members("""
    所 座 条 家 个 件 项 处 场 名 人 公里 亩 台 辆 套 栋 幢 间 户 次 亿元 万元 万亩 万人 支 宗 批次 场次 成 倍
""")
# 重点抓好九个方面工作, 五项工程, 四个意识: headings and slogans, not amounts.
CHINESE_NAMES = (
    r"方面|环节|确立|意识|自信|维护|统筹|坚持|必须|关键|转变|体系|优势|字|更|到位|层面|维度|导向|专项行动"
    r"|专项计划|行动|工程|计划|战略"
    r"|举措|抓手|关系|坚定不移|聚焦|带头|不|一批|百|千|万|重大机遇|机遇|清单|目标|文章|战场|攻坚战|轮子|主线"
    r"|突破|提升|时代|五年|年"
    r"|月|季|季度|市|省|县|区|镇|结合|能力|制度|机制|原则|标准|阶段|台阶|版|样板|路子|新路|道路|之路|路径|缩影"
)

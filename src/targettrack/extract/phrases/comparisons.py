"""The words that hold a figure against its goal: 不低于, 左右, 从…提高到. Knows no units."""

from __future__ import annotations

import re

# Before the number. The first that fits decides; 不超过 before 超过. Civil Code art. 1259: 超过 excludes the number.
BEFORE = (
    (r"不少于|不低于|不小于|不下于|至少|最少|最低|≥|>=|起码|不弱于|不短于", ">="),
    (
        (
            r"不超过|不高于|不大于|不多于|不超出|最多|至多|≤|<=|控制到|严控在|压降至|压减至|压缩至|压缩到|缩短至"
            r"|缩短到|缩短为|缩小至|缩小到|缩减至|缩减到|降至|降到|降低到|降低至|下降到|下降至|减少到|减少至"
            r"|压减到|压降到|精简至|精简到|减至|减到|最快|限制在|收窄至|收窄到"
        ),
        "<=",
    ),
    (r"低于|少于|小于|不到|不足|<", "<"),
    (r"超过|超出|超越|突破|高于|大于|多于|逾|超|>|跨越|迈过|跃过|冲破|越过|快于|优于|好于", ">"),
    (r"大约|约|接近|将近|近|基本稳定在", "~"),
)
# After the unit; wins over what stands before (控制在3%左右), save that 超…以上 says no less than 以上.
AFTER = (
    (r"及?以上|或以上|之上|起步|多(?!于|种|元|样|项|个)|余(?!个)|打底|往上", ">="),
    (r"及?以内|及?以下|之内|之下|封顶|内(?![容部外涝河需陆地资])", "<="),
    (r"左右|上下|前后|的?水平左右", "~"),
)
# 控制在5.5% is a ceiling, 保持在90% a floor, in an order where neither side says more.
CEILING = r"控制在|控制|严控|管控在|不突破|压缩在"
# What is good when it is low: a bare number is a ceiling (城镇登记失业率4.5%). More than promised is a success.
LOW_IS_GOOD = re.compile(
    r"失业率|居民消费价格|消费价格|物价|CPI|死亡率|发生率|发案率|漏损率|PM2\.?5|PM10|浓度|收入比|收入差距"
    r"|负债率|债务率|不良贷款率|不良率|错敏率"
    r"|事故起数|事故数|流失率|辍学率|返贫率|线损|赤字率|(?:审批|办理|办结|开办|等候|等待|通关|响应|平均|退税"
    r"|处置)(?:时间|时长|时限)|杠杆率|空置率|退单率|投诉率|超标率|失踪率|抽检不合格率"
)

"""What the words of an indicator say: its good side, its unit, whether it is a flow, when it is published. Knows no record.

Every rule is a row: a pattern, what it says, and an example that needs it. What a record states itself wins over all of
them; what they say is an assumption and is shown as one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from targettrack.model import Better, Kind, Measure
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class WordRule(NamedTuple):
    """One rule of a table; of the rows that match, the first one counts."""

    pattern: str
    says: str
    example: str


GOOD_SIDE = (
    WordRule("降幅|下降率|降低率|压减率", Better.MORE, "单位地区生产总值能耗降幅"),  # the size of a fall is to grow
    WordRule("价格|物价|CPI", Better.LESS, "居民消费价格"),
    WordRule("失业", Better.LESS, "城镇调查失业率"),
    WordRule("赤字|债务|负债", Better.LESS, "财政赤字率"),
    WordRule("能耗|排放|水耗", Better.LESS, "单位地区生产总值能耗"),
    WordRule("浓度|PM2|PM10", Better.LESS, "PM2.5"),
    WordRule("事故|死亡|发案", Better.LESS, "生产安全事故起数"),
)
"""Which side of a number is good where its comparator does not say."""

MEASURES = (
    WordRule("就业|创业", Measure.FLOW, "城镇新增就业"),
    WordRule("产值|产量|增加值|出栏|用电", Measure.FLOW, "粮食产量"),
    WordRule("收入|利润|税|营收|销售|零售|贸易|进出口|出口|吞吐", Measure.FLOW, "村集体经营性收入"),
    WordRule("投资|外资|招商|签约|贷款|融资", Measure.FLOW, "固定资产投资"),
    WordRule("游客|旅游|接待", Measure.FLOW, "接待过夜游客"),
    WordRule("培训|活动|招聘|演出|巡查|检查|执法|体检|救助|补贴|发放", Measure.FLOW, "职业技能培训"),
    WordRule("次$|场$|期$", Measure.FLOW, "文化惠民 60场"),
)
"""A flow of the year is over with it; anything else can still be delivered."""

STAGES = (
    WordRule("建成|完工|竣工|投用|投产|投入使用|通车|交付|封顶|运营|开业|启用|验收", "finish", "新校区完工并启动二期"),
    WordRule("动工|开工|启动|奠基", "start", "广台高速动工建设"),
)
"""Of a work that is only to begin, per cent say nothing about how far the promise is kept."""

PUBLISHED = (
    WordRule("城镇化", "05-31", "常住人口城镇化率"),
    WordRule("人均", "05-31", "居民人均可支配收入"),
    WordRule("能耗|能源消费|碳排放", "09-30", "单位地区生产总值能耗降幅"),
    WordRule("研发|R&D", "10-31", "研发经费投入强度"),
)
"""Month and day of the next year on which an indicator is known. Defaults of ours, to be checked by each office."""

PUBLISHED_BY_KIND = {Kind.RANK: "09-30"}
"""The list of the year before appears in autumn; other statistics come with the yearbook's first communiqué."""
COMMUNIQUE = "02-28"


@lru_cache(maxsize=8192)  # most days are asked for more than once
def read(table: tuple[WordRule, ...], text: str) -> str:
    """What a table says of a text; "" where no row matches."""
    return next((row.says for row in table if re.search(row.pattern, text)), "")


def published(subject: str, kind: Kind, results: Mapping[str, str]) -> str:
    """Month and day on which a statistic is known: by the office's words, by ours, then by kind."""
    own = sorted((word for word in results if word in subject), key=len, reverse=True)
    if own:
        return results[own[0]]
    return read(PUBLISHED, subject) or results.get(kind, PUBLISHED_BY_KIND.get(kind, COMMUNIQUE))

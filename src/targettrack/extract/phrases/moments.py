"""The words that tell of a time; what day they mean is for `dates`."""

from __future__ import annotations

import re

# A sentence or clause without one of these has no time in it, and the parser of dates need not be asked.
TIME = re.compile(r"[年月日号旬底末天周]|季度|汛|国庆|十[三四五六]五|\d{4}-\d")
# The whole clause is the time (年底前，…) or it opens the sentence (到2027年…): it holds for what follows in the sentence.
OPENS = re.compile(r"(?:力争|争取|确保|计划|预计|根据《?规划》?，?)?(?:到|至|截至)|其中，(?:到|至)")
OWN_TIME = re.compile(
    r"(?:力争)?(?:到|至|在|于)?(?:今年|明年|本年|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:年底|年末|月底"
    r"|月末|上半年|下半年|第?[一二三四]季度|上旬|中旬|下旬)(?:之?前|以?内)?|(?:到|至)?20\d\d年(?:底"
    r"|末)?(?:之?前)?|(?:今年|全年|年内|年度内)|\d{1,2}月份?(?:底|末)?(?:之?前)?|(?:主?汛期|入汛|入冬|供暖季"
    r"|开学|[\u4e00-\u9fff]{1,2}节|国庆)(?:来临|到来)?之?前",
)
FILLER = re.compile(
    r"^[，、 ]*(?:力争|争取|确保|计划|预计|全市|全县|全镇|全省|全区|我们|要|将|实现以下目标|的?时候?|主要目标"
    r"|左右|之前|前|为止)*+$",
)
# 2024-2030年规划 and 2000年底前建成的小区 are names of things, 2025年的目标 is none.
FIGURES = re.compile(r"\d|十[三四五六]五")
NAMING = re.compile("度?(?:远景|规划|计划|行动|建成的|以前|之前建|实施的|启动的|引进的|开工的|的)")
TARGETS_OF = re.compile("的?(?:目标|任务)")

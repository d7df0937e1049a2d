"""What stands on a page or a web page and is no part of the text, and what a line of a list begins with."""

from __future__ import annotations

import re

FURNITURE = re.compile(
    r"^[-—–―·\s]{0,4}第?\s?\d{1,4}\s?页?\s?(?:[/共]\s?共?\s?\d{1,4}\s?页?)?[-—–―·\s]{0,4}$"
    r"|^▶?[(（]?[上下]转[^。]{0,20}版?[)）]?$|^▶?[(（]?[上下]接[^。]{0,20}版?[)）]?$"
    r"|^.{0,40}(?:扫一扫|分享到|打印本页|关闭窗口|字体：|字体:|浏览次数|点击数|责任编辑|索引号|信息来源[:：]"
    r"|发布时间[:：]|发布日期[:：]|来源[:：]|作者[:：]|网站标识码|备案号|ICP备|当前位置|返回顶部|【大 中 小】"
    r"|相关附件|附件下载|上一篇|下一篇).{0,60}$"
    r"|^https?://\S{1,300}$|^Page \d{1,4}(?: of \d{1,4})?$"
)
NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}[部编章节条]|[一二三四五六七八九十]{1,3}、"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]|[(（]?\d{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳⑴-⒇㈠-㈩]"
    r"|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,])",
)
# A line that gives a unit, a time or a field of an item: never the continuation of the sentence before.
LABEL = re.compile(
    r"^[(（【\[]?(?:牵头|责任|配合|主办|协办|承办|完成时|时限|时间|目标任务|工作任务|分管"
    r"|落实单位)[^，。；]{0,8}[:：】\]]",
)
STARTS_INSIDE = re.compile(
    r"^[，、。；;：:,）)”》%％]|^(?:年|月|日|个|家|亿|万|%|公里|亩|人|元|户|所|项|条|件|次|座"
    r"|吨)(?![一二三四五六七八九十]、)",
)

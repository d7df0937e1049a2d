"""The parts of a document: headings and paragraphs that announce promises, and those that look back."""

from __future__ import annotations

import re

REVIEW = re.compile(
    r"回顾|总结|过去[一二三四五两]?年|过去的?(?:一|五)年|这[一五]年|[一二三四五]年来|取得的?(?:主要)?(?:成绩"
    r"|成效|成就|进展)|主要成效|发展成[就效]|工作成效|成绩单|工作完成情况|完成情况|执行情况|进展情况|工作情况"
    r"|落实情况"
    r"|历史性成就|来之不易|奋斗历程|(?:上年|去年|上届)|十三五.{0,6}(?:成就|时期.{0,4}(?:回顾|发展|成就))"
    r"|^.{0,8}(?:发展基础|现实基础|发展环境|面临形势|面临的形势|机遇(?:和|与)挑战)(?:[和与].{0,10})?$|形势分析"
    r"|存在(?:的)?(?:主要)?(?:问题|困难|不足)|发展回眸|我们走过|成就辉煌"
)
PROMISE = re.compile(
    r"工作安排|工作计划|工作部署|工作打算|工作思路|工作任务|重点工作|重点任务|主要任务|主要目标|预期目标"
    r"|发展目标|目标任务|奋斗目标|工作目标|总体要求|总体思路|总体目标|指导思想|工作要点|工作重点|展望|建议"
    r"|今后|未来|下一步|下阶段|新的一年"
    r"|今年|明年|自身建设|民生实事|为民办?实事|民生工程|任务分解|任务清单|责任分工|任务分工|分工方案|行动计划"
    r"|实施方案|保障措施|远景|愿景|奋进|重点抓好|新征程|新一年|工作举措|政策取向|重大工程|十五五"
)
# A heading below one that has said what its part does, or one without a number, turns it round only in so many words:
# （三）奋进新征程 inside a review is no promise, 夯实发展基础 inside the plans no review.
SURE_REVIEW = re.compile(
    r"回顾|工作总结|完成情况|执行情况|进展情况|存在(?:的)?(?:主要)?(?:问题|困难|不足)|过去[一五]年|这一年"
    r"|[一五]年来|取得的(?:主要)?(?:成绩|成效)|困难(?:和|与)(?:问题|挑战)|工作情况$|主要成效$"
)
SURE_PROMISE = re.compile(
    r"工作安排|工作计划|工作部署|工作打算|工作思路|工作建议|下一步|下步|下阶段|预期目标|今后五年|未来五年|新的一年"
    r"|明年|(?:^|[、)\s])(?:主要|发展|总体)?目标(?:任务)?$|总体要求|重点(?:工作|任务)$|^展望|民生实事|任务(?:分解"
    r"|清单|分工)"
)
# A paragraph or bullet list inside the promise part that tells what was done.
PAST_PARAGRAPH = (
    r"^(?:各位代表[，:!]?)?(?:[一二三四五两]年来|过去|去年|上年|这[一五四三]年|回顾|回首|近年来|我们(?:也)?清醒"
    r"|我们深[知切刻]|同时，?我们也|在看到成绩|成绩来之不易|刚刚过去|也要清醒|必须看到)"
)
PAST_OPENING = PAST_PARAGRAPH.removesuffix(")") + r"|多年来|截至|目前|当前，)"
# 重点抓好以下九个方面工作: announces promises, is none.
INTRODUCES = re.compile(
    r"以下.{0,6}(?:方面|工作|任务|重点|目标|举措)|(?:九|八|七|六|五|四|十|十一|十二)个方面(?:的?工作)?$"
    r"|围绕上述目标|实现上述目标|实现以上目标|主要预期目标(?:是|为|:)?$"
)
# What opens no promise: greetings, wishes, headings of the meeting.
CEREMONY = re.compile(
    r"^(?:各位代表|现在，?我代表|请予审议|谢谢|以上报告|以习近平|坚持以习近平|让我们|名词解释|附件|注[:：]"
    r"|总体要求是|同志们|各位委员)|总体要求是|请予审议|指导思想|习近平新时代中国特色社会主义思想为指导"
)
NEWS = re.compile(r"本报讯|记者|日前|近日|文/图|据悉|举行.{0,12}仪式|新闻发布会|摄(?:影)?$|通讯员|编辑[:：]")
REPORT = re.compile(
    r"各位代表|政府工作报告|预期目标|重点工作|工作安排|任务分解|责任单位|牵头单位|工作要点|发展目标|民生实事"
    r"|规划纲要|任务分工|重点任务"
)
TARGETS = re.compile(r"预期目标|主要目标(?!任务)|发展目标|奋斗目标|约束性指标|预期性指标")
# A sentence of ceremony may give the main targets all the same.
MAIN = re.compile("预期目标|主要目标")
OPENS_TARGETS = re.compile(r"预期目标|主要目标|发展目标(?:是|为|:)|目标是:|奋斗目标是|目标为|主要指标")
# Inside one paragraph: the OCR of a newspaper runs heading and text together (…工作:(一)锚定…).
INNER = re.compile(
    r"(?<=[。:;!?”])\s?(?=[((][一二三四五六七八九十]{1,3}[))]|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]{1,2}是(?!一|否|个)"
    r"|第[一二三四五六七八九十]{1,3}[部章节]|\d{1,2}[.、][\u4e00-\u9fff“]|[①-⑳⑴-⒇])"
)

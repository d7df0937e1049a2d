"""The numbers of a clause → those that are promised: no sizes, names, times or results. Knows no indicators."""

from __future__ import annotations

import re
from decimal import Decimal

from targettrack.extract.figures import Number
from targettrack.extract.phrases import amounts, comparisons, either, kinds, lookalikes, verbs, works

_MAKE = either(verbs.MAKE)
_STRICT_BEFORE = re.compile(
    rf"(?:{verbs.MAKE_SURELY})(?:了|好|至少|不少于|约|超过?|不低于|达到?|年度|全市|全县|市级|省级|国家级|县级|以上|省|市|县|区"
    rf"|群众关注的|高质量|再|\d{{4}}年|今年){{0,6}}$",
)
_ATTRIBUTE_AFTER = re.compile(
    lookalikes.ATTRIBUTE_AFTER
    % r"\d|[一二两三四五六七八九十百千]{1,3}(?:个|家|条|镇)|$|落地|签约|引进|建设|达|开工|投产|招引|数|培育|实现|的|名录",
)
_OF_WHICH = re.compile(r"^(?:及?以上|以下|左右)?的[\u4e00-\u9fff]")
_NAMES = re.compile(rf"^(?:大|个)?(?:{amounts.CHINESE_NAMES})")
_VERB = re.compile(rf"{_MAKE}|{kinds.GROWTH}|{kinds.REACH}|{kinds.STRETCH}|{comparisons.CEILING}")
_ROUND = frozenset((Decimal(100), Decimal(1000), Decimal(10_000)))
_RARE = frozenset(("分", "级", "期", "门", "方", "成", "度"))
_SIZES = frozenset(("元", "美元", "亩", "平方米", "公顷", "千瓦", "吨"))
_COUNTED = frozenset(("个", "家", "户", "条", "名", "%", "成"))
_TESTED = re.compile(r"(?:以上)?(?:的)?[\u4e00-\u9fff]{1,12}?(?:突破|超过?|达到?|实现|不低于|以上){1,4}(?:了)?")


_SHARES = frozenset(("%", "个百分点", "百分点", "‰", ":1"))
_NEAR = 24
_MAKES = re.compile(rf"(?:{verbs.MAKE_SURELY})")
_BUILT = frozenset("所座家处条个场支期台栋套")
_NAMED = frozenset("项件次人个条")
_ROUNDED = frozenset(("个", "万人", "亿元", "万元", "条", "件", "家", "名", "人", "支"))


def promised(clause: str, found: list[Number], *, listed: bool, before: str = "") -> list[Number]:
    """Keep the amounts that are the promise: not attributes, names, times, backgrounds or what was reached before.

    `listed`: the clause stands in a list of targets, where 城镇新增就业6000人 needs no verb. `before` is the text of the
    sentence ahead of the clause.
    """
    return [number for number in found if _is_goal(clause, number, found, listed=listed, before=before)]


def _is_goal(clause: str, number: Number, found: list[Number], *, listed: bool, before: str) -> bool:
    """The first rule that applies decides; the most special shapes come first."""
    head, tail = clause[: number.start], clause[number.end :]
    near = head[-24:]
    if (
        lookalikes.NOT_COUNT_AFTER.match(tail)
        or lookalikes.ORDINAL.search(near)
        or lookalikes.OLD.search(lookalikes.THAN.sub("", near[-14:]))
    ):
        return False
    if number.rank:
        return _is_rank(clause, number)
    if number.base == "岁":
        return lookalikes.LIFETIME.search(head) is not None
    if number.base in amounts.TIMES:
        return _is_time_goal(clause, number)
    return not _is_listed_by_name(clause, number) and _is_amount_promised(
        clause, number, found, listed=listed, before=before
    )


def _is_amount_promised(clause: str, number: Number, found: list[Number], *, listed: bool, before: str) -> bool:
    head, tail = clause[: number.start], clause[number.end :]
    if number.chinese:
        return _is_chinese_goal(number, head[-_NEAR:], tail) and not _is_attribute(clause, number, found, before)
    if number.base in _RARE and not _plain_count(clause, number):
        return False
    if lookalikes.TASK_BEHIND.match(tail) and lookalikes.COMPLETES.search(head):
        return True
    if _is_attribute(clause, number, found, before) or lookalikes.DESCRIBES.search(head[-20:]):
        return False
    if listed or number.stated or number.unit in _SHARES:
        return True
    return bool(_VERB.search(clause) or _VERB.search(before[-60:]))


def _is_time_goal(clause: str, number: Number) -> bool:
    """审批时限压缩至3天, not 24小时值班 or 15分钟生活圈."""
    return (
        lookalikes.TIME_GOAL.search(clause) is not None
        and not lookalikes.LIFE_CIRCLE.match(clause[number.end :])
        and not lookalikes.SINCE.search(clause[max(0, number.start - 3) : number.start])
    )


def _is_listed_by_name(clause: str, number: Number) -> bool:
    """推动共和、崖门、棠下、水口4个镇按照…建设: how many there are, not how many there shall be."""
    return (
        re.search(r"[、和][\u4e00-\u9fff“”]{2,8}$", clause[: number.start]) is not None
        and re.match("(?:全力|积极|加快)?(?:推动|支持|引导|抓好|推进|指导|加强)", clause) is not None
        and re.search(r"按照|走|打造|串|成为|联动|争", clause[number.end :]) is not None
    )


def _is_attribute(clause: str, number: Number, found: list[Number], before: str) -> bool:
    """Tell whether a number only describes a work, a place or those who are meant."""
    head, tail, after = clause[: number.start], clause[number.end :], clause[number.finish :]
    more = any(other.start > number.start for other in found)
    if lookalikes.ATTRIBUTE_BEFORE.search(head[-24:]) and not _own_clause(clause, number, before):
        return True
    if number.base in amounts.CAPACITIES and lookalikes.CAPACITY_OF.match(after):
        return True
    if number.base in amounts.MEASURES or number.unit in ("亿", "万亿"):
        if _ATTRIBUTE_AFTER.match(tail) and not re.search("基金|资金|贷款|债券", after[:14]):
            return more or number.base in ("元", "亿", "美元") or re.search("项目|企业", after[:8]) is not None
        if _OF_WHICH.match(tail) and number.base in _SIZES and lookalikes.OWNERS_OF_SIZE.search(after[:40]):
            return re.search(r"完成|招商任务", head[-8:]) is None
    if more and lookalikes.WHERE.search(head):
        return True  # 在17个乡镇硬化道路10万平方米
    return number.base == "元" and _is_unit_test(clause, number, found)


def _is_unit_test(clause: str, number: Number, found: list[Number]) -> bool:
    """6家企业产值超10亿元: what is counted is the 6."""
    ahead = [other for other in found if other.finish <= number.start and other.base in _COUNTED]
    between = clause[ahead[-1].finish : number.start] if ahead else ""
    return _TESTED.fullmatch(between) is not None and lookalikes.HOLDERS.search(between) is not None


def _is_rank(clause: str, number: Number) -> bool:
    head, tail = clause[: number.start], clause[number.end :]
    if re.match(r"[\u4e00-\u9fff]{0,2}(?:企业|项目|机构|高校|县|镇|村|集团|民企|民营)[^，;]{0,6}\d", tail) or re.match(
        r"^(?:及以上)?(?:企业|高校|名校|药企|车企|大学|医院|央企|的企业)",
        tail,
    ):
        return False
    if not kinds.RANK.search(head[-24:]):
        return False
    return (
        not re.search(r"百强(?:县|区|镇|市)(?:创建|建设)", clause)
        and not re.search("百强|千强", clause[number.start : number.end])
    ) or re.search(r"进入|跻身|挺进|重返|进军|冲刺|迈入|力争|争取|晋级|闯进|冲进|突破", head) is not None


def _plain_count(clause: str, number: Number) -> bool:
    """Units that are mostly parts of names count only in their own surroundings: 满意度95分, 培训班3期."""
    base = number.base
    if base == "分":
        return lookalikes.CLEAR_COUNT.search(clause) is not None
    if base == "期":
        return re.search(r"培训班|培训|讲座|活动|讲堂", clause) is not None
    if base == "方":
        return len(number.unit) > 1
    if base == "度":
        return len(number.unit) > 1 or "用电" in clause
    if base in ("成", "门"):
        return base == "门" or number.stated or "达" in clause
    return False


def _is_chinese_goal(number: Number, near: str, tail: str) -> bool:
    """Chinese numerals count after a verb that makes things (新建三所学校) or a comparator; else they name (三大行动)."""
    if _is_figure_of_speech(number, tail):
        return False
    strict = _STRICT_BEFORE.search(near) is not None
    if (
        not tail.strip("以上左右")
        and len(near) < _NEAR
        and _MAKES.match(lookalikes.ADVERBIAL.sub("", near))
        and number.base in _BUILT
    ):
        return True
    if number.value == 1:
        return (
            strict
            and number.base in ("所", "座", "家", "处", "条", "个")
            and lookalikes.BEGUN.search(near) is not None
            and works.WORKS_TAIL.search(tail[:16]) is not None
        )
    if number.value in _ROUND and number.unit in _ROUNDED and near and not number.stated and not strict:
        return False
    return strict or (number.stated and _VERB.search(near) is not None)


def _is_figure_of_speech(number: Number, tail: str) -> bool:
    """三大革命, 五项行动, 百亿产业: a name, or how large it is, not how many."""
    if number.base not in amounts.CHINESE_UNITS and number.unit not in amounts.CHINESE_UNITS:
        return True
    if _NAMES.match(tail):
        return True
    if number.base in _NAMED and _NAMES.search(tail[:4]) and not tail.startswith(("民生", "实事")):
        return True
    return number.value in _ROUND and number.base in amounts.MEASURES and not number.stated


def _own_clause(clause: str, number: Number, before: str) -> bool:
    """总投资超60亿元 after 新引进…8个 is a promise of its own; with 计划 or without a comparator it is a description."""
    head = clause[: number.start]
    if re.match(
        r"^(?:全年|今年|力争)?(?:新增|增加|新形成|形成|净增|提升)[^，;]{2,}(?:能力|产能|产量|面积|规模|人口|人群)(?:约|超|达|达到)?$",
        head,
    ):
        return True
    if re.match(r"^(?:总投资|投资|计划投资|协议)(?:总?额)?(?:力争)?(?:超过?|突破|不低于|达到?)$", head) and re.search(
        r"引进|招引|签约|落地|入库|储备",
        before[-80:],
    ):
        return number.stated and number.finish == len(clause)
    if re.search(
        r"(?:完成|实现|到位|力争|确保|落实|新增)(?:年度)?(?:[^，;]{0,10})投资(?:额)?(?:约|超|超过|达|近)?$",
        head,
    ):
        return True
    if re.search(r"(?:年产量|产量|年产值|建筑面积|长度|人均[^，;]{2,20})[^，;]{0,6}$", head) and number.stated:
        return True
    return bool(
        re.search(r"(?:拥有|人均|平均|户均|每[^，;]{1,10})[^，;]{0,14}(?:达到|达|提高|提升|增加|增长|超|不低于)", head),
    )

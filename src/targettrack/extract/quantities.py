"""A clause → its numbers with units, and which of them are promised. Knows the shapes of numbers; knows no dates."""

# ruff: noqa: PLR2004, PLR0911 - lengths and windows are the rules of this file; its ladders return early

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from targettrack.extract import phrases


@dataclass(frozen=True, slots=True)
class Number:
    """One amount in a clause: `start` to `end` are its characters, comparator words not included."""

    value: Decimal
    upper: Decimal | None
    unit: str
    start: int
    end: int
    comparator: str
    stated: bool  # a word says how it is held against the goal
    chinese: bool
    baseline: Decimal | None = None
    equivalent: tuple[Decimal, str] | None = None
    rank: bool = False
    finish: int = 0  # after 以上, 左右 and the like

    @property
    def base(self) -> str:
        """The unit without its scale: 人 of 万人."""
        return _base(self.unit)


_UNIT = "|".join(re.escape(unit) for unit in sorted(set(phrases.UNITS), key=len, reverse=True))
_SCALE = "|".join(phrases.SCALES)
_PER = rf"(?:/(?:{_UNIT}|日|年|月|天|时|人|L|升)|每(?:日|天|年|立方米|平方公里))?"
_AMOUNT = re.compile(
    rf"(?P<ratio>(?<![\d.:])\d{{1,3}}(?:\.\d{{1,3}})?:1(?![\d:.]))"
    rf"|(?<![\dA-Za-z.+\-/\ue000-\ue0ff])(?P<first>{phrases.DIGITS})(?!\d)"
    rf"(?:(?P<mid>%|个百分点)?{phrases.RANGE}(?P<second>{phrases.DIGITS})(?!\d))?"
    rf"(?P<unit>(?:{_SCALE})?(?:多|余)?(?:{_UNIT})(?![a-zA-Z]){_PER}|(?:万亿|亿|万)(?=中小学生|老年人|农民|群众|居民|学生|妇女|职工|人口|农户|儿童)|(?:万亿|亿|万)(?![\u4e00-\u9fff](?<![元以左大的，、])))"
    rf"|(?<![第零一二两三四五六七八九十百千万亿几数多\ue000-\ue0ff\d.])(?P<words>{phrases.CHINESE})(?P<wunit>(?:万|亿)?(?:{_UNIT}))"
    rf"|(?P<rank>前(?P<place>\d{{1,4}}|[一二三四五六七八九十百]{{1,3}})(?:名|位|强|列)?(?![\d年月日个季])|第(?P<nth>\d{{1,4}}|[一二三四五六七八九十]{{1,3}})(?:位|名)|(?P<strong>\d{{2,4}}|百|千)强)",
)
# 600、800亿元: the first number borrows the unit of the second.
_BORROW = re.compile(
    rf"(?<![\dA-Za-z.+\-/\ue000-\ue0ff])({phrases.DIGITS})(?=(?:、|和|及)(?:{phrases.DIGITS})(?:(?:、|和|及)(?:{phrases.DIGITS}))?(?P<unit>(?:{_SCALE})?(?:{_UNIT})))",
)
_AFTER = [(re.compile(rf"^(?:{pattern})"), comparator) for pattern, comparator in phrases.AFTER]
_BEFORE = [(re.compile(rf"(?:{pattern})(?:到|至|为|在|了|的)?$"), comparator) for pattern, comparator in phrases.BEFORE]
_CEILING = re.compile(phrases.CEILING)
_LOW = re.compile(phrases.LOW_IS_GOOD)
_FROM = re.compile(
    rf"(?:从|由)[^，;]{{0,14}}?({phrases.DIGITS})(?:{_SCALE})?(?:{_UNIT}|:1)?[^，;\d]{{0,8}}?(?:至|到|为|升|降|缩|提)[^，;\d]{{0,4}}$",
)
_FROM_HERE = re.compile(r"(?:从|由)[^，;\d]{0,14}$")
_MOVES_ON = re.compile(r"^[^，;\d]{0,8}?(?:至|到|为|提|降|缩|升|增|优化|调整)[^，;\d]{0,8}\d")
_EQUAL = re.compile(rf"^[((](?:折合|约|合|即|折)?({phrases.DIGITS})({'(?:' + _SCALE + ')'}?(?:{_UNIT}))[))]")
_DIGIT = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2, "〇": 0}


def chinese_value(words: str) -> Decimal | None:
    """Return what 三, 十二, 三百, 两千五百, 一万 count, or None for what is no number (千百)."""
    total, section, digit = 0, 0, 0
    scale = {"十": 10, "百": 100, "千": 1000}
    seen = 10_000
    for char in words:
        if char in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[char]
        elif char in scale:
            if scale[char] >= seen:
                return None
            seen = scale[char]
            section += (digit or 1) * scale[char]
            digit = 0
        elif char == "万":
            total, section, digit, seen = (section + digit or 1) * 10_000, 0, 0, 10_000
        else:
            return None
    return Decimal(total + section + digit)


def numbers(clause: str) -> list[Number]:
    """Find the amounts of a clause, in order."""
    out: list[Number] = []
    for match in _BORROW.finditer(clause):
        unit = match["unit"]
        out.append(
            _number(
                clause, match.start(1), match.end(1), Decimal(match[1].replace(",", "")), None, unit, chinese=False
            ),
        )
    taken = {number.start for number in out}
    for match in _AMOUNT.finditer(clause):
        found = _read(clause, match)
        if found and found.start not in taken and not _in_brackets(clause, found.start):
            out.append(found)
    out.sort(key=lambda number: number.start)
    return _shared(clause, _with_baselines(clause, out))


def _read(clause: str, match: re.Match[str]) -> Number | None:
    if match["ratio"]:
        return _number(clause, match.start(), match.end(), Decimal(match["ratio"][:-2]), None, ":1", chinese=False)
    if match["rank"]:
        return _ranked(match)
    if match["words"]:
        value = chinese_value(match["words"])
        return (
            None
            if value is None
            else _number(clause, match.start(), match.end(), value, None, match["wunit"], chinese=True)
        )
    unit = match["unit"]
    first = Decimal(match["first"].replace(",", ""))
    upper = Decimal(match["second"].replace(",", "")) if match["second"] else None
    if upper is not None and upper <= first:
        return None
    many = re.search("[多余]", unit)
    number = _number(clause, match.start(), match.end(), first, upper, re.sub("[多余]", "", unit), chinese=False)
    # 3800多人 counts what is there; a promise says 以上. Kept only where the clause strives for it.
    if (
        many
        and many[0] == "多"
        and not re.search(phrases.STRETCH + "|确保|达到|计划|增加至|提高至|提高到|增加到", clause)
    ):
        return None
    return replace(number, comparator=">=", stated=True) if many else number


def _ranked(match: re.Match[str]) -> Number | None:
    place = match["place"] or match["nth"] or match["strong"]
    value = Decimal(place) if place.isdigit() else chinese_value(place)
    if value is None:
        return None
    unit = "位" if match["rank"].endswith("位") else "名"
    return Number(
        value, None, unit, match.start(), match.end(), "<=", stated=True, chinese=False, rank=True, finish=match.end()
    )


def _number(
    clause: str,
    start: int,
    end: int,
    value: Decimal,
    upper: Decimal | None,
    unit: str,
    *,
    chinese: bool,
) -> Number:
    comparator, stated, finish = _compare(clause, start, end)
    equivalent = None
    if same := _EQUAL.match(clause[finish : finish + 30]):
        equivalent = (Decimal(same[1].replace(",", "")), same[2])
        finish += same.end()
        if not stated:
            comparator, stated, more = _compare(clause, start, finish)
            finish = max(finish, more)
    return Number(value, upper, unit, start, end, comparator, stated, chinese, equivalent=equivalent, finish=finish)


def _compare(clause: str, start: int, end: int) -> tuple[str, bool, int]:
    """Return the comparator, whether a word states it, and where the words after the number end."""
    after = clause[end : end + 8]
    head = clause[max(0, start - 12) : start]
    for pattern, comparator in _AFTER:
        if match := pattern.match(after):
            return comparator, True, end + match.end()
    for pattern, comparator in _BEFORE:
        if pattern.search(head):
            return comparator, True, end
    # 控制在5%: the nearest number after the word.
    if (ceiling := _CEILING.search(head)) and not re.search(r"\d", head[ceiling.end() :]):
        return "<=", True, end
    return ">=", False, end


def _with_baselines(clause: str, found: list[Number]) -> list[Number]:
    """Drop 1.86 of 从1.86缩小至1.80 and give it to 1.80 as its baseline."""
    out: list[Number] = []
    for number in found:
        tail = clause[number.finish : number.finish + 30]
        if _FROM_HERE.search(clause[max(0, number.start - 18) : number.start]) and _MOVES_ON.match(tail):
            continue
        if old := _FROM.search(clause[max(0, number.start - 50) : number.start]):
            number = replace(number, baseline=Decimal(old[1].replace(",", "")))  # noqa: PLW2901
        out.append(number)
    return out


def _shared(clause: str, found: list[Number]) -> list[Number]:
    """分别增长8%和10%以上: the word after the last number, or before the first, holds for all of them."""
    at = clause.find("分别")
    if at < 0 or len(found) < 2:
        return found
    listed = [number for number in found if number.start > at]
    if len(listed) < 2:
        return found
    last, first = listed[-1], listed[0]
    model = None
    if last.stated and not any(number.stated for number in listed[:-1]):
        model = last.comparator
    elif first.stated and not any(number.stated for number in listed[1:]) and first.finish == first.end:
        model = first.comparator
    return [
        replace(number, comparator=model, stated=True) if model and number in listed else number for number in found
    ]


def _in_brackets(clause: str, at: int) -> bool:
    opened = clause.rfind("(", max(0, at - 80), at)
    return opened >= 0 and clause.find(")", opened, at) < 0 and clause.find(")", at, at + 80) >= 0


# --- which of them are promised --------------------------------------------------------------------------------------

_MAKE = "|".join(re.escape(word) for word in sorted(set(phrases.MAKE), key=len, reverse=True))
_MAKE_BEFORE = re.compile(
    rf"(?:{_MAKE})(?:了|好|成|出|至少|不少于|约|超过?|突破|不低于|达到?|到|至|为|在|近|第|各|市级|省级|国家级|县级|全[市县省区]|以上|、){{0,6}}$",
)
_ADVERBIAL = re.compile(
    r"^(?:力争|争取|确保|全年|今年|年内|计划|全面|积极|再|并|高标准|高质量|\d{1,2}月底?前?|年底前?)*+",
)
_STRICT_BEFORE = re.compile(
    rf"(?:{phrases.MAKE_SURELY})(?:了|好|至少|不少于|约|超过?|不低于|达到?|年度|全市|全县|市级|省级|国家级|县级|以上|省|市|县|区|群众关注的|高质量|再|\d{{4}}年|今年){{0,6}}$",
)
_ATTRIBUTE_BEFORE = re.compile(phrases.ATTRIBUTE_BEFORE)
_CAPACITY = re.compile(phrases.CAPACITY_OF)
_ATTRIBUTE_AFTER = re.compile(
    phrases.ATTRIBUTE_AFTER
    % r"\d|[一二两三四五六七八九十百千]{1,3}(?:个|家|条|镇)|$|落地|签约|引进|建设|达|开工|投产|招引|数|培育|实现|的|名录",
)
_OF_WHICH = re.compile(r"^(?:及?以上|以下|左右)?的[\u4e00-\u9fff]")
_NOT_COUNT = re.compile(phrases.NOT_COUNT_AFTER)
_LIFE = re.compile(phrases.LIFE_CIRCLE)
_NAMES = re.compile(rf"^(?:大|个)?(?:{phrases.CHINESE_NAMES})")
_TIME_GOAL = re.compile(r"压缩|缩短|缩减|提速|控制|不超过|以内|减少|达到|达|不少于|优良天数|不低于|提前|限时|降至")
_OLD = re.compile(phrases.OLD)
_THAN = re.compile(r"(?:比|较)(?:上年|去年|上一年|20\d\d年)")
_WHERE = re.compile(r"(?:^|[，、])(?:在|惠及|涉及|覆盖)(?:全[市县区省镇])?$")
_VERB = re.compile(rf"{_MAKE}|{phrases.GROWTH}|{phrases.REACH}|{phrases.STRETCH}|{phrases.CEILING}")


def promised(clause: str, found: list[Number], *, listed: bool, before: str = "") -> list[Number]:
    """Keep the amounts that are the promise: not attributes, names, times, backgrounds or what was reached before.

    `listed`: the clause stands in a list of targets, where 城镇新增就业6000人 needs no verb. `before` is the text of the
    sentence ahead of the clause.
    """
    return [number for number in found if _is_goal(clause, number, found, listed=listed, before=before)]


def _is_goal(clause: str, number: Number, found: list[Number], *, listed: bool, before: str) -> bool:  # noqa: C901
    """The first rule that applies decides; the most special shapes come first."""
    head, tail = clause[: number.start], clause[number.end :]
    near = head[-24:]
    if _NOT_COUNT.match(tail) or re.search(phrases.ORDINAL, near) or _OLD.search(_THAN.sub("", near[-14:])):
        return False
    if number.rank:
        return _is_rank(clause, number)
    if number.base == "岁":
        return re.search("预期寿命|平均寿命", head) is not None
    if number.base in phrases.TIMES:
        return (
            bool(_TIME_GOAL.search(clause)) and not _LIFE.match(tail) and not re.search(r"\d{2,4}年|至少|每", near[-3:])
        )
    if _is_listed_by_name(clause, number):
        return False
    if number.chinese:
        return _is_chinese_goal(number, near, tail) and not _is_attribute(clause, number, found, before)
    if number.base in _RARE and not _plain_count(clause, number):
        return False
    if re.match(r"的[^，;]{1,24}任务$", tail) and re.search(r"完成|实现", head):
        return True
    if _is_attribute(clause, number, found, before) or _DESCRIBES.search(head[-20:]):
        return False
    if listed or number.stated or number.unit in ("%", "个百分点", "百分点", "‰", ":1"):
        return True
    return bool(_VERB.search(clause) or _VERB.search(before[-60:]))


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
    if _ATTRIBUTE_BEFORE.search(head[-24:]) and not _own_clause(clause, number, before):
        return True
    if number.base in phrases.CAPACITIES and _CAPACITY.match(after):
        return True
    if number.base in phrases.MEASURES or number.unit in ("亿", "万亿"):
        if _ATTRIBUTE_AFTER.match(tail) and not re.search("基金|资金|贷款|债券", after[:14]):
            return more or number.base in ("元", "亿", "美元") or re.search("项目|企业", after[:8]) is not None
        if _OF_WHICH.match(tail) and number.base in _SIZES and re.search(_OWNERS_OF_SIZE, after[:40]):
            return re.search(r"完成|招商任务", head[-8:]) is None
    if more and _WHERE.search(head):
        return True  # 在17个乡镇硬化道路10万平方米
    return number.base == "元" and _is_unit_test(clause, number, found)


def _is_unit_test(clause: str, number: Number, found: list[Number]) -> bool:
    """6家企业产值超10亿元: what is counted is the 6."""
    ahead = [other for other in found if other.finish <= number.start and other.base in _COUNTED]
    between = clause[ahead[-1].finish : number.start] if ahead else ""
    return _TESTED.fullmatch(between) is not None and re.search(_HOLDERS, between) is not None


_ROUND = frozenset((Decimal(100), Decimal(1000), Decimal(10_000)))
_RARE = frozenset(("分", "级", "期", "门", "方", "成", "度"))
_SIZES = frozenset(("元", "美元", "亩", "平方米", "公顷", "千瓦", "吨"))
_COUNTED = frozenset(("个", "家", "户", "条", "名", "%", "成"))
_OWNERS_OF_SIZE = "项目|工程|企业|产业园|基地|园区|村"
_HOLDERS = "村|镇|企业|户|县|园区|街道|产业|集群|合作社"
_TESTED = re.compile(r"(?:以上)?(?:的)?[\u4e00-\u9fff]{1,12}?(?:突破|超过?|达到?|实现|不低于|以上){1,4}(?:了)?")


def _is_rank(clause: str, number: Number) -> bool:
    head, tail = clause[: number.start], clause[number.end :]
    if re.match(r"[\u4e00-\u9fff]{0,2}(?:企业|项目|机构|高校|县|镇|村|集团|民企|民营)[^，;]{0,6}\d", tail) or re.match(
        r"^(?:及以上)?(?:企业|高校|名校|药企|车企|大学|医院|央企|的企业)",
        tail,
    ):
        return False
    if not re.search(phrases.RANK, head[-24:]):
        return False
    return (
        not re.search(r"百强(?:县|区|镇|市)(?:创建|建设)", clause)
        and not re.search("百强|千强", clause[number.start : number.end])
    ) or re.search(r"进入|跻身|挺进|重返|进军|冲刺|迈入|力争|争取|晋级|闯进|冲进|突破", head) is not None


_CLEAR_COUNT = re.compile(r"得分|测评|满意度|评分|成绩|考核")


def _plain_count(clause: str, number: Number) -> bool:
    """Units that are mostly parts of names count only in their own surroundings: 满意度95分, 培训班3期."""
    base = number.base
    if base == "分":
        return _CLEAR_COUNT.search(clause) is not None
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
    if number.base not in phrases.CHINESE_UNITS and number.unit not in phrases.CHINESE_UNITS:
        return False
    if _NAMES.match(tail):
        return False
    if (
        number.base in ("项", "件", "次", "人", "个", "条")
        and _NAMES.search(tail[:4])
        and not re.match("民生|实事", tail)
    ):
        return False
    if number.value in _ROUND and number.base in phrases.MEASURES and not number.stated:
        return False  # 万亩茶园, 百亿产业: how large, not how many
    strict = _STRICT_BEFORE.search(near) is not None
    if (
        not tail.strip("以上左右")
        and re.match(rf"(?:{phrases.MAKE_SURELY})", _ADVERBIAL.sub("", near if len(near) < 24 else ""))
        and number.base in ("所", "座", "家", "处", "条", "个", "场", "支", "期", "台", "栋", "套")
    ):
        return True
    if number.value == 1:
        return (
            strict
            and number.base in ("所", "座", "家", "处", "条", "个")
            and re.search(r"(?:新增|新建|新建成|新引进|引进|开工建设|新开工|新改建|建成)$", near) is not None
            and re.search(WORKS_TAIL, tail[:16]) is not None
        )
    if (
        number.value in (100, 1000, 10000)
        and number.unit in ("个", "万人", "亿元", "万元", "条", "件", "家", "名", "人", "支")
        and len(near)
        and not number.stated
        and not strict
    ):
        return False
    return strict or (number.stated and _VERB.search(near) is not None)


WORKS_TAIL = r"学校|小学|中学|幼儿园|医院|企业|公园|电站|园区|中心|基地|机构|项目|厂|站|桥|停车场|公司|实验室|平台"


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


_DESCRIBES = re.compile(
    r"(?:惠及|受益|涉及|服务人口|辐射|总人口|位于|坐落|占地|现有|共有|距今|距离|历经|耗资|由.{0,8}组成|折合)[^，;]{0,12}$",
)


_KNOWN = frozenset(phrases.UNITS)


def _base(unit: str) -> str:
    if unit in _KNOWN:
        return unit  # 千瓦 is no thousand of 瓦
    for scale in phrases.SCALES:
        if unit.startswith(scale) and len(unit) > len(scale):
            return unit[len(scale) :].split("/", maxsplit=1)[0]
    return unit.split("/", maxsplit=1)[0]

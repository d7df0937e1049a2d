"""A clause → what it promises: goals with numbers, milestones, relative and external targets, guards, soft work.

Knows words, numbers and kinds; knows no places in the document, times or units of government.
"""

# ruff: noqa: PLR2004, PLR0911 - lengths and windows are the rules of this file; its ladders return early

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from targettrack.extract import phrases, quantities
from targettrack.model import Comparator, Goal, Kind, Quantity

if TYPE_CHECKING:
    from targettrack.extract.quantities import Number


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing promised by a clause. `first` to `last` are its own characters within the clause."""

    title: str
    kind: Kind
    goal: Goal
    first: int
    last: int
    sure: Decimal  # how sure the rule is, see drafts.Draft.confidence
    assumed: tuple[str, ...] = ()


_ADVERBS = (
    "进一步|继续|不断|持续|切实|认真|深入|扎实|稳步|有序|全面|积极|大力|全力|着力|努力|奋力|加快|加速|统筹|科学|合理|高质量|高标准|高水平|高效|尽快|尽早|适时|同步|重点|坚决|严格|稳妥|抓紧|"
    "确保|力争|争取|力促|全力争取|计划|拟|要|将|预计|我们将|我们要|推动|推进|促进|支持|引导|指导|鼓励|协助|配合|保障|实现|切实做好|年内|全年|今年|到|在|于"
)
_LEADING = re.compile(rf"^(?:(?:{_ADVERBS})(?=[\u4e00-\u9fff\d“《(]))")
_TIME = re.compile(
    r"(?:力争)?(?:到|至|在|于)?(?:今年|明年|本年|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:年底|年末|月底|月末|上半年|下半年|第?[一二三四]季度|上旬|中旬|下旬)(?:之?前|以?内)?|(?:到|至)?20\d\d年(?:底|末)?(?:之?前)?|(?:今年|全年|年内|年度内)|\d{1,2}月份?(?:底|末)?(?:之?前)?|(?:主?汛期|入汛|入冬|供暖季|开学|[\u4e00-\u9fff]{1,2}节|国庆)(?:来临|到来)?之?前",
)
_LINKS = re.compile(r"^(?:并且|并|且|同时|其中|以及|还要|要)(?=[\u4e00-\u9fff])")
_TIME_PREFIX = re.compile(rf"^(?:{_TIME.pattern})，?(?:前)?")
_COMPARING = re.compile(
    "|".join(f"(?:{pattern})" for pattern, _ in phrases.BEFORE if "约" not in pattern and "近" not in pattern)
    + "|大约|约|接近",
)
_TAIL_WORDS = re.compile(
    rf"(?:{phrases.REACH.split('|占')[0]}|为|在|到|至|实现|总数|分别|均|都|各|力争|争取|确保|以上|不少于|超|约|{phrases.GROWTH}){{1,6}}$",
)
_LINK_WORDS = re.compile(r"(?:达到|达|为|在|到|至|总数|分别|均|都|力争|争取|确保|以上|不少于|超|约){1,6}$")
_MAKE = re.compile(
    "^(?:" + "|".join(re.escape(word) for word in sorted(set(phrases.MAKE), key=len, reverse=True)) + ")",
)
_GROWTH = re.compile(phrases.GROWTH)
_DOWN = re.compile("下降|降低|减少|压减|压缩|回落|降幅|缩减|精简")
_REACH_NEAR = re.compile(
    r"(?:达到|达|提高到|提升到|提高至|提升至|提至|增加到|增加至|升至|升到|上升到|上升至|增至|降至|降到|下降到|下降至|降低到|降低至|缩小至|控制在|保持在|稳定在|比重|比例|占比|覆盖率|率)(?:不低于|不少于|超过|超|高于|至少|约|突破|低于)?$",
)
_LOW = re.compile(phrases.LOW_IS_GOOD)
_EVERY = re.compile(phrases.EVERY)
_RELATIVE = re.compile(phrases.RELATIVE)
_EXTERNAL = re.compile(phrases.EXTERNAL)
_INTRODUCES = re.compile(phrases.INTRODUCES)
_COVERAGE = re.compile(phrases.COVERAGE)
_GUARD = re.compile(phrases.GUARD)
_DELIM = re.compile("、|和|及|以及|与|并|，")


# --- numbers ---------------------------------------------------------------------------------------------------------


def numeric(clause: str, found: list[Number], *, before: Promise | None) -> list[Promise]:
    """Make one promise of each number. `before` is the last one of the sentence, whose indicator 力争达到6% takes over."""
    edges = _edges(clause, found)
    names = _distributed(clause, found)
    verb = _leading_verb(clause[: found[0].start])
    out: list[Promise] = []
    for index, number in enumerate(found):
        first, last = edges[index]
        own = clause[first:last]
        head, tail = clause[first : number.start], clause[number.finish : last]
        indicator = names[index] if names else _indicator(head, tail, verb if index else "", number)
        last_one = out[-1] if out else before
        kind = _kind(clause, head, tail, number)
        if out and kind is Kind.LEVEL and 0 <= clause.find("分别") < found[0].start and out[0].goal.unit == number.unit:
            kind, head = out[0].kind, clause[: found[0].start]
        subject = ""
        if (
            last_one
            and last_one.goal.value is not None
            and (not indicator or re.fullmatch(phrases.NO_SUBJECT + ".?", indicator))
        ):
            subject = _subject(last_one.goal.indicator)
            indicator = subject
            if last_one.goal.unit == number.unit and kind is Kind.LEVEL:
                kind, indicator = last_one.kind, last_one.goal.indicator
        title = _title(own, verb if index and not names else "", subject, names[index] if names else "", clause, number)
        comparator = _comparator(number, indicator, head, kind)
        equivalent = Quantity(*number.equivalent) if number.equivalent else None
        goal = Goal(
            indicator=_named(indicator, kind, head, tail),
            comparator=comparator,
            value=number.value,
            unit=number.unit,
            upper=number.upper,
            baseline=number.baseline,
            equivalent=equivalent,
            per=_per(clause) if kind == Kind.COVERAGE else "",
        )
        out.append(Promise(title, kind, goal, first, last, _sureness(number, indicator)))
    return out


def _subject(indicator: str) -> str:
    return indicator.removesuffix("增速").removesuffix("降幅")


def _edges(clause: str, found: list[Number]) -> list[tuple[int, int]]:
    """Give each number the words around it: up to the border between it and the next one."""
    borders = [0]
    for number, following in pairwise(found):
        between = clause[number.finish : following.start]
        marks = list(_DELIM.finditer(between))
        if not marks:
            borders.append(number.finish)
        elif marks[0].start() == 0:
            borders.append(number.finish + marks[0].end())
        else:
            borders.append(number.finish + marks[-1].end())
    borders.append(len(clause))
    out = []
    for index in range(len(found)):
        first, last = borders[index], borders[index + 1]
        while last > first and index + 1 < len(found) and clause[last - 1] in "、和及与并，以":
            last -= 1
        out.append((first, last))
    return out


def _distributed(clause: str, found: list[Number]) -> list[str]:
    """城镇和农村居民收入分别增长8%和9%: one name for each number, where their count agrees."""
    at = clause.find("分别")
    if at < 0 or len(found) < 2:
        return []
    listed = [number for number in found if number.start > at]
    parts = [part for part in re.split("、|和|及|以及|与", _stripped(clause[:at])) if part]
    if len(listed) != len(found) or len(parts) != len(listed):
        return []
    last = parts[-1]
    if len(last) > len(parts[0]) and all(len(part) == len(parts[0]) for part in parts[:-1]):
        rest = last[len(parts[0]) :]
        return [part + rest for part in parts[:-1]] + [last]
    first = parts[0]
    for size in range(min(8, len(first) - 1), 1, -1):
        # 省级示范村、示范镇: what stands before the common middle holds for all
        if parts[-1].startswith(first[-size:]):
            break
    return parts


_NO_MAKERS = frozenset(
    (
        "达到",
        "达",
        "超",
        "保持",
        "稳定",
        "增长",
        "确保",
        "力争",
        "争取",
        "总投资",
        "收入",
        "增收",
        "落实",
        "服务",
        "产",
        "收",
        "放",
        "办",
        "设",
        "开",
        "配",
        "通",
        "建",
        "增",
        "植",
        "修",
        "改",
        "培",
        "创",
        "评",
        "育",
        "引",
        "出栏",
        "存栏",
        "交易",
        "签约",
        "落地",
        "投产",
        "上市",
        "生产",
    ),
)


def _leading_verb(head: str) -> str:
    text = _stripped(head)
    match = _MAKE.match(text)
    return match[0] if match and match[0] not in _NO_MAKERS else ""


def _stripped(text: str) -> str:
    """Drop time, strength and manner from the beginning of a clause."""
    text = _LINKS.sub("", text)
    for _ in range(8):
        shorter = _TIME_PREFIX.sub("", text)
        shorter = _LEADING.sub("", shorter)
        shorter = shorter.lstrip("，、 前")
        if shorter == text:
            break
        text = shorter
    return text


def _indicator(head: str, tail: str, verb: str, number: Number) -> str:
    name = _stripped(head.removeprefix("其中").removeprefix("并").lstrip("，"))
    name = _COMPARING.sub("", name)
    name = _TIME.sub("", name)
    tail_words = (
        _TAIL_WORDS
        if number.unit.startswith(("%", "个百分点", "百分点", "‰", ":1")) or _REACH_NEAR.search(head)
        else _LINK_WORDS
    )
    name = tail_words.sub("", name)
    name = (
        re.sub(r"(?:力争|争取|确保|从|由)[^，]{0,10}$", "", name)
        if re.search(r"(?:从|由)[\d.]", head)
        else re.sub(r"(?:力争|争取|确保|预计|实现)", "", name)
    )
    rest = re.sub(r"^(?:的)?(?:左右|以上|以内|增长|增速|增幅|目标|任务|水平)", "", tail).strip("，、。;的以上")
    rest = re.split("[，;]", rest)[0]
    if number.unit.startswith(("%", "个百分点")) and len(name) >= 2:
        rest = ""
    return (verb + name + rest).strip("，、的再 ")[:60]


def _title(own: str, verb: str, subject: str, name: str, clause: str, number: Number) -> str:
    text = own.strip("，、。; ")
    if name or (re.match(r"\d", text) and 0 <= clause.find("分别") < number.start):
        # 城乡居民收入分别增长6%和7.5%: the words before the first number hold for each.
        first = quantities.numbers(clause)[0]
        word = clause[first.start - _word_before(clause, first) : first.start]
        figure = clause[number.start : number.finish]
        unit = "" if number.unit in figure else number.unit
        return short((name or clause[: clause.find("分别")]) + word + figure + unit)
    bare = verb and not text.startswith(verb) and not _MAKE.match(_stripped(text))
    if bare and (re.match(r"[\d至不超约]", text) or quantities.numbers(text[:6])):
        text = verb + text
    elif re.match(phrases.NO_SUBJECT + r"\d", text) and subject and subject not in text:
        text = subject + text
    return short(text)


def _word_before(clause: str, number: Number) -> int:
    match = re.search(
        r"(?:增长|达到|达|提高到|提升到|突破|超过|超|不低于|不少于|下降|降低|控制在|稳定在|保持在|为){1,4}$",
        clause[max(0, number.start - 10) : number.start],
    )
    return len(match[0]) if match else 0


def short(text: str) -> str:
    """Trim a title: no linking words in front, at most 60 characters."""
    text = re.sub(r"^(?:并|且|以及|和|同时|其中|我们将|我们要|要|将)(?=[\u4e00-\u9fff])", "", text.strip("，、。;: "))
    return text if len(text) <= 60 else text[:59] + "…"


def _kind(clause: str, head: str, tail: str, number: Number) -> Kind:  # noqa: C901 - a ladder, one rung a kind
    if number.rank:
        return Kind.RANK
    if re.search("(?:排名|位次|排位)[^，;]{0,8}(?:上升|前移|提升|前进|跃升)", clause) and number.base in ("位", "名"):
        return Kind.RANK
    if number.unit in ("个百分点", "百分点") and _RELATIVE.search(clause):
        return Kind.RELATIVE
    if number.unit in ("%", "‰", "个百分点", "百分点", "倍"):
        if re.search(r"(?:增长率|增速|增幅|涨幅|降幅|下降率|降低率)[^，;\d]{0,8}$", head):
            return Kind.GROWTH
        if re.match(r"的?(?:增长|增速|增幅)", tail):
            return Kind.GROWTH
        near = head[-16:]
        if (
            _REACH_NEAR.search(near)
            and not re.search(r"(?:增长|增)率(?:达到|达)?$", near)
            and not re.search(r"(?:增速|增幅|涨幅)[^，]{0,8}$", near)
        ):
            return Kind.LEVEL
        if _GROWTH.search(head[-20:]):
            return Kind.GROWTH
        return Kind.COVERAGE if _EVERY.search(clause) else Kind.LEVEL
    if number.unit == ":1" or "/" in number.unit or number.base in phrases.TIMES | {"岁", "分", "微克", "毫克", "分贝"}:
        return Kind.LEVEL
    if _EVERY.search(head) and re.search(r"均|都|超|达|实现|不低于|以上", clause) and number.base in ("元", "%"):
        return Kind.COVERAGE
    return Kind.QUANTITY


def _per(clause: str) -> str:
    match = re.search(r"(?:所有|全部|各|每个)([\u4e00-\u9fff]{0,6}?(?:行政村|村|镇街|镇|社区|县|街道))", clause)
    return match[1] if match else ""


def _comparator(number: Number, indicator: str, head: str, kind: Kind) -> Comparator:
    if number.rank:
        return Comparator.AT_MOST
    if number.stated:
        # 压减30%以上 asks for at least; 压缩至3天以内 for at most. The words after the number are read already.
        return Comparator(number.comparator)
    reduces = re.search(r"(?:下降|降低|减少|压减|压缩|缩减|降)(?:了|约)?$", head[-8:])
    if kind in (Kind.LEVEL, Kind.GROWTH, Kind.QUANTITY) and _LOW.search(indicator) and not reduces:
        return Comparator.AT_MOST
    return Comparator(number.comparator)


def _named(indicator: str, kind: Kind, head: str, tail: str) -> str:
    if kind is not Kind.GROWTH:
        return indicator
    if re.search("增速|涨幅|增幅|降幅|率$|增长$", indicator):
        return indicator
    if _DOWN.search(head[-16:]):
        return indicator + "降幅"
    return indicator + "增速" if re.search("增长|增速|递增|上涨|提高|提升", head[-16:] + tail[:6]) else indicator


def _sureness(number: Number, indicator: str) -> Decimal:
    if number.chinese:
        return Decimal("0.75")
    if not indicator:
        return Decimal("0.6")
    return Decimal("0.95") if number.stated or number.unit == "%" else Decimal("0.9")


# --- without a number ------------------------------------------------------------------------------------------------

_STAGE = "|".join(re.escape(word) for word in sorted(set(phrases.STAGES), key=len, reverse=True))
_FINAL = re.compile(
    rf"(?P<stage>(?:{_STAGE})(?:(?:、|并|和)?(?:{_STAGE})){{0,3}})(?:建设|使用|运营|工作|运行|生产)?(?:\([^()]{{0,20}}\))?$",
)
_STAGE_ONLY = re.compile(
    rf"^(?:完成)?(?:主体工程|主体结构|主体|一期|首期|全部|整体|工程|项目)?(?:全面|基本|实现|全部|正式|全线){{0,4}}(?:{_STAGE})(?:(?:、|并|和)?(?:{_STAGE})){{0,3}}(?:建设|使用|运营)?$",
)
_STARTS = "|".join(re.escape(word) for word in sorted(set(phrases.STARTS), key=len, reverse=True))
_START = re.compile(rf"^(?P<stage>(?:{_STARTS})(?:、(?:建成|投用|投产|开工|完工|运营)){{0,3}})(?P<rest>.{{2,}})$")
_WORK = re.compile(phrases.WORKS)
_VAGUE_STAGE = re.compile(
    r"^(?:落地|开放|完成|调整|纳入|成立|施工|见效|达标|入驻|设立|发布|验收|编制|移交|落户|批复|列入|入库|出台|印发|落地见效|销号|清零|组建|上线|招标|开学|开课|上市|出成效|初见成效|供应|营业|营运|运营|投放市场|点亮|供气|供水|供电|进场|交付|见成效|启动|开通)$",
)
_ABSTRACT = re.compile(
    r"(?:政策|举措|措施|决策|部署|精神|改革|成果|责任|要求|任务|事项|制度|机制|理念|体系|格局|目标|生态|氛围|优势|动力|活力|能力|水平|模式|局面|环境|形象|经验|作风)$",
)
_SLOW = re.compile(
    r"^(?:持续|继续|不断|深入|深化|强化|加强|优化|完善|提升|提高|统筹|做好|抓好|做优|做强|健全|谋划|规划|研究|探索|围绕|依托|聚焦|开展|鼓励|引导|服务|保障|坚持|以|为|对|把|让|通过)",
)
_APPLY = re.compile(
    r"(?:申报|创建|争创|申创|申办|争当|争取|创成)(?:为|成为)?(?:国家|全国|省|世界|中国|市级|国际|全省|[3-5]A|AAAA|[一二三]级|三甲|二甲|“|首批|第|长三角|大湾区|示范|香港)[^，;]{2,}|(?:创建|建设|打造|调整)(?:成)?为?(?:国家|省|全国)级?[^，;]{0,20}(?:示范[县区市镇村点]|试点|先行区|规划)$",
)
_BECOMES = re.compile(
    r"^(?:积极)?(?:争取|力争|推动|力促|促成|推进|支持)[^，;]{2,30}?(?:调整为|纳入(?:国家|省|全国)|列入(?:国家|省|全国)|升格为|升级为|落户|获批|获得(?:国家|省)|入选|设立[^，;]{2,12}(?:站|中心|机构|所|点|分院|分校|总部)$)|^争取[^，;]{0,6}(?:试点|支持)[^，;]{2,}",
)
_EVENT = re.compile(r"(?:举办|承办|办好|召开|组织举办|组织召开|筹办|协办)[^，;]{2,}")
_OCCASION = re.compile("节|活动|博会|大会|赛|展|论坛|峰会|马拉松|庆典|晚会|演出")
_RESUMED = re.compile(r"做好[^，;]{2,30}(?:复办|迁建|搬迁|换届|投用|开学|开办|挂牌)[^，;]{0,8}工作$")
_PAPER = re.compile(
    r"(?:制定|编制|出台|印发|发布|修订|完成)[^，;]{0,30}(?:规划|方案|条例|办法|意见|清单|目录|标准|细则|指南|名录|政策|行动计划|若干措施|预案)",
)
_SOFT = re.compile(
    "^(?:" + "|".join(re.escape(word) for word in sorted(set(phrases.SOFT), key=len, reverse=True)) + ")",
)
_EFFECT = re.compile(phrases.EFFECT)
_CREATE_SOFT = re.compile(r"体系|格局|机制|氛围|局面|生态圈|高地|新优势|新动能|模式|良性循环")


def plain(clause: str, *, targets: bool) -> list[Promise]:
    """Read a clause without a promised number. `targets`: it stands among the main targets of the year."""
    text = clause.strip("，、。;: ")
    body = _stripped(text)
    whole = len(clause)
    if _INTRODUCES.search(text):
        return []
    if _EXTERNAL.search(text):
        return _external(text, whole)
    if (
        _RELATIVE.search(text)
        and (match := _RELATIVE.search(text))
        and not re.search("高质量发展|协调发展|同步(?:推进|实施|建设|规划|抓)", text)
    ):
        name = _TAIL_WORDS.sub("", _stripped(text[: match.start()]))
        if len(name) >= 2 and re.search(
            "收入|增长|增速|投资|消费|总值|增加值|水平|支出|产值|贷款|率|税收|进出口|能耗|薪|养老金|预算",
            text,
        ):
            return [_promise(text, Kind.RELATIVE, Goal(indicator=name[:60]), whole, "0.85", ("comparator",))]
    if (match := _GUARD.search(text)) and match.start() <= 8:
        return [_promise(text, Kind.GUARD, Goal(), whole, "0.8")]
    if stage := _milestone(text, body):
        return [_promise(text, Kind.MILESTONE, Goal(indicator=""), whole, stage)]
    if _COVERAGE.search(text) and len(text) <= 60 and not re.match("加强|深化|做好|强化|提高", body):
        return [_promise(text, Kind.COVERAGE, Goal(per=_per(text)), whole, "0.75")]
    if _SOFT.match(text) or _SOFT.match(body) or _START.match(body):
        return [_promise(text, Kind.QUALITATIVE, Goal(), whole, "0.5")]
    if (
        targets
        and 4 <= len(text) <= 40
        and re.search(
            r"(?:提质|稳|增效|优化|改善|提升|持续|良好|平稳|保持|安全|下降|增加|合理|提高|平衡|好转|增长)",
            text,
        )
    ):
        return [_promise(text, Kind.QUALITATIVE, Goal(indicator=text[:20]), whole, "0.6")]
    return []


def is_stage(clause: str) -> bool:
    """Tell whether a clause is nothing but a stage of the work named before it: 力争上半年动工建设."""
    body = _stripped(clause.strip("，、。;: "))
    return _STAGE_ONLY.match(body) is not None


def has_verb(clause: str) -> bool:
    """Tell whether a clause begins with a verb of its own, so that nothing is carried over to it."""
    body = _stripped(clause.strip("，、。;: "))
    return (
        _SOFT.match(clause) is not None
        or _SOFT.match(body) is not None
        or _START.match(body) is not None
        or bool(_leading_verb(body))
    )


_NOUN_COUNT = re.compile(
    r"^[^\d，;]{2,24}\d[\d.,]*(?:万|亿)?(?:个|家|所|座|条|件|项|处|名|人|台|辆|套|栋|户|间|支|场|张|部|人次|公里)$",
)


def carried(promise: Promise, verb: str) -> Promise:
    """新增学位1620个，托位300个: the verb of the first holds for the second, which has none and only counts."""
    title = promise.title
    if not verb or not _NOUN_COUNT.match(title) or has_verb(title):
        return promise
    if re.search(f"{phrases.GROWTH}|{phrases.REACH}|总|突破|超|额", title):
        return promise
    return replace(promise, title=verb + title, goal=replace(promise.goal, indicator=verb + promise.goal.indicator))


def leading_verb(clause: str) -> str:
    """Return the verb that makes things at the beginning of a clause: 新增, 新引进, 建成."""
    return _leading_verb(clause)


def is_effect(clause: str) -> bool:
    """Tell whether a clause only says what the one before it is good for."""
    return _EFFECT.search(clause) is not None


def _promise(text: str, kind: Kind, goal: Goal, whole: int, sure: str, assumed: tuple[str, ...] = ()) -> Promise:
    return Promise(short(text), kind, goal, 0, whole, Decimal(sure), assumed)


def _external(text: str, whole: int) -> list[Promise]:
    """粮食产量、空气质量均完成省下达任务 is a target for each of them."""
    match = re.search(r"(?:均|都|全部)(?=完成|达到|控制|落实|符合|实现|超额)", text)
    subjects = (
        [part for part in re.split("、|及(?!其)|以及|和(?!美|谐)", _stripped(text[: match.start()])) if len(part) >= 2]
        if match
        else []
    )
    if len(subjects) >= 2 and match:
        end = text[match.end() :]
        return [
            Promise(short(part + end), Kind.EXTERNAL, Goal(indicator=part), 0, whole, Decimal("0.85"))
            for part in subjects[:12]
        ]
    found = re.search(r"完成|达到|控制在|落实|符合|实现", text)
    name = _stripped(text[: found.start()]) if found else ""
    return [_promise(text, Kind.EXTERNAL, Goal(indicator=name[:60]), whole, "0.85")]


def _milestone(text: str, body: str) -> str:
    """Return how sure it is that the clause names a work that begins or ends; "" if it does not."""
    if "更多" in text:
        return ""
    if (match := _FINAL.search(body)) and match.start() >= 2 and (sure := _ends(text, body, match)):
        return sure
    helps = re.match("(?:积极|大力|全力)?(?:支持|鼓励|引导|指导|协助|配合)", text) is not None  # somebody else's work
    if not helps and (match := _START.match(body)) and (sure := _begins(match["stage"], match["rest"])):
        return sure
    event, paper = _EVENT.search(text), _PAPER.search(text)
    named = (
        _BECOMES.search(text) is not None
        or (not helps and _APPLY.search(text) is not None and not re.match("深化|巩固|加强|深入开展|持续", text))
        or (event is not None and event.start() <= 6 and bool(_WORK.search(event[0]) or _OCCASION.search(event[0])))
        or (paper is not None and paper.start() <= 8)
        or _RESUMED.match(text) is not None
    )
    return "0.75" if named else ""


def _ends(text: str, body: str, match: re.Match[str]) -> str:
    """The order work, stage: 三埠港搬迁项目完工."""
    subject, stage = re.sub(rf"(?:{phrases.DONE})$", "", body[: match.start()][-40:]), match["stage"]
    if re.search(r"(?:已|均已|的)$", subject) or _ABSTRACT.search(_bare(subject)):
        return ""
    if not _VAGUE_STAGE.match(stage):
        return "" if re.match("加强|加大|强化|健全|完善|深化|规划|谋划", body) else "0.85"
    works = _WORK.search(subject) or re.search(r"^(?:推动|争取|确保|力争|支持|力促|促成)", text)
    return "0.8" if works and not re.match("加强|加大|强化|健全|完善|深化", body) and "、" not in stage else ""


def _begins(stage: str, rest: str) -> str:
    """The order stage, work: 建成国道G325线改建工程."""
    stage = re.sub("^(?:基本|全面|高质量|圆满|按期|如期)(?=完成)", "", stage)
    if re.match(r"(?:了|和|、|的|力度|水平|工作机制|率)", rest):
        return ""
    if stage not in phrases.SOFT_STARTS:
        return "0.85" if not _ABSTRACT.search(rest) or re.match("(?:全面)?建成", stage) else ""
    if stage == "完成" and re.search(phrases.COMPLETED, rest) and not re.search(phrases.ALL_TASKS, rest):
        return "0.8"
    if stage in phrases.CONCRETE_STARTS and _WORK.search(rest) and not _CREATE_SOFT.search(rest[-6:]):
        return "0.75"
    return "0.6" if stage == "建立" and re.search(r"(?:清单|台账|数据库|平台|基金|专班|制度)$", rest) else ""


def _bare(subject: str) -> str:
    return re.sub(
        rf"(?:{_STAGE}|全面|基本|加快|尽快|早日|顺利|实质性|年内|年底|建设|正式|陆续|如期|、|并){{1,6}}$",
        "",
        subject[-30:],
    )

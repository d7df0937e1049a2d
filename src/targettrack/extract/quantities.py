"""The numbers of a clause → those that are promised: no sizes, names, times or results. Knows no indicators."""

from __future__ import annotations

from targettrack.extract.figures import CEILING, Number
from targettrack.extract.rules import table

COUNTED, SIZE, CAPACITY, NEVER, LIMIT_UNIT = (
    table("figures", name) for name in ("counted", "size", "capacity", "never", "limit_unit")
)
MANY_UNIT, BUILT, ROUND = (table("figures", name) for name in ("many_unit", "built", "round"))
RARE, RARE_WITH, AGE, LIFETIME = (table("figures", name) for name in ("rare", "rare_with", "age", "lifetime"))
NAME_BEHIND, NOT_COUNT, ORDINAL = (table("figures", name) for name in ("name_behind", "not_count", "ordinal"))
OLD, THAN, DESCRIBES, WHERE = (table("figures", name) for name in ("old", "than", "describes", "where"))
OF_SIZE, BEHIND_SIZE, OF_WHICH, OF_GOAL = (
    table("figures", name) for name in ("of_size", "behind_size", "of_which", "of_goal")
)
CAPACITY_OF, SORT, FUND, WITHIN, AROUND, LIMITS = (
    table("figures", name) for name in ("capacity_of", "sort", "fund", "within", "around", "limits")
)
SETTING, INVESTS = table("figures", "setting"), table("figures", "invests")
LIFE_CIRCLE, SINCE, HOLDERS, TESTED = (table("figures", name) for name in ("life_circle", "since", "holders", "tested"))
OWN_CLAUSE, OWN_STATED, INVESTED, ATTRACTED = (
    table("figures", name) for name in ("own_clause", "own_stated", "invested", "attracted")
)
PROMISES, MAKES, MAKES_ONE, WORK = (table("figures", name) for name in ("promises", "makes", "makes_one", "work"))
BY_NAME, BY_NAME_BEHIND, BY_NAME_VERB = (
    table("figures", name) for name in ("by_name", "by_name_behind", "by_name_verb")
)
RANKED, RANKED_WHO, STRONG, STRONG_VERB = (
    table("figures", name) for name in ("ranked", "ranked_who", "strong", "strong_verb")
)
NOUN_HEAD, LIST_END, MONEY = (table("figures", name) for name in ("noun_head", "list_end", "money"))
MANY, STRIVES = table("figures", "many"), table("figures", "strives")
TASK_BEHIND, COMPLETES = table("figures", "task_behind"), table("figures", "completes")
EVERY_ONE = table("measures", "every_one")
_NEAR = 24
_PLAIN = 3


def promised(clause: str, found: tuple[Number, ...], *, listed: bool, before: str = "") -> list[Number]:
    """Keep the amounts that are the promise: not attributes, names, times, backgrounds or what was reached before.

    `listed`: the clause stands in a list of targets, where 城镇新增就业6000人 needs no verb. `before` is the text of the
    sentence ahead of the clause.
    """
    return [number for number in found if _is_goal(clause, number, found, listed=listed, before=before)]


def _is_goal(clause: str, number: Number, found: tuple[Number, ...], *, listed: bool, before: str) -> bool:
    """The first rule that applies decides; the most special shapes come first."""
    head, tail = clause[: number.start], clause[number.end :]
    near = head[-_NEAR:]
    if NOT_COUNT.search(tail) or ORDINAL.search(near) or OLD.search(THAN.sub("", near[-14:])):
        return False
    if number.rank:
        return _is_rank(clause, number)
    if SETTING.match(head) and not LIST_END.match(tail):
        return False
    if AGE.fullmatch(number.base):
        return LIFETIME.search(head) is not None
    if LIMIT_UNIT.fullmatch(number.base):
        return _is_limit(clause, number)
    return not _is_place(clause, number) and _is_amount(clause, number, found, listed=listed, before=before)


def _is_place(clause: str, number: Number) -> bool:
    """治理河道10公里内污染, and 推动共和、崖门、棠下、水口4个镇按照…建设: where, or how many there are."""
    head, tail = clause[: number.start], clause[number.end :]
    if SIZE.fullmatch(number.base) and (AROUND.search(head) or (WITHIN.match(tail) and not LIMITS.search(head))):
        return True
    return BY_NAME.search(head) is not None and bool(BY_NAME_VERB.match(clause) and BY_NAME_BEHIND.search(tail))


def _is_amount(clause: str, number: Number, found: tuple[Number, ...], *, listed: bool, before: str) -> bool:
    if number.chinese and not _is_written_out(clause, number):
        return _is_chinese_goal(clause, number) and not _is_attribute(clause, number, found, before)
    return _is_amount_promised(clause, number, found, listed=listed, before=before)


def _is_amount_promised(clause: str, number: Number, found: tuple[Number, ...], *, listed: bool, before: str) -> bool:
    head, tail = clause[: number.start], clause[number.end :]
    if TASK_BEHIND.match(tail) and COMPLETES.search(head):
        return True
    if _is_doubtful(clause, number) or _is_attribute(clause, number, found, before) or DESCRIBES.search(head[-20:]):
        return False
    return (
        listed
        or number.stated
        or PROMISES.search(clause) is not None
        or PROMISES.search(before[-60:]) is not None
        or CEILING.search(clause) is not None
        or (NOUN_HEAD.search(head) is not None and LIST_END.match(tail) is not None)
    )


def _is_doubtful(clause: str, number: Number) -> bool:
    """100多项服务 tells of what is there; 级 is part of a name; an unknown measure word needs a name before it."""
    head, tail = clause[: number.start], clause[number.end :]
    if RARE.match(number.base) and not RARE_WITH.search(clause):
        return True
    ends = LIST_END.match(tail) is not None
    if MANY.search(clause[number.start : number.end]):
        return not ends and STRIVES.search(clause) is None
    return number.odd and not (ends and (number.stated or NOUN_HEAD.search(head)))


def _is_limit(clause: str, number: Number) -> bool:
    """审批时限压缩至3天, not 24小时值班 or 15分钟生活圈."""
    return (
        LIMITS.search(clause) is not None
        and not LIFE_CIRCLE.match(clause[number.end :])
        and not SINCE.search(clause[max(0, number.start - 5) : number.start])
    )


def _is_attribute(clause: str, number: Number, found: tuple[Number, ...], before: str) -> bool:
    """Tell whether a number only describes a work, a place or those who are meant."""
    head, tail, after = clause[: number.start], clause[number.end :], clause[number.finish :]
    more = any(other.start > number.start for other in found)
    if OF_SIZE.search(head[-_NEAR:]) and not _is_own(clause, number, before):
        return True
    if NEVER.fullmatch(number.base) or (CAPACITY.fullmatch(number.base) and CAPACITY_OF.match(after)):
        return True
    if SORT.match(number.base + tail) or (more and WHERE.search(head)):
        return True  # 在17个乡镇硬化道路10万平方米
    if SIZE.fullmatch(number.base) and _is_size(number, tail, after, more=more):
        return True
    return MONEY.fullmatch(number.base) is not None and _is_unit_test(clause, number, found)


def _is_size(number: Number, tail: str, after: str, *, more: bool) -> bool:
    """10亿元以上工业企业, 完成投资5亿元的东环路改造: what follows is meant, and so large it is."""
    if not BEHIND_SIZE.match(tail) or FUND.search(after[:14]):
        return OF_WHICH.match(tail) is not None and not OF_GOAL.match(tail)
    return more or MONEY.fullmatch(number.base) is not None or WORK.search(after[:8]) is not None


def _is_unit_test(clause: str, number: Number, found: tuple[Number, ...]) -> bool:
    """6家企业产值超10亿元: what is counted is the 6."""
    counted = [other for other in found if other.finish <= number.start and MANY_UNIT.fullmatch(other.base)]
    ahead = [other for other in counted if not WHERE.search(clause[: other.start])]
    between = clause[ahead[-1].finish : number.start] if ahead else ""
    return TESTED.fullmatch(between) is not None and HOLDERS.search(between) is not None


def _is_rank(clause: str, number: Number) -> bool:
    head, tail = clause[: number.start], clause[number.end :]
    if RANKED_WHO.match(tail) or not RANKED.search(head[-_NEAR:]):
        return False
    return not STRONG.search(clause[number.start : number.end + 8]) or STRONG_VERB.search(head) is not None


def _is_written_out(clause: str, number: Number) -> bool:
    """一万零三百人, 二十五处: nobody writes a figure of speech in three signs."""
    words = clause[number.start : number.end].removesuffix(number.unit)
    return len(words) >= _PLAIN and not _is_figure_of_speech(number, clause[number.end :])


def _is_chinese_goal(clause: str, number: Number) -> bool:
    """Chinese numerals count after a verb that makes things (新建三所学校) or a comparator; else they name (三大行动)."""
    near, tail = clause[max(0, number.start - _NEAR) : number.start], clause[number.end :]
    if _is_figure_of_speech(number, tail):
        return False
    strict = MAKES.search(near) is not None
    if LIST_END.match(tail) and BUILT.fullmatch(number.base) and PROMISES.search(near):
        return NOUN_HEAD.search(near) is not None  # 新建口袋公园九个、学校两所
    if EVERY_ONE.search(near):
        return True  # 每半年开展一次
    if number.value == 1:
        return (
            strict
            and BUILT.fullmatch(number.base) is not None
            and MAKES_ONE.search(near) is not None
            and WORK.search(tail[:16]) is not None
        )
    if ROUND.fullmatch(str(number.value)) and near and not number.stated and not strict:
        return False
    return strict or (number.stated and PROMISES.search(near) is not None)


def _is_figure_of_speech(number: Number, tail: str) -> bool:
    """三大革命, 五项行动, 百亿产业: a name, or how large it is, not how many."""
    if not COUNTED.fullmatch(number.base):
        return True
    if NAME_BEHIND.match(tail):
        return True
    return bool(ROUND.fullmatch(str(number.value)) and SIZE.fullmatch(number.base) and not number.stated)


def _is_own(clause: str, number: Number, before: str) -> bool:
    """总投资超60亿元 after 新引进…8个 is a promise of its own; with 计划 or without a comparator it is a description."""
    head = clause[: number.start]
    if OWN_CLAUSE.search(head) or (OWN_STATED.search(head) and number.stated):
        return True
    if not before and number.finish == len(clause) and INVESTS.match(head):
        return True
    return bool(
        INVESTED.match(head) and ATTRACTED.search(before[-80:]) and number.stated and number.finish == len(clause)
    )

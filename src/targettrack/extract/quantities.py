"""The numbers of a clause → those that are promised: no sizes, names, times or results. Knows no indicators."""

from __future__ import annotations

from targettrack.extract.figures import Number
from targettrack.extract.rules import FIGURES, MEASURES
from targettrack.named import NamedTuple

_NEAR = 24
_PLAIN = 3


class _Spot(NamedTuple):
    """A number where it stands in its clause."""

    clause: str
    number: Number
    found: tuple[Number, ...]  # all numbers of the clause
    before: str  # the sentence ahead of the clause
    head: str  # the clause up to the number
    tail: str  # and from its unit on

    @property
    def near(self) -> str:
        return self.head[-_NEAR:]

    @property
    def after(self) -> str:
        """What stands behind 以上, 左右."""
        return self.clause[self.number.finish :]

    @property
    def is_last(self) -> bool:
        """Nothing more is said of it behind the number."""
        return FIGURES.list_end.match(self.tail) is not None


def promised(clause: str, found: tuple[Number, ...], *, listed: bool, before: str = "") -> list[Number]:
    """Keep the amounts that are the promise: not attributes, names, times, backgrounds or what was reached before.

    `listed`: the clause stands in a list of targets, where 城镇新增就业6000人 needs no verb. `before` is the text of the
    sentence ahead of the clause.
    """
    spots = (_Spot(clause, number, found, before, clause[: number.start], clause[number.end :]) for number in found)
    return [at.number for at in spots if _is_goal(at, listed=listed)]


def _is_goal(at: _Spot, *, listed: bool) -> bool:
    """The first rule that applies decides; the most special shapes come first."""
    number, base = at.number, at.number.base
    if _is_background(at):
        return False
    if number.rank:
        return _is_rank(at)
    if FIGURES.age.fullmatch(base):
        return FIGURES.lifetime.search(at.head) is not None
    if FIGURES.limit_unit.fullmatch(base):
        return _is_limit(at)
    if number.chinese and not _is_written_out(at):
        return _is_chinese_goal(at) and not _is_attribute(at)
    return _is_amount(at, listed=listed)


def _is_background(at: _Spot) -> bool:
    """第3批, 治理河道10公里内污染, 推动共和、崖门、棠下、水口4个镇按照…建设: which, where, or how many there are."""
    if FIGURES.not_count.search(at.tail) or FIGURES.ordinal.search(at.near):
        return True
    if FIGURES.old.search(FIGURES.than.sub("", at.near[-14:])) or (FIGURES.setting.match(at.head) and not at.is_last):
        return True
    if FIGURES.size.fullmatch(at.number.base) and (
        FIGURES.around.search(at.head) or (FIGURES.within.match(at.tail) and not FIGURES.limits.search(at.head))
    ):
        return True
    is_named = FIGURES.by_name.search(at.head) and FIGURES.by_name_verb.match(at.clause)
    return bool(is_named and FIGURES.by_name_behind.search(at.tail))


def _is_amount(at: _Spot, *, listed: bool) -> bool:
    if FIGURES.task_behind.match(at.tail) and FIGURES.completes.search(at.head):
        return True
    if _is_doubtful(at) or _is_attribute(at) or FIGURES.describes.search(at.head[-20:]):
        return False
    return (
        listed
        or at.number.stated
        or FIGURES.promises.search(at.before[-60:] + at.clause) is not None
        or FIGURES.ceiling.search(at.clause) is not None
        or (at.is_last and FIGURES.noun_head.search(at.head) is not None)
    )


def _is_doubtful(at: _Spot) -> bool:
    """100多项服务 tells of what is there; 级 is part of a name; an unknown measure word needs a name before it."""
    number = at.number
    if FIGURES.rare.match(number.base) and not FIGURES.rare_with.search(at.clause):
        return True
    if FIGURES.many.search(at.clause[number.start : number.end]):
        return not at.is_last and FIGURES.strives.search(at.clause) is None
    odd = number.odd and not MEASURES.rate_unit.fullmatch(number.unit)  # 三分之二 is a share
    return odd and not (at.is_last and (number.stated or FIGURES.noun_head.search(at.head)))


def _is_limit(at: _Spot) -> bool:
    """审批时限压缩至3天, not 24小时值班 or 15分钟生活圈."""
    is_name = FIGURES.life_circle.match(at.tail) or FIGURES.since.search(at.head[-5:])
    return not is_name and FIGURES.limits.search(at.clause) is not None


def _is_attribute(at: _Spot) -> bool:
    """Tell whether a number only describes a work, a place or those who are meant."""
    base = at.number.base
    more = at.number.start < at.found[-1].start
    if FIGURES.of_size.search(at.near) and not _is_own(at):
        return True
    if FIGURES.over.search(f"{at.near}\n{base}{at.tail}"):
        return True
    if FIGURES.capacity.fullmatch(base) and FIGURES.capacity_of.match(at.after):
        return True
    if more and FIGURES.where.search(at.head):
        return True  # 在17个乡镇硬化道路10万平方米
    if FIGURES.size.fullmatch(base) and _is_size(at, more=more):
        return True
    return FIGURES.money.fullmatch(base) is not None and _is_unit_test(at)


def _is_size(at: _Spot, *, more: bool) -> bool:
    """10亿元以上工业企业, 完成投资5亿元的东环路改造: what follows is meant, and so large it is."""
    if not FIGURES.behind_size.match(at.tail) or FIGURES.fund.search(at.after[:14]):
        return FIGURES.of_which.match(at.tail) is not None and not FIGURES.of_goal.match(at.tail)
    return more or bool(FIGURES.money.fullmatch(at.number.base) or FIGURES.work.search(at.after[:8]))


def _is_unit_test(at: _Spot) -> bool:
    """6家企业产值超10亿元: what is counted is the 6."""
    ahead = [
        other
        for other in at.found
        if other.finish <= at.number.start
        and FIGURES.many_unit.fullmatch(other.base)
        and not FIGURES.where.search(at.clause[: other.start])
    ]
    between = at.head[ahead[-1].finish :] if ahead else ""
    return FIGURES.tested.fullmatch(between) is not None and FIGURES.holders.search(between) is not None


def _is_rank(at: _Spot) -> bool:
    if FIGURES.ranked_who.match(at.tail) or not FIGURES.ranked.search(at.near):
        return False
    is_name = FIGURES.strong.search(at.clause[at.number.start : at.number.end + 8])
    return not is_name or FIGURES.strong_verb.search(at.head) is not None


def _is_written_out(at: _Spot) -> bool:
    """一万零三百人, 二十五处: nobody writes a figure of speech in three signs."""
    words = at.clause[at.number.start : at.number.end].removesuffix(at.number.unit)
    return len(words) >= _PLAIN and not _is_figure_of_speech(at)


def _is_chinese_goal(at: _Spot) -> bool:
    """Chinese numerals count after a verb that makes things (新建三所学校) or a comparator; else they name (三大行动)."""
    number, near = at.number, at.near
    if _is_figure_of_speech(at):
        return False
    built, promises = FIGURES.built.fullmatch(number.base), FIGURES.promises.search(near)
    if at.is_last and built and promises:
        return FIGURES.noun_head.search(near) is not None  # 新建口袋公园九个、学校两所
    if MEASURES.every_one.search(near):
        return True  # 每半年开展一次
    made = FIGURES.makes.search(near) is not None
    if number.value == 1:
        return bool(made and built and FIGURES.makes_one.search(near) and FIGURES.work.search(at.tail[:16]))
    if FIGURES.round.fullmatch(str(number.value)) and near and not number.stated:
        return made
    return made or (number.stated and promises is not None)


def _is_figure_of_speech(at: _Spot) -> bool:
    """三大革命, 五项行动, 百亿产业: a name, or how large it is, not how many."""
    number = at.number
    if not FIGURES.counted.fullmatch(number.base) or FIGURES.name_behind.match(at.tail):
        return True
    if number.stated or not FIGURES.round.fullmatch(str(number.value)):
        return False
    return bool(FIGURES.size.fullmatch(number.base) or FIGURES.round_name.match(number.base + at.tail))


def _is_own(at: _Spot) -> bool:
    """总投资超60亿元 after 新引进…8个 is a promise of its own; with 计划 or without a comparator it is a description."""
    stated = at.number.stated and at.number.comparator != "~"
    if FIGURES.own_clause.search(at.head) or (stated and FIGURES.own_stated.search(at.head)):
        return True
    if at.after:
        return False
    if not at.before:
        return FIGURES.invests.match(at.head) is not None
    return bool(stated and FIGURES.invested.match(at.head) and FIGURES.attracted.search(at.before[-80:]))

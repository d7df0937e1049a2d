"""Every column of every form, once: what it is called here and elsewhere, what it holds, who fills it in. Knows no targets.

Headings as offices print them in their 任务分解表, 台账 and 月报 (domain: 聊城 2020, 肇庆, 武政办〔2020〕1号).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto

from targettrack import i18n
from targettrack.i18n import N_, _
from targettrack.model import Assessment, Comparator, DataStatus, Decision, Forecast, Kind, Strength
from targettrack.named import NamedTuple
from targettrack.render import words


class Form(StrEnum):
    """The forms that go out and come back."""

    REVIEW = auto()  # drafts to be reviewed 审核表
    DIVISION = auto()  # 任务分解表, for opinion
    REGISTER = auto()  # 台账, the office's own table
    MONTH = auto()  # 月报表 of one unit
    ASSESS = auto()  # 评定表: what was reported in words


class Holds(StrEnum):
    """What stands in the cells of a column."""

    TEXT = auto()
    NUMBER = auto()  # where it is no plain number, the text as it may be typed: 5-8
    DAY = auto()
    CHOICE = auto()
    UNIT = auto()
    UNITS = auto()  # several, parted by 、


class Filler(StrEnum):
    """Who fills a column in."""

    NOBODY = auto()  # it is only shown
    OFFICE = auto()
    UNIT = auto()


class Caption(NamedTuple):
    """What stands over a column, and what is below it.

    `code` is the field of an update, or of a record's head, that a cell is about; fields of the goal as an update names
    them, goal_value; else a name of its own.
    """

    code: str
    heading: str  # key of the catalogue
    width: int  # in characters of Latin text
    holds: Holds = Holds.TEXT
    choices: type[StrEnum] | tuple[str, ...] = ()  # codes of a vocabulary, or keys of the catalogue
    also: str = ""  # other headings that it is known by, parted by blanks

    @property
    def offered(self) -> tuple[str, ...]:
        """The words to choose from, in the language in use."""
        if isinstance(self.choices, tuple):
            return tuple(_(key) for key in self.choices)
        return tuple(words.word(code) for code in self.choices)

    @property
    def title(self) -> str:
        """Its heading, in the language in use."""
        return _(self.heading)

    @property
    def names(self) -> tuple[str, ...]:
        """Every heading that it is known by: its own in both languages, those that offices also use, its code."""
        return (*i18n.everywhere(self.heading), *self.also.split(), self.code)


YES = N_("yes")
"""What a unit chooses that claims a target done; a key of the catalogue, and a code."""
ANSWERS = (YES, N_("no"))
_DAY, _NUMBER, _CHOICE = Holds.DAY, Holds.NUMBER, Holds.CHOICE
CAPTIONS: Mapping[str, Caption] = {
    caption.code: caption
    for caption in (
        # which target
        Caption("id", N_("Id"), 12, also="编码 任务编号 目标编号"),
        Caption("item", N_("No."), 5, also="条目 任务序号 项目序号"),
        Caption("part", N_("Part"), 8, also="镇街 镇（街道） 分解单位"),
        Caption("section", N_("Section"), 12, also="类别 大类 领域 所属章节 分类"),
        Caption("sentence", N_("Sentence of the report"), 32, also="原文 原句 出处"),
        Caption(
            "title",
            N_("Task"),
            24,
            also="重点任务 目标任务 任务 事项 任务内容 主要任务 工作内容 重点工作 工作事项 工作目标 主要内容 Target",
        ),
        Caption("role", N_("Part of the unit"), 5, also="本单位职责 角色"),
        # what was promised
        Caption("kind", N_("Kind"), 8, _CHOICE, Kind, "任务类型"),
        Caption("strength", N_("Strength"), 6, _CHOICE, Strength),
        Caption("goal", N_("Goal"), 12, also="年度目标 目标要求"),
        Caption("goal_comparator", N_("Comparison"), 7, _CHOICE, Comparator, "比较关系 达标方向"),
        Caption(
            "goal_value",
            N_("Target value"),
            9,
            _NUMBER,
            also="指标值 年度目标值 全年目标 年度目标 目标数 计划数",
        ),
        Caption("goal_unit", N_("Unit of measure"), 7, also="计量单位 数值单位"),
        Caption("goal_denominator", N_("Total"), 7, also="总量 基数 应完成总数"),
        Caption(
            "goal_done_when",
            N_("Done when"),
            14,
            also="完成标志 验收标准 目标要求 工作要求 年度目标要求 成果形式",
        ),
        Caption(
            "deadline",
            N_("Deadline"),
            11,
            _DAY,
            also="完成时间 时限 时限要求 办结时限 完成期限 截止时间 计划完成时间 完成时限要求",
        ),
        # who
        Caption(
            "leader",
            N_("Leader"),
            7,
            also="分管领导 责任领导 分管市领导 分管县领导 市领导 县领导 牵头市领导 挂点领导",
        ),
        Caption(
            "owner",
            N_("Lead unit"),
            13,
            Holds.UNIT,
            also="牵头部门 责任单位 主办单位 主要责任单位 承办单位 牵头责任单位 责任部门 落实单位",
        ),
        Caption(
            "supporting",
            N_("Supporting units"),
            13,
            Holds.UNITS,
            also="配合部门 协办单位 责任（配合）单位 参与单位 协助单位 配合责任单位 Supporting",
        ),
        Caption("responsible", N_("Person responsible"), 8, also="具体责任人 主要负责人 单位负责人"),
        Caption("contact", N_("Contact"), 10, also="联系人及电话 联络员 经办人 联系方式 联系电话"),
        Caption("tags", N_("Tags"), 8, also="标签词 标记"),
        # the planned way
        Caption("q1", N_("Node of the first quarter"), 10, also="第一季度 一季度 一季度目标 Q1"),
        Caption("q2", N_("Node of the second quarter"), 10, also="第二季度 二季度 二季度目标 上半年 Q2"),
        Caption("q3", N_("Node of the third quarter"), 10, also="第三季度 三季度 三季度目标 Q3"),
        Caption("q4", N_("Node of the fourth quarter"), 10, also="第四季度 四季度 四季度目标 全年 Q4"),
        Caption("node", N_("Next node"), 11, also="下一节点 最近节点"),
        # where it stands
        Caption("last", N_("Last figure"), 9, _NUMBER, also="上期数据 上次完成 上月数据"),
        Caption("last_as_of", N_("Last figure as of"), 11, _DAY, also="上期截至日"),
        Caption("reported", N_("Reported on"), 11, _DAY, also="上报日期 报送日期"),
        Caption("share", N_("Completed"), 7, _NUMBER, also="完成率 完成比例"),
        Caption("expected", N_("Expected share"), 6, _NUMBER, also="序时 序时进度（%） 应达进度"),
        Caption("state", N_("State"), 9, also="亮灯 评定 是否达序时 进度状态"),
        Caption("why", N_("Reason of the state"), 20, also="原因 说明 评定依据"),
        Caption("closed_on", N_("Closed on"), 11, _DAY, also="销号时间 办结日期"),
        # what is reported
        Caption(
            "value",
            N_("Figure"),
            9,
            _NUMBER,
            also="完成情况 完成数 本期数据 累计完成 完成值 实际完成 目前完成 进度数据",
        ),
        Caption(
            "as_of",
            N_("Figure as of"),
            11,
            _DAY,
            also="截至日期 截止日 截止日期 数据时间 数据截至 截至时间 数据截止日期 统计截止日",
        ),
        Caption("data", N_("Status of the figure"), 7, _CHOICE, DataStatus, "数据性质 数据类型"),
        Caption("stage", N_("Stage"), 9, also="阶段 目前阶段 形象进度 到达节点"),
        Caption(
            "note",
            N_("Progress in words"),
            22,
            also="进展情况 落实进展情况 工作进展 落实情况 进展 推进情况 工作开展情况",
        ),
        Caption("problem", N_("Problem"), 12, also="问题 存在的问题 困难问题 存在问题及困难 主要问题"),
        Caption("next", N_("Next step"), 12, also="下步措施 下一步工作 下一步打算 下一步计划 整改措施"),
        Caption("evidence", N_("Evidence"), 10, also="佐证 证明材料 佐证资料 附件"),
        Caption("forecast", N_("Forecast"), 8, _CHOICE, Forecast, "全年预测 预计完成情况 能否完成"),
        Caption("done", N_("Claimed done"), 7, _CHOICE, ANSWERS, "申报完成 是否完成 是否申报销号 是否办结"),
        Caption("completed", N_("Completed on"), 11, _DAY, also="实际完成日期 完成时间（实际） 办结时间"),
        Caption("ask_deadline", N_("Extension asked to"), 11, _DAY, also="拟延期至 申请延期至 延期至"),
        Caption("reason", N_("Reason"), 12, also="原因说明 延期理由 评定理由 理由说明"),
        Caption("opinion", N_("Opinion"), 14, also="反馈意见 修改意见 意见建议 单位意见"),
        # what the office decides
        Caption("act", N_("What to do"), 10, _CHOICE, Decision, "处理意见 审核意见"),
        Caption("confidence", N_("Confidence"), 6, _NUMBER, also="置信度 可信度"),
        Caption("assessed", N_("Last finding"), 8, also="原评定"),
        Caption("assessed_on", N_("Last found on"), 11, _DAY, also="上次评定日期"),
        Caption("assessed_for", N_("Last reason"), 12, also="上次评定理由"),
        Caption("assess", N_("Finding"), 9, _CHOICE, Assessment, "本次评定 评定意见 研判 研判意见"),
    )
}
"""Every column by its code."""


_FILLERS = {"*": Filler.OFFICE, "+": Filler.UNIT}


def _columns(order: str) -> Mapping[str, Filler]:
    """Columns in their order: those with a star the office fills in, those with a plus the unit."""
    return {word.rstrip("*+"): _FILLERS.get(word[-1], Filler.NOBODY) for word in order.split()}


FORMS: Mapping[Form, Mapping[str, Filler]] = {
    Form.REVIEW: _columns(
        "item sentence id act* title* kind* strength* goal_comparator* goal_value* goal_unit* goal_denominator*"
        " deadline* owner* supporting* leader* goal_done_when* tags* confidence"
    ),
    Form.DIVISION: _columns(
        "item id section title goal_value* goal_unit* goal_done_when* leader* owner* supporting* responsible+ contact+"
        " deadline* q1+ q2+ q3+ q4+ opinion+"
    ),
    Form.REGISTER: _columns(
        "item id section title goal leader* owner* supporting* deadline value* as_of* share expected state why"
        " note* problem* next* evidence* closed_on"
    ),
    Form.MONTH: _columns(
        "id part title role goal deadline last last_as_of expected state node value+ as_of+ data+ stage+ note+"
        " problem+ next+ evidence+ forecast+ done+ completed+ ask_deadline+ reason+"
    ),
    Form.ASSESS: _columns(
        "id title owner goal deadline reported last note problem next evidence assessed assessed_on assessed_for"
        " assess* reason*"
    ),
}
"""The columns of each form in their order, and who fills them in there."""


def captions(form: Form) -> tuple[Caption, ...]:
    """The columns of a form in their order."""
    return tuple(CAPTIONS[code] for code in FORMS[form])


def filled(form: Form, *by: Filler) -> tuple[str, ...]:
    """Codes of the columns of a form that some fill in."""
    return tuple(code for code, filler in FORMS[form].items() if filler in by)

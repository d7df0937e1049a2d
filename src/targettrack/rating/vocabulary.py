"""The vocabulary of state: ratings, lights, outcomes, markers. Codes only; the words for them are the renderer's.

What a rating means stands in one row of `RATINGS`: whoever asks whether a target is settled, late or silent reads a
column.
"""

from __future__ import annotations

from enum import StrEnum

from targettrack.named import NamedTuple


class Rating(StrEnum):
    """Where a target stands, in the order in which reports list it: an item stands where its first one here stands."""

    BROKEN = "broken"  # 突破底线 突破上限
    MISSED = "missed"  # 未完成
    OVERDUE = "overdue"  # 逾期
    FAR_BEHIND = "far-behind"  # 严重滞后
    UNLIKELY = "unlikely"  # 预计难以完成
    STALLED = "stalled"  # 停滞
    BEHIND = "behind"  # 未达序时
    AT_RISK = "at-risk"  # 有困难
    SLOW = "slow"  # 推进较慢
    RETURNED = "returned"  # 退回重办
    NO_RESULT = "no-result"  # 应出数未出
    NOT_UPDATED = "not-updated"  # 未更新
    NODE_UNCONFIRMED = "node-unconfirmed"  # 节点待确认
    UNDECIDED = "undecided"  # 待认定
    NOT_MENTIONED = "not-mentioned"  # 报告未提及
    UNASSIGNED = "unassigned"  # 未分工
    FIRST_REPORT = "first-report"  # 待首报
    AWAITING_RESULT = "awaiting-result"  # 待出数 待报期末数
    REPORTED = "reported"  # 已报待评
    CLOSED_SHORT = "closed-short"  # 已销号（未达目标）
    NOT_DUE = "not-due"  # 未到期
    ON_TRACK = "on-track"  # 达序时 达 达标 守住 在限内 按节点推进
    ADVANCING = "advancing"  # 按进度推进
    AHEAD = "ahead"  # 超序时
    UNVERIFIED = "unverified"  # 待核验
    ACHIEVED = "achieved"  # 已完成
    ACCOUNTED = "accounted"  # 完成 持续推进 推进较慢 停滞 全年未报: the year is over
    SUSPENDED = "suspended"  # 暂缓
    DROPPED = "dropped"  # 终止


class Light(StrEnum):
    """The colour that goes with a rating, in the order in which lights stand side by side: what is wrong comes first.

    A colour is never shown without its word and its reason.
    """

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    NONE = "none"

    @property
    def is_warning(self) -> bool:
        """Whether it says that something is wrong: no silence takes that back."""
        return self in {Light.RED, Light.YELLOW}


class Lamp(NamedTuple):
    """A light as it is shown: filled, or as an outline where it rests on a person's word or waits for proof."""

    light: Light
    outline: bool = False

    @property
    def code(self) -> str:
        """One word for both: red, blue-outline."""
        return f"{self.light}-outline" if self.outline else self.light.value


class RatingGroup(StrEnum):
    """The six groups that hold every target once, so that their counts sum to the targets read."""

    SETTLED = "settled"  # it is known how it ended
    CLAIMED = "claimed"  # done by word or figure, and not verified
    MEASURED = "measured"  # by a figure or the calendar
    JUDGED = "judged"  # by the office's assessment or the unit's forecast
    WAITING = "waiting"  # nothing can be rated yet
    SILENT = "silent"  # nothing was sent for longer than the reporting cycle allows


class Meaning(NamedTuple):
    """What a rating stands for."""

    lamp: Lamp
    group: RatingGroup
    on_schedule: bool | None = None  # in 达序时率: counted, only in its base, or (None) in neither
    is_late: bool = False
    is_open: bool = True  # whether somebody still waits for the unit's next word

    @property
    def needs_attention(self) -> bool:
        """Whether it is red or yellow."""
        return self.lamp.light.is_warning


_RED, _YELLOW, _GREEN = Lamp(Light.RED), Lamp(Light.YELLOW), Lamp(Light.GREEN)
_SAID_RED, _SAID_YELLOW, _SAID_GREEN = (Lamp(light, outline=True) for light in (Light.RED, Light.YELLOW, Light.GREEN))
_GREY, _DARK = Lamp(Light.GREY), Lamp(Light.NONE)
_SETTLED, _CLAIMED, _MEASURED, _JUDGED, _WAITING, _SILENT = RatingGroup
RATINGS = {
    Rating.BROKEN: Meaning(_RED, _SETTLED, on_schedule=False, is_open=False),
    Rating.MISSED: Meaning(_RED, _SETTLED, on_schedule=False, is_late=True, is_open=False),
    Rating.OVERDUE: Meaning(_RED, _MEASURED, on_schedule=False, is_late=True),
    Rating.FAR_BEHIND: Meaning(_RED, _MEASURED, on_schedule=False),
    Rating.UNLIKELY: Meaning(_SAID_RED, _JUDGED),
    Rating.STALLED: Meaning(_SAID_RED, _JUDGED),
    Rating.BEHIND: Meaning(_YELLOW, _MEASURED, on_schedule=False),
    Rating.AT_RISK: Meaning(_SAID_YELLOW, _JUDGED),
    Rating.SLOW: Meaning(_SAID_YELLOW, _JUDGED),
    Rating.RETURNED: Meaning(_SAID_YELLOW, _CLAIMED),
    Rating.NO_RESULT: Meaning(_GREY, _WAITING),
    Rating.NOT_UPDATED: Meaning(_GREY, _SILENT),
    Rating.NODE_UNCONFIRMED: Meaning(_GREY, _WAITING),
    Rating.UNDECIDED: Meaning(_GREY, _WAITING),
    Rating.NOT_MENTIONED: Meaning(_GREY, _WAITING),
    Rating.UNASSIGNED: Meaning(_GREY, _WAITING),
    Rating.FIRST_REPORT: Meaning(_GREY, _WAITING),
    Rating.AWAITING_RESULT: Meaning(_GREY, _WAITING),
    Rating.REPORTED: Meaning(Lamp(Light.GREY, outline=True), _WAITING),
    Rating.CLOSED_SHORT: Meaning(_DARK, _SETTLED, on_schedule=False, is_open=False),
    Rating.NOT_DUE: Meaning(_DARK, _WAITING),
    Rating.ON_TRACK: Meaning(_GREEN, _MEASURED, on_schedule=True),
    Rating.ADVANCING: Meaning(_SAID_GREEN, _JUDGED),
    Rating.AHEAD: Meaning(_GREEN, _MEASURED, on_schedule=True),
    Rating.UNVERIFIED: Meaning(Lamp(Light.BLUE, outline=True), _CLAIMED, is_open=False),
    Rating.ACHIEVED: Meaning(Lamp(Light.BLUE), _SETTLED, on_schedule=True, is_open=False),
    Rating.ACCOUNTED: Meaning(_DARK, _SETTLED, is_open=False),
    Rating.SUSPENDED: Meaning(_DARK, _SETTLED, is_open=False),
    Rating.DROPPED: Meaning(_DARK, _SETTLED, is_open=False),
}
LAMPS = tuple(
    sorted({meaning.lamp for meaning in RATINGS.values()}, key=lambda lamp: (list(Light).index(lamp.light), lamp))
)
"""The lights that there are, in their order, each outline after the filled one."""


class Outcome(StrEnum):
    """How a promise ended, the class of a record in the account of a year. Exactly one holds."""

    DONE = "done"  # 完成
    DONE_LATE = "done-late"  # 逾期完成
    UNVERIFIED = "unverified"  # 待核验
    MISSED = "missed"  # 未完成
    BROKEN = "broken"  # 突破
    CLOSED_SHORT = "closed-short"  # 销号未达
    ONGOING = "ongoing"  # 持续推进
    SLOW = "slow"  # 推进较慢
    STALLED = "stalled"  # 停滞
    UNREPORTED = "unreported"  # 全年未报
    NO_FINAL = "no-final"  # 无期末数据
    NOT_MENTIONED = "not-mentioned"  # 报告未提及
    UNDECIDABLE = "undecidable"  # 无法认定
    NOT_DUE = "not-due"  # 未到期
    SUSPENDED = "suspended"  # 暂缓
    DROPPED = "dropped"  # 终止


class Marker(StrEnum):
    """What is worth saying beside the rating. Never a colour."""

    NO_OWNER = "no-owner"  # 未分工
    STRETCH = "stretch"  # 力争
    EARLY = "early"  # 提前
    EXCEEDED = "exceeded"  # 超额
    LATE = "late"  # 逾期完成 逾期申报
    DUE_SOON = "due-soon"  # 临期
    EXTENSION_ASKED = "extension-asked"  # 申请延期
    EXTENDED = "extended"  # 延期
    ADJUSTED = "adjusted"  # 目标已调整
    STALE = "stale"  # 数据过期
    REASSESS = "reassess"  # 待复评
    NODE_LATE = "node-late"  # 节点逾期
    EARLY_WARNING = "early-warning"  # 预警
    WAIVED = "waived"  # 免佐证
    CARRIED = "carried"  # 转入下年
    CLAIM_CONTRADICTED = "claim-contradicted"  # 申报完成而数据未达
    REVERSED = "reversed"  # 核定后未达

"""The vocabulary of state: ratings, lights, reasons, markers. Codes only; the words for them are the renderer's.

What a rating or a reason means stands in one row of `RATINGS` or `WHYS`: whoever asks whether a target is settled, late
or silent reads a column.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Rating(StrEnum):
    """Where a target stands, in the order in which reports list it."""

    OVERDUE = "overdue"  # 逾期
    MISSED = "missed"  # 未完成
    FAR_BEHIND = "far-behind"  # 严重滞后
    BEHIND = "behind"  # 未达序时
    ON_TRACK = "on-track"  # 达序时
    AHEAD = "ahead"  # 超序时
    UNVERIFIED = "unverified"  # 待核验
    ACHIEVED = "achieved"  # 已完成
    NO_DATA = "no-data"  # 未分工 待认定 未更新
    AWAITING_RESULT = "awaiting-result"  # 待出数
    NOT_DUE = "not-due"  # 未到期
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


class Lamp(NamedTuple):
    """A light as it is shown: filled, or as an outline where it rests on a person's word and waits for proof."""

    light: Light
    outline: bool = False

    @property
    def code(self) -> str:
        """One word for both: red, blue-outline."""
        return f"{self.light}-outline" if self.outline else self.light.value


class RatingGroup(StrEnum):
    """The six groups that hold every target once, so that their counts sum to the targets read."""

    SETTLED = "settled"  # people have said how it ended
    CLAIMED = "claimed"  # done by word or figure, and not verified
    MEASURED = "measured"  # by a figure or the calendar
    JUDGED = "judged"  # by the office's own assessment
    WAITING = "waiting"  # nothing can be rated yet
    SILENT = "silent"  # nothing was sent for longer than the reporting cycle allows


class Basis(StrEnum):
    """What a rating rests on."""

    FIGURE = "figure"
    ASSESSMENT = "assessment"
    STATEMENT = "statement"  # a status, a forecast, words
    NONE = "none"


class Meaning(NamedTuple):
    """What a rating stands for."""

    lamp: Lamp
    group: RatingGroup  # of grey without data, the group that is its reason's where the reason has one
    on_schedule: bool | None = None  # in 达序时率: counted, only in its base, or (None) in neither
    is_late: bool = False

    @property
    def needs_attention(self) -> bool:
        """Whether it is red or yellow."""
        return self.lamp.light in {Light.RED, Light.YELLOW}

    @property
    def is_settled(self) -> bool:
        """Whether people have said how it ended."""
        return self.group is RatingGroup.SETTLED

    @property
    def is_open(self) -> bool:
        """Whether anybody still waits for the deadline."""
        return self.group not in {RatingGroup.SETTLED, RatingGroup.CLAIMED}


_RED, _YELLOW, _GREEN, _BLUE = Lamp(Light.RED), Lamp(Light.YELLOW), Lamp(Light.GREEN), Lamp(Light.BLUE)
_GREY, _DARK = Lamp(Light.GREY), Lamp(Light.NONE)
RATINGS = {
    Rating.OVERDUE: Meaning(_RED, RatingGroup.MEASURED, on_schedule=False, is_late=True),
    Rating.MISSED: Meaning(_RED, RatingGroup.SETTLED, on_schedule=False, is_late=True),
    Rating.FAR_BEHIND: Meaning(_RED, RatingGroup.MEASURED, on_schedule=False),
    Rating.BEHIND: Meaning(_YELLOW, RatingGroup.MEASURED, on_schedule=False),
    Rating.ON_TRACK: Meaning(_GREEN, RatingGroup.MEASURED, on_schedule=True),
    Rating.AHEAD: Meaning(_GREEN, RatingGroup.MEASURED, on_schedule=True),
    Rating.UNVERIFIED: Meaning(Lamp(Light.BLUE, outline=True), RatingGroup.CLAIMED),
    Rating.ACHIEVED: Meaning(_BLUE, RatingGroup.SETTLED, on_schedule=True),
    Rating.NO_DATA: Meaning(_GREY, RatingGroup.WAITING),
    Rating.AWAITING_RESULT: Meaning(_GREY, RatingGroup.WAITING),
    Rating.NOT_DUE: Meaning(_DARK, RatingGroup.WAITING),
    Rating.SUSPENDED: Meaning(_DARK, RatingGroup.SETTLED),
    Rating.DROPPED: Meaning(_DARK, RatingGroup.SETTLED),
}
LAMPS = tuple(
    sorted({meaning.lamp for meaning in RATINGS.values()}, key=lambda lamp: (list(Light).index(lamp.light), lamp))
)
"""The lights that there are, in their order, each outline after the filled one."""


class Why(StrEnum):
    """The rung and axis that decided. Four axes hide under one colour in practice, so each light names its own."""

    STATUS = "status"  # stated by people
    FIGURE_MEETS_GOAL = "figure-meets-goal"
    DEADLINE = "deadline"
    RESULT_DUE = "result-due"
    WINDOW = "window"
    UNASSIGNED = "unassigned"  # 未分工
    UNDECIDABLE = "undecidable"  # 待认定
    FIRST_REPORT = "first-report"  # 待首报: no figure yet, and none is late
    NOT_UPDATED = "not-updated"  # 未更新
    UNMEASURED = "unmeasured"  # reported, but in words only
    NO_BASELINE = "no-baseline"
    NO_REFERENCE = "no-reference"  # the other target has no figure to compare with
    NO_WINDOW = "no-window"  # ongoing: no share can be expected
    CHECKPOINT = "checkpoint"
    FORECAST = "forecast"
    LIMIT = "limit"  # a ceiling that is broken already
    SHARE = "share"  # P against E, percentage points
    RATE = "rate"  # a growth rate against its goal, percentage points
    HOLD = "hold"  # a level or a guard that holds, or does not


class Ground(NamedTuple):
    """What a reason stands for. `group`: of grey without data, which this reason alone explains; None for the others."""

    basis: Basis = Basis.NONE
    group: RatingGroup | None = None
    is_mendable: bool = False  # grey that somebody can mend


WHYS = {
    Why.STATUS: Ground(Basis.STATEMENT),
    Why.FIGURE_MEETS_GOAL: Ground(Basis.FIGURE),
    Why.DEADLINE: Ground(Basis.FIGURE),
    Why.RESULT_DUE: Ground(),
    Why.WINDOW: Ground(),
    Why.UNASSIGNED: Ground(group=RatingGroup.WAITING, is_mendable=True),
    Why.UNDECIDABLE: Ground(group=RatingGroup.WAITING, is_mendable=True),
    Why.FIRST_REPORT: Ground(group=RatingGroup.WAITING),
    Why.NOT_UPDATED: Ground(group=RatingGroup.SILENT, is_mendable=True),
    Why.UNMEASURED: Ground(Basis.STATEMENT, RatingGroup.WAITING),
    Why.NO_BASELINE: Ground(group=RatingGroup.WAITING, is_mendable=True),
    Why.NO_REFERENCE: Ground(group=RatingGroup.WAITING, is_mendable=True),
    Why.NO_WINDOW: Ground(group=RatingGroup.WAITING),
    Why.CHECKPOINT: Ground(Basis.FIGURE),
    Why.FORECAST: Ground(Basis.STATEMENT),
    Why.LIMIT: Ground(Basis.FIGURE),
    Why.SHARE: Ground(Basis.FIGURE),
    Why.RATE: Ground(Basis.FIGURE),
    Why.HOLD: Ground(Basis.FIGURE),
}
GREY = tuple(why for why, ground in WHYS.items() if ground.group)
"""The reasons that a target without data is grey for."""


class Marker(StrEnum):
    """What is worth saying beside the rating. Never a colour."""

    EARLY = "early"  # 提前
    EXCEEDED = "exceeded"  # 超额
    LATE = "late"  # closed after the deadline
    NEAR = "near"  # 临期
    IMMINENT = "imminent"  # 临期, the shorter notice
    EXTENDED = "extended"  # 延期, asked for in time
    EXTENDED_LATE = "extended-late"  # 延期, entered after the old deadline
    ADJUSTED = "adjusted"  # the goal was changed


class Reason(NamedTuple):
    """Why a light is what it is. Shares and gaps in per cent and percentage points, rounded to 0.01 for reading."""

    why: Why
    figure: Decimal | None = None
    figure_on: date | None = None
    stage: str = ""
    goal: Decimal | None = None  # what the figure is held against
    unit: str = ""
    actual: Decimal | None = None  # P
    expected: Decimal | None = None  # E
    share_gap: Decimal | None = None  # P less E, above zero on the good side; for a ceiling E less P
    points: Decimal | None = None  # on the axis of rates: the figure less the goal
    threshold: Decimal | None = None  # the bound of the band that the gap fell into
    method: str = ""  # month, day or checkpoint
    on: date | None = None  # the deadline, checkpoint, opening or last report that the reason speaks of
    field: str = ""  # which part of the goal is missing

    @property
    def gap(self) -> Decimal | None:
        """How far off the mark, on the axis that decided."""
        return self.points if self.share_gap is None else self.share_gap

    @property
    def basis(self) -> Basis:
        """What the rating rests on; an overdue or a missed node rests on nothing where no figure is on record."""
        found = WHYS[self.why].basis
        return Basis.NONE if found is Basis.FIGURE and self.figure_on is None else found


def group_of(rating: Rating, why: Why) -> RatingGroup:
    """The one of the six groups that a target belongs to."""
    own = WHYS[why].group if rating is Rating.NO_DATA else None
    return own or RATINGS[rating].group


def hundredths(number: Fraction) -> Decimal:
    """Round for reading, half up to 0.01. Ratings are decided before rounding."""
    return _rounded(100 * number.numerator, number.denominator)


def per_cent(share: Fraction) -> Decimal:
    """A share of one in per cent, rounded as `hundredths` does."""
    return _rounded(10_000 * share.numerator, share.denominator)


def _rounded(number: int, parts: int) -> Decimal:
    """Round in whole numbers: a report of 2,000 targets has 40,000 shares, and a Fraction costs five times as much."""
    rounded = (2 * abs(number) + parts) // (2 * parts)
    return Decimal(rounded if number >= 0 else -rounded).scaleb(-2)

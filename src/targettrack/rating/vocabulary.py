"""The vocabulary of state: ratings, lights, reasons, markers. Codes only; the words for them are the renderer's."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


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
    """The colour that goes with a rating. A colour is never shown without its word and its reason."""

    BLUE = "blue"
    BLUE_OUTLINE = "blue-outline"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    NONE = "none"


LIGHTS = {
    Rating.OVERDUE: Light.RED,
    Rating.MISSED: Light.RED,
    Rating.FAR_BEHIND: Light.RED,
    Rating.BEHIND: Light.YELLOW,
    Rating.ON_TRACK: Light.GREEN,
    Rating.AHEAD: Light.GREEN,
    Rating.UNVERIFIED: Light.BLUE_OUTLINE,
    Rating.ACHIEVED: Light.BLUE,
    Rating.NO_DATA: Light.GREY,
    Rating.AWAITING_RESULT: Light.GREY,
    Rating.NOT_DUE: Light.NONE,
    Rating.SUSPENDED: Light.NONE,
    Rating.DROPPED: Light.NONE,
}


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
    gap: Decimal | None = None  # P less E, above zero on the good side; on the rate axis the figure less the goal
    threshold: Decimal | None = None  # the bound of the band that the gap fell into
    method: str = ""  # month, day or checkpoint
    on: date | None = None  # the deadline, checkpoint, opening or last report that the reason speaks of
    field: str = ""  # which part of the goal is missing


def points(number: Fraction) -> Decimal:
    """Round a gap in points for reading, half up to 0.01. Ratings are decided before rounding."""
    return _hundredths(100 * number.numerator, number.denominator)


def per_cent(share: Fraction) -> Decimal:
    """A share of one in per cent, rounded as `points` does."""
    return _hundredths(10_000 * share.numerator, share.denominator)


def _hundredths(number: int, parts: int) -> Decimal:
    """Round in whole numbers: a report of 2,000 targets has 40,000 shares, and a Fraction costs five times as much."""
    rounded = (2 * abs(number) + parts) // (2 * parts)
    return Decimal(rounded if number >= 0 else -rounded).scaleb(-2)

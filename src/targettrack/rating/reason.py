"""Why a light is what it is: the axis that decided, the numbers on it, and who has the next word. Codes and numbers only."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Assessment, DataStatus
    from targettrack.rating.vocabulary import Outcome


class Basis(StrEnum):
    """What a rating rests on."""

    FIGURE = "figure"
    ASSESSMENT = "assessment"
    STATEMENT = "statement"  # a status, a forecast, words
    NONE = "none"


class Why(StrEnum):
    """The rung and axis that decided. Four axes hide under one colour in practice, so each light names its own."""

    STATUS = "status"  # stated by people
    LIMIT = "limit"  # a guard, or a ceiling on what is counted up: held or broken
    FINAL = "final"  # the final figure of the term fails the goal
    FIGURE_MEETS_GOAL = "figure-meets-goal"
    CLAIM = "claim"  # the unit says that it is done
    ACCOUNT = "account"  # the year of an ongoing target is accounted for
    UNDECIDABLE = "undecidable"
    UNMENTIONED = "unmentioned"
    RESULT = "result"  # a statistic that is published later
    LAST_REPORT = "last-report"  # the unit's report on the end of the term
    DEADLINE = "deadline"
    FORECAST = "forecast"
    WINDOW = "window"
    NODE = "node"
    SHARE = "share"  # P against E, points of progress
    PERIODS = "periods"  # periods kept against periods that are over
    RATE = "rate"  # a growth rate against its goal, percentage points
    HOLD = "hold"  # a ratio, level or rank that is held against the goal as it is
    IDLE = "idle"  # 未报，按无进展计: what a figure has become by silence
    PARTS = "parts"  # some parts are silent
    ASSESSMENT = "assessment"
    WORDS = "words"  # reported, but nothing that rates
    FIRST_REPORT = "first-report"
    UNASSIGNED = "unassigned"
    SILENCE = "silence"


_BASES = {
    Basis.FIGURE: {Why.LIMIT, Why.FINAL, Why.FIGURE_MEETS_GOAL, Why.DEADLINE, Why.NODE, Why.SHARE, Why.PERIODS}
    | {Why.RATE, Why.HOLD, Why.IDLE},
    Basis.ASSESSMENT: {Why.ASSESSMENT},
    Basis.STATEMENT: {Why.STATUS, Why.CLAIM, Why.FORECAST, Why.WORDS, Why.UNMENTIONED},
}


_BASIS = {why: basis for basis, whys in _BASES.items() for why in whys}


class Turn(StrEnum):
    """Who has the next word, so that a light with nobody to answer for it is seen."""

    UNIT = "unit"  # the lead unit
    OFFICE = "office"  # the office that keeps the ledger
    STATISTICS = "statistics"  # who publishes the figure
    SETTER = "setter"  # who sets the number, `set_by`
    REFERENCE = "reference"  # who reports the target that it follows


class Lack(StrEnum):
    """What a goal cannot be judged without."""

    VALUE = "value"  # 目标数值
    COMPARATOR = "comparator"  # 以上还是以内
    TOTAL = "denominator"  # 总数
    SHARE = "tolerance"  # 认可比例: how many of N 基本 may leave out
    BASELINE = "baseline"  # 基期
    REFERENCE = "of"  # 参照数据


class Convention(StrEnum):
    """A rule of reading that no paper settles, and that decided here."""

    ABOUT_RATE = "about-rate"  # 左右 of a rate holds some tenths of a point below
    ABOUT_AMOUNT = "about-amount"  # 左右 of an amount is reached when it is reached
    ABOUT_LESS = "about-less"  # 左右 where less is better holds at or below
    TOLERANCE = "tolerance"  # the record's own
    STRICT = "strict"  # exactly the number is not more than it (Civil Code art. 1259)
    SMALL_COUNT = "small-count"  # one piece is so many points that the gap alone is not red


class Reason(NamedTuple):
    """Why a light is what it is. Shares in per cent, gaps in points, rounded to 0.01 for reading."""

    why: Why
    turn: Turn | None = None  # None: nobody has to do anything
    figure: Decimal | None = None
    figure_on: date | None = None
    data: DataStatus | None = None  # of the figure; None: final
    stage: str = ""
    goal: Decimal | None = None  # what the figure is held against: the goal, a node, the reference
    unit: str = ""
    base: Decimal | None = None  # b, where the way begins, if not at nothing
    actual: Decimal | None = None  # P
    expected: Decimal | None = None  # E
    share_gap: Decimal | None = None  # P less E, in points of progress
    points: Decimal | None = None  # figure less goal, in the indicator's own unit
    idle_gap: Decimal | None = None  # 若无新增: `share_gap` if nothing has happened since the figure
    threshold: Decimal | None = None  # the bound of the band that the gap fell into
    method: str = ""  # of E: month or day
    convention: Convention | None = None
    assessment: Assessment | None = None  # the office's last one, also where a figure decided
    assessed_on: date | None = None
    on: date | None = None  # the deadline, node, opening, result or last report that the reason speaks of
    days: int | None = None  # since then: overdue, not published, claimed too late
    field: Lack | None = None
    missing: tuple[date, ...] = ()  # first days of the periods that were not kept
    silent: tuple[str, ...] = ()  # parts without a figure
    outcome: Outcome | None = None  # of an ongoing target whose year is over

    @property
    def gap(self) -> Decimal | None:
        """How far off the mark, on the axis that decided."""
        return self.points if self.share_gap is None else self.share_gap

    @property
    def basis(self) -> Basis:
        """What the rating rests on; an overdue or a missed node rests on nothing where no figure is on record."""
        found = _BASIS.get(self.why, Basis.NONE)
        return Basis.NONE if found is Basis.FIGURE and self.figure_on is None else found


@lru_cache(maxsize=8192)
def exact(number: Decimal) -> Fraction:
    """A number to reckon with. Most recur: thresholds, wholes, shares; to make one costs 2 µs, and a target has dozens."""
    return Fraction(number)


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

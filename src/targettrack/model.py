"""The nouns: plan, target, goal, source, update, ledger. Frozen and complete; no I/O, no clock, no words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from targettrack.errors import Problem


class Status(StrEnum):
    """What people state about a target. A fact on record, never computed."""

    PENDING = "pending"  # 未启动
    ACTIVE = "active"  # 推进中
    DONE = "done"  # 已完成待核验
    CLOSED = "closed"  # 已销号
    MISSED = "missed"  # 未完成
    SUSPENDED = "suspended"  # 暂缓
    DROPPED = "dropped"  # 终止


class Kind(StrEnum):
    """How a goal is measured, which decides when it can be judged and against what."""

    QUANTITY = "quantity"  # counts and amounts: 新增940个
    GROWTH = "growth"  # a rate over last year: 增长6%
    LEVEL = "level"  # a ratio or level to reach: 达到85%
    RANK = "rank"  # 突破400强
    MILESTONE = "milestone"  # 动工 完工 建成 投用
    COVERAGE = "coverage"  # 所有行政村 …
    RELATIVE = "relative"  # 与经济增长同步
    QUALITATIVE = "qualitative"  # 推动 加快 做好
    GUARD = "guard"  # 遏制 严防


class Nature(NamedTuple):
    """What is special about a kind: a row of the table of kinds."""

    cycle: int  # months from one report to the next, if the settings and the record say nothing else
    any_time: bool = False  # can be finished before the window ends; the others are judged at the end of it
    is_work: bool = False  # has stages, and without a number of its own is counted in per cent of the work
    is_shared: bool = True  # part of it can be done; the others are compared as they are
    is_rate: bool = False  # compared in points
    is_positive: bool = False  # has no figure below zero
    needs_test: bool = False  # is done when an acceptance test is passed


KINDS = {
    Kind.QUANTITY: Nature(1, any_time=True, is_positive=True),
    Kind.GROWTH: Nature(3, is_shared=False, is_rate=True),  # accounts are quarterly: not stale after a month
    Kind.LEVEL: Nature(3),
    Kind.RANK: Nature(12, is_shared=False, is_positive=True),  # a list appears once a year
    Kind.MILESTONE: Nature(1, any_time=True, is_work=True, is_positive=True, needs_test=True),
    Kind.COVERAGE: Nature(1, any_time=True, is_positive=True),
    Kind.RELATIVE: Nature(3, is_shared=False, is_rate=True),
    Kind.QUALITATIVE: Nature(1, any_time=True, is_work=True, is_positive=True, needs_test=True),
    Kind.GUARD: Nature(1, is_shared=False, is_positive=True, needs_test=True),
}


class Strength(StrEnum):
    """Whether the promise was made flatly or as an endeavour."""

    FIRM = "firm"
    STRETCH = "stretch"  # 力争 争取


class Comparator(StrEnum):
    """How a figure is held against the goal. 以上 includes the number, 超过 excludes it (Civil Code art. 1259)."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    ABOUT = "~"


class Level(StrEnum):
    """The tier of government that made the promise."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


class Forecast(StrEnum):
    """What the lead unit expects of the full term."""

    CAN = "can"  # 能完成
    HARD = "hard"  # 有困难
    CANNOT = "cannot"  # 不能完成


class Assessment(StrEnum):
    """How the office itself judges what was reported in words."""

    ADVANCING = "advancing"  # 按进度推进
    SLOW = "slow"  # 推进较慢
    STALLED = "stalled"  # 停滞


class DataStatus(StrEnum):
    """How final a figure is; one without a status is final."""

    ESTIMATE = "estimate"  # 预计
    PRELIMINARY = "preliminary"  # 初步
    FINAL = "final"  # 核定


class Every(StrEnum):
    """The period that a goal is set anew for."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"


class Better(StrEnum):
    """The good side of an indicator, where its comparator does not say: prices, unemployment, deficits are to fall."""

    LESS = "less"
    MORE = "more"


class Measure(StrEnum):
    """Whether what a deadline finds unfinished can be delivered afterwards."""

    WORK = "work"  # 建成 完工 新增学位: late, but it can still be done
    FLOW = "flow"  # 就业 产量 场次: of the term, and over with it


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, both as written."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised, in numbers where there are any. Numbers are in `unit`, as the source wrote them."""

    indicator: str = ""
    comparator: Comparator | None = None  # None: not known, and then a number alone decides nothing
    value: Decimal | None = None  # None: no number was promised
    unit: str = ""
    to: Decimal | None = None  # the higher end of a range (1-2个); met at `value`
    tolerance: Decimal | None = None  # how far 左右 reaches; None: nobody has said
    baseline: Decimal | None = None  # where the indicator stood before
    baseline_date: date | None = None
    denominator: Decimal | None = None  # how many units 所有 means
    per: str = ""  # what one unit of a coverage goal is: 行政村
    every: Every | None = None  # the period that the number holds for; None: the whole window
    set_by: str = ""  # who gives the number: 省
    better: Better | None = None  # None: as the comparator says
    measure: Measure | None = None  # None: as the indicator's words say
    done_when: str = ""  # the acceptance test
    of: str = ""  # id of the target that a relative goal follows
    result_due: date | None = None  # when the figure can be known, if later than the deadline
    cycle: int | None = None  # months between two reports; None: that of the kind
    equivalent: Quantity | None = None  # the same amount in a second unit: 1546.67公顷(2.32万亩)
    parts: Mapping[str, Decimal] = field(default_factory=dict)  # what each town or unit has of it


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of the source document and where it begins: the line of the text, the page (both 1-based)."""

    text: str
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A planned position on the way. `value` is in the goal's unit; per cent of the work for a milestone.

    In an update the day alone takes the node of that day away.
    """

    date: date
    value: Decimal | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened, or was found to be wrong. Never edited, never removed; `void` takes another back."""

    key: str
    at: datetime  # when it was entered
    as_of: date  # the day that the fact holds for
    by: str = ""
    status: Status | None = None
    value: Decimal | None = None
    stage: str | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    evidence: str | None = None
    forecast: Forecast | None = None
    assess: Assessment | None = None
    data: DataStatus | None = None  # None: final
    part: str | None = None  # the part that the value is of
    total: bool = False  # a running total, where the goal expects the value of a period
    completed: date | None = None  # the day the work was finished
    waive: str | None = None  # why it is closed without evidence, or below the goal
    returned: bool = False
    reopened: bool = False
    checkpoint: tuple[Checkpoint, ...] | None = None  # the same day replaces
    node_met: date | None = None
    owner: str | None = None  # "": taken away, not assigned; the texts below likewise
    supporting: tuple[str, ...] | None = None
    leader: str | None = None
    item: str | None = None
    upper: str | None = None
    previous: str | None = None
    into: str | None = None  # id in the next plan
    deadline: date | None = None
    goal: Mapping[str, Decimal | int | str | date | Quantity | Mapping[str, Decimal]] = field(default_factory=dict)
    ask_deadline: date | None = None  # what the unit asks for
    notice: str | None = None  # a 督办单 sent
    reply_by: date | None = None
    unmentioned: bool = False  # the later report, named in `via`, says nothing of it
    via: str | None = None  # file, sheet and row of an import
    reason: str | None = None
    authority: str | None = None  # who allowed a change: 市人大常委会 …
    void: str | None = None  # key of the update that this one takes back

    @property
    def order(self) -> tuple[datetime, str]:
        """The order in which updates are folded: time of entry, then key."""
        return (self.at, self.key)


@dataclass(frozen=True, slots=True)
class Target:
    """One commitment as it was made, with everything that was recorded since."""

    id: str
    plan: str
    title: str
    kind: Kind
    recorded: datetime
    item: str = ""  # the task of the office's list that it belongs to
    owner: str = ""  # "": not assigned
    supporting: tuple[str, ...] = ()
    leader: str = ""  # "": that of the lead unit
    start: date | None = None  # None: the plan's first day
    deadline: date | None = None  # last day, inclusive; None: ongoing, never overdue
    status: Status = Status.PENDING
    strength: Strength = Strength.FIRM
    section: str = ""
    tags: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()  # fields that the source does not state
    draft: bool = False
    confidence: Decimal | None = None  # how often a draft of this make is right, from 0 to 1
    discarded: bool = False  # a draft that was dropped: its id stays used
    upper: str = ""  # id of the same matter in the plan above
    previous: str = ""  # and in last year's plan
    key: str = ""  # of the command that made it; repeated, it changes nothing
    goal: Goal = field(default_factory=Goal)
    quotes: tuple[Quote, ...] = ()  # the first is the firmest; empty: no source
    checkpoints: tuple[Checkpoint, ...] = ()  # in order of date
    updates: tuple[Update, ...] = ()  # in order of entry
    path: str = ""  # relative to the store


@dataclass(frozen=True, slots=True)
class Plan:
    """One source document: whose promises, for which window."""

    id: str
    title: str
    year: int | None = None  # None, like the days below, only where plan.toml itself cannot be read
    start: date | None = None
    end: date | None = None
    issuer: str = ""
    level: Level | None = None
    published: date | None = None
    document: str = ""
    sha256: str = ""
    parent: str = ""
    previous: str = ""  # last year's plan
    columns: Mapping[str, str] = field(default_factory=dict)  # of the office's own list: heading → field
    reviewed: str = ""  # the later report that the plan was held against
    closed: date | None = None  # afterwards only corrections
    fictional: bool = False
    remind_days: tuple[int, ...] | None = None  # days before a deadline; None: those of the settings


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can lead a target, the names it also goes by, and the words that say that it usually leads."""

    name: str
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    leads: tuple[str, ...] = ()
    leader: str = ""  # who in the government is in charge of it
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds in percentage points, shares in per cent, cycles in months. No national rule exists, so all are settings.

    Defaults: −30 and 3 months after 银川, growth after 天津, 30/15 % after 商丘; +10 and 1.5 cycles are ours.
    """

    method: str = "month"  # or "day"
    ahead: Decimal = Decimal(10)
    behind: Decimal = Decimal(-30)
    checkpoint_months: int = 3
    near_share: Decimal = Decimal(30)
    imminent_share: Decimal = Decimal(15)
    remind_days: tuple[int, ...] = (30, 7)
    working_days: bool = False  # whether remind_days count working days of the PRC
    stale_cycles: Decimal = Decimal("1.5")
    cycle_months: Mapping[Kind, int] = field(
        default_factory=lambda: {kind: nature.cycle for kind, nature in KINDS.items()}
    )
    reporting_day: int = 10  # of the month, for the month before
    about: Decimal = Decimal("0.3")  # points that 左右 lets a rate lie below its number
    early_warning: Decimal = Decimal(80)
    small_count: Decimal = Decimal(30)
    account_due: str = "01-31"  # month and day of the year after
    results: Mapping[str, str] = field(default_factory=dict)  # indicator word or kind → month and day when it is known


@dataclass(frozen=True, slots=True)
class Settings:
    """`targettrack.toml`: how this office reads its ledger."""

    language: str = ""  # "": by the reader's locale
    timezone: str = "Asia/Shanghai"
    plan: str = ""  # the current one; "": the only one
    sure: Decimal = Decimal("0.9")  # confidence from which on a draft counts as sure
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that one read of the store gave, faults included."""

    root: str
    plans: tuple[Plan, ...] = ()
    targets: tuple[Target, ...] = ()
    units: tuple[Unit, ...] = ()
    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[str, ...] = ()  # record files that gave no target

    def plan_of(self, target: Target) -> Plan:
        """The plan that a target belongs to; the store gives every loaded target one, bare if plan.toml is broken."""
        return next(plan for plan in self.plans if plan.id == target.plan)


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan to be made: its folder and its plan.toml."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Create:
    """A record to be made. An empty id stands for the plan's next free one."""

    target: Target


@dataclass(frozen=True, slots=True)
class Append:
    """A line to be added to a record, which is named by what was read of it."""

    target: Target
    update: Update


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A draft's head to be replaced: as it was read, and as it is to be."""

    old: Target
    new: Target


@dataclass(frozen=True, slots=True)
class Remove:
    """A draft to be removed with its file."""

    target: Target


Change = NewPlan | Create | Append | Rewrite | Remove
"""One step of what an act does to a ledger. An act is a tuple of them, resolved whole before the first byte changes."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one change: the target as it stands in its file now, and the line that was added ("" for a head)."""

    target: Target | None  # None: a plan was made, or a record removed
    line: str = ""

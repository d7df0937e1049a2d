"""The nouns: plan, target, goal, source, update, ledger. Frozen and complete; no I/O, no clock.

An attribute that is `stored` is a key of a file: its one line here says all that reading, writing, the schema, `--goal`,
`--set` and the pages know of it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from targettrack.fields import Mark, Type, required, stored
from targettrack.named import MISSING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from targettrack.errors import Problem

TEXT, ID, NUMBER, WHOLE, DAY, MONTH_DAY, MOMENT, FLAG = list(Type)[:8]
REQUIRED, SET, ASSUMED, MANY, NAMED = Mark
OPEN = SET | ASSUMED
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a date may have: beyond them it is a slip of the pen (0205, 20225), and calendars run out."""
MAX_DAYS, MAX_MONTHS, MAX_POINTS = 3660, 120, 1000
_REMINDERS = ("reminder days", "days before a deadline", MANY)


class Status(StrEnum):
    """What people state about a target. A fact on record, never computed."""

    PENDING = "pending"  # 未启动
    ACTIVE = "active"  # 推进中
    DONE = "done"  # 已完成待核验
    CLOSED = "closed"  # 已销号
    MISSED = "missed"  # 未完成
    SUSPENDED = "suspended"  # 暂缓
    DROPPED = "dropped"  # 终止

    @property
    def is_set_aside(self) -> bool:
        """Whether nobody works on it any more, or for the time being."""
        return self in {Status.SUSPENDED, Status.DROPPED}


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
_CYCLES = {kind: nature.cycle for kind, nature in KINDS.items()}


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


class Decision(StrEnum):
    """What a reviewer makes of a draft in a sheet."""

    ACCEPT = "accept"  # 接受
    CHANGE = "change"  # 修改: as it is corrected in its row, and still a draft
    MERGE = "merge"  # 合并到上条
    DROP = "drop"  # 删除
    LATER = "later"  # 待定


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


class Quantity(NamedTuple):
    """A number and its unit, both as written."""

    value: Decimal = required(NUMBER, "value", marks=REQUIRED)
    unit: str = stored("", TEXT, "unit")


class Goal(NamedTuple):
    """What was promised, in numbers where there are any. Numbers are in `unit`, as the source wrote them."""

    indicator: str = stored("", TEXT, "indicator", "what is counted or measured", OPEN)
    comparator: Comparator | None = stored(None, Comparator, "comparator", "~ is «about»; absent: not known", OPEN)
    value: Decimal | None = stored(None, NUMBER, "goal value", "as it was written, in the unit; absent: no number", SET)
    unit: str = stored("", TEXT, "unit", "as it was written: 个, 万人, %", OPEN)
    to: Decimal | None = stored(None, NUMBER, "upper end", "of a range (1-2个); it is met at the value", SET)
    tolerance: Decimal | None = stored(None, NUMBER, "tolerance", "how far «about» reaches, in the unit", OPEN, least=0)
    baseline: Decimal | None = stored(None, NUMBER, "baseline", "where the indicator stood before", OPEN)
    baseline_date: date | None = stored(None, DAY, "baseline date", "the day that the baseline is of", OPEN)
    denominator: Decimal | None = stored(None, NUMBER, "denominator", "how many units «all» means", OPEN, least=0)
    per: str = stored("", TEXT, "counted in", "what one unit of a coverage goal is: 行政村", OPEN)
    every: Every | None = stored(None, Every, "every", "the period that the number holds for", OPEN)
    set_by: str = stored("", TEXT, "set by", "who gives the number: 省", OPEN)
    better: Better | None = stored(None, Better, "better", "the good side; absent: as the comparator says", OPEN)
    measure: Measure | None = stored(None, Measure, "measure", "can it be delivered late; absent: by its words", OPEN)
    done_when: str = stored("", TEXT, "done when", "the acceptance test", OPEN)
    of: str = stored("", ID, "follows", "id of the target that a relative goal follows", OPEN)
    result_due: date | None = stored(None, DAY, "result due", "when the figure can be known, after the deadline", OPEN)
    cycle: int | None = stored(None, WHOLE, "cycle", "months between two reports", OPEN, least=1, most=MAX_MONTHS)
    equivalent: Quantity | None = stored(None, Quantity, "the same in another unit", marks=SET)  # 1546.67公顷(2.32万亩)
    parts: Mapping[str, Decimal] = stored({}, NUMBER, "parts", "what each town or unit has of it", SET | NAMED)


class Quote(NamedTuple):
    """A verbatim piece of the source document and where it begins."""

    text: str = stored("", TEXT, "quote", "verbatim", name="quote")
    line: int | None = stored(None, WHOLE, "line", "of the text that was read, from 1", least=1)
    page: int | None = stored(None, WHOLE, "page", "of the document, from 1", least=1)
    paragraph: int | None = stored(None, WHOLE, "paragraph", "of the page, or of a document without pages", least=1)
    table: int | None = stored(None, WHOLE, "table", "of the page, or of a document without pages", least=1)
    row: int | None = stored(None, WHOLE, "row", "of the table, its headings counted", least=1)


class Checkpoint(NamedTuple):
    """A planned position on the way. In an update the day alone takes the node of that day away."""

    date: date = required(DAY, "date", "the day by which it is to be reached", REQUIRED)
    value: Decimal | None = stored(None, NUMBER, "value", "in the goal's unit; of a work, per cent of it")
    stage: str = stored("", TEXT, "stage", "a named step of the work")


class Update(NamedTuple):
    """One thing that happened, or was found to be wrong. Never edited, never removed; `void` takes another back.

    None: not said. "" takes away, where there is something to take away.
    """

    key: str
    at: datetime = required(MOMENT, "entered", "when it was entered", REQUIRED)
    as_of: date = required(DAY, "holds for", "the day of the fact; absent: the day of entry")
    by: str = stored("", TEXT, "by", "who entered it")
    status: Status | None = stored(None, Status, "status", "what people state of it")
    value: Decimal | None = stored(None, NUMBER, "figure", "in the goal's unit")
    stage: str | None = stored(None, TEXT, "stage", "the step that is reached, as a checkpoint names it")
    note: str | None = stored(None, TEXT, "note", "progress in words")
    problem: str | None = stored(None, TEXT, "problem", "what stands in the way")
    next: str | None = stored(None, TEXT, "next step")
    evidence: str | None = stored(None, TEXT, "evidence", "proof: a paper's number, a path, an address")
    forecast: Forecast | None = stored(None, Forecast, "forecast", "what the lead unit expects of the full term")
    assess: Assessment | None = stored(None, Assessment, "assessment", "the office's own judgement")
    data: DataStatus | None = stored(None, DataStatus, "status of the figure", "absent: final")
    part: str | None = stored(None, TEXT, "part", "the part that the value is of")
    total: bool = stored(False, FLAG, "running total", "where the goal expects the value of a period")
    completed: date | None = stored(None, DAY, "completed on", "the day the work was finished")
    waive: str | None = stored(None, TEXT, "waived", "why it is closed without evidence, or below the goal")
    returned: bool = stored(False, FLAG, "sent back", "the claim or the request is sent back")
    reopened: bool = stored(False, FLAG, "reopened", "the closing is taken back")
    checkpoint: tuple[Checkpoint, ...] | None = stored(None, Checkpoint, "checkpoints", "a day alone: taken away", MANY)
    node_met: date | None = stored(None, DAY, "checkpoint met", "its day, where the office holds it for met")
    owner: str | None = stored(None, TEXT, "lead unit", "empty: not assigned any more")
    supporting: tuple[str, ...] | None = stored(None, TEXT, "supporting", marks=MANY)
    leader: str | None = stored(None, TEXT, "leader")
    item: str | None = stored(None, TEXT, "item")
    upper: str | None = stored(None, ID, "plan above")
    previous: str | None = stored(None, ID, "last year")
    into: str | None = stored(None, ID, "carried into", "id in the next plan")
    deadline: date | None = stored(None, DAY, "deadline", "the new last day, inclusive")
    ask_deadline: date | None = stored(None, DAY, "deadline asked for", "a unit's request, until the office answers")
    notice: str | None = stored(None, TEXT, "notice", "a letter of supervision that was sent")
    reply_by: date | None = stored(None, DAY, "reply by", "the day by which the notice is to be answered")
    unmentioned: bool = stored(False, FLAG, "not mentioned", "the later report says nothing of it")
    via: str | None = stored(None, TEXT, "by way of", "file, sheet and row of an import, or the later report")
    reason: str | None = stored(None, TEXT, "reason", "why something is changed")
    authority: str | None = stored(None, TEXT, "authority", "who allowed a change: 市人大常委会 …")
    void: str | None = stored(None, TEXT, "takes back", "key of the update that is taken back")
    goal: Mapping[str, Decimal | int | str | date | Quantity | Mapping[str, Decimal]] = {}
    """Changed fields of the goal, by name; in the file `goal_value` and the like."""

    def entered(self, day: date) -> date:
        """The day of entry, seen on a day. What is dated later than that counts as entered on the day that it holds for."""
        entered = self.at.date()
        return entered if entered <= day else min(self.as_of, day)

    @property
    def order(self) -> tuple[datetime, str]:
        """The order in which updates are folded: time of entry, then key."""
        return (self.at, self.key)


def voided(updates: tuple[Update, ...]) -> frozenset[str]:
    """Keys of the updates that were taken back, whenever the voids claim to have been entered.

    A void that was itself taken back takes nothing back, so those that take back a void come first.
    """
    voids = {update.key: update.void for update in updates if update.void is not None}

    def depth(key: str) -> int:
        steps = 0
        while key in voids and steps <= len(voids):  # two lines that void each other end somewhere
            key, steps = voids[key], steps + 1
        return steps

    gone: set[str] = set()
    for key in sorted(voids, key=depth, reverse=True):
        if key not in gone:
            gone.add(voids[key])
    return frozenset(gone)


class Target(NamedTuple):
    """One commitment as it was made, with everything that was recorded since."""

    id: str = required(ID, "id", "equals the name of the file; given once, never again", REQUIRED)
    item: str = stored("", TEXT, "item", "the task of the office's list; several records may share one", SET)
    title: str = required(TEXT, "title", "the commitment in a few words", REQUIRED | SET)
    owner: str = stored("", TEXT, "lead unit", "exactly one; empty while not assigned", OPEN)
    supporting: tuple[str, ...] = stored((), TEXT, "supporting", "the units that support the lead unit", OPEN | MANY)
    leader: str = stored("", TEXT, "leader", "in charge of it; absent: that of the lead unit", OPEN)
    start: date | None = stored(None, DAY, "start", "the first day; absent: that of the plan", OPEN)
    deadline: date | None = stored(None, DAY, "deadline", "the last day, inclusive; absent: ongoing", OPEN)
    status: Status = stored(Status.PENDING, Status, "status", "what people state of it")
    # These lines go when a draft is accepted. They stand apart, between lines that no record lacks: where two people's work
    # on one draft met, a union would else bring back what one of them took away.
    draft: bool = stored(False, FLAG, "draft", "not accepted yet")
    confidence: Decimal | None = stored(None, NUMBER, "confidence", "how often such drafts are right", least=0, most=1)
    kind: Kind = required(Kind, "kind", "how it is measured", REQUIRED | OPEN)
    strength: Strength = stored(Strength.FIRM, Strength, "strength", "a firm promise, or an endeavour", OPEN)
    discarded: bool = stored(False, FLAG, "discarded", "a draft that was dropped; its id stays used")
    section: str = stored("", TEXT, "section", "its headings verbatim, from the highest down", SET)
    tags: tuple[str, ...] = stored((), TEXT, "tags", "words to find it by", SET | MANY)
    assumed: tuple[str, ...] = stored((), TEXT, "assumed", "the fields that the source does not state", MANY)
    upper: str = stored("", ID, "plan above", "id of the same matter in a plan above", SET)
    previous: str = stored("", ID, "last year", "id of the same matter in last year's plan", SET)
    recorded: datetime = required(MOMENT, "recorded", "when the record was made", REQUIRED)
    key: str = stored("", TEXT, "key", "of the command that made it; repeated, it changes nothing")
    checkpoints: tuple[Checkpoint, ...] = stored(
        (), Checkpoint, "checkpoints", "positions on the way, in order of date", MANY, name="checkpoint"
    )
    plan: str = MISSING  # the folder
    goal: Goal = Goal()
    quotes: tuple[Quote, ...] = ()  # the first is the firmest; empty: no source
    updates: tuple[Update, ...] = ()  # in order of entry
    path: str = ""  # relative to the store

    @property
    def awaits_review(self) -> bool:
        """Whether it is a draft that nobody has accepted or discarded yet."""
        return self.draft and not self.discarded


class Plan(NamedTuple):
    """One source document: whose promises, for which window. No year and days only where plan.toml cannot be read."""

    id: str = required(ID, "id", "equals the name of the folder", REQUIRED)
    title: str = required(TEXT, "title", "of the report or list", REQUIRED)
    year: int | None = stored(None, WHOLE, "year", "that is planned for", least=FIRST_YEAR, most=LAST_YEAR)
    start: date | None = stored(None, DAY, "start", "the first day of the plan", REQUIRED)
    end: date | None = stored(None, DAY, "end", "the last day of the plan, inclusive", REQUIRED)
    issuer: str = stored("", TEXT, "issuer", "the government that promises")
    level: Level | None = stored(None, Level, "tier", "of the government that promises")
    published: date | None = stored(None, DAY, "published", "the day of the congress, or of the document")
    document: str = stored("", TEXT, "document", "name of the file that was read")
    sha256: str = stored("", TEXT, "checksum", "SHA-256 of that file")
    parent: str = stored("", ID, "plan above")
    previous: str = stored("", ID, "last year", "last year's plan")
    columns: Mapping[str, str] = stored({}, TEXT, "columns", "of the office's own list: its heading, our field", NAMED)
    reviewed: str = stored("", TEXT, "later report", "the report of the next year that it was held against")
    closed: date | None = stored(None, DAY, "closed", "afterwards only corrections are entered")
    fictional: bool = stored(False, FLAG, "fictional", "an example")
    remind_days: tuple[int, ...] | None = stored(None, WHOLE, *_REMINDERS, most=MAX_DAYS)


class Unit(NamedTuple):
    """A unit that can lead a target, the names it also goes by, and the words that say that it usually leads."""

    name: str = required(TEXT, "name", "in full", REQUIRED)
    aliases: tuple[str, ...] = stored((), TEXT, "other names", "that may be typed for it", MANY)
    level: Level | None = stored(None, Level, "tier", "of its government")
    leads: tuple[str, ...] = stored((), TEXT, "lead words", "words of a promise that it usually leads", MANY)
    leader: str = stored("", TEXT, "leader", "in charge of the unit")
    contact: str = stored("", TEXT, "contact")


class Conventions(NamedTuple):
    """What is done where no rule is written down anywhere: ours, so all are settings."""

    about: Decimal = stored(Decimal("0.3"), NUMBER, "about", "points that a rate may lie below its number", least=0)
    early_warning: Decimal = stored(Decimal(80), NUMBER, "early warning", "per cent of a ceiling", least=0, most=100)
    small_count: Decimal = stored(Decimal(30), NUMBER, "small counts", "points of one piece", least=0, most=100)
    account_due: str = stored("01-31", MONTH_DAY, "account due", "the day of the next year")


class Rules(NamedTuple):
    """Thresholds in percentage points, shares in per cent, cycles in months. No national rule exists, so all are settings.

    Defaults: −30 and 3 months after 银川, growth after 天津, 30 % after 商丘; +10 and 1.5 cycles are ours.
    """

    method: str = stored("month", ("month", "day"), "method", "how the expected share is counted")
    ahead: Decimal = stored(Decimal(10), NUMBER, "ahead", "points above the expected share", least=0, most=MAX_POINTS)
    behind: Decimal = stored(Decimal(-30), NUMBER, "far behind", "points, below zero", least=-MAX_POINTS, most=0)
    checkpoint_months: int = stored(3, WHOLE, "months after a checkpoint", "far behind afterwards", most=MAX_MONTHS)
    near_share: Decimal = stored(Decimal(30), NUMBER, "due soon", "per cent of the window", least=0, most=100)
    remind_days: tuple[int, ...] = stored((30, 7), WHOLE, *_REMINDERS, most=MAX_DAYS)
    working_days: bool = stored(False, FLAG, "working days", "reminder days are working days of the PRC")
    stale_cycles: Decimal = stored(Decimal("1.5"), NUMBER, "stale after", "reporting cycles", least=0, most=MAX_MONTHS)
    reporting_day: int = stored(10, WHOLE, "reporting day", "of the month, for the month before", least=1, most=28)
    conventions: Conventions = Conventions()
    cycle_months: Mapping[Kind, int] = _CYCLES
    results: Mapping[str, str] = {}  # indicator word or kind: month and day of its figure


class Settings(NamedTuple):
    """`targettrack.toml`: how this office reads its ledger."""

    language: str = stored("", TEXT, "language", "zh or en; empty: that of the reader's system")
    timezone: str = stored("Asia/Shanghai", TEXT, "time zone", "in which a day begins")
    plan: str = stored("", ID, "current plan", "empty: the only one")
    sure: Decimal = stored(Decimal("0.95"), NUMBER, "sure", "the confidence of a sure draft", least=0, most=1)
    rules: Rules = Rules()


class Ledger(NamedTuple):
    """Everything that one read of the store gave, faults included."""

    root: str
    plans: tuple[Plan, ...] = ()
    targets: Sequence[Target] = ()
    units: tuple[Unit, ...] = ()
    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[str, ...] = ()  # record files that gave no target

    def find(self, id_: str) -> Target | None:
        """The target of an id, as it is written; those of a walked ledger know where they lie."""
        find = getattr(self.targets, "find", None)
        return find(id_) if find else next((target for target in self.targets if target.id == id_), None)

    def followed(self, target: Target) -> Target | None:
        """The target that a relative goal names, if it is there."""
        return self.find(target.goal.of) if target.goal.of else None

    def plan_of(self, target: Target) -> Plan:
        """The plan that a target belongs to; the store gives every loaded target one, bare if plan.toml is broken."""
        return next(plan for plan in self.plans if plan.id == target.plan)


class NewPlan(NamedTuple):
    """A plan to be made: its folder and its plan.toml."""

    plan: Plan


class Replan(NamedTuple):
    """The columns of the office's own list, as a person confirmed them, to be kept in a plan.toml. The rest of it stays."""

    plan: Plan  # as it was read
    columns: Mapping[str, str]


class Create(NamedTuple):
    """A record to be made. An empty id stands for the plan's next free one."""

    target: Target


class Append(NamedTuple):
    """A line to be added to a record, which is named by what was read of it."""

    target: Target
    update: Update


class Rewrite(NamedTuple):
    """A draft's head to be replaced: as it was read, and as it is to be."""

    old: Target
    new: Target


class Remove(NamedTuple):
    """A draft to be removed with its file."""

    target: Target


class NewFile(NamedTuple):
    """A text to be kept beside a plan's records. One that is there already stays as it is."""

    path: str  # relative to the store
    text: str


Change = NewPlan | Replan | Create | Append | Rewrite | Remove | NewFile
"""One step of what an act does to a ledger. An act is a tuple of them, resolved whole before the first byte changes."""


class Written(NamedTuple):
    """What became of one change: the target as it stands in its file now, and the line that was added ("" for a head)."""

    target: Target | None  # None: a plan was made, or a record removed
    line: str = ""
    id: str = ""  # of the target or the plan

    @property
    def name(self) -> str:
        """What a person needs to find it again: «KP2025-061 key 20250704T021500-k7f3q9», or the id alone."""
        return f"{self.id} key {self.line.partition(' ')[0]}" if self.line else self.id

"""Hypothesis strategies: any target that a record can hold, and any rules that the settings accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from factories import day
from targettrack.model import (
    Assessment,
    Better,
    Checkpoint,
    Comparator,
    DataStatus,
    Every,
    Forecast,
    Goal,
    Kind,
    Measure,
    Quantity,
    Quote,
    Rules,
    Status,
    Strength,
    Target,
    Update,
)
from targettrack.record import ASSUMABLE

LIMITS = (day("1900-01-01"), day("2199-12-31"))
DAYS = st.dates(day("2024-06-01"), day("2026-12-31")) | st.dates(*LIMITS)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-9, minutes=-30))])
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=ZONES)  # noqa: DTZ001  # the strategy adds the zone
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = WORDS.filter(str.strip)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,10}", fullmatch=True)
# One digit less than a record may have: tomli-w writes every whole number with ".0".
NUMBERS = (
    st.integers(-5, 120).map(Decimal)
    | st.integers(-(10**14) + 1, 10**14 - 1).map(Decimal)
    | st.tuples(st.integers(-(10**14) + 1, 10**14 - 1), st.integers(0, 14)).map(lambda n: Decimal(n[0]).scaleb(-n[1]))
).filter(lambda number: number.adjusted() > -15)
AMOUNTS = NUMBERS.map(abs)
PARTS = st.sampled_from(["赤坎镇", "水口镇", "长沙街道"])
STAGES = st.sampled_from(["", "立项", "动工", "完工", "土方"])

SELDOM = st.sampled_from([False, False, False, True])
GOALS = st.builds(
    Goal,
    indicator=WORDS,
    comparator=st.sampled_from(Comparator),
    value=st.none() | NUMBERS,
    unit=WORDS,
    tolerance=st.none() | AMOUNTS,
    baseline=st.none() | NUMBERS,
    baseline_date=st.none() | DAYS,
    denominator=st.none() | AMOUNTS,
    per=WORDS,
    done_when=WORDS,
    of=st.just("") | IDS,
    result_due=st.none() | DAYS,
    equivalent=st.none() | st.builds(Quantity, NUMBERS, WORDS),
    every=st.none() | st.none() | st.sampled_from([Every.MONTH, Every.QUARTER, Every.HALF_YEAR]),
    set_by=st.just("") | WORDS,
    better=st.none() | st.sampled_from(Better),
    measure=st.none() | st.sampled_from(Measure),
    cycle=st.none() | st.integers(1, 120),
    parts=st.dictionaries(PARTS, NUMBERS, max_size=2),
)
CHECKPOINTS = st.builds(Checkpoint, DAYS, NUMBERS, STAGES) | st.builds(Checkpoint, DAYS, st.none(), STAGES.filter(bool))
GOAL_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "value": NUMBERS,
        "tolerance": AMOUNTS,
        "denominator": AMOUNTS,
        "baseline": NUMBERS,
        "to": NUMBERS,
        "unit": WORDS,
        "of": IDS,
        "comparator": st.sampled_from(Comparator),
        "result_due": DAYS,
    },
)


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    """Draw a goal; a range ends above its value."""
    goal = draw(GOALS)
    if goal.value is None or not draw(st.booleans()):
        return goal
    return replace(goal, to=max(goal.value, draw(NUMBERS)))


@st.composite
def updates(draw: st.DrawFn, key: str, others: list[str]) -> Update:
    """Draw an update under a key, which may take back one of the others."""
    return Update(
        key=key,
        at=draw(MOMENTS),
        as_of=draw(DAYS),
        by=draw(WORDS),
        status=draw(st.none() | st.sampled_from(Status)),
        value=draw(st.none() | NUMBERS),
        stage=draw(st.none() | STAGES),
        note=draw(st.none() | WORDS),
        problem=draw(st.none() | WORDS),
        next=draw(st.none() | WORDS),
        evidence=draw(st.none() | WORDS),
        forecast=draw(st.none() | st.sampled_from(Forecast)),
        assess=draw(st.none() | st.sampled_from(Assessment)),
        data=draw(st.none() | st.sampled_from(DataStatus)),
        part=draw(st.none() | st.none() | PARTS),
        total=draw(st.booleans()),
        completed=draw(st.none() | DAYS),
        waive=draw(st.none() | WORDS),
        returned=draw(SELDOM),
        reopened=draw(SELDOM),
        unmentioned=draw(SELDOM),
        checkpoint=draw(st.none() | st.lists(CHECKPOINTS | st.builds(Checkpoint, DAYS), max_size=2).map(tuple)),
        node_met=draw(st.none() | DAYS),
        into=draw(st.none() | st.just("") | IDS),
        owner=draw(st.none() | WORDS),
        supporting=draw(st.none() | st.lists(WORDS, max_size=2).map(tuple)),
        deadline=draw(st.none() | DAYS),
        goal=draw(GOAL_CHANGES),
        reason=draw(st.none() | WORDS),
        authority=draw(st.none() | WORDS),
        void=draw(st.none() | st.sampled_from(others)) if others else None,
    )


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Draw any target that `schema.read_target` gives."""
    keys = draw(st.lists(IDS, unique=True, max_size=4))
    made = [draw(updates(key, [other for other in keys if other != key])) for key in keys]
    start, deadline = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and deadline:
        start, deadline = min(start, deadline), max(start, deadline)
    return Target(
        id=draw(IDS),
        plan="KP",
        title=draw(NAMES),
        kind=draw(st.sampled_from(Kind)),
        recorded=draw(MOMENTS),
        owner=draw(WORDS),
        supporting=tuple(draw(st.lists(WORDS, max_size=2))),
        start=start,
        deadline=deadline,
        status=draw(st.just(Status.PENDING) | st.sampled_from(Status)),
        strength=draw(st.sampled_from(Strength)),
        section=draw(WORDS),
        tags=tuple(draw(st.lists(WORDS, max_size=2))),
        assumed=tuple(draw(st.lists(st.sampled_from(ASSUMABLE), max_size=2))),
        draft=draw(st.booleans()),
        upper=draw(st.just("") | IDS),
        goal=draw(goals()),
        quotes=tuple(draw(st.lists(st.builds(Quote, NAMES, st.none() | st.integers(1, 10**6)), max_size=2))),
        checkpoints=tuple(sorted(draw(st.lists(CHECKPOINTS, max_size=3)), key=_by_date)),
        updates=tuple(sorted(made, key=lambda update: update.order)),
        path="KP/KP-001.toml",
    )


def _by_date(point: Checkpoint) -> date:
    return point.date


RULE_SETS = st.builds(
    Rules,
    method=st.sampled_from(["month", "day"]),
    ahead=st.integers(0, 1000).map(Decimal),
    behind=st.integers(-1000, 0).map(Decimal),
    checkpoint_months=st.integers(0, 120),
    near_share=st.integers(0, 100).map(Decimal),
    remind_days=st.lists(st.integers(0, 3660), max_size=3).map(tuple),
    working_days=st.booleans(),
    stale_cycles=st.decimals(0, 120, places=2),
    cycle_months=st.fixed_dictionaries({kind: st.integers(1, 120) for kind in Kind}),
)


def _goal(comparator: str | None, value: str | None = None, **parts: object) -> Goal:
    numbers = {name: Decimal(part) if isinstance(part, int) else part for name, part in parts.items()}
    number = None if value is None else Decimal(value)
    return Goal(comparator=None if comparator is None else Comparator(comparator), value=number, **numbers)  # type: ignore[arg-type]


PROMISES = st.sampled_from(
    [
        (Kind.QUANTITY, _goal(">=", "100", unit="个", indicator="新增学位")),
        (Kind.QUANTITY, _goal(">", "100", unit="个")),
        (Kind.QUANTITY, _goal(">=", "100", unit="人", indicator="城镇新增就业")),
        (Kind.QUANTITY, _goal(">=", "1", unit="个")),
        (Kind.QUANTITY, _goal("<=", "100", unit="起")),
        (Kind.QUANTITY, _goal("<=", "40", unit="家", baseline=100)),
        (Kind.QUANTITY, _goal(">=", "40", unit="次", every=Every.MONTH)),
        (Kind.QUANTITY, _goal(">=", "40", unit="次", every=Every.QUARTER)),
        (Kind.QUANTITY, _goal("<=", "40", unit="起", every=Every.MONTH)),
        (Kind.QUANTITY, _goal(">=", "100", unit="万亩", set_by="省")),
        (Kind.QUANTITY, _goal(">=", "100", unit="家", parts={"赤坎镇": Decimal(60), "水口镇": Decimal(40)})),
        (Kind.QUANTITY, _goal(None, "100", unit="家")),
        (Kind.GROWTH, _goal(">=", "40", unit="%")),
        (Kind.GROWTH, _goal("~", "40", unit="%", indicator="居民消费价格")),
        (Kind.GROWTH, _goal("<=", "-5", unit="%")),
        (Kind.LEVEL, _goal(">=", "92", unit="%")),
        (Kind.LEVEL, _goal(">=", "100", unit="亿元", baseline=20)),
        (Kind.LEVEL, _goal("<=", "22", unit="微克/立方米")),
        (Kind.LEVEL, _goal(">=", None, unit="%", set_by="省")),
        (Kind.RANK, _goal("<=", "40", unit="名")),
        (Kind.COVERAGE, _goal(None, denominator=100, per="村", baseline=20)),
        (Kind.COVERAGE, _goal("~", denominator=100, per="村")),
        (Kind.COVERAGE, _goal(None, per="村")),
        (Kind.MILESTONE, _goal(None, indicator="学校建成")),
        (Kind.MILESTONE, _goal(None, indicator="高速动工")),
        (Kind.RELATIVE, _goal(None, of="KP-002")),
        (Kind.QUALITATIVE, _goal(None)),
        (Kind.GUARD, _goal("<=", "0", unit="起")),
    ]
)
"""A promise of each kind, in numbers of which a reported one from 0 to 120 lies on either side."""
TERM = st.dates(day("2025-01-01"), day("2026-08-31"))
FIGURES = st.sampled_from([0, 10, 25, 45, 60, 90, 100, 120]).map(Decimal)
SAID = st.one_of(
    *[FIGURES.map(lambda value: {"value": value})] * 4,
    st.tuples(FIGURES, st.sampled_from(DataStatus)).map(lambda pair: {"value": pair[0], "data": pair[1]}),
    st.tuples(FIGURES, PARTS).map(lambda pair: {"value": pair[0], "part": pair[1]}),
    *[st.just({"note": "正在推进"})] * 2,
    *[st.sampled_from(Assessment).map(lambda code: {"assess": code})] * 3,
    st.sampled_from(Forecast).map(lambda code: {"forecast": code}),
    STAGES.filter(bool).map(lambda stage: {"stage": stage}),
    TERM.map(lambda on: {"node_met": on}),
    st.sampled_from([Status.DONE, Status.DONE, Status.CLOSED, Status.ACTIVE, Status.MISSED]).map(
        lambda status: {"status": status}
    ),
    st.just({"returned": True}),
    st.just({"reopened": True}),
    st.just({"unmentioned": True}),
    st.dates(day("2025-06-01"), day("2027-03-31")).map(lambda on: {"deadline": on}),
)
"""What is entered in a year, by how often."""
NODES = st.builds(Checkpoint, TERM, FIGURES) | st.builds(Checkpoint, TERM, st.none(), STAGES.filter(bool))


@st.composite
def plausible(draw: st.DrawFn) -> Target:
    """Draw a promise of 2025 with what may be entered of it until the middle of 2026."""
    kind, goal = draw(PROMISES)
    days = draw(st.lists(TERM, max_size=6))
    updates = [
        Update(f"u{nth}", datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=nth), on, **draw(SAID))
        for nth, on in enumerate(days)
    ]
    return Target(
        id="KP-001",
        plan="KP",
        title="",
        kind=kind,
        recorded=draw(st.sampled_from([datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 3, 5, tzinfo=UTC)])),
        owner=draw(st.sampled_from(["教育局", "教育局", ""])),
        start=draw(st.none() | st.just(day("2025-07-01"))),
        deadline=draw(st.sampled_from([day("2025-12-31"), day("2025-12-31"), day("2026-06-15"), None])),
        goal=goal,
        checkpoints=tuple(sorted(draw(st.just([]) | st.lists(NODES, max_size=3)), key=_by_date)),
        updates=tuple(sorted(updates, key=lambda update: update.order)),
    )

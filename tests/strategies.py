"""Hypothesis strategies: any target that a record can hold, and any settings; every key of a file, by the table of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from factories import day
from targettrack.fields import Field, Mark, Table, Type, table_of
from targettrack.model import (
    Assessment,
    Checkpoint,
    Comparator,
    DataStatus,
    Every,
    Forecast,
    Goal,
    Kind,
    Plan,
    Quote,
    Rules,
    Status,
    Target,
    Update,
)
from targettrack.record import FILES, GOAL, HEAD, UPDATE

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
PARTS = st.sampled_from(["赤坎镇", "水口镇", "长沙街道"])
STAGES = st.sampled_from(["", "立项", "动工", "完工", "土方"])
MONTH_DAYS = st.dates(day("2025-01-01"), day("2025-12-31")).map(lambda drawn: f"{drawn:%m-%d}")


def value_of(row: Field) -> st.SearchStrategy[Any]:
    """Any value that a key of a file may have."""
    one = STAGES if row.name == "stage" else _one(row)
    if Mark.NAMED in row.marks:
        return st.dictionaries(WORDS.filter(lambda name: name not in HEAD.rows), one, max_size=2)
    return st.lists(one, max_size=2).map(tuple) if Mark.MANY in row.marks else one


def _one(row: Field) -> st.SearchStrategy[Any]:
    if isinstance(row.type, Table):
        return built(row.type)
    if not isinstance(row.type, Type):
        return st.sampled_from(list(row.type))
    if row.type is Type.NUMBER and row.least is not None:
        return st.integers(row.least, 1000 if row.most is None else row.most).map(Decimal) | st.just(Decimal(row.least))
    return {
        Type.TEXT: NAMES if Mark.REQUIRED in row.marks else WORDS,
        Type.ID: IDS,
        Type.NUMBER: NUMBERS,
        Type.WHOLE: st.integers(row.least or 0, row.most or 10**9),
        Type.DAY: DAYS,
        Type.MONTH_DAY: MONTH_DAYS,
        Type.MOMENT: MOMENTS,
        Type.FLAG: st.booleans(),
    }[row.type]


def built(table: Table, *left_out: str) -> st.SearchStrategy[Any]:
    """What is made of any values of a table, of which those that are not required may be absent."""
    return values_of(table, *left_out).map(lambda values: table.model(**values))


@st.composite
def values_of(draw: st.DrawFn, table: Table, *left_out: str) -> dict[str, Any]:
    """Draw values by attribute: all that are required, and some of the others."""
    rows = [row for row in table.rows.values() if row.name not in left_out]
    required = [row for row in rows if Mark.REQUIRED in row.marks]
    others = [row for row in rows if Mark.REQUIRED not in row.marks]
    some = draw(st.lists(st.sampled_from(others), unique_by=lambda row: row.name, max_size=8))
    return {row.attribute: draw(value_of(row)) for row in (*required, *some)}


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    """Draw a goal, with a number more often than not; a range ends above its value."""
    goal: Goal = draw(built(GOAL, "to", "value", "comparator"))
    number, comparator = draw(st.none() | NUMBERS), draw(st.none() | value_of(GOAL.rows["comparator"]))
    goal = goal._replace(value=number, comparator=comparator)
    return goal if number is None else goal._replace(to=draw(st.none() | NUMBERS.map(lambda to: max(number, to))))


@st.composite
def updates(draw: st.DrawFn, key: str, others: list[str]) -> Update:
    """Draw an update under a key, which may take back one of the others."""
    goal_keys = [f"goal_{name}" for name in GOAL.rows]
    values = draw(values_of(UPDATE, "void", "as_of", *goal_keys))
    return Update(
        key=key,
        as_of=draw(DAYS),
        goal=draw(values_of(GOAL)),
        void=draw(st.none() | st.sampled_from(others)) if others else None,
        **values,
    )


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Draw any target that `record.read_target` gives."""
    keys = draw(st.lists(IDS, unique=True, max_size=4))
    made = [draw(updates(key, [other for other in keys if other != key])) for key in keys]
    start, deadline = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and deadline:
        start, deadline = min(start, deadline), max(start, deadline)
    points = draw(st.lists(built(table_of(Checkpoint)), max_size=3))
    head = draw(values_of(HEAD, "start", "deadline", "checkpoint"))
    return Target(
        **head | ({"draft": True} if head.get("discarded") else {}),  # only a draft is discarded
        plan="KP",
        start=start,
        deadline=deadline,
        goal=draw(goals()),
        quotes=tuple(quote for quote in draw(st.lists(built(table_of(Quote)), max_size=2)) if quote.text),
        checkpoints=tuple(sorted((point for point in points if _says(point)), key=_by_date)),
        updates=tuple(sorted(made, key=lambda update: update.order)),
        path="KP/KP-001.toml",
    )


def _says(point: Checkpoint) -> bool:
    return point.value is not None or bool(point.stage)


def _by_date(point: Checkpoint) -> date:
    return point.date


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw any plan."""
    plan: Plan = draw(built(FILES["plan"]))
    assert plan.start is not None
    assert plan.end is not None
    return plan._replace(start=min(plan.start, plan.end), end=max(plan.start, plan.end))


@st.composite
def rule_sets(draw: st.DrawFn) -> Rules:
    """Draw any rules that the settings accept."""
    cycles = draw(st.fixed_dictionaries({kind: st.integers(1, 120) for kind in Kind}))
    return draw(built(table_of(Rules)))._replace(cycle_months=cycles)


RULE_SETS = rule_sets()


def _goal(comparator: str | None, value: str | None = None, **parts: object) -> Goal:
    numbers = {name: Decimal(part) if isinstance(part, int) else part for name, part in parts.items()}
    number = None if value is None else Decimal(value)
    return Goal(comparator=None if comparator is None else Comparator(comparator), value=number, **numbers)  # type: ignore[arg-type]  # parts by name


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

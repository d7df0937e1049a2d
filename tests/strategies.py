"""Hypothesis strategies: any target that a record can hold, and any rules that the settings accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from factories import day
from targettrack.model import (
    Checkpoint,
    Comparator,
    Forecast,
    Goal,
    Kind,
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
STAGES = st.sampled_from(["", "立项", "动工", "完工", "土方"])

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

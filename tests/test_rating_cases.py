"""What an office says of a target on which day: one case a kind, entered line by line on its own days.

Each case is a promise of 2025, recorded and published on 1 January, due on 31 December and led by a unit unless it says
otherwise. A line is either what was entered or what has to be said on a day, before the lines after it are entered.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from factories import RULES, checkpoint, day, goal, plan, target, update
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating import ending
from targettrack.rating.ladder import evaluate

if TYPE_CHECKING:
    from targettrack.model import Goal, Target, Update
    from targettrack.rating.ladder import State

PLAN = plan(published=day("2025-01-01"))
NEW_YEAR = datetime.fromisoformat("2025-01-01T09:00:00+08:00")
PLACES = goal(">=", 940, unit="个", indicator="新增义务教育学位")
CEILING = goal("<=", 10, unit="起", indicator="一般生产安全事故")
GUARD = goal("<=", 0, unit="起", indicator="较大以上生产安全事故")
GROWTH = goal(">=", "5.5", unit="%", indicator="地区生产总值增速")


class Says(NamedTuple):
    """What has to be said on a day; what is not named is not asked."""

    on: str
    rating: str
    light: str
    asked: dict[str, Any]


def says(text: str, rating: str, light: str, **asked: Any) -> Says:
    """On a day: rating, light («grey outline» for an outline), and parts of the reason, written as they read."""
    return Says(text, rating, light, asked)


def reports(days: str, *values: float | str, **said: Any) -> list[Update]:
    """Figures on some days of 2025, each entered on its day."""
    return [update(f"2025-{on}", value=value, **said) for on, value in zip(days.split(), values, strict=True)]


def words(days: str) -> list[Update]:
    """Reports in words on some days of 2025."""
    return [update(f"2025-{on}", note="正在推进") for on in days.split()]


def case(kind: str, promise: Goal, *lines: Update | Says | list[Update], **changes: Any) -> Any:
    """A case, with its lines in order."""
    flat: list[Update | Says] = []
    for line in lines:
        flat += line if isinstance(line, list) else [line]
    head = {"recorded": NEW_YEAR, "title": "", **changes}
    return target(kind, promise, **head), flat


MONTHS = "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30"
CASES = {
    "a count, nothing": case(
        "quantity",
        PLACES,
        says("2025-03-31", "not-updated", "grey", turn="unit"),
        says("2026-01-02", "awaiting-result", "grey", why="last-report", turn="unit"),
        says("2026-01-15", "overdue", "red", days="15"),
    ),
    "a count, reported to November": case(
        "quantity",
        PLACES,
        reports("03-31 06-30 09-30 11-30", 235, 310, 700, 900),
        says("2025-12-31", "on-track", "green", share_gap="4.08", method="month"),
        says("2026-01-02", "awaiting-result", "grey", last="on-track"),
        says("2026-01-15", "overdue", "red", days="15", actual="95.74", points="-40"),
    ),
    "a delivery that can still rise": case(
        "quantity",
        PLACES,
        reports("11-30", 800),
        says("2026-01-02", "awaiting-result", "yellow", last="behind"),
        update("2025-12-31", at="2026-01-08T10:00:00+08:00", value=880),
        says("2026-01-15", "overdue", "red", days="15", actual="93.62"),
    ),
    "a flow that is over": case(
        "quantity",
        goal(">=", 6000, unit="人", indicator="城镇新增就业"),
        update("2025-12-31", at="2026-01-10T10:00:00+08:00", value=5800),
        says("2026-01-15", "missed", "red", why="final", points="-200", outcome="missed"),
        says("2026-12-15", "missed", "red", points="-200", outcome="missed"),
    ),
    "a figure that is enough": case(
        "quantity", PLACES, reports("09-30", 950), says("2025-11-30", "unverified", "blue outline", turn="office")
    ),
    "a claim that was sent back": case(
        "quantity",
        PLACES,
        reports("09-30", 950, status="done"),
        says("2025-10-19", "unverified", "blue outline"),
        update("2025-10-20", returned=True, reason="缺验收单"),
        says("2025-11-30", "returned", "yellow outline", turn="unit"),
        says("2026-01-02", "overdue", "red"),
    ),
    "a claim against its own figure": case(
        "quantity",
        PLACES,
        reports("12-28", 880, status="done"),
        says("2025-12-31", "on-track", "green", markers="claim-contradicted", share_gap="1.95"),
    ),
    "a late claim in words": case(
        "quantity",
        PLACES,
        update("2026-02-10", status="done", note="全部投入使用"),
        says("2026-03-01", "unverified", "blue outline", why="claim", days="41", markers="late"),
    ),
    "closed below its goal": case(
        "quantity",
        goal(">=", 40, unit="公里", indicator="碧道"),
        reports("12-20", 12, status="closed", waive="移交省级项目"),
        says("2025-12-31", "closed-short", "none", actual="30", outcome="closed-short", markers="waived"),
    ),
    "one piece": case(
        "quantity",
        goal(">=", 1, unit="个", indicator="产业集群"),
        reports("09-30", 0),
        says("2025-09-30", "behind", "yellow", share_gap="-75", convention="small-count"),
    ),
    "a node in figures": case(
        "quantity",
        PLACES,
        reports("06-30", 0),
        says("2025-06-30", "on-track", "green", why="node", on="2025-09-30"),
        says("2025-10-10", "not-updated", "grey"),
        says("2025-10-15", "behind", "yellow", why="node", points="-940"),
        says("2026-01-02", "awaiting-result", "red", last="far-behind"),
        checkpoints=(checkpoint("2025-09-30", 940),),
    ),
    "an assessment that ages": case(
        "quantity",
        PLACES,
        reports("03-31", 260),
        update("2025-09-20", assess="slow", reason="设计滞后"),
        says("2025-09-30", "slow", "yellow outline", turn="unit", basis="assessment"),
        says("2025-11-30", "slow", "yellow outline", markers="stale"),
    ),
    "silence after a figure": case(
        "quantity",
        PLACES,
        reports("03-31", 200),
        says("2025-06-30", "behind", "yellow", share_gap="-3.72", idle_gap="-28.72", markers="stale"),
        says("2025-09-30", "far-behind", "red", why="idle", idle_gap="-53.72", markers="stale"),
    ),
    "a unit that sees difficulties": case(
        "quantity",
        PLACES,
        reports("09-30", 720, forecast="hard"),
        says("2025-10-05", "at-risk", "yellow outline", why="forecast"),
    ),
    "a unit that gives up": case(
        "quantity",
        PLACES,
        update("2025-11-20", forecast="cannot"),
        says("2025-11-30", "unlikely", "red outline"),
        says("2026-01-02", "awaiting-result", "red outline", last="unlikely"),
    ),
    "a figure before the window": case(
        "quantity",
        PLACES,
        reports("03-31", 560),
        says("2025-03-31", "ahead", "green", share_gap="59.57"),
        start="2025-07-01",
    ),
    "an extension": case(
        "quantity",
        PLACES,
        reports("11-30", 700),
        update("2025-12-20", deadline="2026-06-30", reason="汛期", authority="县政府常务会议"),
        says("2025-12-31", "behind", "yellow", share_gap="-17.20", markers="extended"),
    ),
    "nobody leads it": case(
        "quantity",
        PLACES,
        reports("06-30", 470),
        says("2025-06-30", "on-track", "green", markers="no-owner", share_gap="0"),
        owner="",
    ),
    "every month": case(
        "quantity",
        goal(">=", 2, unit="次", indicator="隐患排查", every="month"),
        reports("01-31", 2),
        says("2025-01-31", "on-track", "green"),
        reports("02-28", 2),
        says("2025-03-31", "on-track", "green", why="periods"),
        says("2025-04-15", "behind", "yellow", share_gap="-8.33", missing="2025-03-01"),
    ),
    "a ceiling": case(
        "quantity",
        CEILING,
        reports("06-30", 4),
        says("2025-06-30", "on-track", "green", why="limit", points="-6", actual="None"),
        reports("09-30", 8),
        says("2025-09-30", "on-track", "green", markers="early-warning"),
        reports("11-30", 9),
        says("2026-01-02", "awaiting-result", "grey"),
        says("2026-01-15", "not-updated", "grey", why="last-report"),
    ),
    "a broken ceiling": case(
        "quantity",
        CEILING,
        reports("11-30 12-31", 11, 11),
        says("2025-12-31", "broken", "red", points="1"),
        says("2026-12-31", "broken", "red", outcome="broken"),
    ),
    "a guard": case(
        "guard",
        GUARD,
        reports(MONTHS, *[0] * 11),
        says("2026-01-02", "awaiting-result", "grey", last="on-track"),
        says("2026-01-15", "not-updated", "grey"),
    ),
    "a guard broken after it was closed": case(
        "guard",
        GUARD,
        reports("12-31", 0, status="closed", evidence="应急局通报"),
        says("2026-01-04", "achieved", "blue"),
        update("2025-12-30", at="2026-01-05T10:00:00+08:00", value=1),
        says("2026-01-15", "broken", "red", outcome="broken", on="2025-12-30"),
    ),
    "growth": case(
        "growth",
        GROWTH,
        reports("03-31 06-30", "4.8", "5.2"),
        says("2025-06-30", "behind", "yellow", why="rate", points="-0.3"),
        reports("09-30", "5.6"),
        says("2025-10-31", "on-track", "green"),
        says("2026-01-15", "awaiting-result", "grey", why="result", turn="statistics"),
        update("2025-12-31", at="2026-01-22T10:00:00+08:00", value="5.4"),
        says("2026-03-01", "missed", "red", points="-0.1"),
    ),
    "growth that fell": case(
        "growth",
        GROWTH,
        reports("09-30", -2),
        says("2025-11-30", "far-behind", "red"),
        says("2026-01-15", "awaiting-result", "red"),
        says("2026-03-01", "no-result", "red", days="1", outcome="no-final"),
    ),
    "an estimate": case(
        "growth",
        GROWTH,
        update("2025-12-31", at="2026-01-02T10:00:00+08:00", value="5.6", data="estimate"),
        says("2026-01-15", "awaiting-result", "grey", last="on-track", data="estimate", figure="5.6"),
    ),
    "about, of a rate": case(
        "growth",
        goal("~", "5.5", unit="%", indicator="地区生产总值增速"),
        reports("12-31", "5.3"),
        says("2026-01-15", "unverified", "blue outline", points="-0.2", convention="about-rate"),
    ),
    "about, where less is better": case(
        "growth",
        goal("~", 2, unit="%", indicator="居民消费价格"),
        reports("09-30", "-0.3"),
        says("2025-10-31", "on-track", "green", convention="about-less"),
        reports("12-31", "0.2"),
        says("2026-01-15", "unverified", "blue outline"),
    ),
    "a fall": case(
        "growth",
        goal("<=", -5, unit="%", indicator="单位地区生产总值能耗"),
        reports("09-30", -2),
        says("2025-10-31", "behind", "yellow", points="3"),
    ),
    "the same fall, typed otherwise": case(
        "growth",
        goal(">=", 5, unit="%", indicator="单位地区生产总值能耗降幅"),
        reports("09-30", 2),
        says("2025-10-31", "behind", "yellow", points="-3"),
    ),
    "the same fall, as a bare number": case(
        "growth",
        goal(">=", -5, unit="%"),
        reports("09-30", -2),
        says("2025-10-31", "behind", "yellow", points="3"),
        assumed=("comparator",),
    ),
    "a rise where a fall was promised": case(
        "growth",
        goal("<=", -5, unit="%"),
        reports("09-30", 2),
        says("2025-10-31", "far-behind", "red"),
    ),
    "the same rise, typed otherwise": case(
        "growth",
        goal(">=", 5, unit="%", indicator="能耗降幅"),
        reports("09-30", -2),
        says("2025-10-31", "far-behind", "red"),
    ),
    "a number that another gives": case(
        "level",
        goal(">=", None, unit="%", indicator="地表水优良率", set_by="省"),
        reports("12-31", 25),
        says("2026-01-20", "undecided", "grey", field="value", turn="setter", outcome="undecidable"),
    ),
    "a concentration": case(
        "level",
        goal("<=", 22, unit="微克/立方米", indicator="PM2.5"),
        reports("09-30", 25),
        says("2025-10-31", "behind", "yellow", why="hold", points="3"),
        reports("12-31", 25),
        says("2026-03-01", "missed", "red", points="3"),
    ),
    "a concentration that keeps": case(
        "level",
        goal("<=", 22, unit="微克/立方米", indicator="PM2.5"),
        reports("09-30", 21),
        says("2025-10-31", "on-track", "green", why="hold", points="-1"),
        reports("12-31", 21),
        says("2026-03-01", "unverified", "blue outline"),
    ),
    "a ratio": case(
        "level",
        goal(">=", 92, unit="%", indicator="空气优良率"),
        reports("06-30", 90),
        says("2025-06-30", "behind", "yellow", points="-2", actual="None", share_gap="None"),
        says("2025-12-31", "behind", "yellow", markers="stale"),
    ),
    "a ratio with a baseline": case(
        "level",
        goal(">=", 92, unit="%", indicator="空气优良率", baseline="91.8"),
        reports("03-31", 91),
        says("2025-03-31", "behind", "yellow", points="-1"),
    ),
    "a standard that is built up": case(
        "level",
        goal(">=", 163, unit="元", indicator="基础养老金", baseline=143),
        reports("03-31", 143),
        says("2025-03-31", "behind", "yellow", actual="0", share_gap="-25"),
    ),
    "a stock of ten years": case(
        "level",
        goal(">=", 400, unit="亿元", indicator="食品产业规模"),
        reports("12-31", 236),
        says("2025-12-31", "undecided", "grey", field="baseline"),
        deadline="2035-12-31",
    ),
    "what is to stay": case(
        "level",
        goal(">=", 210, unit="万头", indicator="生猪存栏", baseline=210),
        reports("06-30", 205),
        says("2025-06-30", "behind", "yellow", points="-5", actual="None"),
    ),
    "a level that may recover": case(
        "level",
        goal("<=", "5.5", unit="%", indicator="城镇调查失业率"),
        reports("03-31", "5.8"),
        says("2025-03-31", "behind", "yellow", points="0.3"),
        reports("06-30", "5.3"),
        says("2025-06-30", "on-track", "green"),
    ),
    "a rank": case(
        "rank",
        goal("<=", 400, unit="名", baseline=404),
        reports("09-25", 396),
        says("2025-09-30", "unverified", "blue outline"),
        says("2026-01-15", "unverified", "blue outline"),
    ),
    "a rank that fails": case(
        "rank",
        goal("<=", 400, unit="名"),
        reports("09-25", 410),
        says("2025-09-30", "behind", "yellow", points="10", share_gap="None"),
        says("2026-01-02", "missed", "red", points="10"),
    ),
    "coverage": case(
        "coverage",
        goal(None, denominator=226, per="个行政村", baseline=190),
        reports("06-30", 201),
        says("2025-06-30", "behind", "yellow", actual="30.56", share_gap="-19.44"),
    ),
    "coverage of an unknown total": case(
        "coverage",
        goal(None, per="个行政村"),
        reports("06-30", 201),
        says("2025-06-30", "undecided", "grey", field="denominator"),
        says("2026-01-15", "undecided", "grey", field="denominator"),
    ),
    "coverage, mostly": case(
        "coverage",
        goal("~", denominator=29, per="项"),
        reports("12-31", 27),
        says("2025-12-31", "undecided", "grey", field="tolerance"),
        says("2026-06-30", "undecided", "grey", field="tolerance"),
    ),
    "a work that is to begin": case(
        "milestone",
        goal(None, indicator="广台高速动工"),
        reports("06-30", 20),
        says("2025-06-30", "reported", "grey outline", figure="20", turn="office"),
    ),
    "a work begun before": case(
        "milestone",
        goal(None, indicator="新校区建成", baseline=85),
        reports("06-30", 90),
        says("2025-06-30", "behind", "yellow", actual="33.33", share_gap="-16.67"),
    ),
    "a work of three years": case(
        "milestone",
        goal(None, indicator="水库建成"),
        reports("12-31", 30),
        says("2025-12-31", "behind", "yellow", share_gap="-3.33"),
        deadline="2027-12-31",
    ),
    "a node in words": case(
        "milestone",
        goal(None, indicator="学校建成"),
        update("2025-06-25", stage="主体封顶"),
        says("2025-06-30", "reported", "grey outline"),
        says("2025-07-15", "node-unconfirmed", "grey", on="2025-06-30", turn="unit"),
        says("2025-09-15", "behind", "yellow", why="node"),
        says("2025-10-15", "far-behind", "red", why="node"),
        checkpoints=(checkpoint("2025-06-30", stage="主体完工"),),
    ),
    "soft, never assessed": case(
        "qualitative",
        goal(None),
        words(MONTHS),
        says("2025-07-20", "reported", "grey outline", turn="office"),
        says("2025-12-15", "reported", "grey outline"),
        deadline=None,
    ),
    "soft, assessed once": case(
        "qualitative",
        goal(None),
        update("2025-06-20", assess="advancing"),
        says("2025-06-30", "advancing", "green outline"),
        words("07-25 08-25 09-25"),
        says("2025-10-15", "reported", "grey outline"),
        deadline=None,
    ),
    "soft, stalled": case(
        "qualitative",
        goal(None),
        update("2025-06-20", assess="stalled"),
        words("07-25 08-25 09-25"),
        says("2025-10-15", "stalled", "red outline", markers="reassess", turn="office"),
        deadline=None,
    ),
    "soft, assessed each quarter": case(
        "qualitative",
        goal(None),
        [update(f"2025-{on}", assess="advancing") for on in ("03-25", "06-25", "09-25", "12-25")],
        says("2026-01-15", "advancing", "green outline"),
        says("2026-02-01", "accounted", "none", outcome="ongoing", markers=""),
        deadline=None,
    ),
    "soft, with per cent": case(
        "qualitative",
        goal(None),
        reports("06-25", 40),
        update("2025-06-26", assess="advancing"),
        says("2025-06-30", "advancing", "green outline", figure="40"),
        deadline=None,
    ),
    "relative, without its reference": case(
        "relative",
        goal(None, of="KP-002"),
        reports("09-30", "5.4"),
        says("2025-10-15", "undecided", "grey", field="of", turn="reference"),
    ),
    "relative": case(
        "relative",
        goal(None, of="KP-003"),
        reports("09-30", "5.4"),
        says("2025-10-15", "behind", "yellow", points="-0.2"),
    ),
}
REFERENCES = (
    target("growth", GROWTH, id="KP-002"),
    target("growth", GROWTH, update("2025-09-30", value="5.6"), id="KP-003"),
)


def shown(record: Target, state: State, name: str) -> str:
    """One thing that a case asks for, as it is written there."""
    if name == "markers":
        return " ".join(state.markers)
    if name == "last":
        return "" if state.last is None else state.last[0].value
    if name == "outcome":
        ledger = Ledger("/targets", (PLAN,), (record, *REFERENCES))
        (found,) = ending.endings(ledger, (selection.entry(ledger, record, state.day),))
        return found.adjusted.outcome.value
    found_in_reason = getattr(state.reason, name)
    if isinstance(found_in_reason, tuple):
        return " ".join(map(str, found_in_reason))
    return f"{found_in_reason:f}" if isinstance(found_in_reason, Decimal) else str(found_in_reason)


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_on_which_day(name: str) -> None:
    """Rating, light and reason of the case, each time as known before the lines that follow."""
    record, lines = CASES[name]
    entered: list[Update] = []
    for line in lines:
        if not isinstance(line, Says):
            entered.append(line)
            continue
        known = record._replace(updates=tuple(sorted(entered, key=lambda one: one.order)))
        reference = next((one for one in REFERENCES if one.id == record.goal.of), None)
        state = evaluate(known, PLAN, day(line.on), RULES, reference)
        light = f"{state.light} outline" if state.outline else str(state.light)
        assert (line.on, state.rating, light) == (line.on, line.rating, line.light), state.reason
        for key, wanted in line.asked.items():
            have = shown(known, state, key)
            same = wanted in have.split() if key == "markers" and wanted else _same(have, wanted)
            assert same, (line.on, key, have, wanted)


def _same(have: str, wanted: str) -> bool:
    try:
        return Decimal(have) == Decimal(wanted)
    except ArithmeticError:
        return have == wanted

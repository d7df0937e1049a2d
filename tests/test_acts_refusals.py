"""What is refused before it is written, and what is not; each check with the words that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from factories import checkpoint, day, goal, ledger, target, update
from targettrack.acts.refusals import Case, refusal
from targettrack.model import Assessment, DataStatus, Forecast, Target, Update

TODAY = "2025-09-30"
LATER = "2026-01-15"
WARRANT = {"reason": "汛期", "authority": "市人大常委会"}
COUNT = target()
CLOSED = target("quantity", None, update("2025-09-01", value=950), update("2025-09-20", status="closed", evidence="文"))
SOFT = target("qualitative", goal(None, done_when="办成"), deadline=None)
WORK = target(
    "milestone",
    goal(None),
    checkpoints=(checkpoint("2025-06-30", stage="主体完工"), checkpoint("2025-12-31", stage="投用")),
)


def why(said: Update, record: Target = COUNT, **plan_changes: Any) -> tuple[str, dict[str, str | int]] | None:
    """Code and parameters, without the id, with which an update is refused on the day that it is entered; None if it is not."""
    found = refusal(Case.of(ledger(record, **plan_changes), record, said))
    if found is None:
        return None
    params = dict(found.params)
    assert params.pop("id") == record.id
    return found.code, params


@pytest.mark.parametrize(
    "said",
    [
        update(TODAY, status="active"),
        update(TODAY, value=0),
        update(TODAY, stage="动工"),
        update(TODAY, note="动工"),
        update(TODAY, problem="缺资金"),
        update(TODAY, next="招标"),
        update(TODAY, evidence="开府〔2025〕3号"),
        update(TODAY, forecast=Forecast.CAN),
        update(TODAY, assess=Assessment.SLOW, reason="现场查看"),
        update(TODAY, value=700, data=DataStatus.ESTIMATE),
        update(TODAY, completed=day("2025-09-30")),
        update(TODAY, checkpoint=(checkpoint("2025-12-31", 900),)),
        update(TODAY, owner="开平市水利局"),
        update(TODAY, owner=""),
        update(TODAY, leader=""),
        update(TODAY, item="72"),
        update(TODAY, upper=""),
        update(TODAY, previous="KP2024-001"),
        update(TODAY, into="KP2026-001"),
        update(TODAY, supporting=("开平市水利局",)),
        update(TODAY, supporting=()),
        update(TODAY, deadline="2026-03-31", **WARRANT),
        update(TODAY, ask_deadline=day("2026-03-31")),
        update(TODAY, goal={"value": 900}, **WARRANT),
        update(TODAY, goal={"to": 940}),
        update(TODAY, checkpoint=(checkpoint("2025-01-01", 1),)),
        update(TODAY, notice="督办单〔2025〕3号", reply_by=day("2025-10-15")),
        update(TODAY, unmentioned=True, via="2026年政府工作报告"),
        update(TODAY, void="20250704T021500-k7f3q9"),
        update("2025-01-01", value=1),
    ],
)
def test_what_can_be_meant_is_not_refused(said: Update) -> None:
    """Every field alone is a reason to record; a unit may be taken away; the first day of the window is in it."""
    assert why(said) is None


@pytest.mark.parametrize(
    ("said", "code", "params"),
    [
        (update(TODAY), "nothing-to-record", {}),
        (update(TODAY, by="张三", via="表1", **WARRANT), "nothing-to-record", {}),
        (update(TODAY, note=""), "nothing-to-record", {}),
        (update(TODAY, total=False, returned=False), "nothing-to-record", {}),
        (update("2025-10-01", at="2025-09-30T10:00:00+08:00", value=1), "future-date", {"day": "2025-10-01"}),
        (update("2024-12-31", value=1), "before-window", {"day": "2024-12-31"}),
        (
            update(TODAY, completed=day("2025-10-01")),
            "completed-later",
            {"day": "2025-10-01", "as_of": "2025-09-30"},
        ),
        (update(TODAY, completed=day("2024-12-31")), "before-window", {"day": "2024-12-31"}),
        (
            update(TODAY, notice="请报", reply_by=day("2025-09-29")),
            "reply-too-early",
            {"day": "2025-09-29", "as_of": "2025-09-30"},
        ),
        (update(TODAY, note="x", data=DataStatus.FINAL), "figure-missing", {"options": "--data"}),
        (update(TODAY, note="x", part="赤坎镇", total=True), "figure-missing", {"options": "--part --total"}),
        (update(TODAY, value=1, total=True), "total-without-period", {}),
        (update(TODAY, assess=Assessment.SLOW), "without-reason", {"option": "--assess"}),
        (update(TODAY, assess=Assessment.SLOW, reason=""), "without-reason", {"option": "--assess"}),
        (update(TODAY, returned=True), "without-reason", {"option": "--return"}),
        (update(TODAY, returned=True, reason="未验收"), "nothing-to-return", {}),
        (update(TODAY, reopened=True), "without-reason", {"option": "--reopen"}),
        (update(TODAY, reopened=True, reason="核定后未达"), "not-closed", {}),
        (update(TODAY, deadline="2025-12-31", **WARRANT), "deadline-unchanged", {"deadline": "2025-12-31"}),
        (update(TODAY, deadline="2024-12-31", **WARRANT), "deadline-before-window", {"deadline": "2024-12-31"}),
        (update(TODAY, ask_deadline=day("2025-12-31")), "ask-not-later", {"deadline": "2025-12-31"}),
        (update(TODAY, goal={"value": 940}, **WARRANT), "goal-unchanged", {}),
        (update(TODAY, goal={"to": 930}), "goal-range", {"value": "940", "to": "930"}),
        (
            update(TODAY, checkpoint=(checkpoint("2025-12-31", 1), checkpoint("2025-12-31", 2))),
            "node-twice",
            {"day": "2025-12-31"},
        ),
        (update(TODAY, checkpoint=(checkpoint("2025-06-30"),)), "unknown-node", {"day": "2025-06-30", "choices": "–"}),
        (
            update(TODAY, checkpoint=(checkpoint("2026-01-01", 1),)),
            "node-outside",
            {"day": "2026-01-01", "start": "2025-01-01", "end": "2025-12-31"},
        ),
        (
            update(TODAY, checkpoint=(checkpoint("2024-12-31", 1),)),
            "node-outside",
            {"day": "2024-12-31", "start": "2025-01-01", "end": "2025-12-31"},
        ),
        (update(TODAY, node_met=day("2025-06-30")), "unknown-node", {"day": "2025-06-30", "choices": "–"}),
        (update(TODAY, reply_by=day("2025-10-15")), "reply-without-notice", {}),
        (update(TODAY, unmentioned=True), "unmentioned-without-report", {}),
        (update(TODAY, note="x", waive="无需"), "waive-without-closing", {}),
    ],
)
def test_what_cannot_be_meant(said: Update, code: str, params: dict[str, str]) -> None:
    """Nothing, the wrong time, half of something, a change that changes nothing, a node that is none."""
    assert why(said) == (code, params)


@pytest.mark.parametrize(
    ("change", "option"),
    [
        ({"deadline": "2026-03-31"}, "--deadline"),
        ({"goal": {"value": 900}}, "--goal"),
        ({"status": "suspended"}, "--status"),
        ({"status": "dropped"}, "--status"),
    ],
)
@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "--reason --authority"),
        ({"reason": "汛期"}, "--authority"),
        ({"authority": "市人大"}, "--reason"),
        ({"reason": "", "authority": "市人大"}, "--reason"),
        (WARRANT, ""),
    ],
)
def test_a_promise_changes_by_reason_and_authority(
    change: dict[str, Any], option: str, given: dict[str, str], missing: str
) -> None:
    """Deadline, goal, suspension and end each need both; the refusal names those that are missing."""
    expected = ("without-warrant", {"option": option, "missing": missing}) if missing else None
    assert why(update(TODAY, **change, **given)) == expected


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (SOFT, {"deadline": "2026-06-30"}),
        (target("level", goal("<=", unit="微克/立方米", set_by="省")), {"goal": {"value": 22}}),
        (target("coverage", goal(">=", per="行政村")), {"goal": {"denominator": 226}}),
        (COUNT, {"goal": {"baseline": 190}}),
    ],
)
def test_a_blank_is_filled_freely(record: Target, change: dict[str, Any]) -> None:
    """A first deadline, a number that somebody was to set, a total, a baseline: neither reason nor authority."""
    assert why(update(TODAY, **change), record) is None


def test_what_was_filled_in_is_a_promise_from_then_on() -> None:
    """A second number in the place of the one that was filled in needs both."""
    record = target("level", goal("<=", unit="微克/立方米"), update("2025-05-01", goal={"value": 22}))
    assert why(update(TODAY, goal={"value": 25}), record) == (
        "without-warrant",
        {"option": "--goal", "missing": "--reason --authority"},
    )


def test_an_ongoing_target_has_no_deadline_to_ask_beyond() -> None:
    """There is nothing to extend."""
    assert why(update(TODAY, ask_deadline=day("2026-03-31")), SOFT) == ("ask-not-later", {"deadline": "–"})


def test_parts_and_running_totals_where_the_goal_has_them() -> None:
    """A part is one of those that the goal names; where it names none, any; a total where a period is expected."""
    towns = target("quantity", goal(">=", 940, unit="个", parts={"赤坎镇": 300, "水口镇": 640}))
    monthly = target("quantity", goal(">=", 2, unit="次", every="month"))
    assert why(update(TODAY, value=5, part="赤坎镇"), towns) is None
    assert why(update(TODAY, value=5, part="赤砍镇"), towns) == (
        "unknown-part",
        {"part": "赤砍镇", "choices": "赤坎镇 水口镇"},
    )
    assert why(update(TODAY, value=5, part="赤砍镇")) is None
    assert why(update(TODAY, value=5, total=True), monthly) is None


def test_nodes_are_named_by_their_days() -> None:
    """One that is there is met or taken away; one of the same line may be met; the refusal lists those that are there."""
    assert why(update(TODAY, node_met=day("2025-06-30")), WORK) is None
    assert why(update(TODAY, checkpoint=(checkpoint("2025-06-30"),)), WORK) is None
    new = (checkpoint("2025-11-30", stage="验收"),)
    assert why(update(TODAY, checkpoint=new, node_met=day("2025-11-30")), WORK) is None
    assert why(update(TODAY, node_met=day("2025-07-01")), WORK) == (
        "unknown-node",
        {"day": "2025-07-01", "choices": "2025-06-30 2025-12-31"},
    )


def test_a_node_outside_of_the_term_can_be_taken_away() -> None:
    """Where one lies, by hand or because the deadline came nearer."""
    record = target(checkpoints=(checkpoint("2026-03-31", 900),))
    assert why(update(TODAY, checkpoint=(checkpoint("2026-03-31"),)), record) is None


def test_nodes_may_lie_within_a_deadline_that_moves_with_them() -> None:
    """The new last day bounds the nodes of the same line."""
    said = update(TODAY, deadline="2026-06-30", checkpoint=(checkpoint("2026-03-31", 900),), **WARRANT)
    assert why(said) is None


def test_what_is_closed_is_reopened_first() -> None:
    """No other status and no return in the place of --reopen, which takes a reason; a figure is recorded all the same."""
    for said in (update(TODAY, status="active"), update(TODAY, returned=True, reason="x")):
        assert why(said, CLOSED) == ("is-closed", {})
    assert why(update(TODAY, reopened=True, reason="核定后未达"), CLOSED) is None
    assert why(update(TODAY, reopened=True, status="done", reason="核定后未达"), CLOSED) is None
    assert why(update(TODAY, value=930), CLOSED) is None


@pytest.mark.parametrize("claim", [update("2025-09-01", status="done"), update("2025-09-01", value=950)])
def test_a_claim_is_sent_back(claim: Update) -> None:
    """One in words, or the figure that meets the goal; not twice."""
    said = update(TODAY, returned=True, reason="未验收")
    record = COUNT._replace(updates=(claim,))
    assert why(said, record) is None
    assert why(update(TODAY, returned=True, reason="再退"), record._replace(updates=(claim, said))) == (
        "nothing-to-return",
        {},
    )


def test_a_notice_may_be_answered_by_another_day() -> None:
    """Where one was sent before, a new day for the answer is enough."""
    record = target("quantity", None, update("2025-09-01", notice="督办单〔2025〕3号"))
    assert why(update(TODAY, reply_by=day("2025-10-15")), record) is None


def closing(**said: Any) -> Update:
    """A closing with evidence, unless it says otherwise."""
    return update(LATER, status="closed", **{"evidence": "验收备案〔2025〕12号", **said})


@pytest.mark.parametrize(
    ("record", "said", "expected"),
    [
        (COUNT, closing(value=940), None),
        (COUNT, closing(value=940, evidence=None), ("close-without-evidence", {})),
        (COUNT, closing(value=940, evidence=""), ("close-without-evidence", {})),
        (COUNT, closing(value=940, evidence=None, waive="现场核过"), None),
        (COUNT, closing(), ("close-without-figure", {})),
        (COUNT, closing(waive="并入新校"), None),
        (
            COUNT,
            closing(value=939),
            ("close-below-goal", {"figure": "939个", "day": "2026-01-15", "goal": "940个"}),
        ),
        (COUNT, closing(value=12, waive="另行安排"), None),
        (SOFT, closing(), None),
        (SOFT, closing(evidence=None), ("close-without-evidence", {})),
        (WORK, closing(), None),
        (WORK, closing(value=60), ("close-below-goal", {"figure": "60%", "day": "2026-01-15", "goal": "100%"})),
        (target("guard", goal(None)), closing(), None),
        (target("level", goal("<=", unit="微克/立方米", set_by="省")), closing(), None),
        (target("coverage", goal(">=", per="行政村")), closing(), None),
        (
            target("quantity", goal("~", 29, unit="项", indicator="基本完成")),
            closing(value=27),
            ("close-without-figure", {}),
        ),
    ],
)
def test_what_a_closing_rests_on(record: Target, said: Update, expected: object) -> None:
    """A figure that meets the goal, or without a number the evidence of its test; evidence always; else a waiver."""
    assert why(said, record) == expected


def test_a_statistic_is_closed_by_its_final_figure() -> None:
    """A rate of September or an estimate can still change; that of the year, published, cannot."""
    growth = goal(">=", 5.5, unit="%")
    early = target("growth", growth, update("2025-09-30", value=5.6))
    close = update("2025-10-31", status="closed", evidence="统计月报")
    assert why(close, early) == ("close-too-early", {"figure": "5.6%", "day": "2025-09-30"})
    estimate = target("growth", growth, update("2025-12-31", value=5.6, data="estimate"))
    assert why(closing(), estimate) == ("close-too-early", {"figure": "5.6%", "day": "2025-12-31"})
    assert why(closing(), target("growth", growth, update("2025-12-31", value=5.6))) is None


@pytest.mark.parametrize(
    ("line", "is_enough"),
    [
        (update("2025-09-01", status="done", evidence="文"), True),
        (update("2025-12-20", value=940, evidence="文"), True),
        (update("2025-09-01", value=600, evidence="文"), False),
        (update("2025-09-01", note="开工", evidence="文"), False),
    ],
)
def test_evidence_that_is_on_record(line: Update, *, is_enough: bool) -> None:
    """That of the claim and of the figure which meets the goal count, that of an earlier stage does not."""
    record = target("quantity", None, line, update("2025-12-20", value=940))
    expected = None if is_enough else ("close-without-evidence", {})
    assert why(closing(evidence=None), record) == expected


def test_evidence_of_a_claim_that_was_sent_back_is_none() -> None:
    """Who closes it after all names the proof."""
    record = target(
        "quantity",
        None,
        update("2025-09-01", value=950, status="done", evidence="文"),
        update("2025-09-10", returned=True, reason="未验收"),
        update("2025-10-10", value=950),
    )
    assert why(closing(evidence=None), record) == ("close-without-evidence", {})


def test_the_window_of_the_target_goes_before_that_of_the_plan() -> None:
    """A target that begins in July takes no fact of June, unless it was recorded earlier: then its record is the bound."""
    late = target(start="2025-07-01")._replace(recorded=target().recorded.replace(month=8))
    june, july = update("2025-06-30", at=f"{TODAY}T10:00:00+08:00", value=1), update("2025-07-01", value=1)
    assert why(june, late) == ("before-window", {"day": "2025-06-30"})
    assert why(july, late) is None
    early = target(start="2025-07-01")
    assert why(update("2025-02-26", value=1), early) is None
    assert why(update("2025-02-25", value=1), early) == ("before-window", {"day": "2025-02-25"})


def test_a_plan_without_dates() -> None:
    """Where plan.toml cannot be read, the day of the record is the bound."""
    bare = {"start": None, "end": None}
    assert why(update("2025-02-26", value=1), **bare) is None
    assert why(update("2025-02-25", value=1), **bare) == ("before-window", {"day": "2025-02-25"})


@pytest.mark.parametrize(
    ("said", "is_refused"),
    [
        ({"value": 930}, True),
        ({"status": "done"}, True),
        ({"note": "补录", "owner": ""}, True),
        ({"note": "补录", "evidence": "文", "completed": day("2025-12-20")}, False),
    ],
)
def test_a_plan_that_is_closed(said: dict[str, Any], *, is_refused: bool) -> None:
    """From the day after on only what proves and explains is added; anything else is a correction with its reason."""
    late, closed = update("2026-02-01", **said), {"closed": "2026-01-31"}
    expected = ("plan-closed", {"plan": "KP", "day": "2026-01-31"}) if is_refused else None
    assert why(late, **closed) == expected
    assert why(update("2026-01-31", **said), **closed) is None
    assert refusal(Case.of(ledger(COUNT, **closed), COUNT, late, is_correction=True)) is None


def test_back_to_the_first_deadline() -> None:
    """The deadline in force decides what a change is, not the one that was promised."""
    moved = target("quantity", None, update("2025-08-01", deadline="2026-03-31", reason="汛期"))
    assert why(update(TODAY, deadline="2025-12-31", **WARRANT), moved) is None
    assert why(update(TODAY, deadline="2026-03-31", **WARRANT), moved) == (
        "deadline-unchanged",
        {"deadline": "2026-03-31"},
    )

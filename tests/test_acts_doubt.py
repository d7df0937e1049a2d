"""What is recorded and said to look like a slip, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from factories import checkpoint, day, goal, ledger, target, update
from targettrack.acts.doubt import doubts, fitting
from targettrack.model import Append, Target, Update

VILLAGES = target("quantity", goal(">=", 22, unit="个"))
GROWTH = target("growth", goal(">=", 5.5, unit="%"))


def said(line: Update, record: Target) -> list[tuple[str, dict[str, str]]]:
    """Codes and parameters of what is doubted about a line, beside the papers that it lacks."""
    found = doubts(ledger(record), Append(record, line))
    return [(doubt.code, dict(doubt.params)) for doubt in found if "-without-" not in doubt.code]


def with_lines(*lines: Update, kind: str = "quantity", promise: Any = None, **changes: Any) -> Target:
    """A target with something on record."""
    return target(kind, promise, *lines, **changes)


@pytest.mark.parametrize(
    ("record", "value", "is_doubted"),
    [
        (VILLAGES, 66, False),
        (VILLAGES, 67, True),
        (GROWTH, 16.6, True),
        (GROWTH, 16.5, False),
        (target("growth", goal("<=", -5, unit="%")), -16, True),
        (target("level", goal(">=", unit="%")), 99, False),
        (target("guard", goal(None)), 3, False),
    ],
)
def test_a_figure_far_above_its_goal(record: Target, value: float, *, is_doubted: bool) -> None:
    """More than three times the goal; without a number, or with nothing as the goal, never."""
    codes = [code for code, _params in said(update("2025-06-30", value=value), record)]
    assert codes == (["far-above"] if is_doubted else [])


def test_the_words_of_a_figure_far_above() -> None:
    """Figure and goal, each with its unit."""
    assert said(update("2025-06-30", value=310), VILLAGES) == [("far-above", {"figure": "310个", "goal": "22个"})]


def test_a_part_is_held_against_its_own_share() -> None:
    """100 of 30 for a town, where the whole is 940."""
    record = target("quantity", goal(">=", 940, unit="个", parts={"赤坎镇": 30}))
    assert said(update("2025-06-30", value=100, part="赤坎镇"), record) == [
        ("far-above", {"figure": "100个", "goal": "30个"})
    ]


def other(number: int, promise: Any, *lines: Update, **changes: Any) -> Target:
    """Another record of the plan."""
    return target(changes.pop("kind", "quantity"), promise, *lines, **changes)._replace(id=f"KP-{number:03d}")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([other(2, goal(">=", 940, unit="个"))], "KP-002"),
        ([other(2, goal(">=", 940, unit="家"))], ""),
        ([other(2, goal(">=", 300, unit="个"))], ""),
        ([other(2, goal(">=", 5000, unit="个")), other(3, goal(">=", 700, unit="个"))], "KP-003"),
        ([other(2, goal(">=", 940, unit="个"), update("2025-05-31", value=320))], ""),
        ([other(2, goal(">=", 940, unit="个"), update("2025-05-31", value=300))], "KP-002"),
        ([other(2, goal(">=", 940, unit="个"), draft=True)], ""),
        ([other(2, goal(">=", 940, unit="个"), plan="JM")], ""),
        ([other(2, goal(">=", 940, unit="个"), update("2025-05-31", status="closed"))], ""),
        ([], ""),
    ],
)
def test_which_goal_it_would_fit(others: list[Target], expected: str) -> None:
    """One of the same plan in the same unit, not reached, no less than was reported there; the nearest to its way."""
    found = ledger(VILLAGES, *others)
    if any(one.plan == "JM" for one in others):
        found = found._replace(plans=(*found.plans, found.plans[0]._replace(id="JM")))
    assert fitting(found, Append(VILLAGES, update("2025-06-30", value=310))) == expected


REPORTED = update("2025-06-30", value=400)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            update("2025-09-30", value=399),
            [("total-falls", {"figure": "399个", "other": "400个", "day": "2025-06-30"})],
        ),
        (update("2025-09-30", value=400), []),
        (
            update("2025-03-31", at="2025-07-10T10:00:00+08:00", value=401),
            [("total-falls", {"figure": "401个", "other": "400个", "day": "2025-06-30"})],
        ),
        (update("2025-06-30", value=300), []),
        (update("2025-09-30", value=300, part="赤坎镇"), []),
        (update("2025-09-30", note="x"), []),
    ],
)
def test_a_running_total_that_falls(line: Update, expected: object) -> None:
    """Less than on an earlier day or more than on a later one; another word for the same day is a correction."""
    assert said(line, with_lines(REPORTED)) == expected


def test_a_part_that_falls() -> None:
    """Beside the figures of its own part."""
    record = with_lines(update("2025-06-30", value=100, part="赤坎镇"), update("2025-06-30", value=50, part="水口镇"))
    assert [code for code, _ in said(update("2025-09-30", value=90, part="赤坎镇"), record)] == ["total-falls"]
    assert said(update("2025-09-30", value=90, part="水口镇"), record) == []


@pytest.mark.parametrize(
    ("kind", "promise", "is_doubted"),
    [
        ("coverage", goal(">=", denominator=940, per="行政村"), True),
        ("milestone", goal(None), True),
        ("quantity", goal("<=", 940, unit="起"), True),
        ("quantity", goal("<=", 200, unit="户", baseline=500), False),
        ("level", goal(">=", 92, unit="%"), False),
        ("growth", goal(">=", 50, unit="%"), False),
        ("guard", goal("<=", 40, unit="起"), False),
        ("quantity", goal(">=", 20, unit="次", every="month"), False),
    ],
)
def test_what_may_fall(kind: str, promise: Any, *, is_doubted: bool) -> None:
    """Rates, levels, events, values of a period and what is to be brought down; never counts, coverage, per cent of a work."""
    record = with_lines(update("2025-06-30", value=30), kind=kind, promise=promise)
    codes = [code for code, _ in said(update("2025-09-30", value=29), record)]
    assert codes == (["total-falls"] if is_doubted else [])


def test_a_running_total_of_a_goal_by_period() -> None:
    """One typed with --total is compared with the totals before it only."""
    promise = goal(">=", 2, unit="次", every="month")
    record = with_lines(update("2025-05-31", value=9, total=True), update("2025-06-30", value=12), promise=promise)
    assert [code for code, _ in said(update("2025-07-31", value=8, total=True), record)] == ["total-falls"]
    assert said(update("2025-07-31", value=10, total=True), record) == []


def test_a_whole_that_is_not_the_sum_of_its_parts() -> None:
    """On the day of which all parts have a figure."""
    promise = goal(">=", 940, unit="个", parts={"赤坎镇": 300, "水口镇": 640})
    lines = [update("2025-06-30", value=100, part="赤坎镇"), update("2025-06-30", value=200, part="水口镇")]
    record = with_lines(*lines, promise=promise)
    assert said(update("2025-06-30", value=310), record) == [("not-the-sum", {"figure": "310个", "sum": "300个"})]
    assert said(update("2025-06-30", value=300), record) == []
    assert said(update("2025-06-30", value=310), with_lines(lines[0], promise=promise)) == []
    assert said(update("2025-06-30", value=120, part="赤坎镇"), record) == []


@pytest.mark.parametrize(
    ("line", "changes", "is_doubted"),
    [
        (update("2026-01-08", value=880), {}, True),
        (update("2025-12-31", at="2026-01-08T10:00:00+08:00", value=880), {}, False),
        (update("2026-01-08", status="done"), {}, True),
        (update("2026-01-08", status="done", completed=day("2025-12-20")), {}, False),
        (update("2026-01-08", note="验收"), {}, False),
        (update("2026-01-08", value=880), {"deadline": "2026-06-30"}, False),
        (update("2025-10-31", value=880), {"deadline": "2025-09-30"}, False),
    ],
)
def test_progress_after_the_end(line: Update, changes: dict[str, str], *, is_doubted: bool) -> None:
    """A figure or a claim dated in January; words are not; nor what lies in the term or in the plan's year."""
    found = said(line, target(**changes))
    assert found == ([("after-the-end", {"day": "2026-01-08", "end": "2025-12-31"})] if is_doubted else [])


def test_a_claim_that_its_own_figure_contradicts() -> None:
    """With the figure in the same line or on record; a claim that a figure proves is none, nor one in words."""
    expected = [("claim-contradicted", {"figure": "880个", "day": "2025-09-30", "goal": "940个"})]
    assert said(update("2025-09-30", status="done", value=880), target()) == expected
    assert said(update("2025-10-31", status="done"), with_lines(update("2025-09-30", value=880))) == expected
    assert said(update("2025-09-30", status="done", value=940), target()) == []
    assert said(update("2025-09-30", status="done"), target()) == []


def test_a_claim_before_the_end_of_what_ends_with_it() -> None:
    """A growth rate is not done in June, nor is a guard; at the end they are."""
    early = update("2025-06-30", status="done", value=5.6)
    assert said(early, GROWTH) == [("claim-too-early", {"end": "2025-12-31"})]
    assert said(update("2025-06-30", status="done"), target("guard", goal(None))) == [
        ("claim-too-early", {"end": "2025-12-31"})
    ]
    assert said(update("2025-12-31", status="done", value=5.6), GROWTH) == []


def test_a_step_that_no_node_is_called_by() -> None:
    """The nodes that there are stand in the doubt; without any, a step is a word like others."""
    record = target("milestone", goal(None), checkpoints=(checkpoint("2025-06-30", stage="主体完工"),))
    assert said(update("2025-06-25", stage="主体封顶"), record) == [
        ("unknown-stage", {"stage": "主体封顶", "choices": "主体完工"})
    ]
    assert said(update("2025-06-25", stage="主体完工"), record) == []
    assert said(update("2025-06-25", stage="主体封顶"), target("milestone", goal(None))) == []


def test_what_is_on_record_already_is_not_doubted_again() -> None:
    """A retry says nothing."""
    line = update("2025-06-30", value=310)
    record = VILLAGES._replace(updates=(line,))
    assert doubts(ledger(record), Append(record, line)) == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (update("2025-06-30", status="done"), ["claim-without-evidence", "claim-without-day"]),
        (update("2025-06-30", status="done", evidence="开教〔2025〕8号"), ["claim-without-day"]),
        (update("2025-06-30", status="done", evidence="开教〔2025〕8号", completed=day("2025-06-20")), []),
        (update("2025-06-30", ask_deadline=day("2026-03-31")), ["ask-without-reason"]),
        (update("2025-06-30", ask_deadline=day("2026-03-31"), reason="征地"), []),
    ],
)
def test_a_claim_or_request_without_its_paper(line: Update, codes: list[str]) -> None:
    """What it is decided by is asked for when it is recorded."""
    record = with_lines(update("2025-06-01", value=22), promise=goal(">=", 22, unit="个"))
    assert [doubt.code for doubt in doubts(ledger(record), Append(record, line))] == codes

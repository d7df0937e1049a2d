"""What holds on a day: the head folded with the updates, in order of entry."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day, target, update
from targettrack.model import Forecast, Status, Target, Update, voided
from targettrack.rating.standing import Figure, effective, fold, last_word

YEAR_END = day("2025-12-31")


def ordered(*updates: Update) -> Target:
    """A target with updates in order of entry, as the schema gives them."""
    return target("quantity", None, *sorted(updates, key=lambda update: update.order))


def test_a_record_without_updates() -> None:
    """The head holds as it was made."""
    standing = fold(target(), YEAR_END)
    assert (standing.status, standing.status_on, standing.owner) == (Status.PENDING, None, "开平市教育局")
    assert (standing.deadline, standing.goal.value) == (YEAR_END, Decimal(940))
    assert (standing.figures, standing.figure, standing.reported, standing.updates) == ((), None, None, ())


def test_the_last_entry_holds() -> None:
    """Status follows the order of entry, not the order of the days that the entries speak of."""
    closed = update("2025-07-05", at="2025-07-05T10:00:00+08:00", status="closed")
    earlier = update("2025-06-30", at="2025-07-10T10:00:00+08:00", status="active")
    standing = fold(ordered(closed, earlier), YEAR_END)
    assert (standing.status, standing.status_on) == (Status.ACTIVE, day("2025-06-30"))


def test_order_of_entry_is_of_moments() -> None:
    """Entries under different offsets are ordered by the moment, and those of one moment by key."""
    beijing = update("2025-07-01", at="2025-07-01T09:00:00+08:00", owner="甲局")
    utc = update("2025-07-01", at="2025-07-01T02:00:00+00:00", owner="乙局")
    assert fold(ordered(utc, beijing), YEAR_END).owner == "乙局"
    first = update("2025-07-01", key="a", owner="甲局")
    second = update("2025-07-01", key="b", owner="乙局")
    assert fold(ordered(second, first), YEAR_END).owner == "乙局"


def test_facts_count_from_their_own_day() -> None:
    """A figure of 30 June that was entered in July is in the report as of 30 June, and not in that of 29 June."""
    entry = target("quantity", None, update("2025-06-30", at="2025-07-04T10:15:00+08:00", value=310))
    assert fold(entry, day("2025-06-29")).figure is None
    figure = fold(entry, day("2025-06-30")).figure
    assert figure is not None
    assert (figure.as_of, figure.value, figure.stage) == (day("2025-06-30"), Decimal(310), "")


def test_everything_that_an_update_changes() -> None:
    """Owner, supporting units, forecast, deadline and goal are those of the last update that names them."""
    said = update(
        "2025-05-01", owner="甲局", supporting=("乙局",), forecast=Forecast.HARD, goal={"value": 900, "unit": "位"}
    )
    standing = fold(target("quantity", None, said, update("2025-06-01", note="动工")), YEAR_END)
    assert (standing.owner, standing.supporting, standing.forecast) == ("甲局", ("乙局",), Forecast.HARD)
    assert (standing.goal.value, standing.goal.unit, standing.target.goal.value) == (Decimal(900), "位", Decimal(940))


def test_clearing_a_unit() -> None:
    """An empty owner takes the lead away, an empty list the supporting units; silence changes neither."""
    entry = target("quantity", None, update("2025-05-01", owner="", supporting=()))._replace(supporting=("乙局",))
    assert (fold(entry, YEAR_END).owner, fold(entry, YEAR_END).supporting) == ("", ())
    silent = entry._replace(updates=(update("2025-05-01", note="动工"),))
    assert (fold(silent, YEAR_END).owner, fold(silent, YEAR_END).supporting) == ("开平市教育局", ("乙局",))


def test_void() -> None:
    """What was taken back counts on no day, not even between the mistake and its correction."""
    wrong = update("2025-06-30", key="wrong", value=3100)
    back = update("2025-07-02", key="back", void="wrong")
    entry = target("quantity", None, wrong, back)
    assert voided(entry.updates) == {"wrong"}
    assert fold(entry, day("2025-07-01")).figure is None
    assert fold(entry, YEAR_END).updates == ()


def test_void_of_a_void() -> None:
    """Taking back a correction brings the entry back."""
    entry = target(
        "quantity",
        None,
        update("2025-06-30", key="right", value=310),
        update("2025-07-02", key="back", void="right"),
        update("2025-07-03", key="again", void="back"),
    )
    assert voided(entry.updates) == {"back"}
    assert [figure.value for figure in fold(entry, YEAR_END).figures] == [310]


def test_deadline_changes() -> None:
    """Every move is kept with its reason; one that is entered after the old last day had passed is late."""
    entry = target(
        "quantity",
        None,
        update("2025-12-31", deadline="2026-03-31", reason="雨季", authority="市政府"),
        update("2026-04-01", deadline="2026-06-30"),
        update("2026-05-01", deadline="2026-05-31"),
    )
    moves = fold(entry, day("2026-12-31")).deadline_changes
    assert [(move.old, move.new, move.late) for move in moves] == [
        (day("2025-12-31"), day("2026-03-31"), False),
        (day("2026-03-31"), day("2026-06-30"), True),
        (day("2026-06-30"), day("2026-05-31"), False),
    ]
    assert (moves[0].on, moves[0].reason, moves[0].authority) == (day("2025-12-31"), "雨季", "市政府")
    assert fold(entry, day("2025-12-30")).deadline == day("2025-12-31")


def test_a_first_deadline_is_never_late() -> None:
    """An ongoing target that is given a last day had none to miss."""
    entry = target("quantity", None, update("2026-05-01", deadline="2026-06-30"), deadline=None)
    (move,) = fold(entry, day("2026-12-31")).deadline_changes
    assert (move.old, move.new, move.late) == (None, day("2026-06-30"), False)


def test_figures_by_day() -> None:
    """Figures stand in order of their days, and the last entry for a day is the one for it."""
    entry = target(
        "quantity",
        None,
        update("2025-06-30", value=310),
        update("2025-03-31", at="2025-07-01T10:00:00+08:00", value=120),
        update("2025-06-30", at="2025-07-02T10:00:00+08:00", value=301),
    )
    standing = fold(entry, YEAR_END)
    assert [(str(figure.as_of), figure.value) for figure in standing.figures] == [
        ("2025-03-31", Decimal(120)),
        ("2025-06-30", Decimal(301)),
    ]
    assert standing.figure == standing.figures[-1]


def test_words_do_not_hide_a_number_of_the_same_day() -> None:
    """A stage that is named after a number stands beside it."""
    number = update("2025-06-30", value=40)
    for kind in ("quantity", "milestone"):
        (figure,) = fold(target(kind, None, number, update("2025-06-30", stage="封顶")), YEAR_END).figures
        assert figure == Figure(day("2025-06-30"), Decimal(40), "封顶", order=number.order)


def test_reported() -> None:
    """A word about the work is a report; a change of unit, deadline or goal is none."""
    entry = target(
        "quantity", None, update("2025-03-31", note="动工"), update("2025-06-30", owner="甲局", deadline="2026-01-31")
    )
    assert fold(entry, YEAR_END).reported == day("2025-03-31")
    assert fold(entry, day("2025-03-30")).reported is None


def test_last_word() -> None:
    """What a person's undo takes back: their own last entry that still stands, and never a void."""
    entry = target(
        "quantity",
        None,
        update("2025-06-01", key="a", by="王", value=1),
        update("2025-06-02", key="b", by="王", value=2),
        update("2025-06-03", key="c", by="李", value=3),
        update("2025-06-04", key="d", by="王", void="b"),
    )
    found = last_word(entry, "王")
    assert found is not None
    assert found.key == "a"
    assert last_word(entry, "赵") is None


@given(st.dates(day("2025-01-01"), YEAR_END), st.dates(day("2025-01-01"), YEAR_END), st.data())
def test_a_later_day_knows_no_less(one: object, other: object, data: st.DataObject) -> None:
    """Every update that holds on a day holds on all later ones, in the same order."""
    days = st.dates(day("2025-01-01"), YEAR_END).map(str)
    entry = ordered(*(update(text, value=number) for number, text in enumerate(data.draw(st.lists(days, max_size=8)))))
    first, second = sorted(day(str(text)) for text in (one, other))
    early, late = effective(entry, first), effective(entry, second)
    assert early == tuple(change for change in late if change.as_of <= first)


@pytest.mark.parametrize(
    "said",
    [
        {"assess": "slow", "note": "约谈"},
        {"returned": True, "note": "退回"},
        {"reopened": True, "note": "撤销"},
        {"notice": "督〔2025〕3号"},
        {"unmentioned": True},
        {"status": "closed"},
        {"status": "suspended", "note": "停工"},
        {"owner": "甲局"},
        {"deadline": "2026-06-30"},
    ],
)
def test_what_the_office_does_is_no_report(said: dict[str, Any]) -> None:
    """Its judgements, decisions and letters do not break the unit's silence."""
    assert fold(target("quantity", None, update("2025-06-30", **said)), YEAR_END).reported is None


@pytest.mark.parametrize(
    "said",
    [{"value": 5}, {"stage": "动工"}, {"note": "动工"}, {"forecast": "can"}, {"status": "done"}, {"evidence": "照片"}],
)
def test_what_the_unit_says_is_a_report(said: dict[str, Any]) -> None:
    """A figure, a stage, words, a forecast, a claim, proof."""
    assert fold(target("quantity", None, update("2025-06-30", **said)), YEAR_END).reported == day("2025-06-30")


def test_a_claim_that_is_sent_back() -> None:
    """It is a claim no more; a later figure or claim answers the return, words do not."""
    lines = [update("2025-06-30", status="done"), update("2025-07-05", returned=True)]
    standing = fold(target("quantity", None, *lines, update("2025-07-10", note="补材料")), YEAR_END)
    assert (standing.status, standing.returned) == (Status.ACTIVE, lines[1])
    for answer in (update("2025-07-12", value=5), update("2025-07-12", status="done")):
        assert fold(target("quantity", None, *lines, answer), YEAR_END).returned is None


def test_a_closing_that_is_taken_back() -> None:
    """Reopened: under way again, and marked until it is closed again. What is not closed cannot be reopened."""
    lines = [update("2025-06-30", status="closed"), update("2025-07-05", reopened=True, reason="核定后未达")]
    standing = fold(target("quantity", None, *lines), YEAR_END)
    assert (standing.status, standing.is_reopened) == (Status.ACTIVE, True)
    again = fold(target("quantity", None, *lines, update("2025-08-01", status="closed")), YEAR_END)
    assert (again.status, again.is_reopened) == (Status.CLOSED, False)
    assert not fold(target("quantity", None, lines[1]), YEAR_END).is_reopened


def test_figures_of_parts_are_apart() -> None:
    """Each town has its own row of figures; the whole has none of them."""
    entry = target("quantity", None, update("2025-06-30", part="赤坎镇", value=3), update("2025-06-30", value=9))
    standing = fold(entry, YEAR_END)
    assert [figure.value for figure in standing.figures] == [9]
    assert {part: [f.value for f in figures] for part, figures in standing.parts.items()} == {"赤坎镇": [3]}


def test_what_the_later_report_says_nothing_of() -> None:
    """The mark stands until a later figure or claim."""
    silent = update("2026-02-01", unmentioned=True)
    late = day("2026-12-31")
    assert fold(target("quantity", None, silent), late).unmentioned == silent
    assert fold(target("quantity", None, silent, update("2026-03-01", value=9)), late).unmentioned is None


def test_the_other_texts() -> None:
    """Leader, item, links and the id in the next plan are those of the last line that names them."""
    said = update("2025-05-01", leader="王副市长", item="72", upper="JM-1", previous="KP2024-1", into="KP2026-3")
    standing = fold(target("quantity", None, said), YEAR_END)
    found = (standing.leader, standing.item, standing.upper, standing.previous, standing.into)
    assert found == ("王副市长", "72", "JM-1", "KP2024-1", "KP2026-3")

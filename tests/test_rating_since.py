"""What happened between two days: known then beside known now, each happening once, nothing from the future."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day, goal, plan, target, update
from strategies import targets
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating import since
from targettrack.views.changed import changed
from targettrack.views.progress import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targettrack.model import Target, Update
    from targettrack.rating.since import Moved
    from targettrack.views.changed import Changes
    from targettrack.views.row import Before, Row

PARTS = (
    "finished",
    "late",
    "lights",
    "deadlines",
    "goals",
    "figures",
    "owners",
    "words",
    "requests",
    "problems",
    "added",
    "fell_silent",
)


class Week(NamedTuple):
    """What happened in between, beside the targets as they stand afterwards."""

    changes: Changes
    targets: Mapping[str, Row]

    def turns(self, name: str) -> list[tuple[Before, Row]]:
        """How each target of a list stood before, and how it stands now."""
        before = {one.id: one.before for one in self.changes.changed if one.before}
        return [(before[id_], self.targets[id_]) for id_ in self.changes.sections[name]]


def between(records: tuple[Target, ...], since: str, until: str) -> Week:
    """What happened to records of the plan of 2025."""
    ledger = Ledger("/targets", (plan(),), records)
    view = progress(ledger, selection.survey(ledger, day(until)), day(since))
    assert view.changes is not None
    return Week(view.changes, view.targets)


def one(*updates: Update, since: str = "2025-07-31", until: str = "2025-08-31", **fields: object) -> Week:
    """What happened to one target: 940 places by the end of the year, unless said otherwise."""
    return between((target("quantity", None, *updates, **fields),), since, until)


def told(found: Week) -> list[str]:
    """The kinds of happening that there are."""
    return [name for name in PARTS if found.changes.sections[name]]


def moved(found: Week, name: str) -> Moved[Any]:
    """What was changed of the one target, by the name of the change and of the list that names the target."""
    (id_,) = found.changes.sections[f"{name}s"]
    (change,) = [getattr(one, name) for one in found.changes.changed if one.id == id_]
    assert change is not None
    return change  # type: ignore[no-any-return]  # which of the changes it is, the name says


EARLY = update("2025-07-31", value=500, status="active")


def test_nothing_happened() -> None:
    """A figure in July, nothing in August: no target changed, and nothing is told."""
    found = one(EARLY)
    assert (found.changes.changed, told(found)) == ((), [])


def test_a_figure_counts_from_its_entry() -> None:
    """The figure of 31 July that is entered on 8 August is news in August, 400 before and 500 after."""
    late = update("2025-07-31", at="2025-08-08T09:00:00+08:00", value=500)
    found = one(update("2025-06-30", value=400), late)
    figure = moved(found, "figure")
    assert (figure.old.as_of, figure.old.value) == (day("2025-06-30"), 400)
    assert (figure.new.as_of, figure.new.value) == (day("2025-07-31"), 500)
    assert (len(found.changes.changed), found.changes.figures) == (1, ("KP-001",))


def test_the_week_after_picks_up_where_the_one_before_ended() -> None:
    """Each entry is told in exactly one of two weeks, also one of the day between them."""
    record = target("quantity", None, *(update(f"2025-08-{n:02d}", value=500 + n) for n in (3, 10, 12)))
    weeks = [between((record,), *days) for days in (("2025-08-03", "2025-08-10"), ("2025-08-10", "2025-08-17"))]
    assert [moved(week, "figure").new.value for week in weeks] == [510, 512]


def test_finished() -> None:
    """Closed on 20 August: finished, and not told a second time as a change of light."""
    found = one(EARLY, update("2025-08-20", value=940, status="closed"))
    ((before, after),) = found.turns("finished")
    assert (before.rating, after.rating, after.light) == ("behind", "achieved", "blue")
    assert told(found) == ["finished", "figures"]


def test_newly_late() -> None:
    """Due on 8 August and not met by the reporting day after it: overdue by 23 days, far behind before."""
    found = one(EARLY, deadline="2025-08-08")
    ((before, after),) = found.turns("late")
    assert (before.rating, after.rating, after.days_left) == ("far-behind", "overdue", -23)
    assert told(found) == ["late"]


def test_overdue_then_found_missed() -> None:
    """What was overdue and is now stated as missed is told once more; what stays overdue is not."""
    record = target("quantity", None, EARLY, update("2025-08-20", status="missed"), deadline="2025-07-15")
    turns = between((record,), "2025-07-31", "2025-08-31").turns("late")
    assert [after.rating for _before, after in turns] == ["missed"]
    assert between((record,), "2025-08-21", "2025-08-31").changes.late == ()


def test_a_light_with_both_reasons() -> None:
    """48 % in June against 50 is yellow; 70 % in August against 66.67 is green; both gaps are told."""
    found = one(update("2025-06-30", value="451.2"), update("2025-08-31", value=658))
    ((before, after),) = found.turns("lights")
    assert (before.light, after.light) == ("yellow", "green")
    assert (before.reason.share_gap, after.reason.share_gap) == (Decimal(-2), Decimal("3.33"))


def test_a_deadline_that_moved() -> None:
    """Old, new, reason, authority; the last of two moves gives the reason."""
    found = one(
        EARLY,
        update("2025-08-04", deadline="2026-01-31", reason="汛期"),
        update("2025-08-20", deadline="2026-03-31", reason="变更设计", authority="县政府常务会议"),
    )
    move = moved(found, "deadline")
    assert (move.old, move.new) == (day("2025-12-31"), day("2026-03-31"))
    assert (move.reason, move.authority) == ("变更设计", "县政府常务会议")


def test_a_move_that_was_taken_back() -> None:
    """An extension of July, voided in August, moves the deadline back, with the reason of the void."""
    record = (
        update("2025-07-20", key="move", deadline="2026-03-31", reason="汛期"),
        update("2025-08-20", void="move", reason="误录"),
    )
    move = moved(one(EARLY, *record), "deadline")
    assert (move.old, move.new, move.reason) == (day("2026-03-31"), day("2025-12-31"), "误录")


def test_a_void_does_not_reach_back() -> None:
    """A wrong figure that stood on 31 July is the one before, though it was taken back on 2 August."""
    wrong = update("2025-07-31", key="wrong", value=9400)
    right = update("2025-07-31", at="2025-08-02T10:01:00+08:00", value=500)
    figure = moved(one(wrong, update("2025-08-02", void="wrong"), right), "figure")
    assert figure.old is not None
    assert figure.new is not None
    assert (figure.old.value, figure.new.value) == (9400, 500)


def test_a_goal_that_changed() -> None:
    """940 before, 900 now, by whose authority."""
    found = one(EARLY, update("2025-08-20", goal={"value": 900}, authority="人大常委会", reason="年中调整"))
    change = moved(found, "goal")
    assert (change.old.value, change.new.value, change.authority) == (940, 900, "人大常委会")


def test_a_lead_unit_that_changed() -> None:
    """The old unit and the new one."""
    change = moved(one(EARLY, update("2025-08-20", owner="开平市卫生健康局")), "owner")
    assert (change.old, change.new) == ("开平市教育局", "开平市卫生健康局")


def test_silence() -> None:
    """A monthly figure of 30 June is one and a half cycles old on 16 August: silent from then on, new only once."""
    record = (update("2025-06-30", value=470),)
    assert told(one(*record)) == ["lights", "fell_silent"]
    later = one(*record, since="2025-08-31", until="2025-09-30")
    assert (later.changes.still_silent, later.changes.changed) == (("KP-001",), ())


def test_a_problem_and_a_new_record() -> None:
    """A problem reported in between is told; so is a target that was recorded in between."""
    assert told(one(EARLY, update("2025-08-20", problem="征地"))) == ["problems"]
    new = one(recorded=datetime.fromisoformat("2025-08-20T09:00:00+08:00"))
    assert new.changes.added == ("KP-001",)
    assert [one.before for one in new.changes.changed] == [None]


def test_a_year_that_is_entered_afterwards_is_no_news_of_its_weeks() -> None:
    """Recorded in 2026: in a week of 2025 nothing was added; in the week of the entry everything was."""
    entered = datetime.fromisoformat("2026-11-28T09:00:00+08:00")
    assert one(recorded=entered).changes.added == ()
    assert one(recorded=entered, since="2026-11-23", until="2026-11-30").changes.added == ("KP-001",)


@pytest.mark.parametrize(
    ("deadline", "part"),
    [
        ("2025-08-30", ""),
        ("2025-08-31", "7"),
        ("2025-09-07", "7"),
        ("2025-09-08", "30"),
        ("2025-09-30", "30"),
        ("2025-10-01", ""),
    ],
)
def test_what_comes_due(deadline: str, part: str) -> None:
    """Today to the seventh day, the eighth to the thirtieth; each target in one list."""
    found = one(EARLY, deadline=deadline)
    assert (len(found.changes.due_7), len(found.changes.due_30)) == (int(part == "7"), int(part == "30"))


def test_what_is_done_does_not_come_due() -> None:
    """Nobody waits for a deadline of what is closed, or waits to be verified."""
    for status in ("closed", "done", "suspended", "dropped", "missed"):
        found = one(EARLY, update("2025-08-01", value=940, status=status), deadline="2025-09-02")
        assert (found.changes.due_7, found.changes.due_30) == ((), ())


@pytest.mark.parametrize(
    ("today", "monday"), [("2025-09-30", "2025-09-29"), ("2025-09-29", "2025-09-22"), ("2025-10-05", "2025-09-29")]
)
def test_the_last_monday(today: str, monday: str) -> None:
    """The Monday before a day; of a Monday, the one before it."""
    assert since.last_monday(day(today)) == day(monday)


def test_a_relative_goal_is_read_as_it_was_known() -> None:
    """The target that it follows had no figure yet on the first day: no comparison then, a light now."""
    followed = target("growth", goal(">=", 5), update("2025-08-20", value=5), id="KP-002")
    record = target("relative", goal(">=", of="KP-002"), update("2025-07-20", value=6), update("2025-08-20", value=6))
    found = between((record, followed), "2025-07-31", "2025-08-31")
    assert [(before.light, after.light) for before, after in found.turns("lights") if after.id == "KP-001"] == [
        ("grey", "green"),
    ]


@given(st.lists(targets(), min_size=1, max_size=3), st.dates(day("2025-01-02"), day("2026-12-31")))
def test_any_record_can_be_compared(records: list[Target], until: date) -> None:
    """Any record on any two days: each target is finished, late, turned or none; a day compared with itself is quiet."""
    ledger = Ledger("/targets", (plan(),), tuple(r._replace(id=f"KP-{n}", draft=False) for n, r in enumerate(records)))
    entries = selection.survey(ledger, until)
    found = changed(ledger, entries, day("2025-01-01"))
    ids = (*found.finished, *found.late, *found.lights)
    assert len(ids) == len(set(ids))
    assert set(ids) <= {one.id for one in found.changed}
    assert progress(ledger, entries).changes is None


def test_a_problem_alone_is_told() -> None:
    """Nothing else changed in August, and the light is the same: the target is in the list because of its problem."""
    found = one(EARLY, update("2025-08-20", problem="征地受阻"))
    assert ([change.id for change in found.changes.changed], told(found)) == (["KP-001"], ["problems"])


def test_a_silence_alone_is_told() -> None:
    """Grey before its first report was due and grey after none came: the target is in the list because it fell silent."""
    found = one(since="2025-03-10", until="2025-05-31")
    assert ([change.id for change in found.changes.changed], told(found)) == (["KP-001"], ["fell_silent"])


@pytest.mark.parametrize("name", ["note", "next", "evidence"])
def test_what_a_unit_says_is_told_in_its_words(name: str) -> None:
    """A report without a new figure is news: each line of the period with its words, none from before it."""
    found = one(EARLY, update("2025-07-30", note="七月的话"), update("2025-08-20", **{name: "南门小区封顶"}))
    (changed,) = found.changes.changed
    assert [getattr(line, name) for line in changed.words] == ["南门小区封顶"]
    assert found.changes.words == ("KP-001",)


def test_a_forecast_and_a_claim_are_told() -> None:
    """What the unit expects and that it claims to be done are its words, too; a figure alone and an assessment are not."""
    lines = (update("2025-08-20", forecast="hard"), update("2025-08-21", status="done"))
    others = (update("2025-08-22", value=510), update("2025-08-23", assess="slow", reason="现场查看"))
    (changed,) = one(EARLY, *lines, *others).changes.changed
    assert changed.words == lines


def test_words_that_were_taken_back_are_not_told() -> None:
    """A note that was voided is nobody's word."""
    note = update("2025-08-20", note="误报")
    assert one(EARLY, note, update("2025-08-21", void=note.key)).changes.words == ()


ASKED = update("2025-08-20", ask_deadline="2026-03-31", reason="征地")


@pytest.mark.parametrize(
    ("more", "requests"),
    [
        ((), ("KP-001",)),
        ((update("2025-08-21", value=510),), ("KP-001",)),
        ((update("2025-08-21", deadline="2026-02-28", reason="征地", authority="县政府"),), ()),
        ((update("2025-08-21", returned=True, reason="理由不足"),), ()),
        ((update("2025-08-21", status="done"),), ()),
        ((update("2025-08-21", void=ASKED.key),), ()),
    ],
)
def test_a_request_is_told_until_it_is_answered(more: tuple[Update, ...], requests: tuple[str, ...]) -> None:
    """Granted, sent back, claimed done or taken back, it is closed; a figure is no answer."""
    found = one(EARLY, ASKED, *more)
    row = found.targets["KP-001"]
    assert (found.changes.requests, str(row.asked)) == (requests, "2026-03-31" if requests else "None")
    assert ("extension-asked" in row.markers) is bool(requests)


def test_an_old_request_is_still_told() -> None:
    """Asked for before the period and not answered: named apart, and nothing that happened in it."""
    found = one(update("2025-07-20", ask_deadline="2026-03-31", reason="征地"), EARLY)
    assert (found.changes.requests, found.changes.still_asked, told(found)) == ((), ("KP-001",), [])


def test_a_request_that_is_sent_back_leaves_the_figures() -> None:
    """The office refuses an extension: the figures rate as before, and nothing has to be claimed again."""
    refused = update("2025-08-21", returned=True, reason="理由不足")
    assert one(EARLY, ASKED, refused).targets["KP-001"].rating == one(EARLY).targets["KP-001"].rating


def test_reports_stand_by_unit() -> None:
    """The lists of words and of requests go through the lead units, each with its own."""
    units = ("乙局", "甲局", "乙局")
    said = [update("2025-08-20", note="x", ask_deadline="2026-03-31", reason="征地")]
    records = tuple(
        target("quantity", None, EARLY, *said, owner=unit)._replace(id=f"KP-{n:03d}") for n, unit in enumerate(units, 1)
    )
    found = between(records, "2025-07-31", "2025-08-31").changes
    assert found.words == found.requests == ("KP-001", "KP-003", "KP-002")

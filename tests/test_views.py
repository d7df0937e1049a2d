"""What screens and reports contain: counts that add up, rates with their base, alerts with their causes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import checkpoint, day, goal, plan, target, update
from running import DAY
from strategies import plausible
from targettrack.errors import Problem, Severity
from targettrack.ledger import selection
from targettrack.model import Kind, Ledger, Status
from targettrack.rating.vocabulary import Light, Marker, Rating
from targettrack.views import alert, checkup, detail, exported, listing, progress, recorded, tally
from targettrack.views.alert import ADVICE, Advice, AlertLevel, Cause
from targettrack.views.answer import Answer
from targettrack.views.row import ids, lean, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.model import Target
    from targettrack.rating.ladder import Rated

SEPTEMBER = day(DAY)


def survey(*targets: Target, on: str = DAY) -> tuple[Rated, ...]:
    """Targets of one plan with their states, numbered in their order."""
    numbered = tuple(one._replace(id=f"KP-{n:03d}") for n, one in enumerate(targets, 1))
    return selection.survey(Ledger("/targets", (plan(),), numbered), day(on))


def reported(value: float, on: str = DAY) -> Target:
    """A target of 940 with a figure."""
    return target("quantity", None, update(on, value=value))


def stated(status: str, on: str = DAY) -> Target:
    """A target with a status."""
    return target("quantity", None, update(on, status=status))


SORTS = (
    st.integers(0, 1000).map(reported)
    | st.sampled_from(["closed", "missed", "dropped", "suspended", "done", "active"]).map(stated)
    | st.sampled_from([target(owner=""), target(deadline="2025-06-30"), target(start="2025-12-01"), target()])
    | st.sampled_from(["甲局", "乙局", ""]).map(lambda name: reported(700)._replace(owner=name, section=name))
)


@given(
    st.lists(SORTS, max_size=12), st.integers(0, 3), st.sampled_from(["2025-01-01", DAY, "2025-12-31", "2026-02-01"])
)
def test_counts_add_up(targets: Sequence[Target], broken: int, on: str) -> None:
    """By rating and by light, in the whole and in every group: the counts sum to the targets read; the broken are apart."""
    placed = tuple(one._replace(id=f"KP-{n:03d}") for n, one in enumerate(targets))
    ledger = Ledger("/targets", (plan(),), placed, unreadable=tuple(f"KP/broken-{n}.toml" for n in range(broken)))
    entries = selection.survey(ledger, day(on))
    view = progress.progress(ledger, entries)
    assert (view.total.total, view.unreadable) == (len(targets), broken)
    for one in (view.total, *view.by_plan, *view.by_owner, *view.by_section):
        for counts in (one.by_rating, one.by_light, one.by_group, one.by_basis, one.by_lamp):
            assert sum(counts.values()) == one.total
        assert one is not view.total or list(one.by_rating) == [rating.value for rating in Rating]
        assert one is view.total or all(one.by_rating.values()) or not one.name
        assert list(one.by_light) == [light.value for light in Light]
        assert list(one.by_group) == ["settled", "claimed", "measured", "judged", "waiting", "silent"]
        assert list(one.by_basis) == ["figure", "assessment", "statement", "none"]
    for groups in (view.by_plan, view.by_owner, view.by_section):
        assert sum(one.total for one in groups) == len(targets)
        for name in one_of(view.total.by_rating):
            assert sum(one.by_rating.get(name, 0) for one in groups) == view.total.by_rating[name]
    for by in ("", *selection.GROUPS):
        shown = listing.listing(entries, read=len(entries), unreadable=broken, grouped_by=by)
        assert len(shown.targets) == len(shown.order) == shown.total.total == len(targets)
        assert not by or sorted(id_ for members in shown.groups for id_ in members.targets) == sorted(shown.order)
    alerts = alert.alerts(entries, days=30, unreadable=broken)
    assert sum(alerts.by_level.values()) == len(alerts.alerts) <= alerts.read == len(targets)


def one_of(counts: object) -> list[str]:
    """The names that are counted."""
    assert isinstance(counts, dict)
    return list(counts)


def test_the_three_rates_with_their_bases() -> None:
    """Closed 2 of 7 but the dropped; on schedule 3 of the 6 that can be rated; on time 1 of the 4 that are due."""
    entries = survey(
        stated("closed", "2025-06-30")._replace(deadline=day("2025-06-30")),
        stated("closed", "2025-07-01")._replace(deadline=day("2025-06-30")),
        stated("missed", "2025-08-01")._replace(deadline=day("2025-07-31")),
        target(deadline="2025-08-31"),
        reported(900),
        reported(500),
        target(owner=""),
        stated("dropped"),
    )
    view = tally.tally("", entries)
    assert [entry.state.rating.value for entry in entries] == [
        *("achieved", "achieved", "missed", "overdue", "ahead", "behind", "unassigned", "dropped"),
    ]
    assert tuple(view.completion) == (2, 7, Decimal("28.57"))
    assert tuple(view.on_schedule) == (3, 6, Decimal("50.00"))
    assert tuple(view.on_time) == (1, 4, Decimal("25.00"))


def test_a_rate_without_a_base() -> None:
    """Nothing of nothing is no rate, neither 0 nor 100 per cent."""
    view = tally.tally("", ())
    assert [tuple(rate) for rate in (view.completion, view.on_schedule, view.on_time)] == [(0, 0, None)] * 3


def test_closed_by_a_deadline_that_was_moved_is_on_time() -> None:
    """The deadline in force counts; that it was moved is a marker."""
    moved = update("2025-06-01", deadline="2025-08-31", reason="汛期")
    entry = target("quantity", None, moved, update("2025-08-31", status="closed"), deadline="2025-06-30")
    (found,) = survey(entry)
    assert tuple(tally.tally("", [found]).on_time) == (1, 1, Decimal("100.00"))
    assert found.state.markers == (Marker.EXTENDED,)


def causes(entry: Target, *, on: str = DAY, days: int = 30) -> tuple[str, ...]:
    """Level and causes of the alert over one target, or nothing."""
    found = alert.alerts(survey(entry, on=on), days=days, unreadable=0).alerts
    return tuple(str(code) for one in found for code in (one.level, *one.causes))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (reported(900), ()),
        (reported(700), ("warning", "behind")),
        (reported(100), ("warning", "far-behind")),
        (reported(900)._replace(owner=""), ("reminder", "unassigned")),
        (target()._replace(owner=""), ("reminder", "unassigned")),
        (reported(900, "2025-06-30"), ("reminder", "not-updated")),
        (target("milestone", goal(done_when="建成"), deadline="2025-06-30"), ("overdue", "overdue")),
        (reported(900)._replace(deadline=day("2025-10-15")), ("reminder", "due-soon")),
        (reported(100)._replace(deadline=day("2025-10-15")), ("warning", "far-behind", "due-soon")),
        (
            reported(700)._replace(checkpoints=(checkpoint("2025-08-31", 800),)),
            ("warning", "behind", "checkpoint-missed"),
        ),
        *((stated(status), ()) for status in ("closed", "missed", "dropped", "suspended")),
    ],
)
def test_what_calls_for_an_alert(entry: Target, expected: tuple[str, ...]) -> None:
    """The gravest cause first, its level is the alert's; what is finished calls for nothing."""
    assert causes(entry) == expected


def test_the_table_of_advice_is_whole() -> None:
    """Every cause has a row that fits whatever the reason, no row is behind one that takes its place, all advice is given."""
    caught = {cause for cause, why, turn, _advice in ADVICE if why is None and turn is None}
    assert caught == set(Cause)
    for place, (cause, why, turn, _advice) in enumerate(ADVICE):
        before = [row for row in ADVICE[:place] if row[0] is cause]
        assert [row for row in before if row[1] in {None, why} and row[2] in {None, turn}] == []
    assert {advice for *_keys, advice in ADVICE} == set(Advice)


@pytest.mark.parametrize(
    ("entry", "on", "advice", "turn"),
    [
        (target("milestone", goal(done_when="建成"), deadline="2025-06-30"), DAY, "finish", "unit"),
        (
            target("quantity", goal(value=6000, unit="人", indicator="城镇新增就业")),
            "2026-02-01",
            "last-figure",
            "unit",
        ),
        (target("growth", goal(value=7, unit="%"), update("2025-09-30", value=6)), DAY, "raise", "unit"),
        (target("growth", goal(value=7, unit="%"), update("2025-09-30", value=-1)), DAY, "raise", "unit"),
        (target("growth", goal(value=7, unit="%")), "2026-03-10", "fetch", "statistics"),
        (target("level", goal(unit="%", set_by="省"), update("2025-09-30", value=6)), DAY, "ask-setter", "setter"),
        (target("relative", goal(of="KP-009"), update("2025-09-30", value=6)), DAY, "ask-reference", "reference"),
        (target("quantity", goal(None, 5), update("2025-09-30", value=6)), DAY, "complete-goal", "office"),
        (reported(700), DAY, "catch-up", "unit"),
        (target("qualitative", goal(), update("2025-09-20", note="推进"), deadline=None), DAY, "assess", "office"),
        (target("qualitative", goal(), update("2025-09-20", assess="stalled"), deadline=None), DAY, "press", "unit"),
        (target()._replace(owner=""), DAY, "assign", "office"),
        (target(), "2026-01-05", "last-figure", "unit"),
        (reported(940), DAY, "verify", "office"),
    ],
)
def test_what_fits(entry: Target, on: str, advice: str, turn: str) -> None:
    """One next step and whose turn it is; a growth rate is never advised to ask for another deadline."""
    (found,) = alert.alerts(survey(entry, on=on), days=30, unreadable=0).alerts
    assert (found.advice, found.turn) == (advice, turn)


@pytest.mark.parametrize(
    ("on", "days", "soon"),
    [("2025-12-31", 0, True), ("2025-12-30", 0, False), ("2025-12-24", 7, True), ("2025-12-23", 7, False)],
)
def test_due_soon_counts_days(on: str, days: int, *, soon: bool) -> None:
    """Due today is due within 0 days; the eighth day before is not within 7."""
    found = causes(reported(939, on), on=on, days=days)
    assert ("due-soon" in found) is soon


def test_alerts_are_ordered_and_counted() -> None:
    """The gravest first, then by deadline; every cause is counted, each alert once at its level."""
    entries = survey(
        reported(700),
        reported(100)._replace(owner=""),
        target(deadline="2025-06-30"),
        target(deadline="2025-03-31"),
        reported(100)._replace(deadline=day("2025-10-15")),
        reported(900),
    )
    view = alert.alerts(entries, days=30, unreadable=2)
    assert [one.id for one in view.alerts] == list(view.targets) == ["KP-004", "KP-003", "KP-005", "KP-002", "KP-001"]
    assert view.by_level == {"reminder": 0, "warning": 3, "overdue": 2}
    assert {cause: n for cause, n in view.by_cause.items() if n} == {
        "overdue": 2,
        "far-behind": 2,
        "behind": 1,
        "due-soon": 1,
        "unassigned": 1,
    }
    assert list(view.by_cause) == [cause.value for cause in Cause]
    assert (view.days, view.read, view.unreadable) == (30, 6, 2)


def test_every_cause_has_a_level() -> None:
    """No cause is without its urgency, and levels rise."""
    assert [cause.level for cause in Cause] == [*["overdue"] * 2, *["warning"] * 8, *["reminder"] * 12]
    order = (AlertLevel.REMINDER, AlertLevel.WARNING, AlertLevel.OVERDUE)
    assert [[level.reaches(threshold) for level in order] for threshold in order] == [
        [True, True, True],
        [False, True, True],
        [False, False, True],
    ]


def test_a_row_has_the_record_as_it_stands() -> None:
    """Owner, deadline and goal in force; the last note, problem and next step, each the last one said."""
    entry = target(
        "quantity",
        None,
        update("2025-05-01", note="开工", problem="缺资金", owner="开平市住建局"),
        update("2025-06-30", value=310, note="封顶", next="装修", problem=""),
        update("2025-08-01", deadline="2026-03-31", reason="汛期", goal={"value": 900}, authority="市人大常委会"),
    )
    found = row(survey(entry)[0])
    assert (found.id, found.owner, found.deadline, found.goal.value) == (
        "KP-001",
        "开平市住建局",
        day("2026-03-31"),
        900,
    )
    assert (found.note, found.problem, found.next) == ("封顶", "", "装修")
    assert (found.days_left, found.reported) == (182, day("2025-06-30"))
    assert (found.markers, found.light) == ((Marker.EXTENDED, Marker.ADJUSTED, Marker.STALE), Light.YELLOW)


def test_a_row_of_a_bare_record() -> None:
    """What nobody has said is empty, not missing."""
    found = row(survey(target("qualitative", goal(), deadline=None, owner=""))[0])
    assert (found.owner, found.deadline, found.days_left, found.reported) == ("", None, None, None)
    assert (found.note, found.problem, found.next, found.markers, found.tags) == ("", "", "", (Marker.NO_OWNER,), ())


def test_detail_keeps_the_promise_beside_what_holds() -> None:
    """The original owner, deadline and goal; the history with what was taken back and what is of a later day."""
    entry = target(
        "quantity",
        None,
        update("2025-06-30", key="k1", value=310),
        update("2025-07-01", key="k2", value=999),
        update("2025-07-02", key="k3", void="k2"),
        update("2025-08-01", key="k4", deadline="2026-03-31", reason="汛期", goal={"value": 900}, authority="市人大"),
        update("2025-11-30", key="k5", value=800),
    )
    view = detail.detail(survey(entry)[0])
    assert (view.original.deadline, view.original.goal.value) == (day("2025-12-31"), 940)
    assert (view.target.deadline, view.target.goal.value) == (day("2026-03-31"), 900)
    assert [(line.update.key, line.voided, line.counts) for line in view.history] == [
        ("k1", False, True),
        ("k2", True, False),
        ("k3", False, False),
        ("k4", False, True),
        ("k5", False, False),
    ]
    assert [(figure.as_of, figure.value) for figure in view.figures] == [(day("2025-06-30"), 310)]
    (change,) = view.deadline_changes
    assert (change.old, change.new, change.reason, change.late) == (day("2025-12-31"), day("2026-03-31"), "汛期", False)


def test_detail_has_the_shares_of_the_newest_figure() -> None:
    """501 of 940 at the end of September: 53.3 % reached, 75 % expected."""
    view = detail.detail(survey(reported(501))[0])
    assert (view.target.reason.actual, view.target.reason.expected) == (Decimal("53.30"), Decimal("75.00"))


def test_the_report_lists_what_needs_attention() -> None:
    """Red and yellow, the worst rating first and the widest gap first in it; grey that somebody can mend apart."""
    entries = survey(
        reported(700),
        reported(500),
        reported(900),
        target(deadline="2025-06-30"),
        reported(900)._replace(owner=""),
        reported(900, "2025-06-30"),
        target(recorded=target().recorded.replace(month=9)),
        stated("missed"),
    )
    view = progress.progress(Ledger("/targets", (plan(),), tuple(entry.target for entry in entries)), entries)
    assert [(id_, view.targets[id_].rating.value) for id_ in view.attention] == [
        ("KP-008", "missed"),
        ("KP-004", "overdue"),
        ("KP-002", "behind"),
        ("KP-001", "behind"),
    ]
    assert (view.claimed, view.waiting, view.silent) == ((), (), ("KP-006",))
    assert view.total.by_rating["first-report"] == 1


def test_the_report_counts_drafts_apart() -> None:
    """Two drafts are in no count but their own."""
    targets = (target(), target()._replace(id="KP-002", draft=True), target()._replace(id="KP-003", draft=True))
    ledger = Ledger("/targets", (plan(),), targets)
    view = progress.progress(ledger, selection.survey(ledger, SEPTEMBER))
    assert (view.total.total, view.drafts) == (1, 2)


def test_the_report_names_the_plans_that_it_is_about(ledger: Ledger) -> None:
    """A plan without a target in the report is not in its head."""
    entries = selection.select(selection.survey(ledger, SEPTEMBER), selection.Selection(plans=("QX2025",)))
    (head,) = progress.progress(ledger, entries).plans
    assert (head.id, head.issuer, head.level, head.year, head.fictional) == (
        "QX2025",
        "清溪镇人民政府",
        "town",
        2025,
        True,
    )


def test_the_fixture_ledger_by_rating(ledger: Ledger) -> None:
    """The ten fictional targets on 30 September, in every count of the report."""
    view = progress.progress(ledger, selection.survey(ledger, SEPTEMBER))
    assert {name: n for name, n in view.total.by_rating.items() if n} == {
        "overdue": 1,
        "missed": 1,
        "far-behind": 1,
        "behind": 2,
        "ahead": 1,
        "unverified": 1,
        "achieved": 1,
        "unassigned": 1,
        "dropped": 1,
    }
    assert {name: n for name, n in view.total.by_light.items() if n} == {
        "blue": 2,
        "green": 1,
        "yellow": 2,
        "red": 3,
        "grey": 1,
        "none": 1,
    }
    assert [(one.name, one.total) for one in view.by_plan] == [("QX2025", 3), ("YS2025", 7)]
    assert [one.name for one in view.by_owner][-1] == ""
    assert tuple(view.total.completion) == (1, 9, Decimal("11.11"))


def test_a_receipt_shows_before_and_after() -> None:
    """Both ratings are of the same day; a new record has none before."""
    (before,) = survey(target())
    (after,) = survey(reported(900))
    found = recorded.recorded(after, line="k = {}", before=before)
    assert found.before is not None
    assert (found.before.rating, found.before.light, found.row.rating) == (Rating.NOT_UPDATED, Light.GREY, Rating.AHEAD)
    new = recorded.recorded(after)
    assert (new.before, new.line) == (None, "")


def test_an_export_has_the_record_and_its_state() -> None:
    """The record stays as it is in its file, beside what holds now; plans without a target are left out."""
    closed = stated("closed")
    ledger = Ledger("/targets", (plan(), plan(id="YS")), (closed,))
    view = exported.exported(ledger, selection.survey(ledger, SEPTEMBER))
    assert [one.id for one in view.plans] == ["KP"]
    assert (view.records["KP-001"], view.targets["KP-001"].status) == (closed, Status.CLOSED)
    assert view.records["KP-001"].status is Status.PENDING
    assert view.records["KP-001"].kind is Kind.QUANTITY


def test_a_checkup_counts_errors_and_warnings() -> None:
    """Two errors and one warning over one target and one file that could not be read."""
    problems = [Problem("a", "x"), Problem("b", "y"), Problem("c", "z", severity=Severity.WARNING)]
    ledger = Ledger("/targets", (plan(),), (target(),), unreadable=("x",))
    view = checkup.checkup(ledger, problems, checked=3, unchecked=4)
    assert (view.plans, view.targets, view.unreadable, view.errors, view.warnings) == (1, 1, 1, 2, 1)
    assert (view.quotes_checked, view.quotes_unchecked) == (3, 4)


def test_an_answer_is_partial_after_an_error_only() -> None:
    """Warnings leave an answer whole."""
    warning, fault = Problem("a", "x", severity=Severity.WARNING), Problem("b", "y")
    assert Answer("list", SEPTEMBER, None).status == "ok"
    assert Answer("list", SEPTEMBER, None, (warning,)).status == "ok"
    assert Answer("list", SEPTEMBER, None, (warning, fault)).status == "partial"


@pytest.mark.parametrize("on", ["2025-09-30", "2026-02-28"])
def test_an_open_request_is_the_office_s_turn(on: str) -> None:
    """Before the deadline and after it: the one step is to answer, never «ask for a new deadline»."""
    asks = update("2025-09-20", ask_deadline="2026-06-30", reason="征地")
    (found,) = alert.alerts(survey(target("milestone", None, asks), on=on), days=30, unreadable=0).alerts
    assert (found.advice, found.turn) == (Advice.ANSWER, "office")
    assert Cause.EXTENSION_ASKED in found.causes


@given(
    st.lists(plausible(), min_size=1, max_size=4),
    st.sampled_from(["2025-05-31", "2025-12-31", "2026-04-30"]),
)
def test_a_lean_entry_is_listed_counted_and_alerted_as_a_whole_one(made: list[Target], on: str) -> None:
    """What a large list drops of its records is said nowhere."""
    several = [one._replace(id=f"KP-{n:03d}") for n, one in enumerate(made, 1)]
    entries = selection.survey(Ledger("", (plan(),), tuple(several)), day(on))
    thin = tuple(map(lean, entries))
    assert _listed(thin) == _listed(entries)
    assert alert.alerts(thin, days=30, unreadable=0) == alert.alerts(entries, days=30, unreadable=0)
    for key in selection.SORTS:
        assert ids(selection.sort(thin, key)) == ids(selection.sort(entries, key))
    assert all(entry.target.updates == () for entry in thin)


def _listed(entries: Sequence[Rated]) -> listing.Listing:
    return listing.listing(entries, read=4, unreadable=0, grouped_by="owner")

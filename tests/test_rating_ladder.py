"""The ladder: which rung decides on a day, and why."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from factories import RULES, checkpoint, day, goal, plan, rate, target, update
from targettrack.rating.due import account_due
from targettrack.rating.reason import Basis, Reason, Why, hundredths
from targettrack.rating.vocabulary import LAMPS, RATINGS, Light, Rating, RatingGroup

if TYPE_CHECKING:
    from targettrack.model import Target, Update

GROWTH = goal(">=", 7, unit="%")
JOBS = goal(">=", 100, unit="人", indicator="城镇新增就业")
GUARD = goal("<=", 0, unit="起")
OPEN = goal(None, set_by="省")
STAGE = (checkpoint("2025-06-20", stage="主体完工"),)
EARLY = (checkpoint("2025-05-31", 300),)


def figure(value: float | str, text: str = "2025-06-30", **said: Any) -> Update:
    """Report a figure, at the end of June if not said."""
    return update(text, value=value, **said)


# Every case would be decided by a later rung, too: what stands there is named in the comment.
LADDER = [
    # 1 before 2 and 3: ended by people, though an event broke it, though it was closed
    ("dropped", "status", target("guard", GUARD, figure(1), update("2025-07-02", status="dropped"))),
    ("suspended", "status", target("quantity", None, figure(940), update("2025-07-01", status="suspended"))),
    # 2 before 3 and 4: broken, though it was closed or stated as missed
    ("broken", "limit", target("guard", GUARD, figure(0, status="closed"), figure(1, "2025-05-31"))),
    ("broken", "limit", target("guard", GUARD, figure(1, status="missed"))),
    # 3 before 5: closed, though the figure would be verified; below its goal though the figure would be red
    ("achieved", "status", target("quantity", None, figure(940, status="closed"))),
    ("closed-short", "status", target("quantity", None, figure(1, status="closed"))),
    # 4 before 5: stated as missed, though the figure satisfies the goal; the term is over, though a claim stands
    ("missed", "status", target("quantity", None, figure(940, status="missed"))),
    ("missed", "final", target("quantity", JOBS, figure(90, status="done"), deadline="2025-06-30")),
    # 5 before 7 and 8: claimed, though no number is known; satisfied, though the last day is over
    ("unverified", "claim", target("quantity", OPEN, figure(1, status="done"), deadline="2025-06-30")),
    ("unverified", "figure-meets-goal", target("quantity", None, figure(940), deadline="2025-06-30")),
    ("returned", "status", target("quantity", None, figure(940), update("2025-07-02", returned=True))),
    # 7 before 8, 9 and 11: nothing can be judged, though it is over, or cannot be done, or was judged
    ("undecided", "undecidable", target("quantity", OPEN, deadline="2025-06-30")),
    ("undecided", "undecidable", target("quantity", OPEN, figure(1, forecast="cannot"))),
    ("undecided", "undecidable", target("quantity", OPEN, figure(1), update("2025-07-01", assess="slow"))),
    # 8 before 9, 10 and 13: over, though it cannot be done, had not begun, and nobody leads it
    ("overdue", "deadline", target("quantity", None, update("2025-06-01", forecast="cannot"), deadline="2025-06-30")),
    ("overdue", "deadline", target(owner="", start="2025-07-20", deadline="2025-07-05")),
    ("awaiting-result", "result", target("growth", GROWTH, deadline="2025-06-30", owner="")),
    # 9 before 10 and 11: it cannot be done, though the window is not open, though the figure is ahead
    ("unlikely", "forecast", target("quantity", None, update("2025-06-30", forecast="cannot"), start="2025-07-20")),
    ("unlikely", "forecast", target("quantity", None, figure(900, forecast="cannot"))),
    # 10 before 13: not open yet, though nobody leads it
    ("not-due", "window", target(owner="", start="2025-07-20")),
    # 11: a missed node before the figure; the figure before the assessment; both before words
    ("behind", "node", target("quantity", None, figure(299), checkpoints=EARLY)),
    ("ahead", "share", target("quantity", None, figure(564), update("2025-06-30", assess="slow"))),
    ("on-track", "share", target("quantity", None, figure(470), update("2025-07-02", note="动工"))),
    ("behind", "share", target("quantity", None, figure(188))),
    ("far-behind", "share", target("quantity", None, figure(187))),
    (
        "slow",
        "assessment",
        target("quantity", None, update("2025-07-02", assess="slow"), update("2025-07-03", note="x")),
    ),
    # 12 before 13: a stage without a word before words, words before nobody leading it
    ("node-unconfirmed", "node", target("milestone", goal(None), update("2025-07-02", note="x"), checkpoints=STAGE)),
    ("reported", "words", target("quantity", None, update("2025-06-30", note="动工"), owner="")),
    # 13: not due before unassigned, unassigned before silence
    ("first-report", "first-report", target(owner="", recorded=update("2025-07-01").at)),
    ("unassigned", "unassigned", target("quantity", None, update("2025-03-01", note="x"), owner="")),
    ("not-updated", "silence", target("quantity", None, update("2025-03-01", note="x"))),
]


@pytest.mark.parametrize(
    ("rating", "why", "entry"), LADDER, ids=[f"{row[0]}-{row[1]}-{n}" for n, row in enumerate(LADDER)]
)
def test_every_rung_decides_before_the_next(rating: str, why: str, entry: Target) -> None:
    """On 15 July 2025 each rung of the ladder wins over what stands below it."""
    state = rate(entry, "2025-07-15")
    assert (state.rating, state.reason.why) == (rating, why)
    assert (state.light, state.outline) == RATINGS[state.rating].lamp


LIGHT_OF = {
    "blue": "achieved",
    "blue outline": "unverified",
    "green": "ahead on-track",
    "green outline": "advancing",
    "yellow": "behind",
    "yellow outline": "returned at-risk slow",
    "red": "broken missed overdue far-behind",
    "red outline": "unlikely stalled",
    "grey": "no-result not-updated node-unconfirmed undecided not-mentioned unassigned first-report awaiting-result",
    "grey outline": "reported",
    "none": "closed-short not-due accounted suspended dropped",
}
GROUP_OF = {
    "settled": "achieved closed-short missed broken dropped suspended accounted",
    "claimed": "unverified returned",
    "measured": "far-behind behind on-track ahead overdue",
    "judged": "advancing slow stalled unlikely at-risk",
    "waiting": "not-due awaiting-result first-report reported node-unconfirmed undecided unassigned no-result not-mentioned",
    "silent": "not-updated",
}


def test_lights() -> None:
    """Every rating has one light; an outline rests on a person's word or waits for proof."""
    found = {rating.value: f"{lamp.light}{' outline' * lamp.outline}" for rating, (lamp, *_) in RATINGS.items()}
    assert found == {rating: light for light, ratings in LIGHT_OF.items() for rating in ratings.split()}
    assert len(LAMPS) == len(LIGHT_OF)


def test_groups() -> None:
    """The six groups hold every rating once."""
    found = {group: {r.value for r, meaning in RATINGS.items() if meaning.group is group} for group in RatingGroup}
    assert found == {RatingGroup(group): set(ratings.split()) for group, ratings in GROUP_OF.items()}
    assert set(RATINGS) == set(Rating)


@pytest.mark.parametrize(
    ("value", "rating", "gap", "threshold"),
    [
        ("60", "ahead", "10.00", "10.00"),
        ("59.9999", "on-track", "10.00", "0.00"),
        ("50", "on-track", "0.00", "0.00"),
        ("49.9999", "behind", "0.00", "-30.00"),
        ("40", "behind", "-10.00", "-30.00"),
        ("20", "behind", "-30.00", "-30.00"),
        ("19.9999", "far-behind", "-30.00", "-30.00"),
        ("-5", "far-behind", "-55.00", "-30.00"),
    ],
)
def test_the_edges_of_the_bands(value: str, rating: str, gap: str, threshold: str) -> None:
    """Each band includes its lower bound, exactly; rounding for reading decides nothing."""
    state = rate(target("quantity", goal(">=", 100), figure(value)), "2025-07-01")
    assert state.rating == rating
    assert (state.reason.share_gap, state.reason.threshold) == (Decimal(gap), Decimal(threshold))


def test_thresholds_are_settings() -> None:
    """With bounds of 5 and -10 the same figures are rated by those."""
    rules = RULES._replace(ahead=Decimal(5), behind=Decimal(-10))
    found = [
        rate(target("quantity", goal(">=", 100), figure(value)), "2025-07-01", rules=rules).rating for value in (55, 39)
    ]
    assert found == ["ahead", "far-behind"]


@pytest.mark.parametrize(
    ("day_of", "rating", "days_left"),
    [
        ("2025-12-30", "on-track", 1),
        ("2025-12-31", "on-track", 0),
        ("2026-01-01", "awaiting-result", -1),
        ("2026-01-10", "awaiting-result", -10),
        ("2026-01-11", "overdue", -11),
    ],
)
def test_the_last_day_and_its_report(day_of: str, rating: str, days_left: int) -> None:
    """The deadline runs to the end of its day, its report to the end of the reporting day."""
    state = rate(target("quantity", None, figure(939, "2025-11-30")), day_of)
    assert (state.rating, state.days_left) == (rating, days_left)


def test_the_reporting_day_is_a_setting() -> None:
    """Where reports are due on the 25th, a count is late from the 26th on."""
    rules = RULES._replace(reporting_day=25)
    found = [rate(target(), on, rules=rules).rating for on in ("2026-01-25", "2026-01-26")]
    assert found == ["awaiting-result", "overdue"]


def test_due_on_29_february() -> None:
    """A leap day is a last day like any other."""
    leap = target("quantity", None, figure(470, "2024-01-31"), start="2024-01-01", deadline="2024-02-29")
    assert [rate(leap, text).rating for text in ("2024-02-29", "2024-03-01")] == ["behind", "awaiting-result"]


@pytest.mark.parametrize(
    ("kind", "promise", "last", "after"),
    [
        ("growth", GROWTH, "2026-02-28", "no-result"),
        ("level", goal(">=", 85, unit="%"), "2026-02-28", "no-result"),
        ("level", goal(">=", 70, unit="%", indicator="常住人口城镇化率"), "2026-05-31", "no-result"),
        ("growth", goal(">=", 5, indicator="居民人均可支配收入"), "2026-05-31", "no-result"),
        ("growth", goal(">=", 3, indicator="单位地区生产总值能耗降幅"), "2026-09-30", "no-result"),
        ("level", goal(">=", 3, unit="%", indicator="研发经费投入强度"), "2026-10-31", "no-result"),
        ("rank", goal("<=", 400), "2026-09-30", "no-result"),
        ("quantity", goal(">=", 20, indicator="粮食产量", set_by="省"), "2026-02-28", "no-result"),
        ("growth", GROWTH._replace(result_due=day("2026-03-20")), "2026-03-20", "no-result"),
        ("quantity", goal(">=", 20, result_due="2026-03-20"), "2026-03-20", "overdue"),
        ("milestone", goal(None), "2026-01-10", "overdue"),
        ("qualitative", goal(None), "2026-01-10", "overdue"),
        ("coverage", goal(None, denominator=9), "2026-01-10", "overdue"),
        ("guard", goal(None), "2026-01-10", "not-updated"),
        ("quantity", goal("<=", 20), "2026-01-10", "not-updated"),
    ],
)
def test_when_the_result_is_due(kind: str, promise: Any, last: str, after: str) -> None:
    """Counts and works by the reporting day, statistics by their calendar, the record's own day before both."""
    record = target(kind, promise)
    following = str(day(last).fromordinal(day(last).toordinal() + 1))
    assert [rate(record, on).rating for on in ("2026-01-01", last, following)] == ["awaiting-result"] * 2 + [after]


@pytest.mark.parametrize(
    ("lines", "light", "last"),
    [
        ((figure(870, "2025-11-30"),), "grey", "on-track"),
        ((figure(800, "2025-11-30"),), "yellow", "behind"),
        ((figure(500, "2025-11-30"),), "red", "far-behind"),
        ((update("2025-12-20", assess="stalled"),), "red outline", "stalled"),
        ((update("2025-12-20", forecast="hard"),), "yellow outline", "at-risk"),
        ((), "grey", "not-updated"),
    ],
)
def test_while_a_result_is_awaited_the_last_day_stands(lines: tuple[Update, ...], light: str, last: str) -> None:
    """Yellow and red stay beside 待报期末数, everything else is grey."""
    state = rate(target("quantity", None, *lines), "2026-01-05")
    shown = f"{state.light} outline" if state.outline else str(state.light)
    assert (state.rating, shown, state.last and state.last[0]) == ("awaiting-result", light, last)


def test_a_final_figure_of_a_work_does_not_wait() -> None:
    """900 of 940 on the last day: late at once; the same of jobs is missed; a returned claim does not wait either."""
    assert rate(target("quantity", None, figure(900, "2025-12-31")), "2026-01-02").rating == "overdue"
    assert rate(target("quantity", JOBS, figure(90, "2025-12-31")), "2026-01-02").rating == "missed"
    claim = target("quantity", None, update("2025-12-20", status="done"), update("2025-12-30", returned=True))
    assert [rate(claim, on).rating for on in ("2025-12-31", "2026-01-02")] == ["returned", "overdue"]


def test_a_returned_statistic_waits() -> None:
    """A rate that was sent back is awaited again, and stays yellow."""
    record = target("growth", GROWTH, figure(8, "2025-12-31"), update("2025-12-31", returned=True))
    assert [(rate(record, on).rating, rate(record, on).light) for on in ("2025-12-31", "2026-01-02", "2026-03-01")] == [
        ("returned", "yellow"),
        ("awaiting-result", "yellow"),
        ("no-result", "yellow"),
    ]


def test_what_the_later_report_does_not_mention() -> None:
    """Confirmed after the term: grey, until something is reported; a mark from within the term says nothing."""
    record = target("quantity", None, figure(700, "2025-11-30"), update("2026-02-20", unmentioned=True, via="JM2026"))
    assert [rate(record, on).rating for on in ("2026-02-19", "2026-02-20")] == ["overdue", "not-mentioned"]
    later = record._replace(updates=(*record.updates, figure(800, "2026-03-05")))
    assert rate(later, "2026-03-05").rating == "overdue"
    early = target("quantity", None, update("2025-12-20", unmentioned=True))
    assert rate(early, "2026-02-01").rating == "overdue"


@pytest.mark.parametrize(
    ("kind", "promise", "lines", "rating"),
    [
        ("quantity", None, (update("2025-06-30", status="done"),), "unverified"),
        ("quantity", None, (figure(900), update("2025-07-05", status="done")), "ahead"),
        ("milestone", goal(None, indicator="建成"), (figure(90), update("2025-07-05", status="done")), "unverified"),
        ("milestone", goal(None, indicator="建成"), (figure(40, "2025-07-05", status="done"),), "behind"),
        ("milestone", goal(None, indicator="动工"), (figure(20, status="done"),), "unverified"),
        ("coverage", goal(None), (figure(9, status="done"),), "unverified"),
        ("qualitative", goal(None), (update("2025-06-30", status="done"),), "unverified"),
        ("growth", GROWTH, (figure(8, status="done"),), "on-track"),
        ("guard", GUARD, (figure(0, status="done"),), "on-track"),
        ("quantity", goal("<=", 9, unit="起"), (figure(3, status="done"),), "on-track"),
    ],
)
def test_where_a_claim_stands(kind: str, promise: Any, lines: tuple[Update, ...], rating: str) -> None:
    """Where no figure on record contradicts it and the kind can be finished before its end; else the figure rates."""
    assert rate(target(kind, promise, *lines), "2025-07-10").rating == rating


def test_a_claim_after_the_last_day() -> None:
    """The day of completion decides how late it is: as stated, else that of the claim."""
    claim = target("quantity", None, update("2026-02-10", status="done"))
    assert (rate(claim, "2026-03-01").reason.days, rate(claim, "2026-03-01").markers) == (41, ("late",))
    stated = target("quantity", None, update("2026-02-10", status="done", completed="2025-12-30"))
    assert (rate(stated, "2026-03-01").reason.days, rate(stated, "2026-03-01").markers) == (None, ())


@pytest.mark.parametrize(
    ("kind", "promise", "lines", "rating"),
    [
        ("quantity", None, (update("2025-12-20", status="closed"),), "achieved"),
        ("quantity", None, (figure(900), update("2025-12-20", status="closed", waive="划转")), "closed-short"),
        ("quantity", None, (figure(940), update("2025-12-20", status="closed")), "achieved"),
        ("milestone", goal(None, indicator="建成"), (figure(90), update("2025-12-20", status="closed")), "achieved"),
        ("milestone", goal(None, indicator="建成"), (figure(90, "2025-12-20", status="closed"),), "closed-short"),
        ("growth", GROWTH, (figure("6.9", "2025-12-31", status="closed", waive="x"),), "closed-short"),
        ("growth", GROWTH, (figure("7", "2025-12-31", status="closed"),), "achieved"),
        ("quantity", OPEN, (figure(3, "2025-12-31", status="closed"),), "achieved"),
    ],
)
def test_closing(kind: str, promise: Any, lines: tuple[Update, ...], rating: str) -> None:
    """Closed is achieved, unless a figure on record says that the goal was not reached: that is completed in no count."""
    assert rate(target(kind, promise, *lines), "2026-01-20").rating == rating


def test_blue_never_ages() -> None:
    """What is closed or to be verified stays so for years."""
    for status, rating in (("closed", "achieved"), ("done", "unverified")):
        record = target("quantity", None, update("2025-06-30", status=status))
        assert rate(record, "2035-06-30").rating == rating


@pytest.mark.parametrize(
    ("lines", "promise", "outcome"),
    [
        ((), goal(None), "unreported"),
        ((update("2025-03-01", note="启动"),), goal(None), "ongoing"),
        ((update("2025-03-01", assess="advancing"),), goal(None), "ongoing"),
        ((update("2025-03-01", assess="slow"),), goal(None), "slow"),
        ((update("2025-03-01", assess="stalled"),), goal(None), "stalled"),
        ((update("2025-03-01", forecast="hard"),), goal(None), "slow"),
        ((update("2025-03-01", forecast="cannot"),), goal(None), "stalled"),
        ((update("2025-03-01", assess="slow"), update("2026-01-10", assess="advancing")), goal(None), "slow"),
    ],
)
def test_the_account_of_a_soft_target(lines: tuple[Update, ...], promise: Any, outcome: str) -> None:
    """By the last finding of its year, however old by then; what is said afterwards is none of that year."""
    state = rate(target("qualitative", promise, *lines, deadline=None), "2026-02-01")
    assert (state.rating, state.light, state.reason.outcome) == ("accounted", "none", outcome)


@pytest.mark.parametrize(
    ("kind", "promise", "value", "outcome"),
    [
        ("guard", GUARD, 0, "done"),
        ("level", goal(">=", 85, unit="%"), 86, "done"),
        ("level", goal(">=", 85, unit="%"), 84, "slow"),
        ("growth", GROWTH, -1, "stalled"),
        ("quantity", None, 500, "ongoing"),
    ],
)
def test_the_account_of_what_is_held(kind: str, promise: Any, value: int, outcome: str) -> None:
    """An ongoing level or guard that held at the last figure is done for this year."""
    record = target(kind, promise, figure(value, "2025-09-30"), deadline=None)
    assert rate(record, "2026-02-01").reason.outcome == outcome


def test_when_a_year_is_accounted_for() -> None:
    """From the end of January on, or from the day on which the plan was closed; until then the light of the last day."""
    record = target("qualitative", goal(None), update("2025-12-25", assess="slow"), deadline=None)
    assert [rate(record, on).rating for on in ("2026-01-30", "2026-01-31")] == ["slow", "accounted"]
    assert rate(record, "2026-01-16", closed="2026-01-15").rating == "accounted"
    assert account_due(plan(closed="2025-11-30"), RULES) == day("2025-12-31")
    assert account_due(plan(closed="2026-05-01"), RULES) == day("2026-01-31")
    assert account_due(plan(end=None), RULES) is None


def test_a_moved_deadline_is_the_deadline() -> None:
    """An extension is counted from its day on; the state carries the deadline that holds."""
    entry = target("quantity", None, update("2026-01-12", deadline="2026-03-31", reason="雨季"))
    before, after = rate(entry, "2026-01-11"), rate(entry, "2026-01-12")
    assert (before.rating, before.markers) == ("overdue", ())
    assert (after.rating, after.deadline, after.markers) == (
        "not-updated",
        day("2026-03-31"),
        ("due-soon", "extended"),
    )


def test_an_extension_does_not_rewrite_the_past() -> None:
    """700 of November are 17.2 points behind the old way; 760 of March are ahead of what was left then."""
    move = update("2025-12-20", deadline="2026-06-30", reason="雨季")
    record = target("quantity", None, figure(700, "2025-11-30"), move)
    assert str(rate(record, "2025-12-31").reason.share_gap) == "-17.20"
    same_day = target("quantity", None, figure(700, "2025-12-20"), move)
    assert (rate(same_day, "2025-12-31").rating, str(rate(same_day, "2025-12-31").reason.share_gap)) == (
        "on-track",
        "0.00",
    )


def test_the_window_opens_on_its_first_day() -> None:
    """Not due the day before; awaited from the first day on; a word in advance is a report."""
    entry = target(start="2025-07-01")
    assert [rate(entry, text).reason.why for text in ("2025-06-30", "2025-07-01")] == [Why.WINDOW, Why.FIRST_REPORT]
    early = target("quantity", None, update("2025-06-20", note="备料"), start="2025-07-01")
    assert rate(early, "2025-06-25").rating == "reported"


@pytest.mark.parametrize(("text", "why"), [("2025-04-10", Why.FIRST_REPORT), ("2025-04-11", Why.SILENCE)])
def test_the_first_report_counts_from_the_record(text: str, why: Why) -> None:
    """A target that was recorded on 26 February is not late with January's report."""
    assert rate(target(), text).reason.why is why


def test_start_falls_back() -> None:
    """The window begins with the target's own start, else the plan's, else the day of recording."""
    assert rate(target(start="2025-03-01"), "2025-07-01").start == day("2025-03-01")
    assert rate(target(), "2025-07-01").start == day("2025-01-01")
    assert rate(target(), "2025-07-01", start=None).start == day("2025-02-26")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("-21.7", "-21.70"), ("91.66666", "91.67")],
)
def test_rounding_for_reading(number: str, shown: str) -> None:
    """Half a hundredth is rounded away from zero, on both sides of it."""
    assert str(hundredths(Fraction(number))) == shown


@pytest.mark.parametrize(
    ("record", "on", "basis"),
    [
        (target("quantity", None, figure(470)), "2025-07-01", Basis.FIGURE),
        (target("quantity", None, update("2025-06-30", assess="slow")), "2025-07-01", Basis.ASSESSMENT),
        (target("quantity", None, update("2025-06-30", forecast="hard")), "2025-07-01", Basis.STATEMENT),
        (target("quantity", None, update("2025-06-30", status="done")), "2025-07-01", Basis.STATEMENT),
        (target(), "2025-07-01", Basis.NONE),
        (target(), "2026-02-01", Basis.NONE),
        (target("quantity", None, figure(470)), "2026-02-01", Basis.FIGURE),
    ],
)
def test_what_a_rating_rests_on(record: Target, on: str, basis: Basis) -> None:
    """A figure, the office's judgement, the unit's word, or nothing: late without any figure rests on the calendar only."""
    assert rate(record, on).reason.basis is basis


def test_the_gap_is_that_of_the_axis() -> None:
    """Points of progress where there are any, else the gap in the indicator's own unit."""
    assert Reason(Why.SHARE, share_gap=Decimal(1), points=Decimal(2)).gap == Decimal(1)
    assert Reason(Why.RATE, points=Decimal(2)).gap == Decimal(2)


def test_a_light_is_a_warning() -> None:
    """Red and yellow are."""
    assert [light for light in Light if light.is_warning] == [Light.RED, Light.YELLOW]

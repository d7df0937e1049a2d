"""What the charts are drawn from: counts that add up, shares as in the rows, a past that a report of that day would show."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factories import day, goal, plan, target, update
from running import DAY
from targettrack import store
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.rating import standing
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Lamp
from targettrack.store import sample
from targettrack.views import picture as picture_module
from targettrack.views.picture import Picture, Point, Share, picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from targettrack.model import Target
    from targettrack.rating.standing import Standing

EXAMPLE = store.load(Path(sample.__file__).parent / "example")


def total(found: Mapping[Lamp, int]) -> int:
    """How many targets a count by light is of."""
    return sum(found.values())


def drawn(*targets: Target, on: str = DAY) -> Picture:
    """The picture of a plan for 2025 with these targets."""
    ledger = Ledger("/targets", (plan(),), targets)
    return picture(ledger, selection.survey(ledger, day(on)))


def of_example(on: date) -> Picture:
    """The picture of the fictional county on a day."""
    return picture(EXAMPLE, selection.survey(EXAMPLE, on))


def test_every_count_is_of_the_same_targets() -> None:
    """Months by light sum to what was read, and every target is due in one month."""
    found = of_example(day(DAY))
    assert sum(total(due.by_lamp) for due in found.deadlines) == 36
    assert all(total(due.by_lamp) == len(due.ids) for due in found.deadlines)
    assert sorted(id_ for due in found.deadlines for id_ in due.ids) == sorted(one.id for one in EXAMPLE.targets)


def test_a_series_by_hand() -> None:
    """Two counts of 100: 10 and 30 in March beside a quarter of the year, one on pace; one fresh figure in June; none in September."""
    count = goal(">=", 100, unit="个")
    one = target("quantity", count, update("2025-03-31", value=10), update("2025-06-30", value=60))
    two = target("quantity", count, update("2025-03-20", value=30), id="KP-002")
    (points,) = drawn(one, two, on="2025-07-15").series.values()
    assert points[2] == Point(day("2025-03-31"), 2, 2, 1, Decimal("20.00"), Decimal("25.00"))
    shares = {"2025-01-31": "8.33", "2025-02-28": "16.67"}
    assert points[:2] == tuple(Point(day(on), 0, 0, 0, None, Decimal(share)) for on, share in shares.items())
    assert points[5] == Point(day("2025-06-30"), 2, 1, 1, Decimal("45.00"), Decimal("50.00"))
    assert points[-1].day == day("2025-07-15")
    (later,) = drawn(one, two, on="2025-09-30").series.values()
    assert later[-1] == Point(day("2025-09-30"), 2, 0, 0, Decimal("45.00"), Decimal("75.00"))


def test_what_cannot_be_compared_does_not_count() -> None:
    """Growth, ceilings, the paused, the ongoing and the unreported are in no mean."""
    figure = update("2025-06-30", value=3)
    left_out = (
        target("growth", goal(">=", 6, unit="%"), figure),
        target("quantity", goal("<=", 100, unit="起"), figure, id="KP-002"),
        target("quantity", None, figure, update("2025-07-01", status="suspended"), id="KP-003"),
        target("quantity", None, figure, id="KP-004", deadline=None),
        target("quantity", None, id="KP-005"),
    )
    assert drawn(*left_out).series["KP"][-1] == Point(day(DAY), 0, 0, 0, None, Decimal("75.00"))


@pytest.mark.parametrize("on", ["2025-02-28", "2025-05-31", "2025-06-30", "2025-08-31"])
def test_the_past_is_what_a_report_of_that_day_shows(on: str) -> None:
    """Also where a goal, a deadline or a status moved since: nothing is softened unseen."""
    now, then = of_example(day("2025-11-20")).series, of_example(day(on)).series
    for name, points in then.items():
        assert points == now[name][: len(points)]


def test_a_series_ends_with_its_plan_and_has_36_points_at_most() -> None:
    """After the last day of the plan nothing is added; of a plan of ten years the last three are shown."""
    found = drawn(target(), on="2026-03-15").series["KP"]
    assert (len(found), found[-1].day) == (12, day("2025-12-31"))
    ledger = Ledger("/targets", (plan(start=day("2016-01-01")),), (target(),))
    points = picture(ledger, selection.survey(ledger, day(DAY))).series["KP"]
    assert (len(points), points[0].day, points[-1].day) == (36, day("2022-10-31"), day(DAY))


def test_shares_are_those_of_the_reasons() -> None:
    """Every bar is as long as its reason says; where the reason compares shares, the mark stands where it says."""
    found = of_example(day(DAY))
    assert len(found.shares) == 17
    for entry in selection.survey(EXAMPLE, day(DAY)):
        share, reason = found.shares.get(entry.target.id), entry.state.reason
        if share is None:
            continue
        assert (share.on, share.actual) == (reason.figure_on, reason.actual)
        if reason.why is Why.SHARE:
            assert share.expected == reason.expected
    assert found.shares["EX2025-005"] == Share(
        day(DAY), Decimal("53.30"), Decimal("75.00"), counts=True, until=day("2025-11-15")
    )


def test_months_have_an_order() -> None:
    """Months by time, the ongoing last."""
    found = of_example(day(DAY))
    months = [due.month for due in found.deadlines]
    assert months[-1] is None
    assert [str(month)[:7] for month in months[:-1]] == [
        *("2025-06", "2025-07", "2025-08", "2025-10", "2025-11", "2025-12"),
    ]


def test_nothing_to_draw() -> None:
    """A ledger without targets has a picture without parts."""
    found = drawn()
    assert (found.series, found.shares, found.deadlines) == ({}, {}, ())


def test_the_past_is_read_off_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a target whose goal, deadline or status moved is folded anew for a past day: twelve reports cost as one."""
    folded: list[str] = []

    def fold(one: Target, on: date) -> Standing:
        folded.append(one.id)
        return standing.fold(one, on)

    monkeypatch.setattr(picture_module, "fold", fold)
    figures = [update(f"2025-{month:02d}-15", value=month) for month in range(1, 9)]
    moved = update("2025-05-05", deadline="2026-03-31", reason="汛期")
    drawn(target("quantity", None, *figures), target("quantity", None, *figures, moved, id="KP-002"))
    assert folded == ["KP-002"] * 9

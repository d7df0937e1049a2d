"""A year of an office: 60 promises of all kinds, entered by a script on its own days, and what is said on seven of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from factories import RULES, day
from targettrack.model import Kind
from targettrack.rating import ending
from targettrack.rating.ladder import Rated, evaluate
from targettrack.rating.vocabulary import RATINGS
from year import DAYS, PLAN, YEAR, ledger

if TYPE_CHECKING:
    from datetime import date

    from targettrack.rating.ladder import State

LIGHTS = {
    "none": "dropped suspended closed-short accounted not-due",
    "red": "broken missed overdue far-behind",
    "red outline": "unlikely stalled",
    "yellow": "behind",
    "yellow outline": "returned at-risk slow",
    "green": "on-track ahead",
    "green outline": "advancing",
    "blue": "achieved",
    "blue outline": "unverified",
    "grey": "undecided not-mentioned awaiting-result no-result not-updated node-unconfirmed first-report unassigned",
    "grey outline": "reported",
}
LIGHT = {rating: light for light, ratings in LIGHTS.items() for rating in ratings.split()}
GROUPS = {
    "settled": "achieved closed-short missed broken dropped suspended accounted",
    "claimed": "unverified returned",
    "measured": "far-behind behind on-track ahead overdue",
    "judged": "advancing slow stalled unlikely at-risk",
    "waiting": "not-due awaiting-result first-report reported node-unconfirmed undecided unassigned no-result "
    "not-mentioned",
    "silent": "not-updated",
}
GROUP = {rating: group for group, ratings in GROUPS.items() for rating in ratings.split()}

LATE = ("003", "004", "007", "016", "019", "021", "025", "026", "029", "030", "057")
MEASURED = {"behind", "on-track", "ahead", "far-behind"}
PASSING = {"due-soon", "stale", "reassess"}
WORDS = {"done": "完成", "ongoing": "持续推进", "slow": "推进较慢", "stalled": "停滞", "unreported": "全年未报"}


def state(number: str, on: date) -> State:
    """Where a promise stands on the evening of a day, as far as it was known then."""
    known = YEAR[number].known(on)
    followed = YEAR[known.goal.of[-3:]].known(on) if known.goal.of else None
    return evaluate(known, PLAN, on, RULES, followed)


def test_the_year_has_sixty_promises_of_all_kinds() -> None:
    """Sixty, numbered through, and each of the nine kinds is among them."""
    assert list(YEAR) == [f"{number:03}" for number in range(1, 61)]
    assert {promise.head.kind for promise in YEAR.values()} == set(Kind)


@pytest.mark.parametrize("number", YEAR)
def test_what_is_said_of_a_promise_on_seven_days(number: str) -> None:
    """Rating, light and markers on each day, with what had been entered until then.

    What comes and goes with the calendar is asked for only where it is written down.
    """
    have, wanted = [], []
    for on, said in zip(DAYS, YEAR[number].says, strict=True):
        found = state(number, on)
        light = f"{found.light} outline" if found.outline else str(found.light)
        outcome = WORDS.get(str(found.reason.outcome), "")
        word = said.word if said.rating == "accounted" else ""
        told = frozenset(marker.value for marker in found.markers) - (PASSING - said.markers)
        have.append((on.isoformat(), found.rating.value, light, outcome, told))
        wanted.append((on.isoformat(), said.rating, said.light or LIGHT[said.rating], word, said.markers))
    assert have == wanted


@pytest.mark.parametrize("number", YEAR)
def test_how_far_a_promise_is_off_its_mark(number: str) -> None:
    """The gap of every day on which a figure, a node or the periods rate: in points, or in the unit of the indicator."""
    found = [state(number, on) for on in DAYS]
    gaps = [one.reason.gap if str(one.rating) in MEASURED else None for one in found]
    assert ["" if gap is None else f"{gap.normalize():f}" for gap in gaps] == [one.gap for one in YEAR[number].says]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_six_groups_sum_to_sixty(on: date) -> None:
    """Every promise is in one group on every day, the one that its expected rating belongs to."""
    index = DAYS.index(on)
    found = Counter(RATINGS[state(number, on).rating].group.value for number in YEAR)
    assert found == Counter(GROUP[promise.says[index].rating] for promise in YEAR.values())
    assert found.total() == 60


def test_what_is_late_in_january_are_works_and_counts() -> None:
    """On 15 January no statistic is late because it is not out: what is overdue can be counted or completed, and is not.

    The rest of what is red is broken, judged by the office, or failed by a final figure: four counts of the year that are
    over with it, and a list that appeared in October.
    """
    found = {number: state(number, day("2026-01-15")) for number in YEAR}
    red = {number: one.rating.value for number, one in found.items() if one.light == "red"}
    failed = dict.fromkeys(("002", "006", "008", "012", "048"), "missed")
    assert red == dict.fromkeys(LATE, "overdue") | failed | {"011": "broken", "053": "stalled"}
    works = {Kind.QUANTITY, Kind.MILESTONE, Kind.COVERAGE}
    assert {YEAR[number].head.kind for number in LATE} == works | {Kind.QUALITATIVE}
    assert all(YEAR[number].head.deadline for number in LATE)


def test_the_account_of_the_year() -> None:
    """Each promise has one class as it was made and one as it was adjusted; an extension shows on one side."""
    on = day("2026-03-01")
    entries = [Rated(YEAR[number].known(on), PLAN, state(number, on)) for number in YEAR]
    found = ending.endings(ledger(on), entries)
    classes = [(one.original.outcome.value, one.adjusted.outcome.value) for one in found]
    assert dict(zip(YEAR, classes, strict=True)) == {number: promise.account for number, promise in YEAR.items()}

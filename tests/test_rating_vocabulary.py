"""The table of ratings and the table of reasons: every column, for every code, written out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factories import day
from targettrack.rating.vocabulary import GREY, LAMPS, RATINGS, WHYS, Basis, Rating, Reason, Why, group_of

TABLE = """
overdue         red         measured late  behind
missed          red         settled  late  behind
far-behind      red         measured -     behind
behind          yellow      measured -     behind
on-track        green       measured -     kept
ahead           green       measured -     kept
unverified      blue-waits  claimed  -     -
achieved        blue        settled  -     kept
no-data         grey        waiting  -     -
awaiting-result grey        waiting  -     -
not-due         none        waiting  -     -
suspended       none        settled  -     -
dropped         none        settled  -     -
"""
SCHEDULE = {True: "kept", False: "behind", None: "-"}


def test_what_each_rating_stands_for() -> None:
    """Light, group, whether it is late, and how it counts in 达序时率."""
    found = [
        f"{rating} {meaning.lamp.light}{'-waits' if meaning.lamp.outline else ''} {meaning.group}"
        f" {'late' if meaning.is_late else '-'} {SCHEDULE[meaning.on_schedule]}"
        for rating, meaning in RATINGS.items()
    ]
    assert found == [" ".join(line.split()) for line in TABLE.strip().splitlines()]
    assert list(RATINGS) == list(Rating)


def test_what_follows_from_the_columns() -> None:
    """Red and yellow need attention; for what is settled or claimed nobody waits any more."""
    attention = {rating.value for rating, meaning in RATINGS.items() if meaning.needs_attention}
    assert attention == {"overdue", "missed", "far-behind", "behind"}
    settled = {rating.value for rating, meaning in RATINGS.items() if meaning.is_settled}
    assert settled == {"missed", "achieved", "suspended", "dropped"}
    over = {rating.value for rating, meaning in RATINGS.items() if not meaning.is_open}
    assert over == {"missed", "achieved", "suspended", "dropped", "unverified"}


def test_lights_in_their_order() -> None:
    """What is wrong comes first; the outline after the filled light."""
    shown = [f"{lamp.light}{'-outline' if lamp.outline else ''}" for lamp in LAMPS]
    assert shown == ["red", "yellow", "green", "blue", "blue-outline", "grey", "none"]


def test_grey_belongs_to_the_group_of_its_reason() -> None:
    """Silence alone is silent; the other grey waits, for the unit or for somebody to mend it."""
    groups = {why.value: group_of(Rating.NO_DATA, why).value for why in GREY}
    assert [why for why, group in groups.items() if group == "silent"] == ["not-updated"]
    assert {group for why, group in groups.items() if why != "not-updated"} == {"waiting"}
    mendable = {why.value for why in Why if WHYS[why].is_mendable}
    assert mendable == {"unassigned", "undecidable", "not-updated", "no-baseline", "no-reference"}
    assert group_of(Rating.OVERDUE, Why.DEADLINE) == "measured"


@pytest.mark.parametrize("why", Why)
def test_what_a_rating_rests_on(why: Why) -> None:
    """Figures where figures decide, what people said where they did, nothing else; overdue without a figure on nothing."""
    figures = {"figure-meets-goal", "deadline", "checkpoint", "limit", "share", "rate", "hold"}
    words = {"status", "forecast", "unmeasured"}
    expected = "figure" if why in figures else "statement" if why in words else "none"
    assert Reason(why, figure=Decimal(1), figure_on=day("2025-06-30")).basis == expected
    assert (Reason(why).basis is Basis.FIGURE) is False

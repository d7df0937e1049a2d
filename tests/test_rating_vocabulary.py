"""The table of ratings and what reasons rest on: every column, for every code, written out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factories import day
from targettrack.rating.reason import Basis, Reason, Why
from targettrack.rating.vocabulary import LAMPS, RATINGS, Rating

TABLE = """
broken           red            settled  -     behind
missed           red            settled  late  behind
overdue          red            measured late  behind
far-behind       red            measured -     behind
unlikely         red-outline    judged   -     -
stalled          red-outline    judged   -     -
behind           yellow         measured -     behind
at-risk          yellow-outline judged   -     -
slow             yellow-outline judged   -     -
returned         yellow-outline claimed  -     -
no-result        grey           waiting  -     -
not-updated      grey           silent   -     -
node-unconfirmed grey           waiting  -     -
undecided        grey           waiting  -     -
not-mentioned    grey           waiting  -     -
unassigned       grey           waiting  -     -
first-report     grey           waiting  -     -
awaiting-result  grey           waiting  -     -
reported         grey-outline   waiting  -     -
closed-short     none           settled  -     behind
not-due          none           waiting  -     -
on-track         green          measured -     kept
advancing        green-outline  judged   -     -
ahead            green          measured -     kept
unverified       blue-outline   claimed  -     -
achieved         blue           settled  -     kept
accounted        none           settled  -     -
suspended        none           settled  -     -
dropped          none           settled  -     -
"""
SCHEDULE = {True: "kept", False: "behind", None: "-"}


def test_what_each_rating_stands_for() -> None:
    """Lamp, group, whether it is late, and how it counts in 达序时率."""
    found = [
        f"{rating} {meaning.lamp.code} {meaning.group} {'late' if meaning.is_late else '-'} {SCHEDULE[meaning.on_schedule]}"
        for rating, meaning in RATINGS.items()
    ]
    assert found == [" ".join(line.split()) for line in TABLE.strip().splitlines()]
    assert list(RATINGS) == list(Rating)


def test_for_whom_somebody_waits() -> None:
    """For what is settled or claimed nobody waits any more; what was sent back is open."""
    over = {rating.value for rating, meaning in RATINGS.items() if not meaning.is_open}
    settled = {rating.value for rating, meaning in RATINGS.items() if meaning.group == "settled"}
    assert over == {*settled, "unverified"}


def test_lights_in_their_order() -> None:
    """What is wrong comes first; each outline after the filled light."""
    assert " ".join(lamp.code for lamp in LAMPS) == (
        "red red-outline yellow yellow-outline green green-outline blue blue-outline grey grey-outline none"
    )


FIGURES = {"limit", "final", "figure-meets-goal", "deadline", "node", "share", "periods", "rate", "hold", "idle"}
STATEMENTS = {"status", "claim", "forecast", "words", "unmentioned"}


@pytest.mark.parametrize("why", Why)
def test_what_a_rating_rests_on(why: Why) -> None:
    """Figures where figures decide, what people said where they did, else nothing; without a figure on no figure."""
    said = "statement" if why in STATEMENTS else "assessment" if why == "assessment" else "none"
    expected = "figure" if why in FIGURES else said
    assert Reason(why, figure=Decimal(1), figure_on=day("2025-06-30")).basis == expected
    assert Reason(why).basis is not Basis.FIGURE

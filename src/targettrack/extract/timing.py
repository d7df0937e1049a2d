"""The times of a sentence and the days that they set. Knows no goals; `dates` knows what the words mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from targettrack import dates
from targettrack.dates import Found
from targettrack.extract.document import About
from targettrack.extract.figures import Number
from targettrack.extract.goals import Promise
from targettrack.extract.phrases import moments
from targettrack.extract.work import Carried, Place, Work
from targettrack.model import Kind

# Kinds that a day can be set for where the text sets none (what can be counted, dated or completed).
_DUE = frozenset(Kind) - {Kind.QUALITATIVE}
_CLOSED = re.compile("[前底末到至内]")


def times(text: str, work: Work) -> list[Found]:
    """Find the times of a sentence; in a digest of news, 三个月内 counts from the day that the item names."""
    if not moments.TIME.search(text):
        return []
    about = work.about
    found = dates.find(text, today=work.day or about.published, year=about.year)
    if about.news and (days := [one for one in found if one.period.precision == "day"]):
        work.day = days[-1].period.last
        found = dates.find(text, today=work.day, year=about.year)
        return [one for one in found if one.period.precision != "day"]
    return list(found)


def deadlines(text: str, work: Work) -> list[Found]:
    """Find the times of a sentence that can be those of a target: no names of plans, nothing before the window."""
    return [found for found in times(text, work) if _is_due(found, work.about) and not _is_name(text, found)]


def _is_name(text: str, found: Found) -> bool:
    """2024-2030年规划 and 2000年底前建成的小区 are names of things."""
    after = text[found.end : found.end + 12]
    return (
        moments.FIGURES.search(found.phrase) is not None
        and moments.NAMING.match(after) is not None
        and not moments.TARGETS_OF.match(after)
    )


def _is_due(found: Found, about: About) -> bool:
    return about.start is None or found.period.last >= about.start


def only_time(place: Place) -> bool:
    """Tell whether a clause is nothing but its first time: 到今年底前，…."""
    return moments.FILLER.match(place.text.replace(place.times[0].phrase, "", 1)) is not None


def opens(place: Place) -> bool:
    """到2027年… opens a sentence and holds for what follows in it."""
    return (
        bool(place.times)
        and moments.OPENS.match(place.text) is not None
        and place.times[0].period.precision in ("span", "year")
    )


def carry(carried: Carried, place: Place) -> None:
    """Keep the last time of a clause for the clauses after it."""
    last = place.times[-1]
    carried.deadline, carried.start, carried.time_assumed = last.period.last, opening(last), last.assumed


def opening(found: Found) -> date | None:
    """下半年建成 opens the window on 1 July; 6月底前 does not open it in June."""
    if (
        found.period.precision in ("half", "quarter", "month")
        and not _CLOSED.search(found.phrase)
        and found.period.first.month > 1
    ):
        return found.period.first
    return None


def without(place: Place, numbers: list[Number]) -> Place:
    """审批时限缩短至40天以内 is an amount, not a day."""

    def is_amount(found: Found) -> bool:
        first, end = found.start - place.first, found.end - place.first
        return any(number.start < end and first < number.finish for number in numbers)

    if not numbers or not place.times:
        return place
    return replace(place, times=tuple(found for found in place.times if not is_amount(found)))


def when(place: Place, promise: Promise, carried: Carried, about: About) -> tuple[date | None, date | None, bool]:
    """Return deadline, start, and whether the text leaves the deadline open."""
    mine = place.times
    if len(mine) > 1 and promise.goal.value is not None:
        mine = tuple(found for found in mine if found.start <= promise.last) or mine
    if mine:
        return mine[-1].period.last, opening(mine[-1]), mine[-1].assumed
    if carried.deadline:
        return carried.deadline, carried.start, carried.time_assumed
    if promise.kind not in _DUE:
        return None, None, False
    if place.passage.end_year:
        return date(place.passage.end_year, 12, 31), None, False
    return about.end, None, not place.targets

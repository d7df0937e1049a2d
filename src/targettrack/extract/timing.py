"""The times of a sentence and the days that they set. Knows no goals; `dates` knows what the words mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from targettrack import dates
from targettrack.dates import Found, Period
from targettrack.extract import clauses
from targettrack.extract.document import About
from targettrack.extract.figures import Number
from targettrack.extract.goals import Promise
from targettrack.extract.rules import FESTIVALS, TIMES
from targettrack.extract.work import Carried, Place, Work
from targettrack.model import Kind

# Kinds that a day can be set for where the text sets none (what can be counted, dated or completed).
_DUE = frozenset(Kind) - {Kind.QUALITATIVE}
# A longer clause says more than when.
_SHORT = 20
_CLOSED = frozenset("前底末到至内")


def times(text: str, work: Work) -> list[Found]:
    """Find the times of a sentence; in a digest of news, 三个月内 counts from the day that the item names."""
    if not TIMES.time.search(clauses.shown(text)):
        return []
    about = work.about
    found = _found(text, work.day or about.published, about)
    if about.news and (days := [one for one in found if one.period.precision == "day"]):
        work.day = days[-1].period.last
        return [one for one in _found(text, work.day, about) if one.period.precision != "day"]
    return found


def _found(text: str, day: date | None, about: About) -> list[Found]:
    """Find what `dates` reads and the festivals; in quotation marks only what goes on behind them (“十五五”末)."""
    shown = clauses.shown(text)
    eves = _eves(shown, day, about)
    found = [
        one
        for one in dates.find(shown, today=day, year=about.year)
        if not any(one.start < eve.end and eve.start < one.end for eve in eves)
    ]
    return [
        one
        for one in sorted([*eves, *found], key=lambda one: one.start)
        if text[one.start : one.end] == one.phrase or text[one.end - 1] == shown[one.end - 1] not in clauses.figures()
    ]


def _eves(text: str, day: date | None, about: About) -> list[Found]:
    """中秋前: the day before the festival of the year that is named, or of the plan's year if it is still to come."""
    out = []
    for match in TIMES.festival_before.finditer(text):
        named = TIMES.festival.first(match["name"])
        year = _year(match["year"], about.year)
        if not named or year is None:
            continue
        eve = _eve(year, named[0].value)
        if not match["year"] and (eve is None or eve < (day or date(year, 1, 1))):
            eve = _eve(year + 1, named[0].value)
        if eve:
            period = Period(date(eve.year, 1, 1), eve, "span")
            out.append(Found(period, *match.span(), match[0], assumed=not (match["year"] or day)))
    return out


def _year(word: str | None, year: int | None) -> int | None:
    if word and word[:4].isdecimal():
        return int(word[:4])
    if year is None:
        return None
    return year + 1 if word and TIMES.next_year.match(word) else year


def _eve(year: int, day: str) -> date | None:
    if "-" not in day:
        row = FESTIVALS.days.row(str(year))
        if row is None:
            return None
        day = row.values[FESTIVALS.days.columns.index(day)]
    return date.fromisoformat(f"{year}-{day}") - timedelta(days=1)


def deadlines(text: str, work: Work) -> list[Found]:
    """Find the times of a sentence that can be those of a target: no names of plans, nothing before the window."""
    start = work.about.start
    due = [found for found in times(text, work) if start is None or found.period.last >= start]
    return [found for found in due if not _is_name(text, found)]


def _is_name(text: str, found: Found) -> bool:
    """2024-2030年规划 and 2000年底前建成的小区 are names of things."""
    after = text[found.end : found.end + 12]
    return bool(TIMES.figure.search(found.phrase) and TIMES.naming.match(after) and not TIMES.targets_of.match(after))


def only_time(place: Place) -> bool:
    """Tell whether a clause is nothing but its first time: 到今年底前，…."""
    return TIMES.filler.match(place.text.replace(place.times[0].phrase, "", 1)) is not None


def opens(place: Place) -> bool:
    """到2027年… opens a sentence and holds for what follows in it."""
    is_long = bool(place.times) and place.times[0].period.precision in ("span", "year")
    return is_long and TIMES.opens.match(place.text) is not None


def carry(carried: Carried, place: Place) -> None:
    """Keep the last time of a clause for the clauses after it."""
    last = place.times[-1]
    carried.deadline, carried.start, carried.time_assumed = last.period.last, opening(last), last.assumed


def opening(found: Found) -> date | None:
    """下半年建成 opens the window on 1 July; 6月底前 does not open it in June."""
    is_part = found.period.precision in ("half", "quarter", "month") and found.period.first.month > 1
    return found.period.first if is_part and not _CLOSED & set(found.phrase) else None


def without(place: Place, numbers: list[Number]) -> Place:
    """审批时限缩短至40天以内 is an amount, not a day."""
    amounts = [(place.first + number.start, place.first + number.finish) for number in numbers]
    own = (one for one in place.times if not any(start < one.end and one.start < end for start, end in amounts))
    return place._replace(times=tuple(own))


def back(places: list[Place]) -> list[Place]:
    """建成A、B，完成C，均在10月底前投用: the time of the last clause holds for those before it that have none."""
    at = next((index for index, place in enumerate(places) if is_back(place)), 0)
    ahead = places[at].ahead if places else ""
    late = list(takewhile(lambda place: not place.times and ";" not in ahead[place.first :], reversed(places[:at])))
    shared = [place._replace(times=places[at].times) for place in reversed(late)]
    return [*places[: at - len(shared)], *shared, *places[at:]]


def is_back(place: Place) -> bool:
    """Tell whether a clause is nothing but the time of what stands before it: 均在10月底前投用."""
    return bool(place.times) and len(place.text) <= _SHORT and TIMES.back.search(place.text) is not None


def dates_back(place: Place, deadline: date | None) -> bool:
    """Tell whether such a clause has given its time to the one before it."""
    return is_back(place) and place.times[-1].period.last == deadline


def when(place: Place, promise: Promise, carried: Carried, about: About) -> tuple[date | None, date | None, bool]:
    """Return deadline, start, and whether the text leaves the deadline open; one that is not understood is None."""
    mine = place.times
    if len(mine) > 1 and promise.goal.value is not None:
        mine = tuple(found for found in mine if found.start <= promise.last) or mine
    if mine:
        return mine[-1].period.last, opening(mine[-1]), mine[-1].assumed
    if _is_unread(place.text, about):
        return None, None, True
    if carried.deadline:
        return carried.deadline, carried.start, carried.time_assumed
    if promise.kind not in _DUE:
        return None, None, False
    if place.passage.end_year:
        return date(place.passage.end_year, 12, 31), None, False
    return about.end, None, not place.targets


def is_over(place: Place, promise: Promise, carried: Carried, about: About) -> bool:
    """一季度地区生产总值下降3% in a report of May: the period that the text states is over, and the rate is a result."""
    if promise.kind not in (Kind.GROWTH, Kind.LEVEL):
        return False
    if not place.times and carried.deadline is None:
        return carried.over
    last = when(place, promise, carried, about)[0]
    return bool(last and about.published and about.end and last < about.published <= about.end)


def _is_unread(text: str, about: About) -> bool:
    """Tell whether a clause states a time that nobody here can date: 换届前, 百日内 of a document without a day."""
    shown = clauses.shown(text)
    if TIMES.unread.search(shown):
        return True
    return TIMES.time.search(shown) is not None and bool(dates.unread(shown, today=about.published, year=about.year))

"""What the charts of a report are drawn from: codes, days and numbers. Knows no shape, no colour and no word."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from targettrack.ledger import selection
from targettrack.model import Ledger, Plan, Rules
from targettrack.named import NamedTuple
from targettrack.rating.compare import Comparison
from targettrack.rating.figures import Measured
from targettrack.rating.ladder import Rated
from targettrack.rating.reason import hundredths, per_cent
from targettrack.rating.schedule import ONE_DAY, Window, elapsed
from targettrack.rating.standing import Standing, fold
from targettrack.rating.vocabulary import Lamp
from targettrack.views.row import ids
from targettrack.views.tally import by_lamp

MOST_POINTS = 36
"""A series has so many points at most, the last ones: three years by month."""


class Point(NamedTuple):
    """The mean share of the goals reached by the end of a day, beside the share of the year that had gone by then.

    Each target counts with its newest figure by that day. Ceilings are left out, since less is better there; so are
    paused targets. On pace is judged as the lights are: by a fresh figure, against the share expected on its own day.
    """

    day: date
    targets: int  # how many have a share to show
    fresh: int  # of these, how many have a figure that is not older than their reporting cycle allows
    on_pace: int  # of the fresh, how many had at least the share expected
    actual: Decimal | None  # per cent; None: there is nothing to show yet
    year: Decimal  # per cent of the plan's days or months


class Share(NamedTuple):
    """How much of its goal a target has reached by one figure, and what was to be expected on the day of that figure."""

    on: date
    actual: Decimal  # per cent, never clipped
    expected: Decimal | None  # None: ongoing
    counts: bool  # the two may be compared with those of other targets
    until: date  # the last day on which the figure is fresh


class Due(NamedTuple):
    """The targets whose deadline falls into one month."""

    month: date | None  # its first day; None: ongoing, without a deadline
    by_lamp: Mapping[Lamp, int]
    ids: tuple[str, ...]  # by deadline


class Picture(NamedTuple):
    """Everything that is drawn."""

    series: Mapping[str, tuple[Point, ...]]  # by plan: each end of a month in its window up to the day, and that day
    shares: Mapping[str, Share]  # by id of the target, by its newest figure
    month: date | None  # the first day of the one that the report is of; None: nothing is drawn
    deadlines: tuple[Due, ...]  # in order of month, those without a deadline last


def picture(ledger: Ledger, entries: Sequence[Rated]) -> Picture:
    """Draw some entries of a ledger, all rated on the same day."""
    rules = ledger.settings.rules
    known = {entry.target.id: _shares(entry.state.standing, entry.plan, rules) for entry in entries}
    plans = {entry.plan.id: entry.plan for entry in entries}.values()
    return Picture(
        series={plan.id: _series(plan, [e for e in entries if e.plan.id == plan.id], known, rules) for plan in plans},
        shares={id_: found[-1] for id_, found in known.items() if found},
        month=entries[0].state.day.replace(day=1) if entries else None,
        deadlines=_deadlines(entries),
    )


def _shares(standing: Standing, plan: Plan, rules: Rules) -> tuple[Share, ...]:
    """What each figure says, by day."""
    comparison = Comparison(standing, plan, rules)
    return tuple(filter(None, (_share(comparison, figure) for figure in comparison.measured)))


def _share(comparison: Comparison, figure: Measured) -> Share | None:
    actual, expected = comparison.share(figure), comparison.expected(figure.as_of)[0]
    if actual is None:
        return None
    due = None if expected is None else per_cent(expected)
    counts = not comparison.yardstick.is_ceiling and not comparison.standing.status.is_set_aside
    until = comparison.fresh_until(figure.as_of)
    return Share(figure.as_of, per_cent(actual), due, counts and due is not None, until)


def _series(
    plan: Plan, entries: Sequence[Rated], known: Mapping[str, tuple[Share, ...]], rules: Rules
) -> tuple[Point, ...]:
    """Follow one plan. Only a target whose goal, deadline or status moved is folded anew for each day."""
    if plan.start is None or plan.end is None or not entries:
        return ()
    looks = [_look(entry, known[entry.target.id], rules) for entry in entries]
    days = _days(plan.start, min(plan.end, entries[0].state.day))
    window = Window(plan.start, plan.end)
    return tuple(
        _point(day, [look(day) for look in looks], per_cent(elapsed(window, day, rules.method)[0])) for day in days
    )


def _look(entry: Rated, shares: tuple[Share, ...], rules: Rules) -> Callable[[date], Share | None]:
    """How to find where a target was on a day."""
    state = entry.state

    def steady(day: date) -> Share | None:
        place = bisect_right(shares, day, key=lambda share: share.on)
        return shares[place - 1] if place and day >= state.start else None

    def moved(day: date) -> Share | None:
        if day < state.start:
            return None
        comparison = Comparison(fold(entry.target, day), entry.plan, rules)
        return None if comparison.newest is None else _share(comparison, comparison.newest)

    return moved if _is_moved(state.standing) else steady


def _is_moved(standing: Standing) -> bool:
    """Whether what figures are compared with, or whether they are, was another on an earlier day."""
    return any(u.goal or u.deadline is not None or (u.status and u.status.is_set_aside) for u in standing.updates)


def _point(day: date, shares: Iterable[Share | None], year: Decimal) -> Point:
    shown = [share for share in shares if share is not None and share.counts]
    fresh = [share for share in shown if share.until >= day]
    on_pace = sum(share.expected is not None and share.actual >= share.expected for share in fresh)
    actual = hundredths(Fraction(sum(share.actual for share in shown)) / len(shown)) if shown else None
    return Point(day, len(shown), len(fresh), on_pace, actual, year)


def _days(start: date, last: date) -> tuple[date, ...]:
    """The ends of months from a day to another, and that one."""
    found = [last] if start <= last else []
    end = last.replace(day=1) - ONE_DAY if found else start - ONE_DAY
    while end >= start and len(found) < MOST_POINTS:
        found.append(end)
        end = end.replace(day=1) - ONE_DAY
    return tuple(reversed(found))


def _deadlines(entries: Sequence[Rated]) -> tuple[Due, ...]:
    months: dict[date, list[Rated]] = {}
    for entry in selection.sort(entries, "deadline"):
        deadline = entry.state.deadline
        months.setdefault(date.max if deadline is None else deadline.replace(day=1), []).append(entry)
    return tuple(
        Due(None if month == date.max else month, by_lamp(due), ids(due)) for month, due in sorted(months.items())
    )

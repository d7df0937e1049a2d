"""The figures of a target as numbers to compare: parts summed, periods counted, returned ones left out. Rates nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from targettrack.model import DataStatus
from targettrack.named import NamedTuple
from targettrack.rating import schedule
from targettrack.rating.reason import exact
from targettrack.rating.schedule import Window

if TYPE_CHECKING:
    from datetime import date

    from targettrack.model import Every, Rules
    from targettrack.rating.goal import Yardstick
    from targettrack.rating.standing import Figure, Standing


class Measured(NamedTuple):
    """A number to compare, and the day that it holds for."""

    as_of: date
    figure: Decimal
    data: DataStatus | None = None
    stage: str = ""
    silent: tuple[str, ...] = ()  # parts that are not in it, or only with an old figure

    @property
    def value(self) -> Fraction:
        """The figure to reckon with; of most targets only the newest is asked for it."""
        return exact(self.figure)


def measured(standing: Standing, yardstick: Yardstick, start: date, cycle: int) -> tuple[Measured, ...]:
    """The numbers of the whole by day: its own figures, and the sums of its parts where no own one is of that day.

    What broke a guard or a ceiling before the window opened did not break this promise.
    """
    whole = {one.as_of: one for one in _known(standing.figures, standing)}
    if standing.parts and yardstick.adds_up:
        for one in _sums(standing, cycle, is_limit=yardstick.is_limit):
            whole.setdefault(one.as_of, one)
    days = sorted(day for day in whole if not yardstick.is_limit or day >= start)
    return tuple(whole[day] for day in days)


def latest_before(figures: tuple[Measured, ...], day: date) -> Measured | None:
    """The newest number by a day."""
    return next((one for one in reversed(figures) if one.as_of <= day), None)


class KeptPeriod(NamedTuple):
    """One period of a goal that is set anew for each, and what was reported for it."""

    window: Window
    value: Fraction | None  # None: nothing
    is_kept: bool

    def is_judged(self, day: date, rules: Rules) -> bool:
        """Whether it is over and its reporting day has passed."""
        return day > schedule.reporting_day(self.window.end, rules.reporting_day)


def kept(standing: Standing, yardstick: Yardstick, window: Window, every: Every) -> tuple[KeptPeriod, ...]:
    """The periods of a window with what was reported for each: the last value of its days, a running total less the one before it."""
    latest: dict[date, Fraction] = {}
    running: dict[date, Fraction] = {}  # the running total at the end of each period
    for figure in standing.figures:
        if figure.value is None or not standing.rates(figure.order):
            continue
        first, value = schedule.period_of(figure.as_of, every), exact(figure.value)
        if figure.total:
            before = next((total for day, total in reversed(running.items()) if day < first), Fraction(0))
            running[first] = value
            value -= before
        latest[first] = value
    found = ((period, latest.get(period.start)) for period in schedule.periods(window, every))
    return tuple(
        KeptPeriod(period, value, value is not None and yardstick.satisfied_by(value)) for period, value in found
    )


def _known(figures: tuple[Figure, ...], standing: Standing) -> tuple[Measured, ...]:
    return tuple(
        Measured(figure.as_of, figure.value, figure.data, figure.stage)
        for figure in figures
        if figure.value is not None and standing.rates(figure.order)
    )


def _sums(standing: Standing, cycle: int, *, is_limit: bool) -> tuple[Measured, ...]:
    """The sum of the parts on each day on which every part that reports has a figure at most one cycle old.

    A part that never reported, or not for a cycle and a half, is silent: its last figure stays in the sum, and it is
    named. Which parts are silent depends on the figures only, so that no sum turns by the mere passing of days. Events
    only add up, so what breaks a limit does not wait for the other parts.
    """
    parts = {part: _known(figures, standing) for part, figures in standing.parts.items()}
    newest: dict[str, Measured | None] = dict.fromkeys((*standing.goal.parts, *parts))
    found = []
    for day in sorted({one.as_of for figures in parts.values() for one in figures}):
        newest = {name: latest_before(parts.get(name, ()), day) for name in newest}
        told = [one for one in newest.values() if one is not None]
        silent = tuple(name for name, one in newest.items() if one is None or _is_old(one, day, Fraction(3 * cycle, 2)))
        waits = any(_is_old(one, day, Fraction(cycle)) for name, one in newest.items() if one and name not in silent)
        if waits and not is_limit:
            continue
        figure = sum((one.figure for one in told), start=Decimal(0))
        data = DataStatus.ESTIMATE if any(one.data is DataStatus.ESTIMATE for one in told) else None
        found.append(Measured(day, figure, data, silent=silent))
    return tuple(found)


def _is_old(one: Measured, day: date, months: Fraction) -> bool:
    return day > schedule.months_later(one.as_of, months)

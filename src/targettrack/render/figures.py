"""Figures and gaps in words: a number with its unit and its day, how far it is off in its own unit, which periods lack."""

from datetime import date
from decimal import Decimal

from targettrack.i18n import _, ngettext
from targettrack.model import KINDS, Every, Kind
from targettrack.rating.goal import Yardstick
from targettrack.rating.reason import Reason
from targettrack.render.numbers import percent, plain, quantity, spoken_day
from targettrack.render.words import word
from targettrack.views.row import Row

_POINT = frozenset({"%", "百分点", "个百分点"})


def figure_phrase(row: Row) -> str:
    """The newest figure with its day: «310个（截至2025-06-30）»; empty where there is none."""
    reason = row.reason
    if reason.figure_on is None:
        return ""
    said = _("{figure} as of {day}")
    if reason.data is not None:
        said = _("{figure} ({data}) as of {day}")
    return said.format(
        figure=newest_figure(row), day=spoken_day(reason.figure_on), data=word(reason.data) if reason.data else ""
    )


def newest_figure(row: Row) -> str:
    """The newest figure with its unit, or the stage; "" where nothing was reported."""
    return number(row, row.reason.figure) or row.reason.stage


def number(row: Row, value: Decimal | None) -> str:
    """A number of the indicator with its unit: «5.4%», «第410位»."""
    if row.kind is Kind.RANK and value is not None:
        return _("rank {n}").format(n=plain(value))
    return quantity(value, figure_unit(row))


def figure_unit(row: Row) -> str:
    """What the figures of a target are counted in."""
    return stick(row).unit or ("%" if KINDS[row.kind].is_rate else "")


def stick(row: Row) -> Yardstick:
    """What figures of a row are held against."""
    return Yardstick(row.kind, row.goal, row.title, is_bare="comparator" in row.assumed)


def gap_size(row: Row, points: Decimal) -> str:
    """How large a gap is, in the indicator's own unit: «2个百分点», «5万头», «10位»."""
    size = plain(abs(points))
    if row.kind is Kind.RANK:
        return _("{n} ranks").format(n=size)
    if figure_unit(row) in _POINT:
        return ngettext("{n} point", "{n} points", 1 if abs(points) == 1 else 0).format(n=size)
    return quantity(abs(points), figure_unit(row))


def short_of(row: Row, points: Decimal) -> str:
    """How far a figure is off its goal on the bad side: «差200人», «低2个百分点», «高出3微克/立方米», «距目标10位»."""
    size = gap_size(row, points)
    if row.kind is Kind.RANK:
        return _("{gap} off the goal").format(gap=size)
    if points > 0:
        return _("{gap} too much").format(gap=size)
    return (_("{gap} below") if figure_unit(row) in _POINT else _("{gap} short")).format(gap=size)


def missing_periods(row: Row, reason: Reason) -> str:
    """Which periods of a goal that is set anew for each were not kept: «缺：6月»."""
    return _("not kept: {periods}").format(periods=_(", ").join(period(row, first) for first in reason.missing))


def period(row: Row, first: date) -> str:
    """A week, month, quarter or half-year by its first day."""
    every, month = row.goal.every, first.month
    if every is Every.WEEK:
        return _("week of {day}").format(day=spoken_day(first))
    if every is Every.QUARTER:
        return _("quarter {n}").format(n=(month + 2) // 3)
    if every is Every.HALF_YEAR:
        return _("first half-year") if month == 1 else _("second half-year")
    return _("month {n}").format(n=month)


def share_phrase(share: Decimal | None) -> str:
    """« (53.3% of it)», behind a figure or a goal; nothing where there is no share."""
    return "" if share is None else _(" ({share} of it)").format(share=percent(share))

"""The sentence behind a light: axis, figure, expected, gap, threshold. Worded as offices word it (domain.md, section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, ngettext
from targettrack.model import Kind
from targettrack.rating import Marker, Rating, Why
from targettrack.render.numbers import day, percent, plain, quantity
from targettrack.render.words import word

if TYPE_CHECKING:
    from targettrack.rating import Reason
    from targettrack.views.row import Row

_SIMPLE = {
    Why.UNASSIGNED: N_("no unit leads it"),
    Why.FIRST_REPORT: N_("no figure yet; the first is not late"),
    Why.NO_WINDOW: N_("ongoing, so no share can be expected by now"),
    Why.NO_REFERENCE: N_("the target it follows has no figure for that day"),
    Why.NO_BASELINE: N_("no baseline, so no share can be computed"),
    Why.FORECAST: N_("the lead unit says that it cannot be met"),
}
_FIELDS = {
    "value": N_("the number"),
    "denominator": N_("the number of units that «all» means"),
    "tolerance": N_("the tolerance of «about»"),
    "of": N_("the target that it follows"),
    "done_when": N_("the acceptance test"),
    "baseline": N_("the baseline"),
}
_METHODS = {"month": N_("by month"), "day": N_("by day"), "checkpoint": N_("by checkpoints")}


def explain(row: Row) -> str:
    """Why a row has its rating, in one sentence without a full stop."""
    why, reason = row.reason.why, row.reason
    if why in _SIMPLE:
        return _(_SIMPLE[why])
    return _EXPLAIN[why](row, reason)


def gap_phrase(row: Row) -> str:
    """«完成年度目标的53.3%,低于序时21.7个百分点», the phrase of bulletins. Needs a reason on the share axis."""
    reason = row.reason
    assert reason.gap is not None
    if reason.gap < 0:
        sentence = _("{actual} of the {goal} reached, {gap} points below the expected share")
    elif reason.gap > 0:
        sentence = _("{actual} of the {goal} reached, {gap} points above the expected share")
    else:
        sentence = _("{actual} of the {goal} reached, equal to the expected share")
    return sentence.format(actual=percent(reason.actual), goal=_goal_word(row), gap=plain(abs(reason.gap)))


def figure_phrase(row: Row) -> str:
    """The newest figure with its day: «310个 (2025-06-30)»; empty where there is none."""
    reason = row.reason
    if reason.figure_on is None:
        return ""
    shown = quantity(reason.figure, row.goal.unit or ("%" if row.goal.value is None else "")) or reason.stage
    return _("{figure} as of {day}").format(figure=shown, day=day(reason.figure_on))


def markers_phrase(row: Row) -> str:
    """The markers of a row in words."""
    return _(", ").join(word(marker) for marker in row.markers)


def _goal_word(row: Row) -> str:
    last = row.deadline
    annual = last is not None and (last.month, last.day, row.start.month, row.start.day) == (12, 31, 1, 1)
    return _("annual goal") if annual and last is not None and last.year == row.start.year else _("goal")


def _status(row: Row, reason: Reason) -> str:
    stated = _("stated: {status}").format(status=word(row.status))
    if reason.on is None:
        return stated
    return _("{stated} as of {day}").format(stated=stated, day=day(reason.on))


def _deadline(row: Row, reason: Reason) -> str:
    days = -(row.days_left or 0)
    late = ngettext("{n} day past the deadline {day}", "{n} days past the deadline {day}", days)
    sentence = late.format(n=days, day=day(reason.on))
    if "deadline" in row.assumed and Marker.EXTENDED not in row.markers:
        sentence += _(" (assumed)")
    said = figure_phrase(row)
    if not said:
        return sentence + _("; no figure on record")
    return sentence + _("; last figure {figure}").format(figure=said)


def _met(row: Row, reason: Reason) -> str:
    if row.kind is Kind.RELATIVE:
        return _("{figure} meets the goal; not closed yet").format(figure=figure_phrase(row))
    share = percent(reason.actual) if reason.actual is not None else ""
    met = _("{figure} meets the goal of {goal}").format(
        figure=figure_phrase(row), goal=quantity(reason.goal, reason.unit)
    )
    return (met + _(" ({share} of it)").format(share=share) if share else met) + _("; not closed yet")


def _share(row: Row, reason: Reason) -> str:
    detail = _("{figure}; expected {expected} {method}; bound {threshold} points").format(
        figure=figure_phrase(row),
        expected=percent(reason.expected),
        method=_(_METHODS[reason.method]),
        threshold=plain(reason.threshold),
    )
    return _("{phrase} ({detail})").format(phrase=gap_phrase(row), detail=detail)


def _rate(row: Row, reason: Reason) -> str:
    assert reason.gap is not None
    goal = (
        _("the target it follows")
        if row.kind is Kind.RELATIVE
        else _("the goal of {goal}").format(goal=quantity(reason.goal, reason.unit))
    )
    if reason.gap == 0:
        sentence = _("{figure}, equal to {goal}")
    elif reason.gap < 0:
        sentence = _("{figure}, {gap} points below {goal}")
    else:
        sentence = _("{figure}, {gap} points above {goal}")
    return sentence.format(figure=figure_phrase(row), gap=plain(abs(reason.gap)), goal=goal)


def _hold(row: Row, _reason: Reason) -> str:
    holds = row.rating is Rating.ON_TRACK
    return (_("{figure}: holds") if holds else _("{figure}: does not hold")).format(figure=figure_phrase(row))


def _undecidable(_row: Row, reason: Reason) -> str:
    return _("cannot be decided: {field} is missing").format(field=_(_FIELDS[reason.field]))


def _not_updated(_row: Row, reason: Reason) -> str:
    if reason.on is None:
        return _("nothing reported since it began, longer than the reporting cycle allows")
    return _("last report {day}, longer ago than the reporting cycle allows").format(day=day(reason.on))


_EXPLAIN = {
    Why.STATUS: _status,
    Why.DEADLINE: _deadline,
    Why.FIGURE_MEETS_GOAL: _met,
    Why.RESULT_DUE: lambda _row, r: _("deadline passed; the figure is due on {day}").format(day=day(r.on)),
    Why.WINDOW: lambda _row, r: _("begins on {day}").format(day=day(r.on)),
    Why.UNDECIDABLE: _undecidable,
    Why.NOT_UPDATED: _not_updated,
    Why.UNMEASURED: lambda _row, r: _("reported {day} in words only").format(day=day(r.on)),
    Why.CHECKPOINT: lambda row, r: _("checkpoint {day} missed by more than the limit; {figure}").format(
        day=day(r.on), figure=figure_phrase(row)
    ),
    Why.LIMIT: lambda row, r: _("{figure}: over the limit of {goal}").format(
        figure=figure_phrase(row), goal=quantity(r.goal, r.unit)
    ),
    Why.SHARE: _share,
    Why.RATE: _rate,
    Why.HOLD: _hold,
}

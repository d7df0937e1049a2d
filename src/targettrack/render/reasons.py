"""The sentence behind a light: axis, figure, expected, gap, threshold. Worded as offices word it."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from targettrack.i18n import N_, _
from targettrack.model import KINDS, Kind
from targettrack.rating.goal import Yardstick
from targettrack.rating.vocabulary import Marker, Rating, Reason, Why
from targettrack.render.numbers import day, percent, plain, quantity, signed
from targettrack.render.words import rating_word, word
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
    "comparator": N_("whether the number is a least or a most"),
    "denominator": N_("the number of units that «all» means"),
    "tolerance": N_("the tolerance of «about»"),
    "of": N_("the target that it follows"),
    "done_when": N_("the acceptance test"),
    "baseline": N_("the baseline"),
}
_BANDS = {
    Rating.AHEAD: N_("ahead from {bound}"),
    Rating.ON_TRACK: N_("on track from {bound}"),
    Rating.BEHIND: N_("behind down to {bound}"),
    Rating.FAR_BEHIND: N_("far behind below {bound}"),
}
_METHODS = {"month": N_("by month"), "day": N_("by day"), "checkpoint": N_("by checkpoints")}


def explain(row: Row) -> str:
    """Why a row has its rating, in one sentence without a full stop."""
    why, reason = row.reason.why, row.reason
    if why in _SIMPLE:
        return _(_SIMPLE[why])
    return _EXPLAIN[why](row, reason)


def gap_phrase(row: Row) -> str:
    """«完成年度目标的53.3%，低于序时21.7个百分点», the phrase of bulletins. Needs a reason on the share axis."""
    reason = row.reason
    assert reason.share_gap is not None
    if reason.share_gap < 0:
        sentence = _("{actual} of the {goal} reached, {gap} points below the expected share")
    elif reason.share_gap > 0:
        sentence = _("{actual} of the {goal} reached, {gap} points above the expected share")
    else:
        sentence = _("{actual} of the {goal} reached, equal to the expected share")
    return sentence.format(actual=percent(reason.actual), goal=_goal_word(row), gap=plain(abs(reason.share_gap)))


def short_phrase(row: Row) -> str:
    """Why, as a bulletin has it: the share and its gap with the figure; without the method and the bands."""
    if row.reason.why is not Why.SHARE:
        return explain(row)
    return _("; ").join(filter(None, (gap_phrase(row), figure_phrase(row))))


def figure_phrase(row: Row) -> str:
    """The newest figure with its day: «310个（截至2025-06-30）»; empty where there is none."""
    reason = row.reason
    if reason.figure_on is None:
        return ""
    return _("{figure} as of {day}").format(figure=newest_figure(row), day=day(reason.figure_on))


def newest_figure(row: Row) -> str:
    """The newest figure with its unit, or the stage; "" where nothing was reported."""
    return quantity(row.reason.figure, figure_unit(row)) or row.reason.stage


def figure_unit(row: Row) -> str:
    """What the figures of a target are counted in."""
    return Yardstick(row.kind, row.goal).unit


def listed(codes: Iterable[StrEnum]) -> str:
    """Markers or causes in words."""
    return _(", ").join(word(code) for code in codes)


def _goal_word(row: Row) -> str:
    last = row.deadline
    annual = last is not None and (last.month, last.day, row.start.month, row.start.day) == (12, 31, 1, 1)
    return _("annual goal") if annual and last is not None and last.year == row.start.year else _("goal")


def _status(row: Row, reason: Reason) -> str:
    """What was stated and since when; the figure it rests on; why and on whose word."""
    said = word(row.status)
    parts = ["" if said == rating_word(row.rating, reason.why) else said]
    if reason.on is not None:
        parts.append(_("since {day}").format(day=day(reason.on)))
    if reason.figure_on is not None:
        parts.append(_measured(row, reason))
    return _("; ").join(filter(None, (*parts, row.reason_given, row.authority)))


def _measured(row: Row, reason: Reason) -> str:
    """The figure beside what it is held against, where people have already said how it ended."""
    if KINDS[row.kind].is_rate and reason.figure is not None and reason.goal is not None:
        return _versus(row, reason.goal, reason.figure - reason.goal)
    share = _(" ({share} of it)").format(share=percent(reason.actual)) if reason.actual is not None else ""
    return figure_phrase(row) + share


def _deadline(row: Row, reason: Reason) -> str:
    sentence = _("the deadline was {day}").format(day=day(reason.on))
    if "deadline" in row.assumed and not {Marker.EXTENDED, Marker.EXTENDED_LATE} & set(row.markers):
        sentence += _(" (assumed)")
    said = figure_phrase(row) or _("no figure on record")
    return _("; ").join(filter(None, (sentence, said, _undecidable(row, reason) if reason.field else "")))


def _met(row: Row, reason: Reason) -> str:
    met = _("{figure} meets the goal").format(figure=figure_phrase(row))
    if row.kind is not Kind.RELATIVE and reason.goal is not None:
        met += _(" of {goal}").format(goal=quantity(reason.goal, figure_unit(row)))
    share = _(" ({share} of it)").format(share=percent(reason.actual)) if reason.actual is not None else ""
    return _("; ").join((met + share, _("not closed yet")))


def _share(row: Row, reason: Reason) -> str:
    expected = _("expected {expected} {method}").format(
        expected=percent(reason.expected), method=_(_METHODS[reason.method])
    )
    return _("; ").join((gap_phrase(row), figure_phrase(row), expected, _band(row, reason)))


def _band(row: Row, reason: Reason) -> str:
    """The band that the gap fell into, with its bound."""
    assert reason.threshold is not None
    return _(_BANDS[row.rating]).format(bound=signed(reason.threshold))


def _rate(row: Row, reason: Reason) -> str:
    assert reason.points is not None
    assert reason.goal is not None
    return _versus(row, reason.goal, reason.points)


def _versus(row: Row, held_against: Decimal, gap: Decimal) -> str:
    """«6.1%（截至2019-09-30），低于目标（7%）0.9个百分点», or the same against the target that it follows."""
    number = quantity(held_against, row.reason.unit or "%")
    followed = row.kind is Kind.RELATIVE
    goal = (
        _("{id} at {goal}").format(id=row.goal.of, goal=number)
        if followed
        else _("the goal of {goal}").format(goal=number)
    )
    if gap == 0:
        sentence = _("{figure}, equal to {goal}")
    elif gap < 0:
        sentence = _("{figure}, {gap} points below {goal}")
    else:
        sentence = _("{figure}, {gap} points above {goal}")
    return sentence.format(figure=figure_phrase(row), gap=plain(abs(gap)), goal=goal)


def _hold(row: Row, _reason: Reason) -> str:
    holds = row.rating is Rating.ON_TRACK
    return (_("{figure}: holds") if holds else _("{figure}: does not hold")).format(figure=figure_phrase(row))


def _undecidable(_row: Row, reason: Reason) -> str:
    return missing_phrase(reason)


def missing_phrase(reason: Reason) -> str:
    """Which part of the goal is missing for any verdict."""
    return _("cannot be decided: {field} is missing").format(field=_(_FIELDS[reason.field]))


def _not_updated(_row: Row, reason: Reason) -> str:
    if reason.on is None:
        return _("nothing reported since it began, longer than the reporting cycle allows")
    return _("last report {day}, longer ago than the reporting cycle allows").format(day=day(reason.on))


def _checkpoint(row: Row, reason: Reason) -> str:
    missed = _("the checkpoint of {day} was missed, longer ago than the limit").format(day=day(reason.on))
    return _("; ").join(filter(None, (missed, figure_phrase(row))))


_EXPLAIN = {
    Why.STATUS: _status,
    Why.DEADLINE: _deadline,
    Why.FIGURE_MEETS_GOAL: _met,
    Why.RESULT_DUE: lambda _row, r: _("deadline passed; the figure is due on {day}").format(day=day(r.on)),
    Why.WINDOW: lambda _row, r: _("begins on {day}").format(day=day(r.on)),
    Why.UNDECIDABLE: _undecidable,
    Why.NOT_UPDATED: _not_updated,
    Why.UNMEASURED: lambda _row, r: _("reported {day} in words only").format(day=day(r.on)),
    Why.CHECKPOINT: _checkpoint,
    Why.LIMIT: lambda row, r: _("{figure}: over the limit of {goal}").format(
        figure=figure_phrase(row), goal=quantity(r.goal, r.unit)
    ),
    Why.SHARE: _share,
    Why.RATE: _rate,
    Why.HOLD: _hold,
}

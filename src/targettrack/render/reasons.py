"""The sentence behind a light: axis, figure, expected, gap, threshold. Worded as offices word it (低于目标21.7个百分点: 连云港 2019)."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum

from targettrack.i18n import N_, _
from targettrack.model import KINDS, Kind
from targettrack.rating.goal import Yardstick
from targettrack.rating.vocabulary import Marker, Rating, Reason, Why
from targettrack.render.numbers import day, percent, plain, quantity, signed
from targettrack.render.words import rating_word, word
from targettrack.views.row import Row

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
    return _EXPLAIN[row.reason.why](row, row.reason)


def gap_phrase(row: Row) -> str:
    """«完成年度目标的53.3%，低于序时21.7个百分点», the phrase of bulletins. Needs a reason on the share axis."""
    reason = row.reason
    sentence = _off(
        reason.share_gap,
        _("{actual} of the {goal} reached, {gap} points below the expected share"),
        _("{actual} of the {goal} reached, equal to the expected share"),
        _("{actual} of the {goal} reached, {gap} points above the expected share"),
    )
    return sentence.format(actual=percent(reason.actual), goal=_goal_word(row))


def short_phrase(row: Row) -> str:
    """Why, as a bulletin has it: the share and its gap with the figure; without the method and the bands."""
    if row.reason.why is not Why.SHARE:
        return explain(row)
    return _listed(gap_phrase(row), figure_phrase(row))


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


def missing_phrase(reason: Reason) -> str:
    """Which part of the goal is missing for any verdict."""
    return _("cannot be decided: {field} is missing").format(field=_(_FIELDS[reason.field]))


def share_phrase(share: Decimal | None) -> str:
    """« (53.3% of it)», behind a figure or a goal; nothing where there is no share."""
    return "" if share is None else _(" ({share} of it)").format(share=percent(share))


def _off(gap: Decimal | None, below: str, equal: str, above: str) -> str:
    """The sentence for a gap, with its size in it; the other places stay open."""
    assert gap is not None
    sentence = below if gap < 0 else above if gap > 0 else equal
    return sentence.replace("{gap}", plain(abs(gap)))


def _listed(*parts: str) -> str:
    return _("; ").join(filter(None, parts))


def _goal_word(row: Row) -> str:
    last = row.deadline
    annual = last is not None and (last.month, last.day, row.start.month, row.start.day) == (12, 31, 1, 1)
    return _("annual goal") if annual and last is not None and last.year == row.start.year else _("goal")


def _status(row: Row, reason: Reason) -> str:
    """What was stated and since when; the figure it rests on; why and on whose word."""
    said = word(row.status)
    since = "" if reason.on is None else _("since {day}").format(day=day(reason.on))
    figure = "" if reason.figure_on is None else _measured(row, reason)
    return _listed("" if said == rating_word(row.rating) else said, since, figure, row.reason_given, row.authority)


def _measured(row: Row, reason: Reason) -> str:
    """The figure beside what it is held against, where people have already said how it ended."""
    if KINDS[row.kind].is_rate and reason.figure is not None and reason.goal is not None:
        return _versus(row, reason.goal, reason.figure - reason.goal)
    return figure_phrase(row) + share_phrase(reason.actual)


def _deadline(row: Row, reason: Reason) -> str:
    sentence = _("the deadline was {day}").format(day=day(reason.on))
    if "deadline" in row.assumed and not {Marker.EXTENDED, Marker.EXTENDED_LATE} & set(row.markers):
        sentence += _(" (assumed)")
    figure = figure_phrase(row) or _("no figure on record")
    return _listed(sentence, figure, missing_phrase(reason) if reason.field else "")


def _met(row: Row, reason: Reason) -> str:
    met = _("{figure} meets the goal").format(figure=figure_phrase(row))
    if row.kind is not Kind.RELATIVE and reason.goal is not None:
        met += _(" of {goal}").format(goal=quantity(reason.goal, figure_unit(row)))
    return _listed(met + share_phrase(reason.actual), _("not closed yet"))


def _share(row: Row, reason: Reason) -> str:
    """The gap, the figure, what was expected and how that was counted, the band that the gap fell into with its bound."""
    assert reason.threshold is not None
    method = _(_METHODS[reason.method])
    expected = _("expected {expected} {method}").format(expected=percent(reason.expected), method=method)
    band = _(_BANDS[row.rating]).format(bound=signed(reason.threshold))
    return _listed(gap_phrase(row), figure_phrase(row), expected, band)


def _versus(row: Row, held_against: Decimal | None, gap: Decimal | None) -> str:
    """«6.1%（截至2019-09-30），低于目标（7%）0.9个百分点», or the same against the target that it follows."""
    followed = row.kind is Kind.RELATIVE
    goal = _("{id} at {goal}") if followed else _("the goal of {goal}")
    sentence = _off(
        gap,
        _("{figure}, {gap} points below {goal}"),
        _("{figure}, equal to {goal}"),
        _("{figure}, {gap} points above {goal}"),
    )
    number = quantity(held_against, row.reason.unit or "%")
    return sentence.format(figure=figure_phrase(row), goal=goal.format(id=row.goal.of, goal=number))


def _hold(row: Row, _reason: Reason) -> str:
    holds = row.rating is Rating.ON_TRACK
    return (_("{figure}: holds") if holds else _("{figure}: does not hold")).format(figure=figure_phrase(row))


def _limit(row: Row, reason: Reason) -> str:
    goal = quantity(reason.goal, reason.unit)
    return _("{figure}: over the limit of {goal}").format(figure=figure_phrase(row), goal=goal)


def _not_updated(_row: Row, reason: Reason) -> str:
    if reason.on is None:
        return _("nothing reported since it began, longer than the reporting cycle allows")
    return _("last report {day}, longer ago than the reporting cycle allows").format(day=day(reason.on))


def _checkpoint(row: Row, reason: Reason) -> str:
    missed = _("the checkpoint of {day} was missed, longer ago than the limit").format(day=day(reason.on))
    return _listed(missed, figure_phrase(row))


_EXPLAIN: dict[Why, Callable[[Row, Reason], str]] = {
    Why.STATUS: _status,
    Why.FIGURE_MEETS_GOAL: _met,
    Why.DEADLINE: _deadline,
    Why.RESULT_DUE: lambda _row, r: _("deadline passed; the figure is due on {day}").format(day=day(r.on)),
    Why.WINDOW: lambda _row, r: _("begins on {day}").format(day=day(r.on)),
    Why.UNASSIGNED: lambda _row, _r: _("no unit leads it"),
    Why.UNDECIDABLE: lambda _row, r: missing_phrase(r),
    Why.FIRST_REPORT: lambda _row, _r: _("no figure yet; the first is not late"),
    Why.NOT_UPDATED: _not_updated,
    Why.UNMEASURED: lambda _row, r: _("reported {day} in words only").format(day=day(r.on)),
    Why.NO_BASELINE: lambda _row, _r: _("no baseline, so no share can be computed"),
    Why.NO_REFERENCE: lambda _row, _r: _("the target it follows has no figure for that day"),
    Why.NO_WINDOW: lambda _row, _r: _("ongoing, so no share can be expected by now"),
    Why.CHECKPOINT: _checkpoint,
    Why.FORECAST: lambda _row, _r: _("the lead unit says that it cannot be met"),
    Why.LIMIT: _limit,
    Why.SHARE: _share,
    Why.RATE: lambda row, r: _versus(row, r.goal, r.points),
    Why.HOLD: _hold,
}

"""The sentence behind a light: axis, figure, goal, gap in its own unit, threshold, convention, whose turn it is.

Worded as offices word it (低于目标21.7个百分点: 连云港 2019).
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum

from targettrack.i18n import N_, _
from targettrack.model import Kind
from targettrack.rating.reason import Convention, Lack, Reason, Turn, Why
from targettrack.rating.vocabulary import Marker, Rating
from targettrack.render.figures import (
    figure_phrase,
    gap_size,
    missing_periods,
    number,
    share_phrase,
    short_of,
    stick,
)
from targettrack.render.numbers import percent, plain, signed, spoken_day
from targettrack.render.words import word
from targettrack.views.row import Row

LACKS = {
    Lack.VALUE: N_("the number of the goal"),
    Lack.COMPARATOR: N_("whether the number is a least or a most"),
    Lack.TOTAL: N_("the total"),
    Lack.SHARE: N_("the share that counts as done"),
    Lack.BASELINE: N_("the baseline"),
    Lack.REFERENCE: N_("the figure of the target that it follows"),
}
_BANDS = {
    Rating.AHEAD: N_("ahead from {bound}"),
    Rating.ON_TRACK: N_("on track from {bound}"),
    Rating.BEHIND: N_("behind down to {bound}"),
    Rating.FAR_BEHIND: N_("far behind below {bound}"),
}
_METHODS = {"month": N_("by month"), "day": N_("by day")}
_CONVENTIONS = {
    Convention.ABOUT_RATE: N_("«about» holds down to {slack} below, by our convention"),
    Convention.ABOUT_AMOUNT: N_("«about» an amount is reached when it is reached, by our convention"),
    Convention.ABOUT_LESS: N_("«about» holds at or below the number, by our convention"),
    Convention.TOLERANCE: N_("the tolerance on record is {slack}"),
    Convention.STRICT: N_("exactly {figure}, which does not exceed it"),
    Convention.SMALL_COUNT: N_("a count so small that the gap alone is not red, by our convention"),
}
_NOT_BELOW = N_("exactly {figure}, which is not below it")
_TURNS = {
    Turn.UNIT: N_("next: the lead unit"),
    Turn.OFFICE: N_("next: the supervising office"),
    Turn.STATISTICS: N_("next: who publishes the figure"),
    Turn.SETTER: N_("next: {set_by}, who sets the number"),
    Turn.REFERENCE: N_("next: who reports {of}"),
}
_SINCE = N_("since {day}")
_SAID = {
    Rating.ACHIEVED: N_("completed on {day}"),
    Rating.CLOSED_SHORT: N_("closed on {day}"),
    Rating.MISSED: N_("recorded as missed on {day}"),
}


def explain(row: Row) -> str:
    """Why a row has its rating and whose turn it is, in one sentence without a full stop."""
    return listed_parts(grounds(row), _turn(row, row.reason))


def grounds(row: Row) -> str:
    """Why a row has its rating."""
    return listed_parts(_EXPLAIN[row.reason.why](row, row.reason), *_beside(row, row.reason))


def short_phrase(row: Row) -> str:
    """Why, as a bulletin has it: the share and its gap with the figure; without the method and the bands."""
    if row.reason.why not in {Why.SHARE, Why.IDLE}:
        return grounds(row)
    return listed_parts(gap_phrase(row), figure_phrase(row), *_beside(row, row.reason))


def gap_phrase(row: Row) -> str:
    """«完成年度目标的53.3%，低于序时21.7个百分点», the phrase of bulletins. Needs a reason on the share axis."""
    reason = row.reason
    sentence = _off(
        reason.share_gap or Decimal(0),
        _("{actual} of the {goal} reached, {gap} points below the expected share"),
        _("{actual} of the {goal} reached, equal to the expected share"),
        _("{actual} of the {goal} reached, {gap} points above the expected share"),
    )
    return sentence.format(actual=percent(reason.actual), goal=_goal_word(row), gap=_size(reason.share_gap))


def listed(codes: Iterable[StrEnum]) -> str:
    """Markers or causes in words."""
    return _(", ").join(word(code) for code in codes)


def missing_phrase(reason: Reason) -> str:
    """Which part of the goal is missing for any verdict."""
    assert reason.field is not None
    return _("cannot be decided: {field} is missing").format(field=_(LACKS[reason.field]))


def listed_parts(*parts: str) -> str:
    """Parts of a sentence, those that there are."""
    return _("; ").join(filter(None, parts))


def _off(gap: Decimal, below: str, equal: str, above: str) -> str:
    return below if gap < 0 else above if gap > 0 else equal


def _size(gap: Decimal | None) -> str:
    return plain(abs(gap or Decimal(0)))


def _goal_word(row: Row) -> str:
    last = row.deadline
    annual = last is not None and (last.month, last.day, row.start.month, row.start.day) == (12, 31, 1, 1)
    return _("annual goal") if annual and last is not None and last.year == row.start.year else _("goal")


def _beside(row: Row, reason: Reason) -> Iterable[str]:
    """What belongs to any reason that has it: silence, parts, periods, conventions, the office's word, the last day."""
    if reason.idle_gap is not None:
        yield _("with nothing new since, {gap} points").format(gap=signed(reason.idle_gap))
    if row.asked is not None:
        said = _("an extension to {day} is asked for") + (
            _(" ({reason})").format(reason=row.asked_for) if row.asked_for else ""
        )
        yield said.format(day=spoken_day(row.asked))
    if reason.silent:
        yield _("not reported by: {parts}").format(parts=_(", ").join(reason.silent))
    if reason.missing:
        yield missing_periods(row, reason)
    if reason.convention is not None and reason.why is not Why.UNDECIDABLE:
        yield _convention(row, reason, reason.convention)
    if reason.assessment is not None and reason.why is not Why.ASSESSMENT:
        said = _("the office judged on {day}: {assessment}")
        yield said.format(day=spoken_day(reason.assessed_on), assessment=word(reason.assessment))


def _convention(row: Row, reason: Reason, convention: Convention) -> str:
    slack = gap_size(row, reason.threshold or Decimal(0))
    is_below = convention is Convention.STRICT and stick(row).is_less
    return _(_NOT_BELOW if is_below else _CONVENTIONS[convention]).format(
        slack=slack, figure=number(row, reason.figure)
    )


def _turn(row: Row, reason: Reason) -> str:
    """Whose turn it is: while a request is open, the office's."""
    if row.asked is not None:
        return _(_TURNS[Turn.OFFICE])
    if reason.turn is None:
        return ""
    return _(_TURNS[reason.turn]).format(set_by=row.goal.set_by or _("the level above"), of=row.goal.of)


def _first_report(row: Row, reason: Reason) -> str:
    """From which day the first report is counted: of what was entered after its term began, the day of entry."""
    said = _("no report is due yet; counted from {day}")
    if reason.on is not None and reason.on > row.start:
        said = _("entered in the ledger on {day}, and reports are counted from then; none is due yet")
    return said.format(day=spoken_day(reason.on))


def _status(row: Row, reason: Reason) -> str:
    """When it was said; the figure it rests on; why and on whose word."""
    since = "" if reason.on is None else _(_SAID.get(row.rating, _SINCE)).format(day=spoken_day(reason.on))
    return listed_parts(since, _measured(row, reason), row.reason_given, row.authority)


def _measured(row: Row, reason: Reason) -> str:
    """The figure beside what it is held against; nothing without a figure."""
    if reason.figure_on is None:
        return ""
    if stick(row).is_limit:
        return _limit(row, reason)
    if reason.actual is None and reason.points is not None:
        return _versus(row, reason)
    return _figure_and_share(row, reason)


def _figure_and_share(row: Row, reason: Reason) -> str:
    """The figure, and how much of the goal it is, where it does not say so itself: «80%» of a work is 80 % of it."""
    return figure_phrase(row) + ("" if stick(row).in_per_cent else share_phrase(reason.actual))


def _versus(row: Row, reason: Reason) -> str:
    """«6.1%（截至2019-09-30），低于目标0.9个百分点（目标7%）», or the same against the target that it follows."""
    points = reason.points or Decimal(0)
    if row.kind is Kind.RANK and points:
        sentence = (
            _("{figure}, {gap} off the goal of {goal}") if points > 0 else _("{figure}, {gap} better than {goal}")
        )
    elif row.kind is Kind.RELATIVE:
        sentence = _off(
            points,
            _("{figure}, {gap} below {id} at {goal}"),
            _("{figure}, equal to {id} at {goal}"),
            _("{figure}, {gap} above {id} at {goal}"),
        )
    else:
        sentence = _off(
            points,
            _("{figure}, {gap} below the goal of {goal}"),
            _("{figure}, equal to the goal of {goal}"),
            _("{figure}, {gap} above the goal of {goal}"),
        )
    held = number(row, reason.goal)
    return sentence.format(figure=figure_phrase(row), gap=gap_size(row, points), id=row.goal.of, goal=held)


def _deadline(row: Row, reason: Reason) -> str:
    sentence = _("the deadline was {day}").format(day=spoken_day(reason.on))
    if "deadline" in row.assumed and Marker.EXTENDED not in row.markers:
        sentence += _(" (assumed)")
    figure = _figure_and_share(row, reason) if reason.figure_on else _("no figure on record")
    return listed_parts(sentence, figure)


def _met(row: Row, reason: Reason) -> str:
    met = _("{figure} meets the goal").format(figure=figure_phrase(row))
    if row.kind is not Kind.RELATIVE and reason.goal is not None:
        met += _(" of {goal}").format(goal=number(row, reason.goal))
    return listed_parts(met + share_phrase(reason.actual), _("not closed yet"))


def _share(row: Row, reason: Reason) -> str:
    """The gap, the figure, where the way begins, what was expected and how counted, the band with its bound."""
    expected = _("expected {expected} {method}").format(
        expected=percent(reason.expected), method=_(_METHODS[reason.method])
    )
    base = "" if reason.base is None else _("counted from {base}").format(base=number(row, reason.base))
    rating = row.last.rating if row.last is not None and row.rating not in _BANDS else row.rating
    band = ""
    if reason.threshold is not None and rating in _BANDS and reason.convention is not Convention.SMALL_COUNT:
        band = _(_BANDS[rating]).format(bound=signed(reason.threshold))
    return listed_parts(gap_phrase(row), figure_phrase(row), base, expected, band)


def _idle(row: Row, _reason: Reason) -> str:
    return listed_parts(
        gap_phrase(row), figure_phrase(row), _("three reports missed: read as if nothing had happened since")
    )


def _periods(row: Row, reason: Reason) -> str:
    sentence = _off(
        reason.share_gap or Decimal(0),
        _("{actual} of the periods kept, {expected} due, {gap} points below"),
        _("{actual} of the periods kept, as many as are due"),
        _("{actual} of the periods kept, {expected} due, {gap} points above"),
    )
    said = sentence.format(
        actual=percent(reason.actual), expected=percent(reason.expected), gap=_size(reason.share_gap)
    )
    return listed_parts(said, figure_phrase(row))


def _limit(row: Row, reason: Reason) -> str:
    """A guard or a ceiling, held or broken, with what is left or over."""
    said, goal = figure_phrase(row), number(row, reason.goal)
    left = Decimal(0) if reason.points is None else -reason.points
    if row.rating is Rating.BROKEN:
        return _("{figure}: over the limit of {goal}").format(figure=said, goal=goal)
    if row.kind is Kind.GUARD:
        return _("{figure}: the guard holds").format(figure=said)
    return _("{figure}, limit {goal}, {left} left").format(figure=said, goal=goal, left=gap_size(row, left))


def _node(row: Row, reason: Reason) -> str:
    """The node, what it asks for, and the figure with its gap."""
    asked = number(row, reason.goal) or reason.stage
    if row.rating is Rating.NODE_UNCONFIRMED:
        return _("no word yet on the node of {day} ({asked})").format(day=spoken_day(reason.on), asked=reason.stage)
    node = _("node of {day}: {asked}").format(day=spoken_day(reason.on), asked=asked)
    missed = "" if row.rating not in {Rating.BEHIND, Rating.FAR_BEHIND} else _("not reached")
    gap = short_of(row, reason.points) if missed and reason.points else missed
    return listed_parts(node, figure_phrase(row), gap)


def _not_updated(_row: Row, reason: Reason) -> str:
    if reason.on is None:
        return _("nothing reported since it began, longer than the reporting cycle allows")
    return _("last report {day}, longer ago than the reporting cycle allows").format(day=spoken_day(reason.on))


def _result(row: Row, reason: Reason) -> str:
    """When the figure of the end is due, and what is known until then."""
    sentence = _("the figure was to be published by {day}") if reason.days else _("the figure is due by {day}")
    return listed_parts(sentence.format(day=spoken_day(reason.on)), _measured(row, reason))


def _last_report(row: Row, reason: Reason) -> str:
    missed = row.rating is Rating.NOT_UPDATED
    sentence = _("the last report was due by {day}") if missed else _("the last report is due by {day}")
    return listed_parts(sentence.format(day=spoken_day(reason.on)), _measured(row, reason))


def _forecast(row: Row, reason: Reason) -> str:
    hard = row.rating is Rating.AT_RISK or (row.last is not None and row.last.rating is Rating.AT_RISK)
    said = _("the lead unit sees difficulties") if hard else _("the lead unit says that it cannot be met")
    since = "" if reason.on is None else _("since {day}").format(day=spoken_day(reason.on))
    return listed_parts(said, since, _measured(row, reason))


def _claim(row: Row, reason: Reason) -> str:
    return listed_parts(
        _("claimed as done on {day}").format(day=spoken_day(reason.on)), _measured(row, reason), _("to be verified")
    )


def _account(row: Row, reason: Reason) -> str:
    return listed_parts(_("the year to {day} is accounted for").format(day=spoken_day(reason.on)), figure_phrase(row))


def _assessment(row: Row, reason: Reason) -> str:
    judged = _("the office judged so on {day}").format(day=spoken_day(reason.assessed_on))
    return listed_parts(judged, row.assessed_for, figure_phrase(row))


_EXPLAIN: dict[Why, Callable[[Row, Reason], str]] = {
    Why.STATUS: _status,
    Why.LIMIT: _limit,
    Why.FINAL: lambda row, r: _versus(row, r) + share_phrase(r.actual),
    Why.FIGURE_MEETS_GOAL: _met,
    Why.CLAIM: _claim,
    Why.ACCOUNT: _account,
    Why.UNDECIDABLE: lambda row, r: listed_parts(missing_phrase(r), figure_phrase(row)),
    Why.UNMENTIONED: lambda _row, r: _("the report of {day} does not mention it").format(day=spoken_day(r.on)),
    Why.RESULT: _result,
    Why.LAST_REPORT: _last_report,
    Why.DEADLINE: _deadline,
    Why.FORECAST: _forecast,
    Why.WINDOW: lambda _row, r: _("begins on {day}").format(day=spoken_day(r.on)),
    Why.NODE: _node,
    Why.SHARE: _share,
    Why.PERIODS: _periods,
    Why.RATE: _versus,
    Why.HOLD: _versus,
    Why.IDLE: _idle,
    Why.PARTS: lambda row, _r: listed_parts(_("not all parts have reported"), figure_phrase(row)),
    Why.ASSESSMENT: _assessment,
    Why.WORDS: lambda row, r: listed_parts(
        _("reported {day} in words, not assessed yet").format(day=spoken_day(r.on)), figure_phrase(row)
    ),
    Why.FIRST_REPORT: _first_report,
    Why.UNASSIGNED: lambda _row, _r: _("no unit leads it"),
    Why.SILENCE: _not_updated,
}

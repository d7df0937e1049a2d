"""The word for where a target stands, with the one number that goes with it: «逾期15天，完成93.62%», «未达，低2个百分点»."""

from collections.abc import Callable, Mapping

from targettrack.i18n import N_, _
from targettrack.model import Kind
from targettrack.rating.reason import Reason, Turn, Why
from targettrack.rating.vocabulary import Light, Marker, Rating
from targettrack.render.figures import gap_size, missing_periods, newest_figure, short_of, stick
from targettrack.render.numbers import percent, signed
from targettrack.render.reasons import LACKS
from targettrack.render.words import word
from targettrack.views.row import Row

_HELD = {
    Why.RATE: N_("reaches its goal"),
    Why.HOLD: N_("meets its standard"),
}
_BY_SHARE = frozenset({Why.SHARE, Why.PERIODS})


def rating_word(rating: Rating, reason: Reason) -> str:
    """The word for a rating without its number: what is held as it is has no expected share to be below or on."""
    if reason.why not in _HELD or rating not in {Rating.BEHIND, Rating.ON_TRACK}:
        return word(rating)
    return _("off its goal") if rating is Rating.BEHIND else _(_HELD[reason.why])


def state_word(row: Row) -> str:
    """The word for a row's rating, with its number."""
    said = _word(row, row.rating, row.reason)
    if row.last is None or row.rating is Rating.UNDECIDED:
        return said
    before = row.last
    # Of the last day of a term, only what was found is worth a word: a figure, a judgement, a forecast.
    if row.light is Light.GREY and before.rating not in {Rating.ON_TRACK, Rating.AHEAD, Rating.ADVANCING}:
        return said
    stood = _word(row, before.rating, before.reason)
    if row.rating is Rating.NOT_UPDATED:
        return _("no last report, before that {stood}").format(stood=stood) if row.light.is_warning else said
    if row.reason.data is not None and before.reason.figure_on == row.reason.figure_on:
        stood = _("{data} {figure}, {stood}").format(data=word(row.reason.data), figure=newest_figure(row), stood=stood)
    return _("{state} ({stood})").format(state=said, stood=stood)


def _word(row: Row, rating: Rating, reason: Reason) -> str:
    """The word for a rating that a row has, or had on its last day."""
    say = _SAY.get(rating)
    return word(rating) if say is None else say(row, rating, reason)


def _broken(row: Row, _rating: Rating, _reason: Reason) -> str:
    return _("guard broken") if row.kind is Kind.GUARD else _("ceiling broken")


def _missed(row: Row, rating: Rating, reason: Reason) -> str:
    """«未完成，差200人», «未完成，缺：6月»; without a figure that says how far, the word alone."""
    if reason.missing:
        return _("{state}, {gap}").format(state=word(rating), gap=missing_periods(row, reason))
    if not reason.points or (reason.points > 0) is not stick(row).is_less:
        return word(rating)
    too_much = reason.points > 0 and row.kind is not Kind.RANK
    gap = (_("{gap} too much") if too_much else _("{gap} short")).format(gap=gap_size(row, reason.points))
    return _("{state}, {gap}").format(state=word(rating), gap=gap)


def _overdue(_row: Row, _rating: Rating, reason: Reason) -> str:
    said = _("overdue {n} d").format(n=reason.days)
    share = "" if reason.actual is None else _("{share} done").format(share=percent(reason.actual))
    return _("{state}, {gap}").format(state=said, gap=share) if share else said


def _behind(row: Row, rating: Rating, reason: Reason) -> str:
    if reason.why in _BY_SHARE and reason.share_gap is not None:
        return f"{word(rating)} {signed(reason.share_gap)}"
    if reason.why is Why.IDLE:
        return f"{word(rating)} {signed(reason.idle_gap or reason.share_gap)}"  # type: ignore[arg-type]  # silence has a gap
    if reason.why in {*_HELD, Why.NODE} and reason.points:
        return _("{state}, {gap}").format(state=rating_word(rating, reason), gap=short_of(row, reason.points))
    return rating_word(rating, reason)


def _on_track(row: Row, rating: Rating, reason: Reason) -> str:
    if reason.why is Why.LIMIT:
        if row.kind is Kind.GUARD or reason.points is None:
            return _("guard holds")
        return _("within the limit, {left} left").format(left=gap_size(row, reason.points))
    if reason.why is Why.NODE and reason.on is not None and reason.on >= row.as_of:
        return _("on the way to its node")
    if reason.why in _HELD:
        return rating_word(rating, reason)
    return _ahead(row, rating, reason)


def _ahead(_row: Row, rating: Rating, reason: Reason) -> str:
    if reason.why in _BY_SHARE and reason.share_gap is not None:
        return f"{word(rating)} {signed(reason.share_gap)}"
    return word(rating)


def _achieved(row: Row, rating: Rating, _reason: Reason) -> str:
    return _("completed late") if Marker.LATE in row.markers else word(rating)


def _unverified(_row: Row, rating: Rating, reason: Reason) -> str:
    return _("{state} (claimed {n} d late)").format(state=word(rating), n=reason.days) if reason.days else word(rating)


def _closed_short(_row: Row, rating: Rating, reason: Reason) -> str:
    if reason.actual is None:
        return word(rating)
    return _("closed short of its goal, {share} done").format(share=percent(reason.actual))


def _undecided(reason: Reason) -> str:
    return (
        _("undecided: {field} missing").format(field=_(LACKS[reason.field])) if reason.field else word(Rating.UNDECIDED)
    )


def _awaiting(_row: Row, _rating: Rating, reason: Reason) -> str:
    return _("result awaited") if reason.turn is Turn.STATISTICS else _("last report awaited")


def _not_updated(_row: Row, rating: Rating, reason: Reason) -> str:
    return _("no last report") if reason.why is Why.LAST_REPORT else word(rating)


_SAY: Mapping[Rating, Callable[[Row, Rating, Reason], str]] = {
    Rating.BROKEN: _broken,
    Rating.MISSED: _missed,
    Rating.OVERDUE: _overdue,
    Rating.FAR_BEHIND: _behind,
    Rating.BEHIND: _behind,
    Rating.ON_TRACK: _on_track,
    Rating.AHEAD: _ahead,
    Rating.UNVERIFIED: _unverified,
    Rating.CLOSED_SHORT: _closed_short,
    Rating.ACCOUNTED: lambda _row, _rating, reason: word(reason.outcome or Rating.ACCOUNTED),
    Rating.UNDECIDED: lambda _row, _rating, reason: _undecided(reason),
    Rating.AWAITING_RESULT: _awaiting,
    Rating.NO_RESULT: lambda _row, _rating, reason: _("result {n} d overdue").format(n=reason.days),
    Rating.NOT_UPDATED: _not_updated,
    Rating.ACHIEVED: _achieved,
}

"""The words for codes: ratings, lights, statuses, kinds and the rest. One table each, so that a word has one home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _, pgettext
from targettrack.model import Assessment, Better, DataStatus, Every, Forecast, Kind, Level, Status, Strength
from targettrack.rating.ending import Outcome
from targettrack.rating.vocabulary import Light, Marker, Rating, Why
from targettrack.record import GOAL, HEAD
from targettrack.views.alert import AlertLevel, Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

_RATINGS = {
    Rating.OVERDUE: N_("overdue"),
    Rating.MISSED: N_("missed"),
    Rating.FAR_BEHIND: N_("far behind"),
    Rating.BEHIND: N_("behind"),
    Rating.ON_TRACK: N_("on track"),
    Rating.AHEAD: N_("ahead"),
    Rating.UNVERIFIED: N_("to be verified"),
    Rating.ACHIEVED: N_("achieved"),
    Rating.NO_DATA: N_("no data"),
    Rating.AWAITING_RESULT: N_("awaiting result"),
    Rating.NOT_DUE: N_("not due yet"),
    Rating.SUSPENDED: N_("suspended"),
    Rating.DROPPED: N_("dropped"),
}
_GREY = {
    Why.UNASSIGNED: N_("unassigned"),
    Why.UNDECIDABLE: N_("undecidable"),
    Why.FIRST_REPORT: N_("no report yet"),
    Why.NOT_UPDATED: N_("not updated"),
    Why.UNMEASURED: N_("in words only"),
    Why.NO_BASELINE: N_("no baseline"),
    Why.NO_REFERENCE: N_("no comparison"),
    Why.NO_WINDOW: N_("no schedule"),
}
_LIGHTS = {
    Light.BLUE: N_("blue"),
    Light.BLUE_OUTLINE: N_("blue outline"),
    Light.GREEN: N_("green"),
    Light.YELLOW: N_("yellow"),
    Light.RED: N_("red"),
    Light.GREY: N_("grey"),
    Light.NONE: N_("no light"),
}
_STATUSES = {
    Status.PENDING: N_("pending"),
    Status.ACTIVE: N_("active"),
    Status.DONE: N_("done, to be verified"),
    Status.CLOSED: N_("closed"),
    Status.MISSED: N_("missed"),
    Status.SUSPENDED: N_("suspended"),
    Status.DROPPED: N_("dropped"),
}
_KINDS = {
    Kind.QUANTITY: N_("quantity"),
    Kind.GROWTH: N_("growth"),
    Kind.LEVEL: N_("level"),
    Kind.RANK: N_("rank"),
    Kind.MILESTONE: N_("milestone"),
    Kind.COVERAGE: N_("coverage"),
    Kind.RELATIVE: N_("relative"),
    Kind.QUALITATIVE: N_("qualitative"),
    Kind.GUARD: N_("guard"),
}
_STRENGTHS = {Strength.FIRM: N_("firm"), Strength.STRETCH: N_("stretch")}
_LEVELS = {
    Level.PROVINCE: N_("province"),
    Level.CITY: N_("city"),
    Level.COUNTY: N_("county"),
    Level.TOWN: N_("town"),
}
_FORECASTS = {
    Forecast.CAN: N_("will be met"),
    Forecast.HARD: N_("difficult"),
    Forecast.CANNOT: N_("cannot be met"),
}
_ASSESSMENTS = {
    Assessment.ADVANCING: N_("advancing"),
    Assessment.SLOW: N_("slow"),
    Assessment.STALLED: N_("stalled"),
}
_DATA = {
    DataStatus.ESTIMATE: N_("estimate"),
    DataStatus.PRELIMINARY: N_("preliminary"),
    DataStatus.FINAL: N_("final"),
}
_PERIODS = {
    Every.WEEK: N_("every week"),
    Every.MONTH: N_("every month"),
    Every.QUARTER: N_("every quarter"),
    Every.HALF_YEAR: N_("every half-year"),
}
_SIDES = {Better.LESS: N_("less is better"), Better.MORE: N_("more is better")}
_MARKERS = {
    Marker.EARLY: N_("early"),
    Marker.EXCEEDED: N_("exceeded"),
    Marker.LATE: N_("closed late"),
    Marker.NEAR: N_("due soon"),
    Marker.IMMINENT: N_("due very soon"),
    Marker.EXTENDED: N_("deadline moved"),
    Marker.EXTENDED_LATE: N_("deadline moved late"),
    Marker.ADJUSTED: N_("goal changed"),
}
_ALERT_LEVELS = {
    AlertLevel.REMINDER: N_("reminder"),
    AlertLevel.WARNING: N_("warning"),
    AlertLevel.OVERDUE: N_("overdue"),
}
_CAUSES = {
    Cause.OVERDUE: N_("overdue"),
    Cause.FAR_BEHIND: N_("far behind"),
    Cause.BEHIND: N_("behind"),
    Cause.CHECKPOINT_MISSED: N_("checkpoint missed"),
    Cause.DUE_SOON: N_("due soon"),
    Cause.NOT_UPDATED: N_("not updated"),
    Cause.UNASSIGNED: N_("unassigned"),
    Cause.UNDECIDABLE: N_("undecidable"),
    Cause.UNVERIFIED: N_("to be verified"),
}
_OUTCOMES = {
    Outcome.MET: N_("met"),
    Outcome.LATE: N_("met late"),
    Outcome.UNVERIFIED: N_("to be verified"),
    Outcome.MISSED: N_("missed"),
    Outcome.NO_FIGURE: N_("no final figure"),
    Outcome.UNDECIDABLE: N_("not decidable"),
    Outcome.OPEN: N_("not ended"),
    Outcome.SET_ASIDE: N_("set aside"),
}
_TABLES: tuple[dict[StrEnum, str], ...] = (  # type: ignore[assignment]  # each has its own kind of key
    _RATINGS,
    _GREY,
    _LIGHTS,
    _STATUSES,
    _KINDS,
    _STRENGTHS,
    _LEVELS,
    _FORECASTS,
    _ASSESSMENTS,
    _DATA,
    _PERIODS,
    _SIDES,
    _MARKERS,
    _ALERT_LEVELS,
    _CAUSES,
    _OUTCOMES,
)


def word(code: StrEnum) -> str:
    """The word for a code of any of the vocabularies."""
    return next(_(table[code]) for table in _TABLES if code in table and type(next(iter(table))) is type(code))


def rating_word(rating: Rating, why: Why, days_left: int | None = None) -> str:
    """The word for a rating; grey says which grey, overdue says how long."""
    if rating is Rating.NO_DATA:
        return _(_GREY[why])
    if rating is Rating.OVERDUE and days_left is not None:
        return pgettext("rating", "overdue {n} d").format(n=-days_left)
    return _(_RATINGS[rating])


def field_word(name: str) -> str:
    """The word for a field of a record, where a page names it."""
    rows = GOAL.rows if name in GOAL.rows else HEAD.rows
    return _(rows[name].word)


def statuses() -> dict[str, Status]:
    """Every word that a user may type for a status: the code, and the words of both languages."""
    chinese = {"未启动": Status.PENDING, "推进中": Status.ACTIVE, "已完成": Status.DONE, "已完成待核验": Status.DONE}
    chinese |= {"待核验": Status.DONE, "已销号": Status.CLOSED, "销号": Status.CLOSED, "未完成": Status.MISSED}
    chinese |= {"暂缓": Status.SUSPENDED, "终止": Status.DROPPED}
    return {status.value: status for status in Status} | chinese


def forecasts() -> dict[str, Forecast]:
    """Every word that a user may type for a forecast."""
    chinese = {"能完成": Forecast.CAN, "有困难": Forecast.HARD, "不能完成": Forecast.CANNOT}
    return {forecast.value: forecast for forecast in Forecast} | chinese


def ratings() -> dict[str, Rating]:
    """Every word that a user may type for a rating."""
    chinese = {
        "逾期": Rating.OVERDUE,
        "未完成": Rating.MISSED,
        "严重滞后": Rating.FAR_BEHIND,
        "未达序时": Rating.BEHIND,
    }
    chinese |= {
        "达序时": Rating.ON_TRACK,
        "超序时": Rating.AHEAD,
        "待核验": Rating.UNVERIFIED,
        "已完成": Rating.ACHIEVED,
    }
    chinese |= {"无数据": Rating.NO_DATA, "待出数": Rating.AWAITING_RESULT, "未到期": Rating.NOT_DUE}
    chinese |= {"暂缓": Rating.SUSPENDED, "终止": Rating.DROPPED}
    return {rating.value: rating for rating in Rating} | chinese


def typed(codes: type[StrEnum]) -> dict[str, StrEnum]:
    """Every word that a user may type for a code of an enumeration; the codes alone where no words are known."""
    known: dict[type[StrEnum], Callable[[], Mapping[str, StrEnum]]] = {Kind: kinds, Status: statuses, Level: levels}
    return dict(known[codes]()) if codes in known else {code.value: code for code in codes}


def levels() -> dict[str, Level]:
    """Every word that a user may type for the level of a plan."""
    chinese = {"省": Level.PROVINCE, "市": Level.CITY, "县": Level.COUNTY, "镇": Level.TOWN, "镇街": Level.TOWN}
    return {level.value: level for level in Level} | chinese


def kinds() -> dict[str, Kind]:
    """Every word that a user may type for a kind."""
    chinese = {
        "数量": Kind.QUANTITY,
        "增速": Kind.GROWTH,
        "水平": Kind.LEVEL,
        "排名": Kind.RANK,
        "节点": Kind.MILESTONE,
    }
    chinese |= {"覆盖": Kind.COVERAGE, "相对": Kind.RELATIVE, "定性": Kind.QUALITATIVE}
    chinese |= {"底线": Kind.GUARD}
    return {kind.value: kind for kind in Kind} | chinese

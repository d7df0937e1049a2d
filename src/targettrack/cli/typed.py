"""What people type → what the core means: days, numbers with units, words for codes. Refuses, never guesses."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from targettrack import record
from targettrack.cli import world
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.model import KINDS, Checkpoint, Kind
from targettrack.patterns import late
from targettrack.rating.goal import Yardstick
from targettrack.record import GOAL, IDENTIFIER, MAX_DIGITS, UPDATE, Field, Mark, Table, Type
from targettrack.render import words
from targettrack.render.numbers import quantity, weekday

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from targettrack.model import Goal, Target
    from targettrack.render.words import Words

Code = TypeVar("Code", bound=str)
_DIGITS = r"[+-]?\d+(?:\.\d+)?"
_NUMBER = late(rf"({_DIGITS})([^\d.,~–—+-].*)?", re.ASCII | re.DOTALL)
_RANGE = late(rf"({_DIGITS})([^\d.,~–—+-]*?)\s*[~–—至到-]\s*({_DIGITS})([^\d.,~–—+-].*)?", re.ASCII | re.DOTALL)
_LENGTH = late(r"(\d{1,5})\s*(d|w|m|天|日|周|个星期|个月)", re.ASCII)
_WEEKS, _MONTHS = frozenset({"w", "周", "个星期"}), frozenset({"m", "个月"})
ONGOING = frozenset({"none", "ongoing", "持续推进", "无"})
"""What is typed for a deadline that there is none of."""
SEMICOLON = late("[;；]")
_ISO = late(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(text: str, option: str, *, today: date, year: int | None = None) -> date:
    """The last day of a typed date or period; said back with its weekday unless it was typed as an ISO date.

    UsageError bad-date.
    """
    from targettrack import dates  # 5 ms that only a typed day pays

    found = dates.parse(text, today=today, year=year)
    if found is None:
        raise UsageError("bad-date", option=option, text=text)
    if not _ISO.fullmatch(text.strip()):
        world.say(
            _("{option} {text} = {day} {weekday}").format(
                option=option, text=text, day=found.last, weekday=weekday(found.last)
            )
        )
    return found.last


def first_day(text: str, *, as_of: date, today: date) -> date:
    """The day after whose end changes count: 7d, 2w, 1m before the report's day, `last` (the Monday before it), or a day.

    UsageError bad-period, bad-date, since-not-before.
    """
    from targettrack.rating import since  # which tells what changed: only a report of changes pays for it

    word = words.named(words.SINCES).meaning(text) or words.fold(text)
    length = _LENGTH.fullmatch(word)
    if word == "last":
        found = since.last_monday(as_of)
    elif length:
        found = _earlier(as_of, int(length[1]), length[2], text)
    else:
        found = day(text, "--since", today=today, year=as_of.year)
    if found >= as_of:
        raise UsageError("since-not-before", option="--since", day=found.isoformat(), as_of=as_of.isoformat())
    return found


def _earlier(day: date, count: int, unit: str, text: str) -> date:
    from dateutil.relativedelta import relativedelta  # only a typed length pays for it

    try:
        if unit in _MONTHS:
            return day + relativedelta(months=-count)
        return day - timedelta(days=count * (7 if unit in _WEEKS else 1))
    except (OverflowError, ValueError):
        raise UsageError("bad-period", option="--since", text=text) from None


def number(text: str, option: str) -> tuple[Decimal, str]:
    """A number and the unit typed behind it; full-width digits and a true minus are read. UsageError bad-number."""
    found = _NUMBER.fullmatch(_plain_digits(text))
    if found is None or _is_long(found[1]):
        raise UsageError("bad-number", option=option, text=text)
    return Decimal(found[1]) or Decimal(), (found[2] or "").strip()  # there is no -0


def span(text: str, option: str) -> tuple[Decimal, Decimal | None, str]:
    """A number, or the two ends of a range (5%-5.5%, 5-8家, 1—2个), and the unit. UsageError bad-number, range-turned."""
    found = _RANGE.fullmatch(_plain_digits(text))
    if found is None:
        value, unit = number(text, option)
        return value, None, unit
    unit = (found[4] or "").strip()
    if _is_long(found[1]) or _is_long(found[3]) or not unit.startswith(found[2].strip()):
        raise UsageError("bad-number", option=option, text=text)
    low, high = Decimal(found[1]), Decimal(found[3])
    if high <= low:
        raise UsageError("range-turned", option=option, text=text)
    return low, high, unit


def _plain_digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", "").strip()


def _is_long(digits: str) -> bool:
    return len(digits.lstrip("+-0").replace(".", "")) > MAX_DIGITS


def number_in(value: Decimal, unit: str, wanted: str, goal: Goal, text: str, option: str) -> Decimal:
    """A number in the unit that is wanted; one that was converted is said back. UsageError wrong-unit, too-many-digits."""
    if not unit or unit == wanted:
        return value
    from targettrack.acts import conversion  # only a unit that was typed pays for it

    found = conversion.converted(value, unit, wanted, goal)
    if found is None:
        raise UsageError("wrong-unit", option=option, text=text, unit=unit, wanted=wanted or "–")
    if found != value:
        world.say(_("{option} {text} = {figure}").format(option=option, text=text, figure=quantity(found, wanted)))
    return found


def figure(text: str, kind: Kind, goal: Goal, option: str = "--value") -> Decimal:
    """A figure for a target, in the goal's unit. UsageError wrong-unit, negative-figure, above-whole, bad-number."""
    stick = Yardstick(kind, goal)
    value: Decimal = _checked(UPDATE.rows["value"], number_in(*number(text, option), stick.unit, goal, text, option))
    if value < 0 and KINDS[kind].is_positive:
        raise UsageError("negative-figure", option=option, text=text)
    whole = stick.whole if kind is Kind.COVERAGE or stick.in_per_cent else None
    if whole is not None and value > whole:
        raise UsageError("above-whole", option=option, text=text, whole=f"{whole:f}")
    return value


def amounts(said: Mapping[str, str], goal: Goal, prefix: str) -> dict[str, Any]:
    """Numbers for a goal by their fields: those of a range fill two, a unit goes into its own field, or is converted.

    `prefix`: of the options that they were typed for. UsageError: those of `span` and `number_in`.
    """
    found: dict[str, Any] = {}
    for name in sorted(said, key=list(GOAL.rows).index):
        option, unit_field = f"{prefix}{name.replace('_', '-')}", _UNIT_FIELDS.get(name, "unit")
        low, high, unit = span(said[name], option)
        if high is not None and name != "value":
            raise UsageError("bad-number", option=option, text=said[name])
        if unit and not getattr(goal, unit_field):
            found[unit_field] = unit
            goal = goal._replace(unit=found.get("unit", goal.unit), per=found.get("per", goal.per))
        for field_, value in ((name, low), ("to", high)):
            if value is not None:
                given = number_in(value, unit, getattr(goal, unit_field), goal, said[name], option)
                found[field_] = _checked(GOAL.rows[field_], given)
    return found


_UNIT_FIELDS = {"denominator": "per"}
"""Where the unit of a number stands, if not in `unit`."""


def node(text: str, kind: Kind, goal: Goal, option: str, *, today: date, year: int | None) -> Checkpoint:
    """A checkpoint as DATE=VALUE, DATE=STAGE, or DATE= for the one to be taken away: a number in the goal's unit, else a step.

    UsageError bad-checkpoint, bad-date, and those of `figure` where it begins with a number and a known or a short unit.
    """
    when, equals, what = (part.strip() for part in text.partition("="))
    if not equals or not when:
        raise UsageError("bad-checkpoint", option=option, text=text)
    on = day(when, option, today=today, year=year)
    if not what:
        return Checkpoint(on)
    return (
        Checkpoint(on, stage=what) if _is_step(what, kind, goal) else Checkpoint(on, figure(what, kind, goal, option))
    )


def _is_step(text: str, kind: Kind, goal: Goal) -> bool:
    """Whether a checkpoint is named in words: 主体完工, 2号线贯通; but 5吨 or 5栋 is a number in some unit, wrong or not."""
    plain = _plain_digits(text)
    read = _NUMBER.fullmatch(plain)
    if read is None:
        return plain[0] not in "+-0123456789"
    unit = (read[2] or "").strip()
    from targettrack.acts import conversion  # as above

    is_convertible = conversion.converted(Decimal(1), unit, Yardstick(kind, goal).unit, goal) is not None
    return len(unit) > _SHORT and not is_convertible and not conversion.is_known(unit)


_SHORT = 2
"""Characters that the unit of a number has at most, if no table knows it; 2号线贯通 is a step."""


def code(word: str, words: Words[Code], option: str) -> Code:
    """The code that a word of either language means. UsageError unknown-word with those that there are."""
    found = words.meaning(word)
    if found is None:
        raise UsageError("unknown-word", option=option, text=word, choices=words.choices)
    return found


def plan_id(text: str) -> str:
    """An id for a new plan. UsageError bad-plan-id."""
    if not IDENTIFIER.fullmatch(text):
        raise UsageError("bad-plan-id", plan=text)
    return text


def key(text: str | None, target: Target) -> str:
    """A key of the user's own for a line of a target, or a new one. UsageError bad-key."""
    if text and not IDENTIFIER.fullmatch(text):
        raise UsageError("bad-key", key=text)
    return text or world.update_key(target)


def option(name: str) -> str:
    """The option for a field of a record: --ask-deadline of ask_deadline."""
    return f"--{_OPTIONS.get(name, name).replace('_', '-')}"


_OPTIONS = {"tags": "tag", "reopened": "reopen"}
"""Options that are called otherwise than their field."""


def fields(said: Mapping[str, str], rows: Mapping[str, Field], *, today: date) -> dict[str, Any]:
    """What was typed as options for fields that no ledger is needed for, by their names. UsageError: those of `field`."""
    return {name: field(rows[name], text, option(name), today=today) for name, text in said.items()}


def field(row: Field, text: str, option: str, *, today: date, year: int | None = None) -> Any:
    """What is typed for one field of a record. UsageError: those of its type, and of its bounds."""
    if Mark.NAMED in row.marks:
        pairs = (part.rpartition("=") for part in words.PARTED.split(text.strip()))
        return {name: _bare(value, option) for name, _equals, value in pairs}
    if isinstance(row.type, Table):
        return row.type.model(**dict(zip(row.type.rows, number(text, option), strict=True)))
    return _checked(row, _plain(row, text, option, today, year))


def _checked(row: Field, value: Any) -> Any:
    """A value within the bounds of its field. UsageError: those of the bounds, with the field as `key`."""
    try:
        return record.checked(row, value)
    except UsageError as error:
        raise UsageError(error.code, **({"key": row.name} | error.params)) from None


def _plain(row: Field, text: str, option: str, today: date, year: int | None) -> Any:
    if isinstance(row.type, type):
        return code(text, words.typed(row.type), option)
    if row.type is Type.DAY:
        return day(text, option, today=today, year=year)
    if row.type not in {Type.NUMBER, Type.WHOLE}:
        return text
    value = _bare(text, option)
    if row.type is Type.NUMBER:
        return value
    if value != int(value):
        raise UsageError("wrong-type", expected=str(row.type))
    return int(value)


def _bare(text: str, option: str) -> Decimal:
    """A number without a unit: several targets may be meant, and the unit itself is a field of its own."""
    value, unit = number(text, option)
    if unit:
        raise UsageError("bad-number", option=option, text=text)
    return value

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
from targettrack.model import KINDS, Kind
from targettrack.rating import since
from targettrack.rating.goal import Yardstick
from targettrack.record import IDENTIFIER, MAX_DIGITS, Field, Mark, Table, Type
from targettrack.render import words
from targettrack.render.numbers import weekday

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from targettrack.model import Goal, Target
    from targettrack.render.words import Words

Code = TypeVar("Code", bound=str)
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(.*)", re.ASCII | re.DOTALL)
_LENGTH = re.compile(r"(\d{1,5})\s*(d|w|m|天|日|周|个星期|个月)", re.ASCII)
_WEEKS, _MONTHS = frozenset({"w", "周", "个星期"}), frozenset({"m", "个月"})
PARTED = re.compile(r"[\s、，,；;]+")
SEMICOLON = re.compile("[;；]")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", "").strip()
    found = _NUMBER.fullmatch(plain)
    if found is None or len(found[1].lstrip("+-0").replace(".", "")) > MAX_DIGITS:
        raise UsageError("bad-number", option=option, text=text)
    return Decimal(found[1]), found[2].strip()


def number_in(text: str, wanted: str, option: str) -> Decimal:
    """A number that may have a unit behind it, but no other than `wanted`. UsageError bad-number, wrong-unit."""
    value, unit = number(text, option)
    if unit and unit != wanted:
        raise UsageError("wrong-unit", text=text, unit=unit, wanted=wanted or "–")
    return value


def figure(text: str, kind: Kind, goal: Goal) -> Decimal:
    """A figure for a target, in the goal's unit. UsageError wrong-unit, negative-figure, above-whole, bad-number."""
    stick = Yardstick(kind, goal)
    value = number_in(text, stick.unit, "--value")
    if value < 0 and KINDS[kind].is_positive:
        raise UsageError("negative-figure", text=text)
    whole = stick.whole if kind is Kind.COVERAGE or stick.in_per_cent else None
    if whole is not None and value > whole:
        raise UsageError("above-whole", text=text, whole=f"{whole:f}")
    return value


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


def fields(said: Mapping[str, str], rows: Mapping[str, Field], *, today: date) -> dict[str, Any]:
    """What was typed as options for fields that no ledger is needed for, by their names. UsageError: those of `field`."""
    return {name: field(rows[name], text, f"--{name}", today=today) for name, text in said.items()}


def field(row: Field, text: str, option: str, *, today: date, year: int | None = None) -> Any:
    """What is typed for one field of a record. UsageError: those of its type, and of its bounds."""
    if Mark.NAMED in row.marks:
        pairs = (part.rpartition("=") for part in PARTED.split(text.strip()))
        return {name: _bare(value, option) for name, _equals, value in pairs}
    if isinstance(row.type, Table):
        return row.type.model(**dict(zip(row.type.rows, number(text, option), strict=True)))
    try:
        return record.checked(row, _plain(row, text, option, today, year))
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

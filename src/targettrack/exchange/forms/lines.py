"""Which rows a form has, in which order, and which of their cells are open. Pure; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable

from targettrack.exchange.columns import Filler, Form, filled
from targettrack.exchange.forms.values import Occasion
from targettrack.ledger import selection
from targettrack.ledger.names import natural
from targettrack.model import Unit
from targettrack.named import NamedTuple
from targettrack.rating.ladder import Rated
from targettrack.rating.vocabulary import RATINGS, Marker, Rating


class Line(NamedTuple):
    """A row of a form."""

    entry: Rated
    part: str = ""  # of the goal; "": the whole
    asked: frozenset[str] = frozenset()  # codes of the columns that are filled in here


_ASKED = {form: frozenset(filled(form, Filler.OFFICE)) for form in (Form.REVIEW, Form.ASSESS)}
_ASKED |= {Form.DIVISION: frozenset(filled(Form.DIVISION, Filler.UNIT)), Form.REGISTER: frozenset()}
"""What is tinted to be filled in. The office may correct more in its own tables, which stay plain to be printed."""
_LEAD = frozenset(filled(Form.MONTH, Filler.UNIT))
_WORDS = frozenset({"as_of", "note", "problem", "next", "evidence"})
"""What a unit that only supports reports: how its share of the work stands, and no figure of the whole."""
_PART = _WORDS | {"value", "data"}


def lines(form: Form, entries: Iterable[Rated], occasion: Occasion) -> tuple[Line, ...]:
    """The rows of a form, of the entries that belong into it."""
    if form is Form.MONTH:
        return tuple(line for entry in _ordered(entries) for line in _month(entry, occasion))
    fitting = (entry for entry in entries if form is not Form.ASSESS or is_to_assess(entry))
    return tuple(Line(entry, "", _ASKED[form]) for entry in _ordered(fitting))


def units(entries: Iterable[Rated]) -> tuple[str, ...]:
    """The units that have something to do in some entries, sorted."""
    found = {name for entry in entries for name in (entry.state.standing.owner, *entry.state.standing.supporting)}
    return tuple(sorted(found - {""}))


def of_unit(form: Form, entries: Iterable[Rated], unit: str) -> tuple[Rated, ...]:
    """The entries of a unit's sheet: what it leads or supports; in that of a month, what still waits for a word."""
    own = (one for one in entries if unit in {one.state.standing.owner, *one.state.standing.supporting})
    return tuple(entry for entry in own if form is not Form.MONTH or is_awaited(entry))


def is_awaited(entry: Rated) -> bool:
    """Whether the unit may still have something to say: the target is open, or claimed and not verified."""
    rating = entry.state.rating
    return RATINGS[rating].is_open or rating is Rating.UNVERIFIED


def is_to_assess(entry: Rated) -> bool:
    """Whether the office is to judge what was reported in words: 已报待评, 待复评."""
    return entry.state.rating is Rating.REPORTED or Marker.REASSESS in entry.state.markers


def _ordered(entries: Iterable[Rated]) -> list[Rated]:
    """By plan and id, each item together where its first record stands."""
    by_id = selection.sort(entries, "id")
    first: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(by_id):
        first.setdefault((entry.target.plan, entry.state.standing.item or entry.target.id), place)
    return sorted(
        by_id,
        key=lambda one: (
            first[one.target.plan, one.state.standing.item or one.target.id],
            natural(one.target.id),
        ),
    )


def _month(entry: Rated, occasion: Occasion) -> tuple[Line, ...]:
    """The whole, and each part that the unit answers for: all of what it leads, its own of what it supports."""
    standing, unit = entry.state.standing, occasion.unit
    parts = standing.goal.parts
    if standing.owner == unit:
        return (Line(entry, "", _LEAD), *(Line(entry, part, _PART) for part in parts))
    listed = next((one for one in occasion.ledger.units if one.name == unit), Unit(unit))
    own = (part for part in parts if _is_called(listed, part))
    return (Line(entry, "", _WORDS), *(Line(entry, part, _PART) for part in own))


def _is_called(unit: Unit, part: str) -> bool:
    """Whether the part of a goal is that of a unit: 赤坎镇 of 赤坎镇人民政府."""
    return any(part in name or name == part for name in (unit.name, *unit.aliases) if name)

"""Targets as a table for people: what the columns are called in words, and codes in the cells as their words.

What such a table calls a field of a line or of a goal, `update --from` takes for it. What has no column stands in JSON.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any

from targettrack.i18n import N_, _
from targettrack.model import Goal, Quote, Target
from targettrack.rating.ending import Side
from targettrack.rating.since import Moved
from targettrack.record import GOAL, UPDATE
from targettrack.render.figures import figure_unit
from targettrack.render.goals import goal_phrase, shown
from targettrack.render.json import plain
from targettrack.render.numbers import day
from targettrack.render.pages.alert import next_step
from targettrack.render.pages.byowner import BLANKS
from targettrack.render.reasons import explain, listed
from targettrack.render.said import told
from targettrack.render.states import state_word
from targettrack.render.words import FIELD_WORDS, field_word, lamp_word
from targettrack.views.answer import Answer
from targettrack.views.row import Row
from targettrack.views.updates import UpdateRow, Updates

OF_GOAL: Mapping[str, str] = {**{name: FIELD_WORDS[name] for name in GOAL.rows}, "unit": N_("unit of the goal")}
"""What the fields of a goal are called beside those of its target."""
_USUAL_OF_GOAL = frozenset({"indicator", "comparator", "value", "unit"})
_OF_ROW: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    "fictional": (N_("an example"), lambda row: row.fictional),
    "days_left": (N_("days left"), lambda row: row.days_left),
    "rating": (FIELD_WORDS["rating"], state_word),
    "light": (N_("Light"), lambda row: lamp_word(row.lamp)),
    "group": (N_("group"), lambda row: row.group),
    "reason": (N_("Why"), explain),
    "markers": (N_("Remarks"), lambda row: listed(row.markers)),
    "assumed": (FIELD_WORDS["assumed"], lambda row: _(", ").join(field_word(name) for name in row.assumed)),
    "forecast": (N_("forecast"), lambda row: row.forecast),
    "reported": (FIELD_WORDS["updated"], lambda row: row.reported),
    "missed_checkpoint": (N_("checkpoint missed"), lambda row: row.missed_checkpoint),
    "as_of": (N_("state on"), lambda row: row.as_of),
    "plan_year": (N_("year"), lambda row: row.plan_year),
    "issuer": (N_("issuer"), lambda row: row.issuer),
    "level": (N_("tier"), lambda row: row.level),
    "note": (N_("note"), lambda row: row.note),
    "problem": (N_("problem"), lambda row: row.problem),
    "next": (N_("next step"), lambda row: row.next),
    "reason_given": (N_("reason of the status"), lambda row: row.reason_given),
    "authority": (N_("authority"), lambda row: row.authority),
    "assessed_for": (N_("reason of the assessment"), lambda row: row.assessed_for),
    "asked": (UPDATE.rows["ask_deadline"].word, lambda row: row.asked),
    "asked_for": (N_("reason of the request"), lambda row: row.asked_for),
}
"""Fields of a row that are not shown as they are, or not called as in a record."""
_FIGURES: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    "figure": (N_("figure"), lambda row: row.reason.figure),
    "unit": (N_("unit of the figure"), lambda row: figure_unit(row) if row.reason.figure is not None else ""),
    "figure_on": (N_("holds for"), lambda row: row.reason.figure_on),
    "actual": (N_("share reached, %"), lambda row: row.reason.actual),
    "expected": (N_("expected share, %"), lambda row: row.reason.expected),
    "gap": (N_("gap in points"), lambda row: row.reason.share_gap),
    "points": (N_("off the goal"), lambda row: row.reason.points),
}
"""What stands behind the reason, as numbers."""
_UPDATE_WORDS: Mapping[str, str] = {
    **{name: row.word for name, row in UPDATE.rows.items()},
    **{
        name: said
        for name, (said, _say) in _OF_ROW.items()
        if name in {"fictional", "as_of", "plan_year", "issuer", "level"}
    },
    **{name: FIELD_WORDS[name] for name in ("plan", "title", "owner", "kind", "indicator", "unit")},
    "target": FIELD_WORDS["id"],
    "voided": N_("taken back"),
    "counts": N_("counts"),
    "key": N_("key"),
    "holds_for": UPDATE.rows["as_of"].word,
    "new_owner": N_("new lead unit"),
    "goal": N_("changes of the goal"),
}
_OF_UPDATE = {name: _UPDATE_WORDS[name] for name in UpdateRow._fields}
"""What the columns of a table of updates are called."""
_UNTOLD = frozenset({"outline", "basis", "last"})
"""Fields of a row that the words beside them tell."""


def table(answer: Answer) -> list[dict[str, Any]]:
    """Each target, or update, of an answer by the words of its columns, in the language in use; every column in every row.

    Columns that few targets have something in are there where one has.
    """
    if isinstance(answer.data, Updates):
        return [{_(said): _cell(item[name]) for name, said in _OF_UPDATE.items()} for item in answer.data.each()]
    rows = [{name: _cell(value) for name, value in _cells(item)} for item in answer.data.each()]
    columns = dict.fromkeys(chain.from_iterable(rows))
    seldom = {_(said) for name, said in OF_GOAL.items() if name not in _USUAL_OF_GOAL}
    seldom |= {field_word(name) for name in ("draft", "upper", "previous", "assumed")} | {_("an example")}
    kept = [column for column in columns if column not in seldom or any(row.get(column, "") != "" for row in rows)]
    return [{column: row.get(column, "") for column in kept} for row in rows]


def _cells(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    row = Row._make(item[name] for name in Row._fields)
    for name in Row._fields:
        if name == "goal":
            yield from _of_goal(row.goal, "")
        elif name in _OF_ROW:
            said, say = _OF_ROW[name]
            yield _(said), say(row)
        elif name not in _UNTOLD:
            yield field_word(name), getattr(row, name)
        if name == "reason":
            yield from ((_(said), say(row)) for said, say in _FIGURES.values())
    for name, value in item.items():
        if name in _BESIDE:
            yield from _BESIDE[name](value, row)


def _of_goal(goal: Goal, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, said in OF_GOAL.items():
        value = getattr(goal, name)
        yield prefix + _(said), value if isinstance(value, Decimal | StrEnum) else _text(value)


def _cell(value: Any) -> Any:
    """A number as it is, a truth as a word, a code as its word."""
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return plain(value) if is_number else _text(value)


def _text(value: Any) -> str:
    """What is no number; a day as a cell has it."""
    return day(value) if type(value) is date else shown(value)  # a moment is a date, too


def _moved(moved: Moved[Any], row: Row) -> Iterator[tuple[str, Any]]:
    for said, value in ((_("before"), moved.old), (_("after"), moved.new)):
        yield said, goal_phrase(value, row.kind) if isinstance(value, Goal) else _text(value)
    yield _("reason of the change"), moved.reason
    yield _("allowed by"), moved.authority


def _ended(side: Side, prefix: str) -> Iterator[tuple[str, Any]]:
    yield prefix + _("outcome"), side.outcome
    yield prefix + _("goal"), side.goal.value
    yield prefix + field_word("deadline"), side.deadline
    yield prefix + _("share reached, %"), side.share


def _record(record: Target, row: Row) -> Iterator[tuple[str, Any]]:
    """A record as it was promised, its source and its history."""
    yield _("recorded"), record.recorded.date()
    yield field_word("confidence"), record.confidence
    yield _("deadline as promised"), record.deadline
    yield _("goal as promised"), goal_phrase(record.goal, record.kind)
    yield from _quotes(record.quotes, row)
    yield _("checkpoints"), shown(record.checkpoints, figure_unit(row))
    yield _("history"), "\n".join(told(update, record, row) for update in record.updates)
    yield _("File"), record.path


def _quotes(quotes: Iterable[Quote], _row: Row) -> Iterator[tuple[str, Any]]:
    found = tuple(quotes)
    yield _("quote"), "\n".join(quote.text for quote in found)
    yield _("line"), next((quote.line for quote in found), None)


_BESIDE: Mapping[str, Callable[[Any, Row], Iterable[tuple[str, Any]]]] = {
    "alert": lambda level, _row: [(_("Alert"), level)],
    "causes": lambda causes, _row: [(_("causes"), listed(causes))],
    "advice": lambda advice, _row: [(_("what to do"), next_step(advice))],
    "turn": lambda turn, _row: [(_("whose turn"), turn)],
    "blanks": lambda blanks, _row: [(_("to fill in"), _(", ").join(_(BLANKS[blank]) for blank in blanks))],
    "change": lambda change, _row: [(_("change"), change)],
    "on": lambda day, _row: [(_("entered"), day)],
    "moved": _moved,
    "entered_by": lambda name, _row: [(_("by"), name)],
    "original": lambda side, _row: _ended(side, _("as promised: ")) if isinstance(side, Side) else [],
    "adjusted": lambda side, _row: _ended(side, _("as changed: ")),
    "record": _record,
    "quotes": _quotes,
    "checkpoints": lambda points, row: [(_("checkpoints"), shown(points, figure_unit(row)))],
    "plan_title": lambda title, _row: [(_("title of the plan"), title)],
    "document": lambda name, _row: [(_("document"), name)],
}
"""What stands beside a row, by its key."""

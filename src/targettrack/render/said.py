"""What was done to a record, as a sentence: «310个（截至6月30日）», «时限由2025-10-31改为2025-12-31（汛期；县政府）».

Knows what a change says, and the rows before and after it; how the target stands is said beside it.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from targettrack.i18n import _
from targettrack.model import Append, Change, Checkpoint, Create, Goal, Rewrite, Strength, Target, Update
from targettrack.rating.since import WORDS
from targettrack.rating.standing import fold
from targettrack.rating.vocabulary import Rating
from targettrack.record import GOAL, HEAD, UPDATE
from targettrack.render.figures import figure_unit, number
from targettrack.render.goals import goal_phrase, shown
from targettrack.render.numbers import day, near_day, quantity, spoken_day
from targettrack.render.reasons import listed_parts
from targettrack.render.words import field_word, word
from targettrack.views.row import Row

_MOVED = ("owner", "supporting", "leader", "item", "upper", "previous")
"""Fields of a line that replace one of the row."""
_WORDS = ("note", "problem", "next", "evidence", "via")
_UNASSIGNED = frozenset({"draft", "discarded", "confidence", "assumed", "recorded", "key"})
"""Fields of a head that are no part of the promise."""


def change_phrase(change: Change | None, row: Row, earlier: Row | None) -> str:
    """What a change did; "" where nothing was done. `earlier`: the row before a line."""
    match change:
        case Append(target, update):
            return line_phrase(update, target, row, earlier or row)
        case Create(target):
            return _new(target)
        case Rewrite(old, new):
            return _reviewed(old, new)
    return ""


def line_phrase(update: Update, target: Target, row: Row, earlier: Row) -> str:
    """What a line says, apart from its figure, of which `figure_phrase` tells. A line that takes one back tells of that one."""
    if update.void is not None:
        place = next((n for n, line in enumerate(target.updates) if line.key == update.void), None)
        if place is None:
            return ""
        # Only what stood before it: two lines that take each other back would never end.
        line, target = target.updates[place], target._replace(updates=target.updates[:place])
        said = listed_parts(figure_phrase(line, row), line_phrase(line, target, earlier, row))
        return _("taken back: «{said}»").format(said=said)
    acts = listed_parts(*_acts(update, row, earlier), *_planned(update, target, row), *_moves(update, row, earlier))
    grounds = listed_parts(update.reason or "", update.authority or "")
    if grounds:
        acts = _("{said} ({grounds})").format(said=acts, grounds=grounds)
    said = listed_parts(acts, *(_named(name, getattr(update, name)) for name in _WORDS))
    if update.value is None and update.as_of != update.at.date():
        said = _("{figure} as of {day}").format(figure=said, day=near_day(update.as_of, row.as_of.year))
    return said


def told(update: Update, target: Target, row: Row) -> str:
    """A line of the history in one sentence, with its day and its person: «2025-06-30 县教育局：310个（截至6月30日）»."""
    said = listed_parts(figure_phrase(update, row), line_phrase(update, target, row, row))
    return _("{name}: {value}").format(name=f"{day(update.at.date())} {update.by}".strip(), value=said)


def words_phrase(lines: Iterable[Update], row: Row) -> str:
    """What a unit said in some lines beside figures and problems: «6月20日：进展：主体完工；下一步：…»."""
    said = []
    for line in lines:
        claim = "" if line.status is None else word(line.status)
        parts = listed_parts(claim, *(_named(name, getattr(line, name)) for name in WORDS))
        said.append(_("{name}: {value}").format(name=near_day(line.as_of, row.as_of.year), value=parts))
    return listed_parts(*said)


def figure_phrase(update: Update, row: Row) -> str:
    """The figure of a line: «赤坎镇310个（预计，截至6月30日）»; "" where it has none."""
    if update.value is None:
        return ""
    figure = (update.part or "") + number(row, update.value)
    if update.total:
        figure = _("{figure} in all").format(figure=figure)
    said = _("{figure} as of {day}") if update.data is None else _("{figure} ({data}) as of {day}")
    data = "" if update.data is None else word(update.data)
    return said.format(figure=figure, data=data, day=near_day(update.as_of, row.as_of.year))


def _acts(update: Update, row: Row, earlier: Row) -> Iterable[str]:
    """What people stated, judged, asked for or sent."""
    yield "" if update.status is None else word(update.status)
    yield "" if update.completed is None else _("completed on {day}").format(day=spoken_day(update.completed))
    for name in ("waive", "stage"):
        yield _named(name, getattr(update, name))
    if update.returned:
        is_refusal = earlier.asked is not None and row.asked is None
        yield _("request sent back") if is_refusal else word(Rating.RETURNED)
    for name in ("reopened", "unmentioned"):
        yield _(UPDATE.rows[name].word) if getattr(update, name) else ""
    for name in ("assess", "forecast", "ask_deadline", "into", "node_met", "notice", "reply_by"):
        yield _named(name, getattr(update, name))


def _planned(update: Update, target: Target, row: Row) -> Iterable[str]:
    """The nodes that are planned, each with what stood there before, and those that are taken away."""
    points, unit = update.checkpoint or (), figure_unit(row)
    if not points:
        return
    lines = tuple(takewhile(lambda line: line.key != update.key, target.updates))
    old = {node.date: node for node in fold(target._replace(updates=lines), row.as_of).nodes}
    nodes = [_node(point, old.get(point.date), unit) for point in points if _is_planned(point)]
    yield (
        _("{name}: {value}").format(name=_(UPDATE.rows["checkpoint"].word), value=_(", ").join(nodes)) if nodes else ""
    )
    taken = _(", ").join(spoken_day(point.date) for point in points if not _is_planned(point))
    yield _("checkpoints taken away: {days}").format(days=taken) if taken else ""


def _node(point: Checkpoint, old: Checkpoint | None, unit: str) -> str:
    said = shown((point,), unit)
    if old is None or old == point:
        return said
    return _("{said} (was {old})").format(said=said, old=old.stage or quantity(old.value, unit))


def _is_planned(point: Checkpoint) -> bool:
    return point.value is not None or bool(point.stage)


def _named(name: str, value: Any, unit: str = "") -> str:
    """A field of a line with its word; "" where it says nothing."""
    said = shown(value, unit)
    return _("{name}: {value}").format(name=_(UPDATE.rows[name].word), value=said) if said else ""


def _moves(update: Update, row: Row, earlier: Row) -> Iterable[str]:
    """What was changed of the promise and of who keeps it: before and after."""
    if update.deadline is not None:
        yield _moved("deadline", spoken_day(earlier.deadline) if earlier.deadline else "", spoken_day(update.deadline))
    for name in _MOVED:
        if getattr(update, name) is not None:
            yield _moved(name, shown(getattr(earlier, name)), shown(getattr(update, name)))
    for name in update.goal:
        yield _moved(name, _of_goal(earlier.goal, name), _of_goal(row.goal, name))


def _of_goal(goal: Goal, name: str) -> str:
    """A field of a goal; its numbers with their unit."""
    value = getattr(goal, name)
    unit = {"value": goal.unit, "to": goal.unit, "baseline": goal.unit, "denominator": goal.per}.get(name)
    return shown(value) if unit is None else quantity(value, unit)


def _moved(name: str, old: str, new: str) -> str:
    field = field_word(name)
    if not new:
        return _("{field} taken away (was {old})").format(field=field, old=old or "–")
    if old in {"", new}:
        return _("{field} set to {new}").format(field=field, new=new)
    return _("{field} changed from {old} to {new}").format(field=field, old=old, new=new)


def _new(target: Target) -> str:
    """What a new record promises, and who is to keep it."""
    goal = goal_phrase(target.goal._replace(indicator=""), target.kind)
    deadline = _("ongoing") if target.deadline is None else _("due {day}").format(day=spoken_day(target.deadline))
    strength = word(target.strength) if target.strength is Strength.STRETCH else ""
    return listed_parts(word(target.kind), strength, goal, deadline, target.owner or _("unassigned"))


def _reviewed(old: Target, new: Target) -> str:
    """What a reviewer did to a draft: the fields that were corrected, then what became of it."""
    moves = [_moved(name, before, after) for name, before, after in _corrected(old, new) if before != after]
    became = ""
    if old.draft is not new.draft:
        became = _("a draft again") if new.draft else _("accepted")
    elif old.discarded is not new.discarded:
        became = _("discarded") if new.discarded else _("a draft again")
    return listed_parts(*moves, became)


def _corrected(old: Target, new: Target) -> Iterable[tuple[str, str, str]]:
    for name, row in HEAD.rows.items():
        if name not in _UNASSIGNED:
            yield name, shown(getattr(old, row.attribute)), shown(getattr(new, row.attribute))
    for name in GOAL.rows:
        yield name, _of_goal(old.goal, name), _of_goal(new.goal, name)

"""What another program says of targets, as NDJSON or CSV: bytes → what stands on each line. Knows the form; knows no ledger."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targettrack.errors import UsageError
from targettrack.exchange import cells, compare
from targettrack.exchange.columns import CAPTIONS, YES, Holds
from targettrack.i18n import N_, _
from targettrack.model import Status
from targettrack.named import NamedTuple
from targettrack.record import GOAL, UPDATE, Mark, Type
from targettrack.render import words
from targettrack.render.csv import unescaped
from targettrack.render.people import OF_GOAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ID, KEY = "id", "key"
GOAL_PREFIX = "goal."
OWN_WORDS = {ID: N_("id"), KEY: N_("key of the line")}
"""What a line has beside the fields of an update."""
FIELDS = tuple(name for name in UPDATE.rows if not name.startswith("goal_") and name not in {"at", "void"})
_MARKS = {name: UPDATE.rows[name].marks for name in FIELDS} | {
    f"{GOAL_PREFIX}{name}": row.marks for name, row in GOAL.rows.items()
}
_TRUTHS = frozenset(name for name in FIELDS if UPDATE.rows[name].type is Type.FLAG)
_FLAGS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}
"""What may stand for a truth value in a table, which has none."""
_NOTHING: tuple[Any, ...] = (None, "", [], {})
CLAIM = "done"
"""The column of our sheets in which a unit claims a target done: a status, in a line."""
_NEAR, _CLOSE = 3, 0.5
_USUAL = (ID, "value", "as_of", "note", "problem", "next", "evidence")
"""What is named where nothing is near to an unknown name."""
_SHOWN = 20
"""Characters of a broken line that are shown."""


Pair = tuple[str, Any]
"""A name and what stands under it."""


class Line(NamedTuple):
    """What one line says of a target: texts by field, `goal.value` and the like for its goal. Nothing is looked up yet."""

    number: int  # of the file, from 1
    id: str
    key: str  # "": none of its own
    said: Mapping[str, Any]  # text, a list of texts, or a truth value
    fault: UsageError | None = (
        None  # why it cannot be taken, whatever the ledger holds: wrong-shape, half-a-character (text)
    )


def lines(text: str, file: str) -> tuple[Line, ...]:
    """The lines of a text: objects of JSON, one a line, or a table with a row of headings.

    UsageError, each with `option`, the line as FILE:NUMBER: not-ndjson (detail), not-csv, unknown-column (text, choices), ragged-row,
    twice-on-a-line (text).
    """
    body = text.removeprefix("\ufeff")
    rows = _objects(body, file) if body.lstrip()[:1] in {"{", "["} else _table(body, file)
    known = _names()
    return tuple(_line(number, _flat(row), known, f"{file}:{number}") for number, row in rows)


def _objects(text: str, file: str) -> Iterator[tuple[int, Iterable[Pair]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{file}:{number}"
        try:
            found = json.loads(line, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise UsageError("not-ndjson", option=place, detail=_broken(line, error)) from None
        if not isinstance(found, dict):
            raise UsageError("not-ndjson", option=place, detail=line.strip()[:_SHOWN])
        yield number, found.items()


def _broken(line: str, error: Exception) -> str:
    """Where an object breaks off: the name or word that is wrong, or what stands there, or before the end."""
    if not isinstance(error, json.JSONDecodeError):
        return str(error) if isinstance(error, ValueError) else line[:_SHOWN]
    return line[error.pos :].strip()[:_SHOWN] or line.strip()[-_SHOWN:]


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands in it twice would silently lose one of the two values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(next(name for name in names if names.count(name) > 1))
    return found


def _table(text: str, file: str) -> Iterator[tuple[int, Iterable[Pair]]]:
    """The rows of a CSV; an empty cell says nothing."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise UsageError("not-csv", option=f"{file}:{number}") from error
        if row is None:
            return
        cells = [unescaped(cell).strip() for cell in row]
        if not head:
            head = cells
        elif len(cells) > len(head) and any(cells[len(head) :]):
            raise UsageError("ragged-row", option=f"{file}:{number}")
        elif any(cells):
            yield number, [(name, cell) for name, cell in zip(head, cells, strict=False) if cell]


def _flat(row: Iterable[Pair]) -> Iterator[Pair]:
    """The fields that say something; those of a goal stand below it or are named with a point, as `export` writes them."""
    for name, value in row:
        if name == "goal" and isinstance(value, dict):
            yield from ((f"{GOAL_PREFIX}{field}", one) for field, one in value.items() if one not in _NOTHING)
        elif value is not None:
            yield name, value


def _line(number: int, found: Iterable[Pair], known: words.Words[str], place: str) -> Line:
    row = tuple(found)
    unknown = [name for name, _value in row if known.meaning(name) is None]
    if unknown:
        raise UsageError("unknown-column", option=place, text=" ".join(unknown), choices=_nearest(unknown, known))
    said: dict[str, Any] = {}
    fault = None
    for heading, name, value in _meant(row, known):
        if name in said:
            raise UsageError("twice-on-a-line", option=place, text=heading)
        try:
            said[name] = _typed(name, value)
        except _UnfitError as error:
            said[name], fault = "", fault or UsageError(str(error), text=heading)
    return Line(number, said.pop(ID, ""), said.pop(KEY, ""), said, fault)


class _UnfitError(Exception):
    """What a field cannot say; the code of the error."""


def _typed(name: str, value: Any) -> Any:
    """A value of JSON as the text that a person would type for a field, or its texts, or its truth. _UnfitError."""
    marks = _MARKS.get(name, Mark.NONE)
    if name in _TRUTHS and (truth := _FLAGS.get(words.fold(str(value)))) is not None:
        return truth
    if isinstance(value, list) and Mark.MANY in marks:
        is_planned = name == "checkpoint"
        return [_node(one) if is_planned and isinstance(one, dict) else _text(one) for one in value]
    if isinstance(value, dict) and Mark.NAMED in marks:
        return " ".join(f"{_text(part)}={_text(one)}" for part, one in value.items())
    if name in _TRUTHS:
        raise _UnfitError("wrong-shape")
    return _text(value)


def _text(value: Any) -> str:
    """One text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _UnfitError("wrong-shape")
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _UnfitError("half-a-character")
    return text


def _node(point: Mapping[str, Any]) -> str:
    """A checkpoint as `--checkpoint` takes it: a day with a number, or with a stage."""
    said = {name: value for name, value in point.items() if value not in _NOTHING}
    day, others = said.pop("date", ""), [*said]
    if len(others) > 1 or not {*others} <= {"value", "stage"}:
        raise _UnfitError("wrong-shape")
    return f"{_text(day)}={''.join(_text(said[name]) for name in others)}"


def _meant(row: Iterable[Pair], known: words.Words[str]) -> Iterator[tuple[str, str, Any]]:
    """What stands over each field of a line, the field and its value; a claim is a status, and none is nothing.

    节点 heads planned nodes, each with its day, as well as, in our sheets, the one that is reached.
    """
    stages = {words.fold(name) for name in CAPTIONS["stage"].names}
    for name, value in row:
        meant = known.meaning(name)
        if words.fold(name) in stages and "=" not in str(value):
            meant = "stage"
        if meant != CLAIM:
            yield name, str(meant), value
        elif (status := _claimed(value)) is not None:
            yield name, "status", status


def _claimed(value: Any) -> Any:
    """The status that a unit's yes means; None where it claims nothing; what is neither stays, to be refused."""
    answer = compare.choices(CLAIM).meaning(cells.text(str(value), CAPTIONS[CLAIM]))
    return value if answer is None else Status.DONE.value if answer == YES else None


def _nearest(unknown: Sequence[str], known: words.Words[str]) -> str:
    """Names that some unknown ones may stand for, a few of each, in the reader's language."""
    from difflib import get_close_matches  # only a slip of the pen pays for it

    meant = dict.fromkeys(
        known[near] for name in unknown for near in get_close_matches(words.fold(name), known, n=_NEAR, cutoff=_CLOSE)
    )
    return " ".join(_called(name) for name in meant or _USUAL)


def _called(name: str) -> str:
    """What a page of the reader's calls a field: as our sheets do, else as a record does."""
    if name in CAPTIONS:
        return CAPTIONS[name].title
    goal = OF_GOAL.get(name.removeprefix(GOAL_PREFIX), "") if name.startswith(GOAL_PREFIX) else ""
    return _(goal or OWN_WORDS.get(name) or UPDATE.rows[name].word)


def _names() -> words.Words[str]:
    """What a field may be called: by its name, as a page prints it, or as a column of our sheets and its like is headed."""
    goal = {f"{GOAL_PREFIX}{name}": said for name, said in OF_GOAL.items()}
    found = words.named(OWN_WORDS | {name: UPDATE.rows[name].word for name in FIELDS} | goal)
    for code, caption in CAPTIONS.items():
        meant = f"{GOAL_PREFIX}{code.removeprefix('goal_')}" if code.startswith("goal_") else code
        if meant in {ID, CLAIM, *FIELDS, *goal}:
            for name in caption.names:
                found.setdefault(words.fold(name), meant)
    return found


def plain(name: str, value: Any) -> Any:
    """A cell of a field as our options take it: a day without its format, a figure that is exact.

    UsageError: those of `cells.text`.
    """
    caption = CAPTIONS.get(name)
    is_cell = isinstance(value, str) and caption is not None and caption.holds in {Holds.DAY, Holds.NUMBER}
    return cells.text(value, caption) if is_cell and caption is not None else value
